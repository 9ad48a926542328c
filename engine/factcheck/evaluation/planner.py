"""From a checked check to closures that judge one article in well under a microsecond.

The usual atom, one fact against something constant, is answered from the statement's `key` alone; everything else
(several facts, hedges under `certainly`, denied statements, sums) takes the general way, which gives the same answer.
No text of a rule is ever executed: closures are built from nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from math import prod
from typing import Protocol

from factcheck.evaluation.comparisons import compile_test, identity
from factcheck.evaluation.outcomes import Comparison, Region
from factcheck.evaluation.quick import Quick, TruthOf, quick_form, quick_truth
from factcheck.evaluation.terms import Combination, Incomparable
from factcheck.evaluation.typed import (
    AggregateSource,
    AllOf,
    AnyOf,
    Atom,
    Check,
    FactSource,
    IsStated,
    Negation,
    SelfSource,
    Source,
    Unknown,
    calculates,
    values_read,
)
from factcheck.model.interval import INFINITY, Interval
from factcheck.model.period import Period
from factcheck.model.quantity import Quantity
from factcheck.model.statement import Stated, Statement, with_modality
from factcheck.model.truth import AND, FAILS, FALSE, HOLDS, NEITHER, NOT, OPEN, OR, TRUE, Outcome, Truth
from factcheck.model.vocabulary import Vocabulary
from factcheck.named import NamedTuple

SELF = ""
"""The key under which a filter finds the statement that it is asked about."""


class Story(Protocol):
    """The articles of a story, as far as aggregates need them."""

    def value(self, source: AggregateSource) -> Statement | None: ...


_UNUSUAL = frozenset({"denied", "conditional"})
"""Modalities in which a statement does not simply tell its value."""

_MANY = 1_000
"""Combinations of more statements are told apart by what they say."""

Gather = Callable[[Stated, Story | None], tuple[Statement, ...]]


class Closures(NamedTuple):
    """The general way to judge an atom: each source's statements, the outcome of a combination of them, and the truth
    value, which is the outcomes of all combinations together.
    """

    gather: tuple[Gather, ...]
    comparison: Comparison
    judge: Callable[[Combination], Outcome]
    truth: TruthOf


class General:
    """The general way to judge an atom, made when it is first taken: a key often tells all."""

    __slots__ = ("_atom", "_made", "_vocabulary")

    def __init__(self, atom: Atom, vocabulary: Vocabulary) -> None:
        self._atom = atom
        self._vocabulary = vocabulary
        self._made: Closures | None = None

    @property
    def closures(self) -> Closures:
        if self._made is None:
            atom, vocabulary = self._atom, self._vocabulary
            gather = tuple(gatherer(source, vocabulary) for source in atom.sources)
            comparison = compile_test(atom.test, possible_values=atom.possible, vocabulary=vocabulary)
            judge = _judge(atom, comparison)
            self._made = Closures(gather, comparison, judge, _general(gather, judge))
        return self._made

    def truth(self, stated: Stated, story: Story | None) -> Truth:
        return self.closures.truth(stated, story)


class PlannedAtom(NamedTuple):
    """An atom with its closures; `quick` is what a key is held against, where a key can answer it."""

    atom: Atom
    quick: Quick | None
    general: General
    truth: TruthOf

    @property
    def gather(self) -> tuple[Gather, ...]:
        return self.general.closures.gather

    @property
    def judge(self) -> Callable[[Combination], Outcome]:
        return self.general.closures.judge

    @property
    def comparison(self) -> Comparison:
        return self.general.closures.comparison


class PlannedStated(NamedTuple):
    """`is stated`, with its closures."""

    atom: IsStated
    gather: Gather
    truth: TruthOf


class PlannedLogic(NamedTuple):
    """A connective over planned parts: "and", "or", "not", or "condition", which is the `not` inside `implies`."""

    connective: str
    items: tuple[PlannedNode, ...]
    truth: TruthOf


PlannedNode = PlannedAtom | PlannedStated | PlannedLogic


def plan(check: Check, vocabulary: Vocabulary) -> PlannedNode:
    """Compile a check without errors."""
    match check:
        case Atom():
            general = General(check, vocabulary)
            quick = quick_form(check)
            truth = general.closures.truth if quick is None else quick_truth(quick, general.truth)
            return PlannedAtom(check, quick, general, truth)
        case IsStated():
            return _plan_stated(check, vocabulary)
        case AllOf(items=items):
            parts = tuple(plan(item, vocabulary) for item in items)
            return PlannedLogic("and", parts, _folded(parts, AND, FALSE))
        case AnyOf(items=items):
            parts = tuple(plan(item, vocabulary) for item in items)
            return PlannedLogic("or", parts, _folded(parts, OR, TRUE))
        case Negation(item=item, condition=condition):
            part = plan(item, vocabulary)
            truth = _negated(part.truth)
            if isinstance(part, PlannedAtom) and part.quick is not None:
                truth = quick_truth(part.quick.turned(), truth)
            return PlannedLogic("condition" if condition else "not", (part,), truth)
        case Unknown():
            raise AssertionError("a check with errors is not planned")


def _negated(truth: TruthOf) -> TruthOf:
    return lambda stated, story: NOT[truth(stated, story)]


def _folded(parts: Sequence[PlannedNode], table: tuple[tuple[Truth, ...], ...], decided: Truth) -> TruthOf:
    """A chain of `and` or `or`; `decided` is the value after which the rest does not count.

    A part that can raise BadValue is always evaluated: an error in the article's data must not hide behind the
    order in which a rule happens to be written.
    """
    if any(can_go_bad(part) for part in parts):
        decided = -1
    # The order does not matter to what comes out, so what is cheap may decide before what is dear.
    truths = [part.truth for part in sorted(parts, key=_cost)]
    if len(truths) == 2:
        first, second = truths

        # `and` with a true side, and `or` with a false one, is the other side.
        neutral = NOT[decided] if decided >= 0 else -1

        def both(stated: Stated, story: Story | None) -> Truth:
            left = first(stated, story)
            if left == decided:
                return left
            if left == neutral:
                return second(stated, story)
            return table[left][second(stated, story)]

        return both
    start, *rest = truths

    def folded(stated: Stated, story: Story | None) -> Truth:
        result = start(stated, story)
        for truth in rest:
            if result == decided:
                return result
            result = table[result][truth(stated, story)]
        return result

    return folded


def _cost(node: PlannedNode) -> int:
    """How long a node takes, roughly, in calls."""
    match node:
        case PlannedLogic(items=items):
            return 1 + sum(map(_cost, items))
        case PlannedAtom(quick=None):
            return 20
        case _:
            return 1


def can_go_bad(node: PlannedNode) -> bool:
    """Whether something is calculated, so that a stated value can make it impossible."""
    match node:
        case PlannedLogic(items=items):
            return any(can_go_bad(item) for item in items)
        case PlannedAtom(atom=atom):
            return calculates(atom.test) or any(isinstance(source, AggregateSource) for source in atom.sources)
        case PlannedStated():
            return False


# Atoms ---------------------------------------------------------------------------------------------------------------


def _general(gather: tuple[Gather, ...], judge: Callable[[Combination], Outcome]) -> TruthOf:
    """Every combination of the sources' statements, one statement of each at a time."""

    def truth(stated: Stated, story: Story | None) -> Truth:
        told = NEITHER
        for alike in combinations(gather, stated, story):
            told |= judge(alike[0])
        return told

    return truth


