"""Turns what extraction found into text: per article its statements with their words, its mentions, or near misses."""

from __future__ import annotations

from factcheck.extraction.extractor import Extracted
from factcheck.extraction.mentions import Mention
from factcheck.extraction.near_misses import NearMiss
from factcheck.extraction.results import ArticleExtraction, Extraction
from factcheck.model.statement import hedge_of, print_value
from factcheck.reports.layout import columns, counted, pad, paint, paragraph
from factcheck.reports.results import hedged
from factcheck.reports.sanitise import inline, visible, without_commands
from factcheck.reports.text_groups import place_of, quoted
from factcheck.reports.view import View
from factcheck.source import Passage

_WIDEST_FACT = 28


def render(extraction: Extraction, view: View) -> str:
    """Each article with its statements; with the near misses of the fact that is explained."""
    blocks = [_article(found, extraction, view) for found in extraction.articles]
    number = sum(len(found.statements) for found in extraction.articles)
    total = f"{counted(number, 'statement')} in {counted(len(extraction.articles), 'article')}"
    if extraction.fact is not None:
        near = sum(len(found.near_misses) for found in extraction.articles)
        total += f" about {visible(extraction.fact)} · {counted(near, 'near miss', 'near misses')}"
    return _page([*blocks, [total]])


def render_mentions(extraction: Extraction, view: View) -> str:
    """Each article with everything that a pattern could find in it."""
    blocks = [
        [_head(found, view), *(line for mention in found.mentions for line in _mention(mention, found, view))]
        for found in extraction.articles
    ]
    number = sum(len(found.mentions) for found in extraction.articles)
    total = f"{counted(number, 'mention')} in {counted(len(extraction.articles), 'article')}"
    return _page([*blocks, [total]])


def _page(blocks: list[list[str]]) -> str:
    return without_commands("\n\n".join("\n".join(block) for block in blocks) + "\n")


def _head(found: ArticleExtraction, view: View) -> str:
    title = f"  {inline(found.article.title)}" if found.article.title else ""
    return paint(visible(found.article.id), "name", view.color) + title


def _article(found: ArticleExtraction, extraction: Extraction, view: View) -> list[str]:
    lines = [_head(found, view)]
    widest = max((columns(each.statement.fact) for each in found.statements), default=0)
    for each in found.statements:
        lines += _statement(each, min(widest, _WIDEST_FACT), view)
    if not found.statements:
        what = "nothing" if extraction.fact is None else f"nothing about {visible(extraction.fact)}"
        lines.append(paint(f"  {what} was found", "faint", view.color))
    for near in found.near_misses:
        lines += _near_miss(near, view)
    return lines


def _statement(found: Extracted, widest: int, view: View) -> list[str]:
    """`meeting_duration  about 80 min  (planned, Kishida says)`, then the words and their place, then the pattern."""
    statement = found.statement
    notes = [statement.modality] if statement.modality != "asserted" else []
    notes += [f"said by {inline(statement.said_by)}"] if statement.said_by else []
    notes += [statement.section] if statement.section != "body" else []
    value = hedged(print_value(statement.value), statement.hedge)
    tail = f"  ({', '.join(notes)})" if notes else ""
    lines = paragraph(f"{pad(statement.fact, widest)}  {value}{tail}", view.columns, 2, "", view.color, hang=2)
    evidence = statement.evidence
    lines += _words(evidence.quote if evidence else "", evidence.at if evidence else None, 6, view)
    made_by = f"{inline(found.pattern)} · {found.reader}" if found.pattern else found.reader
    return lines + paragraph(made_by, view.columns, 6, "faint", view.color, hang=2)


def _words(quote: str, at: Passage | None, indent: int, view: View) -> list[str]:
    """A quote and its place, on one line where there is room."""
    shown, place = quoted(quote), place_of(at.location if at is not None else None)
    if columns(shown) + columns(place) + 2 + indent <= view.columns:
        return [" " * indent + shown + "  " + paint(place, "place", view.color)]
    return [*paragraph(shown, view.columns, indent, hang=1), " " * indent + paint(place, "place", view.color)]


def _mention(mention: Mention, found: ArticleExtraction, view: View) -> list[str]:
    text = found.source.text[mention.start : mention.end]
    at = Passage(found.source, mention.start, mention.end)
    value = hedged(print_value(mention.value), hedge_of(mention.value))
    lines = paragraph(f"{pad(mention.kind, 8)}  {value}  {paint(mention.reader, 'faint', view.color)}", 10**6, 2)
    return lines + _words(text, at, 6, view)


def _near_miss(near: NearMiss, view: View) -> list[str]:
    """The mention, the pattern, where it stopped, and what to change."""
    color = view.color
    lines = paragraph(f"near miss  {hedged(near.value, near.hedge)}", view.columns, 2, "doubt", color)
    lines += _words(near.mention.text, near.mention, 6, view)
    lines += paragraph(f"pattern: {inline(near.pattern)}", view.columns, 6, "", color, hang=2)
    lines += paragraph(f"stopped: {inline(near.why)}", view.columns, 6, "", color, hang=2)
    return lines + paragraph(f"change: {inline(near.advice)}", view.columns, 6, "", color, hang=2)
