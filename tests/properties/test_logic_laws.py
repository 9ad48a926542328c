"""Laws of the four-valued logic: over all values, and over compiled checks with whatever articles state."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import MANY, Law, articles, checks, named_facts, plain_atoms, plain_checks, told

from factcheck.model.truth import AND, BOTH, FALSE, NEITHER, NOT, OR, TRUE, Truth, conjunction, disjunction

VALUES = (NEITHER, TRUE, FALSE, BOTH)

LAWS: dict[str, Law] = {
    "double negation": lambda a, b, c: (f"not not ({a})", a),
    "De Morgan, and": lambda a, b, c: (f"not (({a}) and ({b}))", f"not ({a}) or not ({b})"),
    "De Morgan, or": lambda a, b, c: (f"not (({a}) or ({b}))", f"not ({a}) and not ({b})"),
    "implies is not-or": lambda a, b, c: (f"({a}) implies ({b})", f"not ({a}) or ({b})"),
    "implies binds to the right": lambda a, b, c: (
        f"({a}) implies ({b}) implies ({c})",
        f"({a}) implies (({b}) implies ({c}))",
    ),
    "contraposition": lambda a, b, c: (f"({a}) implies ({b})", f"not ({b}) implies not ({a})"),
    "and distributes over or": lambda a, b, c: (
        f"({a}) and (({b}) or ({c}))",
        f"(({a}) and ({b})) or (({a}) and ({c}))",
    ),
    "or distributes over and": lambda a, b, c: (
        f"({a}) or (({b}) and ({c}))",
        f"(({a}) or ({b})) and (({a}) or ({c}))",
    ),
    "absorption": lambda a, b, c: (f"({a}) or (({a}) and ({b}))", f"({a}) and (({a}) or ({b}))"),
    "and commutes": lambda a, b, c: (f"({a}) and ({b})", f"({b}) and ({a})"),
    "or is associative": lambda a, b, c: (f"({a}) or (({b}) or ({c}))", f"(({a}) or ({b})) or ({c})"),
    "and twice is once": lambda a, b, c: (f"({a}) and ({a})", a),
    "certainly is possibly upside down": lambda a, b, c: (f"certainly not ({a})", f"not possibly ({a})"),
    "possibly is certainly upside down": lambda a, b, c: (f"possibly not ({a})", f"not certainly ({a})"),
    "certainly reaches through and": lambda a, b, c: (
        f"certainly (({a}) and ({b}))",
        f"(certainly ({a})) and (certainly ({b}))",
    ),
    "possibly reaches through or": lambda a, b, c: (
        f"possibly (({a}) or ({b}))",
        f"(possibly ({a})) or (possibly ({b}))",
    ),
    "the innermost modal counts": lambda a, b, c: (f"certainly possibly ({a})", f"possibly ({a})"),
}


@MANY
@given(st.sampled_from(tuple(LAWS)), plain_checks, checks(plain_atoms, modal=False), plain_atoms, st.data())
def test_law_holds_for_every_check_and_article(law: str, a: str, b: str, c: str, data: st.DataObject) -> None:
    left, right = LAWS[law](a, b, c)
    stated = data.draw(articles(named_facts(left, right)))
    values = told(left, stated), told(right, stated)
    # Where one side leaves out a part, an impossible calculation in it shows on the other side only.
    if "error" in values and law == "absorption":
        return
    assert values[0] == values[1], (left, right)


def negated(a: Truth) -> Truth:
    return NOT[a]


@pytest.mark.parametrize("a", VALUES)
def test_negation_swaps_what_is_told(a: Truth) -> None:
    assert negated(negated(a)) == a
    assert bool(negated(a) & TRUE) == bool(a & FALSE)
    assert bool(negated(a) & FALSE) == bool(a & TRUE)


@pytest.mark.parametrize(("a", "b"), list(product(VALUES, VALUES)))
def test_connectives_are_what_the_specification_says(a: Truth, b: Truth) -> None:
    assert bool(AND[a][b] & TRUE) == bool(a & TRUE and b & TRUE)
    assert bool(AND[a][b] & FALSE) == bool(a & FALSE or b & FALSE)
    assert bool(OR[a][b] & TRUE) == bool(a & TRUE or b & TRUE)
    assert bool(OR[a][b] & FALSE) == bool(a & FALSE and b & FALSE)
    assert (conjunction(a, b), disjunction(a, b)) == (AND[a][b], OR[a][b])
    assert NOT[AND[a][b]] == OR[NOT[a]][NOT[b]]
    assert NOT[OR[a][b]] == AND[NOT[a]][NOT[b]]
    assert OR[a][AND[a][b]] == a == AND[a][OR[a][b]]


@pytest.mark.parametrize(("a", "b", "c"), list(product(VALUES, VALUES, VALUES)))
def test_connectives_distribute_and_only_grow_with_what_is_told(a: Truth, b: Truth, c: Truth) -> None:
    assert AND[a][OR[b][c]] == OR[AND[a][b]][AND[a][c]]
    assert OR[a][AND[b][c]] == AND[OR[a][b]][OR[a][c]]
    assert AND[AND[a][b]][c] == AND[a][AND[b][c]]
    if a & b == a:  # b tells all that a tells
        assert AND[a][c] & AND[b][c] == AND[a][c]
        assert OR[a][c] & OR[b][c] == OR[a][c]
        assert NOT[a] & NOT[b] == NOT[a]
