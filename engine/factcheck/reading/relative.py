"""From tokens to times told from the day of publication: "Friday", "last month", "three days ago", "the next year"."""

from __future__ import annotations

from typing import Final

from factcheck.reading.dates import day_of_month, from_month, group_named
from factcheck.reading.holidays import HOLIDAY_WORDS, holiday
from factcheck.reading.tokens import NUMBER, WORD, Token
from factcheck.reading.when import (
    MONTHS,
    ONE_UNIT,
    SEASONS,
    TURNS,
    UNITS,
    WEEKDAYS,
    Found,
    Part,
    When,
    count_at,
    day_at,
    duration_at,
    durations_at,
    full_stop,
    ordinal_at,
)

_SHORT_UNITS: Final = frozenset({"week", "month", "year"})
_PARTS_OF_DAYS: Final = frozenset({"mornings", "afternoons", "evenings", "nights"})
_SUBJECTS: Final = frozenset({"he", "she", "they", "we", "i", "you", "that", "when"})
_FURTHER: Final = {("before", "last"): -2, ("after", "next"): 2}
"""Words after a weekday or unit, and how many of them away it is: "the week before last"."""
_NAMED: Final = HOLIDAY_WORDS.union(WEEKDAYS, MONTHS, SEASONS, UNITS)
_BESIDE: Final = frozenset({"before", "after", "earlier", "later"})
_DAYS: Final[dict[str, tuple[tuple[tuple[str, ...], int], ...]]] = {
    "day": ((("before", "yesterday"), -2), (("after", "tomorrow"), 2), (("before",), -1)),
    "night": ((("before", "last"), -2), (("before",), -1)),
    "evening": ((("before",), -1),),
    "previous": ((("day",), -1), (("night",), -1), (("evening",), -1)),
    "last": ((("night",), -1), (("evening",), -1)),
    "this": ((("morning",), 0), (("afternoon",), 0), (("evening",), 0)),
    "yesterday": (((), -1),),
    "today": (((), 0),),
    "tonight": (((), 0),),
    "overnight": (((), 0),),
    "now": (((), 0),),
    "tomorrow": (((), 1),),
}
"""Days from publication, by first word: the words after it, longest first, and the day."""


def day_from_now(tokens: list[Token], i: int) -> Found | None:
    """Such as "yesterday", "the night before", "the day after tomorrow"."""
    for words, day in _DAYS.get(tokens[i].word, ()):
        if all(tokens[i + 1 + offset].word == word for offset, word in enumerate(words)):
            return When("steps", steps=((day, "day"),)), i + 1 + len(words)
    return None


def from_weekday(tokens: list[Token], i: int) -> Found | None:
    """Such as "Friday", "Friday 21 January 2022", "Thursday the 21st", "Monday last week"."""
    weekday = WEEKDAYS[tokens[i].word]
    i = full_stop(tokens, i + 1)
    start = i + (tokens[i].word == ",")
    the = tokens[start].word == "the"
    start += the
    date = day_of_month(tokens, start) if tokens[start].kind == NUMBER or the else None
    date = date or from_month(tokens, start)
    if date is not None and date[0].form == "day":
        return date[0]._replace(weekday=weekday), date[1]
    day = ordinal_at(tokens, start) or (day_at(tokens, start) if the else None)
    if day is not None and day[0] <= 31:
        return When("monthday", day=day[0], weekday=weekday), day[1]
    if tokens[i].word in _PARTS_OF_DAYS:
        return When("set"), i + 1
    week = i + (tokens[i].word in ("of", "in"))
    week += tokens[week].word == "the"
    if tokens[week].word in TURNS and tokens[week + 1].word == "week":
        return When("weekday", weekday, shift=TURNS[tokens[week].word]), week + 2
    turn = _further(tokens, i)
    if turn:
        return When("weekday", weekday, turn=turn), i + 2
    if tokens[i].word == "week" and tokens[i + 1].kind != WORD:
        # "on Monday week"
        return When("weekday", weekday, turn=2), i + 1
    return When("weekday", weekday), i


def _further(tokens: list[Token], i: int) -> int:
    """What "before last" at a token means; 0 for "before last Friday"."""
    further = _FURTHER.get((tokens[i].word, tokens[i + 1].word), 0)
    return 0 if tokens[i + 2].word in _NAMED else further


