"""Which decades in a text are those of somebody's life: "in his late 40s", "people in their twenties and thirties"."""

from __future__ import annotations

from typing import Final

from factcheck.extraction.text.inflection import is_function_word, may_be_verb
from factcheck.model.interval import Interval
from factcheck.named import NamedTuple
from factcheck.reading.tokens import NUMBER, WORD, Token
from factcheck.reading.when import DECADES

_WHOSE: Final = frozenset("his her their my our your".split())
_INTO: Final = frozenset("in into through from until".split())
_BETWEEN: Final = frozenset({"early", "mid", "middle", "late", "and", "or", "to", "-", "–", ",", "s", "'", *DECADES})
"""What may stand between the word that says whose ages they are and a decade: "in her early or mid 30s"."""
_FURTHEST: Final = 9
_DIGITS: Final = len("30")
_LAST_YEAR: Final = 9
"""Of a decade."""


class Ages(NamedTuple):
    """The ages of a decade of life, in years, and the index of the first token after it."""

    years: Interval
    after: int


def is_of_ages(tokens: list[Token], i: int) -> bool:
    """Whether the decade from a token on is one of a life, since somebody's is told just before; "1980s" is none."""
    year = any(token.kind == NUMBER and len(token.word) > _DIGITS for token in tokens[i : i + 2])
    return not year and _whose(tokens, i) is not None


def ages_at(tokens: list[Token], i: int) -> Ages | None:
    """The ages that somebody is in at a token: of "in his 30s" 30 to 39; "in their 60s house" is of a time."""
    if tokens[i].word in DECADES:
        decade, after = 10 * DECADES[tokens[i].word], i + 1
    else:
        s = i + 1 + (tokens[i + 1].word == "'")
        number = tokens[i].word
        if tokens[s].word != "s" or tokens[s].start != tokens[s - 1].end or len(number) != _DIGITS:
            return None
        if not number.isdigit() or number[1] != "0" or number[0] < "2":
            return None
        decade, after = int(number), s + 1
    whose = _whose(tokens, i)
    if not whose or tokens[whose - 1].word not in _INTO or _is_noun(tokens[after]):
        return None
    return Ages(Interval(decade, decade + _LAST_YEAR), after)


def _is_noun(token: Token) -> bool:
    """Whether a word can be what a decade before it tells the time of."""
    if token.kind != WORD or is_function_word(token.word):
        return False
    return token.word[-1] == "s" or not may_be_verb(token.word)


def _whose(tokens: list[Token], i: int) -> int | None:
    """The index of the word before a decade that says whose it is."""
    for k in range(i - 1, max(-1, i - _FURTHEST), -1):
        if tokens[k].word in _WHOSE:
            return k
        if tokens[k].word not in _BETWEEN and not (tokens[k].kind == NUMBER and len(tokens[k].word) == _DIGITS):
            return None
    return None
