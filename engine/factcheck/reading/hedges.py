"""The words that soften or bound an amount, and what each does to it.

A hedge leads to a row of the vocabulary's hedge table, which says how far the amount can be from what was said; a
bound leaves one side open. A row of the vocabulary that is itself a phrase ("an estimated") takes over that
phrase.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from factcheck.model.interval import INFINITY, Interval
from factcheck.model.vocabulary import DEFAULT_HEDGES, Hedge
from factcheck.named import NamedTuple
from factcheck.reading.tokens import Token, tokens_of

ABOUT: Final = "about"
MORE_THAN: Final = "more than"
AT_LEAST: Final = "at least"
LESS_THAN: Final = "less than"
UP_TO: Final = "up to"
BOUNDS: Final = (MORE_THAN, AT_LEAST, LESS_THAN, UP_TO)
EXACTLY: Final = ""
"""The row of words that change nothing: "exactly", "another"."""

# "Barely 20" is 20, and few: dictionaries give it as "only just" (20 or a little more) and as "almost not" (a little
# less), so that it widens to both sides.
_BEFORE: Final[dict[str, str]] = {
    "about": (
        "about; around; roughly; some; approximately; approx; approx.; circa; ca.; ca; c.; ~; ∼; ≈; estimated; "
        "an estimated; an approximate; something like; somewhere around; somewhere near; in the region of; "
        "in the order of; on the order of; in the neighborhood of; in the neighbourhood of; in the vicinity of; "
        "perhaps; maybe; near; broadly; more or less; give or take; round about; just about; "
        "barely; hardly; scarcely"
    ),
    "nearly": (
        "nearly; very nearly; almost; just under; just below; just less than; a little under; a little below; "
        "a little less than; slightly under; slightly below; slightly less than; a bit under; a bit less than; "
        "a touch under; a shade under; a fraction under; marginally under; marginally below; little less than; "
        "close to; not quite; just short of; just shy of; shy of; approaching; nearing; "
        "practically; virtually; slightly lower than; marginally lower than; marginally less than"
    ),
    "just over": (
        "just over; just above; just more than; a little over; a little above; a little more than; slightly over; "
        "slightly above; slightly more than; a bit over; a bit more than; a touch over; a shade over; a shade above; "
        "a fraction over; marginally over; marginally above; marginally more than; "
        "marginally higher than; slightly higher than; little more than"
    ),
    MORE_THAN: (
        "more than; over; above; upwards of; upward of; in excess of; well in excess of; exceeding; exceed; exceeds; "
        "exceeded; surpassing; surpassed; surpasses; topping; topped; beyond; north of; >; "
        "greater than; higher than; larger than; bigger than; longer than; older than; "
        "taller than; heavier than; well over; well above; far over; far more than; much more than; "
        "significantly more than; considerably more than; substantially more than; way over; way more than"
    ),
    AT_LEAST: (
        "at least; at the very least; at minimum; at a minimum; a minimum of; minimum; no less than; no fewer than; "
        "not less than; not fewer than; no lower than; not under; not below; as few as; as little as; as low as; "
        "more than or equal to; greater than or equal to; >=; ≥"
    ),
    LESS_THAN: (
        "less than; under; fewer than; below; south of; <; shorter than; lower than; smaller than; younger than; "
        "lighter than; well under; well below; far less than; far fewer than; much less than; considerably less than; "
        "significantly less than; not even"
    ),
    UP_TO: (
        "up to; up to and including; no later than; "
        "not later than; at most; at the most; at the very most; a maximum of; maximum; no more than; "
        "not more than; not over; "
        "not above; no longer than; not longer than; no higher than; no greater than; not exceeding; as many as; "
        "as much as; as long as; as high as; a total of up to; less than or equal to; <=; ≤"
    ),
    EXACTLY: (
        "exactly; precisely; just; only; fully; a full; a mere; a good; a record; a total of; a combined; a further; "
        "an additional; an extra; an average of; averaging; totalling; totaling; equal to; =; all of; the"
    ),
}
"""The rows of the hedge table and the bounds, with the phrases before an amount that lead to each."""

_AFTER: Final[dict[str, str]] = {
    "about": (
        "or so; odd; ish; give or take; more or less; or thereabouts; or about; or close to it; approximately; "
        "roughly; approx; approx."
    ),
    MORE_THAN: "plus; +; and counting",
    AT_LEAST: (
        "at least; at the least; at the very least; at minimum; at a minimum; minimum; upwards; and upwards; or up; "
        "and up; or more; and more; or over; and over; or above; and above; or beyond; or longer; or older; and older; "
        "or higher; or greater; or better; or later"
    ),
    UP_TO: (
        "at most; at the most; at the very most; at maximum; maximum; max; tops; or less; or fewer; or under; "
        "and under; or below; and below; or shorter; or lower; or younger; and younger; or earlier"
    ),
    EXACTLY: "exactly; precisely; in total; in all; altogether; flat",
}
"""The same for phrases after an amount."""


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


@cache
def words_before() -> tuple[frozenset[str], frozenset[str]]:
    """The first words of the built-in phrases before an amount, and all of their words."""
    phrases = [words for rows in _built_in()[0].values() for words, _ in rows]
    return frozenset(words[0] for words in phrases), frozenset(word for words in phrases for word in words)


def _joined(table: _Phrases, names: Iterable[str], phrases: Iterable[tuple[str, str]] = ()) -> _Phrases:
    """A table with more phrases, the longest first among those that start alike. A name is its own row."""
    more: dict[str, dict[tuple[str, ...], str]] = {}
    for phrase, row in (*phrases, *((name, name) for name in names)):
        words = _words(phrase)
        if words:
            more.setdefault(words[0], dict(table.get(words[0], ())))[words] = row
    longest_first = {first: sorted(rows.items(), key=lambda entry: -len(entry[0])) for first, rows in more.items()}
    return {**table, **longest_first}


def _all(table: _Phrases) -> set[tuple[str, ...]]:
    return {words for rows in table.values() for words, _ in rows}


def _words(phrase: str) -> tuple[str, ...]:
    if phrase.isascii() and phrase.replace(" ", "").isalpha():
        return tuple(phrase.lower().split())
    return tuple(token.word for token in tokens_of(phrase) if token.word)


def _longest(table: _Phrases, tokens: list[Token], i: int) -> Softening | None:
    for words, row in table.get(tokens[i].word, ()):
        if all(tokens[i + offset].word == word for offset, word in enumerate(words) if offset):
            return Softening(row, i + len(words))
    return None
