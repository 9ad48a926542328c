"""Turns a report into what its HTML page is made of: rules with their findings, the matrix, articles, pictures."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from factcheck.diagnostics import Diagnostic, in_order
from factcheck.model.exhibits import ArticleText, Exhibits, Scale
from factcheck.model.report import ArticleLine, EvidenceLine, Finding, Report
from factcheck.model.truth import Verdict
from factcheck.named import NamedTuple
from factcheck.reports import html_text
from factcheck.reports.grouping import Group, groups, is_covered, why_never_decided
from factcheck.reports.html_scales import Chart, chart
from factcheck.reports.html_words import URGENCY, finding_anchor, letter, verdict_words
from factcheck.reports.layout import counted
from factcheck.reports.summary_line import gate_words

_MOST_LISTED: Final = 60
"""Rules in conflict that the first list names; all are in the matrix and below it."""
_MOST_DRAWN: Final = 600
"""Lines of all pictures together."""
_MOST_IN_FULL: Final = 4_000
"""Findings from which on a page is slim: it says the same things once, of all the articles that they hold for."""


class FindingGroup(NamedTuple):
    """Findings of a rule with one verdict. Those of a brief group have their message and reason in common, and nothing
    else to say than which words they rest on.
    """

    letter: str
    verdict: str
    message: str
    reason: str
    findings: tuple[Finding, ...]
    brief: bool


class RuleView(NamedTuple):
    """A rule with what it found. `tags` are numbers in the page's list of tags."""

    number: int
    first: Finding
    tags: tuple[int, ...]
    guard: str | None
    findings: tuple[Finding, ...]
    groups: tuple[FindingGroup, ...]
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
    counts: tuple[tuple[str, str, int], ...]

    @property
    def name(self) -> str:
        return self.line.title or self.line.id


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
    anchors: Mapping[str, int]
    """The quotes that stand in an article's text here, with the end of what is marked without a break."""
    slim: bool
    anchor: Callable[[Finding], str]
    """Where a finding stands on the page."""


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
_OUTCOMES: Final = ("fails", "open", "holds")


