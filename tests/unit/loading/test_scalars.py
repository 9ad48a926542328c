"""Scalars are read a second time for the place of each character: the value must be the parser's, the places true."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.loading import scalars, yaml_document
from factcheck.loading.document import Mapping
from factcheck.loading.json_document import read_json
from factcheck.loading.yaml_document import read_yaml
from factcheck.source import SourceFile, Span

INVISIBLE_TO_YAML = "\x85\u2028\u2029\ufeff\ufffe\uffff"
AWKWARD = st.sampled_from(list(" \n\t'\"\\:#-,[]{}&*!|>%@`ab😀é岸x0"))
ANY = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=INVISIBLE_TO_YAML)
# PyYAML writes YAML 1.1, where these are words and need no quotation marks; in YAML 1.2 they are numbers.
NEWER_NUMBER = re.compile(r"[-+]?(\d+|\d+\.\d*|\.\d+)([eE][-+]?\d+)?|0o[0-7]+", re.ASCII)
TEXTS = st.text(st.one_of(AWKWARD, ANY), max_size=40).filter(lambda text: not NEWER_NUMBER.fullmatch(text))
LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r"])
PIECES = [*"  \n\n\t'\"\\:#-ab😀x0n/u", "\r\n", "\r", "\\\n", "\\\r\n"]
PIECES += ["\\x41", "\\u00e9", "''", "\n  ", "\n   ", "\n  \n"]


def check_places(document: Mapping, key: str) -> None:
    """Each character of a value must stand where it is said to: as itself, as an escape, or as a fold."""
    value, text = document[key], document.source.text
    written = document.written_at(key)
    read, places = scalars.decode(text, written.start, written.end, value)
    assert read == value
    assert len(places) == len(value)
    last = written.start
    for character, (start, end) in zip(value, places, strict=True):
        assert last <= start < end <= written.end
        last = end
        stands = text[start:end]
        as_itself = stands == character or (character == "'" and stands == "''")
        as_fold = character in " \n" and re.fullmatch(r"[ \t\r\n]+", stands)
        as_escape = stands.startswith("\\") and len(stands) > 1
        assert as_itself or as_fold or as_escape
    embedded = document.text(key)
    assert embedded.value == value
    assert [embedded.locate(Span(n, n + 1))[1:] for n in range(len(value))] == places


LAYOUTS = st.fixed_dictionaries(
    {
        "default_style": st.sampled_from([None, "'", '"', "|", ">"]),
        "width": st.sampled_from([5, 20, 80]),
        "allow_unicode": st.booleans(),
        "indent": st.integers(2, 6),
    }
)


@given(TEXTS, LAYOUTS, LINE_ENDS)
@settings(deadline=None, max_examples=300)
def test_what_yaml_writes_is_found_again(value: str, layout: dict[str, Any], line_end: str) -> None:
    text = yaml.dump({"list": [{"text": value, "more": "x"}]}, **layout).replace("\n", line_end)
    document, problems = read_yaml(SourceFile("f.yaml", text), strict_characters=False)
    assert problems == []
    mapping = document["list"][0]
    assert mapping["text"] == yaml.load(text, yaml.BaseLoader)["list"][0]["text"]
    check_places(mapping, "text")


@pytest.fixture(scope="module", params=["the parser in C", "the parser in Python"])
def parser(request: pytest.FixtureRequest) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        if "Python" in request.param:
            patch.setattr(yaml_document, "_parser", yaml_document._slow_parser)
        yield


def mapping_with(key: str, node: Any) -> Mapping | None:
    """The first mapping with a key, going down the first values."""
    while isinstance(node, dict | list) and node:
        if isinstance(node, Mapping) and key in node:
            return node
        node = node[0] if isinstance(node, list) else next(iter(node.values()))
    return None


HEADERS = st.tuples(
    st.sampled_from("|>"), st.sampled_from(["", "-", "+", "1", "2", "2-", "+1"]), st.sampled_from(["", " # c"])
).map("".join)


@pytest.mark.usefixtures("parser")
@given(
    st.sampled_from(["a: ", "b:\n  a: ", "- - a: ", "x: [{a: "]),
    st.one_of(st.sampled_from(["", "'", '"']), HEADERS),
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
    st.sampled_from(["", "\n", "\n\n", "\n# c\n", "\n  \nz: 1\n"]),
)
@settings(deadline=None, max_examples=300)
def test_what_a_person_writes_is_found_again(before: str, style: str, body: str, after: str) -> None:
    if style[:1] in ("|", ">"):
        text = f"{before}{style}\n   {body}{after}"
    else:
        text = f"{before}{style}{body}{style}{'}]' if '[' in before else ''}{after}"
    document, problems = read_yaml(SourceFile("f.yaml", text), strict_characters=False)
    mapping = mapping_with("a", document)
    if not problems and mapping is not None and isinstance(mapping["a"], str):
        check_places(mapping, "a")


@given(TEXTS, st.booleans())
def test_what_json_writes_is_found_again(value: str, plainly: bool) -> None:
    text = json.dumps({"a": value}, ensure_ascii=not plainly)
    document, problems = read_json(SourceFile("f.json", text))
    assert problems == []
    assert document["a"] == value
    check_places(document, "a")


EXPRESSION = "duration in [80, 90] mni"
WRITTEN = [
    ("plain", f"check: {EXPRESSION}\n"),
    ("plain over lines", "check: duration\n  in\n\n  [80, 90]\n    mni   # why\n"),
    ("single quotes", f"check: '{EXPRESSION}'\n"),
    ("single quotes with quotes", "check: 'x == ''a'' and duration in mni'\n"),
    ("double quotes", f'check: "{EXPRESSION}"\n'),
    ("double quotes with escapes", 'check: "x == \\"\\u00e9\\" and\\tduration in mni"\n'),
    ("double quotes over lines", 'check: "x\n   and \\\n   duration in\n\n   mni"\n'),
    ("literal", "check: |\n  x\n    and\n\n  duration in mni\nid: a\n"),
    ("literal, indented by a sign", "check: |2-\n    x and\n  mni\n"),
    ("folded", "check: >-\n  x and\n  duration\n\n  in\n    mni\n"),
    ("folded with old line ends", "check: >\r\n  x and\r\n  duration\r\n  in mni\r\n\r\nid: a\r\n"),
    ("in brackets", "{id: x, check: duration in mni}\n"),
    ("after far characters", "😀: 岸田文雄 😀\ncheck: '😀 岸 mni'\n"),
]


@pytest.mark.parametrize("text", [row[1] for row in WRITTEN], ids=[row[0] for row in WRITTEN])
def test_a_word_inside_a_check_is_pointed_at(text: str) -> None:
    document, problems = read_yaml(SourceFile("f.yaml", text), strict_characters=True)
    assert problems == []
    check = document.text("check")
    start = check.value.index("mni")
    assert check.locate(Span(start, start + 3)).text == "mni"
    assert check.locate(Span(start, start + 3)).start == text.index("mni")
    assert check.whole.text.strip() == document.value_at("check").text


def test_an_escape_is_pointed_at_whole() -> None:
    document, _ = read_yaml(SourceFile("f.yaml", 'a: "x\\u00e9y\\n\\"z"\n'), strict_characters=True)
    text = document.text("a")
    assert [text.locate(Span(n, n + 1)).text for n in range(len(text.value))] == [
        "x",
        "\\u00e9",
        "y",
        "\\n",
        '\\"',
        "z",
    ]


def test_what_is_not_text_is_given_as_written() -> None:
    document, _ = read_yaml(SourceFile("f.yaml", "a: 1.50\nb: [2022, true, ~]\nc:\n"), strict_characters=True)
    assert document.text("a").value == "1.50"
    assert [document["b"].text(index).value for index in range(3)] == ["2022", "true", "~"]
    assert document.text("c").value == ""
    with pytest.raises(TypeError):
        document.text("b")
