"""The commands: exit codes, streams, and what reaches the pipeline."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from factcheck import diagnostics
from factcheck.model.explanation import Explanation
from factcheck.model.facts_table import FactsTable
from factcheck.model.report import Gate, Report
from factcheck.model.test_report import Coverage, TestReport, TestResult
from factcheck.source import Location, Passage, SourceFile

if TYPE_CHECKING:
    from conftest import Shell

AT = Passage(SourceFile("rules/a.yaml", "check: x\n"), 0, 5)
ERROR = diagnostics.unknown_fact(AT, "x", "y")
WARNING = diagnostics.rule_without_tests(AT, "a")


@pytest.mark.parametrize(("gate", "code"), [("open", 0), ("shut", 1), ("refused", 2)])
@pytest.mark.parametrize("form", ["text", "json"])
def test_run_gives_the_gate_as_its_exit_code(
    shell: Shell, make_report: Callable[..., Report], gate: Gate, code: int, form: str
) -> None:
    shell.pipeline.answers["run"] = make_report(gate)
    result = shell("run", "rules", "-f", form)
    assert result.code == code
    if form == "json":
        assert json.loads(result.out)["summary"]["gate"] == gate
    else:
        assert f"(exit {code})" in result.out.splitlines()[-1]
    assert ("refused: nothing was judged" in result.err) == (gate == "refused" and form == "json")


def test_everything_that_run_is_told_reaches_the_pipeline(shell: Shell) -> None:
    flags = (
        "--facts f --waivers w.yaml --fail-on unsure,warning --fail-on unsure --select a,b --ignore c --status draft"
    )
    result = shell("run", "rules", "a.md", "b.md", *flags.split())
    assert result.code == 0
    settings = shell.pipeline.settings
    assert settings is not None
    assert settings.rules == (Path("rules"),) and settings.articles == (Path("a.md"), Path("b.md"))
    assert settings.facts == (Path("f"),) and settings.waivers == Path("w.yaml")
    assert settings.fail_on == ("unsure", "warning")
    assert settings.select == ("a", "b") and settings.ignore == ("c",) and settings.status == "draft"


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "--fail-on", "conflct"],
        ["run", "--fail-on", "never,conflict"],
        ["run", "--status", "drft"],
        ["run", "--color", "blue"],
        ["run", "-q", "-v"],
        ["run", "-f", "xml"],
        ["run", "-o", "report"],
        ["run", "-o", "a.json", "-o", "json=a.json"],
        ["run", "--no-such-flag"],
        ["rnu"],
        ["explain"],
        ["schema", "nothing"],
        [],
    ],
)
def test_wrong_usage_is_refused_before_anything_runs(shell: Shell, arguments: list[str]) -> None:
    result = shell(*arguments)
    assert result.code == 2
    assert result.out == "" and result.err
    assert shell.pipeline.settings is None


def test_a_wrong_word_gets_a_suggestion(shell: Shell) -> None:
    assert "did you mean conflict?" in shell("run", "--fail-on", "conflct").err


@pytest.mark.parametrize(
    ("found", "flags", "code"),
    [([], [], 0), ([WARNING], [], 0), ([WARNING], ["--strict"], 2), ([ERROR, WARNING], [], 2)],
)
def test_check(shell: Shell, found: list[diagnostics.Diagnostic], flags: list[str], code: int) -> None:
    shell.pipeline.answers["check"] = found
    result = shell("check", "rules", *flags)
    assert result.code == code
    assert f"(exit {code})" in result.out
    assert result.err == ""
    page = json.loads(shell("check", "rules", "-f", "json", *flags).out)
    assert len(page["diagnostics"]) == len(found)


def _tests(*passed: bool, found: tuple[diagnostics.Diagnostic, ...] = ()) -> TestReport:
    results = tuple(TestResult("a", i, "pass", "pass" if ok else "conflict", ok, AT, "") for i, ok in enumerate(passed))
    return TestReport(results, Coverage(1, (), ("a",)), found)


@pytest.mark.parametrize(
    ("report", "code"),
    [(_tests(True, True), 0), (_tests(True, False), 1), (_tests(), 2), (_tests(False, found=(ERROR,)), 2)],
)
def test_test(shell: Shell, report: TestReport, code: int) -> None:
    shell.pipeline.answers["test"] = report
    result = shell("test", "rules", "--coverage")
    assert result.code == code
    assert f"(exit {code})" in result.out and "0 of 1 rule have a test for conflict" in result.out
    page = json.loads(shell("test", "rules", "--coverage", "-f", "json").out)
    assert page["coverage"]["without_conflict"] == ["a"]


def test_explain(shell: Shell) -> None:
    shell.pipeline.answers["explain"] = Explanation(
        "a", None, "error", "x", None, None, Location("rules/a.yaml", 1, 1, 1, 2), diagnostics=(WARNING,)
    )
    result = shell("explain", "a", "wire", "--rules", "rules")
    assert (result.code, result.err) == (0, "")
    assert shell.pipeline.arguments == ("a", "wire")
    shell.pipeline.answers["explain"] = [ERROR]
    result = shell("explain", "a")
    assert result.code == 2 and result.out == "" and "FC201" in result.err


def test_facts(shell: Shell) -> None:
    shell.pipeline.answers["facts_table"] = FactsTable((), (), (WARNING,))
    assert shell("facts").code == 0
    shell.pipeline.answers["facts_table"] = FactsTable((), (), (ERROR,))
    result = shell("facts", "a.md", "--rules", "rules")
    assert result.code == 2 and "FC201" in result.err
    settings = shell.pipeline.settings
    assert settings is not None and settings.rules == (Path("rules"),) and settings.articles == (Path("a.md"),)


def test_schema(shell: Shell) -> None:
    names = shell("schema").out.split()
    assert "report" in names
    for name in names:
        assert json.loads(shell("schema", name).out)["$schema"].endswith("2020-12/schema")


def test_version_and_help(shell: Shell) -> None:
    assert shell("--version").out.startswith("factcheck ")
    for command in ("", "run", "check", "test", "explain", "facts", "schema"):
        result = shell(*([command] if command else []), "--help")
        assert result.code == 0 and "Usage:" in result.out and result.err == ""


def test_a_defect_is_told_shortly(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    shell.pipeline.answers["run"] = RuntimeError("something \x1b[31m broke\nbadly")
    result = shell("run", "rules")
    assert result.code == 70 and result.out == ""
    assert r"RuntimeError: something \x1b[31m broke badly" in result.err
    assert "Python 3" in result.err and "Traceback" not in result.err
    assert "factcheck/cli/run.py:" in result.err
    monkeypatch.setenv("FACTCHECK_DEBUG", "1")
    assert "Traceback" in shell("run", "rules").err


@pytest.mark.parametrize("error", [RecursionError("deep"), MemoryError(), OSError("odd"), EOFError()])
def test_other_exceptions_are_defects_too(shell: Shell, error: Exception) -> None:
    shell.pipeline.answers["run"] = error
    assert shell("run", "rules").code == 70


def test_an_interruption_is_quiet(shell: Shell) -> None:
    shell.pipeline.answers["run"] = KeyboardInterrupt()
    result = shell("run", "rules")
    assert (result.code, result.out, result.err) == (130, "", "")
