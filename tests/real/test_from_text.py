"""Five real articles judged by the sample rules from their text alone, held against judgement by hand.

The articles are looked for as in test_real_articles.py. `judged.yaml` has what a careful reader finds in them beside
the gold facts, `from_text.yaml` and `expected.yaml` what the rules must say.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final

import gold
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
from factcheck.model.report import Finding, Report
from factcheck.model.truth import Verdict
from factcheck.pipeline import Settings, run

SHARED: Final = Path(os.environ.get("FACTCHECK_SHARED") or ROOT.parent / "shared")
HERE: Final = Path(__file__).parent
VERDICTS: Final = frozenset(verdict.value for verdict in Verdict)
JUDGED: Final[dict[str, dict[str, Any]]] = read_document(HERE / "judged.yaml")


def _judgements() -> tuple[dict[str, str], dict[str, dict[str, dict[str, Any]]], dict[str, dict[str, Any]]]:
    """The articles by their short names, and what the rules must say of each of them and of the story."""
    facts, text = read_document(HERE / "expected.yaml"), read_document(HERE / "from_text.yaml")
    assert facts["per_article"].keys() == text["per_article"].keys()
    per_article = {
        rule: {**facts["per_article"][rule], **judgements, **text["from_text"].get(rule, {})}
        for rule, judgements in text["per_article"].items()
    }
    return {**facts["articles"], **text["articles"]}, per_article, text["per_story"]


ARTICLES, PER_ARTICLE, PER_STORY = _judgements()
JUDGED_OTHERWISE: Final[dict[str, dict[str, Any]]] = read_document(HERE / "from_text.yaml")["judged_otherwise"]


def _verdict(judgement: dict[str, Any]) -> str:
    (verdict,) = VERDICTS & judgement.keys()
    return verdict


@pytest.fixture(scope="module")
def shared() -> Path:
    if not (SHARED / "gold" / "facts.json").is_file() or not (SHARED / "articles").is_dir():
        pytest.skip("needs real articles with gold facts: set FACTCHECK_SHARED to the folder that has them")
    return SHARED


@pytest.fixture(scope="module")
def found(shared: Path) -> dict[str, ArticleExtraction]:
    return extracted(shared / "articles")


@pytest.fixture(scope="module")
def comparisons(shared: Path, found: dict[str, ArticleExtraction]) -> dict[str, Comparison]:
    values, files = Values(), gold.convert(shared)
    return {
        name: compare(_gold(files.get(name, {}), values) + _judged(name, values), extraction)
        for name, extraction in found.items()
    }


@pytest.fixture(scope="module")
def report(shared: Path) -> Report:
    """What the rules say about all five articles together."""
    return run(Settings(rules=RULES, articles=(shared / "articles",)))


def _gold(data: dict[str, Any], values: Values) -> list[Expected]:
    """The gold facts of an article; one that is there twice counts once."""
    found = []
    for statement in data.get("facts", ()):
        evidence = statement["evidence"]
        found.append(values.expected(statement, evidence["start"], evidence["end"]))
    places = [(each.fact, each.start) for each in found]
    return [each for number, each in enumerate(found) if (each.fact, each.start) not in places[:number]]


def _judged(name: str, values: Values) -> list[Expected]:
    statements = [*JUDGED["whole"].get(name, ()), *JUDGED["more"].get(name, ())]
    return [values.expected(statement, *map(int, statement["at"])) for statement in statements]


# Statements ----------------------------------------------------------------------------------------------------------


def test_recall_and_precision(comparisons: dict[str, Comparison]) -> None:
    assert comparisons.keys() == set(ARTICLES.values())
    assert_good(list(comparisons.values()))


def test_nothing_is_left_out_of_checks(comparisons: dict[str, Comparison]) -> None:
    assert_counted(list(comparisons.values()))


def test_every_quote_stands_in_its_article(found: dict[str, ArticleExtraction]) -> None:
    assert_quotes(found.values())


# Verdicts ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", PER_ARTICLE)
def test_verdicts_on_articles(rule: str, report: Report) -> None:
    found = {name: _found(report, rule, article) for name, article in ARTICLES.items()}
    wanted = {name: _verdict(judgement) for name, judgement in PER_ARTICLE[rule].items()}
    for name, judgement in JUDGED_OTHERWISE.get(rule, {}).items():
        if found[name].verdict.value == _verdict(judgement):
            wanted[name] = _verdict(judgement)
    assert {name: finding.verdict.value for name, finding in found.items()} == wanted, {
        name: finding.reason for name, finding in found.items()
    }
    assert {name for name, finding in found.items() if finding.contradicts_itself} == {
        name for name, judgement in PER_ARTICLE[rule].items() if judgement.get("contradicts_itself")
    }


@pytest.mark.parametrize("rule", PER_STORY)
def test_verdicts_on_the_story(rule: str, report: Report) -> None:
    finding = _found(report, rule, None)
    assert finding.verdict.value == _verdict(PER_STORY[rule]), finding.reason


def test_the_report_as_a_whole(report: Report) -> None:
    assert not report.diagnostics
    assert report.gate == "shut"
    assert len(report.findings) == len(PER_ARTICLE) * len(ARTICLES) + len(PER_STORY)


def test_conflicts_show_the_words(report: Report, shared: Path) -> None:
    """All that a conflict rests on are words of the article; a rule that asks for silence has none."""
    silent = {"call-day-given", "call-length-reported", "quad-host-named"}
    for finding in report.findings:
        if finding.verdict is Verdict.CONFLICT and finding.article is not None and finding.rule not in silent:
            text = (shared / "articles" / f"{finding.article}.txt").read_bytes().decode("utf-8")
            assert any(line.outcome == "fails" for line in finding.evidence), finding.rule
            for line in finding.evidence:
                assert line.quote, finding.rule
                assert text[line.start : line.end] == line.quote, finding.rule


def _found(report: Report, rule: str, article: str | None) -> Finding:
    (finding,) = [f for f in report.findings if (f.rule, f.article) == (rule, article)]
    return finding
