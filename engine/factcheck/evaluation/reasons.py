"""Why a comparison came out as it did, in the rule's own units: "20 min above the range", "says India, not Japan"."""

from __future__ import annotations

from factcheck.evaluation.planner import PlannedAtom
from factcheck.evaluation.regions import fixed_region, period_range
from factcheck.evaluation.terms import BadValue, Combination, Incomparable, constant_period
from factcheck.evaluation.typed import (
    AggregateSource,
    Atom,
    AttributeOf,
    Calendar,
    Fits,
    FromSource,
    HasWords,
    InRange,
    Members,
    Near,
    NearPeriod,
    OneOf,
    Ordered,
    PeriodRange,
    Same,
    Term,
    is_constant,
)
from factcheck.language import syntax as s
from factcheck.language.printer import print_expr
from factcheck.model.entity import Entity, EntitySet
from factcheck.model.interval import Interval
from factcheck.model.quantity import Quantity, distance, print_amount, print_difference
from factcheck.model.statement import Statement, print_value
from factcheck.model.truth import FAILS, HOLDS, OPEN, Outcome


def expected_of(expr: s.Expr) -> str:
    """What a check expects, as short as it can be said: the range of `d in [80, 90] min`, else the check."""
    match expr:
        case s.Membership(container=container, negated=negated):
            return f"{'not ' if negated else ''}{'' if isinstance(container, s.Range) else 'in ' * negated}{print_expr(container)}"
        case s.Comparison(operands=(left, right), operators=(operator,)):
            shown = right if not _is_literal(left) else left
            return print_expr(shown) if operator == "==" else f"{operator} {print_expr(shown)}"
        case s.Within(tolerance=tolerance, centre=centre):
            return f"within {print_expr(tolerance)} of {print_expr(centre)}"
        case s.Relation(relation=relation, right=right):
            return f"{relation} {print_expr(right)}"
        case s.Modality(item=item):
            return expected_of(item)
        case s.Name() | s.Call():
            return "true"
        case _:
            return print_expr(expr)


def _is_literal(expr: s.Expr) -> bool:
    return isinstance(expr, s.Number | s.Compound | s.Date | s.Text | s.Boolean | s.Set)


def reason_of(planned: PlannedAtom, combination: Combination, outcome: Outcome) -> str:
    """One clause on one combination of statements."""
    atom = planned.atom
    denied = next((x for x in combination if x.modality == "denied"), None)
    conditional = next((x for x in combination if x.modality == "conditional"), None)
    if conditional is not None:
        return f"{print_value(conditional.value)} is stated only under a condition"
    if denied is not None:
        return f"{print_value(denied.value)} is denied"
    try:
        planned.comparison.outcome(combination)
    except Incomparable as incomparable:
        return str(incomparable)
    except BadValue as bad:
        return str(bad)
    told = _by_test(atom, combination, outcome)
    source = next((x for x in atom.sources if isinstance(x, AggregateSource)), None)
    if source is not None and len(atom.sources) == 1 and source.function != "agree":
        return f"{source.function} {print_value(combination[0].value)}, {told}"
    return told


def _by_test(atom: Atom, combination: Combination, outcome: Outcome) -> str:
    match atom.test:
        case InRange() | Ordered() | Near():
            return _of_quantity(atom, combination, outcome)
        case Calendar() | PeriodRange() | NearPeriod():
            return _of_period(atom, combination, outcome)
        case Same() | OneOf():
            return _of_identity(atom, combination, outcome)
        case Members(term=term, items=items):
            return _of_members(atom, term, items, combination, outcome)
        case HasWords() | Fits():
            word = "says" if (outcome == HOLDS) != atom.negated else "does not say"
            pattern = atom.expr.pattern if isinstance(atom.expr, s.Matches) else None
            wanted = print_expr(pattern) if pattern is not None else print_expr(getattr(atom.expr, "item", atom.expr))
            return f"{word} {wanted}"


def _shown(term: Term, combination: Combination) -> str:
    match term:
        case FromSource(index=index):
            return _stated(combination[index])
        case AttributeOf(index=index, attribute=attribute):
            return str(getattr(combination[index], attribute, None) or f"no {attribute}")
        case _:
            return ", ".join(_stated(statement) for statement in combination)


def _stated(statement: Statement) -> str:
    """A value with its hedge: "about 80 min"."""
    value = print_value(statement.value)
    hedge = statement.hedge
    bound = isinstance(statement.value, Quantity) and not statement.value.nominal.is_point
    return f"{hedge} {value}" if hedge and not bound else value


# Quantities


