"""From the words of a fact's value, as news gives them, to the value: the one reader of values.

It reads what stands in facts files ("about 80 minutes"), in the tests of rules ("two hours") and in the quoted
literals of checks ("late spring 2022"). Reading a value means that one mention covers the whole text; what cannot be
read is told in the analyst's words, and nothing is ever guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from factcheck.model.interval import INFINITY
from factcheck.model.period import ImpossibleDate, Period, parse_edtf
from factcheck.model.quantity import Quantity, interval_to_base
from factcheck.model.statement import Value, Words
from factcheck.model.text import fold_text
from factcheck.model.types import Type, describe
from factcheck.model.units import NUMBER, Unit
from factcheck.model.vocabulary import Vocabulary
from factcheck.named import NamedTuple
from factcheck.pattern import pattern
from factcheck.reading.calendar import ends_of
from factcheck.reading.hedges import BOUNDS, LESS_THAN, Phrases
from factcheck.reading.names import NameReader
from factcheck.reading.numbers import LARGEST, NUMBER_WORDS, number_at
from factcheck.reading.objects import OBJECT_KEYS, object_ends
from factcheck.reading.periods import PeriodGrammar
from factcheck.reading.placing import NeedsDate, Setting
from factcheck.reading.quantities import QuantityGrammar, QuantityMention
from factcheck.reading.tokens import END, WORD, Token, tokens_of
from factcheck.reading.tokens import NUMBER as DIGITS
from factcheck.reading.units import cents_of

MOST_CHARACTERS: Final = 200
"""Of a quantity, a period, a name or a boolean."""
MOST_TEXT: Final = 4_000
"""Characters of a text or of a list of names."""


class Unreadable(NamedTuple):
    """Why a text is no value of the type asked for, in the analyst's words.

    `needs_date` marks a time told from the day of publication ("Friday") where that day is not known.
    """

    reason: str
    needs_date: bool = False


_EXAMPLES: Final = {
    "number": "a number such as '14', 'two dozen' or 'about 300 people'",
    "percent": "a percentage such as '10%' or 'about 10 per cent'",
    "percentage points": "percentage points such as '2 pp' or 'two percentage points'",
    "money": "an amount of money such as '$14 million' or '3bn euros'",
    "duration": "a duration such as '80 min' or 'about an hour'",
    "length": "a length such as '20 km' or 'about 5 feet'",
    "mass": "a mass such as '3 kg' or 'about 200 tonnes'",
    "temperature": "a temperature such as '20 °C' or '-5 degrees Celsius'",
    "speed": "a speed such as '120 km/h'",
    "area": "an area such as '5 km²' or 'about 300 acres'",
    "volume": "a volume such as '2 litres' or '3 million barrels'",
}
_PERIOD: Final = "a period such as '2022-01-21', 'January 2022' or 'late spring 2022'"
_BOOLEANS: Final = {"true": True, "yes": True, "false": False, "no": False}
_MOST_NOUN_WORDS: Final = 4
_SHORTEST_NOUN: Final = 2
_NO_NOUN: Final = frozenset(
    "and or but over out point in per from to by at than times with without minus plus on after before until".split()
)
"""Words that a thing counted does not start with."""
_SPACED_DIGITS: Final = pattern(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))")
"""The spaces of "10 000": only where the number is all there is, since "in 2021 300 people" has two numbers."""


class Reader:
    """Reads values with the units, hedges and names of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._phrases = Phrases(vocabulary.hedges)
        self._quantities = QuantityGrammar(vocabulary, self._phrases)
        self._periods = PeriodGrammar(self._phrases)
        self._names = NameReader(vocabulary)

    def read(
        self,
        text: str,
        fact_type: Type,
        *,
        unit: Unit | None = None,
        negative: bool = True,
        published: Period | None = None,
    ) -> Value | Unreadable:
        """The value that the whole text gives.

        `unit` is the unit of a bare number, `negative` says whether values below zero exist, and `published` is the
        day that "Friday" and "this year" are counted from.
        """
        longest = MOST_TEXT if fact_type.family == "text" or fact_type.many else MOST_CHARACTERS
        if len(text) > longest:
            return Unreadable(f"the value is longer than {longest} characters")
        text = text.strip()
        if not text:
            return Unreadable("the value is empty")
        match fact_type.family:
            case "quantity":
                return self._quantity(text, fact_type.detail, unit, negative)
            case "period":
                return self._period(text, published)
            case "entity":
                return self._entity(text, fact_type)
            case "text":
                return Words(text, fold_text(text))
            case "boolean":
                value = _BOOLEANS.get(text.lower())
                return Unreadable("expected true or false") if value is None else value

    # Quantities ------------------------------------------------------------------------------------------------------

    def _quantity(self, text: str, dimension: str, unit: Unit | None, negative: bool) -> Value | Unreadable:
        grouped = _SPACED_DIGITS.sub("\u00a0", text)
        tokens = tokens_of(grouped)
        mention = self._quantities.at(grouped, tokens, 0, dimension)
        if mention is None:
            too_long = any(token.kind == DIGITS and token.value < 0 for token in tokens)
            return Unreadable("the number is too large" if too_long else f"expected {_example(dimension)}")
        after = _past_full_stop(tokens, mention.after)
        if _may_be_of_something(mention, dimension, tokens[after].word):
            after = past_noun(tokens, after)
        if tokens[after].kind != END:
            return Unreadable(self._left_over(text, tokens, mention, dimension))
        written = mention.unit or (NUMBER if dimension == "number" else unit)
        if written is None:
            return Unreadable(f"a unit is missing: expected {_example(dimension)}")
        written = cents_of(written, unit)
        if written.dimension == "angle" and dimension == "temperature" and unit is not None:
            # "20 degrees" of a temperature are those that the fact declares.
            written = unit
        if written.dimension != dimension:
            found = describe(Type("quantity", written.dimension))
            return Unreadable(f"{text!r} is {found}; expected {_example(dimension)}")
        return _placed(mention, written, negative)

    def _left_over(self, text: str, tokens: list[Token], mention: QuantityMention, dimension: str) -> str:
        start = mention.after
        while tokens[start].word in (",", "and"):
            start += 1
        rest = self._quantities.at(text, tokens, start, dimension)
        ours, theirs = mention.unit, None if rest is None else rest.unit
        if ours is not None and theirs is not None and ours.dimension == theirs.dimension and ours.base != theirs.base:
            return f"{ours.many or ours.symbol} and {theirs.many or theirs.symbol} do not add up to one amount"
        left = text[tokens[mention.after].start :]
        return f"{left[:40]!r} is left over after {text[mention.start : mention.end]!r}; expected {_example(dimension)}"

    def read_object(
        self, value: Mapping[str, object], fact_type: Type, *, unit: Unit | None = None, negative: bool = True
    ) -> Value | Unreadable:
        """The value of `{min: 72, max: 88, unit: min}`: closed ends `min` and `max`, open ends `above` and `below`."""
        if fact_type.family != "quantity":
            return Unreadable(f"an object with min and max gives a quantity; expected {self._expected(fact_type)}")
        unknown = [key for key in value if key not in OBJECT_KEYS]
        if unknown:
            return Unreadable(f"{unknown[0]!r} is not one of {', '.join(OBJECT_KEYS)}")
        dimension = fact_type.detail
        written = self._object_unit(value.get("unit"), dimension, unit)
        if isinstance(written, Unreadable):
            return written
        ends = object_ends(value, negative=negative)
        if isinstance(ends, str):
            return Unreadable(ends)
        hedge = value.get("hedge")
        if hedge is not None and hedge not in self._vocabulary.hedges and hedge not in BOUNDS:
            return Unreadable(f"{hedge!r} is no row of the table of hedges")
        placed = interval_to_base(ends, written)
        return Quantity(placed, placed, written, None if hedge is None else str(hedge))

    def _object_unit(self, named: object, dimension: str, unit: Unit | None) -> Unit | Unreadable:
        if named is None:
            found = NUMBER if dimension == "number" else unit
            return found or Unreadable(f"a unit is missing: expected {_example(dimension)}")
        found = self._vocabulary.units.find(named, dimension) if isinstance(named, str) else None
        if found is None:
            return Unreadable(f"{named!r} is no known unit")
        if found.dimension != dimension:
            return Unreadable(f"{named!r} is no unit of {describe(Type('quantity', dimension))}")
        return found

    # Periods, names --------------------------------------------------------------------------------------------------

    def _period(self, text: str, published: Period | None) -> Value | Unreadable:
        try:
            plain = parse_edtf(text)
            if plain is not None:
                return self._periods.hedged(plain)
            tokens = tokens_of(text)
            today = None if published is None else ends_of(published)[0]
            mention = self._periods.at(tokens, 0, Setting(today))
        except (NeedsDate, ImpossibleDate) as refused:
            return Unreadable(str(refused), needs_date=isinstance(refused, NeedsDate))
        if mention is None or tokens[_past_full_stop(tokens, mention.after)].kind != END:
            return Unreadable(f"expected {_PERIOD}")
        return mention.period

    def _entity(self, text: str, fact_type: Type) -> Value | Unreadable:
        found = (
            self._names.several(text, fact_type.detail) if fact_type.many else self._names.one(text, fact_type.detail)
        )
        return Unreadable(found) if isinstance(found, str) else found

    def read_set(self, items: Sequence[str], fact_type: Type) -> Value | Unreadable:
        """The set of a list of names."""
        if fact_type.family != "entity":
            return Unreadable(f"a list of names gives a set; expected {self._expected(fact_type)}")
        if any(len(item) > MOST_CHARACTERS for item in items):
            return Unreadable(f"a name is longer than {MOST_CHARACTERS} characters")
        found = self._names.listed(items, fact_type.detail)
        return Unreadable(found) if isinstance(found, str) else found

    @staticmethod
    def _expected(fact_type: Type) -> str:
        return _PERIOD if fact_type.family == "period" else describe(fact_type)


