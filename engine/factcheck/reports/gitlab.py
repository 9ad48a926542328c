"""Turns a report into GitLab's code quality report: a list of problems, each with a place and a lasting fingerprint.

It lists problems only: conflicts, what is unsure or could not be judged, rules that were never decided, and problems of
the input. Conflicts that a waiver or the baseline covers stay in it as information.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from factcheck.diagnostics import Diagnostic, in_order
from factcheck.digest import sha256
from factcheck.model.report import Report
from factcheck.model.truth import Verdict
from factcheck.reports.results import (
    article_files,
    claim,
    in_question,
    place_of,
    sentence,
    undecided,
    weight,
    whose,
    worst_first,
)
from factcheck.reports.sanitise import for_json, inline
from factcheck.reports.view import View
from factcheck.source import Location

_OF_WEIGHT: Final = {"broken": "blocker", "error": "critical", "warning": "major", "note": "minor", "aside": "info"}
_SHOWN: Final = (Verdict.CONFLICT, Verdict.UNSURE, Verdict.ERROR)
Issue = dict[str, Any]


def render(report: Report, view: View) -> str:
    """The JSON document. A quiet view keeps what is in question, and the errors of the input."""
    issues = list(_issues(report, quiet=view.quiet))
    return for_json(json.dumps(_unlike(issues), indent=2, ensure_ascii=False)) + "\n"


def _issues(report: Report, *, quiet: bool) -> Iterator[Issue]:
    for problem in in_order(report.diagnostics):
        if problem.severity == "error" or not quiet:
            yield _of_problem(problem)
    files = article_files(report)
    for finding in worst_first(report.findings):
        if in_question(finding) if quiet else finding.verdict in _SHOWN:
            text = f"{claim(finding)}: {whose(finding)} {sentence(finding)}"
            yield _issue(
                text,
                finding.rule,
                finding.fingerprint,
                _OF_WEIGHT.get(weight(finding), "critical"),
                place_of(finding, files),
            )
    for rule in () if quiet else undecided(report):
        print_of_rule = sha256(f"never decided {rule.rule}".encode("utf-8", "backslashreplace"))[:32]
        yield _issue(f"{inline(rule.rule)}: {rule.sentence}", rule.rule, print_of_rule, "info", rule.place)


def _of_problem(problem: Diagnostic) -> Issue:
    place = problem.at.location if problem.at else None
    where = place.file if place else ""
    # Without the line, so that it lasts when the line moves.
    text = f"{problem.code} {where} {problem.message}"
    severity = "blocker" if problem.severity == "error" else "minor"
    return _issue(problem.message, problem.code, sha256(text.encode("utf-8", "backslashreplace"))[:32], severity, place)


def _issue(text: str, check: str, fingerprint: str, severity: str, place: Location | None) -> Issue:
    path, begin, end = (_path(place.file), place.line, place.end_line) if place else (".", 1, 1)
    return {
        "type": "issue",
        "description": inline(text) or inline(check) or "?",
        "check_name": inline(check),
        "categories": ["Bug Risk"],
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": max(begin, 1), "end": max(end, begin, 1)}},
    }


def _path(file: str) -> str:
    """GitLab compares paths with those of the repository, which never start with `./`."""
    while file.startswith("./"):
        file = file[2:]
    return file or "."


def _unlike(issues: list[Issue]) -> list[Issue]:
    """GitLab shows one issue for a fingerprint: where two have the same, the later ones are told apart by number."""
    seen: dict[str, int] = {}
    for issue in issues:
        fingerprint = issue["fingerprint"]
        seen[fingerprint] = seen.get(fingerprint, 0) + 1
        if seen[fingerprint] > 1:
            issue["fingerprint"] = f"{fingerprint}-{seen[fingerprint]}"
    return issues
