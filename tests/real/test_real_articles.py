"""Three real articles judged by the sample rules, from facts that a person picked out, held against judgement by hand.

The articles and their gold facts are no part of the project. They are looked for in the folder that the variable
FACTCHECK_SHARED names, else in `shared` beside the checkout; without them these tests are skipped.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any, Final

import gold
import pytest

from factcheck.loading.files import read_text
from factcheck.loading.yaml_document import read_yaml
from factcheck.model.report import Finding, Report
from factcheck.model.truth import Verdict
from factcheck.pipeline import Settings, compile_base, run

ROOT: Final = Path(__file__).resolve().parents[2]
SHARED: Final = Path(os.environ.get("FACTCHECK_SHARED") or ROOT.parent / "shared")
RULES: Final = (ROOT / "rules",)
FEW_RULES: Final = (ROOT / "rules" / "vocabulary", ROOT / "rules" / "summit.yaml")
"""Enough where only the evidence matters."""
VERDICTS: Final = frozenset(verdict.value for verdict in Verdict)
NOT_IN_ANY_ARTICLE: Final = "¤"


def _expected() -> dict[str, Any]:
    source, problems = read_text(str(Path(__file__).with_name("expected.yaml")), None, 1 << 20)
    assert source is not None, problems
    document, problems = read_yaml(source, strict_characters=False)
    assert isinstance(document, dict), problems
    assert not problems, problems
    return document


EXPECTED: Final = _expected()
ARTICLES: Final[dict[str, str]] = EXPECTED["articles"]
PER_ARTICLE: Final[dict[str, dict[str, Any]]] = EXPECTED["per_article"]
PER_STORY: Final[dict[str, dict[str, Any]]] = EXPECTED["per_story"]


def _verdict(judgement: dict[str, Any]) -> str:
    """`{pass: "why", …}` is a pass."""
    (verdict,) = VERDICTS & judgement.keys()
    return verdict


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the articles and their gold."""
    if not (SHARED / "gold" / "facts.json").is_file() or not (SHARED / "articles").is_dir():
        pytest.skip("needs real articles with gold facts: set FACTCHECK_SHARED to the folder that has them")
    return SHARED


@pytest.fixture(scope="session")
def gold_facts(shared: Path) -> list[dict[str, Any]]:
    data: list[dict[str, Any]] = json.loads((shared / "gold" / "facts.json").read_text(encoding="utf-8"))
    return data


@pytest.fixture(scope="session")
def facts_files(shared: Path) -> dict[str, dict[str, Any]]:
    return gold.convert(shared)


