"""From a text to what stands in quotation marks in it, and to whose turn it is in a transcript."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from factcheck.extraction.text.sentences import has_long_lines
from factcheck.pattern import pattern

_SINGLE: Final = r"(?<![\w.,!?%])['‘](?=[\w£$€])"
"""A single mark that may open a quotation, and is no apostrophe."""
_MARK: Final = pattern(r"[“”„«»\"'‘]|\n[ \t]*\n")
_MARK_OR_LINE: Final = pattern(r"[“”„«»\"'‘\n]")
_OPENS_SINGLE: Final = pattern(_SINGLE)
_CLOSES: Final = pattern(rf"(?<=[\w.,!?…])['’](?!\w)|{_SINGLE}|\n[ \t]*\n")
_OMITTED: Final = pattern(r"(?i:[0-9]0s|s|em|til|cause|tis|twas|bout|n)\b")
"""What an apostrophe stands before: "the '90s"."""
_BEGINS_LINE: Final = pattern(r"\n[ \t>*_]*$")
_OPENS_AGAIN: Final = pattern(r"[\s>*_]*“")
_TURN: Final = pattern(r"(?m)^[ \t>*_]*([A-Z][A-Z.'’-]+(?: [A-Z.'’-]+){0,4})(?:[,(][^:\n]{1,60})?:[*_]*[ \t\n]")
_FEWEST_TURNS: Final = 3
"""Below that a word in capitals before a colon is as often a place: "QUITO: …"."""
_NEAR: Final = 20
"""Characters in which a mark is looked for at the start of a paragraph."""
_SINGLES: Final = ("'", "‘")
_LONGEST_SINGLE: Final = 1_000
"""Characters in which a single mark is looked for that closes a quotation."""
_OPENING: Final = {"“": "”", "„": "“”", "«": "»"}


class Quotations:
    """The stretches between quotation marks, without the marks."""

    def __init__(self, text: str, start: int) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        opened: tuple[int, str] | None = None
        single = start
        marks = _MARK_OR_LINE if has_long_lines(text, start) else _MARK
        for match in marks.finditer(text, start):
            mark = match[0]
            if match.start() < single:
                continue
            if mark in _SINGLES:
                if opened is None and _OPENS_SINGLE.match(text, match.start()):
                    single = self._add_single(text, match.end())
            elif opened is not None and mark in opened[1]:
                self._add(opened[0], match.start())
                opened = None
            elif opened is not None and opened[1] == "”" and _goes_on(text, match):
                continue  # a quotation of several paragraphs opens again at each, and is closed once: it is one
            elif mark[0] == "\n":
                opened = None
            elif mark in _OPENING:
                if opened is not None and opened[1] == "”":
                    self._add(opened[0], match.start())
                opened = (match.end(), _OPENING[mark])
            elif opened is None and mark == '"':
                opened = (match.end(), '"')
        if opened is not None and opened[1] == "”":
            self._add(opened[0], len(text))

    def _add_single(self, text: str, start: int) -> int:
        """Adds a quotation in single marks, if it is closed in its paragraph; where to go on after it."""
        if _OMITTED.match(text, start):
            return start
        closed = -1
        for match in _CLOSES.finditer(text, start, start + _LONGEST_SINGLE):
            before = text[match.start() - 1]
            if match[0][0] == "\n" or not (before.isalnum() or before in ".,!?…"):
                break
            closed = match.start()
            if before != "s":  # which may be the workers' own
                break
        if closed < 0:
            return start
        self._add(start, closed)
        return closed + 1

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


class Turns:
    """The speakers of a transcript: `NAME: …` at the start of paragraphs."""

    def __init__(self, text: str) -> None:
        found = [(m.start(), " ".join(m[1].split())) for m in _TURN.finditer(text)]
        self._turns = found if len(found) >= _FEWEST_TURNS and len({name for _, name in found}) > 1 else []

    def at(self, place: int) -> str | None:
        """Who speaks at a character of the text."""
        i = bisect_right(self._turns, place, key=lambda turn: turn[0]) - 1
        return self._turns[i][1] if i >= 0 else None


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether an open quotation goes on at a mark: at the start of a paragraph, or at its end before such a one."""
    if match[0][0] == "\n":
        return _OPENS_AGAIN.match(text, match.end(), match.end() + _NEAR) is not None
    begins = _BEGINS_LINE.search(text, max(0, match.start() - _NEAR), match.start())
    return match[0] in _OPENING and begins is not None
