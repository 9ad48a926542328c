"""From the capitals of a sentence to the names that no vocabulary knows: "Kishida Wenxiong", "Asian Institute".

Nothing is guessed away from a slot: these names count only where a pattern has a slot of an open kind, right beside
other words of the pattern.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from factcheck.extraction.patterns.before_names import (
    FIRMS,
    FORMS_OF_ADDRESS,
    NATIONALITIES,
    OFFICES,
    QUALIFIERS,
    RANKS,
    qualified_from,
)
from factcheck.extraction.patterns.scanned import Candidate, Scanned
from factcheck.extraction.text.inflection import is_function_word
from factcheck.extraction.text.sentences import HEADLINE, Sentence
from factcheck.model.entity import Entity

JOINING: Final = {
    "person": frozenset("de da di del della dos du van von der den bin ibn al el la le ten ter y".split()),
    "organisation": frozenset("of for and the on de du des la".split()),
    "place": frozenset("of de la le el the upon".split()),
    "title": frozenset("of for and the to".split()),
}
"""Words in lower case inside the names of a kind."""
_NO_NAMES: Final = frozenset(
    """
    meanwhile however yesterday today tomorrow tonight earlier later according despite although additionally instead
    therefore moreover furthermore officials critics analysts experts leaders both neither either mr mrs ms dr sir lord
    lady former then-president then ex yes no please read watch photo image source editing reporting
    """.split()
)
"""Words that are no name, or no part of one, though a sentence may start with them."""
_DIRECTIONS: Final = frozenset("north south east west".split())
"""Alone they begin a name that is told later: "the East and South China Seas"."""
_ADJECTIVES: Final = tuple("ed led run era born like type style elect wide made".split())
"""How words end that a hyphen joins to a name to say something of something else: "Sydney-based", "Novak-era"."""
_ENDING: Final = {
    "person": FORMS_OF_ADDRESS,
    "title": frozenset("mr mrs ms mx miss dr hon honorable honourable".split()),
}
"""Words that a name of a kind ends before."""
_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
_HONORIFICS: Final = frozenset({"san", "sama", "kun"})
"""Words of respect that a hyphen joins to a name."""
_NEW: Final = _DIRECTIONS | {"new"}
"""Words that begin names of regions: "South Dakota", "New Jersey"."""
_OF_OTHERS: Final = frozenset({"country", "place"})
"""Kinds whose names are parts of those of organisations: "Bank of Japan", "US Steel"."""
_LIKE_RANKS: Final = frozenset(
    "boss candidate counterpart head lawmaker minister officer official star striker".split()
)
"""Words after a name that say who somebody of it is: "Labour leader", "Acme boss"."""
_OFFICERS: Final = frozenset(
    """
    ambassador captain ceo cfo chairman chairwoman chancellor coach colonel commissioner congressman congresswoman
    director governor inspector lieutenant mayor minister mp president professor secretary senator sergeant
    spokesman spokesperson spokeswoman superintendent
    """.split()
)
"""Words of titles that no organisation is named by, except after "of" and "for"."""
_WHERE: Final = frozenset({"in", "from", "across", "near"})
_BETWEEN: Final = frozenset({"and", "of", "for"})
_BEFORE_PARTS: Final = frozenset({"of", "for", "the"})
_NEITHER, _NAME, _JOINS = range(3)
_TITLE_CASE: Final = 0.7
_SHORTEST_COUNTED: Final = 4
_FEWEST_COUNTED: Final = 4


def unknown_runs(scanned: Scanned, sentence: Sentence, kind: str, known: Sequence[Candidate]) -> list[tuple[int, int]]:
    """The runs of words in capitals in a sentence that can be a name of a kind, as words `first` to `after`.

    Known names of the same kind are part of a run, all other mentions end it. In headlines capitals tell nothing.
    """
    if kind not in JOINING or sentence.section == HEADLINE or _is_title_case(scanned, sentence):
        return []
    reader = _RunReader(scanned, sentence, kind, known)
    return [run for run in map(reader.shortened, reader.runs()) if run[0] < run[1]]


def may_go_on(text: str, start: int, key: str, kind: str) -> bool:
    """Whether the word at an offset may go on with a name of a kind, as far as it tells alone."""
    return text[start].isupper() or text[start - 1] == "-" or key in JOINING[kind]


class _RunReader:
    """Reads the runs of one kind in one sentence."""

    def __init__(self, scanned: Scanned, sentence: Sentence, kind: str, known: Sequence[Candidate]) -> None:
        self._scanned = scanned
        self._sentence = sentence
        self._kind = kind
        self._known = known
        self._text = scanned.text
        self._starts, self._ends, self._keys = scanned.words
        self._lands: set[int] = set()
        """Words of countries and places that may be part of the name."""
        self._closed: set[int] = set()
        """The words after known names, which no joining word goes on with."""
        own: set[int] = set()
        others: set[int] = set()
        for candidate in known:
            found = candidate.value.kind if isinstance(candidate.value, Entity) else None
            within = range(candidate.core, candidate.after)
            if found == kind:
                own.update(within)
                self._closed.add(candidate.after)
            elif kind == "organisation" and found in _OF_OTHERS:
                self._lands.update(within)
            else:
                others.update(within)
        self._taken = others - self._lands - own

    def runs(self) -> list[tuple[int, int]]:
        runs: list[tuple[int, int]] = []
        first = last = -1
        for i in range(self._sentence.first, self._sentence.after):
            if first < 0 and not self._text[self._starts[i]].isupper():
                continue
            if first >= 0 and not self._follows(i):
                runs.append((first, last + 1))
                first = -1
            part = self._part(i, inside=first >= 0)
            if part:
                first = i if first < 0 else first
                last = i if part == _NAME else last
            elif first >= 0:
                runs.append((first, last + 1))
                first = -1
        if first >= 0:
            runs.append((first, last + 1))
        return runs

    def _follows(self, i: int) -> bool:
        """Whether a word stands right after the one before it, as the words of a name do."""
        start, end = self._starts[i], self._ends[i - 1]
        if self._kind == "organisation" and self._text[end:start] in (" & ", "&"):
            return True
        return _adjoins(self._text, end, start, self._starts[i - 1])

    def _part(self, i: int, *, inside: bool) -> int:
        """What a word is to a run: part of the name, what may join two of its words, or neither."""
        key = self._keys[i]
        if i in self._taken:
            return _NEITHER
        if i in self._lands and inside and self._keys[i - 1] == "and":
            return _NEITHER
        if self._text[self._starts[i]].isupper():
            if key in _ENDING.get(self._kind, ()):
                return _NEITHER
            begins = not (is_function_word(key) or key in _NO_NAMES) or self._is_acronym(i)
            return _NAME if inside or begins else _NEITHER
        if not inside:
            return _NEITHER
        if self._kind == "person" and self._text[self._ends[i - 1]] == "-" and not self._is_adjective(i):
            return _NAME
        return _JOINS if key in JOINING[self._kind] and i not in self._closed else _NEITHER

    def _is_acronym(self, i: int) -> bool:
        """Whether a word is the first of "AT&T"."""
        start, end = self._starts[i], self._ends[i]
        return (
            self._kind == "organisation"
            and end - start > 1
            and self._text[start : end + 1].isupper()
            and (self._text[end : end + 1] == "&")
        )

    def _is_adjective(self, i: int) -> bool:
        """Whether a hyphen joins a word to a name to make an adjective of both: "Sydney-based", but not "Jong-un"."""
        return self._keys[i].endswith(_ADJECTIVES) or self._keys[i] in _HONORIFICS

    def shortened(self, run: tuple[int, int]) -> tuple[int, int]:
        """The run, or none of it where it is no name after all."""
        first, after = run
        while first < after and self._tells_where(first):
            first += 1
            while first < after and self._keys[first] in JOINING[self._kind]:
                first += 1
        none = first, first
        if first == after:
            return none
        keys = self._keys[first:after]
        if self._kind == "title":
            listed = [c.first for c in self._known if _is_of(c, "title") and first < c.first < c.after == after]
            if listed and QUALIFIERS.isdisjoint(self._keys[first : listed[0]]):
                return none  # "Japanese President" is a president
            if _begins_name(self._scanned, self._sentence, first, after, self._known):
                return none
            if any(_is_of(c, "person") and c.after == first and c.end + 1 == self._starts[first] for c in self._known):
                return none  # "Reyes Foundation"
        elif self._modifies(after):
            return none
        if NATIONALITIES.issuperset(keys) or _SUFFIXES.issuperset(keys) or self._lands.issuperset(range(first, after)):
            return none
        if self._kind == "person" and self._is_no_person(first, after):
            return none
        if self._kind == "organisation" and self._is_of_officer(first, after):
            return none
        is_one = after - first == 1
        if is_one and (
            keys[0] in _DIRECTIONS or (first == self._sentence.first and _is_ordinary(self._scanned, first))
        ):
            return none
        return first, after

    def _tells_where(self, i: int) -> bool:
        """Whether a country or place begins no name: "in France Acme", "France and Acme"."""
        if i not in self._lands:
            return False
        following = self._keys[i + 1 : i + 2]
        return (i > 0 and self._keys[i - 1] in _WHERE) or (bool(following) and following[0] in _BETWEEN)

    def _modifies(self, after: int) -> bool:
        """Whether a hyphen makes an adjective of a name: "the Sydney-based firm", "President-elect Novak"."""
        end = self._ends[after - 1]
        if after >= self._sentence.after or self._text[end] != "-" or self._starts[after] != end + 1:
            return False
        return self._keys[after] not in _HONORIFICS

    def _is_no_person(self, first: int, after: int) -> bool:
        keys = self._keys
        if RANKS.issuperset(keys[first:after]) or (after - first > 1 and keys[after - 1] in FIRMS):
            return True
        if any(_is_of(candidate, "person") and first <= candidate.first < after for candidate in self._known):
            return False
        before, beyond = first - 1, after
        if before >= self._sentence.first and keys[before] == "the":
            return True
        if beyond < self._sentence.after and keys[beyond] in RANKS | _LIKE_RANKS:
            return self._text[self._ends[after - 1] : self._starts[beyond]] == " "
        return self._is_region(first, after)

    def _is_region(self, first: int, after: int) -> bool:
        """Whether a name tells where the place before it lies: "Scranton, Pennsylvania, was …"."""
        if not (after - first == 1 or (after - first == 2 and self._keys[first] in _NEW)):
            return False
        if not self._sentence.first < first < after < self._sentence.after:
            return False
        before = self._text[self._ends[first - 1] : self._starts[first]]
        beyond = self._text[self._ends[after - 1] : self._starts[after]]
        return before == ", " and beyond == ", " and self._text[self._starts[first - 1]].isupper()

    def _is_of_officer(self, first: int, after: int) -> bool:
        """Whether a name is somebody's with a title: "Treasury Secretary Novak", but not "Office of the President"."""
        keys = self._keys
        return any(
            keys[i] in _OFFICERS and not (i > first and keys[i - 1] in _BEFORE_PARTS) for i in range(first, after)
        )


