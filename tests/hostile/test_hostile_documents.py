"""Bombs and broken files in the place of every file of a project: refused with the right code, quickly, quietly."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hostile_documents import (
    INVISIBLE,
    INVISIBLE_INPUTS,
    JSON,
    JSON_INPUTS,
    JSON_PLACES,
    YAML,
    YAML_INPUTS,
    YAML_PLACES,
)
from hostile_project import ARTICLE, LARGEST_RSS, RUN, assert_small, process, refusal, say, write, write_project

STRICT = ("rules", "waivers", "project")
IN_PROCESSES = [
    ("rules", "a billion laughs"),
    ("rules", "flow sequences"),
    ("facts", "50,001 values"),
    ("facts", "more bytes than are read"),
    ("project", "thousands of directives"),
    ("JSON", "nested arrays"),
    ("JSON", "a hundred thousand repeated keys"),
]


def put(place: str, content: bytes) -> None:
    """The project in the current folder, with a file in the way of one place."""
    write_project({"articles/plain.txt": "Nothing happened.\n"})
    if place == "front matter":
        _, _, body = ARTICLE.split("---\n")
        content = b"---\n" + content + b"\n---\n" + body.encode()
    write({{**YAML_PLACES, **JSON_PLACES}[place]: content})


@pytest.mark.parametrize(("place", "name"), YAML_INPUTS)
def test_yaml(place: str, name: str) -> None:
    document = YAML[name]
    put(place, document.content())
    assert document.code in refusal(say(*RUN, "-f", "json"))
    assert not Path("pwned").exists()


@pytest.mark.parametrize(("place", "name"), INVISIBLE_INPUTS)
def test_invisible_characters(place: str, name: str) -> None:
    put(place, INVISIBLE[name].encode())
    assert ("FC008" in refusal(say(*RUN, "-f", "json"))) == (place in STRICT)


@pytest.mark.parametrize(("place", "name"), JSON_INPUTS)
def test_json(place: str, name: str) -> None:
    document = JSON[name]
    put(place, document.content())
    assert document.code in refusal(say(*RUN, "-f", "json"))


def test_a_second_mark() -> None:
    write_project()
    write({"facts/more.yaml": "\ufeff\ufeffa: 1\n"})
    assert "FC008" in refusal(say(*RUN, "-f", "json"))


def test_two_million_values_cost_no_more_than_their_bytes() -> None:
    put("JSON", b"[" + b"1," * 2_000_000 + b"1]")
    ended = process(*RUN, "-f", "json")
    assert "FC007" in {problem["code"] for problem in json.loads(ended.out)["diagnostics"]}
    assert ended.memory < LARGEST_RSS


@pytest.mark.skipif(os.name != "posix", reason="the limits are those of POSIX")
@pytest.mark.parametrize(("place", "name"), IN_PROCESSES)
def test_in_little_memory(place: str, name: str) -> None:
    document = (JSON if place in JSON_PLACES else YAML)[name]
    put(place, document.content())
    ended = process(*RUN, "-f", "json")
    assert ended.code == 2
    assert document.code in {problem["code"] for problem in json.loads(ended.out)["diagnostics"]}
    assert_small(ended)
