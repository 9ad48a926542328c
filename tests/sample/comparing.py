"""Holds statements that were read from a text against those of a careful reader: what was missed, what is too much.

Two statements are the same if they state the same value of the same fact, hedge and bounds included, in the same
words: a pattern quotes the value alone ("in October"), a person also what it is said of, so that one quote may hold the
other, and where a pattern has no slot for its value, half of the shorter one must be in both. For a fact of type text,
a pattern gives the word that decides ("respond") and a person the phrase.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from factcheck.extraction.results import ArticleExtraction
from factcheck.loading.files import read_text
from factcheck.loading.yaml_document import read_yaml
from factcheck.model.entity import Entity, EntitySet
from factcheck.model.period import Period
from factcheck.model.quantity import Quantity
from factcheck.model.statement import Statement, Value, Words, print_value
from factcheck.model.vocabulary import Fact
from factcheck.pipeline import Settings, compile_base, extract
from factcheck.reading.values import Unreadable

ROOT: Final = Path(__file__).resolve().parents[2]
RULES: Final = (ROOT / "rules",)
LEAST_RECALL: Final = 0.95
LEAST_PRECISION: Final = 0.98
_MOST_BYTES: Final = 1 << 20


class Expected(NamedTuple):
    """A statement of a careful reader, and where its words stand."""

    fact: str
    value: Value
    start: int
    end: int
    said_by: str | None
    modality: str


class Comparison(NamedTuple):
    """How two readings of one article compare. Every text says one difference in a line."""

    found: tuple[tuple[Expected, Statement], ...]
    missed: tuple[str, ...]
    too_much: tuple[str, ...]


class Values:
    """Reads values as facts files write them."""

    def __init__(self) -> None:
        base = compile_base(Settings(rules=RULES)).base
        self._facts: Mapping[str, Fact] = base.vocabulary.facts
        self._reader = base.reader

    def expected(self, statement: Mapping[str, Any], start: int, end: int) -> Expected:
        """A statement with the keys of a facts file."""
        fact = self._facts[statement["fact"]]
        value = self._read(statement["value"], fact)
        return Expected(fact.name, value, start, end, statement.get("said_by"), statement.get("modality", "asserted"))

    def _read(self, written: Any, fact: Fact) -> Value:
        if fact.type.family == "boolean":
            return str(written).casefold() == "true"
        value: Value | Unreadable
        if isinstance(written, list):
            value = self._reader.read_set([str(item) for item in written], fact.type)
        else:
            value = self._reader.read(str(written), fact.type, unit=fact.unit, negative=fact.negative)
        assert not isinstance(value, Unreadable), (fact.name, written, value)
        return value


def read_document(path: Path) -> Any:
    """A YAML file of the tests."""
    source, problems = read_text(str(path), None, _MOST_BYTES)
    assert source is not None, problems
    document, more = read_yaml(source, strict_characters=False)
    assert not problems + more
    return document


def extracted(*articles: Path) -> dict[str, ArticleExtraction]:
    """What the sample's patterns find in articles, by article id."""
    extraction = extract(Settings(rules=RULES, articles=articles))
    assert not extraction.diagnostics
    return {each.article.id: each for each in extraction.articles}


def compare(expected: Iterable[Expected], found: ArticleExtraction) -> Comparison:
    """One article, read by a person and by patterns."""
    left = [each.statement for each in found.statements]
    pairs: list[tuple[Expected, Statement]] = []
    missed: list[str] = []
    for wanted in expected:
        statement = next((each for each in left if is_same(wanted, each)), None)
        if statement is None:
            words = found.source.text[wanted.start : wanted.end]
            missed.append(f"{found.article.id}: missed {wanted.fact} {print_value(wanted.value)}, {words!r}")
        else:
            left.remove(statement)
            pairs.append((wanted, statement))
    return Comparison(tuple(pairs), tuple(missed), tuple(_too_much(each, found) for each in left))


def _too_much(statement: Statement, found: ArticleExtraction) -> str:
    at = statement.at
    assert at is not None
    words = found.source.text[at.start : at.end]
    return f"{found.article.id}: too much {statement.fact} {print_value(statement.value)}, {words!r} at {at.start}"


def is_same(expected: Expected, statement: Statement) -> bool:
    """Whether a statement says what a reader found, in the same place."""
    at = statement.at
    if statement.fact != expected.fact or at is None or not is_same_value(expected.value, statement.value):
        return False
    shared = min(at.end, expected.end) - max(at.start, expected.start)
    return 2 * shared >= min(at.end - at.start, expected.end - expected.start)


def is_same_value(expected: Value, value: Value) -> bool:
    """Whether two values are the same in all that a rule can ask, whatever their words."""
    match expected, value:
        case Quantity(), Quantity():
            return (expected.nominal, expected.possible, expected.dimension) == (
                value.nominal,
                value.possible,
                value.dimension,
            )
        case Period(), Period():
            return (expected.first, expected.last) == (value.first, value.last)
        case Entity(), Entity():
            return expected.key == value.key
        case EntitySet(), EntitySet():
            return expected.keys == value.keys
        case Words(), Words():
            return value.folded in expected.folded
    return expected == value


def assert_good(comparisons: Sequence[Comparison]) -> None:
    """Recall and precision over all articles reach the goal; whatever differs is told."""
    found = sum(len(each.found) for each in comparisons)
    missed = [line for each in comparisons for line in each.missed]
    too_much = [line for each in comparisons for line in each.too_much]
    recall, precision = found / (found + len(missed)), found / (found + len(too_much))
    told = "\n".join([f"recall {recall:.1%}, precision {precision:.1%} of {found + len(missed)}", *missed, *too_much])
    assert recall >= LEAST_RECALL, told
    assert precision >= LEAST_PRECISION, told


def assert_counted(comparisons: Sequence[Comparison]) -> None:
    """Checks leave out what is denied or conditional, so that nothing else may come out as that."""
    apart = ("denied", "conditional")
    different = [
        (wanted.fact, wanted.start, statement.modality, wanted.modality)
        for comparison in comparisons
        for wanted, statement in comparison.found
        if (statement.modality in apart or wanted.modality in apart) and statement.modality != wanted.modality
    ]
    assert not different


def assert_quotes(found: Iterable[ArticleExtraction]) -> None:
    """Every statement quotes what stands at its place in the text."""
    for article in found:
        for each in article.statements:
            statement = each.statement
            assert statement.at is not None
            assert statement.evidence is not None
            assert article.source.text[statement.at.start : statement.at.end] == statement.evidence.quote
            assert statement.origin == "extracted"
