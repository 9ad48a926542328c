"""From a match to who says it: the speaker of its clause, of the quotation that holds it, or of the sentence after it.

The speaker is named in the article's own words, without an article before them; a person whom the vocabulary or a
capital tells apart from their office is named alone. A pronoun is named after the one whom it can only mean.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from factcheck.extraction.context.cues import is_past
from factcheck.extraction.context.quotations import Quotations, Turns
from factcheck.extraction.context.saying import (
    ARTICLES,
    AUXILIARIES,
    BODIES,
    BREAKS,
    DOCUMENTS,
    ISSUED,
    OF_OTHERS,
    PERSONAL,
    PREPOSITIONS,
    PUTTING,
    SAYING,
    SEVERAL,
)
from factcheck.extraction.context.speakers import Speaker, SpeakerFinder
from factcheck.extraction.patterns.scanned import Candidate, Scanned
from factcheck.extraction.text.sentences import Sentence
from factcheck.model.entity import Entity

_LONGEST_QUOTATION: Final = 30
"""Sentences of a quotation in which its speaker is looked for, to each side."""
_FAR_BACK: Final = 3
"""Sentences in which "he" is looked for."""
_LONGEST_BODY: Final = 5
_LONGEST_AFTERWORD: Final = 16
_POINTING: Final = frozenset("that this the those these it".split())
_POINTED_AT: Final = frozenset("figure figures number count estimate tally claim toll total account view".split())


class AttributionReader:
    """Tells who says what in one text."""

    def __init__(self, scanned: Scanned, quotations: Quotations) -> None:
        self._scanned = scanned
        self._quotations = quotations
        self._keys = scanned.words.keys
        self._numbers = {sentence.first: number for number, sentence in enumerate(scanned.sentences)}
        self._finder = SpeakerFinder(scanned)
        self.speakers = self._finder.speakers
        self._of_turns: Turns | None = None

    def said_by(
        self, sentence: Sentence, first: int, quotation: tuple[int, int] | None, told: Sequence[int] = ()
    ) -> str | None:
        """Who says what stands at a word of a sentence; `quotation` is where the quotation begins and ends that holds
        it, if one does. What is `told` of a name may be said though the name is not: "Japan said it would host".
        """
        number = self._numbers[sentence.first]
        speakers = self.speakers(number)
        found = [s for s in speakers if s.begin <= first < s.end]
        if told and speakers and not found and quotation is None:
            last = max(told)
            found = [s for s in speakers if s.begin <= last < s.end and s.begin - 1 not in told]
        if found and (quotation is None or not all(self._is_inside(s, quotation) for s in found)):
            speaker = next((s for s in reversed(found) if s.is_outer), max(found, key=lambda s: s.begin))
            return self._name(number, speaker)
        if quotation is None:
            said = self._said_after(number + 1)
            return said if said is not None else self._turns().at(self._scanned.words.starts[first])
        for near in self._sentences_of(number, quotation):
            outer = [s for s in self.speakers(near) if not self._is_inside(s, quotation)]
            for speaker in outer:
                if self._tells(near, speaker, quotation):
                    return self._name(near, speaker)
        if found:
            return self._name(number, found[-1])
        said = self._said_after(number + 1)
        return said if said is not None else self._speaker_around(number, quotation)

    def _is_inside(self, speaker: Speaker, quotation: tuple[int, int]) -> bool:
        return quotation[0] <= self._scanned.words.starts[speaker.first] < quotation[1]

    def _sentences_of(self, number: int, quotation: tuple[int, int]) -> Iterator[int]:
        """The other sentences that a quotation reaches into, those after first, and the one right after it."""
        sentences = self._scanned.sentences
        after = number + 1
        while after < min(len(sentences), number + _LONGEST_QUOTATION) and sentences[after].start < quotation[1] + 2:
            yield after
            after += 1
        before = number - 1
        while before >= max(0, number - _LONGEST_QUOTATION) and sentences[before].end > quotation[0]:
            yield before
            before -= 1

    def _tells(self, number: int, speaker: Speaker, quotation: tuple[int, int]) -> bool:
        """Whether a speaker of a sentence is the one of a quotation: named before it, or after it and no more said."""
        sentence, words = self._scanned.sentences[number], self._scanned.words
        if words.starts[speaker.first] < quotation[0] or speaker.is_outer:
            return True
        return sentence.start >= quotation[1] and self._finder.ends_soon(sentence, speaker.begin)

    def _said_after(self, number: int) -> str | None:
        """Who is told in a sentence to have said the one before: "That was the figure given by X"."""
        if number >= len(self._scanned.sentences):
            return None
        sentence, keys = self._scanned.sentences[number], self._keys
        first = sentence.first
        if keys[first] not in _POINTING:
            return None
        after = min(sentence.after, first + _LONGEST_AFTERWORD)
        is_figure = not _POINTED_AT.isdisjoint(keys[first : first + 4])
        for i in range(first + 1, after - 1):
            pair = (keys[i], keys[i + 1])
            if is_figure and ((keys[i] in ISSUED and pair[1] == "by") or pair in (("came", "from"), ("comes", "from"))):
                return self._name_of(number, i + 2, self._finder.name_after(sentence, i + 2))
            if pair == ("according", "to") and i <= first + 2:
                return self._name_of(number, i + 2, self._finder.name_after(sentence, i + 2))
            if keys[i] in ("what", "how") and i <= first + 2:
                verb = next((j for j in range(i + 2, after) if keys[j] in SAYING or keys[j] in PUTTING), None)
                return None if verb is None else self._name_of(number, i + 1, verb)
        return None

    def _quoting(self, sentence: Sentence, before: int) -> str | None:
        """Whose words a sentence quotes that has no verb of saying: Reyes in "Reyes spoke of “a loss”"."""
        actors = [c for c in self._scanned.candidates_between(sentence.first, before) if _is_actor(c)]
        if len(actors) != 1 or not self._is_subject(sentence, actors[0]):
            return None
        return " ".join(self._scanned.text[actors[0].start : actors[0].end].split()).removeprefix("the ")

    def _turns(self) -> Turns:
        if self._of_turns is None:
            self._of_turns = Turns(self._scanned.text)
        return self._of_turns

    # Names

    def _name_of(self, number: int, first: int, after: int) -> str | None:
        return self._name(number, Speaker(first, after, first, after, True)) if first < after else None

    def _name(self, number: int, speaker: Speaker) -> str | None:
        first, after = speaker.first, speaker.after
        if after - first == 1 and self._keys[first] in PERSONAL:
            return self._antecedent(number, speaker)
        while first < after - 1 and self._keys[first] in ARTICLES and self._keys[first + 1] != "of":
            first += 1
        text, words = self._scanned.text, self._scanned.words
        if self._keys[after - 1] in DOCUMENTS and after - first > 1:
            after -= 1  # "a White House statement said"
            first += self._keys[first] == "official" and after - first > 1
        actors = [c for c in self._scanned.candidates_between(first, after) if _is_actor(c)]
        people = [c for c in actors if _is_person(c)]
        start, end = words.starts[first], words.ends[after - 1]
        if len({c.value for c in people}) == 1 and self._speaks_alone(people[0], first):
            start, end = people[0].start, people[0].end
        elif len(actors) == 1 and actors[0].after == after and not people:
            start, end = actors[0].start, actors[0].end
        name = " ".join(text[start:end].split())
        return name.removesuffix("'s").removesuffix("’s") or None

    def _speaks_alone(self, person: Candidate, first: int) -> bool:
        """Whether the only known person among a speaker's words is the speaker, and none who speaks for them."""
        text = self._scanned.text
        if text[person.end - 2 : person.end + 2].count("'s") or text[person.end - 2 : person.end + 2].count("’s"):
            return False
        return person.first <= first or self._keys[person.first - 1] not in OF_OTHERS

    # Pronouns

    def _antecedent(self, number: int, speaker: Speaker) -> str | None:
        """Whom a pronoun means: the last speaker, or else the only one of whom the sentences before tell."""
        pronoun = self._keys[speaker.first]
        sentence = self._scanned.sentences[number]
        found = self._meant(sentence, speaker.first, pronoun)
        if found is not None and (speaker.is_outer or found):
            return found or None
        for earlier in range(number - 1, max(-1, number - 1 - _FAR_BACK), -1):
            named = [s for s in self.speakers(earlier) if self._suits(s, pronoun) and not self._is_quoted(s)]
            if named:
                return self._name(earlier, named[0])
            sentence = self._scanned.sentences[earlier]
            found = self._meant(sentence, sentence.after, pronoun)
            if found is not None:
                return found or None
        return None

    def _suits(self, speaker: Speaker, pronoun: str) -> bool:
        """Whether a pronoun can mean a speaker."""
        if speaker.after - speaker.first == 1 and self._keys[speaker.first] in PERSONAL:
            return False
        last = self._keys[speaker.after - 1]
        known = [c for c in self._scanned.candidates_between(speaker.first, speaker.after) if _is_actor(c)]
        if pronoun in ("he", "she") and last not in DOCUMENTS:
            return last not in BODIES and last not in SEVERAL and not (known and not any(map(_is_person, known)))
        return pronoun != "it" or not any(map(_is_person, known))

    def _meant(self, sentence: Sentence, before: int, pronoun: str) -> str | None:
        """The name before a word of a sentence that a pronoun means; empty if it may be one of several."""
        if pronoun == "they":
            return None
        is_meant = _is_person if pronoun in ("he", "she") else _is_body
        found = [c for c in self._scanned.candidates_between(sentence.first, before) if is_meant(c)]
        if pronoun == "it" and len(found) > 1:
            found = [c for c in found if self._is_subject(sentence, c)] or found
        if len({c.value for c in found}) > 1:
            return ""
        if found:
            written = " ".join(self._scanned.text[found[0].start : found[0].end].split())
            return written.removeprefix("the ").removeprefix("The ")
        return self._body(sentence, before) if pronoun == "it" else None

    def _is_subject(self, sentence: Sentence, candidate: Candidate) -> bool:
        """Whether a name stands before the first verb, and is neither an owner nor after a preposition."""
        before = self._keys[sentence.first : candidate.first]
        if any(is_past(key) or key in AUXILIARIES for key in before):
            return False
        is_owner = self._scanned.text.startswith(("'", "’"), candidate.end)
        near = [key for key in before[-2:] if key not in ARTICLES]
        return not is_owner and (not near or near[-1] not in PREPOSITIONS)

    def _body(self, sentence: Sentence, before: int) -> str | None:
        """The body that a sentence begins with: "The health ministry updated …"."""
        first, keys = sentence.first, self._keys
        if keys[first] not in ("the", "a"):
            return None
        for i in range(first + 1, min(first + _LONGEST_BODY, before)):
            if keys[i] in PREPOSITIONS or keys[i] in BREAKS:
                return None
            if i + 1 < before and (keys[i] in BODIES or is_past(keys[i + 1]) or keys[i + 1] in AUXILIARIES):
                words = self._scanned.words
                return " ".join(self._scanned.text[words.starts[first + 1] : words.ends[i]].split())
        return None

    def _speaker_around(self, number: int, quotation: tuple[int, int]) -> str | None:
        """Who speaks in a quotation whose sentences do not say: whom its sentence tells of, or the last speaker."""
        while number > 0 and self._scanned.sentences[number].start > quotation[0]:
            number -= 1
        sentence = self._scanned.sentences[number]
        before = bisect_left(self._scanned.words.starts, quotation[0], sentence.first, sentence.after)
        if before > sentence.first:
            return self._quoting(sentence, before)
        for near in range(number - 1, max(-1, number - 1 - _FAR_BACK), -1):
            speakers = [s for s in self.speakers(near) if not self._is_quoted(s)]
            if speakers:
                return self._name(near, speakers[-1])
        return None

    def _is_quoted(self, speaker: Speaker) -> bool:
        """Whether a speaker is named inside a quotation."""
        words = self._scanned.words
        return self._quotations.number(words.starts[speaker.first], words.ends[speaker.after - 1]) is not None


def _is_person(candidate: Candidate) -> bool:
    return isinstance(candidate.value, Entity) and candidate.value.kind == "person"


def _is_actor(candidate: Candidate) -> bool:
    return isinstance(candidate.value, Entity) and candidate.value.kind in ("person", "organisation")


def _is_body(candidate: Candidate) -> bool:
    return isinstance(candidate.value, Entity) and candidate.value.kind in ("organisation", "country")
