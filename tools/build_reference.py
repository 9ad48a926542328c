"""Turns pint, pycountry and babel, with the names in `reference.toml`, into the JSON tables of `factcheck.reference`.

    python tools/build_reference.py            writes units.json, countries.json, currencies.json
    python tools/build_reference.py --check    writes nothing; exit code 1 if a table differs from what would be written

The tables are made beforehand because importing the three libraries costs the better part of a second, and reading
the tables a few milliseconds. The libraries are needed here only, and in exactly the versions of `LIBRARIES`, so that
the same tables come out everywhere (any other version: exit code 2).

What is taken from where: amounts of units from pint, computed as fractions, never as floats; country and currency codes
and formal names from pycountry (ISO 3166-1, ISO 4217); everyday English names, plurals, signs and decimal places from
babel (Unicode CLDR). Spellings that only newsrooms use are in `reference.toml`.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from fractions import Fraction
from importlib import metadata
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

LIBRARIES = {"babel": "2.18.0", "pint": "0.25.3", "pycountry": "26.2.16"}
HERE = Path(__file__).resolve().parent
TABLES = HERE.parent / "engine" / "factcheck" / "reference"

Row = dict[str, Any]


class TableError(Exception):
    """The curated names and the libraries do not make a sound table."""


# The stretches of time of which one says `a second`, `an hour` for `per second`, `per hour`.
ARTICLES = {"second": "a", "minute": "a", "hour": "an", "day": "a"}


# Units


@dataclass(frozen=True, slots=True)
class Noun:
    """A unit in words: `kilometre`, `kilometres`."""

    one: str
    many: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A row of `reference.toml`, its parts resolved. `amount` is an expression of pint's; the decibel has none."""

    symbol: str
    dimension: str
    base: str
    amount: str | None
    nouns: tuple[Noun, ...]
    names: frozenset[str]
    symbols: frozenset[str]
    printed: Noun | None


def build_units(curated: Mapping[str, Any]) -> Row:
    """The units table: dimensions with their bases, and every unit with its exact factor and its spellings."""
    dimensions: Mapping[str, Any] = curated["dimensions"]
    units = _read_units(dimensions)
    factor_and_offset = _converter(units)
    rows = []
    for unit in units.values():
        factor, offset = factor_and_offset(unit)
        row: Row = {
            "symbol": unit.symbol,
            "dimension": unit.dimension,
            "base": unit.base,
            "factor": str(factor),
            "offset": str(offset),
            "names": sorted(unit.names),
            "symbols": sorted(unit.symbols),
        }
        if unit.printed:
            row["print"] = {"one": unit.printed.one, "many": unit.printed.many}
        rows.append(row)
    _refuse_ambiguous_units(rows)
    return {
        "dimensions": {
            name: {"base": dimension["base"], "signed": dimension["signed"]}
            for name, dimension in sorted(dimensions.items())
        },
        "units": sorted(rows, key=lambda row: (row["dimension"], row["base"], Fraction(row["factor"]), row["symbol"])),
    }


