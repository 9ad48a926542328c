"""Pairs of rules that no article can pass together: disjoint ranges of one fact under the same guard."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic
from factcheck.evaluation.analysis import Numbers, Passing, never_both
from factcheck.evaluation.compiled import CompiledRule
from factcheck.language.printer import print_expr

_COMPARED = 200
"""Rules of one fact beyond which only the nearest are compared, so that the time stays linear in the rules."""


def doubtful_pairs(rules: Sequence[CompiledRule]) -> list[Diagnostic]:
    """One warning for each rule that contradicts an earlier one."""
    groups: dict[tuple[object, ...], list[tuple[CompiledRule, Passing]]] = {}
    problems: list[Diagnostic] = []
    for compiled in rules:
        found = compiled.passing
        if found is None or found[1].is_empty or found[0].type.many:
            continue
        source, values = found
        guard = print_expr(compiled.when_expr) if compiled.when_expr is not None else ""
        base = values.base if isinstance(values, Numbers) else None
        group = groups.setdefault((source.key, guard, compiled.rule.published, base), [])
        other = next((earlier for earlier, theirs in group if never_both(values, theirs)), None)
        if other is not None:
            place = other.rule.check.whole.location
            where = f"{place.file}:{place.line}"
            problems.append(diagnostics.never_both_pass(compiled.rule.check.whole, source.fact, other.rule.id, where))
        if len(group) < _COMPARED:
            group.append((compiled, values))
    return problems
