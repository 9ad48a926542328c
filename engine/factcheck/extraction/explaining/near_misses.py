"""From a fact and a text to where a pattern almost matched: how far it came, what stopped it, what to change.

Slow and thorough, for a person who asks about one fact. From every mention that would fit the fact and that no pattern
took, each pattern is followed to both sides as far as it goes; the one that goes farthest is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from factcheck.extraction.explaining.advice import Adviser, Proposal, Trial, of_type
from factcheck.extraction.explaining.blocked import block_of
from factcheck.extraction.explaining.stops import Follower, Stop, value_at
from factcheck.extraction.patterns.elements import Gap, Slot, Words, tag_of
from factcheck.extraction.patterns.matching import Matcher
from factcheck.extraction.patterns.places import Place
from factcheck.extraction.patterns.programs import Program
from factcheck.extraction.patterns.scanned import Candidate, Scanned, tags_of
from factcheck.extraction.text.sentences import Sentence
from factcheck.model.quantity import Quantity
from factcheck.model.statement import Value, hedge_of, print_value
from factcheck.model.types import Type, describe
from factcheck.model.vocabulary import Fact, Vocabulary
from factcheck.named import NamedTuple
from factcheck.reading.values import Reader
from factcheck.source import Passage, SourceFile, Span

MOST_SHOWN: Final = 5
"""Near misses of one fact in one article."""

_LEAST_SHARE: Final = 3
"""A third of a pattern must be there."""


class NearMiss(NamedTuple):
    """A mention that no pattern took, with the pattern that came nearest.

    `expected` is the part of the pattern that failed, `found` the word at which it did, `advice` what to change; none
    where no change helps that an analyst would want.
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


def near_misses(
    fact: str, matcher: Matcher, scanned: Scanned, source: SourceFile, vocabulary: Vocabulary, reader: Reader
) -> list[NearMiss]:
    """The mentions that would fit a fact and that no pattern took, in the order of the text."""
    programs = [program for program in matcher.programs if program.pattern.fact.name == fact]
    if not programs:
        return []
    found: list[_Ranked] = []
    matches = [match for match in matcher.matches(scanned) if match.pattern.fact.name == fact]
    by_sentence: dict[int, list[tuple[int, int]]] = {}
    for match in matches:
        by_sentence.setdefault(match.sentence.first, []).append((match.start, match.end))
    for sentence in scanned.sentences:
        place = matcher.place(scanned, sentence)
        taken = by_sentence.get(sentence.first, [])
        tracer = _Tracer(place, programs, source)
        near = [*tracer.of_mentions(taken), *tracer.of_fixed(taken)]
        fitting = [each for each in near if each.rank >= _FITS]
        found += fitting or near
    nearest = sorted(found, key=lambda ranked: -ranked.rank)[:MOST_SHOWN]
    trial = Trial(vocabulary, reader, scanned, matches)
    return [_advised(each, trial) for each in sorted(nearest, key=lambda ranked: ranked.near.mention.start)]


class _Ranked(NamedTuple):
    """A near miss, with how much of its pattern is there, and proposals for what to change."""

    rank: float
    near: NearMiss
    program: Program
    value: Value
    proposals: Iterable[Proposal] = ()


_FITS: Final = 100.0
"""The rank of mentions beside which all the words of a pattern stand."""


