"""From a complaint of the YAML parser to a diagnostic in words that help, at the right place.

The parser says what it would have liked to find next. What a person did is mostly one of a dozen things: a tab, an
unquoted colon, a quote or a bracket that is not closed, a line that is indented by one space too few.
"""

from __future__ import annotations

from typing import Any

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic
from factcheck.pattern import pattern
from factcheck.source import Passage, SourceFile

_NEAR_TAB = "a tab is no indentation in YAML; use spaces"
_WORDS = {
    "mapping values are not allowed": "a second `: ` on one line; put the text in quotes, or start a new line",
    "could not find expected ':'": "expected `key: value`",
    "found unknown escape character": "no such escape; a \\ stands for itself in 'single quotes'",
    "invalid Unicode character escape": "the escape is no character",
    "did not find expected hexdecimal": "the escape needs more hexadecimal digits",
    "did not find expected alphabetic or numeric": "text that starts with & or * needs quotes",
    "did not find expected document start": "the document has ended here, and more text follows",
    "found a tab character": _NEAR_TAB,
    "block sequence entries are not allowed": "a list item cannot start here; put it on a line of its own",
    "did not find expected '-' indicator": "expected another list item (-) or less indentation",
    "did not find expected key": "expected a key, indented like the others",
    "did not find expected ',' or '}'": "expected , or }; between { and } a text with brackets or commas needs quotes",
    "did not find expected ',' or ']'": "expected , or ]",
    "did not find expected node content": "expected a value",
    "control characters are not allowed": "a control character",
}
"""By what the parser's sentence holds. PyYAML's two parsers word some of them differently."""

_SAME = {
    "while scanning a simple key": "could not find expected ':'",
    "expected <block end>": "did not find expected key",
    "expected ',' or '}'": "did not find expected ',' or '}'",
    "expected ',' or ']'": "did not find expected ',' or ']'",
    "expected the node content": "did not find expected node content",
    "expected alphabetic or numeric": "did not find expected alphabetic or numeric",
    "did not find expected <document start>": "did not find expected document start",
    "expected '<document start>'": "did not find expected document start",
    "sequence entries are not allowed": "block sequence entries are not allowed",
    "escape sequence of": "did not find expected hexdecimal",
}


def translated(problem: Any, source: SourceFile, end: int) -> Diagnostic:
    """The diagnostic for an exception of PyYAML raised over the text of a file up to `end`."""
    sentence = str(getattr(problem, "problem", None) or getattr(problem, "reason", None) or problem)
    context = str(getattr(problem, "context", None) or "")
    offset = min(_index(getattr(problem, "problem_mark", None), problem), end)
    begun = min(_index(getattr(problem, "context_mark", None), problem), end)
    text = source.text
    if "quoted scalar" in context and "end" in sentence and "escape" not in sentence:
        return _at(source, begun, "the quotes that open here are not closed")
    character = text[offset : offset + 1]
    if "cannot start any token" in sentence:
        return _at(source, offset, _no_start(character))
    before = text[:offset].rstrip(" ")
    if before.endswith(('"', "'")) and "expected" in sentence and character not in "\r\n":
        return _left_open(source, len(before) - 1) or _at(
            source, offset, "text goes on after its closing quote; put all of it in quotes"
        )
    if before.endswith(("}", "]")) and "expected" in sentence and character not in "\r\n":
        whole = _text_in_brackets(source, offset)
        if whole is not None:
            return whole
    if character == "-" and "expected key" in sentence:
        why = "a list item cannot start here; in a list above, every item needs a dash, indented alike"
        return _at(source, offset, why)
    if "mapping values are not allowed" in sentence:
        whole = _value_with_colon(source, offset) or _too_deep(source, offset)
        if whole is not None:
            return whole
    if offset >= len(text[:end].rstrip()) and "flow" in context:
        return _at(source, begun, f"the {text[begun : begun + 1] or 'bracket'} that opens here is not closed")
    return _at(source, offset, _in_words(sentence, context))


