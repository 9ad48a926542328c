"""From a match to who says it: "according to X", "X said that …", "…, X said", and the speakers of quotations.

The speaker is named in the article's own words, without an article before them; a person whom the vocabulary or a
capital tells apart from their office is named alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from factcheck.extraction.inflection import forms_of, is_function_word
from factcheck.extraction.scanned import Candidate, Scanned
from factcheck.extraction.sentences import Sentence
from factcheck.model.entity import Entity
from factcheck.model.quantity import Quantity
from factcheck.named import NamedTuple

_SAYING: Final = frozenset(
    """
    said says say told tells announced stated noted reported declared claimed explained confirmed insisted insists
    argued argues estimated warned warns pointed wrote tweeted posted acknowledged
    admitted revealed believed believes predicted predicts disclosed indicated suggested asserted maintained
    contended remarked testified added adds briefed commented concluded cautioned reiterated
    """.split()
)
_READING: Final = frozenset(
    """
    read reads grumbled snapped roared shouted joked quipped fumed boasted sighed asked replied cried exclaimed
    answered recounted muttered screamed yelled whispered urged complained responded laughed
    """.split()
)
"""Verbs that tell what someone said only beside a quotation: "…," the statement read."""
_CLAIMING: Final = frozenset(
    "claim believe warn insist argue predict suggest confirm deny allege estimate report".split()
)
"""Verbs in the present, which need a speaker without a name: some are nouns as well."""
_DENYING: Final = frozenset("denied denies".split())
_REJECTING: Final = frozenset("rejected rejects dismissed dismisses".split())
_REJECTED: Final = frozenset(
    "claims claim reports report suggestions allegations idea notion rumours rumors that".split()
)
_PUTTING: Final = frozenset("put puts".split())
_PUT: Final = frozenset("figure number toll count total figures cost".split())
_NOT_SAYING: Final = frozenset("not never to didn't doesn't wouldn't don't having hasn't haven't".split())
"""Words right before a verb of saying that tell that something else is meant: "did not say", "having said"."""
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
    recently once already both all further even still just
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
    diplomat diplomats aide aides statement report media critics doctor doctors rescuers survivors survivor
    residents supporters opponents coach manager mayor governor judge court union unions
    """.split()
)
"""Words for those who speak without a name."""
_DOCUMENTS: Final = frozenset("statement readout release note".split())
_PERSONAL: Final = frozenset("he she they it".split())
_PREPOSITIONS: Final = frozenset("in on at during from with for by to of under through".split())
_COUNTS: Final = frozenset("two three four both pair others latter former first second".split())
_OF_OTHERS: Final = frozenset("for of to by".split())
_WENT_ON: Final = frozenset("went continued".split())
_ARTICLES: Final = frozenset("the a an their his her its one".split())
_DETERMINED: Final = _ARTICLES | {"this", "that", "these", "those"}
_LONGEST: Final = 12
_LONGEST_TAIL: Final = 10
_MOST_HEARERS: Final = 4
_OF_SAYING: Final = frozenset("in on at after this last of by during before when through via from to as".split())
"""Words that tell of the saying, not of what is said: "she said after the talks"."""
_NO_MORE: Final = frozenset("adding noting saying stressing and but while as who which citing according or".split())
"""Words after a speaker and a comma with which another clause begins."""
_LONGEST_QUOTATION: Final = 30
"""Sentences of a quotation in which its speaker is looked for, to each side."""
_FAR_BACK: Final = 3
"""Sentences in which "he" is looked for."""
_BE: Final = forms_of("be")
_AUXILIARIES: Final = _BE | {"has", "have", "had", "did", "does", "will", "would"}


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

    def said_by(self, sentence: Sentence, first: int, quotation: tuple[int, int] | None) -> str | None:
        """Who says what stands at a word of a sentence; `quotation` is where the quotation begins and ends that holds
        it, if one does.
        """
        number = self._numbers[sentence.first]
        found = [s for s in self.speakers(number) if s.begin <= first < s.end]
        if found and (quotation is None or not all(self._is_inside(s, quotation) for s in found)):
            speaker = next((s for s in reversed(found) if s.is_outer), max(found, key=lambda s: s.begin))
            return self._name(number, speaker)
        if quotation is None:
            return None
        for near in self._sentences_of(number, quotation):
            outer = [s for s in self.speakers(near) if not self._is_inside(s, quotation)]
            for speaker in outer:
                if self._tells(near, speaker, quotation):
                    return self._name(near, speaker)
        return self._name(number, found[-1]) if found else self._speaker_around(number)

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
        return sentence.start >= quotation[1] and self._ends_soon(sentence, speaker.begin)

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
            if key == "saying" and i > sentence.first and self._keys[i - 1] == "as":
                quoted = self._quoted_as(sentence, i - 1)
                if quoted is not None:
                    yield Speaker(*quoted, i + 1, sentence.after, False)
                continue
            if key in _GOING_ON and (i == sentence.first or self._keys[i - 1] not in _DETERMINED):
                subject = (last.first, last.after) if last is not None else self._subject(sentence, i)
                if subject is not None:
                    yield Speaker(*subject, i + 1, sentence.after, False)
                continue
            if not self._is_of_saying(sentence, i):
                continue
            speaker = self._inverted(sentence, i) or self._before(sentence, i, last)
            if speaker is not None and (speaker.is_outer or key not in _READING):
                last = speaker
                yield speaker

    def _is_of_saying(self, sentence: Sentence, i: int) -> bool:
        """Whether the word is a verb of saying, by what stands around it."""
        key = self._keys[i]
        if key in _SAYING or key in _READING or key in _DENYING:
            return True
        after = self._keys[i + 1 : min(i + 4, sentence.after)]
        if key in _WITH_THAT:
            return after[:1] == ["that"]
        if key in _REJECTING:
            return not _REJECTED.isdisjoint(after)
        if key in _WENT_ON:
            return (after[:1] == ["on"] or key == "continued") and self._stands_apart(sentence, i)
        if i == sentence.first:
            return False
        if key in _PUTTING:
            return not _PUT.isdisjoint(after) and "at" in self._keys[i + 2 : min(i + 6, sentence.after)]
        return (key in _CLAIMING and self._keys[i - 1] in _ROLES and after[:1] != ["of"]) or (
            key == "estimates" and i + 1 in self._amounts(sentence)
        )

    def _amounts(self, sentence: Sentence) -> set[int]:
        """The words at which mentions other than names begin."""
        return {c.first for c in self._scanned.in_sentence(sentence) if not isinstance(c.value, Entity)}

    def _stands_apart(self, sentence: Sentence, verb: int) -> bool:
        """Whether a verb with its subject stands between commas, or beside a quotation: ", she went on,"."""
        first = self._segment_start(sentence, verb)
        return first > sentence.first and verb - first <= _LONGEST_TAIL // 2 and self._ends_soon(sentence, verb + 1)

    def _quoted_as(self, sentence: Sentence, word: int) -> tuple[int, int] | None:
        """The speaker in "quoted a doctor as saying", which ends before a word."""
        for i in range(word - 1, max(sentence.first, word - _LONGEST) - 1, -1):
            if self._keys[i] in ("quoted", "quotes", "cited", "quoting", "citing"):
                return (i + 1, word) if i + 1 < word else self._subject(sentence, i)
        return None

    def _before(self, sentence: Sentence, verb: int, last: Speaker | None) -> Speaker | None:
        """`X said …` or `…, X said`."""
        end = verb
        while end > sentence.first and (self._keys[end - 1] in _BETWEEN or self._keys[end - 1].endswith("ly")):
            end -= 1
        if end > sentence.first and self._keys[end - 1] in _BE:
            return None  # "is said", "was reported"
        if end > sentence.first and self._keys[end - 1] in _NOT_SAYING:
            return None
        first = self._name_before(sentence, end)
        aside = self._segment_start(sentence, end)
        if aside < first and self._parts(aside - 1, _QUOTE) and self._ends_soon(sentence, verb + 1):
            # "…," the readout after the meeting said
            first = aside
            end = next((i for i in range(first + 1, end) if self._keys[i] in _BREAKS | _OF_SAYING), end)
        first = self._without_preposition(first, end)
        parted = end > sentence.first and self._parts(end - 1, _COMMA)
        if first == end or parted or self._keys[first] == "who":
            subject = self._subject(sentence, verb) if last is None or parted else (last.first, last.after)
            return None if subject is None else Speaker(*subject, verb + 1, sentence.after, False)
        if not self._can_speak(first, end):
            return None
        if first > sentence.first and self._parts(first - 1, _COMMA_OR_QUOTE) and self._ends_soon(sentence, verb + 1):
            whole = self._goes_on_after(sentence, verb)
            return Speaker(first, end, sentence.first, sentence.after if whole else first, True)
        return Speaker(first, end, verb + 1, sentence.after, False)

    def _goes_on_after(self, sentence: Sentence, verb: int) -> bool:
        """Whether what is said goes on after its speaker: "The port, she said, is open"."""
        after = verb + (2 if self._keys[verb] in _WENT_ON and self._keys[verb + 1 : verb + 2] == ["on"] else 1)
        return after < sentence.after and self._parts(after - 1, _COMMA) and self._keys[after] not in _NO_MORE

    def _without_preposition(self, first: int, end: int) -> int:
        """Where a speaker begins after what stands before it: "In its note the Harbour Board" is the board."""
        if first >= end or self._keys[first] not in _PREPOSITIONS:
            return first
        for candidate in self._scanned.candidates_between(first, end):
            if candidate.after == end and _is_actor(candidate):
                return candidate.first
        name = end
        text, words = self._scanned.text, self._scanned.words
        while name - 1 > first and (text[words.starts[name - 1]].isupper() or self._keys[name - 1] in ("of", "and")):
            name -= 1
        if name < end:
            return name
        determined = [i for i in range(first + 1, end) if self._keys[i] in _DETERMINED]
        return determined[-1] if determined else end - 1

    def _can_speak(self, first: int, after: int) -> bool:
        """Whether some words can be a speaker: a name, a person, an office or a body; no amount and no time."""
        bare = first
        while bare < after - 1 and self._keys[bare] in _DETERMINED:
            bare += 1
        if any(
            c.first <= bare and c.after >= after and not isinstance(c.value, Entity)
            for c in self._scanned.candidates_at(bare)
        ):
            return False
        keys = self._keys[bare:after]
        if all(key in _COUNTS for key in keys):
            return False
        if bare > first or not _ROLES.isdisjoint(keys) or not _PERSONAL.isdisjoint(keys):
            return True
        if keys[-1].endswith(("ing", "ly")) or is_function_word(keys[-1]):
            return False
        return self._has_capital(first, after) or keys[-1].endswith("s") or keys[-1] in ("people", "men", "women")

    def _inverted(self, sentence: Sentence, verb: int) -> Speaker | None:
        """`…, said X`: the speaker stands after the verb, up to a comma or the end."""
        if verb == sentence.first or not (
            self._keys[verb] in ("said", "says", "added", "announced", "told", "wrote") or self._parts(verb - 1, _QUOTE)
        ):
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
            if not self._can_speak(verb + 1, end):
                return None
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
            if self._keys[end] in _BREAKS or self._keys[end] in _SAYING or self._keys[end] in _AUXILIARIES:
                break
            end += 1
        named = sentence.first < end <= sentence.first + _LONGEST // 2 and self._is_named(sentence.first, end)
        return (sentence.first, end) if named and self._keys[sentence.first] not in _PERSONAL else None

    def _ends_soon(self, sentence: Sentence, word: int) -> bool:
        """Whether nothing is said after a verb: the sentence ends or is parted, or tells when, where or to whom."""
        hearers = word + _MOST_HEARERS if self._keys[word - 1] in ("told", "tells") else word
        for i in range(word, min(word + _LONGEST_TAIL, sentence.after)):
            key = self._keys[i]
            if self._parts(i - 1, _ANY) or key in _OF_SAYING:
                return True
            is_time = any(not isinstance(c.value, Entity | Quantity) for c in self._scanned.candidates_at(i))
            if is_time or key.endswith("ly") or key in _BETWEEN or key == "on":
                hearers = max(hearers, i + 1)
            elif i >= hearers or key in ("that", "he", "she", "it", "they"):
                return False
        return word + _LONGEST_TAIL >= sentence.after

    # Prepositions

    def _according(self, sentence: Sentence) -> Iterator[Speaker]:
        for i in range(sentence.first, sentence.after - 2):
            size = 2
            if self._keys[i] == "per" and self._keys[i + 1] == "the" and self._parts(i - 1, _COMMA):
                size = 1
            elif self._keys[i] != "according" or self._keys[i + 1] != "to":
                continue
            begin = end = i + size
            while end < sentence.after and end - i <= _LONGEST and (end == begin or not self._parts(end - 1, _ANY)):
                if self._keys[end] in _BREAKS - {"and"}:
                    break
                end += 1
            yield Speaker(begin, end, sentence.first, sentence.after, True)

    # Names

    def _name(self, number: int, speaker: Speaker) -> str | None:
        first, after = speaker.first, speaker.after
        if after - first == 1 and self._keys[first] in _PERSONAL:
            return self._antecedent(number, self._keys[first])
        while first < after - 1 and self._keys[first] in _ARTICLES:
            first += 1
        text, words = self._scanned.text, self._scanned.words
        if self._keys[after - 1] in _DOCUMENTS and after - first > 1:
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
        return person.first <= first or self._keys[person.first - 1] not in _OF_OTHERS

    def _antecedent(self, number: int, pronoun: str) -> str | None:
        """Whom a pronoun means: the last speaker, or else the first person of the sentence before."""
        for earlier in range(number - 1, max(-1, number - 1 - _FAR_BACK), -1):
            for speaker in self.speakers(earlier):
                if not (speaker.after - speaker.first == 1 and self._keys[speaker.first] in _PERSONAL):
                    return self._name(earlier, speaker)
            is_meant = _is_person if pronoun in ("he", "she") else _is_body
            people = [c for c in self._scanned.in_sentence(self._scanned.sentences[earlier]) if is_meant(c)]
            if people and pronoun != "they":
                written = " ".join(self._scanned.text[people[0].start : people[0].end].split())
                return written.removeprefix("the ").removeprefix("The ")
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


def _is_body(candidate: Candidate) -> bool:
    return isinstance(candidate.value, Entity) and candidate.value.kind in ("organisation", "country")
