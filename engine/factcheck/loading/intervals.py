"""From an interval as a facts file gives it to a value: `{min: 430 m, max: 0.45 km}`, `{above: 2024-05}`.

Ends that are bare numbers go to the one reader of values with the interval's unit. Ends with a unit or a date of their
own are read one by one as words are, and each must be one plain amount or time.
"""

from __future__ import annotations

from typing import Any, Final

from factcheck.language.printer import print_exact
from factcheck.loading.document import Mapping
from factcheck.model.interval import INFINITY, Exact
from factcheck.model.period import Period, period
from factcheck.model.quantity import Quantity, from_base
from factcheck.model.statement import Value
from factcheck.model.units import Unit
from factcheck.model.vocabulary import Fact
from factcheck.pattern import pattern
from factcheck.reading.values import Reader, Unreadable

ENDS: Final = ("min", "above", "max", "below")
_TWO_ENDS: Final = "min and above, or max and below, are two lower or two upper ends"
_NO_END: Final = "an interval gives at least one of min, max, above, below"
_BARE: Final = pattern(r"\s*[-+]?[0-9_]+(\.[0-9]+)?\s*")


def read_interval(reader: Reader, written: Mapping, fact: Fact, published: Period | None) -> Value | Unreadable:
    """The value between the ends, or what is wrong with them."""
    if fact.type.family == "period":
        return _stretch(reader, written, fact, published)
    worded = [key for key in ENDS if isinstance(written.get(key), str) and not _BARE.fullmatch(written[key])]
    if fact.type.family != "quantity" or not worded:
        return reader.read_object(written, fact.type, unit=fact.unit, negative=fact.negative)
    amounts: dict[str, Quantity] = {}
    for key in worded:
        amount = reader.read(written[key], fact.type, unit=None)
        if isinstance(amount, Unreadable):
            return Unreadable(f"{key}: {amount.reason}")
        if not isinstance(amount, Quantity) or not amount.nominal.is_point or amount.hedge is not None:
            return Unreadable(f"{key}: an end is one plain amount, and {written[key]!r} is none")
        amounts[key] = amount
    if fact.type.detail == "number":
        return _between_amounts(reader, written, fact, amounts, None)
    wrong = _units_disagree(written, amounts)
    return wrong or _between_amounts(reader, written, fact, amounts, amounts[worded[0]].unit)


def _units_disagree(written: Mapping, amounts: dict[str, Quantity]) -> Unreadable | None:
    """An interval has one unit for both ends, or one at each end."""
    (first, amount), *others = amounts.items()
    bare = next((key for key in ENDS if key in written and key not in amounts), None)
    if bare is not None:
        return Unreadable(f"{first} has a unit and {bare} has none; give both ends one, or neither, and add `unit`")
    for key, other in others:
        if other.base != amount.base:
            units = f"{first} is in {_name(amount.unit)} and {key} in {_name(other.unit)}"
            return Unreadable(f"{units}, which do not convert into each other")
    if "unit" in written:
        return Unreadable("the ends have units of their own; leave out `unit`")
    return None


def _name(unit: Unit) -> str:
    return unit.many or unit.symbol


def _between_amounts(
    reader: Reader, written: Mapping, fact: Fact, amounts: dict[str, Quantity], unit: Unit | None
) -> Value | Unreadable:
    """The interval between ends that have been read, in the unit of the first."""
    numbers: dict[str, Any] = {key: value for key, value in written.items() if key not in amounts}
    for key, amount in amounts.items():
        end = amount.nominal.low
        assert not isinstance(end, float)
        numbers[key] = end if unit is None else from_base(end, unit)
    return reader.read_object(numbers, fact.type, unit=unit, negative=fact.negative)


# Periods


def _stretch(reader: Reader, written: Mapping, fact: Fact, published: Period | None) -> Value | Unreadable:
    """From the first day of `min`, or the day after `above`, to the last day of `max`, or the day before `below`."""
    for key in ("unit", "hedge"):
        if key in written:
            return Unreadable(f"an interval of dates has no {key!r}")
    if not any(key in written for key in ENDS):
        return Unreadable(_NO_END)
    if {"min", "above"} <= written.keys() or {"max", "below"} <= written.keys():
        return Unreadable(_TWO_ENDS)
    first, last = -INFINITY, INFINITY
    for key in ENDS:
        if key not in written:
            continue
        end = _time(reader, key, written[key], fact, published)
        if isinstance(end, Unreadable):
            return end
        match key:
            case "min":
                first = end.first
            case "above":
                first = end.last + 1
            case "max":
                last = end.last
            case _:
                last = end.first - 1
    return Unreadable("it ends before it starts") if first > last else period(first, last)


def _time(reader: Reader, key: str, written: object, fact: Fact, published: Period | None) -> Period | Unreadable:
    text = _digits(written) if not isinstance(written, str) else written
    end = reader.read(text, fact.type, published=published)
    if isinstance(end, Unreadable):
        return end._replace(reason=f"{key}: {end.reason}")
    if not isinstance(end, Period) or end.hedge is not None:
        return Unreadable(f"{key}: an end is one plain date or time, and {text!r} is none")
    return end


def _digits(number: Any) -> str:
    exact: Exact = number
    return print_exact(exact)


__all__ = ["ENDS", "read_interval"]
