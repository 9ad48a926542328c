"""From a match to who says it: "according to X", "X said that …", "…, X said", and the speakers of quotations.

The speaker is named in the article's own words, without an article before them; a person whom the vocabulary or a
capital tells apart from their office is named alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from factcheck.extraction.inflection import forms_of
from factcheck.extraction.scanned import Candidate, Scanned
from factcheck.extraction.sentences import Sentence
from factcheck.model.entity import Entity
from factcheck.named import NamedTuple

_SAYING: Final = frozenset(
    """
    said says say told tells announced stated noted reported declared claimed explained confirmed insisted insists
    argued argues estimated warned warns pointed wrote tweeted posted acknowledged
    admitted revealed believed believes predicted predicts disclosed indicated suggested asserted maintained
    contended remarked testified added adds briefed commented concluded cautioned reiterated
    """.split()
)
_READING: Final = frozenset({"read", "reads"})
"""Verbs that tell what someone said only after a quotation: "…," the statement read."""
_WITH_THAT: Final = frozenset(
    "stressed emphasised emphasized highlighted recalled underlined underscored mentioned".split()
)
"""Verbs that tell what someone said only with "that"; else they have an object: "stressed the importance"."""
_GOING_ON: Final = frozenset(
    "adding saying noting stressing explaining warning claiming stating insisting arguing".split()
)
_BETWEEN: Final = frozenset(
    """
    also later then again earlier previously separately repeatedly has have had today yesterday reportedly publicly
    recently once already both all
    """.split()
)
"""Words between a speaker and the verb."""
_BREAKS: Final = frozenset(
    """
    that which because if although though while whereas when where after before since until so yet but as and or
    """.split()
)
"""Words that no name of a speaker goes back beyond."""
_ROLES: Final = frozenset(
    """
    official officials spokesman spokeswoman spokesperson source sources analyst analysts minister ministers police
    authorities expert experts economist economists researcher researchers scientist scientists lawyer lawyers
    prosecutor prosecutors president chairman chairwoman director company government ministry agency witness witnesses
    diplomat diplomats aide aides statement report media
    """.split()
)
"""Words for those who speak without a name."""
_DOCUMENTS: Final = frozenset("statement readout release".split())
_PERSONAL: Final = frozenset("he she they it".split())
_ARTICLES: Final = frozenset("the a an their his her its one".split())
_DETERMINED: Final = _ARTICLES | {"this", "that", "these", "those"}
_LONGEST: Final = 12
_LONGEST_TAIL: Final = 10
_FAR_BACK: Final = 3
"""Sentences in which "he" is looked for."""
_BE: Final = forms_of("be")


class Speaker(NamedTuple):
    """Who speaks in a sentence: the words `first` to `after`, and the stretch of words that they say."""

    first: int
    after: int
    begin: int
    end: int
    is_outer: bool
    """Whether the speaker is named after what is said, so that other speakers are quoted by this one."""


class AttributionReader:
    """Finds the speakers in the sentences of one text."""

    def __init__(self, scanned: Scanned) -> None:
        self._scanned = scanned
        self._keys = scanned.words.keys
        self._numbers = {sentence.first: number for number, sentence in enumerate(scanned.sentences)}
        self._speakers: dict[int, list[Speaker]] = {}

    def said_by(self, sentence: Sentence, first: int, *, in_quotation: bool) -> str | None:
        """Who says what stands at a word of a sentence."""
        number = self._numbers[sentence.first]
        found = [s for s in self.speakers(number) if s.begin <= first < s.end]
        if found:
            speaker = next((s for s in reversed(found) if s.is_outer), max(found, key=lambda s: s.begin))
            return self._name(number, speaker)
        if in_quotation:
            return self._speaker_around(number)
        return None

    def speakers(self, number: int) -> list[Speaker]:
        """The speakers in a sentence, in the order of their verbs."""
        found = self._speakers.get(number)
        if found is None:
            sentence = self._scanned.sentences[number]
            found = self._speakers[number] = [*self._by_verb(sentence), *self._according(sentence)]
        return found

    # Verbs

    def _by_verb(self, sentence: Sentence) -> Iterator[Speaker]:
        last: Speaker | None = None
        for i in range(sentence.first, sentence.after):
            key = self._keys[i]
            if key in _GOING_ON:
                subject = (last.first, last.after) if last is not None else self._subject(sentence, i)
                if subject is not None:
                    yield Speaker(*subject, i + 1, sentence.after, False)
                continue
            is_told = key in _WITH_THAT and i + 1 < sentence.after and self._keys[i + 1] == "that"
            if key not in _SAYING and key not in _READING and not is_told:
                continue
            speaker = self._inverted(sentence, i) or self._before(sentence, i, last)
            if speaker is not None and (speaker.is_outer or key not in _READING):
                last = speaker
                yield speaker

    def _before(self, sentence: Sentence, verb: int, last: Speaker | None) -> Speaker | None:
        """`X said …` or `…, X said`."""
        end = verb
        while end > sentence.first and (self._keys[end - 1] in _BETWEEN or self._keys[end - 1].endswith("ly")):
            end -= 1
        if end > sentence.first and self._keys[end - 1] in _BE:
            return None  # "is said", "was reported"
        first = self._name_before(sentence, end)
        parted = end > sentence.first and self._parts(end - 1, _COMMA)
        if first == end or parted or self._keys[first] == "who":
            subject = self._subject(sentence, verb) if last is None or parted else (last.first, last.after)
            return None if subject is None else Speaker(*subject, verb + 1, sentence.after, False)
        if not self._can_speak(first, end):
            return None
        if first > sentence.first and self._parts(first - 1, _COMMA_OR_QUOTE) and self._ends_soon(sentence, verb + 1):
            return Speaker(first, end, sentence.first, first, True)
        return Speaker(first, end, verb + 1, sentence.after, False)

    def _can_speak(self, first: int, after: int) -> bool:
        """Whether some words can be a speaker: an amount or a time cannot."""
        return not any(
            c.first <= first and c.after >= after and not isinstance(c.value, Entity)
            for c in self._scanned.candidates_at(first)
        )

    def _inverted(self, sentence: Sentence, verb: int) -> Speaker | None:
        """`…, said X`: the speaker stands after the verb, up to a comma or the end."""
        if verb == sentence.first or self._keys[verb] not in ("said", "says", "added", "announced", "told", "wrote"):
            return None
        if not self._parts(verb - 1, _COMMA_OR_QUOTE) or self._keys[verb - 1] in _PERSONAL:
            return None
        end = verb + 1
        while end < sentence.after and end - verb <= _LONGEST and (end == verb + 1 or not self._parts(end - 1, _COMMA)):
            if self._keys[end] in _BREAKS or self._keys[end] in _SAYING:
                break
            end += 1
        if end == verb + 1 or not (end == sentence.after or self._parts(end - 1, _COMMA)):
            return None
        if self._parts(verb - 1, _QUOTE):
            return Speaker(verb + 1, end, sentence.first, verb, True)
        short = end - verb <= _LONGEST_TAIL // 2 or end < sentence.after
        is_role = any(self._keys[i] in _ROLES for i in range(verb + 1, end)) or self._has_capital(verb + 1, end)
        aside = self._segment_start(sentence, verb)
        if not short or not is_role or self._keys[aside] in ("who", "which", "whose"):
            return None
        return Speaker(verb + 1, end, sentence.first, verb, True)

    def _segment_start(self, sentence: Sentence, word: int) -> int:
        """The first word of the stretch between commas that ends before a word."""
        first = word - 1
        while first > sentence.first and not self._parts(first - 1, _ANY):
            first -= 1
        return first

    def _has_capital(self, first: int, after: int) -> bool:
        text, words = self._scanned.text, self._scanned.words
        return any(text[words.starts[i]].isupper() for i in range(first, after))

    def _is_named(self, first: int, after: int) -> bool:
        """Whether some words look like those of who acts."""
        return (
            self._keys[first] in _DETERMINED or self._has_capital(first, after) or self._keys[after - 1].endswith("s")
        )

    def _name_before(self, sentence: Sentence, end: int) -> int:
        """The word at which the name that ends before a word begins."""
        first = end
        while first > sentence.first and end - first < _LONGEST:
            if first < end and self._parts(first - 1, _ANY):
                break
            if self._keys[first - 1] in _BREAKS and not self._joins_names(first - 1, sentence):
                break
            if self._keys[first - 1] in _SAYING:
                break
            first -= 1
            if self._keys[first] in _PERSONAL or self._keys[first] == "who":
                break
        return first

    def _joins_names(self, word: int, sentence: Sentence) -> bool:
        """Whether an "and" stands between two names: "Kishida and Biden said"."""
        if self._keys[word] != "and" or word - 1 < sentence.first or word + 1 >= sentence.after:
            return False
        text, words = self._scanned.text, self._scanned.words
        return text[words.starts[word - 1]].isupper() and text[words.starts[word + 1]].isupper()

    def _subject(self, sentence: Sentence, verb: int) -> tuple[int, int] | None:
        """The subject of a verb that stands apart from it: the first person, or the first words, before it."""
        for candidate in self._scanned.in_sentence(sentence):
            if candidate.after <= verb and _is_actor(candidate):
                return candidate.first, candidate.after
        end = sentence.first
        while end < verb and (end == sentence.first or not self._parts(end - 1, _ANY)):
            if self._keys[end] in _BREAKS or self._keys[end] in _SAYING:
                break
            end += 1
        named = sentence.first < end <= sentence.first + _LONGEST // 2 and self._is_named(sentence.first, end)
        return (sentence.first, end) if named and self._keys[sentence.first] not in _PERSONAL else None

    def _ends_soon(self, sentence: Sentence, word: int) -> bool:
        """Whether nothing is said after a verb: the sentence ends, or goes on after a comma with "adding"."""
        for i in range(word, min(word + _LONGEST_TAIL, sentence.after)):
            if self._parts(i - 1, _ANY) or self._keys[i] in ("in", "on", "after", "at", "this", "last", "of"):
                return True
            if self._keys[i] in ("that", "the", "a", "he", "she", "it", "they"):
                return False
        return word + _LONGEST_TAIL >= sentence.after

    # Prepositions

    def _according(self, sentence: Sentence) -> Iterator[Speaker]:
        for i in range(sentence.first, sentence.after - 2):
            if self._keys[i] != "according" or self._keys[i + 1] != "to":
                continue
            end = i + 2
            while end < sentence.after and end - i <= _LONGEST and (end == i + 2 or not self._parts(end - 1, _ANY)):
                if self._keys[end] in _BREAKS - {"and"}:
                    break
                end += 1
            yield Speaker(i + 2, end, sentence.first, sentence.after, True)

    # Names

    def _name(self, number: int, speaker: Speaker) -> str | None:
        first, after = speaker.first, speaker.after
        if after - first == 1 and self._keys[first] in _PERSONAL:
            return self._antecedent(number, self._keys[first])
        while first < after - 1 and self._keys[first] in _ARTICLES:
            first += 1
        people = [c for c in self._scanned.candidates_between(first, after) if _is_actor(c)]
        text, words = self._scanned.text, self._scanned.words
        start, end = words.starts[first], words.ends[after - 1]
        if len(people) == 1 and people[0].after == after:
            start, end = people[0].start, people[0].end
        elif self._keys[after - 1] in _DOCUMENTS and after - first > 1:
            end = words.ends[after - 2]  # "a White House statement said"
        name = " ".join(text[start:end].split())
        return name.removesuffix("'s").removesuffix("’s") or None

    def _antecedent(self, number: int, pronoun: str) -> str | None:
        """Whom a pronoun means: the last speaker, or else the first person of the sentence before."""
        for earlier in range(number - 1, max(-1, number - 1 - _FAR_BACK), -1):
            for speaker in self.speakers(earlier):
                if not (speaker.after - speaker.first == 1 and self._keys[speaker.first] in _PERSONAL):
                    return self._name(earlier, speaker)
            people = [c for c in self._scanned.in_sentence(self._scanned.sentences[earlier]) if _is_person(c)]
            if people and pronoun in ("he", "she"):
                return " ".join(self._scanned.text[people[0].start : people[0].end].split())
        return None

    def _speaker_around(self, number: int) -> str | None:
        """Who speaks in a quotation whose own sentence does not say: the last speaker before it."""
        for near in range(number - 1, max(-1, number - 1 - _FAR_BACK), -1):
            speakers = self.speakers(near)
            if speakers:
                return self._name(near, speakers[-1])
        return None

    def _parts(self, word: int, signs: frozenset[str]) -> bool:
        """Whether one of some signs stands between a word and the next."""
        words = self._scanned.words
        if word + 1 >= len(words.starts):
            return True
        between = self._scanned.text[words.ends[word] : words.starts[word + 1]]
        return not signs.isdisjoint(between)


_COMMA: Final = frozenset(",")
_QUOTE: Final = frozenset('"”»')
_COMMA_OR_QUOTE: Final = _COMMA | _QUOTE
_ANY: Final = frozenset(',;:()–—"“”«»')


def _is_person(candidate: Candidate) -> bool:
    return isinstance(candidate.value, Entity) and candidate.value.kind == "person"


def _is_actor(candidate: Candidate) -> bool:
    return isinstance(candidate.value, Entity) and candidate.value.kind in ("person", "organisation")
