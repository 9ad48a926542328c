"""From tokens to mentions of quantities: the reader's grammar of amounts, and what in a sentence is none after all."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from factcheck.extraction.mentions.ages import ages_at
from factcheck.extraction.mentions.counted import are_harmed, counted
from factcheck.extraction.mentions.likely_amounts import is_amount
from factcheck.extraction.mentions.mention import Mention
from factcheck.extraction.mentions.ordinals import place_at
from factcheck.model.interval import Bound, Interval, exact, point
from factcheck.model.quantity import Quantity, interval_to_base
from factcheck.model.units import NUMBER as PLAIN
from factcheck.model.units import PERCENT, POINTS, Unit
from factcheck.model.vocabulary import Vocabulary
from factcheck.named import NamedTuple
from factcheck.reading.hedges import ABOUT, Phrases
from factcheck.reading.numbers import LARGEST, skip_article
from factcheck.reading.quantities import QuantityGrammar, QuantityMention
from factcheck.reading.tokens import CURRENCY, WORD, Token
from factcheck.reading.units import UnitNames
from factcheck.reading.vague import SEVERAL

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
_CLOSE_ENOUGH: Final = Fraction(15, 100)
"""How far two units of an equivalent may be apart: "20 kilometres (12 miles)"."""
_DEGREES_APART: Final = 2
_TOO_MANY_FOR_A_SCORE: Final = 1000
_LINKS: Final = frozenset({"-", "–", "to", "or"})
_FURTHEST_LINK: Final = 6
_FURTHEST_VERB: Final = 4
_RAISING: Final = frozenset(
    "push pushed pushes pushing drive drives drove driving driven send sends sent sending bring brings brought "
    "bringing bid lift lifts lifted lifting".split()
)
_RISING: Final = _RAISING | frozenset(
    "shoot shoots shot shooting go goes went gone going come comes came coming rise rises rose risen rising climb "
    "climbs climbed climbing jump jumps jumped jumping move moves moved moving grow grows grew grown growing creep "
    "creeps crept edge edges edged edging tick ticks ticked ticking soar soared surge surged inch inched step "
    "stepped speed sped round rounded scale scaled ratchet ratcheted nudge nudged".split()
)
"""Verbs that "up" belongs to, with and without something that they move."""
_BEFORE_LONGER: Final = frozenset(
    "for in after of by within from to at with since little just well lasted lasts lasting last took takes take taking "
    "spent spend spends spending was is were are be been being waiting waited wait delayed spanning spans spanned "
    "serving served serve runs ran running already stretching stretched jailed sentenced imprisoned every".split()
)
_AFTER_LONGER: Final = frozenset("old olds ago apart later after before since longer earlier".split())
"""Where "over 10 years" are more than ten."""
_PREPOSITIONS: Final = frozenset("to by of for with in at from on and or".split())
_FURTHEST_SO: Final = 4
_SUBJECTS: Final = frozenset("he she it they we i you the many much that".split())
"""After these, "or so" begins a clause: "20 people, or so he said"."""
_OLD: Final = frozenset({"old", "olds"})
_AGED: Final = frozenset({"aged", "age"})
_MOST_YEARS: Final = 125
"""An age that people reach."""


class FoundAmount(NamedTuple):
    """A mention, and the index of the first token after it."""

    mention: Mention
    after: int


class AmountFinder:
    """Finds quantities in sentences."""

    def __init__(self, vocabulary: Vocabulary, phrases: Phrases) -> None:
        self._grammar = QuantityGrammar(vocabulary, phrases)
        self._phrases = phrases
        self._units = UnitNames(vocabulary.units)
        self._years = vocabulary.units.find("yr") or PLAIN

    def is_currency(self, written: str, sign: str = "") -> bool:
        """Whether a word before a number, or before a currency sign, is a currency: EUR, Rs."""
        return self._units.currency_with(written, sign) is not None

    def is_letter(self, text: str, tokens: list[Token], i: int) -> bool:
        """Whether a letter is the currency of the number that it stands right before: "R500m"."""
        return self._units.letter_before(text, tokens, i) is not None

    def read(self, text: str, tokens: list[Token], i: int) -> QuantityMention | None:
        """The quantity that starts at a token, if it is one in a sentence."""
        if tokens[i].word == "up" and tokens[i + 1].word == "to" and _is_raised(tokens, i):
            return None
        ages = ages_at(tokens, i)
        if ages is not None:
            span = (tokens[i].start, tokens[ages.after - 1].end)
            return QuantityMention(*span, ages.after, ages.years, ages.years, self._years, None, "age", span)
        read = self._grammar.at(text, tokens, i)
        if read is None and any(token.word in _LINKS for token in tokens[i + 1 : i + _FURTHEST_LINK]):
            # "won 3-1" and "fell 5 to 3" are no ranges.
            read = self._grammar.at(text, tokens, i, ranges=False)
        if read is None:
            return None
        if read.form == "range" and read.unit is None and self._is_score(text, tokens, read):
            read = self._grammar.at(text, tokens, i, ranges=False)
        if read is None or not is_amount(text, tokens, i, read) or _is_span(tokens, i, read):
            return None
        return read

    def mention(self, text: str, tokens: list[Token], i: int, read: QuantityMention) -> FoundAmount | None:
        """The mention of what was read at a token."""
        unit = read.unit or PLAIN
        ends = (read.nominal.low, read.nominal.high)
        if any(not isinstance(end, float) and not -LARGEST <= end <= LARGEST for end in ends):
            return None
        # "several" widens nothing: it is the amount, and no row of the table of hedges.
        row = None if read.hedge == SEVERAL else read.hedge
        nominal = possible = interval_to_base(read.nominal, unit)
        if read.possible is not read.nominal:
            possible = interval_to_base(read.possible, unit)
        value = Quantity(nominal, possible, unit, row)
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
        aged = _after_age(tokens, after) if kind == "duration" else after
        if aged > after:
            form = "age"
        further = self._equivalent(text, tokens, after, value)
        if further is not None:
            after, end = further, tokens[further - 1].end
        share = read.share and tokens[after].word == "of"
        noun = counted(text, tokens, after, read.nominal.low) if kind == "number" and not share else None
        if noun is not None and row is None and _or_so(tokens, after):
            hedge, row = "or so", ABOUT
            value = value._replace(possible=self._phrases.widen(row, value.nominal), hedge=row)
        mod = MODS.get(row or "")
        core = (read.core[0] + shift, min(end, read.core[1]))
        first = next(k for k in range(i, after) if tokens[k].start >= core[0])
        if tokens[first].word == "another" and after > first + 1:
            # A pattern may say this word itself, as it may the words of a hedge.
            core = (tokens[first + 1].start, core[1])
        mention = Mention(start, end, kind, value, f"{kind}.{form}", mod, hedge, core, None, noun)
        if aged > after:
            # A pattern may say "old" itself.
            end = tokens[aged - 1].end
            return FoundAmount(mention._replace(end=end, core=(core[0], end), also=mention), aged)
        return FoundAmount(mention._replace(also=_otherwise(tokens, i, after, mention, read, self._years)), after)

    def ordinal(self, tokens: list[Token], i: int) -> FoundAmount | None:
        """Such as "21st", "third": a place in a row, which counts nothing."""
        found = place_at(tokens, i)
        if found is None or tokens[found[1]].joined or (tokens[i].word == "second" and i and tokens[i - 1].word == "a"):
            return None
        value = point(found[0])
        span = (tokens[i].start, tokens[found[1] - 1].end)
        quantity = Quantity(value, value, ORDINAL)
        return FoundAmount(Mention(*span, "ordinal", quantity, "number.ordinal", None, None, span), found[1])

    def _is_score(self, text: str, tokens: list[Token], read: QuantityMention) -> bool:
        """Whether "1-3" is a score or a vote, and no range: small numbers of which nothing is counted."""
        written = text[read.core[0] : read.core[1]]
        if "to" in written.casefold() or not any(sign in written for sign in "-–‐‑—"):
            return False
        high = read.nominal.high
        if not isinstance(high, float) and high >= _TOO_MANY_FOR_A_SCORE:
            return False
        return counted(text, tokens, read.after) is None and not are_harmed(tokens, read.after)

    def _equivalent(self, text: str, tokens: list[Token], i: int, value: Quantity) -> int | None:
        """The index after "(12 miles)", which says the same in another unit."""
        if tokens[i].word != "(" or value.dimension in ("number", "money", "percent"):
            return None
        read = self._grammar.at(text, tokens, i + 1)
        if read is None or tokens[read.after].word != ")" or read.unit is None or read.unit.base != value.base:
            return None
        same = interval_to_base(read.nominal, read.unit)
        ours = value.nominal
        ends = [(ours.low, same.low), (ours.high, same.high)]
        if same.is_point:
            # "up to 60 mph (97 kph)": the bound is not said twice.
            ends = [both for both in ends if not isinstance(both[0], float)]
        return read.after + 1 if all(_close(*both, value.unit) for both in ends) else None


def _or_so(tokens: list[Token], i: int) -> bool:
    """Whether "or so" after the noun that is counted softens the number: "20 senior officials or so"."""
    for k in range(i + 1, i + _FURTHEST_SO):
        if tokens[k].kind != WORD:
            return False
        if tokens[k].word == "or":
            return tokens[k + 1].word == "so" and tokens[k + 2].word not in _SUBJECTS
    return False


def _after_age(tokens: list[Token], i: int) -> int:
    """The index after "old", "-olds" or "of age", which say that a duration is an age."""
    if tokens[i].word in _OLD:
        return i + 1
    return i + 2 if tokens[i].word == "of" and tokens[i + 1].word == "age" else i


def _otherwise(
    tokens: list[Token], i: int, after: int, mention: Mention, read: QuantityMention, years: Unit
) -> Mention | None:
    """A plain number as what else it can be: percents where it is a fraction, points, the years of an age."""
    value = mention.value
    if mention.kind != "number" or not isinstance(value, Quantity):
        return None
    point = skip_article(tokens, after) if read.share else after
    if tokens[point].word in ("point", "points"):
        points = value._replace(
            nominal=interval_to_base(value.nominal, POINTS),
            possible=interval_to_base(value.possible, POINTS),
            unit=POINTS,
        )
        end = tokens[point].end
        core = (mention.core[0], end)
        return mention._replace(
            end=end, kind="quantity", value=points, reader="quantity.points", core=core, counted=None
        )
    if read.share:
        nominal = possible = _hundredfold(value.nominal)
        if value.possible is not value.nominal:
            possible = _hundredfold(value.possible)
        return mention._replace(
            kind="percent",
            value=Quantity(nominal, possible, PERCENT, value.hedge),
            reader="percent.share",
            counted=None,
        )
    if i and tokens[i - 1].word in _AGED and _is_age(value.nominal):
        nominal, possible = (interval_to_base(part, years) for part in (value.nominal, value.possible))
        aged = Quantity(nominal, possible, years, value.hedge)
        return mention._replace(kind="duration", value=aged, reader="duration.age", counted=None)
    return None


def _is_age(years: Interval) -> bool:
    return all(not isinstance(end, float) and 0 <= end <= _MOST_YEARS for end in (years.low, years.high))


def _hundredfold(share: Interval) -> Interval:
    low = share.low if isinstance(share.low, float) else exact(share.low * 100)
    if share.high is share.low:
        return share._replace(low=low, high=low)
    return share._replace(low=low, high=share.high if isinstance(share.high, float) else exact(share.high * 100))


def _is_span(tokens: list[Token], i: int, read: QuantityMention) -> bool:
    """Whether "over" at a token tells in which time something is done, and no bound: "$5bn over 10 years"."""
    if tokens[i].word != "over" or read.unit is None or read.unit.dimension != "duration":
        return False
    longer = tokens[read.after].word in _AFTER_LONGER or (i and tokens[i - 1].word in _BEFORE_LONGER)
    return not longer


def _is_raised(tokens: list[Token], i: int) -> bool:
    """Whether the verb before owns the "up" at a token: "shot up to 5%", "pushed prices up to 5%" tell no bound."""
    before = tokens[i - 1].word if i else ""
    if before in _PREPOSITIONS or before == "driving":
        return False  # "sent to up to 40 countries", "driving up to 90 mph"
    if before in _RISING:
        return True
    return any(tokens[k].word in _RAISING for k in range(max(0, i - _FURTHEST_VERB), i))


def _close(ours: Bound, theirs: Bound, unit: Unit) -> bool:
    """Whether two amounts in the same base are one, but for rounding; temperatures are compared by degrees."""
    if isinstance(ours, float) or isinstance(theirs, float):
        return ours == theirs
    apart = ours - theirs
    most = _DEGREES_APART if unit.offset else ours * _CLOSE_ENOUGH
    return -most <= apart <= most if most >= 0 else most <= apart <= -most


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
