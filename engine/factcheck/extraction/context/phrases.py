"""From the tables of phrases to the cues that they make among the words of a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from factcheck.extraction.context.cue_words import (
    AVERTING,
    CALLED_OFF,
    CONDITIONAL,
    DENIALS,
    DENIED,
    DOUBTING,
    IRREGULAR,
    MISSING,
    PLANNED,
    PLANNING,
    PROMISING,
    RULED_OUT,
    WISHING,
)
from factcheck.named import NamedTuple

SEGMENT: Final = 0
CLAUSE: Final = 1
WIDE: Final = 2
NEXT: Final = 3
BEFORE: Final = 4
EVENT: Final = 5
TABLES: Final = (
    (DENIALS, DENIED, CLAUSE),
    (AVERTING, DENIED, SEGMENT),
    (MISSING, DENIED, NEXT),
    (RULED_OUT, DENIED, BEFORE),
    (CALLED_OFF, DENIED, EVENT),
    (DOUBTING, CONDITIONAL, BEFORE),
    (WISHING, CONDITIONAL, SEGMENT),
    (PLANNING, PLANNED, SEGMENT),
    (PROMISING, PLANNED, SEGMENT),
)
_SHORTEST: Final = 3
"""Letters of a word that has forms."""
_SKIPPED: Final = 3
_STEP: Final = ("that", "he", "she", "it", "they", "we", "and", "but")
"""Words that no skipping goes beyond: another clause may begin with them."""


class Cue(NamedTuple):
    """A word that tells how something is stated: what it tells, and from which word on."""

    at: int
    kind: str
    begins: int
    reach: int
    """SEGMENT: for the segment at `begins`; CLAUSE: up to the next clause of its own; WIDE: for all its segment; NEXT:
    for the words right at `begins`; BEFORE: for those before it; EVENT: for those before it, but for no count.
    """
    is_own: bool = False
    """Whether it counts even where the pattern itself asks for the word."""


_Row = tuple[str, str, str, int, bool]
"""A phrase after its first word: the words that may stand before it, those that follow, and what it tells."""


@cache
def _rows() -> dict[str, list[_Row]]:
    """The phrases of the tables by their first words. What stands around these is taken apart once it is asked for."""
    found: dict[str, list[_Row]] = {}
    for table, kind, reach in TABLES:
        for line in table.strip().splitlines():
            before, _, phrase = line.rpartition("<")
            firsts, _, rest = phrase.partition(" ")
            row = (before, rest, kind, reach, table is PLANNING)
            for first in _spelt(firsts):
                if first in found:
                    found[first].append(row)
                else:
                    found[first] = [row]
    return found


def first_words() -> frozenset[str]:
    """The words with which phrases begin."""
    return frozenset(_rows())


@cache
def words_of_row(written: str) -> frozenset[str]:
    """The words that one part of a row stands for: after `=` those written, else all their forms."""
    return frozenset(_spelt(written))


@cache
def _spelt(written: str) -> Sequence[str]:
    if written[0] == "=":
        return written[1:].split("/")
    return [form for word in written.split("/") for form in _forms(word)]


@cache
def _forms(word: str) -> Sequence[str]:
    """A verb with its forms, or a noun, with those of a verb that no text has. Patterns know many more (`forms_of`);
    these few must be made at every start.
    """
    irregular = _irregular().get(word)
    if irregular is not None:
        return irregular
    if len(word) < _SHORTEST:
        return (word,)
    if word[-1] == "e":
        return word, word + "s", word + "d", word[:-1] + "ing"
    if word[-1] == "y" and word[-2] not in "aeo":
        return word, word[:-1] + "ies", word[:-1] + "ied", word + "ing"
    return word, word + ("es" if word.endswith(("s", "sh", "ch", "x")) else "s"), word + "ed", word + "ing"


@cache
def _irregular() -> dict[str, list[str]]:
    return {row.split(maxsplit=1)[0]: row.split() for row in IRREGULAR.split(";")}


@cache
def _parts(rest: str) -> tuple[frozenset[str] | str, ...]:
    return tuple(word if word in ("…", "*", "+ing") else words_of_row(word) for word in rest.split())


def phrases_at(keys: Sequence[str], i: int, first: int, after: int) -> Iterator[Cue]:
    """The cues that the phrases of the tables make at a word of a sentence, from its `first` word up to `after`."""
    for before, rest, kind, reach, is_own in _rows().get(keys[i], ()):
        if before and (i == first or keys[i - 1] not in words_of_row(before)):
            continue
        end = _end_of(_parts(rest), keys, i + 1, after)
        if end is not None:
            yield Cue(i - 1 if before else i, kind, end, reach, is_own)


def _end_of(rest: Sequence[frozenset[str] | str], keys: Sequence[str], i: int, after: int) -> int | None:
    """The word after a phrase that goes on at a word, if it does."""
    for number, part in enumerate(rest):
        if part == "…":
            wanted = rest[number + 1 :]
            for start in range(i, min(i + _SKIPPED + 1, after)):
                end = _end_of(wanted, keys, start, after)
                if end is not None:
                    return end
                if keys[start] in _STEP:
                    return None
            return None
        if i >= after:
            return None
        if part == "+ing":
            return i if keys[i].endswith("ing") else None
        if part == "*":
            if keys[i] in _STEP or keys[i] == "to":
                return None
        elif keys[i] not in part:
            return None
        i += 1
    return i
