"""A small vocabulary, checks over it, and what articles state about it, small enough for hits to be frequent.

Amounts are whole minutes or numbers from 0 to 6 (and what hedges and bounds make of them), days are those around New
Year 2022, countries are three; so random checks hold, fail and stay open about equally often.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import combinations, product

from hypothesis import settings
from hypothesis import strategies as st

from factcheck.diagnostics import errors
from factcheck.evaluation.aggregate import StoryView
from factcheck.evaluation.checker import check_expression
from factcheck.evaluation.compiled import CompiledRule, compile_rule
from factcheck.evaluation.planner import PlannedAtom, PlannedLogic, PlannedNode, PlannedStated, plan
from factcheck.evaluation.terms import BadValue
from factcheck.evaluation.typed import Check
from factcheck.language.parser import parse
from factcheck.language.syntax import Expr
from factcheck.model.article import Article, FactSet
from factcheck.model.entity import Entity, entity_set, unknown_entity
from factcheck.model.interval import INFINITY, Bound, Exact, Interval, point
from factcheck.model.period import Period, period
from factcheck.model.quantity import Quantity, interval_to_base
from factcheck.model.rule import Rule
from factcheck.model.statement import Stated, Statement, Statements, Value, Words, statement_key
from factcheck.model.text import fold_text
from factcheck.model.truth import AND, NEITHER, NOT, OR, Truth
from factcheck.model.types import BOOLEAN, DURATION, MONEY, NUMBER, PERIOD, TEXT, Type
from factcheck.model.units import NUMBER as PLAIN
from factcheck.model.units import Unit, UnitTable
from factcheck.model.vocabulary import DEFAULT_HEDGES, Fact, Vocabulary
from factcheck.reading.values import Reader
from factcheck.source import EmbeddedText, Passage, SourceFile

UNITS = UnitTable()


def unit(name: str) -> Unit:
    found = UNITS.find(name)
    assert found is not None
    return found


MIN = unit("min")
COUNTRY = Type("entity", "country")
VOCABULARY = Vocabulary(
    {
        fact.name: fact
        for fact in (
            Fact("d", DURATION, MIN),
            Fact("e", DURATION, MIN),
            Fact("n", NUMBER, negative=True),
            Fact("k", NUMBER, negative=True),
            Fact("m", MONEY),
            Fact("w", PERIOD),
            Fact("x", PERIOD),
            Fact("host", COUNTRY),
            Fact("guest", COUNTRY),
            Fact("members", COUNTRY._replace(many=True)),
            Fact("note", TEXT),
            Fact("virtual", BOOLEAN),
        )
    }
)
READER = Reader(VOCABULARY)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A check without errors."""

    expr: Expr
    check: Check
    node: PlannedNode


@cache
def compiled(text: str) -> Compiled:
    embedded = EmbeddedText.alone(text)
    parsed = parse(embedded)
    assert parsed.expr is not None, (text, parsed.diagnostics)
    checked = check_expression(parsed.expr, embedded, VOCABULARY, READER)
    assert not errors(checked.diagnostics), (text, [d.message for d in checked.diagnostics])
    return Compiled(parsed.expr, checked.check, plan(checked.check, VOCABULARY))


def story(*articles: Statements) -> StoryView:
    sets = [FactSet(Article(f"article-{index}"), stated) for index, stated in enumerate(articles)]
    return StoryView(sets, VOCABULARY)


Told = Truth | str
"""A truth value, or "error" where a stated value makes the calculation impossible."""


def told(text: str, stated: Statements, view: StoryView | None = None) -> Told:
    """What an article tells of a check, as the planner's closures answer it."""
    try:
        return compiled(text).node.truth(Stated(stated), view or story(stated))
    except BadValue:
        return "error"


def told_slowly(node: PlannedNode, stated: Statements, view: StoryView) -> Told:
    """The same from the definition: every combination of statements, every part, nothing left out."""
    try:
        return _slow(node, Stated(stated), view)
    except BadValue:
        return "error"


