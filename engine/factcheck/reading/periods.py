"""From tokens to mentions of periods: calendar expressions, ranges of them, open ends and hedges."""

from __future__ import annotations

from datetime import date
from typing import Final

from factcheck.model.interval import INFINITY
from factcheck.model.period import Period
from factcheck.named import NamedTuple
from factcheck.reading.calendar import day_period, ends_of, from_to, open_from, open_until
from factcheck.reading.clock import clock_at
from factcheck.reading.expressions import expression_at
from factcheck.reading.hedges import ABOUT, BOUNDS, EXACTLY, Phrases
from factcheck.reading.placing import Setting, placed
from factcheck.reading.tokens import NUMBER, WORD, Token
from factcheck.reading.when import Found, When, dated, day_at, turned_month_at


class PeriodMention(NamedTuple):
    """A period in a text, from the offset `start` to `end`; `after` is the index of the first token after it."""

    start: int
    end: int
    after: int
    period: Period


class Reading(NamedTuple):
    """What is written of a period, not placed yet: one expression or two, which side is open, and the hedge.

    `core` is the index of the token with which the expression starts, `end` that of the one after it; hedges stand
    before `core`, or from `end` to `after`.
    """

    low: When
    high: When | None
    side: str
    core: int
    end: int
    after: int
    row: str | None = None
    start: int = 0
    """The index of the word that opens a side ("since"), or of the expression itself."""
    hedge: int | None = None
    """The index of the first token of a hedge before the expression."""


_PREPOSITIONS: Final = frozenset({"in", "on", "during", "at", "throughout", "the", "within", "over", "for", "of"})
_LINKS: Final = frozenset({"to", "until", "till", "through", "thru", "-", "–", "up"})
_AFTER_DAYS: Final = frozenset(
    "a after and are as at be before but by during each every for from if in is it next of on or since that the then "
    "there this to until was we were when where which while who will with would".split()
)
"""Words that may stand after the last of some days: "May 3 – 12 in Rome"."""
_BETWEEN: Final = _LINKS | {"and"}
_NO_LINKS: Final[frozenset[str]] = frozenset()
_ONWARDS: Final = frozenset({"onwards", "onward"})
_TO_THE_DAY: Final = frozenset({"exactly", "precisely"})
_NOT_FOR_DAYS: Final = frozenset({*BOUNDS, "nearly", "just over"})
"""Rows of the hedge table that say nothing of periods."""

_TALKING: Final = frozenset({"about", "some", "near", "estimated"})
_AGES: Final = frozenset({"steps", "told", "year", "fixed"})
"""What words that mean much else can soften: "about a week ago", "about 1850"."""

_SINCE, _AFTER, _UNTIL, _BEFORE = "since", "after", "until", "before"
_OPENINGS: Final[dict[str, tuple[tuple[tuple[str, ...], str], ...]]] = {
    "ever": ((("since",), _SINCE),),
    "since": (((), _SINCE),),
    "starting": ((("in",), _SINCE), (("from",), _SINCE), (("on",), _SINCE), ((), _SINCE)),
    "beginning": ((("in",), _SINCE), (("from",), _SINCE), (("on",), _SINCE)),
    "as": ((("of",), _SINCE), (("from",), _SINCE)),
    "after": (((), _AFTER),),
    "later": ((("than",), _AFTER),),
    "no": ((("earlier", "than"), _SINCE), (("later", "than"), _UNTIL)),
    "not": ((("earlier", "than"), _SINCE), (("later", "than"), _UNTIL), (("before",), _SINCE), (("after",), _UNTIL)),
    "until": (((), _UNTIL),),
    "till": (((), _UNTIL),),
    "up": ((("to",), _UNTIL), (("until",), _UNTIL)),
    "by": (((), _UNTIL),),
    "before": (((), _BEFORE),),
    "prior": ((("to",), _BEFORE),),
    "earlier": ((("than",), _BEFORE),),
    "ahead": ((("of",), _BEFORE),),
}
"""What leaves one side open, by first word: the words after it, longest first."""
OPENINGS: Final = frozenset(_OPENINGS) | {"between", "from"}
"""What a period with an open side or two ends starts with."""
OPENING_WORDS: Final = frozenset(
    word for first, rows in _OPENINGS.items() for words, _ in rows for word in (first, *words)
)


