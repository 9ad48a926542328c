"""Files made to do harm: whatever they hold, the readers answer with values or diagnostics, and the process lives."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.loading import files
from factcheck.loading.document import Mapping
from factcheck.loading.json_document import read_json, read_json_lines
from factcheck.loading.yaml_document import read_yaml
from factcheck.source import SourceFile

PROGRAM = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
from factcheck.loading import files
from factcheck.loading.json_document import read_json
from factcheck.loading.yaml_document import read_yaml
from factcheck.loading.validation import validate
for line in sys.stdin:
    source, problems = files.decode(eval(line), "hostile")
    if source is not None:
        for strict in (True, False):
            data, more = read_yaml(source, strict_characters=strict)
            problems += more
            if isinstance(data, dict):
                problems += validate(data, "rules")
        read_json(source)
    assert all(problem.at is None or problem.at.location for problem in problems)
    print(line, end="", flush=True)
"""
"""Reads what each line of its input says and repeats the line, so that the last one tells where it died."""

BOMBS = {
    "brackets": "b'[' * 50_000",
    "closed brackets": "b'[' * 50_000 + b']' * 50_000",
    "braces": "b'{' * 50_000",
    "flow mappings": "b'{a: ' * 50_000",
    "dashes": "b'- ' * 50_000",
    "question marks": "b'? ' * 50_000",
    "lines of brackets": "b'[\\n' * 50_000",
    "stairs": "b''.join(b' ' * n + b'a:\\n' for n in range(2_000))",
    "aliases": "b'a: &a [x]\\n' + b''.join(b'b%d: &b%d [*a, *a]\\n' % (n, n) for n in range(50_000))",
    "merges": "b'a: &a {b: 1}\\n' + b'c: {<<: *a}\\n' * 50_000",
    "anchors": "b'- &a 1\\n' * 50_000",
    "tags": "b'- !!python/object:os.system x\\n' * 50_000",
    "directives": "b''.join(b'%%TAG !a%d! x\\n' % n for n in range(50_000))",
    "documents": "b'---\\n' * 50_000",
    "commas": "b'[' + b',' * 50_000",
    "values": "b'[' + b'1,' * 500_000 + b']'",
    "keys": "b'{' + b','.join(b'k%d: 1' % n for n in range(500_000)) + b'}'",
    "repeated keys": "b'a: 1\\n' * 500_000",
    "a long line": "b'a: ' + b'x' * 5_000_000",
    "many lines of text": "b'a: |\\n' + b'  x\\n' * 1_000_000",
    "spaces": "b'a: x' + b' ' * 5_000_000 + b'y'",
    "line ends": "b'\\n' * 5_000_000",
    "old line ends": "b'\\r' * 5_000_000",
    "comments": "b'#\\n' * 2_000_000",
    "quotes": 'b"a: \'" + b"\'\'" * 1_000_000 + b"\'"',
    "escapes": "b'a: \"' + b'\\\\x00' * 1_000_000 + b'\"'",
    "marks": "b'\\xef\\xbb\\xbf' * 1_000_000",
    "NUL": "b'\\0' * 1_000_000",
    "NUL after text": "b'a: b\\n\\0'",
    "UTF-16": "'a: 1'.encode('utf-16') * 1_000",
    "UTF-32": "'a: 1'.encode('utf-32') * 1_000",
    "not UTF-8": "b'\\xff' * 1_000_000",
    "a huge number": "b'a: ' + b'9' * 1_000_000",
    "huge exponents": "b'a: [' + b'1e999999999,' * 10_000 + b']'",
    "exclamation marks": "b'a: x ' + b'!' * 1_000_000",
    "exclamation marks in space": "b'a: x' + (b' ' * 1000 + b'!') * 1_000",
    "JSON braces": "b'{\"a\":' * 50_000",
    "a JSON text": "b'\"' + b'\\\\ud800' * 500_000 + b'\"'",
}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no limits to set")
def test_no_bomb_ends_the_process() -> None:
    lines = "".join(f"{data}\n" for data in BOMBS.values())
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], input=lines, capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.stdout, done.stderr, done.returncode) == (lines, "", 0)


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes(data: bytes) -> None:
    source, problems = files.decode(data, "f")
    assert (source is None) == bool(problems)


@given(st.text(max_size=60), st.booleans())
@settings(deadline=None, max_examples=300)
def test_any_text(text: str, strict: bool) -> None:
    source = SourceFile("f", text)
    for data, problems in (
        read_yaml(source, strict_characters=strict),
        read_json(source),
        read_json_lines(source),
    ):
        if data is None:
            continue
        for problem in problems:
            assert problem.at is not None
            assert 0 <= problem.at.start <= problem.at.end <= len(text)


@given(st.text(st.sampled_from(" \n\t-?:,[]{}#&*!|>'\"%@`\\abx01~.\0\ufeff\u2028é😀"), max_size=40))
@settings(deadline=None, max_examples=600)
def test_any_punctuation(text: str) -> None:
    data, problems = read_yaml(SourceFile("f", text), strict_characters=True)
    for problem in problems:
        assert problem.at is not None
        assert 0 <= problem.at.start <= problem.at.end <= len(text)
    if isinstance(data, Mapping):
        for key in data:
            assert data.key_at(key).end <= len(text)
            assert data.value_at(key).end <= len(text)
