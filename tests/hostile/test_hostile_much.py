"""Much of one thing, in a text and in files: it is judged or refused, and every quote stands where it is said to."""

from __future__ import annotations

import pytest
from hostile_much import MANY, PATTERNS, REPEATED, counted, repeated
from hostile_project import EVERYTHING, SETTINGS, judge, write, write_project

from factcheck import pipeline

LENGTH = 20_000 if EVERYTHING else 1_500
"""Characters of a text."""
COUNT = 2_000 if EVERYTHING else 120
"""Entries of a file."""


def look_at(text: str) -> None:
    """The article is read, and what is found in it stands there."""
    write({"articles/paper.md": text})
    for mentions in (True, False):
        (found,) = pipeline.extract(SETTINGS, mentions=mentions).articles
        read = found.source.text
        for mention in found.mentions:
            assert 0 <= mention.start <= mention.core[0] <= mention.core[1] <= mention.end <= len(read)
        for each in found.statements:
            evidence = each.statement.evidence
            assert evidence is not None
            assert evidence.at is not None
            assert evidence.quote
            assert read[evidence.at.start : evidence.at.end] == evidence.quote


def test_texts() -> None:
    write_project({"rules/patterns.yaml": PATTERNS, "facts/wire.yaml": None})
    for number, part in enumerate(REPEATED):
        text = repeated(part, LENGTH)
        look_at(text if number % 2 else f"The talks: {text} They lasted 80 minutes.")
    look_at(counted(LENGTH))


@pytest.mark.parametrize("what", MANY)
def test_files(what: str) -> None:
    write_project(MANY[what](COUNT))
    judge(thorough=False)
