"""The front matter of articles: where it starts and ends, and what is said where it never ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.loading.articles import load_article


def load(folder: Path, text: str) -> tuple[str | None, list[str]]:
    path = folder / "wire.md"
    path.write_bytes(text.encode())
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
        ("---\u00a0\nid: a\n---\x0c\nText.\n", "a", []),
        ("---\rid: a\r---\rText.\r", "a", []),
        ("---\rid: a\rText.\r", "wire", ["FC019"]),
        ("---\r\n" * 20_000, "wire", []),
        ("---\n" + "\r\n" * 50_000, "wire", []),
        ("---\n---\nText.\n", "wire", []),
        ("---\n# nothing\n---\nText.\n", "wire", []),
        ("---\nA paragraph between two rules across the page.\n---\nText.\n", "wire", ["FC012"]),
        ("---\n- id: a\n---\nText.\n", "wire", ["FC012"]),
        ("---\nid: a\n---\n---\nid: b\n---\nText.\n", "a", []),
        ("---\nid: a\n---\nText.\n\n---\n\nid: b\n", "a", []),
        ("---\nid: a\nid: b\n---\nText.\n", "a", ["FC006"]),
        ("---\nid: &x a\ntitle: *x\n---\nText.\n", "a", ["FC005", "FC005", "FC012"]),
        ("---\nid: a\npublished: 2022-01-21T23:30:00-08:00\n---\nText.\n", "a", ["FC012"]),
        ("---\nid: a\npublished: 2022-02-30\n---\nText.\n", "a", ["FC107"]),
        ("---\nid: [a]\ntitle: {b: c}\n---\nText.\n", "wire", ["FC012", "FC012"]),
        ("---\n12:30 was the time.\n", "wire", []),
        ("---\nhttp://example.org\n", "wire", []),
    ],
)
def test_front_matter(tmp_path: Path, text: str, name: str, codes: list[str]) -> None:
    assert load(tmp_path, text) == (name, codes)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_key_is_shown_where_it_stands(tmp_path: Path, end: str) -> None:
    path = tmp_path / "wire.md"
    path.write_bytes(end.join(["--- ", "id: a", "published: 2022-02-30", "--- ", "Text.", ""]).encode())
    (problem,) = load_article(str(path), None)[1]
    assert problem.at is not None
    assert (problem.at.text, problem.at.location.line) == ("2022-02-30", 3)


def test_the_fence_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "wire.md"
    path.write_text("---\nid: a\nText.\n", encoding="utf-8")
    (problem,) = load_article(str(path), None)[1]
    assert problem.at is not None
    assert problem.at.text == "---"
