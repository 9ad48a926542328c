"""The whole way: from paths to a report.

Each public function is one command's work and reads as its stages. Problems are values all the way; nothing is
printed here, and nothing raised for what a user wrote.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic, errors, in_order
from factcheck.evaluation.compiled import CompiledRule, for_many
from factcheck.evaluation.findings import Judge
from factcheck.evaluation.gate import decide, exempt, hold_back
from factcheck.kept import kept
from factcheck.loading.inputs import load_articles, load_inputs, with_facts
from factcheck.loading.rule_base import RuleBase, load_rule_base
from factcheck.model.article import FactSet
from factcheck.model.report import Finding, Report
from factcheck.pipeline.gathering import (
    NO_ARTICLES,
    baseline_of,
    inputs_of,
    nothing_to_do,
    texts_of,
    touched_since,
    waivers_of,
)
from factcheck.pipeline.reporting import article_lines, exhibits_of, report_of
from factcheck.pipeline.rule_bases import (
    CompiledBase,
    compile_base,
    files_of,
    pattern_problems,
    selected,
    unknown_selectors,
    unused_facts,
)
from factcheck.pipeline.settings import Settings
from factcheck.progress import steps
from factcheck.record import replace
from factcheck.suggestions import suggest

if TYPE_CHECKING:  # what a plain run needs none of is imported where it is used
    from factcheck.extraction.results import ArticleExtraction, Extraction
    from factcheck.model.explanation import Explanation
    from factcheck.model.facts_table import FactsTable
    from factcheck.model.test_report import TestReport

__all__ = [
    "CompiledBase",
    "Settings",
    "check",
    "compile_base",
    "explain",
    "extract",
    "facts_table",
    "judge",
    "run",
    "selected",
    "test",
]


def run(settings: Settings) -> Report:
    """Judge the articles by the rules: `factcheck run`."""
    compiled = compile_base(settings)
    rules = selected(compiled.rules, settings)
    touched, touched_problems = touched_since(settings, rules)
    inputs = inputs_of(settings, compiled.base, touched.needed if touched is not None else None)
    waivers, waiver_problems = waivers_of(settings)
    baseline, baseline_problems = baseline_of(settings)
    problems = [*compiled.problems, *inputs.problems, *waiver_problems, *baseline_problems, *touched_problems]
    articles = touched.articles if touched is not None else len(inputs.fact_sets)
    problems += nothing_to_do(compiled, rules, articles, settings, problems)
    if errors(problems):
        return report_of((), problems, inputs, rules, decide((), settings.fail_on, refused=True))
    findings = judge(rules, inputs.fact_sets, compiled.base)
    if touched is not None:
        findings = touched.judged(findings)
        problems += touched.problems(files_of(compiled.base), map(str, settings.rules))
    limited = settings.partial or settings.status is not None or touched is not None
    known_rules = {c.rule.id for c in compiled.rules}
    findings, doubts = exempt(findings, waivers, known_rules, settings.today, partial=limited)
    problems += doubts
    if baseline is not None:
        findings, doubts = hold_back(findings, baseline, waivers, known_rules, partial=limited)
        problems += doubts
    outcome = decide(findings, settings.fail_on, refused=bool(errors(problems)))
    report = report_of(findings, problems, inputs, rules, outcome)
    if touched is not None:
        report = touched.told(report)
    return replace(report, exhibits=lambda: exhibits_of(rules, inputs, compiled.base))


def check(settings: Settings) -> list[Diagnostic]:
    """Everything that can be said of a rule base before any article: `factcheck check`."""
    compiled = compile_base(settings, with_tests=True)
    problems = list(compiled.problems)
    problems += pattern_problems(compiled.base) if compiled.base.trusted else []
    problems += unused_facts(compiled)
    problems += [diagnostics.rule_without_tests(r.at, r.id) for r in compiled.base.rules if not r.tests]
    waivers, waiver_problems = waivers_of(settings)
    problems += waiver_problems
    problems += exempt((), waivers, {rule.id for rule in compiled.base.rules}, settings.today)[1]
    if not compiled.base.rules and not errors(problems):
        problems.append(diagnostics.nothing_to_run("no rules were found"))
    return in_order(problems)


def test(settings: Settings) -> TestReport:
    """The rules' own tests: `factcheck test`."""
    from factcheck.model.test_report import Coverage, TestReport
    from factcheck.pipeline.rule_tests import own_tests, untested

    compiled = compile_base(settings, with_tests=True)
    rules = selected(compiled.rules, settings)
    problems = in_order([*compiled.problems, *unknown_selectors(compiled.base.rules, settings)])
    results = tuple(result for rule in rules for result in own_tests(rule, compiled.base))
    if not results and not errors(problems):
        problems.append(diagnostics.nothing_to_run("no rule has tests"))
    coverage = Coverage(len(rules), untested(rules, "pass"), untested(rules, "conflict"))
    return TestReport(results, coverage, tuple(problems))


