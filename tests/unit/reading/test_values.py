"""The reader of values: tables of expressions as news gives them, and laws that hold for every text."""

from __future__ import annotations

import time
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.model.entity import Catalogue, Entity, EntitySet
from factcheck.model.interval import INFINITY, Interval
from factcheck.model.period import Period, day_text, parse_edtf
from factcheck.model.quantity import Quantity, from_base, interval_to_base, print_interval
from factcheck.model.statement import Words
from factcheck.model.types import (
    BOOLEAN,
    DURATION,
    MONEY,
    NUMBER,
    OPEN_ENDED_DIMENSIONS,
    PERCENT,
    PERIOD,
    POINTS,
    TEXT,
    Type,
)
from factcheck.model.units import UnitTable, currency_unit
from factcheck.model.vocabulary import DEFAULT_HEDGES, Hedge, Vocabulary
from factcheck.reading.hedges import Phrases
from factcheck.reading.numbers import SMALL, TENS
from factcheck.reading.quantities import QuantityGrammar
from factcheck.reading.tokens import END, tokens_of
from factcheck.reading.values import Reader, Unreadable

HERE = Path(__file__).parent
UNITS = UnitTable()
TEMPERATURE = Type("quantity", "temperature")
LENGTH = Type("quantity", "length")
COUNTRY = Type("entity", "country")
PUBLISHED = parse_edtf("2022-01-21")

PEOPLE = [
    (Entity("person:kishida", "person", "Fumio Kishida"), ["Kishida"]),
    (Entity("person:biden", "person", "Joe Biden"), ["Biden"]),
    (Entity("organisation:quad", "organisation", "the Quad"), ["Quad"]),
    (Entity("organisation:jj", "organisation", "Johnson and Johnson"), ["Johnson & Johnson"]),
]
READER = Reader(Vocabulary(entities=Catalogue(PEOPLE), kinds={"country": True, "person": False, "organisation": False}))


def table(name: str) -> list[Any]:
    """The rows of a data file, each with its heading first."""
    document = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return [(heading, row) for heading, rows in document.items() for row in rows]


def shown(name: str) -> dict[str, Any]:
    rows = table(name)
    return {"argvalues": rows, "ids": [f"{heading}: {row[0]}" for heading, row in rows]}


def interval(written: str) -> Interval:
    """`80`, `[72, 88]`, `(90, inf)`."""

    def end(number: str) -> Fraction | float:
        return float(number) if "inf" in number else Fraction(number)

    if written[0] not in "[(":
        return Interval(end(written), end(written))
    low, high = written[1:-1].split(", ")
    return Interval(end(low), end(high), written[0] == "(", written[-1] == ")")


def read(text: str, fact_type: Type, **options: Any) -> Any:
    return READER.read(text, fact_type, **options)


# Tables --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("dimension", "row"), **shown("quantities.yaml"))
def test_quantity(dimension: str, row: list[str]) -> None:
    text, nominal, possible, symbol, hedge = [*row, "", "", ""][:5]
    value = read(
        text, Type("quantity", dimension), negative=dimension in ("percent", "percentage points", "temperature")
    )
    assert isinstance(value, Quantity), value
    assert (value.unit.symbol, value.hedge or "") == (symbol, hedge)
    assert value.nominal == interval_to_base(interval(nominal), value.unit)
    assert value.possible == interval_to_base(interval(possible or nominal), value.unit)


@pytest.mark.parametrize(("_", "row"), **shown("periods.yaml"))
def test_period(_: str, row: list[str]) -> None:
    text, edtf, first, last, hedge = [*row, ""][:5]
    value = read(text, PERIOD, published=PUBLISHED)
    assert isinstance(value, Period), value
    assert (value.edtf, day_text(value.first), day_text(value.last)) == (edtf, first, last)
    assert (value.hedge or "") == hedge


@pytest.mark.parametrize(("kind", "row"), **shown("refused.yaml"))
def test_refused(kind: str, row: list[str]) -> None:
    text, reason = row
    value = read(text, PERIOD if kind == "period" else Type("quantity", kind), published=PUBLISHED)
    assert isinstance(value, Unreadable), value
    assert reason in value.reason


