"""The operands of comparisons: names, filters, attributes, arithmetic, calls, and the literals between them.

What a literal means depends on what it is compared with, so a comparison's operands are typed together: first what
tells its type by itself (`infer`), then the rest against it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic, suggest
from factcheck.evaluation.literals import DIFFERENCE, Expected, LiteralReader, constant_type, name_in_check
from factcheck.evaluation.terms import (
    BadValue,
    Incomparable,
    amount_of,
    constant_amount,
    constant_interval,
    constant_period,
    shift,
)
from factcheck.evaluation.typed import (
    AggregateSource,
    AttributeOf,
    Check,
    Constant,
    FactSource,
    FromSource,
    ProductOf,
    SelfSource,
    Source,
    SumOf,
    Term,
    Typed,
    is_constant,
)
from factcheck.language import syntax as s
from factcheck.language.parser import walk
from factcheck.language.printer import print_expr
from factcheck.model.entity import Entity, entity_set
from factcheck.model.interval import point
from factcheck.model.period import period
from factcheck.model.quantity import Quantity
from factcheck.model.statement import MODALITIES, ORIGINS, SECTIONS, Words
from factcheck.model.text import fold_name, fold_text
from factcheck.model.types import BOOLEAN, DURATION, MONEY, NUMBER, PERCENT, PERIOD, POINTS, TEXT, Type, describe
from factcheck.model.units import combine_dimensions
from factcheck.model.vocabulary import Fact, Vocabulary
from factcheck.reading.values import Reader
from factcheck.source import EmbeddedText, Passage, Span

ATTRIBUTE_TYPES = dict.fromkeys(s.ATTRIBUTES, TEXT) | {"confidence": NUMBER}
CHOICES = {"modality": MODALITIES, "section": SECTIONS, "origin": ORIGINS}
"""Attributes with a fixed list of values, which may stand without quotes."""

_OF_QUANTITIES = ("min", "max", "mean", "median", "spread")


_A_DAY: Final = period(730_120, 730_120)
"""1 January 2000, or any other day far from the ends of the calendar."""


_LITERALS = (s.Number, s.Date, s.Text, s.Boolean)
"""Expressions without names inside."""


class _NewAtom:
    """While it lasts, a checker gathers the sources of an atom of its own."""

    __slots__ = ("_checker", "_outer")

    def __init__(self, checker: OperandChecker) -> None:
        self._checker = checker
        self._outer = checker.sources

    def __enter__(self) -> None:
        self._checker.sources = []

    def __exit__(self, *_: object) -> None:
        self._checker.sources = self._outer


class OperandChecker:
    """Types the operands of one expression, atom by atom."""

    def __init__(self, text: EmbeddedText, vocabulary: Vocabulary, reader: Reader) -> None:
        self.vocabulary = vocabulary
        self.problems: list[Diagnostic] = []
        self.sources: list[Source] = []
        self.in_filter = False
        self._aggregate: str | None = None
        self._text = text
        self._literals = LiteralReader(vocabulary, reader, self.locate, self.report)

    def locate(self, span: Span) -> Passage:
        return self._text.locate(span)

    def report(self, problem: Diagnostic) -> None:
        self.problems.append(problem)

    def inner_truth(self, expr: s.Expr) -> Check:
        raise NotImplementedError

    def filter_truth(self, expr: s.Expr) -> Check:
        raise NotImplementedError

    def new_atom(self) -> _NewAtom:
        """Sources named inside belong to one atom."""
        return _NewAtom(self)

    def _index(self, source: Source) -> int:
        for index, known in enumerate(self.sources):
            if known.key == source.key:
                return index
        self.sources.append(source)
        return len(self.sources) - 1

    # Types

    def operands(self, exprs: Sequence[s.Expr]) -> list[Typed] | None:
        """The operands of a comparison, literals read as what the others are; None after a report."""
        inferred = [self.infer(expr) for expr in exprs]
        anchor = next(
            (kind for expr, kind in zip(exprs, inferred, strict=True) if kind and self._names_fact(expr)),
            next((kind for kind in inferred if kind is not None), None),
        )
        unit = next((hint for expr in exprs if (hint := self.unit_hint(expr))), "")
        attribute = next((name for expr in exprs if (name := self.attribute_of(expr))), None)
        if self.in_filter and attribute is None and isinstance(exprs[0], s.Name):
            self._term(exprs[0], Expected())  # a misspelt attribute; its value has nothing to be held against
            return None
        typed = [self.operand(self._as_words(expr, attribute), anchor, unit=unit) for expr in exprs]
        found = [item for item in typed if item is not None]
        if len(found) < len(typed):
            return None
        return found if attribute is None else self.settled(attribute, found)

    def attribute_of(self, expr: s.Expr) -> str | None:
        """The attribute that an operand is, if it is one."""
        if isinstance(expr, s.Attribute):
            return expr.name.name
        return expr.name if self.in_filter and isinstance(expr, s.Name) and expr.name in ATTRIBUTE_TYPES else None

    def _as_words(self, expr: s.Expr, attribute: str | None) -> s.Expr:
        """Beside an attribute a bare name is words: `section == headline`, `said_by == Kishida`."""
        if attribute is None or not isinstance(expr, s.Name) or self.attribute_of(expr) is not None:
            return expr
        if expr.name in self.vocabulary.constants or (expr.name in self.vocabulary.facts and not self.in_filter):
            return expr
        return s.Text(expr.span, expr.name)

    def settled(self, attribute: str, operands: Sequence[Typed]) -> list[Typed] | None:
        """Operands beside an attribute, each one of its values; None after a report."""
        settled = [self._settle(attribute, operand) for operand in operands]
        found = [operand for operand in settled if operand is not None]
        return found if len(found) == len(settled) else None

    def common_type(self, operands: Sequence[Typed], *, members: bool = False) -> Type | None:
        """The type that all operands share, or None after a report. `members` compares a set with what is in it."""
        first = next((item for item in operands if not is_constant(item.term)), operands[0])
        for item in operands:
            wanted, found = (first.type.one, item.type.one) if members else (first.type, item.type)
            if wanted == found:
                continue
            self._mismatch(item, wanted, found)
            return None
        return first.type

    def _mismatch(self, item: Typed, wanted: Type, found: Type) -> None:
        at = self.locate(item.expr.span)
        if wanted.family == found.family == "quantity":
            self.report(diagnostics.wrong_dimension(at, describe(wanted), f"{self.described(item)},"))
        elif wanted.family == found.family == "entity" and wanted.detail != found.detail:
            self.report(diagnostics.different_kinds(at, describe(wanted), f"{self.described(item)},"))
        else:
            fix = f"{{{print_expr(item.expr)}}}" if wanted.many and found == wanted.one else None
            place = "the other side of this comparison"
            self.report(diagnostics.wrong_type(at, place, describe(wanted), self.described(item), fix))

    def described(self, item: Typed) -> str:
        return f"{print_expr(item.expr)}, {describe(item.type)}"

    def infer(self, expr: s.Expr) -> Type | None:
        """The type that an operand has by itself, without a report; None if it depends on the others."""
        match expr:
            case s.Name(name=name):
                return self._infer_name(name)
            case s.Filtered(fact=fact):
                return self._infer_name(fact.name)
            case s.Attribute(name=name):
                return ATTRIBUTE_TYPES.get(name.name)
            case s.Call():
                return self._infer_call(expr)
            case s.Number(unit=unit, symbol=symbol):
                found = self.vocabulary.units.find(symbol or (unit.name if unit else ""))
                return Type("quantity", found.dimension) if found else None
            case s.Compound(parts=parts):
                return self.infer(parts[0])
            case s.Date():
                return PERIOD
            case s.Boolean():
                return BOOLEAN
            case s.Negative(item=item):
                return self.infer(item)
            case s.Sum(items=items, operators=operators):
                return self._infer_sum([self.infer(item) for item in items], operators)
            case s.Product(items=items):
                kinds = [self.infer(item) or NUMBER for item in items]
                return _product_type(kinds, [1 if operator == "*" else -1 for operator in ("*", *expr.operators)])
            case s.Set(members=members):
                one = next((kind for member in members if (kind := self.infer(member))), None)
                return one._replace(many=True) if one is not None and one.family == "entity" else one
            case _:
                return None

    def _infer_name(self, name: str) -> Type | None:
        if self.in_filter:
            return ATTRIBUTE_TYPES.get(name)
        if name in self.vocabulary.facts:
            return self.vocabulary.facts[name].type
        if name in self.vocabulary.constants:
            kind = constant_type(self.vocabulary.constants[name])
            return kind if kind != TEXT else None
        meanings = self.vocabulary.entities.find(name)
        return Type("entity", meanings[0].kind) if len(meanings) == 1 else None

    def _infer_call(self, call: s.Call) -> Type | None:
        match call.function.name:
            case "distinct" | "articles":
                return NUMBER
            case "share":
                return PERCENT
            case "agree":
                return BOOLEAN
            case name:
                inner = self.infer(call.arguments[0]) if call.arguments else None
                return _spread_type(inner) if name == "spread" and inner is not None else inner

    @staticmethod
    def _infer_sum(kinds: list[Type | None], operators: tuple[str, ...]) -> Type | None:
        current = kinds[0]
        for kind, operator in zip(kinds[1:], operators, strict=True):
            if current is None:
                current = kind
            elif operator == "-" and kind == current == PERIOD:
                current = DURATION
            elif operator == "-" and kind == current and kind in (PERCENT, Type("quantity", "temperature")):
                current = difference_type(current)
        return current if current is None or current == PERIOD or current.family == "quantity" else None

    def _names_fact(self, expr: s.Expr) -> bool:
        if isinstance(expr, s.Name):
            return self.in_filter or expr.name in self.vocabulary.facts
        return not isinstance(expr, _LITERALS) and any(
            isinstance(node, s.Call | s.Filtered | s.Attribute)
            or (isinstance(node, s.Name) and (self.in_filter or node.name in self.vocabulary.facts))
            for node in walk(expr)
        )

    def unit_hint(self, expr: s.Expr) -> str:
        """The unit that a bare number beside this operand most likely wants."""
        if isinstance(expr, _LITERALS):
            return ""
        for node in (expr,) if isinstance(expr, s.Name) else walk(expr):
            if isinstance(node, s.Name) and node.name in self.vocabulary.facts and not self.in_filter:
                fact = self.vocabulary.facts[node.name]
                if fact.unit is not None:
                    return fact.unit.symbol
                if fact.type.family == "quantity" and fact.type.detail in ("percent", "percentage points"):
                    return "%" if fact.type == PERCENT else "pp"
        return ""

    # Operands

    def operand(self, expr: s.Expr, expected: Type | None, *, unit: str = "") -> Typed | None:
        """One operand; None after a report."""
        term = self._term(expr, Expected(expected, unit))
        return None if term is None else Typed(term, expr)

    def _term(self, expr: s.Expr, expected: Expected) -> Term | None:
        match expr:
            case s.Name():
                return self._name(expr, expected)
            case s.Filtered():
                return self._filtered(expr)
            case s.Attribute():
                return self._attribute(expr)
            case s.Call():
                return self._call(expr)
            case s.Number() | s.Compound() | s.Date() | s.Text() | s.Boolean():
                return self._literals.read(expr, expected)
            case s.Negative(item=item):
                return self._negative(expr, item, expected)
            case s.Sum():
                return self._sum(expr, expected)
            case s.Product():
                return self._product(expr)
            case s.Set():
                return self._set(expr, expected)
            case _:
                self._refuse(expr, expected)
                return None

    def _refuse(self, expr: s.Expr, expected: Expected) -> None:
        """Report what is no operand: a range without `in`, or a whole comparison."""
        at = self.locate(expr.span)
        if not isinstance(expr, s.Range):
            wanted = describe(expected.type) if expected.type is not None else "a value"
            self.report(diagnostics.wrong_type(at, "this place", wanted, "a whole comparison, true or false"))
        elif (fix := self._range_of_names(expr)) is not None:
            self.report(diagnostics.range_of_names(at, fix))
        else:
            self.report(diagnostics.wrong_type(at, "a range", "`in` before it", "another operator"))

    # Names

    def _name(self, expr: s.Name, expected: Expected) -> Term | None:
        name = expr.name
        if self.in_filter:
            return self._attribute_name(expr, expected)
        fact = self.vocabulary.facts.get(name)
        if fact is not None:
            return FromSource(self._index(_fact_source(fact)), fact.type)
        if name in self.vocabulary.constants:
            return self._literals.constant(expr, self.vocabulary.constants[name], expected)
        wanted = expected.type
        if wanted is not None and wanted.family == "entity":
            if self.vocabulary.entities.find(name):
                return self._literals.entity(expr, name, wanted)
            near_fact = suggest(name, self.vocabulary.facts)
            if near_fact is None or not name.islower():
                return self._literals.entity(expr, name, wanted)
            self.report(diagnostics.unknown_fact(self.locate(expr.span), name, near_fact))
            return None
        meanings = self.vocabulary.entities.find(name)
        if len(meanings) == 1:
            return Constant(meanings[0], Type("entity", meanings[0].kind))
        at = self.locate(expr.span)
        if meanings:
            self.report(diagnostics.ambiguous_name(at, name, [entity.name for entity in meanings]))
            return None
        known = [*self.vocabulary.facts, *self.vocabulary.constants]
        near = suggest(name, known) or suggest(name, self.vocabulary.entities.names())
        fix = near if near is None or near in known else name_in_check(near)
        self.report(diagnostics.unknown_fact(at, name, fix))
        return None

    def _attribute_name(self, expr: s.Name, expected: Expected) -> Term | None:
        """In a filter a name is an attribute, or a value of one that has a fixed list, or a known entity's name."""
        if expr.name in ATTRIBUTE_TYPES:
            return AttributeOf(self._index(SelfSource()), expr.name, ATTRIBUTE_TYPES[expr.name])
        if expected.type == TEXT:
            return Constant(Words(expr.name, fold_text(expr.name)), TEXT)
        near = suggest(expr.name, s.ATTRIBUTES)
        self.report(diagnostics.unknown_attribute(self.locate(expr.span), expr.name, s.ATTRIBUTES, near))
        return None

    def _filtered(self, expr: s.Filtered) -> Term | None:
        fact = self._fact(expr.fact)
        condition = self.filter_truth(expr.filter)
        if fact is None:
            return None
        asks_modality = any(isinstance(node, s.Name) and node.name == "modality" for node in walk(expr.filter))
        source = _fact_source(fact, condition, print_expr(expr.filter), asks_modality)
        return FromSource(self._index(source), fact.type)

    def _fact(self, name: s.Name) -> Fact | None:
        if self.in_filter:
            at = self.locate(name.span)
            self.report(
                diagnostics.wrong_type(at, "a filter", "attributes of the statement", f"a filter on {name.name}")
            )
            return None
        fact = self.vocabulary.facts.get(name.name)
        if fact is None:
            near = suggest(name.name, self.vocabulary.facts)
            self.report(diagnostics.unknown_fact(self.locate(name.span), name.name, near))
        return fact

    def _attribute(self, expr: s.Attribute) -> Term | None:
        subject = self._term(expr.subject, Expected()) if isinstance(expr.subject, s.Filtered) else None
        if isinstance(expr.subject, s.Name):
            fact = self._fact(expr.subject)
            subject = None if fact is None else FromSource(self._index(_fact_source(fact)), fact.type)
        attribute = expr.name.name
        if attribute not in ATTRIBUTE_TYPES:
            near = suggest(attribute, s.ATTRIBUTES)
            at = self.locate(expr.name.span)
            self.report(diagnostics.unknown_attribute(at, attribute, s.ATTRIBUTES, near))
            return None
        if not isinstance(subject, FromSource):
            return None
        return AttributeOf(subject.index, attribute, ATTRIBUTE_TYPES[attribute])

    def _settle(self, attribute: str, operand: Typed) -> Typed | None:
        """A literal beside an attribute: one of its values, or for said_by the identity of who is named."""
        if not isinstance(operand.term, Constant) or not isinstance(operand.term.value, Words):
            return operand
        written = operand.term.value.text
        choices = CHOICES.get(attribute)
        if choices is not None and written not in choices:
            at = self.locate(operand.expr.span)
            near = suggest(written, choices)
            wanted = diagnostics.listed(choices)
            self.report(diagnostics.wrong_type(at, f"`{attribute}`", wanted, repr(written), near))
            return None
        if attribute == "said_by":
            words = Words(written, speaker_key(written, self.vocabulary))
            return Typed(Constant(words, TEXT), operand.expr)
        return operand

    # Arithmetic

    def _negative(self, expr: s.Negative, item: s.Expr, expected: Expected) -> Term | None:
        term = self._term(item, expected)
        if term is None:
            return None
        if term.type.family != "quantity":
            self._not_arithmetic(expr.item, term, "-")
            return None
        if isinstance(term, Constant) and isinstance(term.value, Quantity):
            value = term.value
            # -5 °C is five degrees below the scale's zero, which is not the base's.
            nominal = value.nominal.times(-1).plus(point(2 * value.unit.offset))
            return Constant(value._replace(nominal=nominal, possible=nominal), term.type)
        return SumOf((term,), (-1,), term.type)

    def _sum(self, expr: s.Sum, expected: Expected) -> Term | None:
        anchor = next((kind for item in expr.items if (kind := self.infer(item))), expected.type)
        hint = expected.unit or self.unit_hint(expr)
        terms: list[Term] = []
        current: Type | None = None
        for item, operator in zip(expr.items, ("+", *expr.operators), strict=True):
            wanted = anchor if current is None else current
            if current == PERIOD:
                wanted = self.infer(item) or DURATION
            elif current == PERCENT and self.infer(item) == POINTS:
                wanted = POINTS
            term = self._term(item, Expected(wanted, hint))
            if term is None:
                return None
            terms.append(term)
            following = self._started(item, term) if current is None else self._added(item, current, operator, term)
            if following is None:
                return None
            current = following
        assert current is not None
        if not self._one_currency(expr, terms):
            return None
        signs: list[Literal[1, -1]] = [1 if operator == "+" else -1 for operator in ("+", *expr.operators)]
        return self._bounded(expr, SumOf(tuple(terms), tuple(signs), current))

    def _added(self, item: s.Expr, current: Type, operator: str, term: Term) -> Type | None:
        """The type of a sum after one more term; None after a report."""
        if current == PERIOD:
            if term.type == PERIOD and operator == "-":
                return DURATION
            if term.type == DURATION:
                return PERIOD if self._moves_dates(item, term) else None
        elif current.family == "quantity" and term.type == current:
            if current.detail == "temperature":
                if operator == "-":
                    return difference_type(current)
                self._not_arithmetic(item, term, operator)
                return None
            if current == PERCENT and operator == "-":
                return POINTS
            return current
        if current == PERCENT and term.type == POINTS:
            return current
        if current.family == term.type.family == "quantity":
            self._mismatch(Typed(term, item), current, term.type)
            return None
        self._not_arithmetic(item, term, operator)
        return None

    def _moves_dates(self, item: s.Expr, term: Term) -> bool:
        """Whether a date can be moved by a duration: whole days or whole months."""
        amount = constant_amount(term)
        if amount is None:
            return True
        try:
            shift(_A_DAY, amount)
        except BadValue as bad:
            written = print_expr(item)
            self.report(diagnostics.unreadable_value(self.locate(item.span), written, "a step of a date", str(bad)))
            return False
        return True

    def _started(self, item: s.Expr, term: Term) -> Type | None:
        """The type of a sum's first term; None after a report."""
        if term.type == PERIOD or term.type.family == "quantity":
            return term.type
        self._not_arithmetic(item, term, "+")
        return None

    def _one_currency(self, expr: s.Sum, terms: Sequence[Term]) -> bool:
        """Amounts written in a rule must be of one currency; what articles state is seen at run time."""
        written = [
            (item, amount.base)
            for item, term in zip(expr.items, terms, strict=True)
            if term.type == MONEY and (amount := constant_amount(term))
        ]
        for item, code in written[1:]:
            if code != written[0][1]:
                self.report(diagnostics.different_currencies(self.locate(item.span), written[0][1], code))
                return False
        return True

    def _not_arithmetic(self, item: s.Expr, term: Term, operator: str) -> None:
        """Report an operand that cannot be calculated with."""
        at = self.locate(item.span)
        self.report(diagnostics.wrong_type(at, f"`{operator}`", "quantities", self.described(Typed(term, item))))

    def _product(self, expr: s.Product) -> Term | None:
        terms: list[Term] = []
        powers: list[Literal[1, -1]] = []
        for item, operator in zip(expr.items, ("*", *expr.operators), strict=True):
            term = self._term(item, Expected(self.infer(item)))
            if term is None:
                return None
            if term.type.family != "quantity" or term.type.detail == "temperature":
                self._not_arithmetic(item, term, operator)
                return None
            if operator == "/" and is_constant(term):
                divisor = constant_interval(term)
                if divisor is not None and divisor.low == divisor.high == 0:
                    self.report(diagnostics.division_by_zero(self.locate(item.span)))
                    return None
            terms.append(term)
            powers.append(1 if operator == "*" else -1)
        kind = _product_type([term.type for term in terms], powers)
        return self._bounded(expr, ProductOf(tuple(terms), tuple(powers), kind))

    def _bounded(self, expr: s.Expr, term: Term) -> Term | None:
        """A constant that can be worked out; None after a report that it is too large."""
        if is_constant(term) and term.type.family == "quantity":
            try:
                amount_of(term, possible_values=False)(())
            except BadValue:
                self.report(diagnostics.number_too_large(self.locate(expr.span)))
                return None
            except Incomparable:
                pass
        return term

    # Ranges and sets

    def range_ends(self, expr: s.Range, expected: Type | None, hint: str) -> tuple[Typed, Typed] | None:
        """Both ends of a range, with the unit behind the bracket if there is one; None after a report."""
        fix = self._range_of_names(expr)
        if fix is not None:
            self.report(diagnostics.range_of_names(self.locate(expr.span), fix))
            return None
        ends = self._with_outer_unit(expr)
        if ends is None or not self._units_on_both(expr, expected, hint):
            return None
        inferred = expected or self.infer(ends[0]) or self.infer(ends[1])
        low = self.operand(ends[0], inferred, unit=hint)
        if low is None and expr.unit is not None:
            return None  # the one unit behind the bracket is wrong for both ends
        high = self.operand(ends[1], inferred, unit=hint)
        if low is None or high is None or self.common_type([low, high]) is None:
            return None
        if expected is not None and low.type != expected:
            self._mismatch(low, expected, low.type)
            return None
        return None if self._is_empty(expr, low.term, high.term) else (low, high)

    def _range_of_names(self, expr: s.Range) -> str | None:
        """`{Japan, India}` for `[Japan, India]`."""
        ends = (expr.low, expr.high)
        for end in ends:
            name = end.name if isinstance(end, s.Name) else end.value if isinstance(end, s.Text) else None
            if name is None or name in self.vocabulary.facts or name in self.vocabulary.constants:
                return None
            if isinstance(end, s.Text) and not self.vocabulary.entities.find(name):
                return None
        return f"{{{print_expr(expr.low)}, {print_expr(expr.high)}}}"

    def _with_outer_unit(self, expr: s.Range) -> tuple[s.Expr, s.Expr] | None:
        if expr.unit is None and expr.scale == 1:
            return expr.low, expr.high
        ends: list[s.Expr] = []
        for end in (expr.low, expr.high):
            bare = end.item if isinstance(end, s.Negative) else end
            if not isinstance(bare, s.Number) or bare.unit is not None or bare.symbol is not None or bare.scale != 1:
                why = "a unit behind the bracket belongs to both ends, so the ends have none of their own"
                self.report(diagnostics.unit_on_one_end(self.locate(expr.span), why, None))
                return None
            with_unit = s.Number(bare.span, bare.value, expr.scale, expr.unit)
            ends.append(s.Negative(end.span, with_unit) if isinstance(end, s.Negative) else with_unit)
        return ends[0], ends[1]

    def _units_on_both(self, expr: s.Range, expected: Type | None, hint: str) -> bool:
        """Whether no end lacks a unit that it needs."""
        if expr.unit is not None or expected is None or expected.family != "quantity" or expected == NUMBER:
            return True
        ends = [end.item if isinstance(end, s.Negative) else end for end in (expr.low, expr.high)]
        bare = [isinstance(end, s.Number) and end.unit is None and end.symbol is None for end in ends]
        at = self.locate(expr.span)
        if all(bare):
            written = print_expr(expr)
            fix = (f"{written}%" if hint == "%" else f"{written} {hint}") if hint else None
            self.report(diagnostics.missing_unit(at, describe(expected), fix))
            return False
        with_unit = next((end for end, is_bare in zip(ends, bare, strict=True) if not is_bare), None)
        if any(bare) and isinstance(with_unit, s.Number):
            self.report(
                diagnostics.unit_on_one_end(at, "one end has a unit and the other has none", self._shared(expr))
            )
            return False
        return True

    @staticmethod
    def _shared(expr: s.Range) -> str | None:
        """`[80, 90] min` for `[80 min, 90]`."""
        ends = [end for end in (expr.low, expr.high) if isinstance(end, s.Number)]
        unit = next((end.unit for end in ends if end.unit is not None), None)
        if len(ends) != 2 or unit is None or any(end.scale != 1 or end.symbol for end in ends):
            return None
        low, high = (s.Number(end.span, end.value) for end in ends)
        return print_expr(s.Range(expr.span, low, high, expr.low_closed, expr.high_closed, 1, unit))

    def _is_empty(self, expr: s.Range, low: Term, high: Term) -> bool:
        both_closed = expr.low_closed and expr.high_closed
        if low.type == PERIOD:
            first, last = constant_period(low), constant_period(high)
            if first is None or last is None:
                return False
            start = first.first if expr.low_closed else first.last + 1
            end = last.last if expr.high_closed else last.first - 1
            why = "it ends before it starts" if start > end else None
        else:
            low_amount, high_amount = constant_amount(low), constant_amount(high)
            if low_amount is None or high_amount is None or low_amount.base != high_amount.base:
                return False
            a, b = low_amount.interval, high_amount.interval
            why = "its low end is above its high end" if a.low > b.high else None
            if why is None and a.low == b.high and not both_closed:
                why = "its ends are equal and not both in it"
        if why is None:
            return False
        swapped = None
        if low.type != PERIOD and "above" in why and expr.low_closed == expr.high_closed:
            swapped = print_expr(
                s.Range(expr.span, expr.high, expr.low, expr.low_closed, expr.high_closed, expr.scale, expr.unit)
            )
        self.report(diagnostics.empty_range(self.locate(expr.span), why, swapped))
        return True

    def set_members(
        self, expr: s.Set, expected: Type | None, hint: str, attribute: str | None = None
    ) -> list[Typed] | None:
        """The members of a set in braces, all of one type; None after a report."""
        if not expr.members:
            self.report(diagnostics.empty_set(self.locate(expr.span)))
            return None
        if expr.unit is not None:
            members = tuple(
                s.Number(member.span, member.value, member.scale, expr.unit) if isinstance(member, s.Number) else member
                for member in expr.members
            )
            fix = print_expr(s.Set(expr.span, members))
            self.report(diagnostics.unit_on_one_end(self.locate(expr.span), "in a set each member has its unit", fix))
            return None
        wanted = expected.one if expected is not None else None
        wanted = wanted or next((kind for member in expr.members if (kind := self.infer(member))), None)
        typed = [self.operand(self._as_words(member, attribute), wanted, unit=hint) for member in expr.members]
        fine = True
        for item in typed:
            if item is not None and wanted is not None and item.type != wanted:
                self._mismatch(item, wanted, item.type)
                fine = False
        found = [item for item in typed if item is not None]
        if not fine or len(found) < len(typed):
            return None
        return found if attribute is None else self.settled(attribute, found)

    def _set(self, expr: s.Set, expected: Expected) -> Term | None:
        """A set as an operand: constant members of one kind."""
        members = self.set_members(expr, expected.type, expected.unit)
        if members is None:
            return None
        entities: list[Entity] = []
        for member in members:
            if not isinstance(member.term, Constant) or not isinstance(member.term.value, Entity):
                at = self.locate(member.expr.span)
                self.report(diagnostics.wrong_type(at, "a set that is compared", "entities", self.described(member)))
                return None
            entities.append(member.term.value)
        return Constant(entity_set(entities), members[0].type._replace(many=True))

    # Tolerances

    def tolerance(self, expr: s.Expr, family: Type, hint: str) -> Typed | None:
        """How far off a quantity may be: in its own unit, in percent, or for percents in points."""
        inferred = self.infer(expr)
        wanted = inferred if inferred == PERCENT else difference_type(family)
        typed = self.operand(expr, wanted, unit=hint)
        if typed is None:
            return None
        if typed.type not in (PERCENT, difference_type(family)):
            self._mismatch(typed, difference_type(family), typed.type)
            return None
        return typed if self.tolerance_is_fine(typed) else None

    def tolerance_is_fine(self, tolerance: Typed) -> bool:
        interval = constant_interval(tolerance.term) if is_constant(tolerance.term) else None
        if interval is not None and interval.low < 0:
            self.report(diagnostics.negative_tolerance(self.locate(tolerance.expr.span)))
            return False
        return True

    # Calls

    def _call(self, expr: s.Call) -> Term | None:
        name = expr.function.name
        at = self.locate(expr.function.span)
        if name not in s.FUNCTIONS:
            self.report(diagnostics.unknown_function(at, name, suggest(name, s.FUNCTIONS)))
            return None
        if self._aggregate is not None:
            self.report(diagnostics.nested_aggregate(self.locate(expr.span), self._aggregate, name))
            return None
        if len(expr.arguments) != 1:
            found = len(expr.arguments)
            self.report(diagnostics.wrong_argument_count(self.locate(expr.span), name, "one argument", found))
            return None
        for argument in expr.named:
            if name != "agree" or argument.name.name != "within":
                place = self.locate(argument.name.span)
                near = "within" if name == "agree" else None
                self.report(diagnostics.unknown_argument(place, argument.name.name, name, near))
                return None
        outer, self._aggregate = self._aggregate, name
        try:
            source = self._across(expr)
        finally:
            self._aggregate = outer
        return None if source is None else FromSource(self._index(source), source.type)

    def _across(self, expr: s.Call) -> AggregateSource | None:
        name, argument = expr.function.name, expr.arguments[0]
        text = print_expr(expr)
        if name in ("articles", "share"):
            check = self.inner_truth(argument)
            return AggregateSource(name, NUMBER if name == "articles" else PERCENT, None, None, check, text)
        fact = self._aggregated_fact(argument, name)
        if fact is None:
            return None
        result = self._aggregate_type(name, fact, argument)
        if result is None:
            return None
        within = None
        if expr.named:
            tolerance = self._agreement_tolerance(expr.named[0].value, fact, self.unit_hint(argument))
            if tolerance is None:
                return None
            within = tolerance
        return AggregateSource(name, result, fact, within, None, text)

    def _aggregated_fact(self, argument: s.Expr, function: str) -> FactSource | None:
        if not isinstance(argument, s.Name | s.Filtered):
            if isinstance(argument, s.Call):
                self._call(argument)
                return None
            at = self.locate(argument.span)
            self.report(diagnostics.wrong_type(at, f"{function}()", "the name of a fact", "an expression"))
            return None
        name = argument.fact if isinstance(argument, s.Filtered) else argument
        if self._fact(name) is None:
            return None
        with self.new_atom():
            term = self._term(argument, Expected())
            source = self.sources[0] if isinstance(term, FromSource) else None
        return source if isinstance(source, FactSource) else None

    def _aggregate_type(self, function: str, fact: FactSource, argument: s.Expr) -> Type | None:
        if function == "agree":
            return BOOLEAN
        if function == "distinct":
            return NUMBER
        if fact.type.family == "quantity" or (fact.type == PERIOD and function in ("min", "max", "spread")):
            return _spread_type(fact.type) if function == "spread" else fact.type
        at = self.locate(argument.span)
        found = f"{print_expr(argument)}, {describe(fact.type)}"
        self.report(diagnostics.wrong_type(at, f"{function}()", "a quantity", found))
        return None

    def _agreement_tolerance(self, expr: s.Expr, fact: FactSource, hint: str) -> Quantity | None:
        if fact.type == PERIOD:
            typed = self.operand(expr, DURATION, unit="days")
            typed = typed if typed is None or self.tolerance_is_fine(typed) else None
        elif fact.type.family == "quantity":
            typed = self.tolerance(expr, fact.type, hint)
        else:
            at = self.locate(expr.span)
            self.report(diagnostics.wrong_type(at, "`within`", "a quantity or a period", describe(fact.type)))
            return None
        if typed is None:
            return None
        if not isinstance(typed.term, Constant) or not isinstance(typed.term.value, Quantity):
            at = self.locate(expr.span)
            self.report(diagnostics.wrong_type(at, "`within`", "one plain amount", print_expr(expr)))
            return None
        return typed.term.value