def explain(settings: Settings, rule_id: str, article_id: str | None) -> Explanation | list[Diagnostic]:
    """One rule taken apart, on one article or on all: `factcheck explain`."""
    compiled = compile_base(settings)
    inputs = inputs_of(settings, compiled.base)
    problems = [*compiled.problems, *inputs.problems]
    rule = next((c for c in compiled.rules if c.rule.id == rule_id), None)
    if rule is None and not any(r.id == rule_id for r in compiled.base.rules):
        near = suggest(rule_id, [r.id for r in compiled.base.rules])
        problems.append(diagnostics.bad_setting(None, f"there is no rule {rule_id!r}", near))
    known = [name for facts in inputs.fact_sets for name in (facts.article.id, facts.article.story)]
    if article_id is not None and article_id not in known:
        problems.append(
            diagnostics.bad_setting(None, f"there is no article or story {article_id!r}", suggest(article_id, known))
        )
    if rule is None or errors(problems):
        return in_order(problems)
    from factcheck.evaluation.explain import explain_rule  # only this command pays for it

    return explain_rule(rule, _stories(inputs.fact_sets), article_id, compiled.base.vocabulary, in_order(problems))


def facts_table(settings: Settings) -> FactsTable:
    """Who says what: `factcheck facts`."""
    from factcheck.model.facts_table import FactsTable
    from factcheck.pipeline.fact_rows import fact_rows

    base = load_rule_base([str(path) for path in settings.rules], with_tests=False)
    inputs = inputs_of(settings, base)
    problems = [*base.problems, *inputs.problems]
    if not inputs.fact_sets and not errors(problems):
        problems.append(diagnostics.nothing_to_run(NO_ARTICLES))
    rows = fact_rows(base.vocabulary, inputs.fact_sets)
    return FactsTable(article_lines(inputs), rows, tuple(in_order(problems)))


def extract(
    settings: Settings,
    *,
    mentions: bool = False,
    explained: str | None = None,
    files: Literal["unread", "named", "compared"] = "unread",
) -> Extraction:
    """What the texts of articles state, whatever facts files say: `factcheck extract`.

    With `mentions`, only what is there before any pattern is matched; with `explained`, the statements and near misses
    of one fact. What facts files say of the same articles stands beside it if they are to be `compared`, or only to be
    `named`; what is wrong with them matters to a comparison alone.
    """
    from factcheck.extraction.results import Extraction

    base = load_rule_base([str(path) for path in settings.rules], with_tests=False)
    articles, problems = load_articles([str(path) for path in settings.articles])
    problems = [*base.problems, *problems]
    if explained is not None and base.trusted and explained not in base.vocabulary.facts:
        near = suggest(explained, base.vocabulary.facts)
        problems.append(diagnostics.bad_setting(None, f"--explain: there is no fact {explained!r}", near))
    if not articles and not errors(problems):
        problems.append(
            diagnostics.nothing_to_run("no articles were found; name articles (.md, .txt), or folders of them")
        )
    if base.trusted and not mentions and not _can_find(base, settings) and not errors(problems):
        why = "no fact has a pattern, so nothing can be found; name --rules, or work below a factcheck.yaml"
        problems.append(diagnostics.nothing_to_run(why))
    texts = texts_of(settings, base)
    if not base.trusted or errors(problems):
        return Extraction((), tuple(in_order(problems)), explained)
    wanted = [loaded for loaded in articles if settings.status in (None, loaded.article.status)]
    found = tuple(texts.extraction(loaded, mentions=mentions, explained=explained) for loaded in wanted)
    problems += texts.problems
    if files != "unread":
        found, filed_problems = _beside_files(found, settings, base)
        problems += filed_problems if files == "compared" else []
    patterns = explained is None or bool(base.vocabulary.facts[explained].extract)
    return Extraction(found, tuple(in_order(problems)), explained, patterns)


# Steps that several of them take, and long ones ---------------------------------------------------------------------


def judge(rules: Sequence[CompiledRule], fact_sets: Sequence[FactSet], base: RuleBase) -> tuple[Finding, ...]:
    """Findings in the order of rules, then of articles."""
    stories: list[list[FactSet]] = [kept("story", story, partial(list, story)) for story in _stories(fact_sets)]
    judges = [(Judge(story, base.vocabulary), story) for story in stories]

    def judged(rule: CompiledRule, judge: Judge) -> list[Finding]:
        return list(judge.findings(rule))

    return tuple(
        finding
        for rule in steps("judging by rules:", for_many(rules, len(fact_sets)))
        for judge, story in judges
        for finding in kept("findings", (rule.rule, base.vocabulary, story), partial(judged, rule, judge))
    )


def _can_find(base: RuleBase, settings: Settings) -> bool:
    """Whether anything could be read from a text."""
    return bool(settings.extractors) or any(fact.extract for fact in base.vocabulary.facts.values())


def _stories(fact_sets: Sequence[FactSet]) -> list[list[FactSet]]:
    stories: dict[str, list[FactSet]] = {}
    for facts in fact_sets:
        stories.setdefault(facts.article.story, []).append(facts)
    return list(stories.values())


def _beside_files(
    found: Sequence[ArticleExtraction], settings: Settings, base: RuleBase
) -> tuple[tuple[ArticleExtraction, ...], list[Diagnostic]]:
    """What was found in articles, with what facts files say of the same ones."""
    filed = load_inputs(
        settings.inputs, settings.root_folder, base.statements, settings.reviewed_inputs, choose=with_facts
    )
    stated = {
        facts.article.id: tuple(s for of_fact in facts.statements.values() for s in of_fact)
        for facts in filed.fact_sets
    }

    def beside(one: ArticleExtraction) -> ArticleExtraction:
        known = stated.get(one.article.id)
        if known is None:
            return one
        return replace(one, filed=known, files=tuple(dict.fromkeys(s.at.source.name for s in known if s.at)))

    return tuple(map(beside, found)), filed.problems
