"""Turns the findings of one rule into lines for a person: the rule, then per article the reason and the words.

Where the screen is wide enough, quotes, values, outcomes and places stand in columns that are the same for the whole
report; where it is not, they stand below one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from factcheck.model.report import EvidenceLine, Finding
from factcheck.model.truth import Verdict
from factcheck.named import NamedTuple
from factcheck.reports.grouping import Group
from factcheck.reports.layout import Cell, Style, columns, pad, paint, paragraph, table_row, wrap
from factcheck.reports.results import hedged
from factcheck.reports.sanitise import inline, visible
from factcheck.reports.view import View
from factcheck.source import Location

LABEL: Final = 10
"""Columns of the verdict at the left edge."""
_OUTCOME: Final = 5
_WIDEST_VALUE: Final = 30
_MARKS: Final = frozenset("\"'“”„‟«»‘’‚「」『』")
_NARROWEST_VALUE: Final = 20
_NARROWEST_QUOTE: Final = 28
_NARROWEST_TITLE: Final = 24
_SIDE_BY_SIDE: Final = 8
"""A story with more statements than this shows only who says what; the quotes are for the verbose report."""

LABEL_STYLES: Final[dict[Verdict, Style]] = {
    Verdict.ERROR: "bad",
    Verdict.CONFLICT: "bad",
    Verdict.UNSURE: "doubt",
    Verdict.PASS: "good",
    Verdict.UNSTATED: "faint",
    Verdict.SKIPPED: "faint",
}
OUTCOME_STYLES: Final[dict[str, Style]] = {"holds": "good", "fails": "bad", "open": "doubt"}
SEVERITY_STYLES: Final[dict[str, Style]] = {"error": "bad", "warning": "doubt", "note": "note"}


class Plan(NamedTuple):
    """Where things stand in the whole report."""

    width: int
    color: bool
    verbose: bool
    stacked: bool
    """Values and places stand below the quotes, because there is no room beside them."""
    quote: int
    value: int
    place: int | None
    """The column at which places start; None if each has a line of its own."""

    @property
    def indent(self) -> int:
        return 4 if self.stacked else 6


def plan(findings: Iterable[Finding], view: View) -> Plan:
    """Columns that suit all the evidence that will be shown in full."""
    shown = list(findings)
    lines = [(line, finding) for finding in shown for line in finding.evidence]
    quote = max((columns(quoted(line.quote)) for line, _ in lines), default=0)
    values = [
        value_of(line, finding, several)
        for finding in shown
        for several in [_of_several_facts(finding)]
        for line in finding.evidence
    ]
    natural = min(_WIDEST_VALUE, max(map(columns, values), default=0))
    # A value may be wrapped, but the name of a fact had better not be broken.
    word = max((columns(word) for value in values for word in value.split(" ")), default=0)
    least = min(natural, max(_NARROWEST_VALUE, word))
    places = [place_of(line.location) for line, _ in lines] + [rule_place(finding) for finding in shown]
    place = max((columns(text) for text in places), default=0)
    # Quotes get the room first, since they are what people read; a value can be narrow, but not the quote.
    room = view.columns - 6 - _OUTCOME - place - 6
    value = max(least, min(natural, room - quote))
    if room - value >= min(quote, _NARROWEST_QUOTE):
        quote = min(quote, room - value)
        beside = 6 + quote + value + _OUTCOME + 6
        width = max(80, beside + place, *(_header_width(finding) for finding in shown), 0)
        return Plan(min(view.columns, width), view.color, view.verbose, False, quote, value, beside)
    value = min(natural, max(least, view.columns - 6 - _OUTCOME - 4 - place))
    column = 6 + _OUTCOME + 2 + value + 2
    below = column if column + place <= view.columns else None
    return Plan(view.columns, view.color, view.verbose, True, view.columns - 4, value, below)


def _header_width(finding: Finding) -> int:
    return LABEL + columns(visible(finding.rule)) + 3 + columns(inline(finding.title or "")) + 4 + 7


def group_lines(group: Group, plan: Plan) -> list[str]:
    """A rule with all its findings in full."""
    lines = _header(group, plan)
    names = [_subject(finding) for finding in group.findings]
    name_width = min(max(columns(name) for name in names), plan.width // 2)
    for name, finding in zip(names, group.findings, strict=True):
        lines += _article_line(name, finding, name_width, plan)
        if finding.message:
            lines += paragraph(inline(finding.message), plan.width, plan.indent)
        lines += _story_evidence(finding, plan) if finding.article is None else _evidence(finding, plan)
    return lines + _check(group.first, plan)


def _header(group: Group, plan: Plan) -> list[str]:
    """`CONFLICT  rule-id   Title   severity`, the title below the id where the screen is narrow."""
    finding = group.first
    label, rule, title = str(group.verdict).upper(), visible(finding.rule), inline(finding.title or "")
    severity = visible(finding.severity)
    style = SEVERITY_STYLES.get(finding.severity, "")
    head = paint(pad(label, LABEL), LABEL_STYLES[group.verdict], plan.color) + paint(rule, "strong", plan.color)
    used = LABEL + columns(rule)
    room = plan.width - used - 3 - 3 - columns(severity)
    beside = bool(title) and (columns(title) <= room or room >= _NARROWEST_TITLE)
    wrapped = wrap(title, room if beside else plan.width - LABEL) if title else []
    first = "   " + wrapped[0] if beside else ""
    gap = " " * max(2, plan.width - used - columns(first) - columns(severity))
    lines = [head + first + gap + paint(severity, style, plan.color)]
    hang = used + 3 if beside else LABEL
    return lines + [" " * hang + line for line in (wrapped[1:] if beside else wrapped)]


def _subject(finding: Finding) -> str:
    """What was judged: an article, or a story as a whole."""
    name = f"story {visible(finding.story)}" if finding.article is None else visible(finding.article)
    return f"{name} (draft)" if finding.status == "draft" else name


def verdict_words(finding: Finding) -> str:
    """The reason, said once, with the mark of a self-contradiction and what covers the conflict."""
    parts = []
    reason = inline(finding.reason)
    if finding.contradicts_itself and "contradicts itself" not in reason:
        parts.append("contradicts itself")
    if reason:
        parts.append(reason)
    if finding.waived is not None:
        parts.append(f"waived: {inline(finding.waived)}")
    elif finding.baseline is not None:
        parts.append("in the baseline")
    return " · ".join(parts)


def _article_line(name: str, finding: Finding, name_width: int, plan: Plan) -> list[str]:
    words = verdict_words(finding)
    style: Style = "strong" if finding.verdict in (Verdict.CONFLICT, Verdict.ERROR) else ""
    room = plan.width - 2 - name_width - 3
    if words and columns(name) <= name_width and (columns(words) <= room or room >= _NARROWEST_TITLE):
        return table_row([Cell(name, "name"), Cell(words, style)], [name_width, room], 2, plan.color, gap=3)
    return [
        *paragraph(name, plan.width, 2, "name", plan.color),
        *(paragraph(words, plan.width, 4, style, plan.color) if words else []),
    ]


# Evidence of an article ----------------------------------------------------------------------------------------------


def _evidence(finding: Finding, plan: Plan) -> list[str]:
    lines = []
    several = _of_several_facts(finding)
    for line in finding.evidence:
        quote = Cell(quoted(line.quote), "" if line.quote else "faint")
        value = Cell(value_of(line, finding, several))
        outcome = Cell(visible(line.outcome), OUTCOME_STYLES.get(line.outcome, ""))
        place = place_cell(line.location)
        if not plan.stacked:
            widths = [plan.quote, plan.value, _OUTCOME, columns(place.text)]
            lines += table_row([quote, value, outcome, place], widths, plan.indent, plan.color)
            continue
        lines += paragraph(quote.text, plan.width, plan.indent, quote.style, plan.color, hang=1)
        if plan.place is not None:
            widths = [_OUTCOME, plan.value, columns(place.text)]
            lines += table_row([outcome, value, place], widths, plan.indent + 2, plan.color)
            continue
        room = plan.width - plan.indent - 2 - _OUTCOME - 2
        lines += table_row([outcome, value], [_OUTCOME, room], plan.indent + 2, plan.color)
        lines += _placed(place, plan.indent + 2, plan)
    return lines


def quoted(quote: str | None) -> str:
    """The words in quotation marks, unless they stand in some of their own."""
    if not quote:
        return "(no quote)"
    shown = inline(quote)
    return shown if shown[:1] in _MARKS and shown[-1:] in _MARKS and len(shown) > 1 else f"“{shown}”"


def _of_several_facts(finding: Finding) -> bool:
    return len({line.fact for line in finding.evidence}) > 1


def value_of(line: EvidenceLine, finding: Finding, of_several_facts: bool) -> str:
    """`about 80 min`, and what else matters: which fact, who says so, in what mode, in which other article."""
    value = hedged(line.value, line.hedge)
    if of_several_facts:
        value = f"{visible(line.fact)}: {value}"
    notes = []
    if line.modality != "asserted":
        notes.append(visible(line.modality))
    if line.said_by:
        notes.append(f"says {inline(line.said_by)}")
    if finding.article is not None and line.article != finding.article:
        notes.append(f"in {visible(line.article)}")
    return ", ".join([value, *notes])


def place_of(location: Location | None) -> str:
    """`file:line:column`, which terminals and editors turn into links."""
    return f"{visible(location.file)}:{location.line}:{location.column}" if location else ""


def place_cell(location: Location | None) -> Cell:
    """The cell of a place in a file; empty where there is none."""
    return Cell(place_of(location), "place", whole=True)


def rule_place(finding: Finding) -> str:
    """Where a rule is written: file and line."""
    return f"{visible(finding.rule_location.file)}:{finding.rule_location.line}"


# Evidence of a story -------------------------------------------------------------------------------------------------


def _story_evidence(finding: Finding, plan: Plan) -> list[str]:
    """What each article says, side by side: equal values together, in the order in which they first appear."""
    several = len({line.fact for line in finding.evidence}) > 1
    by_value: dict[str, list[EvidenceLine]] = {}
    for line in finding.evidence:
        value = hedged(line.value, line.hedge)
        by_value.setdefault(f"{visible(line.fact)}: {value}" if several else value, []).append(line)
    value_width = min(_WIDEST_VALUE, max((columns(value) for value in by_value), default=0))
    if len(finding.evidence) > _SIDE_BY_SIDE and not plan.verbose:
        return _who_says_what(by_value, value_width, plan)
    rows = _StoryRows(
        plan,
        value_width,
        max((columns(_source(line)) for line in finding.evidence), default=0),
        max((columns(quoted(line.quote)) for line in finding.evidence), default=0),
        max((columns(place_of(line.location)) for line in finding.evidence), default=0),
    )
    return [
        text
        for value, members in by_value.items()
        for number, line in enumerate(members)
        for text in rows.lines(value if number == 0 else "", line)
    ]


def _who_says_what(by_value: dict[str, list[EvidenceLine]], value_width: int, plan: Plan) -> list[str]:
    lines = []
    for value, members in by_value.items():
        articles = ", ".join(dict.fromkeys(_source(line) for line in members))
        cells = [Cell(value), Cell(articles, "name")]
        widths = [value_width, plan.width - plan.indent - value_width - 2]
        lines += table_row(cells, widths, plan.indent, plan.color)
    return lines


def _source(line: EvidenceLine) -> str:
    notes = [visible(line.article)]
    if line.modality != "asserted":
        notes.append(visible(line.modality))
    if line.said_by:
        notes.append(f"says {inline(line.said_by)}")
    return ", ".join(notes)


class _StoryRows(NamedTuple):
    """The columns of a story's evidence, as wide as their longest entries."""

    plan: Plan
    value: int
    source: int
    quote: int
    place: int

    def lines(self, value: str, line: EvidenceLine) -> list[str]:
        """One statement: on one line where there is room, else the quote below it, or the place below that as well."""
        plan, indent = self.plan, self.plan.indent
        place = place_cell(line.location)
        quote = Cell(quoted(line.quote), "" if line.quote else "faint")
        cells = [Cell(value), Cell(_source(line), "name")]
        room = (plan.place or 0) - indent - self.value - self.source - 6
        if room >= min(self.quote, _NARROWEST_QUOTE):
            widths = [self.value, self.source, room, columns(place.text)]
            return table_row([*cells, quote, place], widths, indent, plan.color)
        below = indent + self.value + 2
        if plan.width - below < min(self.quote, _NARROWEST_QUOTE):
            below = indent + 2
        if plan.place is not None and room + 2 >= 0:
            widths = [self.value, self.source + room + 2, columns(place.text)]
            above = table_row([*cells, place], widths, indent, plan.color)
            return above + paragraph(quote.text, plan.width, below, quote.style, plan.color, hang=1)
        if below + self.place > plan.width:
            below = indent + 2
        above = table_row(cells, [self.value, plan.width - indent - self.value - 2], indent, plan.color)
        words = paragraph(quote.text, plan.width, below, quote.style, plan.color, hang=1)
        return above + words + _placed(place, below, plan)


