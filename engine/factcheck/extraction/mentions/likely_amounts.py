"""What of the numbers in a sentence is an amount: not "one of them", "5G", "two plus two"."""

from __future__ import annotations

from typing import Final

from factcheck.extraction.mentions.counted import HARMED, MORE, NO_COUNT, is_plural, one_counted
from factcheck.extraction.mentions.ordinals import is_place
from factcheck.reading.numbers import DENOMINATORS, NUMBER_WORDS, SCALES, SMALL
from factcheck.reading.quantities import QuantityMention
from factcheck.reading.tokens import NUMBER, SIGN, WORD, Token
from factcheck.reading.when import ORDINALS

_NOT_AFTER_ONE: Final = frozenset(
    "of another 's is was has had can could may might will would should must who that which and or but to in on at for "
    "by with from as than if when where while before after until so not also else thing way more such too yet still "
    "the a an this these those his her its their our your my i we he she they it you are were be been do does did "
    "said says got just even only then there".split()
)
_NOT_BEFORE_ONE: Final = frozenset(
    "the this that no any every each which another some someone square formula number day not last next first right "
    "wrong good bad big great new old only same other single very either neither loved".split()
)
_WITH_ONE: Final = frozenset("point run goal stroke shot vote seat game person".split())
"""What "one" counts before a hyphen: "a one-point lead", not "one-way"."""
_NO_ZEROS: Final = frozenset("ground day patient net year hour".split())
"""Before these, "zero" is part of a name: "ground zero"."""
_EMERGENCY: Final = ("911", "999", "112")
_CALLS: Final = frozenset(
    "call calls caller callers dispatcher dispatchers operator operators emergency recording recordings".split()
)
_AFTER_ARTICLE: Final = frozenset({*SCALES, "couple", "pair"})
_NAMES_OF_DIGITS: Final = frozenset({"4K", "8K"})
_CLOCK: Final = frozenset({"a.m.", "p.m.", "o'clock"})
_WHOLE: Final = frozenset({"of", "the", "a", "an", "its", "their", "his", "her", "all"})
"""What half can be a half of."""
_LONG: Final = 3
_HALVED: Final = frozenset("second other latter top bottom upper lower opening better final closing".split())
"""Before these, "half" is a part that has its place: "the second half of the game"."""
_RANKED: Final = frozenset({"number", "round", "phase", "season", "chapter", "episode"})
_MOST_RANKS: Final = 100
_MODELS: Final = frozenset("s lr er ers lrs ng max neo".split())
_DIGITS_OF_A_YEAR: Final = 4
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2100
_AROUND_A_NAME: Final = 3
_FEWEST_CAPITALS: Final = 2
_INSIDE: Final = frozenset({":", "+", ",", "/"})
_GROUP: Final = 3


def is_amount(text: str, tokens: list[Token], i: int, read: QuantityMention) -> bool:
    """Whether a number that was read from a token on is an amount in its sentence. One with a unit is."""
    first = next(k for k in range(i, read.after) if tokens[k].start >= read.core[0])
    if is_cut(tokens, first, read.after) or _is_of_name(text, tokens, first) or is_place(tokens, first, read.after):
        return False
    token = tokens[first]
    if token.word[:1] == "0" and len(token.word) > 1 and token.word.isdigit():
        return False  # "agent 007"
    if read.unit is not None:
        return True
    last, following = tokens[read.after - 1], tokens[read.after]
    if _is_label(text, tokens, i, first, read) or text[token.start : last.end] in _NAMES_OF_DIGITS:
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
        _word_is_amount(text, tokens, first, read)
        if first == read.after - 1
        else _phrase_is_amount(tokens, first, read)
    )


def _is_of_name(text: str, tokens: list[Token], i: int) -> bool:
    """Whether a number word has the capital of a name: "Gang of Four", "the Seven Sisters"; not in a headline."""
    token = tokens[i]
    if token.word not in NUMBER_WORDS or i == 0 or not text[token.start].isupper():
        return False
    if text[token.start : token.end].isupper() and text[tokens[i + 1].start : tokens[i + 1].end][:1].islower():
        return False  # "in SEVEN minutes"
    before = tokens[i - 1]
    if (before.kind == SIGN and before.word != ",") or "\n" in text[before.end : token.start]:
        return False
    around = [*tokens[max(0, i - _AROUND_A_NAME) : i], *tokens[i + 1 : i + 1 + _AROUND_A_NAME]]
    words = [text[other.start].isupper() for other in around if other.kind == WORD and len(other.word) > _LONG]
    return len(words) < _FEWEST_CAPITALS or not all(words)


def _is_open(tokens: list[Token], after: int) -> bool:
    """Such as "a hundred-plus injured", which is no sum."""
    plus, following = tokens[after - 1], tokens[after]
    return plus.word == "plus" and plus.joined and following.kind == WORD and following.word not in NUMBER_WORDS


