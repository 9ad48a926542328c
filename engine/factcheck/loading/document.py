"""Plain data that remembers where it stands: what the YAML and JSON readers turn a file into.

`Mapping` is a dict and `Sequence` a list, so that everything that works on plain data works on them; in addition they
answer where each key and each value stands in the file. Only integers are kept while reading. Passages, and the places
of single characters inside escaped or folded text, are worked out when they are asked for, since most values are never
pointed at.

Places follow the entries as they were read: a document is read-only, and whoever changes one loses its places.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from factcheck.loading import scalars
from factcheck.source import EmbeddedText, Passage, SourceFile

Places = tuple[int, ...]
"""Offsets of a container: its start; for each entry the start of the key (in a mapping), the start and the end of the
value; its end."""


class Later(Protocol):
    """What a reader knows of one value before it has found the places in it: where the whole of it stands."""

    root: Any

    def whole(self) -> Places:
        """The start and the end of the value."""

    def settle(self) -> None:
        """Find the places of all containers, and put them there."""


@contextmanager
def garbage_collection_paused() -> Iterator[None]:
    """Reading and compiling make many containers and few cycles; to search them for cycles takes as long again.

    What was made meanwhile counts as old afterwards: it stays for as long as the process, so that the collector need
    not look through it as if it were new.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()  # into the oldest generation, without a look
        gc.enable()


_KEY = 3
_ITEM = 2


class _Placed:
    """What both containers share: the stretch of the file that they take up."""

    __slots__ = ()

    source: SourceFile
    places: Places | Later

    def _found(self) -> Places:
        """The offsets, after having them found if the reader left that for later."""
        if not isinstance(self.places, tuple):
            self.places.settle()
        places = self.places
        assert isinstance(places, tuple)
        return places

    def _ends(self) -> Places:
        """The offsets, of which the first and the last are right. Those of a whole file need not be found."""
        later = self.places
        return later.whole() if not isinstance(later, tuple) and later.root is self else self._found()

    @property
    def start(self) -> int:
        """Offset of the first character: the bracket, or the first key or dash of a block."""
        return self._ends()[0]

    @property
    def end(self) -> int:
        """Offset after the last character: the closing bracket, or the last value of a block."""
        places = self._ends()
        text, start, end = self.source.text, places[0], places[-1]
        while end > start and text[end - 1] in " \t\r\n":
            end -= 1
        return end

    @property
    def at(self) -> Passage:
        """Where the whole node stands."""
        return Passage(self.source, self.start, self.end)

    def _stands(self, value: object, start: int, end: int) -> Passage:
        if isinstance(value, _Placed):
            return value.at
        return Passage(self.source, *scalars.inside(self.source.text, start, end))

    def _embedded(self, value: object, start: int, end: int) -> EmbeddedText:
        if isinstance(value, _Placed):
            raise TypeError("only a scalar has a text")
        return scalars.embedded(self.source, start, end, value if isinstance(value, str) else None)


class Mapping(_Placed, dict[str, Any]):
    """A mapping of the file: a dict with text keys, in the order of the file.

    A scalar is text, an exact number (int, or Fraction where it is not whole), a truth value, or None.
    """

    __slots__ = ("_numbers", "places", "source")

    _numbers: dict[str, int]
    places: Places | Later
    """The offsets, or what puts them here (and into all containers of the file), if the reader left that for later."""

    def key_at(self, key: str) -> Passage:
        """Where a key stands, without quotes."""
        start = self._found()[self._entry(key)]
        return Passage(self.source, *scalars.key_inside(self.source.text, start, key))

    def value_at(self, key: str) -> Passage:
        """Where the value of a key stands: text without its quotes, a block of text from its first to its last word."""
        return self._stands(self[key], *self._value(key))

    def written_at(self, key: str) -> Passage:
        """Where the value of a key stands, with its quotes: the stretch to put another value in place of."""
        value = self[key]
        return value.at if isinstance(value, _Placed) else Passage(self.source, *self._value(key))

    def text(self, key: str) -> EmbeddedText:
        """A scalar as text that knows the place of each of its characters; numbers and truth values as written."""
        return self._embedded(self[key], *self._value(key))

    def places_of(self, key: str) -> Places:
        """The offsets of one entry, as they stand among the places of the whole."""
        first = self._entry(key)
        return self._found()[first : first + _KEY]

    def _value(self, key: str) -> tuple[int, int]:
        first = self._entry(key)
        _, start, end = self._found()[first : first + _KEY]
        return start, end

    def _entry(self, key: str) -> int:
        """The number of the first offset of an entry."""
        try:
            entries = self._numbers
        except AttributeError:
            entries = self._numbers = {name: 1 + _KEY * number for number, name in enumerate(self)}
        return entries[key]


class Sequence(_Placed, list[Any]):
    """A sequence of the file: a list."""

    __slots__ = ("places", "source")

    places: Places | Later
    """As for a mapping."""

    def item_at(self, index: int) -> Passage:
        """Where an item stands: text without its quotes."""
        return self._stands(self[index], *self._item(index))

    def text(self, index: int) -> EmbeddedText:
        """A scalar as text that knows the place of each of its characters; numbers and truth values as written."""
        return self._embedded(self[index], *self._item(index))

    def _item(self, index: int) -> tuple[int, int]:
        first = 1 + _ITEM * (index if index >= 0 else len(self) + index)
        start, end = self._found()[first : first + _ITEM]
        return start, end