def _placed(place: Cell, indent: int, plan: Plan) -> list[str]:
    """A place on a line of its own."""
    return [" " * indent + paint(place.text, place.style, plan.color)] if place.text else []


# The check -----------------------------------------------------------------------------------------------------------


def _check(finding: Finding, plan: Plan) -> list[str]:
    """The check with the place of its rule; the verbose report adds why the rule is there."""
    place = Cell(rule_place(finding), "place", whole=True)
    check = f"check: {inline(finding.check)}"
    used = plan.indent + columns(check)
    lines: list[str] = []
    if plan.place is not None and used + 2 <= plan.place:
        widths = [plan.place - plan.indent - 2, columns(place.text)]
        lines += table_row([Cell(check, "faint"), place], widths, plan.indent, plan.color)
    elif used + 3 + columns(place.text) <= plan.width:
        lines += table_row(
            [Cell(check, "faint"), place], [columns(check), columns(place.text)], plan.indent, plan.color, 3
        )
    else:
        lines += paragraph(check, plan.width, plan.indent, "faint", plan.color, hang=7)
        lines += _placed(place, plan.place or plan.indent + 2, plan)
    if plan.verbose and finding.why:
        lines += paragraph(f"why: {inline(finding.why)}", plan.width, plan.indent, "faint", plan.color, hang=5)
    return lines