@pytest.mark.parametrize(("kind", "row"), **shown("names.yaml"))
def test_names(kind: str, row: list[Any]) -> None:
    text, names = row
    many = kind.startswith("set of ")
    value = read(text, Type("entity", kind.removeprefix("set of "), many))
    found = value.members if isinstance(value, EntitySet) else [value]
    assert [entity.name for entity in found] == names


# Options -------------------------------------------------------------------------------------------------------------


def test_a_bare_number_has_the_unit_of_its_fact() -> None:
    minutes = UNITS.find("min")
    assert read("90", DURATION, unit=minutes).nominal == Interval(5400, 5400)
    assert read("about 90", DURATION, unit=minutes).possible == Interval(4860, 5940)
    assert read("2 hours", DURATION, unit=minutes).nominal == Interval(7200, 7200)
    assert read("5 million", MONEY, unit=currency_unit("EUR")).base == "EUR"
    assert read("20 degrees", TEMPERATURE, unit=UNITS.find("°C")).nominal == Interval(
        Fraction(5863, 20), Fraction(5863, 20)
    )


def test_where_values_may_be_negative_a_bound_from_above_has_no_low_end() -> None:
    assert read("less than 3%", PERCENT).nominal == Interval(-INFINITY, 3, True, True)
    assert read("up to 3%", PERCENT).nominal == Interval(-INFINITY, 3, True, False)
    assert read("less than 3", NUMBER, negative=False).nominal == Interval(0, 3, True, True)
    assert read("up to 3", NUMBER, negative=False).nominal == Interval(0, 3)
    assert read("up to 0", NUMBER, negative=False).nominal == Interval(0, 0)


def test_zero_stays_a_point() -> None:
    assert read("about 0", NUMBER).possible == Interval(0, 0)


def test_a_hedge_on_a_negative_number_widens_by_its_size() -> None:
    assert read("about -80", NUMBER).possible == Interval(-88, -72)
    assert read("about -10 °C", TEMPERATURE).possible == interval_to_base(Interval(-11, -9), UNITS.find("°C"))  # type: ignore[arg-type]


def test_the_vocabulary_sets_the_widths_and_takes_over_phrases() -> None:
    hedges = {
        **DEFAULT_HEDGES,
        "about": Hedge("about", Fraction(-1, 4), Fraction(1, 4)),
        "an estimated": Hedge("an estimated", Fraction(-1, 20), Fraction(1, 20)),
        "or so": Hedge("or so", 0, 1),
        "not far off": Hedge("not far off", Fraction(-1, 2), 0),
    }
    reader = Reader(Vocabulary(hedges=hedges))
    found = {
        text: reader.read(text, NUMBER)
        for text in ("about 80", "around 80", "an estimated 80", "80 or so", "not far off 80", "nearly 80")
    }
    assert {text: (value.hedge, value.possible) for text, value in found.items() if isinstance(value, Quantity)} == {
        "about 80": ("about", Interval(60, 100)),
        "around 80": ("about", Interval(60, 100)),
        "an estimated 80": ("an estimated", Interval(76, 84)),
        "80 or so": ("or so", Interval(80, 160)),
        "not far off 80": ("not far off", Interval(40, 80)),
        "nearly 80": ("nearly", Interval(72, 80, False, True)),
    }


@pytest.mark.parametrize("text", ["around 21 January 2022", "2022-01-21~"])
def test_a_hedged_period_is_wider_by_the_days_of_its_row(text: str) -> None:
    open_ended = read(text, PERIOD)
    assert (open_ended.earliest, open_ended.latest) == (-INFINITY, INFINITY)
    about = Hedge("about", Fraction(-1, 10), Fraction(1, 10), days=3)
    value = Reader(Vocabulary(hedges={**DEFAULT_HEDGES, "about": about})).read(text, PERIOD)
    assert isinstance(value, Period)
    assert (day_text(value.earliest), day_text(value.first), day_text(value.latest)) == (
        "2022-01-18",
        "2022-01-21",
        "2022-01-24",
    )


