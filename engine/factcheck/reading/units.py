"""From tokens to units: the longest name of a unit that stands after a number.

Adds to the unit table what only the surroundings can tell: that "m" is minutes where a duration is wanted, "in" an
inch, "points" percentage points, and of which currency cents are a part.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from factcheck.model.units import Unit, UnitTable
from factcheck.pattern import pattern
from factcheck.reading.numbers import AFTER_NUMBER, NUMBER_WORDS
from factcheck.reading.tokens import CURRENCY, DATE, END, NUMBER, WORD, Token, raw
from factcheck.reading.when import ONE_UNIT

_LONGEST: Final = 7
"""Tokens of a unit's name: five words, or words and signs ("L/100 km")."""

_ENDS: Final = frozenset({"and", "to", "or", "but", "of", ",", "(", ")", "–", "-", "+", ";", ":", "!", "?"})
"""Tokens that no unit's name contains."""

_ALIASES_OF_DAYS: Final = tuple(
    f"{kind} day{plural}" for kind in ("calendar", "business", "working", "trading") for plural in ("", "s")
)
_ALIASES: Final[dict[str, dict[str, str]]] = {
    "length": {"in": "inch", "ins": "inch", "'": "ft", '"': "inch", "k": "km"},
    "duration": {"m": "min", "y": "yr", "w": "wk", "night": "d", "nights": "d"} | dict.fromkeys(_ALIASES_OF_DAYS, "d"),
    "percent": {"percents": "%", "percentage": "%", "pc": "%"},
    "percentage points": {"ppts": "pp", "point": "pp", "points": "pp", "percent point": "pp", "percent points": "pp"},
    "speed": {
        "kilometres an hour": "km/h",
        "kilometers an hour": "km/h",
        "miles an hour": "mph",
        "metres a second": "m/s",
        "meters a second": "m/s",
    },
}
"""What a name means where its dimension is wanted, and only there."""

_HUNDREDTHS: Final[dict[str, tuple[str, str]]] = {
    "cent": ("$", "cent"),
    "cents": ("$", "cent"),
    "c": ("$", "cent"),
    "¢": ("$", "cent"),
    "US cent": ("$", "cent"),
    "US cents": ("$", "cent"),
    "U.S. cents": ("$", "cent"),
    "euro cent": ("€", "cent"),
    "euro cents": ("€", "cent"),
    "pence": ("£", "penny"),
    "penny": ("£", "penny"),
    "p": ("£", "penny"),
}
"""Hundredths of a currency by name: the currency's sign, and what one is called."""
_HAVE_CENTS: Final = frozenset("EUR AUD CAD NZD HKD SGD ZAR KES NAD FJD JMD TTD TWD".split())
"""Currencies besides the US dollar whose hundredths are called cents."""
_MANY: Final = {"cent": "cents", "penny": "pence"}

_LETTERS_OF_CURRENCIES: Final = {"R": "ZAR"}
_SMALL_CODES: Final = frozenset("usd eur gbp jpy chf cny inr aud".split())
"""Codes of currencies that are no other words in small letters."""
_SIZES: Final = {"M": 10**6, "T": 1000, "K": 1000}
_WITH_SIZES: Final = frozenset("EUR USD SEK NOK DKK CHF GBP AUD CAD".split())
_BASIS_POINT: Final = Unit("bp", "percentage points", "pp", Fraction(1, 100), 0, "basis point", "basis points")
_BASIS_POINTS: Final = frozenset({"basis point", "basis points", "bp", "bps"})

_ALWAYS: Final = (
    dict.fromkeys(_BASIS_POINTS, "percentage points")
    | dict.fromkeys((name for name in _HUNDREDTHS if name != "c"), "money")
    | dict.fromkeys(("percents", "percentage", "pc"), "percent")
    | {"ppts": "percentage points"}
    | dict.fromkeys(_ALIASES_OF_DAYS, "duration")
)
"""Names that mean the same whatever is asked for, and the dimension in which they do."""

