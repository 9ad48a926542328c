"""Turns an article's text and the evidence in it into paragraphs of marked stretches, with notes beside each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from factcheck.model.exhibits import ArticleText
from factcheck.model.report import EvidenceLine, Finding
from factcheck.named import NamedTuple
from factcheck.pattern import pattern
from factcheck.reports.html_words import URGENCY, letter, quote_anchor

_PARAGRAPH: Final = pattern(r"\S(?:[^\n]|\n(?![ \t\r]*(?:\n|\Z)))*")
_HEADING: Final = pattern(r"#{1,6}[ \t]+")
LONGEST: Final = 60_000
"""Code points from which on only those paragraphs of an article are shown that hold evidence."""
_MOST_STRETCHES: Final = 2_000


class Note(NamedTuple):
    """What a finding says of a stretch of text."""

    letter: str
    anchor: str
    finding: Finding


class Stretch(NamedTuple):
    """Words that some findings rest on, the most urgent note first."""

    start: int
    end: int
    notes: tuple[Note, ...]


class Segment(NamedTuple):
    """Text between two boundaries. `href` is there where a stretch covers it, `anchor` where one begins."""

    text: str
    start: int
    letter: str = ""
    href: str = ""
    anchor: str = ""

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class Paragraph(NamedTuple):
    """`gap` is how many paragraphs without evidence are left out before it."""

    segments: tuple[Segment, ...]
    doubts: tuple[Note, ...]
    sound: tuple[Note, ...]
    is_heading: bool = False
    gap: int = 0


class Evidence(NamedTuple):
    """One line of evidence, and the finding that it belongs to."""

    finding: Finding
    line: EvidenceLine


def paragraphs(
    article: int, text: ArticleText, found: Sequence[Evidence], anchor_of: Callable[[Finding], str]
) -> tuple[list[Paragraph], int]:
    """The article's paragraphs, and how many are left out at its end."""
    waiting = stretches(found, len(text.text), anchor_of)[::-1]
    only_marked = len(text.text) - text.start > LONGEST
    result: list[Paragraph] = []
    carried: list[Stretch] = []
    gap = 0
    for start, end, is_heading in _spans(text, waiting[::-1]):
        begun: list[Stretch] = []
        while waiting and waiting[-1].start < end:
            begun.append(waiting.pop())
        if only_marked and not begun and not carried:
            gap += 1
            continue
        segments = tuple(_segments(article, text.text, (start, end), begun, carried))
        result.append(_paragraph(segments, begun, is_heading=is_heading, gap=gap))
        # A quote can run over the end of a paragraph: it is marked in the next one as well.
        carried = [stretch for stretch in (*carried, *begun) if stretch.end > end]
        gap = 0
    return result, gap


def stretches(found: Sequence[Evidence], length: int, anchor_of: Callable[[Finding], str]) -> list[Stretch]:
    """The evidence that stands in the text, by place; the same words that several findings rest on are one stretch."""
    by_place: dict[tuple[int, int], dict[str, Note]] = {}
    for finding, line in found:
        if line.start is None or line.end is None or not 0 <= line.start < line.end <= length:
            continue
        note = Note(note_letter(finding, line), anchor_of(finding), finding)
        notes = by_place.setdefault((line.start, line.end), {})
        known = notes.get(note.anchor)
        if known is None or URGENCY.index(note.letter) < URGENCY.index(known.letter):
            notes[note.anchor] = note
    return [
        Stretch(start, end, tuple(sorted(notes.values(), key=lambda note: URGENCY.index(note.letter))))
        for (start, end), notes in sorted(by_place.items())[:_MOST_STRETCHES]
    ]


def note_letter(finding: Finding, line: EvidenceLine) -> str:
    """A conflict is a matter of the words that fail; those that hold in the same article are sound."""
    return "p" if line.outcome == "holds" else letter(finding)


def _spans(text: ArticleText, all_stretches: Sequence[Stretch]) -> Iterator[tuple[int, int, bool]]:
    """Where paragraphs start and end, and whether they are headings. What is marked in the front matter comes first."""
    for stretch in all_stretches:
        if stretch.end <= text.start:
            line_start = text.text.rfind("\n", 0, stretch.start) + 1
            line_end = text.text.find("\n", stretch.end)
            yield line_start, line_end if line_end >= 0 else len(text.text), True
    for match in _PARAGRAPH.finditer(text.text, text.start):
        heading = _HEADING.match(text.text, match.start())
        yield heading.end() if heading else match.start(), match.end(), heading is not None


def _paragraph(segments: tuple[Segment, ...], begun: Sequence[Stretch], *, is_heading: bool, gap: int) -> Paragraph:
    notes: dict[str, Note] = {}
    for stretch in begun:
        for note in stretch.notes:
            known = notes.get(note.anchor)
            if known is None or URGENCY.index(note.letter) < URGENCY.index(known.letter):
                notes[note.anchor] = note
    ordered = sorted(notes.values(), key=lambda note: URGENCY.index(note.letter))
    doubts = tuple(note for note in ordered if note.letter != "p")
    sound = tuple(note for note in ordered if note.letter == "p")
    return Paragraph(segments, doubts, sound, is_heading, gap)


def _segments(
    article: int, text: str, span: tuple[int, int], begun: Sequence[Stretch], carried: Sequence[Stretch]
) -> Iterator[Segment]:
    """The text of a paragraph cut wherever a stretch begins or ends."""
    start, end = span
    ends = {bound for stretch in (*carried, *begun) for bound in (stretch.start, stretch.end)}
    cuts = sorted({start, end, *(bound for bound in ends if start < bound < end)})
    waiting = list(begun)[::-1]
    covering = list(carried)
    for left, right in pairwise(cuts):
        fresh: list[Stretch] = []
        while waiting and waiting[-1].start < right:
            fresh.append(waiting.pop())
        covering = [stretch for stretch in (*covering, *fresh) if stretch.end > left]
        if not covering:
            yield Segment(text[left:right], left)
            continue
        urgent = min((stretch.notes[0] for stretch in covering), key=lambda note: URGENCY.index(note.letter))
        anchor = quote_anchor(article, fresh[0].start) if fresh else ""
        yield Segment(text[left:right], left, urgent.letter, urgent.anchor, anchor)