def _begins_name(scanned: Scanned, sentence: Sentence, first: int, after: int, known: Sequence[Candidate]) -> bool:
    """Whether some words in capitals begin a person's name, or stand before it with a comma, and are no office: "Ana
    Maria" of "Ana Maria Reyes", "Ostend" of "in Ostend, Reyes said".
    """
    words, text = scanned.words, scanned.text
    if after >= sentence.after:
        return False
    end, start = words.ends[after - 1], words.starts[after]
    if not (text[end:start] == ", " or _adjoins(text, end, start, words.starts[after - 1])):
        return False
    is_person = any(candidate.first == after and _is_of(candidate, "person") for candidate in known)
    return is_person and OFFICES.isdisjoint(words.keys[first:after])


def qualified_titles(scanned: Scanned, sentence: Sentence, known: Sequence[Candidate]) -> dict[int, int]:
    """The known titles that a word before them makes other ones: where "former prime minister" begins, to its end."""
    text, (starts, ends, keys) = scanned.text, scanned.words
    titles = [candidate for candidate in known if _is_of(candidate, "title")]
    countries = (
        {candidate.after: candidate.first for candidate in known if _is_of(candidate, "country")} if titles else {}
    )
    found: dict[int, int] = {}
    for title in titles:
        least = countries.get(title.first, title.first)
        if least == title.first and least > sentence.first and keys[least - 1] in NATIONALITIES:
            least -= 1
        for first in {title.first, least}:
            before = qualified_from(text, keys, starts, ends, first, sentence.first)
            if before < first:
                found[before] = title.after
    return found


