"""Tests compiled to closures: from one combination of statements to holds, fails or open.

Those of entities, sets, words and booleans are here; those of quantities and of periods have modules of their own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from itertools import pairwise

from factcheck.evaluation.attributes import attribute_words
from factcheck.evaluation.comparisons_periods import among_periods, compare_periods, in_period_range, near_period
from factcheck.evaluation.comparisons_quantities import among_quantities, compare_quantities
from factcheck.evaluation.outcomes import Comparison, OutcomeOf, Region, all_hold, flipped, no_region
from factcheck.evaluation.terms import Combination, Incomparable, value_of
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
from factcheck.model.entity import Entity, EntitySet
from factcheck.model.statement import IllTyped, Value, Words
from factcheck.model.text import fold_text
from factcheck.model.truth import FAILS, HOLDS, Outcome
from factcheck.model.vocabulary import Vocabulary

KeyOf = Callable[[Combination], object]


def compile_test(test: Test, *, possible_values: bool, vocabulary: Vocabulary) -> Comparison:
    """The closures of a test over nominal or possible values."""
    match test:
        case Ordered() | InRange() | Near():
            return compare_quantities(test, possible_values)
        case Calendar():
            return compare_periods(test, possible_values)
        case NearPeriod():
            return near_period(test, possible_values)
        case PeriodRange():
            return in_period_range(test, possible_values)
        case Same():
            return _same(test, vocabulary)
        case OneOf():
            return _one_of(test, possible_values, vocabulary)
        case Members():
            return Comparison(_members(test), no_region)
        case HasWords():
            return Comparison(_has_words(test, vocabulary), no_region)
        case Fits():
            return Comparison(_fits(test, vocabulary), no_region)


def _same(test: Same, vocabulary: Vocabulary) -> Comparison:
    keys = [key_of(term, vocabulary) for term in test.terms]

    def pair(a: KeyOf, b: KeyOf) -> OutcomeOf:
        return lambda combination: HOLDS if a(combination) == b(combination) else FAILS

    outcomes = [
        pair(a, b) if operator == "==" else flipped(pair(a, b))
        for (a, b), operator in zip(pairwise(keys), test.operators, strict=True)
    ]

    def region(combination: Combination, index: int) -> Region | None:
        for subject, other in ((0, 1), (1, 0)):
            term = test.terms[subject]
            if isinstance(term, FromSource) and term.index == index:
                return frozenset({keys[other](combination)})
        return None

    return Comparison(all_hold(outcomes), region if len(keys) == 2 else no_region)


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
        case IllTyped(reason=reason):
            raise Incomparable(reason)
        case _:
            return value


def _one_of(test: OneOf, possible_values: bool, vocabulary: Vocabulary) -> Comparison:
    if test.term.type.family == "quantity":
        return among_quantities(test, possible_values)
    if test.term.type.family == "period":
        return among_periods(test, possible_values)
    subject = key_of(test.term, vocabulary)
    members = [key_of(member, vocabulary) for member in test.members]
    constant = frozenset(member(()) for member in members) if all(map(is_constant, test.members)) else None

    def keys(combination: Combination) -> frozenset[object]:
        return constant if constant is not None else frozenset(member(combination) for member in members)

    def region(combination: Combination, index: int) -> Region | None:
        single = isinstance(test.term, FromSource) and test.term.index == index
        return keys(combination) if single else None

    return Comparison(lambda combination: HOLDS if subject(combination) in keys(combination) else FAILS, region)


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
