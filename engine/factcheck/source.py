"""Where a thing stands: files as text, stretches of them, and text embedded in a YAML scalar.

Turns offsets (code points, counted from 0, ends exclusive) into lines and columns (counted from 1, ends exclusive).
Every later stage keeps offsets only; lines and columns are worked out when a person or a program asks for them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from factcheck.named import NamedTuple


class SourceFile:
    """A file's decoded text and the name it is shown under.

    `name` is the path as the user would write it (relative where it can be), never made absolute for display.
    A line ends at LF, CR or CRLF, as editors count.
    """

    __slots__ = ("_line_starts", "body", "name", "text")

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self._line_starts: list[int] | None = None
        self.body: int | None = None
        """Where the text of an article begins, after its front matter, once somebody has looked for it."""

    def __repr__(self) -> str:
        return f"SourceFile({self.name!r}, {len(self.text)} characters)"

    @property
    def line_starts(self) -> list[int]:
        """Offset of the first character of every line."""
        if self._line_starts is None:
            starts = [0]
            text = self.text
            if "\r" in text:
                index = 0
                while index < len(text):
                    character = text[index]
                    index += 1
                    if character == "\r" and text[index : index + 1] == "\n":
                        index += 1
                    if character in "\r\n":
                        starts.append(index)
            else:
                index = text.find("\n")
                while index >= 0:
                    starts.append(index + 1)
                    index = text.find("\n", index + 1)
            self._line_starts = starts
        return self._line_starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1. Past the end, it is the place after the last character."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line_text(self, line: int) -> str:
        """The text of a line (from 1) without its line end."""
        starts = self.line_starts
        end = starts[line] if line < len(starts) else len(self.text)
        return self.text[starts[line - 1] : end].rstrip("\r\n")


class Location(NamedTuple):
    """A stretch of a file as people name it: lines and columns from 1, end exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


class Passage(NamedTuple):
    """A stretch of a file: code points from `start` up to, not including, `end`."""

    source: SourceFile
    start: int
    end: int

    @property
    def location(self) -> Location:
        line, column = self.source.position(self.start)
        end_line, end_column = self.source.position(self.end)
        return Location(self.source.name, line, column, end_line, end_column)

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]


class Span(NamedTuple):
    """A stretch of an expression's own text: code points, end exclusive."""

    start: int
    end: int

    def to(self, other: Span) -> Span:
        """The stretch from the start of this span to the end of the other."""
        return Span(self.start, other.end)


class EmbeddedText:
    """A string that stands inside a file, possibly escaped or folded there (an expression in a YAML scalar).

    `value` is the string as read; `passage` the whole scalar as written. `spread` gives, for every character of
    `value`, the offsets in the file between which it is written (an escape takes several, a folded space stands for
    a line break and the indentation after it); it is called only when a position is asked for, since most
    expressions are never wrong. None means that the value stands in the file letter for letter from the start of
    `passage`.
    """

    __slots__ = ("_places", "_spread", "passage", "value")

    def __init__(
        self, value: str, passage: Passage, spread: Callable[[], Sequence[tuple[int, int]]] | None = None
    ) -> None:
        self.value = value
        self.passage = passage
        self._spread = spread
        self._places: Sequence[tuple[int, int]] | None = None

    @classmethod
    def alone(cls, value: str, name: str = "<expression>") -> EmbeddedText:
        """Text that is its own file: an expression typed on a command line or in a test."""
        return cls(value, Passage(SourceFile(name, value), 0, len(value)))

    def locate(self, span: Span) -> Passage:
        """Where a stretch of `value` stands in the file."""
        source = self.passage.source
        if self._spread is None:
            return Passage(source, self.passage.start + span.start, self.passage.start + span.end)
        if self._places is None:
            self._places = self._spread()
        places = self._places
        if not places:
            return Passage(source, self.passage.start, self.passage.start)
        if span.start >= len(places):
            return Passage(source, places[-1][1], places[-1][1])
        start = places[span.start][0]
        end = places[min(span.end, len(places)) - 1][1] if span.end > span.start else start
        return Passage(source, start, end)

    @property
    def whole(self) -> Passage:
        """The whole value, without the quotes or the block indicator around it."""
        return self.locate(Span(0, len(self.value)))
