"""Turns a report into its last line: what happened, and what it means for the gate."""

from __future__ import annotations

from typing import Final

from factcheck.diagnostics import errors
from factcheck.model.exit_code import OF_GATE
from factcheck.model.report import Gate, Report
from factcheck.model.truth import Verdict
from factcheck.reports.grouping import Counts, count, is_covered
from factcheck.reports.layout import Cell, Style, both_ends, columns, counted
from factcheck.reports.sanitise import inline

_GATES: Final[dict[Gate, str]] = {"open": "gate open", "shut": "gate shut", "refused": "refused"}
_GATE_STYLES: Final[dict[Gate, Style]] = {"open": "good", "shut": "bad", "refused": "bad"}


def gate_words(gate: Gate) -> str:
    """`gate shut (exit 1)`"""
    return f"{_GATES[gate]} (exit {int(OF_GATE[gate])})"


def counts_in_words(report: Report) -> str:
    """`5 conflicts in 4 articles · 2 unsure · 96 pass · 61 unstated`"""
    return _counts(count(report))


def last_line(report: Report, width: int, color: bool) -> list[str]:
    """Counts on the left, the gate on the right; below them where they do not fit. No count is ever left out."""
    gate = Cell(gate_words(report.gate), _GATE_STYLES[report.gate])
    room = width - columns(gate.text) - 2
    counts = count(report)
    variants = [_counts(counts), _counts(counts, where=False)]
    if report.gate == "refused":
        why = _refusal(report)
        variants = [f"{why} · {variant}" for variant in variants] if report.findings else [why]
    text = next((variant for variant in variants if columns(variant) <= room), variants[0])
    lines = both_ends(Cell(_kept_together(text), "strong"), gate, width, 0, color, hang=0)
    return [line.replace(_GLUE, " ") for line in lines]


_GLUE: Final = "\u00a0"
_LONG: Final = 20
"""Columns of a count that may be parted: it tells of articles, stories and waivers."""


def _kept_together(counts: str) -> str:
    """Lines break between counts, and not between a number and its noun; only a long one may be parted."""
    parts = [part if columns(part) > _LONG else part.replace(" ", _GLUE) for part in counts.split(" · ")]
    return f"{_GLUE}· ".join(parts)


def _refusal(report: Report) -> str:
    wrong = len(errors(report.diagnostics))
    if wrong and not report.findings:
        return f"{counted(wrong, 'error')}; nothing was judged"
    return inline(report.gate_reason).rstrip(".")


def needs_reason(report: Report) -> bool:
    """The gate is not what the number of conflicts alone would lead a reader to expect."""
    if report.gate == "refused":
        return False
    uncovered = [
        finding for finding in report.findings if finding.verdict is Verdict.CONFLICT and not is_covered(finding)
    ]
    if report.gate == "open":
        return bool(uncovered)
    return not any(finding.severity == "error" for finding in uncovered)


def _counts(counts: Counts, *, where: bool = True) -> str:
    parts = [
        *_optional(counts, Verdict.ERROR, "error", "errors"),
        _conflicts(counts, where=where),
        *_optional(counts, Verdict.UNSURE, "unsure"),
        *_optional(counts, Verdict.PASS, "pass"),
        *_optional(counts, Verdict.UNSTATED, "unstated"),
        *_optional(counts, Verdict.SKIPPED, "skipped"),
    ]
    return " · ".join(parts)


def _optional(counts: Counts, verdict: Verdict, noun: str, plural: str | None = None) -> list[str]:
    number = counts.verdicts[verdict]
    return [counted(number, noun, plural or noun)] if number else []


def _conflicts(counts: Counts, *, where: bool) -> str:
    """`5 conflicts in 4 articles and 1 story (1 waived)`"""
    number = counts.verdicts[Verdict.CONFLICT]
    if not number:
        return "no conflict"
    text = counted(number, "conflict")
    if where:
        places = [counted(counts.articles, "article")] if counts.articles else []
        places += [counted(counts.stories, "story", "stories")] if counts.stories else []
        text += f" in {' and '.join(places)}"
    marks = [f"{counts.waived:,} waived"] if counts.waived else []
    marks += [f"{counts.baseline:,} in the baseline"] if counts.baseline else []
    return f"{text} ({', '.join(marks)})" if marks else text
