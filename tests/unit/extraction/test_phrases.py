"""The few forms that words of the tables of phrases have there."""

from __future__ import annotations

import pytest

from factcheck.extraction.context import cue_words
from factcheck.extraction.context.phrases import TABLES, words_of_row
from factcheck.extraction.text.inflection import forms_of

WORDS = sorted(
    {
        word
        for table, _, _ in TABLES
        for part in table.replace("<", " ").split()
        if part[0] not in "=…*+"
        for word in part.split("/")
    }
)


@pytest.mark.parametrize("word", [word for word in WORDS if len(forms_of(word)) > 1])
def test_forms_are_those_that_patterns_know(word: str) -> None:
    assert words_of_row(word) <= forms_of(word)


def test_every_irregular_word_is_in_a_table() -> None:
    assert {row.split()[0] for row in cue_words.IRREGULAR.split(";")} <= set(WORDS)
