"""Ranges in brackets and sets in braces: from their ends and members to constants and terms, or to a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck import diagnostics
from factcheck.evaluation.literals import Expected
from factcheck.evaluation.terms import constant_amount, constant_period
from factcheck.evaluation.typed import Constant, Term, Typed
from factcheck.language import syntax as s
from factcheck.language.printer import print_expr
from factcheck.model.entity import Entity, entity_set
from factcheck.model.types import NUMBER, PERIOD, Type, describe

if TYPE_CHECKING:  # it calls what is here
    from factcheck.evaluation.operands import OperandChecker


def range_ends(checker: OperandChecker, expr: s.Range, expected: Type | None, hint: str) -> tuple[Typed, Typed] | None:
    """Both ends of a range, with the unit behind the bracket if there is one; None after a report."""
    fix = range_of_names(checker, expr)
    if fix is not None:
        checker.report(diagnostics.range_of_names(checker.locate(expr.span), fix))
        return None
    ends = _with_outer_unit(checker, expr)
    if ends is None or not _units_on_both(checker, expr, expected, hint):
        return None
    inferred = expected or checker.infer(ends[0]) or checker.infer(ends[1])
    low = checker.operand(ends[0], inferred, unit=hint)
    if low is None and expr.unit is not None:
        return None  # the one unit behind the bracket is wrong for both ends
    high = checker.operand(ends[1], inferred, unit=hint)
    if low is None or high is None or checker.common_type([low, high]) is None:
        return None
    if expected is not None and low.type != expected:
        checker.mismatch(low, expected, low.type)
        return None
    return None if _is_empty(checker, expr, low.term, high.term) else (low, high)


def range_of_names(checker: OperandChecker, expr: s.Range) -> str | None:
    """`{Japan, India}` for `[Japan, India]`."""
    ends = (expr.low, expr.high)
    for end in ends:
        name = end.name if isinstance(end, s.Name) else end.value if isinstance(end, s.Text) else None
        if name is None or name in checker.vocabulary.facts or name in checker.vocabulary.constants:
            return None
        if isinstance(end, s.Text) and not checker.vocabulary.entities.find(name):
            return None
    return f"{{{print_expr(expr.low)}, {print_expr(expr.high)}}}"


def _with_outer_unit(checker: OperandChecker, expr: s.Range) -> tuple[s.Expr, s.Expr] | None:
    if expr.unit is None and expr.scale == 1:
        return expr.low, expr.high
    ends: list[s.Expr] = []
    for end in (expr.low, expr.high):
        bare = end.item if isinstance(end, s.Negative) else end
        if not isinstance(bare, s.Number) or bare.unit is not None or bare.symbol is not None or bare.scale != 1:
            why = "a unit behind the bracket belongs to both ends, so the ends have none of their own"
            checker.report(diagnostics.unit_on_one_end(checker.locate(expr.span), why, None))
            return None
        with_unit = s.Number(bare.span, bare.value, expr.scale, expr.unit)
        ends.append(s.Negative(end.span, with_unit) if isinstance(end, s.Negative) else with_unit)
    return ends[0], ends[1]


def _units_on_both(checker: OperandChecker, expr: s.Range, expected: Type | None, hint: str) -> bool:
    """Whether no end lacks a unit that it needs."""
    if expr.unit is not None or expected is None or expected.family != "quantity" or expected == NUMBER:
        return True
    ends = [end.item if isinstance(end, s.Negative) else end for end in (expr.low, expr.high)]
    bare = [isinstance(end, s.Number) and end.unit is None and end.symbol is None for end in ends]
    at = checker.locate(expr.span)
    if all(bare):
        written = print_expr(expr)
        fix = (f"{written}%" if hint == "%" else f"{written} {hint}") if hint else None
        checker.report(diagnostics.missing_unit(at, describe(expected), fix))
        return False
    with_unit = next((end for end, is_bare in zip(ends, bare, strict=True) if not is_bare), None)
    if any(bare) and isinstance(with_unit, s.Number):
        checker.report(diagnostics.unit_on_one_end(at, "one end has a unit and the other has none", _shared(expr)))
        return False
    return True


def _shared(expr: s.Range) -> str | None:
    """`[80, 90] min` for `[80 min, 90]`."""
    ends = [end for end in (expr.low, expr.high) if isinstance(end, s.Number)]
    unit = next((end.unit for end in ends if end.unit is not None), None)
    if len(ends) != 2 or unit is None or any(end.scale != 1 or end.symbol for end in ends):
        return None
    low, high = (s.Number(end.span, end.value) for end in ends)
    return print_expr(s.Range(expr.span, low, high, expr.low_closed, expr.high_closed, 1, unit))


def _is_empty(checker: OperandChecker, expr: s.Range, low: Term, high: Term) -> bool:
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
    checker.report(diagnostics.empty_range(checker.locate(expr.span), why, swapped))
    return True


def set_members(
    checker: OperandChecker, expr: s.Set, expected: Type | None, hint: str, attribute: str | None = None
) -> list[Typed] | None:
    """The members of a set in braces, all of one type; None after a report."""
    if not expr.members:
        checker.report(diagnostics.empty_set(checker.locate(expr.span)))
        return None
    if expr.unit is not None:
        members = tuple(
            s.Number(member.span, member.value, member.scale, expr.unit) if isinstance(member, s.Number) else member
            for member in expr.members
        )
        fix = print_expr(s.Set(expr.span, members))
        checker.report(diagnostics.unit_on_one_end(checker.locate(expr.span), "in a set each member has its unit", fix))
        return None
    wanted = expected.one if expected is not None else None
    wanted = wanted or next((kind for member in expr.members if (kind := checker.infer(member))), None)
    typed = [checker.operand(checker.as_words(member, attribute), wanted, unit=hint) for member in expr.members]
    fine = True
    for item in typed:
        if item is not None and wanted is not None and item.type != wanted:
            checker.mismatch(item, wanted, item.type)
            fine = False
    found = [item for item in typed if item is not None]
    if not fine or len(found) < len(typed):
        return None
    return found if attribute is None else checker.settled(attribute, found)


def set_of_entities(checker: OperandChecker, expr: s.Set, expected: Expected) -> Term | None:
    """A set as an operand: constant members of one kind."""
    members = set_members(checker, expr, expected.type, expected.unit)
    if members is None:
        return None
    entities: list[Entity] = []
    for member in members:
        if not isinstance(member.term, Constant) or not isinstance(member.term.value, Entity):
            at = checker.locate(member.expr.span)
            checker.report(diagnostics.wrong_type(at, "a set that is compared", "entities", checker.described(member)))
            return None
        entities.append(member.term.value)
    return Constant(entity_set(entities), members[0].type._replace(many=True))
