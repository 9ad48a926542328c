"""From a rule as written to a rule that can be judged: parsed, checked, planned, its message read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Final

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic, errors
from factcheck.evaluation.analysis import OneFact, analyse, passing_values
from factcheck.evaluation.checker import check_expression
from factcheck.evaluation.planner import PlannedNode, needed_facts, plan
from factcheck.evaluation.typed import AggregateSource, Check, FactSource, facts_of, is_aggregate_only, sources_of
from factcheck.language import syntax as s
from factcheck.language.parser import parse
from factcheck.language.printer import print_expr
from factcheck.model.rule import Rule
from factcheck.model.vocabulary import Vocabulary
from factcheck.named import NamedTuple
from factcheck.pattern import pattern
from factcheck.reading.values import Reader
from factcheck.record import Record, replace
from factcheck.source import EmbeddedText, Span
from factcheck.suggestions import suggest


class CompiledRule(Record):
    """A rule without errors, ready to be judged.

    `own_facts` are read from the article that is judged, `story_facts` from all articles of its story.
    """

    rule: Rule
    expr: s.Expr
    check: Check
    node: PlannedNode
    when_expr: s.Expr | None
    when: PlannedNode | None
    per_story: bool
    own_facts: frozenset[str]
    story_facts: frozenset[str]
    needed: frozenset[str] | None
    """The facts that the check cannot do without, if it reads nothing but whole facts of the article."""
    passing: OneFact | None
    """Which values of its only fact pass, if that can be told."""

    @property
    def facts(self) -> frozenset[str]:
        return self.own_facts | self.story_facts

    @property
    def text(self) -> str:
        """The check in canonical form."""
        return print_expr(self.expr)


def compile_rule(rule: Rule, vocabulary: Vocabulary, reader: Reader) -> tuple[CompiledRule | None, list[Diagnostic]]:
    """The compiled rule, and what is wrong or doubtful with it; None if something is wrong."""
    check = _compile(rule.check, vocabulary, reader)
    guard = _compile(rule.when, vocabulary, reader) if rule.when is not None else None
    problems = [*check.problems, *(guard.problems if guard else ())]
    if rule.message is not None:
        problems += check_message(rule.message, vocabulary)
    if check.check is None or (guard is not None and guard.check is None):
        return None, problems
    assert check.expr is not None
    per_story = is_aggregate_only(check.check)
    if per_story and guard is not None and guard.check is not None and not is_aggregate_only(guard.check):
        assert rule.when is not None
        problems.append(diagnostics.guard_per_article(rule.when.whole))
    if errors(problems):
        return None, problems
    when_check = guard.check if guard is not None else None
    own, story = _facts(check.check, when_check)
    when = plan(when_check, vocabulary) if when_check is not None else None
    node = plan(check.check, vocabulary)
    compiled = CompiledRule(
        rule=rule,
        expr=check.expr,
        check=check.check,
        node=node,
        when_expr=guard.expr if guard is not None else None,
        when=when,
        per_story=per_story,
        own_facts=own,
        story_facts=story,
        needed=needed_facts(node),
        passing=check.passing,
    )
    return compiled, problems


MANY: Final = 1_000
"""Articles from which on it pays to compile a function for a rule."""


def for_many(rules: Sequence[CompiledRule], articles: int) -> Sequence[CompiledRule]:
    """The rules as so many articles are judged by them quickest."""
    if articles < MANY:
        return rules
    from factcheck.evaluation.fused import fused

    return [replace(rule, node=fused(rule.node)) for rule in rules]


class _Expression(NamedTuple):
    expr: s.Expr | None
    check: Check | None
    problems: list[Diagnostic]
    passing: OneFact | None = None


def _compile(text: EmbeddedText, vocabulary: Vocabulary, reader: Reader) -> _Expression:
    parsed = parse(text)
    if parsed.expr is None:
        return _Expression(None, None, _with_hints(parsed.diagnostics, text, vocabulary, reader))
    checked = check_expression(parsed.expr, text, vocabulary, reader)
    if errors(checked.diagnostics):
        return _Expression(parsed.expr, None, _with_hints(checked.diagnostics, text, vocabulary, reader))
    passing = passing_values(checked.check)
    warnings = analyse(parsed.expr, checked.check, passing, text, vocabulary)
    return _Expression(parsed.expr, checked.check, [*checked.diagnostics, *warnings], passing)


def _with_hints(
    problems: list[Diagnostic], text: EmbeddedText, vocabulary: Vocabulary, reader: Reader
) -> list[Diagnostic]:
    from factcheck.evaluation.slips import explained  # needed only where something is wrong

    return explained(problems, text, vocabulary, reader)


def _facts(check: Check, when: Check | None) -> tuple[frozenset[str], frozenset[str]]:
    own: set[str] = set()
    story: set[str] = set()
    for part in (check, when):
        for source in sources_of(part) if part is not None else ():
            match source:
                case FactSource(fact=fact):
                    own.add(fact)
                case AggregateSource(fact=fact_source, check=inner):
                    story |= {fact_source.fact} if fact_source is not None else set()
                    story |= facts_of(inner) if inner is not None else set()
                case _:
                    pass
    return frozenset(own), frozenset(story)


# Messages ------------------------------------------------------------------------------------------------------------

PLACEHOLDER: Final = pattern(r"\{([^{}]*)\}")
ARTICLE_FIELDS: Final = ("title", "id", "publisher", "published")
FACT_FIELDS: Final = ("quote", "said_by")


def check_message(message: EmbeddedText, vocabulary: Vocabulary) -> list[Diagnostic]:
    """A message may show facts, what was expected, and a few things about the article; nothing else exists."""
    problems = []
    for match in PLACEHOLDER.finditer(message.value):
        if not _is_placeholder(match[1], vocabulary):
            at = message.locate(Span(*match.span(1)))
            problems.append(diagnostics.unknown_placeholder(at, match[1], _near_placeholder(match[1], vocabulary)))
    return problems


def _is_placeholder(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a message can show this."""
    head, dot, field = name.partition(".")
    if head == "article":
        return field in ARTICLE_FIELDS
    if head in vocabulary.facts:
        return not dot or field in FACT_FIELDS
    return name == "expected"


def _near_placeholder(name: str, vocabulary: Vocabulary) -> str | None:
    """The nearest name that a message can show."""
    head, dot, field = name.partition(".")
    if head == "article":
        return f"article.{suggest(field, ARTICLE_FIELDS) or 'title'}"
    if head in vocabulary.facts:
        return f"{head}.{suggest(field, FACT_FIELDS) or 'quote'}"
    near = suggest(head, chain(vocabulary.facts, ("expected", "article")))
    return near if near is None or not dot else f"{near}.{field}"
