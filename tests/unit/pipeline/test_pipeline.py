"""The way from paths to a report: what is refused, what is judged, and that all problems come at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.model.explanation import Explanation
from factcheck.model.truth import Verdict
from factcheck.pipeline import Settings, check, explain, facts_table, run
from factcheck.pipeline import test as own_tests

VOCABULARY = """\
facts:
  d: {type: duration, unit: min, about: How long it took}
  host: {type: country}
"""
RULES = """\
rules:
  - id: length
    check: d in [80, 90] min
    tags: [time]
    tests:
      - {facts: {d: 85 min}, expect: pass}
      - {facts: {d: 2 h}, expect: unsure}
  - id: host
    check: host == Japan
    severity: warning
"""
ARTICLE = "---\nid: a\ntitle: A\nstory: s\n---\nIt took two hours in Japan.\n"
FACTS = """\
article: {id: a, source: ../articles/a.md}
facts:
  - {fact: d, value: two hours, evidence: {quote: two hours}}
  - {fact: host, value: Japan, evidence: {quote: Japan}}
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in (
        ("rules/vocabulary.yaml", VOCABULARY),
        ("rules/rules.yaml", RULES),
        ("articles/a.md", ARTICLE),
        ("facts/a.yaml", FACTS),
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def settings(**changes: object) -> Settings:
    base: dict[str, object] = {
        "rules": (Path("rules"),),
        "articles": (Path("articles"),),
        "facts": (Path("facts"),),
        "today": 700_000,
    }
    return Settings(**(base | changes))  # type: ignore[arg-type]


@pytest.mark.usefixtures("desk")
def test_a_run_judges_every_rule_on_every_article() -> None:
    report = run(settings())
    assert [(f.rule, f.article, f.verdict.value) for f in report.findings] == [
        ("length", "a", "conflict"),
        ("host", "a", "pass"),
    ]
    assert (report.gate, report.rules, report.stories, report.never_decided) == ("shut", 2, 1, ())
    assert report.summary["conflict"] == 1
    (article,) = report.articles
    assert (article.id, article.title, article.story, article.file) == ("a", "A", "s", "articles/a.md")


@pytest.mark.usefixtures("desk")
def test_paths_are_shown_as_they_were_given() -> None:
    finding = run(settings()).findings[0]
    assert finding.rule_location[:3] == ("rules/rules.yaml", 3, 12)
    place = finding.evidence[0].location
    assert place is not None
    assert place.file == "articles/a.md"


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        pytest.param({"rules": ()}, ["FC016"]),
        ({"rules": (Path("nowhere"),)}, ["FC001"]),
        ({"articles": (), "facts": ()}, ["FC016"]),
        ({"articles": (Path("nowhere.md"),)}, ["FC001"]),
        ({"select": ("nothing",)}, ["FC018"]),
        ({"ignore": ("length", "host")}, ["FC018"]),
        ({"waivers": Path("nowhere.yaml")}, ["FC001"]),
        ({"status": "draft"}, ["FC016"]),
    ],
)
@pytest.mark.usefixtures("desk")
def test_what_is_refused(changes: dict[str, object], codes: list[str]) -> None:
    report = run(settings(**changes))
    found = [d.code for d in report.diagnostics if d.severity == "error" and d.code != "FC201"]
    assert (report.gate, report.findings, found) == ("refused", (), codes)


def test_problems_of_all_files_come_at_once(desk: Path) -> None:
    (desk / "rules/more.yaml").write_text(
        "rules:\n  - {id: x, check: dd == 1 min}\n  - {id: y, check: host == }\n", encoding="utf-8"
    )
    (desk / "rules/other.yaml").write_text("rules:\n  - {id: length, check: d > 1}\n", encoding="utf-8")
    (desk / "facts/b.yaml").write_text("article: {id: b}\nfacts: [{fact: dd, value: 1}]\n", encoding="utf-8")
    report = run(settings())
    found = [(d.code, d.at.source.name) for d in report.diagnostics if d.at is not None and d.severity == "error"]
    assert found == [
        ("FC201", "facts/b.yaml"),
        ("FC201", "rules/more.yaml"),
        ("FC101", "rules/more.yaml"),
        ("FC303", "rules/other.yaml"),
        ("FC013", "rules/rules.yaml"),
    ]
    assert report.findings == ()


