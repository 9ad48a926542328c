"""The sanitiser, on strings that were made to do harm."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.reports.sanitise import for_json, inline, visible, without_commands

UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0001]"
)
NAUGHTY = {
    "\x1b[31m": r"\x1b[31m",
    "a\u202eb": r"a\u202eb",
    "\u2066x\u2069": r"\u2066x\u2069",
    "\x9b2J": r"\x9b2J",
    "a\u200bb\u200d\ufeff": r"a\u200bb\u200d\ufeff",
    "a\u2028b\u2029": r"a\u2028b\u2029",
    "\x00\x07\x08\x7f": r"\x00\x07\x08\x7f",
    "a\rb": r"a\x0db",
    "\ud800": r"\ud800",
    "\U000e0041": r"\U000e0041",
    "##[error]": r"\x23#[error]",
    "x ##vso[task]": r"x \x23#vso[task]",
    "##teamcity[x]": r"\x23#teamcity[x]",
    "## heading": "## heading",
    "naïve 岸田 ❤\ufe0f": "naïve 岸田 ❤\ufe0f",
    "[b]bold[/b] :smile:": "[b]bold[/b] :smile:",
}


@pytest.mark.parametrize(("text", "shown"), NAUGHTY.items())
def test_what_would_be_obeyed_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_line_breaks_of_the_original_become_spaces() -> None:
    assert inline("two\r\nlines\tand\n\n  more") == "two lines and more"
    assert inline("a\rb") == r"a\x0db"


@pytest.mark.parametrize(
    "line", ["::error::x", "  ::set-output name=a::b", "\x1b[1;31m::stop-commands::x", "\u3000::x"]
)
def test_no_line_of_a_page_starts_a_command(line: str) -> None:
    page = without_commands(f"first\n{line}\nlast :: ::\n")
    assert r"\x3a:" in page
    assert not re.search(r"^(?:\s|\x1b\[[0-9;]*m)*::", page, re.MULTILINE)
    assert "last :: ::" in page


@given(st.text())
def test_nothing_unsafe_is_left(text: str) -> None:
    for shown in (visible(text), inline(text)):
        assert not UNSAFE.search(shown)
        assert not any(unicodedata.category(character) in ("Cc", "Zl", "Zp", "Cs") for character in shown)


@given(st.text().filter(lambda text: not re.search("[\ud800-\udfff]", text)))
def test_json_keeps_its_meaning(text: str) -> None:
    document = for_json(json.dumps({"a": text}, ensure_ascii=False))
    assert json.loads(document) == {"a": text}
    assert not UNSAFE.search(document)


def test_half_a_pair_becomes_the_replacement_character() -> None:
    document = for_json(json.dumps(["\ud800 ##[x]"], ensure_ascii=False))
    assert json.loads(document) == ["\ufffd ##[x]"]
    assert "##[" not in document


def test_long_texts_take_linear_time() -> None:
    visible("\u200b" * 200_000)
    inline(" \t" * 200_000 + "x")
    without_commands(" " * 200_000 + "::")
