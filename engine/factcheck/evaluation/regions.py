"""Which values satisfy a test when its other side is fixed: an interval of numbers or days, or a list of values.

Used to judge quickly, to say how far off a value is, to read denied statements, and to find checks that no value or
every value passes.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Final

from factcheck.evaluation.terms import constant_amount, constant_period
from factcheck.evaluation.typed import InRange, Near, Ordered, PeriodRange, Term, Test, is_constant
from factcheck.language.syntax import ComparisonOperator
from factcheck.model.interval import INFINITY, Interval
from factcheck.model.period import Period, period
from factcheck.named import NamedTuple

MIRRORED: Final[dict[str, ComparisonOperator]] = {
    "==": "==",
    "!=": "!=",
    "<": ">",
    "<=": ">=",
    ">": "<",
    ">=": "<=",
}


class FixedRegion(NamedTuple):
    """The numbers (in a base) that a term must be among."""

    subject: Term
    region: Interval
    base: str


def fixed_region(test: Test) -> FixedRegion | None:
    """The region of a test on quantities in which one term names facts and everything else is constant."""
    match test:
        case InRange(term=term, low=low, high=high, low_closed=low_closed, high_closed=high_closed):
            return _between(term, low, high, low_closed, high_closed)
        case Ordered():
            return _of_chain(test)
        case Near():
            return _around(test)
        case _:
            return None


def _between(term: Term, low: Term, high: Term, low_closed: bool, high_closed: bool) -> FixedRegion | None:
    a, b = constant_amount(low), constant_amount(high)
    if a is None or b is None or a.base != b.base or is_constant(term):
        return None
    return FixedRegion(term, Interval(a.interval.low, b.interval.high, not low_closed, not high_closed), a.base)


def _of_chain(test: Ordered) -> FixedRegion | None:
    subjects = [term for term in test.terms if not is_constant(term)]
    if len(subjects) != 1 or "!=" in test.operators or len(test.terms) > 3:
        return None
    subject = subjects[0]
    if len(test.terms) == 3 and test.terms[1] is not subject:
        return None
    region, base = None, None
    for (left, right), operator in zip(pairwise(test.terms), test.operators, strict=True):
        fixed = constant_amount(right if left is subject else left)
        if fixed is None or not fixed.interval.is_point or base not in (None, fixed.base):
            return None
        base = fixed.base
        side = ray(operator if left is subject else MIRRORED[operator], fixed.interval)
        region = side if region is None else region.meet(side)
    assert region is not None
    assert base is not None
    return FixedRegion(subject, region, base)


def ray(operator: ComparisonOperator, end: Interval) -> Interval:
    """The numbers x with `x operator end`, for a point."""
    match operator:
        case "<" | "<=":
            return Interval(-INFINITY, end.low, True, operator == "<")
        case ">" | ">=":
            return Interval(end.high, INFINITY, operator == ">", True)
        case _:
            return end


def related_days(relation: str, period: Period) -> Interval | None:
    """The days that are in such a relation to a period; None where the relation leaves no stretch of days."""
    match relation:
        case "==" | "in" | "overlaps":
            return stretch(period.first, period.last)
        case "<":
            return stretch(-INFINITY, period.first - 1)
        case ">":
            return stretch(period.last + 1, INFINITY)
        case "<=":
            return stretch(-INFINITY, period.last)
        case ">=":
            return stretch(period.first, INFINITY)
        case _:
            return None


def stretch(first: float, last: float) -> Interval:
    """The days from one to another, or without an end."""
    return Interval(first, last, first == -INFINITY, last == INFINITY)


def _around(test: Near) -> FixedRegion | None:
    centre, tolerance = constant_amount(test.centre), constant_amount(test.tolerance)
    if centre is None or tolerance is None or is_constant(test.term) or not centre.interval.is_point:
        return None
    step = tolerance.interval
    if test.relative:
        step = centre.interval.absolute().product(step.times(Fraction(1, 100)))
    elif test.tolerance.type == test.centre.type and tolerance.base != centre.base:
        return None
    return FixedRegion(test.term, centre.interval.plus(Interval(-step.high, step.high)), centre.base)


def period_range(test: PeriodRange) -> tuple[Term, Period] | None:
    """The days from one constant period to another."""
    low, high = constant_period(test.low), constant_period(test.high)
    if low is None or high is None or is_constant(test.term):
        return None
    return test.term, between(low, high, low_closed=test.low_closed, high_closed=test.high_closed)


def between(low: Period, high: Period, *, low_closed: bool, high_closed: bool) -> Period:
    """From `low`'s first day to `high`'s last; an open end drops that end's own days."""
    return period(low.first if low_closed else low.last + 1, high.last if high_closed else high.first - 1)


__all__ = ["MIRRORED", "FixedRegion", "between", "fixed_region", "period_range", "ray", "related_days", "stretch"]
