"""From compiled rules and statements to findings: the verdict, the words that made it, and why.

Truth comes from the planner's closures; evidence is gathered in a second, slower walk, only for what is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.diagnostics import listed
from factcheck.digest import sha256
from factcheck.evaluation.aggregate import StoryView
from factcheck.evaluation.compiled import PLACEHOLDER, CompiledRule
from factcheck.evaluation.planner import (
    PlannedAtom,
    PlannedLogic,
    PlannedNode,
    PlannedStated,
    combinations,
    gatherer,
    missing_facts,
    plan,
    source_names,
)
from factcheck.evaluation.reasons import expected_of, reason_of
from factcheck.evaluation.terms import BadValue, Combination
from factcheck.evaluation.typed import AggregateSource, FactSource, Source, sources_of
from factcheck.evaluation.wording import source_text
from factcheck.model.article import Article, FactSet
from factcheck.model.quantity import Quantity
from factcheck.model.report import EvidenceLine, Finding
from factcheck.model.statement import NOTHING, IllTyped, Stated, Statement, Words, print_value
from factcheck.model.truth import (
    BOTH,
    FAILS,
    FALSE,
    HOLDS,
    NEITHER,
    NOT,
    OPEN,
    OUTCOME_NAMES,
    TRUE,
    Outcome,
    Truth,
    Verdict,
)
from factcheck.model.vocabulary import Vocabulary
from factcheck.named import NamedTuple
from factcheck.source import Location

MOST_REASONS = 3


class Judged(NamedTuple):
    """A verdict with the truth value behind it."""

    verdict: Verdict
    truth: Truth
    by_silence: bool = False
    """`on_unstated` decided."""
    reason: str | None = None
    """Why, where no statement says it: an error, or a rule that was skipped."""


class Shown(NamedTuple):
    """What every finding of a rule shows: the check, what it expects, and where it stands."""

    compiled: CompiledRule
    check: str
    expected: str
    place: Location


class Judge:
    """Judges compiled rules on the articles of one story."""

    def __init__(self, fact_sets: Sequence[FactSet], vocabulary: Vocabulary) -> None:
        self._fact_sets = fact_sets
        self._vocabulary = vocabulary
        self._views: dict[object, StoryView] = {}

    def findings(self, compiled: CompiledRule) -> Iterator[Finding]:
        """One finding for every article, or one for the story."""
        shown = Shown(compiled, compiled.text, expected_of(compiled.expr), compiled.rule.check.whole.location)
        view = self._view(compiled)
        if compiled.per_story:
            judged = self._judge_story(compiled, view)
            yield self._finding(shown, judged, None, NOTHING, view)
            return
        for facts in self._fact_sets:
            judged = judge_article(compiled, facts, view)
            yield self._finding(shown, judged, facts.article, facts.stated, view)

    def _view(self, compiled: CompiledRule) -> StoryView:
        """The story as a rule sees it: only the articles inside the rule's dates."""
        dates = compiled.rule.published
        if dates not in self._views:
            inside = [facts for facts in self._fact_sets if applies(compiled, facts.article)]
            self._views[dates] = StoryView(inside, self._vocabulary)
        return self._views[dates]

    def _judge_story(self, compiled: CompiledRule, view: StoryView) -> Judged:
        if not view.fact_sets:
            return Judged(Verdict.SKIPPED, NEITHER, reason="no article of the story is inside the rule's dates")
        return _judge(compiled, NOTHING, view)

    def _finding(
        self, shown: Shown, judged: Judged, article: Article | None, statements: Stated, view: StoryView
    ) -> Finding:
        """The finding of one verdict: its evidence, its reason, its message."""
        compiled = shown.compiled
        rule = compiled.rule
        story = self._fact_sets[0].article.story
        traces = _gathered(compiled, judged, statements, view)
        lines = _evidence_lines(traces, article, view, self._vocabulary)
        missing = () if judged.verdict is Verdict.SKIPPED else silent_facts(compiled, statements, view)
        message = None
        if rule.message is not None and judged.verdict is Verdict.CONFLICT:
            message = fill_message(rule.message.value, traces, statements, article, shown.expected)
        return Finding(
            rule=rule.id,
            title=rule.title,
            severity=rule.severity,
            tags=rule.tags,
            article=article.id if article is not None else None,
            story=story,
            verdict=judged.verdict,
            contradicts_itself=judged.truth == BOTH,
            reason=_reason(compiled, judged, traces, missing, statements),
            check=shown.check,
            expected=shown.expected,
            message=message,
            why=rule.why,
            rule_location=shown.place,
            evidence=lines,
            missing=missing,
            fingerprint=fingerprint(rule.id, article.id if article else None, story, judged, lines),
            status=article.status if article is not None else "published",
            references=rule.references,
        )


