"""Of very many combinations of statements, those that say the same once more are not judged again; none is lost."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import pytest

from factcheck.evaluation import planner
from factcheck.model.statement import NOTHING, Evidence, Statement

TIMES = [Statement("a", value, said_by=who) for value in (True, False) for who in (None, "Reyes") for _ in range(9)]
PLACES = [Statement("b", True, evidence=Evidence(quote)) for quote in ("here", "there", "here")]


def gathered() -> list[list[Sequence[Statement]]]:
    gather = tuple(lambda stated, story, found=tuple(each): found for each in (TIMES, PLACES))
    return [list(row) for row in planner.combinations(gather, NOTHING, None)]


def test_few_are_told_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planner, "_MANY", len(TIMES) * len(PLACES))
    assert gathered() == [[each] for each in product(TIMES, PLACES)]


def test_many_are_told_by_what_they_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planner, "_MANY", 1)
    rows = gathered()
    assert len(rows) == 4 * 2
    first = {row[0] for row in rows}
    assert {(a._replace(at=None), b._replace(at=None)) for a, b in first} == set(product(TIMES, PLACES))
    shown = {id(statement) for row in rows for each in row for statement in each}
    assert shown == {id(statement) for statement in (*TIMES, *PLACES)}
