"""From a scalar as it is written in a YAML or JSON file to its characters and the place of each.

The parser tells only where a scalar begins and ends. To point at a word inside a quoted, escaped or folded scalar, the
scalar is read once more here, by the rules of YAML 1.2 chapters 6.5 (line folding), 7.3 (flow scalars) and 8.1 (block
scalars), keeping the offsets between which every character of the value is written: an escape takes several, and a
space that came out of folding stands for a line break and the indentation after it.

JSON strings are double-quoted scalars without folding; the only thing more is that two escapes can make one character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.pattern import pattern
from factcheck.source import EmbeddedText, Passage, SourceFile

Place = tuple[int, int]
"""Two offsets between which one character of the value is written."""

_ESCAPES = dict(zip("0abtnvfreN_LP", "\0\a\b\t\n\v\f\r\x1b\x85\xa0\u2028\u2029", strict=True))
"""By the letter after the backslash; another character stands for itself."""
_HEX_DIGITS = {"x": 2, "u": 4, "U": 8}
_BREAK = pattern(r"\r\n?|\n")
_SPACE = pattern(r"[ \t\r\n]+")
_BLOCK_HEADER = pattern(r"[|>]([-+0-9]*)[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n|\Z)")
_SINGLE_QUOTED = pattern(r"(?:[^']|'')*+")
_DOUBLE_QUOTED = pattern(r'(?:[^"\\]|\\.)*+', re.DOTALL)
_PAIR = r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
_SURROGATE_PAIR = pattern(_PAIR)
_ESCAPE = pattern(rf"{_PAIR}|\\(?:x[0-9a-fA-F]{{2}}|u[0-9a-fA-F]{{4}}|U[0-9a-fA-F]{{8}}|.)", re.DOTALL)
_PROPERTY = pattern(r"[&!][^ \t\r\n]*[ \t\r\n]*")


class _Characters:
    """The characters of a value and their places, as they are gathered."""

    __slots__ = ("places", "text", "value")

    def __init__(self, text: str) -> None:
        self.text = text
        self.value: list[str] = []
        self.places: list[Place] = []

    def add(self, character: str, start: int, end: int) -> None:
        self.value.append(character)
        self.places.append((start, end))

    def add_stretch(self, start: int, end: int) -> None:
        """Characters that stand in the file as they are read."""
        self.value.append(self.text[start:end])
        self.places.extend((offset, offset + 1) for offset in range(start, end))

    def add_breaks(self, breaks: list[Place]) -> None:
        for start, end in breaks:
            self.add("\n", start, end)


def embedded(source: SourceFile, start: int, end: int, value: str | None) -> EmbeddedText:
    """The scalar written between two offsets. `value` is its text, None for a scalar that is not text (a number)."""
    text = source.text
    start = _after_properties(text, start, end)
    if value is None:
        return EmbeddedText(text[start:end], Passage(source, start, end))
    first, last = _quoted(text, start, end)
    if text[first:last] == value:
        return EmbeddedText(value, Passage(source, first, last))
    passage = Passage(source, *inside(text, start, end))
    return EmbeddedText(value, passage, lambda: decode(text, start, end, value)[1])


def inside(text: str, start: int, end: int) -> Place:
    """The stretch of a scalar's words: without quotes, without the header and the outer blank space of a block."""
    start = _after_properties(text, start, end)
    if text[start : start + 1] not in ("|", ">"):
        return _quoted(text, start, end)
    header = _BLOCK_HEADER.match(text, start, end)
    first = header.end() if header else start
    words = text[first:end]
    if not words.strip(" \t\r\n"):
        return start, start + 1
    return first + len(words) - len(words.lstrip(" \t\r\n")), first + len(words.rstrip(" \t\r\n"))


def key_inside(text: str, start: int, key: str) -> Place:
    """The stretch of a key of which only the start is known: nearly always it stands there letter for letter."""
    if text.startswith(key, start):
        return start, start + len(key)
    if text[start : start + 1] in ("'", '"'):
        start += 1
        if text.startswith(key, start):
            return start, start + len(key)
        return start, _closing_quote(text, start)
    line_end = _BREAK.search(text, start)
    return start, line_end.start() if line_end else len(text)


def decode(text: str, start: int, end: int, value: str) -> tuple[str, list[Place]]:
    """The value of a scalar, read anew, and the place of each of its characters.

    `value` is what the parser read; it only tells how far a block is indented, which its own text does not always.
    """
    characters = _Characters(text)
    start = _after_properties(text, start, end)
    style = text[start : start + 1]
    if style in ("|", ">"):
        _read_block(characters, start, end, value)
    else:
        _read_flow(characters, *_quoted(text, start, end), style)
    return "".join(characters.value), characters.places