def _slow(node: PlannedNode, stated: Stated, view: StoryView) -> Truth:
    match node:
        case PlannedAtom(gather=gather, judge=judge):
            combinations: list[tuple[Statement, ...]] = [()]
            for each in gather:
                combinations = [(*done, one) for done in combinations for one in each(stated, view)]
            result = NEITHER
            for combination in combinations:
                result |= judge(combination)
            return result
        case PlannedStated(truth=truth):
            return truth(stated, view)
        case PlannedLogic(connective="not" | "condition", items=(item,)):
            return NOT[_slow(item, stated, view)]
        case PlannedLogic(connective=connective, items=items):
            table = AND if connective == "and" else OR
            values = [_slow(item, stated, view) for item in items]
            result = values[0]
            for value in values[1:]:
                result = table[result][value]
            return result


# What articles state ---------------------------------------------


def statement(fact: str, value: Value, modality: str = "asserted") -> Statement:
    hedge = value.hedge if isinstance(value, Quantity | Period) else None
    return Statement(fact, value, modality=modality, hedge=hedge, key=statement_key(value, modality))


def amount(low: Exact, high: Bound | None = None, unit: Unit = PLAIN) -> Quantity:
    """A point, or from `low` to `high`."""
    inside = point(low) if high is None else Interval(low, high, False, high == INFINITY)
    stated = interval_to_base(inside, unit)
    return Quantity(stated, stated, unit)


def hedged(value: int, unit: Unit = PLAIN, row: str = "about") -> Quantity:
    hedge = DEFAULT_HEDGES[row]
    nominal = point(value)
    return Quantity(interval_to_base(nominal, unit), interval_to_base(hedge.widen(nominal), unit), unit, row)


NEW_YEAR = date(2022, 1, 1).toordinal()
small = st.integers(0, 6)


def amounts(unit: Unit, floor: float = -INFINITY) -> tuple[Quantity, ...]:
    """Points, "about", ranges with either end open, and rays; nothing below `floor`."""

    def inside(low: Bound, high: Bound, low_open: bool, high_open: bool) -> Quantity:
        stated = interval_to_base(Interval(low, high, low_open, high_open), unit)
        return Quantity(stated, stated, unit)

    points = [amount(value, unit=unit) for value in range(7)]
    ends = [(low, low + width) for low in range(6) for width in (1, 2, 3)]
    ranges = [inside(*both, *open_) for both in ends for open_ in product((False, True), repeat=2)]
    above = [inside(low, INFINITY, low_open, True) for low in range(7) for low_open in (False, True)]
    below = [
        inside(floor, high, floor == -INFINITY or high_open, high_open)
        for high in range(1, 7)
        for high_open in (False, True)
    ]
    return (*points * 6, *(hedged(value, unit) for value in range(7)), *ranges, *above, *below)


def day(offset: int) -> int:
    return NEW_YEAR + offset


PERIODS = (
    *(period(day(first), day(first + length)) for first in range(7) for length in (0, 0, 1, 2, 3)),
    *(period(day(first), INFINITY) for first in range(7)),
    *(period(-INFINITY, day(last)) for last in range(7)),
    *(period(day(at), day(at), hedge="about") for at in range(7)),
)


def country(name: str) -> Entity:
    found = VOCABULARY.entities.find(name, "country")
    return found[0] if len(found) == 1 else unknown_entity("country", name)


NAMES = ("Japan", "India", "Australia")
COUNTRIES = tuple(country(name) for name in (*NAMES, "Atlantis"))
VALUES: Mapping[str, tuple[Value, ...]] = {
    "d": amounts(MIN, 0),
    "e": amounts(MIN, 0),
    "n": amounts(PLAIN),
    "k": amounts(PLAIN),
    "m": (*amounts(unit("USD")), *amounts(unit("EUR"))),
    "w": PERIODS,
    "x": PERIODS,
    "host": COUNTRIES,
    "guest": COUNTRIES,
    "members": tuple(entity_set(some) for size in (1, 2, 3) for some in combinations(COUNTRIES, size)),
    "note": tuple(Words(text, fold_text(text)) for text in ("push back", "PUSH  BACK!", "to push", "pull")),
    "virtual": (True, False),
}
MODALITIES = ("asserted", "asserted", "asserted", "quoted", "planned", "denied", "conditional")


@cache
def pool(fact: str, modalities: tuple[str, ...]) -> st.SearchStrategy[Statement]:
    """One statement of a fact, in one draw."""
    return st.sampled_from([statement(fact, value, modality) for modality in modalities for value in VALUES[fact]])


