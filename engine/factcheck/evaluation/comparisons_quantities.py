"""Tests of quantities compiled to closures: orders, ranges, tolerances and lists of amounts."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

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
from factcheck.evaluation.regions import MIRRORED, fixed_region, ray
from factcheck.evaluation.terms import (
    Amount,
    BadValue,
    Combination,
    amount_of,
    check_bases,
    constant_amount,
    difference_of,
    source_counts,
)
from factcheck.evaluation.typed import FromSource, InRange, Near, OneOf, Ordered, Term
from factcheck.language.syntax import ComparisonOperator
from factcheck.model.interval import Interval, compare_equal, compare_less, compare_less_equal, in_region, point
from factcheck.model.quantity import Quantity
from factcheck.model.truth import Outcome


def compare_quantities(test: Ordered | InRange | Near, possible_values: bool) -> Comparison:
    """An order, a range or a tolerance, by intervals: of each side, or of the difference where a fact is on both."""
    fixed = fixed_region(test)
    if fixed is not None:
        subject = amount_of(fixed.subject, possible_values=possible_values)
        limits = Amount(fixed.region, fixed.base)

        def outcome(combination: Combination) -> Outcome:
            amount = subject(combination)
            check_bases(amount, limits)
            return in_region(amount.interval, limits.interval)

        def region(combination: Combination, index: int) -> Region | None:
            stated = combination[index].value
            comparable = isinstance(stated, Quantity) and stated.base == limits.base
            return limits.interval if comparable and isinstance(fixed.subject, FromSource) else None

        return Comparison(outcome, region)
    match test:
        case Ordered(terms=terms, operators=operators):
            pairs = zip(pairwise(terms), operators, strict=True)
            outcomes = [_pair(left, right, operator, possible_values) for (left, right), operator in pairs]
            single = len(terms) == 2
            return Comparison(all_hold(outcomes), _region_of_pair(test, possible_values) if single else no_region)
        case InRange(term=term, low=low, high=high, low_closed=low_closed, high_closed=high_closed):
            above = _pair(low, term, "<=" if low_closed else "<", possible_values)
            below = _pair(term, high, "<=" if high_closed else "<", possible_values)
            return Comparison(all_hold([above, below]), no_region)
        case Near():
            return Comparison(_near(test, possible_values), no_region)


def _pair(left: Term, right: Term, operator: ComparisonOperator, possible_values: bool) -> OutcomeOf:
    if operator == "!=":
        return flipped(_pair(left, right, "==", possible_values))
    if operator in (">", ">="):
        return _pair(right, left, MIRRORED[operator], possible_values)
    if any(count > 1 for count in source_counts((left, right)).values()):
        # A fact that stands on both sides is one value: what counts is the sign of the difference.
        difference = difference_of(left, right, possible_values=possible_values)
        wanted = ray(operator, point(0))
        return lambda combination: in_region(difference(combination).interval, wanted)
    a, b = (amount_of(term, possible_values=possible_values) for term in (left, right))
    compare = {"==": compare_equal, "<": compare_less, "<=": compare_less_equal}[operator]

    def outcome(combination: Combination) -> Outcome:
        first, second = a(combination), b(combination)
        check_bases(first, second)
        return compare(first.interval, second.interval)

    return outcome


def _region_of_pair(test: Ordered, possible_values: bool) -> RegionOf:
    left, right = test.terms
    operator = test.operators[0]

    def region(combination: Combination, index: int) -> Region | None:
        for subject, other, relation in ((left, right, operator), (right, left, MIRRORED[operator])):
            if isinstance(subject, FromSource) and subject.index == index and relation != "!=":
                limit = amount_of(other, possible_values=possible_values)(combination)
                stated = combination[index].value
                comparable = isinstance(stated, Quantity) and stated.base == limit.base and limit.interval.is_point
                return ray(relation, limit.interval) if comparable else None
        return None

    return region


def _near(test: Near, possible_values: bool) -> OutcomeOf:
    difference = difference_of(test.term, test.centre, possible_values=possible_values)
    tolerance, centre = (amount_of(term, possible_values=possible_values) for term in (test.tolerance, test.centre))

    def outcome(combination: Combination) -> Outcome:
        off = difference(combination)
        allowed = tolerance(combination)
        step = not_negative(allowed.interval)
        if test.relative:
            step = centre(combination).interval.absolute().product(step.times(Fraction(1, 100)))
        elif test.tolerance.type == test.term.type:
            check_bases(off, allowed)
        return compare_less_equal(off.interval.absolute(), step)

    return outcome


def not_negative(step: Interval) -> Interval:
    """A tolerance, which may be stated. Raises BadValue below zero."""
    if step.low < 0:
        raise BadValue("a stated tolerance is negative")
    return step


def among_quantities(test: OneOf, possible_values: bool) -> Comparison:
    """One of the amounts of a set."""
    outcome = any_holds([_pair(test.term, member, "==", possible_values) for member in test.members])
    return Comparison(outcome, _listed_amounts(test))


def _listed_amounts(test: OneOf) -> RegionOf:
    """The amounts of a set, each as a point; only where all are constant and in the base of what is stated."""
    amounts = [constant_amount(member) for member in test.members]

    def region(combination: Combination, index: int) -> Region | None:
        stated = combination[index].value
        if not isinstance(test.term, FromSource) or test.term.index != index or not isinstance(stated, Quantity):
            return None
        points = [amount.interval for amount in amounts if amount is not None and amount.base == stated.base]
        return frozenset(points) if len(points) == len(amounts) else None

    return region
