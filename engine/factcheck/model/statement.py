"""Statements: what an article gives as the value of a fact, and the words it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from factcheck.model.entity import Entity, EntitySet
from factcheck.model.interval import Exact
from factcheck.model.period import Day, Period, describe_period
from factcheck.model.quantity import Quantity
from factcheck.model.units import primary_base
from factcheck.named import NamedTuple
from factcheck.source import Passage


class Words(NamedTuple):
    """A text value: the words as stated, and as they are compared."""

    text: str
    folded: str

    def __str__(self) -> str:
        return f'"{self.text}"'


class IllTyped(NamedTuple):
    """A value that could not be read as what its fact is declared to be; every check of the fact is an error."""

    written: str
    reason: str

    def __str__(self) -> str:
        return self.written


Key = Exact | str | bool | tuple[Day, Day]
Value = Quantity | Period | Entity | EntitySet | Words | bool | IllTyped

MODALITIES: Final = ("asserted", "quoted", "planned", "denied", "conditional")
SECTIONS: Final = ("headline", "lead", "body", "caption")
ORIGINS: Final = ("extracted", "reviewed", "imported")


class Evidence(NamedTuple):
    """The exact words. `at` is where they stand in the article; None if only the quote is known."""

    quote: str
    at: Passage | None = None


class Statement(NamedTuple):
    """One value that an article gives for one fact."""

    fact: str
    value: Value
    said_by: str | None = None
    modality: str = "asserted"
    section: str = "body"
    confidence: Exact | None = None
    origin: str = "reviewed"
    hedge: str | None = None
    evidence: Evidence | None = None
    at: Passage | None = None
    """Where the statement itself is written, in a facts file or a rule's test."""
    key: Key | None = None
    """What the usual comparison needs, or None where the full one must be taken: the number of a point in the
    dimension's main base, the identity of an entity, a boolean, the first and last day of a period. None as well for a
    statement that is denied or conditional."""


def statement_key(value: Value, modality: str) -> Key | None:
    """See `Statement.key`."""
    if modality in ("denied", "conditional"):
        return None
    if isinstance(value, bool):
        return value
    if isinstance(value, Period):
        return value.first, value.last
    if isinstance(value, Entity):
        return value.key
    if isinstance(value, Quantity) and value.nominal.is_point and value.base == primary_base(value.dimension):
        low = value.nominal.low
        return None if isinstance(low, float) else low
    return None


def with_modality(statement: Statement, modality: str) -> Statement:
    """The same statement read as asserted, planned …"""
    return statement._replace(modality=modality, key=statement_key(statement.value, modality))


def print_value(value: Value) -> str:
    """A value for a person: `110 min`, `Japan`, `{Japan, India}`, `first half of 2022`, `"push back"`, `true`."""
    if isinstance(value, Period):
        return describe_period(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def hedge_of(value: Value) -> str | None:
    """The row of the words that soften or bound a value: `about`, `at least`."""
    return value.hedge if isinstance(value, Quantity | Period) else None


Statements = Mapping[str, tuple[Statement, ...]]
"""What one article states, by fact."""

SEVERAL: Final = object()
"""In place of a key: the fact has several statements, or one whose key does not tell all."""


class Stated(dict[str, object]):
    """What one article states, as checks read it: by fact, the key of its only statement, or SEVERAL.

    One dict with what the usual comparison needs, since judging is mostly waiting for memory. The statements
    themselves are in `statements`; `unreadable` are those with a value that could not be read.
    """

    __slots__ = ("statements", "unreadable")

    def __init__(self, statements: Statements) -> None:
        super().__init__()
        self.statements = statements
        unreadable: list[Statement] = []
        for fact, stated in statements.items():
            if len(stated) == 1:
                key = stated[0].key
                self[fact] = SEVERAL if key is None else key
                if key is None and stated[0].value.__class__ is IllTyped:
                    unreadable.append(stated[0])
            elif stated:
                self[fact] = SEVERAL
                unreadable += [s for s in stated if s.value.__class__ is IllTyped]
        self.unreadable = tuple(unreadable)


NOTHING: Final = Stated({})
