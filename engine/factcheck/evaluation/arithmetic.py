"""Signs, sums and products in a check: from their operands to a term, or to a report of what cannot be calculated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Literal

from factcheck import diagnostics
from factcheck.evaluation.inference import difference_type, product_type
from factcheck.evaluation.literals import Expected
from factcheck.evaluation.terms import BadValue, Incomparable, amount_of, constant_amount, constant_interval, shift
from factcheck.evaluation.typed import Constant, ProductOf, SumOf, Term, Typed, is_constant
from factcheck.language import syntax as s
from factcheck.language.printer import print_expr
from factcheck.model.interval import point
from factcheck.model.period import period
from factcheck.model.quantity import Quantity
from factcheck.model.types import DURATION, MONEY, PERCENT, PERIOD, POINTS, Type

if TYPE_CHECKING:  # it calls what is here
    from factcheck.evaluation.operands import OperandChecker

_A_DAY: Final = period(730_120, 730_120)
"""1 January 2000, or any other day far from the ends of the calendar."""


def negative(checker: OperandChecker, expr: s.Negative, expected: Expected) -> Term | None:
    """A minus before one operand; None after a report."""
    term = checker.term(expr.item, expected)
    if term is None:
        return None
    if term.type.family != "quantity":
        _not_arithmetic(checker, expr.item, term, "-")
        return None
    if isinstance(term, Constant) and isinstance(term.value, Quantity):
        value = term.value
        # -5 °C is five degrees below the scale's zero, which is not the base's.
        nominal = value.nominal.times(-1).plus(point(2 * value.unit.offset))
        return Constant(value._replace(nominal=nominal, possible=nominal), term.type)
    return SumOf((term,), (-1,), term.type)


def sum_of(checker: OperandChecker, expr: s.Sum, expected: Expected) -> Term | None:
    """What is added and subtracted: quantities of one dimension, and dates with durations; None after a report."""
    anchor = next((kind for item in expr.items if (kind := checker.infer(item))), expected.type)
    hint = expected.unit or checker.unit_hint(expr)
    terms: list[Term] = []
    current: Type | None = None
    for item, operator in zip(expr.items, ("+", *expr.operators), strict=True):
        wanted = anchor if current is None else current
        if current == PERIOD:
            wanted = checker.infer(item) or DURATION
        elif current == PERCENT and checker.infer(item) == POINTS:
            wanted = POINTS
        term = checker.term(item, Expected(wanted, hint))
        if term is None:
            return None
        terms.append(term)
        following = _started(checker, item, term) if current is None else _added(checker, item, current, operator, term)
        if following is None:
            return None
        current = following
    assert current is not None
    if not _one_currency(checker, expr, terms):
        return None
    signs: list[Literal[1, -1]] = [1 if operator == "+" else -1 for operator in ("+", *expr.operators)]
    return _bounded(checker, expr, SumOf(tuple(terms), tuple(signs), current))


def _added(checker: OperandChecker, item: s.Expr, current: Type, operator: str, term: Term) -> Type | None:
    """The type of a sum after one more term; None after a report."""
    if current == PERIOD:
        if term.type == PERIOD and operator == "-":
            return DURATION
        if term.type == DURATION:
            return PERIOD if _moves_dates(checker, item, term) else None
    elif current.family == "quantity" and term.type == current:
        if current.detail == "temperature":
            if operator == "-":
                return difference_type(current)
            _not_arithmetic(checker, item, term, operator)
            return None
        if current == PERCENT and operator == "-":
            return POINTS
        return current
    if current == PERCENT and term.type == POINTS:
        return current
    if current.family == term.type.family == "quantity":
        checker.mismatch(Typed(term, item), current, term.type)
        return None
    _not_arithmetic(checker, item, term, operator)
    return None


def _moves_dates(checker: OperandChecker, item: s.Expr, term: Term) -> bool:
    """Whether a date can be moved by a duration: whole days or whole months."""
    amount = constant_amount(term)
    if amount is None:
        return True
    try:
        shift(_A_DAY, amount)
    except BadValue as bad:
        written = print_expr(item)
        checker.report(diagnostics.unreadable_value(checker.locate(item.span), written, "a step of a date", str(bad)))
        return False
    return True


def _started(checker: OperandChecker, item: s.Expr, term: Term) -> Type | None:
    """The type of a sum's first term; None after a report."""
    if term.type == PERIOD or term.type.family == "quantity":
        return term.type
    _not_arithmetic(checker, item, term, "+")
    return None


def _one_currency(checker: OperandChecker, expr: s.Sum, terms: Sequence[Term]) -> bool:
    """Amounts written in a rule must be of one currency; what articles state is seen at run time."""
    written = [
        (item, amount.base)
        for item, term in zip(expr.items, terms, strict=True)
        if term.type == MONEY and (amount := constant_amount(term))
    ]
    for item, code in written[1:]:
        if code != written[0][1]:
            checker.report(diagnostics.different_currencies(checker.locate(item.span), written[0][1], code))
            return False
    return True


def _not_arithmetic(checker: OperandChecker, item: s.Expr, term: Term, operator: str) -> None:
    """Report an operand that cannot be calculated with."""
    at = checker.locate(item.span)
    checker.report(diagnostics.wrong_type(at, f"`{operator}`", "quantities", checker.described(Typed(term, item))))


def product_of(checker: OperandChecker, expr: s.Product) -> Term | None:
    """What is multiplied and divided: quantities of any dimensions; None after a report."""
    terms: list[Term] = []
    powers: list[Literal[1, -1]] = []
    for item, operator in zip(expr.items, ("*", *expr.operators), strict=True):
        term = checker.term(item, Expected(checker.infer(item)))
        if term is None:
            return None
        if term.type.family != "quantity" or term.type.detail == "temperature":
            _not_arithmetic(checker, item, term, operator)
            return None
        if operator == "/" and is_constant(term):
            divisor = constant_interval(term)
            if divisor is not None and divisor.low == divisor.high == 0:
                checker.report(diagnostics.division_by_zero(checker.locate(item.span)))
                return None
        terms.append(term)
        powers.append(1 if operator == "*" else -1)
    kind = product_type([term.type for term in terms], powers)
    return _bounded(checker, expr, ProductOf(tuple(terms), tuple(powers), kind))


def _bounded(checker: OperandChecker, expr: s.Expr, term: Term) -> Term | None:
    """A constant that can be worked out; None after a report that it is too large."""
    if is_constant(term) and term.type.family == "quantity":
        try:
            amount_of(term, possible_values=False)(())
        except BadValue:
            checker.report(diagnostics.number_too_large(checker.locate(expr.span)))
            return None
        except Incomparable:
            pass
    return term
