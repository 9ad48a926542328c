"""The schemas themselves: valid, self-contained, explained, and true of the samples."""

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import factcheck
from factcheck.loading import schemas
from factcheck.loading.files import YAML_LIMIT, read_text, walk
from factcheck.loading.schemas import NAMES, load_schema, schema_text
from factcheck.loading.validation import validate
from factcheck.loading.yaml_document import read_yaml

OUTPUTS = ("report", "extraction")
CHECKOUT = Path(factcheck.__file__).parents[2]


def parts(node: Any, path: str = "#") -> list[tuple[str, dict[str, Any]]]:
    """All subschemas of a schema."""
    found = []
    if isinstance(node, dict):
        found.append((path, node))
        for keyword in ("properties", "patternProperties", "$defs"):
            for key, value in node.get(keyword, {}).items():
                found += parts(value, f"{path}/{keyword}/{key}")
        for keyword in ("items", "additionalProperties"):
            found += parts(node.get(keyword), f"{path}/{keyword}")
        for keyword in ("anyOf", "oneOf"):
            for number, value in enumerate(node.get(keyword, [])):
                found += parts(value, f"{path}/{keyword}/{number}")
    return found


@pytest.mark.parametrize("name", NAMES)
def test_it_is_a_schema(name: str) -> None:
    schema = load_schema(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:factcheck:schema:{name}:1"
    assert schema["title"]
    assert schema["description"]
    assert schema["examples"]


@pytest.mark.parametrize("name", NAMES)
def test_it_refers_to_nothing_else(name: str) -> None:
    for _, part in parts(load_schema(name)):
        if "$ref" in part:
            prefix, _, definition = part["$ref"].rpartition("/")
            assert prefix == "#/$defs"
            assert definition in load_schema(name)["$defs"]
        assert part.keys().isdisjoint({"$dynamicRef", "$anchor", "$dynamicAnchor", "$vocabulary"})


@pytest.mark.parametrize("name", NAMES)
def test_its_examples_are_valid(name: str) -> None:
    schema = load_schema(name)
    for path, part in parts(schema):
        alone = {"$defs": schema.get("$defs", {})} | {key: value for key, value in part.items() if key != "$id"}
        for example in part.get("examples", []):
            errors = [error.message for error in Draft202012Validator(alone).iter_errors(example)]
            assert not errors, (path, example)


@pytest.mark.parametrize("name", NAMES)
def test_every_key_is_explained(name: str) -> None:
    schema = load_schema(name)
    for path, part in parts(schema):
        for key, value in part.get("properties", {}).items():
            resolved = schema["$defs"][value["$ref"].rpartition("/")[2]] if "$ref" in value else value
            told = {"title", "description", "enum", "items"} & (value.keys() | resolved.keys())
            assert told or resolved.get("type") == "boolean", (path, key)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in OUTPUTS])
def test_a_slip_in_a_key_is_noticed(name: str) -> None:
    for path, part in parts(load_schema(name)):
        if part.get("type") == "object":
            assert "additionalProperties" in part, path
            assert part["additionalProperties"] is not True, path
            assert part.get("title"), path


@pytest.mark.parametrize("name", OUTPUTS)
def test_an_output_may_grow(name: str) -> None:
    for path, part in parts(load_schema(name)):
        assert part.get("additionalProperties", True) is True, path


def test_a_part_of_a_schema_has_a_name() -> None:
    assert load_schema("facts#statement_line")["$ref"] == "#/$defs/statement_line"
    with pytest.raises(KeyError):
        load_schema("facts#no")
    with pytest.raises(KeyError):
        schema_text("../rules")


def test_it_is_found_in_an_installed_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rules.schema.json").write_text("{}")
    monkeypatch.setattr(schemas, "_FOLDERS", (str(tmp_path), *schemas._FOLDERS))
    assert schema_text("rules") == "{}"
    assert schema_text("facts") != "{}"


def sample_files() -> list[tuple[str, str]]:
    found = []
    for folder, name in (("rules", "rules"), ("seeds/facts", "facts")):
        paths, _ = walk(str(CHECKOUT / folder), (".yaml",))
        found += [(path, name) for path in paths]
    return found


@pytest.mark.parametrize(("path", "name"), sample_files(), ids=[Path(path).name for path, _ in sample_files()])
def test_the_samples_are_valid(path: str, name: str) -> None:
    source, problems = read_text(path, None, YAML_LIMIT)
    assert source is not None
    data, more = read_yaml(source, strict_characters=name == "rules")
    if name == "rules" and "rules" not in data:
        name = "vocabulary"
    assert [*problems, *more, *validate(data, name)] == []
