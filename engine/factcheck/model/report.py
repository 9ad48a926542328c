"""The report: what a run found, complete, before anyone decides how to show it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Literal

from factcheck.diagnostics import Diagnostic
from factcheck.model.truth import Verdict
from factcheck.record import Record
from factcheck.source import Location

if TYPE_CHECKING:
    from factcheck.model.exhibits import Exhibits

Gate = Literal["open", "shut", "refused"]


class EvidenceLine(Record):
    """One statement that made a verdict, in printable form. `article` matters where a finding is about a story."""

    fact: str
    value: str
    hedge: str | None
    said_by: str | None
    modality: str
    outcome: str
    """holds, fails or open"""
    quote: str | None
    article: str
    location: Location | None
    start: int | None = None
    end: int | None = None
    """Code points in the article's file."""


class Finding(Record):
    """The verdict of one rule on one article, or on a story (`article` is None)."""

    rule: str
    title: str | None
    severity: str
    tags: tuple[str, ...]
    article: str | None
    story: str
    verdict: Verdict
    contradicts_itself: bool
    reason: str
    """Why, in the rule's own units: "20 min above the range"."""
    check: str
    """The check in canonical form."""
    expected: str
    message: str | None
    why: str | None
    rule_location: Location
    evidence: tuple[EvidenceLine, ...] = ()
    missing: tuple[str, ...] = ()
    """The facts that no statement was found for."""
    fingerprint: str = ""
    waived: str | None = None
    """The reason of the waiver that covers this conflict."""
    baseline: str | None = None
    status: str = "published"
    references: tuple[str, ...] = ()
    """The sources that the rule names."""


class ArticleLine(Record):
    """An article as the report names it."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    story: str
    status: str
    file: str | None
    url: str | None = None
    """The page on which it was published."""
    facts: tuple[str, ...] = ()
    """The facts files that stand for it; without any its text was read."""


class Scope(Record):
    """Which articles a run judged, where not all."""

    since: str
    """The revision since which they have changed."""
    judged: int
    of: int
    """How many there are."""


class Report(Record):
    """Everything that a run has to say. Findings are in the order of rules, then of articles."""

    __uncompared__: ClassVar[tuple[str, ...]] = ("exhibits",)

    findings: tuple[Finding, ...]
    never_decided: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    articles: tuple[ArticleLine, ...]
    rules: int
    stories: int
    gate: Gate
    gate_reason: str
    """One sentence: why the gate is as it is."""
    fail_on: str = "conflict"
    summary: Mapping[str, int] = MappingProxyType({})
    """How many findings have each verdict, and how many conflicts are waived."""
    checked_by: str | None = None
    """Who publishes the checks, for formats that are published themselves."""
    published_at: str | None = None
    """The web page on which they are published."""
    scope: Scope | None = None
    """What a run was limited to."""
    exhibits: Callable[[], Exhibits] | None = None
    """Gathers what only a report with pictures shows."""
