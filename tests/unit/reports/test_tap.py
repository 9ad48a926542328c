"""TAP 14: a plan, numbered points, YAML blocks that YAML reads, directives that mean what they say."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import any_report
import pytest
import sample_reports as samples
import yaml
from hypothesis import given

from factcheck.model.report import Report
from factcheck.model.truth import Verdict
from factcheck.record import replace
from factcheck.reports.results import sentence, whose
from factcheck.reports.sanitise import inline
from factcheck.reports.tap import render

POINT = re.compile(r"(not )?ok (\d+) - (.*)")
DIRECTIVE = re.compile(r" # (SKIP|TODO) (.*)")


class Point(NamedTuple):
    good: bool
    name: str
    directive: str | None
    reason: str
    block: dict[str, Any]


def unescaped(text: str) -> str:
    return re.sub(r"\\([\\#])", r"\1", text)


def read(page: str) -> tuple[list[Point], list[str], bool]:
    """The points, the comments, and whether it bailed out; raises on a line that is none of TAP's."""
    version, *lines = page.removesuffix("\n").split("\n")
    plan = lines.pop(0) if lines[0].startswith("1..") else None
    assert version == "TAP version 14"
    points: list[Point] = []
    comments = []
    bailed = False
    rest = iter(lines)
    for line in rest:
        found = POINT.fullmatch(line)
        if found:
            assert int(found.group(2)) == len(points) + 1
            told = DIRECTIVE.search(found.group(3))
            name = found.group(3)[: told.start()] if told else found.group(3)
            directive, reason = told.groups() if told else (None, "")
            points.append(Point(not found.group(1), unescaped(name), directive, unescaped(reason), {}))
        elif line == "  ---":
            block = []
            while (entry := next(rest)) != "  ...":
                assert entry.startswith("  ")
                block.append(entry)
            points[-1].block.update(yaml.safe_load("\n".join(block)))
        elif line.startswith("# "):
            comments.append(line[2:])
        else:
            assert line.startswith("Bail out! "), line
            bailed = True
    assert plan == (None if bailed else f"1..{len(points)}")
    return points, comments, bailed


def test_a_stream(matches_snapshot: Callable[[str, str], None]) -> None:
    matches_snapshot(render(samples.mixed()), "mixed.tap")


def test_verdicts() -> None:
    points, comments, bailed = read(render(samples.mixed()))
    by_name = {point.name: point for point in points}
    assert by_name[f"call-length: {samples.AGENCY}"] == Point(True, f"call-length: {samples.AGENCY}", None, "", {})
    conflict = by_name[f"call-length: {samples.TURKISH}"]
    assert not conflict.good and conflict.directive is None and conflict.block["verdict"] == "conflict"
    assert conflict.block["evidence"][0]["quote"] == "about an hour and 50 minutes"
    waived = by_name[f"quad-host: {samples.CHINESE}"]
    assert (waived.good, waived.directive) == (False, "TODO") and waived.reason.startswith("waived: ")
    assert by_name[f"visit-in-spring: {samples.AGENCY}"].reason == "unsure"
    assert any(comment.startswith("vaccine-pledge: never decided") for comment in comments)
    assert not bailed


def test_a_refused_run_bails_out() -> None:
    points, comments, bailed = read(render(samples.refused()))
    assert not points and bailed and any("FC201" in comment for comment in comments)


def test_what_else_shuts_the_gate_fails() -> None:
    report = samples.report([samples.finding("vague", Verdict.UNSURE)])
    assert read(render(report))[0][0].good
    assert not read(render(replace(report, fail_on="unsure")))[0][0].good


@pytest.mark.parametrize("name", samples.REPORTS)
def test_samples(name: str) -> None:
    read(render(samples.REPORTS[name]()))


@any_report.for_any_report
@given(any_report.reports)
def test_any_words_come_back(report: Report) -> None:
    page = render(report)
    points, _, bailed = read(page)
    assert len(page.splitlines()) == page.count("\n")
    assert bailed == (report.gate == "refused")
    for point, finding in zip(points, report.findings, strict=True):
        assert point.name == f"{inline(finding.rule)}: {whose(finding)}"
        if finding.verdict is not Verdict.PASS:
            assert point.block.get("message", "") == sentence(finding)
            assert len(point.block.get("evidence", ())) == len(finding.evidence)
