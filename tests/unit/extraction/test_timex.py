"""The TIMEX3 values of mentions, sentence by sentence; and laws that hold for every text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from factcheck.extraction.mentions.finder import MentionFinder
from factcheck.extraction.mentions.timex import timex_value
from factcheck.model.period import parse_edtf
from factcheck.model.vocabulary import Vocabulary

FINDER = MentionFinder(Vocabulary())
PUBLISHED = parse_edtf("2022-01-21")
ROWS = yaml.safe_load((Path(__file__).parent / "timex.yaml").read_text(encoding="utf-8"))
WORDS = (
    "every each Tuesday Sundays night past next last few several 3 weeks months ago the day year hours at 8 p.m. 10:30 "
    "half an and fiscal 2021 spring December now twice a decade minutes"
).split()
TIMEX = re.compile(
    r"(?:\d{1,4}|XXXX)(?:-(?:[A-Z0-9]{2}(?:-[0-9X]{1,2})?|W(?:\d\d|XX)(?:-(?:\d|WE))?))?(?:T(?:[A-Z]{2}|\d\d:\d\d))?"
    r"|P(?:T)?(?:[0-9.]+|X)(?:[A-Z]{1,2})(?:[0-9.]+[MD])?|FY\d{4}|(?:PAST|PRESENT|FUTURE)_REF"
)


def values(text: str) -> list[str | None]:
    """The values of the times and durations of a text."""
    return [timex_value(found, text) for found in FINDER.find(text, PUBLISHED) if found.kind in ("period", "duration")]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_values(row: list[str | None]) -> None:
    assert row[0] is not None
    assert values(row[0]) == row[1:]


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_every_value_is_written_as_timex3(text: str) -> None:
    for value in values(text):
        assert value is None or all(TIMEX.fullmatch(part) for part in value.split("/") if part not in ("..", "")), value
