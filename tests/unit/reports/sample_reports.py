"""Hand-made reports for the renderers' tests: small builders, and a few reports that show every kind of finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from factcheck import diagnostics
from factcheck.model.explanation import Explanation, FactNote, Judgement, Part, Reading
from factcheck.model.facts_table import FactEntry, FactRow, FactsTable
from factcheck.model.report import ArticleLine, EvidenceLine, Finding, Gate, Report
from factcheck.model.truth import BOTH, FALSE, NEITHER, TRUE, Verdict
from factcheck.source import Location, Passage, SourceFile

STORY = "biden-kishida-2022"
AGENCY, CHINESE, PREVIEW, TURKISH, WIRE = (
    "agency-2022-01-22",
    "chinese-site-2022-01-22",
    "preview-2022-01-21",
    "turkish-site-2022-01-22",
    "wire-2022-01-22",
)


def place(file: str, line: int, column: int, length: int = 10) -> Location:
    return Location(file, line, column, line, column + length)


def words(
    article: str,
    quote: str | None,
    value: str,
    outcome: str,
    *,
    fact: str = "meeting_duration",
    at: tuple[int, int] | None = (9, 31),
    hedge: str | None = None,
    said_by: str | None = None,
    modality: str = "asserted",
) -> EvidenceLine:
    """One line of evidence. Offsets are made up from the line."""
    location = place(f"seeds/articles/{article}.md", *at, len(quote or "")) if at else None
    start = at[0] * 100 + at[1] if at else None
    return EvidenceLine(
        fact,
        value,
        hedge,
        said_by,
        modality,
        outcome,
        quote,
        article,
        location,
        start,
        None if start is None else start + len(quote or ""),
    )


def finding(
    rule: str,
    verdict: Verdict,
    *,
    article: str | None = WIRE,
    title: str | None = None,
    severity: str = "error",
    reason: str = "",
    check: str = "meeting_duration in [80, 90] min",
    expected: str = "80 to 90 min",
    message: str | None = None,
    why: str | None = None,
    evidence: Sequence[EvidenceLine] = (),
    missing: Sequence[str] = (),
    contradicts_itself: bool = False,
    waived: str | None = None,
    baseline: str | None = None,
    status: str = "published",
    file: str = "rules/summit.yaml",
    line: int = 9,
    tags: Sequence[str] = ("summit",),
) -> Finding:
    return Finding(
        rule,
        title,
        severity,
        tuple(tags),
        article,
        STORY,
        verdict,
        contradicts_itself,
        reason,
        check,
        expected,
        message,
        why,
        place(file, line, 12, 32),
        tuple(evidence),
        tuple(missing),
        f"{rule}:{article}",
        waived,
        baseline,
        status,
    )


def report(
    findings: Sequence[Finding],
    *,
    gate: Gate = "shut",
    gate_reason: str = "1 conflict of severity error is not waived.",
    never_decided: Sequence[str] = (),
    found: Sequence[diagnostics.Diagnostic] = (),
    rules: int = 34,
    articles: Sequence[str] = (AGENCY, CHINESE, PREVIEW, TURKISH, WIRE),
    fail_on: str = "conflict",
) -> Report:
    lines = tuple(
        ArticleLine(name, f"Title of {name}", None, name[-10:], STORY, "published", f"seeds/articles/{name}.md")
        for name in articles
    )
    return Report(tuple(findings), tuple(never_decided), tuple(found), lines, rules, 1, gate, gate_reason, fail_on, {})


CALL_LENGTH = "The leaders spoke for 80 to 90 minutes"
KISHIDA_TITLE = "Kishida is prime minister of Japan"


def call_length(verdict: Verdict, article: str, line: EvidenceLine, reason: str, message: str | None = None) -> Finding:
    return finding(
        "call-length",
        verdict,
        article=article,
        title=CALL_LENGTH,
        reason=reason,
        message=message,
        evidence=[line],
        why="Kishida told the press that it took about 80 minutes, and a US official briefed on a 90-minute session.",
    )


def mixed() -> Report:
    """Two conflicting rules (one article contradicts itself), a story, unsure, passes, silence, a waiver, a warning."""
    title: dict[str, Any] = {
        "title": KISHIDA_TITLE,
        "check": 'kishida_title == "prime minister"',
        "file": "rules/people.yaml",
    }
    return report(
        [
            call_length(
                Verdict.PASS, AGENCY, words(AGENCY, "lasted about 80 minutes", "80 min", "holds", hedge="about"), ""
            ),
            call_length(
                Verdict.CONFLICT,
                TURKISH,
                words(
                    TURKISH,
                    "about an hour and 50 minutes",
                    "110 min",
                    "fails",
                    hedge="about",
                    said_by="the White House",
                    at=(17, 321),
                ),
                "20 min above the range",
                'puts the call at 110 min ("about an hour and 50 minutes") where 80 to 90 min is expected',
            ),
            call_length(
                Verdict.CONFLICT,
                CHINESE,
                words(CHINESE, "an hour", "60 min", "fails", at=(5, 2)),
                "20 min below the range",
            ),
            finding(
                "kishida-title",
                Verdict.CONFLICT,
                article=TURKISH,
                contradicts_itself=True,
                line=41,
                evidence=[
                    words(
                        TURKISH,
                        "Japanese Prime Minister Kishida",
                        "prime minister",
                        "holds",
                        fact="kishida_title",
                        at=(3, 27),
                    ),
                    words(
                        TURKISH,
                        "Japanese President Fumio Kishida",
                        "president",
                        "fails",
                        fact="kishida_title",
                        at=(7, 32),
                    ),
                ],
                **title,
            ),
            finding(
                "kishida-title",
                Verdict.PASS,
                line=41,
                evidence=[
                    words(WIRE, "Japanese Prime Minister", "prime minister", "holds", fact="kishida_title", at=(11, 8))
                ],
                **title,
            ),
            finding("kishida-title", Verdict.UNSTATED, article=PREVIEW, missing=["kishida_title"], line=41, **title),
            finding(
                "call-lengths-agree",
                Verdict.CONFLICT,
                article=None,
                severity="warning",
                title="The reports agree on how long the call lasted",
                reason="spread 30 min, allowed 5 min",
                check="spread(meeting_duration) <= 5 min",
                file="rules/agreement.yaml",
                line=12,
                evidence=[
                    words(AGENCY, "lasted about 80 minutes", "80 min", "open", hedge="about", at=(9, 31)),
                    words(WIRE, "nearly 90-minute session", "90 min", "open", hedge="nearly", said_by="US officials"),
                    words(TURKISH, "about an hour and 50 minutes", "110 min", "open", hedge="about", at=(17, 321)),
                    words(CHINESE, "80-minute video call", "80 min", "open", hedge="about", at=(4, 1)),
                ],
            ),
            finding(
                "quad-host",
                Verdict.CONFLICT,
                article=CHINESE,
                title="Japan hosts the Quad meeting",
                reason="India is not Japan",
                check="quad_host == Japan",
                file="rules/quad.yaml",
                waived="corrected in print on 23 January",
                evidence=[words(CHINESE, "India will host", "India", "fails", fact="quad_host", modality="planned")],
            ),
            finding(
                "visit-in-spring",
                Verdict.UNSURE,
                article=AGENCY,
                severity="note",
                title="Biden visits in spring",
                reason='"later this year" is wider than spring 2022',
                check="visit_date in 2022-21",
                evidence=[words(AGENCY, "later this year", "2022", "open", fact="visit_date")],
            ),
            *(
                finding("vaccine-pledge", Verdict.UNSTATED, article=article, missing=["vaccine_doses"])
                for article in (AGENCY, WIRE)
            ),
            finding("preview-only", Verdict.SKIPPED, reason="published after 2022-01-21"),
        ],
        never_decided=["vaccine-pledge", "preview-only"],
        found=[warning()],
    )


def warning() -> diagnostics.Diagnostic:
    text = "rules:\n  - id: vaccine-pledge\n    check: vaccine_doses >= 1 billion\n"
    source = SourceFile("rules/quad.yaml", text)
    start = text.index("vaccine-pledge")
    return diagnostics.rule_without_tests(Passage(source, start, start + 14), "vaccine-pledge")


def unknown_fact() -> diagnostics.Diagnostic:
    text = "rules:\n  - id: call\n    check: meting_duration in [80, 90] min\n"
    source = SourceFile("rules/summit.yaml", text)
    start = text.index("meting")
    return diagnostics.unknown_fact(Passage(source, start, start + 15), "meting_duration", "meeting_duration")


def all_pass() -> Report:
    passed = call_length(
        Verdict.PASS, AGENCY, words(AGENCY, "lasted about 80 minutes", "80 min", "holds", hedge="about"), ""
    )
    return report([passed], gate="open", gate_reason="There is no conflict.", rules=1, articles=[AGENCY])


def refused() -> Report:
    return report(
        [],
        gate="refused",
        gate_reason="the input has errors",
        found=[unknown_fact(), warning()],
    )


def with_error() -> Report:
    """An article's own data is of the wrong type."""
    broken = finding(
        "call-length",
        Verdict.ERROR,
        title=CALL_LENGTH,
        reason="'ninety-ish' cannot be read as a duration",
        evidence=[words(WIRE, "ninety-ish", "ninety-ish", "open", at=None)],
    )
    whole = mixed()
    return replace(
        whole,
        findings=(*whole.findings, broken),
        gate="refused",
        gate_reason="1 finding could not be judged",
    )


