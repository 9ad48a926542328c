"""From a text to what stands in quotation marks in it."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from factcheck.extraction.sentences import has_long_lines
from factcheck.pattern import pattern

_MARK: Final = pattern(r"[“”„«»\"]|\n[ \t]*\n")
_MARK_OR_LINE: Final = pattern(r"[“”„«»\"\n]")
_BEGINS_LINE: Final = pattern(r"\n[ \t>*_]*$")
_OPENS_AGAIN: Final = pattern(r"[\s>*_]*“")
_NEAR: Final = 20
"""Characters in which a mark is looked for at the start of a paragraph."""
_OPENING: Final = {"“": "”", "„": "“”", "«": "»"}


class Quotations:
    """The stretches between quotation marks, without the marks."""

    def __init__(self, text: str, start: int) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        opened: tuple[int, str] | None = None
        marks = _MARK_OR_LINE if has_long_lines(text, start) else _MARK
        for match in marks.finditer(text, start):
            mark = match[0]
            if opened is not None and mark in opened[1]:
                self._add(opened[0], match.start())
                opened = None
            elif opened is None and mark == '"':
                opened = (match.end(), '"')
            elif mark in _OPENING:
                if opened is not None and opened[1] == "”":
                    # A quotation that goes on after a paragraph opens again, and was never closed: it is one.
                    if _BEGINS_LINE.search(text, max(0, match.start() - _NEAR), match.start()):
                        continue
                    self._add(opened[0], match.start())
                opened = (match.end(), _OPENING[mark])
            elif mark[0] == "\n" and opened is not None:
                if opened[1] == "”":
                    if _OPENS_AGAIN.match(text, match.end(), match.end() + _NEAR):
                        continue
                    self._add(opened[0], match.start())
                opened = None
        if opened is not None and opened[1] == "”":
            self._add(opened[0], len(text))

    def _add(self, start: int, end: int) -> None:
        if start < end:
            self._starts.append(start)
            self._ends.append(end)

    def number(self, start: int, end: int) -> int | None:
        """Which quotation holds a stretch of the text as a whole."""
        i = bisect_right(self._starts, start) - 1
        return i if i >= 0 and end <= self._ends[i] else None

    def span(self, number: int) -> tuple[int, int]:
        """The characters of a quotation, as `number` counts them."""
        return self._starts[number], self._ends[number]
