"""From compiled rules and what articles state to what can be drawn: each fact's values, and those that rules allow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from factcheck.evaluation.analysis import Numbers, passing_values
from factcheck.evaluation.comparisons_periods import sides
from factcheck.evaluation.compiled import CompiledRule
from factcheck.evaluation.regions import period_range, related_days, stretch
from factcheck.evaluation.terms import constant_period
from factcheck.evaluation.typed import (
    AllOf,
    AnyOf,
    Atom,
    Calendar,
    Check,
    FactSource,
    FromSource,
    Negation,
    PeriodRange,
)
from factcheck.language.printer import print_expr
from factcheck.model.article import FactSet
from factcheck.model.exhibits import Allowed, Measured, Scale
from factcheck.model.interval import Interval
from factcheck.model.period import Period, is_any_day
from factcheck.model.quantity import Quantity
from factcheck.model.statement import Statement, print_value
from factcheck.model.units import Unit
from factcheck.model.vocabulary import Fact, Vocabulary

_DAYS: Final = "days"
"""In place of a base, for periods."""
Key = tuple[str, str]
"""A fact and a base."""


def scales(rules: Sequence[CompiledRule], fact_sets: Sequence[FactSet], vocabulary: Vocabulary) -> tuple[Scale, ...]:
    """A scale for every fact and base in which some article states a value."""
    allowed = _allowed(rules)
    return tuple(
        Scale(fact.name, fact.about, unit, tuple(allowed.get((fact.name, base), ())), tuple(measured))
        for fact in vocabulary.facts.values()
        if fact.type.family in ("quantity", "period")
        for base, (unit, measured) in _measured(fact, fact_sets).items()
    )


def guards(rules: Iterable[CompiledRule]) -> dict[str, str]:
    """The `when` of the rules that have one."""
    return {c.rule.id: print_expr(c.when_expr) for c in rules if c.when_expr is not None}


def _measured(fact: Fact, fact_sets: Sequence[FactSet]) -> dict[str, tuple[Unit | None, list[Measured]]]:
    """What articles state, by base. A fact's own unit is the scale's where it has that base, else the first stated."""
    found: dict[str, tuple[Unit | None, list[Measured]]] = {}
    for facts in fact_sets:
        for statement in facts.statements.get(fact.name, ()):
            match statement.value:
                case Quantity(nominal=nominal, possible=possible, unit=unit):
                    shown = fact.unit if fact.unit is not None and fact.unit.base == unit.base else unit
                    _, measured = found.setdefault(unit.base, (shown, []))
                    measured.append(_one(statement, facts.article.id, nominal, possible))
                case Period() as period if not is_any_day(period):
                    _, measured = found.setdefault(_DAYS, (None, []))
                    nominal, possible = stretch(period.first, period.last), stretch(period.earliest, period.latest)
                    measured.append(_one(statement, facts.article.id, nominal, possible))
                case _:
                    pass
    return found


def _one(statement: Statement, article: str, nominal: Interval, possible: Interval) -> Measured:
    return Measured(
        article,
        print_value(statement.value),
        statement.hedge,
        statement.said_by,
        statement.modality,
        nominal,
        possible,
    )


# What rules allow ----------------------------------------------------------------------------------------------------


def _allowed(rules: Iterable[CompiledRule]) -> dict[Key, list[Allowed]]:
    """By fact and base, what each rule lets pass. Rules about several facts, or about one by its relation to others,
    allow nothing that could be drawn.
    """
    found: dict[Key, list[Allowed]] = {}
    for compiled in rules:
        match passing_values(compiled.check):
            case (source, Numbers() as numbers):
                pass
            case _:
                days = _passing_days(compiled.check)
                if days is None:
                    continue
                source, numbers = days
        if source.filter is None and not numbers.is_everything:
            found.setdefault((source.fact, numbers.base), []).append(Allowed(compiled.rule.id, numbers.parts))
    return found


def _passing_days(check: Check) -> tuple[FactSource, Numbers] | None:
    """The one fact of a check on periods, and the days on which it may lie."""
    match check:
        case Atom(sources=(FactSource() as source,), test=test, negated=negated, possible=False):
            days = _days_of(test)
            if days is None:
                return None
            numbers = Numbers((days,), _DAYS)
            return source, numbers.complement() if negated else numbers
        case Negation(item=item, condition=False):
            inner = _passing_days(item)
            return None if inner is None else (inner[0], inner[1].complement())
        case AllOf(items=items) | AnyOf(items=items):
            parts = [_passing_days(item) for item in items]
            first = parts[0]
            if first is None:
                return None
            total = first[1]
            for part in parts[1:]:
                if part is None or part[0].key != first[0].key:
                    return None
                total = total.meet(part[1]) if isinstance(check, AllOf) else total.union(part[1])
            return first[0], total
        case _:
            return None


def _days_of(test: object) -> Interval | None:
    match test:
        case Calendar(terms=(left, right), relations=(relation,)):
            subject, other, relation = sides(left, right, relation)
            limit = constant_period(other)
            return related_days(relation, limit) if limit is not None and isinstance(subject, FromSource) else None
        case PeriodRange(term=FromSource()) as test:
            limits = period_range(test)
            return stretch(limits[1].first, limits[1].last) if limits is not None else None
        case _:
            return None
