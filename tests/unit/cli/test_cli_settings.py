"""Flags beat variables, variables beat the project file; and colour and width."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from factcheck.cli.settings import view_of_screen
from factcheck.loading.project import find_project, read_project

if TYPE_CHECKING:
    from conftest import Settings, Shell

PROJECT = "rules: r\narticles: [a, b.md]\nfacts: f\nfail_on: unsure\nwaivers: w.yaml\nbaseline: known.json\n"


def settings_of(shell: Shell, *arguments: str) -> Settings:
    result = shell("run", *arguments)
    assert result.code == 0, result.err
    assert shell.pipeline.settings is not None
    settings: Settings = shell.pipeline.settings
    return settings


def test_a_project_file_is_found_from_below(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "factcheck.yaml").write_text(PROJECT)
    settings = settings_of(shell)
    assert settings.rules == (Path("r"),) and settings.articles == (Path("a"), Path("b.md"))
    assert settings.facts == (Path("f"),) and settings.waivers == Path("w.yaml")
    assert settings.baseline == Path("known.json")
    assert settings.fail_on == ("unsure",) and settings.root == Path()
    below = tmp_path / "x" / "y"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    settings = settings_of(shell)
    assert settings.rules == (Path("../../r"),) and settings.root == Path("../..")


def test_without_a_project_file(shell: Shell) -> None:
    settings = settings_of(shell)
    assert settings.rules == settings.articles == () and settings.fail_on == ("conflict",) and settings.root is None


def test_flag_beats_variable_beats_file(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "factcheck.yaml").write_text(PROJECT)
    monkeypatch.setenv("FACTCHECK_FAIL_ON", "warning,unstated")
    monkeypatch.setenv("FACTCHECK_RULES", "from-variable")
    monkeypatch.setenv(
        "FACTCHECK_ARTICLES", "one two.md:three.md" if sys.platform != "win32" else "one two.md;three.md"
    )
    monkeypatch.setenv("FACTCHECK_WAIVERS", "v.yaml")
    monkeypatch.setenv("FACTCHECK_BASELINE", "v.json")
    settings = settings_of(shell)
    assert settings.fail_on == ("warning", "unstated") and settings.rules == (Path("from-variable"),)
    assert settings.articles == (Path("one two.md"), Path("three.md")) and settings.waivers == Path("v.yaml")
    assert settings.baseline == Path("v.json")
    settings = settings_of(shell, "flag", "x.md", "--fail-on", "never", "--waivers", "f.yaml", "--baseline", "f.json")
    assert settings.baseline == Path("f.json")
    assert settings.fail_on == ("never",) and settings.rules == (Path("flag"),)
    assert settings.articles == (Path("x.md"),) and settings.waivers == Path("f.yaml")


def test_named_articles_are_all_that_is_judged(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "factcheck.yaml").write_text(PROJECT)
    assert settings_of(shell, "r", "x.md").facts == ()
    assert settings_of(shell, "r", "x.md", "--facts", "g").facts == (Path("g"),)
    assert settings_of(shell, "r", "--facts", "g").articles == (Path("a"), Path("b.md"))


def test_a_run_that_writes_a_baseline_heeds_none(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "factcheck.yaml").write_text(PROJECT)
    assert settings_of(shell, "--write-baseline", "new.json").baseline is None
    assert settings_of(shell, "--write-baseline", "new.json", "--baseline", "b.json").baseline is None


@pytest.mark.parametrize(
    "limit", [["--select", "a"], ["--ignore", "a"], ["--status", "draft"], ["rules", "x.md"], ["--facts", "f"]]
)
def test_a_baseline_is_of_everything(shell: Shell, tmp_path: Path, limit: list[str]) -> None:
    (tmp_path / "factcheck.yaml").write_text(PROJECT)
    result = shell("run", "--write-baseline", "new.json", *limit)
    assert result.code == 2 and "leave out" in result.err
    assert not (tmp_path / "new.json").exists()


def test_waivers_beside_the_project_file_are_found(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "factcheck.yaml").write_text("rules: r\n")
    (tmp_path / "waivers.yaml").write_text("waivers: []\n")
    assert settings_of(shell).waivers == Path("waivers.yaml")


def test_a_wrong_project_file_refuses_the_run(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "factcheck.yaml").write_text("rule: r\n")
    result = shell("run")
    assert result.code == 2
    assert "factcheck.yaml:1:1: error FC010" in result.out and "did you mean rules?" in result.out
    assert shell("check").code == 2


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("ruels: r\n", "FC010", "did you mean rules?"),
        ("rules: 3\n", "FC012", "a number"),
        ("rules: [a, [b]]\n", "FC012", "a list"),
        ("rules: {a: b}\n", "FC012", "a mapping"),
        ("rules:\n", "FC012", "nothing"),
        ("waivers: [a]\n", "FC012", "one path"),
        ("fail_on: conflcit\n", "FC012", "did you mean conflict?"),
        ("fail_on: [never, unsure]\n", "FC315", "stands alone"),
        ("rules: /etc\n", "FC018", "does not lie in the folder"),
        ("articles: [../other]\n", "FC018", "does not lie in the folder"),
        ("- a\n", "FC012", "a mapping"),
        ("rules: [\n", "FC004", ""),
        ("rules: &x a\n", "FC005", ""),
    ],
)
def test_problems_of_a_project_file(tmp_path: Path, text: str, code: str, words: str) -> None:
    path = tmp_path / "factcheck.yaml"
    path.write_text(text)
    _, problems = read_project(path)
    assert [problem.code for problem in problems] == [code]
    assert words in problems[0].message
    assert problems[0].at is not None


def test_a_link_out_of_the_project_is_refused(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "project" / "rules").symlink_to(tmp_path / "outside")
    path = tmp_path / "project" / "factcheck.yaml"
    path.write_text("rules: rules\n")
    assert [problem.code for problem in read_project(path)[1]] == ["FC018"]


def test_an_empty_project_file_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "factcheck.yaml"
    path.write_text("# later\n")
    project, problems = read_project(path)
    assert problems == [] and project.rules == ()


def test_no_project_file(tmp_path: Path) -> None:
    assert find_project(tmp_path / "deep") is None or not (tmp_path / "factcheck.yaml").exists()


class Screen:
    """Standard output that is a terminal, or not."""

    def __init__(self, terminal: bool) -> None:
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def fileno(self) -> int:
        raise OSError


@pytest.mark.parametrize(
    ("terminal", "flag", "environment", "colored"),
    [
        (True, None, {}, True),
        (False, None, {}, False),
        (True, None, {"NO_COLOR": "1"}, False),
        (True, None, {"NO_COLOR": ""}, True),
        (True, None, {"TERM": "dumb"}, False),
        (True, "always", {"NO_COLOR": "1"}, True),
        (False, "always", {}, True),
        (True, "never", {}, False),
    ],
)
def test_colour(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, flag: str | None, environment: dict[str, str], colored: bool
) -> None:
    monkeypatch.setattr(sys, "stdout", Screen(terminal))
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert view_of_screen(flag).color is colored


def test_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Screen(False))
    monkeypatch.delenv("COLUMNS", raising=False)
    assert view_of_screen(None).width == 100
    monkeypatch.setenv("COLUMNS", "64")
    assert view_of_screen(None).width == 64
    monkeypatch.setenv("COLUMNS", "wide")
    assert view_of_screen(None).width == 100
