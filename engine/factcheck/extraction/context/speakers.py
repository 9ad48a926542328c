"""From a sentence to those who speak in it: "X said …", "…, said X", "according to X", "X: …", "by X's count"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from factcheck.extraction.context.cue_words import BE
from factcheck.extraction.context.cues import is_past
from factcheck.extraction.context.saying import (
    AUXILIARIES,
    BETWEEN,
    BREAKS,
    CLAIMING,
    CLAIMS,
    DENYING,
    DETERMINED,
    GOING_ON,
    ISSUED,
    LABELS,
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
    TRIGGERS,
    WENT_ON,
    WITH_THAT,
)
from factcheck.extraction.context.speaking_names import ANY, LONGEST, SpeakingNames, is_actor
from factcheck.extraction.patterns.scanned import Scanned
from factcheck.extraction.text.sentences import Sentence
from factcheck.model.entity import Entity
from factcheck.model.period import Period
from factcheck.model.quantity import Quantity
from factcheck.named import NamedTuple

_LONGEST_TAIL: Final = 10
_LONGEST_HEAD: Final = 6
_MOST_HEARERS: Final = 4
_INVERTED: Final = frozenset("said says say added announced wrote".split())
_LATER: Final = frozenset({"later", "earlier"})
_RELATIVES: Final = frozenset("which who whose where".split())
_COMMA: Final = frozenset(",")
_QUOTE: Final = frozenset('"”»')
_OPENING_QUOTE: Final = frozenset("\"“«‘'")
_COMMA_OR_QUOTE: Final = _COMMA | _QUOTE
_BEFORE_SPEECH: Final = frozenset(':"“«')


class Speaker(NamedTuple):
    """Who speaks in a sentence: the words `first` to `after`, and the stretch of words that they say."""

    first: int
    after: int
    begin: int
    end: int
    is_outer: bool
    """Whether the speaker is named after what is said, so that other speakers are quoted by this one."""


class SpeakerFinder(SpeakingNames):
    """Finds the speakers in the sentences of one text."""

    def __init__(self, scanned: Scanned) -> None:
        super().__init__(scanned)
        self._found: dict[int, list[Speaker]] = {}

    def speakers(self, number: int) -> list[Speaker]:
        """The speakers in a sentence, in the order of their verbs."""
        found = self._found.get(number)
        if found is None:
            sentence = self.scanned.sentences[number]
            keys = self.keys
            triggers = [i for i in range(sentence.first, sentence.after) if keys[i] in TRIGGERS]
            found = [*self._by_colon(sentence)]
            if triggers:
                found += [*self._by_verb(sentence, triggers), *self._by_preposition(sentence, triggers)]
            self._found[number] = found
        return found

    # Verbs

    def _by_verb(self, sentence: Sentence, triggers: Sequence[int]) -> Iterator[Speaker]:
        last: Speaker | None = None
        for i in triggers:
            key = self.keys[i]
            if key == "saying" and i > sentence.first and self.keys[i - 1] == "as":
                quoted = self._quoted_as(sentence, i - 1)
                if quoted is not None:
                    yield Speaker(*quoted, i + 1, sentence.after, False)
            elif key in GOING_ON:
                subject = (last.first, last.after) if last is not None else self.subject(sentence, i)
                if subject is not None and (i == sentence.first or self.keys[i - 1] not in DETERMINED):
                    yield Speaker(*subject, i + 1, sentence.after, False)
            elif key in CLAIMS and (claimed := self._claimed(sentence, i)) is not None:
                yield Speaker(*claimed, i + 2, sentence.after, False)
            elif self._is_of_saying(sentence, i):
                speaker = self._inverted(sentence, i) or self._before(sentence, i, last)
                begins = key not in READING or self._begins_speech(sentence, i)
                if speaker is not None and (speaker.is_outer or begins):
                    last = speaker
                    yield speaker

    def _begins_speech(self, sentence: Sentence, verb: int) -> bool:
        """Whether a colon, a quotation or "that" follows a verb."""
        if "that" in self.keys[verb + 1 : verb + 3]:
            return True
        return verb + 1 < sentence.after and self.parts(verb, _BEFORE_SPEECH)

    def _is_of_saying(self, sentence: Sentence, i: int) -> bool:
        """Whether the word is a verb of saying, by what stands around it."""
        key = self.keys[i]
        after = self.keys[i + 1 : min(i + 4, sentence.after)]
        if key in SAYING or key in READING or key in DENYING:
            return not self.is_participle(i)
        if key in WITH_THAT:
            return after[:1] == ["that"]
        if key in REJECTING:
            return not REJECTED.isdisjoint(after)
        if key in WENT_ON:
            return (after[:1] == ["on"] or key == "continued") and self._stands_apart(sentence, i)
        if i == sentence.first:
            return False
        if key in PUTTING:
            at = self.keys[i + 2 : min(i + 10, sentence.after)]
            is_aside = after[:1] == ["it"] and "as" in self.keys[max(sentence.first, i - _LONGEST_HEAD) : i]
            return is_aside or ("at" in at and not PUT.isdisjoint(after))
        if key in SHOWING:
            first = self.name_before(sentence, i)
            return not SOURCES.isdisjoint(self.keys[first:i])
        if key in PRESENT and self.parts(i - 1, _QUOTE):
            return True
        if key in PRESENT or key in RECKONED:
            return self._has_subject(sentence, i) and NOT_OF_PRESENT.isdisjoint(after[:1])
        if key not in CLAIMING or after[:1] == ["of"]:
            return False
        return self.keys[i - 1] in ROLES or self.keys[self.name_before(sentence, i)] in SEVERAL

    def _has_subject(self, sentence: Sentence, verb: int) -> bool:
        """Whether a known name, a pronoun, or one with an office or a capital stands right before a verb."""
        end = self.subject_end(sentence, verb)
        if end == sentence.first or self.parts(end - 1, ANY):
            return False
        before = self.keys[end - 1]
        if before in PERSONAL or (before in ROLES and before not in SEVERAL and before not in ("police", "media")):
            return True
        if any(c.after == end and is_actor(c) for c in self.scanned.candidates_between(max(0, end - 4), end)):
            return True
        is_plural = before.endswith("s") and not before.endswith("ss")
        follows = self.keys[verb + 1 : verb + 2]
        return self.has_capital(end - 1, end) and not is_plural and follows == ["that"]

    def _amounts(self, sentence: Sentence) -> set[int]:
        """The words at which mentions other than names begin."""
        return {c.first for c in self.scanned.in_sentence(sentence) if not isinstance(c.value, Entity)}

    def _stands_apart(self, sentence: Sentence, verb: int) -> bool:
        """Whether a verb with its subject stands between commas, or beside a quotation: ", she went on,"."""
        first = self.segment_start(sentence, verb)
        return first > sentence.first and verb - first <= _LONGEST_TAIL // 2 and self.ends_soon(sentence, verb + 1)

    def _quoted_as(self, sentence: Sentence, word: int) -> tuple[int, int] | None:
        """The speaker in "quoted a doctor as saying", which ends before a word."""
        for i in range(word - 1, max(sentence.first, word - LONGEST) - 1, -1):
            if self.keys[i] in ("quoted", "quotes", "cited", "quoting", "citing"):
                return (i + 1, word) if i + 1 < word and self.keys[i + 1] != "by" else self.subject(sentence, i)
        return None

    def _claimed(self, sentence: Sentence, noun: int) -> tuple[int, int] | None:
        """The speaker in "X's claim that" and "X repeated the claim that"."""
        if self.keys[noun + 1 : noun + 2] != ["that"] or not REJECTING.isdisjoint(self.keys[sentence.first : noun]):
            return None
        owner = self.owner(sentence.first, noun)
        if owner is not None:
            return owner
        verb = next((i for i in range(max(sentence.first, noun - 3), noun) if self.keys[i] in MAKING), None)
        return None if verb is None else self.subject(sentence, verb)

    def _before(self, sentence: Sentence, verb: int, last: Speaker | None) -> Speaker | None:
        """`X said …` or `…, X said`."""
        end = self.subject_end(sentence, verb)
        if end > sentence.first and (self.keys[end - 1] in BE or self.keys[end - 1] in NOT_SAYING):
            return None  # "is said", "was reported", "did not say"
        first = self.name_before(sentence, end)
        aside = self.segment_start(sentence, end)
        if sentence.first < aside < first and self.parts(aside - 1, _QUOTE) and self.ends_soon(sentence, verb + 1):
            # "…," the readout after the meeting said
            first = aside
            end = next((i for i in range(first + 1, end) if self.keys[i] in BREAKS | OF_SAYING), end)
        if self.keys[verb] in SHOWING:
            first, end = self._issuer(first, end)
        first = self.without_preposition(first, end)
        parted = end > sentence.first and self.parts(end - 1, _COMMA)
        if first == end or parted or self.keys[first] == "who":
            named = self._beyond_aside(sentence, verb) if parted else None
            if named is not None:
                return Speaker(*named, sentence.first, named[0], True)
            subject = self.subject(sentence, verb) if last is None or parted else (last.first, last.after)
            return None if subject is None else Speaker(*subject, verb + 1, self._end(sentence, first, verb), False)
        if not self.can_speak(first, end):
            return None
        speaks = verb + 1 < sentence.after and self.parts(verb, _BEFORE_SPEECH) and not self.parts(verb, _COMMA)
        before = _QUOTE if self.keys[verb] in READING else _COMMA_OR_QUOTE
        parted = first > sentence.first and self.parts(first - 1, before)
        if parted and not speaks and self.ends_soon(sentence, verb + 1) and not self._is_setting(sentence, first, verb):
            whole = self._goes_on_after(sentence, verb)
            return Speaker(first, end, sentence.first, sentence.after if whole else first, True)
        return Speaker(first, end, verb + 1, sentence.after, False)

    def _is_setting(self, sentence: Sentence, before: int, verb: int) -> bool:
        """Whether the words before a speaker only tell when and where, and it follows what is said: "By late Thursday,
        the Red Cross said in a note 29 had died".
        """
        if not any(self.keys[i] == "that" or self.is_verb(i) for i in range(verb + 1, sentence.after)):
            return False
        end = before
        while end > sentence.first:
            first = self.segment_start(sentence, end)
            if not (self._is_circumstance(first, end) or (first > sentence.first and self.keys[first] in _RELATIVES)):
                return False
            end = first
        return True

    def _is_circumstance(self, first: int, end: int) -> bool:
        """Whether some words between commas tell when, where or at what: "on Friday", "hours later", "asked by X"."""
        key, found = self.keys[first], self.scanned.candidates_between(first, end)
        if end - first > _LONGEST_TAIL or any(isinstance(c.value, Quantity) for c in found):
            return False
        is_time = any(isinstance(c.value, Period) and c.first == first for c in found) or self.keys[end - 1] in _LATER
        begins = is_time or key in PREPOSITIONS or key in OF_SAYING or key == "asked" or key.endswith("ing")
        return begins and not any(map(self.is_verb, range(first + 1, end)))

    def _end(self, sentence: Sentence, first: int, verb: int) -> int:
        """Where it ends what is said: with the aside in "Brandt, who denies fraud, was jailed"."""
        if self.keys[first] != "who" or first == sentence.first or not self.parts(first - 1, _COMMA):
            return sentence.after
        return next((i for i in range(verb + 1, sentence.after) if self.parts(i - 1, _COMMA)), sentence.after)

    def _beyond_aside(self, sentence: Sentence, verb: int) -> tuple[int, int] | None:
        """The name before what stands between commas: "“…,” Reyes, the port's director, told the board"."""
        aside = self.segment_start(sentence, verb)
        if aside <= sentence.first:
            return None
        first = self.segment_start(sentence, aside)
        is_told = first > sentence.first and self.parts(first - 1, _QUOTE)
        if not is_told and not any(self.is_verb(i) for i in range(sentence.first, aside)):
            return None
        parted = first > sentence.first and self.parts(first - 1, _COMMA_OR_QUOTE)
        is_short = aside - first <= _LONGEST_HEAD and self.has_capital(first, aside)
        return (first, aside) if parted and is_short and self.ends_soon(sentence, verb + 1) else None

    def _issuer(self, first: int, end: int) -> tuple[int, int]:
        """Whose figures they are: "figures released by the ministry on Tuesday"."""
        by = next((i for i in range(first + 1, end - 1) if self.keys[i] == "by" and self.keys[i - 1] in ISSUED), None)
        if by is None:
            return first, end
        return by + 1, next((i for i in range(by + 2, end) if self.keys[i] in OF_SAYING), end)

    def _goes_on_after(self, sentence: Sentence, verb: int) -> bool:
        """Whether what is said goes on after its speaker: "The port, she said, is open"."""
        after = verb + (2 if self.keys[verb] in WENT_ON and self.keys[verb + 1 : verb + 2] == ["on"] else 1)
        if after < sentence.after and not self.parts(after - 1, ANY):
            # "The port, she said on Friday, is open"
            near = range(after + 1, min(after + _LONGEST_HEAD, sentence.after))
            after = next((i for i in near if self.parts(i - 1, _COMMA)), sentence.after)
            if after < sentence.after and self.keys[after] == "and":
                return self.parts(after, _OPENING_QUOTE)
            return after < sentence.after and (self.keys[after] in AUXILIARIES or is_past(self.keys[after]))
        if after >= sentence.after or not self.parts(after - 1, _COMMA):
            return False
        return self.keys[after] not in NO_MORE or self.parts(after - 1, _OPENING_QUOTE)

    def _inverted(self, sentence: Sentence, verb: int) -> Speaker | None:
        """`…, said X`: the speaker stands after the verb, up to a comma or the end."""
        if verb == sentence.first or not (self.keys[verb] in _INVERTED or self.parts(verb - 1, _QUOTE)):
            return None
        if not self.parts(verb - 1, _COMMA_OR_QUOTE) or self.keys[verb - 1] in PERSONAL:
            return None
        if self.parts(verb, _BEFORE_SPEECH) or self.keys[verb + 1] in OF_SAYING:
            return None
        end = verb + 1
        while end < sentence.after and end - verb <= LONGEST and (end == verb + 1 or not self.parts(end - 1, _COMMA)):
            if self.keys[end] in _BREAKS_OF_TAIL or (self.keys[end] in SAYING and not self.is_participle(end)):
                break
            end += 1
        if end == verb + 1 or not (end == sentence.after or self.keys[end] == "who" or self.parts(end - 1, _COMMA)):
            return None
        if self.parts(verb - 1, _QUOTE):
            if not self.can_speak(verb + 1, end):
                return None
            return Speaker(verb + 1, end, sentence.first, verb, True)
        is_role = any(self.keys[i] in ROLES for i in range(verb + 1, min(end, verb + _LONGEST_HEAD)))
        short = end - verb <= _LONGEST_TAIL // 2 or end < sentence.after or is_role
        aside = self.segment_start(sentence, verb)
        named = is_role or self.has_capital(verb + 1, end)
        if not short or not named or self.keys[aside] in ("who", "which", "whose"):
            return None
        if any(self.is_verb(i) for i in range(verb + 2, end)):
            return None  # "Reyes, a lawyer, said the airline paid"
        goes_on = verb - sentence.first < _MOST_HEARERS and end < sentence.after and self.keys[end] not in NO_MORE
        return Speaker(verb + 1, end, sentence.first, sentence.after if goes_on else verb, True)

    def ends_soon(self, sentence: Sentence, word: int) -> bool:
        """Whether nothing is said after a verb: the sentence ends or is parted, or tells when, where or to whom."""
        hearers = word + _MOST_HEARERS if self.keys[word - 1] in ("told", "tells") else word
        for i in range(word, min(word + _LONGEST_TAIL, sentence.after)):
            key = self.keys[i]
            if self.parts(i - 1, ANY):
                return True
            found = self.scanned.candidates_at(i)
            if key in OF_SAYING:
                return not any(isinstance(c.value, Quantity) for c in found)  # "said at least 29 died"
            is_time = any(not isinstance(c.value, Entity | Quantity) for c in found)
            if is_time or key.endswith("ly") or key in BETWEEN or key == "on":
                hearers = max(hearers, i + 1)
            elif i >= hearers or key in ("that", "he", "she", "it", "they"):
                return False
        return word + _LONGEST_TAIL >= sentence.after

    # Prepositions

    def _by_preposition(self, sentence: Sentence, triggers: Sequence[int]) -> Iterator[Speaker]:
        for i in triggers:
            key = self.keys[i]
            follows = self.keys[i + 1 : i + 2]
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
        parted = i == sentence.first or self.parts(i - 1, _COMMA)
        is_name = any(map(is_actor, self.scanned.candidates_at(i + 1)))
        return parted and (self.keys[i + 1 : i + 2] == ["the"] or is_name)

    def _around(self, sentence: Sentence, word: int) -> tuple[int, int]:
        """The words that a speaker named at a word says: all, or one side of "but"."""
        keys = self.keys
        before = [i for i in range(sentence.first + 1, word) if keys[i] in PARTING and self.parts(i - 1, _COMMA)]
        after = [i for i in range(word, sentence.after) if keys[i] in PARTING and self.parts(i - 1, _COMMA)]
        return (before[-1] if before else sentence.first), (after[0] if after else sentence.after)

    def _by_count(self, sentence: Sentence, noun: int) -> tuple[int, int] | None:
        """The speaker in "by Reyes's count", "in the ministry's view" and "by police estimates"."""
        least = next(
            (
                i
                for i in range(noun - 1, max(sentence.first, noun - _LONGEST_HEAD) - 1, -1)
                if self.keys[i] in ("by", "in", "on", "per")
            ),
            None,
        )
        if least is None or least + 1 == noun or (least > sentence.first and self.keys[least - 1] in ISSUED):
            return None
        if self.keys[noun - 1] in ROLES and self.keys[least] == "by":
            return least + 1, noun
        return self.owner(least + 1, noun)

    # Colons and dashes

    def _by_colon(self, sentence: Sentence) -> Iterator[Speaker]:
        """`X: …`, and in headlines `…: X` and `… – X`."""
        text, (starts, ends, keys) = self.scanned.text, self.scanned.words
        colon = text.find(": ", ends[sentence.first], starts[sentence.after - 1])
        if colon >= 0:
            i = bisect_left(starts, colon, sentence.first, sentence.after)
            parted = sentence.first < i and ends[i - 1] <= colon
            first = self.segment_start(sentence, i)
            if parted and i - first <= _LONGEST_HEAD and self.is_speaker(first, i) and keys[i - 1] not in TRIGGERS:
                yield Speaker(first, i, i, sentence.after, False)
            elif parted and keys[i - 1] not in TRIGGERS and self.parts(i - 1, _OPENING_QUOTE):
                subject = self.subject(sentence, i)
                if subject is not None and self._is_like_name(subject[1]):
                    yield Speaker(*subject, i, sentence.after, False)
        last = sentence.after - 1
        if text[ends[last] : ends[last] + 1] in (".", "!", "?"):
            return
        while last > sentence.first and sentence.after - last < _MOST_HEARERS and not self.parts(last - 1, _LOOSE):
            last -= 1
        is_headline = last > sentence.first and self.parts(last - 1, _LOOSE) and not self.is_finished(sentence)
        if is_headline and " " in text[ends[last - 1] : starts[last]] and self.is_speaker(last, sentence.after):
            yield Speaker(last, sentence.after, sentence.first, last, True)

    def _is_like_name(self, after: int) -> bool:
        """Whether some words end in a capital or an office."""
        last = self.keys[after - 1]
        return last in ROLES or (last not in LABELS and self.has_capital(after - 1, after))


_LOOSE: Final = frozenset(":–—-")
_BREAKS_OF_TAIL: Final = BREAKS | {"who"}