def applies(compiled: CompiledRule, article: Article) -> bool:
    """Whether an article is inside the rule's dates; one without a date is."""
    if compiled.rule.published is None or article.published is None:
        return True
    start, end = compiled.rule.published
    return (start is None or article.published.first >= start.first) and (
        end is None or article.published.last <= end.last
    )


_OUTSIDE = Judged(Verdict.SKIPPED, NEITHER, reason="the article is outside the rule's dates")
_GUARDED = Judged(Verdict.SKIPPED, NEITHER, reason="the rule's `when` does not hold here")
_DECIDED = (
    None,
    Judged(Verdict.PASS, TRUE),
    Judged(Verdict.CONFLICT, FALSE),
    Judged(Verdict.CONFLICT, BOTH),
)
"""By truth value."""
_UNSURE = Judged(Verdict.UNSURE, NEITHER)
_SILENT = {
    verdict: Judged(Verdict(verdict), NEITHER, by_silence=verdict != "unstated")
    for verdict in ("pass", "unstated", "conflict")
}
"""By what a rule says of silence."""


def judge_article(compiled: CompiledRule, facts: FactSet, view: StoryView | None) -> Judged:
    """The verdict of a rule on one article."""
    if compiled.rule.published is not None and not applies(compiled, facts.article):
        return _OUTSIDE
    stated = facts.stated
    if stated.unreadable or compiled.when is not None or compiled.story_facts:
        return _judge(compiled, stated, view)
    try:
        truth = compiled.node.truth(stated, view)
    except BadValue as bad:
        return Judged(Verdict.ERROR, NEITHER, reason=str(bad))
    return _DECIDED[truth] or _undecided(compiled, stated, view)


def _judge(compiled: CompiledRule, stated: Stated, view: StoryView | None) -> Judged:
    """The verdict on an article's statements, or with none on the story."""
    broken = _broken(compiled, stated, view)
    if broken is not None:
        return Judged(Verdict.ERROR, NEITHER, reason=broken)
    try:
        if compiled.when is not None and not compiled.when.truth(stated, view) & TRUE:
            return _GUARDED
        truth = compiled.node.truth(stated, view)
    except BadValue as bad:
        return Judged(Verdict.ERROR, NEITHER, reason=str(bad))
    return _DECIDED[truth] or _undecided(compiled, stated, view)


def _undecided(compiled: CompiledRule, stated: Stated, view: StoryView | None) -> Judged:
    silent = _SILENT[compiled.rule.on_unstated]
    if compiled.needed is None:
        return silent if missing_facts(compiled.node, stated, view) else _UNSURE
    for fact in compiled.needed:
        if fact not in stated:
            return silent
    return _UNSURE


def _broken(compiled: CompiledRule, stated: Stated, view: StoryView | None) -> str | None:
    """What is wrong with a value that the rule reads, if something is."""
    for statement in stated.unreadable:
        if statement.fact in compiled.own_facts and isinstance(statement.value, IllTyped):
            return f"{statement.fact}: {statement.value.reason}{_place(statement)}"
    if compiled.story_facts and view is not None:
        for facts in view.fact_sets:
            for statement in facts.stated.unreadable:
                if statement.fact in compiled.story_facts and isinstance(statement.value, IllTyped):
                    return f"{statement.fact} in {facts.article.id}: {statement.value.reason}{_place(statement)}"
    return None


def _place(statement: Statement) -> str:
    """Where a statement is written, for someone who has to correct it."""
    if statement.at is None:
        return ""
    place = statement.at.location
    return f" ({place.file}:{place.line}:{place.column})"


# Evidence ------------------------------------------------------------------------------------------------------------


class Trace(NamedTuple):
    """One combination of statements, its outcome for the whole check, and why."""

    atom: PlannedAtom | PlannedStated
    combination: Combination
    outcome: Outcome
    reason: str


def evidence(node: PlannedNode, statements: Stated, view: StoryView | None, wanted: Outcome) -> list[Trace]:
    """The combinations that made the check hold, fail, or stay open."""
    return list(_traces(node, statements, view, wanted, flipped=False))