@cache
def articles(
    facts: tuple[str, ...] = tuple(VALUES), modalities: tuple[str, ...] = MODALITIES, most: int = 2
) -> st.SearchStrategy[Statements]:
    """What one article states about some of the facts, up to `most` statements on each."""

    def gathered(stated: list[list[Statement]]) -> Statements:
        return {fact: tuple(several) for fact, several in zip(facts, stated, strict=True) if several}

    return st.tuples(*(st.lists(pool(fact, modalities), max_size=most) for fact in facts)).map(list).map(gathered)


def named_facts(*texts: str) -> tuple[str, ...]:
    """The facts that some checks name, in the order of the vocabulary."""
    words = set(re.findall(r"[a-z]+", " ".join(texts)))
    return tuple(fact for fact in VALUES if fact in words)


@st.composite
def judged(
    draw: st.DrawFn, texts: st.SearchStrategy[str], modalities: tuple[str, ...] = MODALITIES, most: int = 2
) -> tuple[str, Statements]:
    """A check, and an article that states something about what it names."""
    text = draw(texts)
    return text, draw(articles(named_facts(text), modalities, most))


# Checks ---------------------------------------------


def written_day(offset: int) -> str:
    return date.fromordinal(day(offset)).isoformat()


def _range(low: int, width: int, brackets: str) -> str:
    return f"{brackets[0]}{low}, {low + width}{brackets[1]}"


ranges = st.builds(_range, st.integers(0, 5), st.integers(1, 5), st.sampled_from(("[]", "[)", "(]", "()")))
day_ranges = st.builds(
    lambda low, length: f"[{written_day(low)}, {written_day(low + length)}]", small, st.integers(0, 3)
)
written_periods = st.one_of(
    small.map(written_day), small.map(written_day), st.sampled_from(("2022-01", "2022", "2021-12", "2022-W01"))
)
PLACES: Mapping[str, st.SearchStrategy[object]] = {
    "op": st.sampled_from(("==", "!=", "<", "<=", ">", ">=")),
    "not": st.sampled_from(("", "not ")),
    "c": small,
    "t": st.integers(0, 3),
    "big": st.integers(4, 7),
    "range": ranges,
    "days": day_ranges,
    "p": written_periods,
    "q": written_periods,
    "relation": st.sampled_from(("before", "after", "during", "overlaps")),
    "fact": st.sampled_from(tuple(VALUES)),
    "name": st.sampled_from(NAMES),
    "other": st.sampled_from(NAMES),
}


def forms(*patterns: str, **places: st.SearchStrategy[object]) -> st.SearchStrategy[str]:
    """One of the patterns, its places filled in; only what the pattern names is drawn."""
    known = {**PLACES, **places}
    return st.one_of(
        [st.builds(pattern.format, **{k: v for k, v in known.items() if f"{{{k}" in pattern}) for pattern in patterns]
    )


def amount_atoms(facts: tuple[str, str] = ("d", "e"), after: str = " min") -> st.SearchStrategy[str]:
    patterns = (
        "{a[0]} {op} {c} min",
        "{c} min {op} {a[0]}",
        "{a[0]} {op} {a[1]}",
        "{a[0]} {not}in {range} min",
        "{a[0]} {not}in {{{c} min, {t} min}}",
        "{a[0]} within {t} min of {c} min",
        "{a[0]} within 50% of {c} min",
        "{a[0]} within {t} min of {a[1]}",
        "{t} min <= {a[0]} < {big} min",
        "{t} min <= {a[0]} <= {a[1]}",
        "{a[0]} + {a[1]} {op} {c} min",
        "{a[0]} - {a[1]} {op} {c} min",
        "2 * {a[0]} {op} {a[1]}",
        "{a[0]} + {a[0]} - {a[0]} {op} {c} min",
    )
    return forms(*(pattern.replace(" min", after) for pattern in patterns), a=st.permutations(facts))


