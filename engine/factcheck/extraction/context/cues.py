"""From the words of a sentence to the cues among them: what each tells of how a thing is stated, and of which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from typing import Final

from factcheck.extraction.context.cue_words import (
    BE,
    BEFORE_DAYS,
    CONDITIONAL,
    CONDITIONS,
    DENIED,
    DENYING,
    FACING,
    FIXED,
    FUTURE,
    MAY_BE,
    NEARLY,
    NEGATIONS,
    NO_PASTS,
    OPENERS,
    OUGHT,
    PENALTIES,
    PERHAPS,
    PLANNED,
    READY,
    RULING,
    SEEMING,
    UNSURE,
    UNTRUE,
)
from factcheck.extraction.context.phrases import BEFORE, CLAUSE, EVENT, SEGMENT, WIDE, Cue, first_words, phrases_at
from factcheck.extraction.patterns.scanned import Scanned
from factcheck.extraction.text.inflection import base_of, is_function_word
from factcheck.extraction.text.sentences import HEADLINE, Sentence
from factcheck.model.entity import Entity, EntitySet
from factcheck.model.period import Period

_NEAR: Final = 3
_BACK: Final = (BEFORE, EVENT)
_UNDONE: Final = (CLAUSE, *_BACK)
"""How far denials reach that another may undo."""
_JOINING: Final = frozenset("and or but while which who".split())
_LIKE_EXPECTED: Final = frozenset("than as much long highly widely eagerly hotly".split())
"""Words after which "expected" tells of no plan."""
_PARTING: Final = frozenset(",;:()[]—–…")
_LONGEST_SUBJECT: Final = 4
_NO_SUBJECTS: Final = frozenset("how when time where reason way ready what able".split()) | BE
"""Words before "to" that make no headline of it."""


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
            places = [i for i in range(sentence.first, sentence.after) if keys[i] in told and i not in mentioned]
            self._read([i for i in places if not self._is_in_name(i)])

    @cached_property
    def _mentions(self) -> tuple[set[int], set[int], set[int]]:
        """The words inside mentions other than names, of these those inside periods, and the words inside names."""
        mentioned: set[int] = set()
        times: set[int] = set()
        named: set[int] = set()
        for candidate in self._scanned.in_sentence(self._sentence):
            if not isinstance(candidate.value, Entity | EntitySet):
                mentioned.update(range(candidate.first, candidate.after))
                if isinstance(candidate.value, Period):
                    times.update(range(candidate.first, candidate.after))
            elif candidate.after - candidate.first > 1 and isinstance(candidate.value, Entity):
                named.update(range(candidate.first, candidate.after))
        return mentioned, times, named

    @property
    def mentioned(self) -> set[int]:
        """The words inside mentions other than names, which are no cues."""
        return self._mentions[0]

    @property
    def times(self) -> set[int]:
        """Of these, the words inside periods."""
        return self._mentions[1]

    def _read(self, places: Sequence[int]) -> None:
        keys, after = self._keys, self._sentence.after
        for i in places:
            key = keys[i]
            self._read_phrases(i)
            if key == "to":
                self.cues.extend(self._before_to(i))
            elif key in NEGATIONS or key == "no":
                self.negations.append(i)
            elif key in DENYING:
                if self._is_denial(i) and not self._undoes(i):
                    self.cues.append(Cue(i, DENIED, i + 1, CLAUSE))
            elif key in FIXED and i + 1 < after and self._is_fixed(i):
                self.cues.append(Cue(i, PLANNED, i + 1, SEGMENT, is_own=True))
            elif key in FACING and not PENALTIES.isdisjoint(self.words):
                self.cues.append(Cue(i, CONDITIONAL, i + 1, SEGMENT))
            elif key != "may" or self._is_lower(i):
                self.cues.extend(_word_cues(keys, i, after))

    def _read_phrases(self, i: int) -> None:
        """Adds the cues of the phrases at a word, but for those that deny and are denied themselves."""
        keys, first, after = self._keys, self._sentence.first, self._sentence.after
        is_undone: bool | None = None
        for cue in phrases_at(keys, i, first, after):
            if cue.kind == PLANNED and i > first and keys[i - 1] in _LIKE_EXPECTED:
                continue  # "better than expected"
            if keys[cue.begins - 1] == "to" and cue.begins < after and self._is_parted(cue.begins):
                continue  # "although she did not want to, Reyes …"
            if cue.kind == DENIED and cue.reach in _BACK and self._is_unsure(i):
                self.cues.append(cue._replace(kind=CONDITIONAL))
                continue
            if cue.kind == DENIED and cue.reach in _UNDONE:
                if is_undone is None:
                    is_undone = self._undoes(i) or (cue.reach in _BACK and self._undoes_denied(i))
                if is_undone:
                    if keys[i] in RULING:
                        self.cues.append(cue._replace(kind=CONDITIONAL))
                    continue
            self.cues.append(cue)

    def _is_unsure(self, i: int) -> bool:
        """Whether "may" or a like word stands before a word: "could be called off"."""
        near = range(max(self._sentence.first, i - _NEAR), i)
        return any(self._keys[j] in UNSURE and j not in self.mentioned for j in near)

    def _is_fixed(self, i: int) -> bool:
        """Whether a time follows, with or without "for" or "on" before it."""
        return i + 1 in self.times or (self._keys[i + 1] in BEFORE_DAYS and i + 2 in self.times)

    def _is_lower(self, i: int) -> bool:
        """Whether a word has no capital, as "may" that is no month."""
        return self._scanned.text[self._scanned.words.starts[i]].islower()

    def _is_in_name(self, i: int) -> bool:
        """Whether a word is part of a name: of a known one, or with a capital inside a sentence, and no heading in
        capitals. "Doctors Without Borders".
        """
        if i in self._mentions[2]:
            return True
        text, (starts, ends, _) = self._scanned.text, self._scanned.words
        if not text[starts[i]].isupper() or i == self._sentence.first or not text[starts[i] : ends[i]].istitle():
            return False
        return text[ends[i - 1] : starts[i]] == " " and not self._is_in_capitals

    @cached_property
    def _is_in_capitals(self) -> bool:
        """Whether all words of the sentence but the small ones have capitals, or most where no full stop ends it."""
        words = range(self._sentence.first, self._sentence.after)
        lower = [i for i in words if self._is_lower(i)]
        others = sum(not is_function_word(self._keys[i]) for i in lower)
        return not others or (not self._is_finished and len(words) - len(lower) > others)

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

    def _undoes_denied(self, i: int) -> bool:
        """Whether a word that denies those before it is denied with them: "denied that the visit was called off"."""
        for cue in self.cues:
            if self._keys[cue.at] in DENYING and _JOINING.isdisjoint(self._keys[cue.at : i]):
                self.cues.remove(cue)
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


@cache
def _telling() -> frozenset[str]:
    """The words without one of which a sentence has no cue."""
    return (
        first_words()
        | DENYING
        | NEGATIONS
        | UNTRUE
        | NEARLY
        | MAY_BE
        | PERHAPS
        | OUGHT
        | FUTURE
        | FIXED
        | FACING
        | {"no", "to"}
    )


_CONDITIONS: Final = CONDITIONS | frozenset("should provided providing assuming event".split())
"""Words that may put a condition."""
_INVERTED: Final = frozenset({"had", "were"})
"""Words that may do so where they begin a sentence."""


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