def escapes(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The characters of a double-quoted scalar that are written as escapes, and where."""
    for found in _ESCAPE.finditer(text, start, end):
        characters = _Characters(text)
        _read_escape(characters, found.start(), found.end())
        for character, place in zip(characters.value, characters.places, strict=True):
            yield character, *place


def _after_properties(text: str, start: int, end: int) -> int:
    """Past an anchor or a tag; both are refused, but what they stand before is still pointed at."""
    while start < end and text[start] in "&!" and (written := _PROPERTY.match(text, start, end)):
        start = written.end()
    return start


def _closing_quote(text: str, start: int) -> int:
    """Where the quoted text ends whose first character stands at `start`."""
    quoted = _SINGLE_QUOTED if text[start - 1] == "'" else _DOUBLE_QUOTED
    found = quoted.match(text, start)
    return found.end() if found else start


def _quoted(text: str, start: int, end: int) -> Place:
    return (start + 1, end - 1) if text[start:end][:1] in ("'", '"') else (start, end)


# Plain and quoted scalars --------------------------------------------------------------------------------------------


def _read_flow(characters: _Characters, start: int, end: int, style: str) -> None:
    text = characters.text
    offset = start
    while offset < end:
        character = text[offset]
        if character in " \t\r\n" and (space := _SPACE.match(text, offset, end)):
            _read_space(characters, offset, space.end())
            offset = space.end()
        elif character == "'" == style:
            characters.add("'", offset, offset + 2)
            offset += 2
        elif character == "\\" and style == '"':
            offset = _read_escape(characters, offset, end)
        else:
            characters.add(character, offset, offset + 1)
            offset += 1


def _breaks(text: str, start: int, end: int) -> list[Place]:
    return [found.span() for found in _BREAK.finditer(text, start, end)]


def _read_space(characters: _Characters, start: int, end: int) -> None:
    """Blank space between words: kept on a line, folded across lines (one break is a space, n are n - 1 newlines)."""
    breaks = _breaks(characters.text, start, end)
    if not breaks:
        characters.add_stretch(start, end)
    elif len(breaks) == 1:
        characters.add(" ", breaks[0][0], end)
    else:
        characters.add_breaks(breaks[1:])


def _read_escape(characters: _Characters, start: int, end: int) -> int:
    """Read the escape at `start`; returns the offset after it."""
    text = characters.text
    kind = text[start + 1 : start + 2]
    if kind in _HEX_DIGITS:
        return _read_code_point(characters, start, start + 2 + _HEX_DIGITS[kind])
    if kind in ("\r", "\n"):
        # A line break that is escaped joins the lines; the empty lines after it count.
        own = _BREAK.match(text, start + 1, end)
        space = _SPACE.match(text, start + 1, end)
        if own and space:
            characters.add_breaks(_breaks(text, own.end(), space.end()))
            return space.end()
    characters.add(_ESCAPES.get(kind, kind), start, start + 2)
    return start + 2


def _read_code_point(characters: _Characters, start: int, end: int) -> int:
    text = characters.text
    character = chr(int(text[start + 2 : end], 16))
    if pair := _SURROGATE_PAIR.match(text, start):
        # JSON writes what lies beyond U+FFFF as two escapes.
        character = bytes.fromhex(pair[1] + pair[2]).decode("utf-16-be")
        end = pair.end()
    characters.add(character, start, end)
    return end


# Block scalars -------------------------------------------------------------------------------------------------------


def _read_block(characters: _Characters, start: int, end: int, value: str) -> None:
    text = characters.text
    header = _BLOCK_HEADER.match(text, start, end)
    if header is None:
        return
    folded = text[start] == ">"
    indent = _indentation(text, header.end(), end, value)
    last_break: Place | None = None
    empty_lines: list[Place] = []
    last_spaced = False
    for first, stop, after in _lines(text, header.end(), end):
        words = first + min(indent, _leading_spaces(text, first, stop))
        if words == stop:
            if after > stop:
                empty_lines.append((stop, after))
            continue
        spaced = text[words] in " \t"
        if last_break is not None:
            if not folded or last_spaced or spaced:
                characters.add("\n", *last_break)
            elif not empty_lines:
                characters.add(" ", last_break[0], words)
        characters.add_breaks(empty_lines)
        characters.add_stretch(words, stop)
        last_break, empty_lines, last_spaced = ((stop, after) if after > stop else None), [], spaced
    if "-" not in header[1] and last_break is not None:
        characters.add_breaks([last_break])
    if "+" in header[1]:
        characters.add_breaks(empty_lines)


def _lines(text: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """Start, end, and end with the line break, of each line between two offsets."""
    lines = []
    while start < end:
        found = _BREAK.search(text, start, end)
        stop, after = found.span() if found else (end, end)
        lines.append((start, stop, after))
        start = after
    return lines


def _leading_spaces(text: str, start: int, end: int) -> int:
    line = text[start:end]
    return len(line) - len(line.lstrip(" "))


def _indentation(text: str, start: int, end: int, value: str) -> int:
    """How far a block is indented: the spaces before its first text, less those that belong to the value.

    The lines up to the first text correspond one to one to those of the value, folded or not.
    """
    lines = _lines(text, start, end)
    for (first, stop, _), line in zip(lines, value.split("\n"), strict=False):
        if line.strip(" "):
            return _leading_spaces(text, first, stop) - (len(line) - len(line.lstrip(" ")))
        if line:
            return stop - first - len(line)
    return max((stop - first for first, stop, _ in lines), default=0)
