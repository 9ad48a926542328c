"""From a mention and a pattern to where the pattern stops beside it: at which word, and why.

A pattern is followed away from its slot, to the right and to the left, as far as the words of the sentence go with it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from factcheck.extraction.patterns.before_names import skipped_before
from factcheck.extraction.patterns.elements import MOST_SKIPPED, Gap, Slot, Words, tag_of
from factcheck.extraction.patterns.places import Place
from factcheck.extraction.patterns.programs import Program, Step
from factcheck.extraction.patterns.scanned import Candidate
from factcheck.extraction.text.inflection import is_function_word
from factcheck.extraction.text.sentences import Sentence
from factcheck.model.vocabulary import Fact
from factcheck.named import NamedTuple

_MOST_TOLD: Final = 3


class Stop(NamedTuple):
    """Why a pattern went no farther: `matched` of its parts were found before that.

    `element` is the part that failed, `at` the word at which it did, on the right (1) or left (-1) of the mention, and
    `elsewhere` where in the sentence it would fit. `is_right_there` says that no … leads there. `instead` is what could
    stand in place of the slot where that does not take the mention.
    """

    matched: int
    expected: str
    found: str
    why: str
    element: Words | Slot | None = None
    at: int = -1
    way: int = 0
    elsewhere: int | None = None
    is_right_there: bool = False
    instead: tuple[str, ...] = ()


def value_at(steps: Sequence[Step]) -> int | None:
    """The number of the step that is the slot for the value."""
    found = (number for number, step in enumerate(steps) if isinstance(step.element, Slot) and step.element.is_value)
    return next(found, None)


class Follower:
    """Follows patterns of one fact in one sentence."""

    def __init__(self, place: Place, fact: Fact) -> None:
        self._place = place
        self._fact = fact
        self._scanned = place.scanned
        self._sentence: Sentence = place.sentence
        self._keys = place.scanned.words.keys

    def stopped(self, program: Program, candidate: Candidate) -> Stop:
        """How far a pattern goes to both sides of a mention in its slot."""
        at = value_at(program.steps)
        assert at is not None
        slot = program.steps[at].element
        assert isinstance(slot, Slot)
        right = self._side(program.steps[at + 1 :], candidate, candidate.after, 1)
        left = self._side(program.steps[:at][::-1], candidate, self._before(candidate), -1)
        first = right if right.expected else left
        return first._replace(matched=right.matched + left.matched)

    def _before(self, candidate: Candidate) -> int:
        """The word before a mention and what makes another title of it."""
        first = min(candidate.first, candidate.core)
        return next((a for a, after in self._place.qualified_titles.items() if a < first < after), first) - 1

    def _past_small(self, step: Step, tag: str, at: int) -> int:
        """The word that a step asks for, if what stands between does not matter before a mention; else the first."""
        skipped, i = skipped_before(tag), at
        while i > self._sentence.first and self._keys[i] in skipped and self.fits(step, i, -1) is None:
            i -= 1
        return i if i >= self._sentence.first and self.fits(step, i, -1) is not None else at

    def _side(self, steps: Sequence[Step], candidate: Candidate, at: int, way: int) -> Stop:
        """Follow elements away from the slot, to the right (1) or to the left (-1)."""
        matched, after_gap = 0, False
        for step in steps:
            element = step.element
            if isinstance(element, Gap):
                after_gap = True
                continue
            reach = MOST_SKIPPED if after_gap else 0
            if way < 0 and step is steps[0] and isinstance(element, Words) and not element.optional:
                at = self._past_small(step, tag_of(self._fact.type), at)
            found = self._nearest(step, at, way, reach)
            if found is None and element.optional:
                continue
            if found is None:
                return self._why_not(step, candidate, at, way, matched, after_gap=after_gap)
            matched += not element.optional and (not after_gap or self.says_something(*found))
            at, after_gap = found[1] if way > 0 else found[0] - 1, False
        return Stop(matched, "", "", "")

    def says_something(self, first: int, after: int) -> bool:
        """Whether words are more than the small ones that every sentence has."""
        return not all(is_function_word(self._keys[i]) for i in range(first, after))

    def _nearest(self, step: Step, at: int, way: int, reach: int) -> tuple[int, int] | None:
        """The nearest words that fit an element."""
        for skipped in range(reach + 1):
            word = at + way * skipped
            if not self._sentence.first <= word < self._sentence.after:
                return None
            span = self.fits(step, word, way)
            if span is not None:
                return span
        return None

    def fits(self, step: Step, word: int, way: int) -> tuple[int, int] | None:
        """The words of an element that begins, or to the left ends, at a word."""
        element = step.element
        if isinstance(element, Slot):
            for candidate in self._place.tagged(element.tag):
                if (candidate.first if way > 0 else candidate.after - 1) == word:
                    return candidate.first, candidate.after
            return None
        assert isinstance(element, Words)
        for phrase in element.phrases:
            first = word if way > 0 else word - len(phrase) + 1
            after = first + len(phrase)
            inside = self._sentence.first <= first and after <= self._sentence.after
            if inside and all(k in forms for k, forms in zip(self._keys[first:after], phrase, strict=True)):
                return first, after
        return None

    def _why_not(self, step: Step, candidate: Candidate, at: int, way: int, matched: int, *, after_gap: bool) -> Stop:
        element = step.element
        assert not isinstance(element, Gap)
        expected = element.written
        if isinstance(element, Slot):
            why = f"the sentence has nothing for {expected} {'after' if way > 0 else 'before'} the value"
            return Stop(matched, expected, "", why, element, at, way)
        elsewhere = self.anywhere(step, candidate)
        inside = self._sentence.first <= at < self._sentence.after
        if not after_gap and inside:
            matched += self._is_all_but_there(at, elsewhere, way)
            found = self.words_from(at, way)
            why = f"at “{found}”, where the pattern has {expected}"
            return Stop(matched, expected, found, why, element, at, way, elsewhere, is_right_there=True)
        found, why = self.word(at) if inside else "", ""
        if elsewhere is not None and (elsewhere - at) * way < 0:
            found, side = self.word(elsewhere), "before" if way > 0 else "after"
            why = f"“{found}” stands {side} the value, and the pattern has {expected} on the other side"
        elif elsewhere is not None and abs(elsewhere - at) > MOST_SKIPPED:
            found = self.word(elsewhere)
            why = f"“{found}” stands {abs(elsewhere - at)} words away, and … skips {MOST_SKIPPED} at most"
        elif not inside and not after_gap:
            why = f"the sentence {'ends' if way > 0 else 'begins'} where the pattern has {expected}"
        else:
            why = f"the sentence has no {expected} {'after' if way > 0 else 'before'} the value"
        return Stop(matched, expected, found, why, element, at, way, elsewhere)

    def _is_all_but_there(self, at: int, elsewhere: int | None, way: int) -> bool:
        """Whether nothing but small words stands between a place and the words of an element: "has" of "has won"."""
        if elsewhere is None or (elsewhere - at) * way <= 0:
            return False
        return all(is_function_word(self._keys[i]) for i in range(at, elsewhere, way))

    def anywhere(self, step: Step, candidate: Candidate) -> int | None:
        """The word nearest to the mention at which an element fits, wherever it stands in the sentence."""
        if isinstance(step.element, Slot) or all(map(is_function_word, step.follow)):
            return None
        spans = [self.fits(step, i, 1) for i in range(self._sentence.first, self._sentence.after)]
        places = [span[0] for span in spans if span is not None and self.says_something(*span)]
        places = [i for i in places if not candidate.first <= i < candidate.after]
        return min(places, key=lambda i: abs(i - candidate.first), default=None)

    def word(self, i: int) -> str:
        """A word as the text has it, with what hyphens join to it."""
        words, text = self._scanned.words, self._scanned.text
        start, end = words.starts[i], words.ends[i]
        while text[start - 1 : start] == "-" and text[start - 2 : start - 1].isalnum():
            i -= 1
            start = words.starts[i]
        while text[end : end + 1] == "-" and text[end + 1 : end + 2].isalnum():
            end = words.ends[bisect_right(words.starts, end)]
        return text[start:end]

    def words_from(self, at: int, way: int) -> str:
        """The words at a place up to the first that is more than "of" or "for"."""
        return " ".join(self.word(i) for i in sorted(self._indices_from(at, way)))

    def _indices_from(self, at: int, way: int) -> Iterator[int]:
        yield at
        last = at
        while is_function_word(self._keys[last]) and abs(last - at) < _MOST_TOLD:
            if not self._sentence.first <= last + way < self._sentence.after:
                break
            last += way
            yield last
