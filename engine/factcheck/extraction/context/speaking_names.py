"""From the words of a sentence to the names in it that may speak: where each begins and ends, and whose they are."""

from __future__ import annotations

from typing import Final

from factcheck.extraction.context.cues import is_past
from factcheck.extraction.context.saying import (
    ARTICLES,
    AUXILIARIES,
    BETWEEN,
    BREAKS,
    COUNTS,
    DETERMINED,
    NO_SPEAKERS,
    PERSONAL,
    PREPOSITIONS,
    ROLES,
    SAYING,
    SOURCES,
    TO_HAVE,
)
from factcheck.extraction.patterns.scanned import Candidate, Scanned
from factcheck.extraction.text.inflection import is_function_word
from factcheck.extraction.text.sentences import Sentence
from factcheck.model.entity import Entity

ANY: Final = frozenset(',;:()–—"“”«»')
"""Signs that part the words of a sentence."""
LONGEST: Final = 12
"""Words of a name with what stands around it."""
_LONGEST_HEAD: Final = 6
_NOBODY: Final = frozenset("neither nor no none".split())
_MOST_NAMES: Final = 4
_ENDS_SUBJECT: Final = BREAKS | SAYING | AUXILIARIES | {"who"}
_ENDS_OWNER: Final = PREPOSITIONS | BREAKS | AUXILIARIES | SAYING


