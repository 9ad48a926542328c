"""The whole way: from paths to a report.

Each public function is one command's work and reads as its stages. Problems are values all the way; nothing is
printed here, and nothing raised for what a user wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic, errors, in_order, suggest
from factcheck.evaluation.compiled import CompiledRule, compile_rule, for_many
from factcheck.evaluation.findings import Judge
from factcheck.evaluation.gate import Outcome, decide, exempt, hold_back, never_decided, summarise
from factcheck.evaluation.overlap import doubtful_pairs
from factcheck.kept import kept
from factcheck.loading.document import garbage_collection_paused
from factcheck.loading.inputs import Choice, Inputs, load_articles, load_inputs, with_facts
from factcheck.loading.rule_base import RuleBase, load_rule_base
from factcheck.loading.texts import TextReader
from factcheck.model.article import FactSet
from factcheck.model.report import ArticleLine, Finding, Report
from factcheck.model.rule import Rule
from factcheck.model.statement import IllTyped, Statement, print_value
from factcheck.model.types import describe
from factcheck.progress import steps
from factcheck.record import Record, replace

if TYPE_CHECKING:  # what a plain run needs none of is imported where it is used
    from factcheck.extraction.results import Extraction
    from factcheck.loading.baseline import Baseline
    from factcheck.loading.touched import Touched
    from factcheck.loading.waivers import Waiver
    from factcheck.model.exhibits import Exhibits
    from factcheck.model.explanation import Explanation
    from factcheck.model.facts_table import FactEntry, FactsTable
    from factcheck.model.test_report import TestReport, TestResult

_NO_ARTICLES: Final = "no articles were found; name articles, facts files, or folders of them"


class Settings(Record):
    """What a command works on. `articles` are articles, facts files or folders of either."""

    rules: tuple[Path, ...] = ()
    articles: tuple[Path, ...] = ()
    facts: tuple[Path, ...] = ()
    reviewed: tuple[Path, ...] = ()
    """Facts files that count only for articles that are judged anyway and have no other."""
    waivers: Path | None = None
    baseline: Path | None = None
    """The conflicts that are known: only others shut the gate."""
    fail_on: tuple[str, ...] = ("conflict",)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    status: str | None = None
    extractors: tuple[str, ...] = ()
    """Commands that read articles beside the patterns of the vocabulary."""
    strict: bool = False
    changed_since: str | None = None
    """A git revision: only articles that have changed since are judged."""
    partial: bool = False
    """Only some of the articles are judged: nothing can be said of the others."""
    root: Path | None = None
    checked_by: str | None = None
    published_at: str | None = None
    today: int | None = None
    """The day on which waivers are judged, an ordinal; None is the current day."""

    @property
    def root_folder(self) -> str | None:
        return str(self.root) if self.root is not None else None

    @property
    def inputs(self) -> list[str]:
        return [str(path) for path in (*self.articles, *self.facts)]

    @property
    def reviewed_inputs(self) -> list[str]:
        return [str(path) for path in self.reviewed]


class CompiledBase(Record):
    """A rule base with its rules compiled; `rules` has those without errors."""

    base: RuleBase
    rules: tuple[CompiledRule, ...]
    problems: list[Diagnostic]


def run(settings: Settings) -> Report:
    """Judge the articles by the rules: `factcheck run`."""
    compiled = compile_base(settings)
    rules = selected(compiled.rules, settings)
    touched, touched_problems = _touched(settings, rules)
    inputs = _inputs(settings, compiled.base, touched.needed if touched is not None else None)
    waivers, waiver_problems = _waivers(settings)
    baseline, baseline_problems = _baseline(settings)
    problems = [*compiled.problems, *inputs.problems, *waiver_problems, *baseline_problems, *touched_problems]
    articles = touched.articles if touched is not None else len(inputs.fact_sets)
    problems += _nothing_to_do(compiled, rules, articles, settings, problems)
    if errors(problems):
        return _report((), problems, inputs, rules, decide((), settings.fail_on, refused=True))
    findings = judge(rules, inputs.fact_sets, compiled.base)
    if touched is not None:
        findings = touched.judged(findings)
        problems += touched.problems(_files_of(compiled.base), map(str, settings.rules))
    limited = settings.partial or settings.status is not None or touched is not None
    known_rules = {c.rule.id for c in compiled.rules}
    findings, doubts = exempt(findings, waivers, known_rules, settings.today, partial=limited)
    problems += doubts
    if baseline is not None:
        findings, doubts = hold_back(findings, baseline, waivers, known_rules, partial=limited)
        problems += doubts
    outcome = decide(findings, settings.fail_on, refused=bool(errors(problems)))
    report = _report(findings, problems, inputs, rules, outcome)
    if touched is not None:
        report = touched.told(report)
    return replace(report, exhibits=lambda: _exhibits(rules, inputs, compiled.base))


def check(settings: Settings) -> list[Diagnostic]:
    """Everything that can be said of a rule base before any article: `factcheck check`."""
    compiled = compile_base(settings, with_tests=True)
    problems = list(compiled.problems)
    problems += _pattern_problems(compiled.base) if compiled.base.trusted else []
    problems += _unused_facts(compiled)
    problems += [diagnostics.rule_without_tests(r.at, r.id) for r in compiled.base.rules if not r.tests]
    waivers, waiver_problems = _waivers(settings)
    problems += waiver_problems
    problems += exempt((), waivers, {rule.id for rule in compiled.base.rules}, settings.today)[1]
    if not compiled.base.rules and not errors(problems):
        problems.append(diagnostics.nothing_to_run("no rules were found"))
    return in_order(problems)


def test(settings: Settings) -> TestReport:
    """The rules' own tests: `factcheck test`."""
    from factcheck.model.test_report import Coverage, TestReport

    compiled = compile_base(settings, with_tests=True)
    rules = selected(compiled.rules, settings)
    problems = in_order([*compiled.problems, *unknown_selectors(compiled.base.rules, settings)])
    results = tuple(result for rule in rules for result in _test_rule(rule, compiled.base))
    if not results and not errors(problems):
        problems.append(diagnostics.nothing_to_run("no rule has tests"))
    coverage = Coverage(len(rules), _untested(rules, "pass"), _untested(rules, "conflict"))
    return TestReport(results, coverage, tuple(problems))


