"""When two names, or two pieces of text, count as the same."""

from __future__ import annotations

import pytest

from factcheck.model.entity import Catalogue, Entity, entity_set
from factcheck.model.text import fold_name, fold_text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("United States", "united  states"),
        ("U.S.", "US"),
        ("Côte d'Ivoire", "Cote d’Ivoire"),
        ("Asia-Pacific", "Asia–Pacific"),
        ("Asia-Pacific", "Asia Pacific"),
        ("São Paulo", "Sa\u0303o Paulo"),
        ("Kishida", "KISHIDA"),
        ("Ｋｉｓｈｉｄａ", "Kishida"),
        ("Straße", "STRASSE"),
        ("St\u00a0Kitts", "St Kitts"),
    ],
)
def test_names_that_are_the_same(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Niger", "Nigeria"), ("Kishida", "Kishide"), ("Austria", "Australia"), ("岸田", "岸")]
)
def test_names_that_are_not(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("push  back", "Push back"),
        ("“push back”", '"push back"'),
        ("it’s", "it's"),
        ("80–90", "80-90"),
        ("ﬁrst", "first"),
        ("a\nb", "a b"),
    ],
)
def test_text_that_is_the_same(one: str, other: str) -> None:
    assert fold_text(one) == fold_text(other)


def test_text_keeps_what_names_lose() -> None:
    assert fold_text("cafe") != fold_text("café")
    assert fold_text("US") != fold_text("U.S.")


KISHIDA = Entity("person:kishida", "person", "Fumio Kishida")
PARIS = Entity("place:paris", "place", "Paris")
TEXAN = Entity("place:paris-texas", "place", "Paris, Texas")
CATALOGUE = Catalogue([(KISHIDA, ["Kishida", "岸田文雄"]), (PARIS, []), (TEXAN, ["Paris"])])


def test_an_entity_is_found_under_any_of_its_names() -> None:
    assert [CATALOGUE.read(name, "person") for name in ("Kishida", "fumio kishida", "岸田文雄")] == [KISHIDA] * 3


def test_a_country_comes_built_in_and_only_as_a_country() -> None:
    (japan,) = CATALOGUE.find("japan")
    assert (japan.kind, japan.name) == ("country", "Japan")
    assert CATALOGUE.find("japan", "person") == []


def test_an_unknown_or_ambiguous_name_stands_for_itself() -> None:
    paris, atlantis = CATALOGUE.read("Paris", "place"), CATALOGUE.read("Atlantis", "country")
    assert not paris.known
    assert not atlantis.known
    assert atlantis == CATALOGUE.read("Atlantis", "country")
    assert CATALOGUE.read("ATLANTIS", "country").key == atlantis.key
    assert len(CATALOGUE.find("Paris", "place")) == 2


def test_a_set_has_each_member_once_in_the_order_given() -> None:
    both = entity_set([PARIS, KISHIDA, PARIS])
    assert str(both) == "{Paris, Fumio Kishida}"
    assert both.keys == {"place:paris", "person:kishida"}