def test_the_vocabulary_says_whose_dollar_it_is() -> None:
    reader = Reader(Vocabulary(units=UnitTable(symbols={"$": "AUD"})))
    for text in ("$14 million", "50 cents"):
        value = reader.read(text, MONEY)
        assert isinstance(value, Quantity)
        assert value.base == "AUD"


def test_own_units_are_read() -> None:
    pitch = UNITS.find("m")
    assert pitch is not None
    own = UnitTable(
        own=[("football pitch", pitch._replace(factor=100)), ("football pitches", pitch._replace(factor=100))]
    )
    value = Reader(Vocabulary(units=own)).read("about two football pitches", LENGTH)
    assert isinstance(value, Quantity)
    assert value.nominal == Interval(200, 200)


@pytest.mark.parametrize(
    "text", ["Friday", "last week", "late spring", "earlier this year", "in July", "three days ago"]
)
def test_what_counts_from_publication_is_refused_without_it(text: str) -> None:
    assert read(text, PERIOD) == Unreadable("it needs the article's publication date", needs_date=True)


def test_an_unknown_name_of_a_closed_kind_is_refused() -> None:
    assert "not known" in read("Japon", COUNTRY).reason
    assert "not known" in read("Japan and Indya", COUNTRY._replace(many=True)).reason
    assert isinstance(read("Mr Nobody", Type("entity", "person")), Entity)


def test_a_name_with_two_meanings_is_unknown_or_refused() -> None:
    two = [(Entity(f"person:{first}", "person", f"{first} Kishida"), ["Kishida"]) for first in ("Fumio", "Yuko")]
    known = Reader(Vocabulary(entities=Catalogue(two), kinds={"person": True})).read(
        "Kishida", Type("entity", "person")
    )
    assert known == Unreadable("'Kishida' can mean Fumio Kishida or Yuko Kishida")
    unknown = Reader(Vocabulary(entities=Catalogue(two))).read("Kishida", Type("entity", "person"))
    assert isinstance(unknown, Entity)
    assert not unknown.known


def test_a_list_of_names_is_not_cut() -> None:
    persons = Type("entity", "person", many=True)
    value = READER.read_set(["Biden", "Simon and Garfunkel"], persons)
    assert isinstance(value, EntitySet)
    assert [entity.name for entity in value.members] == ["Joe Biden", "Simon and Garfunkel"]
    assert isinstance(READER.read_set([], persons), Unreadable)
    assert isinstance(READER.read_set(["1"], NUMBER), Unreadable)


def test_words_and_truth() -> None:
    assert read(" Push  back ", TEXT) == Words("Push  back", "push back")
    assert [read(text, BOOLEAN) for text in ("true", "Yes", "FALSE", "no")] == [True, True, False, False]
    assert isinstance(read("maybe", BOOLEAN), Unreadable)


@pytest.mark.parametrize(
    ("given", "low", "high", "low_open", "high_open"),
    [
        ({"min": 72, "max": 88, "unit": "min"}, 72, 88, False, False),
        ({"min": 72, "max": 88}, 72, 88, False, False),
        ({"above": 72, "below": 88}, 72, 88, True, True),
        ({"min": "1_000", "max": "1000.5"}, 1000, Fraction(2001, 2), False, False),
        ({"min": Fraction(1, 3)}, Fraction(1, 3), INFINITY, False, True),
        ({"above": 90}, 90, INFINITY, True, True),
        ({"max": 90}, 0, 90, False, False),
        ({"below": 90}, 0, 90, True, True),
        ({"min": 80, "max": 80, "hedge": "about"}, 80, 80, False, False),
    ],
)
def test_an_object_gives_a_range(
    given: dict[str, object], low: Any, high: Any, low_open: bool, high_open: bool
) -> None:
    minutes = UNITS.find("min")
    assert minutes is not None
    value = READER.read_object(given, DURATION, unit=minutes, negative=False)
    expected = interval_to_base(Interval(low, high, low_open, high_open), minutes)
    assert value == Quantity(expected, expected, minutes, given.get("hedge"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"unit": "min"},
        {"min": 90, "max": 80},
        {"above": 80, "below": 80},
        {"min": 80, "above": 80},
        {"max": 80, "below": 80},
        {"min": "a lot"},
        {"min": True},
        {"min": 1.5},
        {"min": None},
        {"min": 10**31},
        {"min": 80, "unit": "km"},
        {"min": 80, "unit": "parsnips"},
        {"min": 80, "unit": 3},
        {"min": 80, "hedge": "fingers crossed"},
        {"min": 80, "mix": 90},
    ],
)
def test_a_wrong_object_is_refused(given: dict[str, object]) -> None:
    assert isinstance(READER.read_object(given, DURATION, unit=UNITS.find("min")), Unreadable)


