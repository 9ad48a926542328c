"""From a match to what stands around it: who says it, and how (planned, denied, conditional, quoted)."""

from __future__ import annotations

from factcheck.extraction.matching import Match
from factcheck.extraction.scanned import Scanned
from factcheck.named import NamedTuple


class Context(NamedTuple):
    """How a value is stated."""

    said_by: str | None
    modality: str


class ContextReader:
    """Reads the surroundings of matches in one text."""

    def __init__(self, scanned: Scanned) -> None:
        self._scanned = scanned

    def around(self, match: Match) -> Context:
        """Who says a match, and how."""
        return Context(None, "asserted")
