"""From a fact and a text to the places where a pattern almost matched: how far it came, and what stopped it."""

from __future__ import annotations

from factcheck.extraction.matching import Matcher
from factcheck.extraction.scanned import Scanned
from factcheck.named import NamedTuple
from factcheck.source import Passage, SourceFile


class NearMiss(NamedTuple):
    """A mention that no pattern took, with the pattern that came nearest.

    `expected` is the part of the pattern that failed, `found` the word at which it did, `advice` what to change.
    """

    fact: str
    mention: Passage
    value: str
    pattern: str
    expected: str
    found: str
    why: str
    advice: str


def near_misses(fact: str, matcher: Matcher, scanned: Scanned, source: SourceFile) -> list[NearMiss]:
    """The mentions that would fit a fact and that no pattern took, each with the pattern that came nearest."""
    return []
