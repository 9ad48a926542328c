"""Wrapping and columns."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.reports.layout import Cell, both_ends, columns, counted, table_row, wrap


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("岸田", 4), ("e\u0301", 1), ("Ａ", 2), ("❤\ufe0f", 1), ("ｶﾞ", 2)]
)
def test_columns(text: str, width: int) -> None:
    assert columns(text) == width


def test_wrapping_breaks_at_spaces_and_between_wide_characters() -> None:
    assert wrap("a bb ccc", 4) == ["a bb", "ccc"]
    assert wrap("a bb ccc", 8, first=2) == ["a", "bb ccc"]
    assert wrap("岸田文雄", 5) == ["岸田", "文雄"]
    assert wrap("岸田。文雄", 4) == ["岸", "田。", "文雄"]
    assert wrap("abcdefgh", 3) == ["abc", "def", "gh"]
    assert wrap("e\u0301" * 3, 2) == ["e\u0301" * 2, "e\u0301"]


@given(st.text(alphabet="ab 岸。é「e\u0301", max_size=60), st.integers(4, 30))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(columns(line) <= width for line in lines)


def test_a_very_long_word_is_wrapped_in_linear_time() -> None:
    start = time.process_time()
    wrap("x" * 300_000, 40)
    wrap("岸" * 100_000, 40)
    assert time.process_time() - start < 5


def test_rows_continue_below_and_whole_cells_stick_out() -> None:
    row = table_row([Cell("one two"), Cell("岸田文雄"), Cell("file.md:1:1", whole=True)], [3, 4, 2], 2, False)
    assert row == ["  one  岸田  file.md:1:1", "  two  文雄"]


def test_both_ends() -> None:
    assert both_ends(Cell("left"), Cell("right"), 12, 0, False) == ["left   right"]
    assert both_ends(Cell("left is long"), Cell("right"), 12, 0, False) == ["left is long", "       right"]


def test_counted() -> None:
    assert [counted(1, "story", "stories"), counted(2_000, "article")] == ["1 story", "2,000 articles"]
