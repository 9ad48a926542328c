"""What is said of rules that are not wrong but can hardly be meant."""

from __future__ import annotations

import pytest
from desk import DESK, problems_of

from factcheck.evaluation.overlap import doubtful_pairs

DOUBTS = [
    ("d > 0 min", []),
    ("d >= 0 min", ["FC401"]),
    ("d < 0 min", ["FC402"]),
    ("d < 1 h and d > 2 h", ["FC402"]),
    ("d < 2 h or d > 1 h", ["FC401"]),
    ("d < 1 h or d > 2 h", []),
    ("n >= 0", []),
    ("t < 0 °C", []),
    ("host == Japan and host == India", ["FC402"]),
    ("host != Japan or host != India", ["FC401"]),
    ("host == Japan or host == India", ["FC404"]),
    ("host == Japan or guest == India", []),
    ("n == 1 or n == 2 or n == 3", ["FC404"]),
    ("n == 1 or n > 2", []),
    ("virtual or not virtual", ["FC401"]),
    ("virtual and not virtual", ["FC402"]),
    ("d == d", ["FC401"]),
    ("d < d", ["FC402"]),
    ("d - d == 0 min", ["FC401"]),
    ("1 < 2", ["FC401"]),
    ("1 > 2", ["FC402"]),
    ("certainly d >= 0 min", []),
    ("d > 1 h and e < 1 h", []),
]


@pytest.mark.parametrize(("check", "codes"), DOUBTS)
def test_checks_that_say_nothing(check: str, codes: list[str]) -> None:
    assert [problem.code for problem in problems_of(check)] == codes


def pair(first: str, second: str, guard: str = "", other_guard: str = "") -> list[str]:
    when = [f"    when: {text}\n" if text else "" for text in (guard, other_guard)]
    rules, _ = DESK.compile(
        f"rules:\n  - id: a\n    check: {first}\n{when[0]}  - id: b\n    check: {second}\n{when[1]}"
    )
    return [problem.message for problem in doubtful_pairs(rules)]


PAIRS = [
    ("d < 1 h", "d > 2 h", True),
    ("d < 1 h", "d > 30 min", False),
    ("d <= 1 h", "d >= 60 min", False),
    ("d < 1 h", "d >= 60 min", True),
    ("host == Japan", "host == India", True),
    ("host == Japan", "host != Japan", True),
    ("host == Japan", "host != India", False),
    ("host in {Japan, India}", "host in {India, Australia}", False),
    ("virtual", "not virtual", True),
    ("d < 1 h", "e > 2 h", False),
    ("m < 1 USD", "m > 2 EUR", False),
    ("members contains Japan", "members contains India", False),
]


@pytest.mark.parametrize(("first", "second", "doubtful"), PAIRS)
def test_rules_that_can_never_both_pass(first: str, second: str, doubtful: bool) -> None:
    messages = pair(first, second)
    assert bool(messages) == doubtful
    if doubtful:
        assert "passes both this rule and 'a' (rules.yaml:3)" in messages[0]


def test_rules_under_different_guards_do_not_meet() -> None:
    assert pair("d < 1 h", "d > 2 h", "virtual", "not virtual") == []
    assert pair("d < 1 h", "d > 2 h", "virtual", "virtual")
    assert pair("d < 1 h", "d > 2 h", "virtual") == []


@pytest.mark.parametrize(
    ("check", "code", "stretch", "fix"),
    [
        ("dd in [80, 90] min", "FC201", "dd", "d"),
        ("host == Japon", "FC202", "Japon", "Japan"),
        ("d in [80, 90] mim", "FC203", "mim", "min"),
        ("medain(d) > 1 min", "FC204", "medain", "median"),
        ("d.said_bi == 'AFP'", "FC205", "said_bi", "said_by"),
        ("agree(d, withn = 5 min)", "FC208", "withn", "within"),
        ("d == Japan", "FC301", "Japan", None),
        ("d == 3 km", "FC302", "3 km", None),
        ("d in [80, 90]", "FC303", "[80, 90]", "[80, 90] min"),
        ("d == 80", "FC303", "80", "80 min"),
        ("p > 10", "FC303", "10", "10%"),
        ("d in [90, 80] min", "FC304", "[90, 80] min", "[80, 90] min"),
        ("n in (3, 3]", "FC304", "(3, 3]", None),
        ("title == Japan", "FC305", "Japan", None),
        ("host in [Japan, India]", "FC306", "[Japan, India]", "{Japan, India}"),
        ("w == 'someday'", "FC307", "'someday'", None),
        ("1 USD + 1 EUR < m", "FC308", "1 EUR", None),
        ("n / 0 > 1", "FC309", "0", None),
        ("d in [80 min, 90]", "FC310", "[80 min, 90]", "[80, 90] min"),
        ("d within -5 min of 1 h", "FC311", "-5 min", None),
        ("max(median(d)) > 1 min", "FC312", "median(d)", None),
        ("agree(d, e)", "FC314", "agree(d, e)", None),
        ("note matches '('", "FC110", "'('", None),
        ("host in {}", "FC108", "{}", None),
        ("w == 2022-02-30", "FC107", "2022-02-30", None),
        ("d", "FC301", "d", None),
        ("(d == 1 min) == true", None, None, None),
    ],
)
def test_checks_that_mean_nothing(check: str, code: str | None, stretch: str | None, fix: str | None) -> None:
    problems = [problem for problem in problems_of(check) if problem.severity == "error"]
    assert problems
    if code is None:
        return
    assert [problem.code for problem in problems] == [code]
    at = problems[0].at
    assert at is not None
    assert (at.text.replace("''", "'"), problems[0].fix) == (stretch, fix), problems[0].message


def test_all_mistakes_of_a_check_are_told_at_once() -> None:
    problems = problems_of("dd in [80, 90] min and host == Japon or note matches '(' and d == 3 km")
    assert [problem.code for problem in problems] == ["FC201", "FC202", "FC110", "FC302"]


@pytest.mark.parametrize(
    ("message", "fix"),
    [
        ("{dd}", "d"),
        ("{d.qoute}", "d.quote"),
        ("{article.titel}", "article.title"),
        ("{exspected}", "expected"),
        ("{d.__class__}", "d.quote"),
        ("{article}", "article.title"),
    ],
)
def test_a_message_shows_only_what_it_may(message: str, fix: str) -> None:
    _, problems = DESK.compile(f"rules:\n  - id: a\n    check: virtual\n    message: 'x {message}'\n")
    assert [(problem.code, problem.fix) for problem in problems] == [("FC207", fix)]
