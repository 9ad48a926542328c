"""Limits a run to the articles that have changed: which must be read, which are judged, and what the report says of it.

An article has changed if any file has that says something about it: its text, its header beside it, a facts file. Only
such articles are judged on their own. A story is judged as a whole, by all that its articles say, if one of them has
changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic
from factcheck.loading.changes import Changes
from factcheck.loading.inputs import Candidate
from factcheck.loading.rule_base import SUFFIXES
from factcheck.model.report import Finding, Report, Scope
from factcheck.record import replace


class Touched:
    """The limits of one run. `status` leaves out articles of another; with `whole_stories` some rule looks at more than
    one article.
    """

    def __init__(self, changes: Changes, status: str | None, *, whole_stories: bool) -> None:
        self._changes = changes
        self._status = status
        self._whole_stories = whole_stories
        self.articles = 0
        """How many there are, changed or not."""
        self._touched: frozenset[str] = frozenset()

    def needed(self, candidates: Sequence[Candidate]) -> Collection[str]:
        """The articles that must be read, by id."""
        found = [one for one in candidates if self._status in (None, one.article.status)]
        self.articles = len(found)
        touched = [one for one in found if any(map(self._changes.touch, one.files))]
        self._touched = frozenset(one.article.id for one in touched)
        if not self._whole_stories:
            return self._touched
        stories = {one.article.story for one in touched}
        return {one.article.id for one in found if one.article.story in stories}

    def judged(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings about what has changed."""
        return tuple(finding for finding in findings if finding.article is None or finding.article in self._touched)

    def problems(self, rule_files: Iterable[str], rule_paths: Iterable[str]) -> list[Diagnostic]:
        """A warning if rules have changed as well: articles that have not are judged by them in a whole run only."""
        left_out = self.articles - len(self._touched)
        changed = any(map(self._changes.touch, rule_files)) or self._changes.touch_inside(rule_paths, SUFFIXES)
        return [diagnostics.rules_changed(None, self._changes.rev, left_out)] if changed and left_out else []

    def told(self, report: Report) -> Report:
        """The report, saying what it is limited to. That no article has changed is no reason to shut the gate."""
        rev, number, of = self._changes.rev, len(self._touched), self.articles
        report = replace(
            report,
            scope=Scope(rev, number, of),
            articles=tuple(article for article in report.articles if article.id in self._touched),
        )
        if not number and of:
            reason = f"no article has changed since {rev}, so none of the {of:,} was judged"
            return replace(report, gate="open", gate_reason=reason)
        limit = f"{number:,} of {of:,} articles, changed since {rev}"
        return replace(report, gate_reason=f"{report.gate_reason} ({limit})")
