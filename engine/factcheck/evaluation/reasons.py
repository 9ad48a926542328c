"""Why a comparison came out as it did, in the rule's own units: "20 min above the range", "says India, not Japan"."""

from __future__ import annotations

from factcheck.evaluation.comparisons import sides
from factcheck.evaluation.planner import PlannedAtom
from factcheck.evaluation.regions import MIRRORED, fixed_region, period_range
from factcheck.evaluation.terms import BadValue, Combination, Incomparable, constant_period
from factcheck.evaluation.typed import (
    AggregateSource,
    Atom,
    AttributeOf,
    Calendar,
    Constant,
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
from factcheck.model.period import describe_period
from factcheck.model.quantity import Quantity, distance, print_amount, print_difference, print_interval
from factcheck.model.statement import Statement, print_value
from factcheck.model.truth import FAILS, HOLDS, NOT, OPEN, Outcome
from factcheck.model.units import POINTS


def expected_of(expr: s.Expr) -> str:
    """What a check expects, as short as it can be said: the range of `d in [80, 90] min`, else the check."""
    match expr:
        case s.Membership(container=container, negated=negated):
            return f"anything but {print_expr(container)}" if negated else print_expr(container)
        case s.Comparison(operands=(left, right), operators=(operator,)):
            shown = right if not _is_literal(left) else left
            return f"{_OPERATOR_WORDS[operator if shown is right else MIRRORED[operator]]}{print_expr(shown)}"
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


_OPERATOR_WORDS = {
    "==": "",
    "!=": "anything but ",
    "<": "less than ",
    "<=": "at most ",
    ">": "more than ",
    ">=": "at least ",
}


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
        value = print_value(combination[0].value)
        return f"{source.function} {told}" if told.startswith(value) else f"{source.function} {value}, {told}"
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
        case HasWords(term=term) | Fits(term=term):
            return _of_text(atom, term, combination, outcome)


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


def _of_text(atom: Atom, term: Term, combination: Combination, outcome: Outcome) -> str:
    shown = _shown(term, combination)
    found = (outcome == HOLDS) != atom.negated
    match atom.expr:
        case s.Matches(pattern=pattern):
            return f"says {shown}, which {'fits' if found else 'does not fit'} {print_expr(pattern)}"
        case s.Contains(item=item):
            return f"says {shown}, {'with' if found else 'without'} {print_expr(item)}"
        case _:
            return f"says {shown}"


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
        return _inside(limits, place, shown)
    off = distance(stated, limits)
    if off is None:
        if atom.possible and value.possible != value.nominal:
            return f"{shown} can be {print_interval(value.possible, value.unit)}, which reaches past {place}"
        return f"{shown} reaches past {place}"
    amount, side = off
    unit = POINTS if value.dimension == "percent" else value.unit
    if amount == 0:
        return f"{shown} stands on the edge that {place} leaves out"
    if limits.is_point:
        if unit.dimension == "number":
            return f"{shown}, not {print_amount(limits.low, unit)}"  # type: ignore[arg-type]
        word = "more" if side == "above" else "less"
        return f"{print_difference(amount, unit)} {word} than {print_amount(limits.low, unit)}"  # type: ignore[arg-type]
    return f"{print_difference(amount, unit)} {side} {place}"


def _inside(limits: Interval, place: str, shown: str) -> str:
    if limits.is_point:
        return f"{shown} is the value expected"
    return f"{shown} lies in {place}" if place == "the range" else f"{shown} keeps to {place}"


def _place(atom: Atom, limits: Interval) -> str:
    if isinstance(atom.test, InRange) or not (isinstance(limits.low, float) or isinstance(limits.high, float)):
        return "the range"
    return "the limit"


# Periods


_RELATION_WORDS = {"<": "before", ">": "after", "<=": "before or in", ">=": "in or after", "overlaps": "overlapping"}


def _of_period(atom: Atom, combination: Combination, outcome: Outcome) -> str:
    told = NOT[outcome] if atom.negated else outcome
    match atom.test:
        case Calendar(terms=(left, right), relations=(relation,)):
            v, p, relation = sides(left, right, relation)
            shown, limit = _shown(v, combination), _limit(p, combination)
            if relation in ("==", "in"):
                return f"{shown} {_INSIDE[told]} {limit}"
            words = _RELATION_WORDS.get(relation, relation)
            if told == OPEN:
                return f"{shown} is too wide to tell whether it is {words} {limit}"
            return f"{shown} is {'' if told == HOLDS else 'not '}{words} {limit}"
        case PeriodRange(term=term) as test:
            limits = period_range(test)
            if limits is not None:
                return f"{_shown(term, combination)} {_INSIDE[told]} {describe_period(limits[1])}"
        case _:
            pass
    shown = ", ".join(dict.fromkeys(_stated(statement) for statement in combination))
    wanted = expected_of(atom.expr)
    if outcome == OPEN:
        return f"{shown} is too wide to tell whether it is {wanted}"
    return f"{shown} is {'' if outcome == HOLDS else 'not '}{wanted}"


_INSIDE = {HOLDS: "lies in", FAILS: "lies outside", OPEN: "is wider than"}


def _limit(term: Term, combination: Combination) -> str:
    fixed = constant_period(term)
    return describe_period(fixed) if fixed is not None else _shown(term, combination)


# Entities, text, booleans


def _of_identity(atom: Atom, combination: Combination, outcome: Outcome) -> str:
    test = atom.test
    assert isinstance(test, Same | OneOf)
    subject = test.term if isinstance(test, OneOf) else test.terms[0]
    if isinstance(test, Same) and is_constant(subject):
        subject = test.terms[1]
    shown = _shown(subject, combination)
    if outcome == HOLDS:
        stated = combination[subject.index] if isinstance(subject, FromSource) else None
        return f"{stated.fact} is {shown}" if stated and isinstance(stated.value, bool) else f"says {shown}"
    if outcome == OPEN:
        return f"{shown} does not settle it"
    if isinstance(subject, FromSource) and isinstance(combination[subject.index].value, bool):
        return f"{combination[subject.index].fact} is {shown}"
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
        value: object = None
        if isinstance(item, Constant):
            value = item.value
        elif isinstance(item, FromSource):
            value = combination[item.index].value
        match value:
            case Entity():
                wanted.append(value)
            case EntitySet(members=members):
                wanted += members
    if isinstance(has, EntitySet):
        lacking = [entity.name for entity in wanted if entity.key not in has.keys]
        if lacking and outcome == FAILS and not atom.negated:
            return f"names {has}, without {' and '.join(lacking)}"
    return f"names {_shown(term, combination)}"


__all__ = ["expected_of", "reason_of"]
