"""What can be told of a check before any article: that no value or every value passes it, or that it is long-winded.

Only what is certain is said: checks on one fact, with constants, judged by the sets of values that satisfy them.
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic
from factcheck.evaluation.comparisons import identity
from factcheck.evaluation.planner import plan
from factcheck.evaluation.regions import fixed_region, ray
from factcheck.evaluation.terms import linear
from factcheck.evaluation.typed import (
    AllOf,
    AnyOf,
    Atom,
    Calendar,
    Check,
    Constant,
    FactSource,
    FromSource,
    IsStated,
    Negation,
    OneOf,
    Ordered,
    Same,
    SumOf,
    atoms_of,
    is_constant,
    sources_of,
)
from factcheck.language import syntax as s
from factcheck.language.parser import walk
from factcheck.language.printer import print_expr
from factcheck.model.interval import INFINITY, Bound, Interval, in_region, point
from factcheck.model.statement import NOTHING
from factcheck.model.truth import FALSE, HOLDS, TRUE
from factcheck.model.vocabulary import Vocabulary
from factcheck.pattern import pattern
from factcheck.record import Record
from factcheck.source import EmbeddedText

_OR = pattern(r"\bor\b")


class Numbers(Record):
    """Disjoint intervals in ascending order, in one base."""

    parts: tuple[Interval, ...]
    base: str
    lowest: float = -INFINITY

    @property
    def is_empty(self) -> bool:
        return not self.parts

    @property
    def is_everything(self) -> bool:
        return len(self.parts) == 1 and self.parts[0].high == INFINITY and not self.complement().parts

    def complement(self) -> Numbers:
        rest: list[Interval] = []
        low: Bound = self.lowest
        low_open = low == -INFINITY
        for part in self.parts:
            rest.append(Interval(low, part.low, low_open, not part.low_open))
            low, low_open = part.high, not part.high_open
        rest.append(Interval(low, INFINITY, low_open, True))
        return Numbers(tuple(part for part in rest if _is_something(part)), self.base, self.lowest)

    def union(self, other: Numbers) -> Numbers:
        merged: list[Interval] = []
        for part in sorted((*self.parts, *other.parts), key=lambda p: (p.low, p.low_open)):
            if merged and not _gap(merged[-1], part):
                last = merged.pop()
                high, not_open = max((last.high, not last.high_open), (part.high, not part.high_open))
                merged.append(Interval(last.low, high, last.low_open, not not_open))
            else:
                merged.append(part)
        return Numbers(tuple(merged), self.base, self.lowest)

    def meet(self, other: Numbers) -> Numbers:
        if len(self.parts) == len(other.parts) == 1:  # as nearly always
            both = self.parts[0].meet(other.parts[0])
            return Numbers((both,) if _is_something(both) else (), self.base, self.lowest)
        return self.complement().union(other.complement()).complement()


class Listed(Record):
    """These values (or, `excluded`, all but these) of a fact that can have any number of others."""

    keys: frozenset[object]
    excluded: bool = False

    @property
    def is_empty(self) -> bool:
        # Only booleans can be used up: there are two of them.
        return self.keys >= {True, False} if self.excluded else not self.keys

    @property
    def is_everything(self) -> bool:
        return self.keys >= {True, False} if not self.excluded else not self.keys

    def complement(self) -> Listed:
        return Listed(self.keys, not self.excluded)

    def union(self, other: Listed) -> Listed:
        return self.complement().meet(other.complement()).complement()

    def meet(self, other: Listed) -> Listed:
        match self.excluded, other.excluded:
            case False, False:
                return Listed(self.keys & other.keys)
            case False, True:
                return Listed(self.keys - other.keys)
            case True, False:
                return Listed(other.keys - self.keys)
            case _:
                return Listed(self.keys | other.keys, True)


Passing = Numbers | Listed
"""The values of one fact that pass a check."""
OneFact = tuple[FactSource, Passing]
"""The only fact that a check is about, and which of its values pass."""


def _is_something(part: Interval) -> bool:
    return not part.is_empty and not (part.low == part.high and isinstance(part.low, float))


def _gap(a: Interval, b: Interval) -> bool:
    """Whether something lies between two intervals in ascending order."""
    return b.low > a.high or (b.low == a.high and b.low_open and a.high_open)


def passing_values(check: Check) -> OneFact | None:
    """The one fact that a check is about, and which of its values pass; None where that cannot be told."""
    atoms = atoms_of(check)
    sources = sources_of(check)
    if not atoms or any(isinstance(atom, IsStated) or atom.possible for atom in atoms):
        return None
    first = sources[0] if sources else None
    if not isinstance(first, FactSource) or any(source.key != first.key for source in sources):
        return None
    values = _passing(check, first)
    return None if values is None else (first, values)


def _passing(check: Check, source: FactSource) -> Passing | None:
    match check:
        case Atom():
            return _of_atom(check, source)
        case Negation(item=item):
            values = _passing(item, source)
            return None if values is None else values.complement()
        case AllOf(items=items) | AnyOf(items=items):
            parts = [_passing(item, source) for item in items]
            known = [part for part in parts if part is not None]
            return _combined(known, is_all=isinstance(check, AllOf)) if len(known) == len(parts) else None
        case _:
            return None


def _combined(parts: Sequence[Passing], *, is_all: bool) -> Passing | None:
    total = parts[0]
    for part in parts[1:]:
        match total, part:
            case Numbers(base=a), Numbers(base=b) if a == b:
                total = total.meet(part) if is_all else total.union(part)
            case Listed(), Listed():
                total = total.meet(part) if is_all else total.union(part)
            case _:
                return None
    return total


def _of_atom(atom: Atom, source: FactSource) -> Passing | None:
    if len(atom.sources) != 1:
        return None
    values: Passing | None = None
    fixed = fixed_region(atom.test)
    if fixed is not None and isinstance(fixed.subject, FromSource):
        lowest = 0 if source.non_negative else -INFINITY
        part = Interval(lowest, INFINITY, not source.non_negative, True).meet(fixed.region)
        values = Numbers((part,) if _is_something(part) else (), fixed.base, lowest)
    else:
        keys = _keys(atom)
        values = None if keys is None or source.type.many else Listed(keys)
    if values is None:
        return None
    return values.complement() if atom.negated else values


def _keys(atom: Atom) -> frozenset[object] | None:
    match atom.test:
        case Same(terms=(FromSource(), Constant(value=value)), operators=("==",)):
            return frozenset({identity(value)})
        case Same(terms=(Constant(value=value), FromSource()), operators=("==",)):
            return frozenset({identity(value)})
        case OneOf(term=FromSource() as term, members=members) if term.type.family in ("entity", "text"):
            values = [member.value for member in members if isinstance(member, Constant)]
            return frozenset(identity(value) for value in values) if len(values) == len(members) else None
        case _:
            return None


# Warnings ------------------------------------------------------------------------------------------------------------


def analyse(
    expr: s.Expr, check: Check, passing: OneFact | None, text: EmbeddedText, vocabulary: Vocabulary
) -> list[Diagnostic]:
    """Warnings about one check, of which the passing values are known."""
    found = _one_fact(check, passing, text)
    if passing is None:
        found += _constant(check, text, vocabulary)
    if _OR.search(text.value):
        for node in walk(expr):
            if isinstance(node, s.Or):
                found += _write_as_set(node, text, vocabulary)
    return found


def _constant(check: Check, text: EmbeddedText, vocabulary: Vocabulary) -> list[Diagnostic]:
    if sources_of(check) or not atoms_of(check):
        return []
    whole = text.whole
    truth = plan(check, vocabulary).truth(NOTHING, None)
    if truth == TRUE:
        return [diagnostics.always_true(whole, "it names no fact")]
    return [diagnostics.always_false(whole, "it names no fact")] if truth == FALSE else []


def _one_fact(check: Check, passing: OneFact | None, text: EmbeddedText) -> list[Diagnostic]:
    settled = _beside_itself(check) if isinstance(check, Atom) else None
    if settled is not None:
        why = "it compares a value with itself"
        return [diagnostics.always_true(text.whole, why) if settled else diagnostics.always_false(text.whole, why)]
    if passing is None:
        return []
    source, values = passing
    if values.is_empty:
        return [diagnostics.always_false(text.whole, f"no value of {source.fact} passes")]
    if values.is_everything:
        return [diagnostics.always_true(text.whole, f"every value of {source.fact} passes")]
    return []


def _beside_itself(atom: Atom) -> bool | None:
    """Whether a comparison of a fact with itself always or never holds; None if it is no such comparison."""
    match atom.test:
        case Ordered(terms=(FromSource(), Constant())):
            return None  # as nearly always
        case Ordered(terms=(left, right), operators=(operator,)) if not is_constant(left):
            form = linear(SumOf((left, right), (1, -1), left.type))
            if form is None or any(form.factors.values()):
                return None
            zero = form.constant.interval if form.constant is not None else point(0)
            return (in_region(zero, ray(operator, point(0))) == HOLDS) != atom.negated
        case Calendar(terms=(FromSource(index=a), FromSource(index=b)), relations=("==" | "<=" | ">=" | "in",)) if (
            a == b
        ):
            return not atom.negated
        case Same(terms=(FromSource(index=a), FromSource(index=b)), operators=("==",)) if a == b:
            return not atom.negated
        case _:
            return None


def _write_as_set(node: s.Or, text: EmbeddedText, vocabulary: Vocabulary) -> list[Diagnostic]:
    """`x == A or x == B` is `x in {A, B}`."""
    operands: list[tuple[s.Expr, ...]] = []
    for item in node.items:
        if not (
            isinstance(item, s.Comparison) and item.operators == ("==",) and _is_value(item.operands[1], vocabulary)
        ):
            return []
        operands.append(item.operands)
    subject, *others = {print_expr(subject) for subject, _ in operands}
    if others:
        return []
    values = ", ".join(print_expr(value) for _, value in operands)
    return [diagnostics.write_as_set(text.locate(node.span), f"{subject} in {{{values}}}")]


def _is_value(expr: s.Expr, vocabulary: Vocabulary) -> bool:
    if isinstance(expr, s.Name):
        return expr.name not in vocabulary.facts
    return isinstance(expr, s.Number | s.Compound | s.Date | s.Text)


def never_both(a: Passing, b: Passing) -> bool:
    """Whether no value passes two checks."""
    match a, b:
        case Numbers(base=one), Numbers(base=other) if one == other:
            if len(a.parts) == len(b.parts) == 1:
                return a.parts[0].disjoint(b.parts[0])
            return a.meet(b).is_empty
        case Listed(), Listed():
            return a.meet(b).is_empty
        case _:
            return False


__all__ = ["Listed", "Numbers", "OneFact", "Passing", "analyse", "never_both", "passing_values"]
