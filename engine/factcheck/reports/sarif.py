"""Turns a report into SARIF 2.1.0, for code-scanning dashboards and editors.

A finding is a result at the words of the article; the rule stands beside it as a related location. Columns and offsets
count code points, as `columnKind` says. Texts are shown to people and are therefore free of what a page would obey; a
snippet is the article's own text. Where a consumer's limits would be passed, the worst stays and a notification says
what is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from factcheck import __version__
from factcheck.codes import CATALOGUE
from factcheck.diagnostics import Diagnostic, in_order
from factcheck.model.exit_code import OF_GATE
from factcheck.model.report import EvidenceLine, Finding, Report
from factcheck.model.truth import Verdict
from factcheck.pattern import pattern
from factcheck.reports.results import (
    article_files,
    by_weight,
    claim,
    cover_of,
    described,
    first,
    in_question,
    is_web_address,
    place_of,
    sentence,
    undecided,
    uri_of,
    whose,
    worst_first,
)
from factcheck.reports.sanitise import for_json, inline
from factcheck.reports.view import View
from factcheck.source import Location

MOST_RESULTS: Final = 25_000
MOST_TAGS: Final = 20
MOST_RELATED: Final = 100
"""GitHub takes no more results in a run, no more tags on a rule, and shows no more locations of a result."""
HOME: Final = "urn:factcheck:tool"
"""GitHub asks for an absolute URI; this one names the tool as those of the schemas name the formats."""
_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_KINDS: Final = {
    Verdict.CONFLICT: "fail",
    Verdict.ERROR: "fail",
    Verdict.PASS: "pass",
    Verdict.UNSURE: "review",
    Verdict.UNSTATED: "open",
    Verdict.SKIPPED: "notApplicable",
}
_LEVELS: Final = ("error", "warning", "note")
_MARKUP = pattern(r"\](?=\()|\{(?=\d)")
Object = dict[str, Any]


def render(report: Report, view: View) -> str:
    """The log, with one run. A quiet view has only the results in question, for dashboards that alarm at every one."""
    findings = worst_first(finding for finding in report.findings if not view.quiet or in_question(finding))
    shown = findings[:MOST_RESULTS]
    notifications = [_of_problem(problem) for problem in in_order(report.diagnostics)]
    notifications += [
        _notification("note", f"{inline(rule.rule)}: {rule.sentence}", rule.place) for rule in undecided(report)
    ]
    if len(findings) > len(shown):
        left_out = f"{len(findings) - len(shown):,} of {len(findings):,} results are left out, the least urgent ones"
        notifications.append(_notification("warning", left_out, None))
    rules = {rule: index for index, rule in enumerate(dict.fromkeys(finding.rule for finding in shown))}
    files = article_files(report)
    run: Object = {
        "tool": {"driver": _driver(shown, report.diagnostics)},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "invocations": [_invocation(report, notifications)],
        "results": [_result(finding, rules[finding.rule], files) for finding in shown],
        "properties": {
            "gate": report.gate,
            "gateReason": inline(report.gate_reason),
            "neverDecided": len(report.never_decided),
        },
    }
    log: Object = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return for_json(json.dumps(log, indent=1, ensure_ascii=False)) + "\n"


# The tool ------------------------------------------------------------------------------------------------------------


def _driver(findings: Iterable[Finding], problems: Iterable[Diagnostic]) -> Object:
    rules: dict[str, Object] = {}
    for finding in findings:
        if finding.rule not in rules:
            rules[finding.rule] = _rule(finding)
    codes = sorted({problem.code for problem in problems})
    driver: Object = {
        "name": "factcheck",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": HOME,
        "rules": list(rules.values()),
    }
    if codes:
        driver["notifications"] = [_code(code) for code in codes]
    return driver


def _code(code: str) -> Object:
    """What a dashboard says of a problem of the input."""
    text = {"text": _ended(CATALOGUE.get(code, code).capitalize())}
    return {"id": code, "shortDescription": text, "fullDescription": text, "help": text}


def _rule(finding: Finding) -> Object:
    """What a dashboard says of a rule, beside every result."""
    why = inline(finding.why) if finding.why else ""
    check = f"check: {inline(finding.check)}"
    help_text = "\n".join([*([why] if why else []), check, *map(inline, finding.references)])
    rule: Object = {
        "id": inline(finding.rule),
        "shortDescription": {"text": _ended(claim(finding))},
        "fullDescription": {"text": _ended(why or claim(finding))},
        "help": {"text": _text(help_text)},
        "defaultConfiguration": {"level": _level(finding.severity)},
        "properties": {
            "tags": first(MOST_TAGS, [inline(tag) for tag in dict.fromkeys(finding.tags)], "tags"),
            "precision": "high",
            "problem.severity": {"note": "recommendation"}.get(finding.severity, _level(finding.severity)),
        },
    }
    source = next((uri for uri in finding.references if is_web_address(uri)), None)
    return rule | {"helpUri": source} if source else rule


def _level(severity: str) -> str:
    return severity if severity in _LEVELS else "error"


def _invocation(report: Report, notifications: list[Object]) -> Object:
    code = OF_GATE[report.gate]
    return {
        "executionSuccessful": report.gate != "refused",
        "exitCode": int(code),
        "exitCodeDescription": _text(f"gate {report.gate}: {inline(report.gate_reason)}"),
        "toolExecutionNotifications": notifications,
    }


def _of_problem(problem: Diagnostic) -> Object:
    place = problem.at.location if problem.at else None
    return _notification(problem.severity, problem.message, place) | {"descriptor": {"id": problem.code}}


def _notification(level: str, text: str, place: Location | None) -> Object:
    notification: Object = {"level": level, "message": {"text": _ended(inline(text))}}
    return notification | {"locations": [_location(place)]} if place is not None else notification


# Results -------------------------------------------------------------------------------------------------------------


def _result(finding: Finding, index: int, files: dict[str, str]) -> Object:
    kind = _KINDS[finding.verdict]
    shown = by_weight(finding)
    leading = next((line for line in shown if line.location is not None), None)
    place = _evidence(leading) if leading is not None else _location(place_of(finding, files))
    rest = [
        _evidence(line) | {"message": {"text": _text(described(line))}} for line in shown if _is_beside(line, leading)
    ]
    text = f"{whose(finding)}: {sentence(finding)}"
    if len(rest) > MOST_RELATED - 1:
        text += f" ({len(rest) - MOST_RELATED + 1:,} further statements are not listed)"
    related = [_location(finding.rule_location) | {"message": {"text": _text(f"the rule: {claim(finding)}")}}]
    related += rest[: MOST_RELATED - 1]
    result: Object = {
        "ruleId": inline(finding.rule),
        "ruleIndex": index,
        "kind": kind,
        "level": _result_level(finding),
        "message": {"text": _ended(text)},
        "locations": [place],
        "relatedLocations": [{"id": number} | location for number, location in enumerate(related, 1)],
        "partialFingerprints": {
            "primaryLocationLineHash": f"{finding.fingerprint}:1",
            "factcheck/v1": finding.fingerprint,
        },
        "properties": _properties(finding),
    }
    if kind == "fail":
        result["suppressions"] = _suppressions(finding)
    if finding.baseline is not None:
        result["baselineState"] = "unchanged"
    return result


def _result_level(finding: Finding) -> str:
    if finding.verdict is Verdict.ERROR:
        return "error"
    return _level(finding.severity) if finding.verdict is Verdict.CONFLICT else "none"


def _is_beside(line: EvidenceLine, leading: EvidenceLine | None) -> bool:
    return line is not leading and line.location is not None


def _suppressions(finding: Finding) -> list[Object]:
    """Why a conflict does not count. The empty list says that it does."""
    cover = cover_of(finding)
    return [{"kind": "external", "status": "accepted", "justification": cover}] if cover else []


def _properties(finding: Finding) -> Object:
    properties: Object = {"verdict": finding.verdict.value, "story": inline(finding.story)}
    if finding.article is not None:
        properties["article"] = inline(finding.article)
    if finding.contradicts_itself:
        properties["contradictsItself"] = True
    if finding.expected:
        properties["expected"] = inline(finding.expected)
    return properties


def _evidence(line: EvidenceLine) -> Object:
    """The words in the article, with their offset where it is known."""
    assert line.location is not None
    location = _location(line.location)
    region = location["physicalLocation"]["region"]
    if line.start is not None and line.end is not None and line.end >= line.start >= 0:
        region |= {"charOffset": line.start, "charLength": line.end - line.start}
    if line.quote:
        region["snippet"] = {"text": line.quote}
    return location


def _location(place: Location) -> Object:
    line, column = max(place.line, 1), max(place.column, 1)
    end_line = max(place.end_line, line)
    end_column = max(place.end_column, column if end_line == line else 1)
    region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
    return {"physicalLocation": {"artifactLocation": {"uri": uri_of(place.file)}, "region": region}}


# Texts ---------------------------------------------------------------------------------------------------------------


def _text(text: str) -> str:
    """Text in which no reader sees a link (`[words](target)`) or a placeholder (`{0}`): a space parts the marks."""
    return _MARKUP.sub(lambda found: f"{found.group()} ", text)


def _ended(text: str) -> str:
    """A sentence, as messages should be."""
    shown = _text(text) or "?"
    return shown if shown.endswith((".", "!", "?")) else f"{shown}."
