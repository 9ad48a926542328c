"""Mentions: the values that stand in a text, whatever they are said of.

A mention is found without knowing any fact. It has its place, its value, and the words that soften or bound it.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from factcheck.model.entity import Entity
from factcheck.model.interval import INFINITY, Bound, Exact, Interval
from factcheck.model.period import Day, Period, is_any_day
from factcheck.model.quantity import Quantity, from_base
from factcheck.model.statement import Value, print_value
from factcheck.named import NamedTuple

Json = dict[str, Any]


class Mention(NamedTuple):
    """A value in a text, from the offset `start` to `end` (code points of the unmodified text).

    `kind` is number, money, percent, duration, quantity (any other dimension), ordinal, period or name. `reader` is
    the id of the rule that found it, `mod` a TIMEX3 modifier, `hedge` the raw words of the hedge, `core` the span
    without those words and without prepositions. `named` is the EDTF of the period that is named, where `mod` says
    which part of it is meant; `counted` is the noun that a plain number counts. `also` is what the same words, or most
    of them, are for a fact of another type: the duration of "an hour later", the percents of "a third".
    """

    start: int
    end: int
    kind: str
    value: Value
    reader: str
    mod: str | None
    hedge: str | None
    core: tuple[int, int]
    named: str | None = None
    counted: str | None = None
    also: Mention | None = None


def mention_json(mention: Mention, text: str) -> Json:
    """A mention as `factcheck extract --mentions -f json` prints it.

    `value` is the number that is named, in the unit as written (of "more than 90" 90; null for a range), the name, or
    the EDTF of all the days; `low` and `high` are the possible ends, null where there is none; `edtf` is the period
    that is named, `timex` its value in TIMEX3 or that of a duration.
    """
    found: Json = {
        "start": mention.start,
        "end": mention.end,
        "text": text[mention.start : mention.end],
        "kind": mention.kind,
        "value": None,
        "low": None,
        "high": None,
        "unit": None,
        "edtf": None,
        "first_day": None,
        "last_day": None,
        "hedge": mention.hedge,
        "mod": mention.mod,
        "reader": mention.reader,
    }
    value = mention.value
    if isinstance(value, Quantity):
        found |= _quantity(value, mention)
    elif isinstance(value, Period):
        known = not is_any_day(value)
        found["value"] = value.edtf if known else None
        found["edtf"] = mention.named or found["value"]
        found["first_day"], found["last_day"] = _day(value.first), _day(value.last)
    else:
        found["value"] = value.name if isinstance(value, Entity) else print_value(value)
    if mention.kind in ("period", "duration"):
        found["timex"] = _timex(mention, text)
    if mention.also is not None:
        found["also"] = mention_json(mention.also, text)
    return found


def _timex(mention: Mention, text: str) -> str | None:
    from factcheck.extraction.mentions.timex import timex_value  # only where mentions are printed

    return timex_value(mention, text)


def _quantity(value: Quantity, mention: Mention) -> Json:
    unit = value.unit
    found: Json = {
        "value": _number(_named_end(value.nominal), value),
        "low": _number(value.possible.low, value),
        "high": _number(value.possible.high, value),
        "unit": unit.symbol or mention.counted,
    }
    if mention.kind == "duration":
        seconds = value.nominal.low
        known = value.nominal.is_point and unit.base == "s" and not isinstance(seconds, float)
        found["seconds"] = _plain(seconds) if known and not isinstance(seconds, float) else None
    return found


def _named_end(nominal: Interval) -> Bound:
    """The number that the words name, the only one or the only end; infinite for a range, which names two."""
    if isinstance(nominal.low, float):
        return nominal.high
    return nominal.low if nominal.is_point or isinstance(nominal.high, float) else -INFINITY


def _number(end: Bound, value: Quantity) -> int | float | None:
    return None if isinstance(end, float) else _plain(from_base(end, value.unit))


def _plain(value: Exact) -> int | float:
    """A JSON number: the only place where a value is rounded."""
    return float(value) if isinstance(value, Fraction) else value


def _day(day: Day) -> str | None:
    return None if isinstance(day, float) else date.fromordinal(day).isoformat()