_FIRST: Final = pattern(r"[^\W\d_]+\.?|\S")
_OTHER_WORDS: Final = frozenset(
    "us all as a at in pa d N top try cup mad cop bob pen ron sos B TOP ALL TRY CUP MAD COP BOB PEN RON SOS NAD AMD mb "
    "sol Sol real reals sum link MPs A NPR BSD bars stones mark marks".split()
)
"""Spellings of units that are other words in nearly every sentence."""
_BEFORE_DECADES: Final = frozenset(
    "the his her their my our your early late mid upper lower low high over under".split()
)
"""After these, "60s" is an age or a decade."""
_RARELY: Final = frozenset({"won", "crown", "crowns", "pt", "hand", "hands"})
_LETTERS_APART: Final = frozenset("m g t C F L l W V K h s".split())
_NEAR: Final = 12
_MANY_FROM: Final = 100
_NAMES: Final = frozenset({"802.11"})
"""Numbers to which the letter after them belongs."""
_LINES_OF_PIXELS: Final = (480, 720, 1080, 1440, 2160)
_MEASURED: Final = frozenset({"long", "wide", "tall", "high", "deep", "thick", "across", "screen", "display"})
"""Before these, a double quote is inches."""
_SHORT: Final = frozenset({"c", "in", "k", "st"})
RACES: Final = frozenset("race run walk swim ride course runner runners".split())
"""What "10K" before it is kilometres of."""
_BRACKETS: Final = {"[": "]", "<": ">"}

SMALLER: Final[dict[str, dict[str, tuple[str, int]]]] = {
    "duration": {"h": ("min", 60), "min": ("s", 60)},
    "length": {"ft": ("inch", 12), "m": ("cm", 100)},
    "mass": {"stone": ("lb", 14), "lb": ("oz", 16)},
    "money": {},
}
"""Dimensions with compounds, and the unit of a bare number after one: 1h20 is 20 minutes, fewer than 60."""


