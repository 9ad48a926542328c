"""From the statements of articles to the rows of a table: who says what of each fact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factcheck.model.article import FactSet
from factcheck.model.facts_table import FactEntry, FactRow
from factcheck.model.statement import IllTyped, Statement, print_value
from factcheck.model.types import describe
from factcheck.model.vocabulary import Vocabulary


def fact_rows(vocabulary: Vocabulary, fact_sets: Sequence[FactSet]) -> tuple[FactRow, ...]:
    """A row for each fact of the vocabulary, with what each article states of it."""
    return tuple(
        FactRow(fact.name, describe(fact.type), fact.about, entries, _different(entries))
        for fact in vocabulary.facts.values()
        for entries in [tuple(_entries(fact.name, fact_sets))]
    )


def _entries(fact: str, fact_sets: Sequence[FactSet]) -> Iterable[FactEntry]:
    for facts in fact_sets:
        for statement in facts.statements.get(fact, ()):
            yield _entry(statement, facts.article.id)


def _entry(statement: Statement, article: str) -> FactEntry:
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


def _different(entries: Iterable[FactEntry]) -> int:
    return len({(entry.value, entry.hedge) for entry in entries if entry.unreadable is None})
