"""The JSON documents: the shape that other programs rely on, key by key."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
import sample_reports as samples

from factcheck.loading.schemas import load_schema
from factcheck.model.test_report import Coverage, TestReport, TestResult
from factcheck.reports.json_report import render, render_check, render_test


def test_a_whole_document(matches_snapshot: Callable[[str, str], None]) -> None:
    matches_snapshot(render(samples.mixed()), "mixed.json")


def test_the_promised_keys_are_there() -> None:
    document = json.loads(render(samples.mixed()))
    assert document["version"] == 1
    assert list(document["summary"])[:8] == [
        "pass", "conflict", "unsure", "unstated", "skipped", "error", "waived", "baseline"
    ]  # fmt: skip
    assert document["summary"]["gate"] == "shut"
    assert document["summary"]["conflict"] == 5 and document["summary"]["waived"] == 1
    finding = document["findings"][1]
    promised = (
        "rule severity article story verdict contradicts_itself waived baseline reason expected message fingerprint"
    )
    assert set(promised.split()) <= set(finding)
    assert set(finding["rule_location"]) >= {"file", "line", "column"}
    assert finding["rule_location"]["line"] == 9
    evidence = finding["evidence"][0]
    promised = "fact value hedge said_by outcome quote file start end line column"
    assert set(promised.split()) <= set(evidence)
    assert (evidence["line"], evidence["column"]) == (17, 321)
    promised = "code severity message file line column end_line end_column fix"
    assert set(promised.split()) == set(document["diagnostics"][0])
    assert document["never_decided"] == ["vaccine-pledge", "preview-only"]
    story = next(item for item in document["findings"] if item["rule"] == "call-lengths-agree")
    assert story["article"] is None and story["story"] == samples.STORY


def test_text_stays_readable_and_hostile_text_stays_harmless() -> None:
    assert "岸田文雄首相" in render(samples.wide_characters())
    page = render(samples.hostile())
    assert json.loads(page)["findings"][0]["reason"] == samples.NAUGHTY.replace("\ud800", "\ufffd")
    assert all(character.isprintable() or character == "\n" for character in page)
    assert "##[" not in page
    page.encode("utf-8")


def test_check_and_test_documents() -> None:
    document = json.loads(render_check([samples.unknown_fact(), samples.warning()]))
    assert [entry["file"] for entry in document["diagnostics"]] == ["rules/quad.yaml", "rules/summit.yaml"]
    assert document["diagnostics"][1]["fix"] == "meeting_duration"
    assert document["diagnostics"][1]["column"] == 12 and document["diagnostics"][1]["end_column"] == 27
    at = samples.unknown_fact().at
    assert at is not None
    tests = TestReport(
        (TestResult("call-length", 0, "pass", "conflict", False, at, "20 min above the range"),),
        Coverage(2, (), ("quad-host",)),
    )
    document = json.loads(render_test(tests, coverage=True))
    assert document["version"] == 1
    assert document["tests"][0]["rule"] == "call-length" and document["tests"][0]["passed"] is False
    assert document["coverage"] == {"rules": 2, "without_pass": [], "without_conflict": ["quad-host"]}
    assert json.loads(render_test(tests, coverage=False))["coverage"] is None


def test_the_document_fits_its_schema() -> None:
    validator = pytest.importorskip("jsonschema").Draft202012Validator(load_schema("report"))
    for make in samples.REPORTS.values():
        validator.validate(json.loads(render(make())))
