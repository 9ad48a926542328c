"""The same input gives the same bytes, whatever the seed of hashes, the locale, or the time zone."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from hostile_project import RUN, process, write, write_project

from factcheck.reports.renderers import RENDERERS

USUAL: Final = {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
VARIANTS: Final[dict[str, dict[str, str]]] = {
    "seed 1": {"PYTHONHASHSEED": "1"},
    "seed 2": {"PYTHONHASHSEED": "2"},
    "C": {"LC_ALL": "C"},
    "C without UTF-8": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "C.UTF-8": {"LC_ALL": "C.UTF-8"},
    "Turkish": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    "east": {"TZ": "Pacific/Kiritimati"},
    "west": {"TZ": "Etc/GMT+12"},
    "a zone that is none": {"TZ": ":/etc/passwd"},
    "optimised": {"PYTHONOPTIMIZE": "2"},
}
PAGES: Final = {form: f"r.{form}" for form in RENDERERS}
"""Every format there is, and its file."""


def put() -> None:
    """Much that could come out in another order: names, tags, units, entities, stories, files."""
    names = ["\u5cb8\u7530", "Oleg", "\u0130stanbul", "iI\u0131", "\u00dfa", "SSb", "caf\u00e9", "Zo\u00eb", "\u01c5"]
    entities = "".join(f"  {name}: {{kind: person, names: [{name} A, {name} B]}}\n" for name in names)
    units = "".join(f"  {unit}: {{equals: {n} days, names: [{unit}x, {unit}y]}}\n" for n, unit in enumerate("pqrst", 1))
    rules = "".join(
        f'  - {{id: r-{n}, check: \'leader in {{"{a}", "{b}"}}\', tags: [{a}, {b}, t{n}], title: {a}}}\n'
        for n, (a, b) in enumerate(itertools.pairwise(names))
    )
    write_project({"rules/more.yaml": f"entities:\n{entities}units:\n{units}", "rules/names.yaml": f"rules:\n{rules}"})
    for number, name in enumerate(names):
        facts = f"facts:\n  - {{fact: leader, value: {name}}}\n  - {{fact: length, value: {number + 70} min}}\n"
        header = f"article: {{id: a-{number}, title: {name}, story: s{number % 3}, published: 2022-01-2{number % 8}}}\n"
        write({f"facts/{name}.yaml": header + facts})


def pages(variables: Mapping[str, str]) -> tuple[int, list[bytes]]:
    """The exit code and all reports of a run."""
    for name in PAGES.values():
        Path(name).unlink(missing_ok=True)
    outputs = [word for form, name in PAGES.items() for word in ("-o", f"{form}={name}")]
    code = process(*RUN, *outputs, variables={**USUAL, **variables}).code
    return code, [Path(name).read_bytes() for name in PAGES.values()]


@pytest.mark.parametrize("name", VARIANTS)
def test_reports(name: str) -> None:
    put()
    code, usual = pages({})
    assert code == 1
    assert pages(VARIANTS[name]) == (code, usual)
    plain = process(*RUN, "-f", "json", variables=USUAL | VARIANTS[name])
    assert plain.out == usual[list(PAGES).index("json")]


@pytest.mark.parametrize("name", ["seed 1", "seed 2", "C without UTF-8"])
def test_refusals(name: str) -> None:
    """Suggestions are chosen among names that are equally near."""
    put()
    facts = "".join(f"  name_{letter}: {{type: number}}\n" for letter in "abcdefghij")
    checks = "".join(f"  - {{id: w-{letter}, check: name_{letter}{letter} == 1 fortnigt}}\n" for letter in "kabcx")
    write(
        {"rules/vocabulary2.yaml": f"facts:\n{facts}", "rules/wrong.yaml": f"rules:\n{checks}  - {{idd: a, chek: b}}\n"}
    )
    usual = pages({})
    assert usual[0] == 2
    assert pages(VARIANTS[name]) == usual


def test_the_order_of_files_does_not_matter() -> None:
    """A folder's listing is in no order."""
    put()
    usual = pages({})
    for path in sorted(Path("facts").iterdir(), reverse=True):
        data = path.read_bytes()
        path.unlink()
        path.write_bytes(data)
    assert pages({}) == usual
