"""What is not walked would not have matched: the filters before the walk lose nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from extraction_cases import case_parameters, document, document_of
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.extraction.mentions.finder import MentionFinder
from factcheck.extraction.patterns.compiling import compile_patterns
from factcheck.extraction.patterns.matching import Matcher
from factcheck.extraction.patterns.scanned import Scanned
from factcheck.extraction.patterns.stretches import back_through
from factcheck.extraction.patterns.walking import Match, matches_at
from factcheck.loading.document import Mapping
from factcheck.loading.rule_base import load_rule_base
from factcheck.loading.vocabulary import build_vocabulary
from factcheck.model.period import parse_edtf
from factcheck.model.vocabulary import Vocabulary
from factcheck.reading.values import Reader

SAMPLE = Path(__file__).parents[3] / "rules"
PUBLISHED = parse_edtf("2022-01-22")


class Both:
    """A vocabulary, with which texts are read with the filters and without them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._finder = MentionFinder(vocabulary)
        patterns, _ = compile_patterns(vocabulary, Reader(vocabulary))
        self._matcher = Matcher(patterns, vocabulary.entities)

    def agree(self, text: str) -> None:
        """Hold that every pattern, walked from every word, finds what the matcher does."""
        scanned = Scanned(text, 0, self._finder.find(text, PUBLISHED))
        assert self._matcher.matches(scanned) == list(self._walked(scanned))

    def _walked(self, scanned: Scanned) -> list[Match]:
        found: list[Match] = []
        for sentence in scanned.sentences:
            place = self._matcher.place(scanned, sentence)
            words = (1 << sentence.after - sentence.first) - 1
            for program in self._matcher.programs:
                found += matches_at(place, program, [words] + [words << 1 | 1] * len(program.steps))
        return found


def _built(vocabulary: Mapping) -> Vocabulary:
    own = Mapping(vocabulary)
    own.source, own.places = vocabulary.source, vocabulary.places
    built, problems = build_vocabulary([own])
    assert not problems
    return built


@pytest.mark.parametrize(
    ("vocabulary", "case"), case_parameters("patterns.yaml", "context.yaml", "names_in_slots.yaml", "other_types.yaml")
)
def test_of_a_case(vocabulary: Mapping, case: Mapping) -> None:
    Both(_built(vocabulary)).agree(case["text"])


CASES = Both(_built(document("patterns.yaml")["vocabulary"]))
SENTENCES = [case["text"] for case in document("patterns.yaml")["cases"]]


@pytest.fixture(scope="module")
def sample() -> Both:
    return Both(load_rule_base([str(SAMPLE)]).vocabulary)


@given(words=st.lists(st.sampled_from([word for text in SENTENCES for word in text.split(" ")]), max_size=80))
@settings(deadline=None)
def test_of_words_in_any_order(words: list[str]) -> None:
    CASES.agree(" ".join(words))


@given(data=st.data())
@settings(deadline=None)
def test_of_the_sample(sample: Both, data: Any) -> None:
    words = (
        "Biden Joe Biden's Kishida Fumio Wenxiong Prime Minister President deputy former the a US Japan and , . ? Quad "
        "video call talks meeting summit held on Friday for 80 minutes about an hour said agreed met first since "
        "of in with Mr. Tokyo India Australia host next spring virtual two-plus-two ministers White House Psaki"
    ).split(" ")
    sample.agree(" ".join(data.draw(st.lists(st.sampled_from(words), max_size=60))))


LISTS = """
words: {team: [team, crew], long: [very long list of words, very long, very]}
entities:
  Ada Reyes: {kind: person}
  Tom Berg: {kind: person}
  prime minister: {kind: title}
facts:
  crowd: {type: person, many: true, extract: ["{value} (met|saw)", "met [the] {value}", "{value} … {person} … left"]}
  guest: {type: person, extract: ["[the] [{title}] {value} … left", "met [a] [very] [{title}] {value}"]}
  boss: {type: title, extract: ["{value} {person}", "@team … {value} … {person: Reyes|… Berg|Ada …}"]}
  firm: {type: organisation, extract: ["{value} said", "of {value} [and {organisation}] … @long said"]}
  stay: {type: duration, extract: ["(a|a b|a b c) [b] [c] [@long] … {value}", "[{country}] [{period}] {value} … said"]}
  word: {type: text, extract: ["[the] {value: met|met the|saw very} … [@team] said"]}
"""
WORDS = (
    "Ada Reyes Tom Berg Novak Jong-un Acme & Sons Bank of the Deputy Prime Minister Mayor vice former president Japan "
    "and or , ; . met saw left said team crews very long list words a b c an hour 3 days later on Friday Mr. Reyes's"
).split(" ")


@given(st.lists(st.sampled_from(WORDS), max_size=50).map(" ".join))
@settings(deadline=None)
def test_of_names_and_optional_words(text: str) -> None:
    ANY.agree(text)


def test_of_more_words_than_are_looked_at_at_once() -> None:
    ANY.agree("Mayor Ada Reyes met Novak and Tom Berg. The team left after a very long hour.\n\n" * 300)


ANY = Both(_built(document_of(LISTS)))


@given(st.integers(0, 255), st.integers(0, 255))
def test_back_through(words: int, through: int) -> None:
    expected = words
    for bit in reversed(range(8)):
        if through >> bit & 1 and expected >> bit + 1 & 1:
            expected |= 1 << bit
    assert back_through(words, through) == expected


@pytest.mark.parametrize("between", range(15))
def test_a_gap_skips_no_more_than_it_may(between: int) -> None:
    ANY.agree(f"They said a {'word ' * between}an hour.")
