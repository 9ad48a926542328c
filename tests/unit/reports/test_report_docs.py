"""The examples in docs/reports are what the sample really gives. `make update-snapshots` writes them anew."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest

from factcheck.cli.main import main
from factcheck.reports.renderers import RENDERERS

ROOT = Path(__file__).parents[3]
PAGES = sorted((ROOT / "docs" / "reports").glob("*.md"))
EXAMPLE = re.compile(r"(<!-- (output of|file): ([^\n]*) -->\n(`{3,})[a-z]*\n)(.*?)(\4\n)", re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples(page: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("FACTCHECK_NO_CACHE", "1")
    text = page.read_text(encoding="utf-8")

    def current(found: re.Match[str]) -> str:
        kind, what = found.group(2, 3)
        if kind == "file":
            shown = (ROOT / what).read_text(encoding="utf-8")
        else:
            assert main(shlex.split(what)[1:]) in (0, 1)
            shown = capsys.readouterr().out.replace("\r\n", "\n")
        return f"{found.group(1)}{shown}{found.group(6)}"

    expected = EXAMPLE.sub(current, text)
    if os.environ.get("FACTCHECK_UPDATE_SNAPSHOTS"):
        page.write_text(expected, encoding="utf-8", newline="\n")
    assert page.read_text(encoding="utf-8") == expected


def test_every_format_is_listed() -> None:
    index = (ROOT / "docs" / "reports" / "README.md").read_text(encoding="utf-8")
    for name, renderer in RENDERERS.items():
        assert f"`{name}`" in index
        assert not renderer.suffixes or f"`{renderer.suffixes[0]}`" in index
        assert name in ("text", "html") or (ROOT / "docs" / "reports" / f"{name}.md").is_file()
