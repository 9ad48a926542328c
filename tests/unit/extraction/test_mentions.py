"""Mentions found in sentences as news writes them: tables by topic, and laws that hold for every text."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from extraction_cases import case_parameters, check_case
from hypothesis import given
from hypothesis import strategies as st

from factcheck.extraction.mentions.finder import MentionFinder
from factcheck.extraction.mentions.mention import Mention, mention_json
from factcheck.model.entity import Entity
from factcheck.model.period import Period, is_any_day, parse_edtf
from factcheck.model.quantity import Quantity, from_base
from factcheck.model.vocabulary import DEFAULT_HEDGES, VAGUE_COUNTS, Vocabulary
from factcheck.reading.hedges import BOUNDS

HERE = Path(__file__).parent
FINDER = MentionFinder(Vocabulary())
PUBLISHED = parse_edtf("2022-01-21")
KINDS = {"number", "quantity", "money", "percent", "duration", "ordinal", "period", "name"}
MODS = {"START", "MID", "END", "BEFORE", "AFTER", "ON_OR_AFTER", "ON_OR_BEFORE", "APPROX"} | {
    "LESS_THAN",
    "MORE_THAN",
    "EQUAL_OR_LESS",
    "EQUAL_OR_MORE",
}
HEDGE = 3


def sentences() -> list[Any]:
    """All rows of the data files."""
    return [
        pytest.param(row[0], [[str(part) for part in mention] for mention in row[1:]], id=f"{path.stem}: {row[0][:60]}")
        for path in sorted((HERE / "mentions").glob("*.yaml"))
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(("text", "expected"), sentences())
def test_sentence(text: str, expected: list[list[str]]) -> None:
    found = FINDER.find(text, PUBLISHED)
    assert [shown(mention, text, len(row)) for mention, row in zip(found, expected, strict=False)] == expected, found
    assert len(found) == len(expected), [shown(mention, text, HEDGE) for mention in found]


@pytest.mark.parametrize(
    ("text", "published", "weekend"),
    [
        ("He died at the weekend.", "2024-10-24", "2024-10-19/2024-10-20"),  # a Thursday
        ("They met over the weekend.", "2024-10-21", "2024-10-19/2024-10-20"),
        ("They will meet at the weekend.", "2024-10-24", "2024-10-26/2024-10-27"),
        ("It rained over the weekend.", "2024-10-27", "2024-10-26/2024-10-27"),  # on the Sunday itself
    ],
)
def test_the_weekend_is_the_last_one_unless_it_is_to_come(text: str, published: str, weekend: str) -> None:
    (mention,) = FINDER.find(text, parse_edtf(published))
    assert isinstance(mention.value, Period) and mention.value.edtf == weekend


@pytest.mark.parametrize(("vocabulary", "case"), case_parameters("other_types.yaml"))
def test_other_types(vocabulary: Any, case: Any) -> None:
    check_case(vocabulary, case)


def shown(mention: Mention, text: str, parts: int) -> list[str]:
    """A mention as the tables write it, as far as a row tells."""
    words = text[mention.start : mention.end]
    value = mention.value
    if isinstance(value, Period):
        row = [words, "period", (mention.named or value.edtf) if not is_any_day(value) else "?"]
        row += [mention.mod] if mention.mod else []
        days = "/".join(".." if end is None else end for end in days_of(mention, text))
        return [*row, days] if parts > len(row) else row
    if isinstance(value, Entity):
        return [words, "name", value.name]
    assert isinstance(value, Quantity)
    row = [words, mention.kind, amount(value)]
    return [*row, mention.hedge] if mention.hedge else row


def days_of(mention: Mention, text: str) -> list[str | None]:
    printed = mention_json(mention, text)
    return [None if printed[key] is None else str(printed[key]) for key in ("first_day", "last_day")]


def amount(value: Quantity) -> str:
    """`80 min`, `80..90 min`, `>90 min`, `<=90 min`, in the unit as written."""
    low, high, low_open, high_open = value.nominal
    ends = [None if isinstance(end, float) else str(Fraction(from_base(end, value.unit))) for end in (low, high)]
    decimal = [
        end and (end if "/" not in end or value.unit.symbol == "" else str(float(Fraction(end)))) for end in ends
    ]
    if value.unit.symbol == "" and value.nominal.is_point and low != int(low):
        # Plain fractions stay fractions; decimals are written as such.
        exact = Fraction(low)
        decimal = [str(exact) if exact < 1 else str(float(exact))] * 2
    first, last = decimal
    if low == high:
        number = first
    elif last is None:
        number = f"{'>' if low_open else '>='}{first}"
    elif first is None:
        number = f"{'<' if high_open else '<='}{last}"
    else:
        number = f"{first}..{last}"
    return f"{number} {'GBP' if value.unit.symbol == 'p' else value.unit.symbol}".strip()


# Laws ---------------------------------------------------------------------------------------------------------------

WORDS = (
    "about nearly more than at least up to between from and to or of the a an in on by since until after "
    "before early late mid end start first second third last next this that same May March fall spring "
    "Friday Monday January 2022 1990s 90 21st 1/2 ½ half dozen hundred million billion bn m k % percent "
    "points $ € £ Rs USD US$ minutes hours week year years quarter month ago later earlier recently now "
    "Q3 H1 5G COVID-19 G7 -5 – - ( ) , . ; : ' \" ’ ° C km/h miles 2021-10-20 12/31/99 3:30 p.m. GMT Japan "
    "U.S. Côte d'Ivoire two plus twenty-one and a half +1-222-2222 http://a.b/1 x@y.zz 1e9 ~ ≈ "
    "another 17.2/45 $US 6'4\" 1950s 737-800s aged old 45 years 401(k) naught point Rs. cr scores people 's 100m "
).split()
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=3)), max_size=24).flatmap(
        lambda words: st.sampled_from([" ", "", "\u00a0", "\n", "\n\n", "\u202e", " \u200f"]).map(
            lambda gap: gap.join(words)
        )
    ),
    st.text(alphabet="0123456789.,-–/$%:'()\u2009\u202f\u0660\u0967²½ѣ岸ا\u202d\x00\x1f a", max_size=60),
)


@given(text=TEXTS, dated=st.booleans())
def test_laws(text: str, dated: bool) -> None:
    found = FINDER.find(text, PUBLISHED if dated else None)
    assert [mention.start for mention in found] == sorted(mention.start for mention in found)
    for mention in found:
        printed = mention_json(mention, text)
        assert 0 <= mention.start <= mention.core[0] < mention.core[1] <= mention.end <= len(text)
        assert printed["text"] == text[mention.start : mention.end] == text[mention.start : mention.end].strip()
        assert mention.kind in KINDS
        assert mention.mod is None or mention.mod in MODS
        if isinstance(mention.value, Quantity):
            assert mention.value.hedge in {None, *DEFAULT_HEDGES, *BOUNDS, *VAGUE_COUNTS}
        assert mention.hedge is None or mention.hedge in " ".join(text.split())
        json.dumps(printed, allow_nan=False)
        if not dated and isinstance(mention.value, Period):
            # Without a day of publication no time told from it has days.
            again = FINDER.find(text, parse_edtf("1999-12-31"))
            same = [other.value for other in again if (other.start, other.end) == (mention.start, mention.end)]
            assert is_any_day(mention.value) or mention.value in same
    values = [mention for mention in found if mention.kind != "name"]
    assert all(one.end <= other.start for one, other in pairwise(values)), values


@given(text=TEXTS, before=st.text(max_size=5))
def test_offsets_are_those_of_the_text_given(text: str, before: str) -> None:
    """What stands before a paragraph moves its mentions and changes none."""
    shift = len(before) + 3
    alone = FINDER.find(text, PUBLISHED)
    moved = [
        (mention.start - shift, mention.end - shift, mention.value)
        for mention in FINDER.find(f"{before}\n;\n{text}", PUBLISHED)
        if mention.start >= shift
    ]
    assert moved == [(mention.start, mention.end, mention.value) for mention in alone]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t\u2028",
        "5 " * 10_000,
        "$" * 10_000,
        "nearly " * 10_000,
        "a few " * 5_000 + "days",
        "the end of " * 5_000 + "May",
        "1-2-3-4-5-6-7-8-9-" * 1_000,
        "one hundred and " * 3_000,
        "(5 km " * 5_000,
        "9" * 100_000,
        "to 5 " * 10_000,
        "岸田" * 20_000,
        "'" * 20_000,
        "a@" * 20_000,
    ],
    ids=lambda text: f"{text[:12]!r} {len(text)}",
)
def test_hostile_texts_end(text: str) -> None:
    for mention in FINDER.find(text, PUBLISHED):
        assert text[mention.start : mention.end].strip()


def test_ten_thousand_numbers_on_one_line() -> None:
    found = FINDER.find(" ".join(f"{number} people," for number in range(10_000, 20_000)), PUBLISHED)
    assert [mention.value.nominal.low for mention in found if isinstance(mention.value, Quantity)] == list(
        range(10_000, 20_000)
    )


def test_a_long_text_is_searched_in_stretches() -> None:
    line = "On Friday about 80 people paid $5m, she said. "
    text = line * 12_000
    found = FINDER.find(text, PUBLISHED)
    assert [mention.start for mention in found] == [
        at * len(line) + offset for at in range(12_000) for offset in (3, 10, 31)
    ]
    assert all(text[mention.core[0] : mention.core[1]] in ("Friday", "80", "$5m") for mention in found)
