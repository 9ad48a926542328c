"""The table: rows as RFC 4180 has them, and no cell that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import any_report
import pytest
import sample_reports as samples
from hypothesis import given

from factcheck.model.report import Report
from factcheck.model.truth import Verdict
from factcheck.reports.csv_report import COLUMNS, render
from factcheck.reports.sanitise import visible

FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def read(page: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(page, newline=""), strict=True))


def text_of(cell: str) -> str:
    """The text behind a cell, as a spreadsheet shows it."""
    return cell[1:] if cell.startswith("'") and cell[1:].lstrip()[:1] in ("", *FORMULA, "\\") else cell


def test_a_table(matches_snapshot: Callable[[str, str], None]) -> None:
    matches_snapshot(render(samples.mixed()).replace("\r\n", "\n"), "mixed.csv")


@pytest.mark.parametrize("name", samples.REPORTS)
def test_a_row_for_every_finding_and_statement(name: str) -> None:
    report = samples.REPORTS[name]()
    rows = read(render(report))
    assert sum(row["record"] == "finding" for row in rows) == sum(len(f.evidence) or 1 for f in report.findings)
    assert sum(row["record"] == "never_decided" for row in rows) == len(report.never_decided)
    assert sum(row["record"] == "diagnostic" for row in rows) == len(report.diagnostics)
    assert [row["verdict"] for row in rows if row["record"] == "gate"] == [report.gate]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "\n=1", "\u00a0=1"])
def test_formulas_are_disarmed(text: str) -> None:
    report = samples.report([samples.finding(text, Verdict.CONFLICT, reason=text, message=text)])
    row = read(render(report))[0]
    for column in ("rule", "reason", "message"):
        assert row[column] == f"'{visible(text)}"


@any_report.for_any_report
@given(any_report.reports)
def test_any_report_is_a_table(report: Report) -> None:
    page = render(report)
    assert page.startswith(",".join(COLUMNS) + "\r\n")
    for line in page.split("\r\n")[:-1]:
        assert "\n" not in line and "\r" not in line
    rows = read(page)
    assert all(None not in row and None not in row.values() for row in rows)
    for row in rows:
        assert not any(cell.lstrip().startswith(FORMULA) for cell in row.values())
    firsts = [row for row in rows if row["record"] == "finding"]
    index = 0
    for finding in report.findings:
        row = firsts[index]
        assert row["rule"] in (visible(finding.rule), f"'{visible(finding.rule)}")
        assert row["reason"] in (visible(finding.reason), f"'{visible(finding.reason)}")
        for statement in finding.evidence or (None,):
            quote = firsts[index]["quote"]
            shown = visible(statement.quote or "") if statement else ""
            assert quote in (shown, f"'{shown}")
            index += 1
