"""From JSON text to data with places and every problem, in one careful pass.

This is the slow reader. `json_document` asks it where things stand, and what is wrong with text that the standard
library does not read or reads too kindly: repeated keys, NaN, halves of surrogate pairs, numbers of any size.
"""

from __future__ import annotations

import json
import re
from typing import Any

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic
from factcheck.loading import characters, exact, scalars
from factcheck.loading.document import Mapping, Sequence
from factcheck.pattern import pattern
from factcheck.source import Passage, SourceFile

DEEPEST = 32
MOST_NODES = 2_000_000
"""Values of one file, keys included."""
MOST_PROBLEMS = 100

_SPACES = " \t\r\n"
_SPACE = pattern(r"[ \t\r\n]*+")
_STRING = pattern(r'"[^"\\\x00-\x1f]*+(?:\\[^\x00-\x1f][^"\\\x00-\x1f]*+)*+"')
_NUMBER = pattern(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?(?![0-9A-Za-z.])")
_PLAIN = (
    r"(?:(-?(?:0|[1-9][0-9]{0,27}+))"
    r'|"([^"\\\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]*+)"|(true|false|null))[ \t\r\n]*+'
)
"""A value that needs no second look: a short integer, text without escapes, a word."""
_SHORT = 28
"""Digits of an integer that surely is not too large."""
_INTEGER, _TEXT, _NAME = 1, 2, 3
"""Groups of a plain value."""
_PLAIN_ITEM = pattern(_PLAIN + r"(?:,[ \t\r\n]*+(?!\])|(?=\]))")
_WORD = pattern(r"-?[A-Za-z_][A-Za-z_0-9]*+")
_WORDS = {"true": True, "false": False, "null": None}
_NOT_FINITE = frozenset({"NaN", "Infinity", "-Infinity"})


class GiveUp(Exception):
    """Nothing more can be read; the reason is among the problems."""


class Scanner:
    """One pass over one JSON value. `nodes` counts on from what earlier lines of the file had."""

    def __init__(self, source: SourceFile, end: int, nodes: int = 0) -> None:
        self.source = source
        self.text = source.text
        self.end = end
        self.nodes = nodes
        self.problems: list[Diagnostic] = []

    def document(self, start: int) -> Any:
        """Read the value that takes up everything from `start`. Raises GiveUp."""
        start = self.skip(start)
        if start == self.end:
            raise self.fail(start, "there is no value")
        value, after = self.value(start, 1)
        after = self.skip(after)
        if after < self.end:
            raise self.fail(after, "the value has ended before this")
        return value

    def value(self, start: int, depth: int) -> tuple[Any, int]:
        """A value and the offset after it."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self.problems.append(diagnostics.too_many_values(self.passage(start, start + 1), MOST_NODES))
            raise GiveUp
        character = self.text[start : min(start + 1, self.end)]
        if character == "{":
            return self.mapping(start, depth)
        if character == "[":
            return self.sequence(start, depth)
        if character == '"':
            return self.string(start)
        if number := _NUMBER.match(self.text, start, self.end):
            return self.number(number), number.end()
        return self.word(start)

    def mapping(self, start: int, depth: int) -> tuple[Mapping, int]:
        self.enter(start, depth)
        mapping = Mapping()
        mapping.source = self.source
        places = [start]
        repeated: list[tuple[str, Passage]] = []
        offset = self.skip(start + 1)
        closed = self.stands("}", offset)
        while not closed:
            if not self.stands('"', offset):
                raise self.fail(offset, "expected a key in double quotes")
            self.nodes += 1
            key_start = offset
            key, offset = self.string(offset)
            key_end = offset
            offset = self.skip(offset)
            if not self.stands(":", offset):
                raise self.fail(offset, "expected : after the key")
            value_start = self.skip(offset + 1)
            value, value_end = self.value(value_start, depth + 1)
            if key in mapping:
                repeated.append((key, self.passage(key_start + 1, key_end - 1)))
            else:
                mapping[key] = value
                places += (key_start, value_start, value_end)
            offset, closed = self.separator(value_end, "}")
        mapping.places = (*places, offset + 1)
        for key, at in repeated:
            first_line, _ = self.source.position(mapping.key_at(key).start)
            self.report(diagnostics.duplicate_key(at, key, first_line))
        return mapping, offset + 1

    def sequence(self, start: int, depth: int) -> tuple[Sequence, int]:
        self.enter(start, depth)
        sequence = Sequence()
        sequence.source = self.source
        places = [start]
        offset = self.skip(start + 1)
        closed = self.stands("]", offset)
        while not closed:
            offset, closed = self.plain_items(offset, sequence, places)
            if closed:
                break
            value, end = self.value(offset, depth + 1)
            sequence.append(value)
            places += (offset, end)
            offset, closed = self.separator(end, "]")
        sequence.places = (*places, offset + 1)
        return sequence, offset + 1

    def plain_items(self, offset: int, sequence: Sequence, places: list[int]) -> tuple[int, bool]:
        """Read the plain items that follow one another; returns what `separator` does.

        Long lists are lists of such, and this takes a fifth of the time that `value` would.
        """
        match, text, end = _PLAIN_ITEM.match, self.text, self.end
        while self.nodes < MOST_NODES and (found := match(text, offset, end)):
            self.nodes += 1
            kind = found.lastindex
            if kind == _INTEGER:
                sequence.append(int(found[_INTEGER]))
                places += (offset, found.end(_INTEGER))
            elif kind == _TEXT:
                sequence.append(found[_TEXT])
                places += (offset, found.end(_TEXT) + 1)
            else:
                sequence.append(_WORDS[found[_NAME]])
                places += (offset, found.end(_NAME))
            offset = found.end()
            if offset < end and text[offset] == "]":
                return offset, True
        return offset, False

    def enter(self, start: int, depth: int) -> None:
        if depth > DEEPEST:
            self.problems.append(diagnostics.too_deep(self.passage(start, start + 1), DEEPEST))
            raise GiveUp

    def separator(self, offset: int, closing: str) -> tuple[int, bool]:
        """After an entry: the start of the next one, or the closing bracket and True."""
        offset = self.skip(offset)
        if self.stands(closing, offset):
            return offset, True
        if not self.stands(",", offset):
            raise self.fail(offset, f"expected , or {closing}")
        after = self.skip(offset + 1)
        if self.stands(closing, after):
            raise self.fail(offset, f"no comma stands before {closing} in JSON")
        return after, False

    # Scalars ---------------------------------------------------------------------------------------------------------

    def string(self, start: int) -> tuple[str, int]:
        found = _STRING.match(self.text, start, self.end)
        if found is None:
            raise self.fail(start, "the text that opens here is not closed on its line")
        written, end = found[0], found.end()
        self.check_characters(written, start)
        if "\\" not in written:
            return written[1:-1], end
        try:
            value: str = json.loads(written)
        except json.JSONDecodeError as error:
            raise self.fail(start + error.pos, "no such escape") from None
        self.check_escapes(value, start, end)
        return value, end

    def check_characters(self, written: str, start: int) -> None:
        if characters.first_forbidden(written, characters.IN_DATA) is not None:
            for found in characters.IN_DATA.finditer(written):
                at = self.passage(start + found.start(), start + found.end())
                self.report(diagnostics.forbidden_character(at, characters.character_name(found[0])))

    def check_escapes(self, value: str, start: int, end: int) -> None:
        if characters.first_forbidden(value, characters.IN_DATA) is not None:
            for character, first, last in scalars.escapes(self.text, start, end):
                if characters.IN_DATA.match(character):
                    name = characters.character_name(character)
                    self.report(diagnostics.forbidden_character(self.passage(first, last), name))

    def number(self, found: re.Match[str]) -> Any:
        written = found[0]
        if written.isdigit() and len(written) <= _SHORT:
            return int(written)
        try:
            return exact.number(written)
        except exact.TooLarge:
            self.report(diagnostics.number_too_large(self.passage(*found.span())))
            return 0

    def word(self, start: int) -> tuple[Any, int]:
        found = _WORD.match(self.text, start, self.end)
        if found is not None and found[0] in _WORDS:
            return _WORDS[found[0]], found.end()
        if found is not None and found[0] in _NOT_FINITE:
            at = self.passage(*found.span())
            self.report(diagnostics.outside_schema(at, "a number", "finite", found[0]))
            return 0, found.end()
        if found is not None or self.stands("'", start):
            raise self.fail(start, "text stands in double quotes in JSON")
        if self.text[start : start + 1] in "-+.0123456789" and start < self.end:
            raise self.fail(start, "no number is written like this in JSON")
        raise self.fail(start, "expected a value")

    # Small parts -----------------------------------------------------------------------------------------------------

    def skip(self, offset: int) -> int:
        if self.text[offset : offset + 1] not in _SPACES:
            return offset
        found = _SPACE.match(self.text, offset, self.end)
        return found.end() if found else offset

    def stands(self, character: str, offset: int) -> bool:
        return offset < self.end and self.text[offset] == character

    def passage(self, start: int, end: int) -> Passage:
        return Passage(self.source, start, min(end, len(self.text)))

    def report(self, problem: Diagnostic) -> None:
        self.problems.append(problem)
        if len(self.problems) >= MOST_PROBLEMS:
            raise GiveUp

    def fail(self, offset: int, why: str) -> GiveUp:
        if self.text.startswith(("//", "/*", "#"), offset):
            why = "JSON has no comments"
        elif offset >= self.end:
            why = f"the text ends here; {why}"
        self.problems.append(diagnostics.not_json(self.passage(offset, offset + 1), why))
        return GiveUp()
