"""From tokens to places in a row, small and large: "21st", "third", "3,000th", "the two hundred and first"."""

from __future__ import annotations

from typing import Final

from factcheck.reading.numbers import DENOMINATORS, LARGEST, number_at
from factcheck.reading.tokens import NUMBER, WORD, Token
from factcheck.reading.when import TENTHS, ordinal_at

_SUFFIXES: Final = frozenset({"st", "nd", "rd", "th"})
_HUNDREDS: Final = frozenset({"hundred", "thousand", "million", "billion"})
_HUNDREDTHS: Final = {f"{word}th": DENOMINATORS[f"{word}th"] for word in _HUNDREDS}
"""Words that end a large place in a row: "the five hundredth"."""
ORDINAL_WORDS: Final = frozenset({*TENTHS, *_HUNDREDTHS})
"""Such as no time starts with."""


def place_at(tokens: list[Token], i: int) -> tuple[int, int] | None:
    """The place in a row that starts at a token, and the index after it."""
    token, following = tokens[i], tokens[i + 1]
    if token.kind == NUMBER:
        fits = following.word in _SUFFIXES and following.start == token.end
        return (token.value, i + 2) if fits and isinstance(token.value, int) and 0 < token.value <= LARGEST else None
    if i and tokens[i - 1].word == "a" and (token.word in _HUNDREDTHS or following.word == "of"):
        return None  # "a thousandth part", "a fiftieth of it"
    if token.word in _HUNDREDTHS:
        return _HUNDREDTHS[token.word], i + 1
    for joining in (True, False):
        number = number_at(tokens, i, joining=joining, shares=False)
        if number is None or number.article or not isinstance(number.value, int):
            break
        last = tokens[number.after].word
        if last in _HUNDREDTHS:
            return number.value * _HUNDREDTHS[last], number.after + 1
        place = _rest_at(tokens, number.after)
        if place is not None:
            return number.value + place[0], place[1]
    return ordinal_at(tokens, i)


def is_place(tokens: list[Token], first: int, after: int) -> bool:
    """Whether number words are those of a place in a row: "two hundred and first", "the one hundredth day"."""
    if tokens[after].word in _HUNDREDTHS or _rest_at(tokens, after) is not None:
        return True
    part = tokens[first + 1]
    return (
        tokens[first].word == "one" and part.word in _HUNDREDTHS and tokens[first + 2].word != "of" and not part.joined
    )


def _rest_at(tokens: list[Token], i: int) -> tuple[int, int] | None:
    """The 21 of "two hundred and twenty-first", from its "and" on, and the index after it."""
    hundreds = i > 0 and tokens[i].word == "and" and tokens[i - 1].word in _HUNDREDS
    return ordinal_at(tokens, i + 1) if hundreds and tokens[i + 1].kind == WORD else None
