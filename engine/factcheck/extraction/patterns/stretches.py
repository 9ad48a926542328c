"""From a text to stretches of sentences, which tell for all their words at once what begins at them.

A set of words is the bits of a number. A stretch has one bit for each word of its sentences, the lowest one for the
first, and one for the end of each sentence; so nothing reaches from one sentence into another.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, KeysView, Sequence
from typing import Final

from factcheck.extraction.patterns.before_names import BEFORE_TITLES, FORMS_OF_ADDRESS
from factcheck.extraction.patterns.elements import Forms, Slot
from factcheck.extraction.patterns.places import Place
from factcheck.extraction.patterns.programs import Follow, Shapes
from factcheck.extraction.patterns.scanned import Scanned
from factcheck.extraction.patterns.unknown_names import JOINING
from factcheck.extraction.text.sentences import HEADLINE
from factcheck.model.entity import Catalogue

_MOST_WORDS: Final = 2_000
"""What is longer is several stretches, so that sets stay small."""
_IN_LISTS: Final = FORMS_OF_ADDRESS | {"and", "or", "as", "well", "the"}
"""Words between names in a row."""


def stretches(scanned: Scanned, entities: Catalogue) -> Iterator[Stretch]:
    """All sentences of a text, in stretches."""
    places: list[Place] = []
    words = 0
    for sentence in scanned.sentences:
        words += sentence.after - sentence.first
        if words > _MOST_WORDS:
            yield Stretch(scanned, places)
            places, words = [], sentence.after - sentence.first
        places.append(Place(scanned, sentence, entities))
    yield Stretch(scanned, places)


def back_through(words: int, through: int) -> int:
    """Some words, and those before them that only words in `through` part from them, themselves in it."""
    by = 1
    while through:
        words |= words >> by & through
        through &= through >> by
        by *= 2
    return words


class Stretch:
    """Some sentences in a row."""

    def __init__(self, scanned: Scanned, places: Sequence[Place]) -> None:
        self._scanned = scanned
        self._places = places
        self._firsts: list[int] = []
        self._ends = 0
        self._bits: dict[str, int] = {}
        self._tagged: dict[str, list[int]] = {}
        """The sentences that have mentions of a tag."""
        keys = scanned.words.keys
        bits = self._bits
        bit = 1
        for number, place in enumerate(places):
            first, after = place.sentence[:2]
            self._firsts.append(bit.bit_length() - 1)
            for tag in place.tags:
                self._tagged.setdefault(tag, []).append(number)
                bits[tag] = bits.get(tag, 0) | bit
            for key in keys[first:after]:
                bits[key] = bits.get(key, 0) | bit
                bit <<= 1
            self._ends |= bit
            bit <<= 1
        self.everywhere = bit - 1
        self._words = self.everywhere ^ self._ends
        two = self._words & self._words >> 1
        four = two & two >> 2
        # A gap skips 12 words at most: 1, 2, 4 and 5, or not; each has the words that stand so far from an end.
        self._shifts = ((1, self._words), (2, two), (4, four), (5, four & self._words >> 4))
        self._everything = ((self.everywhere, self.everywhere),)
        self._any: dict[Forms, int] = {}
        self._having: dict[Forms, int] = {}
        self._standing: dict[int, tuple[tuple[int, int], ...]] = {}
        self._edges: dict[int, list[tuple[int, int]]] = {}
        self._mentions: dict[str, Sequence[tuple[tuple[int, int], int]]] = {}
        self._taken: dict[str, int] = {}
        self._unknown: dict[str, tuple[int, int]] = {}
        self._named: tuple[int, int] | None = None
        self._ages: int | None = None

    @property
    def present(self) -> KeysView[str]:
        """The words of the sentences as they are compared, and the tags of the mentions in them."""
        return self._bits.keys()

    def have(self, needs: Iterable[Forms]) -> bool:
        """Whether there is a sentence with a word or a tag of each of some sets."""
        ends = self._ends
        for need in needs:
            having = self._having.get(need)
            if having is None:
                # What has any bit below its end overflows into that bit when all below it are added.
                having = self._having[need] = self.any_of(need) + self._words & self._ends
            ends &= having
            if not ends:
                return False
        return True

    def parted(self, words: int) -> Iterator[int]:
        """The numbers of the sentences in which any of some words stand."""
        while words:
            number = bisect_right(self._firsts, (words & -words).bit_length() - 1) - 1
            yield number
            if number + 1 == len(self._firsts):
                return
            words = words >> self._firsts[number + 1] << self._firsts[number + 1]

    def place(self, number: int) -> Place:
        """A sentence by its number."""
        return self._places[number]

    def within(self, number: int, sets: Sequence[int]) -> list[int]:
        """What some sets have in a sentence, with its first word as the lowest bit."""
        first = self._firsts[number]
        sentence = self._places[number].sentence
        mask = (2 << sentence.after - sentence.first) - 1
        return [words >> first & mask for words in sets]

    # Words

    def any_of(self, forms: Forms) -> int:
        """The words that are one of some forms."""
        found = self._any.get(forms)
        if found is None:
            found = 0
            for form in forms & self._bits.keys():
                found |= self._bits[form]
            self._any[forms] = found
        return found

    def standing(self, follow: Follow) -> tuple[tuple[int, int], ...]:
        """Where some phrases stand: for each of their lengths, the words at which one of that length begins."""
        found = self._standing.get(id(follow))
        if found is None:
            single = 0
            longer: dict[int, int] = {}
            for form in follow.keys() & self._bits.keys():
                for rest in follow[form]:
                    here = self._bits[form]
                    if not rest:
                        single |= here
                        continue
                    for offset, forms in enumerate(rest, start=1):
                        here &= self.any_of(forms) >> offset
                    if here:
                        longer[len(rest) + 1] = longer.get(len(rest) + 1, 0) | here
            found = self._standing[id(follow)] = ((1, single), *longer.items())
        return found

    def before_gap(self, words: int) -> int:
        """The words from which a gap may reach any of some words."""
        for by, inside in self._shifts:
            words |= words >> by & inside
        return words

    # Mentions

    def before(self, slot: Slot, shapes: Shapes | None, words: int) -> int:
        """The words at which a mention for a slot may begin, and end before any of some words."""
        tag, kind = slot.tag, slot.kind
        mentions = self._mentions.get(tag)
        if mentions is None:
            mentions = self._mentions[tag] = self._mentions_of(tag)
        found = 0
        for heads, tails in self._everything if shapes is None else self._edges_of(shapes):
            ends = words & tails
            for (lead, length), firsts in mentions:
                begins = ends >> length & firsts
                if begins:
                    begins &= heads | heads >> lead
                    found |= begins | begins << lead
            if kind is not None and ends:
                found |= self._before_names(tag, kind, ends) & heads
        if kind == "title":
            found = back_through(found, self.any_of(BEFORE_TITLES) | self._words_of("entity:country"))
        return found

    def ages(self) -> int:
        """The words that are digits, some of which are ages."""
        if self._ages is None:
            self._ages = sum(bits for key, bits in self._bits.items() if key.isdigit())
        return self._ages

    def titles(self) -> int:
        """The words of known titles, and those that may stand before them."""
        return self.any_of(BEFORE_TITLES) | self._words_of("entity:title") | self._words_of("entity:country")

    def _mentions_of(self, tag: str) -> Sequence[tuple[tuple[int, int], int]]:
        """The first words of the mentions of a tag, by how many words lead up to their core, and how many they are."""
        form, _, named = tag.partition(":")
        found: dict[tuple[int, int], int] = {}
        for number in self._tagged.get(f"entity:{named}" if form == "run" else tag, ()):
            place = self._places[number]
            shift = self._firsts[number] - place.sentence.first
            for candidate in place.tagged(tag):
                key = candidate.core - candidate.first, candidate.after - candidate.first
                found[key] = found.get(key, 0) | 1 << candidate.first + shift
        return list(found.items())

    def _words_of(self, tag: str) -> int:
        """All words of the mentions of a tag."""
        found = self._taken.get(tag)
        if found is None:
            found = 0
            for (_, length), firsts in self._mentions_of(tag):
                for by in range(length):
                    found |= firsts << by
            self._taken[tag] = found
        return found

    def _edges_of(self, shapes: Shapes) -> Sequence[tuple[int, int]]:
        """For each shape of a slot, where what fills it may begin and end."""
        found = self._edges.get(id(shapes))
        if found is None:
            found = self._edges[id(shapes)] = []
            for head, tail in shapes.edges:
                heads, tails = 0, 0
                for _, standing in () if head is None else self.standing(head):
                    heads |= standing
                for length, standing in () if tail is None else self.standing(tail):
                    tails |= standing << length
                found.append((self.everywhere if head is None else heads, self.everywhere if tail is None else tails))
        return found

    def _before_names(self, tag: str, kind: str, words: int) -> int:
        """The same of names in capitals that no vocabulary knows, in a row with others for a slot of many."""
        found = self._unknown.get(tag)
        if found is None:
            begins, joined = self._names()
            parts = begins | joined | self.any_of(JOINING[kind])
            if tag.startswith("run:"):
                begins |= self._words_of(f"entity:{kind}")
                parts |= begins | self.any_of(_IN_LISTS)
            found = self._unknown[tag] = begins, parts
        begins, parts = found
        return back_through(words >> 1 & parts, parts) & begins

    def _names(self) -> tuple[int, int]:
        """The words that begin with a capital, except in headlines, where that tells nothing; and those that a hyphen
        joins to the word before them.
        """
        if self._named is None:
            text, starts = self._scanned.text, self._scanned.words.starts
            capitals = joined = 0
            for first_bit, place in zip(self._firsts, self._places, strict=True):
                first, after, _, _, section = place.sentence
                if section != HEADLINE:
                    for bit, start in enumerate(starts[first:after], start=first_bit):
                        if text[start].isupper():
                            capitals |= 1 << bit
                        elif text[start - 1] == "-":
                            joined |= 1 << bit
            self._named = capitals, joined
        return self._named
