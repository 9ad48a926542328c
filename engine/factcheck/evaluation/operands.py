"""The operands of comparisons: names, filters, attributes and the literals between them.

What a literal means depends on what it is compared with, so a comparison's operands are typed together: first what
tells its type by itself (`inference`), then the rest against it. What is built of operands is typed in `arithmetic`,
`ranges` and `aggregate_calls`, which are given the checker.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic
from factcheck.evaluation.aggregate_calls import aggregate_call
from factcheck.evaluation.arithmetic import negative, product_of, sum_of
from factcheck.evaluation.attributes import ATTRIBUTE_TYPES, CHOICES, speaker_key
from factcheck.evaluation.inference import difference_type, infer, names_fact, unit_hint
from factcheck.evaluation.literals import Expected, LiteralReader, name_in_check
from factcheck.evaluation.ranges import range_of_names, set_of_entities
from factcheck.evaluation.terms import constant_interval
from factcheck.evaluation.typed import (
    AttributeOf,
    Check,
    Constant,
    FactSource,
    FromSource,
    SelfSource,
    Source,
    Term,
    Typed,
    is_constant,
)
from factcheck.language import syntax as s
from factcheck.language.parser import walk
from factcheck.language.printer import print_expr
from factcheck.model.statement import Words
from factcheck.model.text import fold_text
from factcheck.model.types import MONEY, NUMBER, PERCENT, TEXT, Type, describe
from factcheck.model.vocabulary import Fact, Vocabulary
from factcheck.reading.values import Reader
from factcheck.source import EmbeddedText, Passage, Span
from factcheck.suggestions import suggest


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
        self.inside_call: str | None = None
        """The function whose argument is being typed: none may stand inside another."""
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

    def index_of(self, source: Source) -> int:
        """The place of a source among those of the atom."""
        for index, known in enumerate(self.sources):
            if known.key == source.key:
                return index
        self.sources.append(source)
        return len(self.sources) - 1

    # Types

    def operands(self, exprs: Sequence[s.Expr]) -> list[Typed] | None:
        """The operands of a comparison, literals read as what the others are; None after a report."""
        inferred = [self.infer(expr) for expr in exprs]
        known = [kind for kind in inferred if kind is not None]
        of_facts = (
            kind
            for expr, kind in zip(exprs, inferred, strict=True)
            if kind and names_fact(expr, self.vocabulary, in_filter=self.in_filter)
        )
        anchor = next(of_facts, known[0] if known else None)
        unit = next((hint for expr in exprs if (hint := self.unit_hint(expr))), "")
        attribute = next((name for expr in exprs if (name := self.attribute_of(expr))), None)
        if self.in_filter and attribute is None and isinstance(exprs[0], s.Name):
            self.term(exprs[0], Expected())  # a misspelt attribute; its value has nothing to be held against
            return None
        typed = [self.operand(self.as_words(expr, attribute), anchor, unit=unit) for expr in exprs]
        found = [item for item in typed if item is not None]
        if len(found) < len(typed):
            return None
        return found if attribute is None else self.settled(attribute, found)

    def attribute_of(self, expr: s.Expr) -> str | None:
        """The attribute that an operand is, if it is one."""
        if isinstance(expr, s.Attribute):
            return expr.name.name
        return expr.name if self.in_filter and isinstance(expr, s.Name) and expr.name in ATTRIBUTE_TYPES else None

    def as_words(self, expr: s.Expr, attribute: str | None) -> s.Expr:
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
            self.mismatch(item, wanted, found)
            return None
        return first.type

    def mismatch(self, item: Typed, wanted: Type, found: Type) -> None:
        """Report an operand of another type than the one that it stands beside."""
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
        return infer(expr, self.vocabulary, in_filter=self.in_filter)

    def unit_hint(self, expr: s.Expr) -> str:
        """The unit that a bare number beside this operand most likely wants."""
        return unit_hint(expr, self.vocabulary, in_filter=self.in_filter)

    # Operands

    def operand(self, expr: s.Expr, expected: Type | None, *, unit: str = "") -> Typed | None:
        """One operand; None after a report."""
        term = self.term(expr, Expected(expected, unit))
        return None if term is None else Typed(term, expr)

    def term(self, expr: s.Expr, expected: Expected) -> Term | None:
        """What an operand comes to; None after a report."""
        match expr:
            case s.Name():
                return self._name(expr, expected)
            case s.Filtered():
                return self._filtered(expr)
            case s.Attribute():
                return self._attribute(expr)
            case s.Call():
                return aggregate_call(self, expr)
            case s.Number() | s.Compound() | s.Date() | s.Text() | s.Boolean():
                return self._literals.read(expr, expected)
            case s.Negative():
                return negative(self, expr, expected)
            case s.Sum():
                return sum_of(self, expr, expected)
            case s.Product():
                return product_of(self, expr)
            case s.Set():
                return set_of_entities(self, expr, expected)
            case _:
                self._refuse(expr, expected)
                return None

    def _refuse(self, expr: s.Expr, expected: Expected) -> None:
        """Report what is no operand: a range without `in`, or a whole comparison."""
        at = self.locate(expr.span)
        if not isinstance(expr, s.Range):
            wanted = describe(expected.type) if expected.type is not None else "a value"
            self.report(diagnostics.wrong_type(at, "this place", wanted, "a whole comparison, true or false"))
        elif (fix := range_of_names(self, expr)) is not None:
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
            return FromSource(self.index_of(_fact_source(fact)), fact.type)
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
        facts, constants = self.vocabulary.facts, self.vocabulary.constants
        near = suggest(name, chain(facts, constants)) or suggest(name, self.vocabulary.entities.names())
        fix = near if near is None or near in facts or near in constants else name_in_check(near)
        self.report(diagnostics.unknown_fact(at, name, fix))
        return None

    def _attribute_name(self, expr: s.Name, expected: Expected) -> Term | None:
        """In a filter a name is an attribute, or a value of one that has a fixed list, or a known entity's name."""
        if expr.name in ATTRIBUTE_TYPES:
            return AttributeOf(self.index_of(SelfSource()), expr.name, ATTRIBUTE_TYPES[expr.name])
        if expected.type == TEXT:
            return Constant(Words(expr.name, fold_text(expr.name)), TEXT)
        near = suggest(expr.name, s.ATTRIBUTES)
        self.report(diagnostics.unknown_attribute(self.locate(expr.span), expr.name, s.ATTRIBUTES, near))
        return None

    def _filtered(self, expr: s.Filtered) -> Term | None:
        fact = self.fact(expr.fact)
        condition = self.filter_truth(expr.filter)
        if fact is None:
            return None
        asks_modality = any(isinstance(node, s.Name) and node.name == "modality" for node in walk(expr.filter))
        source = _fact_source(fact, condition, print_expr(expr.filter), asks_modality)
        return FromSource(self.index_of(source), fact.type)

    def fact(self, name: s.Name) -> Fact | None:
        """The fact of that name; None after a report."""
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
        subject = self.term(expr.subject, Expected()) if isinstance(expr.subject, s.Filtered) else None
        if isinstance(expr.subject, s.Name):
            fact = self.fact(expr.subject)
            subject = None if fact is None else FromSource(self.index_of(_fact_source(fact)), fact.type)
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

    # Tolerances

    def tolerance(self, expr: s.Expr, family: Type, hint: str) -> Typed | None:
        """How far off a quantity may be: in its own unit, in percent, or for percents in points."""
        inferred = self.infer(expr)
        wanted = inferred if inferred == PERCENT else difference_type(family)
        typed = self.operand(expr, wanted, unit=hint)
        if typed is None:
            return None
        if typed.type not in (PERCENT, difference_type(family)):
            self.mismatch(typed, difference_type(family), typed.type)
            return None
        return typed if self.tolerance_is_fine(typed) else None

    def tolerance_is_fine(self, tolerance: Typed) -> bool:
        interval = constant_interval(tolerance.term) if is_constant(tolerance.term) else None
        if interval is not None and interval.low < 0:
            self.report(diagnostics.negative_tolerance(self.locate(tolerance.expr.span)))
            return False
        return True


def _fact_source(fact: Fact, condition: Check | None = None, text: str = "", as_stated: bool = False) -> FactSource:
    # Plain numbers and money are read as counts are ("fewer than 90" is 0 to 90), but a rule may well ask for a loss.
    measured = fact.type.family == "quantity" and fact.type not in (NUMBER, MONEY)
    return FactSource(fact.name, fact.type, condition, text, as_stated, measured and not fact.negative)
