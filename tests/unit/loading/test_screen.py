"""The quick screen says of any data what jsonschema says."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from factcheck.loading.schemas import NAMES, load_schema
from factcheck.loading.screen import pattern, screen
from factcheck.loading.validation import _validator

READ = [name for name in NAMES if name != "extraction"]
"""What `extract` prints, in mentions that hold mentions, is never read again."""
PARTS = [f"{name}#{part}" for name in READ for part in load_schema(name).get("$defs", {})]
ALL = [*READ, *PARTS]

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 10_000),
    st.fractions(-1, 2, max_denominator=20),
    st.sampled_from(
        ["", "x", "pass", "error", "2022-01-21", "2022-01", "a-b", "A b", "CAD", "±10%", "pass\n", "a" * 201]
    ),
    st.text(max_size=4),
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=3), inner, max_size=3)),
    max_leaves=6,
)


def resolved(schema: Any, root: dict[str, Any]) -> Any:
    return root["$defs"][schema["$ref"].rpartition("/")[2]] if isinstance(schema, dict) and "$ref" in schema else schema


@st.composite
def nearly_valid(draw: st.DrawFn, schema: Any, root: dict[str, Any], depth: int = 0) -> Any:
    """Data as the schema has it, with a slip here and there."""
    schema = resolved(schema, root)
    if not isinstance(schema, dict) or depth > 5 or draw(st.integers(0, 15)) == 0:
        return draw(ANYTHING)
    if "anyOf" in schema:
        return draw(nearly_valid(draw(st.sampled_from(schema["anyOf"])), root, depth + 1))
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return draw(st.sampled_from(schema["enum"]))
    types = schema.get("type", "object")
    kind = draw(st.sampled_from(types)) if isinstance(types, list) else types
    if kind == "array":
        return draw(st.lists(nearly_valid(schema.get("items", True), root, depth + 1), max_size=3))
    if kind != "object":
        return draw(scalar(kind, schema))
    wanted = set(schema.get("required", [])) | {branch["required"][0] for branch in schema.get("oneOf", [])[:1]}
    data = {}
    for key, value in schema.get("properties", {}).items():
        if draw(st.integers(0, 9)) < (9 if key in wanted else 3):
            data[key] = draw(nearly_valid(value, root, depth + 1))
    others = schema.get("additionalProperties", True)
    for key in draw(
        st.lists(st.sampled_from(["a", "x-b", "x_c", "about", ""]), max_size=2 if others else 0, unique=True)
    ):
        data[key] = draw(nearly_valid(others, root, depth + 1))
    if draw(st.integers(0, 15)) == 0:
        data[draw(st.sampled_from(["titel", "x-own", "end"]))] = draw(SCALARS)
    return data


def scalar(kind: str, schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    match kind:
        case "string" if "pattern" in schema:
            return st.one_of(
                st.from_regex(schema["pattern"]), st.sampled_from(["2022-01-21", "a-b", "en", "FC101", "x"])
            )
        case "string":
            return st.sampled_from(["x", "a word", "", "80 min"])
        case "boolean":
            return st.booleans()
        case "integer":
            return st.integers(-1, 10_000)
        case "number":
            return st.one_of(st.integers(-1, 2), st.just(Fraction(1, 3)))
    return st.none()


@pytest.mark.parametrize("name", ALL)
@given(st.data())
@settings(deadline=None, max_examples=25)
def test_they_agree(name: str, data: st.DataObject) -> None:
    schema = load_schema(name)
    value = data.draw(nearly_valid(schema, schema))
    assert screen(schema)(value) == _validator(name).is_valid(value)


@given(ANYTHING)
@settings(deadline=None, max_examples=60)
def test_they_agree_on_anything(value: Any) -> None:
    for name in NAMES:
        assert screen(load_schema(name))(value) == _validator(name).is_valid(value)


KEYWORDS: list[dict[str, Any]] = [
    {"type": "integer"},
    {"type": "number", "minimum": 0, "maximum": 1},
    {"type": ["string", "null"]},
    {"const": 1},
    {"const": "x"},
    {"enum": ["x", "pass"]},
    {"minLength": 1, "maxLength": 3},
    {"minItems": 1, "items": {"type": "string"}},
    {"minProperties": 1},
    {"required": ["a"]},
    {"dependentRequired": {"a": ["b"]}},
    {"properties": {"a": {"type": "string"}}, "patternProperties": {"^x": True}, "additionalProperties": False},
    {"additionalProperties": {"type": "integer"}},
    {"oneOf": [{"type": "string"}, {"minLength": 2}]},
    {"anyOf": [{"type": "string"}, {"type": "boolean"}]},
    {"properties": {"a": False}},
]
ROWS: list[Any] = [
    *(None, True, False, 0, 1, -1, Fraction(1, 2), Fraction(7, 2), "", "x", "xy", "pass", "xyzw"),
    *([], ["x"], [1], [["x"]], {}, {"a": "x"}, {"a": 1}, {"b": 1}, {"a": 1, "b": 1}, {"x1": 1}, {"ax": 1, "a": "x"}),
]


@pytest.mark.parametrize("schema", KEYWORDS, ids=str)
def test_each_keyword(schema: dict[str, Any]) -> None:
    library = Draft202012Validator(schema)
    for value in ROWS:
        assert screen(schema)(value) == library.is_valid(value), value


@pytest.mark.parametrize(
    "schema",
    [
        {"not": {}},
        {"uniqueItems": True},
        {"if": {}},
        {"propertyNames": {}},
        {"properties": {"a": {"format": "date"}}},
        {"enum": [1]},
        {"const": []},
        {"$ref": "https://example.org/x.json"},
        {"$ref": "#/$defs/a", "$defs": {"a": {"items": {"$ref": "#/$defs/a"}}}},
        {"properties": {"x": True}, "patternProperties": {"^x": True}},
    ],
    ids=str,
)
def test_what_it_does_not_know_it_refuses(schema: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        screen(schema)


def test_a_pattern_ends_where_the_text_ends() -> None:
    assert pattern("^a$").search("a")
    assert not pattern("^a$").search("a\n")
    assert pattern(r"\$").search("x$y")
