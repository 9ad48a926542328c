"""GitLab's code quality report: its few required keys, severities, lines from 1, fingerprints that last."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import any_report
import jsonschema
import pytest
import sample_reports as samples
from hypothesis import given

from factcheck.model.report import Report
from factcheck.model.truth import Verdict
from factcheck.record import replace
from factcheck.reports.gitlab import render
from factcheck.reports.sanitise import inline
from factcheck.reports.view import View

SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string"},
            "fingerprint": {"type": "string"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "minLength": 1, "not": {"pattern": "^\\./"}},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {
                            "begin": {"type": "integer", "minimum": 1},
                            "end": {"type": "integer", "minimum": 1},
                        },
                    },
                },
            },
        },
    },
}


def read(report: Report, view: View = View()) -> list[dict[str, Any]]:  # noqa: B008  # a frozen value
    issues: list[dict[str, Any]] = json.loads(render(report, view))
    jsonschema.validate(issues, SCHEMA)
    prints = [issue["fingerprint"] for issue in issues]
    assert len(prints) == len(set(prints))
    assert all(issue["location"]["lines"]["end"] >= issue["location"]["lines"]["begin"] for issue in issues)
    return issues


def test_a_report(matches_snapshot: Callable[[str, str], None]) -> None:
    matches_snapshot(render(samples.mixed(), View()), "mixed.gitlab.json")


def test_severities() -> None:
    found = {(issue["check_name"], issue["severity"]) for issue in read(samples.with_error())}
    assert {
        ("call-length", "critical"),
        ("call-length", "blocker"),
        ("call-lengths-agree", "major"),
        ("quad-host", "info"),
        ("visit-in-spring", "info"),
        ("vaccine-pledge", "info"),
        (samples.warning().code, "minor"),
    } <= found


def test_a_quiet_report_has_only_what_is_in_question() -> None:
    assert {issue["severity"] for issue in read(samples.mixed(), View(verbosity=-1))} == {"critical", "major"}


def test_a_fingerprint_outlives_a_moved_line_and_a_new_title() -> None:
    finding = samples.mixed().findings[1]
    moved = replace(finding, title="Quite another title", rule_location=samples.place("rules/summit.yaml", 99, 1))
    first, second = (read(samples.report([one]))[0] for one in (finding, moved))
    assert first["fingerprint"] == second["fingerprint"] == finding.fingerprint


def test_two_findings_of_one_fingerprint_are_both_shown() -> None:
    finding = samples.mixed().findings[1]
    assert len(read(samples.report([finding, finding]))) == 2


@pytest.mark.parametrize("name", samples.REPORTS)
def test_samples(name: str) -> None:
    read(samples.REPORTS[name]())


@any_report.for_any_report
@given(any_report.reports)
def test_any_words_come_back(report: Report) -> None:
    issues = read(report)
    conflicts = [f for f in report.findings if f.verdict in (Verdict.CONFLICT, Verdict.UNSURE, Verdict.ERROR)]
    names = [issue["check_name"] for issue in issues]
    assert all(inline(finding.rule) in names for finding in conflicts)
