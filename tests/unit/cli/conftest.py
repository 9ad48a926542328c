"""A stand-in for the pipeline, so that the command line is tested alone."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import factcheck
from factcheck.cli.main import main
from factcheck.diagnostics import Diagnostic
from factcheck.model.report import Finding, Gate, Report
from factcheck.model.truth import Verdict
from factcheck.source import Location


@dataclass(frozen=True)
class Settings:
    """The fields that the command line fills in."""

    rules: tuple[Path, ...] = ()
    articles: tuple[Path, ...] = ()
    facts: tuple[Path, ...] = ()
    reviewed: tuple[Path, ...] = ()
    waivers: Path | None = None
    baseline: Path | None = None
    changed_since: str | None = None
    fail_on: tuple[str, ...] = ("conflict",)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    status: str | None = None
    extractors: tuple[str, ...] = ()
    extractor_folder: Path | None = None
    strict: bool = False
    partial: bool = False
    root: Path | None = None
    checked_by: str | None = None
    published_at: str | None = None


class StubPipeline(ModuleType):
    """`answers` holds what each function returns or raises, `settings` what it was called with."""

    Settings = Settings

    def __init__(self) -> None:
        super().__init__("factcheck.pipeline")
        self.answers: dict[str, Any] = {"run": report("open"), "check": []}
        self.settings: Any = None
        self.arguments: tuple[Any, ...] = ()

    def _answer(self, name: str, settings: Any, *arguments: Any) -> Any:
        self.settings, self.arguments = settings, arguments
        answer = self.answers[name]
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def run(self, settings: Any) -> Any:
        return self._answer("run", settings)

    def check(self, settings: Any) -> Any:
        return self._answer("check", settings)

    def test(self, settings: Any) -> Any:
        return self._answer("test", settings)

    def explain(self, settings: Any, rule: str, article: str | None) -> Any:
        return self._answer("explain", settings, rule, article)

    def facts_table(self, settings: Any) -> Any:
        return self._answer("facts_table", settings)


def report(gate: Gate, *, quote: str = "about 80 minutes", found: tuple[Diagnostic, ...] = ()) -> Report:
    finding = Finding(
        rule="call-length",
        title=quote,
        severity="error",
        tags=(),
        article="wire",
        story="default",
        verdict=Verdict.PASS if gate == "open" else Verdict.CONFLICT,
        contradicts_itself=False,
        reason="20 min above the range",
        check="d in [80, 90] min",
        expected="80 to 90 min",
        message=None,
        why=None,
        rule_location=Location("rules/a.yaml", 1, 1, 1, 5),
    )
    return Report((finding,), (), found, (), 1, 1, gate, "nothing was judged", "conflict", {})


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> StubPipeline:
    """The stub in the place of the pipeline, an empty folder to work in, and an environment without variables."""
    stub = StubPipeline()
    monkeypatch.setitem(sys.modules, "factcheck.pipeline", stub)
    monkeypatch.setattr(factcheck, "pipeline", stub, raising=False)
    for name in list(os.environ):
        if name.startswith("FACTCHECK_") or name in ("NO_COLOR", "COLUMNS"):
            monkeypatch.delenv(name)
    # The stub answers differently under one and the same command line, which a cache could not know.
    monkeypatch.setenv("FACTCHECK_NO_CACHE", "1")
    monkeypatch.chdir(tmp_path)
    return stub


class Result:
    """What a command line did."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


class Shell:
    """Runs command lines in this process."""

    def __init__(self, captured: pytest.CaptureFixture[str], pipeline: StubPipeline) -> None:
        self._captured = captured
        self.pipeline = pipeline

    def __call__(self, *arguments: str) -> Result:
        code = main(arguments)
        out, err = self._captured.readouterr()
        return Result(code, out, err)


@pytest.fixture
def make_report() -> Callable[..., Report]:
    return report


@pytest.fixture
def shell(capfd: pytest.CaptureFixture[str], pipeline: StubPipeline) -> Shell:
    return Shell(capfd, pipeline)
