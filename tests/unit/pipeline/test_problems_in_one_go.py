"""One call tells of all problems but those that may come from another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.pipeline import Settings, check

CASES = [
    (
        "a wrong unit hides neither patterns nor rules of other facts",
        """\
        facts:
          a: {type: length, unit: metrs}
          b: {type: number, extract: ["{vlaue} x", "@y {value}"]}
        rules:
          - {id: one, check: nosuch == 1}
          - {id: two, check: b == 5 m}
        """,
        ["FC203 metrs", "FC212 vlaue", "FC211 @y", "FC201 nosuch", "FC302 5 m"],
    ),
    (
        "of a fact in doubt only what has nothing to do with it is told",
        """\
        facts:
          a: {type: length, unit: metrs}
        rules:
          - {id: one, check: a == 5 kg}
          - {id: two, check: a == 5 kg and bb == 2}
          - {id: three, check: a = = 5}
        """,
        ["FC203 metrs", "FC201 bb", "FC101 ="],
    ),
    (
        "a wrong key in one fact hides no other fact",
        """\
        facts:
          a: {typ: number}
          b: {type: lenght}
        rules:
          - {id: one, check: a == 5 m}
          - {id: two, check: c == 2}
        """,
        ["FC010 typ", "FC210 lenght", "FC201 c"],
    ),
    (
        "an entity in doubt leaves names and kinds in doubt",
        """\
        entities:
          Ada: {kind: ferry, name: [A]}
        facts:
          a: {type: ferry}
          b: {type: number, unit: x}
        rules:
          - {id: one, check: a == Ada}
          - {id: two, check: c == 2}
        """,
        ["FC010 name", "FC203 x"],
    ),
    (
        "a unit in doubt leaves measures in doubt",
        """\
        units:
          stint: 14 dayz
        facts:
          a: {type: duration, unit: stint}
          b: {type: number}
        rules:
          - {id: one, check: a == 2 stint}
          - {id: two, check: b == 2 stint}
          - {id: three, check: b == "}
        """,
        ["FC307 14 dayz", 'FC109 "'],
    ),
    (
        "under a misspelt section may stand any name",
        """\
        fact:
          a: {type: number}
        facts:
          b: {type: number, extract: ["(x {value}"]}
        rules:
          - {id: one, check: a == 1}
          - {id: two, check: b == 1 m}
        """,
        ["FC010 fact", "FC112 ("],
    ),
    (
        "the misspelt section may be the only one",
        """\
        fact:
          a: {type: number}
        rules:
          - {id: one, check: a == 1}
          - {id: two, check: a == ( }
        """,
        ["FC010 fact", "FC101 ("],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_sure_is_told_at_once(tmp_path: Path, text: str, expected: list[str]) -> None:
    file = tmp_path / "r.yaml"
    file.write_text("\n".join(line.removeprefix(" " * 8) for line in text.split("\n")), encoding="utf-8")
    found = [p for p in check(Settings(rules=(file,))) if p.severity == "error"]
    assert [f"{p.code} {p.at.text if p.at else ''}" for p in found] == expected


def test_a_file_that_cannot_be_read_leaves_every_name_in_doubt(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("facts: [\n", encoding="utf-8")
    (tmp_path / "r.yaml").write_text("rules: [{id: a, check: x == 1}, {id: b, check: x = = 1}]\n", encoding="utf-8")
    found = [p.code for p in check(Settings(rules=(tmp_path,))) if p.severity == "error"]
    assert sorted(found) == ["FC004", "FC101"]
