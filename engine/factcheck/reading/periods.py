"""From tokens to periods: calendar expressions in their place, ranges of them, open ends and hedges.

What depends on the day of publication is counted from it: "Friday" is the last one up to that day, "July" the last one
that had begun, "late spring" that of the same year. With `ahead` (a sentence about the future) it is the next one. A
third of a season, quarter, half-year, year or decade is whole months, of anything else days.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

from factcheck.model.interval import INFINITY
from factcheck.model.period import ImpossibleDate, Period, parse_edtf, period
from factcheck.reading.calendar import (
    day_period,
    ends_of,
    moved_day,
    nth_weekday,
    share_of,
    unit_around,
    unit_from,
    units_within,
)
from factcheck.reading.dates import DateGrammar, Found, Part, When
from factcheck.reading.hedges import EXACTLY, Phrases
from factcheck.reading.tokens import NUMBER, Token


class NeedsDate(ValueError):
    """The expression counts from the day of publication, which is not known."""

    def __init__(self) -> None:
        super().__init__("it needs the article's publication date")


class PeriodMention(NamedTuple):
    """A period in a text, from the offset `start` to `end`; `after` is the index of the first token after it."""

    start: int
    end: int
    after: int
    period: Period


_PREPOSITIONS: Final = frozenset({"in", "on", "during", "at", "throughout", "the", "within", "over", "for"})
_LINKS: Final = frozenset({"to", "until", "till", "through", "thru", "-", "–", "up"})
_ABOUT: Final = "about"


def _since(a: Period) -> tuple[object, object]:
    return a.first, INFINITY


def _after(a: Period) -> tuple[object, object]:
    return a.last + 1, INFINITY


def _until(a: Period) -> tuple[object, object]:
    return -INFINITY, a.last


def _before(a: Period) -> tuple[object, object]:
    return -INFINITY, a.first - 1


_OPEN: Final[dict[tuple[str, ...], Callable[[Period], tuple[object, object]]]] = {
    ("ever", "since"): _since,
    ("since",): _since,
    ("starting",): _since,
    ("starting", "in"): _since,
    ("starting", "from"): _since,
    ("as", "of"): _since,
    ("after",): _after,
    ("later", "than"): _after,
    ("no", "earlier", "than"): _since,
    ("not", "before"): _since,
    ("until",): _until,
    ("till",): _until,
    ("up", "to"): _until,
    ("up", "until"): _until,
    ("by",): _until,
    ("no", "later", "than"): _until,
    ("not", "later", "than"): _until,
    ("before",): _before,
    ("prior", "to"): _before,
    ("earlier", "than"): _before,
    ("ahead", "of"): _before,
}
_ONWARDS: Final = frozenset({"onwards", "onward"})


class PeriodGrammar:
    """Finds periods in tokens, with the hedges of one vocabulary."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def at(
        self, tokens: list[Token], i: int, published: Period | None = None, *, ahead: bool = False
    ) -> PeriodMention | None:
        """The longest period that starts at a token, hedges included.

        Raises NeedsDate where the day of publication is needed, and ImpossibleDate for a day that no calendar has.
        """
        today = None if published is None else ends_of(published)[0]
        reading = _Reading(tokens, today, ahead, self._phrases)
        found = reading.hedged(i)
        if found is None:
            return None
        a, after, row = found
        return PeriodMention(tokens[i].start, tokens[after - 1].end, after, self.hedged(a, row))

    def hedged(self, a: Period, row: str | None = None) -> Period:
        """A hedged period with the days that it can mean, if the vocabulary says how many."""
        row = row or a.hedge
        if row is None:
            return a
        days = self._phrases.days(row)
        if days is None:
            return a._replace(hedge=row, earliest=-INFINITY, latest=INFINITY)
        return a._replace(hedge=row, earliest=a.first - days, latest=a.last + days)


