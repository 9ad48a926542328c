"""Articles as marked paragraphs: every word once, every quote marked, each note beside its paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from sample_reports import WIRE, finding, words

from factcheck.model.exhibits import ArticleText
from factcheck.model.truth import Verdict
from factcheck.record import replace
from factcheck.reports import html_text
from factcheck.reports.html_text import Evidence, Paragraph
from factcheck.reports.html_words import finding_anchor

TEXT = "# Talks end\n\nThe call took about 80 minutes,\nsaid an aide.\n\n\nIt was friendly. It was long."


def evidence(rule: str, start: int, end: int, verdict: Verdict = Verdict.PASS, outcome: str = "holds") -> Evidence:
    line = replace(words(WIRE, "quote", "80 min", outcome), start=start, end=end)
    return Evidence(finding(rule, verdict, evidence=[line]), line)


def quoted(rule: str, quote: str, verdict: Verdict = Verdict.PASS, outcome: str = "holds") -> Evidence:
    start = TEXT.index(quote)
    return evidence(rule, start, start + len(quote), verdict, outcome)


def laid_out(found: Sequence[Evidence], text: str = TEXT, start: int = 0) -> list[Paragraph]:
    return html_text.paragraphs(3, ArticleText(text, start, None), found, finding_anchor)[0]


def marked(paragraph: Paragraph) -> list[tuple[str, str]]:
    return [(segment.text, segment.letter) for segment in paragraph.segments if segment.letter]


def test_paragraphs_are_what_blank_lines_part() -> None:
    shown = ["".join(segment.text for segment in paragraph.segments) for paragraph in laid_out([])]
    assert shown == [
        "Talks end",
        "The call took about 80 minutes,\nsaid an aide.",
        "It was friendly. It was long.",
    ]
    assert [paragraph.is_heading for paragraph in laid_out([])] == [True, False, False]


def test_a_quote_is_marked_with_its_most_urgent_verdict() -> None:
    found = [
        quoted("call-length", "about 80 minutes"),
        quoted("call-short", "about 80 minutes", Verdict.CONFLICT, "fails"),
        quoted("call-vague", "about 80 minutes", Verdict.UNSURE, "open"),
    ]
    paragraph = laid_out(found)[1]
    assert marked(paragraph) == [("about 80 minutes", "k")]
    segment = next(segment for segment in paragraph.segments if segment.letter)
    assert (segment.href, segment.anchor) == (f"call-short/{WIRE}", f"q:3:{TEXT.index('about')}")
    assert [note.finding.rule for note in paragraph.doubts] == ["call-short", "call-vague"]
    assert [note.finding.rule for note in paragraph.sound] == ["call-length"]


def test_words_that_hold_in_an_article_that_contradicts_itself_are_sound() -> None:
    found = [quoted("mood", "friendly", Verdict.CONFLICT, "holds"), quoted("mood", "long", Verdict.CONFLICT, "fails")]
    paragraph = laid_out(found)[2]
    assert marked(paragraph) == [("friendly", "p"), ("long", "k")]
    assert [note.letter for note in paragraph.doubts] == ["k"] and paragraph.sound == ()


def test_quotes_that_overlap_are_cut_where_one_begins_or_ends() -> None:
    found = [quoted("a", "took about 80"), quoted("b", "about 80 minutes", Verdict.CONFLICT, "fails")]
    assert marked(laid_out(found)[1]) == [("took ", "p"), ("about 80", "k"), (" minutes", "k")]


def test_a_quote_over_two_paragraphs_is_marked_in_both() -> None:
    paragraphs = laid_out([quoted("a", "aide.\n\n\nIt was friendly")])
    assert [marked(paragraph) for paragraph in paragraphs] == [[], [("aide.", "p")], [("It was friendly", "p")]]
    anchors = [segment.anchor for paragraph in paragraphs for segment in paragraph.segments if segment.anchor]
    assert len(anchors) == 1


def test_a_quote_from_the_front_matter_stands_first() -> None:
    text = "---\ntitle: Two hours of talks\n---\nText."
    start = text.index("Two hours")
    paragraphs = laid_out([evidence("a", start, start + 9)], text, text.index("Text"))
    assert marked(paragraphs[0]) == [("Two hours", "p")]
    assert [segment.text for segment in paragraphs[1].segments] == ["Text."]


def test_places_outside_the_text_are_left_alone() -> None:
    found = [evidence("a", 0, 10_000), evidence("b", 9, 9), evidence("c", 12, 4), evidence("d", 10_000, 10_001)]
    assert all(marked(paragraph) == [] for paragraph in laid_out(found))


def test_of_a_very_long_article_only_the_paragraphs_with_evidence_are_shown() -> None:
    text = "\n\n".join([*["Nothing."] * 9_000, "It took an hour.", *["Nothing."] * 5])
    start = text.index("an hour")
    shown, left_out = html_text.paragraphs(0, ArticleText(text, 0, None), [evidence("a", start, start + 7)], str)
    assert [("".join(s.text for s in paragraph.segments), paragraph.gap) for paragraph in shown] == [
        ("It took an hour.", 9_000)
    ]
    assert left_out == 5


@given(
    st.text(alphabet="ab \n#", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.booleans()), max_size=8),
)
def test_nothing_is_lost_and_every_quote_is_marked(text: str, places: list[tuple[int, int, bool]]) -> None:
    found = [
        evidence(f"r-{n}", start, end, Verdict.CONFLICT if bad else Verdict.PASS, "fails" if bad else "holds")
        for n, (start, end, bad) in enumerate(places)
    ]
    segments = [segment for paragraph in laid_out(found, text) for segment in paragraph.segments]
    covered: set[int] = set()
    for segment in segments:
        inside = range(segment.start, segment.end)
        assert text[segment.start : segment.end] == segment.text and not covered & set(inside)
        covered |= set(inside)
        around = [bad for start, end, bad in places if start <= segment.start and segment.end <= end <= len(text)]
        assert segment.letter == ("k" if any(around) else "p" if around else "")
    hidden = {index for index, character in enumerate(text) if not character.isspace() and character != "#"} - covered
    assert hidden == set()
    anchors = [segment.anchor for segment in segments if segment.anchor]
    assert len(anchors) == len(set(anchors))