def combinations(gather: tuple[Gather, ...], stated: Stated, story: Story | None) -> Iterator[Sequence[Combination]]:
    """Every combination of the sources' statements, with those of very many that only say the same once more.

    All combinations of a row come out alike, so that it is enough to judge the first; every statement is in one.
    """
    gathered = [each(stated, story) for each in gather]
    if len(gathered) == 1 or prod(map(len, gathered)) <= _MANY:
        for combination in product(*gathered):
            yield (combination,)
        return
    for row in product(*map(_alike, gathered)):
        yield [tuple(same[min(i, len(same) - 1)] for same in row) for i in range(max(map(len, row)))]


def _alike(statements: Iterable[Statement]) -> Iterable[list[Statement]]:
    """Statements that differ in nothing but where they stand, together."""
    alike: dict[tuple[Statement, str | None], list[Statement]] = {}
    for each in statements:
        quote = each.evidence.quote if each.evidence is not None else None
        alike.setdefault((each._replace(evidence=None, at=None), quote), []).append(each)
    return alike.values()


def _judge(atom: Atom, comparison: Comparison) -> Callable[[Combination], Outcome]:
    """The outcome of one combination: modality, the comparison, negation, `certainly` and `possibly`, in this order."""
    outcome_of, on_open, negated = comparison.outcome, atom.on_open, atom.negated
    valued = values_read(atom.test)

    def judge(combination: Combination) -> Outcome:
        try:
            unusual = [i for i in valued if combination[i].modality in _UNUSUAL]
            outcome = _told(atom, comparison, combination, unusual) if unusual else outcome_of(combination)
        except Incomparable:
            outcome = OPEN
        if negated:
            outcome = NOT[outcome]
        return outcome or on_open

    return judge


def _told(atom: Atom, comparison: Comparison, combination: Combination, unusual: list[int]) -> Outcome:
    """What a combination with a denied or conditional statement tells.

    A denied statement of V tells that the value is anything but V: with S the values that satisfy the test, it fails
    if S lies inside V, and holds if everything outside S lies inside V.
    """
    index = unusual[0]
    if len(unusual) > 1 or combination[index].modality == "conditional":
        return OPEN
    satisfying = comparison.region(combination, index)
    if satisfying is None:
        return OPEN
    source = atom.sources[index]
    non_negative = isinstance(source, FactSource) and source.non_negative
    return denied_outcome(combination[index], satisfying, non_negative=non_negative)


