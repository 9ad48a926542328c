"""A mistake points at the same words, however the expression is written down in YAML."""

from __future__ import annotations

import re

import yaml
from hypothesis import given
from hypothesis import strategies as st
from worlds import MANY, READER, VOCABULARY, rule

from factcheck.diagnostics import Diagnostic
from factcheck.evaluation.compiled import compile_rule
from factcheck.loading.document import Mapping
from factcheck.loading.yaml_document import read_yaml
from factcheck.source import EmbeddedText, SourceFile
from factcheck.suggestions import fresh_suggestions

WRONG = (
    "dd in [1, 2] min",
    "d in [1, 2]",
    "d in [2, 1] min and e == 3",
    "host == Japon or guest == 'Indja'",
    "host == 80 min",
    "w == 2022-13 or (d == 3 km)",
    "d in [1 min, 2]",
    "note matches '(' and n == 1e5",
    "(d == 1 min] or n > 2",
    "d = 3 min",
    "n == 3 AND d is stated",
    "host in [Japan, India]",
    "maximum(d) == 3 min",
    "d.sad_by == 'AFP'",
    "note == 'it''s' and d",
    "note contains 'é𝄞' and hots == Japan",
    "d == 5 minits or n == 1,00",
    "d within 5 km of 3 min",
    "members in {Japan}",
    "n / 0 > 1",
)
SPACE = re.compile(r"'[^']*'|\"[^\"]*\"|( )")


@st.composite
def expressions(draw: st.DrawFn) -> str:
    """One or two wrong expressions, sometimes in brackets."""
    parts = draw(st.lists(st.sampled_from(WRONG), min_size=1, max_size=2))
    return draw(st.sampled_from((" and ", " or "))).join(parts)


def spaces(text: str) -> list[int]:
    """The spaces between words, outside strings."""
    return [found.start(1) for found in SPACE.finditer(text) if found[1]]


def diagnostics_of(text: EmbeddedText) -> list[Diagnostic]:
    bare = rule("virtual")
    from dataclasses import replace

    fresh_suggestions()
    found, problems = compile_rule(replace(bare, check=text), VOCABULARY, READER)
    assert found is None
    return problems


def embedded(document: str) -> EmbeddedText:
    data, problems = read_yaml(SourceFile("rules.yaml", document), strict_characters=True)
    assert not problems, problems
    assert isinstance(data, Mapping)
    return data.text("check")


def same_places(expression: str, document: str, unwritten: dict[str, str]) -> None:
    """The diagnostics of the embedded expression are those of the bare one, at the same words."""
    text = embedded(document)
    assert text.value.rstrip("\n") == expression
    bare = diagnostics_of(EmbeddedText.alone(text.value))
    found = diagnostics_of(text)
    assert [(d.code, d.message, d.fix) for d in found] == [(d.code, d.message, d.fix) for d in bare]
    for one, other in zip(found, bare, strict=True):
        assert one.at is not None
        assert other.at is not None
        written = one.at.text
        quote = unwritten.get("quote", "")
        read = yaml.safe_load(f"{quote}{written}{quote}") if quote else re.sub(r"[ \n]+", " ", written)
        assert str(read).strip() == re.sub(r"[ \n]+", " ", other.at.text) or written == other.at.text
        if other.at.start == other.at.end:
            assert one.at.start == one.at.end


before = st.sampled_from(("", "id: a\n", "title: 'é𝄞'\r\n", "# 𝄞\n\n"))


@MANY
@given(expressions().filter(lambda text: ": " not in text and " #" not in text and "''" not in text), before)
def test_plain(expression: str, front: str) -> None:
    if expression[0] in "'\"[{(":
        expression = f"d > 1 min and {expression}"
    same_places(expression, f"{front}check: {expression}\n", {})


@MANY
@given(expressions(), before)
def test_single_quotes(expression: str, front: str) -> None:
    doubled = expression.replace("'", "''")
    same_places(expression, f"{front}check: '{doubled}'\nwhy: x\n", {"quote": "'"})


@MANY
@given(expressions(), before, st.randoms(use_true_random=False))
def test_double_quotes_with_escapes(expression: str, front: str, dice: object) -> None:
    def escaped(character: str) -> str:
        kind = dice.random()  # type: ignore[attr-defined]
        if character in '"\\':
            return f"\\{character}"
        if kind < 0.1:
            return f"\\U{ord(character):08x}"
        if kind < 0.2 and ord(character) < 0x10000:
            return f"\\u{ord(character):04X}"
        if kind < 0.3 and ord(character) < 0x100:
            return f"\\x{ord(character):02x}"
        return character

    written = "".join(map(escaped, expression))
    same_places(expression, f'{front}check: "{written}"\n', {"quote": '"'})


@MANY
@given(expressions(), before, st.data())
def test_quoted_over_several_lines(expression: str, front: str, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from(spaces(expression)))
    doubled = expression[:at].replace("'", "''"), expression[at + 1 :].replace("'", "''")
    same_places(expression, f"{front}check: '{doubled[0]}\n    {doubled[1]}'\n", {"quote": "'"})


@MANY
@given(expressions(), before, st.sampled_from((">", ">-", ">+")), st.integers(1, 4), st.data())
def test_folded(expression: str, front: str, indicator: str, indent: int, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.sampled_from(spaces(expression)), max_size=3, unique=True))
    lines = "".join("\n" if index in places else character for index, character in enumerate(expression)).split("\n")
    block = "".join(f"{' ' * indent}{line}\n" for line in lines)
    same_places(expression, f"{front}check: {indicator}\n{block}why: x\n", {})


@MANY
@given(expressions(), before, st.sampled_from(("|", "|-", "|2-")), st.data())
def test_literal(expression: str, front: str, indicator: str, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.sampled_from(spaces(expression)), max_size=3, unique=True))
    spread = "".join("\n" if index in places else character for index, character in enumerate(expression))
    block = "".join(f"  {line}\n" for line in spread.split("\n"))
    same_places(spread, f"{front}check: {indicator}\n{block}why: x\n", {})
