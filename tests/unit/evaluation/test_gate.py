"""What shuts the gate, what a waiver excuses, and what counts as nothing judged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product

import pytest
from desk import finding

from factcheck.evaluation.gate import decide, exempt, hold_back, never_decided, shuts, summarise
from factcheck.model.exit_code import OF_GATE, ExitCode
from factcheck.model.period import parse_edtf
from factcheck.model.report import Finding
from factcheck.model.truth import Verdict
from factcheck.source import Passage, SourceFile

HERE = Passage(SourceFile("waivers.yaml", ""), 0, 0)
PASS = finding("host == Japan", "{host: Japan}")
CONFLICT = finding("host == Japan", "{host: India}")
UNSURE = finding("d <= 1 h", "{d: over 30 min}")
UNSTATED = finding("host == Japan", "{}")
SKIPPED = finding("host == Japan", "{}", "    when: virtual\n")
ERROR = finding("n / k > 1", "{n: 1, k: 0}")

# fail_on → the pairs of verdict and severity that shut the gate
SHUT: dict[tuple[str, ...], set[tuple[str, str]]] = {
    ("conflict",): {("conflict", "error")},
    ("warning",): {("conflict", "error"), ("conflict", "warning")},
    ("unsure",): {("conflict", "error"), ("unsure", "error"), ("unsure", "warning")},
    ("unstated",): {("conflict", "error"), ("unstated", "error"), ("unstated", "warning")},
    ("never",): set(),
}


@pytest.mark.parametrize("fail_on", SHUT)
def test_what_shuts_the_gate(fail_on: tuple[str, ...]) -> None:
    shut = {
        (one.verdict.value, severity)
        for one, severity in product((PASS, CONFLICT, UNSURE, UNSTATED, SKIPPED), ("error", "warning", "note"))
        if shuts(replace(one, severity=severity), fail_on)
    }
    assert shut == SHUT[fail_on]


@pytest.mark.parametrize("fail_on", SHUT)
def test_a_waived_or_known_conflict_never_does(fail_on: tuple[str, ...]) -> None:
    assert not shuts(replace(CONFLICT, waived="known"), fail_on)
    assert not shuts(replace(CONFLICT, baseline="known"), fail_on)


@pytest.mark.parametrize(
    ("findings", "fail_on", "gate", "reason"),
    [
        ([PASS], ("conflict",), "open", "nothing that shuts the gate was found"),
        ([PASS, CONFLICT], ("conflict",), "shut", "1 conflict in 1 rule"),
        ([CONFLICT, replace(CONFLICT, rule="other")], ("conflict",), "shut", "2 conflicts in 2 rules"),
        ([CONFLICT, UNSURE, UNSTATED], ("unsure", "unstated"), "shut", None),
        ([PASS, CONFLICT], ("never",), "open", None),
        ([PASS, ERROR], ("never",), "refused", "1 finding could not be judged"),
        ([CONFLICT, ERROR], ("conflict",), "refused", "1 finding could not be judged"),
        ([UNSURE, UNSTATED, SKIPPED], ("never",), "refused", "no rule reached a verdict on any article"),
        ([], ("conflict",), "refused", "no rule reached a verdict on any article"),
        ([replace(CONFLICT, waived="known")], ("conflict",), "open", None),
        (
            [replace(CONFLICT, baseline="known.json")],
            ("conflict",),
            "open",
            "nothing that shuts the gate was found; 1 conflict is in the baseline",
        ),
        (
            [CONFLICT, *[replace(CONFLICT, baseline="known.json")] * 2],
            ("conflict",),
            "shut",
            "1 conflict in 1 rule; 2 conflicts are in the baseline",
        ),
    ],
)
def test_the_gate(findings: list[Finding], fail_on: tuple[str, ...], gate: str, reason: str | None) -> None:
    outcome = decide(findings, fail_on, refused=False)
    assert outcome.gate == gate
    assert reason is None or outcome.reason == reason
    assert decide(findings, fail_on, refused=True).gate == "refused"


def test_exit_codes_mean_what_they_always_mean() -> None:
    assert {gate: int(code) for gate, code in OF_GATE.items()} == {"open": 0, "shut": 1, "refused": 2}
    assert [int(code) for code in ExitCode] == [0, 1, 2, 70, 130]


@dataclass(frozen=True)
class Waiver:
    rule: str = "rule"
    article: str | None = "test"
    story: str | None = None
    reason: str = "known"
    until: int = 20
    at: Passage = HERE


@pytest.mark.parametrize(
    ("waiver", "waived", "codes"),
    [
        (Waiver(), True, []),
        (Waiver(until=10), True, []),
        (Waiver(until=9), False, ["FC408"]),
        (Waiver(rule="other"), False, []),  # a rule that was not chosen for this run
        (Waiver(article="elsewhere"), False, ["FC407"]),
        (Waiver(article=None, story="default"), False, ["FC407"]),
        (Waiver(rule="gone", until=9), False, ["FC407", "FC408"]),
    ],
)
def test_waivers(waiver: Waiver, waived: bool, codes: list[str]) -> None:
    (marked, other), problems = exempt(
        (CONFLICT, PASS), [waiver], {"rule", "other"} - {waiver.rule if waiver.rule == "gone" else ""}, 10
    )
    assert (marked.waived is not None) == waived
    assert other.waived is None
    assert [problem.code for problem in problems] == codes


@pytest.mark.parametrize(
    ("waiver", "codes"),
    [
        (Waiver(article="elsewhere"), []),
        (Waiver(article=None, story="default"), []),
        (Waiver(article="judged"), ["FC407"]),
    ],
)
def test_of_articles_that_were_not_judged_nothing_is_said(waiver: Waiver, codes: list[str]) -> None:
    findings = (CONFLICT, replace(PASS, article="judged"))
    assert [problem.code for problem in exempt(findings, [waiver], {"rule"}, 10, partial=True)[1]] == codes


@pytest.mark.parametrize(
    ("waiver", "why"),
    [
        (Waiver(rule="rul"), "there is no rule 'rul'; did you mean rule?"),
        (Waiver(rule="of-storys"), "there is no rule 'of-storys'; did you mean of-story?"),
        (Waiver(article="tset"), "there is no article 'tset'; did you mean test?"),
        (Waiver(article="elsewhere"), "there is no article 'elsewhere'"),
        (Waiver(article="silent"), "rule has no conflict there"),
        (Waiver(article=None, story="defaults"), "there is no story 'defaults'; did you mean default?"),
        (Waiver(article=None, story="default"), "rule has no conflict there"),
        (
            Waiver(rule="of-story"),
            "of-story is judged once per story; name the story (default) instead of an article",
        ),
    ],
)
def test_a_waiver_that_covers_nothing_says_what_was_meant(waiver: Waiver, why: str) -> None:
    of_story = replace(CONFLICT, rule="of-story", article=None)
    findings = (CONFLICT, replace(PASS, article="silent"), of_story)
    _, (problem,) = exempt(findings, [waiver], {"rule", "of-story"}, 10)
    assert problem.message == f"the waiver matches nothing: {why}"
    assert problem.fix is None


def test_a_waiver_of_a_story_covers_the_story() -> None:
    of_story = replace(CONFLICT, article=None, story="s")
    (marked,), problems = exempt((of_story,), [Waiver(article=None, story="s")], {"rule"}, 10)
    assert (marked.waived, problems) == ("known", [])


def test_without_findings_only_the_waivers_themselves_are_judged() -> None:
    _, problems = exempt((), [Waiver(), Waiver(rule="gone"), Waiver(until=1)], {"rule"}, 10)
    assert [problem.code for problem in problems] == ["FC407", "FC408"]


def test_the_last_day_of_a_waiver_counts() -> None:
    day = parse_edtf("2022-01-31")
    assert day is not None
    last = int(day.last)
    waiver = Waiver(until=last)
    assert exempt((CONFLICT,), [waiver], {"rule"}, last)[0][0].waived == "known"
    assert exempt((CONFLICT,), [waiver], {"rule"}, last + 1)[0][0].waived is None


@dataclass(frozen=True)
class Known:
    fingerprint: str = CONFLICT.fingerprint
    rule: str = "rule"
    article: str | None = "test"
    story: str | None = None
    at: Passage = HERE


@dataclass(frozen=True)
class Baseline:
    conflicts: tuple[Known, ...]
    name: str = "known.json"


@pytest.mark.parametrize(
    ("known", "held", "codes"),
    [
        (Known(), True, []),
        (Known("0" * 32), False, ["FC412"]),  # the article says something else by now
        (Known("0" * 32, article="deleted"), False, ["FC412"]),
        (Known("0" * 32, rule="deleted"), False, ["FC412"]),
        (Known("0" * 32, rule="other"), False, []),  # a rule that was not chosen for this run
    ],
)
def test_the_baseline(known: Known, held: bool, codes: list[str]) -> None:
    (marked, other), problems = hold_back((CONFLICT, PASS), Baseline((known,)), [], {"rule", "other"})
    assert marked.baseline == ("known.json" if held else None)
    assert other.baseline is None
    assert [problem.code for problem in problems] == codes


def test_conflicts_that_no_longer_occur_are_one_note_with_their_number() -> None:
    gone = [Known("0" * 32), Known("1" * 32, article=None, story="s"), Known()]
    _, (problem,) = hold_back((CONFLICT,), Baseline(tuple(gone)), [], {"rule"})
    assert problem.message.startswith("2 of 3 conflicts no longer occur (the first is rule, test)")


@pytest.mark.parametrize(("article", "codes"), [("elsewhere", []), (None, []), ("test", ["FC412"])])
def test_the_baseline_of_articles_that_were_not_judged_is_left_alone(article: str | None, codes: list[str]) -> None:
    baseline = Baseline((Known("0" * 32, article=article, story=None if article else "s"),))
    assert [p.code for p in hold_back((CONFLICT,), baseline, [], {"rule"}, partial=True)[1]] == codes


@pytest.mark.parametrize(("until", "shut"), [(20, False), (9, True)])
def test_a_waiver_says_more_than_the_baseline(until: int, shut: bool) -> None:
    """While it holds the conflict is waived; once it is over the conflict counts, as the waiver's end promises."""
    waivers = [Waiver(until=until)]
    findings, _ = exempt((CONFLICT,), waivers, {"rule"}, 10)
    (marked,), problems = hold_back(findings, Baseline((Known(),)), waivers, {"rule"})
    assert (marked.baseline, problems, shuts(marked, ("conflict",))) == (None, [], shut)


def test_the_fingerprint_is_that_of_what_is_stated() -> None:
    moved = finding("  host  ==   Japan", "{host: India}", "    title: In other words\n    severity: note\n")
    assert moved.fingerprint == CONFLICT.fingerprint
    changed = finding("host == Japan", "{host: France}")
    twice = finding("host == Japan", "{host: [India, France]}")
    assert len({CONFLICT.fingerprint, changed.fingerprint, twice.fingerprint}) == 3


def test_rules_that_decided_nothing_are_named_in_the_order_of_the_rules() -> None:
    findings = [
        replace(PASS, rule="a"),
        replace(UNSURE, rule="b"),
        replace(UNSTATED, rule="c"),
        replace(CONFLICT, rule="d"),
    ]
    assert never_decided(["d", "c", "b", "a"], findings) == ("c", "b")


def test_the_summary_counts_every_verdict() -> None:
    counts = summarise([PASS, PASS, CONFLICT, replace(CONFLICT, waived="known"), ERROR])
    assert counts == {**{verdict.value: 0 for verdict in Verdict}, "pass": 2, "conflict": 2, "error": 1, "waived": 1}