def denied_outcome(statement: Statement, satisfying: Region, *, non_negative: bool) -> Outcome:
    """What a denied statement tells of a test that the values `satisfying` pass; what was denied is what was said."""
    value = statement.value
    if isinstance(satisfying, Interval):
        match value:
            case Quantity():
                denied = value.nominal
                domain = Interval(0 if non_negative else -INFINITY, INFINITY, not non_negative, True)
                rest = _complement(satisfying, domain)
                satisfying = satisfying.meet(domain)
            case Period():
                denied = Interval(value.first, value.last)
                rest = _complement_days(satisfying)
            case _:
                return OPEN
        if satisfying.is_empty or satisfying.inside(denied):
            return FAILS
        return HOLDS if all(part.inside(denied) for part in rest) else OPEN
    if isinstance(value, Quantity):
        return FAILS if all(isinstance(p, Interval) and p.inside(value.nominal) for p in satisfying) else OPEN
    denied_key = identity(value)
    if satisfying <= {denied_key}:
        return FAILS
    if isinstance(value, bool):
        return HOLDS if {True, False} - satisfying <= {denied_key} else OPEN
    return OPEN


def _complement(region: Interval, domain: Interval) -> list[Interval]:
    below = Interval(domain.low, region.low, domain.low == -INFINITY, not region.low_open)
    above = Interval(region.high, domain.high, not region.high_open, True)
    return [part for part in (below, above) if not part.is_empty and not _is_nowhere(part)]


def _is_nowhere(part: Interval) -> bool:
    return part.low == part.high and isinstance(part.low, float)


def _complement_days(region: Interval) -> list[Interval]:
    parts = [Interval(-INFINITY, region.low - 1), Interval(region.high + 1, INFINITY)]
    return [part for part in parts if part.low < part.high]


# Sources -------------------------------------------------------------------------------------------------------------


def gatherer(source: Source, vocabulary: Vocabulary) -> Gather:
    """The closure that gives a source's statements: none, one or several."""
    match source:
        case SelfSource():
            return lambda stated, _: stated.statements[SELF]
        case AggregateSource():
            return _across(source)
        case FactSource(fact=fact, filter=None):
            return lambda stated, _: stated.statements.get(fact, ())
        case FactSource():
            keep = filterer(source, vocabulary)
            return lambda stated, _: keep(stated.statements.get(source.fact, ()))


def _across(source: AggregateSource) -> Gather:
    def value(_: Stated, story: Story | None) -> tuple[Statement, ...]:
        assert story is not None
        found = story.value(source)
        return () if found is None else (found,)

    return value


def _alone(statement: Statement) -> Stated:
    alone = Stated.__new__(Stated)
    alone.statements = {SELF: (statement,)}
    return alone


def filterer(source: FactSource, vocabulary: Vocabulary) -> Callable[[tuple[Statement, ...]], tuple[Statement, ...]]:
    """The statements for which the source's filter is told true."""
    if source.filter is None:
        return lambda stated: stated
    truth = plan(source.filter, vocabulary).truth

    def keep(stated: tuple[Statement, ...]) -> tuple[Statement, ...]:
        kept = [s for s in stated if truth(_alone(s), None) & TRUE]
        return tuple(with_modality(s, "asserted") for s in kept) if source.as_stated else tuple(kept)

    return keep


def _plan_stated(check: IsStated, vocabulary: Vocabulary) -> PlannedStated:
    gather = gatherer(check.source, vocabulary)
    yes, no = (FALSE, TRUE) if check.negated else (TRUE, FALSE)

    def truth(stated: Stated, story: Story | None) -> Truth:
        return yes if gather(stated, story) else no

    return PlannedStated(check, gather, truth)


def missing_facts(node: PlannedNode, stated: Stated, story: Story | None) -> tuple[str, ...]:
    """The facts that a check needs and that no statement was found for, in the order of the check."""
    match node:
        case PlannedStated():
            return ()
        case PlannedLogic(items=items):
            return tuple(dict.fromkeys(fact for item in items for fact in missing_facts(item, stated, story)))
        case PlannedAtom(atom=atom, gather=gather):
            silent = [s for s, each in zip(atom.sources, gather, strict=True) if not each(stated, story)]
            return tuple(dict.fromkeys(name for source in silent for name in source_names(source)))


def needed_facts(node: PlannedNode) -> frozenset[str] | None:
    """What `missing_facts` looks for, if that is the same for all articles and plain facts only."""
    match node:
        case PlannedStated():
            return frozenset()
        case PlannedLogic(items=items):
            parts = [needed_facts(item) for item in items]
            known = [part for part in parts if part is not None]
            return frozenset().union(*known) if len(known) == len(parts) else None
        case PlannedAtom(atom=atom):
            facts = [s.fact for s in atom.sources if isinstance(s, FactSource) and s.filter is None]
            return frozenset(facts) if len(facts) == len(atom.sources) else None


def source_names(source: Source) -> tuple[str, ...]:
    """How a source is named to people."""
    match source:
        case FactSource(fact=fact, filter_text=text):
            return (f"{fact}[{text}]" if text else fact,)
        case AggregateSource(text=text):
            return (text,)
        case SelfSource():
            return ()


__all__ = [
    "SELF",
    "PlannedAtom",
    "PlannedLogic",
    "PlannedNode",
    "PlannedStated",
    "Story",
    "TruthOf",
    "combinations",
    "filterer",
    "gatherer",
    "missing_facts",
    "plan",
    "source_names",
]
