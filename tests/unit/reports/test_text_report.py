"""The text report: pages as snapshots, and what must hold of every page at every width."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest
import sample_reports as samples
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.model.report import Report
from factcheck.model.truth import Verdict
from factcheck.reports.layout import columns
from factcheck.reports.text_report import render
from factcheck.reports.view import View

ANSI = re.compile(r"\x1b\[[0-9;]*m")
PLACE = re.compile(r"\.(yaml|md):\d+")
LEVELS = {"quiet": -1, "usual": 0, "verbose": 1}


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("name", samples.REPORTS)
def test_pages(name: str, width: int, matches_snapshot: Callable[[str, str], None]) -> None:
    matches_snapshot(render(samples.REPORTS[name](), View(width)), f"{name}-{width}.txt")


@pytest.mark.parametrize("level", ["quiet", "verbose"])
def test_levels(level: str, matches_snapshot: Callable[[str, str], None]) -> None:
    matches_snapshot(render(samples.mixed(), View(120, verbosity=LEVELS[level])), f"mixed-120-{level}.txt")


@pytest.mark.parametrize("width", [60, 80, 120])
def test_colour(width: int, matches_snapshot: Callable[[str, str], None]) -> None:
    matches_snapshot(render(samples.mixed(), View(width, color=True)), f"mixed-{width}-colour.txt")


@pytest.mark.parametrize("level", LEVELS.values())
@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 200])
@pytest.mark.parametrize("name", samples.REPORTS)
def test_a_page_reads_the_same_without_colour(name: str, width: int, level: int) -> None:
    report = samples.REPORTS[name]()
    assert ANSI.sub("", render(report, View(width, True, level))) == render(report, View(width, False, level))


@pytest.mark.parametrize("level", LEVELS.values())
@pytest.mark.parametrize("width", range(40, 201, 7))
@pytest.mark.parametrize("name", samples.REPORTS)
def test_lines_fit_unless_a_place_must_stay_whole(name: str, width: int, level: int) -> None:
    for line in render(samples.REPORTS[name](), View(width, verbosity=level)).splitlines():
        assert columns(line) <= width or PLACE.search(line), line
        assert line == line.rstrip()


@pytest.mark.parametrize("width", range(40, 201, 7))
def test_evidence_is_never_cut(width: int) -> None:
    for make in samples.REPORTS.values():
        report = make()
        page = render(report, View(width, verbosity=1))
        for finding in report.findings:
            for line in finding.evidence:
                # Wide characters are parted anywhere, words only at spaces.
                quote = line.quote or ""
                assert all(piece in page for piece in (quote.split() if quote.isascii() else quote))


def test_widths_outside_the_bounds_are_brought_inside() -> None:
    assert render(samples.mixed(), View(1)) == render(samples.mixed(), View(40))
    assert render(samples.mixed(), View(10_000)) == render(samples.mixed(), View(200))


def test_quiet_shows_conflicts_and_the_last_line_only() -> None:
    page = render(samples.mixed(), View(80, verbosity=-1))
    assert page.startswith("CONFLICT")
    assert "UNSURE" not in page and "Never decided" not in page and "WAIVED" not in page and "warning about" not in page
    assert page.splitlines()[-1].endswith("gate shut (exit 1)")


def test_an_error_verdict_comes_before_every_conflict() -> None:
    page = render(samples.with_error())
    assert page.index("ERROR ") < page.index("CONFLICT ")
    assert page.endswith("refused (exit 2)\n")


def test_a_waived_conflict_stays_and_is_marked() -> None:
    page = render(samples.mixed())
    assert re.search(r"^WAIVED +quad-host", page, re.MULTILINE)
    assert "corrected in" in page


def test_a_conflict_of_the_baseline_is_marked() -> None:
    finding = replace(samples.mixed().findings[1], baseline="known")
    report = samples.report([finding], gate="open", gate_reason="The only conflict is in the baseline.")
    page = render(report)
    assert re.search(r"^KNOWN +call-length .*in the\s+baseline", page, re.MULTILINE | re.DOTALL)
    assert "(1 in the baseline)" in page


def test_the_gate_is_explained_when_the_counts_alone_would_mislead() -> None:
    warning_only = replace(samples.mixed().findings[1], severity="warning")
    report = samples.report([warning_only], gate="open", gate_reason="No conflict is of severity error.")
    assert "Gate open: No conflict is of severity error (--fail-on conflict)\n" in render(report)
    assert "not waived" not in render(samples.mixed())


def test_a_story_with_many_articles_lists_who_says_what() -> None:
    names = [f"article-{number}" for number in range(12)]
    story = samples.finding(
        "agree",
        Verdict.CONFLICT,
        article=None,
        evidence=[
            samples.words(name, f"quote of {name}", "90 min" if index % 3 else "80 min", "open")
            for index, name in enumerate(names)
        ],
    )
    report = samples.report([story], articles=names)
    assert "quote of" not in render(report)
    assert "quote of article-11" in render(report, View(100, verbosity=1))
    for name in names:
        assert name in render(report)


@pytest.mark.parametrize("level", LEVELS.values())
@pytest.mark.parametrize("width", [40, 80, 200])
def test_nothing_hostile_reaches_the_terminal(width: int, level: int) -> None:
    page = render(samples.hostile(), View(width, verbosity=level))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ud800-\udfff]", page)
    assert not re.search(r"^\s*::", page, re.MULTILINE)
    assert "##[" not in page
    page.encode("utf-8")


def test_an_empty_report_still_ends_in_the_gate() -> None:
    empty = Report((), (), (), (), 0, 0, "refused", "no rules in rules/: nothing was judged")
    assert render(empty).endswith("refused (exit 2)\n")


@given(data=st.data(), width=st.integers(1, 220), level=st.sampled_from([-1, 0, 1]))
@settings(max_examples=150, deadline=None)
def test_any_words_make_a_page(data: st.DataObject, width: int, level: int) -> None:
    text = st.text(max_size=40)
    line = samples.words(
        data.draw(text),
        data.draw(st.none() | text),
        data.draw(text),
        data.draw(text),
        fact=data.draw(text),
        hedge=data.draw(st.none() | text),
        said_by=data.draw(st.none() | text),
        modality=data.draw(text),
    )
    findings = [
        samples.finding(
            data.draw(text),
            verdict,
            article=data.draw(st.none() | text),
            title=data.draw(st.none() | text),
            reason=data.draw(text),
            check=data.draw(text),
            message=data.draw(st.none() | text),
            missing=[data.draw(text)],
            evidence=[line, line],
            waived=data.draw(st.none() | text),
        )
        for verdict in Verdict
    ]
    report = samples.report(findings, gate_reason=data.draw(text), never_decided=[data.draw(text)])
    page = render(report, View(width, verbosity=level))
    assert all(character == "\n" or not unicodedata.category(character).startswith(("Cc", "Zl")) for character in page)
    assert not re.search(r"^\s*::", page, re.MULTILINE)
    assert page.endswith("\n")
