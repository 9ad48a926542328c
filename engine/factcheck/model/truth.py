"""Belnap's four truth values, as two bits: told true, told false.

An article can tell that a thing is so, that it is not so, both, or neither. Outcomes of a single comparison use the
same bits, so the truth of an atom is the union of the outcomes of its statements.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

Truth = int
"""NEITHER, TRUE, FALSE or BOTH."""
Outcome = int
"""OPEN, HOLDS or FAILS: what one combination of statements tells."""

NEITHER: Final = 0
TRUE: Final = 1
FALSE: Final = 2
BOTH: Final = 3

OPEN: Final = 0
HOLDS: Final = 1
FAILS: Final = 2

OUTCOME_NAMES = ("open", "holds", "fails")

NOT: Final = (NEITHER, FALSE, TRUE, BOTH)
"""`NOT[a]` swaps the two bits."""


def conjunction(a: Truth, b: Truth) -> Truth:
    """Told true if both are, told false if one is."""
    return (a & b & TRUE) | ((a | b) & FALSE)


def disjunction(a: Truth, b: Truth) -> Truth:
    """Told true if one is, told false if both are."""
    return ((a | b) & TRUE) | (a & b & FALSE)


AND: Final = tuple(tuple(conjunction(a, b) for b in range(4)) for a in range(4))
OR: Final = tuple(tuple(disjunction(a, b) for b in range(4)) for a in range(4))


class Verdict(StrEnum):
    """What a check says of an article or a story."""

    PASS = "pass"
    CONFLICT = "conflict"
    UNSURE = "unsure"
    UNSTATED = "unstated"
    SKIPPED = "skipped"
    ERROR = "error"
