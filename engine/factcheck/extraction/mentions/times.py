"""From tokens to mentions of periods: what the reader's grammar of the calendar finds, placed as its sentence asks.

"In July" looks ahead or back as its clause does; what is told from another event, or from no day, stays open.
"""

from __future__ import annotations

from typing import Final

from factcheck.extraction.mentions.likely_times import core_of, is_time
from factcheck.extraction.mentions.mention import Mention
from factcheck.extraction.mentions.tense import AHEAD, BACK, UNTOLD, tense_around
from factcheck.model.period import ImpossibleDate, Period, is_any_day, period, unplaced
from factcheck.named import NamedTuple
from factcheck.pattern import pattern
from factcheck.reading.calendar import open_until
from factcheck.reading.clock import TIMES_OF_DAY
from factcheck.reading.hedges import Phrases
from factcheck.reading.periods import PeriodGrammar, Reading
from factcheck.reading.placing import NeedsDate, Setting
from factcheck.reading.tokens import DATE, WORD, Token
from factcheck.reading.when import When

_THIRDS: Final = ("START", "MID", "END")
_SIDES: Final = {"since": "ON_OR_AFTER", "until": "ON_OR_BEFORE", "after": "AFTER", "before": "BEFORE"}
_BOUNDS: Final = {
    "more than": "BEFORE",
    "at least": "BEFORE",
    "just over": "BEFORE",
    "less than": "AFTER",
    "up to": "AFTER",
    "nearly": "AFTER",
}
"""What a bound on an age says of the time: "more than a year ago" is before it."""
_NUMERIC: Final = pattern(r"(?<![\d/-])(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d{2})(?![\d/-])")
_SOON: Final = frozenset({"soon", "shortly", "next"})
"""Words for a future that in a tale lies before now: "he soon left"."""
_LONG_UNITS: Final = frozenset({"decade", "century"})
_MOST_MONTHS: Final = 12
_CHANGED: Final = frozenset("up down % percent higher lower increase decrease unchanged rise drop fall change".split())
"""Words after which "from" compares: "down from last year"."""
_COMPARING: Final = frozenset({"above", "below", "beyond", "higher", "lower", "greater", "larger", "bigger"})
"""Bounds of other things than ages: "below a year earlier"."""
_OF_A_YEAR: Final = frozenset({"month", "day", "holiday"})
_JUST_OVER: Final = {"month": 31}
_DAYS_JUST_OVER: Final = 14
_FAR_AHEAD: Final = 270
_NEXT_MONTH: Final = 31
_DAYS: Final = frozenset({"day", "holiday"})
_NAMED_FORMS: Final = frozenset({"year", "day", "month", "weekday", "numeric"})
_UP_TO_NOW: Final = frozenset({"since", "ever"})
_FORMS: Final = {
    "fixed": "date",
    "day": "date",
    "numeric": "date",
    "monthday": "date",
    "group": "season",
    "unit": "relative",
    "steps": "relative",
    "span": "span",
    "told": "told",
    "near": "vague",
    "unknown": "open",
    "set": "set",
}
"""Ids of rules, where they differ from the reader's own names of forms."""
_TURNING: Final = frozenset(
    {"unit", "holiday", "weekday", "month", "day", "group", "monthday", "told", "numeric", "week", "steps"}
)
"""Forms that the tense of a sentence turns forward or back."""
_TENSED: Final = _TURNING | {"span", "near"}


class FoundTime(NamedTuple):
    """A mention, and the index of the first token after it."""

    mention: Mention
    after: int


