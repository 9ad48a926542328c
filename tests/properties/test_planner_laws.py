"""The planner's short cuts answer as the definition does, and more statements never untell what was told."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import (
    MANY,
    MODALITIES,
    all_checks,
    amount,
    articles,
    checks,
    compiled,
    country,
    hedged,
    judged,
    named_facts,
    plain_atoms,
    plain_checks,
    pool,
    statement,
    story,
    told,
    told_slowly,
)

from factcheck.model.interval import INFINITY
from factcheck.model.statement import Statement, Statements
from factcheck.model.truth import FALSE, NEITHER, TRUE


@MANY
@given(judged(all_checks), st.data())
def test_short_cuts_agree_with_the_definition(case: tuple[str, Statements], data: st.DataObject) -> None:
    text, stated = case
    beside = data.draw(articles(named_facts(text)))
    view = story(stated, beside)
    assert told(text, stated, view) == told_slowly(compiled(text).node, stated, view)


@MANY
@given(judged(plain_atoms), st.sampled_from(("", "not ", "certainly ", "possibly not ")))
def test_every_atom_agrees_with_the_definition(case: tuple[str, Statements], prefix: str) -> None:
    atom, stated = case
    text = f"{prefix}({atom})"
    assert told(text, stated) == told_slowly(compiled(text).node, stated, story(stated))


def _without_key(stated: Statements) -> dict[str, tuple[Statement, ...]]:
    return {fact: tuple(one._replace(key=None) for one in several) for fact, several in stated.items()}


@MANY
@given(judged(plain_checks))
def test_the_key_of_a_statement_is_only_a_short_cut(case: tuple[str, Statements]) -> None:
    text, stated = case
    assert told(text, stated) == told(text, _without_key(stated))


@MANY
@given(judged(all_checks), st.data(), st.randoms(use_true_random=False))
def test_neither_order_of_statements_nor_of_articles_counts(
    case: tuple[str, Statements], data: st.DataObject, shuffler: random.Random
) -> None:
    text, stated = case
    beside = data.draw(articles(named_facts(text)))

    def shuffled(article: Statements) -> dict[str, tuple[Statement, ...]]:
        facts = list(article)
        shuffler.shuffle(facts)
        return {fact: tuple(shuffler.sample(article[fact], len(article[fact]))) for fact in facts}

    first = told(text, stated, story(stated, beside))
    again = shuffled(stated)
    assert told(text, again, story(shuffled(beside), again)) == first


@MANY
@given(judged(plain_checks), st.data())
def test_another_statement_only_adds_to_what_is_told(case: tuple[str, Statements], data: st.DataObject) -> None:
    text, stated = case
    before = told(text, stated)
    fact = data.draw(st.sampled_from(named_facts(text)))
    more = {**stated, fact: (*stated.get(fact, ()), data.draw(pool(fact, MODALITIES)))}
    after = told(text, more)
    if isinstance(before, str):
        assert after == "error"
    elif not isinstance(after, str):
        assert before & after == before


@MANY
@given(judged(checks(plain_atoms, modal=False), ("asserted", "conditional")))
def test_certainly_tells_true_less_often_and_possibly_more(case: tuple[str, Statements]) -> None:
    text, stated = case
    plain, certain, possible = (
        told(text, stated),
        told(f"certainly ({text})", stated),
        told(f"possibly ({text})", stated),
    )
    if "error" in (plain, certain, possible):
        assert plain == certain == possible
        return
    assert isinstance(plain, int)
    assert isinstance(certain, int)
    assert isinstance(possible, int)
    assert certain & TRUE <= plain & TRUE <= possible & TRUE
    assert certain & FALSE >= plain & FALSE >= possible & FALSE


@MANY
@given(judged(plain_atoms, ("asserted",), 1))
def test_what_certainly_holds_holds_and_what_holds_possibly_holds(case: tuple[str, Statements]) -> None:
    atom, stated = case
    plain, certain, possible = (
        told(atom, stated),
        told(f"certainly ({atom})", stated),
        told(f"possibly ({atom})", stated),
    )
    if "error" in (plain, certain, possible):
        return
    assert isinstance(plain, int)
    assert isinstance(certain, int)
    assert isinstance(possible, int)
    if certain & TRUE:
        assert plain == TRUE
    if plain & TRUE:
        assert possible == TRUE
    if possible & FALSE:
        assert plain == FALSE


@given(plain_checks)
def test_nothing_stated_tells_nothing(text: str) -> None:
    assert told(text, {}) == NEITHER


@pytest.mark.parametrize(
    ("text", "stated", "expected"),
    [
        ("host == Japan", country("Japan"), TRUE),
        ("host == Japan", country("Atlantis"), FALSE),
        ("n > 2", amount(3, INFINITY), TRUE),
        ("n > 3", amount(3, INFINITY), NEITHER),
        ("certainly n > 3", amount(3, INFINITY), FALSE),
        ("possibly n > 3", amount(3, INFINITY), TRUE),
        ("n == 100", hedged(100), TRUE),
        ("certainly n == 100", hedged(100), FALSE),
    ],
)
def test_examples_of_single_statements(text: str, stated: object, expected: int) -> None:
    fact = text.replace("certainly ", "").replace("possibly ", "").split()[0]
    assert told(text, {fact: (statement(fact, stated),)}) == expected  # type: ignore[arg-type]
