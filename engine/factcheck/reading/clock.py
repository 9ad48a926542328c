"""From tokens to times of day: "8 p.m.", "10:30 GMT", "nine o'clock", "noon". They are found, and place no day."""

from __future__ import annotations

from typing import Final

from factcheck.reading.numbers import SMALL
from factcheck.reading.tokens import CURRENCY, NUMBER, WORD, Token
from factcheck.reading.when import WEEKDAYS

TIMES_OF_DAY: Final = frozenset({"morning", "afternoon", "evening", "night", "noon", "midnight", "overnight", "midday"})
_HALVES: Final = frozenset({"am", "pm", "a.m.", "p.m."})
_ZONES: Final = frozenset("gmt utc est edt et cet cest bst pst pdt pt cst cdt ct mst jst kst hkt msk eet".split())
_ZONE_PHRASES: Final = ("local", "eastern", "pacific", "central", "london", "moscow", "tokyo", "beijing")
_BEFORE: Final = frozenset("at by until till from around about before after since and to shortly just".split())
_SOFTENING: Final = frozenset({"about", "around"})
_DAYS: Final = frozenset({"on", "yesterday", "today", "tomorrow", "tonight", *WEEKDAYS})
"""Words after "at 22.30" that make it a time rather than a price."""
_TWO_DIGITS: Final = 2
_MIDNIGHT: Final = 2400


def clock_at(tokens: list[Token], i: int) -> int | None:
    """The index after a time of the clock, its zone included.

    A bare "10:30" may be a score or a race's time: it needs half of the day, a zone or "at" before it.
    """
    token = tokens[i]
    if token.kind != NUMBER:
        if token.word in ("noon", "midnight", "midday"):
            return i + 1
        return i + 2 if 1 <= SMALL.get(token.word, 0) <= 12 and tokens[i + 1].word in (*_HALVES, "o'clock") else None
    if not token.word.isdigit():
        return _dotted(tokens, i)
    if len(token.word) == 4:
        after = _past_zone(tokens, i + 1)
        return after if token.value < _MIDNIGHT and after > i + 1 else None
    if len(token.word) > _TWO_DIGITS or token.value > 24:
        return None
    after = _past_minutes(tokens, i + 1)
    exact = after > i + 1
    following = tokens[after].word
    if following in _HALVES or following == "o'clock":
        return _past_zone(tokens, after + 1)
    zone = _past_zone(tokens, after)
    if zone > after or (exact and i > 0 and tokens[i - 1].word in _BEFORE):
        return zone if exact or zone > after else None
    return None


def _dotted(tokens: list[Token], i: int) -> int | None:
    """Such as "8.10 p.m."; "22.30" needs "at" before it and a zone or a day after it, or "at around" before it."""
    hours, _, minutes = tokens[i].word.partition(".")
    if not (hours.isdigit() and minutes.isdigit() and len(hours) <= _TWO_DIGITS == len(minutes)):
        return None
    if int(hours) > 24 or int(minutes) >= 60:
        return None
    following = tokens[i + 1].word
    if following in _HALVES:
        return _past_zone(tokens, i + 2)
    zone = _past_zone(tokens, i + 1)
    if zone > i + 1:
        return zone
    softened = i > 1 and tokens[i - 1].word in _SOFTENING and tokens[i - 2].word == "at"
    if not softened and (i == 0 or tokens[i - 1].word != "at"):
        return None
    alone = tokens[i + 1].kind not in (WORD, CURRENCY) and following != "%"
    return i + 1 if following in _DAYS or (softened and alone) else None


def _past_minutes(tokens: list[Token], i: int) -> int:
    """Past ":30", or ".30" where "p.m." follows ("8.30 p.m." is one number)."""
    minutes = tokens[i + 1]
    colon = tokens[i].word == ":" and tokens[i].start == tokens[i - 1].end and minutes.start == tokens[i].end
    return i + 2 if colon and minutes.kind == NUMBER and len(minutes.word) == _TWO_DIGITS and minutes.value < 60 else i


def _past_zone(tokens: list[Token], i: int) -> int:
    if tokens[i].word in _ZONES:
        return i + 1
    if tokens[i].word in _ZONE_PHRASES and tokens[i + 1].word == "time":
        return i + 2
    return i
