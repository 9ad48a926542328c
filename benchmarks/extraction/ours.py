"""factcheck's own finder behind the interface of the benchmark."""

from __future__ import annotations

from datetime import date

from found import Finder, Found

from factcheck.extraction.mentions.finder import MentionFinder
from factcheck.extraction.mentions.mention import Mention, mention_json
from factcheck.model.period import Period, parse_edtf
from factcheck.model.quantity import Quantity, from_base
from factcheck.model.vocabulary import Vocabulary

NAME = "factcheck"
_MONTH, _DAY = 30, 86_400
_NUMBERS = ("value", "low", "high")


def load() -> Finder:
    """The finder; raises ImportError where the tool is not installed."""
    finder = MentionFinder(Vocabulary())

    def find(text: str, published: date | None) -> list[Found]:
        day = None if published is None else parse_edtf(published.isoformat())
        return [_found(mention, text) for mention in finder.find(text, day)]

    return find


def _found(mention: Mention, text: str) -> Found:
    printed = mention_json(mention, text)
    value = mention.value
    base = seconds = None
    first = last = None
    if isinstance(value, Quantity) and value.nominal.is_point:
        base = (value.base, float(value.nominal.low))
        if value.dimension == "duration":
            seconds = base[1] * (_MONTH * _DAY if value.base == "mo" else 1)
            if value.unit.base == "mo" and value.unit.factor % 12 == 0:
                seconds = base[1] / 12 * 365 * _DAY
    if isinstance(value, Period):
        first, last = (None if isinstance(d, float) else date.fromordinal(d) for d in (value.first, value.last))
    if isinstance(value, Quantity) and not value.nominal.is_point:
        # A bound's only end stands for what was stated.
        ends = [end for end in value.nominal[:2] if not isinstance(end, float)]
        bound = mention.mod in ("MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS")
        if bound and ends:
            base = (value.base, float(ends[-1]))
            printed["value"] = float(from_base(ends[-1], value.unit))
            seconds = base[1] if value.dimension == "duration" else None
    point, low, high = (one if isinstance(one := printed[key], int | float) else None for key in _NUMBERS)
    return Found(
        mention.start,
        mention.end,
        mention.kind,
        unit=str(printed["unit"] or "") or None,
        base=base,
        seconds=seconds,
        first=first,
        last=last,
        core=mention.core,
        value=point,
        low=low,
        high=high,
    )
