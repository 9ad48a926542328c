"""What a compiled test is, and how several outcomes make one.

A `region` gives, where there is such a thing, the values of one source that satisfy the test while the others stay as
they are; it decides what a denied statement tells.
"""

from __future__ import annotations

from collections.abc import Callable

from factcheck.evaluation.terms import Combination
from factcheck.model.interval import Interval
from factcheck.model.truth import FAILS, HOLDS, NOT, OPEN, Outcome
from factcheck.named import NamedTuple

OutcomeOf = Callable[[Combination], Outcome]
Region = Interval | frozenset[object]
"""Numbers or days from one to another, or single values."""
RegionOf = Callable[[Combination, int], Region | None]


class Comparison(NamedTuple):
    """A compiled test. `outcome` may raise Incomparable and BadValue."""

    outcome: OutcomeOf
    region: RegionOf


def no_region(_: Combination, __: int) -> None:
    """For a test of which no denied statement tells anything."""


def all_hold(outcomes: list[OutcomeOf]) -> OutcomeOf:
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


def flipped(outcome: OutcomeOf) -> OutcomeOf:
    """Holds where the other fails."""
    return lambda combination: NOT[outcome(combination)]


def any_holds(outcomes: list[OutcomeOf]) -> OutcomeOf:
    """Holds when one does, fails when all do."""

    def outcome(combination: Combination) -> Outcome:
        results = [each(combination) for each in outcomes]
        return HOLDS if HOLDS in results else FAILS if all(result == FAILS for result in results) else OPEN

    return outcome
