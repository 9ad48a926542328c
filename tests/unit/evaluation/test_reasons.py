"""What a finding says in one clause: why it came out as it did, and what was expected."""

from __future__ import annotations

import pytest
from desk import finding, findings

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
    ("d in (80, 90] min", "{d: 80 minutes}", "conflict", "80 min is not in the range, which starts above 80 min"),
    ("d not in [80, 90] min", "{d: 85 minutes}", "conflict", "85 min lies in the excluded range"),
    ("d <= 90 min", "{d: 100 minutes}", "conflict", "10 min above the limit"),
    ("d == 90 min", "{d: 80 minutes}", "conflict", "10 min less than 90 min"),
    ("d == 90 min", "{d: 2 hours}", "conflict", "30 min more than 90 min"),
    ("d == 90 min", "{d: an hour and a half}", "pass", "says 90 min"),
    ("n <= 3", "{n: 5}", "conflict", "2 above the limit"),
    ("n == 3", "{n: 14000}", "conflict", "14,000, not 3"),
    ("p <= 10%", "{p: 12%}", "conflict", "2 pp above the limit"),
    ("m <= 14 million USD", "{m: $15 million}", "conflict", "1,000,000 USD above the limit"),
    ("m <= 14 million USD", "{m: €15 million}", "unsure", "EUR and USD do not convert into each other"),
    ("d <= 30 days", "{d: one month}", "unsure", "months and years have no fixed number of days"),
    ("t <= 20 °C", "{t: 25 °C}", "conflict", "5 °C above the limit"),
    ("d within 5 min of 80 min", "{d: 90 min}", "conflict", "10 min more than 80 min, and at most 5 min is allowed"),
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
    ("w in 2022-01", "{w: 2022-02-01}", "conflict", "2022-02-01 lies after 2022-01"),
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
    # Bounds and ranges, at an edge and away from it
    (
        "d in [80, 90] min",
        "{d: more than 90 min}",
        "conflict",
        "more than 90 min is above the range, which ends at 90 min",
    ),
    (
        "d in [80, 90) min",
        "{d: more than 90 min}",
        "conflict",
        "more than 90 min is above the range, which ends below 90 min",
    ),
    ("d in [80, 90) min", "{d: 90 min}", "conflict", "90 min is not in the range, which ends below 90 min"),
    (
        "d in [80, 90] min",
        "{d: less than 80 min}",
        "conflict",
        "less than 80 min is below the range, which starts at 80 min",
    ),
    ("d <= 90 min", "{d: more than 90 min}", "conflict", "more than 90 min is above the limit of 90 min"),
    ("d < 90 min", "{d: 90 min}", "conflict", "90 min is not below the limit of 90 min"),
    ("d >= 90 min", "{d: under 90 min}", "conflict", "less than 90 min is below the limit of 90 min"),
    ("d > 90 min", "{d: 90 min}", "conflict", "90 min is not above the limit of 90 min"),
    ("d == 90 min", "{d: more than 90 min}", "conflict", "more than 90 min leaves out 90 min"),
    ("d in [80, 90] min", "{d: more than 100 min}", "conflict", "more than 10 min above the range"),
    ("d in [80, 90] min", "{d: at least 100 min}", "conflict", "at least 10 min above the range"),
    ("d in [80, 90] min", "{d: 60 to 70 min}", "conflict", "at least 10 min below the range"),
    ("d == 90 min", "{d: up to 80 min}", "conflict", "at least 10 min below 90 min"),
    ("d == 90 min", "{d: up to 100 min}", "unsure", "up to 100 min can be 90 min or not"),
    ("p == 50%", "{p: 45%}", "conflict", "5 pp less than 50%"),
    ("d != 90 min", "{d: 90 min}", "conflict", "90 min is the excluded value"),
    ("d != 90 min", "{d: 80 min}", "pass", "80 min is not 90 min"),
    ("d != 90 min", "{d: more than 80 min}", "unsure", "more than 80 min can be 90 min or not"),
    ("d not in [80, 90] min", "{d: 95 min}", "pass", "95 min lies outside the excluded range"),
    ("d not in [80, 90] min", "{d: over 85 min}", "unsure", "more than 85 min lies partly in the excluded range"),
    (
        "possibly d in [80, 90] min",
        "{d: about 95 min}",
        "pass",
        "about 95 min can be 85.5 to 104.5 min, which reaches into the range",
    ),
    ("possibly d in [80, 90] min", "{d: over 85 min}", "pass", "more than 85 min reaches into the range"),
    ("d within 5 min of 80 min", "{d: 82 min}", "pass", "82 min is within 5 min of 80 min"),
    ("d within 5 min of 80 min", "{d: over 82 min}", "unsure", "more than 82 min can be within 5 min of 80 min or not"),
    ("d within 10% of 80 min", "{d: 100 min}", "conflict", "20 min more than 80 min, and at most 10% is allowed"),
    ("n in {4, 6}", "{n: at least 4}", "unsure", "at least 4 can be 4 or 6, or neither"),
    ("n in {4, 6, 8}", "{n: at least 4}", "unsure", "at least 4 can be 4, 6 or 8, or none of them"),
    # Two values
    ("d <= e", "{d: 90 min, e: 80 min}", "conflict", "d (90 min) is 10 min more than e (80 min)"),
    ("d < e", "{d: 80 min, e: 80 min}", "conflict", "d (80 min) is the same as e (80 min)"),
    (
        "d == e",
        "{d: more than 90 min, e: 80 min}",
        "conflict",
        "d (more than 90 min) is more than 10 min above e (80 min)",
    ),
    ("d <= e", "{d: 80 min, e: 90 min}", "pass", "d (80 min) is at most e (90 min)"),
    ("d < e", "{d: 80 min, e: over 70 min}", "unsure", "d (80 min) can be less than e (more than 70 min) or not"),
    ("d != e", "{d: 80 min, e: 80 min}", "conflict", "d (80 min) is the same as e (80 min)"),
    (
        "d within 5 min of e",
        "{d: 90 min, e: 80 min}",
        "conflict",
        "d (90 min) is 10 min more than e (80 min), and at most 5 min is allowed",
    ),
    ("d within 5 min of e", "{d: 82 min, e: 80 min}", "pass", "d (82 min) is within 5 min of e (80 min)"),
    ("d + e <= 160 min", "{d: 90 min, e: 80 min}", "conflict", "d + e is 170 min, 10 min above the limit"),
    ("d + e <= 160 min", "{d: 70 min, e: 80 min}", "pass", "d + e is 150 min, which keeps to the limit"),
    ("d / e >= 2", "{d: 90 min, e: 60 min}", "conflict", "d / e is 1.5, 0.5 below the limit"),
    ("d in [e, 2 * e]", "{d: 90 min, e: 80 min}", "pass", "d (90 min) lies in [e, 2 * e], with e 80 min"),
    ("d in [e, 2 * e]", "{d: 70 min, e: 80 min}", "conflict", "d (70 min) lies outside [e, 2 * e], with e 80 min"),
    ("n < k < 10", "{n: 5, k: 4}", "conflict", "n < k < 10 does not hold for n 5 and k 4"),
    ("host == guest", "{host: Japan, guest: India}", "conflict", "host is Japan, guest is India"),
    ("host == guest", "{host: Japan, guest: Japan}", "pass", "host and guest are both Japan"),
    ("host != guest", "{host: Japan, guest: Japan}", "conflict", "host and guest are both Japan"),
    # Periods
    ("w == 2022-01-21", "{w: 2022-01-21}", "pass", "says 2022-01-21"),
    ("w == 2022-01-21", "{w: 2022-01-22}", "conflict", "2022-01-22 is 1 day after 2022-01-21"),
    ("w == 2022-01-21", "{w: 2022-01-11}", "conflict", "2022-01-11 is 10 days before 2022-01-21"),
    ("w == 2022-01", "{w: 2022-01-20/2022-02-10}", "unsure", "2022-01-20 to 2022-02-10 lies only partly in 2022-01"),
    ("w == 2022-01-21", "{w: soon}", "unsure", "soon can be any day"),
    ("w before 2022-02", "{w: soon}", "unsure", "soon can be any day"),
    (
        "certainly w == 2022-01-21",
        "{w: 2022-01}",
        "conflict",
        "2022-01 is wider than 2022-01-21, and certainty is asked for",
    ),
    ("possibly w == 2022-01-21", "{w: 2022-01}", "pass", "2022-01 can lie in 2022-01-21"),
    (
        "certainly w == 2022-01-21",
        "{w: around 21 January 2022}",
        "conflict",
        "about 2022-01-21 can be any day, and certainty is asked for",
    ),
    (
        "certainly w before 2022-02",
        "{w: 2022}",
        "conflict",
        "2022 is too wide to tell whether it is before 2022-02, and certainty is asked for",
    ),
    ("possibly w before 2022-02", "{w: 2022}", "pass", "2022 can be before 2022-02"),
    ("w overlaps 2022-02", "{w: 2022-02-03}", "pass", "2022-02-03 overlaps 2022-02"),
    ("w overlaps 2022-02", "{w: 2022-03}", "conflict", "2022-03 does not overlap 2022-02"),
    ("not w overlaps 2022-02", "{w: 2022-02-03}", "conflict", "2022-02-03 overlaps 2022-02"),
    ("w overlaps x", "{w: 2022-01, x: 2022-02}", "conflict", "w (2022-01) does not overlap x (2022-02)"),
    ("w overlaps 2022-02", "{w: soon}", "unsure", "soon can be any day"),
    ("w < x", "{w: 2022-02, x: 2022-01}", "conflict", "w (2022-02) is not before x (2022-01)"),
    ("w < x", "{w: 2022-01-20, x: 2022-01}", "conflict", "w (2022-01-20) is not before x (2022-01)"),
    ("w < x", "{w: 2022-01, x: soon}", "unsure", "x (soon) can be any day"),
    ("w == x", "{w: 2022-01-20, x: 2022-01-22}", "conflict", "w (2022-01-20) is 2 days before x (2022-01-22)"),
    ("w - x >= 60 days", "{w: 2022-01-22, x: 2022-01-20}", "conflict", "w - x is 2 days, 58 days below the limit"),
    (
        "w >= x + 2 months",
        "{w: 2022-02, x: 2022-01-20}",
        "conflict",
        "w (2022-02) is not in or after x + 2 months (2022-03-20)",
    ),
    ("w within 3 days of 2022-01-20", "{w: 2022-01-28}", "conflict", "2022-01-28 is not within 3 days of 2022-01-20"),
    (
        "w in {2022-01-20, 2022-01-22}",
        "{w: 2022-01}",
        "unsure",
        "2022-01 is too wide to tell whether it is 2022-01-20 or 2022-01-22",
    ),
    ("w in [2022-01-20, 2022-01-22]", "{w: 2022-01-28}", "conflict", "2022-01-28 lies after 2022-01-20 to 2022-01-22"),
    ("w - x >= 60 days", "{w: soon, x: 2022-01-20}", "unsure", "w (soon) can be any day"),
    # Attributes, texts, sets
    (
        "d.quote contains 'hours'",
        "{d: {value: 2 h, evidence: {quote: two hours}}}",
        "pass",
        'the quote “two hours” has "hours"',
    ),
    (
        "d.quote contains 'days'",
        "{d: {value: 2 h, evidence: {quote: two hours}}}",
        "conflict",
        'the quote “two hours” lacks "days"',
    ),
    (
        "d.quote matches 'ho'",
        "{d: {value: 2 h, evidence: {quote: two hours}}}",
        "pass",
        'the quote “two hours” fits "ho"',
    ),
    ("d.quote contains 'hours'", "{d: 2 h}", "unsure", "the statement has no quote"),
    ("d.said_by == 'AFP'", "{d: {value: 2 h, said_by: AFP}}", "pass", "said by AFP"),
    ("d.said_by == 'AFP'", "{d: {value: 2 h, said_by: Kyodo}}", "conflict", "said by Kyodo, not AFP"),
    ("d.said_by == 'AFP'", "{d: 2 h}", "unsure", "nobody is named who says so"),
    ("d.section == headline", "{d: 2 h}", "conflict", "the section is body, not headline"),
    ("note == 'push back'", "{note: push on}", "conflict", 'says "push on", not "push back"'),
    ("host in members", "{host: Japan, members: [India]}", "conflict", "Japan is not among {India}"),
    ("host in members", "{host: India, members: [India]}", "pass", "India is among {India}"),
    (
        "members contains any {Japan, India}",
        "{members: [Australia]}",
        "conflict",
        "names {Australia}, without Japan or India",
    ),
    # Filters and silence
    ("d[said_by == 'AFP'] <= 90 min", "{d: 2 h}", "unstated", 'nothing stated about d fits [said_by == "AFP"]'),
    ("d[said_by == 'AFP'] <= 90 min", "{}", "unstated", "nothing is stated about d"),
    ("d[said_by == 'AFP'] is stated", "{d: 2 h}", "conflict", 'nothing stated about d fits [said_by == "AFP"]'),
    ("d is stated", "{}", "conflict", "nothing is stated about d"),
    (
        "d[said_by == 'AFP'] <= 90 min and n > 1",
        "{d: 2 h}",
        "unstated",
        'nothing is stated about n; nothing stated about d fits [said_by == "AFP"]',
    ),
]
"""Of one article."""

