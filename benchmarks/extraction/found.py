"""What every finder of values gives, ours and the peers', so that one set of measures holds for all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Found:
    """A value found in a text, from `start` to `end`. What a finder does not tell is None.

    `core` is the span without hedges; `low` and `high` are the ends of a range or bound, in `unit`; `base` is the value
    in the dimension's base unit; `first` and `last` are the first and last day of a period.
    """

    start: int
    end: int
    kind: str
    value: float | None = None
    unit: str | None = None
    base: tuple[str, float] | None = None
    low: float | None = None
    high: float | None = None
    seconds: float | None = None
    first: date | None = None
    last: date | None = None
    core: tuple[int, int] | None = None


Finder = Callable[[str, date | None], list[Found]]
