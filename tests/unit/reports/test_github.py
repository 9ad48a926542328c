"""Workflow commands: annotations where they belong, and no command that came out of an article or a rule."""

from __future__ import annotations

from collections.abc import Callable

import any_report
import pytest
import sample_reports as samples
from hypothesis import example, given
from hypothesis import strategies as st
from runner import commands

from factcheck.model.report import Report
from factcheck.model.truth import Verdict
from factcheck.reports import csv_report, jsonl, junit, markdown, sarif, tap, text_report
from factcheck.reports.github import render
from factcheck.reports.results import article_files, claim, in_question, place_of, sentence
from factcheck.reports.sanitise import inline
from factcheck.reports.view import View

PROPERTIES = {"file", "line", "endline", "col", "endcolumn", "title"}


def test_the_simulator_obeys_what_a_runner_obeys() -> None:
    log = (
        "plain\n::error file=a.md,line=3::one%0Atwo%25\n  ::SET-OUTPUT name=x::y\nx ::error::no\n::unknown::x\n::error"
        "\nx ##[error]y\n##[nothing]z\n##[set-env name=A;]b\r::add-mask::c"
    )
    found = commands(log)
    assert [command.name for command in found] == ["error", "set-output", "error", "set-env", "add-mask"]
    assert found[0].properties == {"file": "a.md", "line": "3"} and found[0].data == "one\ntwo%"


def test_a_log(matches_snapshot: Callable[[str, str], None]) -> None:
    matches_snapshot(render(samples.mixed(), View()), "mixed.github.txt")


def test_levels_and_places() -> None:
    found = {
        command.properties["title"].split(":")[0]: command for command in commands(render(samples.mixed(), View()))
    }
    conflict = found["conflict kishida-title"]
    assert conflict.name == "error"
    assert (conflict.properties["file"], conflict.properties["line"]) == (
        f"seeds/articles/{samples.TURKISH}.md", "7"
    )  # fmt: skip
    assert found["conflict call-lengths-agree"].name == "warning"
    assert found["conflict quad-host"].name == "notice" and "waived" in found["conflict quad-host"].data
    assert found["unsure visit-in-spring"].name == "notice"
    assert found["never decided"].name == "notice"
    assert found[samples.warning().code].name == "warning"


def test_a_quiet_log_has_only_what_is_in_question() -> None:
    assert {command.name for command in commands(render(samples.mixed(), View(verbosity=-1)))} == {"error", "warning"}


def test_it_is_said_when_github_shows_fewer_than_there_are() -> None:
    conflicts = [samples.finding(f"rule-{number}", Verdict.CONFLICT) for number in range(12)]
    page = render(samples.report(conflicts), View())
    assert len(commands(page)) == 12
    assert "factcheck: 12 annotations of level error; GitHub shows the first 10\n" in page


def test_the_last_line_is_the_gate() -> None:
    assert render(samples.refused(), View()).splitlines()[-1].startswith("factcheck: no conflict")
    assert "refused (exit 2)" in render(samples.refused(), View()).splitlines()[-1]


@any_report.for_any_report
@given(any_report.reports, st.sampled_from((-1, 0, 1)))
@example(samples.hostile(), 0)
def test_every_command_is_ours_and_says_what_the_report_says(report: Report, verbosity: int) -> None:
    page = render(report, View(verbosity=verbosity))
    found = commands(page)
    assert len(page.splitlines()) == len(page.split("\n")) - 1
    assert all(command.name in ("error", "warning", "notice") for command in found)
    assert all(set(command.properties) <= PROPERTIES for command in found)
    assert len(found) == sum(line.startswith("::") for line in page.split("\n"))
    told = {(command.properties["title"], command.data, command.properties.get("file", "")) for command in found}
    files = article_files(report)
    for finding in report.findings:
        if in_question(finding):
            title = inline(f"{finding.verdict.value} {finding.rule}: {claim(finding)}")
            place = inline(place_of(finding, files).file)
            assert any(t == title.strip() and sentence(finding).strip() in d and f == place for t, d, f in told)


@pytest.mark.parametrize("verbosity", [-1, 0, 1])
@any_report.for_any_report
@given(report=any_report.reports)
@example(report=samples.hostile())
def test_no_format_gives_a_runner_a_command(verbosity: int, report: Report) -> None:
    view = View(verbosity=verbosity)
    for page in (
        jsonl.render(report),
        junit.render(report),
        markdown.render(report, view),
        sarif.render(report, view),
        tap.render(report),
        csv_report.render(report),
    ):
        assert commands(page) == []


@pytest.mark.parametrize("verbosity", [-1, 0, 1])
def test_neither_does_the_text(verbosity: int) -> None:
    assert commands(text_report.render(samples.hostile(), View(verbosity=verbosity))) == []