def _read_units(dimensions: Mapping[str, Any]) -> dict[str, Unit]:
    raw: dict[str, tuple[str, Row]] = {}
    for dimension, contents in dimensions.items():
        for row in contents["units"]:
            if row["symbol"] in raw:
                raise TableError(f"unit {row['symbol']!r} stands twice")
            raw[row["symbol"]] = dimension, row
    read: dict[str, Unit] = {}

    def unit(symbol: str) -> Unit:
        if symbol not in read:
            dimension, row = raw[symbol]
            base = row.get("base", dimensions[dimension]["base"][0])
            parts = _parts(row, unit)
            read[symbol] = Unit(
                symbol=symbol,
                dimension=dimension,
                base=base,
                amount=row.get("pint", parts.amount),
                nouns=(nouns := (*_nouns(row.get("nouns", ())), *parts.nouns)),
                names=_folded((*row.get("names", ()), *parts.names, *(w for n in nouns for w in (n.one, n.many)))),
                symbols=frozenset({symbol, *row.get("symbols", ()), *parts.symbols}),
                printed=Noun(*row["print"].split("|")) if "print" in row else None,
            )
        return read[symbol]

    return {symbol: unit(symbol) for symbol in raw}


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a unit made of others has from them."""

    amount: str | None = None
    nouns: tuple[Noun, ...] = ()
    names: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()


def _parts(row: Row, unit: Callable[[str], Unit]) -> _Parts:
    match row:
        case {"square": symbol}:
            return _power(unit(symbol), 2, "square", "sq")
        case {"cubic": symbol}:
            return _power(unit(symbol), 3, "cubic", "cu")
        case {"per": [numerator, denominator]}:
            return _quotient(unit(numerator), unit(denominator))
        case _:
            return _Parts()


def _power(part: Unit, exponent: int, word: str, short: str) -> _Parts:
    """`square kilometre`, `square km`, `sq km`, `sq. km`, `km²`, `km2`, `km^2`."""
    words = {part.symbol, *(form for noun in part.nouns for form in (noun.one, noun.many))}
    superscript = {2: "²", 3: "³"}[exponent]
    return _Parts(
        amount=f"({part.amount}) ** {exponent}",
        nouns=tuple(Noun(f"{word} {noun.one}", f"{word} {noun.many}") for noun in part.nouns),
        names=tuple(f"{first} {form}" for first in (word, short, f"{short}.") for form in words),
        symbols=tuple(f"{part.symbol}{sign}" for sign in (superscript, str(exponent), f"^{exponent}")),
    )


def _quotient(upper: Unit, lower: Unit) -> _Parts:
    """`kilometres per hour`, `kilometres an hour`, `kilometers/hour`, `km per hour`, `km/h`.

    Forms that begin with a symbol keep its letter case, so that `Mb per second` stays apart from `MB per second`.
    """
    upper_words = [form for noun in upper.nouns for form in (noun.one, noun.many)]
    lower_words = [noun.one for noun in lower.nouns]
    links = [f" per {word}" for word in lower_words] + [f"/{word}" for word in lower_words]
    links += [f" {ARTICLES[word]} {word}" for word in lower_words if word in ARTICLES]
    spellings = [(a, b) for a, b in product(upper.nouns, lower_words) if _same_side(a.one, b)]
    return _Parts(
        amount=f"({upper.amount}) / ({lower.amount})",
        nouns=tuple(Noun(f"{noun.one} per {word}", f"{noun.many} per {word}") for noun, word in spellings),
        names=tuple(f"{form}{link}" for form, link in product(upper_words, links) if _same_side(form, link)),
        symbols=(
            *(f"{a}/{b}" for a, b in product(upper.symbols, lower.symbols)),
            *(f"{upper.symbol}{link}" for link in links),
        ),
    )


def _same_side(first: str, second: str) -> bool:
    """No one writes one half British and the other American, as in `millilitres per cubic meter`."""
    return not any("ter" in half and "tre" in other for half, other in ((first, second), (second, first)))


def _nouns(written: Iterable[str]) -> Iterator[Noun]:
    for noun in written:
        one, _, many = noun.partition("|")
        many = many or f"{one}s"
        for one_form, many_form in zip(_forms(one), _forms(many), strict=True):
            yield Noun(one_form, many_form)


def _forms(word: str) -> list[str]:
    american = word.replace("metre", "meter").replace("litre", "liter")
    return list(dict.fromkeys(form for spelt in (word, american) for form in (spelt, spelt.replace("-", " "))))


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


def _converter(units: Mapping[str, Unit]) -> Callable[[Unit], tuple[Fraction, Fraction]]:
    """How a unit's factor and offset to its base are found: value_in_base = value * factor + offset, exactly."""
    import pint

    registry: Any = pint.UnitRegistry(non_int_type=Fraction)

    def in_base(value: int, unit: Unit, base: str) -> Fraction:
        if unit.dimension == "temperature":  # a scale with its own zero: 0 °C is a temperature, 0 * °C is not
            quantity = registry.Quantity(Fraction(value), unit.amount)
        else:
            quantity = Fraction(value) * registry.parse_expression(unit.amount)
        magnitude = quantity.to(registry.parse_expression(base).units).magnitude
        if isinstance(magnitude, float):
            raise TableError(f"pint gives {unit.symbol!r} as a float, not as an exact number")
        return Fraction(magnitude)

    def convert(unit: Unit) -> tuple[Fraction, Fraction]:
        base = units[unit.base].amount
        if unit.amount is None or base is None:
            if unit.symbol != unit.base:
                raise TableError(f"unit {unit.symbol!r} has no amount")
            return Fraction(1), Fraction(0)
        scale = in_base(1, units[unit.base], base)
        offset = in_base(0, unit, base) / scale
        return in_base(1, unit, base) / scale - offset, offset

    return convert


