"""Files that do harm to those who read them: what they hold, and what they are refused for."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final, NamedTuple

from hostile_project import share


class Document(NamedTuple):
    """A file's content, made only when it is needed, and the code of the refusal."""

    content: Callable[[], bytes]
    code: str


def _text(text: str, code: str) -> Document:
    return Document(lambda: text.encode("utf-8", "surrogatepass"), code)


def _bytes(data: bytes, code: str) -> Document:
    return Document(lambda: data, code)


def _laughs() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join(lines)


def _merges() -> str:
    lines = ["m0: &m0 {k: 1}"]
    lines += [f"m{n}: &m{n} {{<<: [{', '.join([f'*m{n - 1}'] * 9)}]}}" for n in range(1, 12)]
    return "\n".join(lines)


def _stairs(levels: int) -> str:
    return "".join(f"{' ' * level}a:\n" for level in range(levels))


_COLLIDING = 2**61 - 1
"""Integers that are multiples of this one have the same hash."""

YAML: Final[dict[str, Document]] = {
    # More than it looks.
    "a billion laughs": _text(_laughs(), "FC005"),
    "a bomb of merge keys": _text(_merges(), "FC005"),
    "one alias": _text("a: &x [1]\nb: *x\n", "FC005"),
    "an alias of itself": _text("a: &x [*x]\n", "FC005"),
    "thousands of anchors": _text("".join(f"a{n}: &a{n} 1\n" for n in range(20_000)), "FC005"),
    "a merge key": _text("a: {<<: {b: 1}}\n", "FC005"),
    "a tag that runs code": _text("a: !!python/object/apply:os.system [touch pwned]\n", "FC005"),
    "a tag of its own": _text("a: !x {b: 1}\n", "FC005"),
    "a binary tag": _text("a: !!binary aGFja2Vk\n", "FC005"),
    "a directive": _text("%TAG ! tag:x,2000:\n---\na: 1\n", "FC005"),
    "thousands of directives": _text("".join(f"%TAG !a{n}! x\n" for n in range(20_000)), "FC005"),
    "a complex key": _text("? {a: [b]}\n: c\n", "FC005"),
    "colliding keys": _text("".join(f"{n * _COLLIDING}: a\n" for n in range(20_000)), "FC005"),
    "a number as a key": _text("rules: {1: a}\n", "FC005"),
    # Deep.
    "flow sequences": _text("[" * 50_000, "FC007"),
    "closed flow sequences": _text("[" * 50_000 + "]" * 50_000, "FC007"),
    "flow mappings": _text("{a: " * 50_000, "FC007"),
    "block sequences": _text("- " * 50_000, "FC007"),
    "block mappings": _text(_stairs(2_000), "FC007"),
    "brackets on lines": _text("a:\n" + " [\n" * 50_000, "FC007"),
    "one level too many": _text("a: " + "[" * 32 + "]" * 32, "FC007"),
    # Long.
    "50,001 values": _text("a: [" + "1," * 50_000 + "]", "FC007"),
    "50,000 keys": _text("".join(f"k{n}: 1\n" for n in range(50_000)), "FC007"),
    "a key of 100,000 characters": _text("k" * 100_000 + ": 1\n", "FC004"),
    "a quoted key of 100,000 characters": _text('"' + "k" * 100_000 + '": 1\n', "FC004"),
    "more bytes than are read": Document(lambda: b"a: " + b"x" * (16 * 2**20), "FC002"),
    "repeated keys": _text("a: 1\n" * 20_000, "FC006"),
    "a repeated key": _text("a: 1\nb: 2\na: 3\n", "FC006"),
    "a repeated key deep down": _text("a: " + "[{b: " * 14 + "{c: 1, c: 2}" + "}]" * 14 + "\n", "FC006"),
    "a repeated key, escaped": _text('a: 1\n"\\x61": 2\n', "FC006"),
    # Numbers.
    "not a number": _text("a: .nan\n", "FC012"),
    "infinity": _text("a: [-.inf]\n", "FC012"),
    "a hundred thousand digits": _text("a: " + "9" * 100_000 + "\n", "FC106"),
    "a huge exponent": _text("a: 1e999999999\n", "FC106"),
    "thousands of huge exponents": _text("a: [" + "1e99999, " * 20_000 + "]\n", "FC106"),
    "a tiny number": _text("a: 1e-99999\n", "FC106"),
    # Characters.
    "NUL": _text("a: b\0c\n", "FC008"),
    "only NUL": _bytes(b"\0" * 100_000, "FC008"),
    "an escape": _text("a: \x1b[31m\n", "FC008"),
    "an escape, escaped": _text('a: "\\e[31m"\n', "FC008"),
    "C1": _text("a: \x9b31m\n", "FC008"),
    "a bell as a key": _text('"\\a": 1\n', "FC008"),
    "a line separator": _text("a: b\u2028c: d\n", "FC008"),
    "a noncharacter": _text("a: \uffff\n", "FC008"),
    "half a pair, escaped": _text('a: "\\ud800"\n', "FC004"),
    # Encodings.
    "Latin-1": _bytes("a: caf\xe9\n".encode("latin-1"), "FC003"),
    "UTF-16": _bytes("a: 1\n".encode("utf-16"), "FC003"),
    "UTF-16 without a mark": _bytes("a: 1\n".encode("utf-16-le"), "FC008"),
    "UTF-32": _bytes("a: 1\n".encode("utf-32"), "FC003"),
    "half a pair in UTF-8": _text("a: \ud800\n", "FC003"),
    "an overlong NUL": _bytes(b"a: \xc0\x80\n", "FC003"),
    "beyond Unicode": _bytes(b"a: \xf5\x80\x80\x80\n", "FC003"),
    "a character cut short": _bytes(b"a: \xe5\xb2", "FC003"),
    "a picture": _bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10, "FC003"),
    # Broken.
    "a tab": _text("a:\n\tb: 1\n", "FC004"),
    "an open quote": _text('a: "b\n', "FC004"),
    "an open bracket": _text("a: [1, 2\n", "FC004"),
    "cut short": _text("rules:\n  - id: a\n    check: [\n", "FC004"),
    "a colon too many": _text("a: b: c\n", "FC004"),
    "an escape that is none": _text('a: "\\q"\n', "FC004"),
}

