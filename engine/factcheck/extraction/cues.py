"""From the words of a sentence to the cues among them: what each tells of how a thing is stated, and of which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from typing import Final

from factcheck.extraction.cue_words import (
    AVERTING,
    BE,
    BEFORE_DAYS,
    CONDITIONS,
    DENIALS,
    DENYING,
    DOUBTING,
    FIXED,
    FUTURE,
    MAY_BE,
    MISSING,
    NEARLY,
    NEGATIONS,
    NO_PASTS,
    OPENERS,
    OUGHT,
    PERHAPS,
    PLANNING,
    PROMISING,
    READY,
    RULING,
    SEEMING,
    UNTRUE,
    WISHING,
)
from factcheck.extraction.inflection import base_of, forms_of
from factcheck.extraction.scanned import Scanned
from factcheck.extraction.sentences import HEADLINE, Sentence
from factcheck.model.entity import Entity, EntitySet
from factcheck.model.period import Period
from factcheck.named import NamedTuple

ASSERTED: Final = "asserted"
PLANNED: Final = "planned"
DENIED: Final = "denied"
CONDITIONAL: Final = "conditional"

SEGMENT: Final = 0
CLAUSE: Final = 1
WIDE: Final = 2
NEXT: Final = 3
BEFORE: Final = 4
_TABLES: Final = (
    (DENIALS, DENIED, CLAUSE),
    (AVERTING, DENIED, SEGMENT),
    (MISSING, DENIED, NEXT),
    (DOUBTING, CONDITIONAL, BEFORE),
    (WISHING, CONDITIONAL, SEGMENT),
    (PLANNING, PLANNED, SEGMENT),
    (PROMISING, PLANNED, SEGMENT),
)
_SKIPPED: Final = 3
_STEP: Final = ("that", "he", "she", "it", "they", "we", "and", "but")
"""Words that no skipping goes beyond: another clause may begin with them."""
_LIKE_EXPECTED: Final = frozenset("than as much long highly widely eagerly hotly".split())
"""Words after which "expected" tells of no plan."""
_PARTING: Final = frozenset(",;:()[]—–…")
_LONGEST_SUBJECT: Final = 4
_NO_SUBJECTS: Final = frozenset("how when time where reason way ready what able".split()) | BE
"""Words before "to" that make no headline of it."""


class Cue(NamedTuple):
    """A word that tells how something is stated: what it tells, and from which word on."""

    at: int
    kind: str
    begins: int
    reach: int
    """SEGMENT: for the segment at `begins`; CLAUSE: up to the next clause of its own; WIDE: for all its segment; NEXT:
    for the words right at `begins`; BEFORE: for those before it.
    """
    is_own: bool = False
    """Whether it counts even where the pattern itself asks for the word."""


class SentenceCues:
    """The cues of a sentence, and the words in it that negate."""

    def __init__(self, scanned: Scanned, sentence: Sentence) -> None:
        self.cues: list[Cue] = []
        self.negations: list[int] = []
        self._scanned = scanned
        self._sentence = sentence
        self._keys = scanned.words.keys
        self.words = frozenset(self._keys[sentence.first : sentence.after])
        self.has_condition = not _CONDITIONS.isdisjoint(self.words) or self._keys[sentence.first] in _INVERTED
        told = _telling()
        if not told.isdisjoint(self.words):
            keys, mentioned = self._keys, self.mentioned
            self._read([i for i in range(sentence.first, sentence.after) if keys[i] in told and i not in mentioned])

    @cached_property
    def _mentions(self) -> tuple[set[int], set[int]]:
        """The words inside mentions other than names, which are no cues, and those inside periods."""
        mentioned: set[int] = set()
        times: set[int] = set()
        for candidate in self._scanned.in_sentence(self._sentence):
            if not isinstance(candidate.value, Entity | EntitySet):
                mentioned.update(range(candidate.first, candidate.after))
                if isinstance(candidate.value, Period):
                    times.update(range(candidate.first, candidate.after))
        return mentioned, times

    @property
    def mentioned(self) -> set[int]:
        """The words inside mentions other than names, which are no cues."""
        return self._mentions[0]

    @property
    def times(self) -> set[int]:
        """Of these, the words inside periods."""
        return self._mentions[1]

    def _read(self, places: Sequence[int]) -> None:
        keys, after, found = self._keys, self._sentence.after, self.cues
        for i in places:
            key = keys[i]
            for cue in _phrases_at(keys, i, self._sentence.first, after):
                if cue.kind == PLANNED and i > self._sentence.first and keys[i - 1] in _LIKE_EXPECTED:
                    continue  # "better than expected"
                if keys[cue.begins - 1] == "to" and cue.begins < after and self._is_parted(cue.begins):
                    continue  # "although she did not want to, Reyes …"
                if cue.kind != DENIED or cue.reach != CLAUSE or not self._undoes(i):
                    found.append(cue)
                elif key in RULING:
                    found.append(cue._replace(kind=CONDITIONAL))
            if key == "to":
                found.extend(self._before_to(i))
            elif key in NEGATIONS or key == "no":
                self.negations.append(i)
            elif key in DENYING:
                if self._is_denial(i) and not self._undoes(i):
                    found.append(Cue(i, DENIED, i + 1, CLAUSE))
            elif key in FIXED and i + 1 < after and self._is_fixed(i):
                found.append(Cue(i, PLANNED, i + 1, SEGMENT, is_own=True))
            elif key != "may" or self._is_lower(i):
                found.extend(_word_cues(keys, i, after))

    def _is_fixed(self, i: int) -> bool:
        """Whether a time follows, with or without "for" or "on" before it."""
        return i + 1 in self.times or (self._keys[i + 1] in BEFORE_DAYS and i + 2 in self.times)

    def _is_lower(self, i: int) -> bool:
        """Whether "may" is no month."""
        return self._scanned.text[self._scanned.words.starts[i]].islower()

    def _is_parted(self, i: int) -> bool:
        """Whether a mark stands before a word, or the word begins a clause or the sentence."""
        if i == self._sentence.first or self._keys[i] in OPENERS:
            return True
        _, ends, _ = self._scanned.words
        between = self._scanned.text[ends[i - 1] : self._scanned.words.starts[i]]
        return between != " " and not _PARTING.isdisjoint(between)

    def _is_denial(self, i: int) -> bool:
        """Whether a word is "denied", and not of "was denied bail"."""
        is_passive = i > self._sentence.first and self._keys[i - 1] in BE
        return not is_passive or self._keys[i + 1 : i + 2] == ["that"]

    def _undoes(self, i: int) -> bool:
        """Whether a word that denies is denied itself: then neither counts. "Did not deny", "refused to rule out"."""
        for cue in self.cues:
            if cue.kind == DENIED and cue.begins == i:
                self.cues.remove(cue)
                return True
        if any(j in self.negations for j in (i - 1, i - 2)):
            self.negations = [j for j in self.negations if j < i - 2]
            return True
        return False

    def _before_to(self, i: int) -> Iterator[Cue]:
        """The cue of "is to", "is set to", and of headlines: "Japan to host summit"."""
        keys, first = self._keys, self._sentence.first
        if i == first or i + 1 >= self._sentence.after:
            return
        before = keys[i - 1]
        if before in BE or (before in READY and (self._is_parted(i - 1) or keys[i - 2] in SEEMING)):
            yield Cue(i - 1, PLANNED, i + 1, SEGMENT, is_own=True)
        elif self._is_of_headline(i):
            yield Cue(i, PLANNED, i + 1, WIDE)

    def _is_of_headline(self, i: int) -> bool:
        """Whether nothing but a name or an amount stands before "to", and no full stop ends the sentence."""
        if self._sentence.section != HEADLINE and self._is_finished:
            return False
        least = i - 1
        while not self._is_parted(least) and i - least <= _LONGEST_SUBJECT:
            least -= 1
        is_named = self._scanned.text[self._scanned.words.starts[i - 1]].isupper() or least in self.mentioned
        has_no_verb = not any(is_past(key) or key in _NO_SUBJECTS for key in self._keys[least:i])
        return i - least <= _LONGEST_SUBJECT and is_named and has_no_verb

    @cached_property
    def _is_finished(self) -> bool:
        """Whether the sentence ends with a full stop or a like sign."""
        end = self._scanned.words.ends[self._sentence.after - 1]
        return any(sign in ".!?:" for sign in self._scanned.text[end : self._sentence.end])


def is_past(key: str) -> bool:
    """Whether a word looks like the past form of a verb."""
    if key.endswith("ed"):
        return len(key) > len("red") and key not in NO_PASTS
    return base_of(key) != key and not key.endswith(("ing", "s")) and key not in ("am", "are")


# Phrases --------------------------------------------------------------------------------------------------------------


_Row = tuple[frozenset[str] | None, tuple[frozenset[str] | str, ...], str, int, bool]
"""A phrase after its first word: the words that may stand before it, those that follow, and what it tells."""


@cache
def _rows() -> dict[str, list[_Row]]:
    """The phrases of the tables by their first words."""
    found: dict[str, list[_Row]] = {}
    for table, kind, reach in _TABLES:
        for line in table.strip().splitlines():
            before, _, phrase = line.rpartition("<")
            firsts, *rest = [word if word in ("…", "*", "+ing") else _words(word) for word in phrase.split()]
            row = (_words(before) if before else None, tuple(rest), kind, reach, table is PLANNING)
            for first in firsts:
                found.setdefault(first, []).append(row)
    return found


def _words(written: str) -> frozenset[str]:
    if written.startswith("="):
        return frozenset(written[1:].split("/"))
    return frozenset().union(*map(forms_of, written.split("/")))


@cache
def _telling() -> frozenset[str]:
    """The words without one of which a sentence has no cue."""
    return (
        frozenset(_rows())
        | DENYING
        | NEGATIONS
        | UNTRUE
        | NEARLY
        | MAY_BE
        | PERHAPS
        | OUGHT
        | FUTURE
        | FIXED
        | {"no", "to"}
    )


_CONDITIONS: Final = CONDITIONS | frozenset("should provided providing assuming event".split())
"""Words that may put a condition."""
_INVERTED: Final = frozenset({"had", "were"})
"""Words that may do so where they begin a sentence."""


def _phrases_at(keys: Sequence[str], i: int, first: int, after: int) -> Iterator[Cue]:
    """The cues that the phrases of the tables make at a word of a sentence, from its `first` word up to `after`."""
    for before, rest, kind, reach, is_own in _rows().get(keys[i], ()):
        if before is not None and (i == first or keys[i - 1] not in before):
            continue
        end = _end_of(rest, keys, i + 1, after)
        if end is not None:
            yield Cue(i if before is None else i - 1, kind, end, reach, is_own)


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


def _word_cues(keys: Sequence[str], i: int, after: int) -> Iterator[Cue]:
    """The cues that one word makes."""
    key = keys[i]
    if key in PERHAPS or key in MAY_BE or (key == "would" and _is_unreal(keys, i, after)):
        yield Cue(i, CONDITIONAL, i, WIDE)
    elif key in OUGHT:
        yield Cue(i, CONDITIONAL, i + 1, SEGMENT)
    elif key in NEARLY and i + 1 < after and is_past(keys[i + 1]):
        yield Cue(i, DENIED, i + 1, WIDE)
    if key in FUTURE:
        yield Cue(i, PLANNED, i, WIDE, is_own=True)


def _is_unreal(keys: Sequence[str], i: int, after: int) -> bool:
    """Whether "would" tells of what never came: "would have resigned"."""
    have = next((j for j in range(i + 1, min(i + 3, after)) if keys[j] == "have"), after)
    return have + 1 < after and is_past(keys[have + 1])