# One line a finding --------------------------------------------------------------------------------------------------


def compact_lines(label: str, style: Style, groups: Sequence[Group], plan: Plan) -> list[str]:
    """`UNSURE    rule-id   article: reason`; articles that share a rule and a reason share a line."""
    rows: dict[tuple[str, str], list[str]] = {}
    for group in groups:
        for finding in group.findings:
            rows.setdefault((visible(finding.rule), _short_reason(finding)), []).append(_subject(finding))
    rule_width = max((columns(rule) for rule, _ in rows), default=0)
    room = plan.width - LABEL - rule_width - 3
    lines: list[str] = []
    for (rule, reason), subjects in rows.items():
        names = ", ".join(subjects)
        text = f"{names}: {reason}" if reason else names
        if room >= _NARROWEST_TITLE + 8:
            cells = [Cell(label, style), Cell(rule, "strong"), Cell(text)]
            lines += table_row(cells, [LABEL - 2, rule_width + 1, room], 0, plan.color)
        else:
            lines.append(paint(pad(label, LABEL), style, plan.color) + paint(rule, "strong", plan.color))
            lines += paragraph(text, plan.width, LABEL, hang=2)
    return lines


def _short_reason(finding: Finding) -> str:
    plain = not any(name.endswith(("]", ")")) for name in finding.missing)
    if finding.verdict is Verdict.UNSTATED and finding.missing and plain:
        return f"nothing on {', '.join(visible(fact) for fact in finding.missing)}"
    return verdict_words(finding)
