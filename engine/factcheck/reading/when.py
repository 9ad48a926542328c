"""Calendar expressions as they are written, and the words they are made of.

"21 January" lacks its year and "Friday" its week, so reading (tokens to `When`) and placing (`When` and the day of
publication to a period) are two steps.
"""

from __future__ import annotations

from typing import Final

from factcheck.model.period import Period
from factcheck.named import NamedTuple
from factcheck.reading.numbers import TENS, number_at, small_at
from factcheck.reading.tokens import NUMBER, WORD, Token


class Part(NamedTuple):
    """What is taken of a period.

    `share`: part `at` of `of` equal ones, from 0. `units`: the first (`at` 0, 1, …) or last (-1) `of` units.
    `weekday`: the `at`th weekday `of`. `around`, `from`, `to`: the unit around it, that many units from its first day
    or to its last; `moved`: so many later. `earlier`, `later`: what of it lies before or after the day of publication.
    """

    kind: str
    at: int = 0
    of: int = 1
    unit: str = ""


class When(NamedTuple):
    """A calendar expression. `form` says what `number` is: a month; a season or other grouping of EDTF (21-24, 33-36,
    40, 41); a week; a weekday (0 is Monday).

    `shift` is a year, or a weekday's week, counted from publication ("last year": -1), `turn` the same for the thing
    itself ("last Friday"); `steps` are amounts of units from the day of publication, or for `base` 1 the day after.
    """

    form: str
    number: int = 0
    day: int = 0
    year: int | None = None
    shift: int | None = None
    turn: int | None = None
    unit: str = ""
    weekday: int | None = None
    fixed: Period | None = None
    steps: tuple[tuple[int, str], ...] = ()
    base: int = 0
    parts: tuple[Part, ...] = ()

    @property
    def has_year(self) -> bool:
        """Whether it can be told without the year of another expression."""
        return self.year is not None or self.shift is not None or self.form in _YEARS_OF_THEIR_OWN


_YEARS_OF_THEIR_OWN: Final = frozenset(
    {"fixed", "year", "unit", "steps", "span", "monthday", "told", "near", "unknown", "set"}
)

Found = tuple[When, int]
"""An expression, and the index of the first token after it."""


def _numbered(rows: str, first: int) -> dict[str, int]:
    return {word: number for number, row in enumerate(rows.split(", "), first) for word in row.split()}


MONTHS: Final = _numbered(
    "january jan, february feb, march mar, april apr, may, june jun, july jul, august aug, september sept sep, "
    "october oct, november nov, december dec",
    1,
)
WEEKDAYS: Final = _numbered(
    "monday mon, tuesday tue tues, wednesday wed, thursday thu thur thurs, friday fri, saturday sat, sunday sun", 0
)
SEASONS: Final = _numbered("spring springtime, summer summertime, autumn fall, winter wintertime", 21)
ORDINALS: Final = _numbered(
    "first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, twelfth, thirteenth, "
    "fourteenth, fifteenth, sixteenth, seventeenth, eighteenth, nineteenth, twentieth",
    1,
)
TENTHS: Final = {f"{word[:-1]}ieth": number for word, number in TENS.items()}
DECADES: Final = _numbered("twenties, thirties, forties, fifties, sixties, seventies, eighties, nineties", 2)
ONE_UNIT: Final = frozenset({"day", "week", "weekend", "fortnight", "month", "quarter", "year", "decade", "century"})
UNITS: Final = {word: word for word in ONE_UNIT} | {f"{word}s": word for word in ONE_UNIT} | {"centuries": "century"}
TURNS: Final = dict.fromkeys(("last", "past", "previous", "prior", "preceding"), -1) | {
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
}
_SUFFIXES: Final = frozenset({"st", "nd", "rd", "th"})
_MOST_LETTERS: Final = 5
_ABBREVIATED: Final = frozenset(word for word in (*MONTHS, *WEEKDAYS) if len(word) < _MOST_LETTERS) - {
    "may",
    "june",
    "july",
} | {"thurs"}


def month_at(tokens: list[Token], i: int) -> tuple[int, int] | None:
    """A month's name, and the index after it."""
    token = tokens[i]
    month = MONTHS.get(token.word) if token.kind == WORD else None
    return None if month is None else (month, full_stop(tokens, i + 1))


def turned_month_at(tokens: list[Token], i: int) -> tuple[int, int] | None:
    """Such as "of next month", "this month", "of the month": which one from publication, and the index after it."""
    of = tokens[i].word == "of"
    i += of
    i += of and tokens[i].word == "the"
    if tokens[i].word in TURNS and tokens[i + 1].word == "month":
        return TURNS[tokens[i].word], i + 2
    return (0, i + 1) if tokens[i].word == "month" and tokens[i - 1].word == "the" else None


def full_stop(tokens: list[Token], i: int) -> int:
    """Past the full stop of an abbreviation ("Jan.")."""
    token, before = tokens[i], tokens[i - 1]
    return i + 1 if token.word == "." and token.start == before.end and before.word in _ABBREVIATED else i


