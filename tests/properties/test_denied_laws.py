"""What a denial tells, worked out over every value that there is.

It fails if all that would satisfy the check is denied, holds if all that would not is denied, and is open otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from fractions import Fraction
from functools import partial
from operator import eq

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from worlds import COUNTRIES, MANY, MIN, amount, amounts, compiled, day, forms, ranges, small, statement, written_day

from factcheck.model.interval import INFINITY, Interval
from factcheck.model.period import Period, period
from factcheck.model.quantity import Quantity
from factcheck.model.statement import Stated, Value
from factcheck.model.truth import FALSE, NEITHER, TRUE, Truth
from factcheck.model.units import NUMBER as PLAIN

GRID = [Fraction(step, 4) for step in range(-24, 80)]
"""Quarters: between two whole numbers, one of them stands for all."""


def by_hand(domain: Collection[object], satisfies: Callable[[object], bool], denied: Callable[[object], bool]) -> Truth:
    satisfying = [value for value in domain if satisfies(value)]
    rest = [value for value in domain if not satisfies(value)]
    if all(denied(value) for value in satisfying):
        return FALSE
    return TRUE if all(denied(value) for value in rest) else NEITHER


def told(text: str, fact: str, value: Value, modality: str) -> Truth:
    return compiled(text).node.truth(Stated({fact: (statement(fact, value, modality),)}), None)


def _holds(text: str, fact: str) -> Callable[[object], bool]:
    def satisfies(value: object) -> bool:
        result = told(text, fact, value, "asserted")  # type: ignore[arg-type]
        assert result in (TRUE, FALSE)
        return result == TRUE

    return satisfies


def _within(nominal: Interval) -> Callable[[object], bool]:
    def denied(value: object) -> bool:
        assert isinstance(value, Quantity)
        return value.nominal.inside(nominal)

    return denied


def points(unit_minutes: bool) -> list[Quantity]:
    if unit_minutes:
        return [amount(value, unit=MIN) for value in GRID if value >= 0]
    return [amount(value, unit=PLAIN) for value in GRID]


def about(fact: str, after: str) -> st.SearchStrategy[str]:
    patterns = (
        "{f} {op} {c} min",
        "{c} min {op} {f}",
        "{f} {not}in {range} min",
        "{f} within {t} min of {c} min",
        "{t} min <= {f} < {big} min",
    )
    return forms(*(pattern.replace(" min", after) for pattern in patterns), f=st.just(fact))


@MANY
@given(about("d", " min"), st.sampled_from(amounts(MIN, 0)))
def test_a_denied_duration(text: str, denied: Quantity) -> None:
    values = points(unit_minutes=True)
    # Who denies every duration there is says nothing: both sides of every check would be denied.
    assume(not all(map(_within(denied.nominal), values)))
    expected = by_hand(values, _holds(text, "d"), _within(denied.nominal))
    assert told(text, "d", denied, "denied") == expected


@MANY
@given(about("n", ""), st.sampled_from(amounts(MIN)))
def test_a_denied_number(text: str, like: Quantity) -> None:
    low, high = (end if isinstance(end, float) else Fraction(end) / 60 for end in like.nominal[:2])
    nominal = Interval(low, high, like.nominal.low_open, like.nominal.high_open)
    denied = Quantity(nominal, nominal, PLAIN)
    expected = by_hand(points(unit_minutes=False), _holds(text, "n"), _within(nominal))
    assert told(text, "n", denied, "denied") == expected


DAYS = [period(day(at), day(at)) for at in range(-9, 20)]
dated = forms(
    "w {op} {one}",
    "{one} {op} w",
    "w before {one}",
    "w after {one}",
    "w {not}in {days}",
    "w during {one}",
    one=small.map(written_day),
)
spans = st.builds(lambda first, length: period(day(first), day(first + length)), small, st.integers(0, 4))


@MANY
@given(
    dated,
    st.one_of(spans, small.map(lambda at: period(day(at), INFINITY)), small.map(lambda at: period(-INFINITY, day(at)))),
)
def test_a_denied_period(text: str, denied: Period) -> None:
    first, last = denied.first, denied.last
    expected = by_hand(
        DAYS, _holds(text, "w"), lambda value: isinstance(value, Period) and first <= value.first <= last
    )
    assert told(text, "w", denied, "denied") == expected


DENIED_AMONG: list[tuple[str, str, Sequence[Value]]] = [
    ("host == Japan", "host", COUNTRIES),
    ("host != Japan", "host", COUNTRIES),
    ("host in {Japan, India}", "host", COUNTRIES),
    ("host not in {Japan}", "host", COUNTRIES),
    ("virtual", "virtual", (True, False)),
    ("virtual == false", "virtual", (True, False)),
    ("not virtual", "virtual", (True, False)),
]


@pytest.mark.parametrize(("text", "fact", "domain"), DENIED_AMONG)
def test_a_denied_name_or_boolean(text: str, fact: str, domain: Sequence[Value]) -> None:
    for denied in domain:
        expected = by_hand(domain, _holds(text, fact), partial(eq, denied))
        assert told(text, fact, denied, "denied") == expected, denied


@pytest.mark.parametrize(
    ("text", "fact", "denied"),
    [
        pytest.param("d in {3 min, 4 min}", "d", (3, 4)),
        pytest.param("2022-01-02 <= w <= 2022-01-03", "w", (1, 2)),
        pytest.param("w within 1 days of 2022-01-03", "w", (1, 3)),
    ],
)
def test_a_denial_of_all_that_would_do(text: str, fact: str, denied: tuple[int, int]) -> None:
    first, last = denied
    value = amount(first, last, MIN) if fact == "d" else period(day(first), day(last))
    assert told(text, fact, value, "denied") == FALSE


@given(small, ranges, st.sampled_from(amounts(MIN, 0)))
def test_two_denials_or_a_condition_settle_nothing_about_each_other(c: int, within: str, value: Quantity) -> None:
    text = f"d <= e or d in {within} min"
    atom = compiled(f"d <= e + {c} min").node
    stated = Stated({fact: (statement(fact, value, "denied"),) for fact in ("d", "e")})
    assert atom.truth(stated, None) == NEITHER
    assert told(f"d in {within} min", "d", value, "conditional") == NEITHER
    assert compiled(text).node.truth(Stated({"d": (statement("d", value, "conditional"),)}), None) == NEITHER