def _example(dimension: str) -> str:
    return _EXAMPLES.get(dimension) or describe(Type("quantity", dimension.replace("_", " ")))


def _past_full_stop(tokens: list[Token], i: int) -> int:
    return i + 1 if tokens[i].word == "." and tokens[i].start == tokens[i - 1].end else i


def _may_be_of_something(mention: QuantityMention, dimension: str, following: str) -> bool:
    """A plain number may count something ("14 ships"), a percentage be of something ("10% of the vote")."""
    if dimension == "number":
        return mention.unit is None
    return dimension == "percent" and following == "of"


def past_noun(tokens: list[Token], i: int) -> int:
    """Past what is counted: up to four words ("of the city's voters"), none of which goes on counting."""
    if tokens[i].word == "of":
        i += 1 + (tokens[i + 1].word == "the")
        # "218 of the 435 seats": what they are out of does not count.
        whole = number_at(tokens, i)
        i = i if whole is None or whole.article else whole.after
    runs_on = tokens[i].start == tokens[i - 1].end and not tokens[i].joined
    if runs_on or tokens[i].word in _NO_NOUN or len(tokens[i].word) < _SHORTEST_NOUN:
        return i
    end = i
    while tokens[end].kind == WORD and end - i < _MOST_NOUN_WORDS:
        word = tokens[end].word
        if word in NUMBER_WORDS or not word.replace("'", "").replace(".", "").isalpha():
            return i
        end += 1
    return end


def _placed(mention: QuantityMention, unit: Unit, negative: bool) -> Quantity | Unreadable:
    """A mention as a quantity in its unit's base."""
    nominal, possible = mention.nominal, mention.possible
    if not negative and nominal.low == -INFINITY:
        # Where nothing is below zero, "less than 90" is above zero and "up to 90" may be none at all.
        above_zero = nominal._replace(low=0, low_open=mention.hedge == LESS_THAN)
        if not above_zero.is_empty:
            nominal = possible = above_zero
    if any(not -LARGEST <= end <= LARGEST for end in nominal[:2] if not isinstance(end, float)):
        return Unreadable("the number is too large")
    stated = interval_to_base(nominal, unit)
    meant = stated if possible is nominal else interval_to_base(possible, unit)
    return Quantity(stated, meant, unit, mention.hedge)
