"""The same input gives the same bytes, whatever the seed of hashes, the locale, or the time zone."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from hostile_project import RUN, process, write, write_project

from factcheck.reports.renderers import RENDERERS

USUAL: Final = {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
VARIANTS: Final[dict[str, dict[str, str]]] = {
    "seed 1, C without UTF-8": {
        "PYTHONHASHSEED": "1",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    },
    "seed 2, Turkish, east": {
        "PYTHONHASHSEED": "2",
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "tr_TR.UTF-8",
        "TZ": "Pacific/Kiritimati",
    },
    "seed 3, C, west": {"PYTHONHASHSEED": "3", "LC_ALL": "C", "TZ": "Etc/GMT+12"},
    "seed 4, optimised, a zone that is none": {
        "PYTHONHASHSEED": "4",
        "PYTHONOPTIMIZE": "2",
        "PYTHONDONTWRITEBYTECODE": "1",
        "TZ": ":/etc/passwd",
    },
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


@cache
def usual() -> tuple[int, list[bytes]]:
    """What `put` gives, as usual."""
    return pages({})


@pytest.mark.parametrize("name", VARIANTS)
def test_reports(name: str) -> None:
    put()
    assert usual()[0] == 1
    assert pages(VARIANTS[name]) == usual()


def test_standard_output_without_an_encoding_to_speak_of() -> None:
    """JSON is UTF-8 all the same; text is written with escapes, and nothing raises."""
    put()
    for encoding in ("ascii", "utf-16"):
        variables = {**USUAL, **VARIANTS["seed 1, C without UTF-8"], "PYTHONIOENCODING": encoding}
        ended = process(*RUN, "-f", "json", variables=variables)
        assert (ended.code, ended.out) == (1, usual()[1][list(PAGES).index("json")])
        ended = process(*RUN, variables=variables)
        assert (ended.code, ended.err) == (1, b"")
        assert "gate shut (exit 1)" in ended.out.decode(encoding)


@pytest.mark.parametrize("name", list(VARIANTS)[:2])
def test_refusals(name: str) -> None:
    """Suggestions are chosen among names that are equally near."""
    put()
    facts = "".join(f"  name_{letter}: {{type: number}}\n" for letter in "abcdefghij")
    checks = "".join(f"  - {{id: w-{letter}, check: name_{letter}{letter} == 1 fortnigt}}\n" for letter in "kabcx")
    write(
        {"rules/vocabulary2.yaml": f"facts:\n{facts}", "rules/wrong.yaml": f"rules:\n{checks}  - {{idd: a, chek: b}}\n"}
    )
    refused = pages({})
    assert refused[0] == 2
    assert pages(VARIANTS[name]) == refused


def test_the_order_of_files_does_not_matter() -> None:
    """A folder's listing is in no order."""
    put()
    for path in sorted(Path("facts").iterdir(), reverse=True):
        data = path.read_bytes()
        path.unlink()
        path.write_bytes(data)
    assert pages({}) == usual()
