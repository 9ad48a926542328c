"""Why a comparison of quantities came out as it did: where the value lies, and how far off it is."""

from __future__ import annotations

from factcheck.evaluation.regions import fixed_region
from factcheck.evaluation.terms import Amount, BadValue, Incomparable, amount_of
from factcheck.evaluation.typed import FromSource, InRange, Near, Ordered, Term, is_constant
from factcheck.evaluation.wording import (
    Case,
    all_stated,
    expected_of,
    operands_of,
    stated_words,
    text_of,
    unit_of,
    with_names,
)
from factcheck.language import syntax as s
from factcheck.language.printer import print_expr
from factcheck.model.interval import Interval
from factcheck.model.period import Period, is_any_day
from factcheck.model.quantity import (
    Quantity,
    distance,
    print_amount,
    print_difference,
    print_interval,
)
from factcheck.model.truth import FAILS, HOLDS, OPEN
from factcheck.model.units import POINTS, Unit
from factcheck.named import NamedTuple


class _Told(NamedTuple):
    """A value as it is compared, and as it is said."""

    shown: str
    value: Interval
    unit: Unit

    @property
    def difference_unit(self) -> Unit:
        return POINTS if self.unit.dimension == "percent" else self.unit


def of_quantity(case: Case) -> str:
    """One clause on one combination of amounts."""
    fixed = fixed_region(case.atom.test)
    if fixed is None:
        return _two_sides(case) or in_general(case)
    if isinstance(fixed.subject, FromSource):
        statement = case.combination[fixed.subject.index]
        value = statement.value
        if not isinstance(value, Quantity):
            return all_stated(case.combination)
        compared = value.possible if case.atom.possible else value.nominal
        told = _Told(stated_words(statement), compared, value.unit)
        if case.told == OPEN and case.atom.possible and value.possible != value.nominal:
            reaches = "into" if case.outcome == HOLDS else "past"
            can_be = print_interval(value.possible, value.unit)
            return f"{told.shown} can be {can_be}, which reaches {reaches} {_place(case, fixed.region)}"
        return _against(case, told, fixed.region)
    unknown = next((one for one in case.combination if isinstance(one.value, Period) and is_any_day(one.value)), None)
    if unknown is not None:
        return f"{unknown.fact} ({stated_words(unknown)}) can be any day"
    worked_out = _amount(fixed.subject, case)
    if worked_out is None:
        return in_general(case)
    subject = print_expr(_subject_of(case.atom.expr))
    return after_value(f"{subject} is", worked_out.shown, _against(case, worked_out, fixed.region))


def after_value(lead: str, value: str, told: str) -> str:
    """`d + e is 170 min, 10 min above the limit`: a clause about a value, after what the value is the value of."""
    if told == f"says {value}":
        return f"{lead} {value}"
    if told.startswith(f"{value}, "):
        return f"{lead} {told}"
    if told.startswith(f"{value} ") and not told.startswith(tuple(f"{value} {side} " for side in _SIDES)):
        return f"{lead} {value}, which{told.removeprefix(value)}"
    return f"{lead} {value}, {told}"


_SIDES = ("above", "below", "more than", "less than")
"""After an amount at the start of a clause: it is a distance, which may by chance be as large as the value."""


def in_general(case: Case) -> str:
    """What can be said of any comparison: whether it holds for what is stated."""
    text = print_expr(case.atom.expr)
    if not case.atom.sources:
        return f"{text} names no fact and {'always' if case.outcome == HOLDS else 'never'} holds"
    holds = {HOLDS: "holds", FAILS: "does not hold", OPEN: "can hold or not"}[case.outcome]
    return f"{text} {holds} for {with_names(case.atom, case.combination)}"


def _subject_of(expr: s.Expr) -> s.Expr:
    """The side of a comparison that names facts."""
    sides = operands_of(expr)
    return next((side for side in sides if _names_fact(side)), sides[0] if sides else expr)


def _names_fact(expr: s.Expr) -> bool:
    match expr:
        case s.Name() | s.Filtered() | s.Attribute() | s.Call():
            return True
        case s.Sum(items=items) | s.Product(items=items):
            return any(_names_fact(item) for item in items)
        case s.Negative(item=item):
            return _names_fact(item)
        case _:
            return False


