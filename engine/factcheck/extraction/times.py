"""From tokens to mentions of periods: the reader's grammar of the calendar, and what in a sentence is no time after all.

"May", "March" and "fall" are times only where something says so; "in July" looks ahead or back as its clause does.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from factcheck.extraction.mentions import Mention
from factcheck.extraction.tense import looks_ahead
from factcheck.model.period import ImpossibleDate, Period, is_any_day, period, unplaced
from factcheck.named import NamedTuple
from factcheck.reading.calendar import open_until
from factcheck.reading.hedges import Phrases
from factcheck.reading.periods import PeriodGrammar, Reading
from factcheck.reading.placing import NeedsDate, Setting
from factcheck.reading.tokens import DATE, NUMBER, WORD, Token
from factcheck.reading.when import MONTHS, SEASONS, TURNS, WEEKDAYS, When

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
}
"""Ids of rules, where they differ from the reader's own names of forms."""
_TURNING: Final = frozenset(
    {"unit", "holiday", "weekday", "month", "day", "group", "monthday", "told", "numeric", "week", "steps"}
)
"""Forms that the tense of a sentence turns forward or back."""
_BEFORE_MONTH: Final = frozenset(
    "in of since by until till last next this early late mid during from through to before after between every each and "
    "or on past coming end start beginning middle ended ending year's for".split()
)
_BEFORE_SEASON: Final = frozenset(
    "in the this last next late early mid of during since by until every each coming past previous following -".split()
)
_ABBREVIATED: Final = frozenset(
    "mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_DETERMINERS: Final = frozenset("the a an his her its their our my your this that".split())
_HALVES: Final = (40, 41)
"""The halves of a year: "the second half" alone is that of a match."""
_BEFORE_VERB: Final = frozenset("to will would could can may might should must not won't wouldn't couldn't n't".split())
_PEOPLE: Final = frozenset("his her their my our your".split())
_UNDER_AGES: Final = frozenset({"upper", "lower", "low", "high", "mid"})
_FIRST_YEAR: Final = 1500
_LAST_YEAR: Final = 2101
_FIRST_USUAL_YEAR: Final = 1900
_BEFORE_YEAR: Final = frozenset(
    "in since by until till from of during before after early late mid year circa through to and between around the "
    "fiscal for as spring summer autumn fall winter".split()
)
_NOT_YEARS: Final = frozenset(
    "people men women children troops soldiers workers jobs homes houses tonnes tons miles students employees residents "
    "protesters voters votes seats shares points cases deaths patients families others buildings barrels dollars euros "
    "calories metres meters feet words years days hours minutes".split()
)
_PREPOSITIONS_OF_DAYS: Final = frozenset("on by until till since before after from through for between to".split())


class FoundTime(NamedTuple):
    """A mention, and the index of the first token after it."""

    mention: Mention
    after: int


class TimeFinder:
    """Finds periods in sentences."""

    def __init__(self, phrases: Phrases) -> None:
        self._grammar = PeriodGrammar(phrases)
        self._phrases = phrases

    def read(self, text: str, tokens: list[Token], i: int) -> Reading | None:
        """The period that starts at a token, if it is one in a sentence."""
        try:
            read = self._grammar.read(tokens, i)
        except ImpossibleDate:
            return None
        if read is None:
            return self._bounded(tokens, i)
        if not _is_time(text, tokens, read):
            return None
        return _without_side(tokens, read) if read.side else read

    def _bounded(self, tokens: list[Token], i: int) -> Reading | None:
        """Such as "more than a decade ago", "less than a year ago", "almost two years ago"."""
        softening = self._phrases.before(tokens, i)
        if softening is None or softening.row not in _BOUNDS:
            return None
        read = self._grammar.read(tokens, softening.after)
        if read is None or read.high is not None or read.side or not _is_ago(tokens, read):
            return None
        return read._replace(hedge=i, row=softening.row)

    def mention(self, text: str, tokens: list[Token], read: Reading, today: int | None) -> FoundTime:
        """The mention of what was read."""
        core = _core(tokens, read)
        plain_year = read.low.form == "year" and read.low.shift is None and not read.low.parts
        plain_year = plain_year or tokens[core].kind == DATE
        first = core - 1 if core and tokens[core - 1].word == "the" and not plain_year else core
        if read.side or read.high is not None:
            first = min(first, read.start)
        if read.hedge is not None:
            first = min(first, read.hedge)
        ahead = read.low.form in _TURNING and looks_ahead(text, tokens, first, read.after)
        setting = Setting(today, ahead, _order(read.low), strict=False)
        if ahead and read.high is not None and today is not None:
            # What has begun and is not over yet is not a year away.
            back = self._placed(read, setting._replace(ahead=False))
            setting = setting._replace(ahead=back is None or back.last < today)
        if read.low.form == "unit" and read.low.unit == "day" and read.low.turn == 1:
            if not looks_ahead(text, tokens, first, read.after):
                read = read._replace(low=When("unknown"))
        span = (tokens[first].start, tokens[read.after - 1].end)
        a = self._placed(read, setting) or unplaced(text[span[0] : span[1]])
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

    def _placed(self, read: Reading, setting: Setting) -> Period | None:
        try:
            if read.row in _BOUNDS:
                a = self._grammar.placed(read._replace(row=None), setting)
                return open_until(a) if _BOUNDS[read.row] == "BEFORE" else period(a.first, max(a.last, setting.now))
            return self._grammar.placed(read, setting)
        except (NeedsDate, ImpossibleDate):
            return None


def _core(tokens: list[Token], read: Reading) -> int:
    core = read.core
    while tokens[core].word in ("in", "on", "the", "within") and core < read.end - 1:
        if _counts_on(tokens, core, read):
            break
        core += 1
    return core


def _is_ago(tokens: list[Token], read: Reading) -> bool:
    return read.low.form == "steps" and tokens[read.end - 1].word in ("ago", "earlier")


def _counts_on(tokens: list[Token], core: int, read: Reading) -> bool:
    """Such as "in two weeks", "within a month", where the preposition bears meaning."""
    following = tokens[core + 1].word
    forms = read.low.form in ("steps", "span") and tokens[core].word in ("in", "within")
    return forms and following != "the" and following not in TURNS


def _without_side(tokens: list[Token], read: Reading) -> Reading:
    """Without the open side of what only looks like one: "passed by on Tuesday", "up from 2010 levels"."""
    word = tokens[read.start].word
    compared = word == "from" and read.end == read.after and tokens[read.end - 1].word not in ("on", "onwards")
    following = tokens[read.after]
    compared = compared and following.kind == WORD and following.word not in ("on", "until", "and")
    if compared or (word == "by" and tokens[read.start + 1].word in ("on", "in")):
        return read._replace(side="", start=read.core)
    return read


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
    third = when.parts and when.parts[-1].kind == "share" and when.parts[-1].of == len(_THIRDS)
    return when._replace(parts=when.parts[:-1]) if third else when


# What is no time ------------------------------------------------------------------------------------------------------


def _is_time(text: str, tokens: list[Token], read: Reading) -> bool:
    core = _core(tokens, read)
    token = tokens[core]
    low = read.low
    if low.form == "numeric" and low.year is None and low.weekday is None:
        if min(low.number, low.day) > 12 or max(low.number, low.day) > 31:
            return False
        sure = read.low.day > 12 or tokens[core - 1].word in _PREPOSITIONS_OF_DAYS
        return sure and not (low.number == 9 and low.day == 11)
    if token.kind == NUMBER:
        return _range_is_time(read) if read.high is not None else _number_is_time(tokens, read, core)
    if token.kind != WORD or read.high is not None:
        return True
    word = token.word
    before = tokens[core - 1].word if core else ""
    single = read.end == core + 1
    capital = text[token.start].isupper()
    if word == "last" and low.form == "span" and before in _BEFORE_VERB:
        return False
    if word in ("in", "within") and low.form in ("steps", "span") and _counts_on(tokens, core, read):
        return looks_ahead(text, tokens, core, read.after)
    if low.form == "group" and low.number in _HALVES and low.year is None and low.shift is None and not low.parts:
        return False
    if low.form == "monthday" and low.weekday is None and low.turn is None:
        return _day_prepared(tokens, core)
    if word in ("day", "night", "evening") and low.form == "steps":
        # "the day before the vote" is told from the vote.
        following = tokens[read.after]
        named = following.kind == WORD and (text[following.start].isupper() or following.word in _DETERMINERS)
        return not named
    if word in MONTHS and low.form in ("month", "day"):
        return _month_is_time(text, tokens, read, core)
    if word in WEEKDAYS and word in _ABBREVIATED:
        expected = before in ("on", "last", "next", "this")
        return expected or not single or (capital and tokens[read.end].kind == NUMBER)
    if word in SEASONS and single:
        if word == "fall":
            later = tokens[read.end]
            return before in ("last", "this", "next", "in", "late", "early", "past", "coming") or (
                before == "the" and tokens[core - 2].word == "in" and later.kind != WORD
            )
        return before in _BEFORE_SEASON or not capital
    if low.form == "year" and low.shift is None and single:
        return False
    if before == "the" and low.form in ("year", "unit") and single and core > 1:
        return tokens[core - 2].word not in ("of", "per") and not tokens[read.end].joined
    return True


def _day_prepared(tokens: list[Token], core: int) -> bool:
    before = core - 1 - (tokens[core - 1].word == "the")
    return before >= 0 and tokens[before].word in _PREPOSITIONS_OF_DAYS


def _month_is_time(text: str, tokens: list[Token], read: Reading, core: int) -> bool:
    token = tokens[core]
    word = token.word
    before = tokens[core - 1].word if core else ""
    capital = text[token.start].isupper()
    single = read.end == core + 1
    if word in ("may", "march"):
        if single:
            later = tokens[read.end]
            prepared = before in _BEFORE_MONTH - {"on", "to", "or", "and"} or (before == "-" and capital)
            listed = before in ("and", "or", "to", "through") and core > 1 and tokens[core - 2].word in MONTHS
            return capital and (prepared or listed or later.kind == NUMBER or (word == "march" and later.kind != WORD))
        return capital or tokens[core + 1].kind == NUMBER or read.end > core + 2
    if word in _ABBREVIATED:
        return not single or (capital and word not in ("jan", "jun", "mar") or tokens[read.end - 1].word == ".")
    if single and capital and word in ("april", "june", "august"):
        later = tokens[read.end]
        name = later.kind == WORD and text[later.start].isupper() and later.start == token.end + 1
        return not name or before in _BEFORE_MONTH
    return capital or before in _BEFORE_MONTH or not single or word not in ("august",)


def _range_is_time(read: Reading) -> bool:
    """Whether a range that starts with digits is one of times: "2014-18", and not "1000 - 5000"."""
    low, high = read.low, read.high
    if high is None or low.form != "year" or high.form != "year":
        return True
    return _FIRST_YEAR <= (low.year or 0) < (high.year or 0) < _LAST_YEAR


def _number_is_time(tokens: list[Token], read: Reading, core: int) -> bool:
    """Whether digits alone are a year: "2022", and not "2000 people"."""
    low = read.low
    before = tokens[core - 1].word if core else ""
    if low.form == "fixed" and read.end <= core + 3 and tokens[read.end - 1].word == "s":
        return before not in _UNDER_AGES and not (core and tokens[core - 1].word in _PEOPLE) and not _age(tokens, core)
    if low.form == "monthday" and low.weekday is None and low.turn is None:
        return _day_prepared(tokens, core)
    if low.form == "day" and not low.number:
        return False
    if low.form != "year" or read.end != core + 1:
        return True
    year = low.year or 0
    following = tokens[read.end]
    close = following.start == tokens[core].end and following.kind in (WORD, NUMBER)
    if read.row or close or following.word in _NOT_YEARS or following.word in ("%", "percent", "per"):
        return read.row is not None and before in ("circa", "c.", "ca.") if read.row else False
    if _FIRST_USUAL_YEAR <= year < _LAST_YEAR:
        return True
    return (1000 <= year < _LAST_YEAR) and before in _BEFORE_YEAR and following.kind != WORD


def _age(tokens: list[Token], core: int) -> bool:
    """Such as "in their mid-60s"."""
    return core > 1 and any(tokens[k].word in _PEOPLE for k in range(max(0, core - 3), core))


__all__ = ["FoundTime", "TimeFinder", "date"]
