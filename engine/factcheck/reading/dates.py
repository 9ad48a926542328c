"""From tokens to dates that the calendar knows by name: days, months, seasons, quarters, years, decades, centuries.

Each rule is tried at a token that it can start with and gives what it found, or nothing.
"""

from __future__ import annotations

from typing import Final

from factcheck.model.period import parse_edtf
from factcheck.reading.calendar import edtf, from_to
from factcheck.reading.tokens import DATE, NUMBER, WORD, Token
from factcheck.reading.when import (
    DECADES,
    MONTHS,
    SEASONS,
    Found,
    Part,
    When,
    dated,
    day_at,
    month_at,
    ordinal_at,
    turned_month_at,
    year_at,
)

_ERAS: Final = frozenset({"bc", "bce", "ad", "ce", "b.c.", "a.d."})
_OUR_ERA: Final = frozenset({"ad", "ce", "a.d."})
_MOST_TOGETHER: Final = 6
"""Months or days that share the year of the last one at most, but for the first."""
_AND: Final = frozenset({"and", "or", "&", ","})
ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def iso(tokens: list[Token], i: int) -> Found | None:
    """`2022-01-21`, `2022-01`, `2022-21`, `2022-W03`; `21.1.2022`, since where dates have dots the day comes first."""
    word = tokens[i].word
    if tokens[i].kind == DATE and "." in word:
        day, month, year = map(int, word.split("."))
        word = f"{year:04d}-{month:02d}-{day:02d}"
    if len(word) == 7 and word[5:].isdigit() and int(word[5:]) > 12 and int(word[5:]) == int(word[2:4]) + 1:
        # "2019-20" is a season or a financial year, since no month is.
        return When("fixed", fixed=from_to(edtf(word[:4]), edtf(f"{int(word[:4]) + 1:04d}"))), i + 1
    found = parse_edtf(word) if tokens[i].kind == DATE else None
    return None if found is None else (When("fixed", fixed=found), i + 1)


def numeric(tokens: list[Token], i: int) -> Found | None:
    """What starts with digits: "21 January", "2022", "1990s", "2022/01/21", "Q" and "H" after a year."""
    following = tokens[i + 1].word
    if following in ("/", "-"):
        found = _with_signs(tokens, i)
        if found is not None:
            return found
    return day_of_month(tokens, i) or _decade_digits(tokens, i) or _from_year(tokens, i) or century(tokens, i)


def _with_signs(tokens: list[Token], i: int) -> Found | None:
    """`2022/01/21`, `2022/jan/21`, `2022/01`; `21/1/2022`, whose order only a setting can tell; `11/2022`."""
    first, sign, second, sign_again, third = tokens[i : i + 5]
    if second.start != sign.end or sign.start != first.end:
        return None
    month = MONTHS.get(second.word, second.value if isinstance(second.value, int) and second.kind == NUMBER else 0)
    if not month:
        return None
    if sign_again.word != sign.word or third.kind != NUMBER or third.start != sign_again.end:
        return _month_and_year(tokens, i)
    if not all(isinstance(token.value, int) and len(token.word) <= 4 for token in (first, third)):
        return None
    if len(first.word) < len("2022") and len(third.word) not in (2, 4):
        return None  # "a 1-2-3 punch"
    if len(first.word) == 4:
        found = parse_edtf(f"{first.word}-{month:02d}-{int(third.value):02d}")
        return None if found is None else (When("fixed", fixed=found), i + 5)
    return When("numeric", int(first.value), month, int(third.value)), i + 5


def _month_and_year(tokens: list[Token], i: int) -> Found | None:
    """Such as `11/2022`, `4/22`; a hyphen makes one only after "on", since scores and ranges have hyphens."""
    first, sign, second = tokens[i : i + 3]
    dated_by_hyphen = sign.word == "-" and i > 0 and tokens[i - 1].word == "on" and _short(first, second)
    if second.kind != NUMBER or (sign.word != "/" and not dated_by_hyphen):
        return None
    year, month = (first, second) if len(first.word) == 4 else (second, first)
    if len(year.word) != 4 or len(month.word) > 2 or not (month.word + year.word).isdigit():
        return (When("numeric", int(first.value), int(second.value)), i + 3) if _short(first, second) else None
    if year is first and int(month.word) > 12 and int(month.word) == (int(year.word) + 1) % 100:
        # "in 2023/24"
        return When("fixed", fixed=from_to(edtf(year.word), edtf(f"{int(year.word) + 1:04d}"))), i + 3
    found = parse_edtf(f"{year.word}-{int(month.word):02d}") if int(month.word) <= 12 else None
    return None if found is None else (When("fixed", fixed=found), i + 3)


def _short(first: Token, second: Token) -> bool:
    return all(len(token.word) <= 2 and token.word.isdigit() for token in (first, second))


