"""Entities: who or what is meant, under whichever name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from factcheck import reference
from factcheck.model.text import fold_name
from factcheck.named import NamedTuple


class Entity(NamedTuple):
    """A country, a person, a title … `key` is its identity; two names of one entity give the same key.

    `known` is False for a name that the vocabulary does not know: an entity of its own, equal only to itself.
    """

    key: str
    kind: str
    name: str
    known: bool = True

    def __str__(self) -> str:
        return self.name


class EntitySet(NamedTuple):
    """Several entities, stated together. Order is kept for printing and does not count."""

    members: tuple[Entity, ...]
    keys: frozenset[str]

    def __str__(self) -> str:
        return "{" + ", ".join(member.name for member in self.members) + "}"


def entity_set(members: Iterable[Entity]) -> EntitySet:
    """Several entities, each once."""
    once = {member.key: member for member in members}
    return EntitySet(tuple(once.values()), frozenset(once))


def unknown_entity(kind: str, name: str) -> Entity:
    """A name that no vocabulary knows: an entity of its own."""
    return Entity(f"{kind}?{fold_name(name)}", kind, name, known=False)


class Catalogue:
    """Every entity by every name: the vocabulary's, and the countries, which come built in."""

    def __init__(self, declared: Iterable[tuple[Entity, Iterable[str]]] = ()) -> None:
        self._by_name: dict[str, list[Entity]] = {}
        self._names: dict[str, str] = {}
        for entity, names in declared:
            for name in (entity.name, *names):
                meanings = self._by_name.setdefault(fold_name(name), [])
                if entity not in meanings:
                    meanings.append(entity)
                self._names.setdefault(name, entity.kind)

    def find(self, name: str, kind: str | None = None) -> list[Entity]:
        """What a name can mean, of one kind or of any; a declared country replaces the built-in one."""
        folded = fold_name(name)
        found = self._by_name.get(folded, [])
        if kind in (None, "country") and not any(entity.kind == "country" for entity in found):
            country = countries().get(folded)
            if country is not None:
                found = [*found, country]
        return found if kind is None else [entity for entity in found if entity.kind == kind]

    def names(self, kind: str | None = None) -> Iterator[str]:
        """All names of a kind, for suggestions, of which many are never asked for."""
        yield from (name for name, its_kind in self._names.items() if kind in (None, its_kind))
        if kind in (None, "country"):
            yield from (country["name"] for country in reference.countries())

    def read(self, name: str, kind: str) -> Entity:
        """The entity that an article means by a name; a name that two share tells neither, so it stays unknown."""
        found = self.find(name, kind)
        return found[0] if len(found) == 1 else unknown_entity(kind, name)


@cache
def countries() -> dict[str, Entity]:
    """Countries by folded name."""
    table: dict[str, Entity] = {}
    for row in reference.countries():
        country = Entity(f"country:{row['code']}", "country", row["name"])
        table |= {fold_name(name): country for name in (row["name"], *row["names"])}
    return table
