"""Runs the conformance cases through the public API: files in, report out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from factcheck.language.parser import parse_text
from factcheck.language.printer import print_expr
from factcheck.loading.files import read_text
from factcheck.loading.yaml_document import read_yaml
from factcheck.pipeline import Settings, check, run

HERE = Path(__file__).parent
RULE_KEYS = ("check", "when", "on_unstated", "required", "severity", "published", "message")
COMPARED_WARNINGS = ("FC401", "FC402", "FC403", "FC404", "FC409", "FC410")


def _documents() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(HERE.glob("*.yaml")):
        source, problems = read_text(str(path), None, 1 << 24)
        assert source is not None, problems
        document, problems = read_yaml(source, strict_characters=False)
        assert isinstance(document, dict), problems
        assert not problems, problems
        yield path.stem, document


def _cases() -> Iterator[Any]:
    for stem, document in _documents():
        for case in document["cases"]:
            yield pytest.param(document.get("vocabulary", {}), case, id=f"{stem}: {case['name']}")


CASES = list(_cases())


def _plain(value: Any) -> Any:
    """Data that json can write: exact decimals become text that reads the same."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return float(value) if isinstance(value, Fraction) else value


def _write(path: Path, data: Any) -> None:
    path.write_text(json.dumps(_plain(data), indent=1, ensure_ascii=False), encoding="utf-8")


def _rules(case: dict[str, Any]) -> list[dict[str, Any]]:
    rule = {"id": "case", **{key: case[key] for key in RULE_KEYS if key in case}}
    beside = case.get("beside")
    return [{"id": "beside", **beside}, rule] if beside else [rule]


def _statements(vocabulary: dict[str, Any], facts: dict[str, Any]) -> list[dict[str, Any]]:
    """A case's facts as entries of a facts file."""
    entries: list[dict[str, Any]] = []
    for name, given in facts.items():
        many = vocabulary.get("facts", {}).get(name, {}).get("many", False)
        one_set = many and isinstance(given, list) and not any(isinstance(item, list | dict) for item in given)
        for item in given if isinstance(given, list) and not one_set else [given]:
            attributes = item if isinstance(item, dict) and "value" in item else {"value": item}
            entries.append({"fact": name, **attributes})
    return entries


@pytest.mark.parametrize(("vocabulary", "case"), CASES)
def test_case(vocabulary: dict[str, Any], case: dict[str, Any], tmp_path: Path) -> None:
    if "prints" in case:
        parsed = parse_text(case["check"])
        assert parsed.expr is not None, parsed.diagnostics
        assert print_expr(parsed.expr) == case["prints"]
        return
    rules = tmp_path / "rules"
    rules.mkdir()
    _write(rules / "rules.yaml", {"rules": _rules(case)})
    if vocabulary:
        _write(rules / "vocabulary.yaml", vocabulary)
    if "diagnostics" in case:
        _compare_diagnostics(case, check(Settings(rules=(rules,))))
        return
    articles = case.get("articles") or [{"id": "article", **case.get("article", {}), "facts": case.get("facts", {})}]
    paths = []
    for index, article in enumerate(articles):
        header = {"id": f"article-{index}", **{key: value for key, value in article.items() if key != "facts"}}
        path = tmp_path / f"{index}.json"
        _write(path, {"article": header, "facts": _statements(vocabulary, article.get("facts", {}))})
        paths.append(path)
    report = run(Settings(rules=(rules,), articles=tuple(paths)))
    refused = [d for d in report.diagnostics if d.severity == "error"]
    assert not refused, [(d.code, d.message) for d in refused]
    findings = [finding for finding in report.findings if finding.rule == "case"]
    if "verdicts" in case:
        assert {finding.article: finding.verdict.value for finding in findings} == case["verdicts"]
        return
    assert [finding.verdict.value for finding in findings] == [case["verdict"]] * len(findings)
    assert findings
    if "contradicts_itself" in case:
        assert findings[0].contradicts_itself == case["contradicts_itself"]


def _compare_diagnostics(case: dict[str, Any], found: list[Any]) -> None:
    relevant = [d for d in found if d.severity == "error" or d.code in COMPARED_WARNINGS]
    expected = case["diagnostics"]
    shown = [(d.code, d.at.text if d.at else None, d.message, d.fix) for d in relevant]
    assert sorted(d.code for d in relevant) == sorted(one["code"] for one in expected), shown
    for one in expected:
        at = one.get("at")
        text = at["text"] if isinstance(at, dict) else at
        matching = [d for d in relevant if d.code == one["code"] and (at is None or _written(d) == text)]
        assert matching, (one, shown)
        if isinstance(at, dict):
            assert any(_nth(d, case, text) == at["nth"] for d in matching), (one, shown)
        if "fix" in one:
            assert one["fix"] in [d.fix for d in matching], (one, shown)


def _written(diagnostic: Any) -> str:
    """The stretch at fault as the analyst wrote it, JSON's escapes taken off."""
    text: str = diagnostic.at.text
    try:
        unescaped: str = json.loads(f'"{text}"')
    except ValueError:
        return text
    return unescaped


def _nth(diagnostic: Any, case: dict[str, Any], text: str) -> int:
    """Which occurrence of a text in the check a diagnostic points at, from 1."""
    line = diagnostic.at.source.text
    whole = json.dumps(case["check"], ensure_ascii=False)[1:-1]
    start = line.rindex(whole)
    before = diagnostic.at.start - start
    return whole.count(json.dumps(text, ensure_ascii=False)[1:-1], 0, before) + 1


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 400


def test_names_are_unique() -> None:
    names = [case["name"] for _, document in _documents() for case in document["cases"]]
    assert len(names) == len(set(names))
