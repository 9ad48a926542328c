"""From a pattern and a sentence to where the pattern matches there.

A walk goes along the sentence from every word at which the pattern can begin. Gaps are as short as they can be, and a
gap beside a slot never skips a mention that would fit the slot: the nearest mention wins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.extraction.before_names import OFFICES, is_of_another, skipped_before
from factcheck.extraction.elements import MOST_SKIPPED, CompiledPattern, Gap, Slot, Words
from factcheck.extraction.inflection import is_function_word
from factcheck.extraction.places import Place
from factcheck.extraction.programs import Program, Step, are_words
from factcheck.extraction.scanned import Candidate
from factcheck.extraction.sentences import Sentence
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


def matches_at(place: Place, program: Program) -> Iterator[Match]:
    """Every place of the sentence where the program matches; each beginning gives one match at most."""
    walk = Walk(place, program)
    for i in _beginnings(place, program.steps):
        end = walk.from_word(0, i)
        if end is not None:
            match = walk.match(i, end)
            if match is not None:
                yield match


def _beginnings(place: Place, steps: Sequence[Step]) -> list[int]:
    """The words at which the first element that must be there, or one before it, can begin."""
    found: set[int] = set()
    for step in steps:
        element = step.element
        if isinstance(element, Slot):
            if element.texts:
                found.update(i for _, phrase in element.texts for form in phrase[0] for i in place.positions(form))
            else:
                found.update(place.starting(element.tag))
                if element.kind is not None:
                    found.update(place.unknown(element.kind))
                    found.update(place.mixed_runs(element.kind) if element.tag.startswith("run:") else ())
            if not element.optional:
                break
        if isinstance(element, Words):
            found.update(i for form in step.follow for i in place.positions(form))
            if not element.optional:
                break
    return sorted(found)


class Walk:
    """One program on its way along a sentence."""

    def __init__(self, place: Place, program: Program) -> None:
        self._place = place
        self._steps = program.steps
        self._pattern = program.pattern
        self._keys = place.scanned.words.keys
        self._after = place.sentence.after
        self._said: dict[int, tuple[int, int]] = {}
        self._value: Candidate | None = None
        self._dead: set[tuple[int, int]] = set()

    def from_word(self, number: int, i: int) -> int | None:
        """The word after a match of the elements from a number on that begins at word i; None if there is none."""
        steps, keys, after = self._steps, self._keys, self._after
        while number < len(steps):
            step = steps[number]
            element = step.element
            if element.__class__ is not Words:
                return self._from_gap_or_slot(number, i, step)
            for rest in step.follow.get(keys[i], ()) if i < after else ():
                end_of_words = i + 1 + len(rest)
                if end_of_words <= after and (not rest or are_words(keys, i + 1, rest)):
                    if step.is_only and not step.is_optional:
                        self._said[number] = (i, end_of_words)
                        break
                    end = self.from_word(number + 1, end_of_words)
                    if end is not None:
                        self._said[number] = (i, end_of_words)
                        return end
            else:
                if not step.is_optional:
                    return None
                self._said.pop(number, None)
                number += 1
                continue
            number, i = number + 1, end_of_words
        return i

    def _from_gap_or_slot(self, number: int, i: int, step: Step) -> int | None:
        if (number, i) in self._dead:
            return None
        element = step.element
        end = self._slot(number, i, element) if isinstance(element, Slot) else self._gap(number, i, step)
        if end is None:
            self._dead.add((number, i))
        return end

    def _slot(self, number: int, i: int, slot: Slot) -> int | None:
        if slot.texts:
            return self._text_slot(number, i, slot)
        skipped = skipped_before(slot.tag) if self._is_preceded(number) else ()
        first = i
        while True:
            for candidate in self._fitting(number, first, slot):
                if not self._takes(number, candidate, slot):
                    continue
                end = self.from_word(number + 1, candidate.after)
                if end is not None:
                    if slot.is_value:
                        self._value = candidate
                    return end
            if first >= self._after or self._keys[first] not in skipped:
                break
            first += 1
        return self.from_word(number + 1, i) if slot.optional else None

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
        run = self._run_at(number, i, kind, bool(known))
        longest = max((candidate.after for candidate in known), default=i)
        if run > longest:
            if self._is_beside(number, run) or (known and kind == "person"):
                yield self._unknown(i, run, kind)
            if known and kind == "person":
                return  # "Kishida Wenxiong" is no mention of Kishida
        yield from known
        for end in range(run - 1, longest, -1):
            if self._is_followed(number, end) and (kind != "title" or not OFFICES.isdisjoint(self._keys[i:end])):
                yield self._unknown(i, end, kind)

    def _run_at(self, number: int, i: int, kind: str, known: bool) -> int:
        """The word after the unknown name that begins at word i or, after words of the pattern, goes through it."""
        runs = self._place.unknown(kind)
        if i in runs:
            return runs[i]
        if not (known or self._is_preceded(number)):
            return i
        first = next((first for first in sorted(runs, reverse=True) if first < i), i)
        initial = self._place.scanned.text[self._place.scanned.words.starts[i]] if i < self._after else ""
        return runs[first] if first < i < runs[first] and initial.isupper() else i

    def _is_beside(self, number: int, end: int) -> bool:
        return self._is_preceded(number) or self._is_followed(number, end)

    def _is_preceded(self, number: int) -> bool:
        """Whether words or another slot stand right before an element."""
        return number > 0 and not isinstance(self._steps[number - 1].element, Gap)

    def _is_followed(self, number: int, end: int) -> bool:
        """Whether the words of the next element stand at a word."""
        if number + 1 == len(self._steps) or end >= self._after:
            return False
        step = self._steps[number + 1]
        return isinstance(step.element, Words) and self._keys[end] in step.follow

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

    def _gap(self, number: int, i: int, step: Step) -> int | None:
        most = min(i + MOST_SKIPPED, self._after)
        if step.unskipped:
            most = min(most, self._place.unskippable(step.unskipped, i))
        for after in range(i, most + 1):
            end = self.from_word(number + 1, after)
            if end is not None:
                return end
        return None

    # What was found

    def match(self, first: int, after: int) -> Match | None:
        """The match whose words are `first` to `after`."""
        words = self._place.scanned.words
        pattern = self._pattern
        said = tuple(i for start, end in self._said.values() for i in range(start, end) if first <= i < after)
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
