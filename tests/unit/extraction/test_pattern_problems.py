"""What is wrong with a pattern is told with its place, all of it in one go."""

from __future__ import annotations

import json

import pytest
from extraction_cases import document

from factcheck.diagnostics import Diagnostic
from factcheck.extraction.patterns.compiling import compile_patterns
from factcheck.loading.document import Mapping
from factcheck.loading.vocabulary import build_vocabulary
from factcheck.loading.yaml_document import read_yaml
from factcheck.reading.values import Reader
from factcheck.source import SourceFile

CASES = document("problems.yaml")


def problems_of(text: str) -> list[Diagnostic]:
    """The problems of the patterns of a vocabulary file."""
    data, problems = read_yaml(SourceFile("vocabulary.yaml", text), strict_characters=True)
    assert not problems
    assert isinstance(data, Mapping)
    vocabulary, problems = build_vocabulary([data])
    assert not problems
    return compile_patterns(vocabulary, Reader(vocabulary))[1]


def vocabulary_of(case: Mapping) -> str:
    """A vocabulary file with one fact, whose pattern stands in double quotes with an escape before it."""
    extract: object = case["pattern"]
    if "value" in case:
        extract = {"pattern": extract, "value": case["value"]}
    return json.dumps(
        CASES["vocabulary"] | {"facts": {"fact": {"type": case["type"], "extract": [extract]}}}, ensure_ascii=True
    )


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["pattern"])
def test_problem(case: Mapping) -> None:
    found = problems_of(vocabulary_of(case))
    assert [problem.code for problem in found][:1] == [case["code"]] if "code" in case else found == []
    for problem in found[:1]:
        assert problem.at is not None
        if "at" in case:
            assert json.loads(f'"{problem.at.text}"') == case["at"]
        assert case.get("says", "") in problem.message
        assert problem.fix == case.get("fix")


def test_every_problem_of_every_pattern_shows_at_once() -> None:
    found = problems_of(
        "facts:\n"
        "  length:\n"
        "    type: duration\n"
        "    extract:\n"
        "      - '{value} of @meeting by {persn}'\n"
        "      - right {value}\n"
        "      - (a|b {value}\n"
        "  agreed: {type: boolean, extract: ['{value}']}\n"
    )
    assert [(p.code, p.at.location.line) for p in found if p.at] == [
        ("FC211", 5),
        ("FC212", 5),
        ("FC112", 7),
        ("FC316", 8),
    ]


def test_a_place_inside_a_folded_scalar_is_that_in_the_file() -> None:
    found = problems_of(
        "facts:\n  length:\n    type: duration\n    extract:\n      - >-\n        {value} of\n        @meeting\n"
    )
    assert [p.at.location for p in found if p.at] == [("vocabulary.yaml", 7, 9, 7, 17)]
