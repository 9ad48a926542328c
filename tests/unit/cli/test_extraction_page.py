"""The examples of docs/extraction.md: its files make a project, and its commands print there what the page shows.

`<!-- file: PATH -->` stands before what is in a file, `<!-- output of: COMMAND -->` before what a command prints, or,
with `<!-- then: PATH -->`, before the file that it writes. FACTCHECK_UPDATE=1 writes the page anew.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import sys
from pathlib import Path

import pytest

from factcheck.cli.main import main
from factcheck.loading.schemas import load_schema

PAGE = Path(__file__).parents[3] / "docs" / "extraction.md"
UPDATE = "FACTCHECK_UPDATE"
BLOCK = re.compile(
    r"(<!-- (?P<kind>file|output of): (?P<what>[^\n]*) -->\n(?:<!-- then: (?P<then>[^\n]*) -->\n)?```[a-z]*\n)"
    r"(?P<shown>.*?)(?P<end>```\n)",
    re.DOTALL,
)
JSON = re.compile(r"```json\n(.*?)```\n", re.DOTALL)


def test_examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [
        name for name in os.environ if name == "COLUMNS" or (name.startswith("FACTCHECK_") and name != UPDATE)
    ]:
        monkeypatch.delenv(name)
    text = PAGE.read_text(encoding="utf-8")
    for block in BLOCK.finditer(text):
        if block["kind"] == "file":
            path = tmp_path / block["what"]
            path.parent.mkdir(exist_ok=True)
            path.write_text(block["shown"], encoding="utf-8")

    def current(block: re.Match[str]) -> str:
        if block["kind"] == "file":
            return block[0]
        command = block["what"].replace("python3", shlex.quote(sys.executable).replace("'", ""))
        assert main(shlex.split(command)[1:]) == 0
        out = capsys.readouterr().out
        shown = (tmp_path / block["then"]).read_text(encoding="utf-8") if block["then"] else out
        return f"{block[1]}{shown}{block['end']}"

    expected = BLOCK.sub(current, text)
    if os.environ.get(UPDATE):
        PAGE.write_text(expected, encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == expected


def test_what_an_extractor_is_given_and_gives_is_json() -> None:
    given, line = (json.loads(found) for found in JSON.findall(PAGE.read_text(encoding="utf-8")))
    assert set(given) == {"version", "article", "text", "start", "facts"}
    assert set(line) <= set(load_schema("facts")["$defs"]["statement_line"]["properties"])
    blocks = BLOCK.finditer(PAGE.read_text(encoding="utf-8"))
    article: str = next(block["shown"] for block in blocks if block["what"].endswith(".md"))
    assert article.index("# Leaders") == given["start"]
    assert article[line["evidence"]["start"] : line["evidence"]["end"]] == line["evidence"]["quote"]