def explain(settings: Settings, rule_id: str, article_id: str | None) -> Explanation | list[Diagnostic]:
    """One rule taken apart, on one article or on all: `factcheck explain`."""
    compiled = compile_base(settings)
    inputs = _inputs(settings, compiled.base)
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
    from factcheck.model.facts_table import FactRow, FactsTable

    base = load_rule_base([str(path) for path in settings.rules], settings.root_folder, with_tests=False)
    inputs = _inputs(settings, base)
    problems = [*base.problems, *inputs.problems]
    if not inputs.fact_sets and not errors(problems):
        problems.append(diagnostics.nothing_to_run(_NO_ARTICLES))
    rows = tuple(
        FactRow(fact.name, describe(fact.type), fact.about, entries, _different(entries))
        for fact in base.vocabulary.facts.values()
        for entries in [tuple(_fact_entries(fact.name, inputs.fact_sets))]
    )
    return FactsTable(_article_lines(inputs), rows, tuple(in_order(problems)))


def extract(
    settings: Settings, *, mentions: bool = False, explained: str | None = None, with_files: bool = False
) -> Extraction:
    """What the texts of articles state, whatever facts files say: `factcheck extract`.

    With `mentions`, only what is there before any pattern is matched; with `explained`, the statements and near misses
    of one fact; with `with_files`, what facts files say as well.
    """
    from factcheck.extraction.results import Extraction

    base = load_rule_base([str(path) for path in settings.rules], settings.root_folder, with_tests=False)
    articles, problems = load_articles([str(path) for path in settings.articles])
    problems = [*base.problems, *problems]
    if explained is not None and base.trusted and explained not in base.vocabulary.facts:
        near = suggest(explained, base.vocabulary.facts)
        problems.append(diagnostics.bad_setting(None, f"--explain: there is no fact {explained!r}", near))
    if not articles and not errors(problems):
        problems.append(diagnostics.nothing_to_run("no articles were found; name articles, or folders of them"))
    texts = _texts(settings, base)
    if not base.trusted or errors(problems):
        return Extraction((), tuple(in_order(problems)), explained)
    wanted = [loaded for loaded in articles if settings.status in (None, loaded.article.status)]
    found = tuple(texts.extraction(loaded, mentions=mentions, explained=explained) for loaded in wanted)
    problems += texts.problems
    if with_files:
        filed = load_inputs(
            settings.inputs, settings.root_folder, base.statements, settings.reviewed_inputs, choose=with_facts
        )
        problems += filed.problems
        stated = {facts.article.id: facts.statements for facts in filed.fact_sets}
        found = tuple(
            replace(each, filed=tuple(s for of_fact in stated[each.article.id].values() for s in of_fact))
            if each.article.id in stated
            else each
            for each in found
        )
    return Extraction(found, tuple(in_order(problems)), explained)


