"""From a literal, and the type that its surroundings expect, to a constant or a diagnostic.

The same words can be a year, a country or just words; the other operand decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain, pairwise

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic
from factcheck.evaluation.typed import Constant
from factcheck.language import syntax as s
from factcheck.language.printer import print_expr
from factcheck.model.entity import Entity
from factcheck.model.interval import Exact, exact, point
from factcheck.model.period import ImpossibleDate, Period, parse_edtf
from factcheck.model.quantity import Quantity, quantity
from factcheck.model.statement import Words
from factcheck.model.text import fold_text
from factcheck.model.types import NUMBER, PERIOD, TEXT, Type, describe
from factcheck.model.units import NUMBER as PLAIN
from factcheck.model.units import Unit
from factcheck.model.vocabulary import Vocabulary
from factcheck.reading.values import Reader, Unreadable
from factcheck.record import Record
from factcheck.source import Passage, Span
from factcheck.suggestions import suggest

DIFFERENCE = "temperature difference"
"""Degrees between two temperatures: the zero of the scale does not count."""


Literal = s.Number | s.Compound | s.Date | s.Text | s.Boolean


class Expected(Record):
    """What a literal should be read as, if the surroundings tell; `unit` is the unit a fix would add."""

    type: Type | None = None
    unit: str = ""


class LiteralReader:
    """Reads the literals of one expression; problems go to `report`."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        reader: Reader,
        locate: Callable[[Span], Passage],
        report: Callable[[Diagnostic], None],
    ) -> None:
        self._vocabulary = vocabulary
        self._reader = reader
        self._locate = locate
        self._report = report

    def read(self, literal: Literal, expected: Expected) -> Constant | None:
        """The constant of any literal; None after a report."""
        match literal:
            case s.Number():
                return self.number(literal, expected)
            case s.Compound():
                return self.compound(literal, expected)
            case s.Date():
                return self.date(literal, expected)
            case s.Text():
                return self.text(literal, expected)
            case s.Boolean():
                return self.boolean(literal, expected)

    def number(self, number: s.Number, expected: Expected) -> Constant | None:
        value = exact(number.value * number.scale)
        unit = self._unit_of(number, expected)
        if unit is None:
            return None
        wanted = expected.type
        if unit is PLAIN and number.unit is None and wanted not in (None, NUMBER):
            return self._bare_number(number, value, expected)
        if wanted is not None and wanted.family != "quantity":
            return self._wrong(number, wanted, f"{describe(Type('quantity', unit.dimension))}")
        if wanted is not None and wanted.detail == DIFFERENCE and unit.dimension == "temperature":
            return Constant(_difference(value, unit), wanted)
        if wanted is not None and unit.dimension != wanted.detail:
            found = f"{print_expr(number)}, {describe(Type('quantity', unit.dimension))},"
            self._report(diagnostics.wrong_dimension(self._locate(number.span), describe(wanted), found))
            return None
        return Constant(quantity(value, unit), Type("quantity", unit.dimension))

    def _unit_of(self, number: s.Number, expected: Expected) -> Unit | None:
        """The unit of a number; the thing counted is no unit. None after a report."""
        if number.symbol is not None:
            unit = self._vocabulary.units.currency(number.symbol)
            if unit is None:
                self._report(diagnostics.unknown_unit(self._locate(number.span), number.symbol, None))
            if number.unit is not None:
                why = "a currency sign and a unit do not go together"
                self._report(diagnostics.unit_on_one_end(self._locate(number.unit.span), why, None))
                return None
            return unit
        return PLAIN if number.unit is None else self.unit(number.unit, expected)

    def unit(self, written: s.Unit, expected: Expected) -> Unit | None:
        wanted = expected.type
        dimension = wanted.detail if wanted is not None and wanted.family == "quantity" else None
        unit = self._vocabulary.units.find(written.name, dimension)
        if unit is not None:
            return unit
        near = suggest(written.name, chain(self._near_units(expected), s.SCALES))
        if expected.type == NUMBER:
            if near is not None:
                self._report(diagnostics.noun_like_unit(self._locate(written.span), written.name, near))
            return PLAIN
        near = near or suggest(written.name, self._vocabulary.units.names())
        self._report(diagnostics.unknown_unit(self._locate(written.span), written.name, near))
        return None

    def _near_units(self, expected: Expected) -> Iterable[str]:
        units = self._vocabulary.units
        if expected.type == NUMBER:
            return ()
        if expected.type is None or expected.type.family != "quantity":
            return units.names()
        dimension = expected.type.detail
        return (name for name in units.names() if (unit := units.find(name)) and unit.dimension == dimension)

    def _bare_number(self, number: s.Number, value: Exact, expected: Expected) -> Constant | None:
        wanted = expected.type
        assert wanted is not None
        if wanted == PERIOD:
            return self._year(number, value)
        if wanted.family == "quantity":
            fix = _with_unit(print_expr(number), expected.unit) if expected.unit else None
            self._report(diagnostics.missing_unit(self._locate(number.span), describe(wanted), fix))
            return None
        return self._wrong(number, wanted, "a number")

    def _year(self, number: s.Number, value: Exact) -> Constant | None:
        written = print_expr(number)
        if isinstance(value, int) and 1 <= value <= 9999 and number.scale == 1:
            year = parse_edtf(f"{value:04d}")
            assert year is not None
            return Constant(year, PERIOD)
        self._report(diagnostics.impossible_period(self._locate(number.span), written, "years are 0001 to 9999"))
        return None

    def compound(self, compound: s.Compound, expected: Expected) -> Constant | None:
        """`1 h 20 min`: descending units of one dimension, durations and lengths."""
        total: Exact = 0
        units: list[Unit] = []
        for part in compound.parts:
            unit = self.unit(part.unit, expected) if part.unit is not None else None
            if unit is None:
                return None
            units.append(unit)
            total = exact(total + part.value * part.scale * unit.factor)
        first = units[0]
        written = print_expr(compound)
        at = self._locate(compound.span)
        descending = all(a.base == b.base and a.factor > b.factor for a, b in pairwise(units))
        if first.dimension not in ("duration", "length") or not descending:
            why = "parts are durations or lengths, each smaller than the one before"
            self._report(diagnostics.unreadable_value(at, written, "one amount", why))
            return None
        wanted = expected.type
        if wanted is not None and wanted != Type("quantity", first.dimension):
            found = f"{written}, {describe(Type('quantity', first.dimension))},"
            self._report(diagnostics.wrong_dimension(at, describe(wanted), found))
            return None
        return Constant(Quantity(point(total), point(total), units[-1]), Type("quantity", first.dimension))

    def date(self, date: s.Date, expected: Expected) -> Constant | None:
        try:
            period = parse_edtf(date.written)
        except ImpossibleDate as impossible:
            self._report(diagnostics.impossible_period(self._locate(date.span), date.written, str(impossible)))
            return None
        if period is None:
            why = "write YYYY-MM-DD, YYYY-MM or YYYY-Www"
            self._report(diagnostics.impossible_period(self._locate(date.span), date.written, why))
            return None
        if expected.type not in (None, PERIOD):
            assert expected.type is not None
            return self._wrong(date, expected.type, "a date")
        return Constant(period, PERIOD)

    def text(self, text: s.Text, expected: Expected) -> Constant | None:
        wanted = expected.type
        if wanted is None or wanted == TEXT:
            return Constant(Words(text.value, fold_text(text.value)), TEXT)
        if wanted.family == "entity":
            return self.entity(text, text.value, wanted)
        if wanted.family == "boolean":
            why = "write true or false, without quotes"
            self._report(diagnostics.unreadable_value(self._locate(text.span), text.value, describe(wanted), why))
            return None
        return self._read(text, text.value, wanted)

    def _read(self, expr: s.Expr, written: str, wanted: Type) -> Constant | None:
        """A quoted period or quantity, read as in an article; a hedge has no meaning on the rule's side."""
        at = self._locate(expr.span)
        value = self._reader.read(written, wanted)
        if isinstance(value, Unreadable):
            self._report(diagnostics.unreadable_value(at, written, describe(wanted), value.reason))
            return None
        if isinstance(value, Quantity) and not (value.hedge is None and value.nominal.is_point):
            why = "a rule needs one plain amount; write a range for several"
            self._report(diagnostics.unreadable_value(at, written, describe(wanted), why))
            return None
        assert isinstance(value, Quantity | Period)
        return Constant(value, wanted)

    def entity(self, expr: s.Expr, name: str, wanted: Type) -> Constant | None:
        """A known name of the wanted kind; anything else is refused, with the nearest name."""
        catalogue, kind = self._vocabulary.entities, wanted.detail
        at = self._locate(expr.span)
        found = catalogue.find(name, kind)
        if len(found) == 1:
            return Constant(found[0], wanted.one)
        if found:
            self._report(diagnostics.ambiguous_name(at, name, [entity.name for entity in found]))
            return None
        others = catalogue.find(name)
        if others:
            right = f"{name}, {describe(Type('entity', others[0].kind))},"
            self._report(diagnostics.different_kinds(at, describe(wanted.one), right))
            return None
        near = suggest(name, catalogue.names(kind))
        fix = None if near is None else name_in_check(near)
        self._report(diagnostics.unknown_entity(at, name, kind, fix))
        return None

    def constant(self, expr: s.Name, value: object, expected: Expected) -> Constant | None:
        """A constant of the vocabulary, read as the literal that it stands for."""
        wanted = expected.type
        match value:
            case Period() if wanted in (None, PERIOD):
                return Constant(value, PERIOD)
            case Quantity() if wanted is None or wanted == Type("quantity", value.dimension):
                return Constant(value, Type("quantity", value.dimension))
            case Quantity() if wanted == PERIOD and value.dimension == "number" and isinstance(value.nominal.low, int):
                return self._year(s.Number(expr.span, value.nominal.low), value.nominal.low)
            case Entity() if wanted is None or wanted.one == Type("entity", value.kind):
                return Constant(value, Type("entity", value.kind))
            case bool() if wanted is None or wanted.family == "boolean":
                return Constant(value, Type("boolean"))
            case str():
                return self.text(s.Text(expr.span, value), expected)
            case _:
                assert wanted is not None
                return self._wrong(expr, wanted, f"the constant {expr.name}, {describe(constant_type(value))}")

    def boolean(self, boolean: s.Boolean, expected: Expected) -> Constant | None:
        if expected.type is not None and expected.type.family != "boolean":
            return self._wrong(boolean, expected.type, "true or false")
        return Constant(boolean.value, Type("boolean"))

    def _wrong(self, expr: s.Expr, wanted: Type, found: str, fix: str | None = None) -> Constant | None:
        """Report a literal of another type; always None."""
        at = self._locate(expr.span)
        self._report(diagnostics.wrong_type(at, "this place", describe(wanted), found, fix))
        return None


def _with_unit(number: str, unit: str) -> str:
    return f"{number}{unit}" if unit == "%" else f"{number} {unit}"


def _difference(value: Exact, unit: Unit) -> Quantity:
    difference = unit._replace(dimension=DIFFERENCE, offset=0)
    return quantity(value, difference)


def constant_type(value: object) -> Type:
    """The type that a constant has by itself."""
    match value:
        case Period():
            return PERIOD
        case Quantity():
            return Type("quantity", value.dimension)
        case Entity():
            return Type("entity", value.kind)
        case bool():
            return Type("boolean")
        case _:
            return TEXT


def name_in_check(name: str) -> str:
    """An entity's name as it can be written in a check: quoted unless it is one plain word."""
    plain = name.isascii() and name.isidentifier() and name not in s.KEYWORDS
    if plain:
        return name
    return f"'{name}'" if '"' in name else f'"{name}"'


__all__ = [
    "DIFFERENCE",
    "Expected",
    "LiteralReader",
    "constant_type",
    "name_in_check",
]
