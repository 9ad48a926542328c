"""Stretches of the calendar: the week, month or year around a day, moved, and cut into parts.

All functions take and give periods or ordinals of days and know nothing of words.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from factcheck.model.interval import INFINITY
from factcheck.model.period import (
    FIRST_DAY,
    LAST_DAY,
    ImpossibleDate,
    Period,
    parse_edtf,
    period,
    shift_months,
    whole_months,
)
from factcheck.pattern import pattern

_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS: Final = {"day": 1, "weekend": 7, "week": 7, "fortnight": 14}
_PLAIN: Final = pattern(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")
_OUTSIDE: Final = "years are 0001 to 9999"


def edtf(text: str) -> Period:
    """The period of an EDTF string that is made, not read."""
    found = parse_edtf(text)
    if found is None:
        raise ImpossibleDate(_OUTSIDE)
    return found


def day_period(day: int) -> Period:
    """A single day, by its ordinal."""
    return period(checked(day), day)


def checked(day: int) -> int:
    """A day that lies in the calendar."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ImpossibleDate(_OUTSIDE)
    return day


def ends_of(a: Period) -> tuple[int, int]:
    """Both ends of a period that has them."""
    first, last = a.first, a.last
    if isinstance(first, float) or isinstance(last, float):
        raise ImpossibleDate("a period without an end has no parts")
    return first, last


def from_to(first: Period, last: Period) -> Period:
    """From the start of one period to the end of another, as short as EDTF can say it: `2019/2021`."""
    if first.first > last.last:
        raise ImpossibleDate("it ends before it starts")
    days = period(first.first, last.last)
    short = "/" in days.edtf and _PLAIN.fullmatch(first.edtf) and _PLAIN.fullmatch(last.edtf)
    return days._replace(edtf=f"{first.edtf}/{last.edtf}") if short else days


def open_from(a: Period, *, inside: bool = True) -> Period:
    """A period's first day, or with `inside` off the day after its last, and all days after."""
    if not inside:
        return period(checked(ends_of(a)[1] + 1), INFINITY)
    return period(a.first, INFINITY, f"{a.edtf}/.." if _PLAIN.fullmatch(a.edtf) else None)


def open_until(a: Period, *, inside: bool = True) -> Period:
    """All days up to a period's last, or with `inside` off up to the day before its first."""
    if not inside:
        return period(-INFINITY, checked(ends_of(a)[0] - 1))
    return period(-INFINITY, a.last, f"../{a.edtf}" if _PLAIN.fullmatch(a.edtf) else None)


# Units ---------------------------------------------------------------------------------------------------------------


def unit_around(day: int, unit: str) -> Period:
    """The week (Monday to Sunday), month, quarter … that a day lies in; for a weekend, that of its week."""
    at = date.fromordinal(checked(day))
    if unit == "day":
        return day_period(day)
    if unit in _DAYS:
        monday = day - at.weekday()
        if unit == "weekend":
            return period(checked(monday + 5), checked(monday + 6))
        if unit == "fortnight":
            return period(checked(monday), checked(monday + 13))
        year, week, _ = date.fromordinal(checked(monday)).isocalendar()
        return period(monday, min(monday + 6, LAST_DAY), f"{year:04d}-W{week:02d}")
    if unit == "month":
        return edtf(f"{at.year:04d}-{at.month:02d}")
    if unit == "quarter":
        return edtf(f"{at.year:04d}-{33 + (at.month - 1) // 3}")
    digits = {"year": 4, "decade": 3, "century": 2}[unit]
    return edtf(f"{at.year:04d}"[:digits] + "X" * (4 - digits))


def moved_day(day: int, unit: str, turns: int) -> int:
    """A day moved by so many units; a day past the month's end becomes its last day."""
    if unit in _DAYS:
        return checked(day + _DAYS[unit] * turns)
    moved = shift_months(day_period(day), _MONTHS[unit] * turns)
    if moved is None:
        raise ImpossibleDate(_OUTSIDE)
    return ends_of(moved)[0]


def unit_from(day: int, unit: str, turns: int) -> Period:
    """The unit so many turns after the one that the day lies in: -1 is the last, 1 the next."""
    return unit_around(moved_day(day, unit, turns), unit)


# Parts ---------------------------------------------------------------------------------------------------------------


def _whole_months(first: int, last: int) -> int | None:
    """How many whole months lie between two days, or None."""
    start, end = date.fromordinal(first), date.fromordinal(last)
    whole = start.day == 1 and (last == LAST_DAY or date.fromordinal(last + 1).day == 1)
    return (end.year - start.year) * 12 + end.month - start.month + 1 if whole else None


def months_of(a: Period) -> int:
    """How many whole months a period has; 0 where it begins or ends inside one."""
    return 0 if isinstance(a.first, float) or isinstance(a.last, float) else _whole_months(a.first, a.last) or 0


def share_of(a: Period, part: int, parts: int) -> Period:
    """One of several equal parts, counted from 0: whole months where they divide evenly, else days.

    The days that are left over belong to the last part, so that late January is 21 to 31 January.
    """
    first, last = ends_of(a)
    months = _whole_months(first, last)
    if months is not None and months > 1 and months % parts == 0:
        each = months // parts
        start = date.fromordinal(first)
        month = start.month + part * each
        year, month = start.year + (month - 1) // 12, (month - 1) % 12 + 1
        found = whole_months(year, month, year, month + each - 1, "")
        return period(found.first, found.last)
    days = last - first + 1
    if days < parts:
        return a
    each = round(days / parts)
    low = first + part * each
    return period(low, last if part == parts - 1 else low + each - 1)


def units_within(a: Period, at: int, count: int, unit: str) -> Period:
    """The first (`at` 0, 1, …) or last (-1) `count` units of a period: the first three months, the last day."""
    first, last = ends_of(a)
    if at < 0:
        low, high = back_from(last, count, unit), last
    else:
        low = moved_day(first, unit, at * count)
        high = moved_day(first, unit, (at + 1) * count) - 1
    if low < first or high > last:
        raise ImpossibleDate("the part is longer than the whole")
    return period(low, high)


def back_from(last: int, count: int, unit: str) -> int:
    """The first day of so many units that end with a day."""
    return moved_day(checked(last + 1), unit, -count)


def nth_weekday(a: Period, weekday: int, at: int) -> Period:
    """The first, second … (`at` 0, 1) or last (-1) Monday of a period."""
    first, last = ends_of(a)
    if at < 0:
        day = last - (date.fromordinal(last).weekday() - weekday) % 7
    else:
        day = first + (weekday - date.fromordinal(first).weekday()) % 7 + 7 * at
    if not first <= day <= last:
        raise ImpossibleDate("there are not so many of these days in it")
    return day_period(day)
