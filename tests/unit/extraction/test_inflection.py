"""Which forms a word of a pattern finds, and which other words it leaves alone."""

from __future__ import annotations

import pytest

from factcheck.extraction.text.inflection import forms_of
from factcheck.extraction.text.words import key_of, words_of

FORMS = """
host: host hosts hosted hosting
agree: agree agrees agreed agreeing
visit: visit visits visited visiting
plan: plan plans planned planning
travel: travel travels travelled traveled travelling traveling
hold: hold holds held holding
say: say says said saying
take: take takes took taken taking
be: be am is are was were been being
have: have has had having
lie: lie lies lay lain lying
die: die dies died dying
carry: carry carries carried carrying
panic: panic panics panicked panicking
free: free frees freed freeing
quit: quit quits quitting
withdraw: withdraw withdraws withdrew withdrawn withdrawing
child: child children
person: person people persons
country: country countries
crisis: crisis crises
wife: wife wives
box: box boxes
hero: hero heroes
video: video videos
talk: talk talks
a: a an
the: the
high: high higher highest
organise: organise organised organising organize organized organizing
defense: defense defence
practise: practise practised practising practice practiced
favour: favour favor favored favouring
neighbourhood: neighbourhood neighborhood neighborhoods
centre: centre center centers centred
programme: programme program programs
enrol: enrol enrolled enrolling enroll
analyse: analyse analysed analyzed analyzing
override: override overrides overrode overridden overriding
rethink: rethink rethought
crewman: crewman crewmen
grandchild: grandchild grandchildren
salesperson: salesperson salespeople
cargo: cargo cargoes cargos
fuel: fuel fueled fuelled fueling fuelling
queue: queue queued queuing queueing
quiz: quiz quizzes
dive: dive dived dove
own: own owns owned owning
other: other others
mine: mine mines mining
"""


@pytest.mark.parametrize("row", FORMS.strip().split("\n"), ids=lambda row: row.split(":")[0])
def test_a_word_finds_its_forms(row: str) -> None:
    word, forms = row.split(": ")
    assert set(forms.split()) <= forms_of(word)


@pytest.mark.parametrize(
    ("word", "other"),
    [("hop", "hoping"), ("hold", "holded"), ("child", "childs"), ("the", "thes"), ("be", "bes"), ("plan", "planing"),
     ("in", "ins"), ("star", "stared"), ("of", "ofs"), ("unit", "united")],
)  # fmt: skip
def test_a_form_that_is_none_or_another_word_is_not_made(word: str, other: str) -> None:
    assert other not in forms_of(word)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Japan's two-plus-two", ["japan", "two", "plus", "two"]),
        ("the U.S.’s plan for us", ["the", "US", "plan", "for", "us"]),
        ("Biden ‘s talks with Japan’ s PM at 3 pm", ["biden", "talks", "with", "japan", "PM", "at", "3", "pm"]),
        ("1,200.5km, 90-minute", ["1,200.5km", "90", "minute"]),
        ("see https://example.org/a-b?c or www.example.org!", ["see", "or"]),
        ("Élysée ﬁrst 岸田文雄", ["elysee", "first", "岸田文雄"]),
        ("don't isn’t", ["don't", "isn't"]),
        ("", []),
    ],
)
def test_words_of_a_text(text: str, keys: list[str]) -> None:
    words = words_of(text)
    assert words.keys == keys
    assert all(key_of(text[a:b]) == key for a, b, key in zip(*words, strict=True))
