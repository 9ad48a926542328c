"""What the parts share: tables in Markdown, targets, medians, and a description of the machine in general terms."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True, slots=True)
class Target:
    """Something aimed at, and whether it was reached."""

    words: str
    measured: str
    met: bool | None
    """None where it could not be measured."""


@dataclass(frozen=True, slots=True)
class Table:
    """A Markdown table. The columns named in `absolute` hold times and rates of this machine, not ratios."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    absolute: frozenset[str] = frozenset()

    def render(self, *, absolute: bool) -> str:
        """The table as text; without `absolute` only what can be compared between machines."""
        kept = [index for index, name in enumerate(self.header) if absolute or name not in self.absolute]
        lines = [[row[index] for index in kept] for row in (self.header, *self.rows)]
        rule = ["---", *("---:" for _ in kept[1:])]
        body = "\n".join("| " + " | ".join(cells) + " |" for cells in (lines[0], rule, *lines[1:]))
        return f"**{self.title}**\n\n{body}\n"


@dataclass(frozen=True, slots=True)
class Part:
    """The outcome of one part: what was measured, what was aimed at, and remarks."""

    tables: Sequence[Table]
    targets: Sequence[Target]
    notes: Sequence[str] = field(default=())

    def render(self, *, absolute: bool) -> str:
        """The part in Markdown, its targets last."""
        words = {True: "met", False: "**not met**", None: "not measured"}
        rows = [(target.words, target.measured, words[target.met]) for target in self.targets]
        targets = Table("Targets", ("target", "measured", ""), rows)
        pieces = [table.render(absolute=absolute) for table in (*self.tables, targets)]
        if self.notes:
            pieces.append("\n".join(f"- {note}" for note in self.notes) + "\n")
        return "\n".join(pieces)


def middle(values: Iterable[float]) -> float:
    """The median."""
    return median(values)


def times(ratio: float) -> str:
    """A ratio for a table: `0.048 ×`, `4.31 ×`, `86 ×`."""
    if ratio >= 10:
        return f"{ratio:.0f} ×"
    return f"{ratio:.2f} ×" if ratio >= 0.1 else f"{ratio:.3f} ×"


def environment_with(variables: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a command that is measured. Compiled modules may be kept, or every start would compile all."""
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return usual | dict(variables or {})


def machine() -> str:
    """The machine in general terms: nothing that names it."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{cores} {'core' if cores == 1 else 'cores'}, {platform.system()} on {platform.machine()}, {python}"
