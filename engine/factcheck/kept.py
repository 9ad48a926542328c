"""What one run has worked out and the next may use again, where a process runs more than once: `--watch`.

Nothing is kept until somebody asks for it, and then only what the last run used. A result is used again if it was made
of the very same objects; texts of equal files are made the same object first, so that all that follows from a file
stays as long as the file does. What is kept must not be changed by those who get it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

_T = TypeVar("_T")
_Key = tuple[Hashable, ...]
_Entry = tuple[tuple[object, ...], Any]
"""The objects that a result was made of, which therefore live as long as it, and the result."""

_last: dict[_Key, _Entry] | None = None
_current: dict[_Key, _Entry] = {}


def begin(*, forget: bool = True) -> None:
    """Start a run that keeps what it works out; what the one before did not use is forgotten, unless that run did not
    get far.
    """
    global _last, _current
    _last, _current = _current if forget or _last is None else _last | _current, {}


def end() -> None:
    """Keep nothing any more."""
    global _last, _current
    _last, _current = None, {}


def kept(kind: str, parts: Sequence[object], make: Callable[[], _T], *values: Hashable) -> _T:
    """The result of `make`, or the same result as before for the same `parts` and equal `values`."""
    if _last is None:
        return make()
    key = (kind, *map(id, parts), *values)
    entry = _current.get(key) or _last.get(key) or (tuple(parts), make())
    _current[key] = entry
    result: _T = entry[1]
    return result


def settled(kind: str, name: Hashable, value: _T, alike: Callable[[_T, _T], bool]) -> _T:
    """The value of that name from the last run if it is alike, so that what was made of it can be kept."""
    if _last is None:
        return value
    key = (kind, name)
    entry = _last.get(key)
    if entry is None or not alike(entry[1], value):
        entry = ((), value)
    _current[key] = entry
    result: _T = entry[1]
    return result
