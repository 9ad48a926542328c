"""The types of facts and expressions, and how they are named to people."""

from __future__ import annotations

from typing import Final, Literal

from factcheck.named import NamedTuple

Family = Literal["quantity", "period", "entity", "text", "boolean"]


class Type(NamedTuple):
    """What a fact's values are.

    `detail` is the dimension of a quantity ("duration", "money", "number" …) or the kind of an entity ("country");
    `many` makes it a set of them.
    """

    family: Family
    detail: str = ""
    many: bool = False

    @property
    def one(self) -> Type:
        """The type of a member."""
        return self._replace(many=False)


NUMBER: Final = Type("quantity", "number")
PERCENT: Final = Type("quantity", "percent")
POINTS: Final = Type("quantity", "percentage points")
MONEY: Final = Type("quantity", "money")
DURATION: Final = Type("quantity", "duration")
PERIOD: Final = Type("period")
TEXT: Final = Type("text")
BOOLEAN: Final = Type("boolean")

BUILT_IN_KINDS: Final = ("country", "person", "organisation", "title", "place")
OPEN_ENDED_DIMENSIONS: Final = frozenset({"number", "percent", "percentage points", "money", "temperature"})
"""Quantities that may be negative unless the vocabulary says otherwise; lengths, durations and the like may not."""

_PLURALS = {"country": "countries"}


def describe(a_type: Type) -> str:
    """`a duration`, `a country`, `a set of countries`, `words`."""
    family, detail = a_type.family, a_type.detail
    if family == "text":
        return "words"
    name = {"period": "period", "boolean": "true-or-false fact"}.get(family, detail)
    if name == "money":
        return "an amount of money"
    if name == "percentage points":
        return name
    if a_type.many:
        return f"a set of {_PLURALS.get(name, f'{name}s')}"
    return f"{'an' if name[:1] in 'aeiou' else 'a'} {name}"
