"""Turns a report into what its HTML page is made of: rules with their findings, the matrix, articles, pictures."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from factcheck.diagnostics import Diagnostic, in_order
from factcheck.model.exhibits import Exhibits
from factcheck.model.report import ArticleLine, Finding, Report
from factcheck.model.truth import Verdict
from factcheck.named import NamedTuple
from factcheck.reports import html_text
from factcheck.reports.grouping import Group, groups, is_covered, why_never_decided
from factcheck.reports.html_scales import Chart, chart
from factcheck.reports.html_words import URGENCY, letter
from factcheck.reports.layout import counted
from factcheck.reports.summary_line import gate_words

_MOST_LISTED: Final = 60
"""Rules in conflict that the first list names; all are in the matrix and below it."""
_MOST_DRAWN: Final = 1_500
"""Lines of all pictures together."""


class Silence(NamedTuple):
    """Articles of which a rule says the same for want of anything to judge."""

    letter: str
    verdict: str
    reason: str
    findings: tuple[Finding, ...]


class RuleView(NamedTuple):
    """A rule with what it found. `tags` are numbers in the page's list of tags."""

    number: int
    first: Finding
    tags: tuple[int, ...]
    guard: str | None
    decided: tuple[Finding, ...]
    silent: tuple[Silence, ...]
    worst: str
    counts: tuple[tuple[str, str, int], ...]
    """Class, word and number of each verdict, the urgent ones first."""

    @property
    def id(self) -> str:
        return self.first.rule

    @property
    def name(self) -> str:
        return self.first.title or self.first.rule


class MatrixRow(NamedTuple):
    """A rule and its finding on every article."""

    rule: RuleView
    cells: tuple[Finding | None, ...]


class MatrixPart(NamedTuple):
    """The rules of one file."""

    name: str
    rows: tuple[MatrixRow, ...]


class ArticleView(NamedTuple):
    """An article, its text as far as it is at hand, and the evidence that does not stand in it."""

    number: int
    line: ArticleLine
    language: str | None
    paragraphs: tuple[html_text.Paragraph, ...]
    left_out: int
    elsewhere: tuple[html_text.Evidence, ...]
    worst: str
    conflicts: int


class Page(NamedTuple):
    """Everything that the template shows, in its order."""

    report: Report
    title: str
    headline: str
    summary: tuple[tuple[str, str, int], ...]
    urgent: tuple[Group, ...]
    unlisted: int
    open_questions: tuple[Group, ...]
    matrix: tuple[MatrixPart, ...]
    stories: tuple[RuleView, ...]
    charts: tuple[Chart, ...]
    undrawn: tuple[str, ...]
    articles: tuple[ArticleView, ...]
    rules: tuple[RuleView, ...]
    by_rule: Mapping[str, RuleView]
    numbers: Mapping[str, int]
    """The number of each article."""
    tags: tuple[str, ...]
    severities: tuple[str, ...]
    never_decided: Mapping[str, str]
    covered: tuple[Finding, ...]
    diagnostics: tuple[Diagnostic, ...]
    anchors: frozenset[str]
    """The quotes that stand in an article's text here."""


_HEADLINES: Final = {"open": "The gate is open", "shut": "The gate is shut", "refused": "The run was refused"}
_WORDS: Final = {
    "e": ("error", "errors"),
    "k": ("conflict", "conflicts"),
    "w": ("waived or known conflict", "waived or known conflicts"),
    "u": ("unsure", "unsure"),
    "p": ("pass", "pass"),
    "n": ("unstated", "unstated"),
    "s": ("skipped", "skipped"),
}
_ORDER: Final = "ekwupns"


def page_of(report: Report) -> Page:
    """What the page shows."""
    exhibits = report.exhibits() if report.exhibits is not None else Exhibits()
    tags = tuple(sorted({tag for finding in report.findings for tag in finding.tags}))
    rules = _rules(report, exhibits, {tag: number for number, tag in enumerate(tags)})
    by_rule = {rule.id: rule for rule in rules}
    articles = _articles(report, exhibits)
    urgent = [*groups(report.findings, Verdict.ERROR), *groups(report.findings, Verdict.CONFLICT)]
    charts, undrawn = _charts(report, exhibits)
    return Page(
        report=report,
        title=f"{_HEADLINES[report.gate].removeprefix('The ')}: {report.gate_reason}",
        headline=_HEADLINES[report.gate],
        summary=_counts(report.findings),
        urgent=tuple(urgent[:_MOST_LISTED]),
        unlisted=max(0, len(urgent) - _MOST_LISTED),
        open_questions=tuple(groups(report.findings, Verdict.UNSURE)[:_MOST_LISTED]),
        matrix=_matrix(rules, report.articles),
        stories=tuple(rule for rule in rules if rule.first.article is None),
        charts=charts,
        undrawn=undrawn,
        articles=articles,
        rules=rules,
        by_rule=by_rule,
        numbers={article.line.id: article.number for article in articles},
        tags=tags,
        severities=tuple(s for s in ("error", "warning", "note") if any(f.severity == s for f in report.findings)),
        never_decided=why_never_decided(report),
        covered=tuple(finding for finding in report.findings if is_covered(finding)),
        diagnostics=tuple(in_order(report.diagnostics)),
        anchors=frozenset(
            segment.anchor
            for article in articles
            for paragraph in article.paragraphs
            for segment in paragraph.segments
            if segment.anchor
        ),
    )


def gate_line(report: Report) -> str:
    """`gate shut (exit 1)`"""
    return gate_words(report.gate)


