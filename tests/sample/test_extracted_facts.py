"""The sample's articles, read by its patterns, held against the facts that a person has reviewed."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest
from comparing import (
    ROOT,
    RULES,
    Comparison,
    Expected,
    Values,
    assert_counted,
    assert_good,
    assert_quotes,
    compare,
    extracted,
    read_document,
)

from factcheck.extraction.results import ArticleExtraction
from factcheck.model.report import Report
from factcheck.pipeline import Settings, compile_base, run

ARTICLES: Final = sorted((ROOT / "seeds" / "articles").glob("*.md"))
IDS: Final = [path.stem for path in ARTICLES]
STATES_NOTHING: Final = {"defense_budget_share"}
"""Facts that no article of the sample states; rules ask for them all the same."""
FILTERED: Final = {
    "said_by": {"quad_host", "china_wording"},
    "modality": {"meeting_date"},
}
"""What rules filter by, so that it decides a verdict."""


@pytest.fixture(scope="module")
def found() -> dict[str, ArticleExtraction]:
    return extracted(*ARTICLES)


@pytest.fixture(scope="module")
def comparisons(found: dict[str, ArticleExtraction]) -> dict[str, Comparison]:
    values = Values()
    return {path.stem: compare(_reviewed(path, values), found[path.stem]) for path in ARTICLES}


def _reviewed_file(path: Path) -> Any:
    return read_document(ROOT / "seeds" / "facts" / f"{path.stem}.yaml")


def _reviewed(path: Path, values: Values) -> list[Expected]:
    found = []
    for statement in _reviewed_file(path)["facts"]:
        evidence = statement["evidence"]
        found.append(values.expected(statement, int(evidence["start"]), int(evidence["end"])))
    return found


def test_recall_and_precision(comparisons: dict[str, Comparison]) -> None:
    assert_good(list(comparisons.values()))


def test_nothing_is_left_out_of_checks(comparisons: dict[str, Comparison]) -> None:
    assert_counted(list(comparisons.values()))


@pytest.mark.parametrize("article", IDS)
def test_sections(article: str, found: dict[str, ArticleExtraction]) -> None:
    """Every statement stands in the section that the reviewed facts name for its place."""
    reviewed = [(int(s["evidence"]["start"]), s["section"]) for s in _reviewed_file(_path(article))["facts"]]
    for each in found[article].statements:
        at = each.statement.at
        assert at is not None
        nearest = min(reviewed, key=lambda place: abs(place[0] - at.start))
        assert each.statement.section == nearest[1], (each.statement.fact, at.start)


@pytest.mark.parametrize("key", FILTERED)
def test_what_rules_filter_by(key: str, comparisons: dict[str, Comparison]) -> None:
    different = [
        (name, wanted.fact, wanted.start, getattr(statement, key), getattr(wanted, key))
        for name, comparison in comparisons.items()
        for wanted, statement in comparison.found
        if wanted.fact in FILTERED[key] and _name(getattr(statement, key)) != _name(getattr(wanted, key))
    ]
    assert not different


def _name(said_by: str | None) -> str | None:
    """The White House is White House, as for the filters of rules."""
    return said_by and said_by.removeprefix("the ")


def test_every_quote_stands_in_its_article(found: dict[str, ArticleExtraction]) -> None:
    assert_quotes(found.values())


def test_verdicts_are_those_of_the_reviewed_facts() -> None:
    """Whoever runs the sample from its text learns what those learn who run it from the reviewed facts."""
    folder = ROOT / "seeds"
    from_text = run(Settings(rules=RULES, articles=(folder / "articles",)))
    reviewed = run(Settings(rules=RULES, articles=(folder / "articles",), facts=(folder / "facts",)))
    assert not from_text.diagnostics
    assert not reviewed.diagnostics
    found, wanted = _verdicts(from_text), _verdicts(reviewed)
    assert found.keys() == wanted.keys()
    assert {key: found[key] for key in wanted if found[key] != wanted[key]} == {}


def _verdicts(report: Report) -> dict[tuple[str, str | None], tuple[str, bool]]:
    return {(f.rule, f.article): (f.verdict.value, f.contradicts_itself) for f in report.findings}


def test_every_fact_can_be_extracted() -> None:
    """Each fact of the vocabulary has patterns, and each but a known few is stated somewhere in the sample."""
    facts = compile_base(Settings(rules=RULES)).base.vocabulary.facts
    assert not [name for name, fact in facts.items() if not fact.extract]
    stated = {statement["fact"] for path in ARTICLES for statement in _reviewed_file(path)["facts"]}
    assert facts.keys() - stated == STATES_NOTHING


def _path(article: str) -> Path:
    return ROOT / "seeds" / "articles" / f"{article}.md"
