"""What depends on the sentence that a period stands in: tense, the order of numeric dates, the day of publication."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.model.period import ImpossibleDate, day_text
from factcheck.model.vocabulary import DEFAULT_HEDGES
from factcheck.reading.hedges import Phrases
from factcheck.reading.periods import PeriodGrammar
from factcheck.reading.placing import NeedsDate, Setting
from factcheck.reading.tokens import tokens_of

GRAMMAR = PeriodGrammar(Phrases(DEFAULT_HEDGES))


def placed(text: str, published: str | None = "2022-01-21", **options: object) -> str:
    """First and last day of the period at the start of a text."""
    today = None if published is None else date.fromisoformat(published).toordinal()
    mention = GRAMMAR.at(tokens_of(text), 0, Setting(today, **options))  # type: ignore[arg-type]
    assert mention is not None
    period = mention.period
    return (
        day_text(period.first) if (period.first == period.last) else f"{day_text(period.first)}/{day_text(period.last)}"
    )


@pytest.mark.parametrize(
    ("text", "past", "ahead"),
    [
        ("Friday", "2022-01-21", "2022-01-21"),
        ("Monday", "2022-01-17", "2022-01-24"),
        ("on 3 February", "2021-02-03", "2022-02-03"),
        ("21 January", "2022-01-21", "2022-01-21"),
        ("in July", "2021-07-01/2021-07-31", "2022-07-01/2022-07-31"),
        ("in January", "2022-01-01/2022-01-31", "2022-01-01/2022-01-31"),
        ("the third quarter", "2021-07-01/2021-09-30", "2022-07-01/2022-09-30"),
        ("week 2", "2022-01-10/2022-01-16", "2023-01-09/2023-01-15"),
        ("the 20th", "2022-01-20", "2022-02-20"),
        ("the 31st", "2021-12-31", "2022-01-31"),
        ("29 February", "2020-02-29", "2024-02-29"),
        ("late spring", "2022-05-01/2022-05-31", "2022-05-01/2022-05-31"),
        ("last Friday", "2022-01-14", "2022-01-14"),
        ("January 28 to February 3", "2021-01-28/2021-02-03", "2022-01-28/2022-02-03"),
    ],
)
def test_a_sentence_about_the_future_looks_ahead(text: str, past: str, ahead: str) -> None:
    assert placed(text) == past
    assert placed(text, ahead=True) == ahead


@pytest.mark.parametrize(
    ("published", "text", "days"),
    [
        ("2022-01-21", "the fall", "2021-09-01/2021-11-30"),
        ("2022-01-21", "this summer", "2021-06-01/2021-08-31"),
        ("2022-04-28", "this summer", "2022-06-01/2022-08-31"),  # too near to be the one before
        ("2022-06-15", "the spring", "2022-03-01/2022-05-31"),
        ("2022-01-19", "this weekend", "2022-01-15/2022-01-16"),
        ("2022-01-23", "this weekend", "2022-01-22/2022-01-23"),
    ],
)
def test_a_sentence_about_the_past_looks_back(published: str, text: str, days: str) -> None:
    assert placed(text, published, back=True) == days


@pytest.mark.parametrize(
    ("published", "text", "days"),
    [
        ("2022-03-31", "last month", "2022-02-01/2022-02-28"),
        ("2022-03-31", "a month ago", "2022-02-01/2022-02-28"),
        ("2024-02-29", "a year ago", "2023-01-01/2023-12-31"),
        ("2022-01-01", "last week", "2021-12-20/2021-12-26"),
        ("2022-01-02", "this week", "2021-12-27/2022-01-02"),
        ("2021-12-15", "this winter", "2021-12-01/2022-02-28"),
        ("2022-02-28", "winter", "2021-12-01/2022-02-28"),
        ("2022-06-15", "winter", "2022-12-01/2023-02-28"),
        ("2022-06-15", "last winter", "2021-12-01/2022-02-28"),
        ("2022-11-15", "last October", "2022-10-01/2022-10-31"),
        ("2022-10-15", "last October", "2021-10-01/2021-10-31"),
        ("2022-10-15", "next October", "2023-10-01/2023-10-31"),
        ("2022-01-24", "Monday", "2022-01-24"),
        ("2022-01-24", "last Monday", "2022-01-17"),
        ("2022-01-24", "next Monday", "2022-01-31"),
        ("2022-01-23", "this Monday", "2022-01-17"),
        ("2022-01-01", "yesterday", "2021-12-31"),
        ("2022-12-31", "tomorrow", "2023-01-01"),
        ("2024-03-31", "Thursday the 21st", "2024-03-21"),
        ("2022-01-21", "1 month and 21 days ago", "2021-11-30"),
        ("2022-01-21", "two days from tomorrow", "2022-01-24"),
        ("2022-01-21", "2000 years ago", "0022-01-01/0022-12-31"),
        ("2022-01-21", "the past year", "2021-01-21/2022-01-21"),
        ("2022-05-20", "4 to 22 this month", "2022-05-04/2022-05-22"),
        ("2022-05-20", "Monday of next week", "2022-05-23"),
        ("2022-05-20", "first Sunday", "2022-05-01"),
        ("2022-05-20", "between 2 and 7 May", "2022-05-02/2022-05-07"),
    ],
)
def test_times_are_counted_from_publication(published: str, text: str, days: str) -> None:
    assert placed(text, published) == days


def test_a_range_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ImpossibleDate, match="ends before it starts"):
        placed("from today to Tuesday")
    assert placed("from today to Tuesday", ahead=True) == "2022-01-21/2022-01-25"


@pytest.mark.parametrize(
    ("text", "month_first", "day_first"),
    [
        ("1/2/2022", "2022-01-02", "2022-02-01"),
        ("21/1/2022", "2022-01-21", "2022-01-21"),
        ("1/21/22", "2022-01-21", "2022-01-21"),
        ("3-7-97", "1997-03-07", "1997-07-03"),
        ("1/2", "2022-01-02", "2021-02-01"),
        ("12/25", "2021-12-25", "2021-12-25"),
    ],
)
def test_numeric_dates_need_to_know_their_order(text: str, month_first: str, day_first: str) -> None:
    assert placed(text, order="mdy") == month_first
    assert placed(text, order="dmy") == day_first
    with pytest.raises(ImpossibleDate, match="order"):
        placed(text)


def test_a_wrong_weekday_is_refused_only_where_it_matters() -> None:
    assert placed("Monday, 21 January 2022", strict=False) == "2022-01-21"
    with pytest.raises(ImpossibleDate, match="is a Friday, not a Monday"):
        placed("Monday, 21 January 2022")


@pytest.mark.parametrize(
    "text", ["Friday", "this year", "two days ago", "the 21st", "21 January", "earlier this week", "1/2"]
)
def test_publication_is_needed(text: str) -> None:
    with pytest.raises(NeedsDate):
        placed(text, None, order="mdy")


@pytest.mark.parametrize(
    "text", ["every Friday", "the next day", "twice a week", "Sundays", "the year before", "44 BC", "that day"]
)
def test_times_that_tell_no_day_are_not_placed(text: str) -> None:
    with pytest.raises(NeedsDate):
        placed(text)


@pytest.mark.parametrize("text", ["9000 years ago", "in 9000 years", "the 30th of next month", "later last year"])
def test_times_that_no_calendar_has_are_refused(text: str) -> None:
    with pytest.raises(ImpossibleDate):
        placed(text)


def test_a_time_beyond_any_calendar_is_no_period() -> None:
    assert GRAMMAR.at(tokens_of("10,000 years ago"), 0, Setting(738_000)) is None


def test_what_follows_a_period_is_left_alone() -> None:
    text = "on Friday, 21 January 2022 after the talks"
    tokens = tokens_of(text)
    mention = GRAMMAR.at(tokens, 0, Setting())
    assert mention is not None
    assert text[mention.start : mention.end] == "on Friday, 21 January 2022"
    assert tokens[mention.after].word == "after"