def wide_characters() -> Report:
    return report(
        [
            call_length(
                Verdict.CONFLICT,
                "産経-2022-01-22",
                words(
                    "産経-2022-01-22",
                    "岸田文雄首相とバイデン米大統領のテレビ会談は、約1時間50分に及んだと、政府関係者は述べた。",
                    "110 min",
                    "fails",
                    hedge="about",
                ),
                "20 min above the range",
                "会談は約1時間50分とされているが、80分から90分のはずである",
            )
        ],
        articles=["産経-2022-01-22"],
    )


NAUGHTY = (
    "\x1b[31mred\x1b[0m \u202eevil\u202c ::error::x ##[error]y \r\n::set-output name=a::b "
    "\u200bzero \x9b2J \ud800 a\u2028b"
)


def hostile() -> Report:
    """Every string of the report is hostile."""
    line = EvidenceLine(
        NAUGHTY, NAUGHTY, NAUGHTY, NAUGHTY, NAUGHTY, NAUGHTY, NAUGHTY, NAUGHTY, place(NAUGHTY, 1, 1), 0, 5
    )
    bad = diagnostics.bad_setting(Passage(SourceFile(NAUGHTY, NAUGHTY), 3, 9), NAUGHTY, NAUGHTY)
    findings = [
        Finding(
            NAUGHTY + str(verdict),
            NAUGHTY,
            NAUGHTY,
            (NAUGHTY,),
            article,
            NAUGHTY,
            verdict,
            False,
            NAUGHTY,
            NAUGHTY,
            NAUGHTY,
            NAUGHTY,
            NAUGHTY,
            place(NAUGHTY, 1, 1),
            (line, line),
            (NAUGHTY,),
            NAUGHTY,
            waived,
            None,
            NAUGHTY,
        )
        for verdict in Verdict
        for article in (NAUGHTY, None)
        for waived in (None, NAUGHTY)
    ]
    article = ArticleLine(NAUGHTY, NAUGHTY, NAUGHTY, NAUGHTY, NAUGHTY, NAUGHTY, NAUGHTY)
    return Report(tuple(findings), (NAUGHTY,), (bad,), (article,), 1, 1, "shut", NAUGHTY, NAUGHTY, {})


