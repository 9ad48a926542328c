"""From settings to what a run needs beside its rules: articles with their statements, changes, waivers, a baseline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic, errors
from factcheck.evaluation.compiled import CompiledRule
from factcheck.loading.inputs import Choice, Inputs, load_inputs
from factcheck.loading.rule_base import RuleBase
from factcheck.loading.texts import TextReader
from factcheck.pipeline.rule_bases import CompiledBase, unknown_selectors
from factcheck.pipeline.settings import Settings

if TYPE_CHECKING:  # what a plain run needs none of is imported where it is used
    from factcheck.loading.baseline import Baseline
    from factcheck.loading.touched import Touched
    from factcheck.loading.waivers import Waiver

NO_ARTICLES: Final = (
    "no articles were found; name articles (.md, .txt), facts files (.yaml, .json, .jsonl), or folders of them"
)


def inputs_of(settings: Settings, base: RuleBase, choose: Choice | None = None) -> Inputs:
    """The articles of the status that was asked for, with their statements."""
    texts = texts_of(settings, base) if base.trusted else None
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


def texts_of(settings: Settings, base: RuleBase) -> TextReader:
    """What finds statements in the texts of articles."""
    folder = str(settings.extractor_folder) if settings.extractor_folder is not None else None
    return TextReader(base.vocabulary, base.reader, base.statements, settings.extractors, folder)


def touched_since(settings: Settings, rules: Sequence[CompiledRule]) -> tuple[Touched | None, list[Diagnostic]]:
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


def waivers_of(settings: Settings) -> tuple[list[Waiver], list[Diagnostic]]:
    """The conflicts that someone has waived."""
    if settings.waivers is None:
        return [], []
    from factcheck.loading.waivers import load_waivers

    return load_waivers(str(settings.waivers))


def baseline_of(settings: Settings) -> tuple[Baseline | None, list[Diagnostic]]:
    """The conflicts that are known."""
    if settings.baseline is None:
        return None, []
    from factcheck.loading.baseline import load_baseline

    return load_baseline(str(settings.baseline))


def nothing_to_do(
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
        return [diagnostics.nothing_to_run(NO_ARTICLES)]
    return []
