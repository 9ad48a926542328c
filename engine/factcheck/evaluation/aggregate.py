"""Functions across the articles of a story: one value, or none where nothing is stated."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from itertools import combinations, islice

from factcheck.evaluation.comparisons import identity
from factcheck.evaluation.planner import filterer, plan
from factcheck.evaluation.typed import AggregateSource, Check, FactSource, facts_of
from factcheck.model.article import FactSet
from factcheck.model.interval import INFINITY, Bound, Interval, exact, point
from factcheck.model.period import Period, period, possible
from factcheck.model.quantity import Quantity, quantity
from factcheck.model.statement import IllTyped, Statement, Value, statement_key
from factcheck.model.truth import TRUE
from factcheck.model.types import Type
from factcheck.model.units import PERCENT, Unit
from factcheck.model.vocabulary import Vocabulary

SECONDS_A_DAY = 86_400

Stated = list[tuple[str, Statement]]
"""Statements with the id of their article."""
Clash = tuple[tuple[str, Statement], tuple[str, Statement]]
"""Two of them, from different articles, that cannot both be right."""


class StoryView:
    """The articles of one story, and what the functions say of them, each worked out once."""

    def __init__(self, fact_sets: Sequence[FactSet], vocabulary: Vocabulary) -> None:
        self.fact_sets = fact_sets
        self._vocabulary = vocabulary
        self._values: dict[str, Statement | None] = {}

    def value(self, source: AggregateSource) -> Statement | None:
        # The text alone does not say whether a `certainly` stands above, which reaches into articles(…).
        key = f"{source.text}\0{source.check!r}" if source.check is not None else source.text
        if key not in self._values:
            value = self._work_out(source)
            known = None if value is None else Statement(source.text, value, key=statement_key(value, "asserted"))
            self._values[key] = known
        return self._values[key]

    def stated(self, source: FactSource) -> Stated:
        """Every statement of a fact in the story that tells a value, with its article."""
        keep = filterer(source, self._vocabulary)
        return [
            (facts.article.id, statement)
            for facts in self.fact_sets
            for statement in keep(facts.statements.get(source.fact, ()))
            if statement.modality != "conditional" and not isinstance(statement.value, IllTyped)
        ]

    def clash(self, source: AggregateSource) -> Clash | None:
        """The first two statements over which `agree` finds that articles do not."""
        assert source.fact is not None
        return _clash(self.stated(source.fact), source.within)

    def _work_out(self, source: AggregateSource) -> Value | None:
        if source.check is not None:
            return self._count(source.function, source.check)
        assert source.fact is not None
        stated = self.stated(source.fact)
        if source.function == "agree":
            return _agree(stated, source.within)
        told = [statement.value for _, statement in stated if statement.modality != "denied"]
        if not told:
            return None
        if source.function == "distinct":
            return quantity(len({_nominal_identity(value) for value in told}))
        periods = [value for value in told if isinstance(value, Period)]
        if periods:
            return _of_periods(source.function, periods)
        return _of_quantities(source.function, [v for v in told if isinstance(v, Quantity)], source.type)

    def _count(self, function: str, check: Check) -> Value | None:
        """articles(…), share(…): how often an expression is told true."""
        named = facts_of(check)
        only_asks_if_stated = not _needed(check)
        anything = any(facts.statements.get(fact) for facts in self.fact_sets for fact in named)
        if not anything and not only_asks_if_stated:
            return None
        truth = plan(check, self._vocabulary).truth
        told = [truth(facts.stated, None) for facts in self.fact_sets]
        true = sum(1 for value in told if value & TRUE)
        if function == "articles":
            return quantity(true)
        decided = sum(1 for value in told if value)
        return quantity(exact(Fraction(100 * true, decided)), PERCENT) if decided else None


def _needed(check: Check) -> bool:
    """Whether the check names a fact outside `is stated`."""
    from factcheck.evaluation.typed import Atom, atoms_of

    return any(isinstance(atom, Atom) and atom.sources for atom in atoms_of(check))


def _nominal_identity(value: Value) -> object:
    match value:
        case Quantity():
            return value.base, value.nominal
        case Period():
            return value.first, value.last
        case _:
            return identity(value)


_UNLIKE = "the articles use units that do not convert into each other"


# Agreement


def _agree(stated: Stated, within: Quantity | None) -> Value | None:
    """Whether every two articles are compatible; None if nothing is stated."""
    if not stated:
        return None
    if _clash(stated, within) is not None:
        return False
    return IllTyped("agree", _UNLIKE) if _nothing_in_common(stated) else True


def _nothing_in_common(stated: Stated) -> bool:
    """Whether two articles tell amounts of which none can be compared: one in dollars, one in euros."""
    bases: dict[str, set[str]] = {}
    for article, statement in stated:
        # A denied amount excludes nothing in another currency.
        if isinstance(statement.value, Quantity) and statement.modality != "denied":
            bases.setdefault(article, set()).add(statement.value.base)
    different = list({frozenset(of_one) for of_one in bases.values()})
    return any(one.isdisjoint(other) for one, other in combinations(different, 2))


def _clash(stated: Stated, within: Quantity | None) -> Clash | None:
    # What an article says again clashes with nothing that the first time did not.
    once: dict[object, tuple[str, Statement]] = {}
    for article, statement in stated:
        key = article, statement.modality == "denied", identity(statement.value)
        once.setdefault(key, (article, statement))
    told = list(once.values())
    if _have_a_value_in_common([statement for _, statement in told]):
        return None
    others = len(told)
    others_of = [others] * len(told)
    for number in range(len(told) - 2, -1, -1):
        if told[number][0] != told[number + 1][0]:
            others = number + 1
        others_of[number] = others
    for first, others in zip(told, others_of, strict=True):
        for second in islice(told, others, None):
            if first[0] != second[0] and not compatible(first[1], second[1], within):
                return first, second
    return None


def _have_a_value_in_common(told: list[Statement]) -> bool:
    """Whether one value is possible by all statements, so that no two need to be held against each other."""
    if any(statement.modality == "denied" for statement in told):
        return False
    amounts = [s.value for s in told if isinstance(s.value, Quantity)]
    periods = [possible(s.value) for s in told if isinstance(s.value, Period)]
    if told and len(amounts) == len(told):
        one_base = len({amount.base for amount in amounts}) == 1
        return one_base and not reduce(Interval.meet, (amount.possible for amount in amounts)).is_empty
    if told and len(periods) == len(told):
        return max(p.first for p in periods) <= min(p.last for p in periods)
    return len({identity(statement.value) for statement in told}) == 1


def compatible(a: Statement, b: Statement, within: Quantity | None) -> bool:
    """Whether two statements can both be right: their possible values overlap, are near enough, or cannot be compared.

    A denied value is compatible with everything that is not wholly inside it, and with other denials.
    """
    if a.modality == "denied" and b.modality == "denied":
        return True
    if a.modality == "denied" or b.modality == "denied":
        denied, told = (a, b) if a.modality == "denied" else (b, a)
        return not _inside(told.value, denied.value)
    return _near(a.value, b.value, within)


def _near(a: Value, b: Value, within: Quantity | None) -> bool:
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return (
            a.base != b.base
            or not a.possible.disjoint(b.possible)
            or (within is not None and _gap(a.possible, b.possible) <= _allowed(within, a, b))
        )
    if isinstance(a, Period) and isinstance(b, Period):
        one, other = possible(a), possible(b)
        days = max(one.first, other.first) - min(one.last, other.last)
        return days <= (0 if within is None else within.nominal.high / Fraction(SECONDS_A_DAY))
    return identity(a) == identity(b)


def _gap(a: Interval, b: Interval) -> Bound:
    return b.low - a.high if a.before(b) else a.low - b.high


def _allowed(within: Quantity, a: Quantity, b: Quantity) -> Bound:
    """A tolerance in percent is a share of the larger amount."""
    if within.dimension == "percent" and a.dimension != "percentage points":
        ends = [end for end in (*a.nominal[:2], *b.nominal[:2]) if not isinstance(end, float)]
        size: Bound = max((max(end, -end) for end in ends), default=0)
        return size * Fraction(within.nominal.high) / 100
    return within.nominal.high


def _inside(a: Value, b: Value) -> bool:
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return a.base == b.base and a.nominal.inside(b.nominal)
    if isinstance(a, Period) and isinstance(b, Period):
        return b.first <= a.first and a.last <= b.last
    return identity(a) == identity(b)


# Numbers


def _of_quantities(function: str, values: list[Quantity], result: Type) -> Value | None:
    if len({value.base for value in values}) > 1:
        # Dollars and euros, days and months: no value that could be compared comes out.
        return IllTyped(function, _UNLIKE)
    intervals = [value.nominal for value in values]
    unit = values[0].unit
    match function:
        case "min":
            interval = _ends(intervals, min)
        case "max":
            interval = _ends(intervals, max)
        case "mean":
            total = intervals[0]
            for interval in intervals[1:]:
                total = total.plus(interval)
            interval = total.times(Fraction(1, len(intervals)))
        case "median":
            interval = _median(intervals)
        case _:
            interval = _spread(intervals)
            unit = _difference_unit(unit, result)
    return Quantity(interval, interval, unit)


def _ends(intervals: list[Interval], pick: object) -> Interval:
    """The smallest or largest of amounts each of which is only known to lie in an interval."""
    if pick is min:
        low, low_open = min((i.low, i.low_open) for i in intervals)
        high, not_open = min((i.high, not i.high_open) for i in intervals)
        return Interval(low, high, low_open, not not_open)
    low, low_open = max((i.low, i.low_open) for i in intervals)
    high, not_open = max((i.high, not i.high_open) for i in intervals)
    return Interval(low, high, low_open, not not_open)


def _median(intervals: list[Interval]) -> Interval:
    lows = sorted((i.low, i.low_open) for i in intervals)
    # Of two equal high ends the one that is not reached is the lower.
    highs = sorted((i.high, not i.high_open) for i in intervals)
    middle, odd = divmod(len(intervals), 2)

    def ranked(rank: int) -> Interval:
        return Interval(lows[rank][0], highs[rank][0], lows[rank][1], not highs[rank][1])

    return ranked(middle) if odd else ranked(middle - 1).plus(ranked(middle)).times(Fraction(1, 2))


def _spread(intervals: list[Interval]) -> Interval:
    """Largest minus smallest: at least the gap that must be, at most the widest that can be between two amounts."""
    if len(intervals) == 1:
        return point(0)
    gap = _ends(intervals, max).minus(_ends(intervals, min))
    # Only the two highest and the two lowest can be farthest apart, and an amount is never far from itself.
    ranks = range(len(intervals))
    highest = sorted(ranks, key=lambda rank: (intervals[rank].high, not intervals[rank].high_open))[-2:]
    lowest = sorted(ranks, key=lambda rank: (intervals[rank].low, intervals[rank].low_open))[:2]
    apart = [intervals[a].minus(intervals[b]) for a in highest for b in lowest if a != b]
    high, not_open = max((width.high, not width.high_open) for width in apart)
    return Interval(max(gap.low, 0), high, gap.low > 0 and gap.low_open, not not_open)


def _difference_unit(unit: Unit, result: Type) -> Unit:
    if result.detail == "percentage points" and unit.dimension == "percent":
        return Unit("pp", "percentage points", "pp", 1)
    return unit._replace(dimension=result.detail, offset=0)


def _of_periods(function: str, periods: list[Period]) -> Value:
    if function == "min":
        return period(min(p.first for p in periods), min(p.last for p in periods))
    if function == "max":
        return period(max(p.first for p in periods), max(p.last for p in periods))
    latest = max(p.first for p in periods), max(p.last for p in periods)
    earliest = min(p.first for p in periods), min(p.last for p in periods)
    low, high = max(0, latest[0] - earliest[1]), latest[1] - earliest[0]
    if len(periods) == 1:
        low = high = 0
    days = Unit("d", "duration", "s", SECONDS_A_DAY, 0, "day", "days")
    interval = Interval(_seconds(low), _seconds(high), low == INFINITY, high == INFINITY)
    return Quantity(interval, interval, days)


def _seconds(days: Bound) -> Bound:
    return days if isinstance(days, float) else days * SECONDS_A_DAY


__all__ = ["StoryView", "compatible"]
