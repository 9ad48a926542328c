"""From a fact and a text to where a pattern almost matched: how far it came, what stopped it, what to change.

Slow and thorough, for a person who asks about one fact. From every mention that would fit the fact and that no pattern
took, each pattern is followed to both sides as far as it goes; the one that goes farthest is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from factcheck.extraction.blocked import block_of
from factcheck.extraction.elements import Gap, Slot, Words, tag_of
from factcheck.extraction.matching import Matcher
from factcheck.extraction.places import Place
from factcheck.extraction.programs import Program
from factcheck.extraction.scanned import Candidate, Scanned, tags_of
from factcheck.extraction.sentences import Sentence
from factcheck.extraction.stops import Follower, Stop, value_at
from factcheck.model.quantity import Quantity
from factcheck.model.statement import hedge_of, print_value
from factcheck.model.types import Type, describe
from factcheck.model.vocabulary import Fact
from factcheck.named import NamedTuple
from factcheck.source import Passage, SourceFile

MOST_SHOWN: Final = 5
"""Near misses of one fact in one article."""

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


def near_misses(fact: str, matcher: Matcher, scanned: Scanned, source: SourceFile) -> list[NearMiss]:
    """The mentions that would fit a fact and that no pattern took, in the order of the text."""
    programs = [program for program in matcher.programs if program.pattern.fact.name == fact]
    if not programs:
        return []
    found: list[_Ranked] = []
    matches: dict[int, list[tuple[int, int]]] = {}
    for match in matcher.matches(scanned):
        if match.pattern.fact.name == fact:
            matches.setdefault(match.sentence.first, []).append((match.start, match.end))
    for sentence in scanned.sentences:
        place = matcher.place(scanned, sentence)
        taken = matches.get(sentence.first, [])
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
        self._follower = Follower(place, self._fact)
        self._with_slot = [p for p in programs if value_at(p.steps) is not None]
        self._fixed = [p for p in programs if p.pattern.fixed is not None]

    # Mentions that no pattern took

    def of_mentions(self, taken: Sequence[tuple[int, int]]) -> Iterator[_Ranked]:
        if not self._with_slot:
            return
        tag = tag_of(self._fact.type)
        fitting = self._place.tagged(tag) if self._fact.type.family != "text" else []
        for candidate in (*_once(fitting), *self._unknown(fitting)):
            if not _overlaps(candidate.start, candidate.end, taken):
                stops = [(self._follower.stopped(program, candidate), program) for program in self._with_slot]
                stop, program = max(stops, key=lambda pair: self._nearness(pair[0], pair[1], candidate))
                rank: float = self._nearness(stop, program, candidate)[0]
                if not stop.expected:
                    kept_out = self._kept_out(stop, program, candidate, taken)
                    if kept_out is None:
                        continue
                    stop, rank = kept_out, _FITS
                elif rank == 0:
                    stop = stop._replace(advice=self._new_pattern(candidate))
                if rank == _FITS or self._is_worth_telling(stop, program, candidate):
                    yield rank, self._near(candidate, program, stop)
        yield from self._of_other_types(tag)

    def _of_other_types(self, tag: str) -> Iterator[_Ranked]:
        """Amounts of another type beside which all the words of a pattern stand."""
        for candidate in _once(self._place.candidates):
            if tag not in tags_of(candidate.value) and self._could_be_meant(candidate):
                for program in self._with_slot:
                    if not _is_beside_words(program):
                        continue
                    if self._goes_through(program, candidate):
                        yield _FITS, self._near(candidate, program, self._wrong_type(candidate))
                        break
                    if self._says_unit(program, candidate):
                        yield _FITS, self._near(candidate, program, self._with_unit(candidate))
                        break

    def _unknown(self, known: Sequence[Candidate]) -> Iterator[Candidate]:
        """The names of an open kind that no vocabulary knows, apart from those that are part of known ones."""
        kinds = {slot.kind for slot in self._value_slots() if slot.kind is not None}
        for kind in sorted(kinds):
            for first, after in sorted(self._place.unknown(kind).items()):
                if not any(candidate.first < after and first < candidate.after for candidate in known):
                    yield self._place.named(first, after, kind)

    def _value_slots(self) -> Iterator[Slot]:
        for program in self._with_slot:
            at = value_at(program.steps)
            assert at is not None
            slot = program.steps[at].element
            assert isinstance(slot, Slot)
            yield slot

    def _nearer(self, program: Program, candidate: Candidate) -> Candidate | None:
        """Another mention of the type, over which a gap of the pattern would have to skip."""
        at = value_at(program.steps)
        assert at is not None
        tagged = self._place.tagged(tag_of(self._fact.type))
        if any(isinstance(step.element, Gap) for step in program.steps[at:]):
            after = [each for each in tagged if each.first >= candidate.after]
            if after:
                return after[0]
        before = [each for each in tagged if each.after <= candidate.first]
        return before[-1] if before else None

    def _kept_out(
        self, stop: Stop, program: Program, candidate: Candidate, taken: Sequence[tuple[int, int]]
    ) -> Stop | None:
        """Why no pattern took a mention beside which all its words stand; None where another one was taken for it."""
        at = value_at(program.steps)
        assert at is not None
        block = block_of(self._place, program.steps, at, candidate)
        if block is not None:
            return stop._replace(expected="{value}", found=block.found, why=block.why, advice=block.advice)
        nearer = self._nearer(program, candidate)
        if nearer is None or _overlaps(nearer.start, nearer.end, taken):
            return None
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
        if not self._follower.are_of_a_pattern(beside, way):
            return "add a pattern in the words of this article"
        written = self._follower.words_from(beside, way)
        written = f"{written} {{value}}" if way < 0 else f"{{value}} {written}"
        return f'add a pattern in the words of this article, such as "{written}"'

    def _is_worth_telling(self, stop: Stop, program: Program, candidate: Candidate) -> bool:
        """Whether a mention is near enough: amounts are rare and always are, times and names need words beside them."""
        if self._fact.type.family == "quantity" and self._fact.type.detail != "number":
            return True
        words = [step for step in program.steps if isinstance(step.element, Words) and not step.element.optional]
        there = self._nearness(stop, program, candidate)[0]
        return stop.matched > 0 and there * _LEAST_SHARE >= 3 * len(words)

    def _nearness(self, stop: Stop, program: Program, candidate: Candidate) -> tuple[int, int]:
        """How much of a pattern is there: words count more where they are on their side, and most where they match."""
        at = value_at(program.steps)
        assert at is not None
        present = 0
        for number, step in enumerate(program.steps):
            if isinstance(step.element, Words) and not step.element.optional:
                place = self._follower.anywhere(step, candidate)
                if place is not None:
                    present += 2 if (place > candidate.first) == (number > at) else 1
        return stop.matched + present, stop.matched

    def _could_be_meant(self, candidate: Candidate) -> bool:
        """Whether a mention of another type may be what an analyst takes for one of the fact's."""
        value = candidate.value
        is_quantity = self._fact.type.family == "quantity" and isinstance(value, Quantity)
        return is_quantity and tags_of(value) != (tag_of(Type("quantity", "ordinal")),)

    def _wrong_type(self, candidate: Candidate) -> Stop:
        assert isinstance(candidate.value, Quantity)
        if self._fact.type.detail == "money" and candidate.value.dimension == "number":
            why = "the words fit, but no currency stands beside it"
            advice = "none: no pattern can tell a currency that the text leaves out"
            return Stop(0, "{value}", candidate.value.dimension, why, advice)
        found, wanted = describe(Type("quantity", candidate.value.dimension)), describe(self._fact.type)
        why = f"the words fit, but this is {found}, and the fact takes {wanted}"
        return Stop(0, "{value}", candidate.value.dimension, why, "declare another type, or a fact of its own for it")

    def _says_unit(self, program: Program, candidate: Candidate) -> bool:
        """Whether a pattern has the unit of an amount for a word, so that its slot is to take the number alone."""
        shorter = candidate._replace(after=candidate.after - 1)
        return (
            self._fact.type.detail == "number"
            and shorter.first < shorter.after
            and self._goes_through(program, shorter)
        )

    def _with_unit(self, candidate: Candidate) -> Stop:
        assert isinstance(candidate.value, Quantity)
        dimension = candidate.value.dimension
        words = self._scanned.words
        unit = self._scanned.text[words.starts[candidate.after - 1] : words.ends[candidate.after - 1]]
        why = f"the words fit, but with “{unit}” this is {describe(Type('quantity', dimension))}, and no bare number"
        return Stop(0, "{value}", dimension, why, f"declare `type: {dimension}`, and leave {unit} out of the pattern")

    def _near(self, candidate: Candidate, program: Program, stop: Stop) -> NearMiss:
        at = Passage(self._source, candidate.start, candidate.end)
        value = print_value(candidate.value)
        name = self._fact.name
        hedge = hedge_of(candidate.value)
        return NearMiss(name, at, value, program.pattern.id, stop.expected, stop.found, stop.why, stop.advice, hedge)

    def _goes_through(self, program: Program, candidate: Candidate) -> bool:
        stop = self._follower.stopped(program, candidate)
        return stop.expected == ""

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
            if self._follower.fits(step, i, 1) is not None
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


def _once(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Each mention once, as it stands first: there may be others of the same words."""
    return list({(tags_of(each.value), each.start, each.end): each for each in reversed(candidates)}.values())[::-1]


def _is_beside_words(program: Program) -> bool:
    """Whether words stand right beside the slot for the value: only then can they tell what is meant."""
    at = value_at(program.steps)
    assert at is not None
    beside = program.steps[max(0, at - 1) : at] + program.steps[at + 1 : at + 2]
    return any(isinstance(step.element, Words) for step in beside)


def _overlaps(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < other_end and other < end for other, other_end in taken)
