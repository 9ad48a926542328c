"""What the JSON readers read and refuse."""

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.loading import json_document, json_scanner
from factcheck.loading.json_document import read_json, read_json_lines
from factcheck.loading.json_scanner import GiveUp, Scanner
from factcheck.source import SourceFile

REFUSED: list[tuple[str, str, list[tuple[str, int, int]]]] = [
    ("nothing", "", [("FC009", 1, 1)]),
    ("only space", " \n ", [("FC009", 2, 2)]),
    ("NaN", '{"a": NaN}', [("FC012", 1, 7)]),
    ("infinities", "[Infinity, -Infinity]", [("FC012", 1, 2), ("FC012", 1, 12)]),
    ("a repeated key", '{"a": 1,\n "a": 2}', [("FC006", 2, 3)]),
    ("a repeated key, escaped", '{"a": 1, "\\u0061": 2}', [("FC006", 1, 11)]),
    ("a repeated key deep down", '[{"x": {"a": 1, "b": 2, "b": 3}}]', [("FC006", 1, 26)]),
    ("a comma too many", "[1,]", [("FC009", 1, 3)]),
    ("a comma too many in an object", '{"a": 1,}', [("FC009", 1, 8)]),
    ("a comma too few", "[1 2]", [("FC009", 1, 4)]),
    ("a comma first", "[,1]", [("FC009", 1, 2)]),
    ("no colon", '{"a" 1}', [("FC009", 1, 6)]),
    ("a bare key", "{a: 1}", [("FC009", 1, 2)]),
    ("single quotes", "['a']", [("FC009", 1, 2)]),
    ("a comment", "[1] // one", [("FC009", 1, 5)]),
    ("an open list", "[1,\n", [("FC009", 2, 1)]),
    ("an open object", '{"a":', [("FC009", 1, 6)]),
    ("an open text", '{"a": "b}', [("FC009", 1, 7)]),
    ("a line end in a text", '["a\nb"]', [("FC009", 1, 2)]),
    ("a wrong bracket", "[1}", [("FC009", 1, 3)]),
    ("more after the value", "{} x", [("FC009", 1, 4)]),
    ("two values", "1\n2", [("FC009", 2, 1)]),
    ("a word", "nul", [("FC009", 1, 1)]),
    ("a Python word", "[True]", [("FC009", 1, 2)]),
    ("a number with a zero first", "[01]", [("FC009", 1, 2)]),
    ("a number with a plus", "[+1]", [("FC009", 1, 2)]),
    ("a number without an end", "[1.]", [("FC009", 1, 2)]),
    ("a number without a start", "[.5]", [("FC009", 1, 2)]),
    ("a hexadecimal number", "[0x10]", [("FC009", 1, 2)]),
    ("an escape that does not exist", '["\\x41"]', [("FC009", 1, 3)]),
    ("a short escape", '["\\u00"]', [("FC009", 1, 4)]),
    ("an escaped NUL", '["\\u0000"]', [("FC008", 1, 3)]),
    ("an escaped escape", '["a\\u001b[31m"]', [("FC008", 1, 4)]),
    ("a backspace", '["\\b", "\\f"]', [("FC008", 1, 3), ("FC008", 1, 9)]),
    ("delete", '["\x7f"]', [("FC008", 1, 3)]),
    ("delete beside an escape", '["\\n\x7f"]', [("FC008", 1, 5)]),
    ("half a pair", '["\\ud83d"]', [("FC008", 1, 3)]),
    ("the other half", '["\\ude00"]', [("FC008", 1, 3)]),
    ("a pair the wrong way round", '["\\ude00\\ud83d"]', [("FC008", 1, 3), ("FC008", 1, 9)]),
    ("half a pair, written out", '["\ud83d"]', [("FC008", 1, 3)]),
    ("a huge number", "[" + "9" * 5000 + "]", [("FC106", 1, 2)]),
    ("a huge exponent", "[1e999999999, 1E-99999]", [("FC106", 1, 2), ("FC106", 1, 15)]),
    ("a byte order mark", "\ufeff1", [("FC009", 1, 1)]),
    ("brackets", "[" * 100_000, [("FC007", 1, 33)]),
    ("closed brackets", "[" * 33 + "]" * 33, [("FC007", 1, 33)]),
    ("braces", '{"a":' * 100_000, [("FC007", 1, 161)]),
]


