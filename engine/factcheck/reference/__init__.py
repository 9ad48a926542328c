"""Reads the built-in tables of units, countries and currencies: JSON files beside this module into typed rows.

`tools/build_reference.py` makes the files from pint (amounts), pycountry (codes and formal names of ISO 3166-1 and
ISO 4217), babel (everyday English names and currency signs: Unicode CLDR, © Unicode, Inc., Unicode License v3) and a
curated list of newsroom spellings. None of the three libraries is needed to read them.

A spelling never belongs to two units, two countries or two currencies. A table is read on first use and then shared:
its rows are not to be changed.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NotRequired, TypedDict


class Printed(TypedDict):
    """Words that are printed instead of the symbol: `1 day`, `2 days`."""

    one: str
    many: str


class UnitRow(TypedDict):
    """A unit: `value_in_base = value * Fraction(factor) + Fraction(offset)`, exactly. Only temperatures have an offset.

    `symbol` is the one to print after a number, unless there are words in `print`. A spelling is a unit if it is among
    `symbols` as written, else if its case-folded form is among `names`, which are stored case-folded.
    """

    symbol: str
    dimension: str
    base: str
    factor: str
    offset: str
    names: list[str]
    symbols: list[str]
    print: NotRequired[Printed]


class DimensionRow(TypedDict):
    """The base units of a dimension, and whether its quantities can usually be negative.

    Units of different bases in one dimension do not convert to each other: a month is no fixed number of seconds (base
    `mo` beside `s`), a radian no rational number of degrees.
    """

    base: list[str]
    signed: bool


class UnitTable(TypedDict):
    """Dimensions by name, and all units."""

    dimensions: dict[str, DimensionRow]
    units: list[UnitRow]


class CountryRow(TypedDict):
    """A country or territory of ISO 3166-1, or Kosovo (XK).

    `name` is the usual newsroom name, `names` are all others, without leading article. One without any lower-case
    letter (US, U.K., UAE) is an abbreviation, to be read in capitals only: `us` is a pronoun. The codes are for rules
    and data; many are words (AND, CAN, PER), so they are no names in running text.
    """

    code: str
    alpha3: str
    name: str
    names: list[str]


class CurrencyRow(TypedDict):
    """A currency of ISO 4217 that is legal tender, or was until lately. `digits` are the usual decimal places (CLDR).

    `names` are words after a number, in any letter case; `symbols` are signs and abbreviations beside it, in exactly
    this letter case. A word or sign that several currencies share ("dollars", "$") stands with the one that a newsroom
    means.
    """

    code: str
    name: str
    names: list[str]
    symbols: list[str]
    digits: int


@cache
def units() -> UnitTable:
    """All dimensions and units, ordered by dimension, base and size."""
    table: UnitTable = json.loads(_read("units.json"))
    return table


@cache
def countries() -> list[CountryRow]:
    """All countries and territories, ordered by code."""
    rows: list[CountryRow] = json.loads(_read("countries.json"))
    return rows


@cache
def currencies() -> list[CurrencyRow]:
    """All currencies, ordered by code."""
    rows: list[CurrencyRow] = json.loads(_read("currencies.json"))
    return rows


def _read(name: str) -> bytes:
    # Straight from the folder: importlib.resources would cost more at start-up than reading the file.
    return (Path(__file__).parent / name).read_bytes()
