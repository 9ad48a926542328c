"""The catalogue of codes, their one home, order and suggestions."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Any

import pytest

from factcheck import diagnostics
from factcheck.codes import CATALOGUE
from factcheck.diagnostics import Diagnostic, errors, in_order, listed
from factcheck.source import Passage, SourceFile
from factcheck.suggestions import suggest

HERE = Passage(SourceFile("rules/a.yaml", "check: d == 3\n"), 7, 8)
HELPERS = {"listed", "in_order", "errors"}


def constructors() -> dict[str, Callable[..., Diagnostic]]:
    """Every public function of the module that makes a diagnostic."""
    found = inspect.getmembers(diagnostics, inspect.isfunction)
    return {
        name: function
        for name, function in found
        if function.__module__ == diagnostics.__name__ and name not in HELPERS and not name.startswith("_")
    }


EXAMPLES: dict[str, Any] = {
    "Passage": HERE,
    "Passage | None": HERE,
    "str": "some words",
    "str | None": "a fix",
    "int": 3,
    "bool": True,
    "Sequence[str]": ("one", "two"),
}


def made(function: Callable[..., Diagnostic]) -> Diagnostic:
    """A diagnostic with any arguments that fit the constructor's annotations."""
    given = {
        name: EXAMPLES[str(parameter.annotation)]
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.kind is not parameter.VAR_POSITIONAL
    }
    return function(**given)


def test_every_code_is_made_by_a_constructor() -> None:
    assert {made(function).code for function in constructors().values()} == set(CATALOGUE)


@pytest.mark.parametrize("name", constructors())
def test_a_message_is_one_clause_in_plain_words(name: str) -> None:
    diagnostic = made(constructors()[name])
    assert diagnostic.code in CATALOGUE
    assert diagnostic.message == diagnostic.message.strip()
    assert not diagnostic.message.endswith(".")
    assert "\n" not in diagnostic.message
    assert "None" not in diagnostic.message
    assert diagnostic.severity == ("warning" if diagnostic.code.startswith("FC4") else "error")


@pytest.mark.parametrize("code", CATALOGUE)
def test_codes_are_well_formed_and_titled(code: str) -> None:
    assert re.fullmatch(r"FC[0-4]\d\d", code)
    assert CATALOGUE[code]
    assert CATALOGUE[code] == CATALOGUE[code].strip(". ")


def test_codes_stand_in_order() -> None:
    assert list(CATALOGUE) == sorted(CATALOGUE)


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("deths", ["deaths", "injured"], "deaths"),
        ("japan", ["Japan", "India"], "Japan"),
        ("JAPAN", ["Japan"], "Japan"),
        ("rescue_tme", ["rescue_time", "rescuer"], "rescue_time"),
        ("zzz", ["deaths"], None),
        ("", ["deaths"], None),
        ("deaths", [], None),
    ],
)
def test_suggest(name: str, known: list[str], expected: str | None) -> None:
    assert suggest(name, known) == expected


@pytest.mark.parametrize(
    ("words", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")]
)
def test_listed(words: list[str], expected: str) -> None:
    assert listed(words) == expected


def test_diagnostics_stand_by_file_and_place_each_once() -> None:
    other = SourceFile("rules/b.yaml", "abc")
    late = Diagnostic("FC101", "late", Passage(other, 2, 3))
    early = Diagnostic("FC201", "early", Passage(other, 0, 1))
    first_file = Diagnostic("FC301", "first file", HERE)
    nowhere = Diagnostic("FC016", "nowhere", None)
    assert in_order([late, nowhere, early, first_file, late]) == [nowhere, first_file, early, late]


def test_errors_are_what_is_no_warning() -> None:
    wrong, doubtful = Diagnostic("FC101", "wrong", HERE), Diagnostic("FC401", "doubtful", HERE)
    assert errors([doubtful, wrong]) == [wrong]
