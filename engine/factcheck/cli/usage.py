"""Wrong values of flags and variables, as an exception that says what would be right."""

from __future__ import annotations

from collections.abc import Sequence


class UsageError(Exception):
    """A flag or a variable with a value that means nothing; the message says what would."""


def one_of(flag: str, value: str | None, known: Sequence[str]) -> str | None:
    """The value, if it is known or missing."""
    if value is None or value in known:
        return value
    raise UsageError(unknown_choice(flag, value, known))


def unknown_choice(flag: str, value: str, known: Sequence[str]) -> str:
    """`--status: 'drft' is none of draft or published; did you mean draft?`"""
    from factcheck.diagnostics import listed
    from factcheck.suggestions import suggest

    near = suggest(value, known)
    return f"{flag}: {value!r} is none of {listed(known)}{f'; did you mean {near}?' if near else ''}"
