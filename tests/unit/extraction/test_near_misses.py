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
        entities: {Ada Lovelace: {kind: person}}
        facts:
          length: {type: duration, extract: ["{value} of @meeting", "@meeting … last {value}", "{value} … call"]}
          swing: {type: percent, unit: pp, extract: ["swing of {value}"]}
          agreed: {type: boolean, extract: [{pattern: "sign … (pact|treaty)", value: true}]}
          met: {type: period, extract: ["met [on] {value}"]}
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
         "at “ran for”, where the pattern has last", "write (last|ran for) for last"),
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
        ("host", "Japan will host Hopper.", "Japan", "{value} … host … {person}",
         "the sentence has nothing for {person} after the value",
         "leave the slot out, or let the vocabulary list the name"),
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
    ],
)
def test_what_matched_or_is_far_off_is_none(fact: str, text: str) -> None:
    assert near(fact, text) == []
