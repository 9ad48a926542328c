"""Naughty strings in every place of every file: whatever stands there, a run ends in verdicts and diagnostics."""

from __future__ import annotations

import pytest
from hostile_places import PLACES
from hostile_project import FILES, judge, write, write_project
from hostile_strings import NAUGHTY

INPUTS = len(PLACES) * len(NAUGHTY)


def test_there_are_enough_of_them() -> None:
    assert INPUTS >= 2_500


@pytest.mark.parametrize("name", PLACES)
def test_any_string_anywhere(name: str) -> None:
    place, row = PLACES[name], list(PLACES).index(name)
    write_project()
    write({"articles/plain.txt": "Nothing happened.\n"})
    failures = []
    for number, (naughty, text) in enumerate(NAUGHTY.items()):
        write({place.file: place.filled(text, row + number)})
        try:
            judge()
        except Exception as error:
            failures.append(f"{naughty}: {type(error).__name__}: {str(error)[:200]}")
    assert not failures, "\n".join(failures)
    assert place.file in FILES or name
