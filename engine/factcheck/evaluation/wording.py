"""Words for the parts of a check and for what is stated: what the clauses of reasons are put together from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from factcheck.diagnostics import listed
from factcheck.evaluation.regions import MIRRORED
from factcheck.evaluation.terms import Combination
from factcheck.evaluation.typed import (
    AggregateSource,
    Atom,
    Constant,
    FactSource,
    FromSource,
    ProductOf,
    Source,
    SumOf,
    Term,
)
from factcheck.language import syntax as s
from factcheck.language.printer import print_expr
from factcheck.model.quantity import Quantity
from factcheck.model.statement import Statement, print_value
from factcheck.model.truth import Outcome
from factcheck.model.types import PERIOD
from factcheck.model.units import NUMBER, Unit
from factcheck.named import NamedTuple


class Case(NamedTuple):
    """One combination of statements in an atom: what the bare comparison gives, and what it counts as."""

    atom: Atom
    combination: Combination
    told: Outcome
    """Of the comparison itself, before a `not`, `certainly` or `possibly` turns it."""
    outcome: Outcome


def expected_of(expr: s.Expr) -> str:
    """What a check expects, as short as it can be said: the range of `d in [80, 90] min`, else the check."""
    match expr:
        case s.Membership(container=container, negated=negated):
            return f"anything but {print_expr(container)}" if negated else print_expr(container)
        case s.Comparison(operands=(left, right), operators=(operator,)):
            shown = right if not is_literal(left) else left
            return f"{_OPERATOR_WORDS[operator if shown is right else MIRRORED[operator]]}{print_expr(shown)}"
        case s.Within(tolerance=tolerance, centre=centre):
            return f"within {print_expr(tolerance)} of {print_expr(centre)}"
        case s.Relation(relation=relation, right=right):
            return f"{relation} {print_expr(right)}"
        case s.Modality(item=item):
            return expected_of(item)
        case s.Name() | s.Call():
            return "true"
        case _:
            return print_expr(expr)


_OPERATOR_WORDS = {
    "==": "",
    "!=": "anything but ",
    "<": "less than ",
    "<=": "at most ",
    ">": "more than ",
    ">=": "at least ",
}


def is_literal(expr: s.Expr) -> bool:
    """Whether an expression is a value as it stands."""
    return isinstance(expr, s.Number | s.Compound | s.Date | s.Text | s.Boolean | s.Set)


# What is stated


def stated_words(statement: Statement) -> str:
    """A value with its hedge: "about 80 min"."""
    value = print_value(statement.value)
    hedge = statement.hedge
    bound = isinstance(statement.value, Quantity) and not statement.value.nominal.is_point
    return f"{hedge} {value}" if hedge and not bound else value


def all_stated(combination: Combination) -> str:
    """Every value, each once."""
    return ", ".join(dict.fromkeys(stated_words(statement) for statement in combination))


def with_names(atom: Atom, combination: Combination) -> str:
    """`d 90 min and e 80 min`"""
    pairs = zip(atom.sources, combination, strict=True)
    return listed([f"{source_text(source)} {stated_words(statement)}" for source, statement in pairs], "and")


def source_text(source: Source) -> str:
    """A source as the check names it."""
    match source:
        case FactSource(fact=fact, filter_text=text):
            return f"{fact}[{text}]" if text else fact
        case AggregateSource(text=text):
            return text
        case _:
            return "it"


# The parts of a check


def text_of(atom: Atom, term: Term, expr: s.Expr | None) -> str:
    """A term as the check names it."""
    if isinstance(term, FromSource):
        return source_text(atom.sources[term.index])
    return print_expr(expr) if expr is not None else "it"


def operands_of(expr: s.Expr) -> tuple[s.Expr, ...]:
    """The two sides of a comparison, as written."""
    match expr:
        case s.Comparison(operands=operands):
            return operands
        case s.Relation(left=left, right=right):
            return left, right
        case s.Within(subject=subject, centre=centre):
            return subject, centre
        case s.Membership(subject=subject, container=container):
            return subject, container
        case s.Contains(subject=subject, item=item):
            return subject, item
        case _:
            return ()


def unit_of(term: Term, combination: Combination) -> Unit | None:
    """The unit to print the value of a quantity term in; None where no unit of the facts fits."""
    match term:
        case Constant(value=Quantity(unit=unit)):
            return unit
        case FromSource(index=index):
            value = combination[index].value
            return value.unit if isinstance(value, Quantity) else None
        case SumOf(terms=terms):
            if term.type.detail == "duration" and any(item.type == PERIOD for item in terms):
                return DAYS
            return next((found for item in terms if (found := unit_of(item, combination)) is not None), None)
        case ProductOf(terms=terms):
            if term.type.detail == "number":
                return NUMBER
            units = (unit_of(item, combination) for item in terms)
            return next((one for one in units if one is not None and one.dimension == term.type.detail), None)
        case _:
            return None


DAYS: Final = Unit("d", "duration", "s", 86_400, 0, "day", "days")


def modal_ending(case: Case) -> str:
    """What `certainly` makes of a comparison that is open."""
    return ", and certainty is asked for" if case.outcome != case.told and case.told == 0 else ""


def choice(words: Sequence[str]) -> str:
    """`4 or 6, or neither`: how a value that is too vague lies to several others."""
    rest = {1: "not", 2: "neither"}.get(len(words), "none of them")
    return f"{listed(words)} or not" if rest == "not" else f"{listed(words)}, or {rest}"


__all__ = [
    "DAYS",
    "Case",
    "all_stated",
    "choice",
    "expected_of",
    "is_literal",
    "modal_ending",
    "operands_of",
    "source_text",
    "stated_words",
    "text_of",
    "unit_of",
    "with_names",
]
