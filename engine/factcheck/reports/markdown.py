"""Turns a report into GitHub-flavoured Markdown: the summary of a job, a comment on a pull request.

Words of articles and rules stay words: code spans hold names and quotes, and in running text every character that means
something to Markdown, or to what GitHub and GitLab make of the page afterwards (mentions, issue numbers, emoji), is
disarmed. The page has no table, since a `|` in a code span would need an escape that not every reader undoes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Final

from factcheck.diagnostics import in_order
from factcheck.model.report import EvidenceLine, Finding, Report
from factcheck.model.truth import Verdict
from factcheck.reports.grouping import groups
from factcheck.reports.results import by_weight, cover_of, spot, undecided, value_of
from factcheck.reports.sanitise import inline
from factcheck.reports.summary_line import counts_in_words, gate_words
from factcheck.reports.view import View

MOST_CHARACTERS: Final = 60_000
"""GitHub takes 65,536 in a comment. What does not fit is counted, not shown."""
_GATE_SIGNS: Final = {"open": "✅", "shut": "❌", "refused": "⛔"}
_MOST_EVIDENCE: Final = 6
_DISARMED: Final = "&#8203;"
"""A zero-width space: it parts a mark from its word, and is gone from view."""


@cache
def _punctuation() -> re.Pattern[str]:
    """ASCII punctuation that means something to Markdown inside a line."""
    return re.compile(r"[!#-&*+.:<>@\[-`{-~-]")


@cache
def _links() -> re.Pattern[str]:
    """What makes a link, a picture or a sum of the word after it once the page is made: @name, #12, :smile:, www."""
    return re.compile(r"\\[@#!~%&$:^*](?=[\w/]|\\[_+-])|\b(?:gh|gl)\\-(?=\d)|\bwww\\\.", re.IGNORECASE)


def render(report: Report, view: View) -> str:
    """The page. A quiet view has only what is in question."""
    lines = [f"## {_GATE_SIGNS[report.gate]} factcheck: {gate_words(report.gate)}", ""]
    lines += [f"{prose(counts_in_words(report))}  ", f"{prose(report.gate_reason)}", ""]
    room = MOST_CHARACTERS - sum(len(line) + 1 for line in lines)
    for title, items, noun in _sections(report, quiet=view.quiet):
        section = _section(title, items, noun, room)
        room -= sum(len(line) + 1 for line in section)
        lines += section
    return "\n".join(lines).rstrip("\n") + "\n"


def _section(title: str, items: Sequence[str], noun: str, room: int) -> list[str]:
    """A heading and its items, as many as there is room for; the last line says how many there was none for."""
    if not items:
        return []
    lines = [f"### {title}", ""]
    room -= len(title) + 100
    for number, item in enumerate(items):
        room -= len(item) + 1
        if room < 0:
            lines.append(f"- *… and {len(items) - number:,} more {noun}; there is no room for them here*")
            break
        lines.append(item)
    return [*lines, ""]


def _sections(report: Report, *, quiet: bool) -> Iterator[tuple[str, list[str], str]]:
    problems = in_order(report.diagnostics)
    wrong = [problem for problem in problems if problem.severity == "error"]
    findings = report.findings
    yield "Errors in the input", [_problem(p.code, p.message, p.at and spot(p.at.location)) for p in wrong], "errors"
    yield "Could not be judged", list(_rules(findings, Verdict.ERROR)), "rules"
    yield "Conflicts", list(_rules(findings, Verdict.CONFLICT)), "rules with conflicts"
    if quiet:
        return
    yield "Unsure", list(_rules(findings, Verdict.UNSURE)), "rules"
    yield "Waived, or known from the baseline", list(_rules(findings, Verdict.CONFLICT, covered=True)), "rules"
    yield "Never decided", [f"- {code(rule.rule)}: {prose(rule.sentence)}" for rule in undecided(report)], "rules"
    warnings = [p for p in problems if p.severity != "error"]
    yield "Warnings", [_problem(p.code, p.message, p.at and spot(p.at.location)) for p in warnings], "warnings"


def _problem(number: str, message: str, place: str | None) -> str:
    return f"- **{number}** {prose(message)}{f' ({code(place)})' if place else ''}"


def _rules(findings: Iterable[Finding], verdict: Verdict, *, covered: bool = False) -> Iterator[str]:
    """One item for a rule, with one below it for every article or story."""
    for group in groups(findings, verdict, covered=covered):
        finding = group.first
        title = f" {prose(finding.title)}" if finding.title else ""
        lines = [f"- {_severity(finding)}{code(finding.rule)}{title}"]
        for member in group.findings:
            lines += _finding(member)
        lines.append(f"  - expected: {code(finding.expected or finding.check)} ({code(spot(finding.rule_location))})")
        yield "\n".join(lines)


def _severity(finding: Finding) -> str:
    return f"**{prose(finding.severity)}** " if finding.verdict in (Verdict.CONFLICT, Verdict.ERROR) else ""


def _finding(finding: Finding) -> list[str]:
    who = code(finding.article) if finding.article is not None else f"story {code(finding.story)}"
    words = ["contradicts itself"] if finding.contradicts_itself else []
    words += [prose(text) for text in (finding.message, finding.reason) if text]
    cover = cover_of(finding)
    words += [f"*{prose(cover)}*"] if cover else []
    lines = [f"  - {who}: {' · '.join(words) or finding.verdict.value}"]
    shown = by_weight(finding)[:_MOST_EVIDENCE]
    for _, same in groupby(shown, key=_statement):
        lines.append(f"    - {_statement(next(iter(same)))}")
    if len(finding.evidence) > _MOST_EVIDENCE:
        lines.append(f"    - … and {len(finding.evidence) - _MOST_EVIDENCE:,} more")
    return lines


def _statement(line: EvidenceLine) -> str:
    said_by = f", says {prose(line.said_by)}" if line.said_by else ""
    quote = f" {code(line.quote)}" if line.quote is not None else ""
    place = f" ({code(spot(line.location))})" if line.location is not None else ""
    return f"{prose(line.outcome)}: {prose(value_of(line))}{said_by}{quote}{place}"


def prose(text: str) -> str:
    """Text that is nothing but text wherever it stands in a line."""
    escaped = _punctuation().sub(r"\\\g<0>", inline(text))
    if escaped.startswith("="):  # a line of = makes a heading of the line above it
        escaped = f"\\{escaped}"
    return _links().sub(lambda found: found.group() + _DISARMED, escaped)


def code(text: str) -> str:
    """A code span. Its fence is longer than any run of backticks inside it."""
    shown = inline(text) or " "
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{pad}{shown}{pad}{fence}"
