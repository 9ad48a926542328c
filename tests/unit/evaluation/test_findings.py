"""Which statements a finding rests on, and by what it is known again."""

from __future__ import annotations

import pytest
from desk import DESK, finding, findings, judged, rule_text

from factcheck.evaluation.explain import explain_rule
from factcheck.evaluation.findings import Judge
from factcheck.model.truth import BOTH, FALSE, TRUE

EVIDENCE = [
    # the check, what is stated, verdict, contradicts itself, evidence as (value, outcome)
    ("d in [80, 90] min", "{d: 2 h}", "conflict", False, [("120 min", "fails")]),
    ("d in [80, 90] min", "{d: 85 min}", "pass", False, [("85 min", "holds")]),
    ("d in [80, 90] min", "{d: over 85 min}", "unsure", False, [("more than 85 min", "open")]),
    ("d in [80, 90] min", "{d: [85 min, 2 h]}", "conflict", True, [("85 min", "holds"), ("120 min", "fails")]),
    ("d in [80, 90] min", "{d: [2 h, over 85 min]}", "conflict", False, [("120 min", "fails")]),
    ("d in [80, 90] min", "{d: [85 min, over 85 min]}", "pass", False, [("85 min", "holds")]),
    ("d <= 1 h and n <= 3", "{d: 30 min, n: 5}", "conflict", False, [("5", "fails")]),
    ("d <= 1 h or n <= 3", "{d: 30 min, n: 5}", "pass", False, [("30 min", "holds")]),
    ("d <= 1 h or n <= 3", "{d: 2 h, n: 5}", "conflict", False, [("120 min", "fails"), ("5", "fails")]),
    ("not n <= 3", "{n: 2}", "conflict", False, [("2", "fails")]),
    ("not n <= 3", "{n: 5}", "pass", False, [("5", "holds")]),
    ("d <= e", "{d: 2 h, e: 1 h}", "conflict", False, [("120 min", "fails"), ("60 min", "fails")]),
    ("host is stated", "{host: Japan}", "pass", False, [("Japan", "holds")]),
    ("host is not stated", "{host: Japan}", "conflict", False, [("Japan", "fails")]),
    ("host is stated", "{}", "conflict", False, []),
    ("host == Japan", "{}", "unstated", False, []),
    ("n / k > 1", "{n: 1, k: 0}", "error", False, []),
]


@pytest.mark.parametrize(("check", "facts", "verdict", "both", "evidence"), EVIDENCE)
def test_evidence(check: str, facts: str, verdict: str, both: bool, evidence: list[tuple[str, str]]) -> None:
    found = finding(check, facts)
    assert (found.verdict, found.contradicts_itself) == (verdict, both)
    assert [(line.value, line.outcome) for line in found.evidence] == evidence


def test_evidence_of_a_condition_reads_as_what_it_says() -> None:
    found = finding("virtual implies d <= 1 h", "{virtual: true, d: 2 h}")
    assert found.verdict == "conflict"
    assert [(line.fact, line.outcome) for line in found.evidence] == [("virtual", "holds"), ("d", "fails")]


def test_evidence_of_a_story_names_its_articles() -> None:
    articles = "articles: [{id: a, facts: {d: 80 min}}, {id: b, facts: {d: 2 h}}, {id: c, facts: {}}]"
    found = finding("spread(d) <= 10 min", articles)
    assert (found.article, found.verdict, found.reason) == (
        None,
        "conflict",
        "the spread of d is 40 min, 30 min above the limit",
    )
    assert [(line.article, line.value) for line in found.evidence] == [("a", "80 min"), ("b", "120 min")]


def test_evidence_of_an_article_is_the_storys_where_nothing_of_its_own_decides() -> None:
    articles = "articles: [{id: a, facts: {d: 80 min, n: 1}}, {id: b, facts: {d: 2 h}}]"
    found, _ = findings("spread(d) <= 10 min and n <= 3", articles)
    assert (found.article, found.verdict) == ("a", "conflict")
    assert [(line.article, line.value) for line in found.evidence] == [("a", "80 min"), ("b", "120 min")]
    found, _ = findings("d within 10 min of median(d)", articles)
    assert [(line.article, line.value) for line in found.evidence] == [("a", "80 min")]


def test_every_article_has_its_finding() -> None:
    articles = "articles: [{id: a, facts: {d: 80 min}}, {id: b, facts: {d: 3 h}}, {id: c, facts: {}}]"
    found = findings("d within 50 min of median(d)", articles)
    assert [(one.article, one.verdict.value) for one in found] == [("a", "pass"), ("b", "pass"), ("c", "unstated")]


@pytest.mark.parametrize(
    ("more", "verdict"),
    [
        ("    on_unstated: pass\n", "pass"),
        ("    on_unstated: conflict\n", "conflict"),
        ("    required: true\n", "conflict"),
        ("    on_unstated: unstated\n", "unstated"),
        ("    when: virtual\n", "skipped"),
    ],
)
def test_what_silence_means(more: str, verdict: str) -> None:
    found = finding("host == Japan", "{}", more)
    assert found.verdict == verdict
    assert not found.evidence
    assert found.missing == (() if verdict == "skipped" else ("host",))


