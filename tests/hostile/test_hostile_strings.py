"""Naughty strings in every place of every file: whatever stands there, a run ends in verdicts and diagnostics."""

from __future__ import annotations

import pytest
from hostile_documents import INVISIBLE_INPUTS, JSON_INPUTS, YAML_INPUTS
from hostile_places import PLACES
from hostile_project import EVERYTHING, judge, share, write, write_project
from hostile_strings import NAUGHTY

PARTS = 9
"""Every place is tried with one string of so many, neighbouring places with different ones."""
THOROUGH = 24
"""One input of so many is looked at from every side."""
KINDS = {"rules": 800, "facts": 600, "articles": 200, "waivers.yaml": 100}
"""Folder or file → how many inputs it gets at least. Rules and vocabulary lie in one folder."""


def inputs(name: str) -> list[tuple[str, str]]:
    """The strings for a place, with their names."""
    return share(NAUGHTY.items(), list(PLACES).index(name), PARTS)


def test_there_are_enough_of_them() -> None:
    counts = {name: len(inputs(name)) for name in PLACES}
    documents = [*YAML_INPUTS, *INVISIBLE_INPUTS, *JSON_INPUTS]
    assert sum(counts.values()) + len(documents) >= 2_500
    for kind, least in KINDS.items():
        assert sum(counts[name] for name, place in PLACES.items() if place.file.startswith(kind)) >= least
    assert sum(counts[name] for name, place in PLACES.items() if place.file == "rules/more.yaml") >= 400
    assert {string for name in PLACES for string, _ in inputs(name)} == set(NAUGHTY)


@pytest.mark.parametrize("name", PLACES)
def test_any_string_anywhere(name: str) -> None:
    place, row = PLACES[name], list(PLACES).index(name)
    write_project()
    write({"articles/plain.txt": "Nothing happened.\n"})
    failures = []
    for number, (naughty, text) in enumerate(inputs(name)):
        write({place.file: place.filled(text, row + number)})
        try:
            judge(thorough=EVERYTHING or (row + number) % THOROUGH == 0)
        except Exception as error:
            failures.append(f"{naughty}: {type(error).__name__}: {str(error)[:200]}")
    assert not failures, "\n".join(failures)
