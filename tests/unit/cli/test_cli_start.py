"""What starting costs: the modules that a plain run loads, and the command lines that are read without typer."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import typer

from factcheck.cli import usual
from factcheck.cli.app import app

RULES = """rules:
  - id: call-length
    check: d in [80, 90] min
    message: says {d}
"""
VOCABULARY = "facts:\n  d: {type: duration, unit: min}\n"
FACTS = "article: {id: wire, published: 2022-01-22}\nfacts:\n  - {fact: d, value: 2 hours}\n"
LOADED = """
import sys
before = set(sys.modules)
from factcheck.cli.main import main
code = main(["run", "rules", "wire.yaml", "--no-cache"])
import json
print(json.dumps([code, sorted(sys.modules.keys() - before)]), file=sys.stderr)
"""
COSTLY = {
    # other libraries, and what they bring along
    *("jsonschema", "lark", "pydantic", "re2", "referencing", "rich", "typer", "watchdog"),
    # parts of the standard library that take milliseconds
    *("argparse", "ast", "asyncio", "calendar", "dataclasses", "difflib", "hashlib", "importlib.metadata", "inspect"),
    *("locale", "logging", "random", "shutil", "subprocess", "tempfile", "threading", "traceback"),
    # our own, for other commands and for other files
    *("factcheck.cli.app", "factcheck.cli.watch", "factcheck.evaluation.explain", "factcheck.loading.json_document"),
    *("factcheck.loading.waivers", "factcheck.model.explanation", "factcheck.model.facts_table"),
    *("factcheck.model.test_report", "factcheck.reports.json_report"),
}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The modules that a run of one rule on one article loads in a new process."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "rules").mkdir()
    (folder / "rules" / "rules.yaml").write_text(RULES)
    (folder / "rules" / "vocabulary.yaml").write_text(VOCABULARY)
    (folder / "wire.yaml").write_text(FACTS)
    engine = Path(usual.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(engine)!r})\n{LOADED}"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code == 1, done.stdout
    return set(modules)


def test_a_plain_run_loads_nothing_that_it_does_not_need(loaded: set[str]) -> None:
    assert loaded & COSTLY == set()


def test_the_only_library_that_a_plain_run_loads_is_yaml(loaded: set[str]) -> None:
    # What Cython leaves behind for the parser of libyaml is no library.
    top = {name.partition(".")[0] for name in loaded if "cython" not in name}
    assert top - sys.stdlib_module_names == {"factcheck", "yaml"}


# Command lines -------------------------------------------------------------------------------------------------------

USUAL = [
    "run",
    "run rules",
    "run rules a.md b.md",
    "run --quiet rules a.md -v",
    "run rules --fail-on unsure,warning --fail-on=never a.md",
    "run --format json --output a.json -o b.txt --no-cache",
    "run -f sarif --color=never --status draft --waivers w.yaml --facts f --facts g --select a --ignore=b",
    "check rules --strict",
    "test --coverage -q",
    "explain call-length",
    "explain call-length wire --rules r --articles a --articles b",
    "facts a.md --rules r",
    "schema",
    "schema rules",
]
UNUSUAL = [
    "",
    "--version",
    "--help",
    "rnu rules",
    "run --help",
    "run --form json",
    "run --nothing",
    "run -qv",
    "run -fjson",
    "run -f",
    "run --format=",
    "run --quiet=yes",
    "run --format --quiet",
    "run -f json --format text",
    "run -- rules",
    "run -",
    "check rules more",
    "explain",
    "schema rules facts",
]


def read_by_us(line: str) -> dict[str, Any] | None:
    name, *rest = line.split() or [""]
    if name not in usual.COMMANDS:
        return None
    return usual._values(getattr(import_module(f"factcheck.cli.{name}"), name), rest)


def plain(value: Any) -> Any:
    return [str(item) for item in value] if isinstance(value, list | tuple) else str(value)


@pytest.mark.parametrize("line", USUAL)
def test_a_usual_line_means_the_same_without_typer(line: str) -> None:
    group: Any = typer.main.get_command(app)
    name, *rest = line.split()
    read = group.commands[name].make_context(name, rest).params
    values = read_by_us(line)
    assert values is not None
    given = {name: plain(value) for name, value in values.items()}
    assert given == {name: plain(value) for name, value in read.items() if value not in (None, (), [], False)}


@pytest.mark.parametrize("line", UNUSUAL)
def test_any_other_line_is_left_to_typer(line: str) -> None:
    assert read_by_us(line) is None


def test_a_variable_that_has_a_say_is_left_to_typer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTCHECK_NO_CACHE", "1")
    assert usual._command(["run"]) is not None
    monkeypatch.setenv("FACTCHECK_STATUS", "draft")
    assert usual._command(["run"]) is None
