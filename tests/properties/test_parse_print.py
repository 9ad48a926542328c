"""Laws of the parser and the printer: what is printed is read back, and nothing that is typed makes either fail."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from trees import trees

from factcheck.language import syntax as s
from factcheck.language.parser import parse_text, walk
from factcheck.language.printer import print_expr
from factcheck.language.tokens import MOST_CHARACTERS, MOST_TOKENS

SPACES = ("", " ", "  ", "\n", "\t", "\r\n    ", " # why\n")
_PIECE = re.compile(r"\"[^\"]*\"|'[^']*'|[^\"' ]+| ")


@st.composite
def respelled(draw: st.DrawFn) -> str:
    """A printed tree with other white space, comments between the words, and brackets around the whole."""
    text = print_expr(draw(trees))
    pieces = [draw(st.sampled_from(SPACES[1:])) if piece == " " else piece for piece in _PIECE.findall(text)]
    brackets = draw(st.integers(0, 2))
    return (
        "(" * brackets
        + draw(st.sampled_from(SPACES))
        + "".join(pieces)
        + draw(st.sampled_from(SPACES))
        + ")" * brackets
    )


words = st.sampled_from(
    [
        "80",
        "90",
        "1.5",
        "1,000",
        "2022-01",
        "min",
        "h",
        "%",
        "$",
        "d",
        "host",
        "Japan",
        "'x'",
        '"y"',
        "true",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        ",",
        ".",
        "+",
        "-",
        "*",
        "/",
        "==",
        "!=",
        "<",
        "<=",
        ">",
        ">=",
        "=",
        "in",
        "not",
        "and",
        "or",
        "implies",
        "certainly",
        "possibly",
        "within",
        "of",
        "before",
        "after",
        "during",
        "overlaps",
        "contains",
        "any",
        "all",
        "matches",
        "is",
        "stated",
        "agree",
    ]
)
soups = st.lists(words, max_size=14).map(" ".join)


@given(trees)
def test_parse_after_print_is_the_identity(tree: s.Expr) -> None:
    text = print_expr(tree)
    parsed = parse_text(text)
    assert parsed.expr == tree, (text, parsed.diagnostics)


@given(respelled())
@example("d in [80, 90] min # the Japanese figure")
def test_printing_is_canonical_whatever_the_spelling(text: str) -> None:
    parsed = parse_text(text)
    if parsed.expr is None:
        assert len(text) > MOST_CHARACTERS or "#" in text, parsed.diagnostics
        return
    once = print_expr(parsed.expr)
    again = parse_text(once)
    assert again.expr == parsed.expr
    assert print_expr(again.expr) == once


@given(trees)
def test_each_node_spans_the_text_that_it_was_made_of(tree: s.Expr) -> None:
    text = print_expr(tree)
    parsed = parse_text(text)
    assert parsed.expr is not None
    for node in walk(parsed.expr):
        stretch = text[node.span.start : node.span.end]
        assert stretch == stretch.strip()
        assert stretch
        match node:
            case s.Unit(name=name):
                assert stretch == name
            case s.Argument(name=name):
                assert stretch.startswith(name.name)
            case s.Name(name=name):
                assert stretch in (name, "within")
            case s.Range():
                assert parse_text(f"x in {stretch}").expr == s.Membership(
                    node.span, s.Name(node.span, "x"), node, False
                )
            case _:
                assert parse_text(stretch).expr == node, stretch


@given(st.one_of(soups, st.text(max_size=60)))
@example("")
@example("d == '")
@example("d in [80, 900] min")
@example("[[((")
@example("\x00")
def test_any_text_parses_or_is_refused_with_a_place_inside_it(text: str) -> None:
    parsed = parse_text(text)
    assert (parsed.expr is None) == bool(parsed.diagnostics)
    for diagnostic in parsed.diagnostics:
        assert diagnostic.at is not None
        assert 0 <= diagnostic.at.start <= diagnostic.at.end <= len(text)
        assert diagnostic.message
        assert "None" not in diagnostic.message


@given(soups)
def test_what_parses_is_printed_and_read_back(text: str) -> None:
    parsed = parse_text(text)
    if parsed.expr is not None:
        assert parse_text(print_expr(parsed.expr)).expr == parsed.expr


@pytest.mark.parametrize(
    "text",
    [
        " and ".join(["a"] * 500),
        " or ".join(["a == b"] * 300),
        " + ".join(["1"] * 900) + " == n",
        "n == " + " * ".join(["2"] * 90),
        " implies ".join(["a"] * 390),
        "(" * 63 + "a" + ")" * 63,
        "not " * 63 + "a",
        "-" * 60 + "1 == n",
        "{" + ", ".join(["a"] * 500) + "} == m",
    ],
)
def test_long_and_deep_expressions_within_the_limits_are_read_back(text: str) -> None:
    assert len(text) <= MOST_CHARACTERS
    assert len(text.split()) <= MOST_TOKENS
    parsed = parse_text(text)
    assert parsed.expr is not None, parsed.diagnostics
    assert parse_text(print_expr(parsed.expr)).expr == parsed.expr
