"""From findings, articles and problems to the report of a run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from factcheck.diagnostics import Diagnostic, in_order
from factcheck.evaluation.compiled import CompiledRule
from factcheck.evaluation.gate import Outcome, never_decided, summarise
from factcheck.loading.inputs import Inputs
from factcheck.loading.rule_base import RuleBase
from factcheck.model.report import ArticleLine, Finding, Report

if TYPE_CHECKING:  # what a plain run needs none of is imported where it is used
    from factcheck.model.exhibits import Exhibits


def report_of(
    findings: tuple[Finding, ...],
    problems: Sequence[Diagnostic],
    inputs: Inputs,
    rules: Sequence[CompiledRule],
    outcome: Outcome,
) -> Report:
    """The report of a run."""
    return Report(
        findings=findings,
        never_decided=never_decided([rule.rule.id for rule in rules], findings),
        diagnostics=tuple(in_order(problems)),
        articles=article_lines(inputs),
        rules=len(rules),
        stories=len({facts.article.story for facts in inputs.fact_sets}),
        gate=outcome.gate,
        gate_reason=outcome.reason,
        fail_on=outcome.fail_on,
        summary=summarise(findings),
    )


def article_lines(inputs: Inputs) -> tuple[ArticleLine, ...]:
    """What a report says of each article."""
    return tuple(
        ArticleLine(
            article.id,
            article.title,
            article.publisher,
            str(article.published) if article.published is not None else None,
            article.story,
            article.status,
            article.source.name if article.source is not None else None,
            article.url,
            tuple(dict.fromkeys(facts.files)),
        )
        for facts in inputs.fact_sets
        for article in (facts.article,)
    )


def exhibits_of(rules: Sequence[CompiledRule], inputs: Inputs, base: RuleBase) -> Exhibits:
    """What only a report with pictures shows."""
    from factcheck.evaluation.exhibits import guards, scales
    from factcheck.loading.articles import body_start
    from factcheck.model.exhibits import ArticleText, Exhibits

    return Exhibits(
        {
            article.id: ArticleText(article.source.text, body_start(article.source), article.language)
            for article in (facts.article for facts in inputs.fact_sets)
            if article.source is not None
        },
        guards(rules),
        scales(rules, inputs.fact_sets, base.vocabulary),
    )
