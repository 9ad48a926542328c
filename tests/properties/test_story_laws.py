"""Functions across articles equal plain arithmetic on what the articles say."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from worlds import MANY, amount, amounts, compiled, country, day, has, inside, statement, story

from factcheck.evaluation.planner import PlannedAtom
from factcheck.evaluation.typed import AggregateSource
from factcheck.model.interval import Interval
from factcheck.model.period import Period, period
from factcheck.model.quantity import Quantity
from factcheck.model.statement import NOTHING, Statements, Value
from factcheck.model.truth import FALSE, TRUE
from factcheck.model.units import NUMBER as PLAIN

FUNCTIONS: dict[str, Callable[[list[Fraction]], Fraction]] = {
    "min": min,
    "max": max,
    "mean": lambda values: sum(values) / Fraction(len(values)),
    "median": lambda values: Fraction(statistics.median(values)),
    "spread": lambda values: max(values) - min(values),
    "distinct": lambda values: Fraction(len(set(values))),
}


def value_of(call: str, articles: list[dict[str, tuple[Value, ...]]]) -> Value | None:
    node = compiled(f"{call} >= 0").node if "agree" not in call else compiled(call).node
    assert isinstance(node, PlannedAtom)
    source = node.atom.sources[0]
    assert isinstance(source, AggregateSource)
    stated: list[Statements] = [
        {fact: tuple(statement(fact, value) for value in values) for fact, values in article.items()}
        for article in articles
    ]
    found = story(*stated).value(source)
    return None if found is None else found.value


numbers = st.lists(st.fractions(-9, 9, max_denominator=3), min_size=1, max_size=5)


@MANY
@given(st.sampled_from(tuple(FUNCTIONS)), numbers, st.randoms(use_true_random=False))
def test_of_plain_numbers(function: str, values: list[Fraction], shuffler: object) -> None:
    articles: list[dict[str, tuple[Value, ...]]] = [{"n": (amount(value),)} for value in values]
    shuffler.shuffle(articles)  # type: ignore[attr-defined]
    found = value_of(f"{function}(n)", articles)
    assert isinstance(found, Quantity)
    assert found.nominal.is_point
    assert found.nominal.low == FUNCTIONS[function](values)


ranges = st.lists(st.sampled_from(amounts(PLAIN)), min_size=1, max_size=3)


@MANY
@given(st.sampled_from(("min", "max", "mean", "spread")), ranges)
def test_of_amounts_that_are_only_bounded(function: str, values: list[Quantity]) -> None:
    _encloses(function, values)


@MANY
@given(ranges)
def test_the_median_of_amounts_that_are_only_bounded(values: list[Quantity]) -> None:
    _encloses("median", values)


def _encloses(function: str, values: list[Quantity]) -> None:
    found = value_of(f"{function}(n)", [{"n": (value,)} for value in values])
    assert isinstance(found, Quantity)
    for combination in product(*(inside(value.nominal) for value in values)):
        assert has(found.nominal, FUNCTIONS[function](list(combination))), combination


def test_a_wide_amount_is_not_compared_with_itself() -> None:
    found = value_of("spread(n)", [{"n": (amount(0, 100),)}, {"n": (amount(50),)}])
    assert isinstance(found, Quantity)
    assert found.nominal == Interval(0, 50)


spans = st.lists(
    st.builds(lambda first, length: period(day(first), day(first + length)), st.integers(0, 6), st.integers(0, 3)),
    min_size=1,
    max_size=4,
)


@given(spans)
def test_of_periods(values: list[Period]) -> None:
    articles: list[dict[str, tuple[Value, ...]]] = [{"w": (value,)} for value in values]
    days = [range(int(value.first), int(value.last) + 1) for value in values]
    earliest = value_of_period("min(w)", articles)
    latest = value_of_period("max(w)", articles)
    assert (earliest.first, earliest.last) == (min(d[0] for d in days), min(d[-1] for d in days))
    assert (latest.first, latest.last) == (max(d[0] for d in days), max(d[-1] for d in days))


def value_of_period(call: str, articles: list[dict[str, tuple[Value, ...]]]) -> Period:
    node = compiled(f"{call} >= 2022").node
    assert isinstance(node, PlannedAtom)
    source = node.atom.sources[0]
    assert isinstance(source, AggregateSource)
    found = story(
        *({fact: tuple(statement(fact, v) for v in values) for fact, values in a.items()} for a in articles)
    ).value(source)
    assert found is not None
    assert isinstance(found.value, Period)
    return found.value


names = st.sampled_from(("Japan", "India"))


@given(st.lists(st.lists(names, max_size=2), min_size=1, max_size=4))
def test_counts_of_articles(said: list[list[str]]) -> None:
    articles = [{"host": tuple(statement("host", country(name)) for name in names)} if names else {} for names in said]
    view = story(*articles)
    true = sum("Japan" in names for names in said)
    decided = sum(bool(names) for names in said)
    different = any(a != b for i, one in enumerate(said) for other in said[i + 1 :] for a in one for b in other)

    def truth(text: str) -> int:
        return compiled(text).node.truth(NOTHING, view)

    if not decided:
        assert truth("articles(host == Japan) >= 0") == truth("share(host == Japan) >= 0%") == truth("agree(host)") == 0
        return
    assert truth(f"articles(host == Japan) == {true}") == TRUE
    assert truth(f"share(host == Japan) * {decided} == {true}") == TRUE
    assert truth("agree(host)") == (FALSE if different else TRUE)
    assert truth(f"distinct(host) == {len({name for names in said for name in names})}") == TRUE
    assert truth(f"articles(host is stated) == {decided}") == TRUE
