"""The examples of pages in docs/: their files make a project, and their commands print there what the page shows.

`<!-- file: PATH -->` stands before the block that is in a file; a file that readers need not see stands in the comment.
A block of kind `console` has commands after `$ `, each with what it prints. FACTCHECK_UPDATE=1 writes the pages anew.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck.cli.main import main
from factcheck.loading.schemas import load_schema

UPDATE = bool(os.environ.get("FACTCHECK_UPDATE"))
ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"
FILE = re.compile(r"<!-- file: (?P<path>\S+)(?: -->\n```[a-z]*\n(?P<shown>.*?)```\n|\n(?P<hidden>.*?)-->\n)", re.DOTALL)
CONSOLE = re.compile(r"(?<=```console\n)(.*?)(?=```\n)", re.DOTALL)
COMMAND = re.compile(r"^\$ (.*\n)((?:(?!\$ ).*\n)*)", re.MULTILINE)
JSON = re.compile(r"```json\n(.*?)```\n", re.DOTALL)


@pytest.fixture
def answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[re.Match[str]], str]:
    """A command of a page with what it prints in a folder of its own."""
    for name in list(os.environ):
        if name.startswith("FACTCHECK_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "84")
    monkeypatch.setenv("FACTCHECK_NO_CACHE", "1")
    monkeypatch.chdir(tmp_path)

    def answered(command: re.Match[str]) -> str:
        tool, *words = shlex.split(command[1])
        if tool == "cat":
            return f"$ {command[1]}{Path(words[0]).read_text(encoding='utf-8')}"
        assert tool == "factcheck"
        assert main([word.replace("python3", shlex.quote(sys.executable)) for word in words]) in (0, 1, 2)
        return f"$ {command[1]}{capsys.readouterr().out}"

    return answered


@pytest.mark.parametrize("name", ["extraction.md", "files.md"])
def test_examples(name: str, answer: Callable[[re.Match[str]], str]) -> None:
    page = DOCS / name
    text = page.read_text(encoding="utf-8")
    for file in FILE.finditer(text):
        path = Path(file["path"])
        path.parent.mkdir(exist_ok=True)
        path.write_text(file["shown"] or file["hidden"], encoding="utf-8")
    expected = CONSOLE.sub(lambda block: COMMAND.sub(answer, block[1]), text)
    if UPDATE:
        page.write_text(expected, encoding="utf-8", newline="\n")
    assert page.read_text(encoding="utf-8") == expected


def test_what_an_extractor_is_given_and_gives_is_json() -> None:
    page = (DOCS / "extraction.md").read_text(encoding="utf-8")
    given, line = (json.loads(found) for found in JSON.findall(page))
    assert set(given) == {"version", "article", "text", "start", "facts"}
    assert set(line) <= set(load_schema("facts")["$defs"]["statement_line"]["properties"])
    article: str = next(file["shown"] for file in FILE.finditer(page) if file["path"].endswith(".md"))
    assert article.index("# Leaders") == given["start"]
    assert article[line["evidence"]["start"] : line["evidence"]["end"]] == line["evidence"]["quote"]


def test_the_rules_of_the_readme_are_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (file,) = FILE.finditer((ROOT / "README.md").read_text(encoding="utf-8"))
    path = tmp_path / "call.yaml"
    path.write_text(file["shown"], encoding="utf-8")
    assert main(["check", "--strict", str(path)]) == 0, capsys.readouterr().out
    assert main(["test", str(path)]) == 0
    (tmp_path / "a.txt").write_text("They held a nearly 90-minute virtual session.\n", encoding="utf-8")
    assert main(["run", str(path), str(tmp_path / "a.txt")]) == 0


def test_the_readme_shows_what_the_sample_prints(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every line of the piece, however it is wrapped; `…` leaves something out."""
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.chdir(ROOT)
    assert main(["run", "rules/", "--no-cache"]) == 1
    printed = capsys.readouterr().out
    (piece,) = re.findall(r"```text\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    for line in filter(None, piece.split("\n")):
        words = (".*".join(map(re.escape, word.split("…"))) for word in line.split())
        assert re.search(r"\s+".join(words), printed), line
