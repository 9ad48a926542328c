"""Turns a report into TAP 14: a test point for every finding, with what was found as a YAML block.

A covered conflict, or one of severity note, is TODO: known, and not counted as failed. What was not decided is SKIP,
with its reason. A refused run bails out.
"""

from __future__ import annotations

import json
from typing import Any

from factcheck.diagnostics import in_order
from factcheck.model.report import EvidenceLine, Finding, Report
from factcheck.model.truth import Verdict
from factcheck.reports.results import by_weight, claim, cover_of, fails, sentence, spot, undecided, whose
from factcheck.reports.sanitise import inline


def render(report: Report) -> str:
    """The whole stream, the plan first; a refused run has no plan that it could have kept."""
    lines = ["TAP version 14"]
    if report.gate != "refused":
        lines.append(f"1..{len(report.findings)}")
    for number, finding in enumerate(report.findings, 1):
        lines += _point(number, finding, report.fail_on)
    lines += [f"# {inline(rule.rule)}: {rule.sentence}" for rule in undecided(report)]
    for problem in in_order(report.diagnostics):
        place = f" ({spot(problem.at.location)})" if problem.at else ""
        lines.append(f"# {problem.severity} {problem.code}: {inline(problem.message)}{place}")
    lines.append(f"# gate {report.gate}: {inline(report.gate_reason)}")
    if report.gate == "refused":
        lines.append(f"Bail out! refused: {inline(report.gate_reason)}")
    return "\n".join(lines) + "\n"


def _point(number: int, finding: Finding, fail_on: str) -> list[str]:
    good = finding.verdict not in (Verdict.CONFLICT, Verdict.ERROR) and not fails(finding, fail_on)
    head = f"{'ok' if good else 'not ok'} {number} - {_escaped(f'{inline(finding.rule)}: {whose(finding)}')}"
    directive = _directive(finding, fail_on)
    if directive:
        head += f" # {directive}"
    return [head] if finding.verdict is Verdict.PASS else [head, *_block(finding)]


def _directive(finding: Finding, fail_on: str) -> str | None:
    if fails(finding, fail_on) or finding.verdict in (Verdict.PASS, Verdict.ERROR):
        return None
    if finding.verdict is not Verdict.CONFLICT:
        return _escaped(f"SKIP {finding.verdict.value}")
    return f"TODO {_escaped(cover_of(finding) or 'severity note')}"


def _block(finding: Finding) -> list[str]:
    """The YAML block: JSON values, which every reader of YAML takes."""
    entries: dict[str, Any] = {
        "message": sentence(finding),
        "severity": inline(finding.severity),
        "verdict": finding.verdict.value,
        "claim": claim(finding),
        "check": inline(finding.check),
        "expected": inline(finding.expected),
        "at": spot(finding.rule_location),
    }
    lines = [f"  {key}: {_json(value)}" for key, value in entries.items() if value]
    if finding.evidence:
        lines.append("  evidence:")
        lines += [f"    - {_json(_statement(line))}" for line in by_weight(finding)]
    return ["  ---", *lines, "  ..."]


def _statement(line: EvidenceLine) -> dict[str, str]:
    entries = {
        "outcome": line.outcome,
        "fact": line.fact,
        "value": line.value,
        "hedge": line.hedge,
        "said_by": line.said_by,
        "quote": line.quote,
        "article": line.article,
        "at": spot(line.location) if line.location is not None else None,
    }
    return {key: inline(value) for key, value in entries.items() if value is not None}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _escaped(text: str) -> str:
    r"""In a description `\#` is no directive, and `\\` is one backslash."""
    return text.replace("\\", "\\\\").replace("#", "\\#")
