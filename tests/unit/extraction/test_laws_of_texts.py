"""What holds of extraction from any text: places are true, sentences lie side by side, and only the text counts."""

from __future__ import annotations

import re
from typing import Any

from extraction_cases import document, extracted, extractor, told
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.extraction.mentions.mention import Mention
from factcheck.model.period import parse_edtf
from factcheck.source import SourceFile

MADE = extractor(document("patterns.yaml")["vocabulary"])
AGAIN = extractor(document("patterns.yaml")["vocabulary"])
"""The same, made a second time."""

SUBJECTS = [
    *"The talks|The blast|Ada Lovelace|Grace Hopper|The minister|Ostend|Japan|She|They|“The vote|The U.S. vote".split(
        "|"
    ),
    *"Mr. Hopper|The group of four|A firm, the Rowing Club,|岸田|Lower Ostend|The 90-minute call|HOPPER|no one".split(
        "|"
    ),
]
VERBS = [
    *"killed|lasted|said the call took|will host|has not joined|would cost|may open on|denied that it cost".split("|"),
    *"told reporters that 14 died in|walked out of the treaty after|vowed to stand firm for|shipped boxes by".split(
        "|"
    ),
]
OBJECTS = [
    *"about 80 minutes|14|more than $3 million|Friday|2022-01-21|22 January|around 2022-02-30|9999-24|by 9999-36".split(
        "|"
    ),
    *"last May|two to three hours|12%|½ a day|１２ people|٣٤ days|1\u00a0000 euros|nearly twelve|rail|the Quad".split(
        "|"
    ),
    *"Port Ellen, Ostend and Japan|the “long” talks|“80 minutes”|an hour or so|1/2/2022|the 1990s|twenty-one".split(
        "|"
    ),
]
TAILS = [
    *"|, officials said|, according to Grace Hopper|, Lovelace told the Harbour Board|,” said Ada Lovelace".split("|"),
    *" if it rains| (see above)| — or not| 😀| e\u0301t| \u202eback\u202c| in 2021, No. 5| at 10 a.m.".split("|"),
]
SENTENCES = st.builds(
    lambda *parts: f"{parts[0]} {parts[1]} {parts[2]}{parts[3]}{parts[4]}",
    st.sampled_from(SUBJECTS),
    st.sampled_from(VERBS),
    st.sampled_from(OBJECTS),
    st.sampled_from(TAILS),
    st.sampled_from([".", ".", ".", "!", "?", "…", ".”", "。"]),
)
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join)
TEXTS = st.lists(PARAGRAPHS, min_size=1, max_size=5).map("\n\n".join)
DAYS = st.sampled_from([None, "2022-01-22", "0001-01-01", "9999-12-31"])
often = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def statements(text: str, day: str | None, made: Any = MADE) -> list[dict[str, Any]]:
    """What a text states; the places of the quotes are held against the text."""
    return [told(each) for each in extracted(made, text, day)]


def mentions(text: str, day: str | None) -> list[Mention]:
    return MADE.mentions(SourceFile("a.md", text), 0, parse_edtf(day) if day else None)


@given(TEXTS, DAYS)
@often
def test_mentions_stand_where_they_are_said_to(text: str, day: str | None) -> None:
    last = 0
    for mention in mentions(text, day):
        assert last <= mention.start <= mention.core[0] < mention.core[1] <= mention.end <= len(text)
        assert not text[mention.start].isspace()
        assert not text[mention.end - 1].isspace()
        last = mention.end


@given(TEXTS, DAYS)
@often
def test_who_says_it_is_named_in_the_text(text: str, day: str | None) -> None:
    words = set(re.findall(r"\w+", text))
    for statement in statements(text, day):
        if statement["said_by"] is not None:
            assert set(re.findall(r"\w+", statement["said_by"])) <= words, statement


@given(TEXTS)
@often
def test_sentences_lie_side_by_side(text: str) -> None:
    """No word is in two of them, and none in no one."""
    scanned = MADE.scanned(SourceFile("a.md", text), 0, None)
    word = place = 0
    for sentence in scanned.sentences:
        assert sentence.first == word
        assert place <= sentence.start < sentence.end <= len(text)
        assert sentence.start <= scanned.words.starts[sentence.first]
        assert scanned.words.starts[sentence.after - 1] < sentence.end
        word, place = sentence.after, sentence.end
    assert word == len(scanned.words.starts)


@given(TEXTS, DAYS)
@often
def test_the_text_alone_counts(text: str, day: str | None) -> None:
    """Neither what was read before nor how often."""
    first = statements(text, day)
    statements(text[::-1], None)
    assert statements(text, day) == first
    assert statements(text, day, AGAIN) == first


@given(TEXTS, DAYS, st.sampled_from(["\r\n", "\r"]))
@often
def test_line_ends_of_any_system_mean_the_same(text: str, day: str | None, end: str) -> None:
    assert statements(text.replace("\n", end), day) == statements(text, day)


def _closes(paragraph: str) -> bool:
    """Whether every quotation that opens in a paragraph ends there, so that none may go on in the next."""
    return not re.sub("“[^“”]*”", "", paragraph).strip("”").count("“")


@given(st.lists(PARAGRAPHS.filter(_closes), min_size=2, max_size=5).map("\n\n".join), DAYS)
@often
def test_a_paragraph_that_is_added_changes_nothing_above_it(text: str, day: str | None) -> None:
    more = "It was a dry and quiet evening, with little wind along the coast and few people out on the water."
    assert statements(f"{text}\n\n{more}\n", day) == statements(text, day)
