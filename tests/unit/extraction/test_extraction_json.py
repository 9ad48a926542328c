"""The JSON document of `factcheck extract`: a statement has the numbers and days that its mention has."""

from __future__ import annotations

import json
from typing import Any

import pytest
from extraction_cases import document_of, extracted, extractor

from factcheck.extraction.mentions import mention_json
from factcheck.extraction.results import ArticleExtraction, Extraction
from factcheck.model.article import Article
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
