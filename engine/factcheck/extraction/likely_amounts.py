"""What of the numbers in a sentence is an amount, and what it counts: not "one of them", "5G", "two plus two"."""

from __future__ import annotations

from typing import Final

from factcheck.reading.numbers import DENOMINATORS, NUMBER_WORDS, SCALES, SMALL
from factcheck.reading.quantities import QuantityMention
from factcheck.reading.tokens import NUMBER, WORD, Token
from factcheck.reading.when import ORDINALS

_NOT_AFTER_ONE: Final = frozenset(
    "of another 's is was has had can could may might will would should must who that which and or but to in on at for "
    "by with from as than if when where while before after until so not also else thing way more such too yet still "
    "the a an this these those his her its their our your my i we he she they it you are were be been do does did "
    "said says got just even only then there".split()
)
_NOT_BEFORE_ONE: Final = frozenset(
    "the this that no any every each which another some someone square formula number day not last next first right "
    "wrong good bad big great new old only same other single very".split()
)
_NO_COUNT: Final = frozenset(
    "and or but over out point in per from to by at than times with without minus plus on after before until of the a "
    "an this that these those is are was were be been has have had will would can could may might should as if when "
    "while who which what where why how he she it they we you i his her its their our your my for into about against "
    "during under between through not no nor so such too very more most less least other another ago later earlier "
    "said says went came rose fell won lost who's it's that's also then there here up down off away".split()
)
_PLURALS: Final = frozenset(
    "people men women children police troops personnel staff percent cattle deer fish sheep".split()
)
_NO_PLURALS: Final = frozenset(
    "is was has does this us as its his yes says goes plus thus perhaps always sometimes thanks".split()
)
_MOST_WORDS_COUNTED: Final = 4
_AFTER_ARTICLE: Final = frozenset({*SCALES, "couple", "pair"})
_NAMES_OF_DIGITS: Final = frozenset({"4K", "8K"})
_CLOCK: Final = frozenset({"a.m.", "p.m.", "o'clock"})
_WHOLE: Final = frozenset({"of", "the", "a", "an", "its", "their", "his", "her", "all"})
"""What half can be a half of."""
_LONG: Final = 3
_HARMED: Final = frozenset("dead injured killed wounded missing hurt arrested displaced homeless".split())
_INSIDE: Final = frozenset({":", "+", ","})
_GROUP: Final = 3


def is_amount(text: str, tokens: list[Token], i: int, read: QuantityMention) -> bool:
    """Whether a number that was read from a token on is an amount in its sentence. One with a unit is."""
    first = next(k for k in range(i, read.after) if tokens[k].start >= read.core[0])
    if is_cut(tokens, first, read.after):
        return False
    if read.unit is not None:
        return True
    token, last, following = tokens[first], tokens[read.after - 1], tokens[read.after]
    if following.word in _CLOCK or text[token.start : last.end] in _NAMES_OF_DIGITS:
        return False
    if last.kind == NUMBER and following.kind == WORD and following.start == last.end and not following.joined:
        # "5G" is a name, "18.5x" a multiple, "4x4" a car.
        further = tokens[read.after + 1]
        return following.word == "x" and not (further.kind == NUMBER and further.start == following.end)
    if token.kind != WORD or read.form == "vague":
        return True
    if following.joined and following.word in ORDINALS:
        # "twenty-first"
        return False
    if not _is_open(tokens, read.after) and "plus" in (
        following.word,
        last.word,
        tokens[first - 1].word if first else "",
    ):
        # "two plus two" is the name of a meeting, and a sum is no count.
        return False
    return (
        _word_is_amount(tokens, first, read.after)
        if first == read.after - 1
        else _phrase_is_amount(tokens, first, read)
    )


def _is_open(tokens: list[Token], after: int) -> bool:
    """Such as "a hundred-plus injured", which is no sum."""
    plus, following = tokens[after - 1], tokens[after]
    return plus.word == "plus" and plus.joined and following.kind == WORD and following.word not in NUMBER_WORDS


def is_cut(tokens: list[Token], first: int, after: int) -> bool:
    """Whether an amount begins or ends inside digits: the 30 of "9:30", the 4 of "90+4", the 22 of "22:00"."""
    if tokens[first].kind == NUMBER and first > 1 and _is_inside(tokens, first - 1):
        return True
    return tokens[after - 1].kind == NUMBER and _is_inside(tokens, after)


def _is_inside(tokens: list[Token], i: int) -> bool:
    """Whether a sign stands between digits without a space, as it does in times and results but not in amounts."""
    sign, before, following = tokens[i], tokens[i - 1], tokens[i + 1]
    if sign.word not in _INSIDE or before.kind != NUMBER or following.kind != NUMBER:
        return False
    close = before.end == sign.start and sign.end == following.start
    return close and (sign.word != "," or len(following.word) > _GROUP)


def _phrase_is_amount(tokens: list[Token], first: int, read: QuantityMention) -> bool:
    """Several words: "a couple" alone is two people, "a fifth season" no fraction."""
    following = tokens[read.after]
    if tokens[read.after - 1].word == "couple":
        return False
    if tokens[first].word not in ("a", "an") or tokens[first + 1].word in _AFTER_ARTICLE:
        return True
    return following.kind != WORD or following.word in _NO_COUNT or following.word in _WHOLE


def _word_is_amount(tokens: list[Token], i: int, after: int) -> bool:
    token, following = tokens[i], tokens[after]
    if token.word == "one":
        return _one_is_amount(tokens, i)
    if token.word in DENOMINATORS:
        return token.word == "half" and following.word in _WHOLE
    if token.word == "zero":
        return not token.joined and not following.joined
    # "USD million" and "a million to one": the word alone is no count.
    return token.word not in SCALES


def _one_is_amount(tokens: list[Token], i: int) -> bool:
    """Whether "one" counts, and does not stand for something: "one dose", "one in five", not "one of them"."""
    following = tokens[i + 1]
    if following.word in ("in", "out"):
        return any(tokens[k].kind == NUMBER or tokens[k].word in SMALL for k in (i + 2, i + 3))
    before = tokens[i - 1].word if i else ""
    alone = not tokens[i].joined and not following.joined
    counts = following.kind == WORD and following.word not in _NOT_AFTER_ONE and alone
    return counts and before not in _NOT_BEFORE_ONE


def are_harmed(tokens: list[Token], i: int) -> bool:
    """Whether the number before a token is one of people by what became of them: "12-15 injured"."""
    return tokens[i].word in _HARMED


def counted(text: str, tokens: list[Token], i: int) -> str | None:
    """The noun that the number before a token counts, with the words before it: "people", "senior officials"."""
    if tokens[i].joined and tokens[i].kind == WORD:
        return text[tokens[i].start : tokens[i].end] if tokens[i].word not in _NO_COUNT else None
    if tokens[i].start == tokens[i - 1].end:
        return None
    for end in range(i, i + _MOST_WORDS_COUNTED):
        token = tokens[end]
        if token.kind != WORD or token.word in _NO_COUNT or token.word in NUMBER_WORDS:
            return None
        if _is_plural(token.word):
            return " ".join(text[tokens[i].start : token.end].split())
    return None


def _is_plural(word: str) -> bool:
    if word in _PLURALS:
        return True
    return len(word) > _LONG and word[-1] == "s" and word[-2:] not in ("ss", "us", "'s") and word not in _NO_PLURALS
