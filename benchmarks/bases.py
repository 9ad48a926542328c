"""Rule bases of any size, made up but shaped like those that editors write, and always the same for one size.

A rule has an id, a title, a check, a severity, a message, a reason, tags, one key more (a guard, dates, a reference, or
what silence means), and
up to three tests: some 350 bytes. Seven checks in ten are one comparison; the others join two or
three of them. A fact is read by about eight rules. Nothing in a base is wrong or doubtful, so that loading it takes the
usual way.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

RULES_A_FILE: Final = 1_000
_RULES_A_FACT: Final = 8
_FEWEST_FACTS: Final = 30
_SEED: Final = 20_220_121

_COUNTRIES: Final = ("Japan", "Australia", "India", "France", "Germany", "Canada", "Brazil", "Kenya")
_PEOPLE: Final = ("Ada Stone", "Ben Marsh", "Cora Field", "Dan Brook", "Eva Wood", "Finn Hill")
_TOPICS: Final = ("trade", "defense", "energy", "health", "transport", "culture")
_REASONS: Final = (
    "Both desks agreed on it.",
    "The readout says so.",
    "Two sources confirmed it.",
    "Stated at the briefing.",
    "It was corrected once.",
)
_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


@dataclass(frozen=True, slots=True)
class Clause:
    """One comparison, with a value that passes it and one that does not, each as a test writes it."""

    fact: str
    text: str
    passing: str
    failing: str


class Maker:
    """Makes the rules of one base."""

    def __init__(self, rules: int) -> None:
        self.rules = rules
        self.facts = max(min(rules, _FEWEST_FACTS), rules // _RULES_A_FACT)
        self._random = random.Random(_SEED)
        self._kinds: dict[str, tuple[str, Callable[[str], Clause]]] = {
            "length": ("type: duration, unit: min", self._length),
            "day": ("type: period", self._day),
            "host": ("type: country", self._host),
            "speaker": ("type: person", self._speaker),
            "share": ("type: percent", self._share),
            "count": ("type: number", self._count),
            "agreed": ("type: boolean", self._agreed),
            "wording": ("type: text", self._wording),
            "members": ("type: country, many: true", self._members),
            "budget": ("type: money, unit: USD", self._budget),
        }

    # Files

    def vocabulary(self) -> Iterator[str]:
        """The lines of the vocabulary."""
        yield "facts:"
        for number in range(self.facts):
            name, kind = self._fact(number)
            yield f"  {name}: {{{self._kinds[kind][0]}, about: What the reports say on it}}"
        yield "entities:"
        for person in _PEOPLE:
            yield f"  {person}: {{kind: person, names: [{person.split()[1]}, Minister {person.split()[1]}]}}"

    def rule_file(self, first: int, last: int) -> Iterator[str]:
        """The lines of a file with the rules from `first` up to `last`, that one not included."""
        yield "defaults: {tags: [benchmark]}"
        yield "rules:"
        for number in range(first, last):
            yield from self._rule(number)

    def article(self, number: int) -> Iterator[str]:
        """The lines of a facts file in which one article states most of the facts, some of them wrongly."""
        yield f"article: {{id: article-{number}, title: Report number {number}, published: 2022-01-22}}"
        yield "facts:"
        for fact in range(self.facts):
            clause = self._clause(fact)
            if self._random.random() < 0.8:
                value = clause.passing if self._random.random() < 0.8 else clause.failing
                yield f"  - fact: {clause.fact}"
                yield f"    value: {value}"
                yield "    section: body"

    # Rules

    def _fact(self, number: int) -> tuple[str, str]:
        kind = list(self._kinds)[number % len(self._kinds)]
        return f"{kind}_{number}", kind

    def _clause(self, number: int) -> Clause:
        name, kind = self._fact(number % self.facts)
        return self._kinds[kind][1](name)

    def _rule(self, number: int) -> Iterator[str]:
        dice = self._random
        clause = self._clause(number)
        topic = _TOPICS[number % len(_TOPICS)]
        check, tested = self._check(clause)
        yield f"  - id: {topic}-{number:05d}"
        yield f"    title: The {_ORDINALS[number % 8]} of {topic}"
        yield f"    check: {check}"
        yield f"    severity: {dice.choice(('error', 'warning', 'note'))}"
        yield f"    message: says {{{clause.fact}}}"
        yield f"    why: {dice.choice(_REASONS)}"
        yield f"    tags: [{topic}, {dice.choice(_TOPICS)}]"
        guarded = tested and dice.random() < 0.1
        yield f"    when: {clause.fact} is stated" if guarded else self._eighth_key()
        yield "    tests:"
        if tested:
            yield f"      - {{facts: {{{clause.fact}: {clause.passing}}}, expect: pass}}"
            yield f"      - {{facts: {{{clause.fact}: {clause.failing}}}, expect: conflict}}"
        if not tested or guarded:
            yield f"      - {{facts: {{}}, expect: {'skipped' if guarded else 'unstated'}}}"

    def _eighth_key(self) -> str:
        draw = self._random.random()
        if draw < 0.2:
            return "    published: {from: 2022-01-01}"
        if draw < 0.4:
            return f"    references: [https://example.org/{self._random.randrange(1_000)}]"
        return "    on_unstated: unstated"

    def _check(self, clause: Clause) -> tuple[str, bool]:
        """A check around a clause, and whether the clause alone decides it."""
        draw = self._random.random()
        other = self._other(clause)
        if draw < 0.7:
            return clause.text, True
        if draw < 0.8:
            return f"{clause.text} and {other.text}", False
        if draw < 0.87:
            return f"{clause.text} or {other.text}", False
        if draw < 0.92:
            return f"{other.text} implies {clause.text}", False
        third = self._other(clause, other)
        return f"({clause.text} and {other.text}) or not {third.text}", False

    def _other(self, *clauses: Clause) -> Clause:
        """A clause on a fact that is not among those of the given ones, if there are enough facts."""
        clause = self._clause(self._random.randrange(self.rules))
        for _ in range(20):
            if clause.fact not in {each.fact for each in clauses}:
                break
            clause = self._clause(self._random.randrange(self.rules))
        return clause

    # Clauses. The values of one fact overlap in all its rules, so that no two rules contradict each other.

    def _length(self, fact: str) -> Clause:
        low, high = self._random.randrange(40, 80), self._random.randrange(90, 150)
        text = self._random.choice(
            (
                f"{fact} in [{low}, {high}] min",
                f"{fact} >= {low} min",
                f"{fact} within {high - 85} min of 85 min",
                f"certainly {fact} <= {high} min",
                f"{low} min <= {fact} <= {high} min",
            )
        )
        return Clause(fact, text, "85 minutes", "1 minute" if ">" in text or "in" in text.split() else "9 hours")

    def _day(self, fact: str) -> Clause:
        day = self._random.randrange(1, 21)
        text, fails = self._random.choice(
            (
                (f"{fact} in 2022-01", "2021-11"),
                (f"{fact} after 2022-01-{day:02d}", "2021-11"),
                (f"{fact} <= 2022-02-{day:02d}", "2022-04"),
                (f"{fact} in [2022-01-{day:02d}, 2022-02-{day:02d}]", "2022-04"),
                (f'{fact} overlaps "2022-01-{day:02d}/2022-02"', "2021-11"),
                (f"{fact} == 2022-01-21", "2022-01-22"),
            )
        )
        return Clause(fact, text, "2022-01-21", fails)

    def _host(self, fact: str) -> Clause:
        others = self._random.sample(_COUNTRIES[1:], 3)
        text, fails = self._random.choice(
            (
                (f"{fact} == Japan", "Chile"),
                (f"{fact} in {{Japan, {', '.join(others)}}}", "Chile"),
                (f'{fact} in {{Japan, {others[0]}, "United States"}}', "Chile"),
                (f"{fact} != {others[0]}", others[0]),
                (f"not {fact} == {others[1]}", others[1]),
            )
        )
        return Clause(fact, text, "Japan", fails)

    def _speaker(self, fact: str) -> Clause:
        other = self._random.choice(_PEOPLE[1:])
        text = self._random.choice((f'{fact} == "Ada Stone"', f'{fact} in {{"Ada Stone", "{other}"}}'))
        return Clause(fact, text, "Minister Stone", "Gus Rivers")

    def _share(self, fact: str) -> Clause:
        low = self._random.randrange(5, 45) / 10
        text = self._random.choice((f"{fact} in [{low}, {low + 5}]%", f"{fact} >= {low}%", f"{fact} > {low} percent"))
        return Clause(fact, text, "5%", "0.1%")

    def _count(self, fact: str) -> Clause:
        low = self._random.randrange(1, 9)
        text = self._random.choice(
            (f"{fact} >= {low} million", f"{fact} in [{low}, 20] million", f"{fact} > {low}_000")
        )
        return Clause(fact, text, "10 million", "12")

    def _agreed(self, fact: str) -> Clause:
        text, passes, fails = self._random.choice(((fact, "true", "false"), (f"{fact} == true", "true", "false")))
        return Clause(fact, text, passes, fails)

    def _wording(self, fact: str) -> Clause:
        text = self._random.choice(
            (
                f'{fact} == "push back"',
                f'{fact} contains "push"',
                f'{fact} matches "(?i)push(ed|es|ing)? back"',
                f'{fact} not contains any {{"step down", "back down"}}',
            )
        )
        return Clause(fact, text, "push back", "back down")

    def _members(self, fact: str) -> Clause:
        other = self._random.choice(_COUNTRIES[1:])
        text, fails = self._random.choice(
            (
                (f"{fact} contains Japan", "[Chile]"),
                (f"{fact} contains any {{Japan, {other}}}", "[Chile]"),
                (f'{fact} not contains any {{China, "South Korea"}}', "[China]"),
            )
        )
        return Clause(fact, text, "[Japan, India]", fails)

    def _budget(self, fact: str) -> Clause:
        low = self._random.randrange(1, 5)
        text = self._random.choice(
            (f"{fact} >= ${low} billion", f"{fact} in [{low}, 9] billion USD", f"{fact} > {low}.5 million USD")
        )
        return Clause(fact, text, "6 billion dollars", "2 dollars")


def write_rule_base(folder: Path, rules: int) -> int:
    """Write a base of so many rules into an empty folder; returns its size in bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    maker = Maker(rules)
    files = {"vocabulary.yaml": maker.vocabulary()}
    for first in range(0, rules, RULES_A_FILE):
        files[f"rules-{first // RULES_A_FILE:02d}.yaml"] = maker.rule_file(first, min(first + RULES_A_FILE, rules))
    size = 0
    for name, lines in files.items():
        data = ("\n".join(lines) + "\n").encode()
        (folder / name).write_bytes(data)
        size += len(data)
    return size


def write_articles(folder: Path, rules: int, articles: int) -> None:
    """Write facts files of so many articles that state most facts of a base of so many rules."""
    folder.mkdir(parents=True, exist_ok=True)
    maker = Maker(rules)
    for number in range(articles):
        (folder / f"article-{number}.yaml").write_text("\n".join(maker.article(number)) + "\n")