def _traces(
    node: PlannedNode, statements: Stated, view: StoryView | None, wanted: Outcome, *, flipped: bool
) -> Iterator[Trace]:
    match node:
        case PlannedLogic(connective="not" | "condition" as connective, items=(item,)):
            # A condition that holds is shown as holding, though it is what makes the whole fail.
            turned = flipped if connective == "condition" else not flipped
            yield from _traces(item, statements, view, NOT[wanted], flipped=turned)
        case PlannedLogic(items=items):
            for item in items:
                told = item.truth(statements, view)
                if wanted == OPEN or told & wanted:
                    yield from _traces(item, statements, view, wanted, flipped=flipped)
        case PlannedAtom(gather=gather, judge=judge):
            for alike in combinations(gather, statements, view):
                outcome = judge(alike[0])
                if outcome == wanted:
                    shown = NOT[outcome] if flipped else outcome
                    reason = reason_of(node, alike[0], outcome, view)
                    yield from (Trace(node, combination, shown, reason) for combination in alike)
        case PlannedStated(atom=atom, gather=each):
            for statement in each(statements, view):
                told = NOT[HOLDS] if atom.negated else HOLDS
                if told == wanted:
                    reason = f"{source_text(atom.source)} is stated"
                    shown = NOT[told] if flipped else told
                    yield Trace(node, (statement,), shown, reason)


def _gathered(compiled: CompiledRule, judged: Judged, statements: Stated, view: StoryView | None) -> list[Trace]:
    match judged.verdict:
        case Verdict.CONFLICT | Verdict.PASS if not judged.by_silence:
            wanted = [HOLDS, FAILS] if judged.truth == BOTH else [FAILS if judged.truth & FALSE else HOLDS]
        case Verdict.UNSURE:
            wanted = [OPEN]
        case _:
            return []
    return [trace for one in wanted for trace in evidence(compiled.node, statements, view, one)]


def _reason(
    compiled: CompiledRule, judged: Judged, traces: list[Trace], missing: tuple[str, ...], statements: Stated
) -> str:
    if judged.reason is not None:
        return judged.reason
    if judged.by_silence or judged.verdict is Verdict.UNSTATED:
        allowed = ", which the rule does not allow" if judged.verdict is Verdict.CONFLICT else ""
        return f"{silence(missing)}{allowed}"
    decisive = [trace for trace in traces if trace.outcome == FAILS] or traces
    reasons = list(dict.fromkeys(trace.reason for trace in decisive if trace.reason))
    if not reasons:
        absent = _told_absent(compiled, statements)
        return silence(absent) if absent else f"{expected_of(compiled.expr)} names no fact"
    more = f" (and {len(reasons) - MOST_REASONS} more)" if len(reasons) > MOST_REASONS else ""
    return "; ".join(reasons[:MOST_REASONS]) + more


def _told_absent(compiled: CompiledRule, statements: Stated) -> tuple[str, ...]:
    sources = [source for source in sources_of(compiled.check) if isinstance(source, FactSource)]
    return tuple(dict.fromkeys(silent_name(source, statements, None) for source in sources))


def silent_facts(compiled: CompiledRule, statements: Stated, view: StoryView) -> tuple[str, ...]:
    """What a check needs and has not got, each by its name: a fact, or what a filter or a function leaves."""
    names = missing_facts(compiled.node, statements, view)
    by_name = {name: source for source in sources_of(compiled.check) for name in source_names(source)} if names else {}
    return tuple(dict.fromkeys(silent_name(by_name[name], statements, view) for name in names))


def silent_name(source: Source, statements: Stated, view: StoryView | None) -> str:
    """How to name a source that has no statement: by its fact alone, if nothing at all is stated about that."""
    match source:
        case FactSource(fact=fact):
            return source_text(source) if statements.statements.get(fact) else fact
        case AggregateSource(fact=FactSource(fact=fact)) if view is not None:
            stated = any(facts.statements.get(fact) for facts in view.fact_sets)
            return source_text(source) if stated else fact
        case _:
            return source_text(source)


def silence(missing: Sequence[str]) -> str:
    """`nothing is stated about d or n; nothing stated about e fits [said_by == "AFP"]`"""
    plain = [name for name in missing if not name.endswith(("]", ")"))]
    parts = [f"nothing is stated about {listed(plain)}"] if plain else []
    for name in missing:
        fact, bracket, rest = name.partition("[")
        if name.endswith(")"):
            parts.append(f"{name} has no value")
        elif bracket:
            parts.append(f"nothing stated about {fact} fits [{rest}")
    return "; ".join(parts)


