"""Rules as they are written: a check with what surrounds it. Expressions are still text with a place."""

from __future__ import annotations

from typing import Literal

from factcheck.model.article import FactSet
from factcheck.model.period import Period
from factcheck.model.statement import Statement
from factcheck.record import Record
from factcheck.source import EmbeddedText, Passage

RuleSeverity = Literal["error", "warning", "note"]
OnUnstated = Literal["pass", "unstated", "conflict"]


class RuleTest(Record):
    """One entry of a rule's `tests:`: what an article states, and the verdict that the rule must give."""

    fact_sets: tuple[FactSet, ...]
    expected: str
    contradicts_itself: bool | None
    judged: str | None
    """The article that is judged, where several are given for a rule that is judged per article."""
    at: Passage


class Rule(Record):
    """A rule. `check` and `when` are the expressions as written, `published` limits the articles it applies to."""

    id: str
    title: str | None
    check: EmbeddedText
    when: EmbeddedText | None
    severity: RuleSeverity
    on_unstated: OnUnstated
    message: EmbeddedText | None
    why: str | None
    references: tuple[str, ...]
    tags: tuple[str, ...]
    published: tuple[Period | None, Period | None] | None
    tests: tuple[RuleTest, ...]
    at: Passage
    """The rule's id, where it is written."""


__all__ = ["OnUnstated", "Rule", "RuleSeverity", "RuleTest", "Statement"]
