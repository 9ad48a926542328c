"""Periods: stretches of days, written in EDTF (ISO 8601-2, levels 0 and 1, and the level 2 groupings of a year).

A period is all its days. Days are proleptic Gregorian ordinals (`date.toordinal`), years 1 to 9999; an end that is
not known is infinite.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from factcheck.model.interval import INFINITY, Exact
from factcheck.model.truth import FAILS, HOLDS, OPEN, Outcome
from factcheck.named import NamedTuple
from factcheck.pattern import pattern

Day = int | float
"""An ordinal, or one of the two infinities."""

FIRST_DAY: Final = date.min.toordinal()
LAST_DAY: Final = date.max.toordinal()


class Period(NamedTuple):
    """From the day `first` to the day `last`, both included.

    `edtf` is how it is printed. A hedged period ("around 21 January") can mean any of the days from `earliest` to
    `latest`; for others these are its own ends.
    """

    first: Day
    last: Day
    edtf: str
    earliest: Day
    latest: Day
    hedge: str | None = None

    def __str__(self) -> str:
        return self.edtf


def period(first: Day, last: Day, edtf: str | None = None, hedge: str | None = None) -> Period:
    """A period of known days; a hedged one can, until the vocabulary says how far, be any day."""
    earliest, latest = (first, last) if hedge is None else (-INFINITY, INFINITY)
    return Period(first, last, edtf or print_days(first, last), earliest, latest, hedge)


def possible(a: Period) -> Period:
    """The period with all the days that it can mean."""
    return a if a.hedge is None else a._replace(first=a.earliest, last=a.latest)


def unplaced(written: str) -> Period:
    """A time told from a day that is not known ("Friday", of an article without a date): it can be any day."""
    return Period(-INFINITY, INFINITY, written, -INFINITY, INFINITY)


def is_any_day(a: Period) -> bool:
    """Whether nothing is known of a period."""
    return a.first == -INFINITY and a.last == INFINITY


_ONE = pattern(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?:W(?P<week>\d{2})|(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?))?(?P<mark>[~?%])?",
    re.ASCII,
)
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
_GROUPS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12)}


class ImpossibleDate(ValueError):
    """A date that the calendar does not have; its text says why."""


def parse_edtf(text: str) -> Period | None:
    """The period of an EDTF string, or None if the text is not EDTF.

    Raises ImpossibleDate where the form is right and the date does not exist. Seasons are the meteorological ones of
    the northern hemisphere; winter is December and the two months after it. `~`, `?` and `%` make it hedged.
    """
    start, slash, end = text.partition("/")
    if not slash:
        return _parse_one(text)
    first = _parse_end(start)
    last = _parse_end(end)
    if first is None or last is None or (first == "open" and last == "open"):
        return None
    low = first.first if isinstance(first, Period) else -INFINITY
    high = last.last if isinstance(last, Period) else INFINITY
    if low > high:
        raise ImpossibleDate("it ends before it starts")
    hedged = any(isinstance(side, Period) and side.hedge for side in (first, last))
    return period(low, high, text, "about" if hedged else None)


def _parse_end(text: str) -> Period | str | None:
    return "open" if text in ("", "..") else _parse_one(text)


def _parse_one(text: str) -> Period | None:
    match = _ONE.fullmatch(text)
    if match is None:
        return None
    hedge = "about" if match["mark"] else None
    year_text = match["year"]
    if "X" in year_text:
        if match["week"] or match["month"]:
            return None
        low, high = int(year_text.replace("X", "0")), int(year_text.replace("X", "9"))
        return _months(max(low, 1), 1, high, 12, text, hedge)
    year = int(year_text)
    if year == 0:
        raise ImpossibleDate("years start with 0001")
    if match["week"]:
        return _week(year, int(match["week"]), text, hedge)
    month_text, day_text = match["month"], match["day"]
    if month_text in (None, "XX"):
        return _months(year, 1, year, 12, text, hedge) if day_text in (None, "XX") else None
    month = int(month_text)
    if day_text in (None, "XX"):
        group = _SEASONS.get(month) or _GROUPS.get(month)
        if group and day_text is None:
            return _months(year, group[0], year, group[1], text, hedge)
        _check_month(month)
        return _months(year, month, year, month, text, hedge)
    _check_month(month)
    day, days = int(day_text), _days_in_month(year, month)
    if not 1 <= day <= days:
        import calendar  # only for its names: it also sets up what a run never uses

        raise ImpossibleDate(f"{calendar.month_name[month]} {year} has {days} days")
    ordinal = date(year, month, day).toordinal()
    return period(ordinal, ordinal, text, hedge)


def _days_in_month(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _check_month(month: int) -> None:
    if not 1 <= month <= 12:
        raise ImpossibleDate("months are 01 to 12, seasons 21 to 24, quarters 33 to 36, halves 40 and 41")


def _months(year: int, month: int, last_year: int, last_month: int, edtf: str, hedge: str | None) -> Period:
    """Whole months; a last month past 12 lies in the next year."""
    first = date(year, month, 1).toordinal()
    last_year, last_month = last_year + (last_month - 1) // 12, (last_month - 1) % 12 + 1
    if last_year > 9999:
        raise ImpossibleDate("years end with 9999")
    last = date(last_year, last_month, _days_in_month(last_year, last_month)).toordinal()
    return period(first, last, edtf, hedge)


def _week(year: int, week: int, edtf: str, hedge: str | None) -> Period:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        raise ImpossibleDate(f"{year} has no week {week}") from None
    return period(monday.toordinal(), min(monday.toordinal() + 6, LAST_DAY), edtf, hedge)


def whole_months(year: int, month: int, last_year: int, last_month: int, edtf: str) -> Period:
    """The days from the first of one month to the last of another."""
    return _months(year, month, last_year, last_month, edtf, None)


def day_text(day: Day) -> str:
    """`2022-01-21`, or `..` for an end that is not known."""
    return ".." if isinstance(day, float) else date.fromordinal(day).isoformat()


def print_days(first: Day, last: Day) -> str:
    """The shortest EDTF for a stretch of days."""
    if first == last:
        return day_text(first)
    if not isinstance(first, float) and not isinstance(last, float):
        start, end = date.fromordinal(first), date.fromordinal(last)
        whole = start.day == 1 and (last == LAST_DAY or (end + timedelta(days=1)).day == 1)
        if whole and (start.year, start.month) == (end.year, end.month):
            return f"{start:%Y-%m}".zfill(7)
        if whole and start.year == end.year and (start.month, end.month) == (1, 12):
            return f"{start.year:04d}"
    return f"{day_text(first)}/{day_text(last)}"


_GROUP_NAMES = {
    "21": "spring",
    "22": "summer",
    "23": "autumn",
    "24": "winter",
    "33": "first quarter of",
    "34": "second quarter of",
    "35": "third quarter of",
    "36": "fourth quarter of",
    "40": "first half of",
    "41": "second half of",
}


def describe_period(a: Period) -> str:
    """A period for people who do not know EDTF's codes: `first half of 2022`, `2022-01-22 to 2022-12-31`."""
    year, _, code = a.edtf.partition("-")
    if code in _GROUP_NAMES:
        return f"{_GROUP_NAMES[code]} {year}"
    start, slash, end = a.edtf.partition("/")
    if not slash:
        return a.edtf
    if end in ("", ".."):
        return f"from {start} on"
    return f"up to {end}" if start in ("", "..") else f"{start} to {end}"


