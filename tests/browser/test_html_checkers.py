"""The HTML report as checkers of HTML see it: html-validate's recommended rules and the Nu checker."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_reports import mixed

from factcheck.record import replace
from factcheck.reports.html_report import render


@pytest.fixture(params=["sample", "mixed", "refused"])
def file(request: pytest.FixtureRequest, sample: str, tmp_path: Path) -> Path:
    pages: dict[str, Callable[[], str]] = {
        "sample": lambda: sample,
        "mixed": lambda: render(mixed()),
        "refused": lambda: render(replace(mixed(), findings=(), never_decided=(), gate="refused")),
    }
    path = tmp_path / "report.html"
    path.write_text(pages[request.param](), encoding="utf-8")
    return path


def test_html_validate_accepts_it(file: Path, html_validate: Path) -> None:
    out = file.with_suffix(".json")
    with out.open("w") as stream:
        command: list[str | Path] = [html_validate, "--preset", "recommended", "--formatter", "json", file]
        subprocess.run(command, stdout=stream, cwd=html_validate.parent)
    found = [(one["ruleId"], one["message"]) for result in json.loads(out.read_text()) for one in result["messages"]]
    assert found == []


def test_the_nu_checker_accepts_it(file: Path, nu_checker: Path) -> None:
    done = subprocess.run(["java", "-jar", nu_checker, "--format", "json", file], capture_output=True, text=True)
    messages = json.loads(done.stderr)["messages"]
    # It does not work out the digests of the policy, and says so for style and script.
    found = [one["message"] for one in messages if "Content Security Policy" not in one["message"]]
    assert found == []
