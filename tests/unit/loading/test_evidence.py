"""Where the words of a statement stand in an article that was edited after they were read from it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.loading.evidence import find, stands_now
from factcheck.source import SourceFile

QUOTE, AROUND = "about 80 minutes", ("the talks took ", ", aides said")
PASSAGE = QUOTE.join(AROUND)
WORDS = st.lists(st.sampled_from([*QUOTE.split(), *PASSAGE.split(), "\n", "“", "…"])).map(" ".join)


@given(WORDS, WORDS, st.integers(0, 200))
def test_words_that_have_moved_are_found_by_what_is_around_them(before: str, after: str, near: int) -> None:
    text = f"{before}\n{PASSAGE}\n{after}"
    place = find(text, QUOTE, AROUND, near, 0)
    assert place is not None
    assert text[place:].startswith(QUOTE)
    assert text[:place].endswith(AROUND[0])
    assert text[place + len(QUOTE) :].startswith(AROUND[1])


@given(WORDS, WORDS, st.integers(0, 40))
def test_what_is_found_is_the_quote_after_the_front_matter(text: str, more: str, body: int) -> None:
    place = find(text + more, QUOTE, ("", ""), 0, body)
    assert (place is not None) == (QUOTE in (text + more)[body:])
    assert place is None or (text + more)[place:].startswith(QUOTE)
    assert place is None or place >= body


@pytest.mark.parametrize(
    ("text", "elsewhere", "instead"),
    [
        ("After about 80 minutes they rose.", "at line 1, column 7 (start: 6)", ""),
        ("About\nabout 80 minutes or about 80 minutes", "at line 2, column 1 (start: 6), and 1 more", ""),
        ("It was About 80\n minutes.", "",
         "with other capitals, spaces or line breaks it stands at line 1, column 8"),
        ("Well, the talks took some 90 minutes, aides said.", "",
         "“some 90 minutes” stands in its place, at line 1, column 22"),
        ("the talks took , aides said", "", "nothing stands in its place, at line 1, column 16"),
        ("the talks took an hour, aides said; the talks took two, aides said", "", ""),
        ("the talks took long, and " + "much " * 40 + ", aides said", "", ""),
        ("The talks were short.", "", ""),
        ("", "", ""),
    ],
)  # fmt: skip
def test_what_is_told_of_words_that_are_gone(text: str, elsewhere: str, instead: str) -> None:
    assert stands_now(SourceFile("a.md", text), QUOTE, AROUND, 0) == (elsewhere, instead)


def test_without_words_around_it_nobody_knows_what_stands_in_its_place() -> None:
    assert stands_now(SourceFile("a.md", "the talks took 90 minutes, aides said"), QUOTE, ("", ""), 0) == ("", "")
