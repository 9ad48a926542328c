"""Near misses: which pattern came nearest, where it stopped, and what to change."""

from __future__ import annotations

import pytest
from extraction_cases import document_of, extractor

from factcheck.extraction.near_misses import NearMiss
from factcheck.model.article import Article
from factcheck.source import SourceFile

MADE = extractor(
    document_of(
        """
        words: {meeting: [meeting, talks]}
        kinds: {title: {closed: true}}
        entities: {Ada Lovelace: {kind: person}, prime minister: {kind: title}}
        facts:
          length: {type: duration, extract: ["{value} of @meeting", "@meeting … last {value}", "{value} … call"]}
          swing: {type: percent, unit: pp, extract: ["swing of {value}"]}
          agreed: {type: boolean, extract: [{pattern: "sign … (pact|treaty)", value: true}]}
          taken: {type: number, extract: ["{value} … (taken to|in) hospital"]}
          guests: {type: number, extract: ["the {value} … met"]}
          profit: {type: money, extract: ["profit … [to] {value}"]}
          met: {type: period, extract: ["met [on] {value}"]}
          guest: {type: person, extract: ["met {value}"]}
          winner: {type: person, extract: ["{value} (win|sweep)"]}
          premier: {type: title, extract: ["met the {value}"]}
          opened: {type: period, extract: ["open on {value: Monday|Tuesday}"]}
          waited: {type: duration, extract: ["wait {value} … call"]}
          age: {type: number, extract: ["{value} year old"]}
          host: {type: country, extract: ["{value} … host … {person}"]}
        """
    )
)


def near(fact: str, text: str) -> list[NearMiss]:
    source = SourceFile("article.md", text)
    return MADE.near_misses(fact, Article("article", source=source), 0)


@pytest.mark.parametrize(
    ("fact", "text", "quote", "pattern", "why", "advice"),
    [
        ("length", "The talks ran for 80 minutes.", "80 minutes", "@meeting … last {value}",
         "at “ran for”, where the pattern has last", "write (last|run for) for last"),
        ("length", "Their 80 minutes of huddling.", "80 minutes", "{value} of @meeting",
         "at “huddling”, where the pattern has @meeting",
         "add the word of this article (huddling) to the list `meeting`"),
        ("length", "The get-together of the two took 80 minutes.", "80 minutes", "{value} of @meeting",
         "the sentence ends where the pattern has of",
         'add a pattern in the words of this article, such as "took {value}"'),
        ("length", "The talks lasted, all told, 80 minutes.", "80 minutes", "@meeting … last {value}",
         "at “told”, where the pattern has last", "put … after last, so that words may stand between"),
        ("length", "The call took 80 minutes.", "80 minutes", "{value} … call",
         "“call” stands before the value, and the pattern has call on the other side",
         'add a pattern with the other order: "call … {value}"'),
        ("length", f"80 minutes {'so ' * 14}went the call.", "80 minutes", "{value} … call",
         "“call” stands 16 words away, and … skips 12 at most", "name a word on the way, such as “so”: … so …"),
        ("swing", "A swing of 4% was seen.", "4%", "swing of {value}",
         "the words fit, but this is a percent, and the fact takes percentage points",
         "declare another type, or a fact of its own for it"),
        ("agreed", "They signed the papers.", "signed", "sign … (pact|treaty)",
         "the sentence has no (pact|treaty)", "write (pact|treaty|…) with the word of this article, or leave it out"),
        ("agreed", "The treaty was signed.", "treaty was signed", "sign … (pact|treaty)",
         "all its words are in the sentence, but not in this order, or not beside each other",
         "put … where words may stand"),
        ("profit", "Profit rose to 395 million.", "395 million", "profit … [to] {value}",
         "the words fit, but no currency stands beside it",
         "none: no pattern can tell a currency that the text leaves out"),
        ("length", "The boat put out at 18:40 and after 90 minutes it sank.", "90 minutes", "{value} of @meeting",
         "at “it sank”, where the pattern has of", "add a pattern in the words of this article"),
        ("guests", "The 30 guests, 12 of them late, met.", "30", "the {value} … met",
         "“12” stands nearer, and … never skips a mention that would fit", "name the words between, in place of …"),
        ("host", "Japan will host Hopper.", "Japan", "{value} … host … {person}",
         "the sentence has nothing for {person} after the value",
         "leave the slot out, or let the vocabulary list the name"),
        ("guest", "They met Ada Lovelace's wife.", "Ada Lovelace", "met {value}",
         "“Ada Lovelace's wife” is something else than Ada Lovelace",
         'if it counts as well, say the word in the pattern: "{value} wife"'),
        ("guest", "They met the Ada Lovelace campaign.", "Ada Lovelace", "met {value}",
         "“Ada Lovelace campaign” is something else than Ada Lovelace",
         'if it counts as well, say the word in the pattern: "{value} campaign"'),
        ("winner", "In March Jan Novak has swept the board.", "Jan Novak", "{value} (win|sweep)",
         "at “has swept”, where the pattern has (win|sweep)",
         "put … before (win|sweep), so that words may stand between"),
        ("premier", "They met the former prime minister.", "prime minister", "met the {value}",
         "“former” before it makes another title of it", 'say the word in the pattern: "former {value}"'),
        ("opened", "It opened on 3 March 2021.", "3 March 2021", "open on {value: Monday|Tuesday}",
         "the words beside it fit, but “3 March 2021” has not the words that the slot asks for: Monday|Tuesday",
         "write {value: Monday|Tuesday|3 March 2021} if it counts as well"),
        ("waited", "They waited two days later for a call.", "two days", "wait {value} … call",
         "with “later” it is a time, and no amount", 'say the word in the pattern: "{value} later"'),
        ("age", "A 26-year-old won.", "26-year", "{value} year old",
         "the words fit, but with “year” this is a duration, and no bare number",
         "declare `type: duration`, and leave year out of the pattern"),
    ],
)  # fmt: skip
def test_near_miss(fact: str, text: str, quote: str, pattern: str, why: str, advice: str) -> None:
    (found,) = near(fact, text)
    assert (found.mention.text, found.pattern, found.why, found.advice) == (quote, pattern, why, advice)


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("length", "The talks lasted 80 minutes."),
        ("met", "It rained on Friday."),
        ("host", "Japan is an island."),
        ("agreed", "They met."),
        ("taken", "Nearly 40 drown as the boat flips in SEVEN minutes."),
    ],
)
def test_what_matched_or_is_far_off_is_none(fact: str, text: str) -> None:
    assert near(fact, text) == []


def test_a_mention_that_a_nearer_one_keeps_out_is_no_near_miss_if_the_nearer_is_found() -> None:
    assert near("taken", "They drew 164 people out, 22 of whom were taken to hospital.") == []


def test_a_few_are_told_and_those_whose_words_fit_alone() -> None:
    assert len(near("profit", " ".join(f"They paid {number} euros." for number in range(20, 40)))) == 5
    found = near("profit", "At 12 euros, 14 euros and 16 euros a head, profit rose to 395 million.")
    assert [each.mention.text for each in found] == ["395 million"]
