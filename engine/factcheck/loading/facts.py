"""From facts files (YAML, JSON, JSON Lines) to statements, each held against the article it was read from.

A quote that no longer stands in its article is an error of that file: reviewed facts must not outlive the words that
they were read from.
"""

from __future__ import annotations

import os
from typing import Any

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic
from factcheck.loading.articles import LoadedArticle, article_from, body_start, load_article
from factcheck.loading.document import Mapping
from factcheck.loading.evidence import find, stands_now, words_around
from factcheck.loading.files import is_inside, read_text
from factcheck.loading.statements import StatementReader
from factcheck.loading.validation import validate
from factcheck.loading.yaml_document import read_yaml
from factcheck.model.article import Article
from factcheck.model.statement import Evidence, Statement
from factcheck.named import NamedTuple
from factcheck.source import Passage, SourceFile
from factcheck.suggestions import suggest

YAML_SUFFIXES = (".yaml", ".yml")
SUFFIXES = (*YAML_SUFFIXES, ".json", ".jsonl", ".ndjson")
MOST_BYTES = 64 * 1024 * 1024
MOST_YAML_BYTES = 16 * 1024 * 1024
MOST_PROBLEMS = 100
"""Problems after which the rest of a file is left unread."""


class LoadedFacts(NamedTuple):
    """The statements of one article in one facts file."""

    article: Article
    statements: tuple[Statement, ...]
    at: Passage


def load_facts(
    path: str, root: str | None, reader: StatementReader, articles: dict[str, LoadedArticle]
) -> tuple[list[LoadedFacts], list[Diagnostic]]:
    """Every article of a facts file. `articles` are those loaded already, by id; `source:` may name others."""
    loader = _FactsLoader(path, root, reader, articles)
    return loader.load(), loader.problems


def load_lines(
    source: SourceFile, reader: StatementReader, article: LoadedArticle
) -> tuple[list[LoadedFacts], list[Diagnostic]]:
    """Statements about an article as JSON Lines that stand in no file. Lines need not name the article."""
    loader = _FactsLoader(source.name, None, reader, {article.article.id: article}, imported=True)
    return loader.load_lines(source, article.article.id), loader.problems


