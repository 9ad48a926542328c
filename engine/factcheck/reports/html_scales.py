"""Turns the values of a fact into a picture: places along a line in percent, with ticks and words.

All arithmetic is exact up to the last step, so that equal reports give equal pictures.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from factcheck.model.exhibits import Allowed, Measured, Scale
from factcheck.model.interval import Bound, Exact, Interval
from factcheck.model.period import FIRST_DAY, LAST_DAY, describe_period, period
from factcheck.model.quantity import from_base, print_interval, print_number, to_base
from factcheck.model.units import Unit
from factcheck.named import NamedTuple
from factcheck.reports.results import hedged

_MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_MARGIN: Final = Fraction(1, 16)
_MOST_TICKS: Final = 5
_THINNEST: Final = 150
"""Hundredths of a percent below which a bar is drawn as a dot."""


class Bar(NamedTuple):
    """From `x` over `width`, in percent; an end that is not known runs off the picture."""

    x: str
    width: str
    end: str
    from_left: bool = False
    to_right: bool = False


class Tick(NamedTuple):
    """A place on the axis, its label, and how the label stands to it: start, middle or end."""

    x: str
    label: str
    anchor: str


class Row(NamedTuple):
    """Articles that say the same of a fact. A `dot` is the middle of what was said where a bar would be too thin."""

    articles: tuple[str, ...]
    words: str
    notes: tuple[str, ...]
    letter: str
    nominal: Bar
    dot: str | None
    possible: Bar | None
    meaning: str
    """What a hedged value can be, in words."""


class Band(NamedTuple):
    """What a rule lets pass; `dots` stand for the bars that would be too thin."""

    rule: str
    words: str
    bars: tuple[Bar, ...]
    dots: tuple[str, ...]


class Chart(NamedTuple):
    """One fact's picture."""

    fact: str
    about: str | None
    unit: str
    ticks: tuple[Tick, ...]
    bands: tuple[Band, ...]
    rows: tuple[Row, ...]


Letters = Mapping[tuple[str, str, str | None], str]
"""The class of what an article states: by article, value and hedge."""


def chart(scale: Scale, letters: Letters) -> Chart | None:
    """The picture of a fact, or None if none of its values has an end to be drawn at."""
    whole = _domain(scale)
    if whole is None:
        return None
    low, high = whole
    return Chart(
        scale.fact,
        scale.about,
        scale.unit.symbol if scale.unit is not None else "",
        tuple(_ticks(scale.unit, low, high)),
        tuple(_band(allowed, scale.unit, whole) for allowed in scale.allowed),
        tuple(_rows(scale, letters, whole)),
    )


Domain = tuple[Exact, Exact]


def _domain(scale: Scale) -> Domain | None:
    """The stretch that is drawn: everything said and meant, and what is allowed, with a margin."""
    ends: list[Exact] = [
        end for one in scale.measured for part in (one.nominal, one.possible) for end in _ends(part, scale.unit)
    ]
    if not ends:
        return None
    ends += [end for allowed in scale.allowed for part in allowed.parts for end in _ends(part, scale.unit)]
    low: Exact = min(ends)
    high: Exact = max(ends)
    margin: Exact = (high - low) * _MARGIN
    if scale.unit is None:
        margin = max(margin, 4)
    elif low == high:
        margin = Fraction(max(low, -low), 5) if low else 1
    least = low - margin
    return (0 if low >= 0 > least and scale.unit is not None and not scale.unit.offset else least), high + margin


def _ends(part: Interval, unit: Unit | None) -> Iterable[Exact]:
    """The known ends of an interval; a period ends behind its last day."""
    if not isinstance(part.low, float):
        yield part.low
    if not isinstance(part.high, float):
        yield part.high + 1 if unit is None else part.high


def _meets(part: Interval, unit: Unit | None, whole: Domain) -> bool:
    high = part.high + 1 if unit is None else part.high
    return part.low <= whole[1] and high >= whole[0]


def _band(allowed: Allowed, unit: Unit | None, whole: Domain) -> Band:
    bars = tuple(_bar(part, unit, whole) for part in allowed.parts if _meets(part, unit, whole))
    words = " or ".join(_interval_words(part, unit) for part in allowed.parts)
    return Band(allowed.rule, words, bars, tuple(dot for dot in map(_dot, bars) if dot is not None))