class UnitNames:
    """The unit table of a vocabulary, asked for what stands in a text."""

    def __init__(self, table: UnitTable) -> None:
        self._table = table
        self._firsts: frozenset[str] | None = None

    def currency(self, sign: str, wanted: str | None) -> Unit | None:
        """The currency of a sign or code before a number; where money is wanted, also of a code in small letters."""
        if wanted is None and sign in _OTHER_WORDS:
            return None
        found = self._table.currency(sign) or self._millions(sign)
        if found is None and sign[-1:] == "$" and len(sign) == len("CAD$"):
            return self._table.currency(sign[:-1].upper())
        return self._table.currency(sign.upper()) if found is None and wanted == "money" and len(sign) == 3 else found

    def currency_with(self, word: str, sign: str, wanted: str | None = None) -> Unit | None:
        """The same for a word and the sign after it: "US $5", "CAD $12"."""
        unit = self.currency(word + sign, wanted)
        return self.currency(word, wanted) if unit is None and sign else unit

    def letter_before(self, text: str, tokens: list[Token], i: int) -> Unit | None:
        """The currency of a letter right before an amount of it: "R500m", "R1,200"; "R8" and "R500" are names."""
        letter, number, following = tokens[i : i + 3]
        code = _LETTERS_OF_CURRENCIES.get(text[letter.start : letter.end])
        if code is None or number.kind != NUMBER or number.start != letter.end:
            return None
        close = following.word in ("k", "m", "b") and following.start == number.end
        much = "," in number.word or close or following.word in AFTER_NUMBER
        return self._table.currency(code) if much else None

    def named(self, name: str, wanted: str | None = None) -> Unit | None:
        """The unit of a name; one of the wanted dimension if a name has several meanings."""
        if wanted is not None:
            special = self._special(name, wanted)
            if special is not None:
                return special
        elif name in _ALWAYS:
            return self._special(name, _ALWAYS[name])
        elif name in _SMALL_CODES:
            name = name.upper()
        return self._table.find(name, wanted) or self._millions(name)

    def _millions(self, name: str) -> Unit | None:
        """Such as MSEK and TEUR, by which companies of northern Europe mean millions and thousands."""
        size = _SIZES.get(name[0]) if name[1:] in _WITH_SIZES else None
        whole = self._table.currency(name[1:]) if size else None
        return None if whole is None or size is None else Unit(name, "money", whole.base, size, 0, name, name)

    def _special(self, name: str, wanted: str) -> Unit | None:
        aliases = _ALIASES.get(wanted)
        if aliases is not None and name in aliases:
            return self._table.find(aliases[name])
        if wanted == "money":
            if name in _HUNDREDTHS:
                sign, one = _HUNDREDTHS[name]
                whole = self._table.currency(sign)
                return None if whole is None else hundredth(whole, one)
            return self._table.currency(name.upper()) if len(name) == 3 else None
        return _BASIS_POINT if wanted == "percentage points" and name in _BASIS_POINTS else None

    def at(self, text: str, tokens: list[Token], i: int, wanted: str | None) -> tuple[Unit, int] | None:
        """The longest unit that starts at a token, and the index after it."""
        first = tokens[i]
        if first.word == '"' and wanted is None and i and tokens[i - 1].kind == NUMBER:
            inch = self.named("inch") if tokens[i + 1].word in _MEASURED else None
            return None if inch is None else (inch, i + 1)
        if wanted is None and i and first.word in _SHORT and (short := self._short(text, tokens, i)) is not None:
            return short, i + 1
        closing = _BRACKETS.get(first.word)
        if closing is not None and tokens[i + 2].word == closing:
            inner = self.named(text[tokens[i + 1].start : tokens[i + 1].end], wanted)
            return None if inner is None else (inner, i + 3)
        if first.kind in (NUMBER, DATE, END) or first.word in _ENDS:
            return None
        if wanted is None and (first.word not in self._first_words() or _is_apart(text, tokens, i)):
            return None
        last = i + 1
        while last < i + _LONGEST and _goes_on(tokens, last):
            last += 1
        for after in range(last, i, -1):
            written = raw(text, first, tokens[after - 1])
            unit = self.named(written, wanted)
            if unit is None and "-" in written:
                unit = self.named(written.replace("-", " "), wanted)
            if unit is None and written[0] == "°":
                unit = self.named("degrees " + written[1:].lstrip(), wanted)
            if unit is not None and (wanted is not None or _meant(tokens, i, after, written)):
                return unit, after
        return None

    def _short(self, text: str, tokens: list[Token], i: int) -> Unit | None:
        """What a letter or two after a number are short for in a sentence: "76c", "42in", "12st 4lb", "a 10K race"."""
        token, number = tokens[i], tokens[i - 1]
        if token.word == "k":
            return self.named("km") if tokens[i + 1].word in RACES else None
        if number.kind != NUMBER or token.start != number.end:
            return None
        if token.word == "c":
            return self._special("c", "money") if text[token.start] == "c" and _is_cent(tokens, i) else None
        return self.named("inch") if token.word == "in" else self.named("stone") if _is_stone(tokens, i) else None

    def _first_words(self) -> frozenset[str]:
        """The first token of every unit's name: what no unit starts with need not be looked up in a text."""
        if self._firsts is None:
            sized = [size + code for size in _SIZES for code in _WITH_SIZES]
            names = [*self._table.names(), *sized]
            self._firsts = frozenset(
                found[0].casefold() for name in (*names, *_ALWAYS) if (found := _FIRST.match(name))
            )
        return self._firsts


def _is_stone(tokens: list[Token], i: int) -> bool:
    """Whether "st" is short for stone: "12st", "11st 4lb"; but "21st"."""
    number = tokens[i - 1]
    place = isinstance(number.value, int) and number.value % 10 == 1 and number.value % 100 != 11
    return not place or (tokens[i + 1].kind == NUMBER and tokens[i + 2].word in ("lb", "lbs", "pounds"))