def shift_days(a: Period, low: int, high: int) -> Period | None:
    """A period moved by between `low` and `high` days; None outside the calendar."""
    return _moved(a.first + low, a.last + high)


def shift_months(a: Period, months: int) -> Period | None:
    """A period moved by calendar months; a day past the month's end becomes its last day. None outside the calendar."""
    first, last = _month_later(a.first, months), _month_later(a.last, months)
    return None if first is None or last is None else period(first, last)


def _moved(first: Day, last: Day) -> Period | None:
    for day in (first, last):
        if not isinstance(day, float) and not FIRST_DAY <= day <= LAST_DAY:
            return None
    return period(first, last)


def _month_later(day: Day, months: int) -> Day | None:
    if isinstance(day, float):
        return day
    start = date.fromordinal(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(start.day, _days_in_month(year, month + 1))).toordinal()


def days_between(a: Period, b: Period) -> tuple[Day, Day]:
    """The smallest and largest number of days from a day of `b` to a day of `a`."""
    return a.first - b.last, a.last - b.first


# Relations: V is the article's period, P the check's -----------------------------------------------------------------


def lies_in(v: Period, p: Period) -> Outcome:
    """Holds if V lies inside P, fails if they share no day, else open."""
    if p.first <= v.first and v.last <= p.last:
        return HOLDS
    return FAILS if v.last < p.first or p.last < v.first else OPEN


def before(v: Period, p: Period) -> Outcome:
    """Holds if V ends before P starts, fails if V starts on or after P's start, else open."""
    if v.last < p.first:
        return HOLDS
    return FAILS if v.first >= p.first else OPEN


def after(v: Period, p: Period) -> Outcome:
    """Holds if V starts after P ends, fails if V ends on or before P's end, else open."""
    if v.first > p.last:
        return HOLDS
    return FAILS if v.last <= p.last else OPEN


def not_after(v: Period, p: Period) -> Outcome:
    """`V <= P`: holds if V ends at or before P's end, fails if V starts after it, else open."""
    if v.last <= p.last:
        return HOLDS
    return FAILS if v.first > p.last else OPEN


def not_before(v: Period, p: Period) -> Outcome:
    """`V >= P`: holds if V starts at or after P's start, fails if V ends before it, else open."""
    if v.first >= p.first:
        return HOLDS
    return FAILS if v.last < p.first else OPEN


def overlaps(v: Period, p: Period) -> Outcome:
    """Whether they share a day; open only for a period that may be any day."""
    if is_any_day(v):
        return OPEN
    return FAILS if v.last < p.first or p.last < v.first else HOLDS


def to_days(seconds: Exact) -> int | None:
    """A duration in seconds as whole days, or None if it is not a whole number of them."""
    days, rest = divmod(seconds, 86_400)
    return int(days) if rest == 0 else None
