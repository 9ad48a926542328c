"""From tokens to units: the longest name of a unit that stands after a number.

Adds to the unit table what only the surroundings can tell: that "m" is minutes where a duration is wanted, "in" an
inch, "points" percentage points, and of which currency cents are a part.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from factcheck.model.units import Unit, UnitTable
from factcheck.reading.tokens import CURRENCY, DATE, END, NUMBER, Token, raw

_LONGEST: Final = 7
"""Tokens of a unit's name: five words, or words and signs ("L/100 km")."""

_ENDS: Final = frozenset({"and", "to", "or", "but", "of", ",", "(", ")", "–", "-", "+", ";", ":", "!", "?"})
"""Tokens that no unit's name contains."""

_ALIASES: Final[dict[str, dict[str, str]]] = {
    "length": {"in": "inch", "ins": "inch", "'": "ft", '"': "inch", "k": "km"},
    "duration": {"m": "min", "y": "yr", "w": "wk", "night": "d", "nights": "d", "calendar days": "d"},
    "percent": {"percents": "%", "percentage": "%"},
    "percentage points": {"point": "pp", "points": "pp", "percent point": "pp", "percent points": "pp"},
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
    "euro cent": ("€", "cent"),
    "euro cents": ("€", "cent"),
    "pence": ("£", "penny"),
    "penny": ("£", "penny"),
    "p": ("£", "penny"),
}
"""Hundredths of a currency by name: the currency's sign, and what one is called."""
_MANY: Final = {"cent": "cents", "penny": "pence"}

_BASIS_POINT: Final = Unit("bp", "percentage points", "pp", Fraction(1, 100), 0, "basis point", "basis points")
_BASIS_POINTS: Final = frozenset({"basis point", "basis points", "bp", "bps"})

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

    def currency(self, sign: str, wanted: str | None) -> Unit | None:
        """The currency of a sign or code before a number; where money is wanted, also of a code in small letters."""
        found = self._table.currency(sign)
        return self._table.currency(sign.upper()) if found is None and wanted == "money" and len(sign) == 3 else found

    def named(self, name: str, wanted: str | None = None) -> Unit | None:
        """The unit of a name; one of the wanted dimension if a name has several meanings."""
        if wanted is not None:
            special = self._special(name, wanted)
            if special is not None:
                return special
        return self._table.find(name, wanted)

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
        if first.kind in (NUMBER, DATE, END) or first.word in _ENDS:
            return None
        last = i + 1
        while last < i + _LONGEST and _goes_on(tokens, last):
            last += 1
        for after in range(last, i, -1):
            written = raw(text, first, tokens[after - 1])
            unit = self.named(written, wanted)
            if unit is None and "-" in written:
                unit = self.named(written.replace("-", " "), wanted)
            if unit is not None:
                return unit, after
        return None


def _goes_on(tokens: list[Token], i: int) -> bool:
    token = tokens[i]
    if token.kind == NUMBER:
        return token.start == tokens[i - 1].end
    return token.kind not in (END, DATE, CURRENCY) and token.word not in _ENDS


def hundredth(whole: Unit, one: str = "cent") -> Unit:
    """A hundredth of a currency: "50 cents" after "5 euros" are euro cents."""
    many = _MANY[one]
    return Unit(f"{whole.symbol} {many}", "money", whole.base, Fraction(1, 100), 0, one, many)


def is_hundredth(name: str) -> bool:
    """Whether a word names the hundredth part of a currency: cents, pence."""
    return name in _HUNDREDTHS
