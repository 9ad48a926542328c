"""Checked checks: names resolved, literals read, units converted. What the checker makes and the planner compiles.

A check is a tree of connectives over atoms. An atom has *sources*, the facts whose statements it is evaluated over,
and a *test* over *terms*; terms name sources by their index in the atom.
"""

from __future__ import annotations

from typing import Any, Literal

from factcheck.language import syntax
from factcheck.model.entity import Entity, EntitySet
from factcheck.model.interval import Exact
from factcheck.model.period import Period
from factcheck.model.quantity import Quantity
from factcheck.model.statement import Words
from factcheck.model.types import Type
from factcheck.named import NamedTuple
from factcheck.record import Record

Known = Quantity | Period | Entity | EntitySet | Words | bool


# Where values come from


class FactSource(Record):
    """The statements of a fact, all of them or those for which the filter is told true."""

    fact: str
    type: Type
    filter: Check | None = None
    filter_text: str = ""
    as_stated: bool = False
    """The filter asks for a modality, so denied and conditional values are read as they stand."""
    non_negative: bool = False
    """No value of the fact is below zero."""

    @property
    def key(self) -> tuple[str, str]:
        """Two mentions with one key are one statement at a time."""
        return self.fact, self.filter_text


class AggregateSource(Record):
    """One value from all the articles of the story."""

    function: str
    type: Type
    fact: FactSource | None
    """For min, max, mean, median, spread, agree, distinct."""
    within: Quantity | None = None
    check: Check | None = None
    """For articles and share."""
    text: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.text, ""


class SelfSource(Record):
    """Inside a filter: the statement that is being asked about."""

    type: Type = Type("text")

    @property
    def key(self) -> tuple[str, str]:
        return "", ""


Source = FactSource | AggregateSource | SelfSource


# Terms


class Constant(Record):
    """A value that is written in the rule."""

    value: Known
    type: Type


class FromSource(Record):
    """The value of the statement of source number `index`."""

    index: int
    type: Type


class AttributeOf(Record):
    """An attribute of that statement."""

    index: int
    attribute: str
    type: Type


class SumOf(Record):
    """Terms added (sign 1) or taken away (sign -1)."""

    terms: tuple[Term, ...]
    signs: tuple[Literal[1, -1], ...]
    type: Type


class ProductOf(Record):
    """Terms multiplied (power 1) or divided by (power -1)."""

    terms: tuple[Term, ...]
    powers: tuple[Literal[1, -1], ...]
    type: Type


Term = Constant | FromSource | AttributeOf | SumOf | ProductOf


# Tests


class Ordered(Record):
    """Quantities in a chain: `80 min <= d <= 90 min`."""

    terms: tuple[Term, ...]
    operators: tuple[syntax.ComparisonOperator, ...]


class InRange(Record):
    """A quantity between two others."""

    term: Term
    low: Term
    high: Term
    low_closed: bool
    high_closed: bool


class Near(Record):
    """A quantity within a tolerance of another; a relative tolerance is a share of the centre's size."""

    term: Term
    tolerance: Term
    centre: Term
    relative: bool


class Calendar(Record):
    """Periods in a chain. `relation` is a comparison operator, `in` (also for during) or `overlaps`; V is on the left
    unless only the right side names a fact.
    """

    terms: tuple[Term, ...]
    relations: tuple[str, ...]


class NearPeriod(Record):
    """A period no more than so many days from another."""

    term: Term
    days: Term
    centre: Term


class PeriodRange(Record):
    """A period between two others, from the first day of the one to the last of the other."""

    term: Term
    low: Term
    high: Term
    low_closed: bool
    high_closed: bool


class Same(Record):
    """Entities, sets, texts or booleans in a chain of `==` and `!=`."""

    terms: tuple[Term, ...]
    operators: tuple[syntax.ComparisonOperator, ...]


class OneOf(Record):
    """A value among several of its type."""

    term: Term
    members: tuple[Term, ...]


class Members(Record):
    """A set that has all or any of some members; with one item, that one. The item may be a term of set type."""

    term: Term
    items: tuple[Term, ...]
    quantifier: Literal["any", "all"]


class HasWords(Record):
    """Text with some words in a row."""

    term: Term
    items: tuple[Term, ...]
    quantifier: Literal["any", "all"]


class Fits(Record):
    """Text in which a pattern is found; `pattern` is a compiled RE2 object."""

    term: Term
    pattern: Any
    written: str


Test = Ordered | InRange | Near | Calendar | NearPeriod | PeriodRange | Same | OneOf | Members | HasWords | Fits


# Logic


class Atom(Record):
    """A test over the statements of its sources.

    `on_open` is what an open outcome counts as (0 open, 1 holds, 2 fails) where a `certainly` or `possibly` stands
    above, and `possible` says that possible values are compared, not nominal ones. `negated` swaps what is told.
    """

    expr: syntax.Expr
    sources: tuple[Source, ...]
    test: Test
    negated: bool = False
    possible: bool = False
    on_open: int = 0