def _amount(term: Term, case: Case) -> _Told | None:
    """What a term comes to, if it can be printed."""
    unit = unit_of(term, case.combination)
    try:
        amount: Amount = amount_of(term, possible_values=case.atom.possible)(case.combination)
    except (Incomparable, BadValue):
        return None
    if unit is None or amount.base != unit.base:
        return None
    return _Told(print_interval(amount.interval, unit), amount.interval, unit)


# Against what is fixed


def _against(case: Case, told: _Told, limits: Interval) -> str:
    place = _place(case, limits)
    shown = told.shown
    if isinstance(case.atom.test, Near) and case.told != FAILS:
        wanted = expected_of(case.atom.expr)
        if case.told == HOLDS:
            return f"{shown} is {wanted}"
        return f"{shown} can be {wanted}{'' if case.outcome == HOLDS else ' or not'}"
    if case.atom.negated:
        return _excluded(case, told, limits)
    if case.told == HOLDS:
        if limits.is_point:
            return f"says {shown}"
        return f"{shown} lies in {place}" if place == "the range" else f"{shown} keeps to {place}"
    if case.told == OPEN:
        possible = case.outcome == HOLDS
        if limits.is_point:
            return f"{shown} can be {_edge(limits.low, told)}{'' if possible else ' or not'}"
        return f"{shown} reaches {'into' if possible else 'past'} {place}"
    off = distance(told.value, limits)
    if off is None:
        return f"{shown} is not in {place}"
    amount, side = off
    if isinstance(case.atom.test, Near):
        return _too_far(case, told, case.atom.test)
    if amount == 0:
        return _at_the_edge(told, limits, side, place)
    difference = f"{_lead(told.value, side)}{print_difference(amount, told.difference_unit)}"
    if limits.is_point:
        edge = _edge(limits.low, told)
        if told.unit.dimension == "number":
            return f"{shown}, not {edge}"
        return f"{difference} {_beside(told.value.is_point, side)} {edge}"
    return f"{difference} {side} {place}"


def _place(case: Case, limits: Interval) -> str:
    if isinstance(case.atom.test, InRange) or not (isinstance(limits.low, float) or isinstance(limits.high, float)):
        return "the range"
    return "the limit"


def _edge(end: object, told: _Told) -> str:
    return print_amount(end, told.unit)  # type: ignore[arg-type]  # ends that are compared are finite


def _lead(value: Interval, side: str) -> str:
    """How sure a distance is: of "more than 460 m" the nearest end counts, and it is not among the values."""
    if value.is_point:
        return ""
    return "more than " if (value.low_open if side == "above" else value.high_open) else "at least "


def _beside(exactly: bool, side: str) -> str:
    """`10 min more than 80 min`, but `more than 10 min above 80 min`."""
    if not exactly:
        return side
    return "more than" if side == "above" else "less than"


def _excluded(case: Case, told: _Told, limits: Interval) -> str:
    """Of a value that must not be something."""
    if limits.is_point:
        edge = _edge(limits.low, told)
        words = {HOLDS: "is the excluded value", FAILS: f"is not {edge}", OPEN: f"can be {edge} or not"}
    else:
        where = {HOLDS: "in", FAILS: "outside", OPEN: "partly in"}[case.told]
        words = dict.fromkeys((HOLDS, FAILS, OPEN), f"lies {where} the excluded range")
    return f"{told.shown} {words[case.told]}"


def _at_the_edge(told: _Told, limits: Interval, side: str, place: str) -> str:
    """Of a value that touches the range or the limit and is not in it."""
    above = side == "above"
    end, open_end = (limits.high, limits.high_open) if above else (limits.low, limits.low_open)
    reached = not (told.value.low_open if above else told.value.high_open)
    edge = _edge(end, told)
    if limits.is_point:
        return f"{told.shown} leaves out {edge}"
    if place == "the limit":
        wanted = "below" if above else "above"
        return f"{told.shown} is {f'not {wanted}' if reached else side} the limit of {edge}"
    ends = f"which {'ends' if above else 'starts'} {('below' if above else 'above') if open_end else 'at'} {edge}"
    return f"{told.shown} is {'not in' if reached else side} the range, {ends}"


