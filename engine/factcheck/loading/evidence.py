"""From the words that a statement was read from to where they stand in an article that may have changed since."""

from __future__ import annotations

import re
from typing import Any, Final

from factcheck.source import Passage, SourceFile

_MOST_OCCURRENCES: Final = 1_000
_MOST_PUT_IN: Final = 60
"""Characters by which words may have become longer and still be told as those that stand there now."""


def find(text: str, quote: str, around: tuple[str, str], near: int, body: int) -> int | None:
    """The occurrence of a quote that has the given words before or after it, nearest to where it was.

    Where words around it are given and none of them stands there any more, the quote is another one.
    """
    prefix, suffix = around
    # Front matter is no part of what the article states.
    places = _places(text, quote, body)

    def fit(place: int) -> int:
        before = bool(prefix) and text.endswith(prefix, 0, place)
        after = bool(suffix) and text.startswith(suffix, place + len(quote))
        return before + after

    fitting = [place for place in places if fit(place)] if prefix or suffix else places
    return min(fitting, key=lambda place: (-fit(place), abs(place - near)), default=None)


def words_around(evidence: Any) -> tuple[str, str]:
    """The words that are to stand right before and after a quote, as far as they are given."""
    return evidence.get("prefix", ""), evidence.get("suffix", "")


def stands_now(source: SourceFile, quote: str, around: tuple[str, str], body: int) -> tuple[str, str]:
    """Of a quote that is not where it was: where it stands now; else what stands in its place. Empty if not known."""
    text = source.text
    places = _places(text, quote, body)
    if places:
        more = f", and {len(places) - 1} more" if len(places) > 1 else ""
        return f"at {_at(source, places[0])} (start: {places[0]}){more}", ""
    alike = re.compile(r"\s+".join(map(re.escape, quote.split())), re.IGNORECASE).search(text, body)
    if alike is not None:
        return "", f"with other capitals, spaces or line breaks it stands at {_at(source, alike.start())}"
    between = _between(text, around, len(quote), body)
    if between is None:
        return "", ""
    start, words = between
    return "", f"{f'“{words}”' if words else 'nothing'} stands in its place, at {_at(source, start)}"


def _between(text: str, around: tuple[str, str], size: int, body: int) -> tuple[int, str] | None:
    """The only words that stand between those around a quote, and where they start."""
    prefix, suffix = around
    if not prefix or not suffix:
        return None
    starts = [place + len(prefix) for place in _places(text, prefix, body)]
    found = [(start, text.find(suffix, start, start + size + _MOST_PUT_IN + len(suffix))) for start in starts]
    found = [(start, end) for start, end in found if end >= 0]
    if len(found) != 1:
        return None
    start, end = found[0]
    return start, text[start:end].strip()


def _places(text: str, words: str, start: int) -> list[int]:
    places: list[int] = []
    place = text.find(words, start)
    while place >= 0 and len(places) < _MOST_OCCURRENCES:
        places.append(place)
        place = text.find(words, place + 1)
    return places


def _at(source: SourceFile, offset: int) -> str:
    place = Passage(source, offset, offset).location
    return f"line {place.line}, column {place.column}"


__all__ = ["find", "stands_now", "words_around"]
