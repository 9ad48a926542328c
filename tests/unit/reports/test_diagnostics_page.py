"""Diagnostics for a person: the place, the line, the caret, the fix."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
import sample_reports as samples

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic
from factcheck.model.exit_code import ExitCode
from factcheck.model.test_report import Coverage, TestReport, TestResult
from factcheck.reports import rule_tests_text
from factcheck.reports.diagnostics_text import diagnostic_lines, problem_count, render
from factcheck.reports.layout import columns
from factcheck.reports.view import View
from factcheck.source import Passage, SourceFile


def at(text: str, start: int, end: int) -> Diagnostic:
    return diagnostics.bad_setting(Passage(SourceFile("rules/a.yaml", text), start, end), "wrong", "right")


def caret_lines(diagnostic: Diagnostic, width: int = 80) -> tuple[str, str]:
    lines = diagnostic_lines(diagnostic, View(width))
    index = next(number for number, line in enumerate(lines) if set(line.strip()) == {"^"})
    return lines[index - 1], lines[index]


def marked(diagnostic: Diagnostic, width: int = 80) -> str:
    """The text that stands above the carets, by columns."""
    line, carets = caret_lines(diagnostic, width)
    start, end = carets.index("^"), len(carets)
    used, found = 0, ""
    for character in line:
        if start <= used < end:
            found += character
        used += columns(character)
    return found


@pytest.mark.parametrize("text", ["x" * 500 + "\r\nabc", "x" * 500 + "\n", "x\r\n", "岸" * 300 + "\r\n"])
def test_a_problem_at_a_line_end(text: str) -> None:
    """What stands there is not shown, only the words before it."""
    for start in (text.index("\n"), text.index("\n") - 1):
        line, carets = caret_lines(at(text, start, start + 1))
        assert columns(line) <= 80
        assert columns(line) - 1 <= carets.index("^") <= columns(line)


def test_a_page(matches_snapshot: Callable[[str, str], None]) -> None:
    found = [samples.unknown_fact(), samples.warning(), diagnostics.nothing_to_run("no rules were found")]
    matches_snapshot(render(found, View(80), ending="refused (exit 2)"), "diagnostics-80.txt")


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("check: abc in [1, 2]", "abc"),
        ("\tcheck:\tabc", "abc"),
        ("岸田文雄: 首相 abc", "abc"),
        ("a: 岸田", "岸田"),
        ("\x1b[31m\u202e abc", "abc"),
        ("e\u0301e\u0301 abc", "abc"),
        ("x" * 500 + " abc " + "y" * 500, "abc"),
        ("岸" * 300 + "abc", "abc"),
        ("abc" + "y" * 500, "abc"),
    ],
)
@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_caret_stands_under_the_stretch(text: str, stretch: str, width: int) -> None:
    start = text.index(stretch)
    diagnostic = at(text, start, start + len(stretch))
    assert marked(diagnostic, width) == stretch
    assert all(columns(line) <= width for line in caret_lines(diagnostic, width))


def test_a_stretch_over_several_lines_is_marked_to_the_end_of_the_first() -> None:
    assert marked(at("a: [b,\n c]", 3, 10)) == "[b,"


def test_an_empty_stretch_gets_one_caret() -> None:
    assert caret_lines(at("a:", 2, 2))[1].count("^") == 1


def test_one_very_long_line_costs_little() -> None:
    start = time.process_time()
    diagnostic_lines(at("x" * 2_000_000, 1_500_000, 1_500_003), View(80))
    assert time.process_time() - start < 2


def test_counts() -> None:
    assert problem_count([samples.unknown_fact(), samples.warning(), samples.warning()]) == "1 error and 2 warnings"
    assert problem_count([]) == "no problems"


def test_results_of_tests(matches_snapshot: Callable[[str, str], None]) -> None:
    place = samples.unknown_fact().at
    assert place is not None
    results = (
        TestResult("call-length", 0, "pass", "pass", True, place, ""),
        TestResult("call-length", 1, "pass", "conflict", False, place, "20 min above the range"),
    )
    report = TestReport(results, Coverage(2, (), ("call-length", "quad-host")))
    page = rule_tests_text.render(report, View(80, verbosity=1), code=ExitCode.SHUT, coverage=True)
    matches_snapshot(page, "tests-80.txt")
    assert "ok " not in rule_tests_text.render(report, View(80), code=ExitCode.SHUT, coverage=False)
