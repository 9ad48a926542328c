"""End-to-end cases: a folder holds a command line, its input files, and what must come out.

| file | meaning |
|---|---|
| `command` | one line: `factcheck …`, after `cd FOLDER &&` and `NAME=value` if the case needs them |
| `base` | the name of a folder in `bases/` that is copied first; the case's own files come on top |
| `expected_stdout`, `expected_stderr` | a missing one means: nothing |
| `exit_code` | missing means: 0 |
| `expected_files/` | files that must be there afterwards, letter for letter |

Everything else in the folder is input. `FACTCHECK_UPDATE=1 pytest tests/e2e` writes what comes out into the cases; read
the difference before it is kept.
"""

from __future__ import annotations

import os
import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from factcheck.cli.main import main

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("cases/*/command"))
NO_INPUT = ("command", "base", "exit_code", "expected_stdout", "expected_stderr", "expected_files")
UPDATE = bool(os.environ.get("FACTCHECK_UPDATE"))


@dataclass(frozen=True)
class Command:
    """A line of a `command` file, taken apart."""

    folder: str
    variables: dict[str, str]
    arguments: list[str]


def read_command(line: str) -> Command:
    words = shlex.split(line)
    folder = "."
    if words[0] == "cd":
        folder = words[1]
        assert words[2] == "&&"
        words = words[3:]
    first = words.index("factcheck")
    variables = dict(word.split("=", 1) for word in words[:first])
    return Command(folder, variables, words[first + 1 :])


def prepare(case: Path, place: Path) -> None:
    """The input files of a case, in a folder of their own."""
    named = case / "base"
    if named.is_file():
        shutil.copytree(HERE / "bases" / named.read_text(encoding="utf-8").strip(), place)
    else:
        place.mkdir()
    for path in case.iterdir():
        if path.name in NO_INPUT:
            continue
        if path.is_dir():
            shutil.copytree(path, place / path.name, dirs_exist_ok=True)
        else:
            shutil.copy(path, place / path.name)


def compare(path: Path, found: str, otherwise: str) -> None:
    """Hold what came out against a file of the case, or write the file if asked to."""
    if UPDATE:
        if found == otherwise:
            path.unlink(missing_ok=True)
        else:
            path.write_text(found, encoding="utf-8", newline="")
    expected = path.read_bytes().decode("utf-8") if path.is_file() else otherwise
    assert found == expected, f"differs from {path.relative_to(HERE)}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    command = read_command((case / "command").read_text(encoding="utf-8"))
    place = tmp_path / "desk"
    prepare(case, place)
    for name in list(os.environ):
        if name.startswith("FACTCHECK_") or name in ("NO_COLOR", "COLUMNS", "TERM"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name, value in command.variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(place / command.folder)

    code = main(command.arguments)

    out, err = capfd.readouterr()
    compare(case / "expected_stdout", out, "")
    compare(case / "expected_stderr", err, "")
    compare(case / "exit_code", f"{code}\n", "0\n")
    for expected in sorted((case / "expected_files").rglob("*")):
        if expected.is_file():
            found = place / expected.relative_to(case / "expected_files")
            compare(expected, found.read_bytes().decode("utf-8"), "")


def test_every_folder_is_a_case() -> None:
    assert {path.name for path in (HERE / "cases").iterdir()} == {case.name for case in CASES}
    assert len(CASES) >= 35