def day_of_month(tokens: list[Token], i: int) -> Found | None:
    """Such as "21 January 2022", "first of January", "20th of next month"."""
    day = day_at(tokens, i)
    if day is None:
        return None
    number, after = day
    start = after + (tokens[after].word == "of")
    start += tokens[start].word == "the" and start > after
    month = month_at(tokens, start)
    if month is not None:
        return _dated_together(tokens, When("day", month[0], number), month[1])
    turn = turned_month_at(tokens, after) if ordinal_at(tokens, i) is not None else None
    return None if turn is None else (When("monthday", day=number, turn=turn[0]), turn[1])


def _from_year(tokens: list[Token], i: int) -> Found | None:
    """Such as "2022", "2022 Q1", "2022 January"."""
    year = year_at(tokens, i)
    if year is None:
        return None
    number, after = year
    end = tokens[after]
    if end.word in _ERAS:
        return _of_era(number, end.word, after + 1)
    if end.word == "end" and (end.joined or tokens[after + 1].kind != WORD):
        # "by the 2022 end", "2022-end"
        return When("year", year=number, parts=(Part("share", 2, 3),)), after + 1
    if tokens[after].word == "'" and tokens[after + 1].word == "s":
        # "2022's first half"
        named = group_named(tokens, after + 2)
        return (When("year", year=number), after) if named is None else (When("group", named[0], year=number), named[1])
    group = group_letter(tokens, after)
    if group is not None and group[0].year is None:
        return group[0]._replace(year=number), group[1]
    named = group_named(tokens, after)
    if named is not None:
        # "the 1988 third quarter"
        return When("group", named[0], year=number), named[1]
    month = month_at(tokens, after + (tokens[after].word == ","))
    if month is not None and tokens[month[1]].kind != NUMBER:
        return When("month", month[0], year=number), month[1]
    return When("year", year=number), after


def _of_era(number: int, era: str, after: int) -> Found:
    """A year with its era; the calendar of periods starts with the year 1."""
    return (When("year", year=number) if era in _OUR_ERA and number else When("unknown")), after


def short_year(tokens: list[Token], i: int) -> Found | None:
    """Such as "44 BC", "500 CE", which are years with any number of digits; "AD 842"."""
    token, era = tokens[i : i + 2] if tokens[i].kind == NUMBER else (tokens[i + 1], tokens[i])
    if token.kind != NUMBER or era.word not in _ERAS or not token.word.isdigit() or len(token.word) > len("2022"):
        return None
    return _of_era(int(token.word), era.word, i + 2)


def group_named(tokens: list[Token], i: int) -> tuple[int, int] | None:
    """Such as "third quarter", "first half" after a year: EDTF's number of it, and the index after it."""
    ordinal = ordinal_at(tokens, i)
    if ordinal is None or tokens[ordinal[1]].word not in ("quarter", "half"):
        return None
    most, first = (4, 33) if tokens[ordinal[1]].word == "quarter" else (2, 40)
    return (first + ordinal[0] - 1, ordinal[1] + 1) if ordinal[0] <= most else None


def roman_quarter(tokens: list[Token], i: int) -> Found | None:
    """Such as "III quarter of 2024", as translators leave it."""
    if tokens[i + 1].word != "quarter":
        return None
    found = dated(tokens, When("group", 32 + ROMAN[tokens[i].word]), i + 2)
    return found if found[0].has_year else None


def spelled_year(tokens: list[Token], i: int) -> Found | None:
    """Such as "nineteen ninety-nine", "the nineteen seventies"."""
    century_word = {"nineteen": 19, "eighteen": 18, "twenty": 20, "seventeen": 17}.get(tokens[i].word)
    if century_word is not None:
        decade = DECADES.get(tokens[i + 1].word, 1 if tokens[i + 1].word == "tens" else None)
        if decade is not None:
            return _decade(10 * century_word + decade, i + 2)
    return _from_year(tokens, i)