def _is_cent(tokens: list[Token], i: int) -> bool:
    """Whether the c at a token is short for cents: where money is near, or "5c a litre" and "a 20c coin" are meant."""
    following = tokens[i + 1].word
    if following in ("coin", "coins", "piece", "pieces") or (following in ("a", "per") and tokens[i + 2].kind == WORD):
        return True
    near = tokens[max(0, i - _NEAR) : i + _NEAR]
    return any(token.kind == CURRENCY or token.word == "cents" for token in near)


def _is_apart(text: str, tokens: list[Token], i: int) -> bool:
    """Whether a blank line stands before a word, or a line's end before a letter: it belongs to no number then."""
    before = tokens[i - 1].end if i else 0
    if tokens[i].start - before < 1:
        return False
    lines = text.count("\n", before, tokens[i].start)
    return lines > 1 or (lines > 0 and tokens[i].end - tokens[i].start == 1)


def _meant(tokens: list[Token], i: int, after: int, written: str) -> bool:
    """Whether a unit's name in a sentence is one there, and no other word: "all 70 of us", "10 won", "24 L-202"."""
    token, number = tokens[i], tokens[i - 1]
    close = number.kind == NUMBER and token.start == number.end
    if tokens[after].kind == NUMBER and len(written) == 1 and written not in "h'" and _close(tokens, after):
        return False
    if written == "p" and number.value in _LINES_OF_PIXELS:
        return False
    if written == "s" and (number.joined or tokens[i - 2].word in _BEFORE_DECADES or _is_model(tokens, i)):
        return False
    if written == "K" and (close or token.joined):
        return False  # "its 10-K filing"
    if number.word in _NAMES or (_is_year(number) and not token.joined and (_is_title(written) or written in ONE_UNIT)):
        return False  # "the 2019 day five", "2010 Miles"
    if written in _OTHER_WORDS or (tokens[after].joined and tokens[after].kind == NUMBER and len(written) == 1):
        return False
    if len(written) == 1 and written.isalpha():
        return close or (written in _LETTERS_APART and number.kind == NUMBER)
    if written in _RARELY:
        return number.word in NUMBER_WORDS or (number.kind == NUMBER and number.value >= _MANY_FROM)
    return True


def _is_model(tokens: list[Token], i: int) -> bool:
    """Whether the s at a token makes a plural of a name or a decade: "two 737-800s", "the 1940s and 50s"."""
    if tokens[i - 1].word.isdigit() and tokens[i - 1].word[-1] == "0":
        return True
    return i > 2 and tokens[i - 2].word == "-" and tokens[i - 3].kind == NUMBER


def _is_year(number: Token) -> bool:
    """Whether a number is written as years are."""
    return len(number.word) == len("2000") and number.word.isdigit()


def _is_title(word: str) -> bool:
    return len(word) > 3 and word.istitle()


def _close(tokens: list[Token], i: int) -> bool:
    return tokens[i].start == tokens[i - 1].end


def _goes_on(tokens: list[Token], i: int) -> bool:
    token = tokens[i]
    if token.kind == NUMBER:
        return token.start == tokens[i - 1].end
    return token.kind not in (END, DATE, CURRENCY) and token.word not in _ENDS


def hundredth(whole: Unit, one: str = "cent") -> Unit:
    """A hundredth of a currency: "50 cents" after "5 euros" are euro cents."""
    many = _MANY[one]
    return Unit(f"{whole.symbol} {many}", "money", whole.base, Fraction(1, 100), 0, one, many)


def cents_of(unit: Unit, own: Unit | None) -> Unit:
    """The unit of an amount of a fact whose unit is `own`: mere "cents" are those of the fact's own currency."""
    cents = (unit.base, unit.one) == ("USD", "cent")
    return hundredth(own) if cents and own is not None and own.base in _HAVE_CENTS else unit


def is_hundredth(name: str) -> bool:
    """Whether a word names the hundredth part of a currency: cents, pence."""
    return name in _HUNDREDTHS
