"""From an expression to the type that it has by itself, before any literal in it is read and without a report.

Names, units and calls tell it; what only the other side of a comparison can tell comes out as None.
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.evaluation.attributes import ATTRIBUTE_TYPES
from factcheck.evaluation.literals import DIFFERENCE, constant_type
from factcheck.language import syntax as s
from factcheck.language.parser import walk
from factcheck.model.types import BOOLEAN, DURATION, NUMBER, PERCENT, PERIOD, POINTS, TEXT, Type
from factcheck.model.units import combine_dimensions
from factcheck.model.vocabulary import Vocabulary

_LITERALS = (s.Number, s.Date, s.Text, s.Boolean)
"""Expressions without names inside."""


def infer(expr: s.Expr, vocabulary: Vocabulary, *, in_filter: bool) -> Type | None:
    """The type that an operand has by itself, without a report; None if it depends on the others."""
    match expr:
        case s.Name(name=name):
            return _type_of_name(name, vocabulary, in_filter=in_filter)
        case s.Filtered(fact=fact):
            return _type_of_name(fact.name, vocabulary, in_filter=in_filter)
        case s.Attribute(name=name):
            return ATTRIBUTE_TYPES.get(name.name)
        case s.Call():
            return _type_of_call(expr, vocabulary, in_filter=in_filter)
        case s.Number(unit=unit, symbol=symbol):
            found = vocabulary.units.find(symbol or (unit.name if unit else ""))
            return Type("quantity", found.dimension) if found else None
        case s.Compound(parts=parts):
            return infer(parts[0], vocabulary, in_filter=in_filter)
        case s.Date():
            return PERIOD
        case s.Boolean():
            return BOOLEAN
        case s.Negative(item=item):
            return infer(item, vocabulary, in_filter=in_filter)
        case s.Sum(items=items, operators=operators):
            return _type_of_sum([infer(item, vocabulary, in_filter=in_filter) for item in items], operators)
        case s.Product(items=items):
            kinds = [infer(item, vocabulary, in_filter=in_filter) or NUMBER for item in items]
            return product_type(kinds, [1 if operator == "*" else -1 for operator in ("*", *expr.operators)])
        case s.Set(members=members):
            one = next((kind for member in members if (kind := infer(member, vocabulary, in_filter=in_filter))), None)
            return one._replace(many=True) if one is not None and one.family == "entity" else one
        case _:
            return None


def _type_of_name(name: str, vocabulary: Vocabulary, *, in_filter: bool) -> Type | None:
    if in_filter:
        return ATTRIBUTE_TYPES.get(name)
    if name in vocabulary.facts:
        return vocabulary.facts[name].type
    if name in vocabulary.constants:
        kind = constant_type(vocabulary.constants[name])
        return kind if kind != TEXT else None
    meanings = vocabulary.entities.find(name)
    return Type("entity", meanings[0].kind) if len(meanings) == 1 else None


def _type_of_call(call: s.Call, vocabulary: Vocabulary, *, in_filter: bool) -> Type | None:
    match call.function.name:
        case "distinct" | "articles":
            return NUMBER
        case "share":
            return PERCENT
        case "agree":
            return BOOLEAN
        case name:
            inner = infer(call.arguments[0], vocabulary, in_filter=in_filter) if call.arguments else None
            return spread_type(inner) if name == "spread" and inner is not None else inner


def _type_of_sum(kinds: list[Type | None], operators: tuple[str, ...]) -> Type | None:
    current = kinds[0]
    for kind, operator in zip(kinds[1:], operators, strict=True):
        if current is None:
            current = kind
        elif operator == "-" and kind == current == PERIOD:
            current = DURATION
        elif operator == "-" and kind == current and kind in (PERCENT, Type("quantity", "temperature")):
            current = difference_type(current)
    return current if current is None or current == PERIOD or current.family == "quantity" else None


def names_fact(expr: s.Expr, vocabulary: Vocabulary, *, in_filter: bool) -> bool:
    """Whether what an operand is depends on what is stated; in a filter every name is an attribute of a statement."""
    if isinstance(expr, s.Name):
        return in_filter or expr.name in vocabulary.facts
    return not isinstance(expr, _LITERALS) and any(
        isinstance(node, s.Call | s.Filtered | s.Attribute)
        or (isinstance(node, s.Name) and (in_filter or node.name in vocabulary.facts))
        for node in walk(expr)
    )


def unit_hint(expr: s.Expr, vocabulary: Vocabulary, *, in_filter: bool) -> str:
    """The unit that a bare number beside this operand most likely wants."""
    if isinstance(expr, _LITERALS):
        return ""
    for node in (expr,) if isinstance(expr, s.Name) else walk(expr):
        if isinstance(node, s.Name) and node.name in vocabulary.facts and not in_filter:
            fact = vocabulary.facts[node.name]
            if fact.unit is not None:
                return fact.unit.symbol
            if fact.type.family == "quantity" and fact.type.detail in ("percent", "percentage points"):
                return "%" if fact.type == PERCENT else "pp"
    return ""


def spread_type(of: Type) -> Type:
    """The type of the distance from the least value to the greatest."""
    return DURATION if of == PERIOD else difference_type(of)


def difference_type(of: Type) -> Type:
    """The type of a difference: of temperatures degrees, of percents points."""
    if of.detail == "temperature":
        return Type("quantity", DIFFERENCE)
    return POINTS if of == PERCENT else of


def product_type(kinds: Sequence[Type], powers: Sequence[int]) -> Type:
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
