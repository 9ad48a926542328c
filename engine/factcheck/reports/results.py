"""Turns findings into what the formats for other programs share: an order, a sentence, a place.

Every text that comes from here is fit to be shown: on one line, with nothing in it that a screen would obey.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import quote

from factcheck.model.report import EvidenceLine, Finding, Report
from factcheck.model.truth import Verdict
from factcheck.named import NamedTuple
from factcheck.pattern import pattern
from factcheck.reports.grouping import is_covered, severity_rank, why_never_decided
from factcheck.reports.sanitise import inline
from factcheck.source import Location

_DECISIVE: Final = {
    Verdict.CONFLICT: ("fails", "open", "holds"),
    Verdict.PASS: ("holds", "open", "fails"),
}
_UNDECIDED: Final = ("open", "fails", "holds")
_RANKS: Final = (Verdict.ERROR, Verdict.CONFLICT, Verdict.UNSURE, Verdict.UNSTATED, Verdict.SKIPPED, Verdict.PASS)


_WEB = pattern(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~!$&'*+,;=:@%/?#-]*)?")


class Undecided(NamedTuple):
    """A rule that reached neither pass nor conflict anywhere, and why."""

    rule: str
    sentence: str
    place: Location | None


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Findings that need action first; among equals the order of the report stays.

    What could not be judged, conflicts by severity, what is unsure, covered conflicts, and then the rest.
    """
    return sorted(findings, key=_rank)


def _rank(finding: Finding) -> tuple[float, int, bool]:
    verdict = _RANKS.index(finding.verdict) + (1.5 if is_covered(finding) else 0)
    return verdict, severity_rank(finding), not finding.contradicts_itself


def in_question(finding: Finding) -> bool:
    """A conflict that nothing covers, or a finding that could not be judged."""
    return finding.verdict is Verdict.ERROR or (finding.verdict is Verdict.CONFLICT and not is_covered(finding))


def weight(finding: Finding) -> str:
    """What a finding asks for: "broken" if it could not be judged, a conflict's severity, "aside" for all the rest."""
    if in_question(finding):
        return "broken" if finding.verdict is Verdict.ERROR else finding.severity
    return "aside"


def fails(finding: Finding, fail_on: str) -> bool:
    """Whether a finding is a failure to a consumer that knows passed, failed and skipped only.

    An open conflict of severity error or warning is one, and what `--fail-on` names; a note never is.
    """
    if finding.severity == "note":
        return False
    if finding.verdict is Verdict.CONFLICT:
        return not is_covered(finding)
    return finding.verdict.value in fail_on.split(",")


def whose(finding: Finding) -> str:
    """The article, or the story."""
    return inline(finding.article) if finding.article is not None else f"story {inline(finding.story)}"


def claim(finding: Finding) -> str:
    """What the rule holds: its title, or else its check."""
    return inline(finding.title or finding.check)


def sentence(finding: Finding) -> str:
    """What was found, in one sentence: the rule's message, the distance, and what covers it."""
    parts = ["contradicts itself"] if finding.contradicts_itself else []
    parts += [inline(text) for text in (finding.message, finding.reason) if text]
    if not parts:
        parts.append(_by_verdict(finding))
    cover = cover_of(finding)
    return inline(" · ".join([*(part for part in parts if part), *([cover] if cover else [])]))


def _by_verdict(finding: Finding) -> str:
    missing = ", ".join(inline(fact) for fact in finding.missing)
    match finding.verdict:
        case Verdict.PASS:
            return f"fits: {inline(finding.check)}"
        case Verdict.UNSTATED if missing:
            return f"nothing is stated about {missing}"
        case verdict:
            return f"{verdict.value}: {inline(finding.check)}"


def cover_of(finding: Finding) -> str | None:
    """Why a conflict does not count, if something covers it."""
    if not is_covered(finding):
        return None
    return "known from the baseline" if finding.waived is None else f"waived: {inline(finding.waived)}"


def by_weight(finding: Finding) -> list[EvidenceLine]:
    """The evidence, the decisive statements first."""
    order = _DECISIVE.get(finding.verdict, _UNDECIDED)
    return sorted(finding.evidence, key=lambda line: order.index(line.outcome) if line.outcome in order else len(order))


def value_of(line: EvidenceLine) -> str:
    """`about 110 min`"""
    return hedged(line.value, line.hedge)


_PLURALS: Final = frozenset(("tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions"))
"""Hedges that are amounts themselves: "hundreds (200 to below 1000)"."""


def hedged(value: str, hedge: str | None) -> str:
    """`about 80 min`. A hedge that the value says itself ("at least 31", "at most 31" for "up to") is said once."""
    shown, words = inline(value), inline(hedge or "")
    if not words or shown.startswith(f"{words} "):
        return shown
    if words == "up to" and shown.startswith("at most "):
        return f"{words} {shown.removeprefix('at most ')}"
    return f"{words} ({shown})" if hedge in _PLURALS else f"{words} {shown}"


def described(line: EvidenceLine) -> str:
    """`meeting_duration: about 110 min, says the White House`"""
    text = f"{inline(line.fact)}: {value_of(line)}"
    return f"{text}, says {inline(line.said_by)}" if line.said_by else text


def spot(place: Location) -> str:
    """`rules/summit.yaml:41:12`"""
    return f"{inline(place.file)}:{place.line}:{place.column}"


def article_files(report: Report) -> dict[str, str]:
    """The file of every article that has one."""
    return {article.id: article.file for article in report.articles if article.file}


def place_of(finding: Finding, files: dict[str, str]) -> Location:
    """Where to look: the decisive words, or else the article from its start, or else the rule."""
    for line in by_weight(finding):
        if line.location is not None:
            return line.location
    file = files.get(finding.article) if finding.article is not None else None
    return finding.rule_location if file is None else Location(file, 1, 1, 1, 1)


def undecided(report: Report) -> list[Undecided]:
    """The rules that were never decided, in the report's order."""
    places = {finding.rule: finding.rule_location for finding in reversed(report.findings)}
    return [
        Undecided(rule, f"never decided{f': {inline(why)}' if why else ''}", places.get(rule))
        for rule, why in why_never_decided(report).items()
    ]


def uri_of(file: str) -> str:
    """A path as a relative reference of a URI, with everything odd in it percent-encoded."""
    path = file.replace("\\", "/")
    while path.startswith("./"):
        path = path[2:]
    # Half a surrogate pair stands for a byte that is no UTF-8: its name cannot be said, but it must not be lost.
    encoded = quote(path.encode("utf-8", "backslashreplace"), safe="/-._~")
    return f"file://{encoded}" if path.startswith("/") else encoded or "."


def is_web_address(text: str) -> bool:
    """An http(s) address of ASCII characters that mean nothing to markup; any other is shown, but is no link."""
    return bool(_WEB.fullmatch(text))


def first(number: int, items: Sequence[str], noun: str) -> list[str]:
    """At most so many items; the last of them then says how many are left out."""
    if len(items) <= number:
        return list(items)
    return [*items[: number - 1], f"and {len(items) - number + 1:,} more {noun}"]
