"""From all patterns of a vocabulary and a text to the places where the patterns match.

Each pattern is filed under the one of its words that the fewest patterns share, or under the mention that it needs; a
sentence wakes only the patterns whose word it has, so that the cost grows with the text and not with the number of
patterns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from factcheck.extraction.elements import CompiledPattern
from factcheck.extraction.places import Place, by_tag
from factcheck.extraction.programs import Program, ProgramMaker, commonness
from factcheck.extraction.scanned import Scanned
from factcheck.extraction.sentences import Sentence
from factcheck.extraction.walking import Match, matches_at
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
            rarest = min(program.needs, key=lambda need: common[id(need)])
            for key in rarest:
                self._filed.setdefault(key, []).append(program)
        self._keys = frozenset(self._filed)

    def matches(self, scanned: Scanned) -> list[Match]:
        """All matches, in the order of the text and then of the patterns; not yet chosen between."""
        found: list[Match] = []
        keys, filed = scanned.words.keys, self._filed
        for sentence in scanned.sentences:
            tagged = by_tag(scanned, sentence)
            present = {*keys[sentence.first : sentence.after], *tagged}
            programs: dict[int, Program] = {}
            for key in self._keys & present:
                for program in filed[key]:
                    for need in program.needs:
                        if need.isdisjoint(present):
                            break
                    else:
                        programs[program.order] = program
            if programs:
                place = Place(scanned, sentence, self._entities, tagged)
                for order in sorted(programs):
                    found += matches_at(place, programs[order])
        return found

    def place(self, scanned: Scanned, sentence: Sentence) -> Place:
        """A sentence, ready for patterns."""
        return Place(scanned, sentence, self._entities, by_tag(scanned, sentence))
