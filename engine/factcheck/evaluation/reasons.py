"""Why a comparison came out as it did, in the rule's own units: "20 min above the range", "says India, not Japan".

A reason tells of the comparison itself; a `not` before it changes what follows, not what was found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.diagnostics import listed
from factcheck.evaluation.planner import PlannedAtom
from factcheck.evaluation.reasons_periods import of_period
from factcheck.evaluation.reasons_quantities import after_value, in_general, of_quantity
from factcheck.evaluation.terms import BadValue, Combination, Incomparable
from factcheck.evaluation.typed import (
    AggregateSource,
    Atom,
    AttributeOf,
    Calendar,
    Constant,
    Fits,
    FromSource,
    HasWords,
    InRange,
    Members,
    Near,
    NearPeriod,
    OneOf,
    Ordered,
    PeriodRange,
    Same,
    Term,
    is_constant,
    values_read,
)
from factcheck.evaluation.wording import (
    Case,
    all_stated,
    choice,
    expected_of,
    is_literal,
    modal_ending,
    source_text,
    stated_words,
)
from factcheck.language import syntax as s
from factcheck.language.printer import print_expr
from factcheck.model.entity import Entity, EntitySet
from factcheck.model.period import Period, is_any_day
from factcheck.model.statement import Statement, Words, print_value
from factcheck.model.truth import FAILS, HOLDS, OPEN, Outcome

if TYPE_CHECKING:
    from factcheck.evaluation.aggregate import StoryView


def reason_of(planned: PlannedAtom, combination: Combination, outcome: Outcome, view: StoryView | None = None) -> str:
    """One clause on one combination of statements; `view` is the story, where there is one."""
    atom = planned.atom
    read = [combination[index] for index in values_read(atom.test)]
    for modality, words in (("conditional", "is stated only under a condition"), ("denied", "is denied")):
        unusual = next((statement for statement in read if statement.modality == modality), None)
        if unusual is not None:
            return f"{print_value(unusual.value)} {words}"
    try:
        told = planned.comparison.outcome(combination)
    except Incomparable as incomparable:
        return _not_compared(atom, combination) or str(incomparable)
    except BadValue as bad:
        return str(bad)
    case = Case(atom, combination, told, outcome)
    if len(atom.sources) == 1 and isinstance(atom.sources[0], AggregateSource):
        return _of_the_story(case, atom.sources[0], view)
    return _by_test(case)


def _by_test(case: Case) -> str:
    match case.atom.test:
        case InRange() | Ordered() | Near():
            return of_quantity(case)
        case Calendar() | PeriodRange() | NearPeriod():
            return of_period(case)
        case Same() | OneOf():
            return _of_identity(case)
        case Members(term=term, items=items, quantifier=quantifier):
            return _of_members(case, term, items, quantifier)
        case HasWords(term=term) | Fits(term=term):
            return _of_text(case, term)


def _not_compared(atom: Atom, combination: Combination) -> str | None:
    """Where an attribute is asked for that the statement lacks."""
    test = atom.test
    terms = (test.term,) if isinstance(test, OneOf | HasWords | Fits) else test.terms if isinstance(test, Same) else ()
    for term in terms:
        if isinstance(term, AttributeOf) and term.attribute == "said_by" and not combination[term.index].said_by:
            return "nobody is named who says so"
    return None


# Across articles


def _of_the_story(case: Case, source: AggregateSource, view: StoryView | None) -> str:
    """`the spread of d is 10 min, 5 min above the limit`"""
    statement = case.combination[0]
    subject = source_text(source.fact) if source.fact is not None else ""
    if source.function == "agree":
        agrees = (case.told == HOLDS) == _wants_true(case.atom)
        within = f", within {source.within}" if source.within is not None else ""
        clash = view.clash(source) if view is not None and not agrees else None
        apart = "cannot both be right" if source.within is None else "are further apart"
        pair = f": {' and '.join(map(_in_article, clash))} {apart}" if clash else ""
        return f"the articles {'agree' if agrees else 'do not agree'} on {subject}{within}{pair}"
    value = stated_words(statement)
    told = _by_test(case)
    is_period = isinstance(statement.value, Period)
    asked = source.text.partition("(")[2].removesuffix(")")
    match source.function:
        case "articles":
            noun = "article" if value == "1" else "articles"
            return _counted(f"“{asked}” holds in", value, noun, told)
        case "share":
            return _counted(f"“{asked}” holds in", value, "of the articles", told)
        case "distinct":
            noun = f"value of {subject}" if value == "1" else f"different values of {subject}"
            return _counted("", value, noun, told)
        case "min":
            lead = f"the {'earliest' if is_period else 'smallest'} {subject} is"
        case "max":
            lead = f"the {'latest' if is_period else 'largest'} {subject} is"
        case function:
            lead = f"the {function} of {subject} is"
    return after_value(lead, value, told)


def _in_article(stated: tuple[str, Statement]) -> str:
    """`33 (tabloid)`"""
    article, statement = stated
    denied = "not " if statement.modality == "denied" else ""
    return f"{denied}{stated_words(statement)} ({article})"


def _counted(lead: str, value: str, noun: str, told: str) -> str:
    """`“d <= 1 h” holds in 1 article, 2 below the limit`"""
    clause = after_value(lead, value, told).lstrip()
    before = f"{lead} {value}".lstrip()
    return f"{before} {noun}{clause.removeprefix(before)}"


def _wants_true(atom: Atom) -> bool:
    """Whether a comparison of a truth value asks for `true`."""
    test = atom.test
    terms = test.terms if isinstance(test, Same) else ()
    wanted = next((term.value for term in terms if isinstance(term, Constant)), True)
    return wanted is not False


# Text and attributes


def _shown(term: Term, combination: Combination) -> str:
    match term:
        case FromSource(index=index):
            return stated_words(combination[index])
        case AttributeOf(index=index, attribute=attribute):
            return _attribute(combination[index], attribute) or f"no {attribute}"
        case _:
            return all_stated(combination)


def _attribute(statement: Statement, attribute: str) -> str:
    if attribute == "quote":
        return statement.evidence.quote if statement.evidence is not None else ""
    return str(getattr(statement, attribute, None) or "")


def _of_text(case: Case, term: Term) -> str:
    shown = _shown(term, case.combination)
    found = case.told == HOLDS
    if case.told == OPEN:
        return f"it cannot be told of {shown}"
    match case.atom.expr:
        case s.Matches(pattern=pattern):
            wanted = print_expr(pattern)
            fits = "fits" if found else "does not fit"
            if isinstance(term, AttributeOf):
                return f"the {term.attribute} “{shown}” {fits} {wanted}"
            return f"says {shown}, which {fits} {wanted}"
        case s.Contains(item=item):
            wanted = print_expr(item)
            if isinstance(term, AttributeOf):
                return f"the {term.attribute} “{shown}” {'has' if found else 'lacks'} {wanted}"
            return f"says {shown}, {'with' if found else 'without'} {wanted}"
        case _:
            return f"says {shown}"


# Entities, booleans, and values among others


def _of_identity(case: Case) -> str:
    atom, combination = case.atom, case.combination
    test = atom.test
    assert isinstance(test, Same | OneOf)
    if not atom.sources:
        return in_general(case)
    if isinstance(test, Same) and len(test.terms) == 2 and not any(is_constant(term) for term in test.terms):
        return _of_two(case, test.terms[0], test.terms[1])
    subject = test.term if isinstance(test, OneOf) else test.terms[0]
    if isinstance(test, Same) and is_constant(subject):
        subject = test.terms[1]
    shown = _shown(subject, combination)
    is_text = isinstance(subject, FromSource) and isinstance(combination[subject.index].value, Words)
    wanted = _wanted(atom.expr, quoted=is_text)
    if case.told == OPEN:
        if case.outcome == HOLDS:
            return f"{shown} can be {listed(wanted)}"
        return _vague(subject, case, shown, wanted)
    if isinstance(subject, AttributeOf):
        told = f"said by {shown}" if subject.attribute == "said_by" else f"the {subject.attribute} is {shown}"
        return told if case.told == HOLDS or atom.negated else f"{told}, not {listed(wanted)}"
    if isinstance(subject, FromSource) and isinstance(combination[subject.index].value, bool):
        return f"{source_text(atom.sources[subject.index])} is {shown}"
    return f"says {shown}" if case.told == HOLDS or atom.negated else f"says {shown}, not {listed(wanted)}"


def _vague(subject: Term, case: Case, shown: str, wanted: list[str]) -> str:
    """Of a value that is too vague to be told from others."""
    value = case.combination[subject.index].value if isinstance(subject, FromSource) else None
    ending = modal_ending(case)
    if isinstance(value, Period):
        days = value if not case.atom.possible else value._replace(first=value.earliest, last=value.latest)
        if is_any_day(days):
            return f"{shown} can be any day{ending}"
        return f"{shown} is too wide to tell whether it is {listed(wanted)}{ending}"
    return f"{shown} can be {choice(wanted)}{ending}"


def _of_two(case: Case, left: Term, right: Term) -> str:
    """`host is Japan, guest is India`"""
    names = [_term_name(case.atom, term) for term in (left, right)]
    values = [_shown(term, case.combination) for term in (left, right)]
    if case.told == HOLDS:
        return f"{names[0]} and {names[1]} are both {values[0]}"
    told = f"{names[0]} is {values[0]}, {names[1]} is {values[1]}"
    return told if case.told == FAILS else f"{told}: that can be the same or not{modal_ending(case)}"


def _term_name(atom: Atom, term: Term) -> str:
    match term:
        case FromSource(index=index):
            return source_text(atom.sources[index])
        case AttributeOf(index=index, attribute=attribute):
            return f"{source_text(atom.sources[index])}.{attribute}"
        case _:
            return "it"


def _wanted(expr: s.Expr, *, quoted: bool) -> list[str]:
    """The other side of an equality, as a reader would say it: words in quotes, names without."""
    match expr:
        case s.Comparison(operands=(left, right)):
            shown = left if is_literal(left) and not is_literal(right) else right
            return [_plain(shown, quoted)]
        case s.Membership(container=s.Set(members=members)):
            return [_plain(member, quoted) for member in members]
        case _:
            return [print_expr(expr)]


def _plain(expr: s.Expr, quoted: bool) -> str:
    return expr.value if isinstance(expr, s.Text) and not quoted else print_expr(expr)


def _of_members(case: Case, term: Term, items: tuple[Term, ...], quantifier: str) -> str:
    combination = case.combination
    has = combination[term.index].value if isinstance(term, FromSource) else None
    if isinstance(case.atom.expr, s.Membership):  # `host in members`
        item = _shown(items[0], combination)
        return f"{item} {'is' if case.told == HOLDS else 'is not'} among {_shown(term, combination)}"
    wanted: list[Entity] = []
    for item_term in items:
        value: object = None
        if isinstance(item_term, Constant):
            value = item_term.value
        elif isinstance(item_term, FromSource):
            value = combination[item_term.index].value
        match value:
            case Entity():
                wanted.append(value)
            case EntitySet(members=members):
                wanted += members
    if isinstance(has, EntitySet):
        lacking = [entity.name for entity in wanted if entity.key not in has.keys]
        if lacking and case.told == FAILS and not case.atom.negated:
            return f"names {has}, without {listed(lacking, 'or' if quantifier == 'any' else 'and')}"
    return f"names {_shown(term, combination)}"


__all__ = ["expected_of", "reason_of"]
