"""The table fact × article: who says what, before anyone decides how wide the screen is."""

from __future__ import annotations

from factcheck.diagnostics import Diagnostic
from factcheck.model.report import ArticleLine
from factcheck.record import Record
from factcheck.source import Location


class FactEntry(Record):
    """One statement in printable form."""

    article: str
    value: str
    hedge: str | None = None
    said_by: str | None = None
    modality: str = "asserted"
    section: str = "body"
    quote: str | None = None
    location: Location | None = None
    unreadable: str | None = None
    """Why the value cannot be read as what its fact is declared to be; None where it can."""


class FactRow(Record):
    """A fact and everything that is stated about it, in the order of the articles."""

    fact: str
    type: str
    about: str | None
    entries: tuple[FactEntry, ...]
    different: int
    """How many different values are stated: 1 when all agree, 0 when nothing is stated that can be read."""


class FactsTable(Record):
    """All facts of the vocabulary in its order, and the articles in theirs."""

    articles: tuple[ArticleLine, ...]
    rows: tuple[FactRow, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
