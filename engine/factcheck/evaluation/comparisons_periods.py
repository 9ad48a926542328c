"""Tests of periods compiled to closures: by the days that each side covers."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from factcheck.evaluation.comparisons_quantities import not_negative
from factcheck.evaluation.outcomes import (
    Comparison,
    OutcomeOf,
    Region,
    RegionOf,
    all_hold,
    any_holds,
    flipped,
    no_region,
)
from factcheck.evaluation.regions import MIRRORED, between, related_days
from factcheck.evaluation.terms import Amount, Combination, amount_of, constant_period, period_of, shift
from factcheck.evaluation.typed import Calendar, FromSource, NearPeriod, OneOf, PeriodRange, Term, is_constant
from factcheck.model import period as calendar
from factcheck.model.interval import Interval
from factcheck.model.period import Period
from factcheck.model.truth import FAILS, HOLDS, OPEN, Outcome

_RELATIONS = {
    "==": calendar.lies_in,
    "in": calendar.lies_in,
    "<": calendar.before,
    ">": calendar.after,
    "<=": calendar.not_after,
    ">=": calendar.not_before,
    "overlaps": calendar.overlaps,
}
_SURE = {"==": FAILS, "in": FAILS, "<": HOLDS, ">": HOLDS, "<=": FAILS, ">=": FAILS, "overlaps": FAILS}
"""What is told even where P is only known to lie somewhere in the days that it is given."""
_MIRRORED = {**MIRRORED, "in": "in", "overlaps": "overlaps"}


def compare_periods(test: Calendar, possible_values: bool) -> Comparison:
    """Before, after, in, overlaps, or a chain of them: by days."""
    pairs = list(zip(pairwise(test.terms), test.relations, strict=True))
    outcomes = [_pair(left, right, relation, possible_values) for (left, right), relation in pairs]
    regions = [_region_of_pair(left, right, relation, possible_values) for (left, right), relation in pairs]
    return Comparison(all_hold(outcomes), regions[0] if len(regions) == 1 else _common(regions))


def _common(regions: list[RegionOf]) -> RegionOf:
    """The days that satisfy every link of a chain."""

    def region(combination: Combination, index: int) -> Region | None:
        whole: Interval | None = None
        for part in (each(combination, index) for each in regions):
            if not isinstance(part, Interval):
                return None
            whole = part if whole is None else whole.meet(part)
        return whole

    return region


def sides(left: Term, right: Term, relation: str) -> tuple[Term, Term, str]:
    """V, P and the relation as seen from V: the side that names a fact is V, the left one if both do."""
    if is_constant(left) and not is_constant(right) and relation != "in":
        return right, left, _MIRRORED[relation]
    return left, right, relation


def _pair(left: Term, right: Term, relation: str, possible_values: bool) -> OutcomeOf:
    if relation == "!=":
        return flipped(_pair(left, right, "==", possible_values))
    v_term, p_term, relation = sides(left, right, relation)
    v = period_of(v_term, possible_values=possible_values)
    relate = _RELATIONS[relation]
    fixed = constant_period(p_term)
    if fixed is not None:
        return lambda combination: relate(v(combination), fixed)
    stated = period_of(p_term, possible_values=False)
    p = period_of(p_term, possible_values=possible_values)
    sure = _SURE[relation]

    def outcome(combination: Combination) -> Outcome:
        limit = p(combination)
        result = relate(v(combination), limit)
        known = limit == stated(combination) and not calendar.is_any_day(limit)
        return result if known or result == sure else OPEN

    return outcome


def _region_of_pair(left: Term, right: Term, relation: str, possible_values: bool) -> RegionOf:
    v_term, p_term, relation = sides(left, right, relation)
    p = period_of(p_term, possible_values=possible_values)

    def region(combination: Combination, index: int) -> Region | None:
        if not isinstance(v_term, FromSource) or v_term.index != index:
            return None
        return related_days(relation, p(combination))

    return region


def near_period(test: NearPeriod, possible_values: bool) -> Comparison:
    """So many days around a period, or fewer."""
    c = period_of(test.centre, possible_values=possible_values)
    tolerance = amount_of(test.days, possible_values=possible_values)

    def around(combination: Combination) -> Period:
        days = tolerance(combination)
        end = not_negative(days.interval).high
        centre = c(combination)
        first = shift(centre, Amount(Interval(-end, -end), days.base)).first
        last = shift(centre, Amount(Interval(end, end), days.base)).last
        return calendar.period(first, last)

    return _within(test.term, around, possible_values)


def in_period_range(test: PeriodRange, possible_values: bool) -> Comparison:
    """From one period to another."""
    low, high = (period_of(term, possible_values=possible_values) for term in (test.low, test.high))

    def days(combination: Combination) -> Period:
        return between(low(combination), high(combination), low_closed=test.low_closed, high_closed=test.high_closed)

    return _within(test.term, days, possible_values)


def _within(term: Term, days: Callable[[Combination], Period], possible_values: bool) -> Comparison:
    """In the days that a combination gives."""
    v = period_of(term, possible_values=possible_values)

    def region(combination: Combination, index: int) -> Region | None:
        if not isinstance(term, FromSource) or term.index != index:
            return None
        limits = days(combination)
        return Interval(limits.first, limits.last)

    return Comparison(lambda combination: calendar.lies_in(v(combination), days(combination)), region)


def among_periods(test: OneOf, possible_values: bool) -> Comparison:
    """In one of the periods of a set."""
    outcome = any_holds([_pair(test.term, member, "in", possible_values) for member in test.members])
    return Comparison(outcome, no_region)