def test_an_object_without_a_unit_needs_one_except_for_a_number() -> None:
    assert isinstance(READER.read_object({"min": 80}, DURATION), Unreadable)
    assert isinstance(READER.read_object({"min": 80}, NUMBER), Quantity)
    assert isinstance(READER.read_object({"min": 80}, PERIOD), Unreadable)


# A mention in the middle of a text -----------------------------------------------------------------------------------


def test_a_mention_has_offsets_and_what_follows_is_left_alone() -> None:
    text = "They spoke for nearly 90 minutes on Friday."
    tokens = tokens_of(text)
    at = next(i for i, token in enumerate(tokens) if token.word == "nearly")
    mention = QuantityGrammar(Vocabulary(), Phrases(DEFAULT_HEDGES)).at(text, tokens, at)
    assert mention is not None
    assert text[mention.start : mention.end] == "nearly 90 minutes"
    assert tokens[mention.after].word == "on"


@given(st.text())
def test_tokens_stand_where_they_say(text: str) -> None:
    tokens = [token for token in tokens_of(text) if token.kind != END]
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert all(before.end <= after.start for before, after in pairwise(tokens))


# Laws ----------------------------------------------------------------------------------------------------------------

TYPES = [
    NUMBER,
    PERCENT,
    POINTS,
    MONEY,
    DURATION,
    LENGTH,
    TEMPERATURE,
    PERIOD,
    COUNTRY,
    COUNTRY._replace(many=True),
    Type("entity", "person", many=True),
    TEXT,
    BOOLEAN,
]
WORDS = (
    "a an the of and or to from between in about nearly over under up at least most more than less two twenty hundred "
    "thousand million dozen dozens half quarter third point one five no first last next this past early late mid end "
    "week month year day decade century weekend spring winter January May Friday Monday 21 2022 1990 30 31 29 99 9999 "
    "0001 s st th Q1 H2 % $ € £ US$ USD k m bn min h km ft in ' \" °C degrees - – − / . , ( ) + ~ ± × ^ ½ ¾ 10 3.5 "
    "1,000 ago now since until by before after onwards earlier later ended Japan Trinidad Tobago & ; 2022-01 "
    "2022-01-21 2021-22 2022-99 one-third plus odd so minus per cent percentage points pounds cents stone"
).split()


@settings(deadline=None)
@given(st.text(), st.sampled_from(TYPES), st.booleans())
def test_any_text_is_read_or_refused(text: str, fact_type: Type, published: bool) -> None:
    read(text, fact_type, published=PUBLISHED if published else None)


@settings(deadline=None, max_examples=1500)
@given(st.lists(st.sampled_from(WORDS), max_size=9), st.sampled_from(["", " ", "-"]), st.sampled_from(TYPES))
def test_any_words_of_the_grammar_are_read_or_refused(words: list[str], glue: str, fact_type: Type) -> None:
    value = read(glue.join(words), fact_type, published=parse_edtf("9999-12-31" if len(words) % 2 else "0001-01-01"))
    if isinstance(value, Quantity):
        assert not value.nominal.is_empty
        assert not value.possible.is_empty
        assert value.dimension == fact_type.detail
    if isinstance(value, Period):
        assert value.first <= value.last


@pytest.mark.parametrize("text", ["1" * 100_000, "a " * 50_000, " " * 100_000 + "1", "(" * 100_000, "1," * 50_000])
@pytest.mark.parametrize("fact_type", TYPES, ids=str)
def test_a_long_text_is_refused_at_once(text: str, fact_type: Type) -> None:
    start = time.perf_counter()
    assert isinstance(read(text, fact_type), Unreadable)
    assert time.perf_counter() - start < 0.05


