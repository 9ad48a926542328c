"""From tokens to calendar expressions: "21 January", "late spring", "the first half of last year", "Friday".

An expression may still lack its year or depend on the day of publication, so a `When` says what was written;
`periods.py` puts it in its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple, TypeVar

from factcheck.model.period import ImpossibleDate, Period, parse_edtf, whole_months
from factcheck.reading.numbers import number_at
from factcheck.reading.tokens import DATE, NUMBER, WORD, Token


class Part(NamedTuple):
    """What is cut out of a period: `share` number `at` of `of`, the first or last `of` units, the `at`th weekday, or
    what of it lies before or after publication (`earlier`, `later`)."""

    kind: str
    at: int = 0
    of: int = 1
    unit: str = ""


class When(NamedTuple):
    """A calendar expression as written. `form` says what `number` is: a month, a season or other grouping of EDTF
    (21-24, 33-36, 40, 41), a weekday (0 is Monday), a week; how many units ago.

    `shift` is a year told from publication ("last year": -1), `turn` the same for the thing itself ("last Friday").
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
    parts: tuple[Part, ...] = ()

    @property
    def has_year(self) -> bool:
        return self.year is not None or self.shift is not None or self.form in ("fixed", "year", "unit", "ago", "span")


Found = tuple[When, int]

V = TypeVar("V")


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
) | {"thirtieth": 30}
_UNITS: Final = {
    "day": "day",
    "week": "week",
    "weekend": "weekend",
    "fortnight": "fortnight",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "decade": "decade",
    "century": "century",
}
UNIT_WORDS: Final = _UNITS | {f"{word}s": word for word in _UNITS} | {"centuries": "century"}
TURNS: Final = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "prior": -1,
    "preceding": -1,
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
}
_DAYS_FROM_NOW: Final = {
    ("the", "day", "before", "yesterday"): -2,
    ("day", "before", "yesterday"): -2,
    ("the", "day", "after", "tomorrow"): 2,
    ("day", "after", "tomorrow"): 2,
    ("the", "night", "before"): -1,
    ("the", "previous", "day"): -1,
    ("the", "day", "before"): -1,
    ("the", "previous", "night"): -1,
    ("last", "night"): -1,
    ("last", "evening"): -1,
    ("yesterday",): -1,
    ("today",): 0,
    ("tonight",): 0,
    ("now",): 0,
    ("this", "morning"): 0,
    ("this", "afternoon"): 0,
    ("this", "evening"): 0,
    ("tomorrow",): 1,
}
_TIMES_OF_DAY: Final = frozenset({"morning", "afternoon", "evening", "night", "noon", "midnight", "overnight"})
_DECADES: Final = _numbered("twenties, thirties, forties, fifties, sixties, seventies, eighties, nineties", 2)
_THIRDS: Final = {
    "early": 0,
    "beginning": 0,
    "start": 0,
    "mid": 1,
    "middle": 1,
    "late": 2,
    "end": 2,
    "close": 2,
}
_QUALIFIED: Final = frozenset({"early", "mid", "late"})
"""Thirds that need no "of"."""
_SUFFIXES: Final = frozenset({"st", "nd", "rd", "th"})
_ABBREVIATED: Final = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri".split())
_HOLIDAYS: Final = {
    ("new", "year's", "day"): (1, 1),
    ("new", "year's", "eve"): (12, 31),
    ("valentine's", "day"): (2, 14),
    ("halloween",): (10, 31),
    ("christmas", "eve"): (12, 24),
    ("christmas", "day"): (12, 25),
    ("christmas",): (12, 25),
    ("boxing", "day"): (12, 26),
}
_AMBIGUOUS: Final = "the order of day and month cannot be told; write it as 2022-01-21 or 21 January 2022"
_DEEPEST: Final = 4


