"""From a calendar expression to its days, counted from the day of publication where it needs one.

"Friday" is the last one up to that day, "July" the last one that had begun, "late spring" that of the same year; in a
sentence about the future it is the next one. Ages are as exact as their unit: "two weeks ago" is a week.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from factcheck.model.interval import INFINITY
from factcheck.model.period import ImpossibleDate, Period, period
from factcheck.named import NamedTuple
from factcheck.reading.calendar import (
    back_from,
    day_period,
    edtf,
    ends_of,
    from_to,
    moved_day,
    nth_weekday,
    share_of,
    unit_around,
    unit_from,
    units_within,
)
from factcheck.reading.holidays import day_of
from factcheck.reading.when import Part, When


class NeedsDate(ValueError):
    """The expression counts from the day of publication, which is not known."""

    def __init__(self, reason: str = "it needs the article's publication date") -> None:
        super().__init__(reason)


class Setting(NamedTuple):
    """What an expression is placed by.

    `today` is the day of publication, `ahead` marks a sentence about the future, `back` one about the past. `order`
    is "dmy" or "mdy" where the order of numeric dates is known; without it they are refused. `strict` refuses a
    weekday that its date is not.
    """

    today: int | None = None
    ahead: bool = False
    order: str = ""
    strict: bool = True
    back: bool = False

    @property
    def now(self) -> int:
        if self.today is None:
            raise NeedsDate
        return self.today

    @property
    def year(self) -> int:
        return date.fromordinal(self.now).year


def placed(when: When, setting: Setting) -> Period:
    """The period of an expression. Raises NeedsDate and ImpossibleDate."""
    a = _PLACES[when.form](when, setting)
    for part in when.parts:
        a = _cut(a, part, setting)
    return a


def _fixed(when: When, setting: Setting) -> Period:
    assert when.fixed is not None
    return _right_weekday(when, when.fixed, setting)


def _year(when: When, setting: Setting) -> Period:
    return edtf(f"{setting.year + (when.shift or 0) if when.year is None else when.year:04d}")


def _in_year(when: When, setting: Setting) -> Period:
    """A day, month, season, quarter, half-year or week of a year, which may have to be worked out."""
    if when.year is not None:
        return _right_weekday(when, _of_year(when, when.year), setting)
    this_year = setting.year
    if when.shift is not None:
        return _of_year(when, this_year + when.shift)
    if when.turn == 0 or (when.turn is None and when.form == "group" and when.number < 30):
        return _this_one(when, this_year, setting)
    if when.turn is not None:
        return _turned(when, this_year, setting.now)
    return _nearest(when, this_year, setting)


def _nearest(when: When, this_year: int, setting: Setting) -> Period:
    """The last one that has begun, or in a sentence about the future the first that has not ended.

    29 February is looked for in the years that have one, "Sunday, 29 April" in those in which it is a Sunday.
    """
    if when.weekday is not None and (fitting := _with_weekday(when, this_year)) is not None:
        return fitting
    years = range(this_year, this_year + 9) if setting.ahead else range(this_year, this_year - 9, -1)
    refusal: ImpossibleDate | None = None
    for year in years:
        try:
            a = _of_year(when, year)
        except ImpossibleDate as impossible:
            refusal = refusal or impossible
            continue
        if a.last >= setting.now if setting.ahead else a.first <= setting.now:
            return a
    raise refusal or ImpossibleDate("there is no such day")


def _with_weekday(when: When, this_year: int) -> Period | None:
    """The day of this year or of one beside it that is the weekday named: of two years, at most one has it so."""
    for year in (this_year, this_year - 1, this_year + 1):
        try:
            a = _of_year(when, year)
        except ImpossibleDate:
            continue
        if date.fromordinal(ends_of(a)[0]).weekday() == when.weekday:
            return a
    return None


def _this_one(when: When, this_year: int, setting: Setting) -> Period:
    """That of this year; a winter that has begun last December is still this winter.

    A season that is told as past and has not begun yet is that of the year before, unless it is about to begin.
    """
    a = _of_year(when, this_year)
    if when.form == "group" and (setting.back or when.number == _WINTER):
        before = _of_year(when, this_year - 1)
        ago, until = setting.now - before.last, a.first - setting.now
        if (setting.back and 0 < until > ago - _HALF_A_YEAR) or (when.number == _WINTER and ago <= 0):
            return before
    return a


def _turned(when: When, this_year: int, today: int) -> Period:
    """The last one that had ended, or the next one to begin."""
    if when.turn == 1:
        a = _of_year(when, this_year)
        return a if a.first > today else _of_year(when, this_year + 1)
    for year in (this_year, this_year - 1):
        a = _of_year(when, year)
        if a.last < today:
            return a
    return _of_year(when, this_year - 2)


def _of_year(when: When, year: int) -> Period:
    if when.form == "holiday":
        return edtf(day_of(when.number, year).isoformat())
    if when.form == "week":
        return edtf(f"{year:04d}-W{when.number:02d}")
    month = f"{year:04d}-{when.number:02d}"
    return edtf(f"{month}-{when.day:02d}" if when.form == "day" else month)


def _right_weekday(when: When, a: Period, setting: Setting) -> Period:
    """A weekday before a full date must be the right one."""
    if when.weekday is not None and setting.strict:
        day = date.fromordinal(ends_of(a)[0])
        if day.weekday() != when.weekday:
            wrong = f"{date(2024, 1, 1 + when.weekday):%A}"
            raise ImpossibleDate(f"{day.day} {day:%B} {day.year} is a {day:%A}, not a {wrong}")
    return a


def _numeric(when: When, setting: Setting) -> Period:
    """`21/1/2022`, `1/21`: in the order that the setting tells, or the other one if that is impossible."""
    if not setting.order:
        raise ImpossibleDate("the order of day and month cannot be told; write it as 2022-01-21 or 21 January 2022")
    first, second = when.number, when.day
    month, day = (first, second) if setting.order == "mdy" else (second, first)
    month, day = (day, month) if month > 12 else (month, day)
    if when.year is None:
        return _nearest(When("day", month, day), setting.year, setting)
    year = when.year if when.year > 99 else when.year + (2000 if when.year < 50 else 1900)
    return edtf(f"{year:04d}-{month:02d}-{day:02d}")


def _monthday(when: When, setting: Setting) -> Period:
    """Such as "the 22nd", "Thursday the 21st", "the 20th of next month"."""
    at = date.fromordinal(setting.now)
    months = [when.turn] if when.turn is not None else _MONTHS_AHEAD if setting.ahead else _MONTHS_BACK
    for months_later in months:
        month = at.month - 1 + months_later
        try:
            a = edtf(f"{at.year + month // 12:04d}-{month % 12 + 1:02d}-{when.day:02d}")
        except ImpossibleDate:
            if when.turn is not None:
                raise
            continue
        day = ends_of(a)[0]
        if when.weekday is not None:
            if date.fromordinal(day).weekday() == when.weekday:
                return a
        elif when.turn is not None or (day >= setting.now if setting.ahead else day <= setting.now):
            return a
    raise ImpossibleDate("there is no such day near the day of publication")


_FRIDAY: Final = 4
_WINTER: Final = 24
_HALF_A_YEAR: Final = 150
_MONTHS_BACK: Final = [0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6]
_MONTHS_AHEAD: Final = [-months for months in _MONTHS_BACK]


def _weekday(when: When, setting: Setting) -> Period:
    since = (date.fromordinal(setting.now).weekday() - when.number) % 7
    until = -since % 7
    if when.shift is not None or when.turn == 0:
        monday = ends_of(unit_from(setting.now, "week", when.shift or 0))[0]
        return day_period(monday + when.number)
    if when.turn in (1, 2):
        return day_period(setting.now + (until or 7) + 7 * (when.turn - 1))
    if when.turn in (-1, -2):
        return day_period(setting.now - (since or 7) + 7 * (when.turn + 1))
    return day_period(setting.now + until if setting.ahead else setting.now - since)


def _unit(when: When, setting: Setting) -> Period:
    if when.unit == "weekend" and not setting.ahead and (when.turn is None or (when.turn == 0 and setting.back)):
        early = date.fromordinal(setting.now).weekday() < _FRIDAY
        return unit_from(setting.now, "weekend", -1 if early else 0)
    if when.turn is None and when.unit == "quarter" and not setting.ahead:
        return unit_from(setting.now, "quarter", -1)
    return unit_from(setting.now, when.unit, when.turn or 0)


def _steps(when: When, setting: Setting) -> Period:
    """Such as "two weeks ago": the week around that day, since no more is said; of several steps, the day."""
    day = setting.now + when.base
    for number, unit in when.steps:
        day = day if unit == "hour" else moved_day(day, unit, number)
    if when.steps[0][1] == "hour":
        return _hours(when.steps[0][0], setting)
    return unit_around(day, when.steps[0][1]) if len(when.steps) == 1 and not when.base else day_period(day)


def _hours(number: int, setting: Setting) -> Period:
    """The days that so many hours can reach: those of "24 hours ago" are yesterday and today."""
    other = setting.now + (number // 24 if number < 0 else -(-number // 24))
    return period(min(setting.now, other), max(setting.now, other))


def _span(when: When, setting: Setting) -> Period:
    """Such as "the past three days": up to the day of publication; "the next three": from it."""
    number, unit = when.steps[0]
    if unit == "hour":
        return _hours(number * (when.turn or 1), setting)
    other = moved_day(setting.now, unit, number * (when.turn or 1))
    return period(min(setting.now, other), max(setting.now, other))


def _told(when: When, setting: Setting) -> Period:
    """Such as "two days later", from publication if that is ahead; "the following week", from another event."""
    if not setting.ahead or when.unit or when.turn == -1:
        raise NeedsDate("it is told from another event, whose day is not known")
    return _steps(when, setting)


def _many(_when: When, _setting: Setting) -> Period:
    """Such as "every Tuesday", "twice a month"."""
    raise NeedsDate("it is told of many days")


def _near(when: When, setting: Setting) -> Period:
    """Such as "recently", "soon": some time up to the day of publication, or from it on."""
    return period(-INFINITY, setting.now) if when.number < 0 else period(setting.now, INFINITY)


def _unknown(_when: When, _setting: Setting) -> Period:
    """Such as "8 p.m.", "fiscal 2022": a time whose days are not told."""
    raise NeedsDate("its days are not told")


_PLACES: Final[dict[str, Callable[[When, Setting], Period]]] = {
    "fixed": _fixed,
    "year": _year,
    "day": _in_year,
    "month": _in_year,
    "group": _in_year,
    "week": _in_year,
    "holiday": _in_year,
    "numeric": _numeric,
    "monthday": _monthday,
    "weekday": _weekday,
    "unit": _unit,
    "steps": _steps,
    "span": _span,
    "told": _told,
    "near": _near,
    "unknown": _unknown,
    "set": _many,
}


# Parts ---------------------------------------------------------------------------------------------------------------


def _cut(a: Period, part: Part, setting: Setting) -> Period:
    match part.kind:
        case "share":
            return share_of(a, part.at, part.of)
        case "units":
            return units_within(a, part.at, part.of, part.unit)
        case "weekday":
            return nth_weekday(a, part.of, part.at)
        case "around":
            return unit_around(ends_of(a)[0], part.unit)
        case "from":
            first = ends_of(a)[0]
            return period(first, moved_day(first, part.unit, part.of) - 1)
        case "moved":
            return day_period(moved_day(ends_of(a)[0], part.unit, part.of))
        case "to":
            last = ends_of(a)[1]
            return from_to(day_period(back_from(last, part.of, part.unit)), day_period(last))
        case _:
            return _by_today(a, part.kind, setting)


def _by_today(a: Period, kind: str, setting: Setting) -> Period:
    """The time of "earlier this year" ends and that of "later this year" begins with the day of publication."""
    first, last = ends_of(a)
    if first == last:
        return a
    if not first <= setting.now <= last:
        raise ImpossibleDate(f"the article was not published in the time that {kind!r} divides")
    return period(first, setting.now) if kind == "earlier" else period(setting.now, last)