number_products = forms("n * k {op} {c}", "n / k {op} {c}", "n * (k + 1) {op} {c}")
period_atoms = forms(
    "{a[0]} {op} {p}",
    "{p} {op} {a[0]}",
    "{a[0]} {relation} {p}",
    "{a[0]} {op} {a[1]}",
    "{a[0]} {relation} {a[1]}",
    "{a[0]} {not}in {p}",
    "{a[0]} {not}in {days}",
    "{a[0]} in {{{p}, {q}}}",
    "{a[0]} within {t} days of {p}",
    "{a[0]} - {a[1]} <= {t} days",
    "{a[0]} + {t} days <= {a[1]}",
    a=st.permutations(("w", "x")),
)
name_atoms = forms(
    "host {side} {name}",
    "{name} == host",
    "host {not}in {{{name}, {other}}}",
    "host {side} guest",
    "{name} {not}in members",
    "host {not}in members",
    "members {not}contains {name}",
    "members contains any {{{name}, {other}}}",
    "members contains all {{{name}, {other}}}",
    "members == {{{name}, {other}}}",
    "note {not}contains 'push back'",
    "note matches '(?i)pu[sl]+h?'",
    "note == 'push back'",
    "virtual",
    "virtual == false",
    side=st.sampled_from(("==", "!=")),
)
plain_atoms: st.SearchStrategy[str] = st.one_of(
    amount_atoms(),
    amount_atoms(("n", "k"), ""),
    number_products,
    amount_atoms(("m", "m"), " USD"),
    period_atoms,
    name_atoms,
)
"""Comparisons, without `is stated` and without anything that looks at other articles."""
stated_atoms = forms("{fact} is {not}stated")
filtered_atoms = st.sampled_from(
    (
        "d[modality == denied] < 3 min",
        "d[modality != planned] == 3 min",
        "host[section == body] == Japan",
        "n[said_by == 'AFP'] > 2",
    )
)
story_atoms = forms(
    "d within {c} min of median(d)",
    "max(d) {op} {c} min",
    "spread(n) {op} {c}",
    "mean(n) {op} {c}",
    "agree(host)",
    "agree(d, within = {c} min)",
    "distinct(host) {op} {c}",
    "articles(d > {c} min) >= 1",
    "share(host == Japan) {op} 50%",
)


def checks(atoms: st.SearchStrategy[str], *, modal: bool = True) -> st.SearchStrategy[str]:
    """Connectives over atoms, every operand in brackets."""
    prefixes = ("not", "certainly", "possibly") if modal else ("not",)

    def joined(word: str, items: Sequence[str]) -> str:
        return word.join(f"({item})" for item in items)

    def extend(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.one_of(
            st.builds(joined, st.sampled_from((" and ", " or ", " implies ")), st.lists(inner, min_size=2, max_size=3)),
            st.builds("{} ({})".format, st.sampled_from(prefixes), inner),
        )

    return st.recursive(atoms, extend, max_leaves=4)


plain_checks = checks(plain_atoms)
all_checks = checks(st.one_of(plain_atoms, plain_atoms, stated_atoms, filtered_atoms, story_atoms))

MANY = settings(max_examples=2 * settings().max_examples)
"""For laws that are drawn from a table."""

# Rules ---------------------------------------------

HERE = Passage(SourceFile("rules.yaml", "rule"), 0, 4)


def rule(check: str, when: str | None = None) -> Rule:
    return Rule(
        id="rule",
        title=None,
        check=EmbeddedText.alone(check),
        when=EmbeddedText.alone(when) if when is not None else None,
        severity="error",
        on_unstated="unstated",
        message=None,
        why=None,
        references=(),
        tags=(),
        published=None,
        tests=(),
        at=HERE,
    )


def compile_text(check: str) -> CompiledRule:
    found, problems = compile_rule(rule(check), VOCABULARY, READER)
    assert found is not None, problems
    return found


# Numbers of an interval ---------------------------------------------

FAR = 50
"""Stands for a number far out on an infinite side."""


def inside(interval: Interval) -> list[Fraction]:
    """Numbers of an interval: its ends, numbers next to them, the middle, zero."""
    low = Fraction(interval.low) if interval.low != -INFINITY else Fraction(-FAR)
    high = Fraction(interval.high) if interval.high != INFINITY else Fraction(FAR)
    tiny = Fraction(1, 1000)
    tried = {low, high, low + tiny, high - tiny, (low + high) / 2, Fraction(0), tiny, -tiny, Fraction(1), Fraction(-1)}
    return sorted(number for number in tried if has(interval, number))


def has(interval: Interval, number: Fraction) -> bool:
    above = number > interval.low or (number == interval.low and not interval.low_open)
    below = number < interval.high or (number == interval.high and not interval.high_open)
    return above and below
