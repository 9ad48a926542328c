"""Ranges, chains, tolerances and sets are ways to write one thing; units are ways to write one amount."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import (
    MANY,
    READER,
    articles,
    forms,
    small,
    statement,
    told,
    unit,
    written_day,
)

from factcheck import reference
from factcheck.model.interval import Interval
from factcheck.model.quantity import Quantity, from_base, interval_to_base, to_base
from factcheck.model.statement import Statements
from factcheck.model.types import DURATION
from factcheck.model.units import Unit

amounts = articles(("d", "e", "n"))
differences = articles(("d", "e"), ("asserted", "conditional"))
bounds = st.tuples(small, st.integers(1, 4)).map(lambda both: (both[0], both[0] + both[1]))


@MANY
@given(bounds, amounts, st.sampled_from(("", "certainly ", "possibly ")))
def test_a_range_is_a_chain(ends: tuple[int, int], stated: Statements, modal: str) -> None:
    a, b = ends
    pairs = {
        f"d in [{a}, {b}] min": f"{a} min <= d <= {b} min",
        f"d in ({a}, {b}) min": f"{a} min < d < {b} min",
        f"d in [{a}, {b}) min": f"{a} min <= d < {b} min",
        f"d in ({a}, {b}] min": f"{b} min >= d > {a} min",
        f"d not in [{a}, {b}] min": f"not d in [{a}, {b}] min",
        f"not {a} min <= d <= {b} min": f"d not in [{a} min, {b} min]",
        f"d in [{a} min, e]": f"{a} min <= d <= e",
        f"d == {a} min": f"d in [{a}, {a}] min",
        f"d != {a} min": f"not d == {a} min",
        f"d > {a} min": f"{a} min < d",
        "d >= e": "e <= d",
        f"d - e < {a} min": f"e - d > -{a} min",
    }
    for one, other in pairs.items():
        assert told(modal + one, stated) == told(modal + other, stated), (one, other)


@given(differences)
def test_an_order_is_the_sign_of_a_difference(stated: Statements) -> None:
    for operator in ("==", "!=", "<", "<=", ">", ">="):
        assert told(f"d {operator} e", stated) == told(f"d - e {operator} 0 min", stated)
        assert told(f"d {operator} d", stated) == told(f"d - d {operator} 0 min", stated)


@MANY
@given(small, st.integers(0, 3), amounts, st.sampled_from(("", "certainly ", "possibly ")))
def test_within_is_a_range_around_the_centre(centre: int, off: int, stated: Statements, modal: str) -> None:
    low, high = centre - off, centre + off
    assert told(f"{modal}d within {off} min of {centre} min", stated) == told(
        f"{modal}d in [{low}, {high}] min" if low >= 0 else f"{modal}d in [-{-low}, {high}] min", stated
    )
    share = Fraction(centre, 4)
    ends = f"[{float(centre - share)}, {float(centre + share)}] min"
    assert told(f"{modal}d within 25% of {centre} min", stated) == told(f"{modal}d in {ends}", stated)
    assert told(f"{modal}n within {off} of {centre}", stated) == told(
        f"{modal}n in [{low}, {high}]" if low >= 0 else f"{modal}n in [-{-low}, {high}]", stated
    )


@MANY
@given(small, st.integers(0, 4), articles(("w", "x")))
def test_a_range_of_days_is_a_chain_and_a_period(first: int, length: int, stated: Statements) -> None:
    low, high = written_day(first), written_day(first + length)
    inside = told(f"w in [{low}, {high}]", stated)
    if not any(one.modality == "denied" for one in stated.get("w", ())):
        assert inside == told(f"{low} <= w <= {high}", stated)
    assert told(f"w not in [{low}, {high}]", stated) == told(f"not w in [{low}, {high}]", stated)
    assert told(f"w in {low}", stated) == told(f"w == {low}", stated) == told(f"w during {low}", stated)
    assert told(f"w before {low}", stated) == told(f"w < {low}", stated) == told(f"{low} > w", stated)
    assert told(f"w after {low}", stated) == told(f"w > {low}", stated) == told(f"{low} < w", stated)
    middle, off = first + 2, 2
    around = f"[{written_day(middle - off)}, {written_day(middle + off)}]"
    simple = {"w": tuple(one for one in stated.get("w", ()) if one.modality != "denied")}
    assert told(f"w within {off} days of {written_day(middle)}", simple) == told(f"w in {around}", simple)


one_country = articles(("host", "guest"), most=1)


@given(st.lists(st.sampled_from(("Japan", "India", "Australia")), min_size=1, unique=True), one_country)
def test_a_set_is_an_or_of_equalities(names: list[str], stated: Statements) -> None:
    plain = {fact: several for fact, several in stated.items() if several[0].modality != "denied"}
    either = " or ".join(f"host == {name}" for name in names)
    assert told(f"host in {{{', '.join(names)}}}", plain) == told(either, plain)
    assert told(f"host not in {{{', '.join(names)}}}", plain) == told(f"not ({either})", plain)


# Units -------------------------------------------------------------------------------------------------------------

ALL_UNITS = [unit(row["symbol"]) for row in reference.units()["units"] if row["symbol"] not in ("", "%")]
exact = st.fractions(-(10**6), 10**6, max_denominator=10**4)


@given(st.sampled_from(ALL_UNITS), exact)
def test_conversion_there_and_back_is_exact(of: Unit, value: Fraction) -> None:
    assert from_base(to_base(value, of), of) == value
    there = interval_to_base(Interval(value, value + 1, True, False), of)
    assert (from_base(Fraction(there.low), of), from_base(Fraction(there.high), of)) == (value, value + 1)
    assert (there.low_open, there.high_open) == (True, False)


WRITINGS: dict[str, int | Fraction] = {"s": 60, "min": 1, "h": Fraction(1, 60), "d": Fraction(1, 1440), "ms": 60_000}


@MANY
@given(
    st.integers(0, 40).map(lambda count: 9 * count),
    st.sampled_from(tuple(WRITINGS)),
    forms(
        "d {op} {c} min",
        "d in {range} h",
        "d in [0.15, 1.5] h",
        "d <= 1 h 30 min",
        "d within 10% of 90 min",
        "d within 0.15 h of 1 h",
        "d + d > 0.1 d",
        "d * 2 == 1.5 h",
        "certainly d in {range} h",
        "d in {{0.15 h, 540 s}}",
    ),
)
def test_the_unit_of_a_statement_never_decides(minutes: int, name: str, text: str) -> None:
    amount = Fraction(minutes) * WRITINGS[name]
    written = f"{float(amount):.12f}".rstrip("0").rstrip(".")
    if Fraction(written) != amount:
        return  # no decimal of it
    readings = [READER.read(f"{minutes} min", DURATION), READER.read(f"{written} {name}", DURATION)]
    values = [value for value in readings if isinstance(value, Quantity)]
    assert len(values) == 2, readings
    assert values[0].nominal == values[1].nominal
    first, second = (told(text, {"d": (statement("d", value),)}) for value in values)
    assert first == second


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("d == 1.5 h", "d == 90 min"),
        ("d in [0.1, 0.2] h", "d in [360, 720] s"),
        ("d <= 1 h 6 min", "d <= 1.1 h"),
        ("d == 0.3 min", "d == 18 s"),
        ("d > 1 week", "d > 7 days"),
    ],
)
@given(amounts)
def test_the_unit_of_a_check_never_decides(one: str, other: str, stated: Statements) -> None:
    assert told(one, stated) == told(other, stated)
