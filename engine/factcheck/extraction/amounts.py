"""From tokens to mentions of quantities: the reader's grammar of amounts, and what in a sentence is none after all."""

from __future__ import annotations

from typing import Final

from factcheck.extraction.mentions import Mention
from factcheck.model.interval import point
from factcheck.model.quantity import Quantity, interval_to_base
from factcheck.model.units import NUMBER as PLAIN
from factcheck.model.units import Unit
from factcheck.model.vocabulary import Vocabulary
from factcheck.named import NamedTuple
from factcheck.reading.hedges import Phrases
from factcheck.reading.numbers import DENOMINATORS, LARGEST, NUMBER_WORDS, SCALES, SMALL
from factcheck.reading.quantities import QuantityGrammar, QuantityMention
from factcheck.reading.tokens import CURRENCY, NUMBER, WORD, Token
from factcheck.reading.units import UnitNames
from factcheck.reading.when import ORDINALS, ordinal_at

ORDINAL: Final = Unit("", "ordinal", "ordinal", 1)
"""The unit of a place in a row: a dimension of its own, so that "the third meeting" never states a number."""
_KINDS: Final = {"number": "number", "money": "money", "percent": "percent", "duration": "duration"}
MODS: Final = {
    "about": "APPROX",
    "nearly": "LESS_THAN",
    "just over": "MORE_THAN",
    "more than": "MORE_THAN",
    "less than": "LESS_THAN",
    "at least": "EQUAL_OR_MORE",
    "up to": "EQUAL_OR_LESS",
}
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
    "is was has does this us as its his yes says goes plus thus perhaps always sometimes".split()
)
_MOST_WORDS_COUNTED: Final = 4
_CLOSE_ENOUGH: Final = 0.15
"""How far two units of an equivalent may be apart: "20 kilometres (12 miles)"."""
_SCORE: Final = 20
_AFTER_ARTICLE: Final = frozenset({*SCALES, "couple", "pair"})
_NAMES_OF_DIGITS: Final = frozenset({"4K", "8K"})
_AGES: Final = frozenset({"old", "olds"})


class FoundAmount(NamedTuple):
    """A mention, and the index of the first token after it."""

    mention: Mention
    after: int


class AmountFinder:
    """Finds quantities in sentences."""

    def __init__(self, vocabulary: Vocabulary, phrases: Phrases) -> None:
        self._grammar = QuantityGrammar(vocabulary, phrases)
        self._units = UnitNames(vocabulary.units)

    def is_currency(self, written: str) -> bool:
        """Whether a word before a number is a currency: EUR, Rs."""
        return self._units.currency(written, None) is not None

    def read(self, text: str, tokens: list[Token], i: int) -> QuantityMention | None:
        """The quantity that starts at a token, if it is one in a sentence."""
        read = self._grammar.at(text, tokens, i) or self._grammar.at(text, tokens, i, ranges=False)
        if read is None:
            return None
        if read.form == "range" and read.unit is None and self._is_score(text, tokens, read):
            read = self._grammar.at(text, tokens, i, ranges=False)
        if read is None or not _is_value(text, tokens, i, read):
            return None
        return read

    def mention(self, text: str, tokens: list[Token], i: int, read: QuantityMention) -> FoundAmount | None:
        """The mention of what was read at a token."""
        unit = read.unit or PLAIN
        ends = [end for end in read.nominal[:2] if not isinstance(end, float)]
        if any(abs(end) > LARGEST for end in ends):
            return None
        value = Quantity(interval_to_base(read.nominal, unit), interval_to_base(read.possible, unit), unit, read.hedge)
        kind = _KINDS.get(unit.dimension, "quantity")
        start, end, after = read.core[0], read.core[1], read.after
        shift = _article_before_currency(tokens, i, start)
        start += shift
        if read.form == "vague" and tokens[after - 1].word == "of":
            after -= 1
            end = tokens[after - 1].end
        hedge = None
        if read.softened is not None and read.hedge is not None:
            start, end = min(start, read.softened[0]), max(end, read.softened[1])
            hedge = " ".join(text[read.softened[0] : read.softened[1]].split())
        elif read.softened is None:
            after = _index_at(tokens, i, read.after, end)
        if hedge is not None and hedge.isupper() and len(hedge) > 1 and hedge.isalpha():
            # "the 737 MAX"
            return None
        form = read.form
        if kind == "duration" and tokens[after].word in _AGES:
            form = "age"
        further = self._equivalent(text, tokens, after, value)
        if further is not None:
            after, end = further, tokens[further - 1].end
        counted = _counted(text, tokens, after) if kind == "number" else None
        mod = MODS.get(read.hedge or "")
        core = (read.core[0] + shift, min(end, read.core[1]))
        mention = Mention(start, end, kind, value, f"{kind}.{form}", mod, hedge, core, None, counted)
        return FoundAmount(mention, after)

    def ordinal(self, text: str, tokens: list[Token], i: int) -> FoundAmount | None:
        """Such as "21st", "third": a place in a row, which counts nothing."""
        found = ordinal_at(tokens, i)
        if found is None or tokens[found[1]].joined or (tokens[i].word == "second" and i and tokens[i - 1].word == "a"):
            return None
        value = point(found[0])
        span = (tokens[i].start, tokens[found[1] - 1].end)
        quantity = Quantity(value, value, ORDINAL)
        return FoundAmount(Mention(*span, "ordinal", quantity, "number.ordinal", None, None, span), found[1])

    def _is_score(self, text: str, tokens: list[Token], read: QuantityMention) -> bool:
        """Whether "1-3" is a score or a vote, and no range: small numbers of which nothing is counted."""
        written = text[read.core[0] : read.core[1]]
        if not any(sign in written for sign in "-–‐‑—"):
            return False
        return _counted(text, tokens, read.after) is None

    def _equivalent(self, text: str, tokens: list[Token], i: int, value: Quantity) -> int | None:
        """The index after "(12 miles)", which says the same in another unit."""
        if tokens[i].word != "(" or value.dimension in ("number", "money", "percent"):
            return None
        read = self._grammar.at(text, tokens, i + 1)
        if read is None or tokens[read.after].word != ")" or read.unit is None or read.unit.base != value.base:
            return None
        same = interval_to_base(read.nominal, read.unit)
        for ours, theirs in zip(value.nominal[:2], same[:2], strict=True):
            if isinstance(ours, float) or isinstance(theirs, float):
                if ours != theirs:
                    return None
            elif abs(ours - theirs) > _CLOSE_ENOUGH * abs(ours) + 1:
                return None
        return read.after + 1