DECIMALS = st.builds(
    lambda digits, places: Fraction(digits, 10**places),
    st.integers(-(10**12), 10**12),
    st.integers(0, 3),
)
PRINTED_UNITS = [
    (unit.dimension, unit)
    for name in (
        "min",
        "h",
        "day",
        "month",
        "year",
        "km",
        "mile",
        "kg",
        "lb",
        "°C",
        "°F",
        "km/h",
        "acre",
        "%",
        "pp",
        "USD",
    )
    if (unit := UNITS.find(name)) is not None
]


@given(DECIMALS, st.sampled_from(PRINTED_UNITS))
def test_what_is_printed_is_read_back(value: Fraction, unit: Any) -> None:
    dimension, written = unit
    stated = interval_to_base(Interval(value, value), written)
    found = read(print_interval(stated, written), Type("quantity", dimension))
    assert isinstance(found, Quantity)
    assert (found.nominal, found.unit) == (stated, written)


@given(DECIMALS, DECIMALS, st.sampled_from(PRINTED_UNITS), st.sampled_from(["range", "more", "least", "less", "most"]))
def test_a_printed_interval_is_read_back(one: Fraction, other: Fraction, unit: Any, kind: str) -> None:
    dimension, written = unit
    low, high = sorted((one, other))
    stated = {
        "range": Interval(low, high),
        "more": Interval(low, INFINITY, True, True),
        "least": Interval(low, INFINITY, False, True),
        "less": Interval(-INFINITY, high, True, True),
        "most": Interval(-INFINITY, high, True, False),
    }[kind]
    based = interval_to_base(stated, written)
    found = read(print_interval(based, written), Type("quantity", dimension))
    assert isinstance(found, Quantity)
    assert found.nominal == based


@given(DECIMALS, st.sampled_from(PRINTED_UNITS))
def test_conversion_to_the_base_and_back_is_exact(value: Fraction, unit: Any) -> None:
    _, written = unit
    based = interval_to_base(Interval(value, value), written).low
    assert not isinstance(based, float)
    assert from_base(based, written) == value


@given(st.integers(0, 10**15))
def test_whole_numbers_in_any_notation(value: int) -> None:
    for text in (
        str(value),
        f"{value:,}",
        f"{value:_}",
        f"{value:,}".replace(",", "\u202f"),
        f"{value:,}".replace(",", " "),
    ):
        assert read(text, NUMBER).nominal == Interval(value, value)


@given(st.integers(0, 999_999_999))
def test_number_words(value: int) -> None:
    assert read(in_words(value), NUMBER).nominal == Interval(value, value)


def in_words(value: int) -> str:
    """A number in British words: "one hundred and five thousand two hundred"."""
    small = list(SMALL)
    tens = list(TENS)
    if value < 20:
        return small[value]
    if value < 100:
        return tens[value // 10 - 2] + (f"-{small[value % 10]}" if value % 10 else "")
    if value < 1000:
        return f"{small[value // 100]} hundred" + (f" and {in_words(value % 100)}" if value % 100 else "")
    size, word = (10**6, "million") if value >= 10**6 else (1000, "thousand")
    rest = value % size
    link = " and " if 0 < rest < 100 else " "
    return f"{in_words(value // size)} {word}" + (f"{link}{in_words(rest)}" if rest else "")


@given(st.dates())
def test_dates_in_any_form(day: Any) -> None:
    forms = [
        day.isoformat(),
        f"{day.day} {day:%B} {day.year:04d}",
        f"{day:%B} {day.day}, {day.year:04d}",
        f"{day:%b}. {day.day}, {day.year:04d}" if day.month not in (3, 4, 5, 6, 7) else day.isoformat(),
        f"{day:%A}, {day.day} {day:%B} {day.year:04d}",
        f"{day.year:04d}/{day.month}/{day.day}",
    ]
    for text in forms:
        assert read(text, PERIOD).first == read(text, PERIOD).last == day.toordinal()


def test_signed_dimensions_are_those_of_the_model() -> None:
    assert {"percent", "percentage points", "temperature"} <= OPEN_ENDED_DIMENSIONS
