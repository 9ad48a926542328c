"""The quick way to judge an atom: one plain fact against something fixed, answered from the key of its statement.

Whatever a key cannot answer (several statements, a hedge, a denial, days that only overlap) is left to the general way,
which gives the same answer for all that a key can.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from factcheck.evaluation.comparisons import identity
from factcheck.evaluation.regions import fixed_region
from factcheck.evaluation.terms import constant_period
from factcheck.evaluation.typed import (
    Atom,
    Calendar,
    Constant,
    FactSource,
    FromSource,
    OneOf,
    Same,
)
from factcheck.model.interval import INFINITY
from factcheck.model.statement import SEVERAL, Stated
from factcheck.model.truth import FAILS, HOLDS, NEITHER, Outcome, Truth
from factcheck.model.units import primary_base
from factcheck.named import NamedTuple

Kind = Literal["closed", "low open", "high open", "open", "member", "days"]


class Quick(NamedTuple):
    """What the key of a fact's only statement is held against, and what is told if it fits or does not.

    A range (closed, or open at one end or at both) has its two ends as limits, `days` the first and the last day, a
    `member` is one of the keys in a single set.
    """

    kind: Kind
    fact: str
    limits: tuple[Any, ...]
    yes: Outcome
    no: Outcome

    def turned(self) -> Quick:
        """The opposite."""
        return Quick(self.kind, self.fact, self.limits, self.no, self.yes)


def quick_form(atom: Atom) -> Quick | None:
    """What a key is held against, for an atom on one unfiltered fact and constants; None if there is no quick way."""
    if len(atom.sources) != 1 or atom.possible:
        return None
    source = atom.sources[0]
    if not isinstance(source, FactSource) or source.filter is not None:
        return None
    found = _held_against(atom, source)
    if found is None:
        return None
    kind, limits = found
    yes, no = (FAILS, HOLDS) if atom.negated else (HOLDS, FAILS)
    return Quick(kind, source.fact, limits, yes, no)


def _held_against(atom: Atom, source: FactSource) -> tuple[Kind, tuple[Any, ...]] | None:
    fixed = fixed_region(atom.test)
    if fixed is not None and isinstance(fixed.subject, FromSource):
        if fixed.base != primary_base(fixed.subject.type.detail):
            return None
        low, high, low_open, high_open = fixed.region
        # An infinite end is open, and no key reaches it, so only finite open ends need the strict comparison.
        return _range(low_open and low != -INFINITY, high_open and high != INFINITY), (low, high)
    match atom.test:
        case Same(terms=(FromSource(), Constant(value=value)), operators=("==",)) if _has_key(source):
            return "member", (frozenset({identity(value)}),)
        case Same(terms=(Constant(value=value), FromSource()), operators=("==",)) if _has_key(source):
            return "member", (frozenset({identity(value)}),)
        case OneOf(term=FromSource(), members=members) if _has_key(source):
            keys = frozenset(identity(member.value) for member in members if isinstance(member, Constant))
            return ("member", (keys,)) if len(keys) == len(members) else None
        case Calendar(terms=(FromSource(), limit), relations=("==" | "in",)):
            period = constant_period(limit)
            return None if period is None else ("days", (period.first, period.last))
        case _:
            return None


def _range(low_open: bool, high_open: bool) -> Kind:
    if low_open:
        return "open" if high_open else "low open"
    return "high open" if high_open else "closed"


def _has_key(source: FactSource) -> bool:
    """Whether the identity of the fact's values is the key of its statements."""
    return source.type.family == "boolean" or (source.type.family == "entity" and not source.type.many)


TruthOf = Callable[[Stated, Any], Truth]


def quick_truth(quick: Quick, general: TruthOf) -> TruthOf:
    """The closure that judges by the key, and takes the general way where it cannot."""
    match quick.kind:
        case "member":
            return _member(quick, general)
        case "days":
            return _days(quick, general)
        case "closed":
            return _closed(quick, general)
        case _:
            return _half_open(quick, general)


def _member(quick: Quick, general: TruthOf) -> TruthOf:
    _, fact, (keys,), yes, no = quick

    def truth(stated: Stated, story: Any) -> Truth:
        key = stated.get(fact)
        if key in keys:
            return yes
        if key is None:
            return NEITHER
        return no if key is not SEVERAL else general(stated, story)

    return truth


def _closed(quick: Quick, general: TruthOf) -> TruthOf:
    _, fact, (low, high), yes, no = quick

    def truth(stated: Stated, story: Any) -> Truth:
        key: Any = stated.get(fact)
        if key is None:
            return NEITHER
        if key is not SEVERAL:
            return yes if low <= key <= high else no
        return general(stated, story)

    return truth


def _half_open(quick: Quick, general: TruthOf) -> TruthOf:
    kind, fact, (low, high), yes, no = quick
    low_open, high_open = kind in ("low open", "open"), kind in ("high open", "open")

    def truth(stated: Stated, story: Any) -> Truth:
        key: Any = stated.get(fact)
        if key is None:
            return NEITHER
        if key is not SEVERAL:
            above = key > low if low_open else key >= low
            return yes if above and (key < high if high_open else key <= high) else no
        return general(stated, story)

    return truth


def _days(quick: Quick, general: TruthOf) -> TruthOf:
    _, fact, (first, last), yes, no = quick

    def truth(stated: Stated, story: Any) -> Truth:
        key: Any = stated.get(fact)
        if key is None:
            return NEITHER
        if key is not SEVERAL:
            starts, ends = key
            if first <= starts and ends <= last:
                return yes
            if ends < first or last < starts:
                return no
        return general(stated, story)

    return truth


__all__ = ["Quick", "TruthOf", "quick_form", "quick_truth"]
