"""Where keys, values and containers stand."""

from typing import Any

import pytest

from factcheck.loading.document import Mapping, Sequence
from factcheck.loading.json_document import read_json
from factcheck.loading.yaml_document import read_yaml
from factcheck.source import SourceFile

TEXT = """\
# a comment
rules:
  - id: one
    check: 'a == 1'   # why
    "tags": [x, "y z", {deep: 'it''s'}]
    why: >-
      Because of
      this.

    tests:
    - facts: {}

    - {expect: pass}
  # the end

last:
empty: ""
"""


@pytest.fixture
def document() -> Mapping:
    data, problems = read_yaml(SourceFile("f.yaml", TEXT), strict_characters=True)
    assert problems == []
    assert isinstance(data, Mapping)
    return data


def test_keys(document: Mapping) -> None:
    rule = document["rules"][0]
    assert [rule.key_at(key).text for key in rule] == ["id", "check", "tags", "why", "tests"]
    assert document.key_at("rules").location[1:] == (2, 1, 2, 6)
    assert rule.key_at("tags").location[1:] == (5, 6, 5, 10)


def test_values(document: Mapping) -> None:
    rule = document["rules"][0]
    assert rule.value_at("id").text == "one"
    assert rule.value_at("check").text == "a == 1"
    assert rule.written_at("check").text == "'a == 1'"
    assert rule.value_at("why").text == "Because of\n      this."
    assert rule.value_at("tags").text == "[x, \"y z\", {deep: 'it''s'}]"
    assert [rule["tags"].item_at(index).text for index in range(3)] == ["x", "y z", "{deep: 'it''s'}"]
    assert rule["tags"].item_at(-1).text == "{deep: 'it''s'}"
    assert rule["tags"][2].value_at("deep").text == "it''s"


def test_containers_end_with_their_last_value(document: Mapping) -> None:
    rule = document["rules"][0]
    assert rule.at.text.startswith("id: one")
    assert rule.at.text.endswith("- {expect: pass}")
    assert rule["tests"].at.text == "- facts: {}\n\n    - {expect: pass}"
    assert rule["tests"][0].at.text == "facts: {}"
    assert document.at.text == TEXT.removeprefix("# a comment\n").rstrip("\n")


def test_what_is_not_written_has_a_place_too(document: Mapping) -> None:
    assert document.value_at("last").text == ""
    assert document.value_at("last").location.line == TEXT[: TEXT.index("last")].count("\n") + 1
    assert document.value_at("empty").text == ""
    assert document.written_at("empty").text == '""'


def test_it_is_ordinary_data(document: Mapping) -> None:
    assert isinstance(document, dict)
    assert isinstance(document["rules"], list)
    assert document["rules"][0]["tests"] == [{"facts": {}}, {"expect": "pass"}]
    with pytest.raises(KeyError):
        document.key_at("no")


@pytest.mark.parametrize("text", ["😀岸: ö\nkey: va😀lue\n", "ö: '😀'\r\nkey: va😀lue\r\n"])
def test_offsets_count_code_points(text: str) -> None:
    data, _ = read_yaml(SourceFile("f.yaml", text), strict_characters=True)
    assert data.value_at("key").text == "va😀lue"
    assert data.value_at("key").location[1:] == (2, 6, 2, 12)


JSON = '{"a": [1, "x\\ny", {"b": true, "c": []}],\n "é": {"d": "q"}}'


def walk(value: Any) -> list[tuple[str, str]]:
    """All keys and values, each with the text it is said to stand at."""
    found = []
    if isinstance(value, Mapping):
        for key, item in value.items():
            found += [(key, value.key_at(key).text), (str(item), value.value_at(key).text), *walk(item)]
    elif isinstance(value, Sequence):
        for index, item in enumerate(value):
            found += [(str(item), value.item_at(index).text), *walk(item)]
    return found


def test_json_finds_its_places_when_asked() -> None:
    data, problems = read_json(SourceFile("f.json", JSON))
    assert problems == []
    assert not isinstance(data["a"].places, tuple)
    assert data["a"].item_at(1).text == "x\\ny"
    assert data.places[0] == 0
    assert data.at.text == JSON
    assert data["é"].at.text == '{"d": "q"}'
    assert data["é"].value_at("d").location[1:] == (2, 14, 2, 15)


def test_yaml_and_json_agree_on_places() -> None:
    """This JSON is YAML, too."""
    from_json, _ = read_json(SourceFile("f", JSON))
    from_yaml, problems = read_yaml(SourceFile("f", JSON), strict_characters=False)
    assert problems == []
    assert from_json == from_yaml
    assert walk(from_json) == walk(from_yaml)