class PeriodGrammar:
    """Finds periods in tokens, with the hedges of one vocabulary."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def at(self, tokens: list[Token], i: int, setting: Setting) -> PeriodMention | None:
        """The longest period that starts at a token, hedges included.

        Raises NeedsDate where the day of publication is needed, and ImpossibleDate for a day that no calendar has.
        """
        read = self.read(tokens, i)
        if read is None or read.low.form == "near":
            return None
        return PeriodMention(tokens[i].start, tokens[read.after - 1].end, read.after, self.placed(read, setting))

    def read(self, tokens: list[Token], i: int) -> Reading | None:
        """The longest period that starts at a token, as it is written."""
        row: str | None = None
        hedge: int | None = None
        exact = False
        found = _opened(tokens, i)
        while found is None:
            word = tokens[i].word
            softening = self._phrases.before(tokens, i)
            if word in _PREPOSITIONS or word == "sometime":
                i += 1
            elif word == "some" and tokens[i + 1].word == "time":
                i += 2
            elif softening is not None and softening.row not in _NOT_FOR_DAYS:
                exact = softening.row == EXACTLY and word in _TO_THE_DAY
                if softening.row or exact:
                    row, hedge = softening.row or None, i
                i = softening.after
            else:
                return None
            found = _opened(tokens, i)
        after = found.end
        if hedge is not None and not _softens(tokens[hedge : found.core], found, clock_at(tokens, found.core)):
            return None
        softening = self._phrases.after(tokens, after)
        if softening is not None and softening.row == ABOUT and softening.after > after + 1:
            row, after = softening.row, softening.after
        if tokens[after].word == "to" and [token.word for token in tokens[after + 1 : after + 3]] == ["the", "day"]:
            exact, after = True, after + 3
            found = found._replace(end=after)
        if exact and found.low.form == "steps":
            # "Exactly a year ago" is a day, and not one year.
            found = found._replace(low=found.low._replace(steps=(*found.low.steps, (0, "day"))))
        return found._replace(row=row, hedge=hedge, after=after)

    def placed(self, read: Reading, setting: Setting) -> Period:
        """The days of what is written. Raises NeedsDate and ImpossibleDate."""
        a = placed(read.low, setting) if read.high is None else _between(read.low, read.high, setting)
        return self.hedged(_SIDES[read.side](a) if read.side else a, read.row)

    def hedged(self, a: Period, row: str | None = None) -> Period:
        """A hedged period with the days that it can mean, if the vocabulary says how many."""
        row = row or a.hedge
        if row is None or row == EXACTLY:
            return a
        days = self._phrases.days(row)
        earliest, latest = (-INFINITY, INFINITY) if days is None else (a.first - days, a.last + days)
        return a._replace(hedge=row, earliest=earliest, latest=latest)


def _softens(words: list[Token], found: Reading, clock: int | None) -> bool:
    """Whether words soften a time, as those of "about a week ago" and not of "talks about next year"."""
    age = found.low.form in _AGES and found.low.shift is None
    return age or clock is not None or not any(token.word in _TALKING for token in words)


def _opened(tokens: list[Token], i: int) -> Reading | None:
    """Such as "since 2020", "until March", "from 2020 onwards", "between X and Y", "X to Y", "X"."""
    word = tokens[i].word
    for words, side in _OPENINGS.get(word, ()):
        after = i + 1 + len(words)
        if all(tokens[i + 1 + offset].word == other for offset, other in enumerate(words)):
            inner = _stretch(tokens, after, _NO_LINKS)
            if inner is not None:
                return inner._replace(side=side, start=i)
    if word == "between":
        stretch = _stretch(tokens, i + 1, _BETWEEN)
        return stretch._replace(start=i) if stretch is not None and stretch.high is not None else None
    stretch = _stretch(tokens, i + (word == "from"), _LINKS)
    if stretch is None:
        return None
    onwards = tokens[stretch.end].word in _ONWARDS
    if onwards or (word == "from" and stretch.high is None):
        return stretch._replace(side=_SINCE, end=stretch.end + onwards, start=i)
    return stretch._replace(start=i)


def _after(a: Period) -> Period:
    return open_from(a, inside=False)


def _before(a: Period) -> Period:
    return open_until(a, inside=False)


_SIDES: Final = {_SINCE: open_from, _AFTER: _after, _UNTIL: open_until, _BEFORE: _before}


# Ranges --------------------------------------------------------------------------------------------------------------


def _stretch(tokens: list[Token], i: int, links: frozenset[str]) -> Reading | None:
    """Such as "January to March 2022", "21-23 January", "2019–20", or a single expression."""
    first = expression_at(tokens, i) or (_bare_day(tokens, i) if links else None)
    if first is None:
        return None
    low, after = first
    second = _second(tokens, low, after, links)
    bare = low.form == "day" and not low.number
    if second is not None and (not bare or second[0].form in ("day", "monthday")):
        if low.form == "monthday" and low.turn is None and second[0].form == "day" and low.day < second[0].day:
            # The 20 of "the 20-21 March" is of that month too.
            low = When("day", 0, low.day)
        return Reading(low, second[0], "", i, second[1], second[1], start=i)
    return None if bare else Reading(low, None, "", i, after, after, start=i)


def _bare_day(tokens: list[Token], i: int) -> Found | None:
    """The 21 of "21 to 23 January"."""
    while tokens[i].word in ("the", "on"):
        i += 1
    day = day_at(tokens, i) if tokens[i].kind == NUMBER else None
    return None if day is None else (When("day", 0, day[0]), day[1])


def _second(tokens: list[Token], low: When, i: int, links: frozenset[str]) -> Found | None:
    """What stands after "to": an expression, the 23 of "January 21 to 23, 2022", the 20 of "2019–20"."""
    aside = False
    if tokens[i].word in links:
        opened = tokens[i].word == "up"
        aside = (
            tokens[i].word in ("-", "–") and tokens[i - 1].end < tokens[i].start and tokens[i].end < tokens[i + 1].start
        )
        if opened and tokens[i + 1].word not in ("to", "until"):
            return None  # "in 2003 up 25%"
        i += 1 + opened
    elif not links or not tokens[i].joined:
        return None
    found = expression_at(tokens, i)
    if found is not None:
        return found
    token = tokens[i]
    if low.form == "year" and low.year is not None and token.kind == NUMBER and len(token.word) == 2:
        year = low.year - low.year % 100 + int(token.value)
        return (When("year", year=year), i + 1) if year > low.year else None
    i += token.word == "the"
    day = day_at(tokens, i)
    if low.form not in ("day", "monthday") or day is None:
        return None
    following = tokens[day[1]]
    if aside and (token.kind == WORD or (following.kind == WORD and following.word not in _AFTER_DAYS)):
        return None  # a place and a day before a story: "Ostend, May 3 – 12 people"
    if low.form == "day" and not low.number:
        turn = turned_month_at(tokens, day[1])
        return None if turn is None else (When("monthday", day=day[0], turn=turn[0]), turn[1])
    return dated(tokens, low._replace(day=day[0], weekday=None), day[1])


def _between(low: When, high: When, setting: Setting) -> Period:
    """From the start of one expression to the end of another; what one lacks it has from the other."""
    if low.form == "day" and not low.number:
        # The bare 21 of "21 to 23 January".
        low = high._replace(day=low.day, parts=())
    if low.has_year == high.has_year:
        if low.form == high.form == "weekday" and low.turn is None and low.shift is None:
            last = placed(high, setting)
            return from_to(_weekday_before(last, low.number), last)
        first = placed(low, setting)
        last = placed(high, setting)
        return from_to(first, last if low.has_year or last.last >= first.first else _in_or_after(high, first, setting))
    if low.has_year:
        first = placed(low, setting)
        return from_to(first, _in_or_after(high, first, setting))
    last = placed(high, setting)
    year = date.fromordinal(ends_of(last)[1]).year
    first = placed(_of(low, year), setting)
    return from_to(first if first.first <= last.last else placed(_of(low, year - 1), setting), last)


def _in_or_after(high: When, first: Period, setting: Setting) -> Period:
    """The end of a range in the year of its start, or the year after."""
    year = date.fromordinal(ends_of(first)[0]).year
    last = placed(_of(high, year), setting)
    return last if last.last >= first.first else placed(_of(high, year + 1), setting)


def _of(when: When, year: int) -> When:
    return when if when.form == "weekday" else when._replace(year=year)


def _weekday_before(last: Period, weekday: int) -> Period:
    day = ends_of(last)[0]
    return day_period(day - (date.fromordinal(day).weekday() - weekday) % 7)
