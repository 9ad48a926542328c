"""Exact intervals of numbers: what a hedged or bounded quantity can be.

Numbers are `int` where they are whole and `Fraction` otherwise, so comparisons are exact and the usual case is fast.
The only floats are the two infinities, which bound an open-ended interval and are never reached.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Final

from factcheck.model.truth import FAILS, HOLDS, OPEN, Outcome
from factcheck.named import NamedTuple

Exact = int | Fraction
Bound = int | Fraction | float
"""An exact number, or one of the two infinities."""

INFINITY: Final = math.inf


def exact(value: Exact) -> Exact:
    """The same number, as an `int` where it is whole."""
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value


class Interval(NamedTuple):
    """The numbers from `low` to `high`; an open end is not among them. An infinite end is always open."""

    low: Bound
    high: Bound
    low_open: bool = False
    high_open: bool = False

    @property
    def is_point(self) -> bool:
        return self.low == self.high

    @property
    def is_empty(self) -> bool:
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def inside(self, other: Interval) -> bool:
        """Every number of this interval is in the other."""
        above = self.low > other.low or (self.low == other.low and (self.low_open or not other.low_open))
        below = self.high < other.high or (self.high == other.high and (self.high_open or not other.high_open))
        return above and below

    def before(self, other: Interval) -> bool:
        """Every number of this interval is smaller than every one of the other."""
        return self.high < other.low or (self.high == other.low and (self.high_open or other.low_open))

    def disjoint(self, other: Interval) -> bool:
        return self.before(other) or other.before(self)

    def meet(self, other: Interval) -> Interval:
        """The numbers that both have; may be empty."""
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, not_open = min((self.high, not self.high_open), (other.high, not other.high_open))
        return Interval(low, high, low_open, not not_open)

    def plus(self, other: Interval) -> Interval:
        return Interval(
            _add(self.low, other.low),
            _add(self.high, other.high),
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def minus(self, other: Interval) -> Interval:
        return self.plus(other.times(-1))

    def times(self, factor: Exact) -> Interval:
        """Stretched by a number; a negative one swaps the ends."""
        if factor == 0:
            return Interval(0, 0)
        low, high = _multiply(self.low, factor), _multiply(self.high, factor)
        if factor < 0:
            return Interval(high, low, self.high_open, self.low_open)
        return Interval(low, high, self.low_open, self.high_open)

    def product(self, other: Interval) -> Interval:
        """All products of a number of each (Moore's interval arithmetic)."""
        corners = [
            # Nought times anything is nought: it is reached even where the other end is not.
            (_multiply(a, b), (a_open and not (b == 0 and not b_open)) or (b_open and not (a == 0 and not a_open)))
            for a, a_open in ((self.low, self.low_open), (self.high, self.high_open))
            for b, b_open in ((other.low, other.low_open), (other.high, other.high_open))
        ]
        low = min(value for value, _ in corners)
        high = max(value for value, _ in corners)
        return Interval(
            low,
            high,
            all(is_open for value, is_open in corners if value == low),
            all(is_open for value, is_open in corners if value == high),
        )

    def inverse(self) -> Interval | None:
        """1/x for every number, or None if zero is among them or borders both sides."""
        if (
            self.low <= 0 <= self.high
            and not (self.low == 0 and self.low_open)
            and not (self.high == 0 and self.high_open)
        ):
            return None
        low = -INFINITY if self.high == 0 else _reciprocal(self.high)
        high = INFINITY if self.low == 0 else _reciprocal(self.low)
        return Interval(low, high, self.high_open, self.low_open)

    def absolute(self) -> Interval:
        """|x| for every number."""
        if self.low >= 0:
            return self
        if self.high <= 0:
            return self.times(-1)
        high, not_open = max((-self.low, not self.low_open), (self.high, not self.high_open))
        return Interval(0, high, False, not not_open)


EVERYTHING: Final = Interval(-INFINITY, INFINITY, True, True)


def point(value: Exact) -> Interval:
    """A single number."""
    return Interval(value, value)


def _add(a: Bound, b: Bound) -> Bound:
    # Both infinite with opposite signs never meet: two low ends or two high ends are added.
    return exact(a + b) if isinstance(a, int | Fraction) and isinstance(b, int | Fraction) else float(a) + float(b)


def _multiply(a: Bound, b: Bound) -> Bound:
    if a == 0 or b == 0:
        return 0
    if isinstance(a, int | Fraction) and isinstance(b, int | Fraction):
        return exact(a * b)
    return INFINITY if (a > 0) == (b > 0) else -INFINITY


def _reciprocal(a: Bound) -> Bound:
    if isinstance(a, float):
        return 0
    return exact(Fraction(1) / a)


def in_region(value: Interval, region: Interval) -> Outcome:
    """Holds when every number is in the region, fails when none is."""
    if region.is_empty:
        return FAILS
    if value.inside(region):
        return HOLDS
    return FAILS if value.disjoint(region) else OPEN


def compare_equal(a: Interval, b: Interval) -> Outcome:
    """a == b for every pair, for none, or open."""
    if a.is_point and b.is_point:
        return HOLDS if a.low == b.low else FAILS
    return FAILS if a.disjoint(b) else OPEN


def compare_less(a: Interval, b: Interval) -> Outcome:
    """a < b for every pair, for none, or open."""
    if a.before(b):
        return HOLDS
    return FAILS if b.high <= a.low else OPEN


def compare_less_equal(a: Interval, b: Interval) -> Outcome:
    """a <= b for every pair, for none, or open."""
    if a.high <= b.low:
        return HOLDS
    return FAILS if b.before(a) else OPEN