def _dot(bar: Bar) -> str | None:
    """The middle of a bar that is too thin to be seen."""
    left, right = _hundredths(bar.x), _hundredths(bar.end)
    return _percent((left + right) // 2) if right - left < _THINNEST else None


def _bar(part: Interval, unit: Unit | None, whole: Domain) -> Bar:
    from_left, to_right = isinstance(part.low, float), isinstance(part.high, float)
    left = 0 if from_left else _place(part.low, whole)
    right = 10_000 if to_right else _place(part.high + 1 if unit is None else part.high, whole)
    return Bar(_percent(left), _percent(right - left), _percent(right), from_left, to_right)


def _place(value: Bound, whole: Domain) -> int:
    """Where a number lies, in hundredths of a percent."""
    assert not isinstance(value, float)
    low, high = whole
    return max(0, min(10_000, round(Fraction(value - low) * 10_000 / (high - low))))


def _percent(hundredths: int) -> str:
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") + "%"


# Rows ----------------------------------------------------------------------------------------------------------------


def _rows(scale: Scale, letters: Letters, whole: Domain) -> Iterable[Row]:
    """One row for all that say the same and are judged alike, in the order of the values."""
    groups: dict[tuple[object, ...], list[Measured]] = {}
    for one in scale.measured:
        judged = letters.get((one.article, one.value, one.hedge), "")
        groups.setdefault((one.nominal, one.possible, one.value, one.hedge, one.modality, judged), []).append(one)
    ordered = sorted(groups.items(), key=lambda group: (group[1][0].nominal.low, group[1][0].nominal.high))
    for key, same in ordered:
        first = same[0]
        nominal = _bar(first.nominal, scale.unit, whole)
        is_hedged = first.possible != first.nominal
        yield Row(
            tuple(dict.fromkeys(one.article for one in same)),
            hedged(first.value, first.hedge),
            tuple(_notes(same)),
            str(key[-1]),
            nominal,
            _dot(nominal),
            _bar(first.possible, scale.unit, whole) if is_hedged else None,
            _interval_words(first.possible, scale.unit) if is_hedged else "",
        )


def _hundredths(percent: str) -> int:
    whole, _, rest = percent.rstrip("%").partition(".")
    return int(whole) * 100 + int(rest.ljust(2, "0") or 0)


def _notes(same: list[Measured]) -> Iterable[str]:
    """Who says so, if it is the same wherever it is said, and how."""
    first = same[0]
    if first.said_by and all(one.said_by == first.said_by for one in same):
        yield f"says {first.said_by}"
    if first.modality != "asserted":
        yield first.modality


def _interval_words(part: Interval, unit: Unit | None) -> str:
    if unit is not None:
        return print_interval(part, unit)
    return describe_period(period(_day(part.low), _day(part.high)))


def _day(day: Bound) -> int | float:
    return day if isinstance(day, float) else max(FIRST_DAY, min(LAST_DAY, int(day)))


# Ticks ---------------------------------------------------------------------------------------------------------------


def _ticks(unit: Unit | None, low: Exact, high: Exact) -> Iterable[Tick]:
    places = _day_ticks(low, high) if unit is None else _number_ticks(unit, low, high)
    for value, label in places:
        at = _place(value, (low, high))
        anchor = "start" if at < 600 else "end" if at > 9_400 else "middle"
        yield Tick(_percent(at), label, anchor)


def _number_ticks(unit: Unit, low: Exact, high: Exact) -> list[tuple[Exact, str]]:
    first, last = Fraction(from_base(low, unit)), Fraction(from_base(high, unit))
    long = max(len(print_number(first)), len(print_number(last))) > 9
    step = _step((last - first) / (2 if long else _MOST_TICKS - 1))
    number = -(-first // step)
    found: list[tuple[Exact, str]] = []
    while number * step <= last and len(found) <= 2 * _MOST_TICKS:
        found.append((to_base(number * step, unit), print_number(number * step)))
        number += 1
    return found


def _step(least: Fraction) -> Fraction:
    """The smallest of 1, 2, 5, 10 … that is at least so much."""
    power = Fraction(1)
    while power > least:
        power /= 10
    while power * 10 <= least:
        power *= 10
    return next(power * digit for digit in (1, 2, 5, 10) if power * digit >= least)


_DAY_STEPS: Final = (1, 2, 5, 10)
_MONTH_STEPS: Final = (1, 2, 3, 6)


def _day_ticks(low: Exact, high: Exact) -> list[tuple[Exact, str]]:
    """Days, firsts of months or firsts of years, whatever is not too many."""
    first = date.fromordinal(max(FIRST_DAY, int(-(-low // 1))))
    last = date.fromordinal(min(LAST_DAY, int(high // 1)))
    span = last.toordinal() - first.toordinal()
    for days in _DAY_STEPS:
        if span // days < _MOST_TICKS:
            start = -(-first.toordinal() // days) * days
            return [(day, _day_label(date.fromordinal(day))) for day in range(start, last.toordinal() + 1, days)]
    months = (last.year - first.year) * 12 + last.month - first.month
    for step in _MONTH_STEPS:
        if months // step < _MOST_TICKS:
            return _month_ticks(first, last, step)
    years = _step(Fraction(last.year - first.year, _MOST_TICKS - 1))
    return [
        (date(year, 1, 1).toordinal(), str(year)) for year in _multiples(first.year + 1, last.year, max(1, int(years)))
    ]


def _month_ticks(first: date, last: date, step: int) -> list[tuple[Exact, str]]:
    found: list[tuple[Exact, str]] = []
    for number in _multiples(first.year * 12 + first.month, last.year * 12 + last.month - 1, step):
        year, month = divmod(number, 12)
        if year <= LAST_YEAR:
            found.append((date(year, month + 1, 1).toordinal(), f"{_MONTHS[month]} {year}"))
    return found


LAST_YEAR: Final = 9999


def _multiples(first: int, last: int, step: int) -> Sequence[int]:
    return range(-(-first // step) * step, last + 1, step)


def _day_label(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
