"""From rule files to rules, each still with its expressions as text and its place in the file."""

from __future__ import annotations

from typing import Any

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic
from factcheck.kept import kept
from factcheck.loading.document import Mapping, Sequence
from factcheck.loading.statements import StatementReader
from factcheck.loading.validation import validate
from factcheck.model.article import DEFAULT_STORY, Article, FactSet
from factcheck.model.period import ImpossibleDate, Period, parse_edtf
from factcheck.model.rule import Rule, RuleTest
from factcheck.model.statement import Statement
from factcheck.source import EmbeddedText, Passage

_NOTHING = Mapping()


class RuleLoader:
    """Builds the rules of all files of a base; ids are unique among them."""

    def __init__(self, statements: StatementReader, *, with_tests: bool = True) -> None:
        self._statements = statements
        self._with_tests = with_tests
        self._seen: dict[str, Passage] = {}
        self.problems: list[Diagnostic] = []

    def load(self, document: Mapping, *, whole: bool) -> list[Rule]:
        """The rules of a file; of one that is not `whole` (did not pass the schema), those that are right."""
        parts = (document, self._statements)
        rules, problems = kept("rules", parts, lambda: self._load(document, whole=whole), whole, self._with_tests)
        for rule in rules:
            self._check_unique(rule.id, rule.at)
        self.problems += problems
        return rules

    def _load(self, document: Mapping, *, whole: bool) -> tuple[list[Rule], list[Diagnostic]]:
        """The rules of a file, and what is wrong with them on their own."""
        others, self.problems = self.problems, []
        rules = self._rules(document, whole=whole)
        problems, self.problems = self.problems, others
        return rules, problems

    def _rules(self, document: Mapping, *, whole: bool) -> list[Rule]:
        defaults = document.get("defaults")
        if not isinstance(defaults, Mapping) or not (whole or not validate(defaults, "rules#defaults")):
            defaults = _NOTHING
        rules = document.get("rules")
        if not isinstance(rules, Sequence):
            return []
        return [self._rule(rule, defaults) for rule in rules if whole or _is_right(rule)]

    def _rule(self, rule: Mapping, defaults: Mapping) -> Rule:
        return Rule(
            id=rule["id"],
            title=rule.get("title"),
            check=rule.text("check"),
            when=_text(rule, defaults, "when"),
            severity=_setting(rule, defaults, "severity", "error"),
            on_unstated=self._on_unstated(rule, defaults),
            message=_text(rule, defaults, "message"),
            why=_setting(rule, defaults, "why", None),
            references=tuple(_setting(rule, defaults, "references", ())),
            tags=tuple(dict.fromkeys([*defaults.get("tags", ()), *rule.get("tags", ())])),
            published=self._dates(rule if "published" in rule else defaults),
            tests=tuple(self._tests(rule)) if self._with_tests else (),
            at=rule.value_at("id"),
        )

    def _check_unique(self, name: str, at: Passage) -> None:
        first = self._seen.get(name)
        if first is not None:
            location = first.location
            self.problems.append(diagnostics.duplicate_rule(at, name, f"{location.file}:{location.line}"))
        self._seen.setdefault(name, at)

    def _on_unstated(self, rule: Mapping, defaults: Mapping) -> Any:
        """`required: true` is short for `on_unstated: conflict`; both at once contradict each other."""
        if "required" in rule and "on_unstated" in rule:
            why = "`required` and `on_unstated` both say what silence means; keep one"
            self.problems.append(diagnostics.contradictory_settings(rule.key_at("required"), why))
        for level in (rule, defaults):
            if "on_unstated" in level:
                return level["on_unstated"]
            if "required" in level:
                return "conflict" if level["required"] else "unstated"
        return "unstated"

    def _dates(self, level: Mapping) -> tuple[Period | None, Period | None] | None:
        published = level.get("published")
        if not isinstance(published, Mapping):
            return None
        start, end = (self._date(published, key) for key in ("from", "until"))
        if start is not None and end is not None and start.first > end.last:
            self.problems.append(diagnostics.empty_range(published.at, "`until` is before `from`"))
        return start, end

    def _date(self, inside: Mapping, key: str) -> Period | None:
        if key not in inside:
            return None
        written = str(inside[key])
        at = inside.value_at(key)
        try:
            found = parse_edtf(written.zfill(4))
        except ImpossibleDate as impossible:
            self.problems.append(diagnostics.impossible_period(at, written, str(impossible)))
            return None
        if found is None:
            self.problems.append(diagnostics.impossible_period(at, written, "write YYYY-MM-DD"))
        return found

    # Tests

    def _tests(self, rule: Mapping) -> list[RuleTest]:
        tests = rule.get("tests", ())
        return [self._test(test, tests.item_at(index)) for index, test in enumerate(tests)]

    def _test(self, test: Mapping, at: Passage) -> RuleTest:
        published = self._date(test, "published")
        if "articles" in test:
            given: Sequence = test["articles"]
            sets = [self._article(entry, index, published) for index, entry in enumerate(given)]
        else:
            sets = [FactSet(Article("test", published=published), self._facts(test["facts"], published))]
        return RuleTest(tuple(sets), test["expect"], test.get("contradicts_itself"), test.get("article"), at)

    def _article(self, entry: Mapping, index: int, published: Period | None) -> FactSet:
        day = self._date(entry, "published") or published
        article = Article(
            entry.get("id", f"article-{index + 1}"), published=day, story=entry.get("story", DEFAULT_STORY)
        )
        return FactSet(article, self._facts(entry["facts"], day))

    def _facts(self, facts: Mapping, published: Period | None) -> dict[str, tuple[Statement, ...]]:
        found: dict[str, tuple[Statement, ...]] = {}
        for name, entry in facts.items():
            fact, problems = self._statements.fact(name, facts.key_at(name))
            self.problems += problems
            if fact is not None:
                statements = self._statements.several(fact, entry, facts.value_at(name), published)
                if statements:
                    found[name] = tuple(statements)
        return found


def _is_right(rule: Any) -> bool:
    return isinstance(rule, Mapping) and not validate(rule, "rules#rule")


def _setting(rule: Mapping, defaults: Mapping, key: str, otherwise: Any) -> Any:
    return rule.get(key, defaults.get(key, otherwise))


def _text(rule: Mapping, defaults: Mapping, key: str) -> EmbeddedText | None:
    level = rule if key in rule else defaults
    return level.text(key) if key in level else None