class DateGrammar:
    """Reads the calendar expressions of one text."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens

    def at(self, i: int, depth: int = 0) -> Found | None:
        """The longest calendar expression that starts at a token."""
        if depth > _DEEPEST:
            return None
        tokens = self._tokens
        now = self._from_now(i)
        if now is not None:
            return now
        while tokens[i].word in ("the", "in", "on"):
            i += 1
        token = tokens[i]
        if token.kind == DATE:
            found = self._iso(i)
        elif token.kind == NUMBER:
            found = self._number(i)
        elif token.kind == WORD:
            found = self._part(i, depth) or self._word(i, depth)
        else:
            found = self._short_decade(i)
        return None if found is None else self._time_of_day(found)

    # Numbers --------------------------------------------------------------------------------------------------------

    def _iso(self, i: int) -> Found | None:
        found = parse_edtf(self._tokens[i].word)
        return None if found is None else (When("fixed", fixed=found), i + 1)

    def _number(self, i: int) -> Found | None:
        tokens = self._tokens
        if tokens[i + 1].word == "/":
            return self._slashes(i)
        day = self.day_number(i)
        if day is not None:
            number, after = day
            after += tokens[after].word == "of"
            month = self._month_word(after)
            if month is not None:
                return self._dated(When("day", month[0], number), month[1])
        if tokens[i + 1].word in _SUFFIXES or tokens[i + 1].word in ("h", "q"):
            return self._ordinal_part(i, 0) or self._century(i)
        year = self.year_number(i)
        if year is not None:
            return self._from_year(year, i + 1)
        if len(tokens[i].word) == 2 and tokens[i + 1].word == "s":
            return self._decade(1900 + int(tokens[i].value), i + 2)
        return self._ago(i)

    def _slashes(self, i: int) -> Found | None:
        """`2022/01/21`; the other orders are refused."""
        year, first, month, second, day = self._tokens[i : i + 5]
        if first.word != "/" or second.word != "/" or month.kind != NUMBER or day.kind != NUMBER:
            return None
        if len(year.word) != 4:
            raise ImpossibleDate(_AMBIGUOUS)
        found = parse_edtf(f"{year.word}-{month.word:0>2}-{day.word:0>2}")
        return None if found is None else (When("fixed", fixed=found), i + 5)

    def year_number(self, i: int) -> int | None:
        """A year of four digits."""
        token = self._tokens[i]
        return int(token.word) if token.kind == NUMBER and len(token.word) == 4 and token.word.isdigit() else None

    def _from_year(self, year: int, i: int) -> Found | None:
        """ "2022", "1990s", "2022 Q1", "2022 January"."""
        tokens = self._tokens
        if tokens[i].word == "s" and tokens[i].start == tokens[i - 1].end:
            return self._decade(year, i + 1)
        group = self._group_letter(i)
        if group is not None:
            return group[0]._replace(year=year), group[1]
        month = self._month_word(i)
        if month is not None and tokens[month[1]].kind != NUMBER:
            return When("month", month[0], year=year), month[1]
        return When("year", year=year), i

    def _decade(self, year: int, i: int) -> Found | None:
        found = parse_edtf(f"{year // 10:03d}X")
        return None if found is None or year % 10 else (When("fixed", fixed=found), i)

    def _short_decade(self, i: int) -> Found | None:
        """ "'90s"."""
        tokens = self._tokens
        if tokens[i].word == "'" and len(tokens[i + 1].word) == 2 and tokens[i + 2].word == "s":
            return self._number(i + 1) if tokens[i + 1].kind == NUMBER else None
        return None

    def _century(self, i: int) -> Found | None:
        """ "19th century", "nineteenth century": 1800 to 1899, as EDTF counts."""
        ordinal = self._ordinal(i)
        if ordinal is None or self._tokens[ordinal[1]].word != "century" or not 2 <= ordinal[0] <= 99:
            return None
        found = parse_edtf(f"{ordinal[0] - 1:02d}XX")
        return None if found is None else (When("fixed", fixed=found), ordinal[1] + 1)

    def day_number(self, i: int) -> tuple[int, int] | None:
        """ "21", "21st", "first" as the day of a month."""
        token = self._tokens[i]
        if token.kind != NUMBER:
            return self._ordinal(i) if token.kind == WORD else None
        if len(token.word) > 2 or not token.word.isdigit() or not 1 <= token.value <= 31:
            return None
        following = self._tokens[i + 1]
        return int(token.value), i + 2 if following.word in _SUFFIXES and following.start == token.end else i + 1

    # Words ----------------------------------------------------------------------------------------------------------

    def _word(self, i: int, depth: int) -> Found | None:
        tokens = self._tokens
        word = tokens[i].word
        month = self._month_word(i)
        if month is not None:
            return self._from_month(*month)
        if word in WEEKDAYS:
            return self._from_weekday(i)
        if word in SEASONS:
            return self._season(i)
        if word in TURNS:
            return self._turned(i)
        if word in ("week", "year", "spring", "weekend") or (word in UNIT_WORDS and i and tokens[i - 1].word == "the"):
            return self._unit(i, depth)
        if word in _DECADES:
            return self._decade(1900 + 10 * _DECADES[word], i + 1)
        return (
            self._group_letter(i) or self._holiday(i) or self._century(i) or self._day_of_month(i) or self._ago(i)
        )

    def _from_month(self, month: int, i: int) -> Found | None:
        """ "January", "January 2022", "January 21, 2022", "January the 21st"."""
        tokens = self._tokens
        start = i + 1 if tokens[i].word == "the" else i
        day = None if self.year_number(start) is not None else self.day_number(start)
        if day is not None and (tokens[start].kind == NUMBER or tokens[i].word == "the"):
            if tokens[day[1]].word == "/" or (tokens[day[1]].kind == NUMBER and tokens[day[1]].joined):
                return None
            return self._dated(When("day", month, day[0]), day[1])
        return self._dated(When("month", month), i)

    def _day_of_month(self, i: int) -> Found | None:
        """ "first of January"."""
        day = self._ordinal(i)
        if day is None:
            return None
        month = self._month_word(day[1] + (self._tokens[day[1]].word == "of"))
        return None if month is None else self._dated(When("day", month[0], day[0]), month[1])

    def _from_weekday(self, i: int) -> Found | None:
        """ "Friday", "Friday 21 January 2022", "Monday last week"."""
        tokens = self._tokens
        weekday = WEEKDAYS[tokens[i].word]
        i = self._full_stop(i + 1)
        start = i + (tokens[i].word == ",")
        start += tokens[start].word == "the"
        full = self._number(start) if tokens[start].kind == NUMBER else None
        if full is None and self._month_word(start) is not None:
            full = self._word(start, 0)
        if full is not None and full[0].form == "day":
            return full[0]._replace(weekday=weekday), full[1]
        week = i + (tokens[i].word == "of")
        if tokens[week].word in TURNS and tokens[week + 1].word == "week":
            return When("weekday", weekday, shift=TURNS[tokens[week].word]), week + 2
        return When("weekday", weekday), i

    def _season(self, i: int) -> Found | None:
        tokens = self._tokens
        season = When("group", SEASONS[tokens[i].word])
        i += 1
        # "winter 2021-22" begins in the first year.
        of = i + (tokens[i].word == "of")
        if tokens[of].kind == DATE and len(tokens[of].word) == 7:
            first, second = tokens[of].word.split("-")
            if second.isdigit() and int(second) == (int(first) + 1) % 100:
                return season._replace(year=int(first)), of + 1
        year = self.year_number(of)
        if year is not None and tokens[of + 1].word in ("/", "–") and tokens[of + 2].word == f"{(year + 1) % 100:02d}":
            return season._replace(year=year), of + 3
        return self._dated(season, i)

    def _turned(self, i: int) -> Found | None:
        """ "last Friday", "this month", "next three weeks", "this past spring"."""
        tokens = self._tokens
        turn = TURNS[tokens[i].word]
        i += 1
        if turn == 0 and tokens[i].word in TURNS:
            turn, i = TURNS[tokens[i].word], i + 1
        month = self._month_word(i)
        if month is not None:
            day = self.day_number(month[1]) if self.year_number(month[1]) is None else None
            if day is not None:
                return When("day", month[0], day[0], turn=turn), day[1]
            return When("month", month[0], turn=turn), month[1]
        word = tokens[i].word
        if word in WEEKDAYS:
            return When("weekday", WEEKDAYS[word], turn=turn), self._full_stop(i + 1)
        if word in SEASONS:
            return When("group", SEASONS[word], turn=turn), i + 1
        if word in UNIT_WORDS and word in _UNITS:
            unit = When("unit", turn=turn, unit=word) if word != "year" else When("year", shift=turn)
            return unit, i + 1
        holiday = self._holiday(i)
        if holiday is not None:
            return holiday[0]._replace(turn=turn), holiday[1]
        if turn == 0:
            return None
        count = self._count(i)
        if count is not None:
            return When("span", count[0], turn=turn, unit=count[1]), count[2]
        return None

    def _unit(self, i: int, depth: int) -> Found | None:
        """ "week 3 of 2022", "the week of 21 January", "the year 2022", "the year"."""
        tokens = self._tokens
        word = tokens[i].word
        if word == "week" and tokens[i + 1].kind == NUMBER and tokens[i + 1].word.isdigit() and tokens[i + 1].value <= 53:
            return self._dated(When("week", int(tokens[i + 1].value)), i + 2)
        if word == "year" and (year := self.year_number(i + 1)) is not None:
            return When("year", year=year), i + 2
        if word == "week" and tokens[i + 1].word == "of":
            inner = self.at(i + 2, depth + 1)
            if inner is not None and inner[0].form in ("day", "fixed"):
                return inner[0]._replace(parts=(*inner[0].parts, Part("around", unit="week"))), inner[1]
            return None
        if i == 0 or tokens[i - 1].word != "the" or word not in _UNITS or word == "day":
            return None
        return (When("year", shift=0) if word == "year" else When("unit", turn=0, unit=word)), i + 1

    def _holiday(self, i: int) -> Found | None:
        found = _longest(_HOLIDAYS, self._tokens, i)
        return None if found is None else self._dated(When("day", *found[0]), found[1])

    def _from_now(self, i: int) -> Found | None:
        found = _longest(_DAYS_FROM_NOW, self._tokens, i)
        if found is not None:
            return self._time_of_day((When("ago", found[0], unit="day"), found[1]))
        if self._tokens[i].word == "in":
            count = self._count(i + 1)
            if count is not None and self._tokens[count[2]].word not in ("of", "ago"):
                return When("ago", count[0], unit=count[1]), count[2]
        return None

    def _ago(self, i: int) -> Found | None:
        """ "three days ago", "a year from now"."""
        count = self._count(i)
        if count is None:
            return None
        number, unit, after = count
        if self._tokens[after].word == "ago":
            return When("ago", -number, unit=unit), after + 1
        if self._tokens[after].word == "from" and self._tokens[after + 1].word in ("now", "today"):
            return When("ago", number, unit=unit), after + 2
        return None

    def _count(self, i: int) -> tuple[int, str, int] | None:
        """ "three weeks": how many, of which unit, and the index after it."""
        number = number_at(self._tokens, i, joining=False)
        if number is None or not isinstance(number.value, int) or not 0 < number.value < 10_000:
            return None
        unit = UNIT_WORDS.get(self._tokens[number.after].word)
        return None if unit is None else (number.value, unit, number.after + 1)

    # Parts ----------------------------------------------------------------------------------------------------------

    def _part(self, i: int, depth: int) -> Found | None:
        tokens = self._tokens
        word = tokens[i].word
        if word in ("earlier", "later"):
            inner = self.at(i + 1, depth + 1)
            return None if inner is None else (_cut(inner[0], Part(word)), inner[1])
        if word in _THIRDS:
            after = i + 1
            if tokens[after].word == "part" and tokens[after + 1].word == "of":
                after += 2
            elif tokens[after].word in ("of", "in", "on"):
                after += 1
            elif word not in _QUALIFIED:
                return None
            inner = self.at(after, depth + 1)
            return None if inner is None else (_cut(inner[0], Part("share", _THIRDS[word], 3)), inner[1])
        return self._ordinal_part(i, depth)

    def _ordinal_part(self, i: int, depth: int) -> Found | None:
        """ "first half of 2022", "third quarter", "last three months of 2022", "first Monday in May", "2H 2022"."""
        tokens = self._tokens
        if tokens[i].kind == NUMBER and tokens[i + 1].word in ("h", "q") and tokens[i + 1].start == tokens[i].end:
            group = _group(tokens[i + 1].word, tokens[i].value)
            return None if group is None else self._dated(When("group", group), i + 2)
        position = self._position(i)
        if position is None:
            return None
        at, after = position
        word = tokens[after].word
        if word in ("half", "quarter"):
            return self._half_or_quarter(at, word, after + 1, depth)
        if word in WEEKDAYS or word in _UNITS:
            part, after = Part("weekday", at, WEEKDAYS[word]) if word in WEEKDAYS else Part("units", at, 1, word), after + 1
        else:
            count = self._count(after)
            if count is None:
                return None
            part, after = Part("units", at, count[0], count[1]), count[2]
        if tokens[after].word not in ("of", "in"):
            return None
        inner = self.at(after + 1, depth + 1)
        return None if inner is None else (_cut(inner[0], part), inner[1])

    def _half_or_quarter(self, at: int, word: str, i: int, depth: int) -> Found | None:
        tokens = self._tokens
        parts = 2 if word == "half" else 4
        at = parts - 1 if at < 0 else at
        if at >= parts:
            return None
        group = When("group", (40 if parts == 2 else 33) + at)
        if tokens[i].word in ("of", "in"):
            inner = self.at(i + 1, depth + 1)
            if inner is None:
                return None
            if inner[0].form == "year" and not inner[0].parts:
                return group._replace(year=inner[0].year, shift=inner[0].shift), inner[1]
            return _cut(inner[0], Part("share", at, parts)), inner[1]
        if tokens[i - 3 : i] and tokens[max(i - 2, 0)].word in ("last", "final"):
            return None
        return self._dated(group, i)

    def _position(self, i: int) -> tuple[int, int] | None:
        if self._tokens[i].word in ("last", "final", "closing"):
            return -1, i + 1
        if self._tokens[i].word == "opening":
            return 0, i + 1
        ordinal = self._ordinal(i)
        return None if ordinal is None else (ordinal[0] - 1, ordinal[1])

    def _ordinal(self, i: int) -> tuple[int, int] | None:
        """ "first", "1st", "twenty-first"."""
        token, following = self._tokens[i : i + 2]
        if token.kind == NUMBER:
            fits = following.word in _SUFFIXES and following.start == token.end and token.word.isdigit()
            return (int(token.word), i + 2) if fits and 1 <= token.value <= 99 else None
        if token.word in ("twenty", "thirty") and 1 <= ORDINALS.get(following.word, 0) <= 9:
            return (20 if token.word == "twenty" else 30) + ORDINALS[following.word], i + 2
        return (ORDINALS[token.word], i + 1) if token.word in ORDINALS else None

    def _group_letter(self, i: int) -> Found | None:
        """ "Q1", "H2 2022"."""
        token, following = self._tokens[i : i + 2]
        if token.word not in ("q", "h") or following.kind != NUMBER or following.start != token.end:
            return None
        group = _group(token.word, following.value)
        return None if group is None else self._dated(When("group", group), i + 2)

    # Years and endings ----------------------------------------------------------------------------------------------

    def _dated(self, when: When, i: int) -> Found:
        """With the year that follows: "2022", ", 2022", "of last year"."""
        tokens = self._tokens
        start = i + (tokens[i].word in (",", "of", "in"))
        start += tokens[start].word == "the" and tokens[start + 1].word in ("year", "previous", "current", "coming")
        if tokens[start].word == "year" and start > i:
            year = self.year_number(start + 1)
            return (when._replace(shift=0), start + 1) if year is None else (when._replace(year=year), start + 2)
        year = self.year_number(start)
        if year is not None and not (tokens[start + 1].word == "s" and tokens[start + 1].start == tokens[start].end):
            return when._replace(year=year), start + 1
        if tokens[start].word in TURNS and tokens[start + 1].word == "year":
            return when._replace(shift=TURNS[tokens[start].word]), start + 2
        return when, i

    def _month_word(self, i: int) -> tuple[int, int] | None:
        token = self._tokens[i]
        month = MONTHS.get(token.word) if token.kind == WORD else None
        return None if month is None else (month, self._full_stop(i + 1))

    def _full_stop(self, i: int) -> int:
        """Past the full stop of an abbreviation."""
        before, token = self._tokens[i - 1], self._tokens[i]
        return i + 1 if token.word == "." and token.start == before.end and before.word in _ABBREVIATED else i

    def _time_of_day(self, found: Found) -> Found:
        when, after = found
        if when.form in ("day", "weekday", "fixed") or when.unit == "day":
            after += self._tokens[after].word in _TIMES_OF_DAY
        return when, after


def _group(letter: str, number: object) -> int | None:
    most, first = (4, 33) if letter == "q" else (2, 40)
    return first + number - 1 if isinstance(number, int) and 1 <= number <= most else None


def _cut(when: When, part: Part) -> When:
    return when._replace(parts=(*when.parts, part))


def _longest(table: dict[tuple[str, ...], V], tokens: list[Token], i: int) -> tuple[V, int] | None:
    for length in range(4, 0, -1):
        found = table.get(tuple(token.word for token in tokens[i : i + length]))
        if found is not None:
            return found, i + length
    return None


__all__ = ["DateGrammar", "Found", "Iterable", "Part", "When", "whole_months"]