# Rules ---------------------------------------------------------------------------------------------------------------


def compile_base(settings: Settings, *, with_tests: bool = False) -> CompiledBase:
    """Load and compile every rule, gathering all problems of all files."""
    with garbage_collection_paused():
        return _compiled(settings, with_tests=with_tests)


def _compiled(settings: Settings, *, with_tests: bool) -> CompiledBase:
    base = load_rule_base([str(path) for path in settings.rules], settings.root_folder, with_tests=with_tests)
    problems = list(base.problems)
    if not base.trusted:
        for rule in base.rules:
            problems += base.doubts.sure_of_rule(compile_rule(rule, base.vocabulary, base.reader)[1])
        problems += base.doubts.sure(_pattern_problems(base))
        return CompiledBase(base, (), in_order(problems))
    rules: list[CompiledRule] = []
    for rule in steps("compiling rules:", base.rules):
        parts = (rule, base.vocabulary, base.reader)
        compiled, found = kept("rule", parts, partial(compile_rule, *parts))
        problems += found
        if compiled is not None:
            rules.append(compiled)
    problems += doubtful_pairs(rules)
    return CompiledBase(base, tuple(rules), in_order(problems))


def selected(rules: Sequence[CompiledRule], settings: Settings) -> tuple[CompiledRule, ...]:
    """The rules chosen by id or tag."""

    def named(rule: Rule, names: Iterable[str]) -> bool:
        return any(name == rule.id or name in rule.tags for name in names)

    return tuple(
        compiled
        for compiled in rules
        if (not settings.select or named(compiled.rule, settings.select)) and not named(compiled.rule, settings.ignore)
    )


def unknown_selectors(rules: Sequence[Rule], settings: Settings) -> list[Diagnostic]:
    """Names of --select and --ignore that no rule has, as id or tag: a misspelt one would leave rules out unseen."""
    known = dict.fromkeys([*(rule.id for rule in rules), *(tag for rule in rules for tag in rule.tags)])
    return [
        diagnostics.bad_setting(None, f"{flag}: no rule has the id or tag {name!r}", suggest(name, known))
        for flag, names in (("--select", settings.select), ("--ignore", settings.ignore))
        for name in names
        if name not in known
    ]


def _pattern_problems(base: RuleBase) -> list[Diagnostic]:
    if not any(fact.extract for fact in base.vocabulary.facts.values()):
        return []
    from factcheck.extraction.patterns import compile_patterns

    return compile_patterns(base.vocabulary, base.reader)[1]


def _unused_facts(compiled: CompiledBase) -> list[Diagnostic]:
    if errors(compiled.problems):  # a rule that was refused may read it
        return []
    read = {fact for rule in compiled.rules for fact in rule.facts}
    return [
        diagnostics.fact_never_read(fact.at, name)
        for name, fact in compiled.base.vocabulary.facts.items()
        if name not in read and fact.at is not None
    ]


# Judging -------------------------------------------------------------------------------------------------------------


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


def _stories(fact_sets: Sequence[FactSet]) -> list[list[FactSet]]:
    stories: dict[str, list[FactSet]] = {}
    for facts in fact_sets:
        stories.setdefault(facts.article.story, []).append(facts)
    return list(stories.values())


def _inputs(settings: Settings, base: RuleBase, choose: Choice | None = None) -> Inputs:
    """The articles of the status that was asked for, with their statements."""
    texts = _texts(settings, base) if base.trusted else None
    inputs = load_inputs(
        settings.inputs, settings.root_folder, base.statements, settings.reviewed_inputs, texts, choose=choose
    )
    if texts is not None and texts.problems:
        inputs = inputs._replace(problems=[*inputs.problems, *texts.problems])
    if not base.trusted or not base.vocabulary.facts:
        # Without the whole vocabulary every fact would seem unknown.
        inputs = inputs._replace(problems=[p for p in inputs.problems if p.code != "FC201"])
    if settings.status is None:
        return inputs
    return inputs._replace(fact_sets=tuple(f for f in inputs.fact_sets if f.article.status == settings.status))


def _texts(settings: Settings, base: RuleBase) -> TextReader:
    return TextReader(base.vocabulary, base.reader, base.statements, settings.extractors)


