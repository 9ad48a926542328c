"""EDTF as it is read: which days a period has, and which dates the calendar does not have."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.model.interval import INFINITY
from factcheck.model.period import ImpossibleDate, Period, parse_edtf, period, possible, print_days, shift_months

READ = [
    ("2022-01-21", "2022-01-21", "2022-01-21"),
    ("2022-01", "2022-01-01", "2022-01-31"),
    ("2022", "2022-01-01", "2022-12-31"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2023-02", "2023-02-01", "2023-02-28"),
    ("1900-02", "1900-02-01", "1900-02-28"),
    ("2000-02-29", "2000-02-29", "2000-02-29"),
    ("202X", "2020-01-01", "2029-12-31"),
    ("20XX", "2000-01-01", "2099-12-31"),
    ("000X", "0001-01-01", "0009-12-31"),
    ("2022-XX", "2022-01-01", "2022-12-31"),
    ("2022-XX-XX", "2022-01-01", "2022-12-31"),
    ("2022-02-XX", "2022-02-01", "2022-02-28"),
    ("2022-21", "2022-03-01", "2022-05-31"),
    ("2022-22", "2022-06-01", "2022-08-31"),
    ("2022-23", "2022-09-01", "2022-11-30"),
    ("2022-24", "2022-12-01", "2023-02-28"),
    ("2023-24", "2023-12-01", "2024-02-29"),
    ("2022-33", "2022-01-01", "2022-03-31"),
    ("2022-34", "2022-04-01", "2022-06-30"),
    ("2022-35", "2022-07-01", "2022-09-30"),
    ("2022-36", "2022-10-01", "2022-12-31"),
    ("2022-40", "2022-01-01", "2022-06-30"),
    ("2022-41", "2022-07-01", "2022-12-31"),
    ("2022-W03", "2022-01-17", "2022-01-23"),
    ("2020-W53", "2020-12-28", "2021-01-03"),
    ("2021-W01", "2021-01-04", "2021-01-10"),
    ("2022-01/2022-03", "2022-01-01", "2022-03-31"),
    ("2022-01-21/2022-01-23", "2022-01-21", "2022-01-23"),
    ("2022-01-21/2022", "2022-01-21", "2022-12-31"),
    ("9999", "9999-01-01", "9999-12-31"),
    ("0001-01-01", "0001-01-01", "0001-01-01"),
]


@pytest.mark.parametrize(("text", "first", "last"), READ)
def test_the_days_of_a_period(text: str, first: str, last: str) -> None:
    found = parse_edtf(text)
    assert found is not None
    assert (found.first, found.last) == (date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal())
    assert str(found) == text


IMPOSSIBLE = [
    ("2022-02-29", "February 2022 has 28 days"),
    ("2022-04-31", "April 2022 has 30 days"),
    ("2022-01-00", "January 2022 has 31 days"),
    ("2022-13", "months are 01 to 12"),
    ("2022-00", "months are 01 to 12"),
    ("2022-25", "months are 01 to 12"),
    ("2022-13-01", "months are 01 to 12"),
    ("2022-21-01", "months are 01 to 12"),
    ("2022-W00", "2022 has no week 0"),
    ("2022-W53", "2022 has no week 53"),
    ("0000", "years start with 0001"),
    ("0000-01-01", "years start with 0001"),
    ("9999-24", "years end with 9999"),
    ("2022-03/2022-01", "it ends before it starts"),
]


@pytest.mark.parametrize(("text", "why"), IMPOSSIBLE)
def test_impossible_dates_say_why(text: str, why: str) -> None:
    with pytest.raises(ImpossibleDate, match=why):
        parse_edtf(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2022-1",
        "22-01-01",
        "2022-01-21T10:00",
        "2022/../2023",
        "../..",
        "/",
        "January",
        "2022-01-XX-XX",
        "+2022",
        "2022-01-2",
    ],
)
def test_what_is_no_edtf(text: str) -> None:
    assert parse_edtf(text) is None


@pytest.mark.parametrize("text", ["２０２２", "٢٠٢٢-٠١"])
def test_digits_are_those_of_ascii(text: str) -> None:
    assert parse_edtf(text) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("2022-01/..", True, False), ("2022-01/", True, False), ("../2022-01", False, True), ("/2022", False, True)],
)
def test_open_ends(text: str, first: bool, last: bool) -> None:
    found = parse_edtf(text)
    assert found is not None
    assert (found.first == -INFINITY, found.last == INFINITY) == (not first, not last)


@pytest.mark.parametrize("mark", ["~", "?", "%"])
def test_a_mark_makes_a_period_hedged(mark: str) -> None:
    found = parse_edtf(f"2022-01-21{mark}")
    assert found is not None
    assert found.hedge == "about"
    meant = possible(found)
    assert (meant.first, meant.last) == (-INFINITY, INFINITY)
    plain = parse_edtf("2022-01-21")
    assert plain is not None
    assert possible(plain) == plain


def days(first: str, last: str) -> tuple[int, int]:
    return date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()


@pytest.mark.parametrize(
    ("first", "last", "printed"),
    [
        ("2022-01-21", "2022-01-21", "2022-01-21"),
        ("2022-01-01", "2022-01-31", "2022-01"),
        ("2022-02-01", "2022-02-28", "2022-02"),
        ("2022-01-01", "2022-12-31", "2022"),
        ("2022-01-01", "2022-03-31", "2022-01-01/2022-03-31"),
        ("0999-02-01", "0999-02-28", "0999-02"),
        ("9999-12-01", "9999-12-31", "9999-12"),
    ],
)
def test_days_are_printed_as_short_as_can_be(first: str, last: str, printed: str) -> None:
    assert print_days(*days(first, last)) == printed


def test_open_stretches_are_printed_with_dots() -> None:
    day = date(2022, 1, 21).toordinal()
    assert print_days(day, INFINITY) == "2022-01-21/.."
    assert print_days(-INFINITY, day) == "../2022-01-21"


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2022-01-31", 1, "2022-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2022-03-31", -1, "2022-02-28"),
        ("2022-12-15", 1, "2023-01-15"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2022-01-15", -12, "2021-01-15"),
    ],
)
def test_calendar_months_clip_to_the_end_of_the_month(start: str, months: int, expected: str) -> None:
    day = date.fromisoformat(start).toordinal()
    moved = shift_months(period(day, day), months)
    assert isinstance(moved, Period)
    assert str(moved) == expected


def test_nothing_moves_out_of_the_calendar() -> None:
    last = date.max.toordinal()
    assert shift_months(period(last, last), 1) is None
    assert shift_months(period(1, 1), -1) is None
