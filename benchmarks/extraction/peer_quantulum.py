"""quantulum3 behind the interface of the benchmark: `pip install quantulum3`. It reads quantities, no dates."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import Any

from found import Finder, Found

NAME = "quantulum3"
_KINDS = {"time": "duration", "currency": "money", "dimensionless": "number", "percentage": "percent"}
_SECONDS = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86_400,
    "week": 604_800,
    "month": 2_592_000,
    "year": 31_536_000,
}


def load() -> Finder:
    """The finder; raises ImportError where the tool is not installed."""
    parser = import_module("quantulum3.parser")

    def find(text: str, _published: date | None) -> list[Found]:
        return [_found(quantity) for quantity in parser.parse(text)]

    return find


def _found(quantity: Any) -> Found:
    unit = quantity.unit.name
    kind = "percent" if unit == "percentage" else _KINDS.get(quantity.unit.entity.name, "quantity")
    size = _SECONDS.get(unit)
    start, end = quantity.span
    seconds = None if size is None else quantity.value * size
    return Found(start, end, kind, quantity.value, unit, seconds=seconds)
