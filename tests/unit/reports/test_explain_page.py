"""The explanation of a rule: the page, the sentences, and the facts table beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
import sample_reports as samples

from factcheck.model.explanation import Part, Reading
from factcheck.model.facts_table import FactsTable
from factcheck.model.truth import FALSE, NEITHER, TRUE, Verdict
from factcheck.reports import explain, facts_table
from factcheck.reports.explain_words import sentence
from factcheck.reports.layout import columns
from factcheck.reports.view import View


@pytest.mark.parametrize("width", [60, 80, 120])
def test_explanation(width: int, matches_snapshot: Callable[[str, str], None]) -> None:
    matches_snapshot(explain.render(samples.explained(), View(width)), f"explain-{width}.txt")


@pytest.mark.parametrize("width", [60, 80, 120, 160])
def test_facts(width: int, matches_snapshot: Callable[[str, str], None]) -> None:
    matches_snapshot(facts_table.render(samples.facts_table(), View(width)), f"facts-{width}.txt")


def test_facts_verbose(matches_snapshot: Callable[[str, str], None]) -> None:
    matches_snapshot(facts_table.render(samples.facts_table(), View(80, verbosity=1)), "facts-80-verbose.txt")


@pytest.mark.parametrize("width", range(40, 201, 8))
def test_lines_fit(width: int) -> None:
    pages = [explain.render(samples.explained(), View(width))]
    pages += [facts_table.render(samples.facts_table(), View(width, verbosity=level)) for level in (0, 1)]
    for line in "\n".join(pages).splitlines():
        assert columns(line) <= width or ".md:" in line or "https:" in line, line


def test_a_pass_in_one_sentence() -> None:
    explanation = samples.explained()
    assert sentence(explanation.judgements[0], explanation) == (
        "The article states how long the call lasted: about 80 min; that lies in the range, so the rule passes."
    )


def test_other_verdicts_in_one_sentence() -> None:
    explanation = samples.explained()
    said = [sentence(judgement, explanation) for judgement in explanation.judgements[1:]]
    assert said[0].endswith(": 110 min; that is 20 min above the range, so the article conflicts with the rule.")
    assert said[1].endswith("so the article contradicts itself.")
    assert said[2].endswith("so it is not clear whether the rule passes.")
    assert said[3] == "The article does not state how long the call lasted, so there is nothing to judge."
    assert said[4] == "The rule is judged only where “meeting_format == virtual” holds, and here it does not."
    assert said[5] == "This cannot be judged: 'ninety-ish' is no duration."
    assert "spread(meeting_duration) is 30 min, so the articles conflict with the rule." in said[7]
    assert "about 80 min (agency-2022-01-22, wire-2022-01-22) and 110 min" in said[7]


def test_a_sentence_that_is_given_is_used() -> None:
    explanation = samples.explained()
    assert sentence(replace(explanation.judgements[0], sentence="As given."), explanation) == "As given."


@pytest.mark.parametrize(
    ("kind", "first", "second", "verdict", "said"),
    [
        ("not", TRUE, None, Verdict.CONFLICT, "which must not be, so the article conflicts with the rule."),
        ("implies", FALSE, FALSE, Verdict.PASS, "so no more is asked and the rule passes."),
        ("implies", TRUE, TRUE, Verdict.PASS, "so the rule passes."),
        ("implies", TRUE, FALSE, Verdict.CONFLICT, "so the article conflicts with the rule."),
    ],
)
def test_what_follows_from_the_parts(kind: str, first: int, second: int | None, verdict: Verdict, said: str) -> None:
    parts = [samples.comparison("a == 1", first, samples.reading("1", "holds", "says 1"))]
    if second is not None:
        parts.append(samples.comparison("b == 1", second, samples.reading("2", "fails", "says 2, not 1")))
    told = TRUE if verdict is Verdict.PASS else FALSE
    explanation = samples.explanation()
    whole = samples.judgement(Part(kind, "…", told, tuple(parts)), verdict)  # type: ignore[arg-type]
    assert sentence(whole, explanation).endswith(said)


@pytest.mark.parametrize(
    ("outcome", "reason", "said"),
    [
        ("holds", "says Japan", "states host: Japan; that is what the check asks for, so"),
        ("fails", "says Japan", "states host: Japan; that is what the check rules out, so"),
        ("fails", "host is Japan", "states host: Japan, so"),
        ("fails", "host is stated", "states host: Japan, so"),
        ("fails", "more than 10 m above the range", "states host: Japan; that is more than 10 m above the range, so"),
    ],
)
def test_one_comparison_in_a_sentence(outcome: str, reason: str, said: str) -> None:
    reading = replace(samples.reading("Japan", outcome, reason), fact="host", hedge=None)
    told = TRUE if outcome == "holds" else FALSE
    verdict = Verdict.PASS if outcome == "holds" else Verdict.CONFLICT
    explanation = samples.explanation()
    assert said in sentence(samples.judgement(samples.comparison("…", told, reading), verdict), explanation)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (("4",), ": 4; that is 4 above the limit, so"),
        (("4", "1"), ", twice: 4 and 1; 4: 4 above the limit; 1: 1 above the limit, so"),
        (("1", "10"), ", twice: 1 and 10; 1: 1 above the limit; 10: 10 above the limit, so"),
    ],
)
def test_a_distance_is_not_taken_for_the_value(values: tuple[str, ...], said: str) -> None:
    readings = [
        replace(samples.reading(value, "fails", f"{value} above the limit"), location=samples.place("a.md", line, 1))
        for line, value in enumerate(values, 1)
    ]
    explanation = samples.explanation()
    assert said in sentence(samples.judgement(samples.comparison("…", FALSE, *readings), Verdict.CONFLICT), explanation)


def test_what_silence_means_is_said() -> None:
    explanation = samples.explanation()
    silent = samples.comparison("host == Japan", NEITHER, missing=["host"])
    said = {v: sentence(samples.judgement(silent, v), explanation) for v in (Verdict.CONFLICT, Verdict.PASS)}
    assert said[Verdict.CONFLICT] == "The article does not state host, which the rule does not allow."
    assert said[Verdict.PASS] == "The article does not state host, which the rule allows."


def test_a_comparison_of_two_facts_is_explained_once() -> None:
    reason = "d (90 min) is 10 min more than e (80 min)"
    readings = [
        replace(samples.reading(v, "fails", reason), fact=f, hedge=None) for f, v in (("d", "90 min"), ("e", "80 min"))
    ]
    explanation = samples.explanation(
        samples.judgement(samples.comparison("d <= e", FALSE, *readings), Verdict.CONFLICT)
    )
    page = explain.render(explanation, View(100))
    assert (
        "The article gives 90 min for d and 80 min for e; d (90 min) is 10 min more than e (80 min), so"
        in page.replace("\n  ", " ")
    )
    assert page.count("  fails  ") == 1 and "e 80 min" in page


def test_only_the_parts_that_decide_are_named() -> None:
    right = samples.comparison("a == 1", TRUE, samples.reading("1", "holds", "says 1"))
    wrong = samples.comparison("b == 1", FALSE, samples.reading("2", "fails", "says 2, not 1"))
    explanation = samples.explanation()
    conflict = samples.judgement(Part("and", "…", FALSE, (right, wrong)), Verdict.CONFLICT)
    assert sentence(conflict, explanation) == (
        "Here “b == 1” fails (says 2, not 1), so the article conflicts with the rule."
    )
    passed = samples.judgement(Part("or", "…", TRUE, (right, wrong)), Verdict.PASS)
    assert sentence(passed, explanation) == "Here “a == 1” holds (says 1), so the rule passes."
    implied = samples.judgement(Part("implies", "…", FALSE, (right, wrong)), Verdict.CONFLICT)
    assert "“a == 1” holds (says 1) and “b == 1” fails" in sentence(implied, explanation)
    negated = samples.judgement(Part("not", "…", TRUE, (wrong,)), Verdict.PASS)
    assert "2" in sentence(negated, explanation)


def test_an_empty_table_says_so() -> None:
    assert "Nothing is stated." in facts_table.render(FactsTable((), ()), View(80))


def test_a_table_of_values_that_cannot_be_read() -> None:
    table = samples.facts_table()
    row = next(row for row in table.rows if row.fact == "call_day")
    row = replace(row, entries=row.entries[1:], different=0)
    page = facts_table.render(replace(table, rows=(row,)), View(80))
    assert "5/6/2022, unreadable" in page and "1 value cannot be read" in page
    assert "Nothing is stated that can be read." in page


def test_hostile_words_are_shown_not_obeyed() -> None:
    bad = samples.NAUGHTY
    words = Reading(bad, bad, bad, bad, bad, bad, bad, bad, bad, bad, bad, samples.place(bad, 1, 1))
    part = Part("comparison", bad, TRUE, (), (words,), (bad,), bad)
    explanation = samples.explanation(samples.judgement(part, Verdict.CONFLICT, bad, waived=bad), check=bad, when=bad)
    page = explain.render(replace(explanation, rule=bad, title=bad, why=bad, references=(bad,)), View(80))
    table = samples.facts_table()
    entries = tuple(
        replace(entry, value=bad, said_by=bad, quote=bad, article=bad, unreadable=bad)
        for entry in table.rows[0].entries
    )
    row = replace(table.rows[0], fact=bad, about=bad, entries=entries)
    for level in (0, 1):
        page += facts_table.render(replace(table, rows=(row,)), View(80, verbosity=level))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ud800-\udfff]", page)
    assert not re.search(r"^\s*::", page, re.MULTILINE) and "##[" not in page