def _article_before_currency(tokens: list[Token], i: int, start: int) -> int:
    """How far the sign is from the article of "a $15 wage"."""
    while tokens[i].start < start:
        i += 1
    currency = tokens[i + 1].kind == CURRENCY and tokens[i].word in ("a", "the")
    return tokens[i + 1].start - tokens[i].start if currency else 0


def _index_at(tokens: list[Token], i: int, after: int, end: int) -> int:
    """The index of the first token from an offset on, not past `after`."""
    while after > i + 1 and tokens[after - 1].start >= end:
        after -= 1
    return after


def _is_value(text: str, tokens: list[Token], i: int, read: QuantityMention) -> bool:
    """Whether a number that nothing else marks is one: not "one of them", "5G", "the third", "half asleep"."""
    if read.unit is not None:
        return True
    first = next(k for k in range(i, read.after) if tokens[k].start >= read.core[0])
    token, last = tokens[first], tokens[read.after - 1]
    following = tokens[read.after]
    if following.word in ("a.m.", "p.m.", "o'clock") or text[token.start : last.end] in _NAMES_OF_DIGITS:
        return False
    if last.kind == NUMBER and following.kind == WORD and following.start == last.end and not following.joined:
        further = tokens[read.after + 1]
        return following.word == "x" and not (further.kind == NUMBER and further.start == following.end)
    if token.kind != WORD or read.form == "vague":
        return True
    if following.joined and following.word in ORDINALS:
        # "twenty-first"
        return False
    if "plus" in (following.word, tokens[first - 1].word if first else "") or last.word == "plus":
        # "two plus two" is the name of a meeting, and a sum is no count.
        return False
    single = first == read.after - 1
    if last.word == "couple" or (token.word == "one" and following.joined and following.kind == WORD):
        return False
    if not single:
        if token.word not in ("a", "an") or tokens[first + 1].word in _AFTER_ARTICLE:
            return True
        return following.kind != WORD or following.word in _NO_COUNT or _of(following)
    if token.word == "one" and following.word in ("in", "out"):
        return any(tokens[k].kind == NUMBER or tokens[k].word in SMALL for k in (read.after + 1, read.after + 2))
    if token.word == "one":
        before = tokens[first - 1].word if first else ""
        return following.kind == WORD and following.word not in _NOT_AFTER_ONE and before not in _NOT_BEFORE_ONE
    if token.word in DENOMINATORS:
        return token.word == "half" and _of(following)
    if token.word in SCALES:
        # "USD million" and "a million to one": the word alone is no count.
        return False
    if token.word == "zero":
        return not token.joined and not following.joined
    return True


def _of(token: Token) -> bool:
    return token.word in ("of", "the", "a", "an", "its", "their", "his", "her", "all")


def _counted(text: str, tokens: list[Token], i: int) -> str | None:
    """The noun that a number counts, with the words before it: "people", "senior officials"."""
    if tokens[i].joined and tokens[i].kind == WORD:
        return text[tokens[i].start : tokens[i].end] if tokens[i].word not in _NO_COUNT else None
    if tokens[i].start == tokens[i - 1].end:
        return None
    for end in range(i, i + _MOST_WORDS_COUNTED):
        token = tokens[end]
        if token.kind != WORD or token.word in _NO_COUNT or token.word in NUMBER_WORDS:
            return None
        plural = token.word in _PLURALS or (
            len(token.word) > 3 and token.word[-1] == "s" and token.word[-2:] not in ("ss", "us", "'s")
        )
        if plural and token.word not in _NO_PLURALS:
            return " ".join(text[tokens[i].start : token.end].split())
    return None


__all__ = ["CURRENCY", "AmountFinder", "FoundAmount"]