class _FactsLoader:
    def __init__(
        self,
        path: str,
        root: str | None,
        reader: StatementReader,
        articles: dict[str, LoadedArticle],
        *,
        imported: bool = False,
    ) -> None:
        self._path = path
        self._root = root
        self._reader = reader
        self._articles = articles
        self._imported = imported
        self._sources: dict[str, LoadedArticle] = {}
        """By the path that a header names."""
        self.problems: list[Diagnostic] = []

    def load(self) -> list[LoadedFacts]:
        limit = MOST_YAML_BYTES if self._path.lower().endswith(YAML_SUFFIXES) else MOST_BYTES
        source, problems = read_text(self._path, None, limit)
        self.problems += problems
        if source is None:
            return []
        if self._path.lower().endswith((".jsonl", ".ndjson")):
            return self.load_lines(source)
        data, problems = self._read(source)
        self.problems += problems
        if problems:
            return []
        invalid = validate(data, "facts", "a facts file")
        self.problems += invalid
        if invalid or not isinstance(data, Mapping):
            return []
        header: Mapping = data["article"]
        loaded = self._article(header)
        statements = [
            self._statement(entry, loaded, header) for entry in data["facts"] if len(self.problems) < MOST_PROBLEMS
        ]
        return [self._loaded(header, loaded, statements)]

    def _read(self, source: SourceFile) -> tuple[Any, list[Diagnostic]]:
        if self._path.lower().endswith(YAML_SUFFIXES):
            return read_yaml(source, strict_characters=False)
        from factcheck.loading.json_document import read_json  # few runs read any

        return read_json(source)

    def load_lines(self, source: SourceFile, current: str | None = None) -> list[LoadedFacts]:
        """JSON Lines: header lines with only an article, then its statements, or statements that name their article.

        `current` is the article of lines before the first that names one.
        """
        from factcheck.loading.json_document import read_json_lines

        lines, problems = read_json_lines(source)
        self.problems += problems
        headers: dict[str, Mapping] = {}
        found: dict[str, list[Statement | None]] = {}
        loaded: dict[str, LoadedArticle | None] = {}
        for line in lines:
            if len(self.problems) >= MOST_PROBLEMS:
                break
            schema = "header_line" if isinstance(line, dict) and set(line) == {"article"} else "statement_line"
            invalid = validate(line, f"facts#{schema}", "a line of a facts file")
            self.problems += invalid
            if invalid or not isinstance(line, Mapping):
                continue
            named = line.get("article")
            if isinstance(named, Mapping):
                current = named["id"]
                headers.setdefault(current, named)
            elif named is not None:
                current = str(named)
            if current is None:
                self.problems.append(diagnostics.missing_key(line.at, "article", "the first line"))
                return []
            if current not in loaded:
                loaded[current] = self._article(headers.get(current, Mapping(id=current)))
            statements = found.setdefault(current, [])
            if "fact" in line:
                statements.append(self._statement(line, loaded[current], headers.get(current)))
        return [
            self._loaded(headers.get(name, Mapping(id=name)), loaded[name], statements, Passage(source, 0, 0))
            for name, statements in found.items()
        ]

    def _loaded(
        self,
        header: Mapping,
        loaded: LoadedArticle | None,
        statements: list[Statement | None],
        at: Passage | None = None,
    ) -> LoadedFacts:
        article, problems = article_from(header, header["id"], loaded.source if loaded else None)
        self.problems += problems
        if loaded is not None:
            article = _filled_in(article, loaded.article)
        known = tuple(statement for statement in statements if statement is not None)
        if loaded is None and any(statement.evidence is not None for statement in known):
            near = suggest(article.id, self._articles)
            self.problems.append(diagnostics.unchecked_evidence(at or header.value_at("id"), article.id, near))
        return LoadedFacts(article, known, at or header.value_at("id"))

    # Articles

    def _article(self, header: Mapping) -> LoadedArticle | None:
        """The article that the facts are about: one loaded already, or the file that the header names."""
        known = self._articles.get(header["id"])
        if known is not None:
            return known
        source = header.get("source")
        if not isinstance(source, str):
            return None
        folder = os.path.dirname(os.path.abspath(self._path))
        root = self._root if self._root is not None and is_inside(folder, self._root) else os.path.dirname(folder)
        if os.path.isabs(source) or "://" in source:
            why = "it is not a path relative to this file"
            self.problems.append(_cannot_read(header.value_at("source"), source, why))
            return None
        path = os.path.relpath(os.path.join(folder, source))
        if path not in self._sources:
            article, problems = load_article(path, root)
            if article is None:
                why = problems[0].message if problems else "it is not there"
                self.problems.append(_cannot_read(header.value_at("source"), source, why))
                return None
            self.problems += problems
            self._sources[path] = article
        return self._sources[path]

    # Statements

    def _statement(self, entry: Mapping, loaded: LoadedArticle | None, header: Mapping | None) -> Statement | None:
        fact, problems = self._reader.fact(entry["fact"], entry.value_at("fact"))
        self.problems += problems
        if fact is None:
            return None
        published = loaded.article.published if loaded is not None else None
        if published is None and header is not None:
            published = article_from(header, "", None)[0].published
        given = _without(entry, "fact", "article")
        statement = self._reader.statement(fact, given, entry.value_at("value"), published)
        quote = entry.get("evidence")
        if not isinstance(quote, Mapping) or loaded is None:
            return statement
        return statement._replace(evidence=Evidence(quote["quote"], self._stand(quote, loaded, header)))

    def _stand(self, evidence: Mapping, loaded: LoadedArticle, header: Mapping | None) -> Passage | None:
        """Where a quote stands in its article; None after a report that it is stale.

        While the file is the one that was reviewed, the given place must be right. In an article that has changed
        since, the quote may have moved; the words before and after it tell which occurrence is meant.
        """
        quote: str = evidence["quote"]
        source, around = loaded.source, words_around(evidence)
        text, body = source.text, body_start(source)
        start, end = evidence.get("start"), evidence.get("end")
        if isinstance(start, int) and isinstance(end, int) and text[start:end] == quote:
            return Passage(source, start, end)
        digest = header.get("sha256") if header is not None else None
        unchanged = isinstance(digest, str) and digest.lower() == loaded.sha256
        misplaced = unchanged and start is not None and quote in text
        found = None if misplaced else find(text, quote, around, start or 0, body)
        if found is not None:
            return Passage(source, found, found + len(quote))
        at = evidence.value_at("quote")
        if quote in text[:body] and quote not in text[body:]:
            self.problems.append(diagnostics.evidence_in_front_matter(at, quote, source.name))
        else:
            now = stands_now(source, quote, around, body)
            self.problems.append(diagnostics.stale_evidence(at, quote, source.name, *now, imported=self._imported))
        return None


def _filled_in(article: Article, other: Article) -> Article:
    """The header of the facts file, with what it leaves out taken from the article itself."""
    changes: dict[str, Any] = {
        field: getattr(other, field)
        for field in ("title", "publisher", "published", "url", "language")
        if getattr(article, field) is None
    }
    if article.story == Article._field_defaults["story"]:
        changes["story"] = other.story
    if article.status == Article._field_defaults["status"]:
        changes["status"] = other.status
    return article._replace(**changes)


def _without(entry: Mapping, *keys: str) -> Mapping:
    return Mapping((key, value) for key, value in entry.items() if key not in keys)


def _cannot_read(at: Passage, source: str, why: str) -> Diagnostic:
    return Diagnostic("FC001", f"cannot read the article {source}: {why}", at)


__all__ = ["SUFFIXES", "LoadedFacts", "load_facts", "load_lines"]
