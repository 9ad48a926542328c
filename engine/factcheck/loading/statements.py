"""From values as people write them (in facts files, in the tests of rules) to statements."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from factcheck.diagnostics import Diagnostic, undeclared_fact
from factcheck.language.printer import print_exact
from factcheck.loading.document import Mapping, Sequence
from factcheck.loading.intervals import read_interval
from factcheck.loading.vague_times import is_vague_time
from factcheck.model.period import Period, unplaced
from factcheck.model.quantity import Quantity
from factcheck.model.statement import Evidence, IllTyped, Statement, Value, statement_key
from factcheck.model.types import PERIOD, describe
from factcheck.model.vocabulary import Fact, Vocabulary
from factcheck.reading.values import Reader, Unreadable
from factcheck.source import Passage
from factcheck.suggestions import suggest

_INTERVAL_KEYS = frozenset({"min", "max", "above", "below"})


class StatementReader:
    """Reads values against the vocabulary. What cannot be read becomes an ill-typed value, never a guess."""

    def __init__(self, vocabulary: Vocabulary, reader: Reader) -> None:
        self._vocabulary = vocabulary
        self._reader = reader

    def fact(self, name: str, at: Passage) -> tuple[Fact | None, list[Diagnostic]]:
        """The declared fact of a name, or a diagnostic with the nearest one."""
        fact = self._vocabulary.facts.get(name)
        if fact is not None:
            return fact, []
        return None, [undeclared_fact(at, name, suggest(name, self._vocabulary.facts))]

    def statement(self, fact: Fact, entry: Any, at: Passage, published: Period | None = None) -> Statement:
        """One statement: a bare value, or an object with `value` and attributes, or an interval."""
        is_object = isinstance(entry, Mapping) and not _INTERVAL_KEYS & entry.keys()
        given: Any = entry if is_object else {"value": entry}
        value = self._value(fact, given["value"], published)
        modality = given.get("modality", "asserted")
        confidence = given.get("confidence")
        quote = given.get("evidence")
        hedge = value.hedge if isinstance(value, Quantity | Period) else None
        return Statement(
            fact=fact.name,
            value=value,
            said_by=given.get("said_by"),
            modality=modality,
            section=given.get("section", "body"),
            confidence=confidence,
            origin=given.get("origin", "reviewed"),
            hedge=hedge,
            evidence=Evidence(quote["quote"]) if quote else None,
            at=at,
            key=statement_key(value, modality),
        )

    def several(self, fact: Fact, entry: Any, at: Passage, published: Period | None = None) -> list[Statement]:
        """The statements of one fact in a rule's test: a list is several, but a plain list of names is one set."""
        is_list = isinstance(entry, Sequence)
        one_set = is_list and fact.type.many and not any(isinstance(item, Sequence | Mapping) for item in entry)
        items = entry if is_list and not one_set else [entry]
        return [self.statement(fact, item, at, published) for item in items]

    def counts_from_publication(self, words: str) -> bool:
        """Whether a time can be placed as soon as the day of publication is known."""
        read = self._reader.read(words, PERIOD)
        return isinstance(read, Unreadable) and read.needs_date

    def _value(self, fact: Fact, written: Any, published: Period | None) -> Value:
        """A value as written, read as what its fact is declared to be."""
        result = self._read(fact, written, published)
        if isinstance(result, Unreadable) and (result.needs_date or _is_vague(fact, written)):
            return unplaced(_shown(written))
        if isinstance(result, Unreadable):
            return IllTyped(_shown(written), f"{_shown(written)!r} is not {describe(fact.type)}: {result.reason}")
        if isinstance(result, Quantity) and fact.unit is not None and result.base == fact.unit.base:
            return result._replace(unit=fact.unit)  # one unit for one fact, however each article says it
        return result

    def _read(self, fact: Fact, written: Any, published: Period | None) -> Value | Unreadable:
        family = fact.type.family
        if isinstance(written, bool):
            return written if family == "boolean" else Unreadable("it is true or false")
        if isinstance(written, Sequence):
            if not fact.type.many:
                return Unreadable("it is a list")
            return self._reader.read_set([_shown(item) for item in written], fact.type)
        if isinstance(written, Mapping):
            return read_interval(self._reader, written, fact, published)
        if isinstance(written, int | Fraction):
            if family not in ("quantity", "period"):
                return Unreadable("it is a number")
            written = _digits(written)
        return self._reader.read(str(written), fact.type, unit=fact.unit, negative=fact.negative, published=published)


def _is_vague(fact: Fact, written: Any) -> bool:
    return fact.type.family == "period" and isinstance(written, str) and is_vague_time(written)


def _shown(written: Any) -> str:
    if isinstance(written, bool):
        return "true" if written else "false"
    if isinstance(written, Sequence):
        return ", ".join(_shown(item) for item in written)
    if isinstance(written, Mapping):
        return ", ".join(f"{key}: {_shown(value)}" for key, value in written.items())
    return _digits(written) if isinstance(written, int | Fraction) else str(written)


def _digits(number: int | Fraction) -> str:
    """The decimal digits of a number of a file, which always has finitely many."""
    return print_exact(number)