def _value_with_colon(source: SourceFile, colon: int) -> Diagnostic | None:
    """`title: Ferry disaster: two hours`: the text after the first colon, in quotes."""
    line = _KEY_AND_TEXT.match(source.text, source.text.rfind("\n", 0, colon) + 1)
    if line is None or line.end(1) >= colon:
        return None
    return _unquoted(source, line.end(), "a second `: ` on one line; put the text in quotes")


def _too_deep(source: SourceFile, colon: int) -> Diagnostic | None:
    """A key one space too far to the right is read as more of the text above it, until its colon comes."""
    start = source.text.rfind("\n", 0, colon) + 1
    line = _ONE_KEY.match(source.text, start)
    if line is None or line.end(1) != colon + 1 or not source.text[:start].strip():
        return None
    why = "this line is indented deeper than the one it belongs to; keys of one mapping stand below each other"
    return diagnostics.not_yaml(Passage(source, line.start(1), line.end(1) - 1), why)


def _text_in_brackets(source: SourceFile, offset: int) -> Diagnostic | None:
    """`- {value} long`: what starts with a bracket is read as a mapping or list, which ends where the bracket does."""
    text = source.text
    line = _BRACKETED.match(text, text.rfind("\n", 0, offset) + 1)
    if line is None or line.end() >= offset or text[offset : offset + 1] == "#":
        return None
    if ": " in text[line.end() : offset]:
        return _at(source, offset, "text goes on after its closing bracket")
    return _unquoted(source, line.end(), f"a text that starts with {text[line.end()]} needs quotes")


def _left_open(source: SourceFile, closing: int) -> Diagnostic | None:
    """The quote that should have ended its line, and was closed by the one that opens a text further down."""
    text, quote = source.text, source.text[closing]
    start = text.rfind("\n", 0, closing) + 1
    if text.count(quote, start, closing + 1) % 2 == 0:
        return None
    while start:
        end = start - 1
        start = text.rfind("\n", 0, end) + 1
        if text.count(quote, start, end) % 2:
            return _at(source, text.rfind(quote, start, end), "the quotes that open here are not closed on this line")
    return None


def _unquoted(source: SourceFile, start: int, why: str) -> Diagnostic:
    """The text from here to the end of its line or the comment there, with the same in quotes as its fix."""
    text = source.text
    until = _END_OF_TEXT.search(text, start)
    value = text[start : until.start() if until else len(text)].rstrip(" \t")
    quoted = f"'{value}'" if "'" not in value else f'"{value}"' if not set(value) & set('"\\') else None
    at = Passage(source, start, start + len(value))
    return diagnostics.not_yaml(at, why, quoted if len(value) <= _LONGEST_FIX else None)


_LONGEST_FIX = 300
_KEY_AND_TEXT = pattern(r"[ \t]*(?:- +)?([\w-]+:)[ \t]+(?=[^\s\"'{\[|>&*#])")
_ONE_KEY = pattern(r"[ \t]*([\w-]+:)(?=[ \t\r\n]|\Z)")
_BRACKETED = pattern(r"[ \t]*(?:- +)?(?:[\w-]+:[ \t]+)?(?=[{\[])")
_END_OF_TEXT = pattern(r"[\r\n]|[ \t]#")


def _in_words(sentence: str, context: str) -> str:
    for words in (sentence, context):
        for part, meaning in _WORDS.items():
            if part in words:
                return meaning
        for part, same in _SAME.items():
            if part in words:
                return _WORDS[same]
    return sentence


def _no_start(character: str) -> str:
    if character == "\t":
        return _NEAR_TAB
    return f"text cannot start with {character}; put it in quotes"


def _index(mark: Any, problem: Any) -> int:
    place = getattr(mark, "index", None)
    if place is None:
        place = getattr(problem, "position", 0)
    return max(0, int(place or 0))


def _at(source: SourceFile, offset: int, why: str) -> Diagnostic:
    offset = min(offset, len(source.text))
    return diagnostics.not_yaml(Passage(source, offset, min(offset + 1, len(source.text))), why)
