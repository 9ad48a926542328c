"""The vocabulary: which facts there are, what their values mean, and by which names things are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from factcheck.model.entity import Catalogue, Entity
from factcheck.model.interval import INFINITY, Exact, Interval, exact
from factcheck.model.period import Period
from factcheck.model.quantity import Quantity
from factcheck.model.types import OPEN_ENDED_DIMENSIONS, Type
from factcheck.model.units import Unit, UnitTable
from factcheck.named import NamedTuple
from factcheck.record import Record
from factcheck.source import EmbeddedText, Passage


class Pattern(NamedTuple):
    """A pattern as it is written in the vocabulary. `value` is what a pattern with a fixed value states, else None.

    Places are worked out when they are asked for: most patterns are never wrong.
    """

    text: str
    value: object
    embedded: Callable[[], EmbeddedText]
    value_at: Callable[[], Passage]


class Fact(NamedTuple):
    """A declared fact. `unit` is the unit of a bare number; `negative` says whether values below zero exist."""

    name: str
    type: Type
    unit: Unit | None = None
    negative: bool = False
    about: str | None = None
    at: Passage | None = None
    extract: tuple[Pattern, ...] = ()


def may_be_negative(fact_type: Type) -> bool:
    """The default of a fact's `negative`."""
    return fact_type.family == "quantity" and fact_type.detail in OPEN_ENDED_DIMENSIONS - {"number", "money"}


class Hedge(NamedTuple):
    """How far a hedged quantity can be from what was said, as shares of it: `about` is (-1/10, 1/10).

    An open end is not reached ("nearly 90" is less than 90). `days` is the same for periods, if the vocabulary says.
    """

    name: str
    low: Exact
    high: Exact
    low_open: bool = False
    high_open: bool = False
    days: int | None = None

    def widen(self, nominal: Interval) -> Interval:
        """The possible values of a nominal one: each end is moved by its share of the end's size.

        Zero stays zero: a share of nothing is nothing.
        """
        low, high = nominal.low, nominal.high
        if isinstance(low, float) or isinstance(high, float) or low == high == 0:
            return nominal
        return Interval(
            low + _share(self.low, low),
            high + _share(self.high, high),
            nominal.low_open or self.low_open,
            nominal.high_open or self.high_open,
        )


def _share(share: Exact, of: Exact) -> Exact:
    """A share of a number's size; the usual whole result without a detour through fractions."""
    size = of if of >= 0 else -of
    if isinstance(size, int):
        whole, rest = divmod(size * share.numerator, share.denominator)
        if rest == 0:
            return whole
    return exact(size * share)


_TENTH = Fraction(1, 10)
DEFAULT_HEDGES: Final[dict[str, Hedge]] = {
    "about": Hedge("about", -_TENTH, _TENTH),
    "nearly": Hedge("nearly", -_TENTH, 0, False, True),
    "just over": Hedge("just over", 0, _TENTH, True, False),
}
"""The rows of the hedge table that every vocabulary starts with; the words that lead to a row are the reader's."""

VAGUE_COUNTS: Final[dict[str, Interval]] = {
    "tens": Interval(20, 100, False, True),
    "dozens": Interval(24, 100, False, True),
    "scores": Interval(40, 100, False, True),
    "hundreds": Interval(200, 1000, False, True),
    "thousands": Interval(2000, 1_000_000, False, True),
    "tens of thousands": Interval(20_000, 100_000, False, True),
    "hundreds of thousands": Interval(200_000, 1_000_000, False, True),
    "millions": Interval(2_000_000, INFINITY, False, True),
    "tens of millions": Interval(20_000_000, 100_000_000, False, True),
    "hundreds of millions": Interval(200_000_000, 1_000_000_000, False, True),
    "billions": Interval(2_000_000_000, INFINITY, False, True),
    "tens of billions": Interval(20_000_000_000, 100_000_000_000, False, True),
    "hundreds of billions": Interval(200_000_000_000, 1_000_000_000_000, False, True),
    "trillions": Interval(2_000_000_000_000, INFINITY, False, True),
}
"""What is meant by a number word in the plural without a number."""

Constant = Quantity | Period | Entity | str | bool


class Vocabulary(Record):
    """Everything that gives a name in a check its meaning."""

    facts: Mapping[str, Fact] = MappingProxyType({})
    constants: Mapping[str, Constant] = MappingProxyType({})
    entities: Catalogue = Catalogue()
    hedges: Mapping[str, Hedge] = DEFAULT_HEDGES
    units: UnitTable = UnitTable()
    kinds: Mapping[str, bool] = MappingProxyType({})
    """Every kind of entity; True for a closed one, which no unknown name can be of."""
    words: Mapping[str, tuple[str, ...]] = MappingProxyType({})
