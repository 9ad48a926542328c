"""Stretches of the calendar: the week, month or year around a day, moved, and cut into parts.

All functions take and give periods or ordinals of days and know nothing of words.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from factcheck.model.period import (
    FIRST_DAY,
    LAST_DAY,
    Day,
    ImpossibleDate,
    Period,
    period,
    shift_months,
    whole_months,
)

UNITS: Final = ("day", "weekend", "week", "fortnight", "month", "quarter", "year", "decade", "century")
_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS: Final = {"day": 1, "weekend": 7, "week": 7, "fortnight": 14}


def day_period(day: int) -> Period:
    return period(_checked(day), day)


def _checked(day: int) -> int:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ImpossibleDate("years are 0001 to 9999")
    return day


def unit_around(day: int, unit: str) -> Period:
    """The week (Monday to Sunday), month, quarter … that a day lies in; for a weekend, that of its week."""
    if unit in _DAYS:
        monday = day - date.fromordinal(_checked(day)).weekday()
        if unit == "day":
            return day_period(day)
        if unit == "weekend":
            return period(_checked(monday + 5), _checked(monday + 6))
        if unit == "fortnight":
            return period(_checked(monday), _checked(monday + 13))
        return week_of(monday)
    year, month = (lambda d: (d.year, d.month))(date.fromordinal(_checked(day)))
    if unit == "month":
        return whole_months(year, month, year, month, f"{year:04d}-{month:02d}")
    if unit == "quarter":
        quarter = (month - 1) // 3
        return whole_months(year, 3 * quarter + 1, year, 3 * quarter + 3, f"{year:04d}-{33 + quarter}")
    if unit == "year":
        return whole_months(year, 1, year, 12, f"{year:04d}")
    years, marks = (10, "X") if unit == "decade" else (100, "XX")
    start = year - year % years
    return whole_months(max(start, 1), 1, start + years - 1, 12, f"{start:04d}"[: 4 - len(marks)] + marks)


def week_of(monday: int) -> Period:
    year, week, _ = date.fromordinal(_checked(monday)).isocalendar()
    return period(monday, min(monday + 6, LAST_DAY), f"{year:04d}-W{week:02d}")


def unit_from(day: int, unit: str, turns: int) -> Period:
    """The unit so many turns after the one that the day lies in: -1 is the last, 1 the next."""
    return unit_around(moved_day(day, unit, turns), unit)


def moved_day(day: int, unit: str, turns: int) -> int:
    """A day moved by so many units; a day past the month's end becomes its last day."""
    if unit in _DAYS:
        return _checked(day + _DAYS[unit] * turns)
    moved = shift_months(day_period(day), _MONTHS[unit] * turns)
    if moved is None:
        raise ImpossibleDate("years are 0001 to 9999")
    return ends_of(moved)[0]


def ends_of(a: Period) -> tuple[int, int]:
    """Both ends of a period that has them."""
    first, last = a.first, a.last
    if isinstance(first, float) or isinstance(last, float):
        raise ImpossibleDate("a period without an end has no parts")
    return first, last


def month_count(a: Period) -> int | None:
    """How many whole months a period is, or None if it is not."""
    first, last = ends_of(a)
    start, end = date.fromordinal(first), date.fromordinal(last)
    whole = start.day == 1 and (last == LAST_DAY or date.fromordinal(last + 1).day == 1)
    return (end.year - start.year) * 12 + end.month - start.month + 1 if whole else None


def share_of(a: Period, part: int, parts: int) -> Period:
    """One of several equal parts, counted from 0: whole months where they divide evenly, else days.

    The days that are left over belong to the last part, so that late January is 21 to 31 January.
    """
    first, last = ends_of(a)
    months = month_count(a)
    if months is not None and months % parts == 0 and months > 1:
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
    start_day = first + part * each
    return period(start_day, last if part == parts - 1 else start_day + each - 1)


def units_within(a: Period, position: int, count: int, unit: str) -> Period:
    """The first (position 0, 1, …) or last (position -1) `count` units of a period: the first three months, the last day."""
    first, last = ends_of(a)
    if unit in _DAYS:
        size = _DAYS[unit] * count
        low = last - size + 1 if position < 0 else first + position * size
        high = low + size - 1
    else:
        size = _MONTHS[unit] * count
        if position < 0:
            start = shift_months(day_period(_checked(last + 1)), -size)
            end = shift_months(day_period(last + 1), 0)
        else:
            start = shift_months(day_period(first), position * size)
            end = shift_months(day_period(first), (position + 1) * size)
        if start is None or end is None:
            raise ImpossibleDate("years are 0001 to 9999")
        low, high = ends_of(start)[0], ends_of(end)[0] - 1
    if low < first or high > last:
        raise ImpossibleDate("the part is longer than the whole")
    return period(low, high)


def nth_weekday(a: Period, weekday: int, position: int) -> Period:
    """The first, second … or last (-1) Monday of a period."""
    first, last = ends_of(a)
    if position < 0:
        day = last - (date.fromordinal(last).weekday() - weekday) % 7
    else:
        day = first + (weekday - date.fromordinal(first).weekday()) % 7 + 7 * position
    if not first <= day <= last:
        raise ImpossibleDate("there are not so many of these days in it")
    return day_period(day)


def open_from(a: Period) -> Period:
    return period(a.first, float("inf"))


def open_until(day: Day) -> Period:
    return period(float("-inf"), day)