def scope(report: Report) -> str:
    """`80 rules, 5 articles, 1 story`"""
    return ", ".join(
        (
            counted(report.rules, "rule"),
            counted(len(report.articles), "article"),
            counted(report.stories, "story", "stories"),
        )
    )


def decisive_quote(finding: Finding) -> str | None:
    """The first words that do not hold."""
    return next((line.quote for line in finding.evidence if line.quote and line.outcome != "holds"), None)


# Rules ---------------------------------------------------------------------------------------------------------------


def _rules(report: Report, exhibits: Exhibits, tags: Mapping[str, int]) -> tuple[RuleView, ...]:
    by_rule: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    return tuple(
        _rule(number, findings, tags, exhibits.guards.get(rule))
        for number, (rule, findings) in enumerate(by_rule.items())
    )


def _rule(number: int, findings: list[Finding], tags: Mapping[str, int], guard: str | None) -> RuleView:
    decided = [f for f in findings if f.verdict not in (Verdict.UNSTATED, Verdict.SKIPPED)]
    decided.sort(key=lambda finding: URGENCY.index(letter(finding)))
    silences: dict[tuple[Verdict, str], list[Finding]] = {}
    for finding in findings:
        if finding.verdict in (Verdict.UNSTATED, Verdict.SKIPPED):
            silences.setdefault((finding.verdict, finding.reason), []).append(finding)
    first = findings[0]
    return RuleView(
        number,
        first,
        tuple(tags[tag] for tag in dict.fromkeys(first.tags)),
        guard,
        tuple(decided),
        tuple(Silence(letter(s[0]), verdict.value, reason, tuple(s)) for (verdict, reason), s in silences.items()),
        min((letter(finding) for finding in findings), key=URGENCY.index),
        _counts(findings),
    )


def _counts(findings: Iterable[Finding]) -> tuple[tuple[str, str, int], ...]:
    numbers: dict[str, int] = {}
    for finding in findings:
        kind = letter(finding)
        numbers[kind] = numbers.get(kind, 0) + 1
    return tuple((kind, _WORDS[kind][numbers[kind] != 1], numbers[kind]) for kind in _ORDER if kind in numbers)


def _matrix(rules: Sequence[RuleView], articles: Sequence[ArticleLine]) -> tuple[MatrixPart, ...]:
    parts: dict[str, list[MatrixRow]] = {}
    for rule in rules:
        if rule.first.article is None:
            continue
        by_article = {f.article: f for f in (*rule.decided, *(f for s in rule.silent for f in s.findings))}
        row = MatrixRow(rule, tuple(by_article.get(article.id) for article in articles))
        parts.setdefault(rule.first.rule_location.file, []).append(row)
    return tuple(MatrixPart(_stem(file), tuple(rows)) for file, rows in parts.items())


def _stem(file: str) -> str:
    """`north korea`, of rules/north-korea.yaml"""
    return os.path.splitext(file.rpartition("/")[2])[0].replace("-", " ").replace("_", " ")


# Articles ------------------------------------------------------------------------------------------------------------


def _articles(report: Report, exhibits: Exhibits) -> tuple[ArticleView, ...]:
    evidence: dict[str, list[html_text.Evidence]] = {article.id: [] for article in report.articles}
    letters: dict[str, list[str]] = {}
    for finding in report.findings:
        if finding.article is not None:
            letters.setdefault(finding.article, []).append(letter(finding))
        for line in finding.evidence:
            if line.article in evidence:
                evidence[line.article].append(html_text.Evidence(finding, line))
    return tuple(
        _article(number, article, exhibits, evidence[article.id], letters.get(article.id, []))
        for number, article in enumerate(report.articles)
    )


def _article(
    number: int, line: ArticleLine, exhibits: Exhibits, found: list[html_text.Evidence], letters: list[str]
) -> ArticleView:
    text = exhibits.texts.get(line.id)
    paragraphs, left_out = html_text.paragraphs(line.id, text, found) if text is not None else ([], 0)
    elsewhere = [one for one in found if text is None or one.line.start is None]
    return ArticleView(
        number,
        line,
        text.language if text is not None else None,
        tuple(paragraphs),
        left_out,
        tuple(elsewhere),
        min(letters, key=URGENCY.index, default="n"),
        letters.count("k"),
    )


# Pictures ------------------------------------------------------------------------------------------------------------


def _charts(report: Report, exhibits: Exhibits) -> tuple[tuple[Chart, ...], tuple[str, ...]]:
    """The pictures, and the facts that there was no room for: those in dispute come first then."""
    letters = _letters(report)
    drawn = [made for scale in exhibits.scales for made in [chart(scale, letters)] if made is not None]
    if sum(len(made.rows) for made in drawn) <= _MOST_DRAWN:
        return tuple(drawn), ()
    ranked = sorted(
        drawn, key=lambda made: min((URGENCY.find(row.letter) for row in made.rows if row.letter), default=9)
    )
    kept: set[str] = set()
    lines = 0
    for made in ranked:
        lines += len(made.rows)
        if lines > _MOST_DRAWN:
            break
        kept.add(made.fact)
    return (
        tuple(made for made in drawn if made.fact in kept),
        tuple(dict.fromkeys(made.fact for made in drawn if made.fact not in kept)),
    )


def _letters(report: Report) -> dict[tuple[str, str, str, str | None], str]:
    """How each statement was judged: the most urgent of its findings."""
    found: dict[tuple[str, str, str, str | None], str] = {}
    for finding in report.findings:
        for line in finding.evidence:
            key = (line.article, line.fact, line.value, line.hedge)
            kind = html_text.note_letter(finding, line)
            known = found.get(key)
            if known is None or URGENCY.index(kind) < URGENCY.index(known):
                found[key] = kind
    return found
