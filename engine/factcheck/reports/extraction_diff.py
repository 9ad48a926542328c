"""Turns what extraction found, beside the facts files that there are, into what differs: for text and for JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from factcheck.extraction.results import ArticleExtraction, Extraction
from factcheck.model.entity import EntitySet
from factcheck.model.period import Period
from factcheck.model.statement import Statement, print_value
from factcheck.named import NamedTuple
from factcheck.reports.extraction_json import article_document
from factcheck.reports.extraction_text import told
from factcheck.reports.json_report import VERSION, Document, diagnostics, dumps
from factcheck.reports.layout import Style, counted, paint, paragraph, words_and_place
from factcheck.reports.sanitise import visible, without_commands
from factcheck.reports.text_groups import place_of, quoted
from factcheck.reports.view import View

_MARKS: Final[dict[str, Style]] = {"+": "good", "-": "bad", "~": "doubt"}
_WORDS: Final = {"+": "only extracted", "-": "only in the facts file", "~": "different"}


class Difference(NamedTuple):
    """A statement that only one side has, or that both have differently: `+` extracted, `-` in the file, `~` both."""

    mark: str
    extracted: Statement | None
    filed: Statement | None

    @property
    def shown(self) -> Statement:
        found = self.extracted or self.filed
        assert found is not None
        return found


def differences(found: ArticleExtraction) -> list[Difference]:
    """What differs between the statements that were extracted and those on file.

    Two are of one thing if they are about one fact and their words overlap, or their values are equal and one of them
    has no place in the article; failing that, one on file whose words are gone is what one that is left was.
    """
    rest = list(found.filed or ())
    changes: list[Difference] = []
    for each in (extracted.statement for extracted in found.statements):
        alike = [filed for filed in rest if _same_thing(each, filed)]
        other = next((filed for filed in alike if _compared(filed) == _compared(each)), alike[0] if alike else None)
        if other is not None:
            rest.remove(other)
        if other is None or _is_gone(other) or _differs(each, other):
            changes.append(Difference("+" if other is None else "~", each, other))
    for number, change in enumerate(changes):
        was = next((filed for filed in rest if filed.fact == change.shown.fact and _is_gone(filed)), None)
        if change.filed is None and was is not None:
            rest.remove(was)
            changes[number] = change._replace(mark="~", filed=was)
    return [*changes, *(Difference("-", None, filed) for filed in rest)]


def _is_gone(filed: Statement) -> bool:
    """Whether the words of a statement stand in the article no more."""
    return filed.evidence is not None and filed.evidence.at is None


def _same_thing(a: Statement, b: Statement) -> bool:
    if a.fact != b.fact:
        return False
    places = [s.evidence.at if s.evidence is not None else None for s in (a, b)]
    if places[0] is None or places[1] is None:
        return _compared(a) == _compared(b)
    return places[0].start < places[1].end and places[1].start < places[0].end


def _differs(a: Statement, b: Statement) -> bool:
    return (_compared(a), a.modality, a.section, a.said_by) != (_compared(b), b.modality, b.section, b.said_by)


def _compared(statement: Statement) -> object:
    """The value; of a period its days, in whatever words, of a set its members, in whatever order."""
    value = statement.value
    if isinstance(value, EntitySet):
        return value.keys
    return value._replace(edtf="") if isinstance(value, Period) else value


def render(extraction: Extraction, view: View) -> str:
    """Each article that differs, with what does."""
    blocks: list[list[str]] = []
    number = without = 0
    for found in extraction.articles:
        changes = differences(found)
        number += len(changes) if found.filed is not None else 0
        without += found.filed is None
        head = paint(visible(found.article.id), "name", view.color)
        if found.filed is None:
            blocks.append([f"{head}  has no facts file"])
        elif changes:
            blocks.append([head, *(line for change in changes for line in _lines(change, view))])
    total = f"{counted(number, 'difference')} in {counted(len(extraction.articles) - without, 'article')}"
    total += f" · {counted(without, 'article')} without a facts file" if without else ""
    return without_commands("\n\n".join("\n".join(block) for block in [*blocks, [total]]) + "\n")


def _lines(change: Difference, view: View) -> Iterator[str]:
    shown, filed = change.shown, change.filed
    text = f"{change.mark} {shown.fact}  {told(shown)}"
    if change.extracted is not None and filed is not None and told(filed) != told(shown):
        text += f", instead of {told(filed)}"
    yield from paragraph(text, view.columns, 2, _MARKS[change.mark], view.color, hang=2)
    evidence = shown.evidence
    if evidence is not None and evidence.at is not None:
        yield from words_and_place(quoted(evidence.quote), place_of(evidence.at.location), view.columns, 6, view.color)
    if filed is not None:
        was = filed.evidence
        words = f"{quoted(was.quote)} is no longer there" if was is not None and was.at is None else "on file"
        place = place_of(filed.at.location if filed.at is not None else None)
        yield from words_and_place(words, place, view.columns, 6, view.color)


def render_json(extraction: Extraction) -> str:
    """The same for programs."""
    articles = [
        {
            "article": article_document(found),
            "has_facts": found.filed is not None,
            "differences": [_document(change) for change in differences(found)],
        }
        for found in extraction.articles
    ]
    return dumps({"version": VERSION, "articles": articles, "diagnostics": diagnostics(extraction.diagnostics)})


def _document(change: Difference) -> Document:
    return {
        "fact": change.shown.fact,
        "change": _WORDS[change.mark],
        "extracted": _statement(change.extracted),
        "filed": _statement(change.filed),
    }


def _statement(statement: Statement | None) -> Document | None:
    if statement is None:
        return None
    evidence = statement.evidence
    at = evidence.at if evidence is not None else None
    place = statement.at.location if statement.at is not None else None
    return {
        "value": print_value(statement.value),
        "hedge": statement.hedge,
        "said_by": statement.said_by,
        "modality": statement.modality,
        "section": statement.section,
        "quote": evidence.quote if evidence is not None else None,
        "start": at.start if at is not None else None,
        "end": at.end if at is not None else None,
        "file": place.file if place is not None else None,
        "line": place.line if place is not None else None,
        "column": place.column if place is not None else None,
    }