def test_a_broken_vocabulary_does_not_hide_what_is_no_expression(desk: Path) -> None:
    vocabulary = "facts:\n  d: {type: duraton}\n  host: {type: country}\n"
    (desk / "rules/vocabulary.yaml").write_text(vocabulary, encoding="utf-8")
    (desk / "rules/more.yaml").write_text("rules: [{id: x, check: d = = 1}]\n", encoding="utf-8")
    codes = {d.code for d in check(settings()) if d.severity == "error"}
    assert codes == {"FC210", "FC101"}


@pytest.mark.usefixtures("desk")
def test_rules_are_chosen_by_id_or_tag() -> None:
    assert [f.rule for f in run(settings(select=("time",))).findings] == ["length"]
    assert [f.rule for f in run(settings(select=("time", "host"))).findings] == ["length", "host"]
    assert [f.rule for f in run(settings(ignore=("time",))).findings] == ["host"]
    assert [f.rule for f in run(settings(select=("time",), ignore=("length",))).findings] == []


@pytest.mark.usefixtures("desk")
def test_check_needs_no_article() -> None:
    assert [d.code for d in check(settings(articles=(), facts=()))] == ["FC406"]


@pytest.mark.usefixtures("desk")
def test_rules_are_tested_by_their_own_tests() -> None:
    report = own_tests(settings())
    assert [(r.rule, r.index, r.expected, r.got, r.passed) for r in report.results] == [
        ("length", 0, "pass", "pass", True),
        ("length", 1, "unsure", "conflict", False),
    ]
    assert (report.coverage.rules, report.coverage.without_pass, report.coverage.without_conflict) == (
        2,
        ("host",),
        ("length", "host"),
    )


@pytest.mark.usefixtures("desk")
def test_explain_takes_one_rule_apart() -> None:
    explanation = explain(settings(), "length", None)
    assert isinstance(explanation, Explanation)
    assert [j.verdict for j in explanation.judgements] == [Verdict.CONFLICT]
    for rule, article in (("lenght", None), ("length", "b")):
        refused = explain(settings(), rule, article)
        assert isinstance(refused, list)
        assert [d.code for d in refused] == ["FC018"]


@pytest.mark.usefixtures("desk")
def test_facts_tell_who_says_what() -> None:
    table = facts_table(settings())
    assert [(row.fact, row.type, row.different) for row in table.rows] == [
        ("d", "a duration", 1),
        ("host", "a country", 1),
    ]
    (entry,) = table.rows[0].entries
    assert (entry.article, entry.value, entry.quote) == ("a", "120 min", "two hours")


def test_facts_tell_what_cannot_be_read(desk: Path) -> None:
    facts = "article: {id: b}\nfacts:\n  - {fact: d, value: 85 min}\n  - {fact: d, value: 85 parsecs}\n"
    (desk / "facts/b.yaml").write_text(facts, encoding="utf-8")
    row = facts_table(settings(articles=(Path("facts/b.yaml"),), facts=())).rows[0]
    good, bad = row.entries
    assert (row.different, good.unreadable, bad.value) == (1, None, "85 parsecs")
    assert bad.unreadable is not None and bad.location is not None
    assert "'85 parsecs' is not a duration" in bad.unreadable and bad.location[:2] == ("facts/b.yaml", 4)


def test_equal_inputs_give_equal_reports(desk: Path) -> None:
    first = run(settings())
    (desk / "rules/rules.yaml").write_text(RULES, encoding="utf-8")
    again = run(settings())
    assert [f.fingerprint for f in first.findings] == [f.fingerprint for f in again.findings]
    assert first.gate_reason == again.gate_reason
