"""The JSON document of `factcheck extract`: a statement has the numbers and days that its mention has."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from extraction_cases import document_of, extracted, extractor
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from factcheck.extraction.mentions.mention import mention_json
from factcheck.extraction.results import ArticleExtraction, Extraction
from factcheck.loading.schemas import load_schema
from factcheck.model.article import Article
from factcheck.model.period import parse_edtf
from factcheck.record import replace
from factcheck.reports import extraction_diff, extraction_json
from factcheck.reports.extraction_json import render
from factcheck.source import SourceFile

MADE = extractor(
    document_of(
        """
        facts:
          length: {type: duration, extract: ["last {value}"]}
          jobs: {type: number, extract: ["{value} jobs"]}
          price: {type: money, extract: ["cost {value}"]}
          opening: {type: period, extract: ["open [in|on] {value}"]}
          distance: {type: length, unit: km, extract: ["run {value}"]}
        """
    )
)
SHARED = ("low", "high", "unit", "edtf", "first_day", "last_day", "hedge", "mod")


def statement(text: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The only statement of a text as the document has it, and its mention as JSON."""
    (found,) = extracted(MADE, text, "2022-01-22")
    assert found.mention is not None
    source = SourceFile("article.md", text)
    article = ArticleExtraction(Article("article", source=source), source, "", (found,), lambda: [{"fact": "any"}])
    document = json.loads(render(Extraction((article,), ())))
    return document["articles"][0]["statements"][0], json.loads(json.dumps(mention_json(found.mention, text)))


@pytest.mark.parametrize(
    "text",
    [
        "It lasted nearly 90 minutes.",
        "It lasted 80 to 90 minutes.",
        "The port has more than 300 jobs.",
        "It cost at least 12.50 dollars.",
        "It opens in late spring 2022.",
        "It opens by the end of 2022.",
        "It opened on 21 January 2022.",
    ],
)
def test_a_statement_has_what_its_mention_has(text: str) -> None:
    shown, mention = statement(text)
    assert {key: shown[key] for key in SHARED} == {key: mention[key] for key in SHARED}


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("It lasted nearly 90 minutes.", "value", "90 min"),
        ("It opens in late spring 2022.", "edtf", "2022-21"),
        ("It opens in late spring 2022.", "value", "2022-05"),
        ("They ran 5,000 metres.", "value", "5 km"),
        ("They ran 5,000 metres.", "high", 5),
        ("They ran 5,000 metres.", "unit", "km"),
    ],
)
def test_values(text: str, key: str, value: object) -> None:
    assert statement(text)[0][key] == value


# The shapes that programs rely on ------------------------------------------------------------------------------------

TESTS = Path(__file__).parents[2]
SCHEMA = Draft202012Validator(load_schema("extraction"))
OUTPUTS = [
    path
    for path in sorted(TESTS.glob("e2e/cases/*/expected_stdout"))
    if {"extract", "-f", "json"} <= set((path.parent / "command").read_text(encoding="utf-8").split())
]
MENTION = (
    "start end text kind value low high unit edtf first_day last_day hedge mod reader".split()  # in this order
)


def found_in(text: str, published: str | None = "2022-01-22") -> ArticleExtraction:
    """All that a command could show of a text."""
    source = SourceFile("article.md", text)
    day = parse_edtf(published) if published is not None else None
    header = Article("article", published=day, source=source)
    return ArticleExtraction(
        header,
        source,
        "0" * 64,
        statements=tuple(MADE.extract(header, 0)),
        mentions=tuple(MADE.mentions(source, 0, day)),
        near_misses=tuple(MADE.near_misses("length", header, 0)),
    )


def hold(page: str) -> Any:
    document = json.loads(page)
    assert [error.message for error in SCHEMA.iter_errors(document)] == []
    return document


@pytest.mark.parametrize("path", OUTPUTS, ids=lambda path: path.parent.name)
def test_what_a_command_prints_fits_the_schema(path: Path) -> None:
    hold(path.read_text(encoding="utf-8"))


def test_there_are_such_commands() -> None:
    assert len(OUTPUTS) >= 4


def check_all_pages(found: ArticleExtraction) -> None:
    extraction = Extraction((found,), ())
    (shown,) = hold(extraction_json.render_mentions(extraction))["articles"]
    for mention in shown["mentions"]:
        assert list(mention)[: len(MENTION)] == MENTION
        assert set(mention) <= {*MENTION, "seconds", "timex", "also"}
        assert ("seconds" in mention) == (mention["kind"] == "duration")
        assert found.source.text[mention["start"] : mention["end"]] == mention["text"]
    filed = tuple(each.statement for each in found.statements)
    (shown,) = hold(extraction_diff.render_json(Extraction((replace(found, filed=filed),), ())))["articles"]
    assert shown["differences"] == []
    (shown,) = hold(extraction_diff.render_json(Extraction((replace(found, filed=()),), ())))["articles"]
    assert len(shown["differences"]) == len(filed)


@pytest.mark.parametrize("path", sorted(Path(__file__).parent.glob("mentions/*.yaml")), ids=lambda path: path.stem)
def test_all_mentions_fit_the_schema(path: Path) -> None:
    sentences = [row[0] for row in yaml.safe_load(path.read_text(encoding="utf-8"))]
    for published in ("2022-01-21", None):
        check_all_pages(found_in("\n\n".join(sentences), published))


WORDS = "It lasted cost opens on about nearly 80 90 minutes to an hour later a third of € Friday \x00 \u202e . , -"


@given(st.lists(st.sampled_from(WORDS.split(" "))))
def test_any_text_fits_the_schema(words: list[str]) -> None:
    check_all_pages(found_in(" ".join(words)))
