"""From a parsed check to a checked one: names resolved, types and dimensions right, literals read, units known.

After a mistake the checker goes on, so that all problems of a check show at once; the part in question becomes
`Unknown`, and a check with an error is never planned.
"""

from __future__ import annotations

from typing import Literal

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic
from factcheck.evaluation.operands import OperandChecker
from factcheck.evaluation.ranges import range_ends, set_members
from factcheck.evaluation.typed import (
    AllOf,
    AnyOf,
    Atom,
    Calendar,
    Check,
    Constant,
    FactSource,
    Fits,
    HasWords,
    InRange,
    IsStated,
    Members,
    Near,
    NearPeriod,
    Negation,
    OneOf,
    Ordered,
    PeriodRange,
    Same,
    SelfSource,
    Term,
    Test,
    Typed,
    Unknown,
)
from factcheck.language import syntax as s
from factcheck.language.printer import print_expr
from factcheck.model.truth import FAILS, HOLDS
from factcheck.model.types import BOOLEAN, DURATION, PERIOD, TEXT, Type, describe
from factcheck.model.vocabulary import Vocabulary
from factcheck.named import NamedTuple
from factcheck.reading.values import Reader
from factcheck.source import EmbeddedText
from factcheck.suggestions import suggest

MOST_PATTERN_MEMORY = 1 << 20
"""Bytes that a compiled pattern may take, which bounds what a hostile one can cost."""


class Checked(NamedTuple):
    """A checked expression; where there is an error among the diagnostics it must not be run."""

    check: Check
    diagnostics: list[Diagnostic]


def check_expression(expr: s.Expr, text: EmbeddedText, vocabulary: Vocabulary, reader: Reader) -> Checked:
    """Check an expression that must come out true or false: a rule's check or its guard."""
    checker = _Checker(text, vocabulary, reader)
    check = checker.truth(expr)
    return Checked(check, diagnostics.in_order(checker.problems) if checker.problems else [])


class _Modal(NamedTuple):
    """The nearest `certainly` or `possibly` above, and whether a `not` stands between."""

    modal: s.Modal | None = None
    below_not: bool = False

    @property
    def on_open(self) -> int:
        if self.modal is None:
            return 0
        return HOLDS if (self.modal == "possibly") != self.below_not else FAILS


