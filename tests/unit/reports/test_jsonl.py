"""JSON Lines: every line fits the schema, and together they say what the JSON report says."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import any_report
import jsonschema
import pytest
import sample_reports as samples
from hypothesis import given

from factcheck.loading.schemas import load_schema
from factcheck.model.report import Report
from factcheck.reports import json_report
from factcheck.reports.jsonl import render


def read(page: str) -> list[dict[str, Any]]:
    assert page.endswith("\n")
    return [json.loads(line) for line in page[:-1].split("\n")]


@pytest.mark.parametrize("name", samples.REPORTS)
def test_every_line_fits_the_schema(name: str) -> None:
    schema = load_schema("report")
    line = jsonschema.Draft202012Validator({"$ref": "#/$defs/line", "$defs": schema["$defs"]})
    for entry in read(render(samples.REPORTS[name]())):
        line.validate(entry)


def test_a_line_of_neither_kind_does_not_fit() -> None:
    schema = load_schema("report")
    line = jsonschema.Draft202012Validator({"$ref": "#/$defs/line", "$defs": schema["$defs"]})
    assert not line.is_valid({"kind": "finding"})
    assert not line.is_valid({"kind": "report"})
    assert not line.is_valid({})


def test_a_stream(matches_snapshot: Callable[[str, str], None]) -> None:
    matches_snapshot(render(samples.mixed()), "mixed.jsonl")


@any_report.for_any_report
@given(any_report.reports)
def test_the_lines_are_the_json_report_cut_up(report: Report) -> None:
    *findings, rest = read(render(report))
    whole = json.loads(json_report.render(report))
    assert [finding.pop("kind") for finding in findings] == ["finding"] * len(findings)
    assert rest.pop("kind") == "report"
    assert {**rest, "findings": findings} == whole


@any_report.for_any_report
@given(any_report.reports)
def test_a_line_is_one_line_to_every_reader(report: Report) -> None:
    page = render(report)
    assert len(page.splitlines()) == len(report.findings) + 1
