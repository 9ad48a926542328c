"""Turns the facts table into text: who says what, with disagreements marked.

A table of facts and articles where the screen has room for it, else a list of articles under every fact.
"""

from __future__ import annotations

from typing import Final

from factcheck.model.facts_table import FactEntry, FactRow, FactsTable
from factcheck.reports.layout import Cell, columns, counted, paint, paragraph, table_row
from factcheck.reports.results import hedged
from factcheck.reports.sanitise import inline, visible, without_commands
from factcheck.reports.text_groups import place_of, quoted
from factcheck.reports.view import View

_DISAGREES: Final = "≠"
_GAP: Final = 2
_NARROWEST_CELL: Final = 14
_WIDEST_CELL: Final = 36
_WIDEST_FACT: Final = 30
_NOTHING: Final = "–"


def render(table: FactsTable, view: View) -> str:
    """The whole page. The verbose one is always a list, and adds the words and their places."""
    stated = [row for row in table.rows if row.entries]
    blocks = [[_header(table)]]
    widths = None if view.verbose else _table_widths(table, stated, view)
    if widths:
        blocks.append(_as_table(table, stated, widths, view))
    else:
        blocks += [_as_list(row, view) for row in stated]
    silent = [visible(row.fact) for row in table.rows if not row.entries]
    if silent:
        blocks.append(paragraph(f"Not stated by any article: {', '.join(silent)}", view.columns, 0, hang=2))
    blocks += _unreadable(stated, view)
    blocks.append(_ending(stated, view))
    return without_commands("\n\n".join("\n".join(block) for block in blocks if block) + "\n")


def _header(table: FactsTable) -> str:
    stories = len({article.story for article in table.articles})
    return " · ".join(
        (
            counted(len(table.rows), "fact"),
            counted(len(table.articles), "article"),
            counted(stories, "story", "stories"),
        )
    )


def _table_widths(table: FactsTable, rows: list[FactRow], view: View) -> list[int] | None:
    """The width of the fact column and of every article's, or None if they would be too narrow to read."""
    if not rows or not table.articles:
        return None
    fact = min(_WIDEST_FACT, max(columns(_fact_name(row)) for row in rows))
    room = view.columns - fact - _GAP * len(table.articles)
    if room < _NARROWEST_CELL * len(table.articles):
        return None
    wanted = [
        min(_WIDEST_CELL, max(columns(visible(article.id)), *(_cell_width(row, article.id) for row in rows)))
        for article in table.articles
    ]
    return [fact, *_shared(wanted, room)]


def _shared(wanted: list[int], room: int) -> list[int]:
    """Every column what it wants, if there is room; else the widest give way first."""
    widths = list(wanted)
    while sum(widths) > room:
        widest = max(range(len(widths)), key=widths.__getitem__)
        widths[widest] -= 1
    return widths


def _cell_width(row: FactRow, article: str) -> int:
    return max((columns(text) for text in _said(row, article)), default=0)


def _said(row: FactRow, article: str) -> list[str]:
    """What an article says about a fact, each different thing once."""
    return list(dict.fromkeys(entry_words(entry) for entry in row.entries if entry.article == article))


def entry_words(entry: FactEntry) -> str:
    """`about 80 min, says Kishida, planned`"""
    notes = [f"says {inline(entry.said_by)}"] if entry.said_by else []
    if entry.modality != "asserted":
        notes.append(visible(entry.modality))
    if entry.unreadable is not None:
        notes.append("unreadable")
    return ", ".join([hedged(entry.value, entry.hedge), *notes])


def _fact_name(row: FactRow) -> str:
    return f"{visible(row.fact)} {_sign(row)}".rstrip()


def _sign(row: FactRow) -> str:
    """`≠3`: three different values are stated."""
    return f"{_DISAGREES}{row.different}" if row.different > 1 else ""


def _as_table(table: FactsTable, rows: list[FactRow], widths: list[int], view: View) -> list[str]:
    head = [Cell(""), *(Cell(visible(article.id), "name") for article in table.articles)]
    lines = table_row(head, widths, 0, view.color)
    for row in rows:
        cells = [_said(row, article.id) for article in table.articles]
        for number in range(max(len(cell) for cell in cells)):
            name = Cell(_fact_name(row) if number == 0 else "", "bad" if row.different > 1 else "strong")
            said = [
                Cell(cell[number]) if number < len(cell) else Cell(_NOTHING if number == 0 else "", "faint")
                for cell in cells
            ]
            lines += table_row([name, *said], widths, 0, view.color)
    return lines


def _as_list(row: FactRow, view: View) -> list[str]:
    """A fact, and below it each article with what it says."""
    lines = [_list_head(row, view)]
    if row.about and view.verbose:
        lines += paragraph(inline(row.about), view.columns, 2, "faint", view.color)
    width = min(max(columns(visible(entry.article)) for entry in row.entries), view.columns // 2 - 2)
    room = view.columns - 2 - width - _GAP
    shown: set[tuple[str, str]] = set()
    last = None
    for entry in row.entries:
        words = entry_words(entry)
        if (entry.article, words) in shown and not view.verbose:
            continue
        shown.add((entry.article, words))
        name = visible(entry.article) if entry.article != last else ""
        last = entry.article
        lines += table_row([Cell(name, "name"), Cell(words)], [width, room], 2, view.color)
        if view.verbose:
            lines += _words_and_place(entry, 2 + width + _GAP, view)
    return lines


def _list_head(row: FactRow, view: View) -> str:
    name = paint(visible(row.fact), "strong", view.color)
    if row.different <= 1:
        return name
    return f"{name}  {paint(f'{_DISAGREES} {row.different} different values', 'bad', view.color)}"


def _words_and_place(entry: FactEntry, indent: int, view: View) -> list[str]:
    lines = paragraph(quoted(entry.quote), view.columns, indent, "", view.color, hang=1) if entry.quote else []
    place = place_of(entry.location)
    if place:
        column = indent if indent + columns(place) <= view.columns else min(4, indent)
        lines.append(" " * column + paint(place, "place", view.color))
    return lines


def _unreadable(rows: list[FactRow], view: View) -> list[list[str]]:
    """The values that cannot be read: where, and why. A rule that needs one of them cannot be judged."""
    wrong = [(row, entry) for row in rows for entry in row.entries if entry.unreadable is not None]
    if not wrong:
        return []
    values = counted(len(wrong), "value")
    heading = f"{values} cannot be read, and no rule that needs one can be judged:"
    lines = paragraph(heading, view.columns, 0, "bad", view.color)
    for row, entry in wrong:
        place = place_of(entry.location) or visible(entry.article)
        lines += paragraph(f"{place}: {visible(row.fact)}: {inline(entry.unreadable or '')}", view.columns, 2, hang=2)
    return [lines]


def _ending(rows: list[FactRow], view: View) -> list[str]:
    disagreeing = [visible(row.fact) for row in rows if row.different > 1]
    if not rows:
        return ["Nothing is stated."]
    if not disagreeing:
        if not any(row.different for row in rows):
            return ["Nothing is stated that can be read."]
        return ["No fact is stated in different ways."]
    verb = "is" if len(disagreeing) == 1 else "are"
    text = f"{_DISAGREES} {counted(len(disagreeing), 'fact')} {verb} stated in different ways: {', '.join(disagreeing)}"
    return paragraph(text, view.columns, 0, hang=2)
