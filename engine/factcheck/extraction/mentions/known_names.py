"""From tokens to known names: the entities of a vocabulary and the built-in countries, by any of their names.

Names are told apart by their first word, so that the cost grows with the text and not with how many names there are.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from factcheck import reference
from factcheck.model.entity import Catalogue, Entity, unknown_entity
from factcheck.model.text import fold_name
from factcheck.named import NamedTuple
from factcheck.reading.tokens import SIGN, WORD, Token, tokens_of

_SKIPPED: Final = frozenset({".", "'", '"'})
"""Signs that do not count inside a name: "St. Lucia"."""
_FIRST_SCRIPT_WITHOUT_SPACES: Final = "\u2e80"
"""From here on, code points are of scripts that put no space between words (Chinese, Japanese, Korean)."""


class _Name(NamedTuple):
    """A name cut into words, each as it is compared, with the letter case that it asks for, and what it can mean."""

    words: tuple[str, ...]
    cases: tuple[int, ...]
    entities: tuple[Entity, ...]


class _Names(NamedTuple):
    """The names that begin with a word: those of one word, and longer ones by their second word, the longest first."""

    alone: list[_Name]
    longer: dict[str, list[_Name]]

    def going_on_as(self, tokens: list[Token], i: int) -> list[_Name]:
        """The names that may go on at a token: many begin with "the", few of them go on as the text does."""
        if not self.longer:
            return self.alone
        rows = [self.longer[second] for second in _seconds(tokens, i) if second in self.longer]
        longer = rows[0] if len(rows) == 1 else sorted((n for row in rows for n in row), key=lambda n: -len(n.words))
        return [*longer, *self.alone] if longer else self.alone


_ANY, _CAPITAL, _CAPITALS = 0, 1, 2
_MOST_CAPITALS: Final = 5


class NameIndex:
    """All names of a catalogue by their first word."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._listed: dict[str, list[str]] = {}
        self._cut: dict[str, _Names] = {}
        self._unspaced: dict[str, list[str]] = {}
        names = [*catalogue.names()]
        for row in reference.countries():
            names += row["names"]
        for name in names:
            self._add(name)

    def _add(self, name: str) -> None:
        first = name.split(None, 1)[0] if name.strip() else ""
        if not first:
            return
        if first[0] >= _FIRST_SCRIPT_WITHOUT_SPACES:
            self._unspaced.setdefault(first[0], []).append(name)
            return
        if any(map(str.isdigit, first)):
            # "3M" and "G7" are cut into numbers and letters, as they are in a text; digits alone name nothing.
            token = tokens_of(name.strip())[0]
            if not name.strip().isdigit():
                self._listed.setdefault(word_key(token.word), []).append(name)
            return
        folded = first.lower() if first.isascii() and first.isalpha() else fold_name(first)
        # A first word such as "Asia-Pacific" is several.
        self._listed.setdefault(folded.split(" ", 1)[0], []).append(name)

    @property
    def first_words(self) -> set[str]:
        """What any name starts with, as it is compared."""
        return set(self._listed)

    @property
    def unspaced(self) -> bool:
        """Whether there are names in scripts that put no space between words."""
        return bool(self._unspaced)

    def at(self, text: str, tokens: list[Token], i: int) -> tuple[tuple[Entity, ...], int] | None:
        """What the longest name that starts at a token can mean, one entity of a kind, and the index after it."""
        word = tokens[i].word
        # "People's Republic": the possessive can be part of the name.
        for first in (fold_name(word), word_key(word)) if "'" in word else (word_key(word),):
            names = self._cut.get(first)
            if names is None:
                names = self._cut[first] = self._cut_all(self._listed.get(first, ()))
            for name in names.going_on_as(tokens, i + 1):
                after = _after(text, tokens, i, name)
                if after is not None:
                    return name.entities, after
        return None

    def has(self, name: str) -> bool:
        """Whether a name is listed as it stands: "Moody's" is no possessive."""
        return bool(self._catalogue.find(name))

    def inside(self, text: str, token: Token) -> list[tuple[tuple[Entity, ...], int, int]]:
        """The names within a token of a script without spaces, with their offsets."""
        found: list[tuple[tuple[Entity, ...], int, int]] = []
        at = token.start
        while at < token.end:
            names = sorted(self._unspaced.get(text[at], ()), key=len, reverse=True)
            name = next((name for name in names if text.startswith(name, at)), None)
            if name is None:
                at += 1
                continue
            found.append((self._entities(name), at, at + len(name)))
            at += len(name)
        return found

    def _cut_all(self, listed: Sequence[str]) -> _Names:
        names = {(cut := self._cut_one(name)).words + cut.cases: cut for name in listed}
        found = _Names([], {})
        for name in sorted(names.values(), key=lambda name: -len(name.words)):
            row = found.alone if len(name.words) == 1 else found.longer.setdefault(name.words[1], [])
            row.append(name)
        return found

    def _cut_one(self, name: str) -> _Name:
        tokens = [token for token in tokens_of(name) if token.word and token.word not in _SKIPPED]
        written = [name[token.start : token.end] for token in tokens]
        words = tuple(fold_name(word) or word for word in written)
        return _Name(words, tuple(map(_case, written)), self._entities(name))

    def _entities(self, name: str) -> tuple[Entity, ...]:
        """What a name can mean: Jordan the country, and Jordan the player."""
        by_kind: dict[str, list[Entity]] = {}
        for entity in self._catalogue.find(name):
            by_kind.setdefault(entity.kind, []).append(entity)
        meant = (each[0] if len(each) == 1 else unknown_entity(kind, name) for kind, each in by_kind.items())
        return tuple(meant) or (unknown_entity("name", name),)


def word_key(word: str) -> str:
    """A token's word as names compare it: without the possessive, dots and accents."""
    if word.isascii() and word.isalpha():
        return word
    word = word.removesuffix("'s")
    if word.isascii():
        return word.replace(".", "").replace("'", "")
    return fold_name(word)


def _case(written: str) -> int:
    bare = written.replace(".", "")
    if not bare[:1].isupper():
        return _ANY
    return _CAPITALS if len(bare) > 1 and bare.isupper() and len(bare) <= _MOST_CAPITALS else _CAPITAL


def _keys(word: str, *, possessive: bool) -> tuple[str, str]:
    """A token's word as names compare it; only the last word of a name can lose its possessive."""
    whole = fold_name(word)
    return whole, word_key(word) if possessive else whole


def _seconds(tokens: list[Token], i: int) -> Collection[str]:
    """What the second word of a name can be, if the first one stands before a token."""
    i = _past_signs(tokens, i)
    word = tokens[i].word
    plain = tokens[i].kind != WORD or (word.isascii() and word.isalpha())
    return (word,) if plain else dict.fromkeys((word, *_keys(word, possessive=True)))


def _past_signs(tokens: list[Token], i: int) -> int:
    while tokens[i].kind == SIGN and tokens[i].word in _SKIPPED and tokens[i].start == tokens[i - 1].end:
        i += 1
    return i


def _after(text: str, tokens: list[Token], i: int, name: _Name) -> int | None:
    for number, (word, case) in enumerate(zip(name.words, name.cases, strict=True)):
        if number:
            i = _past_signs(tokens, i)
        token = tokens[i]
        if token.word != word:
            last = number == len(name.words) - 1
            if token.kind != WORD or word not in _keys(token.word, possessive=last):
                return None
        written = text[token.start : token.end]
        if case == _CAPITAL and not written[0].isupper():
            return None
        if case == _CAPITALS and not written.removesuffix("'s").removesuffix("’s").isupper():
            return None
        i += 1
    return i
