"""One function for a whole check answers as its closures do, whatever an article states."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import (
    COUNTRIES,
    MANY,
    PERIODS,
    Told,
    amount,
    articles,
    checks,
    compiled,
    forms,
    named_facts,
    plain_checks,
    statement,
    story,
)

from factcheck.evaluation.fused import MOST_ATOMS, fused
from factcheck.evaluation.planner import PlannedNode
from factcheck.evaluation.terms import BadValue
from factcheck.model.statement import Stated, Statements, Value

quick_atoms = forms(
    "n {op} {c}",
    "{c} {op} k",
    "n {not}in {range}",
    "{t} <= k < {big}",
    "d {not}in {range} min",
    "d within {t} min of {c} min",
    "w in {p}",
    "x == {p}",
    "host == {name}",
    "guest {not}in {{{name}, {other}}}",
    "virtual",
    "virtual == false",
)
"""Atoms on one fact, most of which a key can answer."""
words = st.sampled_from((" and ", " or ", " implies "))
quick_checks = st.one_of(checks(quick_atoms, modal=False), plain_checks)


def told(node: PlannedNode, stated: Statements) -> Told:
    try:
        return node.truth(Stated(stated), story(stated))
    except BadValue:
        return "error"


@MANY
@given(quick_checks, st.data())
def test_the_function_of_a_check_tells_what_its_closures_tell(text: str, data: st.DataObject) -> None:
    node = compiled(text).node
    stated = data.draw(articles(named_facts(text)))
    assert told(fused(node), stated) == told(node, stated)


@MANY
@given(
    st.lists(st.tuples(quick_atoms, st.sampled_from((" and ", " or ", " implies "))), min_size=2, max_size=6), st.data()
)
def test_so_it_does_where_most_facts_have_one_plain_value(parts: list[tuple[str, str]], data: st.DataObject) -> None:
    text = parts[0][0]
    for atom, word in parts[1:]:
        text = f"({text}){word}({atom})"
    node = compiled(text).node
    plain: dict[str, st.SearchStrategy[Value]] = {
        "n": st.integers(0, 6).map(amount),
        "k": st.integers(0, 6).map(amount),
        "w": st.sampled_from(PERIODS),
        "x": st.sampled_from(PERIODS),
        "host": st.sampled_from(COUNTRIES),
        "guest": st.sampled_from(COUNTRIES),
        "virtual": st.booleans(),
    }
    stated = {
        fact: (statement(fact, data.draw(plain[fact])),)
        for fact in named_facts(text)
        if fact in plain and data.draw(st.integers(0, 3))
    }
    assert told(fused(node), stated) == told(node, stated)


@pytest.mark.parametrize(
    ("text", "is_fused"),
    [
        ("n > 1 and host == Japan", True),
        ("not (n > 1 or not virtual) implies w in 2022", True),
        ("n > 1", False),
        ("not n > 1", False),
        ("n > 1 and n < k", False),
        ("n > 1 and host is stated", False),
        (" and ".join(["n > 1"] * MOST_ATOMS), True),
        (" and ".join(["n > 1"] * (MOST_ATOMS + 1)), False),
    ],
)
def test_only_several_quick_atoms_are_fused(text: str, is_fused: bool) -> None:
    node = compiled(text).node
    assert (fused(node) is not node) == is_fused


def test_checks_of_one_shape_share_their_text() -> None:
    first, second, other = (
        fused(compiled(text).node).truth
        for text in ("n > 1 and host == Japan", "k > 2 and guest == India", "k >= 2 and guest == India")
    )
    assert first.__code__ is second.__code__
    assert first.__code__ is not other.__code__
