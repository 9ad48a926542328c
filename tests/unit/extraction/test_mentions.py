"""Mentions found in sentences as news writes them: tables by topic, and laws that hold for every text."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from factcheck.extraction.finder import MentionFinder
from factcheck.extraction.mentions import KINDS, Mention, mention_json
from factcheck.model.entity import Entity
from factcheck.model.period import Period, is_any_day, parse_edtf
from factcheck.model.quantity import Quantity, from_base
from factcheck.model.vocabulary import Vocabulary

HERE = Path(__file__).parent
FINDER = MentionFinder(Vocabulary())
PUBLISHED = parse_edtf("2022-01-21")
MODS = {"START", "MID", "END", "BEFORE", "AFTER", "ON_OR_AFTER", "ON_OR_BEFORE", "APPROX"}
HEDGE = 3


def sentences() -> list[Any]:
    rows = []
    for path in sorted((HERE / "mentions").glob("*.yaml")):
        for row in yaml.safe_load(path.read_text(encoding="utf-8")):
            rows.append(
                pytest.param(
                    row[0], [[str(part) for part in mention] for mention in row[1:]], id=f"{path.stem}: {row[0][:60]}"
                )
            )
    return rows


@pytest.mark.parametrize(("text", "expected"), sentences())
def test_sentence(text: str, expected: list[list[str]]) -> None:
    found = FINDER.find(text, PUBLISHED)
    assert [shown(mention, text, len(row)) for mention, row in zip(found, expected, strict=False)] == expected, found
    assert len(found) == len(expected), [shown(mention, text, HEDGE) for mention in found]


def shown(mention: Mention, text: str, parts: int) -> list[str]:
    """A mention as the tables write it, as far as a row tells."""
    words = text[mention.start : mention.end]
    value = mention.value
    if isinstance(value, Period):
        row = [words, "period", (mention.named or value.edtf) if not is_any_day(value) else "?"]
        row += [mention.mod] if mention.mod else []
        days = "/".join(".." if end is None else end for end in days_of(mention, text))
        return row + [days] if parts > len(row) else row
    if isinstance(value, Entity):
        return [words, "name", value.name]
    assert isinstance(value, Quantity)
    row = [words, mention.kind, amount(value)]
    return row + [mention.hedge] if mention.hedge else row


def days_of(mention: Mention, text: str) -> list[str | None]:
    printed = mention_json(mention, text)
    return [None if printed[key] is None else str(printed[key]) for key in ("first_day", "last_day")]


def amount(value: Quantity) -> str:
    """`80 min`, `80..90 min`, `>90 min`, `<=90 min`, in the unit as written."""
    low, high, low_open, high_open = value.nominal
    ends = [None if isinstance(end, float) else str(Fraction(from_base(end, value.unit))) for end in (low, high)]
    decimal = [
        end and (end if "/" not in end or value.unit.symbol == "" else str(float(Fraction(end)))) for end in ends
    ]
    if value.unit.symbol == "" and value.nominal.is_point and low != int(low):
        # Plain fractions stay fractions; decimals are written as such.
        exact = Fraction(low)
        decimal = [str(exact) if exact < 1 else str(float(exact))] * 2
    first, last = decimal
    if low == high:
        number = first
    elif last is None:
        number = f"{'>' if low_open else '>='}{first}"
    elif first is None:
        number = f"{'<' if high_open else '<='}{last}"
    else:
        number = f"{first}..{last}"
    return f"{number} {'GBP' if value.unit.symbol == 'p' else value.unit.symbol}".strip()
