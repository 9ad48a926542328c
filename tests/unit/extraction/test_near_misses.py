"""Near misses: which pattern came nearest, where it stopped, and what to change."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from extraction_cases import document_of, extracted, extractor
from hypothesis import given
from hypothesis import strategies as st

from factcheck.extraction.explaining.near_misses import NearMiss
from factcheck.model.article import Article
from factcheck.model.statement import print_value
from factcheck.source import SourceFile

VOCABULARY = """
words: {meeting: [meeting, talks], hurt: [hurt, injured]}
kinds: {title: {closed: true}}
entities: {Ada Lovelace: {kind: person}, prime minister: {kind: title}, mayor: {kind: title}}
facts:
  length: {type: duration, extract: ["{value} of @meeting", "@meeting … last {value}", "{value} … call"]}
  swing: {type: percent, unit: pp, extract: ["swing of {value}"]}
  agreed: {type: boolean, extract: [{pattern: "sign … (pact|treaty)", value: true}]}
  outcome:
    type: text
    extract: [{pattern: "talks collapse", value: failed}, {pattern: "leave without [a] deal", value: failed}]
  taken: {type: number, extract: ["{value} … (taken to|in) hospital"]}
  guests: {type: number, extract: ["the {value} … met"]}
  dead: {type: number, extract: ["kill {value}", "{value} people (die|be killed)"]}
  hurt: {type: number, extract: ["{value} [others] @hurt"]}
  profit: {type: money, extract: ["profit … [to] {value}"]}
  met: {type: period, extract: ["met [on] {value}"]}
  guest: {type: person, extract: ["met {value}"]}
  winner: {type: person, extract: ["{value} (win|sweep)"]}
  premier: {type: title, extract: ["met the {value}"]}
  opened: {type: period, extract: ["open on {value: Monday|Tuesday}"]}
  waited: {type: duration, extract: ["wait {value} … call"]}
  age: {type: number, extract: ["{value} year old"]}
  host: {type: country, extract: ["{value} … host … {person}"]}
  venue: {type: country, extract: ["{value} host the games"]}
  toured: {type: country, many: true, extract: ["tour {value}"]}