INVISIBLE: Final[dict[str, str]] = {
    "right to left": "a: x\u202ey\u202c\n",
    "isolates": "a: \u2066x\u2069\n",
    "an escaped override": 'a: "\\u202e"\n',
    "no width": "a\u200b: 1\n",
    "a mark inside": "a: x\ufeffy\n",
    "tag characters": "a: x\U000e0041\n",
    "a soft hyphen": "a: x\u00ady\n",
}
"""YAML that reads as something else: refused in rules, vocabularies, waivers and project files, not in facts."""

_STATEMENT = '{"article": "x", "fact": "count", "value": %s}'

JSON: Final[dict[str, Document]] = {
    "nested arrays": _text("[" * 100_000, "FC007"),
    "closed arrays": _text("[" * 100_000 + "]" * 100_000, "FC007"),
    "nested objects": _text('{"a":' * 100_000, "FC007"),
    "one level too many": _text("[" * 33 + "]" * 33, "FC007"),
    "a hundred thousand digits": _text(_STATEMENT % ("9" * 100_000), "FC106"),
    "a huge exponent": _text(_STATEMENT % "1e999999999", "FC106"),
    "a tiny exponent": _text(_STATEMENT % "-1E-999999999", "FC106"),
    "many places": _text(_STATEMENT % f"0.{'1' * 50}", "FC106"),
    "not a number": _text(_STATEMENT % "NaN", "FC012"),
    "infinity": _text(_STATEMENT % "Infinity", "FC012"),
    "minus infinity": _text(_STATEMENT % "-Infinity", "FC012"),
    "a repeated key": _text('{"article": "x", "article": "y", "fact": "count", "value": 1}', "FC006"),
    "a repeated key, escaped": _text('{"fact": "count", "f\\u0061ct": "length", "value": 1}', "FC006"),
    "a repeated key deep down": _text(_STATEMENT % '{"min": 1, "min": 2}', "FC006"),
    "a hundred thousand repeated keys": _text("{" + '"a":1,' * 100_000 + '"a":1}', "FC006"),
    "cut short": _text('{"article": {"id": "x"', "FC009"),
    "cut short in text": _text('{"article": {"id": "x', "FC009"),
    "a comma too many": _text('{"article": "x",}', "FC009"),
    "a comment": _text('{"article": "x" /* y */}', "FC009"),
    "single quotes": _text("{'article': 'x'}", "FC009"),
    "words": _text("{article: x}", "FC009"),
    "two values": _text('{"article": "x"} {"article": "y"}', "FC009"),
    "Python": _text('{"article": None}', "FC009"),
    "hexadecimal": _text(_STATEMENT % "0xff", "FC009"),
    "a zero in front": _text(_STATEMENT % "012", "FC009"),
    "a plus": _text(_STATEMENT % "+1", "FC009"),
    "an escape that is none": _text(_STATEMENT % '"\\x41"', "FC009"),
    "only a bracket": _text("]", "FC009"),
    "half a pair": _text(_STATEMENT % json.dumps("\ud800"), "FC008"),
    "halves the wrong way round": _text(_STATEMENT % json.dumps("\udc00\ud800"), "FC008"),
    "NUL, escaped": _text(_STATEMENT % '"\\u0000"', "FC008"),
    "an escape, escaped": _text(_STATEMENT % '"\\u001b[31m"', "FC008"),
    "NUL": _text(_STATEMENT % '"\0"', "FC009"),
    "a noncharacter": _text(_STATEMENT % '"\uffff"', "FC008"),
    "Latin-1": _bytes('{"article": "caf\xe9"}'.encode("latin-1"), "FC003"),
    "UTF-16": _bytes('{"article": "x"}'.encode("utf-16"), "FC003"),
    "half a pair in UTF-8": _text('{"article": "\ud800"}', "FC003"),
    "a mark inside": _text('\ufeff\ufeff{"article": "x"}', "FC009"),
    "a list": _text("[1, 2]", "FC012"),
    "a word": _text('"x"', "FC012"),
    "nothing": _text("null", "FC012"),
}

YAML_PLACES: Final = {
    "rules": "rules/more.yaml",
    "facts": "facts/more.yaml",
    "waivers": "waivers.yaml",
    "project": "factcheck.yaml",
    "sidecar": "articles/plain.meta.yaml",
    "front matter": "articles/paper.md",
}
JSON_PLACES: Final = {"JSON": "facts/more.json", "lines": "facts/more.jsonl"}
YAML_INPUTS: Final = [(place, name) for row, name in enumerate(YAML) for place in share(YAML_PLACES, row, 2)]
INVISIBLE_INPUTS: Final = [(place, name) for name in INVISIBLE for place in YAML_PLACES]
JSON_INPUTS: Final = [(place, name) for name in JSON for place in JSON_PLACES]
"""What is read, by place and name."""
