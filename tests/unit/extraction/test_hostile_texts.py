"""Whatever a text is, extraction answers, offsets are true, and the time grows with the length alone."""

from __future__ import annotations

from typing import Any

import pytest
from extraction_cases import document, document_of, extracted, extractor
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.extraction.extractor import Extractor
from factcheck.extraction.patterns.places import Place
from factcheck.extraction.patterns.programs import Program
from factcheck.extraction.patterns.walking import Walk

MADE = extractor(document("patterns.yaml")["vocabulary"])
WORDS = [
    *"The talks call lasted took 80 90-minute minutes about nearly of in Japan Japan's India, and the “Quad”".split(),
    *"host will not never could if said according to Kishida Ada Lovelace president U.S. Mr. No. … . ! ? #".split(),
    *"- * ( ) ; : https://example.org/a.b $14 million 12% Friday 2022-01-21 岸田文雄 日本。 é ﬁ 😀 kill".split(),
    *"killed 14 's ’s — \" “ ”".split(),
    *("\n", "\n\n", "\u202e", "\0", "\ufeff"),
]


@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
@settings(deadline=None)
def test_every_quote_stands_where_it_is_said_to(text: str) -> None:
    extracted(MADE, text, "2022-01-22")


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_characters_will_do(text: str) -> None:
    extracted(MADE, text, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\n",
        "word " * 50_000,
        "80 minutes of talks " * 5_000,
        "1 " * 10_000,
        "(" * 20_000,
        '"' * 20_000,
        "A" * 200_000,
        "Japan, " * 5_000,
        "Kishida " * 10_000,
        "not said will if " * 5_000,
        "。" * 10_000,
        "# " * 10_000,
        "U.S. " * 10_000,
    ],
    ids=lambda text: f"{text[:8]!r}",
)
def test_odd_texts(text: str) -> None:
    extracted(MADE, text, None)


def _patterns(number: int) -> Extractor:
    """Two patterns a fact, none of which shares a word with another fact's."""
    facts = (
        f"  f{i}: {{type: duration, extract: ['word{i} … {{value}}', '{{value}} … (noun{i}|thing{i}) of']}}\n"
        for i in range(number)
    )
    return extractor(document_of("facts:\n" + "".join(facts)))


def test_a_text_wakes_only_the_patterns_whose_words_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    """The walks along a text do not get more with patterns that have nothing to do with it."""
    text = "The word3 took 80 minutes of the noun7 of old.\n\n" * 20
    walks: list[int] = []
    for number in (10, 400):
        made = _patterns(number)
        counted = 0
        walk = Walk.__init__

        def count(self: Walk, place: Place, program: Program, reached: list[int], walk: Any = walk) -> None:
            nonlocal counted
            counted += 1
            walk(self, place, program, reached)

        with monkeypatch.context() as patched:
            patched.setattr(Walk, "__init__", count)
            assert len(extracted(made, text, None)) == 40
        walks.append(counted)
    assert walks == [40, 40]
