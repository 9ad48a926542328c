"""Turns a report into workflow commands of GitHub Actions: annotations at the words of the articles.

A runner obeys every line that starts with `::` after white space, and `##[…]` anywhere in a line; so every line here
starts with a word of ours, and nothing that stands in an article or a rule brings a line end or such a mark with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from factcheck.diagnostics import in_order
from factcheck.model.report import Report
from factcheck.model.truth import Verdict
from factcheck.named import NamedTuple
from factcheck.reports.results import (
    article_files,
    claim,
    in_question,
    place_of,
    sentence,
    undecided,
    weight,
    whose,
    worst_first,
)
from factcheck.reports.sanitise import inline, without_commands
from factcheck.reports.summary_line import counts_in_words, gate_words
from factcheck.reports.view import View
from factcheck.source import Location

MOST_SHOWN: Final = 10
"""Annotations of one level that GitHub shows for a step; the rest stands in the log only."""
_OF_WEIGHT: Final = {"broken": "error", "error": "error", "warning": "warning", "note": "notice", "aside": "notice"}
_LEVELS: Final = ("error", "warning", "notice")
_SHOWN: Final = (Verdict.CONFLICT, Verdict.UNSURE, Verdict.ERROR)


class _Annotation(NamedTuple):
    level: str
    title: str
    message: str
    place: Location | None


def render(report: Report, view: View) -> str:
    """One line for each annotation, then a line with the counts and the gate.

    A quiet view keeps what is in question, and the errors of the input.
    """
    annotations = sorted(_annotations(report, quiet=view.quiet), key=lambda one: _LEVELS.index(one.level))
    plain = [
        f"factcheck: {number:,} annotations of level {level}; GitHub shows the first {MOST_SHOWN}"
        for level, number in Counter(annotation.level for annotation in annotations).items()
        if number > MOST_SHOWN
    ]
    plain.append(f"factcheck: {counts_in_words(report)} · {gate_words(report.gate)}: {inline(report.gate_reason)}")
    return "\n".join([*map(_command, annotations), *map(without_commands, plain)]) + "\n"


def _annotations(report: Report, *, quiet: bool) -> Iterator[_Annotation]:
    for problem in in_order(report.diagnostics):
        if problem.severity == "error" or not quiet:
            place = problem.at.location if problem.at else None
            yield _Annotation(problem.severity, problem.code, problem.message, place)
    files = article_files(report)
    for finding in worst_first(report.findings):
        if in_question(finding) if quiet else finding.verdict in _SHOWN:
            message = f"{whose(finding)}: {sentence(finding)}"
            title = f"{finding.verdict.value} {finding.rule}: {claim(finding)}"
            yield _Annotation(_OF_WEIGHT.get(weight(finding), "error"), title, message, place_of(finding, files))
    for rule in () if quiet else undecided(report):
        yield _Annotation("notice", f"never decided: {rule.rule}", rule.sentence, rule.place)


def _command(annotation: _Annotation) -> str:
    """`::error file=…,line=…,title=…::message`"""
    properties = {}
    place = annotation.place
    if place is not None:
        properties = {"file": place.file, "line": str(max(place.line, 1)), "endLine": str(max(place.end_line, 1))}
        if place.line == place.end_line:  # GitHub takes columns only within one line
            properties |= {"col": str(place.column), "endColumn": str(max(place.end_column, place.column))}
    properties["title"] = annotation.title
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{annotation.level} {written}::{_data(annotation.message)}"


def _data(text: str) -> str:
    """A message, with the runner's own escapes for what it would take as one."""
    return inline(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
