"""The sample's patterns on other words than those of its articles: `wordings.yaml` says what they must find."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from comparing import RULES, Values, is_same_value, read_document

from factcheck.extraction.extractor import Extractor
from factcheck.loading.articles import body_start, load_article
from factcheck.model.statement import Statement, print_value
from factcheck.pipeline import Settings, compile_base

WORDINGS: Final[list[dict[str, Any]]] = read_document(Path(__file__).with_name("wordings.yaml"))["wordings"]
USUAL_DAY: Final = "2022-01-22"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    base = compile_base(Settings(rules=RULES)).base
    return Extractor(base.vocabulary, base.reader)


@pytest.fixture(scope="module")
def values() -> Values:
    return Values()


@pytest.fixture
def state(extractor: Extractor, tmp_path: Path) -> Callable[[str, str], list[Statement]]:
    """What a report of one day states."""

    def statements(text: str, published: str) -> list[Statement]:
        path = tmp_path / "report.md"
        path.write_text(f"---\npublished: {published}\n---\n\n{text}\n", encoding="utf-8")
        loaded, problems = load_article(str(path), None)
        assert loaded is not None, problems
        return [each.statement for each in extractor.extract(loaded.article, body_start(loaded.source))]

    return statements


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording["text"][:40])
def test_wordings(wording: dict[str, Any], values: Values, state: Callable[[str, str], list[Statement]]) -> None:
    found = state(wording["text"], wording.get("published", USUAL_DAY))
    told = [(each.fact, print_value(each.value)) for each in found]
    left = list(found)
    for fact, written in wording["facts"].items():
        for value in written if isinstance(written, list) else [written]:
            expected = values.expected({"fact": fact, "value": value}, 0, 0)
            same = [each for each in left if each.fact == fact and is_same_value(expected.value, each.value)]
            assert same, (fact, value, told)
            left = [each for each in left if each not in same]
    assert not left, [(each.fact, print_value(each.value)) for each in left]
