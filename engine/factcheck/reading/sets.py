"""From tokens to times that come back: "every Tuesday", "each year", "twice a month", "on Sundays", "annually".

They are found so that no single day is read from them; none of their days is told.
"""

from __future__ import annotations

from typing import Final

from factcheck.reading.numbers import SMALL
from factcheck.reading.tokens import NUMBER, WORD, Token
from factcheck.reading.when import MONTHS, ONE_UNIT, SEASONS, UNITS, WEEKDAYS, Found, When

_MANY: Final = When("set")
_EACH: Final = frozenset({"every", "each", "per"})
_TIMES_OF_DAY: Final = frozenset({"morning", "afternoon", "evening", "night", "midnight", "noon", "hour", "minute"})
_ONE: Final = (ONE_UNIT | _TIMES_OF_DAY | {*WEEKDAYS, *MONTHS, *SEASONS, "weekday"}) - {"may", "march", "fall", "sun"}
_SEVERAL: Final = frozenset({*UNITS, "hours", "minutes", "weekdays"}) - ONE_UNIT
_BETWEEN: Final = frozenset({"other", "single", "second", "third", "fourth", "few", "couple", "several", "of"})
_ONCE: Final = frozenset({"once", "twice", "thrice"})
_PLURALS: Final = frozenset(f"{word}s" for word in WEEKDAYS if word.endswith("day")) | {"weekends", "weekdays"}
_ADVERBS: Final = frozenset("annually monthly weekly daily nightly hourly yearly quarterly biennially".split())
_NOT_ADJECTIVES: Final = frozenset({"annually", "biennially"})
_AFTER_ADVERBS: Final = frozenset("in at on for by from to and or during with as since until".split())
_BEFORE_ADJECTIVES: Final = frozenset("the a an this that its his her their our your my".split())
WORDS: Final = frozenset({"every", "each", *_ONCE, *_PLURALS, *_ADVERBS})
"""What such a time starts with, numbers before "times" aside."""
FOLLOWING: Final = frozenset({*_ONE, *_BETWEEN, *SMALL, *map(str, range(2, 100))}) - {"one", "of"}
"""What stands after "every" and "each"."""


def coming_back(tokens: list[Token], i: int) -> Found | None:
    """A time that comes back, by the word it starts with."""
    word = tokens[i].word
    if word in _ONCE:
        return _of_a_unit(tokens, i + 1)
    if word in ("every", "each"):
        after = _each(tokens, i + 1)
        return None if after is None else (_MANY, after)
    if word in _PLURALS:
        return _MANY, i + 1
    following = tokens[i + 1]
    adverb = following.kind != WORD or following.word in _AFTER_ADVERBS
    adverb = adverb and not following.joined and (i == 0 or tokens[i - 1].word not in _BEFORE_ADJECTIVES)
    return (_MANY, i + 1) if adverb or word in _NOT_ADJECTIVES else None


def times(tokens: list[Token], i: int) -> Found | None:
    """Such as "three times a week"."""
    return _of_a_unit(tokens, i + 2) if tokens[i + 1].word == "times" else None


def _of_a_unit(tokens: list[Token], i: int) -> Found | None:
    if tokens[i].word in ("a", "an") and tokens[i + 1].word in _ONE:
        return _MANY, i + 2
    after = _each(tokens, i + 1) if tokens[i].word in _EACH else None
    return None if after is None else (_MANY, after)


def _each(tokens: list[Token], i: int) -> int | None:
    """The index after the unit that "every" or "each" stands before: "two weeks", "other Tuesday", "March"."""
    start = i
    while tokens[i].word in _BETWEEN and i < start + 2:
        i += 1
    number = tokens[i].kind == NUMBER or tokens[i].word in SMALL
    if number:
        i += 1
    word = tokens[i].word
    if word in _SEVERAL and i > start:
        return i + 1
    if word not in _ONE or number:
        return None
    # "every Friday night", "each spring"
    return i + 2 if tokens[i + 1].word in _TIMES_OF_DAY and word in WEEKDAYS else i + 1
