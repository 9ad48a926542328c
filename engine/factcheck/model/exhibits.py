"""Exhibits: what only a report with pictures shows, so that it is gathered only when such a report is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from factcheck.model.interval import Interval
from factcheck.model.units import Unit
from factcheck.record import Record


class ArticleText(Record):
    """An article's file as it stands; `start` is the offset at which the article begins, behind its front matter."""

    text: str
    start: int
    language: str | None


class Allowed(Record):
    """The values of a fact that one rule lets pass: intervals in ascending order."""

    rule: str
    parts: tuple[Interval, ...]


class Measured(Record):
    """What an article states of a fact: as it is printed, what was said, and all that it can mean."""

    article: str
    value: str
    hedge: str | None
    said_by: str | None
    modality: str
    nominal: Interval
    possible: Interval


class Scale(Record):
    """All the values of one fact that can be drawn to one scale.

    Numbers are in the base of `unit`; where it is None they are days, whole numbers of which both ends count.
    """

    fact: str
    about: str | None
    unit: Unit | None
    allowed: tuple[Allowed, ...]
    measured: tuple[Measured, ...]


class Exhibits(Record):
    """Texts by article, the guards of rules in canonical form by rule, and the scales in the vocabulary's order."""

    texts: Mapping[str, ArticleText] = MappingProxyType({})
    guards: Mapping[str, str] = MappingProxyType({})
    scales: tuple[Scale, ...] = ()
