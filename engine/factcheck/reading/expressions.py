"""From tokens to calendar expressions: which rule can start at which word, and parts of other expressions.

"late spring", "the first half of last year", "the end of the month", "the last three months of 2022", "the first
Monday in May", "the week of 21 January".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from factcheck.reading import dates, loosely, relative, sets
from factcheck.reading.calendar import months_of
from factcheck.reading.clock import TIMES_OF_DAY, clock_at
from factcheck.reading.holidays import HOLIDAY_WORDS, holiday
from factcheck.reading.numbers import SCALES, SMALL, TENS
from factcheck.reading.tokens import DATE, NUMBER, SIGN, WORD, Token
from factcheck.reading.when import (
    DECADES,
    MONTHS,
    ONE_UNIT,
    ORDINALS,
    SEASONS,
    TURNS,
    UNITS,
    WEEKDAYS,
    Found,
    Part,
    When,
    count_at,
    dated,
    day_at,
    ordinal_at,
    year_at,
)

_OF_DAY: Final = frozenset({"of", "in", "on"})
_THIRDS: Final = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2, "close": 2}
_ADJECTIVES: Final = frozenset({"early", "mid", "late"})
"""Thirds that need no "of"."""
_HAVE_TIMES: Final = frozenset({"day", "weekday", "fixed", "steps", "monthday"})
_TELLS_DAY: Final = frozenset({"of", "after", "before", "that", "when"})
_AFTER_HALF: Final = frozenset({"hour", "dozen", "century", "decade", "mile", "inning"})
_BEFORE_END: Final = frozenset("by at until till since to from of before after in towards through".split())
_SKIPPED: Final = frozenset({"the", "in", "on"})
_DEEPEST: Final = 4

Rule = Callable[[list[Token], int], Found | None]
_PartRule = Callable[[list[Token], int, int], Found | None]


def expression_at(tokens: list[Token], i: int, depth: int = 0) -> Found | None:
    """The longest calendar expression that starts at a token."""
    if depth > _DEEPEST:
        return None
    token = tokens[i]
    if token.word in ("in", "within"):
        steps = relative.in_steps(tokens, i)
        if steps is not None:
            return steps
    while token.word in _SKIPPED:
        i += 1
        token = tokens[i]
    if token.kind == WORD:
        found = _from_word(tokens, i, depth)
    elif token.kind == NUMBER:
        found = _from_number(tokens, i, depth)
    elif token.kind == DATE:
        found = dates.iso(tokens, i)
    else:
        found = dates.short_decade(tokens, i) if token.kind == SIGN else None
    if found is None or not _is_day(found[0]):
        return found
    return found[0], _past_time(tokens, found[1])


def _is_day(when: When) -> bool:
    """Whether an expression can be a single day, which has times."""
    if when.fixed is not None and when.fixed.first != when.fixed.last:
        return False
    return when.form in _HAVE_TIMES and not any(part.kind != "share" for part in when.parts)


def _past_time(tokens: list[Token], i: int) -> int:
    """Past the time of a day: "Friday night", "Friday at 8 p.m."."""
    if tokens[i].word in TIMES_OF_DAY:
        return i + 1
    start = i + (tokens[i].word == ",")
    start += tokens[start].word in ("at", "around", "about")
    after = clock_at(tokens, start)
    return i if after is None else after


def _with_clock(tokens: list[Token], i: int, depth: int) -> Found | None:
    """Such as "8 p.m. on Friday", "8 p.m." alone, which is some day."""
    after = clock_at(tokens, i)
    if after is None:
        return None
    again = clock_at(tokens, after + 1) if tokens[after].word == "(" else None
    if again is not None and tokens[again].word == ")":
        # The same time in another zone, in brackets.
        after = again + 1
    start = after + (tokens[after].word == ",")
    start += tokens[start].word == "on"
    day = expression_at(tokens, start, depth + 1)
    return day if day is not None and _is_day(day[0]) else (When("unknown"), after)


def _from_number(tokens: list[Token], i: int, depth: int) -> Found | None:
    if tokens[i + 1].kind != WORD:
        # What most rules look for is a word right after the number.
        return _with_clock(tokens, i, depth) or dates.numeric(tokens, i) or _monthday(tokens, i)
    return (
        _with_clock(tokens, i, depth)
        or sets.times(tokens, i)
        or relative.steps(tokens, i)
        or loosely.told(tokens, i)
        or loosely.in_a_row(tokens, i)
        or dates.letter_group(tokens, i)
        or dates.short_year(tokens, i)
        or dates.numeric(tokens, i)
        or _ordinal_part(tokens, i, depth)
        or _monthday(tokens, i)
        or _ending(tokens, i, depth)
        or _from_weekday(tokens, i, depth)
    )


def _from_word(tokens: list[Token], i: int, depth: int) -> Found | None:
    for part in _PARTS.get(tokens[i].word, ()):
        found = part(tokens, i, depth)
        if found is not None:
            return found
    for rule in _RULES.get(tokens[i].word, ()):
        found = rule(tokens, i)
        if found is not None:
            return found
    return None


# Parts of other expressions ------------------------------------------------------------------------------------------


def _cut(found: Found | None, part: Part) -> Found | None:
    return None if found is None else (found[0]._replace(parts=(*found[0].parts, part)), found[1])


def _third(tokens: list[Token], i: int, depth: int) -> Found | None:
    """Such as "late spring", "the end of 2022", "early in January"."""
    word = tokens[i].word
    after = i + 1
    if tokens[after].word == "part" and tokens[after + 1].word == "of":
        after += 2
    elif word == "early" and tokens[after].word == "hours" and tokens[after + 1].word == "of":
        found = expression_at(tokens, after + 2, depth + 1)
        return found if found is not None and _is_day(found[0]) else None
    elif tokens[after].word == "of" or (word in _ADJECTIVES and tokens[after].word in ("in", "on")):
        after += 1
    elif word == "end" and (tokens[after].joined or (i and tokens[i - 1].word in _BEFORE_END)):
        # "by end 2022", "end-2022"
        year = year_at(tokens, after)
        return None if year is None else _cut((When("year", year=year[0]), year[1]), Part("share", 2, 3))
    elif word not in _ADJECTIVES:
        return None
    if word in _ADJECTIVES and tokens[after].word == "half" and tokens[after + 1].word in ("of", "in"):
        # "the early half of this year"
        at = 0 if word == "early" else 1
        return _half_or_quarter(tokens, (i, at), after + 1, depth) if word != "mid" else None
    return _cut(_whole(tokens, after, depth), Part("share", _THIRDS[word], 3))


def _whole(tokens: list[Token], i: int, depth: int) -> Found | None:
    """What a part is of; "the day" is some day, and in "the start of the 2022 season" the year is no whole."""
    if tokens[i].word == "the" and tokens[i + 1].kind == NUMBER:
        named = expression_at(tokens, i, depth + 1)
        return None if named is not None and named[0].form == "year" and tokens[named[1]].kind == WORD else named
    if tokens[i].word in _OF_DAY:
        i += 1
    if tokens[i].word == "the" and tokens[i + 1].word == "day" and tokens[i + 2].word not in _TELLS_DAY:
        return When("unknown"), i + 2
    found = expression_at(tokens, i, depth + 1)
    # The quarters of "2017-18" are those of a financial year or a season.
    fixed = None if found is None else found[0].fixed
    two_years = fixed is not None and 12 < months_of(fixed) <= 24
    return found if found is None or not two_years else (When("unknown"), found[1])


def _unit_end(tokens: list[Token], i: int) -> Found | None:
    """Such as "year-end", "the year's end", "month's end": as the end of the year."""
    after = tokens[i + 1]
    possessive = after.start >= tokens[i].end + 2 and i > 0 and not after.joined
    apart = i > 0 and tokens[i - 1].word in ("by", "at", "until", "before") and tokens[i + 2].kind != NUMBER
    if after.word != "end" or not (after.joined or possessive or apart):
        return None
    year = year_at(tokens, i + 2) if tokens[i].word == "year" else None
    unit = tokens[i].word
    when = When("year", shift=0) if unit == "year" else When("unit", turn=0, unit=unit)
    when = when if year is None else When("year", year=year[0])
    return when._replace(parts=(Part("share", 2, 3),)), i + 2 if year is None else year[1]


def _by_today(tokens: list[Token], i: int, depth: int) -> Found | None:
    """Such as "earlier this year", "later in the week", "the rest of the month"."""
    word = tokens[i].word
    if word in ("rest", "remainder"):
        word, i = "later", i + (tokens[i + 1].word == "of")
    found = _whole(tokens, i + 1, depth)
    if found is not None and found[0].form == "unit" and found[0].turn is None:
        # "earlier in the quarter" is in this one.
        found = found[0]._replace(turn=0), found[1]
    return _cut(found, Part(word))


def _position(tokens: list[Token], i: int) -> tuple[int, int] | None:
    word = tokens[i].word
    if word in ("last", "final", "closing"):
        return -1, i + 1
    if word == "opening":
        return 0, i + 1
    ordinal = ordinal_at(tokens, i)
    return None if ordinal is None else (ordinal[0] - 1, ordinal[1])


def _ordinal_part(tokens: list[Token], i: int, depth: int) -> Found | None:
    """Such as "first half of 2022", "third quarter", "last three months of 2022", "first Monday in May"."""
    position = _position(tokens, i)
    if position is None:
        return None
    at, after = position
    word = tokens[after].word
    if word in ("half", "quarter"):
        return _half_or_quarter(tokens, (i, at), after + 1, depth)
    if word in WEEKDAYS:
        part, after = Part("weekday", at, WEEKDAYS[word]), after + 1
        if tokens[after].word not in ("of", "in"):
            return (When("unit", turn=0, unit="month", parts=(part,)), after) if tokens[i].word != "last" else None
    elif word in ONE_UNIT:
        part, after = Part("units", at, 1, word), after + 1
    else:
        count = count_at(tokens, after)
        if count is None:
            return None
        part, after = Part("units", at, count[0], count[1]), count[2]
    if tokens[after].word in ("of", "in"):
        return _cut(_whole(tokens, after + 1, depth), part)
    # "the third week next year"
    turned = tokens[after].word in TURNS and tokens[after + 1].word in ONE_UNIT
    return _cut(expression_at(tokens, after, depth + 1), part) if turned else None


def _half_or_quarter(tokens: list[Token], start: tuple[int, int], i: int, depth: int) -> Found | None:
    first, at = start
    parts = 2 if tokens[i - 1].word == "half" else 4
    at = parts - 1 if at < 0 else at
    if at >= parts:
        return None
    group = When("group", (40 if parts == 2 else 33) + at)
    if tokens[i].word not in ("of", "in"):
        # "last quarter" is the one before this, not the fourth; "the first half hour" is none.
        other = tokens[first].word in ("last", "closing") or tokens[i].word in _AFTER_HALF
        return None if other else dated(tokens, group, i)
    whole = _whole(tokens, i + 1, depth)
    if whole is not None and whole[0].form == "year" and not whole[0].parts:
        return group._replace(year=whole[0].year, shift=whole[0].shift), whole[1]
    return _cut(whole, Part("share", at, parts))


def _monthday(tokens: list[Token], i: int) -> Found | None:
    """Such as "the 22nd": of this month, or of the last one."""
    day = day_at(tokens, i) if i and tokens[i - 1].word in ("the", "on") else None
    return None if day is None or tokens[day[1]].kind in (WORD, NUMBER) else (When("monthday", day=day[0]), day[1])


def _ending(tokens: list[Token], i: int, depth: int) -> Found | None:
    """Such as "three months to March 2022", "12 months ended 30 June"."""
    count = count_at(tokens, i)
    if count is None or tokens[count[2]].word not in ("to", "ended", "ending", "through"):
        return None
    end = expression_at(tokens, count[2] + 1, depth + 1)
    return _cut(end, Part("to", 0, count[0], count[1]))


def _from_weekday(tokens: list[Token], i: int, depth: int) -> Found | None:
    """Such as "two weeks from Saturday", "a week from next Tuesday"."""
    count = count_at(tokens, i)
    if count is None or tokens[count[2]].word != "from":
        return None
    day = expression_at(tokens, count[2] + 1, depth + 1)
    if day is None or day[0].form != "weekday" or day[0].parts:
        return None
    turn = 1 if day[0].turn is None and day[0].shift is None else day[0].turn
    return _cut((day[0]._replace(turn=turn), day[1]), Part("moved", 0, count[0], count[1]))


def _week_of(tokens: list[Token], i: int, depth: int) -> Found | None:
    """Such as "the week of 21 January" (Monday to Sunday), "the week starting 4 February", "the year to 30 June"."""
    word, following = tokens[i].word, tokens[i + 1].word
    kind = {"of": "around", "starting": "from", "beginning": "from", "commencing": "from", "from": "from"}.get(
        following, "to" if following in ("to", "ended", "ending", "through") else ""
    )
    if not kind or (kind == "around" and word != "week"):
        return None
    inner = expression_at(tokens, i + 2, depth + 1)
    if (
        inner is None
        or inner[0].parts
        or (kind != "to" and inner[0].form not in ("day", "fixed", "weekday", "steps", "monthday"))
    ):
        return None
    return _cut(inner, Part(kind, 0, 1, word))


def _time_of(tokens: list[Token], i: int, depth: int) -> Found | None:
    """Such as "the night of 21 January"."""
    return expression_at(tokens, i + 2, depth + 1) if tokens[i + 1].word in ("of", "on") else None


_PART_RULES: Final[tuple[tuple[Iterable[str], _PartRule], ...]] = (
    (_THIRDS, _third),
    (("earlier", "later", "rest", "remainder"), _by_today),
    ((*ORDINALS, "last", "final", "closing", "opening", "twenty", "thirty", "thirtieth"), _ordinal_part),
    (("week", "fortnight", "month", "quarter", "year"), _week_of),
    (TIMES_OF_DAY, _time_of),
    (("noon", "midnight", "midday", *SMALL), _with_clock),
    ((*SMALL, *TENS, *SCALES, "a"), _ending),
    ((*SMALL, "a"), _from_weekday),
)
_PARTS: Final[dict[str, list[_PartRule]]] = {}
for _words, _part in _PART_RULES:
    for _word in _words:
        _PARTS.setdefault(_word, []).append(_part)

_NUMBERS: Final = (*SMALL, *TENS, *SCALES)
_DATE_RULES: Final[tuple[tuple[Iterable[str], Rule], ...]] = (
    (HOLIDAY_WORDS, holiday),
    (MONTHS, dates.from_month),
    (WEEKDAYS, relative.from_weekday),
    (SEASONS, dates.season),
    (TURNS, relative.turned),
    (
        ("day", "night", "evening", "yesterday", "today", "tonight", "overnight", "now", "tomorrow"),
        relative.day_from_now,
    ),
    (("week",), dates.week),
    (("year",), loosely.year_ago),
    (("year", "month", "quarter", "week"), _unit_end),
    (("year",), dates.named_year),
    (UNITS, relative.the_unit),
    (("weekend",), relative.weekend),
    (("q", "h"), dates.group_letter),
    (dates.ROMAN, dates.roman_quarter),
    ((*DECADES, "noughties"), dates.decade_word),
    ((*ORDINALS, "twenty", "thirty", "thirtieth"), dates.day_of_month),
    ((*ORDINALS, "twenty"), dates.century),
    ((*_NUMBERS, "a", "an", "couple"), relative.steps),
    ((*_NUMBERS, "a", "an"), loosely.told),
    (("several", "few", "many", "some", "a", "long", "couple", *UNITS, "moments", "hours"), loosely.several_ago),
    (loosely.WORDS, loosely.loose),
    (("these",), loosely.these_days),
    (("morning", "afternoon", "evening"), loosely.time_of_day),
    (("recent", "coming", "past", "last", "next", "prior", "previous", "preceding"), loosely.recent),
    ((*ORDINALS, "twenty", "thirty"), loosely.in_a_row),
    (("that", "same", "following", "ensuing", "subsequent", "latest"), loosely.anaphora),
    (("fiscal", "financial", "fy"), loosely.fiscal),
    (("ad", "a.d."), dates.short_year),
    (sets.WORDS, sets.coming_back),
    (SMALL, sets.times),
    (_NUMBERS, dates.spelled_year),
    ((*ORDINALS, "twenty", "thirty", "thirtieth"), _monthday),
)
_RULES: Final[dict[str, list[Rule]]] = {}
for _words, _rule in _DATE_RULES:
    for _word in _words:
        _RULES.setdefault(_word, []).append(_rule)

STARTS: Final = frozenset({*_PARTS, *_RULES}) - {"the"}
"""Every word that an expression can start with."""
