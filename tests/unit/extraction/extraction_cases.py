"""Cases as data: a vocabulary, texts, and the statements that must come out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from factcheck.extraction.extractor import Extracted, Extractor
from factcheck.loading.document import Mapping
from factcheck.loading.vocabulary import build_vocabulary
from factcheck.loading.yaml_document import read_yaml
from factcheck.model.article import Article
from factcheck.model.period import parse_edtf
from factcheck.model.statement import print_value
from factcheck.reading.values import Reader
from factcheck.source import SourceFile

CASES = Path(__file__).parent / "cases"


def document(name: str) -> Mapping:
    """A file of cases."""
    return document_of((CASES / name).read_text(encoding="utf-8"), name)


def document_of(text: str, name: str = "vocabulary.yaml") -> Mapping:
    """A YAML text, read."""
    data, problems = read_yaml(SourceFile(name, text), strict_characters=False)
    assert not problems
    assert isinstance(data, Mapping)
    return data


def extractor(vocabulary: Mapping) -> Extractor:
    """The patterns of a vocabulary, which must be right."""
    built, problems = build_vocabulary([vocabulary])
    assert not problems
    made = Extractor(built, Reader(built))
    assert not made.problems, [problem.message for problem in made.problems]
    return made


def extracted(made: Extractor, text: str, published: str | None) -> list[Extracted]:
    """What a text states."""
    source = SourceFile("article.md", text)
    day = parse_edtf(published) if published is not None else None
    found = made.extract(Article("article", published=day, source=source), 0)
    for each in found:
        evidence = each.statement.evidence
        assert evidence is not None
        assert evidence.at is not None
        assert text[evidence.at.start : evidence.at.end] == evidence.quote
    return found


def told(found: Extracted) -> dict[str, Any]:
    """A statement as the cases have it."""
    statement = found.statement
    assert statement.evidence is not None
    return {
        "fact": statement.fact,
        "value": print_value(statement.value),
        "quote": " ".join(statement.evidence.quote.split()),
        "modality": statement.modality,
        "said_by": statement.said_by,
        "section": statement.section,
        "hedge": statement.hedge,
        "pattern": found.pattern,
    }


def case_parameters(*names: str) -> list[Any]:
    """Every case of some files."""
    return [
        pytest.param(document(name)["vocabulary"], case, id=f"{name.removesuffix('.yaml')}-{number}")
        for name in names
        for number, case in enumerate(document(name)["cases"], start=1)
    ]


def check_case(vocabulary: Mapping, case: Mapping) -> None:
    """Hold what comes out against what a case says; a key that it leaves out may be anything."""
    own = Mapping(vocabulary)
    own.source, own.places = vocabulary.source, vocabulary.places
    found = [told(each) for each in extracted(extractor(own), case["text"], case.get("published"))]
    if "facts" in case:
        found = [each for each in found if each["fact"] in case["facts"]]
    expected = case["expect"]
    shown = [{key: each[key] for key in wanted} for each, wanted in zip(found, expected, strict=False)]
    assert shown == [dict(wanted) for wanted in expected], f"{case['text']!r} gave {found}"
    assert len(found) == len(expected), f"{case['text']!r} gave {found}"
