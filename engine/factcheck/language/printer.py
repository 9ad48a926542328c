"""From a tree back to text, in one canonical form: single spaces, brackets only where they are needed.

`parse(print_expr(tree)) == tree` for every tree that the parser makes.
"""

from __future__ import annotations

from enum import IntEnum
from fractions import Fraction

from factcheck.language import syntax as s


class _Binding(IntEnum):
    """How tightly a node binds, loosest first, in the order of the grammar."""

    IMPLIES = 1
    OR = 2
    AND = 3
    PREFIX = 4
    COMPARISON = 5
    SUM = 6
    PRODUCT = 7
    UNARY = 8
    ATOM = 9


def print_expr(expr: s.Expr) -> str:
    """The canonical text of an expression."""
    return _print(expr)[0]


def _inside(expr: s.Expr, at_least: _Binding) -> str:
    """The text of an operand, in brackets if it binds more loosely than its place asks."""
    text, binding = _print(expr)
    return text if binding >= at_least else f"({text})"


def _print(expr: s.Expr) -> tuple[str, _Binding]:
    match expr:
        case s.Implies(items=items):
            return _joined(items, " implies ", _Binding.OR), _Binding.IMPLIES
        case s.Or(items=items):
            return _joined(items, " or ", _Binding.AND), _Binding.OR
        case s.And(items=items):
            return _joined(items, " and ", _Binding.PREFIX), _Binding.AND
        case s.Not(item=item):
            return f"not {_inside(item, _Binding.PREFIX)}", _Binding.PREFIX
        case s.Modality(modal=modal, item=item):
            return f"{modal} {_inside(item, _Binding.PREFIX)}", _Binding.PREFIX
        case s.Comparison() | s.Membership() | s.Within() | s.Relation() | s.Contains() | s.Matches() | s.Stated():
            return _comparison(expr), _Binding.COMPARISON
        case s.Sum(items=items, operators=operators):
            return _chain(items, operators, _Binding.PRODUCT), _Binding.SUM
        case s.Product(items=items, operators=operators):
            return _chain(items, operators, _Binding.UNARY), _Binding.PRODUCT
        case s.Negative(item=item):
            return f"-{_inside(item, _Binding.UNARY)}", _Binding.UNARY
        case _:
            return _atom(expr), _Binding.ATOM


def _joined(items: tuple[s.Expr, ...], word: str, at_least: _Binding) -> str:
    return word.join(_inside(item, at_least) for item in items)


def _chain(items: tuple[s.Expr, ...], operators: tuple[str, ...], at_least: _Binding) -> str:
    text = _inside(items[0], at_least)
    for operator, item in zip(operators, items[1:], strict=True):
        text += f" {operator} {_inside(item, at_least)}"
    return text


def _comparison(expr: s.Expr) -> str:
    def operand(item: s.Expr) -> str:
        return _inside(item, _Binding.SUM)

    match expr:
        case s.Comparison(operands=operands, operators=operators):
            return _chain(operands, operators, _Binding.SUM)
        case s.Membership(subject=subject, container=container, negated=negated):
            return f"{operand(subject)} {'not ' if negated else ''}in {operand(container)}"
        case s.Within(subject=subject, tolerance=tolerance, centre=centre):
            return f"{operand(subject)} within {operand(tolerance)} of {operand(centre)}"
        case s.Relation(relation=relation, left=left, right=right):
            return f"{operand(left)} {relation} {operand(right)}"
        case s.Contains(subject=subject, quantifier=quantifier, item=item, negated=negated):
            words = f"{'not ' if negated else ''}contains{f' {quantifier}' if quantifier else ''}"
            return f"{operand(subject)} {words} {operand(item)}"
        case s.Matches(subject=subject, pattern=pattern, negated=negated):
            return f"{operand(subject)} {'not ' if negated else ''}matches {_atom(pattern)}"
        case s.Stated(subject=subject, negated=negated):
            return f"{operand(subject)} is {'not ' if negated else ''}stated"
        case _:
            raise AssertionError(expr)


def _atom(expr: s.Expr) -> str:
    match expr:
        case s.Name(name=name):
            return name
        case s.Filtered(fact=fact, filter=condition):
            return f"{fact.name}[{print_expr(condition)}]"
        case s.Attribute(subject=subject, name=attribute):
            return f"{_atom(subject)}.{attribute.name}"
        case s.Call(function=function, arguments=arguments, named=named):
            given = [print_expr(argument) for argument in arguments]
            given += [f"{argument.name.name} = {_inside(argument.value, _Binding.SUM)}" for argument in named]
            return f"{function.name}({', '.join(given)})"
        case s.Number():
            return _number(expr)
        case s.Compound(parts=parts):
            return " ".join(_number(part) for part in parts)
        case s.Date(written=written):
            return written
        case s.Text(value=value):
            return f"'{value}'" if '"' in value else f'"{value}"'
        case s.Boolean(value=value):
            return "true" if value else "false"
        case s.Range(low=low, high=high, low_closed=low_closed, high_closed=high_closed, scale=scale, unit=unit):
            ends = f"{_inside(low, _Binding.SUM)}, {_inside(high, _Binding.SUM)}"
            brackets = f"{'[' if low_closed else '('}{ends}{']' if high_closed else ')'}"
            return brackets + _after(scale, unit)
        case s.Set(members=members, unit=unit):
            return "{" + ", ".join(_inside(member, _Binding.SUM) for member in members) + "}" + _after(1, unit)
        case _:
            raise AssertionError(expr)


def _number(number: s.Number) -> str:
    return f"{number.symbol or ''}{print_exact(number.value)}{_after(number.scale, number.unit)}"


def _after(scale: int, unit: s.Unit | None) -> str:
    words = [word for word, value in s.SCALES.items() if value == scale]
    if unit is not None:
        words.append(unit.name)
    text = " ".join(words)
    return text if text.startswith("%") or not text else f" {text}"


def print_exact(value: s.Exact) -> str:
    """An exact number in decimal digits, without a thousands separator. A `Fraction` here always has finitely many."""
    if isinstance(value, int):
        return str(value)
    return _decimal(value)


def _decimal(value: Fraction) -> str:
    sign = "-" if value < 0 else ""
    whole, rest = divmod(abs(value.numerator), value.denominator)
    digits = ""
    while rest:
        digit, rest = divmod(rest * 10, value.denominator)
        digits += str(digit)
    return f"{sign}{whole}.{digits or '0'}"
