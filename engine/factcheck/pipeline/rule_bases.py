"""From the files of a rule base to compiled rules, and what can be said of them before any article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic, errors, in_order
from factcheck.evaluation.compiled import CompiledRule, compile_rule
from factcheck.evaluation.overlap import doubtful_pairs
from factcheck.kept import kept
from factcheck.loading.document import garbage_collection_paused
from factcheck.loading.rule_base import RuleBase, load_rule_base
from factcheck.model.rule import Rule
from factcheck.pipeline.settings import Settings
from factcheck.progress import steps
from factcheck.record import Record
from factcheck.suggestions import suggest


class CompiledBase(Record):
    """A rule base with its rules compiled; `rules` has those without errors."""

    base: RuleBase
    rules: tuple[CompiledRule, ...]
    problems: list[Diagnostic]


def compile_base(settings: Settings, *, with_tests: bool = False) -> CompiledBase:
    """Load and compile every rule, gathering all problems of all files."""
    with garbage_collection_paused():
        return _compiled(settings, with_tests=with_tests)


def _compiled(settings: Settings, *, with_tests: bool) -> CompiledBase:
    base = load_rule_base([str(path) for path in settings.rules], with_tests=with_tests)
    problems = list(base.problems)
    if not base.trusted:
        for rule in base.rules:
            problems += base.doubts.sure_of_rule(compile_rule(rule, base.vocabulary, base.reader)[1])
        problems += base.doubts.sure(pattern_problems(base))
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


def pattern_problems(base: RuleBase) -> list[Diagnostic]:
    """What is wrong with the patterns by which facts are found in texts."""
    if not any(fact.extract for fact in base.vocabulary.facts.values()):
        return []
    from factcheck.extraction.patterns.compiling import compile_patterns

    return compile_patterns(base.vocabulary, base.reader)[1]


def unused_facts(compiled: CompiledBase) -> list[Diagnostic]:
    """A warning for each fact of the vocabulary that no rule reads."""
    if errors(compiled.problems):  # a rule that was refused may read it
        return []
    read = {fact for rule in compiled.rules for fact in rule.facts}
    return [
        diagnostics.fact_never_read(fact.at, name)
        for name, fact in compiled.base.vocabulary.facts.items()
        if name not in read and fact.at is not None
    ]


def files_of(base: RuleBase) -> set[str]:
    """The files that rules and facts stand in."""
    places = [*(rule.at for rule in base.rules), *(fact.at for fact in base.vocabulary.facts.values())]
    return {at.source.name for at in places if at is not None}