ACROSS = [
    (
        "agree(d)",
        ["80 min", "90 min"],
        "conflict",
        "the articles do not agree on d: 80 min (a0) and 90 min (a1) cannot both be right",
    ),
    ("agree(d)", ["80 min", "80 min"], "pass", "the articles agree on d"),
    (
        "agree(d, within = 5 min)",
        ["80 min", "90 min"],
        "conflict",
        "the articles do not agree on d, within 5 min: 80 min (a0) and 90 min (a1) are further apart",
    ),
    ("spread(d) <= 5 min", ["80 min", "90 min"], "conflict", "the spread of d is 10 min, 5 min above the limit"),
    ("spread(d) <= 0 min", ["80 min", "90 min"], "conflict", "the spread of d is 10 min, 10 min above the limit"),
    ("min(d) <= 0 min", ["80 min"], "conflict", "the smallest d is 80 min, 80 min above the limit"),
    (
        "agree(d)",
        ["45 days", "one month"],
        "unsure",
        "the articles use units that do not convert into each other",
    ),
    (
        "spread(d) <= 5 days",
        ["45 days", "one month"],
        "unsure",
        "the articles use units that do not convert into each other",
    ),
    (
        "agree(d)",
        ["one month", "45 min", "50 min"],
        "conflict",
        "the articles do not agree on d: 45 min (a1) and 50 min (a2) cannot both be right",
    ),
    ("spread(d) <= 5 min", ["80 min", "82 min"], "pass", "the spread of d is 2 min, which keeps to the limit"),
    (
        "spread(d) <= 5 min",
        ["80 min", "over 82 min"],
        "unsure",
        "the spread of d is more than 2 min, which reaches past the limit",
    ),
    ("min(d) >= 85 min", ["80 min", "90 min"], "conflict", "the smallest d is 80 min, 5 min below the limit"),
    ("max(d) <= 85 min", ["80 min", "90 min"], "conflict", "the largest d is 90 min, 5 min above the limit"),
    ("max(w) < 2022-02", ["2022-01", "2022-03"], "conflict", "the latest w is 2022-03, which is not before 2022-02"),
    (
        "min(w) == 2022-01-21",
        ["2022-01-22", "2022-03"],
        "conflict",
        "the earliest w is 2022-01-22, which is 1 day after 2022-01-21",
    ),
    ("distinct(d) == 1", ["80 min", "90 min"], "conflict", "2 different values of d, not 1"),
    ("distinct(d) == 1", ["80 min", "80 min"], "pass", "1 value of d"),
    ("articles(d <= 1 h) >= 1", ["80 min", "90 min"], "conflict", "“d <= 1 h” holds in 0 articles, 1 below the limit"),
    (
        "articles(d <= 85 min) >= 1",
        ["80 min", "90 min"],
        "pass",
        "“d <= 85 min” holds in 1 article, which keeps to the limit",
    ),
    (
        "share(d <= 85 min) >= 90%",
        ["80 min", "90 min"],
        "conflict",
        "“d <= 85 min” holds in 50% of the articles, 40 pp below the limit",
    ),
    ("median(d) in [80, 84] min", ["80 min", "90 min"], "conflict", "the median of d is 85 min, 1 min above the range"),
    ("spread(d) <= 5 min", [], "unstated", "nothing is stated about d"),
    ("max(d[said_by == 'AFP']) <= 5 min", ["80 min"], "unstated", 'max(d[said_by == "AFP"]) has no value'),
]
"""Of a story, with what each article states."""