class _Reading:
    """One text being read."""

    def __init__(self, tokens: list[Token], today: int | None, ahead: bool, phrases: Phrases) -> None:
        self._tokens = tokens
        self._today = today
        self._ahead = ahead
        self._dates = DateGrammar(tokens)
        self._phrases = phrases

    def hedged(self, i: int) -> tuple[Period, int, str | None] | None:
        row: str | None = None
        found = self._opened(i)
        while found is None:
            softening = self._phrases.before(self._tokens, i)
            if softening is not None and (softening.row in (EXACTLY, _ABOUT) or not _is_built_in(softening.row)):
                row, i = softening.row or row, softening.after
            elif self._tokens[i].word in _PREPOSITIONS:
                i += 1
            elif self._tokens[i].word in ("sometime", "some"):
                i += 1 + (self._tokens[i + 1].word == "time")
            else:
                return None
            found = self._opened(i)
        a, after = found
        softening = self._phrases.after(self._tokens, after)
        if softening is not None and softening.row in (_ABOUT, EXACTLY):
            row, after = softening.row or row, softening.after
        return a, after, row

    def _opened(self, i: int) -> tuple[Period, int] | None:
        """ "since 2020", "until March", "from 2020 onwards", "between X and Y", "X to Y", "X"."""
        tokens = self._tokens
        for length in (3, 2, 1):
            side = _OPEN.get(tuple(token.word for token in tokens[i : i + length]))
            inner = None if side is None else self._plain(i + length)
            if side is not None and inner is not None:
                first, last = side(inner[0])
                return period(first, last), inner[1]  # type: ignore[arg-type]
        if tokens[i].word == "between":
            return self._range(i + 1, frozenset({"and"}) | _LINKS)
        if tokens[i].word == "from":
            found = self._range(i + 1, _LINKS)
            if found is not None:
                return found
            start = self._plain(i + 1)
            return None if start is None else (period(start[0].first, INFINITY), self._onwards(start[1]))
        found = self._range(i, _LINKS)
        if found is not None:
            return found
        plain = self._plain(i)
        if plain is not None and self._tokens[plain[1]].word in _ONWARDS:
            return period(plain[0].first, INFINITY), plain[1] + 1
        return plain

    def _onwards(self, i: int) -> int:
        return i + 1 if self._tokens[i].word in _ONWARDS or self._tokens[i].word == "on" else i

    def _plain(self, i: int) -> tuple[Period, int] | None:
        found = self._dates.at(i)
        return None if found is None else (self._placed(found[0]), found[1])

    # Ranges ---------------------------------------------------------------------------------------------------------

    def _range(self, i: int, links: frozenset[str]) -> tuple[Period, int] | None:
        first = self._dates.at(i) or self._bare_day(i)
        if first is None:
            return None
        low, i = first
        if self._tokens[i].word in links:
            i += 1
            i += self._tokens[i].word in ("to", "until") and self._tokens[i - 1].word == "up"
        elif not self._tokens[i].joined:
            return None
        second = self._dates.at(i) or self._second(low, i)
        if second is None:
            return None
        high, after = self._short_second(low, second, i)
        both = self._between(low, high)
        return None if both is None else (both, after)

    def _bare_day(self, i: int) -> Found | None:
        """The 21 of "21 to 23 January"."""
        while self._tokens[i].word in ("the", "on"):
            i += 1
        day = self._dates.day_number(i)
        return None if day is None or self._tokens[i].kind != NUMBER else (When("day", 0, day[0]), day[1])

    def _second(self, low: When, i: int) -> Found | None:
        """The 23 of "January 21 to 23, 2022", the 20 of "2019–20"."""
        token = self._tokens[i]
        if low.form == "year" and low.year is not None and token.kind == NUMBER and len(token.word) == 2:
            year = low.year - low.year % 100 + int(token.value)
            return (When("year", year=year), i + 1) if year > low.year else None
        i += token.word == "the"
        day = self._dates.day_number(i)
        if low.form != "day" or not low.number or day is None:
            return None
        found = self._dates._dated(When("day", low.number, day[0]), day[1])
        return found

    def _short_second(self, low: When, second: Found, i: int) -> Found:
        return second

    def _between(self, low: When, high: When) -> Period | None:
        """From the start of one expression to the end of another; what one lacks it has from the other."""
        if low.form == "day" and low.number == 0:
            if high.form != "day" or high.number == 0:
                return None
            low = low._replace(number=high.number)
        if not low.has_year and high.has_year and low.form == "weekday":
            return None
        if not low.has_year and high.has_year:
            last = self._placed(high)
            year = date.fromordinal(ends_of(last)[1]).year
            first = self._placed(low._replace(year=year))
            if first.first > last.last:
                first = self._placed(low._replace(year=year - 1))
        elif low.has_year and not high.has_year and high.form != "weekday":
            first = self._placed(low)
            year = date.fromordinal(ends_of(first)[0]).year
            last = self._placed(high._replace(year=year))
            if last.last < first.first:
                last = self._placed(high._replace(year=year + 1))
        elif low.form == high.form == "weekday" and high.turn is None and high.shift is None:
            last = self._placed(high)
            first = last if low.turn is not None else self._weekday_before(last, low.number)
        else:
            first, last = self._placed(low), self._placed(high)
            if not low.has_year and not high.has_year and last.last < first.first:
                last = self._placed(high._replace(year=date.fromordinal(ends_of(first)[0]).year + 1))
        if first.first > last.last:
            raise ImpossibleDate("it ends before it starts")
        return period(first.first, last.last)

    @staticmethod
    def _weekday_before(last: Period, weekday: int) -> Period:
        day = ends_of(last)[0]
        return day_period(day - (date.fromordinal(day).weekday() - weekday) % 7)

    # Placing --------------------------------------------------------------------------------------------------------

    def _now(self) -> int:
        if self._today is None:
            raise NeedsDate
        return self._today

    def _placed(self, when: When) -> Period:
        place = self._PLACES[when.form]
        a = place(self, when)
        for part in when.parts:
            a = self._cut(a, part)
        return a

    def _fixed(self, when: When) -> Period:
        assert when.fixed is not None
        return when.fixed

    def _year(self, when: When) -> Period:
        if when.year is not None:
            return _edtf(f"{when.year:04d}")
        return unit_from(self._now(), "year", when.shift or 0)

    def _in_year(self, when: When) -> Period:
        """A day, month, season, quarter, half-year or week of a year, which may have to be worked out."""
        if when.year is not None:
            return self._checked(when, _of_year(when, when.year))
        today = self._now()
        this_year = date.fromordinal(today).year
        if when.shift is not None:
            return _of_year(when, this_year + when.shift)
        if when.turn == 0:
            return self._season_now(when, this_year)
        if when.turn is not None:
            return self._turned(when, this_year)
        if when.form == "group" and when.number < 30:
            return self._season_now(when, this_year)
        a = _of_year(when, this_year)
        if self._ahead and a.last < today:
            return _of_year(when, this_year + 1)
        return _of_year(when, this_year - 1) if a.first > today and not self._ahead else a

    def _season_now(self, when: When, this_year: int) -> Period:
        """A season of this year; a winter that has begun last December is still this winter."""
        before = _of_year(when, this_year - 1) if when.number == 24 else None
        return before if before is not None and before.last >= self._now() else _of_year(when, this_year)

    def _turned(self, when: When, this_year: int) -> Period:
        """The last one that had ended, the next one to begin."""
        today = self._now()
        if when.turn == 1:
            a = _of_year(when, this_year)
            return a if a.first > today else _of_year(when, this_year + 1)
        for year in (this_year, this_year - 1):
            a = _of_year(when, year)
            if a.last < today:
                return a
        return _of_year(when, this_year - 2)

    def _checked(self, when: When, a: Period) -> Period:
        """A weekday before a full date must be the right one."""
        if when.weekday is not None:
            day = date.fromordinal(ends_of(a)[0])
            if day.weekday() != when.weekday:
                right, wrong = f"{day:%A}", f"{date(2024, 1, 1 + when.weekday):%A}"
                raise ImpossibleDate(f"{day.day} {day:%B} {day.year} is a {right}, not a {wrong}")
        return a

    def _weekday(self, when: When) -> Period:
        today = self._now()
        since = (date.fromordinal(today).weekday() - when.number) % 7
        until = -since % 7
        if when.shift is not None or when.turn == 0:
            monday = ends_of(unit_from(today, "week", when.shift or 0))[0]
            return day_period(monday + when.number)
        if when.turn == 1:
            return day_period(today + (until or 7))
        if when.turn == -1:
            return day_period(today - (since or 7))
        return day_period(today + until if self._ahead else today - since)

    def _unit(self, when: When) -> Period:
        return unit_from(self._now(), when.unit, when.turn or 0)

    def _ago(self, when: When) -> Period:
        """ "two weeks ago": the week around that day, since no more is said."""
        return unit_from(self._now(), when.unit, when.number)

    def _span(self, when: When) -> Period:
        """ "the past three days": up to the day of publication, "the next three" from it."""
        today = self._now()
        other = moved_day(today, when.unit, when.number * (when.turn or 1))
        return period(min(today, other), max(today, other))

    def _cut(self, a: Period, part: Part) -> Period:
        match part.kind:
            case "share":
                return share_of(a, part.at, part.of)
            case "units":
                return units_within(a, part.at, part.of, part.unit)
            case "weekday":
                return nth_weekday(a, part.of, part.at)
            case "around":
                return unit_around(ends_of(a)[0], part.unit)
            case _:
                return self._part_by_today(a, part.kind)

    def _part_by_today(self, a: Period, kind: str) -> Period:
        """ "earlier this year" ends and "later this year" begins with the day of publication."""
        first, last = ends_of(a)
        if first == last:
            return a
        today = self._now()
        if not first <= today <= last:
            raise ImpossibleDate(f"{kind} than the publication it cannot be")
        return period(first, today) if kind == "earlier" else period(today, last)

    _PLACES: Final[dict[str, Callable[[_Reading, When], Period]]] = {
        "fixed": _fixed,
        "year": _year,
        "day": _in_year,
        "month": _in_year,
        "group": _in_year,
        "week": _in_year,
        "weekday": _weekday,
        "unit": _unit,
        "ago": _ago,
        "span": _span,
    }


def _is_built_in(row: str) -> bool:
    return row in ("nearly", "just over", "more than", "at least", "less than", "up to")


def _of_year(when: When, year: int) -> Period:
    if when.form == "week":
        return _edtf(f"{year:04d}-W{when.number:02d}")
    month = f"{year:04d}-{when.number:02d}"
    return _edtf(f"{month}-{when.day:02d}" if when.form == "day" else month)


def _edtf(text: str) -> Period:
    found = parse_edtf(text)
    if found is None:
        raise ImpossibleDate("years are 0001 to 9999")
    return found
