"""From the text of a JSON or JSON Lines file to plain data with places, or to diagnostics.

The standard library reads, which is fast; where things stand is found out by a second, slower reader when somebody
asks, and what is wrong when something is. Both give the same types as the YAML reader, with the same strictness: no
repeated keys, no NaN, no control characters or halves of surrogate pairs, exact numbers of bounded size.
"""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic
from factcheck.loading import characters, exact
from factcheck.loading.document import Mapping, Places, Sequence, garbage_collection_paused
from factcheck.loading.json_scanner import DEEPEST, MOST_NODES, MOST_PROBLEMS, GiveUp, Scanner
from factcheck.pattern import pattern
from factcheck.source import Passage, SourceFile

_DOUBTFUL_ESCAPE = pattern(
    r"\\[bf]|\\u00[01]|\\u007[fF]|\\u00[89]|\\u[fF]{3}[eEfF]"
    r"|\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])"
    r"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F]"
)
"""Escapes of what may not be in data; what matches is not always one (`\\\\b`), which the careful reader finds out."""
_STRING = pattern(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"')
_SPACES = " \t\r\n"
_CONTAINERS = (dict, list)
_SHORT = 29
"""Characters of an integer that surely is not too large."""


class _Doubt(Exception):
    """The careful reader has to look at this."""


def read_json(source: SourceFile) -> tuple[Any, list[Diagnostic]]:
    """The value of a JSON file and all problems; None where nothing can be made of it. See `read_yaml`."""
    with garbage_collection_paused():
        value, problems, _ = _Reader(source).read(0, len(source.text), 0)
    return value, problems


def read_json_lines(source: SourceFile) -> tuple[Sequence, list[Diagnostic]]:
    """The values of a JSON Lines file, one a line. Empty lines are left out, and lines of which nothing can be made."""
    values = Sequence()
    problems: list[Diagnostic] = []
    places = [0]
    text, reader = source.text, _Reader(source)
    nodes = start = 0
    with garbage_collection_paused():
        while start < len(text) and len(problems) < MOST_PROBLEMS and nodes <= MOST_NODES:
            end = text.find("\n", start)
            if end < 0:
                end = len(text)
            if text[start:end].strip(" \t\r"):
                value, its_problems, nodes = reader.read(start, end, nodes)
                problems += its_problems
                if value is not None or not its_problems:
                    values.append(value)
                    places += (start, end)
            start = end + 1
    values.source, values.places = source, (*places, len(text))
    return values, problems


class _Reader:
    """Reads values of one file, fast where that is possible."""

    __slots__ = ("decoder", "is_clean", "layout", "source")

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.is_clean = characters.first_forbidden(source.text, characters.IN_DATA) is None
        self.layout = _Layout(source, 0, 0)
        self.decoder = json.JSONDecoder(
            object_pairs_hook=self._mapping,
            parse_int=_integer,
            parse_float=_number,
            parse_constant=_refuse_constant,
        )

    def _mapping(self, pairs: list[tuple[str, Any]]) -> Mapping:
        return self.layout.mapping(pairs)

    def read(self, start: int, end: int, nodes: int) -> tuple[Any, list[Diagnostic], int]:
        """Read the value between two offsets; returns the count of nodes so far, too."""
        try:
            value, nodes_after = self._read_fast(start, end, nodes)
            return value, [], nodes_after
        except (_Doubt, ValueError, RecursionError):
            pass
        if nodes + _fewest_nodes(self.source.text[start:end]) > MOST_NODES:
            at = Passage(self.source, start, start + 1)
            return None, [diagnostics.too_many_values(at, MOST_NODES)], MOST_NODES + 1
        scanner = Scanner(self.source, end, nodes)
        try:
            value = scanner.document(start)
        except GiveUp:
            value = None
        return value, scanner.problems, scanner.nodes

    def _read_fast(self, start: int, end: int, nodes: int) -> tuple[Any, int]:
        """What the standard library makes of the text. Raises _Doubt, ValueError or RecursionError."""
        text = self.source.text[start:end]
        # Looked at before anything is built: so many values can there be at most.
        if nodes + len(text) >= MOST_NODES and nodes + _most_nodes(text) >= MOST_NODES:
            raise _Doubt
        if not self.is_clean and characters.first_forbidden(text, characters.IN_DATA) is not None:
            raise _Doubt
        if "\\" in text and _DOUBTFUL_ESCAPE.search(text):
            raise _Doubt
        layout = self.layout = _Layout(self.source, start, end)
        value = self.decoder.decode(text)
        if isinstance(value, _CONTAINERS):
            value = layout.root = layout.placed(value, 1)
        return value, nodes + layout.nodes


def _most_nodes(text: str) -> int:
    """How many values there are at most, but for one."""
    return text.count(",") + text.count(":") + text.count("[") + text.count("{")


def _fewest_nodes(text: str) -> int:
    """How many values there are at least, if the text is JSON: the careful reader would take long to count so many."""
    if text.count(",") + text.count(":") < MOST_NODES:
        return 0
    bare = _STRING.sub("", text)
    return bare.count(",") + bare.count(":") + 1


def _integer(written: str) -> int | Fraction:
    return int(written) if len(written) <= _SHORT else _number(written)


def _number(written: str) -> int | Fraction:
    try:
        return exact.number(written)
    except exact.TooLarge:
        raise _Doubt from None


def _refuse_constant(_: str) -> None:
    raise _Doubt


class _Layout:
    """Where the containers of one value stand: found out for all of them when the first is asked."""

    __slots__ = ("end", "nodes", "root", "source", "start")

    def __init__(self, source: SourceFile, start: int, end: int) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.nodes = 1
        self.root: Any = None

    def mapping(self, pairs: list[tuple[str, Any]]) -> Mapping:
        mapping = Mapping(pairs)
        if len(mapping) != len(pairs):
            raise _Doubt
        mapping.source = self.source
        mapping.places = self
        self.nodes += 2 * len(pairs)
        return mapping

    def placed(self, value: Any, depth: int) -> Any:
        """A container with the lists in it turned into sequences."""
        if depth > DEEPEST:
            raise _Doubt
        if isinstance(value, dict):
            for key, item in value.items():
                if isinstance(item, _CONTAINERS):
                    value[key] = self.placed(item, depth + 1)
            return value
        self.nodes += len(value)
        sequence = Sequence([self.placed(item, depth + 1) if isinstance(item, _CONTAINERS) else item for item in value])
        sequence.source = self.source
        sequence.places = self
        return sequence

    def whole(self) -> Places:
        text, start, end = self.source.text, self.start, self.end
        while text[start] in _SPACES:
            start += 1
        while text[end - 1] in _SPACES:
            end -= 1
        return start, end

    def settle(self) -> None:
        """Read the text again, and give each container the places that its twin has."""
        with garbage_collection_paused():
            _copy_places(Scanner(self.source, self.end).document(self.start), self.root)


def _copy_places(twin: Any, value: Any) -> None:
    if not isinstance(value, Mapping | Sequence):
        return
    value.places = twin.places
    if isinstance(value, Mapping):
        pairs = [(twin[key], item) for key, item in value.items() if isinstance(item, _CONTAINERS)]
    else:
        pairs = [both for both in zip(twin, value, strict=True) if isinstance(both[1], _CONTAINERS)]
    for inner, item in pairs:
        _copy_places(inner, item)