def _of_quantity(atom: Atom, combination: Combination, outcome: Outcome) -> str:
    fixed = fixed_region(atom.test)
    shown = ", ".join(dict.fromkeys(_stated(statement) for statement in combination))
    if fixed is None or not isinstance(fixed.subject, FromSource):
        if outcome == OPEN:
            return f"{shown} can lie on either side"
        return f"{shown} {'fits' if outcome == HOLDS else 'does not fit'}"
    value = combination[fixed.subject.index].value
    if not isinstance(value, Quantity):
        return shown
    stated = value.possible if atom.possible else value.nominal
    limits, place = fixed.region, _place(atom, fixed.region)
    if atom.negated:
        return f"{shown} lies {'outside' if outcome == HOLDS else 'in' if outcome == FAILS else 'partly in'} {place}"
    if outcome == HOLDS and stated.inside(limits):
        return _inside(stated, limits, place, shown)
    off = distance(stated, limits)
    if off is None:
        possible = " in its possible values" if atom.possible else ""
        return f"{shown} reaches past {place}{possible}" if stated.inside(limits) is False else f"{shown} fits"
    amount, side = off
    unit = value.unit
    if amount == 0:
        return f"{shown} stands on the edge that {place} leaves out"
    if limits.is_point:
        word = "more" if side == "above" else "less"
        return f"{print_difference(amount, unit)} {word} than {print_amount(limits.low, unit)}"  # type: ignore[arg-type]
    return f"{print_difference(amount, unit)} {side} {place}"


def _inside(stated: Interval, limits: Interval, place: str, shown: str) -> str:
    return f"{shown} is the value expected" if limits.is_point else f"{shown} lies in {place}" if place == "the range" else f"{shown} keeps to {place}"


def _place(atom: Atom, limits: Interval) -> str:
    if isinstance(atom.test, InRange) or not (isinstance(limits.low, float) or isinstance(limits.high, float)):
        return "the range"
    return "the limit"


# Periods


def _of_period(atom: Atom, combination: Combination, outcome: Outcome) -> str:
    shown = ", ".join(dict.fromkeys(_stated(statement) for statement in combination))
    wanted = expected_of(atom.expr)
    test = atom.test
    if isinstance(test, Calendar) and len(test.terms) == 2:
        limit = test.terms[1] if not is_constant(test.terms[1]) or is_constant(test.terms[0]) else None
        fixed = constant_period(test.terms[1]) or constant_period(test.terms[0])
        if fixed is not None and test.relations[0] in ("==", "in") and limit is None:
            if outcome == OPEN:
                return f"{shown} is wider than {fixed}"
            inside = (outcome == HOLDS) != atom.negated
            return f"{shown} lies {'in' if inside else 'outside'} {fixed}"
    if isinstance(test, PeriodRange):
        limits = period_range(test)
        if limits is not None:
            words = {HOLDS: "lies in", FAILS: "lies outside", OPEN: "is wider than"}
            return f"{shown} {words[outcome]} {limits[1]}"
    if outcome == OPEN:
        return f"{shown} is too wide to tell whether it is {wanted}"
    return f"{shown} is {'' if outcome == HOLDS else 'not '}{wanted}"


# Entities, text, booleans


def _of_identity(atom: Atom, combination: Combination, outcome: Outcome) -> str:
    test = atom.test
    assert isinstance(test, Same | OneOf)
    subject = test.term if isinstance(test, OneOf) else test.terms[0]
    if isinstance(test, Same) and is_constant(subject):
        subject = test.terms[1]
    shown = _shown(subject, combination)
    if outcome == HOLDS:
        return f"says {shown}"
    if outcome == OPEN:
        return f"{shown} does not settle it"
    if isinstance(subject, FromSource) and isinstance(combination[subject.index].value, bool):
        return f"says {shown}"
    return f"says {shown}" if atom.negated else f"says {shown}, not {_wanted(atom.expr)}"


def _wanted(expr: s.Expr) -> str:
    """The other side of an equality, as a reader would say it."""
    match expr:
        case s.Comparison(operands=(left, right)):
            shown = left if _is_literal(left) and not _is_literal(right) else right
            return shown.value if isinstance(shown, s.Text) else print_expr(shown)
        case s.Membership(container=s.Set(members=members)):
            return " or ".join(m.value if isinstance(m, s.Text) else print_expr(m) for m in members)
        case _:
            return print_expr(expr)


def _of_members(atom: Atom, term: Term, items: tuple[Term, ...], combination: Combination, outcome: Outcome) -> str:
    has = combination[term.index].value if isinstance(term, FromSource) else None
    wanted: list[Entity] = []
    for item in items:
        value = getattr(item, "value", None) or (combination[item.index].value if isinstance(item, FromSource) else None)
        wanted += [value] if isinstance(value, Entity) else list(value.members) if isinstance(value, EntitySet) else []
    if isinstance(has, EntitySet):
        lacking = [entity.name for entity in wanted if entity.key not in has.keys]
        if lacking and outcome == FAILS and not atom.negated:
            return f"names {has}, without {' and '.join(lacking)}"
    return f"names {_shown(term, combination)}"


__all__ = ["expected_of", "reason_of"]
