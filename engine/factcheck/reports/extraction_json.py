"""Turns what extraction found into JSON for programs."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from factcheck.extraction.explaining.near_misses import NearMiss
from factcheck.extraction.extractor import Extracted
from factcheck.extraction.mentions.mention import Mention, mention_json
from factcheck.extraction.results import ArticleExtraction, Extraction
from factcheck.model.entity import EntitySet
from factcheck.model.interval import Bound
from factcheck.model.period import Day, Period, is_any_day
from factcheck.model.quantity import Quantity, from_base
from factcheck.model.statement import Value, Words
from factcheck.model.units import Unit
from factcheck.reports.json_report import VERSION, Document, diagnostics, dumps


def render(extraction: Extraction) -> str:
    """The document of `factcheck extract`."""
    articles = [
        {
            "article": article_document(each),
            "statements": [_statement(*pair) for pair in zip(each.statements, each.objects(), strict=True)],
        }
        | ({"near_misses": [_near_miss(near) for near in each.near_misses]} if extraction.fact is not None else {})
        for each in extraction.articles
    ]
    return dumps({"version": VERSION, "articles": articles, "diagnostics": diagnostics(extraction.diagnostics)})


def render_mentions(extraction: Extraction) -> str:
    """The document of `factcheck extract --mentions`."""
    articles = [
        {
            "article": article_document(each),
            "mentions": [mention_json(mention, each.source.text) for mention in each.mentions],
        }
        for each in extraction.articles
    ]
    return dumps({"version": VERSION, "articles": articles, "diagnostics": diagnostics(extraction.diagnostics)})


def article_document(found: ArticleExtraction) -> Document:
    """The header of an article, with its file."""
    article = found.article
    return {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "published": str(article.published) if article.published is not None else None,
        "story": article.story,
        "source": found.source.name,
        "sha256": found.sha256,
    }


def _statement(found: Extracted, written: dict[str, Any]) -> Document:
    """The object of a facts file, with the value as text and with its ends."""
    mention = found.mention
    return written | {
        "value": _value(found.statement.value),
        **_ends(found.statement.value, mention),
        "hedge": mention.hedge if mention is not None else found.statement.hedge,
        "mod": mention.mod if mention is not None else None,
        "pattern": found.pattern or None,
        "rule_id": found.reader,
    }


def _value(value: Value) -> Any:
    """The nominal value as text; a set as the list of its names."""
    if isinstance(value, bool):
        return value
    if isinstance(value, EntitySet):
        return [member.name for member in value.members]
    if isinstance(value, Words):
        return value.text
    return value.edtf if isinstance(value, Period) and not is_any_day(value) else str(value)


def _ends(value: Value, mention: Mention | None) -> Document:
    """The numbers and days of a value, as its mention has them, in the unit of the fact."""
    found: Document = dict.fromkeys(("low", "high", "unit", "edtf", "first_day", "last_day"))
    if isinstance(value, Quantity):
        possible = value.possible
        low, high = _number(possible.low, value.unit), _number(possible.high, value.unit)
        found |= {"low": low, "high": high, "unit": value.unit.symbol or (mention and mention.counted)}
    elif isinstance(value, Period) and not is_any_day(value):
        named = mention.named if mention is not None else None
        found |= {"edtf": named or value.edtf, "first_day": _day(value.first), "last_day": _day(value.last)}
    return found


def _number(end: Bound, unit: Unit) -> int | float | None:
    if isinstance(end, float):
        return None
    number = from_base(end, unit)
    return float(number) if isinstance(number, Fraction) else number


def _day(day: Day) -> str | None:
    return None if isinstance(day, float) else date.fromordinal(day).isoformat()


def _near_miss(near: NearMiss) -> Document:
    place = near.mention.location
    return {
        "quote": near.mention.text,
        "value": near.value,
        "hedge": near.hedge,
        "pattern": near.pattern,
        "expected": near.expected,
        "found": near.found,
        "why": near.why,
        "advice": near.advice,
        "start": near.mention.start,
        "end": near.mention.end,
        "file": place.file,
        "line": place.line,
        "column": place.column,
    }
