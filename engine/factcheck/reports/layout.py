"""Turns pieces of text into lines of a given width: wrapping, columns, and colour where it is wanted.

All widths are columns of a terminal, in which a wide character takes two. Colour is added after everything has its
place, so a page is laid out alike with and without it. Nothing is ever cut: a word that is too long for its column is
broken, and a place in a file, which people click on or copy, is left whole even if it sticks out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final, Literal

from factcheck.named import NamedTuple

Style = Literal["", "bad", "good", "doubt", "note", "strong", "faint", "name", "place"]

_CODES: Final[dict[Style, str]] = {
    "bad": "1;31",
    "good": "32",
    "doubt": "33",
    "note": "34",
    "strong": "1",
    "faint": "2",
    "name": "36",
    "place": "2",
}
_CLOSING = frozenset("。、，．：；！？」』】》〉）］｝”’%‰")
_OPENING = frozenset("「『【《〈（［｛“‘")


class Cell(NamedTuple):
    """A piece of text in a column. A whole cell is one that must not be broken."""

    text: str
    style: Style = ""
    whole: bool = False


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: two for wide characters, none for combining marks."""
    if text.isascii():
        return len(text)
    return sum(column_count(character) for character in text)


def column_count(character: str) -> int:
    """How many columns of a terminal a character takes."""
    if character < "\u0300":
        return 1
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def paint(text: str, style: Style, color: bool) -> str:
    """The text in a style, if there is colour."""
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if color and style and text else text


def pad(text: str, width: int) -> str:
    """A text with spaces behind it, up to a width in columns."""
    return text + " " * max(0, width - columns(text))


def wrap(text: str, width: int, first: int | None = None) -> list[str]:
    """Lines of at most `width` columns (the first of at most `first`), broken at spaces and between wide characters."""
    limit = width if first is None else first
    if columns(text) <= limit:
        return [text]
    lines: list[str] = []
    line, used = "", 0
    for glue, word in _pieces(text):
        size = columns(word)
        if line and used + len(glue) + size <= limit:
            line += glue + word
            used += len(glue) + size
            continue
        if line:
            lines.append(line)
            limit = width
        *filled, line = _broken(word, limit, width) if size > limit else [word]
        lines += filled
        limit = width if filled else limit
        used = columns(line)
    return [*lines, line] if line else lines


def _pieces(text: str) -> Iterable[tuple[str, str]]:
    """The unbreakable pieces of a text, each with the space that stands before it."""
    glue = ""
    for word in text.split(" "):
        if word.isascii():
            yield glue, word
        else:
            for index, piece in enumerate(_wide_pieces(word)):
                yield ("" if index else glue), piece
        glue = " "


def _wide_pieces(word: str) -> list[str]:
    """Every wide character apart, with the punctuation that may not be parted from it, and the marks upon it."""
    pieces: list[str] = []
    for character in word:
        count = column_count(character)
        joins = bool(pieces) and (
            count == 0
            or character in _CLOSING
            or pieces[-1][-1] in _OPENING
            or (count == 1 and column_count(pieces[-1][-1]) <= 1)
        )
        if joins:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _broken(word: str, first: int, width: int) -> list[str]:
    """A word that is too long, in pieces that fit; marks stay with the character that they stand on."""
    pieces: list[str] = []
    start = used = 0
    limit = first
    for index, character in enumerate(word):
        count = column_count(character)
        if index > start and count and used + count > limit:
            pieces.append(word[start:index])
            start, used, limit = index, 0, width
        used += count
    return [*pieces, word[start:]]


def table_row(cells: Sequence[Cell], widths: Sequence[int], indent: int, color: bool, gap: int = 2) -> list[str]:
    """The lines of one row of a table; a cell that is too long for its column continues below."""
    wrapped = [
        [cell.text] if cell.whole else wrap(cell.text, max(1, width)) for cell, width in zip(cells, widths, strict=True)
    ]
    lines = []
    for number in range(max(len(column) for column in wrapped)):
        line = " " * indent
        blank = 0
        for cell, column, width in zip(cells, wrapped, widths, strict=True):
            text = column[number] if number < len(column) else ""
            if text:
                line += " " * blank + paint(text, cell.style, color)
                blank = 0
            blank += max(0, width - columns(text)) + gap
        lines.append(line.rstrip())
    return lines


def paragraph(text: str, width: int, indent: int, style: Style = "", color: bool = False, hang: int = 0) -> list[str]:
    """Wrapped text, every line indented, those after the first by `hang` more."""
    lines = wrap(text, width - indent - hang, width - indent)
    return [" " * (indent + (hang if number else 0)) + paint(line, style, color) for number, line in enumerate(lines)]


def words_and_place(words: str, place: str, width: int, indent: int, color: bool) -> list[str]:
    """Words and where they stand, on one line where there is room."""
    if not place:
        return paragraph(words, width, indent, hang=1)
    tail = paint(place, "place", color)
    if indent + columns(words) + 2 + columns(place) <= width:
        return [f"{' ' * indent}{words}  {tail}"]
    return [*paragraph(words, width, indent, hang=1), " " * indent + tail]


def both_ends(left: Cell, right: Cell, width: int, indent: int, color: bool, hang: int = 2) -> list[str]:
    """Text on the left and a word flush right on the same line, or below it where both do not fit."""
    room = width - indent - columns(right.text) - 2
    tail = paint(right.text, right.style, color)
    if columns(left.text) <= room:
        gap = " " * (width - indent - columns(left.text) - columns(right.text))
        return [" " * indent + paint(left.text, left.style, color) + gap + tail]
    lines = wrap(left.text, width - indent - hang, width - indent)
    shown = [
        " " * (indent + (hang if number else 0)) + paint(line, left.style, color) for number, line in enumerate(lines)
    ]
    last = indent + (hang if len(lines) > 1 else 0) + columns(lines[-1])
    if last + 2 + columns(right.text) <= width:
        shown[-1] += " " * (width - last - columns(right.text)) + tail
        return shown
    return [*shown, " " * max(0, width - columns(right.text)) + tail]


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """`1 article`, `2 articles`, `1,204 stories`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
