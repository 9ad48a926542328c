"""Numbers, amounts and intervals as they are printed for people, and how far one is from another."""

from __future__ import annotations

from fractions import Fraction

import pytest

from factcheck.model.interval import INFINITY, Exact, Interval, point
from factcheck.model.quantity import (
    Quantity,
    distance,
    print_amount,
    print_difference,
    print_interval,
    print_number,
    quantity,
)
from factcheck.model.units import UnitTable, combine_dimensions
from factcheck.model.vocabulary import DEFAULT_HEDGES

UNITS = UnitTable()


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (0, "0"),
        (-7, "-7"),
        (9999, "9999"),
        (10_000, "10,000"),
        (-1_234_567, "-1,234,567"),
        (Fraction(3, 2), "1.5"),
        (Fraction(1, 3), "0.333"),
        (Fraction(-2, 3), "-0.667"),
        (Fraction(4, 2), "2"),
        (Fraction(123_456_789, 10), "12,345,678.9"),
        (Fraction(1, 10_000), "0.0001"),
        (Fraction(19_999, 10_000), "2"),
    ],
)
def test_numbers(value: Exact, printed: str) -> None:
    assert print_number(value) == printed


@pytest.mark.parametrize(
    ("value", "unit", "printed"),
    [
        (80, "min", "80 min"),
        (1, "d", "1 day"),
        (2, "d", "2 days"),
        (Fraction(3, 2), "h", "1.5 h"),
        (10, "%", "10%"),
        (2, "pp", "2 pp"),
        (1_200_000_000, "USD", "1,200,000,000 USD"),
        (-5, "°C", "-5 °C"),
        (20, "km", "20 km"),
    ],
)
def test_amounts_in_their_unit(value: Exact, unit: str, printed: str) -> None:
    of = UNITS.find(unit)
    assert of is not None
    assert str(quantity(value, of)) == printed


def minutes(low: float, high: float, low_open: bool = False, high_open: bool = False) -> Interval:
    first, last = (end if abs(end) == INFINITY else int(end * 60) for end in (low, high))
    return Interval(first, last, low_open, high_open)


@pytest.mark.parametrize(
    ("interval", "printed"),
    [
        (minutes(80, 80), "80 min"),
        (minutes(80, 90), "80 to 90 min"),
        (minutes(80, 90, False, True), "80 to below 90 min"),
        (minutes(80, 90, True, False), "above 80 to 90 min"),
        (minutes(80, 90, True, True), "above 80 to below 90 min"),
        (minutes(90, INFINITY, True, True), "more than 90 min"),
        (minutes(90, INFINITY, False, True), "at least 90 min"),
        (minutes(-INFINITY, 90, True, True), "less than 90 min"),
        (minutes(-INFINITY, 90, True, False), "at most 90 min"),
        (minutes(0, 90, True, True), "less than 90 min"),
        (minutes(-INFINITY, INFINITY, True, True), "any amount"),
    ],
)
def test_intervals_in_words(interval: Interval, printed: str) -> None:
    unit = UNITS.find("min")
    assert unit is not None
    assert print_interval(interval, unit) == printed


@pytest.mark.parametrize(
    ("value", "region", "expected"),
    [
        (point(110), Interval(80, 90), (20, "above")),
        (point(60), Interval(80, 90), (20, "below")),
        (Interval(95, 99), Interval(80, 90), (5, "above")),
        (point(80), Interval(80, 90, True), (0, "below")),
        (point(85), Interval(80, 90), None),
        (Interval(85, 95), Interval(80, 90), None),
        (Interval(95, INFINITY, True, True), Interval(80, 90), (5, "above")),
        (point(5), Interval(-INFINITY, 3, True), (2, "above")),
    ],
)
def test_distance(value: Interval, region: Interval, expected: tuple[int, str] | None) -> None:
    assert distance(value, region) == expected


def test_a_difference_of_temperatures_has_no_zero() -> None:
    celsius = UNITS.find("°C")
    assert celsius is not None
    assert print_amount(Fraction(29315, 100), celsius) == "20 °C"
    assert print_difference(5, celsius) == "5 °C"


@pytest.mark.parametrize(
    ("row", "nominal", "possible"),
    [
        ("about", point(80), Interval(72, 88)),
        ("about", point(-80), Interval(-88, -72)),
        ("about", point(0), point(0)),
        ("about", Interval(80, 90), Interval(72, 99)),
        ("about", Interval(90, INFINITY, True, True), Interval(90, INFINITY, True, True)),
        ("about", point(85), Interval(Fraction(153, 2), Fraction(187, 2))),
        ("nearly", point(90), Interval(81, 90, False, True)),
        ("just over", point(90), Interval(90, 99, True, False)),
    ],
)
def test_hedges_widen(row: str, nominal: Interval, possible: Interval) -> None:
    assert DEFAULT_HEDGES[row].widen(nominal) == possible


@pytest.mark.parametrize(
    ("left", "right", "sign", "expected"),
    [
        ("length", "duration", -1, "speed"),
        ("speed", "duration", 1, "length"),
        ("length", "length", 1, "area"),
        ("area", "length", -1, "length"),
        ("duration", "duration", -1, "number"),
        ("number", "duration", -1, "frequency"),
        ("mass", "length", 1, "length·mass"),
        ("money", "duration", -1, "duration^-1·money"),
    ],
)
def test_dimensions_multiply(left: str, right: str, sign: int, expected: str) -> None:
    assert combine_dimensions(left, right, sign) == expected


def test_a_hedged_amount_prints_what_was_said() -> None:
    unit = UNITS.find("min")
    assert unit is not None
    assert str(Quantity(minutes(80, 80), minutes(72, 88), unit, "about")) == "80 min"
