"""From words to the amounts that they are without a number: "dozens", "several hours", "for years", "a full week"."""

from __future__ import annotations

from typing import Final

from factcheck.model.interval import INFINITY, Bound, Exact
from factcheck.model.vocabulary import VAGUE_COUNTS
from factcheck.named import NamedTuple
from factcheck.reading.numbers import SCALES, number_at
from factcheck.reading.tokens import WORD, Token


class InWords(NamedTuple):
    """An amount from `low` to `high`, whose unit is yet to come, and the index of the first token after its words;
    `row` is that of a vague one.
    """

    low: Exact
    high: Bound
    after: int
    row: str | None = None


_COUNTS: Final = {"no": 0, "none": 0, "once": 1, "twice": 2}
"""Words that are a number only where a plain one is wanted."""
_WHOLE: Final = frozenset({"all", "full", "whole", "entire"})
_WHOLE_TIMES: Final = frozenset("hour day night week weekend month quarter year decade century".split())
"""What "all" and "full" are an amount of where no duration is asked for."""
_VAGUE: Final = {tuple(name.split()): name for name in VAGUE_COUNTS}
SEVERAL: Final = "several"
"""The row of "several hours", in a sentence at least two."""
_SEVERAL: Final = frozenset({"several", "few", "many"})
_AFTER_SCORES: Final = frozenset(
    "of more others were was are have had remain remained died dead injured killed wounded hurt missing".split()
)
TIMES: Final = frozenset("seconds minutes hours days nights weeks months quarters years decades centuries".split())
_BEFORE_TIMES: Final = frozenset(
    "for in after over of take takes took taken taking spend spends spent spending lasted lasts lasting wait waits "
    "waited waiting".split()
)
"""What "years" alone stands after where it is a duration: "for years", "it took years"."""
_FEW: Final = 2
"""What several are at least."""


def in_words(tokens: list[Token], i: int, wanted: str | None) -> InWords | None:
    """The amount that words without a number are, for a value of the dimension `wanted` or, without one, a sentence."""
    return _vague(tokens, i, wanted) or _counted(tokens, i, wanted)


def _counted(tokens: list[Token], i: int, wanted: str | None) -> InWords | None:
    """Words such as "no" where a plain number is wanted, "all day" and "a full week" where a duration is."""
    word = tokens[i].word
    if wanted == "number" and word in _COUNTS:
        return InWords(_COUNTS[word], _COUNTS[word], i + 1)
    if wanted not in ("duration", None):
        return None
    start = i + 1 if word in ("a", "an", "the") else i
    if tokens[start].word not in _WHOLE or number_at(tokens, start + 1) is not None:
        return None
    following = tokens[start + 1]
    adjective = following.joined and tokens[start + 2].kind == WORD
    if wanted is None and adjective and following.word in ("year", "quarter"):
        return None  # "the full-year guidance"
    return InWords(1, 1, start + 1) if wanted is not None or following.word in _WHOLE_TIMES else None


def _vague(tokens: list[Token], i: int, wanted: str | None) -> InWords | None:
    """Such as "dozens", "tens of thousands", "several hundred"."""
    word = tokens[i].word
    if word in ("a", "the") and tokens[i + 1].word in ("few", "good"):
        i, word = i + 1, tokens[i + 1].word
    if word in TIMES and wanted is None and i and tokens[i - 1].word in _BEFORE_TIMES:
        return InWords(_FEW, INFINITY, i, SEVERAL)
    if word == "many" and i and tokens[i - 1].word == "as":
        return None  # "twice in as many days"
    if word in _SEVERAL or (word == "some" and tokens[i + 1].word in TIMES):
        scale = tokens[i + 1].word
        if scale in TIMES and wanted is None:
            return InWords(_FEW, INFINITY, i + 1, SEVERAL)
        name = f"{scale}s" if scale in SCALES else scale
        return _row(tokens, name, i + 2) if name in VAGUE_COUNTS else None
    for length in (3, 1):
        name_words = tuple(token.word for token in tokens[i : i + length])
        if name_words == ("scores",) and wanted is None and tokens[i + 1].word not in _AFTER_SCORES:
            return None  # "scores 20 points"
        if name_words in _VAGUE:
            return _row(tokens, _VAGUE[name_words], i + length)
    return None


def _row(tokens: list[Token], name: str, after: int) -> InWords:
    interval = VAGUE_COUNTS[name]
    assert not isinstance(interval.low, float)
    return InWords(interval.low, interval.high, after + (tokens[after].word == "of"), name)
