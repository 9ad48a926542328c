"""Known names in sentences: longest match, by any name, letter case as listed, possessives ignored."""

from __future__ import annotations

import pytest

from factcheck.extraction.mentions.finder import MentionFinder
from factcheck.model.entity import Catalogue, Entity
from factcheck.model.vocabulary import Vocabulary

PEOPLE = [
    (Entity("person:kishida", "person", "Fumio Kishida"), ["Kishida", "Kishida Fumio", "岸田文雄", "岸田"]),
    (Entity("person:may", "person", "Theresa May"), ["May"]),
    (Entity("organisation:quad", "organisation", "Quad"), ["group of four"]),
    (Entity("organisation:two", "organisation", "two plus two"), []),
    (Entity("organisation:jj", "organisation", "Johnson & Johnson"), []),
    (Entity("title:pm", "title", "prime minister"), ["premier"]),
    (Entity("person:jose", "person", "José Núñez"), []),
    (Entity("person:smith1", "person", "Ann Smith"), ["Smith"]),
    (Entity("person:smith2", "person", "Bob Smith"), ["Smith"]),
]
FINDER = MentionFinder(
    Vocabulary(
        entities=Catalogue(PEOPLE),
        kinds={"country": True, "person": False, "organisation": False, "title": False},
    )
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fumio Kishida met Kishida’s staff.", [("Fumio Kishida", "Fumio Kishida"), ("Kishida", "Fumio Kishida")]),
        ("KISHIDA spoke.", [("KISHIDA", "Fumio Kishida")]),
        ("kishida spoke.", []),
        ("Prime Minister Kishida", [("Prime Minister", "prime minister"), ("Kishida", "Fumio Kishida")]),
        ("首相の岸田文雄は東京で、岸田も", [("岸田文雄", "Fumio Kishida"), ("岸田", "Fumio Kishida")]),
        ("The group of four and the Quad agree.", [("group of four", "Quad"), ("Quad", "Quad")]),
        ("A two plus two meeting.", [("two plus two", "two plus two")]),
        ("Johnson & Johnson's shares", [("Johnson & Johnson", "Johnson & Johnson")]),
        ("Jose Nunez and JOSÉ NÚÑEZ", [("Jose Nunez", "José Núñez"), ("JOSÉ NÚÑEZ", "José Núñez")]),
        ("It is up to us in the US.", [("US", "United States")]),
        ("The U.S.-Japan alliance", [("U.S.", "United States"), ("Japan", "Japan")]),
        ("South Korea, not Korea or South Sudan", [("South Korea", "South Korea"), ("South Sudan", "South Sudan")]),
        (
            "Trinidad and Tobago; St. Lucia.",
            [("Trinidad and Tobago", "Trinidad and Tobago"), ("St. Lucia", "St. Lucia")],
        ),
        ("China’s People’s Republic of China", [("China", "China"), ("People’s Republic of China", "China")]),
        ("He ate turkey in Turkey.", [("Turkey", "Turkey")]),
    ],
)
def test_names(text: str, expected: list[tuple[str, str]]) -> None:
    found = [mention for mention in FINDER.find(text, None) if mention.kind == "name"]
    assert [(text[mention.start : mention.end], str(mention.value)) for mention in found] == expected


def test_a_name_and_a_period_may_share_a_word() -> None:
    text = "May resigned in May."
    assert [(mention.start, mention.kind) for mention in FINDER.find(text, None)] == [
        (0, "name"),
        (16, "name"),
        (16, "period"),
    ]


def test_a_name_that_two_share_tells_neither() -> None:
    (mention,) = FINDER.find("Smith spoke.", None)
    assert isinstance(mention.value, Entity)
    assert not mention.value.known


def test_a_name_with_a_number_states_no_number() -> None:
    assert [mention.kind for mention in FINDER.find("a two plus two debate", None)] == ["name"]
