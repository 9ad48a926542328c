"""From the vocabulary files of a rule base to one Vocabulary."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingOf
from fractions import Fraction
from typing import Any

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic
from factcheck.language.syntax import ATTRIBUTES, FUNCTIONS, KEYWORDS
from factcheck.loading.document import Mapping, Sequence
from factcheck.model.entity import Catalogue, Entity
from factcheck.model.interval import exact
from factcheck.model.period import ImpossibleDate, parse_edtf
from factcheck.model.quantity import quantity
from factcheck.model.types import BOOLEAN, BUILT_IN_KINDS, MONEY, NUMBER, PERCENT, PERIOD, POINTS, TEXT, Type
from factcheck.model.units import Unit, UnitTable
from factcheck.model.vocabulary import DEFAULT_HEDGES, Constant, Fact, Hedge, Pattern, Vocabulary, may_be_negative
from factcheck.named import NamedTuple
from factcheck.pattern import pattern
from factcheck.source import Passage
from factcheck.suggestions import suggest

SECTIONS = ("facts", "entities", "constants", "hedges", "units", "words", "kinds", "currencies")
"""The keys that make a file a vocabulary file."""

_NAME = pattern(r"[A-Za-z_][A-Za-z0-9_]*")
_NUMBER = r"[0-9]{1,30}(?:\.[0-9]{1,30})?"
_PERCENT = pattern(rf"({_NUMBER})\s*%")
_SHARE = rf"([+\-−]?{_NUMBER})\s*(?:%\s*)?"
_WIDTH = pattern(rf"(?:±|\+/-|\+-)\s*({_NUMBER})\s*%?|([\[(])\s*{_SHARE},\s*{_SHARE}([\])])")
_AMOUNT = pattern(rf"({_NUMBER})(?:/([0-9]{{1,30}}))?\s+(\S.*)")
_BUILT_IN_TYPES = {
    "number": NUMBER,
    "percent": PERCENT,
    "money": MONEY,
    "period": PERIOD,
    "text": TEXT,
    "boolean": BOOLEAN,
}
_OTHER_WORDS = {
    **dict.fromkeys(("date", "day", "year", "month", "datetime"), "period"),
    **dict.fromkeys(("string", "str", "words", "quote"), "text"),
    **dict.fromkeys(("bool", "yesno", "flag"), "boolean"),
    **dict.fromkeys(("int", "integer", "float", "decimal", "count"), "number"),
    **dict.fromkeys(("currency", "amount", "price", "cost"), "money"),
    **dict.fromkeys(("time", "timespan"), "duration"),
    **dict.fromkeys(("distance", "height", "width"), "length"),
    "percentage": "percent",
    "weight": "mass",
}
"""What other tools call the types."""
_NO_TYPE = TEXT._replace()
"""In place of a type that does not exist; equal to text, and told apart as itself."""


class _Entry(NamedTuple):
    """A declaration under one section, with the mapping that it stands in."""

    name: str
    value: Any
    inside: Mapping

    @property
    def at(self) -> Passage:
        return self.inside.key_at(self.name)


def build_vocabulary(files: list[Mapping]) -> tuple[Vocabulary, list[Diagnostic]]:
    """One vocabulary from all files; each has passed the schema. Order of files does not matter to meaning."""
    return _Builder(files).build()


class _Builder:
    def __init__(self, files: list[Mapping]) -> None:
        self._files = files
        self._problems: list[Diagnostic] = []
        self._sections: dict[str, list[_Entry]] = {}

    def build(self) -> tuple[Vocabulary, list[Diagnostic]]:
        currencies = {entry.name: str(entry.value) for entry in self._entries("currencies")}
        units = UnitTable(self._units(UnitTable(symbols=currencies)), currencies)
        kinds = self._kinds()
        entities = [self._entity(entry) for entry in self._entries("entities")]
        kinds |= {entity.kind: False for entity, _ in entities if entity.kind not in kinds}
        facts = {entry.name: self._fact(entry, kinds, units) for entry in self._entries("facts")}
        catalogue = Catalogue(entities)
        for name, fact in facts.items():
            if catalogue.find(name) and fact.at is not None:
                self._problems.append(diagnostics.fact_hides_entity(fact.at, name))
        vocabulary = Vocabulary(
            facts=facts,
            constants={entry.name: self._constant(entry) for entry in self._entries("constants")},
            entities=catalogue,
            hedges={**DEFAULT_HEDGES, **self._hedges()},
            units=units,
            kinds=kinds,
            words={entry.name: tuple(entry.value) for entry in self._entries("words")},
        )
        for entry in self._entries("constants"):
            if entry.name in facts:
                first = _where(facts[entry.name].at)
                self._problems.append(diagnostics.duplicate_name(entry.at, "the name", entry.name, first))
        return vocabulary, self._problems

    def _entries(self, section: str) -> list[_Entry]:
        """The declarations of a section in all files; a name that is declared again is reported once."""
        if section not in self._sections:
            self._sections[section] = self._gathered(section)
        return self._sections[section]

    def _gathered(self, section: str) -> list[_Entry]:
        entries: dict[str, _Entry] = {}
        for file in self._files:
            inside = file.get(section)
            if not isinstance(inside, Mapping):
                continue
            for name, value in inside.items():
                entry = _Entry(name, value, inside)
                if name in entries and entries[name].inside is not inside:
                    first = _where(entries[name].at)
                    self._problems.append(diagnostics.duplicate_name(entry.at, _SINGULAR[section], name, first))
                    continue
                entries[name] = entry
        return list(entries.values())

    # Names

    def _check_name(self, entry: _Entry) -> None:
        name = entry.name
        if name in KEYWORDS:
            self._problems.append(diagnostics.reserved_name(entry.at, name, "a keyword"))
        elif name in FUNCTIONS:
            self._problems.append(diagnostics.reserved_name(entry.at, name, "a function"))
        elif name in ATTRIBUTES or name in ("expected", "article"):
            what = "an attribute" if name in ATTRIBUTES else "a placeholder of messages"
            self._problems.append(diagnostics.reserved_name(entry.at, name, what))
        elif not _NAME.fullmatch(name):
            self._problems.append(diagnostics.malformed_name(entry.at, name))

    # Facts

    def _fact(self, entry: _Entry, kinds: MappingOf[str, bool], units: UnitTable) -> Fact:
        self._check_name(entry)
        declared: Mapping = entry.value
        fact_type = self._type(declared, kinds, units)
        # Of an unknown type nobody can say which units it has.
        unit = self._fact_unit(declared, fact_type, units) if fact_type is not _NO_TYPE else None
        if fact_type == PERCENT and unit is not None and unit.dimension == POINTS.detail:
            fact_type = POINTS
        if declared.get("many"):
            if fact_type.family == "entity":
                fact_type = fact_type._replace(many=True)
            else:
                why = "`many: true` is for entities; a list of values of another type is several statements"
                self._problems.append(diagnostics.contradictory_settings(declared.key_at("many"), why))
        negative = bool(declared.get("negative", may_be_negative(fact_type)))
        return Fact(entry.name, fact_type, unit, negative, declared.get("about"), entry.at, _patterns(declared))

    def _type(self, declared: Mapping, kinds: MappingOf[str, bool], units: UnitTable) -> Type:
        name: str = declared["type"]
        if name in _BUILT_IN_TYPES:
            return _BUILT_IN_TYPES[name]
        if name in units.dimensions:
            return Type("quantity", name)
        if name in kinds:
            return Type("entity", name)
        near = _OTHER_WORDS.get(name.lower()) or suggest(name, [*_BUILT_IN_TYPES, *units.dimensions, *kinds])
        self._problems.append(diagnostics.unknown_type(declared.value_at("type"), name, near))
        return _NO_TYPE

    def _fact_unit(self, declared: Mapping, fact_type: Type, units: UnitTable) -> Unit | None:
        name = declared.get("unit")
        if name is None:
            return None
        at = declared.value_at("unit")
        unit = units.find(name)
        if unit is None:
            self._problems.append(diagnostics.unknown_unit(at, name, suggest(name, units.names())))
            return None
        fits = unit.dimension == fact_type.detail or (fact_type == PERCENT and unit.dimension == POINTS.detail)
        if fact_type.family != "quantity" or not fits:
            found = f"the unit {name} ({unit.dimension})"
            self._problems.append(diagnostics.wrong_dimension(at, f"the type {declared['type']}", found))
            return None
        return unit

    # Entities, kinds, constants

    def _kinds(self) -> dict[str, bool]:
        kinds = dict.fromkeys(BUILT_IN_KINDS, False)
        for file in self._files:
            declared = file.get("kinds")
            if isinstance(declared, Sequence):
                kinds |= dict.fromkeys(declared, False)
            elif isinstance(declared, Mapping):
                kinds |= {name: bool(value and value.get("closed")) for name, value in declared.items()}
        return kinds

    @staticmethod
    def _entity(entry: _Entry) -> tuple[Entity, tuple[str, ...]]:
        declared: Mapping = entry.value
        kind: str = declared["kind"]
        return Entity(f"{kind}:{entry.name}", kind, entry.name), tuple(declared.get("names", ()))

    def _constant(self, entry: _Entry) -> Constant:
        """Dates and numbers are known by their form; other text is read as what it is compared with."""
        self._check_name(entry)
        value = entry.value
        if isinstance(value, bool):
            return value
        if isinstance(value, int | Fraction):
            return quantity(exact(value))
        try:
            return parse_edtf(value) or str(value)
        except ImpossibleDate as impossible:
            at = entry.inside.value_at(entry.name)
            self._problems.append(diagnostics.impossible_period(at, value, str(impossible)))
            return str(value)

    # Hedges and units

    def _hedges(self) -> dict[str, Hedge]:
        hedges: dict[str, Hedge] = {}
        for entry in self._entries("hedges"):
            value = entry.value
            days = None
            if isinstance(value, Mapping):
                days = value.get("days")
                words = tuple(value.get("words", ()))
                value = value.get("width", _default_width(entry.name))
            else:
                words = ()
            hedge = _hedge(entry.name, value, days)
            if hedge is None:
                at = entry.inside.value_at(entry.name)
                self._problems.append(diagnostics.unreadable_value(at, str(value), "a width such as ±10% or [-10%, 0)"))
                continue
            hedges |= dict.fromkeys((entry.name, *words), hedge)
        return hedges

    def _units(self, known: UnitTable) -> list[tuple[str, Unit]]:
        own: list[tuple[str, Unit]] = []
        for entry in self._entries("units"):
            value = entry.value
            written = value["equals"] if isinstance(value, Mapping) else value
            match = _AMOUNT.fullmatch(written.strip())
            base = known.find(match[3]) if match else None
            size = _size(match) if match else 0
            if base is None or base.offset != 0 or size == 0:
                at = entry.inside.value_at(entry.name)
                self._problems.append(diagnostics.unreadable_value(at, written, "an amount such as 14 days"))
                continue
            factor = exact(size * base.factor)
            unit = Unit(entry.name, base.dimension, base.base, factor)
            names = value.get("names", ()) if isinstance(value, Mapping) else ()
            plurals = {f"{entry.name}s", entry.name}
            own += [(name.casefold(), unit) for name in {*plurals, *names}] + [(entry.name, unit)]
        return own


def _patterns(declared: Mapping) -> tuple[Pattern, ...]:
    written = declared.get("extract", ())
    return tuple(_pattern(written, index) for index in range(len(written)))


def _pattern(written: Sequence, index: int) -> Pattern:
    entry = written[index]
    if not isinstance(entry, Mapping):
        return Pattern(str(entry), None, lambda: written.text(index), lambda: written.item_at(index))
    return Pattern(entry["pattern"], entry["value"], lambda: entry.text("pattern"), lambda: entry.value_at("value"))


_SINGULAR = {
    "facts": "the fact",
    "entities": "the entity",
    "constants": "the constant",
    "hedges": "the hedge",
    "units": "the unit",
    "words": "the word list",
    "kinds": "the kind",
    "currencies": "the sign",
}


def _default_width(name: str) -> Hedge | str:
    return DEFAULT_HEDGES.get(name, DEFAULT_HEDGES["about"])


def _hedge(name: str, width: object, days: int | None) -> Hedge | None:
    """`±10%`, `10%`, `[-10%, 0)`, or a number: 0.1 is ±10%."""
    if isinstance(width, Hedge):
        return width._replace(name=name, days=days)
    if isinstance(width, int | Fraction):
        share = exact(width)
        return Hedge(name, -share, share, days=days)
    match = _WIDTH.fullmatch(str(width).strip()) or _PERCENT.fullmatch(str(width).strip())
    if match is None:
        return None
    if match[1] is not None:
        share = Fraction(match[1]) / 100
        return Hedge(name, -share, share, days=days)
    low, high = (Fraction(match[group].replace("−", "-")) / 100 for group in (3, 4))
    return None if low > high else Hedge(name, exact(low), exact(high), match[2] == "(", match[5] == ")", days)


def _size(amount: re.Match[str]) -> Fraction:
    """The number of an amount: `14`, `1.5`, `1/3`; zero where it divides by zero."""
    divisor = int(amount[2] or 1)
    return Fraction(amount[1]) / divisor if divisor else Fraction(0)


def _where(at: Passage | None) -> str:
    if at is None:
        return "another place"
    location = at.location
    return f"{location.file}:{location.line}"


__all__ = ["SECTIONS", "build_vocabulary"]