"""
MADE = extractor(document_of(VOCABULARY))


def near(fact: str, text: str) -> list[NearMiss]:
    source = SourceFile("article.md", text)
    return MADE.near_misses(fact, Article("article", source=source), 0)


@pytest.mark.parametrize(
    ("fact", "text", "quote", "pattern", "why", "advice"),
    [
        ("length", "The talks ran for 80 minutes.", "80 minutes", "@meeting … last {value}",
         "at “ran for”, where the pattern has last", 'write it as "@meeting … (last|run for) {value}"'),
        ("length", "Their 80 minutes of huddling.", "80 minutes", "{value} of @meeting",
         "at “huddling”, where the pattern has @meeting",
         'add "huddling" to the list `meeting`'),
        ("length", "The get-together of the two took 80 minutes.", "80 minutes", "{value} of @meeting",
         "the sentence ends where the pattern has of",
         'add the pattern "take {value}"'),
        ("length", "The talks lasted, all told, 80 minutes.", "80 minutes", "@meeting … last {value}",
         "at “told”, where the pattern has last", 'write it as "@meeting … last … {value}"'),
        ("length", "The call took 80 minutes.", "80 minutes", "{value} … call",
         "“call” stands before the value, and the pattern has call on the other side",
         'add the pattern "call take {value}"'),
        ("length", f"80 minutes {'so ' * 14}went the call.", "80 minutes", "{value} … call",
         "“call” stands 16 words away, and … skips 12 at most", ""),
        ("length", f"80 minutes {'so ' * 9}dragged on {'so ' * 9}went the call.", "80 minutes", "{value} … call",
         "“call” stands 22 words away, and … skips 12 at most", 'write it as "{value} … dragged … call"'),
        ("length", "The meeting, as they have it, was, so they say, over after 80 minutes.", "80 minutes",
         "@meeting … last {value}", "at “say over after”, where the pattern has last", ""),
        ("length", "The call with Ada Lovelace: 80 minutes.", "80 minutes", "{value} … call",
         "“call” stands before the value, and the pattern has call on the other side",
         'add the pattern "call … {value}"'),
        ("length", "The talks lasted eighty.", "eighty", "@meeting … last {value}",
         "the words fit, but no unit stands beside it", "none: no pattern can tell a unit that the text leaves out"),
        ("swing", "A swing of 4% was seen.", "4%", "swing of {value}",
         "the words fit, but this is a percent, and the fact takes percentage points",
         "declare `type: percent`, or another fact of that type"),
        ("agreed", "They signed the papers.", "signed", "sign … (pact|treaty)",
         "the sentence has no (pact|treaty)", 'write it as "sign … (pact|treaty|papers)"'),
        ("agreed", "The treaty was signed.", "treaty was signed", "sign … (pact|treaty)",
         "all its words are in the sentence, but not in this order, or not beside each other",
         'add {pattern: "(pact|treaty) … sign", value: true}'),
        ("profit", "Profit rose to 395 million.", "395 million", "profit … [to] {value}",
         "the words fit, but no currency stands beside it",
         "none: no pattern can tell a currency that the text leaves out"),
        ("length", "The boat put out at 18:40 and after 90 minutes it sank.", "90 minutes", "{value} of @meeting",
         "at “it sank”, where the pattern has of", 'add the pattern "{value} it sink"'),
        ("guests", "The 30 guests, 12 of them late, met.", "30", "the {value} … met",
         "“12” stands nearer, and … never skips a mention that would fit", 'add the pattern "{value} guests … met"'),
        ("host", "Japan will host Hopper.", "Japan", "{value} … host … {person}",
         "the sentence has nothing for {person} after the value",
         'write it as "{value} … host … [{person}]"'),
        ("guest", "They met Ada Lovelace's wife.", "Ada Lovelace", "met {value}",
         "“Ada Lovelace's wife” is something else than Ada Lovelace",
         'if it counts as well, write it as "met {value} [wife]"'),
        ("guest", "They met the Ada Lovelace campaign.", "Ada Lovelace", "met {value}",
         "“Ada Lovelace campaign” is something else than Ada Lovelace",
         'if it counts as well, write it as "met {value} [campaign]"'),
        ("winner", "In March Jan Novak has swept the board.", "Jan Novak", "{value} (win|sweep)",
         "at “has swept”, where the pattern has (win|sweep)",
         'write it as "{value} [have] (win|sweep)"'),
        ("premier", "They met the former prime minister.", "prime minister", "met the {value}",
         "“former” before it makes another title of it",
         'if it counts as well, write it as "met the [former] {value}"'),
        ("opened", "It opened on 3 March 2021.", "3 March 2021", "open on {value: Monday|Tuesday}",
         "the words beside it fit, but “3 March 2021” has not the words that the slot asks for: Monday|Tuesday",
         'if it counts as well, write it as "open on {value: Monday|Tuesday|3 March 2021}"'),
        ("waited", "They waited two days later for a call.", "two days", "wait {value} … call",
         "with “later” it is a time, and no amount", 'if it counts as well, write it as "wait {value} [later] … call"'),
        ("age", "A 26-year-old won.", "26-year", "{value} year old",
         "the words fit, but with “year” this is a duration, and no bare number",
         'declare `type: duration`, and write the pattern as "{value} old"'),
    ],
)  # fmt: skip
def test_near_miss(fact: str, text: str, quote: str, pattern: str, why: str, advice: str) -> None:
    (found,) = near(fact, text)
    assert (found.mention.text, found.pattern, found.why, found.advice) == (quote, pattern, why, advice)
    if advice and not advice.startswith("none"):
        assert_works(found, text)


# Advice is sure to work: see `followed` -------------------------------------------------------------------------------


def followed(advice: str, near: NearMiss) -> str | None:
    """The vocabulary after somebody does word for word what an advice says; None if it does not say what to write."""
    vocabulary: dict[str, Any] = yaml.safe_load(VOCABULARY)
    fact = vocabulary["facts"][near.fact]
    patterns = fact["extract"]
    number = [each["pattern"] if isinstance(each, dict) else each for each in patterns].index(near.pattern)
    if said := re.search(r"declare `type: ([^`]+)`", advice):
        fact["type"] = said[1]
        fact["extract"] = patterns = [patterns[number]]
        fact.pop("unit", None)
        number = 0
    if said := re.search(r'write (?:it|the pattern) as "(.+)"$', advice):
        is_fixed = isinstance(patterns[number], dict)
        patterns[number] = {**patterns[number], "pattern": said[1]} if is_fixed else said[1]
    elif said := re.search(r'add the pattern "(.+)"$', advice):
        patterns.append(said[1])
    elif said := re.search(r"add ({pattern: .+})$", advice):
        patterns.append(yaml.safe_load(said[1]))
    elif said := re.search(r'add "(.+)" to the list `(.+)`$', advice):
        vocabulary["words"][said[2]].append(said[1])
    elif "declare" not in advice:
        return None
    return yaml.safe_dump(vocabulary)


@pytest.mark.parametrize(
    ("fact", "text", "advice"),
    [
        ("length", "The call clocked in at 80 minutes.", 'add the pattern "call clock in at {value}"'),
        ("length", "Their chat ate up 80 minutes of the morning.", 'add the pattern "eat up {value}"'),
        ("length", "The huddle took up 80 minutes of the day.", 'add the pattern "take up {value}"'),
        ("length", "They were on the line for all of 80 minutes.", 'add the pattern "line for all of {value}"'),
        ("length",
         "The meeting, a friendly one which nobody thought would be anything but short, was over after 80 minutes.",
         'write it as "@meeting … (last|be over after) {value}"'),
        ("length", "It was an 80-minute affair, this tête-à-tête.", 'add the pattern "{value} affair"'),
        ("length", "The talks began at 8:00 and ended 80 minutes later.",
         'add the pattern "@meeting … end {value} later"'),
        ("length", "The talks lasted, by all accounts, a good 80 minutes.", 'write it as "@meeting … last … {value}"'),
        ("length", "The talks didn't drag on past 80 minutes.", 'write it as "@meeting … (last|past) {value}"'),
        ("length", "The meeting's length: 80 min.", 'write it as "@meeting … (last|length) {value}"'),
        ("length", "Talks: 80 minutes.", 'add the pattern "@meeting {value}"'),
        ("dead", "The quake cut short the lives of 12 people.", 'add the pattern "lives of {value} people"'),
        ("dead", "Twelve people perished in the fire.", 'write it as "{value} people (die|be killed|perish)"'),
        ("dead", "Twelve people were swept to their deaths.", 'write it as "{value} people (die|be killed|be swept)"'),
        ("dead", "Twelve people are said to have died.", 'write it as "{value} people … (die|be killed)"'),
        ("profit", "A 3 million euro profit was made.", 'add the pattern "{value} profit"'),
        ("profit", "They made 3 million euros.", 'add the pattern "make {value}"'),
        ("swing", "A swing to the left of 4 percentage points was seen.", 'write it as "swing … of {value}"'),
        ("premier", "They met with the prime minister.", 'write it as "met [with] the {value}"'),
        ("premier", "They met Ada Lovelace, the mayor.", 'write it as "met … the {value}"'),
        ("venue", "Japan is to host the games.", 'write it as "{value} [be to] host the games"'),
        ("toured", "They went on a tour of Japan.", 'write it as "tour [of] {value}"'),
        ("agreed", "The two put their names to the treaty.", 'write it as "(sign|names) … (pact|treaty)"'),
        ("agreed", "The treaty was at last signed.", 'add {pattern: "(pact|treaty) … sign", value: true}'),
        ("agreed", "They inked the pact.", 'write it as "(sign|ink) … (pact|treaty)"'),
        ("outcome", "They all left the room without a deal.", 'write it as "leave … without [a] deal"'),
        ("outcome", "The talks ended without a deal.", 'write it as "(leave|end) without [a] deal"'),
        ("outcome", "The talks, it seems, have collapsed.", 'write it as "talks … collapse"'),
        ("length", "They huddled for 80 minutes.", 'add the pattern "huddled {value}"'),
        ("length", "At 80 minutes, it was the longest of their talks.",
         'add the pattern "{value} it be the longest … @meeting"'),
        ("dead", "Snow buried 12 people.", 'add the pattern "buried {value} people"'),
        ("swing", "There was a 4-point swing.", 'add the pattern "{value} swing"'),
        ("premier", "They met yesterday with the mayor.", 'write it as "met … the {value}"'),
        ("outcome", "The talks have not collapsed.", 'write it as "talks … collapse"'),
    ],
)  # fmt: skip
def test_an_advice_does_what_it_says(fact: str, text: str, advice: str) -> None:
    (found,) = near(fact, text)
    assert found.advice == advice
    assert_works(found, text)


def assert_works(found: NearMiss, text: str) -> None:
    """That the mention is found after the advice is followed, by what it says."""
    after = followed(found.advice, found)
    assert after is not None, found.advice
    statements = [each.statement for each in extracted(extractor(document_of(after)), text, None)]
    told = [(print_value(each.value), each.at) for each in statements if each.fact == found.fact]
    at = found.mention
    assert any(value == found.value and p and p.start < at.end and at.start < p.end for value, p in told), told


WORDS = """The meeting lasted 80 minutes , two hours later and 12 people were killed hurt in hospital Ada Lovelace won
met prime minister former Japan hosted toured on Monday signed pact treaty talks collapsed 4% swing of profit 3 million
euros to for dragged on the line wait call after 26-year-old who's half-hour \" ( @ {""".split()


@given(st.sampled_from(sorted(yaml.safe_load(VOCABULARY)["facts"])), st.lists(st.sampled_from(WORDS), max_size=14))
def test_any_advice_does_what_it_says(fact: str, words: list[str]) -> None:
    text = " ".join(words)
    for found in near(fact, text):
        if found.advice and not found.advice.startswith("none"):
            assert_works(found, text)


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
