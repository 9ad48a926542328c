"""Turns a report into JSON for programs, and the outcomes of `check` and `test` likewise.

The shapes are versioned: keys may be added, none is removed or changes its meaning within a version. Keys come in a
fixed order and findings in the order of the report, so equal reports give equal bytes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from factcheck.diagnostics import Diagnostic, in_order
from factcheck.model.report import ArticleLine, EvidenceLine, Finding, Report, Scope
from factcheck.model.test_report import Coverage, TestReport, TestResult
from factcheck.model.truth import Verdict
from factcheck.reports.grouping import count
from factcheck.reports.sanitise import for_json
from factcheck.source import Location

VERSION: Final = 1
Document = dict[str, Any]


def render(report: Report) -> str:
    """The document of `factcheck run`."""
    return dumps(document(report))


def document(report: Report) -> Document:
    """The report as objects and lists."""
    found: Document = {
        "version": VERSION,
        "summary": summary(report),
        "findings": [_finding(finding) for finding in report.findings],
        "never_decided": list(report.never_decided),
        "diagnostics": diagnostics(report.diagnostics),
        "articles": [_article(article) for article in report.articles],
    }
    return found | {"scope": _scope(report.scope)} if report.scope is not None else found


def render_check(found: Sequence[Diagnostic]) -> str:
    """The document of `factcheck check`."""
    return dumps({"version": VERSION, "diagnostics": diagnostics(found)})


def render_test(report: TestReport, *, coverage: bool) -> str:
    """The document of `factcheck test`; coverage is null unless it was asked for."""
    return dumps(
        {
            "version": VERSION,
            "tests": [_test(result) for result in report.results],
            "coverage": _coverage(report.coverage) if coverage else None,
            "diagnostics": diagnostics(report.diagnostics),
        }
    )


def dumps(document: Document) -> str:
    """Indented JSON that is safe to print, with a newline at the end."""
    return for_json(json.dumps(document, indent=2, ensure_ascii=False)) + "\n"


def summary(report: Report) -> Document:
    """The counts of a report, and its gate."""
    counts = count(report)
    return {
        "pass": counts.verdicts[Verdict.PASS],
        "conflict": counts.verdicts[Verdict.CONFLICT],
        "unsure": counts.verdicts[Verdict.UNSURE],
        "unstated": counts.verdicts[Verdict.UNSTATED],
        "skipped": counts.verdicts[Verdict.SKIPPED],
        "error": counts.verdicts[Verdict.ERROR],
        "waived": counts.waived,
        "baseline": counts.baseline,
        "gate": report.gate,
        "gate_reason": report.gate_reason,
        "fail_on": report.fail_on,
        "rules": report.rules,
        "articles": len(report.articles),
        "stories": report.stories,
    }


def diagnostics(found: Sequence[Diagnostic]) -> list[Document]:
    """Problems by file and place, each once."""
    return [_diagnostic(diagnostic) for diagnostic in in_order(found)]


def _diagnostic(diagnostic: Diagnostic) -> Document:
    place = diagnostic.at.location if diagnostic.at else None
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "end_line": place.end_line if place else None,
        "end_column": place.end_column if place else None,
        "fix": diagnostic.fix,
    }


def _finding(finding: Finding) -> Document:
    return {
        "rule": finding.rule,
        "title": finding.title,
        "severity": finding.severity,
        "tags": list(finding.tags),
        "article": finding.article,
        "story": finding.story,
        "status": finding.status,
        "verdict": str(finding.verdict),
        "contradicts_itself": finding.contradicts_itself,
        "waived": finding.waived,
        "baseline": finding.baseline,
        "reason": finding.reason,
        "check": finding.check,
        "expected": finding.expected,
        "message": finding.message,
        "why": finding.why,
        "fingerprint": finding.fingerprint,
        "rule_location": _location(finding.rule_location),
        "evidence": [_evidence(line) for line in finding.evidence],
        "missing": list(finding.missing),
        "references": list(finding.references),
    }


def _location(place: Location) -> Document:
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }


def _evidence(line: EvidenceLine) -> Document:
    place = line.location
    return {
        "fact": line.fact,
        "value": line.value,
        "hedge": line.hedge,
        "said_by": line.said_by,
        "modality": line.modality,
        "outcome": line.outcome,
        "quote": line.quote,
        "article": line.article,
        "file": place.file if place else None,
        "start": line.start,
        "end": line.end,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "end_line": place.end_line if place else None,
        "end_column": place.end_column if place else None,
    }


def _scope(scope: Scope) -> Document:
    return {"changed_since": scope.since, "judged": scope.judged, "articles": scope.of}


def _article(article: ArticleLine) -> Document:
    return {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published,
        "story": article.story,
        "status": article.status,
        "file": article.file,
        "url": article.url,
        "facts": list(article.facts),
    }


def _test(result: TestResult) -> Document:
    place = result.at.location
    return {
        "rule": result.rule,
        "index": result.index,
        "expected": result.expected,
        "got": result.got,
        "passed": result.passed,
        "reason": result.reason,
        "file": place.file,
        "line": place.line,
        "column": place.column,
    }


def _coverage(coverage: Coverage) -> Document:
    return {
        "rules": coverage.rules,
        "without_pass": list(coverage.without_pass),
        "without_conflict": list(coverage.without_conflict),
    }