@pytest.mark.parametrize(("check", "facts", "verdict", "reason"), REASONS)
def test_reason(check: str, facts: str, verdict: str, reason: str | None) -> None:
    found = finding(check, facts)
    assert found.verdict == verdict
    assert reason is None or found.reason == reason


@pytest.mark.parametrize(("check", "stated", "verdict", "reason"), ACROSS)
def test_reason_of_a_story(check: str, stated: list[str], verdict: str, reason: str) -> None:
    fact = "w" if "w)" in check else "d"
    articles = ", ".join(f"{{id: a{n}, facts: {{{fact}: {value}}}}}" for n, value in enumerate(stated))
    found = finding(check, f"articles: [{articles or '{id: a, facts: {}}'}]")
    assert (found.verdict, found.reason) == (verdict, reason)


def test_silence_that_a_rule_does_not_allow() -> None:
    found = finding("d <= 90 min", "{}", "    required: true\n")
    assert (found.verdict, found.reason) == ("conflict", "nothing is stated about d, which the rule does not allow")


def test_a_value_beside_one_of_the_story() -> None:
    facts = "articles: [{id: a, facts: {d: 80 min}}, {id: b, facts: {d: 90 min}}]"
    first, second = findings("d within 2 min of median(d)", facts)
    assert first.reason == "d (80 min) is 5 min less than median(d) (85 min), and at most 2 min is allowed"
    assert second.reason == "d (90 min) is 5 min more than median(d) (85 min), and at most 2 min is allowed"


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
