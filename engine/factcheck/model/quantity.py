"""Quantities: a number with a unit, as an article gives it, hedge and all."""

from __future__ import annotations

from fractions import Fraction

from factcheck.model.interval import INFINITY, Bound, Exact, Interval, exact, point
from factcheck.model.units import NUMBER, Unit
from factcheck.named import NamedTuple

_MOST_PLACES = 12


class Quantity(NamedTuple):
    """An amount. `nominal` is what was said ("about 80": 80), `possible` what it can mean ([72, 88]), both in the
    unit's base; `unit` is how it was written and is printed; `hedge` is the row of the hedge table that was used.
    """

    nominal: Interval
    possible: Interval
    unit: Unit
    hedge: str | None = None

    @property
    def dimension(self) -> str:
        return self.unit.dimension

    @property
    def base(self) -> str:
        return self.unit.base

    def __str__(self) -> str:
        if self.hedge == "up to" and self.nominal.low == 0 and not isinstance(self.nominal.high, float):
            return f"up to {print_amount(self.nominal.high, self.unit)}"  # the article speaks of no lower end
        return print_interval(self.nominal, self.unit)


def quantity(value: Exact, unit: Unit = NUMBER) -> Quantity:
    """A plain amount in a unit, without a hedge."""
    stated = point(to_base(value, unit))
    return Quantity(stated, stated, unit)


def to_base(value: Exact, unit: Unit) -> Exact:
    """A number in a unit, in the unit's base."""
    return exact(value * unit.factor + unit.offset)


def from_base(value: Exact, unit: Unit) -> Exact:
    """A number in the base, in the unit."""
    return exact((value - unit.offset) / Fraction(unit.factor))


def interval_to_base(interval: Interval, unit: Unit) -> Interval:
    """An interval given in a unit, in its base. Factors are positive, so the ends keep their order."""
    if unit.factor == 1 and not unit.offset:
        return interval

    def convert(end: Bound) -> Bound:
        return to_base(end, unit) if not isinstance(end, float) else end

    return Interval(convert(interval.low), convert(interval.high), interval.low_open, interval.high_open)


def print_number(value: Exact, digits: int = 3) -> str:
    """Decimal digits with thousands separators from 10,000 on; a long fraction is cut after `digits` places, or after
    as many significant ones below 1.
    """
    value = exact(value)
    if isinstance(value, int):
        return f"{value:,}" if abs(value) >= 10_000 else str(value)
    bound = Fraction(1, 10)
    while abs(value) < bound and digits < _MOST_PLACES:
        digits, bound = digits + 1, bound / 10
    scaled = round(value * 10**digits)
    if scaled == 0:
        return f"{float(value):.{digits}g}"
    sign = "-" if scaled < 0 else ""
    whole, rest = divmod(abs(scaled), 10**digits)
    decimals = f"{rest:0{digits}d}".rstrip("0")
    body = print_number(whole)
    return f"{sign}{body}.{decimals}" if decimals else f"{sign}{body}"


def print_amount(value: Exact, unit: Unit) -> str:
    """An amount given in the unit's base, printed in the unit."""
    return unit.written_after(print_number(from_base(value, unit)))


def print_difference(value: Exact, unit: Unit) -> str:
    """A difference given in the unit's base (no offset applies), printed in the unit."""
    return unit.written_after(print_number(exact(value / Fraction(unit.factor))))


def print_interval(interval: Interval, unit: Unit) -> str:
    """`80 min`, `80 to 90 min`, `80 to below 90 min`, `more than 90 min`, in words that a reader knows."""
    low, high = interval.low, interval.high
    if isinstance(low, float) and isinstance(high, float):
        return "any amount"
    if isinstance(low, float) or (low == 0 and interval.low_open and not isinstance(high, float)):
        assert not isinstance(high, float)
        return f"{'less than' if interval.high_open else 'at most'} {print_amount(high, unit)}"
    if isinstance(high, float):
        return f"{'more than' if interval.low_open else 'at least'} {print_amount(low, unit)}"
    if low == high:
        return print_amount(low, unit)
    first, last = print_number(from_base(low, unit)), print_amount(high, unit)
    return f"{'above ' if interval.low_open else ''}{first} to {'below ' if interval.high_open else ''}{last}"


def distance(value: Interval, region: Interval) -> tuple[Exact, str] | None:
    """How far a value that lies outside a region is from it, in base units, and on which side."""
    if value.before(region) and not isinstance(region.low, float) and not isinstance(value.high, float):
        return exact(region.low - value.high), "below"
    if region.before(value) and not isinstance(region.high, float) and not isinstance(value.low, float):
        return exact(value.low - region.high), "above"
    return None


__all__ = [
    "INFINITY",
    "Quantity",
    "distance",
    "from_base",
    "interval_to_base",
    "print_amount",
    "print_difference",
    "print_interval",
    "print_number",
    "quantity",
    "to_base",
]
