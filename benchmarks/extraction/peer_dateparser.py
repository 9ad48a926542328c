"""dateparser behind the interface of the benchmark: `pip install dateparser`. It reads dates, no quantities."""

from __future__ import annotations

from datetime import date, datetime, time
from importlib import import_module

from found import Finder, Found

NAME = "dateparser"


def load() -> Finder:
    """The finder; raises ImportError where the tool is not installed."""
    search_dates = import_module("dateparser.search").search_dates

    def find(text: str, published: date | None) -> list[Found]:
        settings = {"RELATIVE_BASE": datetime.combine(published or date.today(), time()), "PREFER_DATES_FROM": "past"}
        found: list[Found] = []
        at = 0
        # It gives the words without their place.
        for words, moment in search_dates(text, languages=["en"], settings=settings) or []:
            at = text.find(words, at)
            if at >= 0:
                found.append(Found(at, at + len(words), "period", first=moment.date(), last=moment.date()))
                at += len(words)
        return found

    return find