def ordinal_at(tokens: list[Token], i: int) -> tuple[int, int] | None:
    """Such as "first", "1st", "twenty-first", and the index after it."""
    token, following = tokens[i], tokens[i + 1]
    if token.kind == NUMBER:
        fits = following.word in _SUFFIXES and following.start == token.end and token.word.isdigit()
        return (int(token.word), i + 2) if fits and 1 <= token.value <= 99 else None
    if token.word in TENS and 1 <= ORDINALS.get(following.word, 0) <= 9:
        return TENS[token.word] + ORDINALS[following.word], i + 2
    if token.word in TENTHS:
        return TENTHS[token.word], i + 1
    return (ORDINALS[token.word], i + 1) if token.word in ORDINALS else None


def day_at(tokens: list[Token], i: int) -> tuple[int, int] | None:
    """The day of a month: "21", "21st", "twenty-first", "twenty one", and the index after it."""
    token = tokens[i]
    if token.kind == NUMBER:
        if len(token.word) > 2 or not token.word.isdigit() or not 1 <= token.value <= 31:
            return None
        following = tokens[i + 1]
        return int(token.value), i + 2 if following.word in _SUFFIXES and following.start == token.end else i + 1
    if token.kind != WORD:
        return None
    day = ordinal_at(tokens, i) or small_at(tokens, i)
    return day if day is not None and 1 <= day[0] <= 31 else None


def year_at(tokens: list[Token], i: int) -> tuple[int, int] | None:
    """A year: four digits, "nineteen ninety-nine", "two thousand and twenty"; and the index after it."""
    token = tokens[i]
    if token.kind == NUMBER:
        if len(token.word) != 4 or not token.word.isdigit():
            return None
        # "1990s" is a decade.
        return None if tokens[i + 1].word == "s" and tokens[i + 1].start == token.end else (int(token.word), i + 1)
    century = small_at(tokens, i) if token.kind == WORD else None
    if century is None:
        return None
    rest = small_at(tokens, century[1])
    if 10 <= century[0] <= 21 and rest is not None and rest[0] >= 10:
        return 100 * century[0] + rest[0], rest[1]
    number = number_at(tokens, i, shares=False)
    if number is not None and isinstance(number.value, int) and 1000 <= number.value <= 2999:
        return number.value, number.after
    return None


def count_at(tokens: list[Token], i: int) -> tuple[int, str, int] | None:
    """Such as "three weeks", "a year": how many, of which unit, and the index after it."""
    number = number_at(tokens, i, joining=False)
    if number is None or not isinstance(number.value, int) or not 0 < number.value < 10_000:
        return None
    unit = UNITS.get(tokens[number.after].word)
    return None if unit is None else (number.value, unit, number.after + 1)


def duration_at(tokens: list[Token], i: int) -> tuple[int, str, int] | None:
    """The same with hours: "24 hours"; and for minutes an hour, since no more than the day is asked for."""
    number = number_at(tokens, i, joining=False)
    if number is None or not isinstance(number.value, int) or not 0 < number.value < 10_000:
        return None
    word = tokens[number.after].word
    if word in ("hour", "hours"):
        return number.value, "hour", number.after + 1
    if word in ("minute", "minutes", "second", "seconds"):
        return 1, "hour", number.after + 1
    unit = UNITS.get(word)
    return None if unit is None else (number.value, unit, number.after + 1)


def durations_at(tokens: list[Token], i: int) -> tuple[list[tuple[int, str]], int]:
    """Such as "a month and 21 days": up to four of them, and the index after the last."""
    counts: list[tuple[int, str]] = []
    after = start = i
    while len(counts) < 4 and (count := duration_at(tokens, start)) is not None:
        counts.append((count[0], count[1]))
        after = count[2]
        start = after + (tokens[after].word in ("and", ","))
    return counts, after


def dated(tokens: list[Token], when: When, i: int) -> Found:
    """An expression with the year that follows it: "2022", ", 2022", "of last year", "of the year 2022"."""
    start = i + (tokens[i].word in (",", "of", "in"))
    if tokens[start].word == "that" or (tokens[start].word == "the" and tokens[start + 1].word == "same"):
        # "in March the same year" is told from some other time.
        last = start + 1 + (tokens[start + 1].word == "same")
        return (When("unknown"), last + 1) if tokens[last].word == "year" else (when, i)
    start += tokens[start].word == "the" and (tokens[start + 1].word in TURNS or tokens[start + 1].word == "year")
    word = tokens[start].word
    if word == "year" and start > i:
        year = year_at(tokens, start + 1)
        return (when._replace(shift=0), start + 1) if year is None else (when._replace(year=year[0]), year[1])
    if word in TURNS:
        return (when._replace(shift=TURNS[word]), start + 2) if tokens[start + 1].word == "year" else (when, i)
    year = year_at(tokens, start)
    return (when, i) if year is None else (when._replace(year=year[0]), year[1])