def _decade_digits(tokens: list[Token], i: int) -> Found | None:
    """Such as "1990s", "the 1970's", "the 90s" (not "the 20s", of which there are two)."""
    token = tokens[i]
    s = i + 1 + (tokens[i + 1].word == "'")
    if tokens[s].word != "s" or tokens[s].start != tokens[s - 1].end or not token.word.isdigit():
        return None
    if s > i + 1 and group_named(tokens, s + 1) is not None:
        return None  # "2020's second half"
    if len(token.word) == 4:
        if token.word[2:] == "00" and token.word < "2000":
            # "the 1800s" are a century, "the 2000s" mostly ten years.
            return When("fixed", fixed=edtf(f"{token.word[:2]}XX")), s + 1
        return _decade(int(token.word) // 10, s + 1) if token.word[3] == "0" else None
    short = len(token.word) == 2 and token.word[1] == "0" and token.word >= "30"
    return _decade(190 + int(token.word) // 10, s + 1) if short else None


def decade_word(tokens: list[Token], i: int) -> Found | None:
    """Such as "the nineties", "the noughties"; "the twenties" could be two."""
    if tokens[i].word == "noughties":
        return _decade(200, i + 1)
    return _decade(190 + DECADES[tokens[i].word], i + 1) if DECADES.get(tokens[i].word, 0) >= 3 else None


def short_decade(tokens: list[Token], i: int) -> Found | None:
    """Such as "'90s"."""
    return _decade_digits(tokens, i + 1) if tokens[i].word == "'" and tokens[i + 1].kind == NUMBER else None


def _decade(tens: int, after: int) -> Found | None:
    found = parse_edtf(f"{tens:03d}X")
    return None if found is None else (When("fixed", fixed=found), after)


def century(tokens: list[Token], i: int) -> Found | None:
    """Such as "the 19th century": 1800 to 1899, as EDTF counts."""
    ordinal = ordinal_at(tokens, i)
    if ordinal is None or tokens[ordinal[1]].word != "century" or not 2 <= ordinal[0] <= 99:
        return None
    after = ordinal[1] + 1
    era = tokens[after].word if tokens[after].word in _ERAS else None
    if era is not None:
        after += 1
    if era is not None and era not in _OUR_ERA:
        return When("unknown"), after
    found = parse_edtf(f"{ordinal[0] - 1:02d}XX")
    return None if found is None else (When("fixed", fixed=found), after)


def from_month(tokens: list[Token], i: int) -> Found | None:
    """Such as "January", "January 2022", "January 21, 2022", "January the 21st"."""
    found = month_at(tokens, i)
    if found is None:
        return None
    month, i = found
    start = i + (tokens[i].word == "the") + (tokens[i].word == "/" and tokens[i - 1].end == tokens[i].start)
    day = day_at(tokens, start) if year_at(tokens, start) is None else None
    when, after = When("month", month), i
    if day is not None:
        when, after = When("day", month, day[0]), day[1]
    return _dated_together(tokens, when, after)


def _dated_together(tokens: list[Token], when: When, i: int) -> Found:
    """A month or its day with its own year, or that of those beside it: "May and June 2021", "May 5 and 6, 2021"."""
    found = dated(tokens, when, i)
    if found[1] > i:
        return found
    links: list[str] = []
    last = when.number
    while tokens[i].word in _AND and len(links) < _MOST_TOGETHER:
        day = day_at(tokens, i + 1) if tokens[i + 1].kind == NUMBER else None
        month = month_at(tokens, i + 1 if day is None else day[1])
        if month is None and (day is None or when.form != "day"):
            break
        links.append(tokens[i].word)
        if month is not None:
            last, i = month
            day = day_at(tokens, i) if day is None and year_at(tokens, i) is None else None
        i = i if day is None else max(i, day[1])
    year = year_at(tokens, i + (tokens[i].word == ",")) if links and links[-1] != "," else None
    # The December of "December and January 2022" is that of the year before.
    return found if year is None else (when._replace(year=year[0] - (when.number > last)), found[1])


def season(tokens: list[Token], i: int) -> Found | None:
    """Such as "spring 2022", "winter 2021-22", which begins in the first year."""
    when, i = When("group", SEASONS[tokens[i].word]), i + 1
    of = i + (tokens[i].word == "of")
    if tokens[of].kind == DATE and len(tokens[of].word) == 7:
        first, second = tokens[of].word.split("-")
        if second.isdigit() and int(second) == (int(first) + 1) % 100:
            return when._replace(year=int(first)), of + 1
    year = year_at(tokens, of)
    if year is not None and tokens[year[1]].word in ("/", "–", "-"):
        second = tokens[year[1] + 1].word
        if second in (f"{(year[0] + 1) % 100:02d}", f"{year[0] + 1}"):
            return when._replace(year=year[0]), year[1] + 2
    return dated(tokens, when, i)


def group_letter(tokens: list[Token], i: int) -> Found | None:
    """Such as "Q1", "H2 2022"."""
    token, following = tokens[i], tokens[i + 1]
    if token.word not in ("q", "h") or following.kind != NUMBER or following.start != token.end:
        return None
    group = _group(token.word, following)
    if group is not None and tokens[i + 2].word in ("fy", "fiscal"):
        # "Q3 FY2024" is a quarter of a year that each company begins on a day of its own.
        return When("unknown"), i + 3 + (tokens[i + 3].kind == NUMBER)
    return None if group is None else dated(tokens, When("group", group), i + 2)


def letter_group(tokens: list[Token], i: int) -> Found | None:
    """Such as "1Q 2022", "2H 2022"."""
    token, following = tokens[i], tokens[i + 1]
    if following.word not in ("q", "h") or following.start != token.end:
        return None
    group = _group(following.word, token)
    return None if group is None else dated(tokens, When("group", group), i + 2)


def _group(letter: str, number: Token) -> int | None:
    most, first = (4, 33) if letter == "q" else (2, 40)
    return first + number.value - 1 if isinstance(number.value, int) and 1 <= number.value <= most else None


def week(tokens: list[Token], i: int) -> Found | None:
    """Such as "week 3 of 2022"."""
    number = tokens[i + 1]
    if number.kind != NUMBER or not isinstance(number.value, int) or not 1 <= number.value <= 53:
        return None
    return dated(tokens, When("week", number.value), i + 2)


def named_year(tokens: list[Token], i: int) -> Found | None:
    """Such as "the year 2022"."""
    year = year_at(tokens, i + 1)
    return None if year is None else (When("year", year=year[0]), year[1])