class SpeakingNames:
    """Finds names around words of one text."""

    def __init__(self, scanned: Scanned) -> None:
        self.scanned = scanned
        self.keys = scanned.words.keys

    def parts(self, word: int, signs: frozenset[str]) -> bool:
        """Whether one of some signs stands between a word and the next."""
        words = self.scanned.words
        if word + 1 >= len(words.starts):
            return True
        end, start = words.ends[word], words.starts[word + 1]
        if start == end + 1:
            return self.scanned.text[end] in signs
        return not signs.isdisjoint(self.scanned.text[end:start])

    def has_capital(self, first: int, after: int) -> bool:
        text, words = self.scanned.text, self.scanned.words
        return any(text[words.starts[i]].isupper() for i in range(first, after))

    def segment_start(self, sentence: Sentence, word: int) -> int:
        """The first word of the stretch between commas that ends before a word."""
        first = word - 1
        while first > sentence.first and not self.parts(first - 1, ANY):
            first -= 1
        return first

    def name_before(self, sentence: Sentence, end: int) -> int:
        """The word at which the name that ends before a word begins."""
        first = end
        while first > sentence.first and end - first < LONGEST:
            if first < end and self.parts(first - 1, ANY):
                break
            key = self.keys[first - 1]
            if key in BREAKS and not self._joins_names(first - 1, sentence):
                break
            if key in SAYING and not self.is_participle(first - 1):
                break
            first -= 1
            if key in PERSONAL or key == "who":
                break
        return first

    def name_after(self, sentence: Sentence, begin: int) -> int:
        """Where a name ends that begins at a word."""
        end = begin
        while end < sentence.after and end - begin <= LONGEST and (end == begin or not self.parts(end - 1, ANY)):
            if self.keys[end] in BREAKS - {"and"} and not (self.keys[end - 1] in ROLES and self.keys[end] == "who"):
                break
            end += 1
        return end

    def _joins_names(self, word: int, sentence: Sentence) -> bool:
        """Whether an "and" stands between two names: "Kishida and Biden said"."""
        if self.keys[word] != "and" or word - 1 < sentence.first or word + 1 >= sentence.after:
            return False
        text, words = self.scanned.text, self.scanned.words
        return text[words.starts[word - 1]].isupper() and text[words.starts[word + 1]].isupper()

    def without_preposition(self, first: int, end: int) -> int:
        """Where a speaker begins after what stands before it: "In its note the Harbour Board" is the board."""
        if first >= end or self.keys[first] not in PREPOSITIONS:
            return first
        for candidate in self.scanned.candidates_between(first, end):
            if candidate.after == end and is_actor(candidate):
                return candidate.first
        name = end
        text, words = self.scanned.text, self.scanned.words
        while name - 1 > first and (text[words.starts[name - 1]].isupper() or self.keys[name - 1] in ("of", "and")):
            name -= 1
        if name < end:
            return name
        determined = [i for i in range(first + 1, end) if self.keys[i] in DETERMINED]
        return determined[-1] if determined else end - 1

    def owner(self, least: int, noun: int) -> tuple[int, int] | None:
        """Whose a noun is: "Reyes's own count"."""
        text, words = self.scanned.text, self.scanned.words
        for i in range(noun - 1, max(least, noun - 3) - 1, -1):
            written = text[words.starts[i] : words.ends[i] + 1]
            if written[-3:-1] in ("'s", "’s") or (written[-2:-1] == "s" and written[-1] in "'’"):
                first = i
                while first > least and i - first < _LONGEST_HEAD and self.keys[first - 1] not in _ENDS_OWNER:
                    first -= 1
                return first, i + 1
        return None

    def can_speak(self, first: int, after: int) -> bool:
        """Whether some words can be a speaker: a name, a person, an office or a body; no amount and no time."""
        bare = first
        while bare < after - 1 and self.keys[bare] in DETERMINED:
            bare += 1
        if any(
            c.first <= bare and c.after >= after and not isinstance(c.value, Entity)
            for c in self.scanned.candidates_at(bare)
        ):
            return False
        keys = self.keys[bare:after]
        if all(key in COUNTS for key in keys):
            return False
        if bare > first or not ROLES.isdisjoint(keys) or not PERSONAL.isdisjoint(keys):
            return True
        if is_function_word(keys[-1]) or keys[0] in _NOBODY or keys[0] in NO_SPEAKERS:
            return False
        if keys[-1].endswith(("ing", "ly")) and not self.has_capital(after - 1, after):
            return False
        return self.has_capital(first, after) or keys[-1].endswith("s") or not SOURCES.isdisjoint(keys)

    def _is_named(self, first: int, after: int) -> bool:
        """Whether some words look like those of who acts."""
        if self.keys[first] in NO_SPEAKERS:
            return False
        return self.keys[first] in DETERMINED or self.has_capital(first, after) or self.keys[after - 1].endswith("s")

    def is_speaker(self, first: int, after: int) -> bool:
        """Whether some words are a known name, or one with an office, and nothing else."""
        last = self.keys[after - 1]
        if last in ROLES and not self._amounts_between(first, after):
            return last not in ("report", "statement")
        return any(c.after == after and is_actor(c) for c in self.scanned.candidates_between(first, after))

    def _amounts_between(self, first: int, after: int) -> bool:
        return any(not isinstance(c.value, Entity) for c in self.scanned.candidates_between(first, after))

    def subject(self, sentence: Sentence, verb: int) -> tuple[int, int] | None:
        """The subject of a verb that stands apart from it: the first person, or the first words, before it."""
        for candidate in self.scanned.in_sentence(sentence):
            if candidate.after <= verb and is_actor(candidate):
                return candidate.first, candidate.after
        end = sentence.first
        while end < verb and (end == sentence.first or not self.parts(end - 1, ANY)):
            if self.keys[end] in _ENDS_SUBJECT:
                break
            end += 1
        named = sentence.first < end <= sentence.first + LONGEST // 2 and self._is_named(sentence.first, end)
        if named and self.keys[sentence.first] in ARTICLES and end < verb and self.has_capital(end, end + 1):
            # "One docker, Tom Vane, 44, said"
            after = next((i for i in range(end + 1, verb + 1) if self.parts(i - 1, ANY)), end)
            if end < after <= end + _MOST_NAMES and self.has_capital(after - 1, after):
                return end, after
        return (sentence.first, end) if named and self.keys[sentence.first] not in PERSONAL else None

    def is_participle(self, i: int) -> bool:
        """Whether a verb says more about a noun: "people briefed on the matter", "the man said to have …"."""
        follows = self.keys[i + 1 : i + 3]
        if self.keys[i] == "briefed":
            return follows[:1] in (["on"], ["about"], ["by"])
        return follows[:1] == ["to"] and not TO_HAVE.isdisjoint(follows[1:])

    def is_verb(self, i: int) -> bool:
        """Whether a word is a verb of its own, and none that says more about a noun: "people briefed on"."""
        key = self.keys[i]
        return key in AUXILIARIES or (is_past(key) and self.keys[i + 1 : i + 2] not in (["on"], ["about"], ["by"]))

    def is_finished(self, sentence: Sentence) -> bool:
        end = self.scanned.words.ends[sentence.after - 1]
        return any(sign in ".!?" for sign in self.scanned.text[end : sentence.end])

    def subject_end(self, sentence: Sentence, verb: int) -> int:
        """The word after a subject, before the words that may stand between it and its verb."""
        end = verb
        while end > sentence.first and (self.keys[end - 1] in BETWEEN or self.keys[end - 1].endswith("ly")):
            end -= 1
        return end


def is_actor(candidate: Candidate) -> bool:
    """Whether a mention is a known person or body."""
    return isinstance(candidate.value, Entity) and candidate.value.kind in ("person", "organisation")