def _is_label(text: str, tokens: list[Token], i: int, first: int, read: QuantityMention) -> bool:
    """Whether a number says which one is meant, when, or how to call: "the world number two", "401(k) plans"."""
    token, last, following = tokens[first], tokens[read.after - 1], tokens[read.after]
    if tokens[first + 1].word == "/" and read.nominal.low >= 1:
        return True  # odds of 9/4, a blood pressure of 140/90, a day that is written 12/5
    letter = tokens[read.after + 1] if following.word == "(" and following.start == last.end else following
    if (letter is not following or letter.joined) and letter.kind == WORD and len(letter.word) == 1:
        return True  # "401(k) plans", "its 10-K filing"
    if following.word in _CLOCK or (token.word in _EMERGENCY and following.word in _CALLS):
        return True
    return _is_year(tokens, i, first) or _is_list_mark(text, tokens, first) or _is_rank(tokens, first, read)


def _is_rank(tokens: list[Token], i: int, read: QuantityMention) -> bool:
    """Such as "the world number two", "at number 10", "round two"; but not "the dead number 200"."""
    if not i or tokens[i - 1].word not in _RANKED or read.form != "amount" or tokens[i].joined:
        return False
    low = read.nominal.low < _MOST_RANKS and tokens[i].value < _MOST_RANKS
    return low and not (i > 1 and (is_plural(tokens[i - 2].word) or tokens[i - 2].word in HARMED))


def _is_year(tokens: list[Token], i: int, first: int) -> bool:
    """Whether words that could be a hedge stand before a year: "all about the 2023 tournament"."""
    token = tokens[first]
    if first == i or tokens[first - 1].word != "the" or token.kind != NUMBER or len(token.word) != _DIGITS_OF_A_YEAR:
        return False
    return _FIRST_YEAR <= token.value < _LAST_YEAR


def _is_list_mark(text: str, tokens: list[Token], i: int) -> bool:
    """Whether a number at the start of a line numbers what is said there: "2. Mix flour and butter"."""
    token, mark, following = tokens[i : i + 3]
    if mark.word not in (".", ")") or mark.start != token.end or token.kind != NUMBER or len(token.word) > 2:
        return False
    before = tokens[i - 1].end if i else 0
    starts = i == 0 or "\n" in text[before : token.start]
    return starts and following.kind == WORD and "\n" not in text[mark.end : following.start]


def is_cut(tokens: list[Token], first: int, after: int) -> bool:
    """Whether an amount begins or ends inside digits: the 30 of "9:30", the 4 of "90+4", the 22 of "22:00"."""
    if tokens[first].kind == NUMBER and first > 1 and _is_inside(tokens, first - 1):
        return True
    return tokens[after - 1].kind == NUMBER and (_is_inside(tokens, after) or _is_model(tokens, after))


def _is_model(tokens: list[Token], i: int) -> bool:
    """Whether what follows makes a name of a number: "two 737-800s", "the 777-200LR"."""
    number, plural = tokens[i + 1], tokens[i + 2]
    return tokens[i].word == "-" and number.kind == NUMBER and plural.word in _MODELS and plural.start == number.end


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
    if following.word in ("point", "points") and tokens[read.after - 1].word in ("half", "quarter"):
        return True
    if tokens[first].word not in ("a", "an") or tokens[first + 1].word in _AFTER_ARTICLE:
        return True
    return following.kind != WORD or following.word in NO_COUNT or following.word in _WHOLE or following.word == "more"


def _word_is_amount(text: str, tokens: list[Token], i: int, read: QuantityMention) -> bool:
    token, following = tokens[i], tokens[read.after]
    if token.word == "one":
        return _one_is_amount(text, tokens, i)
    if token.word in DENOMINATORS:
        before = tokens[i - 1].word if i else ""
        part = before in ORDINALS or before in _HALVED or (i > 1 and tokens[i - 1].word in ("st", "nd"))
        whole = following.word in _WHOLE or (read.hedge is not None and not following.joined)
        return token.word == "half" and whole and not part
    if token.word == "zero":
        return not token.joined and not following.joined and (i == 0 or tokens[i - 1].word not in _NO_ZEROS)
    # "USD million" and "a million to one": the word alone is no count.
    return token.word not in SCALES


def _one_is_amount(text: str, tokens: list[Token], i: int) -> bool:
    """Whether "one" counts, and does not stand for something: "one dose", "one in five", not "one of them"."""
    following = tokens[i + 1]
    if following.word in ("in", "out"):
        return any(tokens[k].kind == NUMBER or tokens[k].word in SMALL for k in (i + 2, i + 3))
    before = tokens[i - 1].word if i else ""
    alone = not tokens[i].joined and (not following.joined or following.word in _WITH_ONE)
    counts = following.kind == WORD and following.word not in _NOT_AFTER_ONE and alone
    if not counts or before in _NOT_BEFORE_ONE or text[tokens[i].end] in "'\u2019":
        return False
    return following.word in HARMED or following.word in MORE or one_counted(text, tokens, i + 1) is not None
