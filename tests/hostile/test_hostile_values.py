"""Numbers, dates and values that are none: whatever is stated, nothing that is missing, infinite or of the wrong type
lets a rule pass.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from hostile_project import (
    EVERYTHING,
    SETTINGS,
    VOCABULARY,
    few_checks,
    judge,
    refusal,
    say,
    share,
    write,
    write_project,
)
from hostile_strings import NAUGHTY
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import pipeline
from factcheck.loading.inputs import load_inputs
from factcheck.pipeline import CompiledBase

NUMERIC: Final[dict[str, tuple[str, str, str]]] = {
    "count": ("5", "9", "2"),
    "length": ("80 min", "90 min", "5 min"),
    "price": ("5 USD", "9 USD", "2 USD"),
    "portion": ("5%", "9%", "2 pp"),
}
"""Fact → two values of its type, and a distance."""
COMPARED: Final = (
    "{f} > {lo}",
    "{f} < {lo}",
    "{f} <= {hi}",
    "{f} >= {hi}",
    "{f} == {lo}",
    "{f} != {lo}",
    "{lo} <= {f} <= {hi}",
    "{lo} > {f} or {f} > {hi}",
    "not ({f} < {lo} or {f} > {hi})",
    "not ({f} > {lo} and {f} < {hi})",
    "not {f} > {lo}",
    "not not {f} > {lo}",
    "{f} in [{lo}, {hi}]",
    "{f} not in [{lo}, {hi}]",
    "{f} in ({lo}, {hi})",
    "{f} not in {{{lo}, {hi}}}",
    "{f} within {gap} of {lo}",
    "not {f} within {gap} of {lo}",
    "certainly {f} > {lo}",
    "possibly {f} > {lo}",
    "not certainly {f} > {lo}",
    "not possibly {f} > {lo}",
    "possibly not {f} > {lo}",
    "certainly ({f} < {lo} or {f} >= {lo})",
    "{f} < {lo} or {f} >= {lo}",
    "{f} > {lo} implies {f} > {lo}",
    "{f} > {lo} implies {f} <= {hi}",
    "{f} == {f}",
    "{f} - {f} < {gap}",
    "{f} + {f} != {lo}",
    "{f} / 2 < {hi}",
    "-{f} < {hi}",
    "{f}[modality == asserted] > {lo}",
    "{f}[section != headline] <= {hi}",
    "{f}[confidence > 0] != {lo}",
    "min({f}) < {hi}",
    "max({f}) >= {lo}",
    "mean({f}) != {lo}",
    "median({f}) in [{lo}, {hi}]",
    "not median({f}) in [{lo}, {hi}]",
    "spread({f}) < {gap}",
    "agree({f})",
    "not agree({f})",
    "distinct({f}) <= 1",
    "articles({f} > {lo}) == 0",
    "articles(not {f} > {lo}) <= 1",
    "share({f} > {lo}) < 50%",
    "{f} within {gap} of median({f})",
)
OTHERS: Final = {
    "day": (
        *"day == 2022|day != 2022|day in 2022|not day in 2022|day before 2022|day after 2022|day during 2022".split(
            "|"
        ),
        *"not day after 2022|day overlaps 2022|day < 2022 or day >= 2022|day <= 2022|certainly day == 2022".split("|"),
        *"not (day < 2022 or day > 2023)|possibly day == 2022|possibly not day == 2022|day in [2021, 2023]".split("|"),
        *"day not in [2021, 2023]|day within 5 days of 2022-01-01|day - 2022-01-01 < 9 days|day - day < 9 days".split(
            "|"
        ),
        *"day + 1 day != 2022|min(day) after 2021|spread(day) < 9 days|agree(day)|distinct(day) < 9".split("|"),
        "articles(day in 2022) == 0",
    ),
    "agreed": (
        *"agreed|not agreed|agreed == true|agreed != true|agreed or not agreed|agreed implies agreed".split("|"),
        *"certainly agreed|possibly agreed|possibly not agreed|agreed == agreed|agree(agreed)".split("|"),
        *"articles(agreed) == 0|distinct(agreed) <= 1".split("|"),
    ),
    "host": (
        *"host == Japan|host != Japan|host in {Japan, India}|host not in {Japan, India}|not host == Japan".split("|"),
        *"possibly host == Japan|possibly host != Japan|agree(host)|articles(host == Japan) == 0|host == host".split(
            "|"
        ),
    ),
    "members": (
        *"members contains Japan|members not contains Japan|members == {Japan}|members != {Japan}".split("|"),
        *"not members contains any {Japan, India}|possibly members contains Japan|agree(members)".split("|"),
    ),
    "wording": (
        *"wording == 'a'|wording != 'a'|wording matches 'a'|wording not matches 'a'|wording contains 'a'".split("|"),
        *"not wording contains 'a'|possibly wording matches 'b'|wording in {'a', 'b'}|agree(wording)".split("|"),
    ),
}
RULES: Final[dict[str, str]] = {
    **{
        f"{fact}-{number}": check.format(f=fact, lo=low, hi=high, gap=gap)
        for fact, (low, high, gap) in NUMERIC.items()
        for number, check in enumerate(COMPARED)
    },
    **{f"{fact}-{number}": check for fact, checks in OTHERS.items() for number, check in enumerate(checks)},
}
FACTS: Final = (*NUMERIC, *OTHERS)


def put_rules() -> None:
    rules = "".join(f"  - id: {name}\n    check: {json.dumps(check)}\n" for name, check in RULES.items())
    write_project({"rules/rules.yaml": f"rules:\n{rules}", "facts/wire.yaml": None, "articles/paper.md": None})
    write({"waivers.yaml": "waivers: []\n", "facts/good.json": _facts("good", [])})


def _facts(article: str, stated: list[dict[str, Any]]) -> str:
    return json.dumps({"article": {"id": article, "published": "2022-01-21"}, "facts": stated})


# Values that are none ------------------------------------------------------------------------------------------------

NO_NUMBERS: Final = (
    *"abc|NaN|nan|-nan|inf|Infinity|-Infinity|+inf|1e999999|-1e999999|1e5|0x10|1..2|--5|+-5|5-|1/0|0/0|5 5".split("|"),
    *"true|null|five and a what|5 bananas and 6|5 XYZ/h|{}|[5]|=5+5|5; 6|'5'|%|$|min|#REF!|5,5,5|\\x35| |\t".split("|"),
    *"5\n6 7|5\u202e|\u200b|\u221e|\u0665|\uff15\uff15".split("|"),
    *("9" * 41, "9" * 5_000, "1" + "0" * 31, "0." + "0" * 60 + "1"),
)
NO_DATES: Final = (
    *"abc| |NaN|2022-02-30|2022-13-01|2022-00|0000-01-01|10000-01-01|-0001-01-01|2021-W53|2022-W00|2022-01-32".split(
        "|"
    ),
    *"2022-99|9999-24|22-01-21|2022/13/45|2022-12/2022-01|../..|/|32 January 2022|30 February 2022|2022-1-1-1".split(
        "|"
    ),
    *"1e4|inf|Friday the 13th of Nevertober|XXXX-XX-XX|2022-01-21T25:61:61|99999999999999999999".split("|"),
    *("\uff12\uff10\uff12\uff12", "\u0662\u0660\u0662\u0662"),
)
NO_TRUTHS: Final = "maybe|1|0|truefalse|t|TRUE!|on|off| |null|tru\u0435|\uff54rue".split("|")
WRONG_TYPES: Final[dict[str, tuple[Any, ...]]] = {
    **{
        fact: (*NO_NUMBERS, True, False, [5], ["5"], [], {"min": "abc"}, {"min": "NaN"}, {"unit": "min"})
        for fact in NUMERIC
    },
    "day": (*NO_DATES, True, False, [2022], ["2022"], [], 10**9, 1.5, {"min": "abc"}),
    "agreed": (*NO_TRUTHS, 1, 0, 0.5, [True], [], {"min": 1}),
    "host": (True, False, 5, 1.5, [5], [], [True], {"min": 1}, " "),
    "members": (True, False, 5, {"min": 1}, " "),
    "wording": (True, 5, 1.5, ["a"], [], {"min": 1}),
}
"""Fact → values that are not of its type."""
GOOD: Final[dict[str, Any]] = {
    "count": 7,
    "length": "85 min",
    "price": "7 USD",
    "portion": "7%",
    "day": "2022-01-21",
    "agreed": True,
    "host": "Japan",
    "members": ["Japan"],
    "wording": "a",
}
MODALITIES: Final = ("asserted", "quoted", "planned", "denied", "conditional")


@cache
def about(fact: str) -> set[str]:
    """The rules that read a fact."""
    return {name for name in RULES if name.rpartition("-")[0] == fact}


def verdicts(stated: list[dict[str, Any]], fact: str | None = None) -> dict[str, set[str]]:
    """By rule, on one article; of all rules, or of those about one fact."""
    write({"facts/good.json": _facts("good", stated)})
    base = compiled()
    inputs = load_inputs(["facts"], None, base.base.statements)
    assert not inputs.problems
    rules = [one for one in base.rules if fact is None or one.rule.id in about(fact)]
    found: dict[str, set[str]] = {}
    for finding in pipeline.judge(rules, inputs.fact_sets, base.base):
        found.setdefault(finding.rule, set()).add(finding.verdict.value)
    return found


@cache
def compiled() -> CompiledBase:
    return pipeline.compile_base(SETTINGS)


@pytest.fixture
def rules() -> None:
    put_rules()
    assert not [problem for problem in compiled().problems if problem.severity == "error"]
    assert len(compiled().rules) == len(RULES)


@pytest.mark.usefixtures("rules")
def test_good_values_pass_something() -> None:
    """Otherwise the other tests would show nothing."""
    found = verdicts([{"fact": fact, "value": value} for fact, value in GOOD.items()])
    for fact in FACTS:
        assert any("pass" in found[name] for name in about(fact)), fact
        assert not any("error" in found[name] for name in about(fact)), fact


@pytest.mark.usefixtures("rules")
def test_silence_never_passes() -> None:
    assert {frozenset(outcome) for outcome in verdicts([]).values()} == {frozenset({"unstated"})}


@pytest.mark.usefixtures("rules")
@pytest.mark.parametrize("fact", FACTS)
def test_values_of_the_wrong_type_never_pass(fact: str) -> None:
    for number, value in enumerate(WRONG_TYPES[fact]):
        other = MODALITIES[number % len(MODALITIES)]
        for modality in ("asserted", other) if EVERYTHING else (other,):
            found = verdicts([{"fact": fact, "value": value, "modality": modality}], fact)
            passed = [RULES[name] for name, outcome in found.items() if "pass" in outcome]
            assert not passed, (value, modality, passed)
            assert {*found[f"{fact}-0"]} <= {"error", "unsure"}, (value, modality)


@pytest.mark.usefixtures("rules")
@pytest.mark.parametrize("fact", FACTS)
def test_a_good_value_does_not_hide_a_bad_one(fact: str) -> None:
    for value in share(WRONG_TYPES[fact], FACTS.index(fact), 3):
        bad, good = {"fact": fact, "value": value}, {"fact": fact, "value": GOOD[fact]}
        for stated in ([bad, good], [good, bad]):
            found = verdicts(stated, fact)
            if "error" not in found[f"{fact}-0"]:
                continue  # it can be read, but not placed: open
            assert {name for name in about(fact) if found[name] != {"error"}} == set(), value


@given(st.data())
@settings(few_checks, max_examples=300 if EVERYTHING else 30)
@pytest.mark.usefixtures("rules")
def test_mixtures_never_pass(data: st.DataObject) -> None:
    """Bad values of some facts, good ones of others: only rules about the good ones may pass."""
    bad = data.draw(st.lists(st.sampled_from(FACTS), min_size=1, unique=True))
    stated = [{"fact": fact, "value": GOOD[fact]} for fact in FACTS if fact not in bad]
    for fact in bad:
        modality = data.draw(st.sampled_from(MODALITIES))
        stated.append({"fact": fact, "value": data.draw(st.sampled_from(WRONG_TYPES[fact])), "modality": modality})
    found = verdicts(data.draw(st.permutations(stated)))
    assert not [RULES[name] for fact in bad for name in about(fact) if "pass" in found[name]]


OPPOSITES: Final = [
    ("{f} > {lo}", "{f} <= {lo}"),
    ("{f} < {lo}", "{f} >= {lo}"),
    ("{f} == {lo}", "{f} != {lo}"),
    ("{f} in [{lo}, {hi}]", "{f} not in [{lo}, {hi}]"),
    ("not ({f} < {lo} or {f} > {hi})", "{f} < {lo} or {f} > {hi}"),
    ("certainly {f} > {lo}", "not certainly {f} > {lo}"),
]


@cache
def opposites() -> CompiledBase:
    rules = [
        f"  - {{id: {fact}-{number}-{side}, check: {json.dumps(check.format(f=fact, lo=low, hi=high))}}}\n"
        for fact, (low, high, _) in NUMERIC.items()
        for number, pair in enumerate(OPPOSITES)
        for side, check in enumerate(pair)
    ]
    write({"rules/vocabulary.yaml": VOCABULARY, "rules/rules.yaml": f"rules:\n{''.join(rules)}"})
    return pipeline.compile_base(SETTINGS)


ANY_VALUE: Final = st.one_of(
    st.sampled_from([text for text in NAUGHTY.values() if len(text) < 300]),
    st.text(max_size=30),
    st.text(st.sampled_from("0123456789.,-+eE %$/ \u00bdXx~"), max_size=12),
    st.sampled_from(
        ["about 5", "more than 80 min", "nearly 9%", "5 to 9 USD", "up to 90 minutes", "dozens", "less than 5"]
    ),
    st.integers(-(10**29), 10**29),
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e9, max_value=1e9).map(lambda value: round(value, 6)),
    st.booleans(),
    st.dictionaries(st.sampled_from(["min", "max", "above", "below"]), st.integers(-99, 99), min_size=1),
)


@given(st.sampled_from(sorted(NUMERIC)), ANY_VALUE, st.sampled_from(("asserted", "quoted", "planned", "conditional")))
@settings(few_checks, max_examples=1_000 if EVERYTHING else 150)
def test_opposites_never_both_pass(fact: str, value: Any, modality: str) -> None:
    base = opposites()
    write({"facts/good.json": _facts("good", [{"fact": fact, "value": value, "modality": modality}])})
    inputs = load_inputs(["facts"], None, base.base.statements)
    found = {finding.rule: finding.verdict.value for finding in pipeline.judge(base.rules, inputs.fact_sets, base.base)}
    for number in range(len(OPPOSITES)):
        pair = [found.get(f"{fact}-{number}-{side}") for side in (0, 1)]
        assert pair.count("pass") <= 1
        assert pair in (["pass", "conflict"], ["conflict", "pass"]) or pair[0] == pair[1], pair


# What is refused before it is a value --------------------------------------------------------------------------------

NOT_FINITE: Final = (".nan", ".NaN", ".NAN", ".inf", "-.inf", "+.INF", ".Inf")
PLACES: Final = {
    "value": "article: {id: w}\nfacts: [{fact: count, value: §}]\n",
    "list": "article: {id: w}\nfacts: [{fact: members, value: [§]}]\n",
    "interval": "article: {id: w}\nfacts: [{fact: count, value: {min: §, max: 5}}]\n",
    "confidence": "article: {id: w}\nfacts: [{fact: count, value: 1, confidence: §}]\n",
    "start": "article: {id: w}\nfacts: [{fact: count, value: 1, evidence: {quote: a, start: §, end: 2}}]\n",
}


@pytest.mark.parametrize("place", PLACES)
def test_infinity_in_yaml(place: str) -> None:
    for written in NOT_FINITE:
        write_project({"facts/more.yaml": PLACES[place].replace("§", written)})
        assert "FC012" in judge(SETTINGS).codes


@pytest.mark.parametrize("written", ["NaN", "Infinity", "-Infinity", "1e400", "-1e999999", "1" + "0" * 400])
def test_infinity_in_json(written: str) -> None:
    for statement in (f'"value": {written}', f'"value": 1, "confidence": {written}', f'"value": {{"min": {written}}}'):
        for file in ("facts/more.json", "facts/more.jsonl"):
            text = '{"article": {"id": "w"}, "facts": [{"fact": "count", %s}]}'
            line = '{"article": "w", "fact": "count", %s}'
            write_project({file: (line if file.endswith("l") else text) % statement})
            assert {"FC012", "FC106"} & refusal(say("run", "rules", "facts", "--no-cache", "-f", "json"))
            Path(file).unlink()


@pytest.mark.parametrize(
    "files",
    [
        {"rules/more.yaml": "constants: {c: .nan}\n"},
        {"rules/more.yaml": "constants: {c: .inf}\n"},
        {"rules/more.yaml": "hedges: {h: .inf}\n"},
        {"rules/more.yaml": "hedges: {h: {width: .nan}}\n"},
        {"rules/more.yaml": "hedges: {h: {days: .inf}}\n"},
        {"rules/more.yaml": "rules: [{id: a, check: count > 1, tests: [{facts: {count: .nan}, expect: pass}]}]\n"},
        {"rules/more.yaml": "rules: [{id: a, check: .nan}]\n"},
        {"articles/more.md": "---\nx-a: .inf\n---\n"},
        {"factcheck.yaml": "rules: .nan\n"},
        {"waivers.yaml": "waivers: [{rule: a, article: b, reason: .inf, until: 2022-01-01}]\n"},
    ],
)
def test_infinity_in_other_files(files: dict[str, str]) -> None:
    write_project(files)
    assert "FC012" in refusal(
        say("run", "rules", "articles", "facts", "--waivers", "waivers.yaml", "--no-cache", "-f", "json")
    )


UNIT_SIZES: Final = ("0 days", "0/5 days", "1/0 days", "0.0 days", "-1 days", "1e5 days", f"{'9' * 5000} days", "days")
WIDTHS: Final = (
    "±٣%",
    f"±{'9' * 5000}%",
    "[9%, -9%]",
    "[nan%, 1%]",
    "[1%",
    "±",
    "%",
    "1" + " " * 50_000 + "x",
    "[1" + " " * 50_000,
)


@pytest.mark.parametrize("size", [*UNIT_SIZES, "1" + " " * 2_000 + "x\ny", "\u0663 days", "1 u"])
def test_sizes_of_units(size: str) -> None:
    write_project({"rules/more.yaml": f"units: {{u: {json.dumps(size)}}}\nfacts: {{f: {{type: duration, unit: u}}}}\n"})
    assert "FC307" in judge().codes


@pytest.mark.parametrize("width", WIDTHS)
def test_widths_of_hedges(width: str) -> None:
    write_project({"rules/more.yaml": f"hedges: {{h: {json.dumps(width)}}}\n"})
    assert "FC307" in judge().codes
