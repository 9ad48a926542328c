"""Turns what extraction found into text: per article its statements with their words, its mentions, or near misses."""

from __future__ import annotations

from factcheck.extraction.explaining.near_misses import NearMiss
from factcheck.extraction.extractor import Extracted
from factcheck.extraction.mentions.mention import Mention
from factcheck.extraction.results import ArticleExtraction, Extraction
from factcheck.model.statement import IllTyped, Statement, hedge_of, print_value
from factcheck.reports.layout import Cell, columns, counted, pad, paint, paragraph, table_row, words_and_place
from factcheck.reports.results import hedged
from factcheck.reports.sanitise import inline, visible, without_commands
from factcheck.reports.text_groups import place_of, quoted
from factcheck.reports.view import View
from factcheck.source import Passage

_WIDEST_FACT = 28
_WIDEST_KIND = 8
_MOST_FITTING = 5
_LEAST_ROOM = 16


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
        lines += paragraph(_nothing(found, extraction), view.columns, 2, "faint", view.color, hang=2)
    for mention in found.mentions[:_MOST_FITTING]:
        lines += _mention(mention, found, view)
    if len(found.mentions) > _MOST_FITTING:
        more = f"{len(found.mentions) - _MOST_FITTING:,} more; see --mentions"
        lines.append(paint(f"  {more}", "faint", view.color))
    for near in found.near_misses:
        lines += _near_miss(near, view)
    return lines


def told(statement: Statement) -> str:
    """`about 80 min (planned, said by Kishida)`: the value, and what is not as usual."""
    notes = [statement.modality] if statement.modality != "asserted" else []
    notes += [f"said by {inline(statement.said_by)}"] if statement.said_by else []
    notes += [statement.section] if statement.section != "body" else []
    value = hedged(print_value(statement.value), statement.hedge)
    return f"{value} ({', '.join(notes)})" if notes else value


def _nothing(found: ArticleExtraction, extraction: Extraction) -> str:
    """What to do next, where there is nothing to show."""
    if extraction.fact is None:
        return "nothing was found"
    said = f"nothing about {visible(extraction.fact)} was found"
    if not extraction.patterns:
        return f"{said}: the vocabulary has no pattern for it, under `extract:`"
    if found.near_misses:
        return said
    return f"{said}; what could state it:" if found.mentions else f"{said}, and no pattern came near"


def _statement(found: Extracted, widest: int, view: View) -> list[str]:
    """`meeting_duration  about 80 min (planned, said by Kishida)`, then the words and their place, then the pattern."""
    statement = found.statement
    shown = f"{pad(statement.fact, widest)}  {told(statement)}"
    lines = paragraph(shown, view.columns, 2, "", view.color, hang=2)
    if isinstance(statement.value, IllTyped):
        lines += paragraph(f"wrong: {inline(statement.value.reason)}", view.columns, 6, "bad", view.color, hang=2)
    evidence = statement.evidence
    shown = quoted(evidence.quote if evidence is not None else None)
    place = place_of(evidence.at.location if evidence is not None and evidence.at is not None else None)
    lines += words_and_place(shown, place, view.columns, 6, view.color)
    made_by = f"{inline(found.pattern)} · {found.reader}" if found.pattern else found.reader
    return lines + paragraph(made_by, view.columns, 6, "faint", view.color, hang=2)


def _mention(mention: Mention, found: ArticleExtraction, view: View) -> list[str]:
    """Kind and value of a mention and the rule that found it, its words, and what most of them are as well."""
    lines = _reading(mention, 2, view)
    lines += words_and_place(*_words(mention, found), view.columns, 6, view.color)
    also = mention.also
    if also is not None:
        lines += _reading(also._replace(kind=f"or {also.kind}"), 6, view)
        if (also.start, also.end) != (mention.start, mention.end):
            lines += words_and_place(*_words(also, found), view.columns, 9, view.color)
    return lines


def _reading(mention: Mention, indent: int, view: View) -> list[str]:
    value = hedged(print_value(mention.value), hedge_of(mention.value))
    widths = (max(_WIDEST_KIND, columns(mention.kind)), columns(value), columns(mention.reader))
    room = max(_LEAST_ROOM, view.columns - indent - widths[0] - widths[2] - 4)
    cells = (Cell(mention.kind), Cell(value), Cell(mention.reader, "faint"))
    return table_row(cells, (widths[0], min(widths[1], room), widths[2]), indent, view.color)


def _words(mention: Mention, found: ArticleExtraction) -> tuple[str, str]:
    at = Passage(found.source, mention.start, mention.end)
    return quoted(at.text), place_of(at.location)


def _near_miss(near: NearMiss, view: View) -> list[str]:
    """The mention, the pattern, where it stopped, and what to change if anything helps."""
    color = view.color
    lines = paragraph(f"near miss  {hedged(near.value, near.hedge)}", view.columns, 2, "doubt", color)
    lines += words_and_place(quoted(near.mention.text), place_of(near.mention.location), view.columns, 6, view.color)
    lines += paragraph(f"pattern: {inline(near.pattern)}", view.columns, 6, "", color, hang=2)
    lines += paragraph(f"stopped: {inline(near.why)}", view.columns, 6, "", color, hang=2)
    advice = paragraph(f"change: {inline(near.advice)}", view.columns, 6, "", color, hang=2) if near.advice else []
    return lines + advice
