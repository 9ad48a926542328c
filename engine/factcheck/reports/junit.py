"""Turns a report into JUnit's XML, in the shape that Jenkins checks (junit-10.xsd): articles are suites, rules cases.

A case fails if its finding is a conflict of severity error or warning that nothing covers, or if it helped to shut the
gate. What was not decided is skipped, with its reason. A first suite holds the gate and what is wrong with the input,
so that a run that judged nothing is never green.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from factcheck.diagnostics import Diagnostic, in_order
from factcheck.model.report import ArticleLine, Finding, Report
from factcheck.model.truth import Verdict
from factcheck.named import NamedTuple
from factcheck.reports.grouping import is_covered
from factcheck.reports.results import by_weight, claim, described, fails, sentence, spot, undecided
from factcheck.reports.sanitise import escape, inline, visible, without_commands


class Case(NamedTuple):
    """One test case: how it ended, in XML's own words (none: passed), why, and more to read."""

    name: str
    group: str
    ending: str | None = None
    kind: str = ""
    sentence: str = ""
    details: Sequence[str] = ()


def render(report: Report) -> str:
    """The XML document."""
    suites = [_suite("factcheck", (), _own_cases(report))]
    articles = {article.id: article for article in report.articles}
    owners = dict.fromkeys([*((None, article.id) for article in report.articles), *map(_owner, report.findings)])
    found: dict[tuple[str | None, str], list[Case]] = {owner: [] for owner in owners}
    for finding in report.findings:
        found[_owner(finding)].append(_case(finding, report.fail_on))
    for (story, article), cases in found.items():
        if story is not None:
            suites.append(_suite(f"story {inline(story)}", (), cases))
        elif cases:
            suites.append(_suite(inline(article), _properties(articles.get(article)), cases))
    cases = [case for members in found.values() for case in members] + _own_cases(report)
    head = f'<testsuites name="factcheck" {_counts(cases)}>'
    page = "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *suites, "</testsuites>"]) + "\n"
    return without_commands(page)  # lines of details may begin with anything


def _owner(finding: Finding) -> tuple[str | None, str]:
    """The story of a finding about a story, and the article of any other."""
    return (None, finding.article) if finding.article is not None else (finding.story, "")


def _case(finding: Finding, fail_on: str) -> Case:
    name = inline(finding.rule)
    group = inline(finding.article if finding.article is not None else finding.story)
    text = sentence(finding)
    if finding.verdict is Verdict.PASS:
        return Case(name, group)
    details = _details(finding)
    if finding.verdict is Verdict.ERROR:
        return Case(name, group, "error", "error", text, details)
    if fails(finding, fail_on):
        return Case(name, group, "failure", f"{finding.verdict.value} ({inline(finding.severity)})", text, details)
    if finding.verdict is Verdict.CONFLICT and not is_covered(finding):
        return Case(name, group, None, "", f"conflict (note): {text}", details)
    return Case(name, group, "skipped", "covered" if is_covered(finding) else finding.verdict.value, text, details)


def _details(finding: Finding) -> list[str]:
    lines = [claim(finding), f"check: {inline(finding.check)}"]
    if finding.expected:
        lines.append(f"expected: {inline(finding.expected)}")
    for line in by_weight(finding):
        place = f" ({spot(line.location)})" if line.location is not None else ""
        quote = f" “{inline(line.quote)}”" if line.quote is not None else ""
        lines.append(f"{inline(line.outcome)}: {described(line)}{quote}{place}")
    if finding.why:
        lines.append(f"why: {inline(finding.why)}")
    lines.append(f"rule: {spot(finding.rule_location)}")
    return lines


def _own_cases(report: Report) -> list[Case]:
    """The gate, and every problem of the input."""
    notes = [f"{inline(rule.rule)}: {rule.sentence}" for rule in undecided(report)]
    problems = in_order(report.diagnostics)
    notes += [f"warning {p.code}: {_said(p)}" for p in problems if p.severity != "error"]
    refused = "error" if report.gate == "refused" else None
    gate = Case("gate", "factcheck", refused, "refused", f"gate {report.gate}: {inline(report.gate_reason)}", notes)
    wrong = [
        Case(f"{problem.code} {number}", "factcheck", "error", problem.code, _said(problem))
        for number, problem in enumerate((p for p in problems if p.severity == "error"), 1)
    ]
    return [gate, *wrong]


def _said(problem: Diagnostic) -> str:
    return f"{inline(problem.message)} ({spot(problem.at.location)})" if problem.at else inline(problem.message)


def _properties(article: ArticleLine | None) -> list[tuple[str, str]]:
    if article is None:
        return []
    named = {
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published,
        "story": article.story,
        "status": article.status,
        "file": article.file,
        "url": article.url,
    }
    return [(name, value) for name, value in named.items() if value is not None]


# XML -----------------------------------------------------------------------------------------------------------------


def _suite(name: str, properties: Sequence[tuple[str, str]], cases: Sequence[Case]) -> str:
    skipped = sum(case.ending == "skipped" for case in cases)
    lines = [f'  <testsuite name="{_xml(name)}" {_counts(cases)} skipped="{skipped}">']
    if properties:
        lines.append("    <properties>")
        lines += [f'      <property name="{key}" value="{_xml(inline(value))}"/>' for key, value in properties]
        lines.append("    </properties>")
    lines += [_testcase(case) for case in cases]
    return "\n".join([*lines, "  </testsuite>"])


def _testcase(case: Case) -> str:
    head = f'    <testcase name="{_xml(case.name)}" classname="{_xml(case.group)}"'
    details = "".join(f"{_xml(line)}\n" for line in case.details)
    if case.ending is None:
        words = f"{_xml(case.sentence)}\n{details}" if case.sentence else ""
        return f"{head}><system-out>{words}</system-out></testcase>" if words else f"{head}/>"
    ending = f'<{case.ending} type="{_xml(case.kind)}" message="{_xml(case.sentence)}">{details}</{case.ending}>'
    return f"{head}>{ending}</testcase>"


def _counts(cases: Sequence[Case]) -> str:
    failures = sum(case.ending == "failure" for case in cases)
    errors = sum(case.ending == "error" for case in cases)
    return f'tests="{len(cases)}" failures="{failures}" errors="{errors}"'


_ENTITIES: Final = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;"))


def _xml(text: str) -> str:
    """Text that XML can carry in content and in attributes; what it cannot carry is shown as an escape."""
    shown = visible(text)
    shown = "".join(escape(c) if ord(c) & 0xFFFE == 0xFFFE else c for c in shown)  # noncharacters of every plane
    for character, entity in _ENTITIES:
        shown = shown.replace(character, entity)
    return shown
