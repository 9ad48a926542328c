"""From the paths of a run to the articles that are judged, each with its statements."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic
from factcheck.kept import settled
from factcheck.loading import articles as article_files
from factcheck.loading import facts as facts_files
from factcheck.loading.articles import LoadedArticle, load_article
from factcheck.loading.facts import LoadedFacts, load_facts
from factcheck.loading.files import display_name, missing_file, walk
from factcheck.loading.statements import StatementReader
from factcheck.loading.texts import TextReader
from factcheck.model.article import Article, FactSet
from factcheck.model.period import Period, is_any_day
from factcheck.model.statement import Statement
from factcheck.named import NamedTuple
from factcheck.progress import steps
from factcheck.source import Passage


class Candidate(NamedTuple):
    """An article that could be judged, and the files that say something about it, if they are there."""

    article: Article
    files: tuple[str, ...]
    filed: bool
    """Whether a facts file stands for it."""


Choice = Callable[[Sequence[Candidate]], Collection[str]]
"""From all articles of a run to the ids of those that it needs: the text of no other is read for what it states."""


class Inputs(NamedTuple):
    """What a run judges, in the order of the arguments, and what was wrong with it."""

    fact_sets: tuple[FactSet, ...]
    problems: list[Diagnostic]


def load_inputs(
    paths: Sequence[str],
    root: str | None,
    reader: StatementReader,
    reviewed: Sequence[str] = (),
    texts: TextReader | None = None,
    *,
    choose: Choice | None = None,
) -> Inputs:
    """Read articles and facts files, told apart by suffix; folders are searched in depth. `reviewed` are facts files
    that count only for articles among `paths` that have no other facts.

    Facts files of one article are merged, and stand instead of what `texts` would read from its text; an article is
    known by its id. `root` is the project's folder, out of which no `source:` of a facts file may lead. With `choose`,
    only those articles count that it chooses.
    """
    problems: list[Diagnostic] = []
    article_paths, facts_paths = _sorted_out(paths, problems)
    loaded = _loaded(article_paths, problems)
    facts: dict[str, list[LoadedFacts]] = {name: [] for name in loaded}
    for path in facts_paths:
        sets, found = load_facts(path, root, reader, loaded)
        problems += found
        for one in sets:
            facts.setdefault(one.article.id, []).append(one)
    stated = {name for name, sets in facts.items() if sets}
    if reviewed and any(not sets for sets in facts.values()):
        for name, one in _reviewed(reviewed, root, reader, loaded, problems):
            if name in loaded and name not in stated:
                facts[name].append(one)
    if choose is not None:
        chosen = choose([_candidate(sets, loaded.get(name)) for name, sets in facts.items()])
        facts = {name: sets for name, sets in facts.items() if name in chosen}
    for name, sets in facts.items():
        if not sets and name in loaded and article_files.is_blank(loaded[name].source):
            problems.append(diagnostics.article_without_text(Passage(loaded[name].source, 0, 0)))
    merged = (_merged(sets, loaded.get(name), texts) for name, sets in steps("reading articles:", [*facts.items()]))
    fact_sets = tuple(merged)
    for made in fact_sets:
        problems += _undated(made, reader) if made.article.published is None else ()
    return Inputs(fact_sets, problems)


def _undated(facts: FactSet, reader: StatementReader) -> list[Diagnostic]:
    """Of an article without a day of publication: the first of the times that count from it."""
    waiting: list[tuple[str, Passage]] = []
    for of_fact in facts.statements.values():
        for statement in of_fact:
            at = statement.at or (statement.evidence.at if statement.evidence is not None else None)
            value = statement.value
            if at is not None and isinstance(value, Period) and is_any_day(value):
                waiting += [(value.edtf, at)] if reader.counts_from_publication(value.edtf) else []
    if not waiting:
        return []
    waiting.sort(key=lambda one: (one[1].source.name, one[1].start))
    words, first = waiting[0]
    return [diagnostics.article_without_day(first, words, len(waiting) - 1)]


def with_facts(candidates: Sequence[Candidate]) -> Collection[str]:
    """The articles for which a facts file stands."""
    return {one.article.id for one in candidates if one.filed}


def load_articles(paths: Sequence[str]) -> tuple[list[LoadedArticle], list[Diagnostic]]:
    """The articles that are named or lie in folders that are, without their facts; facts files are left alone."""
    problems: list[Diagnostic] = []
    return list(_loaded(_sorted_out(paths, problems)[0], problems).values()), problems


def _loaded(paths: Sequence[str], problems: list[Diagnostic]) -> dict[str, LoadedArticle]:
    """Articles by id."""
    loaded: dict[str, LoadedArticle] = {}
    for path in paths:
        article, found = load_article(path, None)  # what a user names or lies under it is meant
        problems += found
        if article is None:
            continue
        name = article.article.id
        if name in loaded:
            problems.append(diagnostics.duplicate_article(None, name, loaded[name].source.name))
            continue
        loaded[name] = article
    return loaded


def _reviewed(
    paths: Sequence[str],
    root: str | None,
    reader: StatementReader,
    loaded: dict[str, LoadedArticle],
    problems: list[Diagnostic],
) -> Iterator[tuple[str, LoadedFacts]]:
    """The facts files of the project by article. What is wrong with files about other articles is not for this run."""
    for path in _sorted_out(paths, problems)[1]:
        sets, found = load_facts(path, root, reader, loaded)
        if any(one.article.id in loaded for one in sets):
            problems += found
        yield from ((one.article.id, one) for one in sets)


def _candidate(sets: list[LoadedFacts], article: LoadedArticle | None) -> Candidate:
    texts = [article.source.name] if article is not None else []
    texts += [one.article.source.name for one in sets if one.article.source is not None]
    sidecars = [text.rsplit(".", 1)[0] + article_files.SIDECAR for text in texts]
    files = dict.fromkeys([*texts, *sidecars, *(one.at.source.name for one in sets)])
    return Candidate(_header(sets, article), tuple(files), bool(sets))


def _header(sets: list[LoadedFacts], article: LoadedArticle | None) -> Article:
    header = sets[0].article if sets else article.article if article is not None else None
    assert header is not None
    return header


def _merged(sets: list[LoadedFacts], article: LoadedArticle | None, texts: TextReader | None) -> FactSet:
    statements: dict[str, list[Statement]] = {}
    found = [statement for one in sets for statement in one.statements]
    if not sets and texts is not None and article is not None:
        found = texts.statements(article)
    for statement in found:
        statements.setdefault(statement.fact, []).append(statement)
    stated = {fact: tuple(of_fact) for fact, of_fact in statements.items()}
    made = FactSet(_header(sets, article), stated, tuple(one.at.source.name for one in sets))
    return settled("facts", made.article.id, made, _are_alike)


def _are_alike(one: FactSet, other: FactSet) -> bool:
    return (one.article, one.files, one.statements) == (other.article, other.files, other.statements)


def _sorted_out(paths: Sequence[str], problems: list[Diagnostic]) -> tuple[list[str], list[str]]:
    """Article files and facts files, each once."""
    articles: dict[str, None] = {}
    facts: dict[str, None] = {}
    for path in paths:
        if os.path.isdir(path):
            inside, found = walk(path, (*article_files.SUFFIXES, *facts_files.SUFFIXES))
            problems += found
        else:
            inside = [path]
        for name in inside:
            lower = name.lower()
            if lower.endswith(article_files.SIDECAR) and name != path:
                continue
            if lower.endswith(article_files.SUFFIXES):
                articles[os.path.normpath(name)] = None
            elif lower.endswith(facts_files.SUFFIXES) and not lower.endswith(article_files.SIDECAR):
                facts[os.path.normpath(name)] = None
            elif not os.path.exists(name):
                problems.append(missing_file(name))
            else:
                why = "it is neither an article (.md, .txt) nor a facts file (.yaml, .json, .jsonl)"
                problems.append(diagnostics.unreadable_file(display_name(name), why))
    return list(articles), list(facts)