def _is_of(candidate: Candidate, kind: str) -> bool:
    return isinstance(candidate.value, Entity) and candidate.value.kind == kind


def _is_ordinary(scanned: Scanned, word: int) -> bool:
    """Whether the text also has a word in lower case: then its capital may be that of the sentence."""
    if scanned.lower_case is None:
        text, words = scanned.text, scanned.words
        scanned.lower_case = {key for key, start in zip(words.keys, words.starts, strict=True) if text[start].islower()}
    return scanned.words.keys[word] in scanned.lower_case


def _adjoins(text: str, end: int, start: int, before: int) -> bool:
    """Whether two words stand side by side: with a space or a hyphen, or the dot of an initial between them."""
    between = text[end:start]
    if between in (" ", "-", "\u00a0", "\n"):
        return not text[before:end].endswith(("'s", "’s"))
    return between in (". ", ".") and (end - before == 1 or text[before:end] in ("Dr", "St", "Jr"))


def _is_title_case(scanned: Scanned, sentence: Sentence) -> bool:
    """Whether most words have capitals, and no full stop ends them, as in headings."""
    text, words = scanned.text, scanned.words
    if text[sentence.start : sentence.end].rstrip("\"'”’) \n").endswith((".", "!", "?")):
        return False
    counted = [
        text[words.starts[i]].isupper()
        for i in range(sentence.first, sentence.after)
        if len(words.keys[i]) >= _SHORTEST_COUNTED
    ]
    return len(counted) >= _FEWEST_COUNTED and sum(counted) >= _TITLE_CASE * len(counted)
