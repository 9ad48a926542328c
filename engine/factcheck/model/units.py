"""Units of measure and currencies by their names: what a word after a number means.

A unit belongs to a dimension and to a base. Values convert exactly inside one base and never between two: months do
not convert to days, and no currency converts to another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import Final

from factcheck import reference
from factcheck.model.interval import Exact, exact
from factcheck.named import NamedTuple


class Unit(NamedTuple):
    """`value in base = value × factor + offset`."""

    symbol: str
    dimension: str
    base: str
    factor: Exact
    offset: Exact = 0
    one: str = ""
    many: str = ""
    """Words for one and for several, where they read better than the symbol."""

    def written_after(self, number: str) -> str:
        """`80 min`, `1 day`, `10%`."""
        if not self.symbol:
            return number
        if self.symbol == "%":
            return f"{number}%"
        return f"{number} {(self.one if number in ('1', '-1') else self.many) or self.symbol}"


NUMBER: Final = Unit("", "number", "", 1)
PERCENT: Final = Unit("%", "percent", "%", 1)
POINTS: Final = Unit("pp", "percentage points", "pp", 1)

_PERCENT_NAMES = ("%", "percent", "per cent", "pct")
_POINT_NAMES = ("pp", "percentage point", "percentage points", "pps")


def currency_unit(code: str) -> Unit:
    """The unit of a currency, by its ISO 4217 code."""
    return Unit(code, "money", code, 1)


class UnitTable:
    """Every unit that can be named: the built-in ones and the vocabulary's own."""

    def __init__(self, own: Iterable[tuple[str, Unit]] = (), symbols: Mapping[str, str] | None = None) -> None:
        self._own = dict(own)
        self._symbols = dict(symbols or {})

    def find(self, name: str, dimension: str | None = None) -> Unit | None:
        """The unit of this name. Symbols keep their letter case (`mW`, `MW`), words do not.

        A few words name a mass and a currency ("pounds"): the currency only where `dimension` is money.
        """
        own = self._own.get(name) or self._own.get(name.casefold())
        if own is not None:
            return own
        if name in self._symbols:
            return currency_unit(self._symbols[name])
        symbols, words, also_money = _built_in()
        folded = name.casefold()
        if dimension == "money" and folded in also_money:
            return _unit(also_money[folded])
        symbol = symbols.get(name) or words.get(folded)
        return _unit(symbol) if symbol is not None else None

    def currency(self, symbol: str) -> Unit | None:
        """The currency of a sign before a number: `$` is the US dollar unless the vocabulary says otherwise."""
        unit = self.find(symbol)
        return unit if unit is not None and unit.dimension == "money" else None

    def names(self) -> Iterator[str]:
        """All names, for suggestions, of which many are never asked for."""
        yield from self._own
        symbols, words, _ = _built_in()
        yield from symbols
        yield from words

    @property
    def dimensions(self) -> list[str]:
        return [*reference.units()["dimensions"], "number", "percent", "money"]


def primary_base(dimension: str) -> str | None:
    """The base that most values of a dimension have: seconds, not months. None for money."""
    if dimension in ("number", "percent", "percentage points"):
        return {"number": "", "percent": "%", "percentage points": "pp"}[dimension]
    declared = reference.units()["dimensions"].get(dimension)
    return declared["base"][0] if declared else None


@cache
def _built_in() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Symbols to print, of units by symbol (exact spelling), by word (case-folded), and of those currencies whose word
    is also a unit.
    """
    symbols: dict[str, str] = {}
    words: dict[str, str] = {}
    for entry in reference.currencies():
        code = entry["code"]
        symbols |= dict.fromkeys([code, *entry["symbols"]], code)
        words |= dict.fromkeys([name.casefold() for name in (entry["name"], *entry["names"])], code)
    money = dict(words)
    for row in reference.units()["units"]:
        symbols |= dict.fromkeys([row["symbol"], *row["symbols"]], row["symbol"])
        words |= dict.fromkeys(row["names"], row["symbol"])
    words |= dict.fromkeys(_PERCENT_NAMES, PERCENT.symbol) | dict.fromkeys(_POINT_NAMES, POINTS.symbol)
    return symbols, words, {name: symbol for name, symbol in money.items() if words[name] != symbol}


@cache
def _rows() -> dict[str, reference.UnitRow]:
    return {row["symbol"]: row for row in reference.units()["units"]}


@cache
def _unit(symbol: str) -> Unit:
    """The built-in unit with this symbol, made when it is first asked for: a run needs few of the many."""
    if symbol in (PERCENT.symbol, POINTS.symbol):
        return PERCENT if symbol == PERCENT.symbol else POINTS
    row = _rows().get(symbol)
    if row is None:
        return currency_unit(symbol)
    printed = row.get("print") or {"one": "", "many": ""}
    factor, offset = exact(Fraction(row["factor"])), exact(Fraction(row["offset"]))
    return Unit(symbol, row["dimension"], row["base"], factor, offset, printed["one"], printed["many"])


# What dimensions are made of, so that a distance divided by a duration is a speed.
_MADE_OF: Final[dict[str, dict[str, int]]] = {
    "number": {},
    "area": {"length": 2},
    "volume": {"length": 3},
    "speed": {"length": 1, "duration": -1},
    "acceleration": {"length": 1, "duration": -2},
    "frequency": {"duration": -1},
    "force": {"mass": 1, "length": 1, "duration": -2},
    "energy": {"mass": 1, "length": 2, "duration": -2},
    "power": {"mass": 1, "length": 2, "duration": -3},
    "pressure": {"mass": 1, "length": -1, "duration": -2},
}


def combine_dimensions(left: str, right: str, sign: int) -> str:
    """The dimension of a product (sign 1) or a quotient (sign -1), by its usual name if it has one."""
    made = dict(_parts(left))
    for part, power in _parts(right).items():
        made[part] = made.get(part, 0) + sign * power
    made = {part: power for part, power in sorted(made.items()) if power}
    for name, parts in _MADE_OF.items():
        if parts == made:
            return name
    if len(made) == 1 and next(iter(made.values())) == 1:
        return next(iter(made))
    return "·".join(part if power == 1 else f"{part}^{power}" for part, power in made.items())


def _parts(dimension: str) -> dict[str, int]:
    if dimension in _MADE_OF:
        return _MADE_OF[dimension]
    parts: dict[str, int] = {}
    for part in dimension.split("·"):
        name, _, power = part.partition("^")
        parts[name] = int(power) if power else 1
    return parts
