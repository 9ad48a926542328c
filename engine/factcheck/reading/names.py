"""From the words of a name, or of several, to entities.

A list in words ("Japan, India and the United States") is cut at commas and at "and"; a known name that itself contains
one ("Trinidad and Tobago") stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from factcheck.model.entity import Entity, EntitySet, entity_set
from factcheck.model.text import fold_name
from factcheck.model.types import Type, describe
from factcheck.model.vocabulary import Vocabulary
from factcheck.pattern import pattern

_LINKS: Final = pattern(r" ?[,;](?: (?:and|&)(?= ))? ?| (?:and|as well as) | ?& ?", re.IGNORECASE)
_LONGEST_CHAIN: Final = 6
"""Cuts that a known name may contain: "Saint Vincent, and the Grenadines"."""
MOST_MEMBERS: Final = 500


class NameReader:
    """Reads names with the entities and kinds of one vocabulary. A string in place of an entity says what is wrong."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._catalogue = vocabulary.entities
        self._kinds = vocabulary.kinds

    def one(self, name: str, kind: str) -> Entity | str:
        """The entity of a name. An unknown one is an entity of its own, unless the kind is closed."""
        name = name.strip()
        folded = fold_name(name)
        if not folded:
            return f"expected the name of {describe(Type('entity', kind))}"
        found = self._catalogue.find(name, kind)
        if not found and folded.startswith("the ") and name[:3].lower() == "the":
            bare = name[3:].strip()
            found = self._catalogue.find(bare, kind)
            name = bare if found else name
        if len(found) == 1:
            return found[0]
        if self._kinds.get(kind):
            if found:
                return f"{name!r} can mean {' or '.join(entity.name for entity in found)}"
            return f"{name!r} is not known as {describe(Type('entity', kind))}"
        return self._catalogue.read(name, kind)

    def several(self, text: str, kind: str) -> EntitySet | str:
        """The set of "A, B and C"."""
        text = " ".join(text.split())
        if text[:5].lower() == "both ":
            text = text[5:]
        return self.listed(self._cut(text, kind), kind)

    def listed(self, names: Iterable[str], kind: str) -> EntitySet | str:
        """The set of names given one by one."""
        members: list[Entity] = []
        for name in names:
            entity = self.one(name, kind)
            if isinstance(entity, str):
                return entity
            members.append(entity)
        if not members:
            return f"expected the name of {describe(Type('entity', kind))}"
        return f"more than {MOST_MEMBERS} names" if len(members) > MOST_MEMBERS else entity_set(members)

    def _cut(self, text: str, kind: str) -> list[str]:
        links = [match.span() for match in _LINKS.finditer(text)]
        starts = [0, *(end for _, end in links)]
        ends = [*(start for start, _ in links), len(text)]
        names: list[str] = []
        i = 0
        while i < len(starts):
            last = min(i + _LONGEST_CHAIN, len(ends) - 1)
            while last > i and not self._known(text[starts[i] : ends[last]], kind):
                last -= 1
            names.append(text[starts[i] : ends[last]])
            i = last + 1
        return names

    def _known(self, name: str, kind: str) -> bool:
        if len(name) > 200:
            return False
        bare = name[4:] if name[:4].lower() == "the " else name
        return bool(self._catalogue.find(name, kind) or self._catalogue.find(bare, kind))
