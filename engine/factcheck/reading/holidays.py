"""From tokens to holidays: those with a date, and those that move with the week or with Easter."""

from __future__ import annotations

from datetime import date
from typing import Final

from factcheck.reading.tokens import Token
from factcheck.reading.when import Found, When, dated

_FIXED: Final[dict[str, tuple[tuple[tuple[str, ...], int, int], ...]]] = {
    "new": ((("year's", "day"), 1, 1), (("year's", "eve"), 12, 31)),
    "valentine's": ((("day",), 2, 14),),
    "halloween": (((), 10, 31),),
    "christmas": ((("day",), 12, 25), (("eve",), 12, 24), ((), 12, 25)),
    "boxing": ((("day",), 12, 26),),
    "independence": ((("day",), 7, 4),),
    "veterans": ((("day",), 11, 11),),
    "bastille": ((("day",), 7, 14),),
    "st": (((".", "patrick's", "day"), 3, 17), (("patrick's", "day"), 3, 17)),
    "may": ((("day",), 5, 1),),
    "groundhog": ((("day",), 2, 2),),
    "earth": ((("day",), 4, 22),),
    "canada": ((("day",), 7, 1),),
    "australia": ((("day",), 1, 26),),
    "anzac": ((("day",), 4, 25),),
    "armistice": ((("day",), 11, 11),),
    "remembrance": ((("day",), 11, 11),),
    "juneteenth": (((), 6, 19),),
    "inauguration": ((("day",), 1, 20),),
}
_MOVING: Final[dict[str, tuple[tuple[tuple[str, ...], int], ...]]] = {
    "thanksgiving": ((("day",), 1), ((), 1)),
    "black": ((("friday",), 13),),
    "cyber": ((("monday",), 14),),
    "martin": ((("luther", "king", "day"), 15), (("luther", "king", "jr", ".", "day"), 15)),
    "mother's": ((("day",), 16),),
    "father's": ((("day",), 17),),
    "ash": ((("wednesday",), 18),),
    "palm": ((("sunday",), 19),),
    "maundy": ((("thursday",), 20),),
    "pentecost": (((), 21),),
    "labor": ((("day",), 2),),
    "memorial": ((("day",), 3),),
    "easter": ((("sunday",), 4), (("monday",), 5), ((), 4)),
    "good": ((("friday",), 6),),
    "presidents": ((("day",), 7),),
    "columbus": ((("day",), 8),),
    "ascension": ((("day",), 10),),
}
"""By first word: the words after it, longest first, and the number that `day_of` knows the holiday by."""
HOLIDAY_WORDS: Final = frozenset({*_FIXED, *_MOVING})

_WEEKDAYS: Final = {1: (11, 3, 4), 2: (9, 0, 1), 7: (2, 0, 3), 8: (10, 0, 2), 15: (1, 0, 3)} | {
    16: (5, 6, 2),
    17: (6, 6, 3),
}
"""Month, weekday (0 is Monday), and the how manieth of the month."""
_FROM_EASTER: Final = {4: 0, 5: 1, 6: -2, 10: 39, 18: -46, 19: -7, 20: -3, 21: 49}
_FROM_THANKSGIVING: Final = {13: 1, 14: 4}


def holiday(tokens: list[Token], i: int) -> Found | None:
    """Such as "Christmas Day 2022", "New Year's Eve", "Easter Sunday", "Thanksgiving"."""
    word = tokens[i].word
    for words, month, day in _FIXED.get(word, ()):
        if _follow(tokens, i, words):
            return dated(tokens, When("day", month, day), i + 1 + len(words))
    for words, number in _MOVING.get(word, ()):
        if _follow(tokens, i, words):
            return dated(tokens, When("holiday", number), i + 1 + len(words))
    return None


def _follow(tokens: list[Token], i: int, words: tuple[str, ...]) -> bool:
    return all(tokens[i + 1 + offset].word == word for offset, word in enumerate(words))


def day_of(number: int, year: int) -> date:
    """The day of a holiday that moves."""
    if number in _FROM_THANKSGIVING:
        return date.fromordinal(day_of(1, year).toordinal() + _FROM_THANKSGIVING[number])
    if number in _FROM_EASTER:
        return date.fromordinal(_easter(year).toordinal() + _FROM_EASTER[number])
    if number in _WEEKDAYS:
        month, weekday, nth = _WEEKDAYS[number]
        first = date(year, month, 1)
        return date(year, month, 1 + (weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = date(year, 5, 31)  # the last Monday of May
    return date(year, 5, 31 - last.weekday())


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, after the computus of Meeus, Jones and Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    ell = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * ell) // 451
    month, day = divmod(h + ell - 7 * m + 114, 31)
    return date(year, month, day + 1)
