"""Tests compiled to closures: from one combination of statements to holds, fails or open.

`region` gives, where there is such a thing, the values of one source that satisfy the test while the others stay as
they are; it decides what a denied statement tells.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

from factcheck.evaluation.attributes import attribute_words
from factcheck.evaluation.regions import MIRRORED, between, fixed_region, ray
from factcheck.evaluation.terms import (
    Amount,
    BadValue,
    Combination,
    Incomparable,
    amount_of,
    check_bases,
    constant_amount,
    constant_period,
    difference_of,
    period_of,
    shift,
    source_counts,
    value_of,
)
from factcheck.evaluation.typed import (
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
    Test,
    is_constant,
)
from factcheck.language.syntax import ComparisonOperator
from factcheck.model import period as calendar
from factcheck.model.entity import Entity, EntitySet
from factcheck.model.interval import (
    INFINITY,
    Interval,
    compare_equal,
    compare_less,
    compare_less_equal,
    in_region,
    point,
)
from factcheck.model.period import Period
from factcheck.model.quantity import Quantity
from factcheck.model.statement import Value, Words
from factcheck.model.text import fold_text
from factcheck.model.truth import FAILS, HOLDS, NOT, OPEN, Outcome
from factcheck.model.vocabulary import Vocabulary
from factcheck.named import NamedTuple

OutcomeOf = Callable[[Combination], Outcome]
Region = Interval | frozenset[object]
"""Numbers or days from one to another, or single values."""
RegionOf = Callable[[Combination, int], Region | None]


class Comparison(NamedTuple):
    """A compiled test. `outcome` may raise Incomparable and BadValue."""

    outcome: OutcomeOf
    region: RegionOf


def compile_test(test: Test, *, possible_values: bool, vocabulary: Vocabulary) -> Comparison:
    """The closures of a test over nominal or possible values."""
    match test:
        case Ordered() | InRange() | Near():
            return _quantities(test, possible_values)
        case Calendar():
            return _calendar(test, possible_values)
        case NearPeriod():
            return _near_period(test, possible_values)
        case PeriodRange():
            return _period_range(test, possible_values)
        case Same():
            return _same(test, vocabulary)
        case OneOf():
            return _one_of(test, possible_values, vocabulary)
        case Members():
            return Comparison(_members(test), _no_region)
        case HasWords():
            return Comparison(_has_words(test, vocabulary), _no_region)
        case Fits():
            return Comparison(_fits(test, vocabulary), _no_region)


def _no_region(_: Combination, __: int) -> None:
    return None


def _all_hold(outcomes: list[OutcomeOf]) -> OutcomeOf:
    """Holds when all do, fails when one does."""

    def outcome(combination: Combination) -> Outcome:
        result: Outcome = HOLDS
        for single in (each(combination) for each in outcomes):
            if single == FAILS:
                return FAILS
            if single == OPEN:
                result = OPEN
        return result

    return outcome


def _flipped(outcome: OutcomeOf) -> OutcomeOf:
    return lambda combination: NOT[outcome(combination)]


# Quantities ----------------------------------------------------------------------------------------------------------


def _quantities(test: Ordered | InRange | Near, possible_values: bool) -> Comparison:
    fixed = fixed_region(test)
    if fixed is not None:
        subject = amount_of(fixed.subject, possible_values=possible_values)
        limits = Amount(fixed.region, fixed.base)

        def outcome(combination: Combination) -> Outcome:
            amount = subject(combination)
            check_bases(amount, limits)
            return in_region(amount.interval, limits.interval)

        def region(combination: Combination, index: int) -> Region | None:
            stated = combination[index].value
            comparable = isinstance(stated, Quantity) and stated.base == limits.base
            return limits.interval if comparable and isinstance(fixed.subject, FromSource) else None

        return Comparison(outcome, region)
    match test:
        case Ordered(terms=terms, operators=operators):
            pairs = zip(pairwise(terms), operators, strict=True)
            outcomes = [_pair(left, right, operator, possible_values) for (left, right), operator in pairs]
            single = len(terms) == 2
            return Comparison(_all_hold(outcomes), _region_of_pair(test, possible_values) if single else _no_region)
        case InRange(term=term, low=low, high=high, low_closed=low_closed, high_closed=high_closed):
            above = _pair(low, term, "<=" if low_closed else "<", possible_values)
            below = _pair(term, high, "<=" if high_closed else "<", possible_values)
            return Comparison(_all_hold([above, below]), _no_region)
        case Near():
            return Comparison(_near(test, possible_values), _no_region)


def _pair(left: Term, right: Term, operator: ComparisonOperator, possible_values: bool) -> OutcomeOf:
    if operator == "!=":
        return _flipped(_pair(left, right, "==", possible_values))
    if operator in (">", ">="):
        return _pair(right, left, MIRRORED[operator], possible_values)
    if any(count > 1 for count in source_counts((left, right)).values()):
        # A fact that stands on both sides is one value: what counts is the sign of the difference.
        difference = difference_of(left, right, possible_values=possible_values)
        wanted = ray(operator, point(0))
        return lambda combination: in_region(difference(combination).interval, wanted)
    a, b = (amount_of(term, possible_values=possible_values) for term in (left, right))
    compare = {"==": compare_equal, "<": compare_less, "<=": compare_less_equal}[operator]

    def outcome(combination: Combination) -> Outcome:
        first, second = a(combination), b(combination)
        check_bases(first, second)
        return compare(first.interval, second.interval)

    return outcome


def _region_of_pair(test: Ordered, possible_values: bool) -> RegionOf:
    left, right = test.terms
    operator = test.operators[0]

    def region(combination: Combination, index: int) -> Region | None:
        for subject, other, relation in ((left, right, operator), (right, left, MIRRORED[operator])):
            if isinstance(subject, FromSource) and subject.index == index and relation != "!=":
                limit = amount_of(other, possible_values=possible_values)(combination)
                stated = combination[index].value
                comparable = isinstance(stated, Quantity) and stated.base == limit.base and limit.interval.is_point
                return ray(relation, limit.interval) if comparable else None
        return None

    return region


def _near(test: Near, possible_values: bool) -> OutcomeOf:
    difference = difference_of(test.term, test.centre, possible_values=possible_values)
    tolerance, centre = (amount_of(term, possible_values=possible_values) for term in (test.tolerance, test.centre))

    def outcome(combination: Combination) -> Outcome:
        off = difference(combination)
        allowed = tolerance(combination)
        step = _not_negative(allowed.interval)
        if test.relative:
            step = centre(combination).interval.absolute().product(step.times(Fraction(1, 100)))
        elif test.tolerance.type == test.term.type:
            check_bases(off, allowed)
        return compare_less_equal(off.interval.absolute(), step)

    return outcome


def _not_negative(step: Interval) -> Interval:
    if step.low < 0:
        raise BadValue("a stated tolerance is negative")
    return step


# Periods -------------------------------------------------------------------------------------------------------------

_RELATIONS = {
    "==": calendar.lies_in,
    "in": calendar.lies_in,
    "<": calendar.before,
    ">": calendar.after,
    "<=": calendar.not_after,
    ">=": calendar.not_before,
    "overlaps": calendar.overlaps,
}
_SURE = {"==": FAILS, "in": FAILS, "<": HOLDS, ">": HOLDS, "<=": FAILS, ">=": FAILS, "overlaps": FAILS}
"""What is told even where P is only known to lie somewhere in the days that it is given."""
_CALENDAR_MIRRORED = {**MIRRORED, "in": "in", "overlaps": "overlaps"}


def _calendar(test: Calendar, possible_values: bool) -> Comparison:
    pairs = list(zip(pairwise(test.terms), test.relations, strict=True))
    outcomes = [_calendar_pair(left, right, relation, possible_values) for (left, right), relation in pairs]
    regions = [_calendar_region(left, right, relation, possible_values) for (left, right), relation in pairs]
    return Comparison(_all_hold(outcomes), regions[0] if len(regions) == 1 else _common(regions))


def _common(regions: list[RegionOf]) -> RegionOf:
    """The days that satisfy every link of a chain."""

    def region(combination: Combination, index: int) -> Region | None:
        whole: Interval | None = None
        for part in (each(combination, index) for each in regions):
            if not isinstance(part, Interval):
                return None
            whole = part if whole is None else whole.meet(part)
        return whole

    return region


def sides(left: Term, right: Term, relation: str) -> tuple[Term, Term, str]:
    """V, P and the relation as seen from V: the side that names a fact is V, the left one if both do."""
    if is_constant(left) and not is_constant(right) and relation != "in":
        return right, left, _CALENDAR_MIRRORED[relation]
    return left, right, relation


def _calendar_pair(left: Term, right: Term, relation: str, possible_values: bool) -> OutcomeOf:
    if relation == "!=":
        return _flipped(_calendar_pair(left, right, "==", possible_values))
    v_term, p_term, relation = sides(left, right, relation)
    v = period_of(v_term, possible_values=possible_values)
    relate = _RELATIONS[relation]
    fixed = constant_period(p_term)
    if fixed is not None:
        return lambda combination: relate(v(combination), fixed)
    stated = period_of(p_term, possible_values=False)
    p = period_of(p_term, possible_values=possible_values)
    sure = _SURE[relation]

    def outcome(combination: Combination) -> Outcome:
        limit = p(combination)
        result = relate(v(combination), limit)
        known = limit == stated(combination) and not calendar.is_any_day(limit)
        return result if known or result == sure else OPEN

    return outcome


def _calendar_region(left: Term, right: Term, relation: str, possible_values: bool) -> RegionOf:
    v_term, p_term, relation = sides(left, right, relation)
    p = period_of(p_term, possible_values=possible_values)

    def region(combination: Combination, index: int) -> Region | None:
        if not isinstance(v_term, FromSource) or v_term.index != index:
            return None
        days = p(combination)
        match relation:
            case "==" | "in":
                return Interval(days.first, days.last)
            case "<":
                return Interval(-INFINITY, days.first - 1)
            case ">":
                return Interval(days.last + 1, INFINITY)
            case "<=":
                return Interval(-INFINITY, days.last)
            case ">=":
                return Interval(days.first, INFINITY)
            case _:
                return None

    return region


def _near_period(test: NearPeriod, possible_values: bool) -> Comparison:
    v, c = (period_of(term, possible_values=possible_values) for term in (test.term, test.centre))
    tolerance = amount_of(test.days, possible_values=possible_values)

    def around(combination: Combination) -> Period:
        days = tolerance(combination)
        end = _not_negative(days.interval).high
        centre = c(combination)
        first = shift(centre, Amount(Interval(-end, -end), days.base)).first
        last = shift(centre, Amount(Interval(end, end), days.base)).last
        return calendar.period(first, last)

    def region(combination: Combination, index: int) -> Region | None:
        if not isinstance(test.term, FromSource) or test.term.index != index:
            return None
        limits = around(combination)
        return Interval(limits.first, limits.last)

    return Comparison(lambda combination: calendar.lies_in(v(combination), around(combination)), region)


def _period_range(test: PeriodRange, possible_values: bool) -> Comparison:
    v, low, high = (period_of(term, possible_values=possible_values) for term in (test.term, test.low, test.high))

    def days(combination: Combination) -> Period:
        return between(low(combination), high(combination), low_closed=test.low_closed, high_closed=test.high_closed)

    def region(combination: Combination, index: int) -> Region | None:
        if not isinstance(test.term, FromSource) or test.term.index != index:
            return None
        limits = days(combination)
        return Interval(limits.first, limits.last)

    return Comparison(lambda combination: calendar.lies_in(v(combination), days(combination)), region)


# Entities, sets, text, booleans --------------------------------------------------------------------------------------

KeyOf = Callable[[Combination], object]


def _same(test: Same, vocabulary: Vocabulary) -> Comparison:
    keys = [key_of(term, vocabulary) for term in test.terms]

    def pair(a: KeyOf, b: KeyOf) -> OutcomeOf:
        return lambda combination: HOLDS if a(combination) == b(combination) else FAILS

    outcomes = [
        pair(a, b) if operator == "==" else _flipped(pair(a, b))
        for (a, b), operator in zip(pairwise(keys), test.operators, strict=True)
    ]

    def region(combination: Combination, index: int) -> Region | None:
        for subject, other in ((0, 1), (1, 0)):
            term = test.terms[subject]
            if isinstance(term, FromSource) and term.index == index:
                return frozenset({keys[other](combination)})
        return None

    return Comparison(_all_hold(outcomes), region if len(keys) == 2 else _no_region)


def key_of(term: Term, vocabulary: Vocabulary) -> KeyOf:
    """The closure of what is compared when two values are: an identity, folded words, a boolean."""
    match term:
        case AttributeOf():
            words = words_of(term, vocabulary)
            return lambda combination: words(combination).folded
        case Constant(value=value):
            constant = identity(value)
            return lambda _: constant
        case _:
            stated = value_of(term)
            return lambda combination: identity(stated(combination))


def identity(value: Value) -> object:
    """What makes two values of one type the same."""
    match value:
        case Entity(key=key):
            return key
        case EntitySet(keys=keys):
            return keys
        case Words(folded=folded):
            return folded
        case _:
            return value


def _one_of(test: OneOf, possible_values: bool, vocabulary: Vocabulary) -> Comparison:
    if test.term.type.family == "quantity":
        outcome = _any_holds([_pair(test.term, member, "==", possible_values) for member in test.members])
        return Comparison(outcome, _listed_amounts(test))
    if test.term.type.family == "period":
        outcome = _any_holds([_calendar_pair(test.term, member, "in", possible_values) for member in test.members])
        return Comparison(outcome, _no_region)
    subject = key_of(test.term, vocabulary)
    members = [key_of(member, vocabulary) for member in test.members]
    constant = frozenset(member(()) for member in members) if all(map(is_constant, test.members)) else None

    def keys(combination: Combination) -> frozenset[object]:
        return constant if constant is not None else frozenset(member(combination) for member in members)

    def region(combination: Combination, index: int) -> Region | None:
        single = isinstance(test.term, FromSource) and test.term.index == index
        return keys(combination) if single else None

    return Comparison(lambda combination: HOLDS if subject(combination) in keys(combination) else FAILS, region)


def _listed_amounts(test: OneOf) -> RegionOf:
    """The amounts of a set, each as a point; only where all are constant and in the base of what is stated."""
    amounts = [constant_amount(member) for member in test.members]

    def region(combination: Combination, index: int) -> Region | None:
        stated = combination[index].value
        if not isinstance(test.term, FromSource) or test.term.index != index or not isinstance(stated, Quantity):
            return None
        points = [amount.interval for amount in amounts if amount is not None and amount.base == stated.base]
        return frozenset(points) if len(points) == len(amounts) else None

    return region


def _any_holds(outcomes: list[OutcomeOf]) -> OutcomeOf:
    def outcome(combination: Combination) -> Outcome:
        results = [each(combination) for each in outcomes]
        return HOLDS if HOLDS in results else FAILS if all(result == FAILS for result in results) else OPEN

    return outcome


def _members(test: Members) -> OutcomeOf:
    container = value_of(test.term)
    items = [value_of(item) for item in test.items]
    combine = all if test.quantifier == "all" else any

    def outcome(combination: Combination) -> Outcome:
        has = container(combination)
        if not isinstance(has, EntitySet):
            raise Incomparable("the values cannot be put together")
        wanted: list[str] = []
        for item in items:
            match item(combination):
                case Entity(key=key):
                    wanted.append(key)
                case EntitySet(keys=keys):
                    wanted += keys
                case _:
                    pass
        return HOLDS if combine(key in has.keys for key in wanted) else FAILS

    return outcome


def words_of(term: Term, vocabulary: Vocabulary) -> Callable[[Combination], Words]:
    """The closure of a text term: the words as stated and as compared."""
    if isinstance(term, AttributeOf):
        index, attribute = term.index, term.attribute
        return lambda combination: attribute_words(combination[index], attribute, vocabulary)
    stated = value_of(term)

    def words(combination: Combination) -> Words:
        value = stated(combination)
        if not isinstance(value, Words):
            raise Incomparable("the values cannot be put together")
        return value

    return words


def _has_words(test: HasWords, vocabulary: Vocabulary) -> OutcomeOf:
    subject = words_of(test.term, vocabulary)
    items = [words_of(item, vocabulary) for item in test.items]
    combine = all if test.quantifier == "all" else any

    def outcome(combination: Combination) -> Outcome:
        text = _row(subject(combination).text)
        return HOLDS if combine(_row(item(combination).text) in text for item in items) else FAILS

    return outcome


def _row(text: str) -> str:
    """The words of a text between single spaces, so that a run of words is found only at word borders."""
    folded = fold_text(text)
    return f" {' '.join(''.join(c if c.isalnum() or c in _IN_WORDS else ' ' for c in folded).split())} "


_IN_WORDS = frozenset("'-%$€£")


def _fits(test: Fits, vocabulary: Vocabulary) -> OutcomeOf:
    subject = words_of(test.term, vocabulary)
    search = test.pattern.search

    def outcome(combination: Combination) -> Outcome:
        return HOLDS if search(unicodedata.normalize("NFKC", subject(combination).text)) else FAILS

    return outcome
