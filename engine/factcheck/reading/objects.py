"""From a value that a facts file gives as an object to an interval: `{min: 72, max: 88}`, `{above: 90}`.

`min` and `max` are among the values, `above` and `below` are not; either side may be absent.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from factcheck.model.interval import INFINITY, Exact, Interval, exact
from factcheck.pattern import pattern
from factcheck.reading.numbers import LARGEST

OBJECT_KEYS: Final = ("min", "max", "above", "below", "unit", "hedge")
_DECIMAL: Final = pattern(r"([-+]?)([0-9]{1,40})(?:\.([0-9]{1,40}))?")


def object_ends(value: Mapping[str, object], *, negative: bool) -> Interval | str:
    """The interval of an object's ends, or what is wrong with them."""
    if ("min" in value and "above" in value) or ("max" in value and "below" in value):
        return "min and above, or max and below, are two lower or two upper ends"
    ends: dict[str, Exact] = {}
    for key in ("min", "above", "max", "below"):
        if key in value:
            number = _exact_number(value[key])
            if number is None:
                return f"{key} is no number"
            ends[key] = number
    if not ends:
        return "an object gives at least one of min, max, above, below"
    low = ends.get("min", ends.get("above"))
    high = ends.get("max", ends.get("below"))
    if low is None:
        assert high is not None
        floor = Interval(-INFINITY, high, True) if negative or high < 0 else Interval(0, high, "below" in value)
        return floor._replace(high_open="below" in value)
    interval = Interval(low, INFINITY if high is None else high, "above" in value, high is None or "below" in value)
    return "the range is empty" if interval.is_empty else interval


def _exact_number(value: object) -> Exact | None:
    """The number of a YAML value: whole, a fraction, or written in a string so that nothing is rounded."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | Fraction):
        return exact(value) if -LARGEST <= value <= LARGEST else None
    if not isinstance(value, str) or (parts := _DECIMAL.fullmatch(value.strip().replace("_", ""))) is None:
        return None
    sign, whole, places = parts.groups("")
    number = exact(Fraction(int(whole + places), 10 ** len(places)))
    if number > LARGEST:
        return None
    return -number if sign == "-" else number
