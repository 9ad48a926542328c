"""What a pattern consists of once it is parsed: words, slots and gaps in a row."""

from __future__ import annotations

from typing import Final

from factcheck.model.statement import Value
from factcheck.model.types import Type
from factcheck.model.vocabulary import Fact, Pattern
from factcheck.named import NamedTuple
from factcheck.source import Span

MOST_SKIPPED: Final = 12
"""Words that a gap skips at most."""
OPEN_KINDS: Final = ("person", "organisation", "title", "place")
"""Kinds whose slots keep names that the vocabulary does not know, unless it closes the kind."""

Forms = frozenset[str]
Phrase = tuple[Forms, ...]
"""Words in a row, each in any of its forms."""
Shape = tuple[tuple[Phrase, ...] | None, ...]
"""What a mention must be made of to fill a slot: in a row, one of some phrases each; None is one or more words."""


class Words(NamedTuple):
    """Any of some phrases. `written` is how the pattern has it."""

    phrases: tuple[Phrase, ...]
    optional: bool
    written: str
    span: Span


class Slot(NamedTuple):
    """A place for a mention: of `tag` (see `tag_of`). `kind` is the open kind whose unknown names fit as well.

    `shapes` says which words the mention must have, where the pattern does; `texts` the values of a slot for text.
    """

    is_value: bool
    tag: str
    kind: str | None
    shapes: tuple[Shape, ...]
    texts: tuple[tuple[str, Phrase], ...]
    written: str
    span: Span
    optional: bool = False


class Gap(NamedTuple):
    """Up to MOST_SKIPPED words of the same sentence."""

    span: Span


Element = Words | Slot | Gap


class Variant(NamedTuple):
    """One way to read a pattern: elements in a row, without alternatives that hold slots or gaps."""

    elements: tuple[Element, ...]


class CompiledPattern(NamedTuple):
    """A pattern of a fact, ready to be matched. `number` counts the patterns of the fact from 0."""

    fact: Fact
    number: int
    source: Pattern
    variants: tuple[Variant, ...]
    fixed: Value | None

    @property
    def id(self) -> str:
        """How statements and explanations name it."""
        return self.source.text


def tag_of(a_type: Type) -> str:
    """What a mention must be to fill a slot of a type: `quantity:duration`, `period:`, `entity:country`, `run:country`
    for a set. The colon tells it from a word.
    """
    if a_type.family == "entity":
        return f"{'run' if a_type.many else 'entity'}:{a_type.detail}"
    return f"{a_type.family}:{a_type.detail}"
