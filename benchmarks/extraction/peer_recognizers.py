"""The Python port of Recognizers-Text behind the interface of the benchmark: `pip install recognizers-text-suite`."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from importlib import import_module
from typing import Any

from found import Finder, Found

NAME = "recognizers-text"
_ENGLISH = "en-us"


def load() -> Finder:
    """The finder; raises ImportError where the tool is not installed."""
    numbers, units = import_module("recognizers_number"), import_module("recognizers_number_with_unit")
    recognize_datetime = import_module("recognizers_date_time").recognize_datetime
    plain = (
        (numbers.recognize_number, "number"),
        (numbers.recognize_ordinal, "ordinal"),
        (numbers.recognize_percentage, "percent"),
        (units.recognize_dimension, "quantity"),
        (units.recognize_currency, "money"),
        (units.recognize_age, "duration"),
    )

    def find(text: str, published: date | None) -> list[Found]:
        found = [_number(result, kind) for recognize, kind in plain for result in recognize(text, _ENGLISH)]
        reference = datetime.combine(published or date.today(), time())
        return found + [_time(result) for result in recognize_datetime(text, _ENGLISH, reference=reference)]

    return find


def _float(written: Any) -> float | None:
    try:
        return float(str(written).rstrip("%"))
    except ValueError:
        return None


def _number(result: Any, kind: str) -> Found:
    resolution = result.resolution or {}
    unit = resolution.get("unit")
    return Found(result.start, result.end + 1, kind, _float(resolution.get("value")), unit)


def _time(result: Any) -> Found:
    """A date or period with the later of its readings, a duration in seconds."""
    values = (result.resolution or {}).get("values") or [{}]
    seconds = first = last = None
    kind = "duration" if result.type_name.endswith("duration") else "period"
    for value in values:
        if kind == "duration":
            seconds = _float(value.get("value"))
        elif "value" in value:
            first = last = _date(value["value"]) or first
        else:
            first, last = _date(value.get("start")), _date(value.get("end"))
            last = None if last is None else last - timedelta(days=1)
    return Found(result.start, result.end + 1, kind, seconds=seconds, first=first, last=last)


def _date(written: str | None) -> date | None:
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None
