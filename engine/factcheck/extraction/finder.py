"""From the text of an article to the mentions in it: numbers, quantities, periods and known names."""

from __future__ import annotations

from factcheck.extraction.mentions import Mention
from factcheck.model.interval import INFINITY
from factcheck.model.period import ImpossibleDate, Period, unplaced
from factcheck.model.quantity import Quantity, interval_to_base
from factcheck.model.units import NUMBER
from factcheck.model.vocabulary import Vocabulary
from factcheck.reading.calendar import ends_of
from factcheck.reading.hedges import Phrases
from factcheck.reading.periods import PeriodGrammar
from factcheck.reading.placing import NeedsDate, Setting
from factcheck.reading.quantities import QuantityGrammar
from factcheck.reading.tokens import END, Token, tokens_of

_KINDS = {"number": "number", "money": "money", "percent": "percent", "duration": "duration"}
_MODS = {
    "about": "APPROX",
    "nearly": "LESS_THAN",
    "just over": "MORE_THAN",
    "more than": "MORE_THAN",
    "less than": "LESS_THAN",
    "at least": "EQUAL_OR_MORE",
    "up to": "EQUAL_OR_LESS",
}


class MentionFinder:
    """Finds mentions with the units, hedges and names of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        phrases = Phrases(vocabulary.hedges)
        self._quantities = QuantityGrammar(vocabulary, phrases)
        self._periods = PeriodGrammar(phrases)

    def find(self, text: str, published: Period | None) -> list[Mention]:
        """All mentions in order of their start. What cannot be placed without a date of publication stays open."""
        tokens = tokens_of(text)
        setting = Setting(None if published is None else int(ends_of(published)[0]), strict=False)
        found: list[Mention] = []
        i = 0
        while tokens[i].kind != END:
            mention = self._period(text, tokens, i, setting) or self._quantity(text, tokens, i)
            if mention is None:
                i += 1
                continue
            found.append(mention[0])
            i = mention[1]
        return found

    def _period(self, text: str, tokens: list[Token], i: int, setting: Setting) -> tuple[Mention, int] | None:
        try:
            read = self._periods.at(tokens, i, setting)
        except NeedsDate:
            word = tokens[i]
            open_period = unplaced(text[word.start : word.end])
            return Mention(word.start, word.end, "period", open_period, "period", None, None, word[2:4]), i + 1
        except ImpossibleDate:
            return None
        if read is None:
            return None
        span = (read.start, read.end)
        return Mention(
            *span, "period", read.period, "period", _MODS.get(read.period.hedge or ""), None, span
        ), read.after

    def _quantity(self, text: str, tokens: list[Token], i: int) -> tuple[Mention, int] | None:
        read = self._quantities.at(text, tokens, i)
        if read is None:
            return None
        unit = read.unit or NUMBER
        ends = [end for end in read.nominal[:2] if end not in (INFINITY, -INFINITY)]
        if any(abs(end) > 10**30 for end in ends):
            return None
        value = Quantity(interval_to_base(read.nominal, unit), interval_to_base(read.possible, unit), unit, read.hedge)
        kind = _KINDS.get(unit.dimension, "quantity")
        span = (read.start, read.end)
        return Mention(*span, kind, value, f"{kind}.amount", _MODS.get(read.hedge or ""), None, span), read.after
