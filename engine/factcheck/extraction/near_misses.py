"""From a fact and a text to where a pattern almost matched: how far it came, what stopped it, what to change.

Slow and thorough, for a person who asks about one fact. From every mention that would fit the fact and that no pattern
took, each pattern is followed to both sides as far as it goes; the one that goes farthest is told.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from factcheck.extraction.elements import MOST_SKIPPED, Gap, Slot, Words, tag_of
from factcheck.extraction.inflection import base_of, is_function_word
from factcheck.extraction.matching import Matcher
from factcheck.extraction.places import Place
from factcheck.extraction.programs import Program, Step
from factcheck.extraction.scanned import Candidate, Scanned, tags_of
from factcheck.extraction.sentences import Sentence
from factcheck.model.quantity import Quantity
from factcheck.model.statement import hedge_of, print_value
from factcheck.model.types import Type, describe
from factcheck.model.vocabulary import Fact
from factcheck.named import NamedTuple
from factcheck.source import Passage, SourceFile

MOST_SHOWN: Final = 5
"""Near misses of one fact in one article."""

_MOST_TOLD: Final = 3
_LEAST_SHARE: Final = 3
"""A third of a pattern must be there."""


class NearMiss(NamedTuple):
    """A mention that no pattern took, with the pattern that came nearest.

    `expected` is the part of the pattern that failed, `found` the word at which it did, `advice` what to change.
    """

    fact: str
    mention: Passage
    value: str
    pattern: str
    expected: str
    found: str
    why: str
    advice: str
    hedge: str | None = None


class _Stop(NamedTuple):
    """Why a pattern went no farther: `matched` of its parts were found before that."""

    matched: int
    expected: str
    found: str
    why: str
    advice: str


def near_misses(fact: str, matcher: Matcher, scanned: Scanned, source: SourceFile) -> list[NearMiss]:
    """The mentions that would fit a fact and that no pattern took, in the order of the text."""
    programs = [program for program in matcher.programs if program.pattern.fact.name == fact]
    if not programs:
        return []
    found: list[_Ranked] = []
    matches = [match for match in matcher.matches(scanned) if match.pattern.fact.name == fact]
    for sentence in scanned.sentences:
        place = matcher.place(scanned, sentence)
        taken = [(match.start, match.end) for match in matches if match.sentence == sentence]
        tracer = _Tracer(place, programs, source)
        near = [*tracer.of_mentions(taken), *tracer.of_fixed(taken)]
        fitting = [each for each in near if each[0] >= _FITS]
        found += fitting or near
    nearest = sorted(found, key=lambda ranked: -ranked[0])[:MOST_SHOWN]
    return sorted((near for _, near in nearest), key=lambda near: near.mention.start)


_Ranked = tuple[float, NearMiss]
"""How much of a pattern is there, and the near miss."""
_FITS: Final = 100.0
"""The rank of mentions beside which all the words of a pattern stand."""


class _Tracer:
    """Follows the patterns of one fact in one sentence."""

    def __init__(self, place: Place, programs: Sequence[Program], source: SourceFile) -> None:
        self._place = place
        self._source = source
        self._scanned = place.scanned
        self._sentence: Sentence = place.sentence
        self._keys = place.scanned.words.keys
        self._fact: Fact = programs[0].pattern.fact
        self._with_slot = [p for p in programs if _value_at(p.steps) is not None]
        self._fixed = [p for p in programs if p.pattern.fixed is not None]

    # Mentions that no pattern took

    def of_mentions(self, taken: Sequence[tuple[int, int]]) -> Iterator[_Ranked]:
        if not self._with_slot:
            return
        tag = tag_of(self._fact.type)
        fitting = self._place.tagged(tag) if self._fact.type.family != "text" else []
        for candidate in fitting:
            if not _overlaps(candidate.start, candidate.end, taken):
                stops = [(self._stopped(program, candidate), program) for program in self._with_slot]
                stop, program = max(stops, key=lambda pair: self._nearness(pair[0], pair[1], candidate))
                rank: float = self._nearness(stop, program, candidate)[0]
                if not stop.expected:
                    nearer = self._nearer(program, candidate)
                    if nearer is None or _overlaps(nearer.start, nearer.end, taken):
                        continue
                    stop, rank = self._kept_out(stop, nearer), _FITS
                elif rank == 0:
                    stop = stop._replace(advice=self._new_pattern(candidate))
                if rank == _FITS or self._is_worth_telling(stop, program, candidate):
                    yield rank, self._near(candidate, program, stop)
        for candidate in self._place.candidates:
            if tag not in tags_of(candidate.value) and self._could_be_meant(candidate):
                for program in self._with_slot:
                    if _is_beside_words(program) and self._goes_through(program, candidate):
                        yield _FITS, self._near(candidate, program, self._wrong_type(candidate))
                        break

    def _nearer(self, program: Program, candidate: Candidate) -> Candidate | None:
        """Another mention of the type, over which a gap of the pattern would have to skip."""
        at = _value_at(program.steps)
        assert at is not None
        tagged = self._place.tagged(tag_of(self._fact.type))
        if any(isinstance(step.element, Gap) for step in program.steps[at:]):
            after = [each for each in tagged if each.first >= candidate.after]
            if after:
                return after[0]
        before = [each for each in tagged if each.after <= candidate.first]
        return before[-1] if before else None

    def _kept_out(self, stop: _Stop, nearer: Candidate) -> _Stop:
        found = self._scanned.text[nearer.start : nearer.end]
        why = f"“{found}” stands nearer, and … never skips a mention that would fit"
        return stop._replace(found=found, why=why, advice="name the words between, in place of …")

    def _new_pattern(self, candidate: Candidate) -> str:
        """What to do where no pattern is near: the words beside the mention may make one."""
        before, after = candidate.first - 1, candidate.after
        if before >= self._sentence.first:
            beside, way = before, -1
        elif after < self._sentence.after:
            beside, way = after, 1
        else:
            return "no words stand beside it; look at the sentences around"
        if not self._are_of_a_pattern(beside, way):
            return "add a pattern in the words of this article"
        written = self._words_from(beside, way)
        written = f"{written} {{value}}" if way < 0 else f"{{value}} {written}"
        return f'add a pattern in the words of this article, such as "{written}"'

    def _are_of_a_pattern(self, at: int, way: int) -> bool:
        """Whether `_words_from` comes to a word that an analyst may write: more than small ones, none of a mention."""
        words = list(self._indices_from(at, way))
        mentioned = {i for c in self._place.candidates for i in range(c.first, c.after)}
        joined = any(self._keys[i] in ("and", "or", "but") for i in words)
        return not joined and mentioned.isdisjoint(words) and not is_function_word(self._keys[words[-1]])

    def _is_worth_telling(self, stop: _Stop, program: Program, candidate: Candidate) -> bool:
        """Whether a mention is near enough: amounts are rare and always are, times and names need words beside them."""
        if self._fact.type.family == "quantity" and self._fact.type.detail != "number":
            return True
        words = [step for step in program.steps if isinstance(step.element, Words) and not step.element.optional]
        there = self._nearness(stop, program, candidate)[0]
        return stop.matched > 0 and there * _LEAST_SHARE >= 3 * len(words)

    def _nearness(self, stop: _Stop, program: Program, candidate: Candidate) -> tuple[int, int]:
        """How much of a pattern is there: words count more where they are on their side, and most where they match."""
        at = _value_at(program.steps)
        assert at is not None
        present = 0
        for number, step in enumerate(program.steps):
            if isinstance(step.element, Words) and not step.element.optional:
                place = self._anywhere(step, candidate)
                if place is not None:
                    present += 2 if (place > candidate.first) == (number > at) else 1
        return stop.matched + present, stop.matched

    def _could_be_meant(self, candidate: Candidate) -> bool:
        """Whether a mention of another type may be what an analyst takes for one of the fact's."""
        value = candidate.value
        is_quantity = self._fact.type.family == "quantity" and isinstance(value, Quantity)
        return is_quantity and tags_of(value) != (tag_of(Type("quantity", "ordinal")),)

    def _wrong_type(self, candidate: Candidate) -> _Stop:
        assert isinstance(candidate.value, Quantity)
        if self._fact.type.detail == "money" and candidate.value.dimension == "number":
            why = "the words fit, but no currency stands beside it"
            advice = "none: no pattern can tell a currency that the text leaves out"
            return _Stop(0, "{value}", candidate.value.dimension, why, advice)
        found, wanted = describe(Type("quantity", candidate.value.dimension)), describe(self._fact.type)
        why = f"the words fit, but this is {found}, and the fact takes {wanted}"
        return _Stop(0, "{value}", candidate.value.dimension, why, "declare another type, or a fact of its own for it")

    def _near(self, candidate: Candidate, program: Program, stop: _Stop) -> NearMiss:
        at = Passage(self._source, candidate.start, candidate.end)
        value = print_value(candidate.value)
        name = self._fact.name
        hedge = hedge_of(candidate.value)
        return NearMiss(name, at, value, program.pattern.id, stop.expected, stop.found, stop.why, stop.advice, hedge)

    def _goes_through(self, program: Program, candidate: Candidate) -> bool:
        stop = self._stopped(program, candidate)
        return stop.expected == ""

    def _stopped(self, program: Program, candidate: Candidate) -> _Stop:
        """How far a pattern goes to both sides of a mention in its slot."""
        at = _value_at(program.steps)
        assert at is not None
        slot = program.steps[at].element
        assert isinstance(slot, Slot)
        right = self._side(program.steps[at + 1 :], candidate, candidate.after, 1)
        left = self._side(program.steps[:at][::-1], candidate, min(candidate.first, candidate.core) - 1, -1)
        first = right if right.expected else left
        return first._replace(matched=right.matched + left.matched)

    def _side(self, steps: Sequence[Step], candidate: Candidate, at: int, way: int) -> _Stop:
        """Follow elements away from the slot, to the right (1) or to the left (-1)."""
        matched, after_gap = 0, False
        for step in steps:
            element = step.element
            if isinstance(element, Gap):
                after_gap = True
                continue
            reach = MOST_SKIPPED if after_gap else 0
            found = self._nearest(step, at, way, reach)
            if found is None and element.optional:
                continue
            if found is None:
                return self._why_not(step, candidate, at, way, matched, after_gap=after_gap)
            matched += not element.optional and (not after_gap or self._says_something(*found))
            at, after_gap = found[1] if way > 0 else found[0] - 1, False
        return _Stop(matched, "", "", "", "")

    def _says_something(self, first: int, after: int) -> bool:
        """Whether words are more than the small ones that every sentence has."""
        return not all(is_function_word(self._keys[i]) for i in range(first, after))

    def _nearest(self, step: Step, at: int, way: int, reach: int) -> tuple[int, int] | None:
        """The nearest words that fit an element."""
        for skipped in range(reach + 1):
            word = at + way * skipped
            if not self._sentence.first <= word < self._sentence.after:
                return None
            span = self._fits(step, word, way)
            if span is not None:
                return span
        return None

    def _fits(self, step: Step, word: int, way: int) -> tuple[int, int] | None:
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

    # Why

    def _why_not(self, step: Step, candidate: Candidate, at: int, way: int, matched: int, *, after_gap: bool) -> _Stop:
        element = step.element
        assert not isinstance(element, Gap)
        expected = element.written
        elsewhere = self._anywhere(step, candidate)
        if isinstance(element, Slot):
            why = f"the sentence has nothing for {expected} {'after' if way > 0 else 'before'} the value"
            return _Stop(matched, expected, "", why, "leave the slot out, or let the vocabulary list the name")
        inside = self._sentence.first <= at < self._sentence.after
        if not after_gap and inside:
            found = self._words_from(at, way)
            why = f"at “{found}”, where the pattern has {expected}"
            written = self._base(found) if self._are_of_a_pattern(at, way) else "…"
            return _Stop(matched, expected, found, why, self._advice(element, written, elsewhere, at, way))
        if elsewhere is not None:
            found = self._word(elsewhere)
            if (elsewhere - at) * way < 0:
                side = "before" if way > 0 else "after"
                why = f"“{found}” stands {side} the value, and the pattern has {expected} on the other side"
                turned = f"{expected} … {{value}}" if way > 0 else f"{{value}} … {expected}"
                return _Stop(matched, expected, found, why, f'add a pattern with the other order: "{turned}"')
            between = abs(elsewhere - at)
            if between > MOST_SKIPPED:
                why = f"“{found}” stands {between} words away, and … skips {MOST_SKIPPED} at most"
                middle = self._word(at + way * (between // 2))
                return _Stop(matched, expected, found, why, f"name a word on the way, such as “{middle}”: … {middle} …")
        found = self._word(at) if inside else ""
        if not inside and not after_gap:
            why = f"the sentence {'ends' if way > 0 else 'begins'} where the pattern has {expected}"
        else:
            why = f"the sentence has no {expected} {'after' if way > 0 else 'before'} the value"
        return _Stop(matched, expected, found, why, self._advice(element, "…", elsewhere, at, way))

    def _anywhere(self, step: Step, candidate: Candidate) -> int | None:
        """The word nearest to the mention at which an element fits, wherever it stands in the sentence."""
        if isinstance(step.element, Slot) or all(map(is_function_word, step.follow)):
            return None
        spans = [self._fits(step, i, 1) for i in range(self._sentence.first, self._sentence.after)]
        places = [span[0] for span in spans if span is not None and self._says_something(*span)]
        places = [i for i in places if not candidate.first <= i < candidate.after]
        return min(places, key=lambda i: abs(i - candidate.first), default=None)

    def _advice(self, element: Words, found: str, elsewhere: int | None, at: int, way: int) -> str:
        written = element.written.strip("()")
        if elsewhere is not None and (elsewhere - at) * way >= 0:
            return f"put … {'before' if way > 0 else 'after'} {element.written}, so that words may stand between"
        if written.startswith("@") and " " not in written and "|" not in written:
            told = "" if found == "…" else f" ({found})"
            return f"add the word of this article{told} to the list `{written[1:]}`"
        if found == "…":
            return f"write ({written}|…) with the word of this article"
        return f"write ({written}|{found}) for {element.written}"

    def _base(self, found: str) -> str:
        """Words as a pattern has them: verbs in their base form."""
        return " ".join(base_of(word) if word.islower() else word for word in found.split(" "))

    def _word(self, i: int) -> str:
        """A word as the text has it, with what hyphens join to it."""
        words, text = self._scanned.words, self._scanned.text
        start, end = words.starts[i], words.ends[i]
        while text[start - 1 : start] == "-" and text[start - 2 : start - 1].isalnum():
            i -= 1
            start = words.starts[i]
        while text[end : end + 1] == "-" and text[end + 1 : end + 2].isalnum():
            end = words.ends[bisect_right(words.starts, end)]
        return text[start:end]

    def _words_from(self, at: int, way: int) -> str:
        """The words at a place up to the first that is more than "of" or "for"."""
        return " ".join(self._word(i) for i in sorted(self._indices_from(at, way)))

    def _indices_from(self, at: int, way: int) -> Iterator[int]:
        yield at
        last = at
        while is_function_word(self._keys[last]) and abs(last - at) < _MOST_TOLD:
            if not self._sentence.first <= last + way < self._sentence.after:
                break
            last += way
            yield last

    # Fixed values

    def of_fixed(self, taken: Sequence[tuple[int, int]]) -> Iterator[_Ranked]:
        """Patterns with a fixed value of which at least half of the words are in the sentence."""
        best: tuple[float, NearMiss] | None = None
        for program in self._fixed:
            near = self._half_matched(program)
            if near is not None and not _overlaps(near[1].mention.start, near[1].mention.end, taken):
                best = max((best, near), key=lambda pair: pair[0]) if best is not None else near
        if best is not None:
            yield best

    def _half_matched(self, program: Program) -> tuple[float, NearMiss] | None:
        steps = [step for step in program.steps if isinstance(step.element, Words) and not step.element.optional]
        places = {
            number: i
            for number, step in enumerate(steps)
            for i in range(self._sentence.first, self._sentence.after)
            if self._fits(step, i, 1) is not None
        }
        if not places or len(steps) < 2 or len(places) * 2 < len(steps):
            return None
        words = self._scanned.words
        first, last = min(places.values()), max(places.values())
        at = Passage(self._source, words.starts[first], words.ends[last])
        missing = next((step for number, step in enumerate(steps) if number not in places), None)
        fixed = program.pattern.fixed
        assert fixed is not None
        name = self._fact.name
        if missing is None:
            why = "all its words are in the sentence, but not in this order, or not beside each other"
            near = NearMiss(
                name, at, print_value(fixed), program.pattern.id, "", "", why, "put … where words may stand"
            )
            return 1.0, near
        element = missing.element
        assert isinstance(element, Words)
        why = f"the sentence has no {element.written}"
        advice = f"write ({element.written.strip('()')}|…) with the word of this article, or leave it out"
        near = NearMiss(name, at, print_value(fixed), program.pattern.id, element.written, "", why, advice)
        return len(places) / len(steps), near


def _value_at(steps: Sequence[Step]) -> int | None:
    found = (number for number, step in enumerate(steps) if isinstance(step.element, Slot) and step.element.is_value)
    return next(found, None)


def _is_beside_words(program: Program) -> bool:
    """Whether words stand right beside the slot for the value: only then can they tell what is meant."""
    at = _value_at(program.steps)
    assert at is not None
    beside = program.steps[max(0, at - 1) : at] + program.steps[at + 1 : at + 2]
    return any(isinstance(step.element, Words) for step in beside)


def _overlaps(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < other_end and other < end for other, other_end in taken)
