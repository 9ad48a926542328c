"""What docs/extraction.md says of patterns, tried out, and its samples of files, read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from extraction_cases import CASES, document_of, extracted, extractor

from factcheck.model.statement import Statement, hedge_of, print_value
from factcheck.reports.results import hedged

PAGE = (Path(__file__).parents[3] / "docs" / "extraction.md").read_text(encoding="utf-8")
DATA = yaml.safe_load((CASES / "page.yaml").read_text(encoding="utf-8"))


def parameters() -> list[Any]:
    return [
        pytest.param(case, text, id=f"{number}: {text[:50]}")
        for number, case in enumerate(DATA["cases"], start=1)
        for text in case["tries"]
    ]


def shown(statement: Statement) -> str:
    return hedged(print_value(statement.value), hedge_of(statement.value))


@pytest.mark.parametrize(("case", "text"), parameters())
def test_it_does_what_the_page_says(case: dict[str, Any], text: str) -> None:
    assert " ".join(case["says"].split()) in " ".join(PAGE.split())
    pattern = {"pattern": case["pattern"], "value": case["value"]} if "value" in case else case["pattern"]
    fact = {"type": case["type"], "many": case.get("many", False), "extract": [pattern]}
    made = extractor(document_of(json.dumps(DATA["vocabulary"] | {"facts": {"fact": fact}})))
    statements = [each.statement for each in extracted(made, text, case.get("published"))]
    assert [shown(each) for each in statements] == list(case["tries"][text])
    for key in ("said_by", "modality"):
        if key in case:
            assert {getattr(each, key) for each in statements} == {case[key]}
