"""The words that soften or bound an amount, and what each does to it.

A hedge leads to a row of the vocabulary's hedge table, which says how far the amount can be from what was said; a
bound leaves one side open. A row of the vocabulary that is itself a phrase ("an estimated: ±5%") takes over that phrase.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final, NamedTuple

from factcheck.model.interval import INFINITY, Interval
from factcheck.model.vocabulary import DEFAULT_HEDGES, Hedge
from factcheck.reading.tokens import Token, tokens_of

MORE_THAN: Final = "more than"
AT_LEAST: Final = "at least"
LESS_THAN: Final = "less than"
UP_TO: Final = "up to"
BOUNDS: Final = (MORE_THAN, AT_LEAST, LESS_THAN, UP_TO)
EXACTLY: Final = ""
"""The row of words that change nothing: "exactly", "another"."""

_BEFORE: Final[dict[str, str]] = {
    "about": "about; around; roughly; some; approximately; approx; approx.; circa; ca.; ca; c.; ~; ≈; an estimated; "
    "estimated; an approximate; something like; somewhere around; somewhere near; in the region of; in the order of; "
    "on the order of; in the neighborhood of; in the neighbourhood of; in the vicinity of; perhaps; maybe; "
    "more or less; give or take; near; broadly; an average of about; or so",
    "nearly": "nearly; almost; just under; just below; just less than; a little under; a little less than; "
    "a little below; slightly under; slightly below; slightly less than; a bit under; a bit less than; a shade under; "
    "a fraction under; close to; not quite; just short of; just shy of; shy of; little less than; marginally under; "
    "marginally below; approaching; very nearly; nearing; a touch under",
    "just over": "just over; just above; just more than; a little more than; a little over; a little above; "
    "slightly more than; slightly over; slightly above; a bit more than; a bit over; a shade over; a fraction over; "
    "a touch over; little more than; marginally over; marginally above; marginally more than; a shade above",
    MORE_THAN: "more than; over; above; upwards of; upward of; in excess of; exceeding; greater than; longer than; "
    "higher than; larger than; bigger than; well over; well above; far more than; much more than; north of; older than; "
    "well in excess of; far over; taller than; heavier than; >; surpassing; topping; beyond; "
    "significantly more than; considerably more than",
    AT_LEAST: "at least; more than or equal to; greater than or equal to; no less than; no fewer than; not less than; not fewer than; a minimum of; minimum; "
    "at a minimum; as few as; as little as; no lower than; >=; ≥; not under; not below; at the very least; at minimum",
    LESS_THAN: "less than; under; fewer than; below; shorter than; lower than; smaller than; well under; well below; "
    "far less than; far fewer than; much less than; younger than; <; south of; considerably less than; "
    "significantly less than; lighter than",
    UP_TO: "up to; at most; less than or equal to; no more than; not more than; a maximum of; maximum; as many as; as much as; as long as; "
    "as high as; not exceeding; not over; no longer than; no higher than; no greater than; at the most; <=; ≤; "
    "not above; not longer than; a total of up to; at the very most",
    EXACTLY: "exactly; precisely; just; only; a total of; a further; an additional; an extra; a record; "
    "a full; a mere; a good; the; all of; fully; equal to; =; an average of; averaging; totalling; totaling; a combined",
}
_AFTER: Final[dict[str, str]] = {
    "about": "or so; odd; give or take; more or less; or thereabouts; approximately; roughly; approx; approx.; ish; "
    "or about; or close to it",
    MORE_THAN: "plus; +; and counting",
    AT_LEAST: "or more; or longer; or over; or above; or older; or higher; or greater; or better; or later; at least; "
    "and over; and up; and above; and older; and more; or beyond; minimum; at a minimum; at minimum; "
    "at the least; at the very least; or up; upwards; and upwards",
    UP_TO: "or less; or fewer; or under; or below; or shorter; or lower; or younger; at most; at the most; "
    "at the very most; maximum; max; and under; and below; tops; or earlier; at maximum; and younger",
    EXACTLY: "exactly; precisely; in total; altogether; flat; in all",
}


class Softening(NamedTuple):
    """A hedge or bound found: its row, and the index of the first token after it."""

    row: str
    after: int


_Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


class Phrases:
    """Which phrase before or after an amount leads to which row, for one vocabulary."""

    def __init__(self, hedges: Mapping[str, Hedge]) -> None:
        before, after = _built_in()
        own = [name for name in hedges if name not in DEFAULT_HEDGES and name not in BOUNDS]
        self._rows = {**DEFAULT_HEDGES, **hedges}
        self._before = _joined(before, own)
        self._after = _joined(after, [name for name in own if _words(name) in _all(after)])

    def before(self, tokens: list[Token], i: int) -> Softening | None:
        """The longest phrase at a token, to stand before an amount."""
        return _longest(self._before, tokens, i)

    def after(self, tokens: list[Token], i: int) -> Softening | None:
        """The longest phrase at a token, to stand after an amount."""
        return _longest(self._after, tokens, i)

    def widen(self, row: str, nominal: Interval) -> Interval:
        return self._rows[row].widen(nominal)

    def days(self, row: str) -> int | None:
        """How many days a hedged period can be off, if the vocabulary says."""
        return self._rows[row].days


def bounded(row: str, stated: Interval) -> Interval | None:
    """What a bound leaves of a stated interval: above its low end, or below its high end if it has one."""
    if row == MORE_THAN:
        return Interval(stated.low, INFINITY, True, True)
    if row == AT_LEAST:
        return Interval(stated.low, INFINITY, False, True)
    return None if stated.high == INFINITY else Interval(-INFINITY, stated.high, True, row == LESS_THAN)


@cache
def _built_in() -> tuple[_Phrases, _Phrases]:
    return _table(_BEFORE), _table(_AFTER)


def _table(rows: Mapping[str, str]) -> _Phrases:
    return _joined({}, (), [(phrase, row) for row, phrases in rows.items() for phrase in phrases.split("; ")])


def _joined(table: _Phrases, names: Iterable[str], phrases: Iterable[tuple[str, str]] = ()) -> _Phrases:
    """A table with more phrases, the longest first among those that start alike. A name is its own row."""
    joined = {first: list(rows) for first, rows in table.items()}
    for phrase, row in (*phrases, *((name, name) for name in names)):
        words = _words(phrase)
        if not words:
            continue
        others = [entry for entry in joined.get(words[0], []) if entry[0] != words]
        joined[words[0]] = sorted([*others, (words, row)], key=lambda entry: -len(entry[0]))
    return joined


def _all(table: _Phrases) -> set[tuple[str, ...]]:
    return {words for rows in table.values() for words, _ in rows}


def _words(phrase: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokens_of(phrase) if token.word)


def _longest(table: _Phrases, tokens: list[Token], i: int) -> Softening | None:
    for words, row in table.get(tokens[i].word, ()):
        if all(tokens[i + offset].word == word for offset, word in enumerate(words) if offset):
            return Softening(row, i + len(words))
    return None

