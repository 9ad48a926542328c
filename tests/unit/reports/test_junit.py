"""JUnit: the shape that Jenkins checks, counts that agree, and text that every XML reader gives back."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

import any_report
import pytest
import sample_reports as samples
from hypothesis import given

from factcheck.model.report import Report
from factcheck.model.truth import Verdict
from factcheck.record import replace
from factcheck.reports.junit import render
from factcheck.reports.sanitise import inline

# What may stand where, in the words of this test; the schema itself is applied by tests/consumers.
SHAPE: dict[str, tuple[set[str], set[str], set[str]]] = {
    # element: (attributes that must be there, others, elements inside)
    "testsuites": (set(), {"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": (
        {"name", "tests", "failures", "errors"},
        {"skipped", "time", "timestamp", "hostname", "id", "package", "group", "file", "log", "url"},
        {"testsuite", "properties", "testcase", "system-out", "system-err"},
    ),
    "properties": (set(), set(), {"property"}),
    "property": ({"name", "value"}, set(), set()),
    "testcase": (
        {"name"},
        {"classname", "time", "group"},
        {"skipped", "error", "failure", "system-out", "system-err"},
    ),
    "skipped": (set(), {"type", "message"}, set()),
    "error": (set(), {"type", "message"}, set()),
    "failure": (set(), {"type", "message"}, set()),
    "system-out": (set(), set(), set()),
}


def read(page: str) -> ElementTree.Element:
    root = ElementTree.fromstring(page.encode("utf-8"))  # noqa: S314  # our own document
    assert root.tag == "testsuites"
    for element in root.iter():
        needed, others, inside = SHAPE[element.tag]
        assert needed <= set(element.attrib) <= needed | others
        assert {child.tag for child in element} <= inside
    for suite in [root, *root.iter("testsuite")]:
        cases = list(suite.iter("testcase"))
        assert suite.attrib["tests"] == str(len(cases))
        for ending in ("failure", "error"):
            number = sum(case.find(ending) is not None for case in cases)
            assert suite.attrib[ending + "s"] == str(number)
        if suite is not root:
            assert suite.attrib["skipped"] == str(sum(case.find("skipped") is not None for case in cases))
    return root


def cases(report: Report) -> dict[tuple[str, str], str]:
    """How every test case ended."""
    endings = {}
    for case in read(render(report)).iter("testcase"):
        ending = next((child for child in case if child.tag != "system-out"), None)
        endings[case.attrib["classname"], case.attrib["name"]] = (
            "passed" if ending is None else f"{ending.tag}: {ending.attrib['type']}"
        )
    return endings


def test_a_document(matches_snapshot: Callable[[str, str], None]) -> None:
    matches_snapshot(render(samples.mixed()), "mixed.junit.xml")


def test_verdicts() -> None:
    endings = cases(samples.with_error())
    assert endings[samples.AGENCY, "call-length"] == "passed"
    assert endings[samples.TURKISH, "call-length"] == "failure: conflict (error)"
    assert endings[samples.STORY, "call-lengths-agree"] == "failure: conflict (warning)"
    assert endings[samples.CHINESE, "quad-host"] == "skipped: covered"
    assert endings[samples.AGENCY, "visit-in-spring"] == "skipped: unsure"
    assert endings[samples.WIRE, "vaccine-pledge"] == "skipped: unstated"
    assert endings[samples.WIRE, "preview-only"] == "skipped: skipped"
    assert endings[samples.WIRE, "call-length"] == "error: error"
    assert endings["factcheck", "gate"] == "error: refused"


def test_a_refused_run_is_never_green() -> None:
    endings = cases(samples.refused())
    assert endings["factcheck", "gate"] == "error: refused"
    assert endings["factcheck", "FC201 1"] == "error: FC201"


def test_what_else_shuts_the_gate_fails() -> None:
    unsure = samples.finding("vague", Verdict.UNSURE, severity="warning")
    assert cases(replace(samples.report([unsure]), fail_on="unsure"))[samples.WIRE, "vague"].startswith("failure")
    assert cases(samples.report([unsure]))[samples.WIRE, "vague"] == "skipped: unsure"
    note = samples.finding("small", Verdict.CONFLICT, severity="note")
    assert cases(samples.report([note]))[samples.WIRE, "small"] == "passed"


@pytest.mark.parametrize("name", samples.REPORTS)
def test_the_shape_of_the_samples(name: str) -> None:
    read(render(samples.REPORTS[name]()))


@any_report.for_any_report
@given(any_report.reports)
def test_any_words_come_back_or_are_shown_as_escapes(report: Report) -> None:
    root = read(render(report))
    names = [case.attrib["name"] for case in root.iter("testcase")]
    assert len(names) >= len(report.findings) + 1
    for finding in report.findings:
        shown = "".join(
            rf"\U{ord(c):08x}" if ord(c) > 0xFFFF and ord(c) & 0xFFFE == 0xFFFE else c for c in inline(finding.rule)
        )
        assert shown in names
