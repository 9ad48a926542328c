"""From articles for which no facts file stands to the statements that their text makes.

The patterns of the vocabulary read them, and then every external extractor that the project names. All of that is
imported and made ready with the first article that needs it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from factcheck.diagnostics import Diagnostic
from factcheck.kept import kept
from factcheck.loading.articles import LoadedArticle, body_start
from factcheck.loading.statements import StatementReader
from factcheck.model.statement import Statement
from factcheck.model.vocabulary import Vocabulary
from factcheck.reading.values import Reader

if TYPE_CHECKING:
    from factcheck.extraction.explaining.near_misses import NearMiss
    from factcheck.extraction.extractor import Extracted, Extractor
    from factcheck.extraction.mentions.mention import Mention
    from factcheck.extraction.results import ArticleExtraction


class TextReader:
    """Reads statements from articles, with one vocabulary. External extractors run in `folder`. What is wrong with the
    patterns is in `problems`, once an article was read, as is what external extractors did wrong.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        reader: Reader,
        statements: StatementReader,
        commands: Sequence[str] = (),
        folder: str | None = None,
    ) -> None:
        self._vocabulary = vocabulary
        self._reader = reader
        self._statements = statements
        self._commands = tuple(commands)
        self._folder = folder
        self._extractor: Extractor | None = None
        self.problems: list[Diagnostic] = []

    def statements(self, article: LoadedArticle) -> list[Statement]:
        """What the text of an article states."""
        patterns = any(fact.extract for fact in self._vocabulary.facts.values())
        return (self._found(article) if patterns else []) + self.imported(article)

    def _found(self, article: LoadedArticle) -> list[Statement]:
        """What the patterns find, in an article that has changed since the last run."""
        return kept(
            "statements",
            (article.source, self.extractor()),
            lambda: [each.statement for each in self.extracted(article)],
            article.article,
        )

    def extracted(self, article: LoadedArticle) -> list[Extracted]:
        """What the patterns find in an article."""
        return self.extractor().extract(article.article, body_start(article.source))

    def extraction(
        self, article: LoadedArticle, *, mentions: bool = False, explained: str | None = None
    ) -> ArticleExtraction:
        """All that a command may show of an article."""
        from factcheck.extraction.extractor import Extracted
        from factcheck.extraction.results import ArticleExtraction
        from factcheck.loading.facts_writer import facts_file, statement_object

        extractor = self.extractor()
        source, start, header = article.source, body_start(article.source), article.article
        if mentions:
            found = tuple(extractor.mentions(source, start, header.published))
            return ArticleExtraction(header, source, article.sha256, mentions=found)
        statements = [
            *extractor.extract(header, start),
            *(Extracted(statement, "", "extractor", None) for statement in self.imported(article)),
        ]
        near: tuple[NearMiss, ...] = ()
        if explained is not None:
            statements = [each for each in statements if each.statement.fact == explained]
            near = tuple(extractor.near_misses(explained, header, start))
        fitting = self._fitting(article, explained) if explained is not None and not statements and not near else ()
        stated = [each.statement for each in statements]
        return ArticleExtraction(
            header,
            source,
            article.sha256,
            tuple(statements),
            lambda: [statement_object(each, article, self._statements) for each in stated],
            mentions=fitting,
            near_misses=near,
            facts_file=lambda folder: facts_file(article, stated, self._statements, folder),
        )

    def _fitting(self, article: LoadedArticle, fact: str) -> tuple[Mention, ...]:
        """The mentions that could be a value of a fact."""
        from factcheck.extraction.patterns.elements import tag_of
        from factcheck.extraction.patterns.scanned import tags_of

        wanted = tag_of(self._vocabulary.facts[fact].type.one)
        source, published = article.source, article.article.published
        mentions = self.extractor().mentions(source, body_start(source), published)
        both = (one for mention in mentions for one in (mention, mention.also))
        return tuple(one for one in both if one is not None and wanted in tags_of(one.value))

    def imported(self, article: LoadedArticle) -> list[Statement]:
        """What the external extractors find in it."""
        if not self._commands:
            return []
        from factcheck.loading.external import run_extractor

        found: list[Statement] = []
        for command in self._commands:
            statements, problems = run_extractor(command, article, self._vocabulary, self._statements, self._folder)
            found += statements
            self.problems += problems
        return found

    def extractor(self) -> Extractor:
        """The patterns, made ready."""
        if self._extractor is None:
            from factcheck.extraction.extractor import Extractor

            parts = (self._vocabulary, self._reader)
            self._extractor = kept("extractor", parts, lambda: Extractor(*parts))
            self.problems += self._extractor.problems
        return self._extractor