def _nothing_to_do(
    compiled: CompiledBase,
    rules: Sequence[CompiledRule],
    articles: int,
    settings: Settings,
    problems: Sequence[Diagnostic],
) -> list[Diagnostic]:
    """A run without rules or without articles is refused, never green."""
    if errors(problems):
        return []
    if not compiled.rules:
        return [diagnostics.nothing_to_run("no rules were found; name a rules folder, or work below a factcheck.yaml")]
    unknown = unknown_selectors(compiled.base.rules, settings)
    if unknown:
        return unknown
    if not rules:
        return [diagnostics.bad_setting(None, "--select and --ignore leave no rule")]
    if not articles:
        return [diagnostics.nothing_to_run(_NO_ARTICLES)]
    return []


def _touched(settings: Settings, rules: Sequence[CompiledRule]) -> tuple[Touched | None, list[Diagnostic]]:
    """What limits a run to the articles that have changed."""
    if settings.changed_since is None:
        return None, []
    from factcheck.loading.changes import changes_since
    from factcheck.loading.touched import Touched

    changes, problems = changes_since(settings.changed_since, settings.root_folder or ".")
    if changes is None:
        return None, problems
    whole_stories = any(compiled.per_story or compiled.story_facts for compiled in rules)
    return Touched(changes, settings.status, whole_stories=whole_stories), problems


def _files_of(base: RuleBase) -> set[str]:
    places = [*(rule.at for rule in base.rules), *(fact.at for fact in base.vocabulary.facts.values())]
    return {at.source.name for at in places if at is not None}


def _waivers(settings: Settings) -> tuple[list[Waiver], list[Diagnostic]]:
    if settings.waivers is None:
        return [], []
    from factcheck.loading.waivers import load_waivers

    return load_waivers(str(settings.waivers))


def _baseline(settings: Settings) -> tuple[Baseline | None, list[Diagnostic]]:
    if settings.baseline is None:
        return None, []
    from factcheck.loading.baseline import load_baseline

    return load_baseline(str(settings.baseline))


def _report(
    findings: tuple[Finding, ...],
    problems: Sequence[Diagnostic],
    inputs: Inputs,
    rules: Sequence[CompiledRule],
    outcome: Outcome,
) -> Report:
    return Report(
        findings=findings,
        never_decided=never_decided([rule.rule.id for rule in rules], findings),
        diagnostics=tuple(in_order(problems)),
        articles=_article_lines(inputs),
        rules=len(rules),
        stories=len({facts.article.story for facts in inputs.fact_sets}),
        gate=outcome.gate,
        gate_reason=outcome.reason,
        fail_on=outcome.fail_on,
        summary=summarise(findings),
    )


def _article_lines(inputs: Inputs) -> tuple[ArticleLine, ...]:
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
        )
        for article in (facts.article for facts in inputs.fact_sets)
    )


def _exhibits(rules: Sequence[CompiledRule], inputs: Inputs, base: RuleBase) -> Exhibits:
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


# Tests of rules ------------------------------------------------------------------------------------------------------


def _test_rule(compiled: CompiledRule, base: RuleBase) -> Iterable[TestResult]:
    from factcheck.model.test_report import TestResult

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


def _untested(rules: Sequence[CompiledRule], verdict: str) -> tuple[str, ...]:
    return tuple(c.rule.id for c in rules if all(case.expected != verdict for case in c.rule.tests))


# Facts ---------------------------------------------------------------------------------------------------------------


def _fact_entries(fact: str, fact_sets: Sequence[FactSet]) -> Iterable[FactEntry]:
    for facts in fact_sets:
        for statement in facts.statements.get(fact, ()):
            yield _fact_entry(statement, facts.article.id)


def _different(entries: Iterable[FactEntry]) -> int:
    return len({(entry.value, entry.hedge) for entry in entries if entry.unreadable is None})


def _fact_entry(statement: Statement, article: str) -> FactEntry:
    from factcheck.model.facts_table import FactEntry

    words = statement.evidence
    broken = statement.value.reason if isinstance(statement.value, IllTyped) else None
    at = words.at if words is not None and words.at is not None and broken is None else statement.at
    return FactEntry(
        article,
        print_value(statement.value),
        statement.hedge,
        statement.said_by,
        statement.modality,
        statement.section,
        words.quote if words is not None else None,
        at.location if at is not None else None,
        broken,
    )