def _refuse_ambiguous_units(rows: Sequence[Row]) -> None:
    """No spelling belongs to two units: names in any letter case, symbols as written, m² and m2 alike."""
    exact: dict[str, set[str]] = defaultdict(set)
    folded: dict[str, set[str]] = defaultdict(set)
    names: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for symbol in row["symbols"]:
            exact[_compatible(symbol)].add(row["symbol"])
            folded[_compatible(symbol).casefold()].add(row["symbol"])
        for name in row["names"]:
            names[_compatible(name)].add(row["symbol"])
            if name == "in":
                raise TableError('"in" is a preposition and a keyword, never a unit')
    for spelling, owners in [*exact.items(), *((name, owners | folded[name]) for name, owners in names.items())]:
        if len(owners) > 1:
            raise TableError(f"{spelling!r} names several units: {', '.join(sorted(owners))}")


def _compatible(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


# Countries


def build_countries(curated: Mapping[str, Any]) -> list[Row]:
    """The countries table: ISO 3166-1 and the user-assigned codes, each with its usual name and all others."""
    import pycountry
    from babel import Locale

    own = curated["countries"]
    everyday = [Locale("en").territories, Locale("en", "GB").territories]
    formal = {
        country.alpha_2: (
            country.alpha_3,
            [getattr(country, key, "") for key in ("name", "common_name", "official_name")],
        )
        for country in pycountry.countries
    }
    formal |= {code: (alpha3, []) for code, alpha3 in own["user_assigned"].items()}
    rows = []
    for code, (alpha3, formal_names) in sorted(formal.items()):
        usual = own["preferred"].get(code) or _plain_name(everyday[0][code]).replace(" & ", " and ")
        given = [name for name in (*formal_names, *(names[code] for names in everyday)) if name]
        plain = [_plain_name(name) for name in given if name not in own["never"]]
        names = {form for name in (usual, *plain, *own["names"].get(code, ())) for form in _name_forms(name)}
        rows.append({"code": code, "alpha3": alpha3, "name": usual, "names": sorted(names - {usual})})
    _refuse_shared(rows, "country")
    return rows


def _plain_name(name: str) -> str:
    """A library's name as a newsroom orders it.

    `Iran, Islamic Republic of` → `Islamic Republic of Iran`; `Congo - Kinshasa` → `Congo-Kinshasa`; `Myanmar (Burma)`
    → `Myanmar`; `Cocos (Keeling) Islands` → `Cocos Islands`; no article; straight apostrophe.
    """
    name = name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace(" - ", "-")
    head, comma, tail = name.partition(", ")
    if comma and (tail.endswith((" of", " of the")) or " " not in tail):
        name = f"{tail} {head}"
    before, bracket, rest = name.partition(" (")
    if bracket:
        name = before + rest.partition(")")[2]
    return name.removeprefix("The ").removeprefix("the ")


def _name_forms(name: str) -> set[str]:
    forms = {name}
    for written, others in (
        (" & ", [" and "]),
        (" and ", [" & "]),
        ("St. ", ["St ", "Saint "]),
        ("Saint ", ["St ", "St. "]),
    ):
        forms |= {form.replace(written, other) for form in forms if written in form for other in others}
    return forms | {_without_accents(form) for form in forms}


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


# Currencies


def build_currencies(curated: Mapping[str, Any]) -> list[Row]:
    """The currencies table: what is legal tender somewhere, its names in singular and plural, signs, decimal places."""
    import pycountry
    from babel import Locale
    from babel.core import get_global
    from babel.numbers import get_currency_name, get_currency_precision

    own = curated["currencies"]
    tender = {
        code
        for history in get_global("territory_currencies").values()
        for code, _start, end, is_tender in history
        if is_tender and end is None
    }
    iso = {currency.alpha_3: currency.name for currency in pycountry.currencies}
    codes = sorted((iso.keys() & tender) | set(own["also"]))
    locale = Locale("en")
    full = {
        code: own["preferred"].get(code) or [get_currency_name(code, count, locale) for count in (1, 2)]
        for code in codes
    }
    alone = _words_of_one_currency(full, own)

    rows = []
    for code in codes:
        name = full[code][0].replace(" & ", " and ")
        names = [*own["bare"].get(code, ()), *own["names"].get(code, ()), *full[code], *alone[code]]
        if code in iso:
            names.append(_iso_name(iso[code]))
        spellings = [form for written in names for form in sorted(_name_forms(_straight(written)))]
        sign = locale.currency_symbols.get(code, code)
        symbols = {*own["symbols"].get(code, ()), *([] if sign == code else [sign.replace("\N{NNBSP}", " ")])}
        rows.append(
            {
                "code": code,
                "name": name,
                "names": sorted(_one_each_letter_case([name, *spellings]) - {name}),
                "symbols": sorted(symbols),
                "digits": get_currency_precision(code),
            }
        )
    _refuse_shared(rows, "currency")
    signs = Counter(sign for row in rows for sign in {_compatible(written) for written in row["symbols"]})
    if shared := [sign for sign, count in signs.items() if count > 1]:
        raise TableError(f"signs of several currencies: {', '.join(sorted(shared))}")
    return rows


def _words_of_one_currency(full: Mapping[str, Sequence[str]], own: Mapping[str, Any]) -> dict[str, list[str]]:
    """The last words of full names (`baht`; `forint`, `forints`) where no other currency has either of the two."""
    curated = [word for words in own["bare"].values() for word in words]
    taken = {_key(word) for word in (*curated, *own["never_alone"])}
    last_words = {code: [name.rpartition(" ")[2].lower() for name in names] for code, names in full.items()}
    owners: dict[str, set[str]] = defaultdict(set)
    for code, words in last_words.items():
        for word in words:
            owners[_key(word)].add(code)
    return {
        code: words if all(owners[_key(word)] == {code} and _key(word) not in taken for word in words) else []
        for code, words in last_words.items()
    }


def _iso_name(name: str) -> str:
    """ISO writes names as titles; a single word is an ordinary noun."""
    return name if " " in name else name.lower()


def _straight(name: str) -> str:
    return name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("\N{MODIFIER LETTER TURNED COMMA}", "'")


def _one_each_letter_case(names: Iterable[str]) -> set[str]:
    """The names without those that differ from an earlier one in letter case only."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(name.casefold(), name)
    return set(first.values())


# Both


def _key(name: str) -> str:
    """The least that tells two names apart: letters and digits, without case and accents."""
    return "".join(c for c in _without_accents(name).casefold() if c.isalnum())


def _refuse_shared(rows: Sequence[Row], kind: str) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for name in (row["name"], *row["names"]):
            owners[_key(name)].add(row["code"])
    for name, codes in owners.items():
        if len(codes) > 1:
            raise TableError(f"{name!r} names more than one {kind}: {', '.join(sorted(codes))}")


def build() -> dict[str, str]:
    """Every table's file name and contents."""
    curated = tomllib.loads((HERE / "reference.toml").read_text(encoding="utf-8"))
    units = build_units(curated)
    dimensions = ",\n".join(f"{_json(name)}: {_json(row)}" for name, row in units["dimensions"].items())
    return {
        "units.json": f'{{"dimensions": {{\n{dimensions}\n}}, "units": {_lines(units["units"])}}}\n',
        "countries.json": f"{_lines(build_countries(curated))}\n",
        "currencies.json": f"{_lines(build_currencies(curated))}\n",
    }


def _lines(rows: Sequence[Row]) -> str:
    """A list with one row a line, so that a change of one unit is a change of one line."""
    return "[\n" + ",\n".join(map(_json, rows)) + "\n]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def other_versions() -> list[str]:
    """What stands in the way of building: libraries that are absent or of another version, in words."""
    problems = []
    for name, wanted in LIBRARIES.items():
        try:
            found = metadata.version(name)
        except metadata.PackageNotFoundError:
            problems.append(f"{name} {wanted} is not installed")
        else:
            if found != wanted:
                problems.append(f"{name} is {found}, the tables are built with {wanted}")
    return problems


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the tables, or compare them; see the module's docstring for the exit codes."""
    parser = argparse.ArgumentParser(description="Build the tables of units, countries and currencies.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a table differs")
    options = parser.parse_args(arguments)
    if problems := other_versions():
        print(*problems, sep="\n", file=sys.stderr)
        return 2
    differing = [
        (TABLES / name, text)
        for name, text in build().items()
        if not (TABLES / name).is_file() or (TABLES / name).read_text(encoding="utf-8") != text
    ]
    for path, text in differing:
        if options.check:
            print(f"{path.name} differs from what pint, pycountry, babel and reference.toml give", file=sys.stderr)
        else:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"wrote {path.name}")
    return 1 if options.check and differing else 0


if __name__ == "__main__":
    sys.exit(main())
