"""What a finding says in one clause: why it came out as it did, and what was expected."""

from __future__ import annotations

import pytest
from desk import finding

REASONS = [
    # the check, what is stated, verdict, reason
    ("d in [80, 90] min", "{d: 110 minutes}", "conflict", "20 min above the range"),
    ("d in [80, 90] min", "{d: an hour}", "conflict", "20 min below the range"),
    ("d in [80, 90] min", "{d: 85 min}", "pass", "85 min lies in the range"),
    ("d in [80, 90] min", "{d: about 80 minutes}", "pass", "about 80 min lies in the range"),
    (
        "certainly d in [80, 90] min",
        "{d: about 80 minutes}",
        "conflict",
        "about 80 min can be 72 to 88 min, which reaches past the range",
    ),
    ("d in [80, 90] min", "{d: more than 85 minutes}", "unsure", "more than 85 min reaches past the range"),
    ("d in [80, 90] min", "{d: 85 to 95 minutes}", "unsure", "85 to 95 min reaches past the range"),
    ("d in (80, 90] min", "{d: 80 minutes}", "conflict", "80 min stands on the edge that the range leaves out"),
    ("d not in [80, 90] min", "{d: 85 minutes}", "conflict", "85 min lies in the range"),
    ("d <= 90 min", "{d: 100 minutes}", "conflict", "10 min above the limit"),
    ("d == 90 min", "{d: 80 minutes}", "conflict", "10 min less than 90 min"),
    ("d == 90 min", "{d: 2 hours}", "conflict", "30 min more than 90 min"),
    ("d == 90 min", "{d: an hour and a half}", "pass", "90 min is the value expected"),
    ("n <= 3", "{n: 5}", "conflict", "2 above the limit"),
    ("n == 3", "{n: 14000}", "conflict", "14,000, not 3"),
    ("p <= 10%", "{p: 12%}", "conflict", "2 pp above the limit"),
    ("m <= 14 million USD", "{m: $15 million}", "conflict", "1,000,000 USD above the limit"),
    ("m <= 14 million USD", "{m: €15 million}", "unsure", "EUR and USD do not convert into each other"),
    ("d <= 30 days", "{d: one month}", "unsure", "months and years have no fixed number of days"),
    ("t <= 20 °C", "{t: 25 °C}", "conflict", "5 °C above the limit"),
    ("d within 5 min of 80 min", "{d: 90 min}", "conflict", "5 min above the range"),
    ("d <= e", "{d: 90 min, e: 80 min}", "conflict", None),
    ("host == Japan", "{host: India}", "conflict", "says India, not Japan"),
    ("host == Japan", "{host: Japan}", "pass", "says Japan"),
    ("host != Japan", "{host: Japan}", "conflict", "says Japan"),
    ("host in {Japan, India}", "{host: Australia}", "conflict", "says Australia, not Japan or India"),
    ("title == PM", "{title: president}", "conflict", "says president, not PM"),
    ("title == PM", "{title: grand vizier}", "conflict", "says grand vizier, not PM"),
    (
        "members contains {Japan, India}",
        "{members: [Japan, Australia]}",
        "conflict",
        "names {Japan, Australia}, without India",
    ),
    ("note contains 'push back'", "{note: push on}", "conflict", 'says "push on", without "push back"'),
    ("note matches '(?i)push'", "{note: PULL}", "conflict", 'says "PULL", which does not fit "(?i)push"'),
    ("virtual", "{virtual: false}", "conflict", "virtual is false"),
    ("w in 2022-01", "{w: 2022-02-01}", "conflict", "2022-02-01 lies outside 2022-01"),
    ("w in 2022-01", "{w: 2022-01-21}", "pass", "2022-01-21 lies in 2022-01"),
    ("w == 2022-01-21", "{w: 2022-01}", "unsure", "2022-01 is wider than 2022-01-21"),
    ("w before 2022-02", "{w: 2022-03}", "conflict", "2022-03 is not before 2022-02"),
    ("host == Japan", "{host: {value: Japan, modality: denied}}", "conflict", "Japan is denied"),
    (
        "host == Japan",
        "{host: {value: Japan, modality: conditional}}",
        "unsure",
        "Japan is stated only under a condition",
    ),
    ("host == Japan", "{}", "unstated", "nothing is stated about host"),
    ("d in [1, 2] min and n > 1", "{}", "unstated", "nothing is stated about d or n"),
    ("n / k > 1", "{n: 1, k: 0}", "error", "the check divides by a value that is stated as zero"),
]


