"""From findings to the gate: what shuts it, what a waiver excuses, and what was never decided."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic
from factcheck.model.period import day_text
from factcheck.model.report import Finding, Gate
from factcheck.model.truth import Verdict
from factcheck.named import NamedTuple
from factcheck.record import replace
from factcheck.source import Passage
from factcheck.suggestions import suggest

FAIL_ON = ("conflict", "warning", "unsure", "unstated", "never")


class WaiverLike(Protocol):
    """A waiver, as far as the gate needs it."""

    @property
    def rule(self) -> str: ...
    @property
    def article(self) -> str | None: ...
    @property
    def story(self) -> str | None: ...
    @property
    def reason(self) -> str: ...
    @property
    def until(self) -> int: ...
    @property
    def at(self) -> Passage: ...


class KnownLike(Protocol):
    """A conflict of the baseline, as far as the gate needs it."""

    @property
    def fingerprint(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def article(self) -> str | None: ...
    @property
    def story(self) -> str | None: ...
    @property
    def at(self) -> Passage: ...


class BaselineLike(Protocol):
    """A baseline: its name, and what it knows."""

    @property
    def name(self) -> str: ...
    @property
    def conflicts(self) -> Sequence[KnownLike]: ...


class Outcome(NamedTuple):
    """The gate, with one sentence that says why."""

    gate: Gate
    reason: str
    fail_on: str


def decide(findings: Sequence[Finding], fail_on: Sequence[str], *, refused: bool) -> Outcome:
    """`refused` where nothing trustworthy ran; else shut by the findings that `fail_on` names."""
    shown = ",".join(fail_on)
    if refused:
        return Outcome("refused", "the input has errors", shown)
    broken = [finding for finding in findings if finding.verdict is Verdict.ERROR]
    if broken:
        return Outcome("refused", f"{_count(len(broken), 'finding')} could not be judged", shown)
    if not any(finding.verdict in (Verdict.PASS, Verdict.CONFLICT) for finding in findings):
        return Outcome("refused", "no rule reached a verdict on any article", shown)
    shutting = [finding for finding in findings if shuts(finding, fail_on)]
    known = sum(1 for finding in findings if finding.baseline is not None)
    beside = f"; {_count(known, 'conflict')} {'is' if known == 1 else 'are'} in the baseline" if known else ""
    if not shutting:
        return Outcome("open", f"nothing that shuts the gate was found{beside}", shown)
    verdicts = [
        _count(sum(1 for finding in shutting if finding.verdict is verdict), verdict.value)
        for verdict in (Verdict.CONFLICT, Verdict.UNSURE, Verdict.UNSTATED)
        if any(finding.verdict is verdict for finding in shutting)
    ]
    rules = _count(len({finding.rule for finding in shutting}), "rule")
    return Outcome("shut", f"{' and '.join(verdicts)} in {rules}{beside}", shown)


def _count(number: int, word: str) -> str:
    plain = word in ("unsure", "unstated")
    return f"{number} {word}{'' if number == 1 or plain else 's'}"


def shuts(finding: Finding, fail_on: Sequence[str]) -> bool:
    """Whether a finding shuts the gate. Conflicts of severity error do unless `never`; notes never do."""
    if "never" in fail_on or finding.waived is not None or finding.baseline is not None:
        return False
    match finding.verdict:
        case Verdict.CONFLICT:
            return finding.severity == "error" or (finding.severity == "warning" and "warning" in fail_on)
        case Verdict.UNSURE | Verdict.UNSTATED:
            return finding.verdict.value in fail_on and finding.severity != "note"
        case _:
            return False


def exempt(
    findings: tuple[Finding, ...],
    waivers: Sequence[WaiverLike],
    rules: Collection[str],
    today: int | None,
    *,
    partial: bool = False,
) -> tuple[tuple[Finding, ...], list[Diagnostic]]:
    """Mark the conflicts that a waiver covers; a waiver that is over, or covers nothing, is a warning.

    Without findings only what can be told from the rules is said; of a rule that was not chosen, nothing. `partial`
    says that not all articles were judged, so that a waiver for another article or for a whole story may well be used.
    """
    day = today if today is not None else date.today().toordinal()
    names = sorted(rules)
    problems = [
        diagnostics.waiver_matches_nothing(waiver.at, *_nameless("rule", waiver.rule, names))
        for waiver in waivers
        if waiver.rule not in rules
    ]
    problems += [
        diagnostics.waiver_expired(waiver.at, waiver.rule, day_text(waiver.until))
        for waiver in waivers
        if waiver.until < day
    ]
    current = [waiver for waiver in waivers if waiver.until >= day and waiver.rule in rules]
    covering: dict[_Place, int] = {}
    for index, waiver in enumerate(current):
        covering.setdefault(_covered(waiver), index)
    used: set[int] = set()
    marked: list[Finding] = []
    for finding in findings:
        index = covering.get(_place(finding), -1) if finding.verdict is Verdict.CONFLICT else -1
        if index < 0:
            marked.append(finding)
        else:
            used.add(index)
            marked.append(replace(finding, waived=current[index].reason))
    judged = _judged(findings)
    problems += [
        diagnostics.waiver_matches_nothing(waiver.at, *_why_unused(waiver, judged))
        for index, waiver in enumerate(current)
        if index not in used
        and waiver.rule in judged.places
        and (not partial or (waiver.article is not None and waiver.article in judged.articles))
    ]
    return tuple(marked), problems


class _Judged(NamedTuple):
    """What was judged: the articles (None: once per story) and stories of each rule in order, and those of all."""

    places: dict[str, tuple[list[str], list[str]]]
    articles: frozenset[str | None]
    stories: frozenset[str]


def _judged(findings: Sequence[Finding]) -> _Judged:
    found: dict[str, tuple[set[str], set[str]]] = {}
    for finding in findings:
        articles, stories = found.setdefault(finding.rule, (set(), set()))
        stories.add(finding.story)
        if finding.article is not None:
            articles.add(finding.article)
    return _Judged(
        {rule: (sorted(articles), sorted(stories)) for rule, (articles, stories) in found.items()},
        frozenset(finding.article for finding in findings),
        frozenset(finding.story for finding in findings),
    )


def _why_unused(waiver: WaiverLike, judged: _Judged) -> tuple[str, str | None]:
    """Why a waiver of a rule that was judged covers nothing, and what may have been meant."""
    articles, stories = judged.places[waiver.rule]
    if waiver.article is not None:
        if not articles:
            shown = ", ".join(stories)
            return f"{waiver.rule} is judged once per story; name the story ({shown}) instead of an article", None
        if waiver.article not in judged.articles:
            return _nameless("article", waiver.article, articles)
    elif waiver.story is not None and waiver.story not in judged.stories:
        return _nameless("story", waiver.story, stories)
    return f"{waiver.rule} has no conflict there", None


def _nameless(what: str, name: str, known: Sequence[str]) -> tuple[str, str | None]:
    return f"there is no {what} {name!r}", suggest(name, known)


def hold_back(
    findings: tuple[Finding, ...],
    baseline: BaselineLike,
    waivers: Sequence[WaiverLike],
    rules: Collection[str],
    *,
    partial: bool = False,
) -> tuple[tuple[Finding, ...], list[Diagnostic]]:
    """Mark the conflicts that the baseline knows; conflicts of it that no longer occur are one warning.

    A waiver says more than a baseline: while it holds it covers the conflict, and once it is over the conflict counts
    again, whatever the baseline knows. Of rules and articles that were not judged nothing is said (see `exempt`).
    """
    known = {conflict.fingerprint for conflict in baseline.conflicts}
    conflicts = {finding.fingerprint for finding in findings if finding.verdict is Verdict.CONFLICT}
    covered = {_covered(waiver) for waiver in waivers}
    marked = tuple(
        replace(finding, baseline=baseline.name)
        if finding.verdict is Verdict.CONFLICT and finding.fingerprint in known and _place(finding) not in covered
        else finding
        for finding in findings
    )
    judged = {finding.rule for finding in findings}
    articles = {finding.article for finding in findings}
    gone = [
        conflict
        for conflict in baseline.conflicts
        if conflict.fingerprint not in conflicts
        and (conflict.rule in judged or conflict.rule not in rules)
        and (not partial or (conflict.article is not None and conflict.article in articles))
    ]
    if not gone:
        return marked, []
    first = f"{gone[0].rule}, {gone[0].article or f'story {gone[0].story}'}"
    return marked, [diagnostics.baseline_outgrown(gone[0].at, len(gone), len(baseline.conflicts), first)]


_Place = tuple[str, str | None, str | None]
"""A rule with an article, or with a story as a whole."""


def _covered(waiver: WaiverLike) -> _Place:
    """Where a waiver holds."""
    return waiver.rule, waiver.article, waiver.story if waiver.article is None else None


def _place(finding: Finding) -> _Place:
    """Where a finding was made."""
    return finding.rule, finding.article, finding.story if finding.article is None else None


def never_decided(rules: Sequence[str], findings: Sequence[Finding]) -> tuple[str, ...]:
    """The rules that reached neither pass nor conflict anywhere."""
    decided = {finding.rule for finding in findings if finding.verdict in (Verdict.PASS, Verdict.CONFLICT)}
    return tuple(rule for rule in rules if rule not in decided) if findings else ()


def summarise(findings: Sequence[Finding]) -> dict[str, int]:
    """How many findings have each verdict, and how many conflicts are waived."""
    counts = {verdict.value: 0 for verdict in Verdict}
    for finding in findings:
        counts[finding.verdict.value] += 1
    return {**counts, "waived": sum(1 for finding in findings if finding.waived is not None)}
