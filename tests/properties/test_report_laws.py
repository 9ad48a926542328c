"""The JSON report says what the report says, and fits its schema, whatever was judged."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
from hypothesis import given
from hypothesis import strategies as st
from worlds import MANY, VOCABULARY, all_checks, articles, compile_text, named_facts

from factcheck.evaluation.findings import Judge
from factcheck.evaluation.gate import decide, never_decided, summarise
from factcheck.loading.schemas import schema_text
from factcheck.model.article import Article, FactSet
from factcheck.model.report import ArticleLine, Report
from factcheck.model.statement import Evidence, Statements
from factcheck.reports.json_report import dumps, render
from factcheck.source import Passage, SourceFile

SCHEMA: Any = json.loads(schema_text("report"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
quotes = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


def quoted(stated: Statements, quote: str) -> Statements:
    """The same statements, each with the words it was read from."""
    source = SourceFile("articles/wire.md", f"…\r\n{quote} …")
    words = Evidence(quote, Passage(source, 3, 3 + len(quote)))
    return {
        fact: tuple(one._replace(evidence=words, said_by=quote) for one in several) for fact, several in stated.items()
    }


def judged_report(text: str, sets: list[FactSet], fail_on: tuple[str, ...]) -> Report:
    findings = tuple(Judge(sets, VOCABULARY).findings(compile_text(text)))
    outcome = decide(findings, fail_on, refused=False)
    lines = tuple(ArticleLine(s.article.id, None, None, None, s.article.story, s.article.status, None) for s in sets)
    return Report(
        findings,
        never_decided(["rule"], findings),
        (),
        lines,
        1,
        1,
        outcome.gate,
        outcome.reason,
        outcome.fail_on,
        summarise(findings),
    )


@MANY
@given(
    all_checks, st.data(), quotes, st.sampled_from((("conflict",), ("unsure",), ("unstated", "warning"), ("never",)))
)
def test_json_says_what_the_report_says(text: str, data: st.DataObject, quote: str, fail_on: tuple[str, ...]) -> None:
    stated = articles(named_facts(text))
    sets = [FactSet(Article(name), quoted(data.draw(stated), quote)) for name in ("a", "b")]
    report = judged_report(text, sets, fail_on)
    written = render(report)
    document = json.loads(written)
    VALIDATOR.validate(document)
    assert dumps(document) == written
    assert document["summary"]["gate"] == report.gate
    verdicts = Counter(str(finding.verdict) for finding in report.findings)
    assert all(
        document["summary"][verdict] == verdicts[verdict] for verdict in ("pass", "conflict", "unsure", "unstated")
    )
    for read, finding in zip(document["findings"], report.findings, strict=True):
        assert (read["rule"], read["article"], read["verdict"]) == (finding.rule, finding.article, str(finding.verdict))
        assert (read["reason"], read["check"], read["fingerprint"]) == (
            finding.reason,
            finding.check,
            finding.fingerprint,
        )
        for evidence, line in zip(read["evidence"], finding.evidence, strict=True):
            assert (evidence["fact"], evidence["value"], evidence["outcome"]) == (line.fact, line.value, line.outcome)
            assert evidence["quote"] == line.quote
            if line.location is not None:
                assert (evidence["line"], evidence["column"]) == (2, 1)


@MANY
@given(all_checks, st.data())
def test_evidence_is_what_made_the_verdict(text: str, data: st.DataObject) -> None:
    sets = [FactSet(Article(name), data.draw(articles(named_facts(text)))) for name in ("a", "b")]
    for finding in Judge(sets, VOCABULARY).findings(compile_text(text)):
        assert finding.reason
        assert "None" not in finding.reason
        match finding.verdict.value:
            case "unstated":
                assert finding.missing
                assert not finding.evidence
            case "unsure":
                assert finding.evidence
                assert all(line.outcome == "open" for line in finding.evidence)
            case "skipped" | "error":
                assert not finding.evidence
            case _:
                assert finding.contradicts_itself <= (finding.verdict.value == "conflict")


def test_the_schema_is_the_one_in_the_repository() -> None:
    here = Path(__file__).resolve().parents[2] / "schema" / "report.schema.json"
    assert json.loads(here.read_text(encoding="utf-8")) == SCHEMA