def _evidence_lines(
    traces: list[Trace], article: Article | None, view: StoryView, vocabulary: Vocabulary
) -> tuple[EvidenceLine, ...]:
    lines: dict[EvidenceLine, None] = {}
    told: set[tuple[int, Outcome]] = set()
    across: list[tuple[AggregateSource, Outcome]] = []
    for trace in traces:
        sources = trace.atom.atom.sources if isinstance(trace.atom, PlannedAtom) else (trace.atom.atom.source,)
        for source, statement in zip(sources, trace.combination, strict=True):
            if isinstance(source, AggregateSource):
                across.append((source, trace.outcome))
            elif (id(statement), trace.outcome) not in told:
                told.add((id(statement), trace.outcome))
                lines[_line(statement, trace.outcome, article.id if article else "")] = None
    if article is None or not lines:  # an article shows what others state only where nothing of its own decides
        for source, outcome in across:
            lines |= dict.fromkeys(_behind(source, outcome, view, vocabulary))
    return tuple(lines)


def _behind(
    source: AggregateSource, outcome: Outcome, view: StoryView, vocabulary: Vocabulary
) -> Iterator[EvidenceLine]:
    """The statements behind a function across articles."""
    if source.fact is not None:
        for article, statement in view.stated(source.fact):
            yield _line(statement, outcome, article)
        return
    assert source.check is not None
    node = plan(source.check, vocabulary)
    for facts in view.fact_sets:
        told = node.truth(facts.stated, None)
        for inner in dict.fromkeys(s for s in sources_of(source.check) if isinstance(s, FactSource)):
            for statement in gatherer(inner, vocabulary)(facts.stated, None):
                yield _line(statement, HOLDS if told & TRUE else FAILS if told & FALSE else OPEN, facts.article.id)


def _line(statement: Statement, outcome: Outcome, article: str) -> EvidenceLine:
    words = statement.evidence
    place = words.at if words is not None else None
    shown = place or statement.at
    return EvidenceLine(
        fact=statement.fact,
        value=print_value(statement.value),
        hedge=statement.hedge,
        said_by=statement.said_by,
        modality=statement.modality,
        outcome=OUTCOME_NAMES[outcome],
        quote=words.quote if words is not None else None,
        article=article,
        location=shown.location if shown is not None else None,
        start=place.start if place is not None else None,
        end=place.end if place is not None else None,
    )


def fill_message(template: str, traces: list[Trace], statements: Stated, article: Article | None, expected: str) -> str:
    """A rule's message with its placeholders filled; the deciding statement of a fact speaks for the fact."""
    deciding: dict[str, Statement] = {}
    for trace in sorted(traces, key=lambda trace: trace.outcome != FAILS):
        for statement in trace.combination:
            deciding.setdefault(statement.fact, statement)

    def fill(name: str) -> str:
        head, _, field = name.partition(".")
        if name == "expected":
            return expected
        if head == "article":
            value = getattr(article, field) if article is not None and field in Article._fields else None
            return str(value) if value is not None else "the story" if article is None else f"no {field}"
        statement = deciding.get(head) or next(iter(statements.statements.get(head, ())), None)
        if statement is None:
            return "nothing"
        if field == "quote":
            return statement.evidence.quote if statement.evidence is not None else "no quote"
        if field == "said_by":
            return statement.said_by or "no one named"
        return _hedged(statement)

    return PLACEHOLDER.sub(lambda match: fill(match[1]), template)


def _hedged(statement: Statement) -> str:
    value = statement.value.text if isinstance(statement.value, Words) else print_value(statement.value)
    is_point = not isinstance(statement.value, Quantity) or statement.value.nominal.is_point
    return f"{statement.hedge} {value}" if statement.hedge and is_point else value


def fingerprint(rule: str, article: str | None, story: str, judged: Judged, lines: tuple[EvidenceLine, ...]) -> str:
    """What stays the same when a line moves or a title is re-worded: the rule, the article, the verdict, the values."""
    told = sorted({(line.fact, line.value, line.hedge or "", line.article) for line in lines})
    text = repr((rule, article or "", story, judged.verdict.value, told))
    return sha256(text.encode("utf-8", "backslashreplace"))[:32]
