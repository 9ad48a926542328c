"""Turns an explanation into text: the rule, then for every article what it says, part by part of the check."""

from __future__ import annotations

from typing import Final

from factcheck.model.explanation import Explanation, Judgement, Part, PartKind, Reading
from factcheck.record import replace
from factcheck.reports.explain_words import TRUTH_WORDS, sentence, silence, with_reason
from factcheck.reports.layout import Cell, Style, both_ends, columns, pad, paint, paragraph, wrap
from factcheck.reports.results import hedged
from factcheck.reports.sanitise import inline, visible, without_commands
from factcheck.reports.text_groups import (
    LABEL,
    LABEL_STYLES,
    OUTCOME_STYLES,
    SEVERITY_STYLES,
    place_of,
    quoted,
)
from factcheck.reports.view import View

_WIDEST: Final = 110
"""Sentences are hard to read in longer lines."""
_TRUTH_STYLES: Final[tuple[Style, ...]] = ("doubt", "good", "bad", "bad")
_CONNECTIVES: Final[dict[PartKind, str]] = {
    "and": "all of these:",
    "or": "at least one of these:",
    "not": "not this:",
    "implies": "if the first is so, then the last:",
    "certainly": "for certain, whatever the hedges leave open:",
    "possibly": "possibly, as far as the hedges allow:",
}


def render(explanation: Explanation, view: View) -> str:
    """The whole page."""
    width = min(view.columns, _WIDEST)
    blocks = [_rule(explanation, width, view.color)]
    for judgement in explanation.judgements:
        blocks.append(_judgement(judgement, explanation, width, view.color))
        blocks.append(_trees(judgement, width, view.color))
    if not explanation.judgements:
        blocks.append(["No article was judged by this rule."])
    return without_commands("\n\n".join("\n".join(block) for block in blocks if block) + "\n")


def _rule(explanation: Explanation, width: int, color: bool) -> list[str]:
    """Id, title and severity; the check, its condition, why it is there, and where it is written."""
    style = SEVERITY_STYLES.get(explanation.severity, "")
    lines = both_ends(
        Cell(visible(explanation.rule), "strong"), Cell(visible(explanation.severity), style), width, 0, color
    )
    if explanation.title:
        lines += paragraph(inline(explanation.title), width, 0)
    place = explanation.rule_location
    notes = [
        ("check", explanation.check, ""),
        ("when", explanation.when, ""),
        ("why", explanation.why, ""),
        *(("see", reference, "") for reference in explanation.references),
        ("place", f"{place.file}:{place.line}:{place.column}", "place"),
    ]
    for name, text, _ in notes:
        if text:
            first, *rest = [inline(text)] if name == "place" else wrap(inline(text), width - 9)
            lines.append("  " + paint(pad(name, 7), "faint", color) + first)
            lines += [" " * 9 + line for line in rest]
    return lines


def _judgement(judgement: Judgement, explanation: Explanation, width: int, color: bool) -> list[str]:
    """The verdict, the article, and the sentence."""
    verdict = judgement.verdict
    name = f"story {visible(judgement.story)}" if judgement.article is None else visible(judgement.article)
    head = paint(pad(verdict.upper(), LABEL), LABEL_STYLES[verdict], color) + paint(name, "name", color)
    lines = [head]
    if judgement.article_title:
        lines += paragraph(inline(judgement.article_title), width, LABEL, "faint", color)
    lines += paragraph(sentence(judgement, explanation), width, 2)
    if judgement.waived is not None:
        lines += paragraph(f"The conflict is waived: {inline(judgement.waived)}", width, 2)
    return lines


def _trees(judgement: Judgement, width: int, color: bool) -> list[str]:
    """The condition, if the rule has one, and the check."""
    if judgement.when is None:
        return _part(judgement.check, 2, width, color)
    return [
        "  judged only where this holds:",
        *_part(judgement.when, 4, width, color),
        "  then this is judged:",
        *_part(judgement.check, 4, width, color),
    ]


def _part(part: Part, indent: int, width: int, color: bool) -> list[str]:
    """A node with its truth at the right edge, and below it its parts or its statements."""
    # Deep trees stop moving right while there is still room for text.
    indent = min(indent, width // 2)
    truth = Cell(TRUTH_WORDS[part.truth], _TRUTH_STYLES[part.truth])
    text = _CONNECTIVES.get(part.kind) or inline(part.text)
    lines = both_ends(Cell(text, "" if part.parts else "strong"), truth, width, indent, color)
    for child in part.parts:
        lines += _part(child, indent + 2, width, color)
    if part.note:
        lines += paragraph(inline(part.note), width, indent + 2)
    several = len({reading.fact for reading in part.readings}) > 1
    told: set[str] = set()
    for reading in part.readings:
        # A reason that speaks of several statements is said beside the first of them.
        shown = replace(reading, reason="", outcome="") if several and reading.reason in told else reading
        told.add(reading.reason)
        lines += _reading(shown, indent + 2, width, color, named=several)
    for name in part.missing:
        lines += paragraph(silence(name), width, indent + 2, "faint", color)
    return lines


def _reading(reading: Reading, indent: int, width: int, color: bool, *, named: bool = False) -> list[str]:
    """`holds  about 80 min lies in the range`, then the words, their place, and what the hedge means."""
    notes = [f"says {inline(reading.said_by)}"] if reading.said_by else []
    is_said = reading.modality == "asserted" or (reading.modality == "denied" and reading.reason.endswith("is denied"))
    notes += [] if is_said else [visible(reading.modality)]
    text = with_reason(hedged(reading.value, reading.hedge), inline(reading.reason))
    if named and not reading.reason:
        text = f"{visible(reading.fact)} {text}"
    if notes:
        text += f" ({', '.join(notes)})"
    outcome = visible(reading.outcome)
    first, *rest = wrap(text, width - indent - 7)
    lines = [" " * indent + paint(pad(outcome, 5), OUTCOME_STYLES.get(reading.outcome, ""), color) + "  " + first]
    lines += [" " * (indent + 7) + line for line in rest]
    below = indent + 7
    if reading.quote:
        lines += paragraph(quoted(reading.quote), width, below, "", color, hang=1)
    place = place_of(reading.location)
    source = place or visible(reading.article)
    lines.append(" " * (below if below + columns(source) <= width else 4) + paint(source, "place", color))
    if reading.possible:
        hedge = f"with “{inline(reading.hedge)}”" if reading.hedge else "hedged as it is,"
        row = f" ({inline(reading.width)})" if reading.width else ""
        lines += paragraph(f"{hedge}{row} it can be {inline(reading.possible)}", width, below, "faint", color, hang=2)
    return lines
