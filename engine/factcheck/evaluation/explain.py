"""One rule taken apart: every comparison with the statements it read, what each told, and how that adds up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from factcheck.diagnostics import Diagnostic
from factcheck.evaluation.aggregate import StoryView
from factcheck.evaluation.compiled import CompiledRule
from factcheck.evaluation.findings import Judge, applies, silent_name
from factcheck.evaluation.planner import PlannedAtom, PlannedLogic, PlannedNode, PlannedStated
from factcheck.evaluation.reasons import reason_of
from factcheck.evaluation.terms import BadValue
from factcheck.evaluation.typed import AggregateSource
from factcheck.evaluation.wording import source_text
from factcheck.language import syntax as s
from factcheck.language.printer import print_expr
from factcheck.model.article import FactSet
from factcheck.model.explanation import Explanation, FactNote, Judgement, Part, PartKind, Reading
from factcheck.model.period import Period, is_any_day, possible, print_days
from factcheck.model.quantity import Quantity, print_interval, print_number
from factcheck.model.report import Finding
from factcheck.model.statement import NOTHING, Stated, Statement, print_value
from factcheck.model.truth import NEITHER, OUTCOME_NAMES
from factcheck.model.types import describe
from factcheck.model.vocabulary import Hedge, Vocabulary


def explain_rule(
    compiled: CompiledRule,
    stories: Sequence[Sequence[FactSet]],
    article: str | None,
    vocabulary: Vocabulary,
    problems: Sequence[Diagnostic],
) -> Explanation:
    """The explanation of a rule on every article, or on one."""
    rule = compiled.rule
    judgements = tuple(
        judgement
        for story in stories
        for judgement in _judgements(compiled, story, vocabulary)
        if article in (None, judgement.article, judgement.story) or judgement.article is None
    )
    declared = [vocabulary.facts[name] for name in sorted(compiled.facts)]
    return Explanation(
        rule=rule.id,
        title=rule.title,
        severity=rule.severity,
        check=compiled.text,
        when=print_expr(compiled.when_expr) if compiled.when_expr is not None else None,
        why=rule.why,
        rule_location=rule.check.whole.location,
        facts=tuple(FactNote(fact.name, describe(fact.type), fact.about) for fact in declared),
        references=rule.references,
        judgements=judgements,
        diagnostics=tuple(problems),
    )


def _judgements(compiled: CompiledRule, story: Sequence[FactSet], vocabulary: Vocabulary) -> Iterator[Judgement]:
    view = StoryView([facts for facts in story if applies(compiled, facts.article)], vocabulary)
    titles = {facts.article.id: facts.article.title for facts in story}
    stated = {facts.article.id: facts.stated for facts in story}
    for finding in Judge(story, vocabulary).findings(compiled):
        statements = stated[finding.article] if finding.article is not None else NOTHING
        yield _Explainer(finding, statements, view, vocabulary).judgement(compiled, titles.get(finding.article or ""))


class _Explainer:
    """Takes the check apart for one article or story."""

    def __init__(self, finding: Finding, statements: Stated, view: StoryView, vocabulary: Vocabulary) -> None:
        self._finding = finding
        self._statements = statements
        self._view = view
        self._vocabulary = vocabulary

    def judgement(self, compiled: CompiledRule, title: str | None) -> Judgement:
        finding = self._finding
        when = compiled.when
        return Judgement(
            article=finding.article,
            article_title=title,
            story=finding.story,
            verdict=finding.verdict,
            contradicts_itself=finding.contradicts_itself,
            reason=finding.reason,
            check=self._part(compiled.expr, compiled.node),
            when=self._part(compiled.when_expr, when) if compiled.when_expr is not None and when is not None else None,
            waived=finding.waived,
        )

    def _part(self, expr: s.Expr, node: PlannedNode) -> Part:
        """The tree as written; the planner's connectives stand in the same order."""
        match expr, node:
            case s.Modality(modal=modal, item=item), _:
                return self._connective(modal, expr, node, [(item, node)])
            case s.Not(item=item), PlannedLogic(connective="not", items=(inner,)):
                return self._connective("not", expr, node, [(item, inner)])
            case s.Implies(items=items), PlannedLogic(items=parts):
                # `a implies b` is planned as `not a or b`: the conditions stand inside a `not`.
                bare = [
                    part.items[0] if isinstance(part, PlannedLogic) and part.connective == "condition" else part
                    for part in parts
                ]
                return self._connective("implies", expr, node, list(zip(items, bare, strict=True)))
            case s.Or(items=items), PlannedLogic(items=parts):
                return self._connective("or", expr, node, list(zip(items, parts, strict=True)))
            case s.And(items=items), PlannedLogic(items=parts):
                return self._connective("and", expr, node, list(zip(items, parts, strict=True)))
            case _:
                return self._comparison(expr, node)

    def _connective(
        self, kind: PartKind, expr: s.Expr, node: PlannedNode, parts: list[tuple[s.Expr, PlannedNode]]
    ) -> Part:
        inner = tuple(self._part(item, planned) for item, planned in parts)
        return Part(kind, print_expr(expr), self._truth(node), inner)

    def _truth(self, node: PlannedNode) -> int:
        try:
            return node.truth(self._statements, self._view)
        except BadValue:
            return NEITHER

    def _comparison(self, expr: s.Expr, node: PlannedNode) -> Part:
        text = print_expr(expr)
        if isinstance(node, PlannedStated):
            stated = node.gather(self._statements, self._view)
            told = OUTCOME_NAMES[2 if node.atom.negated else 1]
            name = source_text(node.atom.source)
            readings = tuple(self._reading(x, told, f"{name} is stated") for x in stated)
            silent = [] if stated else [silent_name(node.atom.source, self._statements, self._view)]
            return Part("comparison", text, self._truth(node), readings=readings, missing=tuple(silent))
        assert isinstance(node, PlannedAtom)
        gathered = [each(self._statements, self._view) for each in node.gather]
        missing = [
            silent_name(source, self._statements, self._view)
            for source, stated in zip(node.atom.sources, gathered, strict=True)
            if not stated
        ]
        return Part(
            "comparison",
            text,
            self._truth(node),
            readings=tuple(self._readings(node, gathered)),
            missing=tuple(dict.fromkeys(missing)),
            note=self._note(node, gathered),
        )

    def _readings(self, node: PlannedAtom, gathered: Sequence[tuple[Statement, ...]]) -> Iterator[Reading]:
        behind = [source for source in node.atom.sources if isinstance(source, AggregateSource)]
        for combination in product(*gathered):
            try:
                outcome = node.judge(combination)
                reason = reason_of(node, combination, outcome, self._view)
            except BadValue as bad:
                outcome, reason = NEITHER, str(bad)
            for source, statement in zip(node.atom.sources, combination, strict=True):
                if not isinstance(source, AggregateSource):
                    yield self._reading(statement, OUTCOME_NAMES[outcome], reason)
        for source in behind:
            yield from self._behind(source)

    def _behind(self, source: AggregateSource) -> Iterator[Reading]:
        """The statements that a function across articles looked at."""
        if source.fact is None:
            return
        for article, statement in self._view.stated(source.fact):
            yield self._reading(statement, "", "", article)

    def _note(self, node: PlannedAtom, gathered: Sequence[tuple[Statement, ...]]) -> str | None:
        """What the functions across articles come to; where one is all that is compared, why it came out as it did."""
        if len(gathered) == 1 and isinstance(node.atom.sources[0], AggregateSource) and gathered[0]:
            combination = (gathered[0][0],)
            try:
                return reason_of(node, combination, node.judge(combination), self._view)
            except BadValue as bad:
                return str(bad)
        notes = [
            f"{source.text} is {print_value(stated[0].value)}"
            for source, stated in zip(node.atom.sources, gathered, strict=True)
            if isinstance(source, AggregateSource) and stated
        ]
        return "; ".join(notes) or None

    def _reading(self, statement: Statement, outcome: str, reason: str, article: str | None = None) -> Reading:
        words = statement.evidence
        at = words.at if words is not None and words.at is not None else statement.at
        is_amount = isinstance(statement.value, Quantity)
        return Reading(
            fact=statement.fact,
            value=print_value(statement.value),
            outcome=outcome,
            reason=reason,
            article=article or self._finding.article or "",
            hedge=statement.hedge,
            width=_width(self._vocabulary.hedges.get(statement.hedge or "")) if is_amount else None,
            possible=_possible(statement),
            said_by=statement.said_by,
            modality=statement.modality,
            quote=words.quote if words is not None else None,
            location=at.location if at is not None else None,
        )


def _width(hedge: Hedge | None) -> str | None:
    """`±10%`, or `−10% to 0`."""
    if hedge is None:
        return None
    low, high = print_number(hedge.low * 100), print_number(hedge.high * 100)
    return f"±{high}%" if hedge.low == -hedge.high else f"{low}% to {'+' if hedge.high > 0 else ''}{high}%"


def _possible(statement: Statement) -> str | None:
    value = statement.value
    if isinstance(value, Quantity) and value.possible != value.nominal:
        return print_interval(value.possible, value.unit)
    if isinstance(value, Period) and value.hedge is not None:
        return "any day" if is_any_day(possible(value)) else print_days(value.earliest, value.latest)
    return None
