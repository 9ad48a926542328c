"""What the YAML reader makes of values: the core schema of YAML 1.2, exact numbers, text keys."""

from fractions import Fraction
from typing import Any

import pytest

from factcheck.loading.yaml_document import read_yaml
from factcheck.source import SourceFile

VALUES: list[tuple[str, Any]] = [
    ("", None),
    ("~", None),
    ("null", None),
    ("Null", None),
    ("NULL", None),
    ("nULL", "nULL"),
    ("true", True),
    ("True", True),
    ("TRUE", True),
    ("false", False),
    ("FALSE", False),
    ("NO", "NO"),
    ("no", "no"),
    ("yes", "yes"),
    ("on", "on"),
    ("off", "off"),
    ("y", "y"),
    ("0", 0),
    ("010", 10),
    ("-7", -7),
    ("+12", 12),
    ("0o17", 15),
    ("0x1F", 31),
    ("0b11", "0b11"),
    ("-0x1F", "-0x1F"),
    ("1_000", "1_000"),
    ("1,000", "1,000"),
    ("1:20", "1:20"),
    ("12:30:45", "12:30:45"),
    ("2022-01-21", "2022-01-21"),
    ("2022-01", "2022-01"),
    ("2022", 2022),
    ("1.5", Fraction(3, 2)),
    ("1.10", Fraction(11, 10)),
    ("-0.1", Fraction(-1, 10)),
    (".5", Fraction(1, 2)),
    ("5.", 5),
    ("2.0", 2),
    ("1e3", 1000),
    ("1.5E-3", Fraction(3, 2000)),
    ("1e+2", 100),
    ("0e999", 0),
    ("0.0", 0),
    (".", "."),
    ("e3", "e3"),
    ("1e", "1e"),
    ("+", "+"),
    ("-.", "-."),
    ("10%", "10%"),
    ("80 min", "80 min"),
    ("±10%", "±10%"),
    ("inf", "inf"),
    ("NaN", "NaN"),
    ("٣", "٣"),
    ("'true'", "true"),
    ('"010"', "010"),
    ("'~'", "~"),
    ('""', ""),
    ("{}", {}),
    ("[]", []),
    ("[1, a, {b: c}]", [1, "a", {"b": "c"}]),
    ('"\\u00e9\\x41\\n\\U0001F600"', "éA\n😀"),
    ("a != b", "a != b"),
    ("a & b", "a & b"),
    ("x#y", "x#y"),
    ("x # y", "x"),
    ("=", "="),
    ("<<", "<<"),
    ("10" + "0" * 29, 10**30),
]


@pytest.mark.parametrize(("written", "value"), VALUES)
def test_a_plain_value(written: str, value: Any) -> None:
    data, problems = read_yaml(SourceFile("f.yaml", f"key: {written}\n"), strict_characters=True)
    assert problems == []
    assert data == {"key": value}
    assert type(data["key"]) is type(value) or isinstance(value, dict | list)


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "--- # x\n...\n"])
def test_an_empty_file_is_nothing(text: str) -> None:
    assert read_yaml(SourceFile("f.yaml", text), strict_characters=True) == (None, [])


@pytest.mark.parametrize("text", ["---\na: b\n", "---\na: b\n...\n", "a: b\n...\n# the end\n\n", "\n# x\n---\na: b"])
def test_the_marks_of_one_document_are_read(text: str) -> None:
    assert read_yaml(SourceFile("f.yaml", text), strict_characters=True) == ({"a": "b"}, [])


def test_a_single_word_is_a_document() -> None:
    assert read_yaml(SourceFile("f.yaml", "80 min\n"), strict_characters=True) == ("80 min", [])


def test_old_line_ends_mean_the_same() -> None:
    text = "a:\n  - 1\n  - 'x\n    y'\nb: |\n  c\n  d\n"
    expected = {"a": [1, "x y"], "b": "c\nd\n"}
    for line_end in ("\n", "\r\n", "\r"):
        source = SourceFile("f.yaml", text.replace("\n", line_end))
        assert read_yaml(source, strict_characters=True) == (expected, [])


def test_facts_keep_what_cannot_be_seen_and_rules_do_not() -> None:
    source = SourceFile("f.yaml", 'quote: "zero\u200bwidth, soft\u00adhyphen, \\u202e"\n')
    data, problems = read_yaml(source, strict_characters=False)
    assert (data, problems) == ({"quote": "zero\u200bwidth, soft\u00adhyphen, \u202e"}, [])
    _, problems = read_yaml(source, strict_characters=True)
    assert [problem.code for problem in problems] == ["FC008"] * 3
    assert [problem.at and problem.at.text for problem in problems] == ["\u200b", "\u00ad", "\\u202e"]


def test_a_stretch_of_a_file_keeps_the_places_of_the_file() -> None:
    text = "---\ntitle: A day\nid: x\nid: y\n---\n# A day\n\nfoo: [\n"
    source = SourceFile("a.md", text)
    data, problems = read_yaml(source, strict_characters=False, start=4, end=text.index("---\n#"))
    assert data == {"title": "A day", "id": "x"}
    assert data.value_at("title").text == "A day"
    assert data.value_at("title").location[1:3] == (2, 8)
    assert [(problem.code, problem.at and problem.at.location.line) for problem in problems] == [("FC006", 4)]
    assert "line 3" in problems[0].message