def turned(tokens: list[Token], i: int) -> Found | None:
    """Such as "last Friday", "this month", "next three weeks", "this past spring", "last week Sunday".

    "The past week" is the seven days up to publication, "last week" the one that ended on Sunday.
    """
    now = day_from_now(tokens, i)
    if now is not None:
        return now
    turn = TURNS[tokens[i].word]
    # "The last week" is the past one, as "last week" is not.
    past = tokens[i].word == "past" or (
        tokens[i].word == "last" and tokens[i - 1].word == "the" and tokens[i + 1].word in _SHORT_UNITS
    )
    i += 1
    if turn == 0 and tokens[i].word in TURNS:
        turn, i = TURNS[tokens[i].word], i + 1
    word = tokens[i].word
    if word in WEEKDAYS:
        return When("weekday", WEEKDAYS[word], turn=turn), full_stop(tokens, i + 1)
    if word in SEASONS:
        return When("group", SEASONS[word], turn=turn), i + 1
    if word == "day" and turn == 1 and tokens[i - 2].word == "the":
        return When("unknown"), i + 1  # "the next day" is told from some other one
    if word in ONE_UNIT and tokens[i + 1].word == "of":
        return None  # "the last year of his life"
    if past and word in ONE_UNIT:
        return When("span", turn=turn, steps=((1, word),)), i + 1
    if word in ONE_UNIT:
        return _turned_unit(tokens, word, turn, i + 1)
    date = holiday(tokens, i) or from_month(tokens, i)
    if date is not None:
        return (date[0] if date[0].year is not None else date[0]._replace(turn=turn)), date[1]
    count = duration_at(tokens, i) if turn else None
    return None if count is None else (When("span", turn=turn, steps=((count[0], count[1]),)), count[2])


def _turned_unit(tokens: list[Token], unit: str, turn: int, i: int) -> Found | None:
    if unit == "year":
        group = group_named(tokens, i)
        return (When("year", shift=turn), i) if group is None else (When("group", group[0], shift=turn), group[1])
    if unit == "week":
        start = i + (tokens[i].word == "on")
        if tokens[start].word in WEEKDAYS:
            return When("weekday", WEEKDAYS[tokens[start].word], shift=turn), full_stop(tokens, start + 1)
    return When("unit", turn=turn, unit=unit), i


def the_unit(tokens: list[Token], i: int) -> Found | None:
    """Such as "the week", "the year": this one; only after "the". Of the weekend see `weekend`.

    "The quarter" is the last one that has ended, since that is the one reported on. "The year before" is told from
    some other year.
    """
    word = tokens[i].word
    if i == 0 or tokens[i - 1].word != "the" or word in ("day", "weekend") or word not in ONE_UNIT:
        return None
    if word == "year" and tokens[i + 1].word == "to" and tokens[i + 2].word == "date":
        return When("year", shift=0, parts=(Part("earlier"),)), i + 3
    turn = _further(tokens, i + 1)
    if turn:
        return (When("year", shift=turn) if word == "year" else When("unit", turn=turn, unit=word)), i + 3
    if tokens[i + 1].word in _SUBJECTS:
        return None  # "the year they parted"
    if tokens[i + 1].word in _BESIDE:
        return (When("unknown"), i + 2) if tokens[i + 2].kind != WORD else None
    if word == "year":
        return _turned_unit(tokens, word, 0, i + 1)
    if word == "quarter":
        return When("unit", unit=word), i + 1
    return When("unit", turn=0, unit=word), i + 1


def weekend(tokens: list[Token], i: int) -> Found | None:
    """Such as "at the weekend": that of the week of publication, or early in a week the one before."""
    turn = _further(tokens, i + 1)
    return (When("unit", turn=turn, unit="weekend"), i + 3) if turn else (When("unit", unit="weekend"), i + 1)


def steps(tokens: list[Token], i: int) -> Found | None:
    """Such as "three days ago", "1 month and 21 days ago", "a year from now", "two days from tomorrow"."""
    counts, after = durations_at(tokens, i)
    if not counts:
        return None
    if tokens[after].word == "ago" or (tokens[after].word == "back" and tokens[after + 1].kind != WORD):
        return When("steps", steps=tuple((-number, unit) for number, unit in counts)), after + 1
    if tokens[after].word == "hence":
        return When("steps", steps=tuple(counts)), after + 1
    day = {"now": 0, "today": 0, "tomorrow": 1, "yesterday": -1}.get(tokens[after + 1].word)
    sign = {"from": 1, "after": 1, "before": -1}.get(tokens[after].word)
    if sign is None or day is None:
        return None
    return When("steps", steps=tuple((sign * number, unit) for number, unit in counts), base=day), after + 2


def in_steps(tokens: list[Token], i: int) -> Found | None:
    """Such as "in two weeks"; "within ten months", which is all days until then."""
    start = i + 1
    if tokens[start].word == "the" and tokens[start + 1].word in TURNS:
        start += 2
    count = count_at(tokens, start)
    if count is None or tokens[count[2]].word in ("of", "ago", "to"):
        return None
    if tokens[i].word == "within":
        return When("span", turn=1, steps=((count[0], count[1]),)), count[2]
    return (When("steps", steps=((count[0], count[1]),)), count[2]) if start == i + 1 else None
