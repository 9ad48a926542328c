"""From an article to its statements: finds the mentions, matches the patterns, reads what stands around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from factcheck.extraction.context.reader import ContextReader
from factcheck.extraction.mentions.finder import MentionFinder
from factcheck.extraction.mentions.mention import Mention
from factcheck.extraction.patterns.choosing import chosen
from factcheck.extraction.patterns.compiling import compile_patterns
from factcheck.extraction.patterns.matching import Matcher
from factcheck.extraction.patterns.scanned import Scanned
from factcheck.extraction.patterns.walking import Match
from factcheck.model.article import Article
from factcheck.model.interval import INFINITY, Interval
from factcheck.model.period import Period
from factcheck.model.quantity import Quantity
from factcheck.model.statement import Evidence, Statement, Value, hedge_of, statement_key
from factcheck.model.vocabulary import Fact, Vocabulary
from factcheck.named import NamedTuple
from factcheck.reading.units import cents_of
from factcheck.reading.values import Reader
from factcheck.source import Passage, SourceFile

if TYPE_CHECKING:
    from factcheck.extraction.explaining.near_misses import NearMiss

_BY_WORDS: Final = "pattern"
"""The reader of a value that no mention gave: the words of the pattern did."""


class Extracted(NamedTuple):
    """A statement, with the pattern and the reader that made it, and the mention if there was one."""

    statement: Statement
    pattern: str
    reader: str
    mention: Mention | None


class Extractor:
    """The patterns of one vocabulary, ready for any number of articles. `problems` are those of the patterns."""

    def __init__(self, vocabulary: Vocabulary, reader: Reader) -> None:
        patterns, self.problems = compile_patterns(vocabulary, reader)
        self._vocabulary, self._reader = vocabulary, reader
        self._finder = MentionFinder(vocabulary)
        self._matcher = Matcher(patterns, vocabulary.entities)

    def extract(self, article: Article, start: int) -> list[Extracted]:
        """What an article states. `start` is where its text begins, after the front matter."""
        source = article.source
        if source is None:
            return []
        scanned = self.scanned(source, start, article.published)
        context = ContextReader(scanned, start)
        return [_extracted(match, context, source) for match in chosen(self._matcher.matches(scanned), scanned)]

    def near_misses(self, fact: str, article: Article, start: int) -> list[NearMiss]:
        """Where a pattern of a fact almost matched."""
        from factcheck.extraction.explaining.near_misses import near_misses  # only for a person who asks

        if article.source is None:
            return []
        scanned = self.scanned(article.source, start, article.published)
        return near_misses(fact, self._matcher, scanned, article.source, self._vocabulary, self._reader)

    def mentions(self, source: SourceFile, start: int, published: Period | None) -> list[Mention]:
        """All mentions in a text from an offset on."""
        text = _read(source)
        return self._finder.find(" " * start + text[start:] if start else text, published)

    def scanned(self, source: SourceFile, start: int, published: Period | None) -> Scanned:
        return Scanned(_read(source), start, self.mentions(source, start, published))


def _read(source: SourceFile) -> str:
    """A text as it is read: as long as it is, with the line ends of one system."""
    text = source.text
    return text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text


def _extracted(match: Match, context: ContextReader, source: SourceFile) -> Extracted:
    fact = match.pattern.fact
    around = context.around(match)
    value = _of_fact(match.value, fact)
    mention = match.candidate.mention if match.candidate is not None else None
    passage = Passage(source, match.start, match.end)
    statement = Statement(
        fact=fact.name,
        value=value,
        said_by=around.said_by,
        modality=around.modality,
        section=match.sentence.section,
        origin="extracted",
        hedge=hedge_of(value),
        evidence=Evidence(source.text[match.start : match.end], passage),
        at=passage,
        key=statement_key(value, around.modality),
    )
    return Extracted(statement, match.pattern.id, mention.reader if mention is not None else _BY_WORDS, mention)


def _of_fact(value: Value, fact: Fact) -> Value:
    """A value as its fact has it: in the fact's unit, and not below zero where nothing is."""
    if not isinstance(value, Quantity):
        return value
    if not fact.negative:
        value = value._replace(nominal=_above_zero(value.nominal), possible=_above_zero(value.possible))
    value = value._replace(unit=cents_of(value.unit, fact.unit))
    if fact.unit is not None and fact.unit.base == value.base:
        value = value._replace(unit=fact.unit)
    return value


def _above_zero(interval: Interval) -> Interval:
    """Where nothing is below zero, "less than 90" is above zero and "up to 90" may be none at all."""
    if interval.low != -INFINITY:
        return interval
    bounded = interval._replace(low=0, low_open=interval.high_open)
    return interval if bounded.is_empty else bounded
