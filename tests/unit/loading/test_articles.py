"""The front matter of articles: where it starts and ends, and what is said where it never ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.loading.articles import load_article


def load(folder: Path, text: str) -> tuple[str | None, list[str]]:
    path = folder / "wire.md"
    path.write_text(text, encoding="utf-8")
    loaded, problems = load_article(str(path), None)
    return loaded.article.id if loaded else None, [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("text", "name", "codes"),
    [
        ("---\nid: a\n---\nText.\n", "a", []),
        ("---\nid: a\n...\nText.\n", "a", []),
        ("--- \r\nid: a\r\n--- \r\nText.\r\n", "a", []),
        ("---\nid: a\npublished: 2022-01-21\n\nText.\n", "wire", ["FC019"]),
        ("---\n\n# the header\nid: a\n\nText.\n", "wire", ["FC019"]),
        ("---\nid:\n", "wire", ["FC019"]),
        ("---\r\nid: a\r\nText.\r\n", "wire", ["FC019"]),
        ("---\nid: a\n--- and more\n", "wire", ["FC019"]),
        ("---\nOne paragraph below a rule across the page.\n", "wire", []),
        ("---\n", "wire", []),
        ("---", "wire", []),
        ("Text.\n---\nid: a\n", "wire", []),
        ("---\n12:30 was the time.\n", "wire", []),
        ("---\nhttp://example.org\n", "wire", []),
    ],
)
def test_front_matter(tmp_path: Path, text: str, name: str, codes: list[str]) -> None:
    assert load(tmp_path, text) == (name, codes)


def test_the_fence_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "wire.md"
    path.write_text("---\nid: a\nText.\n", encoding="utf-8")
    (problem,) = load_article(str(path), None)[1]
    assert problem.at is not None
    assert problem.at.text == "---"
