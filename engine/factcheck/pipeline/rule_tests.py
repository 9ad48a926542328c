"""From the tests that a rule brings along to how they come out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factcheck.evaluation.compiled import CompiledRule
from factcheck.evaluation.findings import Judge
from factcheck.loading.rule_base import RuleBase
from factcheck.model.test_report import TestResult
from factcheck.record import replace


def own_tests(compiled: CompiledRule, base: RuleBase) -> Iterable[TestResult]:
    """How each test of a rule comes out."""
    # A rule's dates are about the articles of a run; a test means them only if it names a day itself.
    undated = replace(compiled, rule=replace(compiled.rule, published=None))
    for index, case in enumerate(compiled.rule.tests):
        dated = any(facts.article.published is not None for facts in case.fact_sets)
        findings = list(Judge(case.fact_sets, base.vocabulary).findings(compiled if dated else undated))
        finding = next((f for f in findings if f.article == case.judged), findings[0]) if case.judged else findings[0]
        passed = finding.verdict.value == case.expected and case.contradicts_itself in (
            None,
            finding.contradicts_itself,
        )
        yield TestResult(compiled.rule.id, index, case.expected, finding.verdict.value, passed, case.at, finding.reason)


def untested(rules: Sequence[CompiledRule], verdict: str) -> tuple[str, ...]:
    """The rules without a test for a verdict."""
    return tuple(c.rule.id for c in rules if all(case.expected != verdict for case in c.rule.tests))
