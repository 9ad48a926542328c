"""Exact arithmetic on intervals encloses what it is done on; relations of periods are relations of their days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from itertools import pairwise
from operator import eq, ge, gt, le, lt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import MANY, MIN, amounts, compiled, day, has, inside, statement

from factcheck.evaluation.planner import PlannedAtom
from factcheck.evaluation.typed import FactSource
from factcheck.model import period as calendar
from factcheck.model.interval import (
    INFINITY,
    Interval,
    compare_equal,
    compare_less,
    compare_less_equal,
    in_region,
)
from factcheck.model.period import Period, parse_edtf, period, print_days
from factcheck.model.quantity import Quantity
from factcheck.model.statement import Stated
from factcheck.model.truth import FAILS, FALSE, HOLDS, OPEN, TRUE, Outcome

# Intervals ---------------------------------------------------------------------------------------------------------

finite = st.integers(-4, 4)


def _interval(low: int, width: int, low_open: bool, high_open: bool, sides: str) -> Interval:
    low_end, high_end = (-INFINITY if "l" in sides else low), (INFINITY if "h" in sides else low + width)
    if low_end == high_end:
        return Interval(low_end, high_end)
    return Interval(low_end, high_end, low_open or "l" in sides, high_open or "h" in sides)


intervals = st.builds(
    _interval, finite, st.integers(0, 4), st.booleans(), st.booleans(), st.sampled_from(("", "", "", "l", "h", "lh"))
)


BINARY: dict[str, tuple[Callable[[Interval, Interval], Interval], Callable[[Fraction, Fraction], Fraction]]] = {
    "plus": (Interval.plus, lambda a, b: a + b),
    "minus": (Interval.minus, lambda a, b: a - b),
    "product": (Interval.product, lambda a, b: a * b),
}


@MANY
@given(st.sampled_from(("plus", "minus")), intervals, intervals)
def test_sums_enclose_the_sums_of_their_numbers(name: str, a: Interval, b: Interval) -> None:
    whole, single = BINARY[name]
    result = whole(a, b)
    assert all(has(result, single(x, y)) for x in inside(a) for y in inside(b)), result


@MANY
@given(intervals, intervals)
def test_products_enclose_the_products_of_their_numbers(a: Interval, b: Interval) -> None:
    result = a.product(b)
    assert all(has(result, x * y) for x in inside(a) for y in inside(b)), result


@MANY
@given(intervals, st.fractions(-3, 3, max_denominator=4))
def test_multiples_sizes_and_inverses_enclose(a: Interval, factor: Fraction) -> None:
    assert all(has(a.times(factor), x * factor) for x in inside(a))
    assert all(has(a.absolute(), abs(x)) for x in inside(a))
    inverse = a.inverse()
    if inverse is None:
        assert has(a, Fraction(0))
    else:
        assert all(has(inverse, 1 / x) for x in inside(a))


RELATIONS: dict[Callable[[Interval, Interval], Outcome], Callable[[Fraction, Fraction], bool]] = {
    compare_equal: lambda x, y: x == y,
    compare_less: lambda x, y: x < y,
    compare_less_equal: lambda x, y: x <= y,
}


@MANY
@given(st.sampled_from(tuple(RELATIONS)), intervals, intervals)
def test_a_comparison_holds_for_all_numbers_or_fails_for_all(
    compare: Callable[[Interval, Interval], Outcome], a: Interval, b: Interval
) -> None:
    outcome = compare(a, b)
    results = {RELATIONS[compare](x, y) for x in inside(a) for y in inside(b)}
    if outcome != OPEN:
        assert results <= {outcome == HOLDS}


@MANY
@given(intervals, intervals)
def test_sets_of_numbers_are_what_their_numbers_say(a: Interval, b: Interval) -> None:
    numbers = {*inside(a), *inside(b)}
    meet = a.meet(b)
    assert all(has(meet, x) == (has(a, x) and has(b, x)) for x in numbers)
    assert meet.is_empty == a.disjoint(b)
    if a.inside(b):
        assert all(has(b, x) for x in inside(a))
        assert not a.disjoint(b)
    outcome = in_region(a, b)
    assert (outcome == HOLDS) == a.inside(b)
    assert (outcome == FAILS) == a.disjoint(b)


PYTHON: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "d + e <= 5 min": lambda d, e: d + e <= 5,
    "d - e > 1 min": lambda d, e: d - e > 1,
    "2 * d - e == d": lambda d, e: 2 * d - e == d,
    "d within 50% of e": lambda d, e: abs(d - e) <= e / 2,
    "d within 1 min of e": lambda d, e: abs(d - e) <= 1,
    "d + d in [2, 6) min": lambda d, _: 2 <= 2 * d < 6,
    "1 min < d <= e": lambda d, e: 1 < d <= e,
    "10% * d < e": lambda d, e: d / 10 < e,
    "d in [1 min, e]": lambda d, e: 1 <= d <= e,
    "d + e - d >= 2 min": lambda _, e: e >= 2,
}
lasting = st.sampled_from(amounts(MIN, 0))


@MANY
@given(st.sampled_from(tuple(PYTHON)), lasting, lasting)
def test_what_holds_of_amounts_holds_of_every_value_that_they_can_have(text: str, d: Quantity, e: Quantity) -> None:
    node = compiled(text).node
    assert isinstance(node, PlannedAtom)
    values = {"d": statement("d", d), "e": statement("e", e)}
    facts = [source.fact for source in node.atom.sources if isinstance(source, FactSource)]
    outcome = node.judge([values[fact] for fact in facts])
    minutes = [[x / 60 for x in inside(value.nominal)] for value in (d, e)]
    results = {PYTHON[text](x, y) for x in minutes[0] for y in minutes[1]}
    if outcome != OPEN:
        assert results <= {outcome == HOLDS}, (d, e)


# Periods -----------------------------------------------------------------------------------------------------------

WINDOW = range(-2, 14)
spans = st.tuples(st.integers(0, 8), st.integers(0, 3)).map(lambda both: (both[0], both[0] + both[1]))
BY_DAY: dict[Callable[[Period, Period], Outcome], Callable[[int, Period], bool]] = {
    calendar.lies_in: lambda v, p: p.first <= v <= p.last,
    calendar.before: lambda v, p: v < p.first,
    calendar.after: lambda v, p: v > p.last,
    calendar.not_after: lambda v, p: v <= p.last,
    calendar.not_before: lambda v, p: v >= p.first,
}


@MANY
@given(st.sampled_from(tuple(BY_DAY)), spans, spans)
def test_a_relation_holds_of_every_day_or_of_none(
    relation: Callable[[Period, Period], Outcome], v: tuple[int, int], p: tuple[int, int]
) -> None:
    one, other = (period(day(first), day(last)) for first, last in (v, p))
    results = {BY_DAY[relation](day(at), other) for at in range(v[0], v[1] + 1)}
    expected = OPEN if len(results) > 1 else HOLDS if results == {True} else FAILS
    assert relation(one, other) == expected
    shared = set(range(v[0], v[1] + 1)) & set(range(p[0], p[1] + 1))
    assert calendar.overlaps(one, other) == (HOLDS if shared else FAILS)


@given(spans, spans, st.integers(-3, 3))
def test_moved_periods_are_their_days_moved(v: tuple[int, int], p: tuple[int, int], step: int) -> None:
    one, other = (period(day(first), day(last)) for first, last in (v, p))
    apart = {a - b for a in range(v[0], v[1] + 1) for b in range(p[0], p[1] + 1)}
    assert calendar.days_between(one, other) == (min(apart), max(apart))
    moved = calendar.shift_days(one, step, step)
    assert moved is not None
    assert (moved.first, moved.last) == (one.first + step, one.last + step)


ordinals = st.integers(1, date.max.toordinal())


@MANY
@given(ordinals, st.integers(0, 1000))
def test_printed_days_are_read_back(first: int, length: int) -> None:
    last = min(first + length, date.max.toordinal())
    read = parse_edtf(print_days(first, last))
    assert read is not None
    assert (read.first, read.last) == (first, last)


@given(st.integers(1, 9998), st.integers(1, 12))
def test_the_months_of_a_year_follow_each_other(year: int, month: int) -> None:
    this = parse_edtf(f"{year:04d}-{month:02d}")
    following = parse_edtf(f"{year + month // 12:04d}-{month % 12 + 1:02d}")
    whole = parse_edtf(f"{year:04d}")
    assert this is not None
    assert following is not None
    assert whole is not None
    assert following.first == this.last + 1
    assert whole.first <= this.first <= this.last <= whole.last
    assert print_days(this.first, this.last) == this.edtf


@given(st.integers(1, 9998))
def test_halves_quarters_and_seasons_make_up_the_year(year: int) -> None:
    def days(code: str) -> tuple[float, float]:
        found = parse_edtf(f"{year:04d}-{code}")
        assert found is not None
        return found.first, found.last

    whole = parse_edtf(f"{year:04d}")
    assert whole is not None
    for codes in (("40", "41"), ("33", "34", "35", "36")):
        stretches = [days(code) for code in codes]
        assert (stretches[0][0], stretches[-1][1]) == (whole.first, whole.last)
        assert all(b[0] == a[1] + 1 for a, b in pairwise(stretches))
    seasons = [days(code) for code in ("21", "22", "23", "24")]
    assert all(b[0] == a[1] + 1 for a, b in pairwise(seasons))
    assert seasons[-1][1] - seasons[0][0] + 1 in (365, 366)


ORDERS: dict[str, Callable[[date, date], bool]] = {"<": lt, "<=": le, "==": eq, ">=": ge, ">": gt}


@pytest.mark.parametrize("operator", ORDERS)
def test_days_compare_as_dates(operator: str) -> None:
    node = compiled(f"w {operator} 2022-01-03").node
    for offset in range(6):
        at = period(day(offset), day(offset))
        expected = ORDERS[operator](date.fromordinal(day(offset)), date(2022, 1, 3))
        assert node.truth(Stated({"w": (statement("w", at),)}), None) == (TRUE if expected else FALSE)