class _Checker(OperandChecker):
    """Logic and comparisons; operands are the base class's."""

    def __init__(self, text: EmbeddedText, vocabulary: Vocabulary, reader: Reader) -> None:
        super().__init__(text, vocabulary, reader)
        self._modal = _Modal()

    # Logic

    def truth(self, expr: s.Expr) -> Check:
        match expr:
            case s.Implies(items=items):
                *conditions, conclusion = items
                return AnyOf(
                    (*(Negation(self._below_not(item), condition=True) for item in conditions), self.truth(conclusion))
                )
            case s.Or(items=items):
                return AnyOf(tuple(self.truth(item) for item in items))
            case s.And(items=items):
                return AllOf(tuple(self.truth(item) for item in items))
            case s.Not(item=item):
                return Negation(self._below_not(item))
            case s.Modality(modal=modal, item=item):
                return self._under(_Modal(modal), item)
            case s.Comparison():
                return self._comparison(expr)
            case s.Membership():
                return self._membership(expr)
            case s.Within():
                return self._within(expr)
            case s.Relation():
                return self._relation(expr)
            case s.Contains():
                return self._contains(expr)
            case s.Matches():
                return self._matches(expr)
            case s.Stated():
                return self._stated(expr)
            case _:
                return self._alone(expr)

    def _below_not(self, item: s.Expr) -> Check:
        return self._under(self._modal._replace(below_not=not self._modal.below_not), item)

    def _under(self, modal: _Modal, item: s.Expr) -> Check:
        outer, self._modal = self._modal, modal
        try:
            return self.truth(item)
        finally:
            self._modal = outer

    def inner_truth(self, expr: s.Expr) -> Check:
        """The expression inside articles(…): its atoms have sources of their own, a `certainly` above reaches in."""
        return self._under(self._modal._replace(below_not=False), expr)

    def filter_truth(self, expr: s.Expr) -> Check:
        """A filter: names are attributes, and no `certainly` reaches in."""
        outer, self.in_filter = self.in_filter, True
        try:
            return self._under(_Modal(), expr)
        finally:
            self.in_filter = outer

    def _atom(self, expr: s.Expr, test: Test | None, *, negated: bool = False) -> Check:
        sources = tuple(self.sources)
        if test is None or any(isinstance(source, SelfSource) for source in sources) != (
            self.in_filter and bool(sources)
        ):
            return Unknown()
        return Atom(expr, sources, test, negated, self._modal.modal is not None, self._modal.on_open)

    # Comparisons

    def _alone(self, expr: s.Expr) -> Check:
        """A boolean fact, or something that is no check at all."""
        with self.new_atom():
            typed = self.operand(expr, None)
            if typed is None:
                return Unknown()
            if typed.type != BOOLEAN or isinstance(typed.term, Constant):
                self.report(
                    diagnostics.wrong_type(
                        self.locate(expr.span), "a check", "a comparison", f"only {self.described(typed)}"
                    )
                )
                return Unknown()
            return self._atom(expr, Same((typed.term, Constant(True, BOOLEAN)), ("==",)))

    def _comparison(self, expr: s.Comparison) -> Check:
        with self.new_atom():
            operands = self.operands(expr.operands)
            if operands is None:
                return Unknown()
            family = self.common_type(operands)
            if family is None:
                return Unknown()
            operators = expr.operators
            negated = operators == ("!=",)
            if negated:
                operators = ("==",)
            terms = tuple(operand.term for operand in operands)
            return self._atom(expr, self._chain_test(expr, family, terms, operators), negated=negated)

    def _chain_test(
        self, expr: s.Comparison, family: Type, terms: tuple[Term, ...], operators: tuple[s.ComparisonOperator, ...]
    ) -> Test | None:
        if family.family == "quantity":
            return Ordered(terms, operators)
        if family == PERIOD:
            return Calendar(terms, operators)
        if any(operator not in ("==", "!=") for operator in operators):
            at = self.locate(expr.span)
            self.report(diagnostics.wrong_type(at, "an order", "quantities, numbers or periods", describe(family)))
            return None
        return Same(terms, operators)

    def _membership(self, expr: s.Membership) -> Check:
        with self.new_atom():
            container = expr.container
            if isinstance(container, s.Range):
                test = self._in_range(expr, container)
            elif isinstance(container, s.Set):
                test = self._in_set(expr, container)
            else:
                test = self._in_sum(expr)
            return self._atom(expr, test, negated=expr.negated)

    def _in_range(self, expr: s.Membership, container: s.Range) -> Test | None:
        subject = self.operand(expr.subject, None)
        expected = subject.type if subject is not None else None
        ends = range_ends(self, container, expected, self.unit_hint(expr.subject))
        if subject is None or ends is None:
            return None
        low, high = ends
        if subject.type == PERIOD:
            return PeriodRange(subject.term, low.term, high.term, container.low_closed, container.high_closed)
        if subject.type.family == "quantity":
            return InRange(subject.term, low.term, high.term, container.low_closed, container.high_closed)
        at = self.locate(container.span)
        self.report(diagnostics.wrong_type(at, f"{self.described(subject)}", "a set in braces", "a range"))
        return None

    def _in_set(self, expr: s.Membership, container: s.Set) -> Test | None:
        subject = self.operand(expr.subject, None)
        expected = subject.type if subject else None
        attribute = self.attribute_of(expr.subject)
        members = set_members(self, container, expected, self.unit_hint(expr.subject), attribute)
        if subject is None or members is None:
            return None
        if subject.type.many:
            at = self.locate(expr.subject.span)
            fix = f"{print_expr(expr.subject)} contains any {print_expr(container)}"
            self.report(diagnostics.wrong_type(at, "`in {…}`", "one value", self.described(subject), fix))
            return None
        return OneOf(subject.term, tuple(member.term for member in members))

    def _in_sum(self, expr: s.Membership) -> Test | None:
        container_type = self.infer(expr.container)
        if container_type is not None and container_type.family == "entity" and container_type.many:
            container = self.operand(expr.container, None)
            subject = self.operand(expr.subject, container_type.one)
            if subject is None or container is None or self.common_type([container, subject], members=True) is None:
                return None
            return Members(container.term, (subject.term,), "all")
        operands = self.operands((expr.subject, expr.container))
        if operands is None or self.common_type(operands) is None:
            return None
        subject, container = operands
        if subject.type == PERIOD:
            return Calendar((subject.term, container.term), ("in",))
        at = self.locate(expr.container.span)
        self.report(
            diagnostics.wrong_type(at, "`in`", "a range [a, b], a set {a, b} or a period", self.described(container))
        )
        return None

    def _within(self, expr: s.Within) -> Check:
        with self.new_atom():
            inferred = self.infer(expr.subject)
            if inferred is not None and inferred != PERIOD and inferred.family != "quantity":
                found = f"{print_expr(expr.subject)}, {describe(inferred)}"
                at = self.locate(expr.subject.span)
                self.report(diagnostics.wrong_type(at, "`within`", "quantities, numbers or periods", found))
                return Unknown()
            pair = self.operands((expr.subject, expr.centre))
            if pair is None:
                return Unknown()
            subject, centre = pair
            family = self.common_type(pair)
            if family is None:
                return Unknown()
            if family == PERIOD:
                days = self.operand(expr.tolerance, DURATION, unit="days")
                test = NearPeriod(subject.term, days.term, centre.term) if days else None
                return self._atom(expr, test if days and self.tolerance_is_fine(days) else None)
            return self._atom(expr, self._near(expr, subject, centre, family))

    def _near(self, expr: s.Within, subject: Typed, centre: Typed, family: Type) -> Test | None:
        tolerance = self.tolerance(expr.tolerance, family, self.unit_hint(expr.subject))
        if tolerance is None:
            return None
        # A percent is always a share of the centre, even among percents: an absolute tolerance there is in points.
        return Near(subject.term, tolerance.term, centre.term, relative=tolerance.type.detail == "percent")

    def _relation(self, expr: s.Relation) -> Check:
        with self.new_atom():
            left = self.operand(expr.left, PERIOD)
            right = self.operand(expr.right, PERIOD)
            if left is None or right is None:
                return Unknown()
            wrong = next((side for side in (left, right) if side.type != PERIOD), None)
            if wrong is not None:
                at = self.locate(wrong.expr.span)
                self.report(diagnostics.wrong_type(at, f"`{expr.relation}`", "periods", self.described(wrong)))
                return Unknown()
            names = {"before": "<", "after": ">", "during": "in", "overlaps": "overlaps"}
            return self._atom(expr, Calendar((left.term, right.term), (names[expr.relation],)))

    def _contains(self, expr: s.Contains) -> Check:
        with self.new_atom():
            subject = self.operand(expr.subject, None)
            if subject is None:
                return Unknown()
            if not subject.type.many and subject.type != TEXT:
                at = self.locate(expr.subject.span)
                self.report(
                    diagnostics.wrong_type(at, "`contains`", "a set or words before it", self.described(subject))
                )
                return Unknown()
            items = self._contained(expr.item, subject)
            if items is None:
                return Unknown()
            quantifier: Literal["any", "all"] = expr.quantifier or "all"
            terms = tuple(item.term for item in items)
            if subject.type == TEXT:
                return self._atom(expr, HasWords(subject.term, terms, quantifier), negated=expr.negated)
            return self._atom(expr, Members(subject.term, terms, quantifier), negated=expr.negated)

    def _contained(self, item: s.Expr, subject: Typed) -> list[Typed] | None:
        if isinstance(item, s.Set):
            return set_members(self, item, subject.type.one, "")
        inferred = self.infer(item)
        expected = subject.type if inferred is not None and inferred.many else subject.type.one
        typed = self.operand(item, expected)
        if typed is None or self.common_type([subject, typed], members=True) is None:
            return None
        return [typed]

    def _matches(self, expr: s.Matches) -> Check:
        with self.new_atom():
            subject = self.operand(expr.subject, None)
            pattern = self._pattern(expr.pattern)
            if subject is None or pattern is None:
                return Unknown()
            if subject.type != TEXT:
                at = self.locate(expr.subject.span)
                self.report(diagnostics.wrong_type(at, "`matches`", "words before it", self.described(subject)))
                return Unknown()
            return self._atom(expr, Fits(subject.term, pattern, expr.pattern.value), negated=expr.negated)

    def _pattern(self, pattern: s.Text) -> object | None:
        import re2

        options = re2.Options()
        options.max_mem = MOST_PATTERN_MEMORY
        options.log_errors = False
        try:
            return re2.compile(pattern.value, options=options)  # type: ignore[no-any-return]
        except re2.error as error:
            why = error.args[0] if error.args else "it cannot be read"
            shown = why.decode("utf-8", "replace") if isinstance(why, bytes) else str(why)
            self.report(diagnostics.bad_pattern(self.locate(pattern.span), shown))
            return None

    def _stated(self, expr: s.Stated) -> Check:
        with self.new_atom():
            subject = expr.subject
            fact = subject.fact if isinstance(subject, s.Filtered) else subject
            if isinstance(fact, s.Name) and fact.name not in self.vocabulary.facts:
                if self.vocabulary.entities.find(fact.name) or fact.name in self.vocabulary.constants:
                    at = self.locate(fact.span)
                    self.report(diagnostics.wrong_type(at, "`is stated`", "a fact", f"{fact.name}, which is none"))
                else:
                    near = suggest(fact.name, self.vocabulary.facts)
                    self.report(diagnostics.unknown_fact(self.locate(fact.span), fact.name, near))
                return Unknown()
            typed = self.operand(subject, None) if isinstance(subject, s.Name | s.Filtered) else None
            if typed is None or not self.sources or not isinstance(self.sources[0], FactSource):
                if typed is not None or not isinstance(subject, s.Name | s.Filtered):
                    at = self.locate(subject.span)
                    self.report(diagnostics.wrong_type(at, "`is stated`", "a fact", "something else"))
                return Unknown()
            return IsStated(expr, self.sources[0], expr.negated)


__all__ = ["Checked", "check_expression"]
