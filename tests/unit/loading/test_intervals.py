"""Intervals with units or dates at their ends, what is said of wrong ones; and times that nobody can place."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from factcheck.loading.document import Mapping
from factcheck.loading.intervals import read_interval
from factcheck.loading.vague_times import is_vague_time
from factcheck.model.interval import INFINITY
from factcheck.model.period import Period, parse_edtf
from factcheck.model.quantity import Quantity, print_interval
from factcheck.model.types import Type
from factcheck.model.units import UnitTable
from factcheck.model.vocabulary import Fact, Vocabulary
from factcheck.reading.values import Reader, Unreadable

UNITS = UnitTable()
READER = Reader(Vocabulary())


def fact(family: str, dimension: str, unit: str | None = None, *, negative: bool = False) -> Fact:
    found = UNITS.find(unit, dimension) if unit else None
    return Fact("f", Type(family, dimension), unit=found, negative=negative)  # type: ignore[arg-type]


LENGTH = fact("quantity", "length", "km")
DURATION = fact("quantity", "duration")
MONEY = fact("quantity", "money")
NUMBER = fact("quantity", "number")
PERCENT = fact("quantity", "percent")
TEMPERATURE = fact("quantity", "temperature", "°C", negative=True)
PERIOD = fact("period", "")


def read(declared: Fact, **ends: Any) -> Any:
    return read_interval(READER, Mapping(ends), declared, parse_edtf("2022-01-22"))


@pytest.mark.parametrize(
    ("declared", "ends", "shown"),
    [
        (LENGTH, {"min": "430 m", "max": "0.45 km"}, "430 to 450 m"),
        (LENGTH, {"min": "0.43 km", "max": "450 m"}, "0.43 to 0.45 km"),
        (LENGTH, {"min": "430 m"}, "at least 430 m"),
        (LENGTH, {"below": "450 metres"}, None),
        (LENGTH, {"min": 1, "max": 2}, "1 to 2 km"),
        (LENGTH, {"min": "1", "max": "2.5", "unit": "m"}, "1 to 2.5 m"),
        (DURATION, {"min": "an hour", "max": "1 h 30 min"}, "1 to 1.5 h"),
        (MONEY, {"min": "€80 million", "max": "90 million euros"}, None),
        (NUMBER, {"min": "two dozen", "max": 30}, "24 to 30"),
        (PERCENT, {"min": "10%", "max": "12 per cent"}, "10 to 12%"),
        (TEMPERATURE, {"min": "-5 °C", "max": "50 °F"}, "-5 to 10 °C"),
    ],
)
def test_ends_with_units(declared: Fact, ends: dict[str, Any], shown: str | None) -> None:
    value = read(declared, **ends)
    assert isinstance(value, Quantity), value
    assert shown is None or print_interval(value.nominal, value.unit).replace("–", " to ") == shown


def test_ends_are_exact() -> None:
    value = read(LENGTH, min="0.1 m", max="1 ft")
    assert (value.nominal.low, value.nominal.high) == (Fraction(1, 10), Fraction(3048, 10_000))


@pytest.mark.parametrize(
    ("declared", "ends", "why"),
    [
        (LENGTH, {"min": "430 m", "max": 450}, "min has a unit and max has none; give both ends one"),
        (LENGTH, {"min": 430, "max": "450 m"}, "max has a unit and min has none"),
        (LENGTH, {"min": "430 m", "max": "450 m", "unit": "ft"}, "the ends have units of their own; leave out `unit`"),
        (LENGTH, {"min": "430 m", "max": "450 min"}, "max: '450 min' is a duration"),
        (LENGTH, {"min": "430 metrs"}, "min: "),
        (LENGTH, {"min": "about 430 m"}, "min: an end is one plain amount, and 'about 430 m' is none"),
        (LENGTH, {"max": "430 to 450 m"}, "max: an end is one plain amount"),
        (LENGTH, {"min": "450 m", "max": "430 m"}, "the range is empty"),
        (LENGTH, {"min": "430 m", "above": "431 m"}, "two lower or two upper ends"),
        (LENGTH, {"min": "430 m", "hedge": "abuot"}, "is no row of the table of hedges"),
        (DURATION, {"min": "1 month", "max": "60 days"}, "min is in months and max in days, which do not convert"),
        (MONEY, {"min": "80 EUR", "max": "90 USD"}, "min is in EUR and max in USD, which do not convert"),
        (PERIOD, {"min": "2022-02", "max": "2022-01"}, "it ends before it starts"),
        (PERIOD, {"min": "the launch"}, "min: expected a period"),
        (PERIOD, {"min": "2022-13"}, "min: "),
        (PERIOD, {"min": "about 2022-01-01"}, "min: an end is one plain date or time"),
        (PERIOD, {"min": "2022", "above": "2022"}, "two lower or two upper ends"),
        (PERIOD, {"unit": "days"}, "has no 'unit'"),
        (fact("boolean", ""), {"min": 1}, "gives a quantity"),
    ],
)
def test_what_is_said_of_wrong_ends(declared: Fact, ends: dict[str, Any], why: str) -> None:
    value = read(declared, **ends)
    assert isinstance(value, Unreadable)
    assert why in value.reason


@pytest.mark.parametrize(
    ("ends", "edtf"),
    [
        ({"min": "2022-01-21", "max": "24 January 2022"}, "2022-01-21/2022-01-24"),
        ({"min": "2022-01", "max": "2022-01"}, "2022-01"),
        ({"above": "2022-01"}, "2022-02-01/.."),
        ({"below": 2022}, "../2021-12-31"),
        ({"min": "last Monday", "max": "yesterday"}, "2022-01-17/2022-01-21"),
    ],
)
def test_ends_with_dates(ends: dict[str, Any], edtf: str) -> None:
    value = read(PERIOD, **ends)
    assert isinstance(value, Period)
    assert (value.edtf, value.hedge) == (edtf, None)


def test_an_end_that_needs_the_day_of_publication() -> None:
    value = read_interval(READER, Mapping({"min": "Friday"}), PERIOD, None)
    assert isinstance(value, Unreadable)
    assert value.needs_date


@pytest.mark.parametrize(
    "text",
    [
        "soon",
        "18:40",
        "9:05",
        "Very soon.",
        "in the coming weeks",
        "over the next few months",
        "in recent days",
        "in a few weeks",
        "weeks ago",
        "some years ago",
        "months later",
        "within days",
        "at a later date",
        "in the near future",
        "one day",
        "eventually",
        "until  further notice",
        "in the years ahead",
    ],
)
def test_vague_times(text: str) -> None:
    assert is_vague_time(text)


@pytest.mark.parametrize(
    "text", ["", "soonish", "in the coming storms", "2022", "the launch", "Friday", "no", "in", "18:60", "25:00", "1:2"]
)
def test_no_vague_times(text: str) -> None:
    assert not is_vague_time(text)


def test_a_known_end_is_not_infinite() -> None:
    value = read(PERIOD, min="2022-01-21")
    assert value.last == INFINITY and value.first == 738_176
