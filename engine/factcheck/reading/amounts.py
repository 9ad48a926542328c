"""From tokens to amounts: a number, vague or exact, with its unit, its currency sign, and the parts of a compound.

"$1.2bn", "an hour and 20 minutes", "5 ft 10 in", "three quarters of a mile", "hundreds of millions of dollars".
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from factcheck.model.interval import Bound, Exact, exact
from factcheck.model.quantity import from_base, to_base
from factcheck.model.units import POINTS, Unit
from factcheck.named import NamedTuple
from factcheck.reading.hedges import Phrases
from factcheck.reading.numbers import SCALES, Number, number_at, part_at, skip_article
from factcheck.reading.surroundings import NO_NOUN, counts, in_millions, is_paid, is_race
from factcheck.reading.tokens import CURRENCY, END, NUMBER, SIGN, WORD, Token
from factcheck.reading.units import RACES, SMALLER, UnitNames, hundredth, is_hundredth
from factcheck.reading.vague import TIMES, in_words


class Amount(NamedTuple):
    """One amount in `unit`; `high` differs from `low` only for a vague one, whose row is `vague`.

    `head` and `scale` are the number before its scale word and the scale, for a range that writes the scale once;
    `share` marks a plain fraction; `softened` is the row of a hedge between number and unit ("90-odd minutes").
    """

    low: Exact
    high: Bound
    after: int
    unit: Unit | None = None
    head: Exact = 0
    scale: int = 1
    vague: str | None = None
    share: bool = False
    softened: str | None = None
    softened_at: tuple[int, int] | None = None


_LETTERS: Final = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}
_COUNTRIES: Final = {
    "us": "US",
    "a": "A",
    "au": "A",
    "nz": "NZ",
    "c": "C",
    "ca": "C",
    "cdn": "C",
    "hk": "HK",
    "s": "S",
    "sg": "S",
}
"""Whose dollar it is, where that stands after the sign."""
_MONEY_FROM: Final = 10**6
"""Millions of pounds are money, whatever is asked for."""
_OPENING: Final = frozenset({"(", "[", '"', "'"})
_MINUS: Final = frozenset({"-", "minus", "negative"})
_OUT_OF: Final = (("in",), ("out", "of"), ("of", "every"), ("in", "every"))
_AFTER_ARTICLE: Final = frozenset(
    "minute hour day week fortnight weekend month year decade century millennium mile kilometre kilometer km metre "
    "meter yard tonne ton kilogram kilo kg litre liter gallon dollar euro barrel acre hectare "
    "percent per metric square cubic nautical".split()
)
"""Units of which "a" is an amount in a sentence: "a second", "a bar", "a stone" are mostly something else."""
_MORE: Final = frozenset({"more", "full", "whole", "extra", "additional", "further"})
"""What may stand between a number and a unit of time: "two more years"."""
_MANY: Final = 1000
_TALLEST: Final = 9
_INCHES: Final = 12
"""Of a foot."""
_FIRST_YEAR: Final = 1000
_LAST_YEAR: Final = 2101
_FURTHEST_CURRENCY: Final = 12
_SAME_AGAIN: Final = frozenset("from with against versus vs than to and or which compared".split())
"""Words after which millions are of the currency named before: "a profit of $5 million, against 3 million"."""


class AmountReading:
    """One text being read for amounts, of the dimension `wanted` where it matters."""

    def __init__(
        self,
        text: str,
        tokens: list[Token],
        wanted: str | None,
        units: UnitNames,
        phrases: Phrases,
        ranges: bool = True,
    ) -> None:
        self.tokens = tokens
        self.wanted = wanted
        self.ranges = ranges
        self._text = text
        self._units = units
        self._phrases = phrases

    def amount(self, i: int, *, joining: bool = True, currency: Unit | None = None) -> Amount | None:
        """The longest amount that starts at a token, in a currency if one is told. Without `joining`, "and" is never
        part of it.
        """
        tokens = self.tokens
        if currency is not None:
            return self._unsigned(i, currency, joining)
        sign = 1
        if tokens[i].word in ("a", "the") and tokens[i + 1].kind == CURRENCY:
            i += 1
        if tokens[i].word in _MINUS:
            if self.wanted is None and not _is_minus(tokens, i):
                return None
            sign, i = -1, i + 1
        elif tokens[i].word == "+":
            if self.wanted is None and i and tokens[i - 1].kind == NUMBER and tokens[i - 1].end == tokens[i].start:
                return None  # "in the 90+4 minutes"
            i += 1
        currency, i = self._currency_before(i)
        if currency is not None and tokens[i].word == "-" and sign == 1:
            sign, i = -1, i + 1
        amount = self._unsigned(i, currency, joining)
        if amount is None or sign == 1:
            return self._below_zero(amount) if amount and self._is_temperature(amount) else amount
        return None if amount.vague else amount._replace(low=-amount.low, high=-amount.low, head=-amount.head)

    def _currency_before(self, i: int) -> tuple[Unit | None, int]:
        """`$`, `US$`, `US $`, `EUR`, `Rs` before a number, and the index after it."""
        token, following = self.tokens[i], self.tokens[i + 1]
        written, after = self._text[token.start : token.end], i + 1
        if token.word == "$" and following.word in _COUNTRIES and following.start == token.end:
            # "$US5 million"
            written, after = _COUNTRIES[following.word] + "$", i + 2
        elif token.kind == WORD and following.kind == CURRENCY:
            unit = self._units.currency_with(written, self._text[following.start : following.end], self.wanted)
            return unit, i if unit is None else i + 2
        elif token.kind == WORD and following.word == "." and following.start == token.end:
            # "Rs. 200"
            if self.tokens[i + 2].kind != NUMBER:
                return None, i
            written, after = written + ".", i + 2
        elif (unit := self._units.letter_before(self._text, self.tokens, i)) is not None:
            return unit, after
        elif token.kind != CURRENCY and (token.kind != WORD or following.kind != NUMBER or following.joined):
            return None, i
        unit = self._units.currency(written, self.wanted)
        return unit, i if unit is None else after

    def _is_temperature(self, amount: Amount) -> bool:
        if self.wanted is None and amount.unit is not None:
            return amount.unit.dimension in ("angle", "temperature")
        return self.wanted == "temperature"

    def _below_zero(self, amount: Amount) -> Amount:
        """Such as "five degrees below zero"."""
        side, zero = (token.word for token in self.tokens[amount.after : amount.after + 2])
        if side not in ("below", "above") or zero != "zero" or amount.vague:
            return amount
        value = -amount.low if side == "below" else amount.low
        return amount._replace(low=value, high=value, head=value, after=amount.after + 2)

    def _unsigned(self, i: int, currency: Unit | None, joining: bool) -> Amount | None:
        token = self.tokens[i]
        if token.word == "another":
            i, token = i + 1, self.tokens[i + 1]
            if number_at(self.tokens, i) is None:
                return self._with_unit(Amount(1, 1, i, None, 1), currency, joining)
        if token.kind == WORD:
            told = in_words(self.tokens, i, self.wanted)
            if told is not None:
                special = Amount(told.low, told.high, told.after, None, told.low, 1, told.row)
                amount = self._with_unit(special, currency, joining)
                return amount if amount.after > i else None
        number = number_at(self.tokens, i, joining=joining)
        if number is None:
            return None
        number = self._with_letter(number, currency)
        following = self.tokens[number.after]
        if self.wanted is None and number.article:
            much = following.word == "ton" and self.tokens[number.after + 1].word == "of"
            if following.word not in _AFTER_ARTICLE or much:
                return None  # "a ton of money"
        if self.wanted is None and number.share and following.word == "quarter" and following.joined:
            return None  # "a third-quarter loss"
        if self.wanted == "percent" or (self.wanted is None and self._is_share(i, number)):
            number = self._out_of(number)
        amount = self._with_unit(_plain(number), currency, joining)
        if amount.unit is None and self.wanted is None and number.scale >= _MONEY_FROM:
            amount = amount._replace(unit=self._same_currency(i, amount.after))
        if amount.unit is None and number.share and self.wanted == "duration":
            # "two quarters": the word is a unit there, and no fraction.
            bare = number_at(self.tokens, i, joining=joining, shares=False)
            amount = amount if bare is None else self._with_unit(_plain(bare), currency, joining)
        return None if amount.unit is None and number.article else amount

    # Numbers ---------------------------------------------------------------------------------------------------------

    def _with_letter(self, number: Number, currency: Unit | None) -> Number:
        """`5m`, `20k`: a scale, unless the letter is a unit of what is wanted."""
        tokens, i = self.tokens, number.after
        token = tokens[i]
        size = _LETTERS.get(token.word)
        if size is None or number.scale > 1 or number.share:
            return number
        if self.wanted is None and currency is None and token.start == tokens[i - 1].end:
            if token.word == "k":
                race = tokens[i + 1].word in RACES
                return number if race else Number(exact(number.value * size), i + 1, size)
            many = token.word in ("m", "b") and not is_race(tokens, i)
            if many and (counts(tokens, i + 1) or in_millions(tokens, i)):
                return Number(exact(number.value * size), i + 1, size)
            if token.word == "b":
                return number  # "apartment 5B"
        if currency is None and self.wanted not in ("money", "number"):
            unit = self._units.at(self._text, tokens, i, self.wanted)
            fits = unit is not None and (self.wanted is None or unit[0].dimension == self.wanted)
            if fits and self._units.at(self._text, tokens, i + 1, self.wanted) is None:
                return number
        if token.start != tokens[i - 1].end and not (currency or tokens[i + 1].kind == END):
            return number
        return Number(exact(number.value * size), i + 1, size)

    def _is_share(self, start: int, number: Number) -> bool:
        """Whether a sentence tells a share: "3 out of 10", "one in five"; not "two in 2021", "3-1 in four sets"."""
        tokens, i = self.tokens, number.after
        if tokens[i].word != "in":
            return tokens[i].word in ("out", "of")
        if start > 1 and tokens[start - 1].word in ("-", "–") and tokens[start - 2].kind == NUMBER:
            return False
        if tokens[i + 1].word == "every":
            return True
        whole = number_at(tokens, i + 1, joining=False)
        if whole is None or not number.value < whole.value:
            return False
        if number.value != 1 and tokens[i + 1].kind != tokens[i - 1].kind:
            return False
        year = tokens[i + 1].word.isdigit() and _FIRST_YEAR <= whole.value < _LAST_YEAR
        unit = self._units.at(self._text, tokens, whole.after, None)
        return not year and unit is None and not tokens[whole.after].joined

    def _same_currency(self, i: int, after: int) -> Unit | None:
        """The currency of millions that are told beside others: "a profit of $5 million, against 3 million"."""
        tokens, following = self.tokens, self.tokens[after]
        noun = following.kind == WORD and following.word not in NO_NOUN
        if noun or i < 2 or tokens[i - 1].word not in _SAME_AGAIN:
            return None
        for k in range(i - 2, max(-1, i - _FURTHEST_CURRENCY), -1):
            token = tokens[k]
            if token.kind == CURRENCY and tokens[k + 1].kind == NUMBER:
                before = number_at(tokens, k + 1)
                if before is None or tokens[before.after].word in ("a", "per"):
                    return None
                letter = _LETTERS.get(tokens[before.after].word, 1)
                return self._currency_before(k)[0] if max(before.scale, letter) >= _MONEY_FROM else None
            if token.word in (".", ";", "?", "!", ")") or (token.kind == NUMBER and tokens[k - 1].kind != CURRENCY):
                return None
        return None

    def _out_of(self, number: Number) -> Number:
        """Such as "one in five", "three out of four": a share, where percents are wanted."""
        tokens, i = self.tokens, number.after
        for words in _OUT_OF:
            if all(tokens[i + offset].word == word for offset, word in enumerate(words)):
                whole = number_at(tokens, i + len(words), joining=False)
                if whole is not None and not whole.article and 0 <= number.value <= whole.value != 0:
                    return Number(exact(Fraction(number.value) / whole.value), whole.after, share=True)
        return number

    # Units -----------------------------------------------------------------------------------------------------------

    def _with_unit(self, amount: Amount, currency: Unit | None, joining: bool) -> Amount:
        """An amount with the unit after it; a hedge may stand between ("90-plus minutes")."""
        if currency is not None:
            return self._with_currency(amount, currency)
        if amount.vague is None:
            softening = self._phrases.after(self.tokens, amount.after)
            if softening is not None:
                further = self._with_following_unit(amount, softening.after, joining)
                if further.unit is not None:
                    at = (self.tokens[amount.after].start, self.tokens[softening.after - 1].end)
                    return further._replace(softened=softening.row, softened_at=at)
        return self._with_following_unit(amount, amount.after, joining)

    def _with_currency(self, amount: Amount, currency: Unit) -> Amount:
        """After a currency sign, the same currency's name says nothing new ("$5 million US dollars")."""
        again = self._units.at(self._text, self.tokens, amount.after, "money")
        if again is not None and again[0] == currency:
            amount = amount._replace(after=again[1])
        return self._whole(amount._replace(unit=currency))

    def _whole(self, amount: Amount) -> Amount:
        """Millions of a currency ("120 MEUR") in the currency itself."""
        unit = amount.unit
        if unit is None or unit.dimension != "money" or unit.factor <= 1:
            return amount
        whole = self._units.named(unit.base) or unit
        low, head = exact(amount.low * unit.factor), exact(amount.head * unit.factor)
        return amount._replace(low=low, high=low, head=head, unit=whole, scale=1)

    def _with_following_unit(self, amount: Amount, i: int, joining: bool) -> Amount:
        tokens = self.tokens
        if amount.share:
            i = skip_article(tokens, i)
        wanted = self.wanted
        if wanted is None and tokens[i].word in ("pound", "pounds") and self._is_paid(amount, i):
            wanted = "money"
        more = wanted is None and tokens[i].word in _MORE and tokens[i + 1].word in TIMES
        found = self._units.at(self._text, tokens, i + more, wanted)
        if wanted is None and tokens[i].word == "'" and (tall := self._feet_and_inches(amount, i)) is not None:
            return tall
        if wanted is None and amount.share and tokens[i].word == "point" and tokens[i].joined:
            # "a quarter-point cut"
            found = POINTS, i + 1
        if found is None:
            return amount
        unit, after = found
        if unit.symbol == "quarter" and tokens[after].word == "point" and tokens[after].joined:
            return amount  # "three quarter-point rises"
        if amount.vague is not None:
            return amount._replace(unit=unit, after=after)
        if unit.dimension == "money" and unit.factor > 1:
            return self._whole(amount._replace(unit=unit, after=after))
        size = SCALES.get(tokens[after].word, 1) if unit.dimension == "money" and amount.scale == 1 else 1
        if size >= _MONEY_FROM:
            # "75 USD million"
            value = exact(amount.low * size)
            return amount._replace(low=value, high=value, unit=unit, after=after + 1, scale=size)
        value = amount.low
        part = part_at(tokens, after) if joining and amount.scale == 1 and not amount.share else None
        if part is not None and self._units.at(self._text, tokens, skip_article(tokens, part[1]), self.wanted) is None:
            value, after = exact(value + part[0]), part[1]
        head = exact(value / Fraction(amount.scale)) if amount.scale > 1 else value
        whole = amount._replace(low=value, high=value, head=head, unit=unit, after=after)
        return self._compound(whole, joining) if unit.dimension in SMALLER and not unit.offset else whole

    def _is_paid(self, amount: Amount, i: int) -> bool:
        """Whether the pounds at a token are money: many of them, or such as are paid."""
        if amount.scale >= _MONEY_FROM:
            return True
        following = self.tokens[i + 1].word
        if following == "of":
            return False
        if following == "worth" or (amount.vague is not None and amount.low >= _MANY):
            return True
        return is_paid(self.tokens, i)

    def _feet_and_inches(self, amount: Amount, i: int) -> Amount | None:
        """Such as 6'4", of which the signs alone are mostly something else."""
        foot, inches, inch = self.tokens[i : i + 3]
        found = self._units.named("foot", "length") if amount.low < _TALLEST and amount.scale == 1 else None
        small = inches.kind == NUMBER and isinstance(inches.value, int) and inches.value < _INCHES
        if found is None or not small or inch.word != '"' or foot.start != self.tokens[i - 1].end:
            return None
        if inches.start > foot.end + 1 or inch.start != inches.end:
            return None
        return self._compound(amount._replace(unit=found, after=i + 1), False)._replace(after=i + 3)

    # Compounds -------------------------------------------------------------------------------------------------------

    def _compound(self, amount: Amount, joining: bool) -> Amount:
        """Such as "an hour and 20 minutes", "5 ft 10 in": parts of one dimension, each smaller than the one before."""
        while amount.unit is not None and (part := self._next_part(amount.unit, amount.after, joining)) is not None:
            assert part.unit is not None
            # In the smaller unit, so that it prints without a fraction; but dollars and cents are dollars.
            unit = amount.unit if part.unit.dimension == "money" else part.unit
            base = to_base(amount.low, amount.unit) + to_base(part.low, part.unit)
            total = from_base(exact(base), unit)
            amount = Amount(total, total, part.after, unit, total)
        return amount

    def _next_part(self, unit: Unit, i: int, joining: bool) -> Amount | None:
        tokens = self.tokens
        if tokens[i].word == "." and tokens[i + 1].kind == NUMBER:
            i += 1
        start = i
        while joining and tokens[i].word in (",", "and"):
            i += 1
        number = number_at(tokens, i, joining=False)
        if number is None or number.share:
            return None
        found = self._part_unit(unit, number.after)
        if found is None:
            return self._bare_part(number, unit, i) if i == start else None
        smaller, after = found
        if smaller.dimension != unit.dimension or smaller.base != unit.base or smaller.factor >= unit.factor:
            return None
        value, part = number.value, part_at(tokens, after)
        if part is not None and joining:
            value, after = exact(value + part[0]), part[1]
        return Amount(value, value, after, smaller, value)

    def _part_unit(self, unit: Unit, i: int) -> tuple[Unit, int] | None:
        if unit.dimension == "money" and is_hundredth(self.tokens[i].word):
            return hundredth(unit), i + 1
        return self._units.at(self._text, self.tokens, i, unit.dimension)

    def _bare_part(self, number: Number, unit: Unit, i: int) -> Amount | None:
        """The 20 of "1h20", the 10 of "5 ft 10": in the next smaller unit, where nothing else can be meant."""
        token = self.tokens[i]
        close = token.start == self.tokens[i - 1].end or token.joined or self.tokens[number.after].kind in (END, SIGN)
        if not close or token.kind != NUMBER or not isinstance(number.value, int):
            return None
        if unit.dimension == "money":
            return Amount(number.value, number.value, number.after, hundredth(unit)) if len(token.word) == 2 else None
        name, most = SMALLER[unit.dimension].get(unit.symbol, ("", 0))
        smaller = self._units.named(name) if number.value < most else None
        return None if smaller is None else Amount(number.value, number.value, number.after, smaller, number.value)


def _is_minus(tokens: list[Token], i: int) -> bool:
    """Whether a sign in a sentence is a minus: "-5", and neither "4-5" nor "Monday - 5 days" nor "plus or minus 5"."""
    if tokens[i].word != "-":
        return i == 0 or tokens[i - 1].word != "or"
    before = tokens[i - 1]
    apart = i == 0 or before.end < tokens[i].start or before.word in _OPENING
    return apart and tokens[i + 1].start == tokens[i].end


def _plain(number: Number) -> Amount:
    value, scale = number.value, number.scale
    head = exact(Fraction(value) / scale) if scale > 1 else value
    return Amount(value, value, number.after, None, head, scale, None, number.share)