def _advised(ranked: _Ranked, trial: Trial) -> NearMiss:
    """A near miss with the first advice that works, if one does; what it has already stays."""
    at = Span(ranked.near.mention.start, ranked.near.mention.end)
    advice = trial.first(ranked.proposals, ranked.program.pattern, at, ranked.value)
    return ranked.near._replace(advice=advice) if advice else ranked.near


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
        self._adviser = Adviser(place, self._with_slot, self._follower)
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
                is_near = rank > 0
                if not stop.expected:
                    kept_out = self._kept_out(stop, program, candidate, taken)
                    if kept_out is None:
                        continue
                    stop, rank = kept_out, _FITS
                if rank == _FITS or self._is_worth_telling(stop, program, candidate):
                    proposals = self._adviser.proposals(program, candidate, stop, is_near=is_near)
                    yield self._ranked(rank, candidate, program, stop, proposals)
        yield from self._of_other_types(tag)

    def _of_other_types(self, tag: str) -> Iterator[_Ranked]:
        """Amounts of another type beside which all the words of a pattern stand."""
        for candidate in _once(self._place.candidates):
            if tag not in tags_of(candidate.value) and self._could_be_meant(candidate):
                for program in self._with_slot:
                    if not _is_beside_words(program):
                        continue
                    if self._goes_through(program, candidate):
                        yield self._of_wrong_type(candidate, program)
                        break
                    if self._says_unit(program, candidate):
                        yield self._with_unit(candidate, program)
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
            slot = program.steps[at].element
            assert isinstance(slot, Slot)
            return Stop(stop.matched, "{value}", block.found, block.why, slot, instead=block.instead)
        nearer = self._nearer(program, candidate)
        if nearer is None or _overlaps(nearer.start, nearer.end, taken):
            return None
        found = self._scanned.text[nearer.start : nearer.end]
        why = f"“{found}” stands nearer, and … never skips a mention that would fit"
        return Stop(stop.matched, "", found, why)

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

    def _of_wrong_type(self, candidate: Candidate, program: Program) -> _Ranked:
        assert isinstance(candidate.value, Quantity)
        detail, dimension = self._fact.type.detail, candidate.value.dimension
        if dimension == "number":
            lacking = "currency" if detail == "money" else "unit"
            why = f"the words fit, but no {lacking} stands beside it"
            advice = f"none: no pattern can tell a {lacking} that the text leaves out"
            return self._ranked(_FITS, candidate, program, Stop(0, "{value}", dimension, why), advice=advice)
        found, wanted = describe(Type("quantity", dimension)), describe(self._fact.type)
        why = f"the words fit, but this is {found}, and the fact takes {wanted}"
        return self._ranked(
            _FITS, candidate, program, Stop(0, "{value}", dimension, why), [of_type(program.pattern, dimension)]
        )

    def _says_unit(self, program: Program, candidate: Candidate) -> bool:
        """Whether a pattern has the unit of an amount for a word, so that its slot is to take the number alone."""
        shorter = candidate._replace(after=candidate.after - 1)
        return (
            self._fact.type.detail == "number"
            and shorter.first < shorter.after
            and self._goes_through(program, shorter)
        )

    def _with_unit(self, candidate: Candidate, program: Program) -> _Ranked:
        assert isinstance(candidate.value, Quantity)
        dimension = candidate.value.dimension
        words = self._scanned.words
        unit = self._scanned.text[words.starts[candidate.after - 1] : words.ends[candidate.after - 1]]
        why = f"the words fit, but with “{unit}” this is {describe(Type('quantity', dimension))}, and no bare number"
        at = value_at(program.steps)
        assert at is not None
        proposals = [of_type(program.pattern, dimension, program.steps[at + 1].element)]
        return self._ranked(_FITS, candidate, program, Stop(0, "{value}", dimension, why), proposals)

    def _ranked(
        self,
        rank: float,
        candidate: Candidate,
        program: Program,
        stop: Stop,
        proposals: Iterable[Proposal] = (),
        advice: str = "",
    ) -> _Ranked:
        value = candidate.value
        at = Passage(self._source, candidate.start, candidate.end)
        told = print_value(value), program.pattern.id, stop.expected, stop.found, stop.why, advice, hedge_of(value)
        return _Ranked(rank, NearMiss(self._fact.name, at, *told), program, value, proposals)

    def _goes_through(self, program: Program, candidate: Candidate) -> bool:
        stop = self._follower.stopped(program, candidate)
        return stop.expected == ""

    # Fixed values

    def of_fixed(self, taken: Sequence[tuple[int, int]]) -> Iterator[_Ranked]:
        """Patterns with a fixed value of which at least half of the words are in the sentence."""
        near = [each for program in self._fixed if (each := self._half_matched(program)) is not None]
        near = [e for e in near if not _overlaps(e.near.mention.start, e.near.mention.end, taken)]
        if near:
            yield max(near, key=lambda ranked: ranked.rank)

    def _half_matched(self, program: Program) -> _Ranked | None:
        elements = [
            (step, step.element)
            for step in program.steps
            if isinstance(step.element, Words) and not step.element.optional
        ]
        places = {
            element: i
            for step, element in elements
            for i in range(self._sentence.first, self._sentence.after)
            if self._follower.fits(step, i, 1) is not None
        }
        if not places or len(elements) < 2 or len(places) * 2 < len(elements):
            return None
        words = self._scanned.words
        first, last = min(places.values()), max(places.values())
        at = Passage(self._source, words.starts[first], words.ends[last])
        missing = next((element for _, element in elements if element not in places), None)
        fixed = program.pattern.fixed
        assert fixed is not None
        expected, rank = "", 1.0
        why = "all its words are in the sentence, but not in this order, or not beside each other"
        if missing is not None:
            expected, rank = missing.written, len(places) / len(elements)
            why = f"the sentence has no {expected}"
        proposals = self._adviser.proposals_of_fixed(program, [element for _, element in elements], places)
        near = NearMiss(self._fact.name, at, print_value(fixed), program.pattern.id, expected, "", why, "")
        return _Ranked(rank, near, program, fixed, proposals)


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