def page_of(report: Report) -> Page:
    """What a report shows as a page."""
    exhibits = report.exhibits() if report.exhibits is not None else Exhibits()
    tags = tuple(sorted({tag for finding in report.findings for tag in finding.tags}))
    slim = len(report.findings) > _MOST_IN_FULL
    rules = _rules(report, exhibits, {tag: number for number, tag in enumerate(tags)}, slim=slim)
    by_rule = {rule.id: rule for rule in rules}
    anchor = _anchors(rules, report.articles) if slim else finding_anchor
    articles = _articles(report, exhibits, anchor)
    urgent = [*groups(report.findings, Verdict.ERROR), *groups(report.findings, Verdict.CONFLICT)]
    charts, undrawn = _charts(report, exhibits, _MOST_DRAWN if not slim else _MOST_DRAWN // 8)
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
        anchors={
            segment.anchor: segment.end
            for article in articles
            for paragraph in article.paragraphs
            for segment in paragraph.segments
            if segment.anchor
        },
        slim=slim,
        anchor=anchor,
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


def standfirst(report: Report) -> str:
    """Why the gate is as it is, and what else there is that does not shut it."""
    reason = report.gate_reason.rstrip(".")
    text = f"{reason[:1].upper()}{reason[1:]}."
    shutting = {"never": (), "warning": ("error", "warning")}.get(report.fail_on, ("error",))
    mild = sum(
        1
        for finding in report.findings
        if finding.verdict is Verdict.CONFLICT and not is_covered(finding) and finding.severity not in shutting
    )
    if not mild or report.gate == "refused":
        return text
    return f"{text} {counted(mild, 'conflict')} of lesser weight {'does' if mild == 1 else 'do'} not shut it."


def ordered_evidence(finding: Finding) -> list[EvidenceLine]:
    """What fails first, then what is open, then what holds."""
    return sorted(finding.evidence, key=lambda line: _OUTCOMES.index(line.outcome))


def decisive_quote(finding: Finding) -> str | None:
    """The first words that do not hold, unless the message has them."""
    quoted = next((line.quote for line in finding.evidence if line.quote and line.outcome != "holds"), None)
    return None if quoted is None or quoted in (finding.message or "") else quoted


# Rules ---------------------------------------------------------------------------------------------------------------


def _rules(report: Report, exhibits: Exhibits, tags: Mapping[str, int], *, slim: bool) -> tuple[RuleView, ...]:
    by_rule: dict[str, list[Finding]] = {}
    for finding in report.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    return tuple(
        RuleView(
            number,
            found[0],
            tuple(tags[tag] for tag in dict.fromkeys(found[0].tags)),
            exhibits.guards.get(rule),
            tuple(found),
            _finding_groups(found, slim=slim),
            _counts(found),
        )
        for number, (rule, found) in enumerate(by_rule.items())
    )


def _finding_groups(findings: Sequence[Finding], *, slim: bool) -> tuple[FindingGroup, ...]:
    """By verdict, the urgent first; brief ones, which on a slim page are all, by what is said of them as well."""
    found: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        kind = letter(finding)
        is_brief = slim or kind in "ns"
        excuse = finding.waived or finding.baseline
        message = " · ".join(part for part in (finding.message, excuse) if part)
        found.setdefault((kind, finding.reason, message) if is_brief else (kind, "", ""), []).append(finding)
    ordered = sorted(found.items(), key=lambda item: URGENCY.index(item[0][0]))
    return tuple(
        FindingGroup(kind, verdict_words(same[0]), message, reason, tuple(same), slim or kind in "ns")
        for (kind, reason, message), same in ordered
    )


def _anchors(rules: Sequence[RuleView], articles: Sequence[ArticleLine]) -> Callable[[Finding], str]:
    """Short anchors."""
    rule_numbers = {rule.id: rule.number for rule in rules}
    numbers = {article.id: number for number, article in enumerate(articles)}

    def anchor(finding: Finding) -> str:
        if finding.article not in numbers:
            return finding_anchor(finding)
        return f"f:{rule_numbers[finding.rule]}:{numbers[finding.article]}"

    return anchor


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
        by_article = {finding.article: finding for finding in rule.findings}
        row = MatrixRow(rule, tuple(by_article.get(article.id) for article in articles))
        parts.setdefault(rule.first.rule_location.file, []).append(row)
    return tuple(MatrixPart(_stem(file), tuple(rows)) for file, rows in parts.items())


def _stem(file: str) -> str:
    """`north korea`, of rules/north-korea.yaml"""
    return os.path.splitext(file.rpartition("/")[2])[0].replace("-", " ").replace("_", " ")


# Articles ------------------------------------------------------------------------------------------------------------


def _articles(report: Report, exhibits: Exhibits, anchor_of: Callable[[Finding], str]) -> tuple[ArticleView, ...]:
    evidence: dict[str, list[html_text.Evidence]] = {article.id: [] for article in report.articles}
    findings: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if finding.article is not None:
            findings.setdefault(finding.article, []).append(finding)
        for line in finding.evidence:
            if line.article in evidence:
                evidence[line.article].append(html_text.Evidence(finding, line))
    return tuple(
        _article(
            number,
            article,
            exhibits.texts.get(article.id),
            evidence[article.id],
            findings.get(article.id, []),
            anchor_of,
        )
        for number, article in enumerate(report.articles)
    )


def _article(
    number: int,
    line: ArticleLine,
    text: ArticleText | None,
    found: list[html_text.Evidence],
    findings: list[Finding],
    anchor_of: Callable[[Finding], str],
) -> ArticleView:
    paragraphs, left_out = html_text.paragraphs(number, text, found, anchor_of) if text is not None else ([], 0)
    elsewhere = [one for one in found if text is None or one.line.start is None]
    return ArticleView(
        number,
        line,
        text.language if text is not None else None,
        tuple(paragraphs),
        left_out,
        tuple(elsewhere),
        _counts(findings),
    )


# Pictures ------------------------------------------------------------------------------------------------------------


def _charts(report: Report, exhibits: Exhibits, most: int) -> tuple[tuple[Chart, ...], tuple[str, ...]]:
    """The pictures, those of facts in dispute first, and the facts that there was no room for."""
    made = [chart(scale, _letters(report, scale)) for scale in exhibits.scales]
    drawn = sorted((one for one in made if one is not None), key=_urgency)
    kept: list[Chart] = []
    lines = 0
    for one in drawn:
        lines += len(one.rows)
        if lines > most:
            break
        kept.append(one)
    return tuple(kept), tuple(dict.fromkeys(one.fact for one in drawn[len(kept) :]))


def _urgency(picture: Chart) -> int:
    return min((URGENCY.index(row.letter) for row in picture.rows if row.letter), default=len(URGENCY))


def _letters(report: Report, scale: Scale) -> dict[tuple[str, str, str | None], str]:
    """How the rules whose bands are drawn judged each statement: the most urgent verdict."""
    bands = {allowed.rule for allowed in scale.allowed}
    found: dict[tuple[str, str, str | None], str] = {}
    for finding in report.findings if bands else ():
        if finding.rule not in bands:
            continue
        for line in finding.evidence:
            key = (line.article, line.value, line.hedge)
            kind = html_text.note_letter(finding, line)
            if line.fact == scale.fact and URGENCY.index(kind) < URGENCY.index(found.get(key, URGENCY[-1])):
                found[key] = kind
    return found