@pytest.fixture(scope="session")
def report(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Report:
    """What the rules say about all three articles together."""
    folder = tmp_path_factory.mktemp("facts")
    gold.write(shared, folder)
    return _run(folder, *(_article(shared, name) for name in ARTICLES.values()))


def _article(shared: Path, name: str) -> Path:
    return shared / "articles" / f"{name}.txt"


def _text(shared: Path, name: str) -> str:
    return _article(shared, name).read_bytes().decode("utf-8")


def _run(*inputs: Path, rules: tuple[Path, ...] = RULES) -> Report:
    return run(Settings(rules=rules, articles=inputs))


def _found(report: Report, rule: str, article: str | None) -> Finding:
    (finding,) = [f for f in report.findings if (f.rule, f.article) == (rule, article)]
    return finding


# Verdicts ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", PER_ARTICLE)
def test_verdicts_on_articles(rule: str, report: Report) -> None:
    found = {name: _found(report, rule, ARTICLES[name]) for name in ARTICLES}
    assert {name: finding.verdict.value for name, finding in found.items()} == {
        name: _verdict(judgement) for name, judgement in PER_ARTICLE[rule].items()
    }, {name: finding.reason for name, finding in found.items()}
    assert {name for name, finding in found.items() if finding.contradicts_itself} == {
        name for name, judgement in PER_ARTICLE[rule].items() if judgement.get("contradicts_itself")
    }


@pytest.mark.parametrize("rule", PER_STORY)
def test_verdicts_on_the_story(rule: str, report: Report) -> None:
    finding = _found(report, rule, None)
    assert finding.verdict.value == _verdict(PER_STORY[rule]), finding.reason
    assert finding.story == EXPECTED["story"]
    assert not finding.contradicts_itself


def test_the_report_as_a_whole(report: Report) -> None:
    assert not report.diagnostics
    assert report.gate == "shut"
    assert len(report.findings) == len(PER_ARTICLE) * len(ARTICLES) + len(PER_STORY)
    decided = {finding.rule for finding in report.findings if finding.verdict.value in ("pass", "conflict")}
    by_hand = {
        rule
        for rule, judgements in PER_ARTICLE.items()
        if {"pass", "conflict"} & set(map(_verdict, judgements.values()))
    } | {rule for rule, judgement in PER_STORY.items() if _verdict(judgement) in ("pass", "conflict")}
    assert decided == by_hand
    assert set(report.never_decided) == {*PER_ARTICLE, *PER_STORY} - by_hand


def test_every_rule_is_judged_by_hand() -> None:
    compiled = compile_base(Settings(rules=RULES)).rules
    assert {c.rule.id for c in compiled if not c.per_story} == set(PER_ARTICLE)
    assert {c.rule.id for c in compiled if c.per_story} == set(PER_STORY)
    for rule, judgements in PER_ARTICLE.items():
        assert set(judgements) == set(ARTICLES), rule


def test_every_judgement_has_a_reason() -> None:
    judgements = [*(j for each in PER_ARTICLE.values() for j in each.values()), *PER_STORY.values()]
    for judgement in judgements:
        assert set(judgement) <= VERDICTS | {"contradicts_itself", "by_words"}
        assert judgement[_verdict(judgement)].strip()
        assert judgement.get("by_words") in {None, *VERDICTS} - {_verdict(judgement)}


@pytest.mark.parametrize("name", ARTICLES)
def test_conflicts_show_the_words(name: str, report: Report, shared: Path) -> None:
    text = _text(shared, ARTICLES[name])
    conflicts = [f for f in report.findings if f.article == ARTICLES[name] and f.verdict is Verdict.CONFLICT]
    assert conflicts
    for finding in conflicts:
        assert any(line.outcome == "fails" for line in finding.evidence), finding.rule
        for line in finding.evidence:
            assert line.quote, finding.rule
            assert text[line.start : line.end] == line.quote, finding.rule


# The conversion ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*ARTICLES.values(), *EXPECTED["without_gold"]])
def test_header_is_that_of_the_sidecar(name: str, shared: Path, facts_files: dict[str, dict[str, Any]]) -> None:
    if name in EXPECTED["without_gold"]:
        assert name not in facts_files, "it has gold now, and wants to be judged by hand"
        pytest.skip("nobody has picked out the facts of this article")
    header = dict(facts_files[name]["article"])
    sidecar = _article(shared, name).with_suffix(".meta.yaml").read_text(encoding="utf-8")
    assert header.pop("id") == name
    assert len(header.pop("sha256")) == len("0" * 64)
    assert {line.partition(":")[0]: line.partition(":")[2].strip(' "') for line in sidecar.splitlines()} == header


def test_all_gold_has_a_place(gold_facts: list[dict[str, Any]]) -> None:
    names = {entry["fact"] for entry in gold_facts}
    assert names == {*gold.TABLE, *gold.MEMBERS, *gold.LEFT_OUT}
    assert len(names) == len(gold.TABLE) + len(gold.MEMBERS) + len(gold.LEFT_OUT)


def test_targets_are_declared_and_what_is_left_out_is_not() -> None:
    declared = compile_base(Settings(rules=RULES)).base.vocabulary.facts.keys()
    members = {fact for each in gold.MEMBERS.values() for fact in each.values()}
    assert {target.fact for target in gold.TABLE.values()} | members <= declared
    assert not gold.LEFT_OUT.keys() & declared
    assert all(gold.LEFT_OUT.values())


def test_quotes_stand_where_they_are_said_to(shared: Path, facts_files: dict[str, dict[str, Any]]) -> None:
    for name, data in facts_files.items():
        text = _text(shared, name)
        for statement in data["facts"]:
            evidence = statement["evidence"]
            assert text[evidence["start"] : evidence["end"]] == evidence["quote"], statement["fact"]


def test_values_as_people_write_them(facts_files: dict[str, dict[str, Any]]) -> None:
    agency, translated, preview = (facts_files[name] for name in ARTICLES.values())
    assert _stated(agency, "meeting_duration") == ["nearly 90 minutes"]
    assert _stated(agency, "biden_visit_date") == ["2022-40", "late spring 2022"]
    assert _stated(agency, "common_goals_target") == ["early 2022"]
    assert _stated(agency, "vaccine_doses") == ["1000000000 doses"]
    assert _stated(agency, "kishida_title") == ["prime minister"]
    assert _stated(agency, "kishida_name") == ["Fumio Kishida"]
    assert _stated(agency, "meeting_date", "section") == ["caption", None, None]
    assert _stated(agency, "meeting_date", "said_by") == [None, None, None]
    assert _stated(agency, "quad_host", "said_by") == ["Kishida"]
    assert _stated(translated, "meeting_duration") == ["about 80 minutes"]
    assert _stated(translated, "north_korea_launch_date") == ["2022-01-01/2022-01-22"]
    assert _stated(preview, "meeting_date", "modality") == ["planned"]
    assert _stated(preview, "two_plus_two_date", "modality") == [None]
    assert _stated(preview, "related_meetings_follow") == [True]
    assert _stated(preview, "kishida_name") == []


def _stated(data: dict[str, Any], fact: str, key: str = "value") -> list[Any]:
    return [statement.get(key) for statement in data["facts"] if statement["fact"] == fact]


def test_gold_that_does_not_fit_is_refused(
    tmp_path: Path, shared: Path, gold_facts: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    entry = gold_facts[0]
    shutil.copytree(shared / "articles", tmp_path / "articles")
    (tmp_path / "gold").mkdir()
    for changes, words in [
        ({"fact": "weather"}, "no fact 'weather'"),
        ({"start": entry["start"] + 1}, "does not stand at"),
        ({"fact": "meeting_duration", "unit": "furlong"}, "no unit 'furlong'"),
        ({"fact": "meeting_date", "value": "2022-01-21", "hedge": "late"}, "no words for the date"),
        ({"fact": "meeting_participants", "value": ["Reuters"]}, "no member 'Reuters'"),
    ]:
        (tmp_path / "gold" / "facts.json").write_text(json.dumps([{**entry, **changes}]), encoding="utf-8")
        assert gold.main([str(tmp_path), str(tmp_path / "facts")]) == 1
        assert words in capsys.readouterr().err


# Stale evidence ------------------------------------------------------------------------------------------------------


def _run_on_one(folder: Path, name: str, data: dict[str, Any], text: str) -> Report:
    article, facts = folder / f"{name}.txt", folder / f"{name}.json"
    article.write_bytes(text.encode("utf-8"))
    facts.write_text(json.dumps(data), encoding="utf-8")
    return _run(article, facts, rules=FEW_RULES)


def _changed(data: dict[str, Any], change: dict[str, Any], place: int) -> dict[str, Any]:
    """A facts file with one statement's evidence changed."""
    facts = [dict(statement) for statement in data["facts"]]
    facts[place]["evidence"] = {**facts[place]["evidence"], **change}
    return {**data, "facts": facts}


def _assert_refused(report: Report, problems: int = 1) -> None:
    assert [problem.code for problem in report.diagnostics] == ["FC015"] * problems
    assert report.gate == "refused"
    assert not report.findings


@pytest.mark.parametrize("name", ARTICLES.values(), ids=ARTICLES)
def test_nothing_changed_is_not_refused(
    name: str, shared: Path, facts_files: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    report = _run_on_one(tmp_path, name, facts_files[name], _text(shared, name))
    assert not report.diagnostics
    assert report.findings


@pytest.mark.parametrize("name", ARTICLES.values(), ids=ARTICLES)
def test_one_other_character_in_every_quote(
    name: str, shared: Path, facts_files: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    data = facts_files[name]
    for place, statement in enumerate(data["facts"]):
        data = _changed(data, {"quote": _with_other(statement["evidence"]["quote"], place)}, place)
    _assert_refused(_run_on_one(tmp_path, name, data, _text(shared, name)), len(data["facts"]))


@pytest.mark.parametrize("name", ARTICLES.values(), ids=ARTICLES)
def test_one_other_character_in_one_quote(
    name: str, shared: Path, facts_files: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    data = facts_files[name]
    last = len(data["facts"]) - 1
    data = _changed(data, {"quote": _with_other(data["facts"][last]["evidence"]["quote"], 0)}, last)
    _assert_refused(_run_on_one(tmp_path, name, data, _text(shared, name)))


@pytest.mark.parametrize("name", ARTICLES.values(), ids=ARTICLES)
def test_one_other_character_in_the_article(
    name: str, shared: Path, facts_files: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    """A quote that stands only once is gone after any change inside it."""
    text = _text(shared, name)
    quotes = [statement["evidence"] for statement in facts_files[name]["facts"]]
    one = next(q for q in quotes if text.count(q["quote"]) == 1 and not _overlaps(q, quotes))
    _assert_refused(_run_on_one(tmp_path, name, facts_files[name], _with_other(text, one["start"])))


@pytest.mark.parametrize("name", ARTICLES.values(), ids=ARTICLES)
def test_right_words_in_the_wrong_place(
    name: str, shared: Path, facts_files: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    evidence = facts_files[name]["facts"][0]["evidence"]
    moved = {"start": evidence["start"] + 1, "end": evidence["end"] + 1}
    data = _changed(facts_files[name], moved, 0)
    _assert_refused(_run_on_one(tmp_path, name, data, _text(shared, name)))


def _with_other(text: str, place: int) -> str:
    place %= len(text)
    return text[:place] + NOT_IN_ANY_ARTICLE + text[place + 1 :]


def _overlaps(one: dict[str, Any], quotes: list[dict[str, Any]]) -> bool:
    return any(q is not one and q["start"] < one["end"] and one["start"] < q["end"] for q in quotes)