@pytest.mark.parametrize(("check", "facts", "verdict", "reason"), REASONS)
def test_reason(check: str, facts: str, verdict: str, reason: str | None) -> None:
    found = finding(check, facts)
    assert found.verdict == verdict
    assert reason is None or found.reason == reason


def test_several_reasons_stand_side_by_side_and_end_somewhere() -> None:
    found = finding("n <= 3", "{n: [4, 5]}")
    assert found.reason == "1 above the limit; 2 above the limit"
    found = finding("n <= 3", "{n: [4, 5, 6, 7, 8]}")
    assert found.reason.endswith("(and 2 more)")


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ("d in [80, 90] min", "[80, 90] min"),
        ("d not in [80, 90] min", "anything but [80, 90] min"),
        ("certainly d in (80, 90] min", "(80, 90] min"),
        ("d <= 90 min", "at most 90 min"),
        ("d == 90 min", "90 min"),
        ("host == Japan", "Japan"),
        ("host != Japan", "anything but Japan"),
        ("host in {Japan, India}", "{Japan, India}"),
        ("d within 5 min of 80 min", "within 5 min of 80 min"),
        ("w before 2022-02", "before 2022-02"),
        ("virtual", "true"),
        ("d in [1, 2] min or n > 1", "d in [1, 2] min or n > 1"),
        ("20 min <= d <= 2 h", "20 min <= d <= 2 h"),
    ],
)
def test_what_was_expected(check: str, expected: str) -> None:
    assert finding(check, "{}").expected == expected


@pytest.mark.parametrize(
    ("message", "facts", "expected"),
    [
        ("says {d}, not {expected}", "{d: 110 minutes}", "says 110 min, not [80, 90] min"),
        ("says {d}", "{d: about 2 hours}", "says about 120 min"),
        (
            "{d.said_by} says “{d.quote}”",
            "{d: {value: 2 h, said_by: AFP, evidence: {quote: two hours}}}",
            "AFP says “two hours”",
        ),
        ("{d.said_by}: {d.quote}", "{d: 2 h}", "no one named: no quote"),
        ("{n} dead, {d}", "{d: 2 h, n: 3}", "3 dead, 120 min"),
        ("{n} dead", "{d: 2 h}", "nothing dead"),
        ("{article.id} ({article.published})", "{d: 2 h}", "test (no published)"),
        ("no placeholder", "{d: 2 h}", "no placeholder"),
        ("[{d}] }{", "{d: 2 h}", "[120 min] }{"),
        ("the deciding one: {d}", "{d: [85 min, 2 h]}", "the deciding one: 120 min"),
    ],
)
def test_messages(message: str, facts: str, expected: str) -> None:
    found = finding("d in [80, 90] min", facts, f"    message: '{message}'\n")
    assert found.message == expected


def test_a_value_is_never_read_as_a_placeholder() -> None:
    facts = "{note: '{d.quote} {article.id}'}"
    assert finding("note == 'x'", facts, "    message: 'says {note}'\n").message == "says {d.quote} {article.id}"


def test_only_conflicts_and_passes_have_a_message() -> None:
    for facts in ("{}", "{d: more than 85 min}"):
        assert finding("d in [80, 90] min", facts, "    message: x\n").message is None