def _fact_source(fact: Fact, condition: Check | None = None, text: str = "", as_stated: bool = False) -> FactSource:
    # Plain numbers and money are read as counts are ("fewer than 90" is 0 to 90), but a rule may well ask for a loss.
    measured = fact.type.family == "quantity" and fact.type not in (NUMBER, MONEY)
    return FactSource(fact.name, fact.type, condition, text, as_stated, measured and not fact.negative)


def _spread_type(of: Type) -> Type:
    return DURATION if of == PERIOD else difference_type(of)


def difference_type(of: Type) -> Type:
    """The type of a difference: of temperatures degrees, of percents points."""
    if of.detail == "temperature":
        return Type("quantity", DIFFERENCE)
    return POINTS if of == PERCENT else of


def _product_type(kinds: Sequence[Type], powers: Sequence[int]) -> Type:
    """Dimensions multiply; a percent of something is that something, a percent by a number stays a percent."""
    dimension = "number"
    percents = 0
    for kind, power in zip(kinds, powers, strict=True):
        if kind == PERCENT:
            percents += power
        else:
            dimension = combine_dimensions(dimension, kind.detail, power)
    only_first_is_percent = kinds[0] == PERCENT and all(
        kind != PERCENT and power == -1 for kind, power in zip(kinds[1:], powers[1:], strict=True)
    )
    all_percent = all(kind == PERCENT for kind in kinds) and percents > 0
    if dimension == "number" and (all_percent or only_first_is_percent):
        return PERCENT
    return Type("quantity", dimension)


def speaker_key(name: str, vocabulary: Vocabulary) -> str:
    """Who is named: two names of one known entity give the same key, any other name stands for itself."""
    found = vocabulary.entities.find(name)
    return found[0].key if len(found) == 1 else fold_name(name)
