"""From a match to what stands around it: who says it, and how (planned, denied, conditional, quoted)."""

from __future__ import annotations

from typing import Final

from factcheck.extraction.context.attribution import AttributionReader
from factcheck.extraction.context.cue_words import CONDITIONAL, DENIED
from factcheck.extraction.context.modality import ModalityReader
from factcheck.extraction.context.quotations import Quotations
from factcheck.extraction.patterns.scanned import Scanned
from factcheck.extraction.patterns.walking import Match
from factcheck.model.entity import Entity
from factcheck.named import NamedTuple

QUOTED: Final = "quoted"


class Context(NamedTuple):
    """How a value is stated."""

    said_by: str | None
    modality: str


class ContextReader:
    """Reads the surroundings of matches in one text, which begins at an offset."""

    def __init__(self, scanned: Scanned, start: int) -> None:
        self._scanned = scanned
        self._quotations = Quotations(scanned.text, start)
        self._attribution = AttributionReader(scanned, self._quotations)
        self._modality: dict[int, ModalityReader] = {}

    def around(self, match: Match) -> Context:
        """Who says a match, and how. What is denied or conditional is so inside quotation marks as well."""
        sentence = match.sentence
        number = self._quotations.number(match.start, match.end)
        reader = self._modality.get(sentence.first)
        if reader is None:
            reader = self._modality[sentence.first] = ModalityReader(self._scanned, sentence)
        modality = reader.modality(match)
        if number is not None and modality not in (DENIED, CONDITIONAL):
            modality = QUOTED
        first = match.candidate.first if match.candidate is not None else match.first
        quotation = self._quotations.span(number) if number is not None else None
        told = match.said if isinstance(match.value, Entity) else ()
        return Context(self._attribution.said_by(sentence, first, quotation, told), modality)
