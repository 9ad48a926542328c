"""How a runner of GitHub Actions reads the log of a step: a simulator after its published rules.

A line is read alone. After white space, `::name properties::data` is a command if the name is one of the runner's;
otherwise `##[name properties]data` is one, anywhere in the line. Escapes are undone in the runner's order, the percent
sign last. `lines_of` cuts the log at every sign that some reader of a log takes for a line end, which is stricter.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

COMMANDS: Final = frozenset(
    "add-mask add-matcher add-path debug echo endgroup error group internal-set-repo-path notice remove-matcher "
    "save-state set-env set-output stop-commands warning".split()
)
_DATA: Final = (("%0D", "\r"), ("%0A", "\n"), ("%25", "%"))
_PROPERTY: Final = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))


class Command(NamedTuple):
    """A command that the runner obeys."""

    name: str
    properties: dict[str, str]
    data: str


def lines_of(log: str) -> list[str]:
    return re.split("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", log)


def commands(log: str) -> list[Command]:
    """Every command in the log of a step."""
    return [command for line in lines_of(log) if (command := _new(line) or _old(line)) is not None]


def _new(line: str) -> Command | None:
    line = line.lstrip()
    head, separator, data = line[2:].partition("::")
    if not line.startswith("::") or not separator:
        return None
    name, _, written = head.partition(" ")
    if name.lower() not in COMMANDS:
        return None
    properties = {}
    for pair in written.strip().split(","):
        key, equals, value = pair.partition("=")
        if key and equals and value:
            properties[key.lower()] = _undo(value, _PROPERTY)
    return Command(name.lower(), properties, _undo(data, _DATA))


def _old(line: str) -> Command | None:
    found = re.search(r"##\[([^\]]*)\](.*)", line)
    if found is None:
        return None
    name = found.group(1).partition(" ")[0]
    return Command(name.lower(), {}, found.group(2)) if name.lower() in COMMANDS else None


def _undo(text: str, escapes: tuple[tuple[str, str], ...]) -> str:
    for written, meant in escapes:
        text = text.replace(written, meant)
    return text