REPORTS = {
    "mixed": mixed,
    "all_pass": all_pass,
    "refused": refused,
    "with_error": with_error,
    "wide_characters": wide_characters,
}


# Explanations and tables ---------------------------------------------------------------------------------------------


def reading(value: str, outcome: str, reason: str, article: str = AGENCY, **more: str) -> Reading:
    settings: dict[str, object] = {"fact": "meeting_duration", "quote": f"quoted {value}", **more}
    return Reading(
        value=value,
        outcome=outcome,
        reason=reason,
        article=article,
        location=place(f"seeds/articles/{article}.md", 9, 31),
        **settings,  # type: ignore[arg-type]  # a test's shorthand
    )


def comparison(text: str, truth: int, *readings: Reading, missing: Sequence[str] = (), note: str | None = None) -> Part:
    return Part("comparison", text, truth, (), tuple(readings), tuple(missing), note)


def judgement(check: Part, verdict: Verdict, article: str | None = AGENCY, **more: object) -> Judgement:
    settings: dict[str, object] = {"contradicts_itself": False, "reason": "", **more}
    return Judgement(
        article,
        f"Title of {article}" if article else None,
        STORY,
        verdict,
        check=check,
        **settings,  # type: ignore[arg-type]  # a test's shorthand
    )


PARTLY = "is only partly in the range"
LENGTH = "meeting_duration in [80, 90] min"
ABOUT_80 = reading(
    "80 min", "holds", "about 80 min lies in the range", hedge="about", width="±10%", possible="72 to 88 min"
)