class TimeFinder:
    """Finds periods in sentences."""

    def __init__(self, phrases: Phrases) -> None:
        self._grammar = PeriodGrammar(phrases)
        self._phrases = phrases
        self._ordered = ("", "")
        """The last text with numeric dates, and their order."""

    def read(self, text: str, tokens: list[Token], i: int) -> Reading | None:
        """The period that starts at a token, if it is one in a sentence."""
        if tokens[i].kind == DATE and (years := _years(tokens, i)) is not None:
            return years
        try:
            read = self._grammar.read(tokens, i)
            if read is None:
                return self._bounded(tokens, i)
        except ImpossibleDate:
            return None
        if not is_time(text, tokens, read):
            return None
        return _without_side(text, tokens, read) if read.side else read

    def _bounded(self, tokens: list[Token], i: int) -> Reading | None:
        """Such as "more than a decade ago", "less than a year ago", "almost two years ago"."""
        softening = self._phrases.before(tokens, i)
        if softening is None or softening.row not in _BOUNDS:
            return None
        read = self._grammar.read(tokens, softening.after)
        if read is None or read.high is not None or read.side or not _is_ago(tokens, read):
            return None
        return read if tokens[i].word in _COMPARING else read._replace(hedge=i, row=softening.row)

    def mention(self, text: str, tokens: list[Token], read: Reading, today: int | None) -> FoundTime:
        """The mention of what was read."""
        core = core_of(tokens, read)
        article = core > 0 and tokens[core - 1].word == "the" and not _stands_alone(tokens, read, core)
        first = core - article
        if read.side or read.high is not None:
            first = min(first, read.start)
        if read.hedge is not None:
            first = min(first, read.hedge)
        tense = tense_around(text, tokens, first, read.after) if read.low.form in _TENSED else UNTOLD
        ahead = self._ahead(tokens, read, tense, today)
        order = _order(read.low) or (self._order_in(text) if read.low.form == "numeric" else "")
        setting = Setting(today, ahead, order, strict=False, back=tense == BACK)
        if _is_told(tokens, read, core, tense):
            read = read._replace(low=When("unknown"))
        span = (tokens[first].start, tokens[read.after - 1].end)
        a = self._placed(read, setting) or unplaced(text[span[0] : span[1]])
        if today is not None and tokens[read.start].word in _UP_TO_NOW:
            a = _up_to(today, a)
        mod, whole = _mod(read)
        named = None
        if mod is not None and mod != "APPROX" and not is_any_day(a):
            inner = self._placed(read._replace(side="", row=None, low=_without_third(whole)), setting)
            named = None if inner is None else inner.edtf
        hedge = None
        if read.row:
            start, end = (read.hedge, core) if read.hedge is not None else (read.end, read.after)
            hedge = " ".join(text[tokens[start].start : tokens[end - 1].end].split()) if end > start else None
            hedge = hedge.removesuffix(" the") if hedge else None
        core_span = (tokens[core].start, tokens[read.end - 1].end)
        mention = Mention(*span, "period", a, f"period.{_rule(read)}", mod, hedge, core_span, named)
        return FoundTime(mention, read.after)

    def _ahead(self, tokens: list[Token], read: Reading, tense: int, today: int | None) -> bool:
        """Whether a time is to be looked for in the future: if its clause is about that, or nothing else is likely."""
        if today is None or read.low.form not in _TURNING or tokens[read.start].word in _UP_TO_NOW:
            return False
        of_a_year = read.low.form in _OF_A_YEAR
        if tense == BACK:
            return self._is_due(read, today)
        if tense == UNTOLD and read.side != "until" and not of_a_year:
            return False
        order = _order(read.low)
        back = self._placed(read, Setting(today, False, order, strict=False))
        if read.high is not None:
            # What has begun and is not over yet is not a year away.
            return tense > UNTOLD and (back is None or back.last < today)
        if read.side == "until":
            return True
        if not of_a_year or back is None:
            return tense > UNTOLD
        plain = read._replace(side="", row=None)
        back, on = (self._placed(plain, Setting(today, ahead, order, strict=False)) for ahead in (False, True))
        if back is None or on is None:
            return False
        ago, until = today - back.last, on.first - today
        if tense == AHEAD:
            # "The rise expected by March's end has not come", said in April.
            return ago < 0 or ago > _JUST_OVER.get(read.low.form, _DAYS_JUST_OVER) or until < _FAR_AHEAD
        if tense > UNTOLD:
            return until < ago
        # "A vote in March", said in February: the last one is too long ago to be meant without its year.
        return ago > 2 * until

    def _order_in(self, text: str) -> str:
        """The order of the numeric dates of an article, where those in which only one is possible agree."""
        if self._ordered[0] is not text:
            numbers = ((int(first), int(second)) for first, second in _NUMERIC.findall(text))
            orders = {
                "dmy" if first > _MOST_MONTHS else "mdy"
                for first, second in numbers
                if (first > _MOST_MONTHS) != (second > _MOST_MONTHS)
            }
            self._ordered = (text, orders.pop() if len(orders) == 1 else "")
        return self._ordered[1]

    def _is_due(self, read: Reading, today: int) -> bool:
        """Whether a day of which the past is told is yet to come: "the 10 April hearing was put off", said in March."""
        if read.low.form not in _DAYS or read.high is not None or read.side:
            return False
        back = self._placed(read, Setting(today, False, strict=False))
        on = self._placed(read, Setting(today, True, strict=False))
        return (
            back is not None and on is not None and today - back.last > _FAR_AHEAD and on.first - today <= _NEXT_MONTH
        )

    def _placed(self, read: Reading, setting: Setting) -> Period | None:
        try:
            if read.row in _BOUNDS:
                a = self._grammar.placed(read._replace(row=None), setting)
                return open_until(a) if _BOUNDS[read.row] == "BEFORE" else period(a.first, max(a.last, setting.now))
            return self._grammar.placed(read, setting)
        except (NeedsDate, ImpossibleDate):
            return None


def _up_to(today: int, a: Period) -> Period:
    """What a report says was done "since January" was done by the day on which it appeared."""
    if isinstance(a.first, float) or a.first > today or not isinstance(a.last, float):
        return a
    return period(a.first, today)._replace(hedge=a.hedge, earliest=a.earliest, latest=today)


