"""Calls of functions over the articles of a story, as in `spread(duration)`: from their arguments to a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck import diagnostics
from factcheck.evaluation.inference import spread_type
from factcheck.evaluation.literals import Expected
from factcheck.evaluation.typed import AggregateSource, Constant, FactSource, FromSource, Term
from factcheck.language import syntax as s
from factcheck.language.printer import print_expr
from factcheck.model.quantity import Quantity
from factcheck.model.types import BOOLEAN, DURATION, NUMBER, PERCENT, PERIOD, Type, describe
from factcheck.suggestions import suggest

if TYPE_CHECKING:  # it calls what is here
    from factcheck.evaluation.operands import OperandChecker


def aggregate_call(checker: OperandChecker, expr: s.Call) -> Term | None:
    """What a call of a function says of all articles together; None after a report."""
    name = expr.function.name
    at = checker.locate(expr.function.span)
    if name not in s.FUNCTIONS:
        checker.report(diagnostics.unknown_function(at, name, suggest(name, s.FUNCTIONS)))
        return None
    if checker.inside_call is not None:
        checker.report(diagnostics.nested_aggregate(checker.locate(expr.span), checker.inside_call, name))
        return None
    if len(expr.arguments) != 1:
        found = len(expr.arguments)
        checker.report(diagnostics.wrong_argument_count(checker.locate(expr.span), name, "one argument", found))
        return None
    for argument in expr.named:
        if name != "agree" or argument.name.name != "within":
            place = checker.locate(argument.name.span)
            near = "within" if name == "agree" else None
            checker.report(diagnostics.unknown_argument(place, argument.name.name, name, near))
            return None
    outer, checker.inside_call = checker.inside_call, name
    try:
        source = _across(checker, expr)
    finally:
        checker.inside_call = outer
    return None if source is None else FromSource(checker.index_of(source), source.type)


def _across(checker: OperandChecker, expr: s.Call) -> AggregateSource | None:
    name, argument = expr.function.name, expr.arguments[0]
    text = print_expr(expr)
    if name in ("articles", "share"):
        check = checker.inner_truth(argument)
        return AggregateSource(name, NUMBER if name == "articles" else PERCENT, None, None, check, text)
    fact = _aggregated_fact(checker, argument, name)
    if fact is None:
        return None
    result = _aggregate_type(checker, name, fact, argument)
    if result is None:
        return None
    within = None
    if expr.named:
        tolerance = _agreement_tolerance(checker, expr.named[0].value, fact, checker.unit_hint(argument))
        if tolerance is None:
            return None
        within = tolerance
    return AggregateSource(name, result, fact, within, None, text)


def _aggregated_fact(checker: OperandChecker, argument: s.Expr, function: str) -> FactSource | None:
    if not isinstance(argument, s.Name | s.Filtered):
        if isinstance(argument, s.Call):
            aggregate_call(checker, argument)
            return None
        at = checker.locate(argument.span)
        checker.report(diagnostics.wrong_type(at, f"{function}()", "the name of a fact", "an expression"))
        return None
    name = argument.fact if isinstance(argument, s.Filtered) else argument
    if checker.fact(name) is None:
        return None
    with checker.new_atom():
        term = checker.term(argument, Expected())
        source = checker.sources[0] if isinstance(term, FromSource) else None
    return source if isinstance(source, FactSource) else None


def _aggregate_type(checker: OperandChecker, function: str, fact: FactSource, argument: s.Expr) -> Type | None:
    if function == "agree":
        return BOOLEAN
    if function == "distinct":
        return NUMBER
    if fact.type.family == "quantity" or (fact.type == PERIOD and function in ("min", "max", "spread")):
        return spread_type(fact.type) if function == "spread" else fact.type
    at = checker.locate(argument.span)
    found = f"{print_expr(argument)}, {describe(fact.type)}"
    checker.report(diagnostics.wrong_type(at, f"{function}()", "a quantity", found))
    return None


def _agreement_tolerance(checker: OperandChecker, expr: s.Expr, fact: FactSource, hint: str) -> Quantity | None:
    if fact.type == PERIOD:
        typed = checker.operand(expr, DURATION, unit="days")
        typed = typed if typed is None or checker.tolerance_is_fine(typed) else None
    elif fact.type.family == "quantity":
        typed = checker.tolerance(expr, fact.type, hint)
    else:
        at = checker.locate(expr.span)
        checker.report(diagnostics.wrong_type(at, "`within`", "a quantity or a period", describe(fact.type)))
        return None
    if typed is None:
        return None
    if not isinstance(typed.term, Constant) or not isinstance(typed.term.value, Quantity):
        at = checker.locate(expr.span)
        checker.report(diagnostics.wrong_type(at, "`within`", "one plain amount", print_expr(expr)))
        return None
    return typed.term.value