class IsStated(Record):
    """Whether a fact has a statement."""

    expr: syntax.Expr
    source: FactSource
    negated: bool


class AllOf(Record):
    """`a and b`"""

    items: tuple[Check, ...]


class AnyOf(Record):
    """`a or b`"""

    items: tuple[Check, ...]


class Negation(Record):
    """`not item`; a `condition` of `implies` is one too, but reads as what it says."""

    item: Check
    condition: bool = False


class Unknown(Record):
    """Stands where something was wrong, so that the rest can still be checked. Never reaches the planner."""


Check = Atom | IsStated | AllOf | AnyOf | Negation | Unknown


class Typed(NamedTuple):
    """A term with the expression it was read from."""

    term: Term
    expr: syntax.Expr

    @property
    def type(self) -> Type:
        return self.term.type


def is_constant(term: Term) -> bool:
    """Whether a term names no fact."""
    match term:
        case Constant():
            return True
        case FromSource() | AttributeOf():
            return False
        case SumOf(terms=terms) | ProductOf(terms=terms):
            return all(is_constant(item) for item in terms)


def terms_of(test: Test) -> tuple[Term, ...]:
    """The terms of a test, from left to right."""
    match test:
        case Ordered(terms=terms) | Calendar(terms=terms) | Same(terms=terms):
            return terms
        case InRange(term=term, low=low, high=high) | PeriodRange(term=term, low=low, high=high):
            return (term, low, high)
        case Near(term=term, tolerance=tolerance, centre=centre):
            return (term, tolerance, centre)
        case NearPeriod(term=term, days=days, centre=centre):
            return (term, days, centre)
        case OneOf(term=term, members=members):
            return (term, *members)
        case Members(term=term, items=items) | HasWords(term=term, items=items):
            return (term, *items)
        case Fits(term=term):
            return (term,)


def values_read(test: Test) -> tuple[int, ...]:
    """The sources whose values, not only their attributes, the test reads."""
    found: dict[int, None] = {}
    pending = list(terms_of(test))
    while pending:
        match pending.pop():
            case FromSource(index=index):
                found[index] = None
            case SumOf(terms=terms) | ProductOf(terms=terms):
                pending += terms
            case _:
                pass
    return tuple(sorted(found))


def calculates(test: Test) -> bool:
    """Whether the test works something out of what is stated, which can go wrong."""
    stated_tolerance = isinstance(test, Near | NearPeriod) and not is_constant(terms_of(test)[1])
    return stated_tolerance or any(
        isinstance(term, SumOf | ProductOf) and not is_constant(term) for term in terms_of(test)
    )


def is_aggregate_only(check: Check) -> bool:
    """Judged once per story: names facts, and only through functions across articles."""
    sources = list(sources_of(check))
    return bool(sources) and all(isinstance(source, AggregateSource) for source in sources)


def atoms_of(check: Check) -> list[Atom | IsStated]:
    """The leaves, from left to right."""
    match check:
        case Atom() | IsStated():
            return [check]
        case AllOf(items=items) | AnyOf(items=items):
            return [atom for item in items for atom in atoms_of(item)]
        case Negation(item=item):
            return atoms_of(item)
        case Unknown():
            return []


def sources_of(check: Check) -> list[Source]:
    """Every source that a check names itself, not those inside a function across articles."""
    if isinstance(check, Atom):  # as most checks are
        return list(check.sources)
    return [
        source for atom in atoms_of(check) for source in (atom.sources if isinstance(atom, Atom) else (atom.source,))
    ]


def facts_of(check: Check) -> set[str]:
    """Every fact that a check names anywhere."""
    facts: set[str] = set()
    for source in sources_of(check):
        match source:
            case FactSource(fact=fact):
                facts.add(fact)
            case AggregateSource(fact=fact_source, check=inner):
                if fact_source is not None:
                    facts.add(fact_source.fact)
                if inner is not None:
                    facts |= facts_of(inner)
            case SelfSource():
                pass
    return facts


__all__ = [
    "AggregateSource",
    "AllOf",
    "AnyOf",
    "Atom",
    "AttributeOf",
    "Calendar",
    "Check",
    "Constant",
    "Exact",
    "FactSource",
    "Fits",
    "FromSource",
    "HasWords",
    "InRange",
    "IsStated",
    "Known",
    "Members",
    "Near",
    "NearPeriod",
    "Negation",
    "OneOf",
    "Ordered",
    "PeriodRange",
    "ProductOf",
    "Same",
    "SelfSource",
    "Source",
    "SumOf",
    "Term",
    "Test",
    "Typed",
    "Unknown",
    "atoms_of",
    "calculates",
    "facts_of",
    "is_aggregate_only",
    "is_constant",
    "sources_of",
    "terms_of",
    "values_read",
]
