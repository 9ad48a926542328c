"""From all patterns of a vocabulary and a text to the places where the patterns match.

Each pattern is filed under the one of its words that the fewest patterns share, or under the mention that it needs; a
text wakes only the patterns whose word it has, so that the cost grows with the text and not with the number of
patterns. Of those, only the ones are walked that can be reached: see `reach`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from factcheck.extraction.patterns.elements import CompiledPattern
from factcheck.extraction.patterns.places import Place
from factcheck.extraction.patterns.programs import Program, ProgramMaker, commonness
from factcheck.extraction.patterns.reach import reach
from factcheck.extraction.patterns.scanned import Scanned
from factcheck.extraction.patterns.stretches import Stretch, stretches
from factcheck.extraction.patterns.walking import Match, matches_at
from factcheck.extraction.text.sentences import Sentence
from factcheck.model.entity import Catalogue


class Matcher:
    """All patterns of a vocabulary, ready for any number of texts."""

    def __init__(self, patterns: Iterable[CompiledPattern], entities: Catalogue) -> None:
        self._entities = entities
        maker = ProgramMaker()
        self.programs = [
            maker.program(pattern, variant, order)
            for order, (pattern, variant) in enumerate((p, v) for p in patterns for v in p.variants)
        ]
        often = Counter(id(need) for program in self.programs for need in program.needs)
        needs = {id(need): need for program in self.programs for need in program.needs}
        shared: Counter[str] = Counter()
        for number, need in needs.items():
            for key in need:
                shared[key] += often[number]
        self._filed: dict[str, list[Program]] = {}
        common = {number: commonness(need, shared) for number, need in needs.items()}
        for program in self.programs:
            program.needs = tuple(sorted(program.needs, key=lambda need: common[id(need)]))
            for key in program.needs[0]:
                self._filed.setdefault(key, []).append(program)
        self._keys = frozenset(self._filed)

    def matches(self, scanned: Scanned) -> list[Match]:
        """All matches, in the order of the text and then of the patterns; not yet chosen between."""
        found: list[Match] = []
        for stretch in stretches(scanned, self._entities):
            by_sentence: dict[int, list[tuple[Program, list[int]]]] = {}
            for program in self._woken(stretch):
                reached = reach(stretch, program)
                if reached is not None:
                    for number in stretch.parted(reached[0]):
                        by_sentence.setdefault(number, []).append((program, reached))
            for number in sorted(by_sentence):
                place = stretch.place(number)
                for program, reached in by_sentence[number]:
                    found += matches_at(place, program, stretch.within(number, reached))
        return found

    def _woken(self, stretch: Stretch) -> list[Program]:
        """The programs that have what they need in a sentence, in order."""
        woken = {program.order: program for key in self._keys & stretch.present for program in self._filed[key]}
        return [woken[order] for order in sorted(woken) if stretch.have(woken[order].needs)]

    def place(self, scanned: Scanned, sentence: Sentence) -> Place:
        """A sentence, ready for patterns."""
        return Place(scanned, sentence, self._entities)
