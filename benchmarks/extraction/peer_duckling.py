"""Duckling behind the interface of the benchmark: `pip install duckling`, which runs it on a Java machine."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module
from typing import Any

from found import Finder, Found

NAME = "duckling"
_KINDS = {
    "number": "number",
    "ordinal": "ordinal",
    "amount-of-money": "money",
    "duration": "duration",
    "time": "period",
    "distance": "quantity",
    "volume": "quantity",
    "temperature": "quantity",
    "quantity": "quantity",
    "percentage": "percent",
}


def load() -> Finder:
    """The finder; raises ImportError where the tool is not installed."""
    wrapper = import_module("duckling").DucklingWrapper()

    def find(text: str, published: date | None) -> list[Found]:
        reference = "" if published is None else f"{published.isoformat()}T00:00:00+00:00"
        results = wrapper.duckling.parse(text, reference_time=reference) if reference else wrapper.duckling.parse(text)
        return [_found(result) for result in results if result.get("dim") in _KINDS]

    return find


def _found(result: dict[str, Any]) -> Found:
    value = result["value"]
    kind = _KINDS[result["dim"]]
    number, seconds, first, last = value.get("value"), None, None, None
    if kind == "duration":
        seconds = value.get("normalized", {}).get("value")
    if kind == "period":
        start = value.get("value") or (value.get("from") or {}).get("value")
        end = (value.get("to") or {}).get("value")
        first = date.fromisoformat(start[:10]) if start else None
        last = date.fromisoformat(end[:10]) - timedelta(days=1) if end else first
        number = None
    number = float(number) if isinstance(number, int | float) else None
    return Found(
        result["start"], result["end"], kind, number, value.get("unit"), seconds=seconds, first=first, last=last
    )
