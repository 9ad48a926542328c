"""SARIF: verdicts as kinds, places in code points, limits that show. tests/consumers applies the schema itself."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import any_report
import pytest
import sample_reports as samples
from hypothesis import given

from factcheck.model.report import Report
from factcheck.model.truth import Verdict
from factcheck.record import replace
from factcheck.reports.results import sentence, uri_of, whose
from factcheck.reports.sanitise import inline
from factcheck.reports.sarif import MOST_RELATED, MOST_RESULTS, MOST_TAGS, render
from factcheck.reports.view import View

USUAL = View()
QUIET = View(verbosity=-1)


def read(report: Report, view: View = USUAL) -> dict[str, Any]:
    """The only run of the log, once it is seen to hold together."""
    log = json.loads(render(report, view))
    assert log["version"] == "2.1.0" and len(log["runs"]) == 1
    run: dict[str, Any] = log["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] == "none" or result["kind"] == "fail"
        assert [location["id"] for location in result["relatedLocations"]] == list(
            range(1, len(result["relatedLocations"]) + 1)
        )
        for location in (*result["locations"], *result["relatedLocations"]):
            _check_place(location["physicalLocation"])
    return run


def _check_place(place: dict[str, Any]) -> None:
    uri = place["artifactLocation"]["uri"]
    assert re.fullmatch(r"(?:file:///)?[A-Za-z0-9._~%/-]+|file:///", uri)
    region = place["region"]
    assert region["startLine"] >= 1 and region["startColumn"] >= 1
    assert region["endLine"] >= region["startLine"]
    assert region["endLine"] > region["startLine"] or region["endColumn"] >= region["startColumn"]
    assert region.get("charOffset", 0) >= 0 and region.get("charLength", 0) >= 0


def results(report: Report, view: View = USUAL) -> dict[tuple[str, str], dict[str, Any]]:
    return {(r["ruleId"], r["properties"].get("article", "")): r for r in read(report, view)["results"]}


def test_a_log(matches_snapshot: Callable[[str, str], None]) -> None:
    page = render(samples.mixed(), USUAL)
    matches_snapshot(re.sub(r'"((?:semanticV|v)ersion)": "\d+\.\d+\.\d+[^"]*"', r'"\1": "…"', page), "mixed.sarif")


def test_kinds_and_levels() -> None:
    found = results(samples.with_error())
    kinds = {key: (result["kind"], result["level"]) for key, result in found.items()}
    assert kinds["call-length", samples.TURKISH] == ("fail", "error")
    assert kinds["call-lengths-agree", ""] == ("fail", "warning")
    assert kinds["call-length", samples.AGENCY] == ("pass", "none")
    assert kinds["visit-in-spring", samples.AGENCY] == ("review", "none")
    assert kinds["vaccine-pledge", samples.WIRE] == ("open", "none")
    assert kinds["preview-only", samples.WIRE] == ("notApplicable", "none")
    assert kinds["call-length", samples.WIRE] == ("fail", "error")


def test_a_result_stands_at_the_words_and_names_the_rule() -> None:
    result = results(samples.mixed())["call-length", samples.TURKISH]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == f"seeds/articles/{samples.TURKISH}.md"
    assert place["region"] == {
        "startLine": 17,
        "startColumn": 321,
        "endLine": 17,
        "endColumn": 349,
        "charOffset": 2021,
        "charLength": 28,
        "snippet": {"text": "about an hour and 50 minutes"},
    }
    rule = result["relatedLocations"][0]
    assert rule["physicalLocation"]["artifactLocation"]["uri"] == "rules/summit.yaml"
    assert rule["physicalLocation"]["region"]["startLine"] == 9


def test_offsets_count_code_points_of_the_article() -> None:
    text = "𝄞𝄞 80 minutes"
    line = replace(samples.words(samples.WIRE, "80 minutes", "80 min", "fails", at=(1, 4)), start=3, end=len(text))
    report = samples.report([samples.finding("call", Verdict.CONFLICT, evidence=[line])])
    region = results(report)["call", samples.WIRE]["locations"][0]["physicalLocation"]["region"]
    offset, length = region["charOffset"], region["charLength"]
    assert text[offset : offset + length] == region["snippet"]["text"]
    assert text[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]


def test_a_finding_without_words_stands_at_its_article_or_its_rule() -> None:
    found = results(samples.mixed())
    place = found["vaccine-pledge", samples.WIRE]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == f"seeds/articles/{samples.WIRE}.md"
    lost = samples.report([samples.finding("lost", Verdict.UNSTATED, article="unknown")])
    place = results(lost)["lost", "unknown"]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "rules/summit.yaml"


def test_covered_conflicts_are_suppressed_and_others_said_not_to_be() -> None:
    found = results(samples.mixed())
    (waiver,) = found["quad-host", samples.CHINESE]["suppressions"]
    assert waiver == {
        "kind": "external",
        "status": "accepted",
        "justification": "waived: corrected in print on 23 January",
    }
    assert found["call-length", samples.TURKISH]["suppressions"] == []
    known = replace(samples.mixed().findings[1], baseline="known")
    assert results(samples.report([known]))["call-length", samples.TURKISH]["suppressions"]


def test_fingerprints_outlive_a_moved_line_and_a_new_title() -> None:
    finding = samples.mixed().findings[1]
    moved = replace(finding, title="Another title", rule_location=samples.place("rules/summit.yaml", 99, 1))
    before, after = (read(samples.report([one]))["results"][0]["partialFingerprints"] for one in (finding, moved))
    assert before == after and before["primaryLocationLineHash"] == f"{finding.fingerprint}:1"


def test_a_quiet_log_has_only_what_is_in_question() -> None:
    run = read(samples.with_error(), QUIET)
    assert {result["kind"] for result in run["results"]} == {"fail"}
    assert not any(result["suppressions"] for result in run["results"])


def test_a_refused_run_did_not_succeed_and_says_why() -> None:
    (invocation,) = read(samples.refused())["invocations"]
    assert invocation["executionSuccessful"] is False and invocation["exitCode"] == 2
    codes = [note["descriptor"]["id"] for note in invocation["toolExecutionNotifications"]]
    assert "FC201" in codes


def test_rules_never_decided_are_told() -> None:
    (invocation,) = read(samples.mixed())["invocations"]
    told = [note["message"]["text"] for note in invocation["toolExecutionNotifications"]]
    assert any(text.startswith("vaccine-pledge: never decided") for text in told)


def test_the_worst_stays_when_there_are_too_many() -> None:
    passes = [samples.finding("fine", Verdict.PASS)] * MOST_RESULTS
    worst = samples.finding("bad", Verdict.CONFLICT)
    run = read(samples.report([*passes, worst]))
    assert len(run["results"]) == MOST_RESULTS and run["results"][0]["ruleId"] == "bad"
    (note,) = [n for n in run["invocations"][0]["toolExecutionNotifications"] if "left out" in n["message"]["text"]]
    assert note["message"]["text"].startswith("1 of 25,001 results are left out")


def test_too_many_tags_and_places_are_counted() -> None:
    many = [samples.words(samples.WIRE, f"{n}", f"{n} min", "open", at=(n, 1)) for n in range(1, 151)]
    finding = samples.finding("busy", Verdict.CONFLICT, tags=[f"tag-{n}" for n in range(30)], evidence=many)
    run = read(samples.report([finding]))
    tags = run["tool"]["driver"]["rules"][0]["properties"]["tags"]
    assert len(tags) == MOST_TAGS and tags[-1] == "and 11 more tags"
    (result,) = run["results"]
    assert len(result["relatedLocations"]) == MOST_RELATED
    assert "50 further statements are not listed" in result["message"]["text"]


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("./rules/a.yaml", "rules/a.yaml"),
        ("a b/ü?#%.md", "a%20b/%C3%BC%3F%23%25.md"),
        ("javascript:alert(1)", "javascript%3Aalert%281%29"),
        ("/srv/a.md", "file:///srv/a.md"),
        ("../a.md", "../a.md"),
        ("岸田.md", "%E5%B2%B8%E7%94%B0.md"),
        ("\ud800", "%5Cud800"),
        ("", "."),
    ],
)
def test_file_names_in_addresses(file: str, uri: str) -> None:
    assert uri_of(file) == uri


def test_no_text_has_a_link_or_a_placeholder() -> None:
    text = "[click](https://example.org) {0} {A, B} [80, 90] min"
    report = samples.report([samples.finding("r", Verdict.CONFLICT, reason=text)])
    message = read(report)["results"][0]["message"]["text"]
    assert message.endswith("[click] (https://example.org) { 0} {A, B} [80, 90] min.")


@any_report.for_any_report
@given(any_report.reports)
def test_any_words_come_back(report: Report) -> None:
    run = read(report)
    assert len(run["results"]) == len(report.findings)
    texts = [result["message"]["text"] for result in run["results"]]
    for finding in report.findings:
        said = inline(f"{whose(finding)}: {sentence(finding)}")
        assert any(_closed(said) in _closed(text) for text in texts)
    for text in texts:
        assert not re.search(r"\]\(|\{\d", text)
    snippets = {
        location["physicalLocation"]["region"].get("snippet", {}).get("text")
        for result in run["results"]
        for location in (*result["locations"], *result["relatedLocations"])
    }
    for finding in report.findings:
        for line in finding.evidence:
            if line.location is not None and line.quote:
                assert re.sub("[\ud800-\udfff]", "\ufffd", line.quote) in snippets
    for artifact in re.findall(r'"uri": "([^"]*)"', render(report, USUAL)):
        unquote(artifact, errors="strict")


def _closed(text: str) -> str:
    """Without the spaces that part marks."""
    return text.replace("] (", "](").replace("{ ", "{")
