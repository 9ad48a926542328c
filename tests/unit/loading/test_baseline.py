"""Baseline files: what is written is read again, line by line, and what is broken is refused with its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factcheck.loading.baseline import baseline_text, load_baseline
from factcheck.model.report import Finding
from factcheck.model.truth import Verdict
from factcheck.record import replace
from factcheck.source import Location

CONFLICT = Finding(
    "rule",
    None,
    "error",
    (),
    "wire",
    "default",
    Verdict.CONFLICT,
    False,
    "20 min above the range",
    "d <= 1 h",
    "at most 1 h",
    None,
    None,
    Location("rules.yaml", 1, 1, 1, 2),
    fingerprint="0123456789abcdef" * 2,
)
OF_STORY = replace(CONFLICT, article=None, story="s", fingerprint="f" * 32)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    path.write_text(baseline_text([OF_STORY, CONFLICT])[0], encoding="utf-8")
    baseline, problems = load_baseline(str(path))
    assert problems == [] and baseline is not None and baseline.name.endswith("known.json")
    assert [(one.rule, one.article, one.story, one.fingerprint) for one in baseline.conflicts] == [
        ("rule", "wire", None, CONFLICT.fingerprint),
        ("rule", None, "s", OF_STORY.fingerprint),
    ]
    assert [one.at.location.line for one in baseline.conflicts] == [2, 3]


def test_one_line_for_each_conflict_in_an_order_that_does_not_change() -> None:
    text, number = baseline_text([OF_STORY, CONFLICT])
    assert number == 2 and len(text.splitlines()) == 4
    assert text == baseline_text([CONFLICT, OF_STORY])[0]


def test_only_conflicts_that_no_waiver_covers_are_recorded() -> None:
    others = [replace(CONFLICT, waived="asked"), replace(CONFLICT, verdict=Verdict.UNSURE)]
    text, number = baseline_text(others)
    assert (json.loads(text), number) == ({"version": 1, "conflicts": []}, 0)


@pytest.mark.parametrize("text", ["\x1b[2J", "a\u202eb", '"\\', "\ud800", "line\nbreak", "岸田"])
def test_any_text_of_a_rule_or_an_article_is_read_again(tmp_path: Path, text: str) -> None:
    path = tmp_path / "known.json"
    path.write_text(baseline_text([replace(CONFLICT, reason=text)])[0], encoding="utf-8")
    assert path.read_text(encoding="utf-8").count("\n") == 3
    assert load_baseline(str(path))[0] is not None or text in ("\x1b[2J", "\ud800")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "FC009", 1),
        ("[]", "FC012", 1),
        ('{"version": 1}', "FC011", 1),
        ('{"version": 2, "conflicts": []}', "FC012", 1),
        ('{"version": 1, "conflicts": [], "more": 1}', "FC010", 1),
        ('{"version": 1,\n"conflicts": [\n{"rule": "a", "fingerprint": "x", "article": "b"}]}', "FC012", 3),
        ('{"version": 1, "conflicts": [\n<<<<<<< HEAD\n]}', "FC009", 2),
        ('{"version": 1, "conflicts": [', "FC009", 1),
    ],
)
def test_a_broken_baseline_is_refused_as_a_whole(tmp_path: Path, text: str, code: str, line: int) -> None:
    path = tmp_path / "known.json"
    path.write_text(text, encoding="utf-8")
    baseline, problems = load_baseline(str(path))
    assert baseline is None
    assert problems[0].code == code and problems[0].at is not None and problems[0].at.location.line == line


def test_a_missing_baseline_is_a_problem(tmp_path: Path) -> None:
    baseline, (problem,) = load_baseline(str(tmp_path / "known.json"))
    assert baseline is None and problem.code == "FC001"
