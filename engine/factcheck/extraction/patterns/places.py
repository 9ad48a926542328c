"""From a sentence to what may fill the slots of patterns in it, and at which word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from factcheck.extraction.patterns.before_names import NATIONALITIES, name_after_rank
from factcheck.extraction.patterns.elements import Slot
from factcheck.extraction.patterns.scanned import Candidate, Scanned, tags_of
from factcheck.extraction.patterns.unknown_names import qualified_titles, unknown_runs
from factcheck.extraction.text.sentences import Sentence
from factcheck.model.entity import Catalogue, Entity, EntitySet

_LONGEST_AGE: Final = 3


class Place:
    """A sentence, with what may fill slots in it."""

    def __init__(self, scanned: Scanned, sentence: Sentence, entities: Catalogue) -> None:
        self.scanned = scanned
        self.sentence = sentence
        self._entities = entities
        self.candidates = scanned.in_sentence(sentence)
        self._by_tag: dict[str, list[Candidate]] = {}
        for candidate in self.candidates:
            for tag in tags_of(candidate.value):
                self._by_tag.setdefault(tag, []).append(candidate)
        self.tags = tuple(self._by_tag)
        self._starting: dict[str, dict[int, list[Candidate]]] = {}
        self._unknown: dict[str, dict[int, int]] = {}
        self._mixed: dict[str, dict[int, Candidate]] = {}
        self._qualified: dict[int, int] | None = None

    def tagged(self, tag: str) -> list[Candidate]:
        """The candidates of a tag, in order; of names in a row, the sets that they make."""
        found = self._by_tag.get(tag)
        if found is None:
            found = self.scanned.runs(self._by_tag.get(f"entity:{tag[4:]}", ())) if tag.startswith("run:") else []
            self._by_tag[tag] = found
        return found

    def starting(self, tag: str) -> dict[int, list[Candidate]]:
        """The candidates of a tag by the words at which a slot for them may begin."""
        found = self._starting.get(tag)
        if found is None:
            found = self._starting[tag] = {}
            for candidate in self.tagged(tag):
                for word in dict.fromkeys((candidate.first, candidate.core)):
                    found.setdefault(word, []).append(candidate)
        return found

    def unknown(self, kind: str) -> dict[int, int]:
        """The names in capitals that may be of a kind: where each begins, to the word after it."""
        found = self._unknown.get(kind)
        if found is None:
            found = self._unknown[kind] = dict(unknown_runs(self.scanned, self.sentence, kind, self.candidates))
            if kind == "title":
                found.update(self.qualified_titles)
        return found

    @property
    def qualified_titles(self) -> dict[int, int]:
        """The titles such as "former prime minister", of which only the last words are known: where each begins, to
        the word after it.
        """
        if self._qualified is None:
            self._qualified = qualified_titles(self.scanned, self.sentence, self.candidates)
        return self._qualified

    def is_qualified(self, word: int) -> bool:
        """Whether a word is inside such a title, after its beginning."""
        return any(first < word < after for first, after in self.qualified_titles.items())

    def past_age(self, word: int) -> int:
        """The word after an age that stands in commas or brackets at a word, as after a name: "Reyes, 45, said"."""
        text, words = self.scanned.text, self.scanned.words
        if not self.sentence.first < word < self.sentence.after - 1:
            return word
        start, end = words.starts[word], words.ends[word]
        is_age = text[start:end].isdigit() and end - start <= _LONGEST_AGE
        return word + (is_age and (text[words.ends[word - 1] : start], text[end]) in ((", ", ","), (" (", ")")))

    def past_title(self, word: int) -> int:
        """The word after a title that begins at a word, with a country before it or not; the word itself without one.

        "US President", "former Japanese prime minister" are so before a name, where no comma parts them from it.
        """
        text, words = self.scanned.text, self.scanned.words
        if word >= self.sentence.after:
            return word
        lands = [candidate.after for candidate in self.starting("entity:country").get(word, ())]
        lands += [word + 1] if words.keys[word] in NATIONALITIES else []
        for first in (word, *lands):
            ends = [candidate.after for candidate in self.starting("entity:title").get(first, ())]
            ends += [self.qualified_titles[first]] if first in self.qualified_titles else []
            after = max(ends, default=first)
            if first < after < self.sentence.after and text[words.ends[after - 1] : words.starts[after]].isspace():
                return after
        return word

    def begins(self, slot: Slot, word: int) -> bool:
        """Whether a mention for a slot begins at a word."""
        if word in self.starting(slot.tag):
            return True
        if slot.kind is None:
            return False
        if slot.kind == "title" and word in self.qualified_titles:
            return True
        if not self.scanned.text[self.scanned.words.starts[word]].isupper():
            return False
        return word in self.unknown(slot.kind) or (slot.tag.startswith("run:") and word in self.mixed_runs(slot.kind))

    def unskippable(self, tags: Sequence[str], i: int) -> int:
        """The last word up to which a gap from word i may reach without skipping a mention of the tags."""
        most = self.sentence.after
        for tag in tags:
            tagged = self.tagged(tag)
            at = bisect_left(tagged, i, key=lambda candidate: candidate.first)
            if at < len(tagged):
                ends = [c.after for c in tagged[at : at + 3] if c.beside is None]
                most = min(most, min(ends) - 1) if ends else most
        return most

    def named(self, first: int, after: int, kind: str) -> Candidate:
        """The words of a name in capitals as what may fill a slot; the vocabulary may know it after all."""
        text, words = self.scanned.text, self.scanned.words
        core = name_after_rank(words.keys, first, after) if kind == "person" else first
        start, end = words.starts[core], words.ends[after - 1]
        if text[start:end].endswith(("'s", "’s")):
            end -= 2
        entity = self._entities.read(" ".join(text[start:end].split()), kind)
        return Candidate(first, after, core, start, end, entity, None)

    def mixed_runs(self, kind: str) -> dict[int, Candidate]:
        """The sets of names in a row of which at least one is unknown, by their first word."""
        found = self._mixed.get(kind)
        if found is None:
            known = self.tagged(f"entity:{kind}")
            taken = {word for candidate in known for word in range(candidate.first, candidate.after)}
            unknown = [
                self.named(first, after, kind)
                for first, after in self.unknown(kind).items()
                if taken.isdisjoint(range(first, after))
            ]
            runs = self.scanned.runs(sorted((*known, *unknown), key=lambda candidate: candidate.first))
            starts = {candidate.first for candidate in unknown}
            found = self._mixed[kind] = {
                run.first: run
                for run in runs
                if not starts.isdisjoint(range(run.first, run.after)) and len(_members(run)) > 1
            }
        return found


def _members(candidate: Candidate) -> Sequence[Entity]:
    return candidate.value.members if isinstance(candidate.value, EntitySet) else ()