@pytest.mark.parametrize(
    ("dates", "published", "verdict"),
    [
        ("{from: 2022-01-21, until: 2022-01-31}", "2022-01-21", "pass"),
        ("{from: 2022-01-21, until: 2022-01-31}", "2022-01-31", "pass"),
        ("{from: 2022-01-21}", "2022-01-20", "skipped"),
        ("{until: 2022-01-21}", "2022-01-22", "skipped"),
        ("{until: 2022}", "2022-12-31", "pass"),
    ],
)
def test_a_rule_applies_inside_its_dates(dates: str, published: str, verdict: str) -> None:
    articles = f"articles: [{{id: a, published: {published}, facts: {{host: Japan}}}}]"
    assert finding("host == Japan", articles, f"    published: {dates}\n").verdict == verdict


# Fingerprints ------------------------------------------------------------------------------------------------------

BASE = finding("d in [80, 90] min", "{d: about 2 h}")


@pytest.mark.parametrize(
    ("check", "facts", "more"),
    [
        ("d in [80, 90] min", "{d: about 2 h}", "    title: Another title\n    why: another reason\n"),
        ("d in [80, 90] min", "{d: about 2 h}", "    # a line more\n    severity: warning\n"),
        ("d   in [80,90]  min", "{d: about 2 h}", ""),
        ("d in [80, 90] min", "{d: about two hours}", ""),
        ("d in [80, 90] min", "{d: {value: about 2 h, evidence: {quote: around two hours}}}", ""),
        ("d in [80, 91] min", "{d: about 2 h}", ""),
    ],
)
def test_a_finding_is_known_again(check: str, facts: str, more: str) -> None:
    assert finding(check, facts, more).fingerprint == BASE.fingerprint


@pytest.mark.parametrize(
    "facts",
    [
        "{d: 2 h}",
        "{d: about 3 h}",
        "{d: [about 2 h, about 3 h]}",
        "{d: 85 min}",
        "{}",
        "articles: [{id: other, facts: {d: about 2 h}}]",
    ],
)
def test_a_finding_with_other_values_is_another(facts: str) -> None:
    assert finding("d in [80, 90] min", facts).fingerprint != BASE.fingerprint


def test_fingerprints_are_printable_and_do_not_depend_on_the_order_of_statements() -> None:
    one, other = (finding("n <= 3", f"{{n: {values}}}") for values in ("[4, 5]", "[5, 4]"))
    assert one.fingerprint == other.fingerprint
    assert one.fingerprint.isalnum()
    assert len(one.fingerprint) == 32


# Explanations ------------------------------------------------------------------------------------------------------


def test_an_explanation_is_the_tree_as_it_was_written() -> None:
    compiled, sets = judged(
        "virtual implies (d <= 1 h or certainly n == 3)",
        "{virtual: true, d: 2 h, n: about 3}",
        "    when: host is not stated\n",
    )
    explanation = explain_rule(compiled, [list(sets)], None, DESK.vocabulary, ())
    (judgement,) = explanation.judgements
    check = judgement.check
    assert (check.kind, check.truth) == ("implies", FALSE)
    assert [part.kind for part in check.parts] == ["comparison", "or"]
    condition, conclusion = check.parts
    assert (condition.text, condition.truth) == ("virtual", TRUE)
    assert [part.kind for part in conclusion.parts] == ["comparison", "certainly"]
    (reading,) = conclusion.parts[1].parts[0].readings
    assert (reading.value, reading.outcome, reading.hedge, reading.width, reading.possible) == (
        "3",
        "fails",
        "about",
        "±10%",
        "2.7 to 3.3",
    )
    assert judgement.when is not None
    assert judgement.when.truth == TRUE
    assert [fact.name for fact in explanation.facts] == ["d", "host", "n", "virtual"]


def test_an_explanation_tells_contradictions_and_what_is_missing() -> None:
    compiled, sets = judged("n <= 3 and k > 1", "{n: [3, 5]}")
    (judgement,) = explain_rule(compiled, [list(sets)], None, DESK.vocabulary, ()).judgements
    stated, missing = judgement.check.parts
    assert stated.truth == BOTH
    assert [reading.outcome for reading in stated.readings] == ["holds", "fails"]
    assert (missing.readings, missing.missing) == ((), ("k",))


def test_an_explanation_gives_the_value_of_a_function() -> None:
    compiled, sets = judged(
        "spread(d) <= 10 min", "articles: [{id: a, facts: {d: 80 min}}, {id: b, facts: {d: 85 min}}]"
    )
    (judgement,) = explain_rule(compiled, [list(sets)], None, DESK.vocabulary, ()).judgements
    assert judgement.article is None
    assert judgement.check.note == "the spread of d is 5 min, which keeps to the limit"
    assert [reading.article for reading in judgement.check.readings] == ["a", "b"]


def test_a_skipped_story_keeps_its_name() -> None:
    text = rule_text(
        "spread(d) <= 10 min",
        "articles: [{id: a, story: s, published: 2022-01-01, facts: {d: 80 min}}]",
        "    published: {from: 2023}\n",
    )
    (compiled,), _ = DESK.compile(text)
    (found,) = Judge(compiled.rule.tests[0].fact_sets, DESK.vocabulary).findings(compiled)
    assert found.verdict == "skipped"
    assert found.story == "s"
