"""Turns a report into text for a person at a terminal.

Conflicts come first, because they are what the reader came for, and the last line says what it all means. Everything
can be read without colour; nothing that a reader needs as proof is ever cut.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from factcheck.diagnostics import OF_THE_RUN, in_order
from factcheck.model.report import Finding, Report
from factcheck.model.truth import Verdict
from factcheck.reports.grouping import Group, groups, is_covered, why_never_decided
from factcheck.reports.layout import counted, paragraph
from factcheck.reports.sanitise import inline, visible, without_commands
from factcheck.reports.summary_line import last_line, needs_reason
from factcheck.reports.text_groups import LABEL_STYLES, Plan, compact_lines, group_lines, plan
from factcheck.reports.view import View

_Block = list[str]


def render(report: Report, view: View = View()) -> str:  # noqa: B008  # an immutable tuple
    """The whole page, with a newline at the end."""
    layout = plan([finding for finding in report.findings if _is_shown_in_full(finding, view)], view)
    blocks = [
        *([] if view.quiet else [_header(report)]),
        *([_filed(report, layout)] if view.verbose else []),
        *_diagnostics(report, view),
        *_full(report, Verdict.ERROR, layout),
        *_full(report, Verdict.CONFLICT, layout),
    ]
    if not view.quiet:
        blocks += _covered(report, view, layout)
        blocks += _rest(report, view, layout)
        blocks += _never_decided(report, layout)
    blocks.append(_ending(report, view, layout))
    return without_commands("\n\n".join("\n".join(block) for block in blocks if block) + "\n")


def _is_shown_in_full(finding: Finding, view: View) -> bool:
    if finding.verdict is Verdict.CONFLICT:
        return view.verbose or not is_covered(finding)
    return finding.verdict is Verdict.ERROR or (view.verbose and finding.verdict in (Verdict.UNSURE, Verdict.PASS))


def _header(report: Report) -> _Block:
    parts = [
        counted(report.rules, "rule"),
        _articles(report),
        counted(report.stories, "story", "stories"),
    ]
    if report.scope is not None:
        parts.append(f"changed since {inline(report.scope.since)}")
    return [" · ".join(parts)]


def _filed(report: Report, layout: Plan) -> _Block:
    """Which articles were not read, since facts files stand for them."""
    filed = [article for article in report.articles if article.facts]
    named = (f"{inline(article.id)} ({', '.join(map(inline, article.facts))})" for article in filed)
    told = f"Not read, as facts files stand for them: {', '.join(named)}"
    return paragraph(told, layout.width, 0, hang=2) if filed else []


def _articles(report: Report) -> str:
    """`5 articles`, or `2 of 5 articles`"""
    if report.scope is None:
        return counted(len(report.articles), "article")
    return f"{report.scope.judged:,} of {counted(report.scope.of, 'article')}"


def _diagnostics(report: Report, view: View) -> list[_Block]:
    """Errors in full, since nothing was judged because of them, and what a check of the rules alone cannot know; other
    warnings only for those who want everything.
    """
    found = [d for d in in_order(report.diagnostics) if view.verbose or d.severity == "error" or d.code in OF_THE_RUN]
    if not found:
        return []
    from factcheck.reports.diagnostics_text import diagnostic_lines

    return [diagnostic_lines(diagnostic, view) for diagnostic in found]


def _full(report: Report, verdict: Verdict, layout: Plan) -> list[_Block]:
    return [group_lines(group, layout) for group in groups(report.findings, verdict)]


def _covered(report: Report, view: View, layout: Plan) -> list[_Block]:
    """Conflicts under a waiver or in the baseline: still there, one line each."""
    covered = groups(report.findings, Verdict.CONFLICT, covered=True)
    if view.verbose:
        return [group_lines(group, layout) for group in covered]
    waived = [_only(group, lambda finding: finding.waived is not None) for group in covered]
    known = [_only(group, lambda finding: finding.waived is None) for group in covered]
    return [
        compact_lines(label, "faint", [group for group in members if group.findings], layout)
        for label, members in (("WAIVED", waived), ("KNOWN", known))
    ]


def _only(group: Group, wanted: Callable[[Finding], bool]) -> Group:
    return group._replace(findings=tuple(finding for finding in group.findings if wanted(finding)))


def _rest(report: Report, view: View, layout: Plan) -> list[_Block]:
    unsure = groups(report.findings, Verdict.UNSURE)
    if not view.verbose:
        return [_compact(unsure, layout)]
    in_full = [*unsure, *groups(report.findings, Verdict.PASS)]
    return [
        *(group_lines(group, layout) for group in in_full),
        _compact(groups(report.findings, Verdict.UNSTATED), layout),
        _compact(groups(report.findings, Verdict.SKIPPED), layout),
    ]


def _compact(members: Sequence[Group], layout: Plan) -> _Block:
    if not members:
        return []
    verdict = members[0].verdict
    return compact_lines(verdict.upper(), LABEL_STYLES[verdict], members, layout)


def _never_decided(report: Report, layout: Plan) -> list[_Block]:
    """Rules that reached neither pass nor conflict anywhere, gathered by what kept them from it."""
    if not report.never_decided:
        return []
    by_reason: dict[str, list[str]] = {}
    for rule, reason in why_never_decided(report).items():
        by_reason.setdefault(reason, []).append(visible(rule))
    parts = [
        f"{', '.join(rules)} ({inline(reason)})" if reason else ", ".join(rules) for reason, rules in by_reason.items()
    ]
    return [paragraph(f"Never decided: {'; '.join(parts)}", layout.width, 0, hang=2)]


def _ending(report: Report, view: View, layout: Plan) -> _Block:
    lines = []
    warnings = sum(d.severity == "warning" and d.code not in OF_THE_RUN for d in report.diagnostics)
    if warnings and view.verbosity == 0:
        text = f"{counted(warnings, 'warning')} about the rules; factcheck check says more"
        lines += paragraph(text, layout.width, 0)
    is_empty = report.scope is not None and not report.scope.judged and report.gate != "refused"
    if is_empty or (needs_reason(report) and not view.quiet):
        reason = f"Gate {report.gate}: {inline(report.gate_reason).rstrip('.')} (--fail-on {visible(report.fail_on)})"
        lines += paragraph(reason, layout.width, 0)
    return lines + last_line(report, layout.width, view.color)
