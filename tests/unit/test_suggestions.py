"""A misspelt name gets a suggestion; thousands of them do not take minutes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.suggestions import fresh_suggestions, suggest

KNOWN = [f"number_{number}_of_the_fact" for number in range(3_000)]


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    fresh_suggestions()
    yield
    fresh_suggestions()


def test_the_nearest_is_found_wherever_it_stands() -> None:
    assert suggest("numbr_1234_of_the_fact", KNOWN) == "number_1234_of_the_fact"
    assert suggest("NUMBER_7_OF_THE_FACT", KNOWN) == "number_7_of_the_fact"
    assert suggest("quantity", KNOWN) is None


def test_of_many_misspelt_names_the_first_get_suggestions() -> None:
    asked = 0

    def known() -> Iterator[str]:
        nonlocal asked
        asked += 1
        yield from KNOWN

    found = [suggest(f"numbr_{number}_of_the_fact", known()) for number in range(3_000)]
    assert found[0] == "number_0_of_the_fact"
    assert found[-1] is None
    assert asked < 300
    fresh_suggestions()
    assert suggest("numbr_1234_of_the_fact", known()) == "number_1234_of_the_fact"


def test_nothing_is_near_to_a_name_of_many_thousand_letters() -> None:
    assert suggest("ab" * 50_000, ["ba" * 50_000]) is None


@given(st.lists(st.text(st.sampled_from("abAB_é"), max_size=6), max_size=8), st.text(st.sampled_from("abAB_é")))
def test_the_answer_is_one_of_the_known_and_the_most_alike(known: list[str], name: str) -> None:
    from difflib import get_close_matches

    fresh_suggestions()
    found = suggest(name, known)
    folded = [one.casefold() for one in known]
    if name.casefold() in folded:
        assert found == known[folded.index(name.casefold())]
        return
    nearest = get_close_matches(name.casefold(), folded, n=1)
    assert ([] if found is None else [found.casefold()]) == nearest
