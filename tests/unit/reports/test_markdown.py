"""Markdown: a reader of it finds our headings and lists, and of the data only text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import any_report
import pytest
import sample_reports as samples
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from factcheck.model.report import Report
from factcheck.model.truth import Verdict
from factcheck.reports.markdown import MOST_CHARACTERS, code, prose, render
from factcheck.reports.sanitise import inline
from factcheck.reports.view import View

GFM = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
HARMLESS = {
    *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text", "code_inline"),
    *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close", "hardbreak", "softbreak"),
    *("strong_open", "strong_close", "em_open", "em_close", "text_special"),
}
HEADINGS = {
    *("Errors in the input", "Could not be judged", "Conflicts", "Unsure", "Never decided", "Warnings"),
    "Waived, or known from the baseline",
}
# What GitHub and GitLab make of finished text: mentions, references, emoji, addresses.
AFTERWARDS = re.compile(r"[@#!~%&$:^*]\w|:[+-]\w|\b(?:gh|gl)-\d|https?://|www\.\w", re.IGNORECASE)


def tokens(page: str) -> Iterator[Token]:
    for token in GFM.parse(page):
        yield token
        yield from token.children or ()


def texts(page: str) -> str:
    """The text of a page as it is shown."""
    return "".join(token.content for token in tokens(page) if token.type in ("text", "code_inline", "text_special"))


def shown(text: str) -> str:
    return texts(text).replace("\u200b", "")


def test_a_page(matches_snapshot: Callable[[str, str], None]) -> None:
    matches_snapshot(render(samples.mixed(), View()), "mixed.md")


def test_a_quiet_page_has_only_what_is_in_question() -> None:
    page = render(samples.mixed(), View(verbosity=-1))
    assert "### Conflicts" in page and "### Unsure" not in page and "### Waived" not in page


def test_what_does_not_fit_is_counted() -> None:
    conflicts = [samples.finding(f"rule-{number}", Verdict.CONFLICT, reason="x" * 900) for number in range(99)]
    page = render(samples.report(conflicts), View())
    assert len(page) <= MOST_CHARACTERS
    left_out = re.search(r"and (\d+) more rules with conflicts", page)
    assert left_out and int(left_out.group(1)) + page.count("- **error**") == 99


@given(st.sampled_from(any_report.CRAFTED) | st.text(max_size=40))
@example("@_a :+1: #_b @-c")
@example("~~a~~ _b_ **c** `d` [e](f) <g> ![h](i) | \\ &amp; www.j.k l@m.n https://o @p #q :r: GH-1 $s$")
def test_words_stay_words(text: str) -> None:
    line = f"- {prose(text)} {code(text)} end"
    kinds = {token.type for token in tokens(line)}
    assert kinds <= {"bullet_list_open", "list_item_open", "paragraph_open", "inline", "text", "code_inline",
                     "text_special", "paragraph_close", "list_item_close", "bullet_list_close"}  # fmt: skip
    assert shown(line).split() == f"{inline(text)} {inline(text) or ' '} end".split()
    assert not any(AFTERWARDS.search(token.content) for token in tokens(line) if token.type == "text")


@any_report.for_any_report
@given(any_report.reports, st.sampled_from((-1, 0)))
@example(samples.hostile(), 0)
def test_no_report_brings_its_own_structure(report: Report, verbosity: int) -> None:
    page = render(report, View(verbosity=verbosity))
    found = list(tokens(page))
    assert {token.type for token in found} <= HARMLESS
    headings = [found[index + 1].content for index, token in enumerate(found) if token.type == "heading_open"]
    assert headings[0].split(" ", 1)[1].startswith("factcheck: ")
    assert set(headings[1:]) <= HEADINGS and len(headings) == len(set(headings))
    assert not any(AFTERWARDS.search(token.content) for token in found if token.type == "text")
    seen = " ".join(texts(page).replace("\u200b", "").split())
    for finding in report.findings:
        if finding.verdict in (Verdict.CONFLICT, Verdict.ERROR) and finding.waived is None and finding.baseline is None:
            for text in (finding.rule, finding.reason, finding.message or ""):
                assert " ".join(inline(text).split()) in seen


@pytest.mark.parametrize("name", samples.REPORTS)
def test_samples(name: str) -> None:
    assert {token.type for token in tokens(render(samples.REPORTS[name](), View()))} <= HARMLESS
