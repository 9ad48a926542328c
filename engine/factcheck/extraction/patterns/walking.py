"""From a pattern and a sentence to where the pattern matches there.

A walk goes along the sentence from every word at which the pattern can begin. Gaps are as short as they can be, and a
gap beside a slot never skips a mention that would fit the slot: the nearest mention wins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.extraction.patterns.before_names import OFFICES, is_of_another, is_of_people
from factcheck.extraction.patterns.elements import MOST_SKIPPED, CompiledPattern, Gap, Slot, Words
from factcheck.extraction.patterns.places import Place
from factcheck.extraction.patterns.programs import Program, Step, are_words
from factcheck.extraction.patterns.scanned import Candidate
from factcheck.extraction.patterns.unknown_names import may_go_on
from factcheck.extraction.text.inflection import is_function_word
from factcheck.extraction.text.sentences import Sentence
from factcheck.model.entity import Entity, entity_set
from factcheck.model.statement import Value
from factcheck.model.statement import Words as TextValue
from factcheck.model.text import fold_text
from factcheck.named import NamedTuple


class Match(NamedTuple):
    """A pattern found in a sentence: its value, and the characters that state it, from `start` to `end`.

    `first` and `after` are the words of the whole match; `said` those that words of the pattern took.
    """

    pattern: CompiledPattern
    value: Value
    start: int
    end: int
    sentence: Sentence
    first: int
    after: int
    said: tuple[int, ...]
    candidate: Candidate | None


def matches_at(place: Place, program: Program, reached: list[int]) -> Iterator[Match]:
    """Every place of the sentence where the program matches; each beginning gives one match at most.

    `reached` is what `reach` gave, with the first word of the sentence as the lowest bit.
    """
    walk = Walk(place, program, reached)
    for i in walk.words(reached[0]):
        end = walk.from_word(0, i) if walk.begins(i) else None
        if end is not None:
            match = walk.match(i, end)
            if match is not None:
                yield match


class Walk:
    """One program on its way along a sentence.

    For each step, `reached` has the words from which it may still match; what turns out not to is taken out of them, so
    that nothing is tried twice.
    """

    def __init__(self, place: Place, program: Program, reached: list[int]) -> None:
        self._place = place
        self._steps = program.steps
        self._pattern = program.pattern
        self._reached = reached
        self._keys = place.scanned.words.keys
        self._first = place.sentence.first
        self._after = place.sentence.after
        self._said: dict[int, tuple[int, int]] = {}
        self._value: Candidate | None = None

    def words(self, bits: int) -> Iterator[int]:
        """The words of a set, in order."""
        while bits:
            lowest = bits & -bits
            yield self._first + lowest.bit_length() - 1
            bits ^= lowest

    def begins(self, i: int) -> bool:
        """Whether the first element that must be there, or one before it, begins at a word."""
        for step in self._steps:
            element = step.element
            if step.follow:
                if self._keys[i] in step.follow:
                    return True
            elif isinstance(element, Slot) and self._place.begins(element, i):
                return True
            if not (step.is_optional or isinstance(element, Gap)):
                break
        return False

    def from_word(self, number: int, i: int) -> int | None:
        """The word after a match of the elements from a number on that begins at word i; None if there is none."""
        if number == len(self._steps):
            return i
        step = self._steps[number]
        following = self._reached[number + 1] >> i - self._first
        element = step.element
        end: int | None = None
        if isinstance(element, Words):
            for rest in step.follow.get(self._keys[i], ()) if i < self._after else ():
                after = i + 1 + len(rest)
                if following >> after - i & 1 and (not rest or are_words(self._keys, i + 1, rest)):
                    end = self.from_word(number + 1, after)
                    if end is not None:
                        self._said[number] = i, after
                        return end
            self._said.pop(number, None)
        elif isinstance(element, Slot):
            end = self._slot(number, i, step, element)
        else:
            for after in self.words((following & self._reachable(i, step)) << i - self._first):
                end = self.from_word(number + 1, after)
                if end is not None:
                    return end
        if end is None and step.is_optional and following & 1:
            end = self.from_word(number + 1, i)
        if end is None:
            self._reached[number] &= ~(1 << i - self._first)
        return end

    def _reachable(self, i: int, step: Step) -> int:
        """The words to which a gap reaches from word i, which is the lowest bit."""
        most = min(i + MOST_SKIPPED, self._after)
        if step.unskipped:
            most = min(most, self._place.unskippable(step.unskipped, i))
        return (2 << most - i) - 1 if most >= i else 0

    def _slot(self, number: int, i: int, step: Step, slot: Slot) -> int | None:
        if slot.texts:
            return self._text_slot(number, i, slot)
        following = self._reached[number + 1]
        while True:
            for candidate in self._fitting(number, i, slot):
                for after in self._ends(candidate, slot):
                    if following >> after - self._first & 1 and self._takes(number, candidate, slot):
                        end = self.from_word(number + 1, after)
                        if end is not None:
                            if slot.is_value:
                                self._value = candidate
                            return end
            if i < self._after and self._keys[i] in step.skipped:
                i += 1
                continue
            after = self._place.past_title(i) if step.skipped and is_of_people(slot.tag) else i
            if after == i:
                return None
            i = after

    def _ends(self, candidate: Candidate, slot: Slot) -> tuple[int, ...]:
        """The words at which the pattern may go on: after the name of a person also the one after an age in commas."""
        after = candidate.after
        past = self._place.past_age(after) if is_of_people(slot.tag) else after
        return (after,) if past == after else (after, past)

    def _takes(self, number: int, candidate: Candidate, slot: Slot) -> bool:
        """Whether what stands in and around a candidate lets it fill a slot."""
        if not (self._has_shape(number, candidate) and self._says_beside(number, candidate)):
            return False
        return not (
            slot.is_value and slot.tag.startswith(("entity:", "run:")) and self._is_of_another(number, candidate, slot)
        )

    def _is_of_another(self, number: int, candidate: Candidate, slot: Slot) -> bool:
        """Whether a name is only whose something is, as in "Reyes's wife", of which the pattern says nothing."""
        after = candidate.after
        if after >= self._after or is_function_word(self._keys[after]):
            return False
        scanned = self._place.scanned
        kind = slot.tag.partition(":")[2]
        if not is_of_another(scanned.text, candidate.end, scanned.words.starts[after], self._keys[after], kind):
            return False
        for step in self._steps[number + 1 :]:
            if isinstance(step.element, Slot):
                return False
            if isinstance(step.element, Words):
                if self._keys[after] in step.follow:
                    return False
                if not step.element.optional:
                    break
        return True

    def _fitting(self, number: int, i: int, slot: Slot) -> Iterator[Candidate]:
        """What may fill a slot at a word, the longest first."""
        known: Sequence[Candidate] = self._place.starting(slot.tag).get(i, ())
        kind = slot.kind
        if _is_of_titles(slot.tag):
            qualified = self._place.qualified_titles
            if kind is not None and i in qualified:
                yield self._unknown(i, qualified[i], kind)
                return
            if self._place.is_qualified(i) and not self._says_before(number, self._keys[i - 1]):
                return  # a deputy prime minister is no prime minister
        if kind is None or (known and kind == "title"):
            yield from known
            return
        mixed = self._place.mixed_runs(kind).get(i) if slot.tag.startswith("run:") else None
        if mixed is not None and self._is_beside(number, mixed.after):
            yield mixed
        run = self._run_at(number, i, kind, known)
        longest = max((candidate.after for candidate in known), default=i)
        if run > longest:
            if self._is_beside(number, run) or (known and kind == "person"):
                yield self._unknown(i, run, kind)
            if known and kind == "person":
                return  # "Kishida Wenxiong" is no mention of Kishida
        yield from known
        for end in range(run - 1, longest, -1):
            if kind == "person" and self._keys[end] in OFFICES:
                continue  # "District Judge Novak" begins with no name
            if self._is_followed(number, end) and (kind != "title" or not OFFICES.isdisjoint(self._keys[i:end])):
                yield self._unknown(i, end, kind)

    def _run_at(self, number: int, i: int, kind: str, known: Sequence[Candidate]) -> int:
        """The word after the unknown name that begins at word i or, after words of the pattern, goes through it."""
        text, (starts, _, keys) = self._place.scanned.text, self._place.scanned.words
        if i >= self._after or not text[starts[i]].isupper():
            return i
        if known:
            after = max(candidate.after for candidate in known)
            if after == self._after or not may_go_on(text, starts[after], keys[after], kind):
                return i
        runs = self._place.unknown(kind)
        if i in runs:
            return runs[i]
        if not (known or self._is_preceded(number)):
            return i
        first = next((first for first in sorted(runs, reverse=True) if first < i), i)
        return runs[first] if first < i < runs[first] else i

    def _is_beside(self, number: int, end: int) -> bool:
        return (
            self._is_preceded(number)
            or self._is_followed(number, end)
            or (self._place.past_age(end) > end and self._is_followed(number, self._place.past_age(end)))
        )

    def _is_preceded(self, number: int) -> bool:
        """Whether words or another slot stand right before an element."""
        return number > 0 and not isinstance(self._steps[number - 1].element, Gap)

    def _is_followed(self, number: int, end: int) -> bool:
        """Whether the words of the next element, or a known mention for it, stand at a word."""
        for step in self._steps[number + 1 :] if end < self._after else ():
            element = step.element
            if isinstance(element, Gap):
                return False
            if self._keys[end] in step.follow or (
                isinstance(element, Slot) and end in self._place.starting(element.tag)
            ):
                return True
            if not element.optional:
                return False
        return False

    def _unknown(self, first: int, after: int, kind: str) -> Candidate:
        candidate = self._place.named(first, after, kind)
        if self._is_set(kind) and isinstance(candidate.value, Entity):
            return candidate._replace(value=entity_set([candidate.value]))
        return candidate

    def _is_set(self, kind: str) -> bool:
        fact_type = self._pattern.fact.type
        return fact_type.many and fact_type.detail == kind

    def _has_shape(self, number: int, candidate: Candidate) -> bool:
        """Whether a candidate has the words that a slot asks for, with or without its hedge."""
        shapes = self._steps[number].shapes
        if shapes is None:
            return True
        return any(shapes.fit(self._keys, first, candidate.after) for first in {candidate.first, candidate.core})

    def _says_beside(self, number: int, candidate: Candidate) -> bool:
        """Whether the pattern has the word that a candidate must stand beside, if any."""
        beside = candidate.beside
        if beside is None:
            return True
        if beside >= candidate.after:
            return self._is_followed(number, beside)
        before = self._steps[number - 1].element if number else None
        return isinstance(before, Words) and any(self._keys[beside] in phrase[-1] for phrase in before.phrases)

    def _says_before(self, number: int, key: str) -> bool:
        """Whether words of the pattern before an element can end with a key."""
        before = [step.element for step in self._steps[:number]]
        return any(key in phrase[-1] for words in before if isinstance(words, Words) for phrase in words.phrases)

    def _text_slot(self, number: int, i: int, slot: Slot) -> int | None:
        for text, phrase in slot.texts:
            after = i + len(phrase)
            if after <= self._after and are_words(self._keys, i, phrase):
                end = self.from_word(number + 1, after)
                if end is not None:
                    words = self._place.scanned.words
                    value = TextValue(text, fold_text(text))
                    self._value = Candidate(i, after, i, words.starts[i], words.ends[after - 1], value, None)
                    return end
        return None

    # What was found

    def match(self, first: int, after: int) -> Match | None:
        """The match whose words are `first` to `after`."""
        words = self._place.scanned.words
        pattern = self._pattern
        said = tuple(i for _, (start, end) in sorted(self._said.items()) for i in range(start, end))
        if pattern.fixed is not None:
            start, end = words.starts[first], words.ends[after - 1]
            return Match(pattern, pattern.fixed, start, end, self._place.sentence, first, after, said, None)
        candidate = self._value
        if candidate is None:
            return None
        where = candidate.start, candidate.end
        return Match(pattern, candidate.value, *where, self._place.sentence, first, after, said, candidate)


def _is_of_titles(tag: str) -> bool:
    return tag in ("entity:title", "run:title") or tag.startswith("is:title:")