def _is_told(tokens: list[Token], read: Reading, core: int, tense: int) -> bool:
    """Whether "the next day", or "the next two years" of a tale, counts from what was told before."""
    low, after = read.low, read.after
    if low.form == "weekday":
        # "on a Sunday" is any; "in a Monday statement" is the last one.
        any_day = low.turn is None and low.shift is None and core > 0 and tokens[core - 1].word in ("a", "an", "any")
        return any_day and tokens[after].kind != WORD
    if low.form == "near":
        return tense == BACK and low.number > 0 and tokens[core].word in _SOON
    if low.turn != 1 or low.form not in ("unit", "span") or tokens[core].word != "next":
        return False
    article = core > 0 and tokens[core - 1].word == "the"
    return (low.unit == "day" and tense <= UNTOLD) or (tense == BACK and article and low.unit not in _LONG_UNITS)


def _is_ago(tokens: list[Token], read: Reading) -> bool:
    return read.low.form == "steps" and tokens[read.end - 1].word in ("ago", "earlier")


def _without_side(text: str, tokens: list[Token], read: Reading) -> Reading:
    """Without the open side of what only looks like one: "passed by on Tuesday", "up from 2010 levels", "hit by last
    year's losses".
    """
    word = tokens[read.start].word
    compared = word == "from" and read.end == read.after and tokens[read.end - 1].word not in ("on", "onwards")
    following = tokens[read.after]
    told = word == "from" and (
        read.low.form in ("told", "unknown", "span")
        or -1 in (read.low.turn, read.low.shift)
        or tokens[read.end - 1].word in ("earlier", "ago")
        or (read.start > 0 and tokens[read.start - 1].word in _CHANGED)
    )
    compared = told or (compared and following.kind == WORD and following.word not in ("on", "until", "and"))
    end = tokens[read.after - 1].end
    by_it = word == "by" and (text[end : end + 2] in ("'s", "’s") or tokens[read.start + 1].word in ("on", "in"))
    if compared or by_it:
        return read._replace(side="", start=read.core)
    return read


def _years(tokens: list[Token], i: int) -> Reading | None:
    """Such as "2021-27", which in a sentence is years rather than EDTF's code for a group of months."""
    first, _, last = tokens[i].word.partition("-")
    if len(last) != len("27") or not last.isdigit() or not int(first[2:]) < int(last):
        return None
    if int(last) <= _MOST_MONTHS and int(last) != int(first[2:]) + 1 and not _of_years(tokens, i):
        return None
    return Reading(
        When("year", year=int(first)), When("year", year=int(first[:2] + last)), "", i, i + 1, i + 1, start=i
    )


def _of_years(tokens: list[Token], i: int) -> bool:
    """Whether what stands before makes "2007-09" years rather than a month: "the crisis of 2007-09"."""
    return i > 0 and tokens[i - 1].word in ("the", "of", "during")


def _stands_alone(tokens: list[Token], read: Reading, core: int) -> bool:
    """Whether an article before an expression belongs to what comes after it: "the 2018 season", "the Feb. 14 vote"."""
    low = read.low
    if tokens[core].kind == DATE:
        return True
    if tokens[core].word in TIMES_OF_DAY or tokens[core].word == "early":
        return False  # "the night of 21 January"
    return low.form in _NAMED_FORMS and low.shift is None and low.turn is None and not low.parts


def _order(when: When) -> str:
    """The order of a numeric date, where only one is possible."""
    if when.form != "numeric":
        return ""
    return "mdy" if when.number > 12 or when.day > 12 or when.number == when.day else ""


def _rule(read: Reading) -> str:
    if read.high is not None:
        return "range"
    if read.side:
        return read.side
    if read.low.parts:
        kind = read.low.parts[-1].kind
        return "part" if kind in ("share", "units", "weekday") else kind
    return _FORMS.get(read.low.form, read.low.form)


def _mod(read: Reading) -> tuple[str | None, When]:
    """The TIMEX3 modifier, and the expression that it modifies."""
    if read.high is not None:
        return (_SIDES.get(read.side) or ("APPROX" if read.row else None)), read.low
    if read.side:
        return _SIDES[read.side], read.low
    if read.row in _BOUNDS:
        return _BOUNDS[read.row], read.low
    if read.low.parts:
        part = read.low.parts[-1]
        whole = read.low._replace(parts=read.low.parts[:-1])
        if part.kind == "share" and part.of == 3:
            return _THIRDS[part.at], whole
        if part.kind in ("earlier", "later"):
            return ("START" if part.kind == "earlier" else "END"), whole
    return ("APPROX" if read.row else None), read.low


def _without_third(when: When) -> When:
    third = bool(when.parts) and when.parts[-1].kind == "share" and when.parts[-1].of == len(_THIRDS)
    return when._replace(parts=when.parts[:-1]) if third else when
