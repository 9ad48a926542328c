"""From the text of an article to the mentions in it: numbers, quantities, periods and known names.

The tokens are gone through once. A table of words tells at which of them a value can start at all; words that can only
stand before one ("nearly", "since", "the") are remembered, so that the grammars of the reader are tried from there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from factcheck.extraction.mentions.amounts import AmountFinder
from factcheck.extraction.mentions.known_names import NameIndex, word_key
from factcheck.extraction.mentions.mention import Mention
from factcheck.extraction.mentions.screen import addresses, after_identifier, belongs_to_word, past_number
from factcheck.extraction.mentions.starts import AMOUNT, FIRST, LEAD, LEAD_SIGNS, NAME, NEXT, PERIOD, TABLE, VALUE
from factcheck.extraction.mentions.times import TimeFinder
from factcheck.model.entity import Entity
from factcheck.model.period import Period
from factcheck.model.vocabulary import Vocabulary
from factcheck.pattern import pattern
from factcheck.reading.expressions import STARTS as PERIOD_STARTS
from factcheck.reading.hedges import Phrases
from factcheck.reading.loosely import IN_A_ROW
from factcheck.reading.numbers import SCALES
from factcheck.reading.periods import Reading
from factcheck.reading.tokens import CURRENCY, END, FRACTION, NUMBER, SIGN, WORD, tokens_of
from factcheck.reading.when import TURNS

_FURTHEST_LEAD: Final = 8
"""How many words before a value belong to it at most: "at the very least some"."""
_LEAST_WON: Final = 4
"""Digits of an amount that a Korean currency may stand before; fewer were won."""
_LONGEST_CURRENCY: Final = 4
_ANYTHING: Final[frozenset[str]] = frozenset()
_YEAR: Final = 4
"""Digits of a year."""
_IN_TIMES: Final = frozenset(
    "s st nd rd th of to and until till through or a.m. p.m. am pm o'clock gmt utc est edt et cet bst pst jst "
    "times ad ce bc bce b.c. a.d. hours hour minutes minute seconds second".split()
)
"""Words that follow digits in times, beside those that times start with."""
_NOUNS_OF_A_RATE: Final = 3
_BEFORE_AN_AMOUNT: Final = frozenset(
    "for in after within than over under about around nearly almost only just of to is was are were lasted lasts last "
    "took takes take spend spent every and or by with at least most half roughly some like between from".split()
)
"""Words after which "a month" is a duration even soon after another amount."""
_RATES: Final = frozenset({"times", "once", "twice", "hours", "days", "nights", "hour"})
"""Words after which "a day" is a rate and no duration."""


_SPACED_DIGITS: Final = pattern(
    r"(?<![\w.,])[1-9][0-9]{0,2}(?: [0-9]{3}){0,4} 000(?![\w]|[.,][0-9])"
    r"|(?<![\w.,:/-])(?<![0-9][ -])[1-9][0-9]{0,2}(?: [0-9]{3}){1,4}(?:,[0-9]{1,2})?(?= [a-z€]|%)"
)
"""A number whose groups are parted by spaces: "in 2021 300 people" has two numbers, and "On May 7 200 people" too."""
_SPACED: Final = pattern(r"[0-9] [0-9]{3}(?![0-9])")
_LONGEST_WORD: Final = 24


def _with_hard_spaces(found: re.Match[str]) -> str:
    if not found[0].endswith(" 000"):
        # After a name or a month the first digits are its own: "On May 7 200 people".
        before = found.string[max(0, found.start() - _LONGEST_WORD) : found.start()].split(" ")
        if len(before) > 1 and before[-1] == "" and before[-2][:1].isupper():
            return found[0]
    return found[0].replace(" ", "\u00a0")


_LONGEST_STRETCH: Final = 200_000
"""Characters that are searched at once, so that memory does not grow with a text as its tokens would."""


def _stretches(text: str) -> Iterator[tuple[int, str]]:
    """A long text in pieces, cut after a line or a sentence, or else between words."""
    start = 0
    while len(text) - start > _LONGEST_STRETCH:
        least, most = start + _LONGEST_STRETCH // 2, start + _LONGEST_STRETCH
        ends = (text.rfind(mark, least, most) + len(mark) for mark in ("\n", ". ", " "))
        end = next((end for end in ends if end > least), most)
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _moved(mention: Mention, by: int) -> Mention:
    if not by:
        return mention
    core = (mention.core[0] + by, mention.core[1] + by)
    also = None if mention.also is None else _moved(mention.also, by)
    return mention._replace(start=mention.start + by, end=mention.end + by, core=core, also=also)


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
            for words, flag in ((self._hedges, LEAD | FIRST), (self.names.first_words, NAME)):
                for word in words:
                    self._table[word] = self._table.get(word, 0) | flag
        first = None if published is None else published.first
        today = None if isinstance(first, float) else first
        if len(text) <= _LONGEST_STRETCH:
            return _Search(self, self._table, text, today).run()
        found: list[Mention] = []
        for start, stretch in _stretches(text):
            found += [_moved(mention, start) for mention in _Search(self, self._table, stretch, today).run()]
        return found


class _Search:
    """One text being searched."""

    def __init__(self, finder: MentionFinder, table: dict[str, int], text: str, today: int | None) -> None:
        self._amounts, self._times, self._names = finder.amounts, finder.times, finder.names
        self._table = table
        self._text = text
        self._today = today
        grouped = _SPACED_DIGITS.sub(_with_hard_spaces, text) if _SPACED.search(text) else text
        self._tokens = tokens_of(grouped, PERIOD_STARTS)
        self._addresses = addresses(text)
        self._found: list[Mention] = []
        self._last = 0
        """The index after the last value."""

    def run(self) -> list[Mention]:
        tokens, table = self._tokens, self._table
        i = 0
        while (token := tokens[i]).kind != END:
            if token.kind == WORD:
                flags = table.get(token.word)
                # Most words start nothing, and are passed as quickly as can be.
                usual = flags is None and token.word.isascii() and token.word.isalpha()
                i = i + 1 if usual or flags == LEAD else self._word(i, flags)
            elif token.kind == NUMBER:
                i = self._number(i)
            elif token.kind != SIGN or self._opens_decade(i):
                # "US $5 million", "CAD $12"
                first = self._currency(i) if token.kind == CURRENCY else i
                i = self._value(i, first, AMOUNT if token.kind in (CURRENCY, FRACTION) else VALUE) or i + 1
            else:
                i += 1
        found = [mention for mention in self._found if not self._in_address(mention)]
        found.sort(key=lambda mention: (mention.start, -mention.end))
        return found

    # Tokens: each gives the index of the next one to look at ----------------------------------------------------------

    def _word(self, i: int, flags: int | None) -> int:
        """A word that may start a value, or belong to a name."""
        if flags is None:
            flags = self._odd_word(i)
        if flags & NAME:
            after = self._name(i)
            if after is not None and (after > i + 1 or not flags & VALUE):
                return after
        if not flags & VALUE:
            return i + 1
        following = NEXT.get(self._tokens[i].word)
        if following and self._tokens[i + 1].word not in following:
            return i + 1
        return self._value(i, i, flags & VALUE) or i + 1

    def _number(self, i: int) -> int:
        """Digits, with the currency before them, unless a name begins with them."""
        if self._table.get(self._tokens[i].word, 0) & NAME:
            named = self._name(i)
            if named is not None:
                return named
        first = self._currency(i)
        if first == i:
            after = after_identifier(self._tokens, i)
            if after is not None:
                return after
            if belongs_to_word(self._text, self._tokens, i):
                return past_number(self._tokens, i)
        return self._value(i, first, VALUE if first == i and self._can_be_time(i) else AMOUNT) or i + 1

    def _can_be_time(self, i: int) -> bool:
        """Whether digits can belong to a time: most have a word after them that no time has."""
        token, following = self._tokens[i], self._tokens[i + 1]
        if len(token.word) == _YEAR or following.kind != WORD:
            return following.word != "%" and (following.word != "," or len(token.word) == _YEAR)
        return following.word in _IN_TIMES or bool(self._table.get(following.word, 0) & PERIOD)

    def _opens_decade(self, i: int) -> bool:
        token, following = self._tokens[i], self._tokens[i + 1]
        return token.word == "'" and following.kind == NUMBER and following.start == token.end

    def _in_address(self, mention: Mention) -> bool:
        """Whether a mention stands in a URL or an e-mail address."""
        at = bisect_right(self._addresses, (mention.start, len(self._text) + 1)) - 1
        return at >= 0 and mention.start < self._addresses[at][1]

    # Words ------------------------------------------------------------------------------------------------------------

    def _odd_word(self, i: int) -> int:
        """What the table says of a word with a possessive or accents; the possessive of a time is cut off its token."""
        token = self._tokens[i]
        if token.word.endswith("'s"):
            bare = token.word[:-2]
            keys = (bare, word_key(bare), token.word.replace("'", ""))
            return NAME if any(self._table.get(key, 0) & NAME for key in keys) else 0
        if self._names.unspaced and not token.word.isascii():
            for entities, start, end in self._names.inside(self._text, token):
                self._found.append(_named(entities, start, end))
        return self._table.get(word_key(token.word), 0)

    def _name(self, i: int) -> int | None:
        found = self._names.at(self._text, self._tokens, i)
        if found is None:
            return None
        entities, after = found
        start, end = self._tokens[i].start, self._tokens[after - 1].end
        if self._text[end - 2 : end] in ("'s", "’s") and not self._names.has(self._text[start:end]):
            end -= 2
        self._found.append(_named(entities, start, end))
        return after

    def _currency(self, i: int) -> int:
        """The index of the currency before a number, or of the number itself."""
        tokens = self._tokens
        at = i - 1
        if at > 0 and tokens[at].word == "." and tokens[at].start == tokens[at - 1].end:
            at -= 1
        if at < 0 or tokens[at].kind != WORD or tokens[i].joined:
            return i
        written = self._text[tokens[at].start : tokens[i - 1].end]
        if tokens[i].kind == CURRENCY:
            # "US $5", but "A $5 note"
            named = len(written) > 1 and written.isupper()
            return at if named and self._amounts.is_currency(written, tokens[i].word) else i
        short = len(written) <= _LONGEST_CURRENCY and written[0].isupper()
        if written == "Won" and len(tokens[i].word) < _LEAST_WON and tokens[i + 1].word not in SCALES:
            return i  # "Reform Won 52 Seats"
        if len(written) == 1 and self._amounts.is_letter(self._text, tokens, at):
            return at
        return at if short and self._amounts.is_currency(written) else i

    # Values -----------------------------------------------------------------------------------------------------------

    def _value(self, i: int, first: int, kinds: int) -> int | None:
        """The value that covers a token, with what before it belongs to it; the index after it.

        `first` is the index of the token's currency, or its own; `kinds` says which kinds of value it can be.
        """
        text, tokens, table = self._text, self._tokens, self._table
        lead = first
        while lead > self._last and first - lead < _FURTHEST_LEAD:
            token = tokens[lead - 1]
            if not (table.get(token.word, 0) & LEAD if token.kind == WORD else token.word in LEAD_SIGNS):
                break
            if token.joined and tokens[lead - 2].kind == NUMBER:
                break  # "a two-shot lead after a 1-under 70"
            lead -= 1
        for start in range(lead, i + 1):
            if start < first and tokens[start].kind == WORD and not table.get(tokens[start].word, 0) & FIRST:
                continue
            time = self._times.read(text, tokens, start) if kinds & PERIOD else None
            if time is not None and time.after <= i:
                time = None
            amount = self._amounts.read(text, tokens, start) if kinds & AMOUNT else None
            if amount is not None and (amount.after <= i or self._is_rate(start, amount.core[0])):
                amount = None
            if time is not None and (amount is None or time.end >= amount.after):
                found = self._times.mention(text, tokens, time, self._today)
                self._found.append(found.mention._replace(also=self._duration(start, time)))
                self._last = found.after
                return found.after
            if amount is not None:
                counted = self._amounts.mention(text, tokens, start, amount)
                if counted is not None:
                    while self._found and self._found[-1].start >= counted.mention.start:
                        self._found.pop()  # the name in "US $5 million"
                    self._found.append(counted.mention)
                    self._last = counted.after
                    return counted.after
        place = self._amounts.ordinal(tokens, i)
        if place is None:
            return None
        self._found.append(place.mention)
        self._last = place.after
        return place.after

    def _duration(self, start: int, time: Reading) -> Mention | None:
        """The hour of "an hour later", the 12 days of "the next 12 days": for a pattern that says the other word; the
        place in a row of "the third straight month".
        """
        if time.low == IN_A_ROW:
            place = self._amounts.ordinal(self._tokens, time.core + (self._tokens[time.core].word == "the"))
            return None if place is None else place.mention
        if time.low.form not in ("told", "span", "set") or time.side or time.high is not None:
            return None
        text, tokens = self._text, self._tokens
        if time.low.form == "told":
            after = time.end - 1
        elif time.low.form == "set":
            start, after = start + 1, time.end
        else:
            turns = [k for k in range(start, time.end) if tokens[k].word in TURNS]
            start, after = (turns[-1] + 1 if turns else time.end), time.end
        read = self._amounts.read(text, tokens, start) if start < after else None
        if read is None or read.after != after or read.unit is None or read.unit.dimension != "duration":
            return None
        found = self._amounts.mention(text, tokens, start, read)
        return None if found is None else found.mention

    def _is_rate(self, start: int, core: int) -> bool:
        """Whether "a day" belongs to the amount before it: "$98 a share", "twice a week"."""
        token = self._tokens[start]
        if token.word not in ("a", "an") or token.start != core or not start:
            return False
        before = self._tokens[start - 1]
        if before.word == ")" and self._last == start - 1:
            return True  # "$5 (£4) a month"
        if self._last == start or before.word in _RATES:
            return True
        # "$20 billion of bonds a month"
        near = self._last > 0 and start - self._last <= _NOUNS_OF_A_RATE
        return near and before.kind == WORD and before.word not in _BEFORE_AN_AMOUNT


def _named(entities: tuple[Entity, ...], start: int, end: int) -> Mention:
    """The mention of a name: of the first that it can mean, and also of the others, which are of other kinds."""
    also = _named(entities[1:], start, end) if len(entities) > 1 else None
    return Mention(start, end, "name", entities[0], "name.entity", None, None, (start, end), also=also)
