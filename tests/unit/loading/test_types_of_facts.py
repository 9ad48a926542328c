"""Types that do not exist: the nearest one is offered, also to those who know types by other names."""

from __future__ import annotations

import pytest

from factcheck.loading.document import Mapping
from factcheck.loading.vocabulary import build_vocabulary
from factcheck.loading.yaml_document import read_yaml
from factcheck.source import SourceFile


@pytest.mark.parametrize(
    ("declared", "fix"),
    [
        ("{type: lenght}", "length"),
        ("{type: date}", "period"),
        ("{type: time, unit: min}", "duration"),
        ("{type: string}", "text"),
        ("{type: Integer}", "number"),
        ("{type: zzz, unit: km}", None),
    ],
)
def test_an_unknown_type(declared: str, fix: str | None) -> None:
    document, _ = read_yaml(SourceFile("v.yaml", f"facts:\n  f: {declared}\n"), strict_characters=True)
    assert isinstance(document, Mapping)
    (problem,) = build_vocabulary([document])[1]
    assert (problem.code, problem.fix) == ("FC210", fix)
