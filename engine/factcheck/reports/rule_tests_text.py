"""Turns the outcome of the rules' own tests into text: what failed and why, what is not covered, one last line."""

from __future__ import annotations

from factcheck.diagnostics import errors, in_order
from factcheck.model.exit_code import ExitCode
from factcheck.model.test_report import Coverage, TestReport, TestResult
from factcheck.reports.diagnostics_text import diagnostic_lines, problem_count
from factcheck.reports.layout import Cell, Style, both_ends, columns, counted, pad, paint, paragraph, wrap
from factcheck.reports.sanitise import inline, visible, without_commands
from factcheck.reports.view import View

_LABEL = 6
_ENDINGS: dict[ExitCode, tuple[str, Style]] = {
    ExitCode.OPEN: ("all as expected", "good"),
    ExitCode.SHUT: ("not as expected", "bad"),
    ExitCode.REFUSED: ("refused", "bad"),
}


def render(report: TestReport, view: View, *, code: ExitCode, coverage: bool) -> str:
    """The whole page; with `coverage` also the rules that lack a test for pass or for conflict."""
    shown = [result for result in report.results if view.verbose or not result.passed]
    blocks = [diagnostic_lines(diagnostic, view) for diagnostic in in_order(errors(report.diagnostics))]
    blocks += [_failed(result, view) for result in shown if not result.passed]
    blocks.append([line for result in shown if result.passed for line in _passed(result, view)])
    if coverage:
        blocks.append(_coverage(report.coverage, view))
    blocks.append(_ending(report, view, code))
    return without_commands("\n\n".join("\n".join(block) for block in blocks if block) + "\n")


def _failed(result: TestResult, view: View) -> list[str]:
    """`FAIL  rule, test 2: expected pass, got conflict`, the reason, the place."""
    text = f"{_name(result)}: expected {visible(result.expected)}, got {visible(result.got)}"
    first, *rest = wrap(text, view.columns - _LABEL)
    place = result.at.location
    return [
        paint(pad("FAIL", _LABEL), "bad", view.color) + first,
        *(" " * _LABEL + line for line in rest),
        *(paragraph(inline(result.reason), view.columns, _LABEL) if result.reason else []),
        " " * _LABEL + paint(f"{visible(place.file)}:{place.line}:{place.column}", "place", view.color),
    ]


def _passed(result: TestResult, view: View) -> list[str]:
    first, *rest = wrap(f"{_name(result)}: {visible(result.got)}", view.columns - _LABEL)
    return [paint(pad("ok", _LABEL), "good", view.color) + first, *(" " * _LABEL + line for line in rest)]


def _name(result: TestResult) -> str:
    """People count from 1."""
    return f"{visible(result.rule)}, test {result.index + 1}"


def _coverage(coverage: Coverage, view: View) -> list[str]:
    lines = []
    for verdict, missing in (("pass", coverage.without_pass), ("conflict", coverage.without_conflict)):
        covered = coverage.rules - len(missing)
        lines.append(f"{covered} of {counted(coverage.rules, 'rule')} {_have(covered)} a test for {verdict}")
        if missing:
            rules = ", ".join(visible(rule) for rule in missing)
            lines += paragraph(f"without: {rules}", view.columns, 2, hang=9)
    return lines


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def _ending(report: TestReport, view: View, code: ExitCode) -> list[str]:
    failed = sum(not result.passed for result in report.results)
    words, style = _ENDINGS[code]
    right = Cell(f"{words} (exit {int(code)})", style)
    found = errors(report.diagnostics)
    parts = [problem_count(found)] if found else []
    parts += [counted(len(report.results), "test"), f"{failed:,} failed" if failed else "none failed"]
    text = " · ".join(parts)
    if columns(text) > view.columns - columns(right.text) - 2:
        text = " · ".join(parts[:-1])
    return both_ends(Cell(text, "strong"), right, min(view.columns, 80), 0, view.color)