def explanation(*judgements: Judgement, check: str = LENGTH, when: str | None = None) -> Explanation:
    return Explanation(
        "call-length",
        CALL_LENGTH,
        "error",
        check,
        when,
        "Kishida told the press that it took about 80 minutes, and a US official briefed on a 90-minute session.",
        place("rules/summit.yaml", 9, 12),
        (
            FactNote("meeting_duration", "duration", "How long the call lasted"),
            FactNote("quad_host", "country", "Host"),
        ),
        ("https://example.org/readout",),
        judgements,
    )


def explained() -> Explanation:
    """Every verdict, and every connective."""
    too_long = reading("110 min", "fails", "20 min above the range", said_by="the White House")
    host = reading("Japan", "holds", "says Japan", fact="quad_host", modality="planned")
    tree = Part(
        "and",
        "…",
        FALSE,
        (
            Part("or", "…", TRUE, (comparison("quad_host == Japan", TRUE, host), comparison("x == 1", NEITHER))),
            Part("not", "…", FALSE, (comparison("meeting_format == virtual", TRUE),)),
            Part("implies", "…", FALSE, (comparison("a is stated", TRUE), comparison("b is stated", FALSE))),
            Part("certainly", "…", FALSE, (comparison(LENGTH, FALSE, ABOUT_80),)),
            Part("possibly", "…", TRUE, (comparison(LENGTH, TRUE, ABOUT_80),)),
        ),
    )
    spread = comparison(
        "spread(meeting_duration) <= 5 min",
        FALSE,
        reading("80 min", "fails", "spread 30 min", hedge="about"),
        reading("80 min", "fails", "spread 30 min", WIRE, hedge="about"),
        reading("110 min", "fails", "spread 30 min", TURKISH),
        note="spread(meeting_duration) is 30 min",
    )
    return explanation(
        judgement(comparison(LENGTH, TRUE, ABOUT_80), Verdict.PASS),
        judgement(comparison(LENGTH, FALSE, too_long), Verdict.CONFLICT, TURKISH, waived="corrected in print"),
        judgement(comparison(LENGTH, BOTH, ABOUT_80, too_long), Verdict.CONFLICT, CHINESE, contradicts_itself=True),
        judgement(
            comparison(LENGTH, NEITHER, reading("more than 85 min", "open", f"more than 85 min {PARTLY}")),
            Verdict.UNSURE,
        ),
        judgement(comparison(LENGTH, NEITHER, missing=["meeting_duration"]), Verdict.UNSTATED, PREVIEW),
        judgement(
            comparison(LENGTH, NEITHER),
            Verdict.SKIPPED,
            reason="`when` is not told true",
            when=comparison("meeting_format == virtual", FALSE, host),
        ),
        judgement(comparison(LENGTH, NEITHER), Verdict.ERROR, WIRE, reason="'ninety-ish' is no duration"),
        judgement(tree, Verdict.CONFLICT, WIRE),
        judgement(spread, Verdict.CONFLICT, None),
    )


def facts_table() -> FactsTable:
    lines = report([]).articles

    def entry(article: str, value: str, **more: str) -> FactEntry:
        return FactEntry(
            article,
            value,
            quote=f"quoted {value}",
            location=place(f"seeds/articles/{article}.md", 9, 31),
            **more,
        )

    return FactsTable(
        lines,
        (
            FactRow(
                "meeting_duration",
                "duration",
                "How long the call lasted",
                (
                    entry(AGENCY, "80 min", hedge="about"),
                    entry(AGENCY, "80 min", hedge="about"),
                    entry(CHINESE, "80 min", hedge="about", said_by="Japanese media"),
                    entry(TURKISH, "110 min", hedge="about"),
                    entry(WIRE, "90 min", hedge="nearly"),
                ),
                3,
            ),
            FactRow(
                "kishida_title",
                "title",
                None,
                (entry(TURKISH, "prime minister"), entry(TURKISH, "president"), entry(WIRE, "prime minister")),
                2,
            ),
            FactRow(
                "call_day",
                "period",
                "The day of the call",
                (
                    entry(AGENCY, "2022-01-21"),
                    entry(TURKISH, "5/6/2022", unreadable="'5/6/2022' is not a period: day or month first?"),
                ),
                1,
            ),
            FactRow("quad_host", "country", None, (entry(WIRE, "Japan", modality="planned"),), 1),
            FactRow("kishida_name_ja", "text", None, (entry(CHINESE, "岸田文雄"),), 1),
            FactRow("vaccine_doses", "number", None, (), 0),
        ),
    )
