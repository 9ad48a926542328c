"""From the text of an article to the mentions in it: numbers, quantities, periods and known names.

The tokens are gone through once. A table of words tells at which of them a value can start at all; words that can only
stand before one ("nearly", "since", "the") are remembered, so that the grammars of the reader are tried from there.
"""

from __future__ import annotations

from typing import Final

from factcheck.extraction.amounts import AmountFinder
from factcheck.extraction.known_names import NameIndex, word_key
from factcheck.extraction.mentions import Mention
from factcheck.extraction.screen import addresses, after_identifier, belongs_to_word
from factcheck.extraction.starts import AMOUNT, LEAD, LEAD_SIGNS, NAME, NEXT, PERIOD, TABLE, VALUE
from factcheck.extraction.times import TimeFinder
from factcheck.model.period import Period
from factcheck.model.vocabulary import Vocabulary
from factcheck.reading.expressions import STARTS as PERIOD_STARTS
from factcheck.reading.hedges import Phrases
from factcheck.reading.tokens import END, NUMBER, SIGN, WORD, Token, tokens_of

_FURTHEST_LEAD: Final = 8
"""How many words before a value belong to it at most: "at the very least some"."""
_LONGEST_CURRENCY: Final = 4
_ANYTHING: Final[frozenset[str]] = frozenset()
_RATES: Final = frozenset({"times", "once", "twice", "hours", "days", "nights", "hour"})
"""Words after which "a day" is a rate and no duration."""