def _too_far(case: Case, told: _Told, test: Near) -> str:
    """`10 min more than 80 min, and at most 5 min is allowed`"""
    expr = case.atom.expr
    centre = _amount(test.centre, case)
    if centre is None or not isinstance(expr, s.Within):
        return in_general(case)
    text = print_expr(expr.centre) if is_constant(test.centre) else centre.shown
    off = distance(told.value, centre.value)
    if off is None:
        return in_general(case)
    lead = _distance_lead(told.value, centre.value, off[1])
    amount = f"{lead}{print_difference(off[0], told.difference_unit)}"
    return f"{amount} {_beside(not lead, off[1])} {text}, and at most {print_expr(expr.tolerance)} is allowed"


# Two values that are stated


_WORDS = {
    "==": "the same as",
    "!=": "the same as",
    "<": "less than",
    "<=": "at most",
    ">": "more than",
    ">=": "at least",
}


def _two_sides(case: Case) -> str | None:
    """`d (90 min) is 10 min more than e (80 min)`; None where the comparison has another form."""
    atom, sides = case.atom, operands_of(case.atom.expr)
    match atom.test:
        case Ordered(terms=(left, right), operators=(operator,)):
            words = _WORDS[operator]
        case Near(term=left, centre=right):
            words = expected_of(atom.expr).partition(" of ")[0] + " of"
        case InRange(term=left, low=low, high=high) if isinstance(left, FromSource):
            return _between(case, left, (low, high))
        case _:
            return None
    a, b = _amount(left, case), _amount(right, case)
    if a is None or b is None or len(sides) != 2:
        return None
    first = _named(case, left, sides[0], a)
    second = _named(case, right, sides[1], b)
    if case.told == HOLDS:
        return f"{first} is {words} {second}"
    if case.told == OPEN:
        return f"{first} can be {words} {second}{'' if case.outcome == HOLDS else ' or not'}"
    tail = ""
    if isinstance(atom.test, Near) and isinstance(atom.expr, s.Within):
        tail = f", and at most {print_expr(atom.expr.tolerance)} is allowed"
    if a.value.is_point and a.value == b.value:
        return f"{first} is the same as {second}"
    off = distance(a.value, b.value)
    if off is None or off[0] == 0:
        return f"{first} is not {words} {second}"
    lead = _distance_lead(a.value, b.value, off[1])
    difference = f"{lead}{print_difference(off[0], a.difference_unit)}"
    return f"{first} is {difference} {_beside(not lead, off[1])} {second}{tail}"


def _distance_lead(a: Interval, b: Interval, side: str) -> str:
    """Whether the distance between the nearest ends of two values is all, the least, or not even reached."""
    if a.is_point and b.is_point:
        return ""
    ends = (a.low_open, b.high_open) if side == "above" else (a.high_open, b.low_open)
    return "more than " if any(ends) else "at least "


def _named(case: Case, term: Term, expr: s.Expr, told: _Told) -> str:
    if isinstance(term, FromSource):
        shown = stated_words(case.combination[term.index])
        return f"{text_of(case.atom, term, expr)} ({shown})"
    text = print_expr(expr)
    return text if is_constant(term) else f"{text} ({told.shown})"


def _between(case: Case, subject: FromSource, ends: tuple[Term, Term]) -> str | None:
    """`d (90 min) lies in [e, 2 * e], with e 80 min`"""
    expr = case.atom.expr
    if not isinstance(expr, s.Membership):
        return None
    others = [
        f"{text_of(case.atom, FromSource(index, subject.type), None)} {stated_words(statement)}"
        for index, statement in enumerate(case.combination)
        if index != subject.index
    ]
    where = {HOLDS: "lies in", FAILS: "lies outside", OPEN: "lies partly in"}[case.told]
    shown = f"{text_of(case.atom, subject, None)} ({stated_words(case.combination[subject.index])})"
    tail = f", with {' and '.join(others)}" if others and not all(is_constant(end) for end in ends) else ""
    return f"{shown} {where} {print_expr(expr.container)}{tail}"


__all__ = ["after_value", "in_general", "of_quantity"]
