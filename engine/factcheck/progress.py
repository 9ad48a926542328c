"""How far a run is, for whoever wants to see it: stages say what they go through, and the command line may show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

_T = TypeVar("_T")

_step: Callable[[str, int, int], None] | None = None


def show(step: Callable[[str, int, int], None] | None) -> None:
    """Call this from now on with what is done, how many steps are behind, and how many there are; None ends it."""
    global _step  # noqa: PLW0603 - there is one screen
    _step = step


def steps(what: str, items: Sequence[_T]) -> Iterable[_T]:
    """The items, one by one."""
    return items if _step is None else _shown(what, items, _step)


def _shown(what: str, items: Sequence[_T], step: Callable[[str, int, int], None]) -> Iterable[_T]:
    for done, item in enumerate(items):
        step(what, done, len(items))
        yield item
