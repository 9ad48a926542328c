"""How long hostile inputs take and how much memory: the goal is one second and 256 MB for each.

    HOSTILE=all python tests/hostile/measure.py

Every input is judged in a child of a process that has imported the engine already; CPU time is the child's, memory its
largest. Without HOSTILE=all, the share of the inputs that the tests try. Needs a system that can fork.

    python tests/hostile/measure.py much

Much of one thing, and half as much: the goal is at most 2.5 times the time for twice the input.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

sys.path[:0] = [str(Path(__file__).resolve().parents[2] / "engine"), str(Path(__file__).parent)]

from hostile_documents import (  # noqa: E402  # after the path
    INVISIBLE,
    INVISIBLE_INPUTS,
    JSON,
    JSON_INPUTS,
    YAML,
    YAML_INPUTS,
)
from hostile_forks import Ended, begun, ended  # noqa: E402
from hostile_much import MANY, MOST, PATTERNS, REPEATED, counted, repeated  # noqa: E402
from hostile_places import PLACES  # noqa: E402
from hostile_project import LARGEST_RSS, RUN, judge, share, write, write_project  # noqa: E402
from hostile_strings import NAUGHTY  # noqa: E402
from test_hostile_documents import put  # noqa: E402
from test_hostile_strings import PARTS  # noqa: E402

from factcheck.cli.main import main  # noqa: E402

SECONDS: Final = 1.0
RATIO: Final = 2.5
LENGTH: Final = 200_000
"""Characters of a text of which there is much."""
_NOTICED: Final = 0.3
"""Seconds below which a ratio says nothing."""
_SHOWN: Final = 10


class Measured(NamedTuple):
    """What one input cost."""

    seconds: float
    memory: int
    code: int
    name: str


def inputs() -> Iterator[tuple[str, Callable[[], object]]]:
    """The name of each input, and what puts it into the current folder."""
    for row, (name, place) in enumerate(PLACES.items()):
        for number, (string, text) in enumerate(share(NAUGHTY.items(), row, PARTS)):
            files = {"articles/plain.txt": "Nothing happened.\n", place.file: place.filled(text, row + number)}
            yield f"{name}: {string}", lambda files=files: (write_project(), write(files))  # type: ignore[misc]
    documents = [
        *((where, name, YAML[name].content) for where, name in YAML_INPUTS),
        *((where, name, INVISIBLE[name].encode) for where, name in INVISIBLE_INPUTS),
        *((where, name, JSON[name].content) for where, name in JSON_INPUTS),
    ]
    for where, name, content in documents:
        yield f"{where}: {name}", lambda where=where, content=content: put(where, content())  # type: ignore[misc]


def measure() -> list[Measured]:
    """Judge every input once."""
    write_project()
    judge()
    measured = []
    for name, fill in inputs():
        for kept in Path().iterdir():
            shutil.rmtree(kept) if kept.is_dir() else kept.unlink()
        fill()
        outcome = ended(begun(lambda: sys.exit(main(RUN))))
        measured.append(Measured(outcome.seconds, outcome.memory, outcome.code, name))
    return measured


def report(measured: list[Measured]) -> bool:
    """Print what was most; whether every input met the goal."""
    slow = [one for one in measured if one.seconds >= SECONDS]
    large = [one for one in measured if one.memory >= LARGEST_RSS]
    broken = [one for one in measured if one.code not in (0, 1, 2)]
    print(f"{len(measured):,} inputs: {len(slow)} not under {SECONDS:g} s, {len(large)} not under 256 MB, ", end="")
    print(f"{len(broken)} that ended otherwise than with 0, 1 or 2")
    for one in sorted(measured, reverse=True)[:_SHOWN]:
        print(f"  {one.seconds:6.2f} s  {one.name}")
    for one in sorted(measured, key=lambda one: -one.memory)[:_SHOWN]:
        print(f"  {one.memory / 2**20:4.0f} MB  {one.name}")
    for one in broken:
        print(f"  exit {one.code}  {one.name}")
    return not (slow or large or broken)


def cost(files: dict[str, str]) -> Ended:
    """What it costs to judge the project with these files."""
    for kept in Path().iterdir():
        shutil.rmtree(kept) if kept.is_dir() else kept.unlink()
    write_project({"rules/patterns.yaml": PATTERNS})
    write(files)
    return ended(begun(lambda: sys.exit(main(RUN))))


def measure_much() -> bool:
    """Print what much of one thing costs; whether all grew no faster than the goal."""
    write_project()
    judge()
    made: dict[str, tuple[int, Callable[[int], dict[str, str]]]] = {
        f"{part!r}": (LENGTH, lambda size, part=part: {"articles/paper.md": repeated(part, size)})  # type: ignore[misc]
        for part in REPEATED
    }
    made["numbers"] = LENGTH, lambda size: {"articles/paper.md": counted(size)}
    made |= {what: (MOST, files) for what, files in MANY.items()}
    steep = 0
    for what, (size, files) in made.items():
        half, whole = cost(files(size // 2)), cost(files(size))
        ratio = whole.seconds / max(half.seconds, 0.001)
        is_steep = ratio > RATIO and whole.seconds > _NOTICED
        steep += is_steep or whole.code not in (0, 1, 2)
        mark = " <" if is_steep else ""
        print(f"{whole.seconds:7.2f} s  ×{ratio:4.1f}  {whole.memory / 2**20:4.0f} MB  exit {whole.code}  {what}{mark}")
    return not steep


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        os.environ["XDG_CACHE_HOME"] = folder
        sys.exit(not (measure_much() if "much" in sys.argv[1:] else report(measure())))
