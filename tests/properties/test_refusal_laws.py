"""Nothing green comes of what is wrong: a check with an error is never judged, a value that is none never passes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import MANY, READER, VOCABULARY, compile_text, compiled, judged, named_facts, plain_checks, rule

from factcheck.diagnostics import errors
from factcheck.evaluation.compiled import compile_rule
from factcheck.evaluation.findings import Judge
from factcheck.model.article import Article, FactSet
from factcheck.model.statement import NOTHING, IllTyped, Stated, Statement, Statements
from factcheck.model.truth import FALSE, NEITHER, TRUE, Verdict
from factcheck.pipeline import Settings, run


def verdict(check: str, stated: Statements) -> Verdict:
    (finding,) = Judge([FactSet(Article("a"), stated)], VOCABULARY).findings(compile_text(check))
    return finding.verdict


SPOILERS = st.sampled_from(
    (
        lambda text: text.replace("d", "q", 1),
        lambda text: text.replace("min", "parsecs", 1),
        lambda text: text.replace("(", "[", 1),
        lambda text: text.replace("==", "=", 1),
        lambda text: text + " and",
        lambda text: text + " min",
        lambda text: text.replace("2022-01", "2022-13", 1),
        lambda text: text.replace("Japan", "Japon", 1),
        lambda text: text + " or d == 3",
        lambda text: f"({text}) and host == 80 min",
    )
)


@MANY
@given(plain_checks, SPOILERS)
def test_a_check_is_either_in_order_or_never_judged(text: str, spoil: object) -> None:
    spoiled = spoil(text)  # type: ignore[operator]
    found, problems = compile_rule(rule(spoiled), VOCABULARY, READER)
    assert (found is None) == bool(errors(problems))
    guarded, problems = compile_rule(rule("virtual", when=spoiled), VOCABULARY, READER)
    assert (guarded is None) == bool(errors(problems))


@MANY
@given(judged(plain_checks), st.data())
def test_a_value_of_the_wrong_type_is_an_error_wherever_it_stands(
    case: tuple[str, Statements], data: st.DataObject
) -> None:
    text, stated = case
    fact = data.draw(st.sampled_from(named_facts(text)))
    broken = Statement(fact, IllTyped("umpteen", "'umpteen' is not what it should be"))
    at = data.draw(st.integers(0, len(stated.get(fact, ()))))
    several = [*stated.get(fact, ())]
    several.insert(at, broken)
    assert verdict(text, {**stated, fact: tuple(several)}) is Verdict.ERROR


@MANY
@given(judged(plain_checks))
def test_the_verdict_is_what_the_truth_value_says(case: tuple[str, Statements]) -> None:
    text, stated = case
    found = verdict(text, stated)
    if found is Verdict.ERROR:
        return
    truth = compiled(text).node.truth(Stated(stated), None)
    missing = set(named_facts(text)) - set(stated)
    expected = (
        Verdict.CONFLICT
        if truth & FALSE
        else Verdict.PASS
        if truth & TRUE
        else Verdict.UNSTATED
        if missing
        else Verdict.UNSURE
    )
    assert found is expected


@given(plain_checks)
def test_silence_is_never_a_pass(text: str) -> None:
    assert compiled(text).node.truth(NOTHING, None) == NEITHER
    assert verdict(text, {}) is Verdict.UNSTATED


NO_VALUES = [
    ("duration", "nan"),
    ("duration", ".nan"),
    ("duration", "inf min"),
    ("duration", "infinite"),
    ("duration", "-inf"),
    ("duration", "1e400 min"),
    ("duration", "85"),
    ("duration", "85 km"),
    ("duration", "eighty-five"),
    ("duration", ""),
    ("duration", True),
    ("duration", []),
    ("duration", ["85 min"]),
    ("duration", {"min": 90, "max": 80, "unit": "min"}),
    ("duration", {"min": 85}),
    ("number", "NaN"),
    ("number", "∞"),
    ("number", "85 min"),
    ("number", "1" * 40),
    ("number", "countless"),
    ("number", True),
    ("period", "2022-02-30"),
    ("period", "0000-00-00"),
    ("period", "once upon a time"),
    ("period", True),
    ("boolean", "perhaps"),
    ("boolean", 1),
    ("country", ""),
    ("country", 85),
    ("country", True),
    ("country", ["Japan", "India"]),
]
CHECKS = {
    "duration": ("f in [80, 90] min", "not f in [80, 90] min", "f == f", "certainly f > 0 min", "possibly f > 0 min"),
    "number": ("f == 85", "f != 85", "not f > 85", "f <= 85 or f > 85"),
    "period": ("f in 2022", "not f in 2022", "f before 2022 or f after 2021"),
    "boolean": ("f", "not f", "f or not f"),
    "country": ("f == Japan", "f != Japan", "f not in {Japan, India}"),
}


@pytest.mark.parametrize(("of", "value"), NO_VALUES)
def test_a_value_that_is_none_never_passes(of: str, value: object, tmp_path: Path) -> None:
    rules = [{"id": f"rule-{index}", "check": check} for index, check in enumerate(CHECKS[of])]
    base = {"rules": rules, "facts": {"f": {"type": of}}}
    (tmp_path / "rules.yaml").write_text(json.dumps(base), encoding="utf-8")
    facts = {"article": {"id": "a"}, "facts": [{"fact": "f", "value": value}]}
    (tmp_path / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
    report = run(Settings(rules=(tmp_path / "rules.yaml",), articles=(tmp_path / "facts.json",)))
    assert report.gate == "refused"
    assert {finding.verdict for finding in report.findings} <= {Verdict.ERROR}
    assert report.findings or errors(report.diagnostics)


@pytest.mark.parametrize("raw", ["NaN", "Infinity", "-Infinity", "1e999", "null"])
def test_numbers_that_json_does_not_have_are_refused(raw: str, tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(
        "facts: {f: {type: number}}\nrules: [{id: r, check: not f > 1}]\n", encoding="utf-8"
    )
    (tmp_path / "a.json").write_text(
        f'{{"article": {{"id": "a"}}, "facts": [{{"fact": "f", "value": {raw}}}]}}', encoding="utf-8"
    )
    report = run(Settings(rules=(tmp_path / "rules.yaml",), articles=(tmp_path / "a.json",)))
    assert report.gate == "refused"
    assert all(finding.verdict is Verdict.ERROR for finding in report.findings)
