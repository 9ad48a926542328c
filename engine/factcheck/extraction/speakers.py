"""From a sentence to those who speak in it: "X said …", "…, said X", "according to X", "X: …", "by X's count"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from factcheck.extraction.cues import is_past
from factcheck.extraction.inflection import is_function_word
from factcheck.extraction.saying import (
    ARTICLES,
    AUXILIARIES,
    BE,
    BETWEEN,
    BREAKS,
    CLAIMING,
    CLAIMS,
    COUNTS,
    DENYING,
    DETERMINED,
    GOING_ON,
    ISSUED,
    MAKING,
    NO_MORE,
    NOT_OF_PRESENT,
    NOT_SAYING,
    OF_COUNTING,
    OF_SAYING,
    PARTING,
    PERSONAL,
    PREPOSITIONS,
    PRESENT,
    PUT,
    PUTTING,
    READING,
    RECKONED,
    REJECTED,
    REJECTING,
    ROLES,
    SAYING,
    SEVERAL,
    SHOWING,
    SOURCES,
    TO_HAVE,
    TRIGGERS,
    WENT_ON,
    WITH_THAT,
)
from factcheck.extraction.scanned import Candidate, Scanned
from factcheck.extraction.sentences import Sentence
from factcheck.model.entity import Entity
from factcheck.model.quantity import Quantity
from factcheck.named import NamedTuple

_LONGEST: Final = 12
_LONGEST_TAIL: Final = 10
_LONGEST_HEAD: Final = 6
_MOST_HEARERS: Final = 4
_INVERTED: Final = frozenset("said says say added announced wrote".split())
_COMMA: Final = frozenset(",")
_QUOTE: Final = frozenset('"”»')
_OPENING_QUOTE: Final = frozenset("\"“«‘'")
_COMMA_OR_QUOTE: Final = _COMMA | _QUOTE
_BEFORE_SPEECH: Final = frozenset(':"“«')
_ANY: Final = frozenset(',;:()–—"“”«»')


class Speaker(NamedTuple):
    """Who speaks in a sentence: the words `first` to `after`, and the stretch of words that they say."""

    first: int
    after: int
    begin: int
    end: int
    is_outer: bool
    """Whether the speaker is named after what is said, so that other speakers are quoted by this one."""


class SpeakerFinder:
    """Finds the speakers in the sentences of one text."""

    def __init__(self, scanned: Scanned) -> None:
        self._scanned = scanned
        self._keys = scanned.words.keys
        self._triggers = [i for i, key in enumerate(self._keys) if key in TRIGGERS]
        self._found: dict[int, list[Speaker]] = {}

    def speakers(self, number: int) -> list[Speaker]:
        """The speakers in a sentence, in the order of their verbs."""
        found = self._found.get(number)
        if found is None:
            sentence = self._scanned.sentences[number]
            low = bisect_left(self._triggers, sentence.first)
            triggers = self._triggers[low : bisect_left(self._triggers, sentence.after, low)]
            found = [*self._by_colon(sentence)]
            if triggers:
                found += [*self._by_verb(sentence, triggers), *self._by_preposition(sentence, triggers)]
            self._found[number] = found
        return found

    # Verbs

    def _by_verb(self, sentence: Sentence, triggers: Sequence[int]) -> Iterator[Speaker]:
        last: Speaker | None = None
        for i in triggers:
            key = self._keys[i]
            if key == "saying" and i > sentence.first and self._keys[i - 1] == "as":
                quoted = self._quoted_as(sentence, i - 1)
                if quoted is not None:
                    yield Speaker(*quoted, i + 1, sentence.after, False)
            elif key in GOING_ON:
                subject = (last.first, last.after) if last is not None else self._subject(sentence, i)
                if subject is not None and (i == sentence.first or self._keys[i - 1] not in DETERMINED):
                    yield Speaker(*subject, i + 1, sentence.after, False)
            elif key in CLAIMS and (claimed := self._claimed(sentence, i)) is not None:
                yield Speaker(*claimed, i + 2, sentence.after, False)
            elif self._is_of_saying(sentence, i):
                speaker = self._inverted(sentence, i) or self._before(sentence, i, last)
                begins = key not in READING or (i + 1 < sentence.after and self._parts(i, _BEFORE_SPEECH))
                if speaker is not None and (speaker.is_outer or begins):
                    last = speaker
                    yield speaker

    def _is_of_saying(self, sentence: Sentence, i: int) -> bool:
        """Whether the word is a verb of saying, by what stands around it."""
        key = self._keys[i]
        after = self._keys[i + 1 : min(i + 4, sentence.after)]
        if key in SAYING or key in READING or key in DENYING:
            return not self._is_participle(i)
        if key in WITH_THAT:
            return after[:1] == ["that"]
        if key in REJECTING:
            return not REJECTED.isdisjoint(after)
        if key in WENT_ON:
            return (after[:1] == ["on"] or key == "continued") and self._stands_apart(sentence, i)
        if i == sentence.first:
            return False
        if key in PUTTING:
            at = self._keys[i + 2 : min(i + 10, sentence.after)]
            is_aside = after[:1] == ["it"] and "as" in self._keys[max(sentence.first, i - _LONGEST_HEAD) : i]
            return is_aside or ("at" in at and not PUT.isdisjoint(after))
        if key in SHOWING:
            first = self._name_before(sentence, i)
            return not SOURCES.isdisjoint(self._keys[first:i])
        if key in PRESENT and self._parts(i - 1, _QUOTE):
            return True
        if key in PRESENT or key in RECKONED:
            return self._has_subject(sentence, i) and NOT_OF_PRESENT.isdisjoint(after[:1])
        if key not in CLAIMING or after[:1] == ["of"]:
            return False
        return self._keys[i - 1] in ROLES or self._keys[self._name_before(sentence, i)] in SEVERAL

    def _is_participle(self, i: int) -> bool:
        """Whether a verb says more about a noun: "people briefed on the matter", "the man said to have …"."""
        follows = self._keys[i + 1 : i + 3]
        if self._keys[i] == "briefed":
            return follows[:1] in (["on"], ["about"], ["by"])
        return follows[:1] == ["to"] and not TO_HAVE.isdisjoint(follows[1:])

    def _has_subject(self, sentence: Sentence, verb: int) -> bool:
        """Whether a known name, a pronoun, or one with an office or a capital stands right before a verb."""
        end = self._skip_between(sentence, verb)
        if end == sentence.first or self._parts(end - 1, _ANY):
            return False
        before = self._keys[end - 1]
        if before in PERSONAL or (before in ROLES and before not in SEVERAL and before not in ("police", "media")):
            return True
        if any(c.after == end and _is_actor(c) for c in self._scanned.candidates_between(max(0, end - 4), end)):
            return True
        is_plural = before.endswith("s") and not before.endswith("ss")
        follows = self._keys[verb + 1 : verb + 2]
        return self._has_capital(end - 1, end) and not is_plural and follows == ["that"]

    def _amounts(self, sentence: Sentence) -> set[int]:
        """The words at which mentions other than names begin."""
        return {c.first for c in self._scanned.in_sentence(sentence) if not isinstance(c.value, Entity)}

    def _stands_apart(self, sentence: Sentence, verb: int) -> bool:
        """Whether a verb with its subject stands between commas, or beside a quotation: ", she went on,"."""
        first = self._segment_start(sentence, verb)
        return first > sentence.first and verb - first <= _LONGEST_TAIL // 2 and self.ends_soon(sentence, verb + 1)

    def _quoted_as(self, sentence: Sentence, word: int) -> tuple[int, int] | None:
        """The speaker in "quoted a doctor as saying", which ends before a word."""
        for i in range(word - 1, max(sentence.first, word - _LONGEST) - 1, -1):
            if self._keys[i] in ("quoted", "quotes", "cited", "quoting", "citing"):
                return (i + 1, word) if i + 1 < word and self._keys[i + 1] != "by" else self._subject(sentence, i)
        return None

    def _claimed(self, sentence: Sentence, noun: int) -> tuple[int, int] | None:
        """The speaker in "X's claim that" and "X repeated the claim that"."""
        if self._keys[noun + 1 : noun + 2] != ["that"] or not REJECTING.isdisjoint(self._keys[sentence.first : noun]):
            return None
        owner = self._owner(sentence.first, noun)
        if owner is not None:
            return owner
        verb = next((i for i in range(max(sentence.first, noun - 3), noun) if self._keys[i] in MAKING), None)
        return None if verb is None else self._subject(sentence, verb)

    def _owner(self, least: int, noun: int) -> tuple[int, int] | None:
        """Whose a noun is: "Reyes's own count"."""
        text, words = self._scanned.text, self._scanned.words
        for i in range(noun - 1, max(least, noun - 3) - 1, -1):
            written = text[words.starts[i] : words.ends[i] + 1]
            if written[-3:-1] in ("'s", "’s") or (written[-2:-1] == "s" and written[-1] in "'’"):
                first = i
                while first > least and i - first < _LONGEST_HEAD and self._keys[first - 1] not in _ENDS_OWNER:
                    first -= 1
                return first, i + 1
        return None

    def _skip_between(self, sentence: Sentence, verb: int) -> int:
        """The word after a subject, before the words that may stand between it and its verb."""
        end = verb
        while end > sentence.first and (self._keys[end - 1] in BETWEEN or self._keys[end - 1].endswith("ly")):
            end -= 1
        return end

    def _before(self, sentence: Sentence, verb: int, last: Speaker | None) -> Speaker | None:
        """`X said …` or `…, X said`."""
        end = self._skip_between(sentence, verb)
        if end > sentence.first and (self._keys[end - 1] in BE or self._keys[end - 1] in NOT_SAYING):
            return None  # "is said", "was reported", "did not say"
        first = self._name_before(sentence, end)
        aside = self._segment_start(sentence, end)
        if aside < first and self._parts(aside - 1, _QUOTE) and self.ends_soon(sentence, verb + 1):
            # "…," the readout after the meeting said
            first = aside
            end = next((i for i in range(first + 1, end) if self._keys[i] in BREAKS | OF_SAYING), end)
        if self._keys[verb] in SHOWING:
            first, end = self._issuer(first, end)
        first = self._without_preposition(first, end)
        parted = end > sentence.first and self._parts(end - 1, _COMMA)
        if first == end or parted or self._keys[first] == "who":
            named = self._beyond_aside(sentence, verb) if parted else None
            if named is not None:
                return Speaker(*named, sentence.first, named[0], True)
            subject = self._subject(sentence, verb) if last is None or parted else (last.first, last.after)
            return None if subject is None else Speaker(*subject, verb + 1, sentence.after, False)
        if not self._can_speak(first, end):
            return None
        speaks = verb + 1 < sentence.after and self._parts(verb, _BEFORE_SPEECH) and not self._parts(verb, _COMMA)
        before = _QUOTE if self._keys[verb] in READING else _COMMA_OR_QUOTE
        parted = first > sentence.first and self._parts(first - 1, before)
        if parted and not speaks and self.ends_soon(sentence, verb + 1):
            whole = self._goes_on_after(sentence, verb)
            return Speaker(first, end, sentence.first, sentence.after if whole else first, True)
        return Speaker(first, end, verb + 1, sentence.after, False)

    def _beyond_aside(self, sentence: Sentence, verb: int) -> tuple[int, int] | None:
        """The name before what stands between commas: "“…,” Reyes, the port's director, told the board"."""
        aside = self._segment_start(sentence, verb)
        if aside <= sentence.first:
            return None
        first = self._segment_start(sentence, aside)
        parted = first > sentence.first and self._parts(first - 1, _COMMA_OR_QUOTE)
        is_short = aside - first <= _LONGEST_HEAD and self._has_capital(first, aside)
        return (first, aside) if parted and is_short and self.ends_soon(sentence, verb + 1) else None

    def _issuer(self, first: int, end: int) -> tuple[int, int]:
        """Whose figures they are: "figures released by the ministry on Tuesday"."""
        by = next((i for i in range(first + 1, end - 1) if self._keys[i] == "by" and self._keys[i - 1] in ISSUED), None)
        if by is None:
            return first, end
        return by + 1, next((i for i in range(by + 2, end) if self._keys[i] in OF_SAYING), end)

    def _goes_on_after(self, sentence: Sentence, verb: int) -> bool:
        """Whether what is said goes on after its speaker: "The port, she said, is open"."""
        after = verb + (2 if self._keys[verb] in WENT_ON and self._keys[verb + 1 : verb + 2] == ["on"] else 1)
        if after < sentence.after and not self._parts(after - 1, _ANY):
            # "The port, she said on Friday, is open"
            near = range(after + 1, min(after + _LONGEST_HEAD, sentence.after))
            after = next((i for i in near if self._parts(i - 1, _COMMA)), sentence.after)
            if after < sentence.after and self._keys[after] == "and":
                return self._parts(after, _OPENING_QUOTE)
            return after < sentence.after and (self._keys[after] in AUXILIARIES or is_past(self._keys[after]))
        if after >= sentence.after or not self._parts(after - 1, _COMMA):
            return False
        return self._keys[after] not in NO_MORE or self._parts(after - 1, _OPENING_QUOTE)

    def _without_preposition(self, first: int, end: int) -> int:
        """Where a speaker begins after what stands before it: "In its note the Harbour Board" is the board."""
        if first >= end or self._keys[first] not in PREPOSITIONS:
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
        determined = [i for i in range(first + 1, end) if self._keys[i] in DETERMINED]
        return determined[-1] if determined else end - 1

    def _can_speak(self, first: int, after: int) -> bool:
        """Whether some words can be a speaker: a name, a person, an office or a body; no amount and no time."""
        bare = first
        while bare < after - 1 and self._keys[bare] in DETERMINED:
            bare += 1
        if any(
            c.first <= bare and c.after >= after and not isinstance(c.value, Entity)
            for c in self._scanned.candidates_at(bare)
        ):
            return False
        keys = self._keys[bare:after]
        if all(key in COUNTS for key in keys):
            return False
        if bare > first or not ROLES.isdisjoint(keys) or not PERSONAL.isdisjoint(keys):
            return True
        if is_function_word(keys[-1]) or keys[0] in ("neither", "nor", "no", "none"):
            return False
        if keys[-1].endswith(("ing", "ly")) and not self._has_capital(after - 1, after):
            return False
        return self._has_capital(first, after) or keys[-1].endswith("s") or not SOURCES.isdisjoint(keys)

    def _inverted(self, sentence: Sentence, verb: int) -> Speaker | None:
        """`…, said X`: the speaker stands after the verb, up to a comma or the end."""
        if verb == sentence.first or not (self._keys[verb] in _INVERTED or self._parts(verb - 1, _QUOTE)):
            return None
        if not self._parts(verb - 1, _COMMA_OR_QUOTE) or self._keys[verb - 1] in PERSONAL:
            return None
        if self._parts(verb, _BEFORE_SPEECH):
            return None
        end = verb + 1
        while end < sentence.after and end - verb <= _LONGEST and (end == verb + 1 or not self._parts(end - 1, _COMMA)):
            if self._keys[end] in _BREAKS_OF_TAIL or (self._keys[end] in SAYING and not self._is_participle(end)):
                break
            end += 1
        if end == verb + 1 or not (end == sentence.after or self._keys[end] == "who" or self._parts(end - 1, _COMMA)):
            return None
        if self._parts(verb - 1, _QUOTE):
            if not self._can_speak(verb + 1, end):
                return None
            return Speaker(verb + 1, end, sentence.first, verb, True)
        is_role = any(self._keys[i] in ROLES for i in range(verb + 1, min(end, verb + _LONGEST_HEAD)))
        short = end - verb <= _LONGEST_TAIL // 2 or end < sentence.after or is_role
        aside = self._segment_start(sentence, verb)
        named = is_role or self._has_capital(verb + 1, end)
        if not short or not named or self._keys[aside] in ("who", "which", "whose"):
            return None
        if any(self._is_verb(i) for i in range(verb + 2, end)):
            return None  # "Reyes, a lawyer, said the airline paid"
        goes_on = verb - sentence.first < _MOST_HEARERS and end < sentence.after and self._keys[end] not in NO_MORE
        return Speaker(verb + 1, end, sentence.first, sentence.after if goes_on else verb, True)

    def _is_verb(self, i: int) -> bool:
        """Whether a word is a verb of its own, and none that says more about a noun: "people briefed on"."""
        key = self._keys[i]
        return key in AUXILIARIES or (is_past(key) and self._keys[i + 1 : i + 2] not in (["on"], ["about"], ["by"]))

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
        return self._keys[first] in DETERMINED or self._has_capital(first, after) or self._keys[after - 1].endswith("s")

    def _name_before(self, sentence: Sentence, end: int) -> int:
        """The word at which the name that ends before a word begins."""
        first = end
        while first > sentence.first and end - first < _LONGEST:
            if first < end and self._parts(first - 1, _ANY):
                break
            key = self._keys[first - 1]
            if key in BREAKS and not self._joins_names(first - 1, sentence):
                break
            if key in SAYING and not self._is_participle(first - 1):
                break
            first -= 1
            if key in PERSONAL or key == "who":
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
            if self._keys[end] in _ENDS_SUBJECT:
                break
            end += 1
        named = sentence.first < end <= sentence.first + _LONGEST // 2 and self._is_named(sentence.first, end)
        if named and self._keys[sentence.first] in ARTICLES and end < verb and self._has_capital(end, end + 1):
            # "One docker, Tom Vane, 44, said"
            after = next((i for i in range(end + 1, verb + 1) if self._parts(i - 1, _ANY)), end)
            if end < after <= end + _MOST_HEARERS and self._has_capital(after - 1, after):
                return end, after
        return (sentence.first, end) if named and self._keys[sentence.first] not in PERSONAL else None

    def ends_soon(self, sentence: Sentence, word: int) -> bool:
        """Whether nothing is said after a verb: the sentence ends or is parted, or tells when, where or to whom."""
        hearers = word + _MOST_HEARERS if self._keys[word - 1] in ("told", "tells") else word
        for i in range(word, min(word + _LONGEST_TAIL, sentence.after)):
            key = self._keys[i]
            if self._parts(i - 1, _ANY) or key in OF_SAYING:
                return True
            is_time = any(not isinstance(c.value, Entity | Quantity) for c in self._scanned.candidates_at(i))
            if is_time or key.endswith("ly") or key in BETWEEN or key == "on":
                hearers = max(hearers, i + 1)
            elif i >= hearers or key in ("that", "he", "she", "it", "they"):
                return False
        return word + _LONGEST_TAIL >= sentence.after

    # Prepositions

    def _by_preposition(self, sentence: Sentence, triggers: Sequence[int]) -> Iterator[Speaker]:
        for i in triggers:
            key = self._keys[i]
            follows = self._keys[i + 1 : i + 2]
            if key in OF_COUNTING:
                counted = self._by_count(sentence, i)
                if counted is not None:
                    yield Speaker(*counted, *self._around(sentence, i), True)
            elif (key == "according" and follows == ["to"]) or (key == "per" and self._is_per(sentence, i)):
                begin = i + (2 if key == "according" else 1)
                end = self.name_after(sentence, begin)
                if end > begin:
                    yield Speaker(begin, end, *self._around(sentence, i), True)

    def _is_per(self, sentence: Sentence, i: int) -> bool:
        """Whether "per" names a source, and no rate."""
        parted = i == sentence.first or self._parts(i - 1, _COMMA)
        is_name = any(map(_is_actor, self._scanned.candidates_at(i + 1)))
        return parted and (self._keys[i + 1 : i + 2] == ["the"] or is_name)

    def name_after(self, sentence: Sentence, begin: int) -> int:
        """Where a name ends that begins at a word."""
        end = begin
        while end < sentence.after and end - begin <= _LONGEST and (end == begin or not self._parts(end - 1, _ANY)):
            if self._keys[end] in BREAKS - {"and"} and not (self._keys[end - 1] in ROLES and self._keys[end] == "who"):
                break
            end += 1
        return end

    def _around(self, sentence: Sentence, word: int) -> tuple[int, int]:
        """The words that a speaker named at a word says: all, or one side of "but"."""
        keys = self._keys
        before = [i for i in range(sentence.first + 1, word) if keys[i] in PARTING and self._parts(i - 1, _COMMA)]
        after = [i for i in range(word, sentence.after) if keys[i] in PARTING and self._parts(i - 1, _COMMA)]
        return (before[-1] if before else sentence.first), (after[0] if after else sentence.after)

    def _by_count(self, sentence: Sentence, noun: int) -> tuple[int, int] | None:
        """The speaker in "by Reyes's count", "in the ministry's view" and "by police estimates"."""
        least = next(
            (
                i
                for i in range(noun - 1, max(sentence.first, noun - _LONGEST_HEAD) - 1, -1)
                if self._keys[i] in ("by", "in", "on", "per")
            ),
            None,
        )
        if least is None or least + 1 == noun or (least > sentence.first and self._keys[least - 1] in ISSUED):
            return None
        if self._keys[noun - 1] in ROLES and self._keys[least] == "by":
            return least + 1, noun
        return self._owner(least + 1, noun)

    # Colons and dashes

    def _by_colon(self, sentence: Sentence) -> Iterator[Speaker]:
        """`X: …`, and in headlines `…: X` and `… – X`."""
        text, (starts, ends, keys) = self._scanned.text, self._scanned.words
        colon = text.find(": ", ends[sentence.first], starts[sentence.after - 1])
        if colon >= 0:
            i = bisect_left(starts, colon, sentence.first, sentence.after)
            parted = sentence.first < i and ends[i - 1] <= colon
            first = self._segment_start(sentence, i)
            if parted and i - first <= _LONGEST_HEAD and self._is_speaker(first, i) and keys[i - 1] not in TRIGGERS:
                yield Speaker(first, i, i, sentence.after, False)
            elif parted and keys[i - 1] not in TRIGGERS and self._parts(i - 1, _OPENING_QUOTE):
                subject = self._subject(sentence, i)
                if subject is not None:
                    yield Speaker(*subject, i, sentence.after, False)
        last = sentence.after - 1
        if text[ends[last] : ends[last] + 1] in (".", "!", "?"):
            return
        while last > sentence.first and sentence.after - last < _MOST_HEARERS and not self._parts(last - 1, _LOOSE):
            last -= 1
        is_headline = last > sentence.first and self._parts(last - 1, _LOOSE) and not self._is_finished(sentence)
        if is_headline and " " in text[ends[last - 1] : starts[last]] and self._is_speaker(last, sentence.after):
            yield Speaker(last, sentence.after, sentence.first, last, True)

    def _is_finished(self, sentence: Sentence) -> bool:
        end = self._scanned.words.ends[sentence.after - 1]
        return any(sign in ".!?" for sign in self._scanned.text[end : sentence.end])

    def _is_speaker(self, first: int, after: int) -> bool:
        """Whether some words are a known name, or one with an office, and nothing else."""
        last = self._keys[after - 1]
        if last in ROLES and not self._amounts_between(first, after):
            return last not in ("report", "statement")
        return any(c.after == after and _is_actor(c) for c in self._scanned.candidates_between(first, after))

    def _amounts_between(self, first: int, after: int) -> bool:
        return any(not isinstance(c.value, Entity) for c in self._scanned.candidates_between(first, after))

    def _parts(self, word: int, signs: frozenset[str]) -> bool:
        """Whether one of some signs stands between a word and the next."""
        words = self._scanned.words
        if word + 1 >= len(words.starts):
            return True
        end, start = words.ends[word], words.starts[word + 1]
        if start == end + 1:
            return self._scanned.text[end] in signs
        return not signs.isdisjoint(self._scanned.text[end:start])


_LOOSE: Final = frozenset(":–—-")
_BREAKS_OF_TAIL: Final = BREAKS | {"who"}
_ENDS_SUBJECT: Final = BREAKS | SAYING | AUXILIARIES | {"who"}
_ENDS_OWNER: Final = PREPOSITIONS | BREAKS | AUXILIARIES | SAYING


def _is_actor(candidate: Candidate) -> bool:
    return isinstance(candidate.value, Entity) and candidate.value.kind in ("person", "organisation")
