"""Turns a report into a table for spreadsheets: RFC 4180, one row for every finding and statement.

What stands in an article must not become a formula of whoever opens the table: a cell that begins as one gets an
apostrophe in front, by which spreadsheets know text.
"""

from __future__ import annotations

from typing import Final

from factcheck.diagnostics import in_order
from factcheck.model.report import EvidenceLine, Finding, Report
from factcheck.reports.results import undecided
from factcheck.reports.sanitise import visible
from factcheck.source import Location

COLUMNS: Final = (
    *("record", "rule", "title", "severity", "verdict", "article", "story", "status", "contradicts_itself", "reason"),
    *("message", "expected", "check", "waived", "baseline", "missing", "fact", "value", "hedge", "said_by", "modality"),
    *("outcome", "quote", "said_in", "file", "line", "column", "start", "end", "rule_file", "rule_line", "tags"),
    "fingerprint",
)
"""`record` says what a row is: finding, never_decided, diagnostic, gate."""
_FORMULA: Final = frozenset("=+-@\t\r\n＝＋－＠")  # the wide forms too: some spreadsheets fold them
Value = str | int | bool | None


def render(report: Report) -> str:
    """The table, with a header. The last row is the gate."""
    rows: list[dict[str, Value]] = []
    for finding in report.findings:
        head = _head(finding)
        rows += [head | _statement(line) for line in finding.evidence] or [head]
    for rule in undecided(report):
        rows.append({"record": "never_decided", "rule": rule.rule, "reason": rule.sentence, **_rule_place(rule.place)})
    for problem in in_order(report.diagnostics):
        place = problem.at.location if problem.at else None
        row: dict[str, Value] = {"severity": problem.severity, "verdict": problem.code, "reason": problem.message}
        rows.append({"record": "diagnostic", **row, **_place(place)})
    rows.append({"record": "gate", "verdict": report.gate, "reason": report.gate_reason})
    lines = [",".join(COLUMNS), *(",".join(_cell(row.get(column)) for column in COLUMNS) for row in rows)]
    return "".join(f"{line}\r\n" for line in lines)


def _head(finding: Finding) -> dict[str, Value]:
    return {
        "record": "finding",
        "rule": finding.rule,
        "title": finding.title,
        "severity": finding.severity,
        "verdict": finding.verdict.value,
        "article": finding.article,
        "story": finding.story,
        "status": finding.status,
        "contradicts_itself": finding.contradicts_itself,
        "reason": finding.reason,
        "message": finding.message,
        "expected": finding.expected,
        "check": finding.check,
        "waived": finding.waived,
        "baseline": finding.baseline,
        "missing": "; ".join(finding.missing),
        "tags": "; ".join(finding.tags),
        "fingerprint": finding.fingerprint,
        **_rule_place(finding.rule_location),
    }


def _statement(line: EvidenceLine) -> dict[str, Value]:
    return {
        "fact": line.fact,
        "value": line.value,
        "hedge": line.hedge,
        "said_by": line.said_by,
        "modality": line.modality,
        "outcome": line.outcome,
        "quote": line.quote,
        "said_in": line.article,
        "start": line.start,
        "end": line.end,
        **_place(line.location),
    }


def _place(place: Location | None) -> dict[str, Value]:
    return {"file": place.file, "line": place.line, "column": place.column} if place else {}


def _rule_place(place: Location | None) -> dict[str, Value]:
    return {"rule_file": place.file, "rule_line": place.line} if place else {}


def _cell(value: Value) -> str:
    """A number as it is; text in quotation marks, harmless, with what cannot be seen made visible."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    shown = visible(value)
    if value[:1] in _FORMULA or value.lstrip()[:1] in _FORMULA:
        shown = f"'{shown}"
    return '"' + shown.replace('"', '""') + '"' if shown else ""