@pytest.mark.parametrize(("text", "places"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_it_is_refused(text: str, places: list[tuple[str, int, int]]) -> None:
    _, problems = read_json(SourceFile("f.json", text))
    assert [(problem.code, *problem.at.location[1:3]) for problem in problems if problem.at] == places


READ: list[tuple[str, Any]] = [
    ("0", 0),
    ("-0", 0),
    ("1.50", Fraction(3, 2)),
    ("1e3", 1000),
    ("-2.5E-1", Fraction(-1, 4)),
    ("2.0", 2),
    ("true", True),
    ("null", None),
    ('"\\ud83d\\ude00"', "😀"),
    ('"\\\\b\\\\u0000"', "\\b\\u0000"),
    ('"\\u2028\u2028\u200b"', "\u2028\u2028\u200b"),
    ('"\\"\\/\\n\\r\\t"', '"/\n\r\t'),
    (' [ 1 , { "a" : [ ] } ] \r\n', [1, {"a": []}]),
    ("[" * 32 + "]" * 32, json.loads("[" * 32 + "]" * 32)),
]


@pytest.mark.parametrize(("text", "value"), READ)
def test_it_is_read(text: str, value: Any) -> None:
    data, problems = read_json(SourceFile("f.json", text))
    assert problems == []
    assert data == value
    assert Scanner(SourceFile("f.json", text), len(text)).document(0) == value


def test_the_number_of_values_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_scanner, "MOST_NODES", 1000)
    monkeypatch.setattr(json_document, "MOST_NODES", 1000)
    assert read_json(SourceFile("f", json.dumps([1] * 999)))[1] == []
    assert read_json(SourceFile("f", json.dumps([","] * 999)))[1] == []
    assert [problem.code for problem in read_json(SourceFile("f", json.dumps([1] * 1000)))[1]] == ["FC007"]
    _, problems = read_json_lines(SourceFile("f", "[1, 2]\n" * 334))
    assert [(problem.code, problem.at and problem.at.location.line) for problem in problems] == [("FC007", 334)]


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**20), 10**20), st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=4), inner, max_size=4)),
    max_leaves=12,
)


@given(VALUES, st.booleans(), st.sampled_from([None, 1]))
@settings(deadline=None)
def test_both_readers_read_the_same(value: Any, plainly: bool, indent: int | None) -> None:
    source = SourceFile("f", json.dumps(value, ensure_ascii=not plainly, indent=indent))
    data, problems = read_json(source)
    scanner = Scanner(source, len(source.text))
    assert data == value == scanner.document(0)
    assert problems == scanner.problems


@given(st.text(st.sampled_from('[]{},:"\\u0d8 \n1-.eEtrufalsn/b\x00'), max_size=20))
@settings(deadline=None, max_examples=500)
def test_both_readers_refuse_the_same(text: str) -> None:
    source = SourceFile("f", text)
    data, problems = read_json(source)
    scanner = Scanner(source, len(text))
    try:
        value = scanner.document(0)
    except GiveUp:
        value = None
    assert (data, problems) == (value, scanner.problems)
    try:
        json.loads(text)
    except ValueError:
        assert problems


def test_lines() -> None:
    text = '{"a": 1}\r\n\n  \n{"b": [2, {"c": 3}]}\n5'
    lines, problems = read_json_lines(SourceFile("f.jsonl", text))
    assert problems == []
    assert lines == [{"a": 1}, {"b": [2, {"c": 3}]}, 5]
    assert lines.item_at(0).location[1:] == (1, 1, 1, 9)
    assert lines[1]["b"][1].value_at("c").location[1:3] == (4, 17)
    assert lines.item_at(2).text == "5"


def test_every_broken_line_is_told() -> None:
    text = '{"a": 1}\n{"b": }\n{"c": NaN}\n{"d": 4, "d": 5}\nnot json\n{"e": "x\u2028y"}\n'
    lines, problems = read_json_lines(SourceFile("f.jsonl", text))
    assert [(problem.code, problem.at and problem.at.location.line) for problem in problems] == [
        ("FC009", 2),
        ("FC012", 3),
        ("FC006", 4),
        ("FC009", 5),
    ]
    assert lines == [{"a": 1}, {"c": 0}, {"d": 4}, {"e": "x\u2028y"}]


def test_the_list_of_problems_ends() -> None:
    _, problems = read_json_lines(SourceFile("f.jsonl", "x\n" * 100_000))
    assert len(problems) == json_scanner.MOST_PROBLEMS
    _, problems = read_json(SourceFile("f.json", "[" + "NaN," * 100_000 + "1]"))
    assert len(problems) == json_scanner.MOST_PROBLEMS
