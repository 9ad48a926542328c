"""Runs the usual command lines without typer, which takes longer to import than a small run takes as a whole.

A line is usual if its options are written in full, each with its value, none twice, and no variable of the environment
has a say. Every other line, and every wrong one, is left to typer; both read the same annotations.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final, get_args, get_type_hints

from factcheck.cli.options import PREFIX, Option
from factcheck.named import NamedTuple

COMMANDS: Final = ("run", "check", "test", "extract", "explain", "facts", "schema")
_UNHEEDED: Final = frozenset({(f"{PREFIX}DEBUG", "1"), (f"{PREFIX}NO_CACHE", "1")})
"""Variables that no command asks for: defects and the cache are seen to outside."""


class _Kind(NamedTuple):
    """How a parameter is read: `convert` turns each text into a value; a flag has no text."""

    convert: Callable[[str], Any]
    many: bool = False
    flag: bool = False


_KINDS: Final[dict[Any, _Kind]] = {
    str: _Kind(str),
    str | None: _Kind(str),
    Path | None: _Kind(Path),
    list[str] | None: _Kind(str, many=True),
    list[Path] | None: _Kind(Path, many=True),
    bool: _Kind(bool, flag=True),
}


def dispatch(arguments: Sequence[str]) -> int:
    """Run a command line and give its exit code."""
    command = _command(arguments)
    values = _values(command, arguments[1:]) if command is not None else None
    if command is None or values is None:
        from factcheck.cli.app import dispatch as dispatch_with_typer

        return dispatch_with_typer(list(arguments))
    from factcheck.cli.usage import UsageError

    try:
        return command(**values)
    except UsageError as error:
        from factcheck.cli.streams import tell
        from factcheck.model.exit_code import ExitCode

        tell(str(error))
        return int(ExitCode.REFUSED)


def _command(arguments: Sequence[str]) -> Callable[..., int] | None:
    if not arguments or arguments[0] not in COMMANDS:
        return None
    if any(item[0].startswith(PREFIX) and item not in _UNHEEDED for item in os.environ.items()):
        return None
    command: Callable[..., int] = getattr(import_module(f"factcheck.cli.{arguments[0]}"), arguments[0])
    return command


def _values(command: Callable[..., int], arguments: Sequence[str]) -> dict[str, Any] | None:
    """The values of a command's parameters; None for a line that is not usual."""
    options: dict[str, tuple[str, _Kind]] = {}
    places: list[tuple[str, _Kind]] = []
    for name, hint in get_type_hints(command, include_extras=True).items():
        if name == "return":
            continue
        kind, written = get_args(hint)
        if isinstance(written, Option):
            options |= dict.fromkeys(written.names, (name, _KINDS[kind]))
        else:
            places.append((name, _KINDS[kind]))
    values: dict[str, Any] = {}
    rest = iter(arguments)
    for argument in rest:
        if argument.startswith("-"):
            found = _option(argument, rest, options)
        elif argument and places:
            name, kind = places[0] if places[0][1].many else places.pop(0)
            found = name, kind, argument
        else:
            found = None
        if found is None or (found[0] in values and not found[1].many):
            return None
        name, kind, text = found
        value = kind.convert(text)
        values[name] = [*values.get(name, ()), value] if kind.many else value
    return values if all(name in values for name in _needed(command)) else None


def _option(argument: str, rest: Iterator[str], options: dict[str, tuple[str, _Kind]]) -> tuple[str, _Kind, str] | None:
    """The parameter that an option is for, and its text."""
    long, equals, text = argument.partition("=") if argument.startswith("--") else (argument, "", "")
    if long not in options:
        return None
    name, kind = options[long]
    if kind.flag:
        return None if equals else (name, kind, argument)
    text = text if equals else next(rest, "")
    return (name, kind, text) if text and not text.startswith("-") else None


def _needed(command: Callable[..., int]) -> Sequence[str]:
    """The parameters without a default, which are the first ones."""
    code = command.__code__
    return code.co_varnames[: code.co_argcount - len(command.__defaults__ or ())]