class MentionFinder:
    """Finds mentions with the units, hedges and names of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._hedges = frozenset(word for name in vocabulary.hedges for word in name.casefold().split())
        self.amounts = AmountFinder(vocabulary, Phrases(vocabulary.hedges))
        self.times = TimeFinder(Phrases(vocabulary.hedges))
        self.names = NameIndex(vocabulary.entities)
        self._table: dict[str, int] | None = None

    def find(self, text: str, published: Period | None) -> list[Mention]:
        """All mentions in order of their start. What cannot be placed without a date of publication stays open."""
        if self._table is None:
            self._table = dict(TABLE)
            for words, flag in ((self._hedges, LEAD), (self.names.first_words, NAME)):
                for word in words:
                    self._table[word] = self._table.get(word, 0) | flag
        first = None if published is None else published.first
        return _Search(self, self._table, text, None if isinstance(first, float) else first).run()


class _Search:
    """One text being searched."""

    def __init__(self, finder: MentionFinder, table: dict[str, int], text: str, today: int | None) -> None:
        self._amounts, self._times, self._names = finder.amounts, finder.times, finder.names
        self._table = table
        self._text = text
        self._today = today
        self._tokens = tokens_of(text, PERIOD_STARTS)
        self._found: list[Mention] = []
        self._last = 0
        """The index after the last value."""

    def run(self) -> list[Mention]:
        text, tokens, table = self._text, self._tokens, self._table
        skipped = iter([*addresses(text), (len(text) + 1, len(text) + 1)])
        address = next(skipped)
        i = lead = before = 0
        """`lead` is where the run of words begins that may belong to a value; `before` where the last such run did."""
        while (token := tokens[i]).kind != END:
            if token.end > address[0]:
                if token.start >= address[1]:
                    address = next(skipped)
                    continue
                i += 1
                lead = i
                continue
            kind = token.kind
            flags: int | None
            if kind == WORD:
                flags = table.get(token.word)
                if flags is None and (not token.word.isalpha() or not token.word.isascii()):
                    flags = self._odd_word(i)
                if not flags:
                    i += 1
                    before, lead = lead, i
                    continue
                if flags & NAME:
                    after = self._name(i)
                    if after is not None and (after > i + 1 or not flags & VALUE):
                        i = lead = after
                        continue
                if not flags & VALUE:
                    if flags & LEAD:
                        i += 1
                    else:
                        i += 1
                        before, lead = lead, i
                    continue
                following = NEXT.get(tokens[i].word)
                if following and tokens[i + 1].word not in following:
                    i += 1
                    if not flags & LEAD:
                        before, lead = lead, i
                    continue
            elif kind == SIGN:
                decade = token.word == "'" and tokens[i + 1].kind == NUMBER and tokens[i + 1].start == token.end
                if not decade:
                    i += 1
                    if token.word not in LEAD_SIGNS:
                        before, lead = lead, i
                    continue
                flags = PERIOD
            elif kind == NUMBER:
                first = self._currency(i)
                if first < i:
                    lead = before if before < first and self._all_leads(before, first) else first
                else:
                    after = after_identifier(tokens, i)
                    if after is None and belongs_to_word(text, tokens, i):
                        after = i + 1
                    if after is not None:
                        i = lead = after
                        continue
                flags = VALUE
            else:
                flags = VALUE
            after = self._value(max(lead, i - _FURTHEST_LEAD), i, flags)
            if after is not None:
                i = lead = self._last = after
            else:
                i += 1
                if not flags & LEAD:
                    before, lead = lead, i
        self._found.sort(key=lambda mention: (mention.start, -mention.end))
        return self._found

    # Words ------------------------------------------------------------------------------------------------------------

    def _odd_word(self, i: int) -> int:
        """What the table says of a word with a possessive or accents; the possessive of a time is cut off its token."""
        token = self._tokens[i]
        if token.word.endswith("'s"):
            bare = token.word[:-2]
            return (self._table.get(bare, 0) or self._table.get(word_key(bare), 0)) & NAME
        if self._names.unspaced and not token.word.isascii():
            for entity, start, end in self._names.inside(self._text, token):
                self._found.append(Mention(start, end, "name", entity, "name.entity", None, None, (start, end)))
        return self._table.get(word_key(token.word), 0)

    def _name(self, i: int) -> int | None:
        found = self._names.at(self._text, self._tokens, i)
        if found is None:
            return None
        entity, after = found
        start, end = self._tokens[i].start, self._tokens[after - 1].end
        if self._text[end - 2 : end] in ("'s", "’s"):
            end -= 2
        self._found.append(Mention(start, end, "name", entity, "name.entity", None, None, (start, end)))
        return after

    def _currency(self, i: int) -> int:
        """The index of the currency before a number, or of the number itself."""
        before = self._tokens[i - 1] if i else None
        if before is None or before.kind != WORD or self._tokens[i].joined:
            return i
        written = self._text[before.start : before.end]
        short = len(written) <= _LONGEST_CURRENCY and written[0].isupper()
        return i - 1 if short and self._amounts.is_currency(written) else i

    def _all_leads(self, first: int, last: int) -> bool:
        return all(self._table.get(self._tokens[k].word, 0) & LEAD for k in range(max(first, last - 8), last))

    # Values -----------------------------------------------------------------------------------------------------------

    def _value(self, first: int, i: int, flags: int) -> int | None:
        """The value that covers a token, with what before it belongs to it; the index after it."""
        text, tokens = self._text, self._tokens
        for start in range(first, i + 1):
            if start < i and not _leads(tokens[start]):
                continue
            time = self._times.read(text, tokens, start)
            if time is not None and time.after <= i:
                time = None
            amount = self._amounts.read(text, tokens, start)
            if amount is not None and (amount.after <= i or self._is_rate(start)):
                amount = None
            if time is not None and (amount is None or time.end >= amount.after):
                found = self._times.mention(text, tokens, time, self._today)
                self._found.append(found.mention)
                return found.after
            if amount is not None:
                counted = self._amounts.mention(text, tokens, start, amount)
                if counted is not None:
                    self._found.append(counted.mention)
                    return counted.after
        place = self._amounts.ordinal(text, tokens, i)
        if place is None:
            return None
        self._found.append(place.mention)
        return place.after

    def _is_rate(self, start: int) -> bool:
        """Whether "a day" belongs to the amount before it: "$98 a share", "twice a week"."""
        if self._tokens[start].word not in ("a", "an") or not start:
            return False
        return self._last == start or self._tokens[start - 1].word in _RATES


def _leads(token: Token) -> bool:
    return token.kind != WORD or bool(TABLE.get(token.word, LEAD) & LEAD)


__all__ = ["AMOUNT", "MentionFinder"]
