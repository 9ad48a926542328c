"""Turns findings into the order in which people should read them, by rule and worst first, and into counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from factcheck.model.report import Finding, Report
from factcheck.model.truth import Verdict
from factcheck.named import NamedTuple
from factcheck.record import Record

SEVERITIES: Final = ("error", "warning", "note")


class Group(NamedTuple):
    """All findings of one rule that share a verdict; those of a conflict are either all covered or all open."""

    rule: str
    verdict: Verdict
    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        return self.findings[0]


class Counts(Record):
    """How many findings have each verdict; the waived ones and those of the baseline are among the conflicts."""

    verdicts: dict[Verdict, int]
    waived: int
    baseline: int
    articles: int
    """How many articles have a conflict."""
    stories: int
    """How many stories have a conflict of their own."""


def is_covered(finding: Finding) -> bool:
    """A conflict that a waiver or the baseline keeps from shutting the gate."""
    return finding.verdict is Verdict.CONFLICT and (finding.waived is not None or finding.baseline is not None)


def groups(findings: Iterable[Finding], verdict: Verdict, *, covered: bool = False) -> list[Group]:
    """The findings of one verdict by rule: severe rules first, among them those that meet a self-contradiction, then in
    the order given. Within a rule, contradictions come first.
    """
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.verdict is verdict and is_covered(finding) is covered:
            by_rule.setdefault(finding.rule, []).append(finding)
    found = [
        Group(rule, verdict, tuple(sorted(members, key=lambda finding: not finding.contradicts_itself)))
        for rule, members in by_rule.items()
    ]
    return sorted(found, key=lambda group: (severity_rank(group.first), not group.first.contradicts_itself))


def severity_rank(finding: Finding) -> int:
    """Where a finding stands among others: errors first."""
    return SEVERITIES.index(finding.severity) if finding.severity in SEVERITIES else len(SEVERITIES)


def count(report: Report) -> Counts:
    """How many findings, articles and rules there are of each kind."""
    verdicts = dict.fromkeys(Verdict, 0)
    articles: set[str] = set()
    stories: set[str] = set()
    waived = baseline = 0
    for finding in report.findings:
        verdicts[finding.verdict] += 1
        if finding.verdict is not Verdict.CONFLICT:
            continue
        waived += finding.waived is not None
        baseline += finding.waived is None and finding.baseline is not None
        if finding.article is None:
            stories.add(finding.story)
        else:
            articles.add(finding.article)
    return Counts(verdicts, waived, baseline, len(articles), len(stories))


def why_never_decided(report: Report) -> dict[str, str]:
    """The rules that reached neither pass nor conflict anywhere, each with a few words on why, if the findings tell."""
    undecided: dict[str, list[Finding]] = {rule: [] for rule in report.never_decided}
    for finding in report.findings:
        if finding.rule in undecided:
            undecided[finding.rule].append(finding)
    return {rule: _why(findings) for rule, findings in undecided.items()}


def _why(findings: list[Finding]) -> str:
    if not findings:
        return "judged on nothing"
    missing = _missing_everywhere(findings)
    if missing:
        return f"no article states {', '.join(missing)}"
    verdicts = {finding.verdict for finding in findings}
    if verdicts == {Verdict.SKIPPED}:
        return "skipped everywhere"
    return "every article is too vague" if verdicts == {Verdict.UNSURE} else ""


def _missing_everywhere(findings: list[Finding]) -> list[str]:
    """What every finding misses; of a fact with a filter (`f[…]`), which some articles lack as a whole, that."""
    longest: dict[str, str] = {}
    for name in (name for finding in findings for name in finding.missing):
        longest[_fact_of(name)] = max(longest.get(_fact_of(name), ""), name, key=len)
    return [
        name
        for fact, name in longest.items()
        if all(any(_fact_of(other) == fact for other in finding.missing) for finding in findings)
    ]


def _fact_of(name: str) -> str:
    return name.partition("[")[0]
