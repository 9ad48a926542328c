"""From a text and its mentions to what patterns are matched against: words, sentences, and which mention is where."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from typing import Final

from factcheck.extraction.mentions.mention import Mention
from factcheck.extraction.patterns.before_names import FORMS_OF_ADDRESS
from factcheck.extraction.patterns.elements import tag_of
from factcheck.extraction.text.sentences import Sentence, sentences_of
from factcheck.extraction.text.words import Words, words_of
from factcheck.model.entity import Entity, EntitySet, entity_set
from factcheck.model.period import Period
from factcheck.model.quantity import Quantity
from factcheck.model.statement import Value
from factcheck.model.types import PERIOD, Type
from factcheck.named import NamedTuple
from factcheck.pattern import pattern

_BETWEEN: Final = pattern(
    r"(?:'s|’s)?\s*(?:[,;/]|\s[-–]|[-–])?\s*(?:(?:and|or|&|as well as)\b\s*)?"
    rf"(?:the\s+)?(?:(?:{'|'.join(sorted(FORMS_OF_ADDRESS))})\b\.?\s+)*",
    2,
)  # re.IGNORECASE
_LONGEST_BETWEEN: Final = 24


class Candidate(NamedTuple):
    """What may fill a slot: its words `first` up to, not including, `after`, and its characters.

    A slot may also begin at `core`, the word after a hedge or a preposition: a pattern may say these words itself. So
    it may the unit of an amount, for which there is a candidate without it.
    `beside` is a word that the pattern must say right beside the slot: "an hour" of "an hour later" is a duration only
    for a pattern that says "later".
    """

    first: int
    after: int
    core: int
    start: int
    end: int
    value: Value
    mention: Mention | None
    beside: int | None = None


class Scanned:
    """A text, taken apart once for all patterns."""

    def __init__(self, text: str, start: int, mentions: Sequence[Mention]) -> None:
        self.text = text
        self.words: Words = words_of(text, start)
        self.sentences: list[Sentence] = sentences_of(text, self.words, start, _whole(mentions))
        self.candidates = _candidates(mentions, self.words)
        self._firsts = [candidate.first for candidate in self.candidates]
        self.lower_case: set[str] | None = None
        """The words that stand in lower case somewhere, once they are asked for."""

    def in_sentence(self, sentence: Sentence) -> list[Candidate]:
        """The candidates that begin in a sentence, in order."""
        return self.candidates_between(sentence.first, sentence.after)

    def candidates_between(self, first: int, after: int) -> list[Candidate]:
        """The candidates that lie within some words."""
        low, high = bisect_left(self._firsts, first), bisect_left(self._firsts, after)
        return [c for c in self.candidates[low:high] if c.first < c.after <= after]

    def candidates_at(self, word: int) -> list[Candidate]:
        """The candidates that begin at a word."""
        low, high = bisect_left(self._firsts, word), bisect_right(self._firsts, word)
        return self.candidates[low:high]

    def runs(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """The sets that names in a row make: "Japan, India and the United States" is one."""
        runs: list[list[Candidate]] = []
        for candidate in candidates:
            if runs and self._is_listed(runs[-1][-1].end, candidate.start):
                runs[-1].append(candidate)
            else:
                runs.append([candidate])
        return [_run(run) for run in runs]

    def _is_listed(self, end: int, start: int) -> bool:
        if not end < start <= end + _LONGEST_BETWEEN:
            return False
        match = _BETWEEN.fullmatch(self.text, end, start)
        return match is not None and bool(match[0].strip())


def tags_of(value: Value) -> tuple[str, ...]:
    """The tags of slots that a value fills, see `tag_of`; the last one may name the very entity."""
    if isinstance(value, Quantity):
        return _quantity_tags(value.unit.dimension)
    if isinstance(value, Period):
        return _PERIOD_TAGS
    if isinstance(value, Entity):
        return (f"entity:{value.kind}", f"is:{value.key}")
    return ()


_PERIOD_TAGS: Final = (tag_of(PERIOD),)


@cache
def _quantity_tags(dimension: str) -> tuple[str, ...]:
    return (tag_of(Type("quantity", dimension)),)


def _candidates(mentions: Sequence[Mention], words: Words) -> list[Candidate]:
    # "3 out of 10 dead" is a share, and never a number of dead.
    found = [
        _candidate(mention, words) for mention in mentions if mention.also is None or mention.also.kind != "percent"
    ]
    further = [each._replace(after=each.after + 1) for each in found if _goes_on_with_of(each, words)]
    further += [each._replace(after=each.after - 1) for each in found if _ends_with_unit(each, words)]
    for mention in mentions:
        also = mention.also
        while also is not None:
            further.append(_further(mention, also, words))
            also = also.also
    return sorted((*found, *further), key=lambda candidate: candidate.first) if further else found


def _goes_on_with_of(candidate: Candidate, words: Words) -> bool:
    """Whether "of" after a number does not matter: "dozens of people" are as many people."""
    mention, after = candidate.mention, candidate.after
    if mention is None or mention.kind != "number" or after >= len(words.keys) or words.keys[after] != "of":
        return False
    return mention.reader == "number.vague" or words.keys[after - 1] in ("dozen", "dozens", "score")


def _ends_with_unit(candidate: Candidate, words: Words) -> bool:
    """Whether an amount ends with the word of its unit, which a pattern may say itself: "{value} minutes"."""
    is_amount = isinstance(candidate.value, Quantity) and candidate.value.unit.dimension != "number"
    return is_amount and candidate.after - candidate.core > 1 and words.keys[candidate.after - 1].isalpha()


def _further(mention: Mention, also: Mention, words: Words) -> Candidate:
    """What the words of a mention are for facts of another type."""
    found = _candidate(also, words)
    if mention.kind != "period":
        return found
    return found._replace(beside=found.after if also.end < mention.end else found.first - 1)


def _candidate(mention: Mention, words: Words) -> Candidate:
    first = bisect_right(words.ends, mention.start)
    after = bisect_left(words.starts, mention.end)
    core = bisect_right(words.ends, mention.core[0])
    return Candidate(first, after, max(first, core), mention.start, mention.end, mention.value, mention)


def _run(run: Sequence[Candidate]) -> Candidate:
    first, last = run[0], run[-1]
    members = [candidate.value for candidate in run if isinstance(candidate.value, Entity)]
    value: EntitySet = entity_set(members)
    return Candidate(first.first, last.after, first.core, first.start, last.end, value, first.mention)


def _whole(mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Spans inside which no sentence ends, in order and apart: a mention may hold full stops."""
    spans: list[tuple[int, int]] = []
    for mention in mentions:
        if not spans or mention.start >= spans[-1][1]:
            spans.append((mention.start, mention.end))
        elif mention.end > spans[-1][1]:
            spans[-1] = (spans[-1][0], mention.end)
    return spans
