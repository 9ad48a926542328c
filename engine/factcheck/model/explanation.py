"""Explanations: one rule taken apart, for every article or story that it was judged on."""

from __future__ import annotations

from typing import Literal

from factcheck.diagnostics import Diagnostic
from factcheck.model.truth import Truth, Verdict
from factcheck.record import Record
from factcheck.source import Location

PartKind = Literal["implies", "or", "and", "not", "certainly", "possibly", "comparison"]


class Reading(Record):
    """One statement as a comparison read it, in printable form."""

    fact: str
    value: str
    """The nominal value: `80 min`."""
    outcome: str
    """holds, fails or open"""
    reason: str
    """Why this outcome, without a full stop: `it lies inside 80 to 90 min`."""
    article: str
    hedge: str | None = None
    """The row of the hedge table that was used: `about`."""
    width: str | None = None
    """What that row means: `±10%`."""
    possible: str | None = None
    """The possible values, where they differ from the nominal one: `72 to 88 min`."""
    said_by: str | None = None
    modality: str = "asserted"
    quote: str | None = None
    location: Location | None = None


class Part(Record):
    """A node of the check: a connective with its parts, or a single comparison with the statements that it read."""

    kind: PartKind
    text: str
    """The node in canonical form."""
    truth: Truth
    parts: tuple[Part, ...] = ()
    readings: tuple[Reading, ...] = ()
    missing: tuple[str, ...] = ()
    """The facts of a comparison that no statement was found for."""
    note: str | None = None
    """Anything else that a reader should know, such as the value of an aggregate: `spread is 10 min`."""


class Judgement(Record):
    """The verdict on one article, or on a story (`article` is None), and the check as it came out there."""

    article: str | None
    article_title: str | None
    story: str
    verdict: Verdict
    contradicts_itself: bool
    reason: str
    check: Part
    when: Part | None = None
    sentence: str | None = None
    """The verdict in one plain sentence; None lets the renderer compose it from the parts."""
    waived: str | None = None


class FactNote(Record):
    """A fact that the check names: what it is about, in the words of the vocabulary ("How long the call lasted")."""

    name: str
    type: str
    about: str | None = None


class Explanation(Record):
    """A rule, and its judgements in the order of the articles."""

    rule: str
    title: str | None
    severity: str
    check: str
    """The check in canonical form."""
    when: str | None
    why: str | None
    rule_location: Location
    facts: tuple[FactNote, ...] = ()
    references: tuple[str, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
