"""Why a comparison of periods came out as it did: which days lie in which."""

from __future__ import annotations

from factcheck.evaluation.comparisons_periods import sides
from factcheck.evaluation.reasons_quantities import in_general
from factcheck.evaluation.regions import period_range
from factcheck.evaluation.terms import BadValue, Incomparable, constant_period, period_of
from factcheck.evaluation.typed import Calendar, FromSource, NearPeriod, PeriodRange, Term
from factcheck.evaluation.wording import Case, expected_of, modal_ending, operands_of, stated_words, text_of
from factcheck.language import syntax as s
from factcheck.language.printer import print_expr
from factcheck.model.period import Period, describe_period, is_any_day
from factcheck.model.truth import HOLDS, OPEN
from factcheck.named import NamedTuple

_RELATION_WORDS = {"<": "before", ">": "after", "<=": "before or in", ">=": "in or after"}
_MOST_DAYS = 366
"""Days that are counted out; a longer distance is only said to be one."""


class _Told(NamedTuple):
    """A period as it is compared, and as it is said."""

    shown: str
    days: Period


def of_period(case: Case) -> str:
    """One clause on one combination of periods."""
    match case.atom.test:
        case Calendar(terms=(left, right), relations=(relation,)):
            v_term, p_term, seen = sides(left, right, relation)
            written = operands_of(case.atom.expr)
            if len(written) == 2 and v_term is not left:
                written = written[::-1]
            v, p = _told(case, v_term, written[:1]), _told(case, p_term, written[1:])
            if v is None or p is None:
                return in_general(case)
            return _clause(case, v, p, seen)
        case PeriodRange(term=term) as test:
            limits = period_range(test)
            v = _told(case, term, ())
            if limits is not None and v is not None:
                return _clause(case, v, _Told(describe_period(limits[1]), limits[1]), "in")
        case NearPeriod(term=term):
            v = _told(case, term, operands_of(case.atom.expr)[:1])
            if v is not None and len(case.atom.sources) == 1:
                return _with_words(case, v, expected_of(case.atom.expr))
        case _:
            pass
    return in_general(case)


def _told(case: Case, term: Term, written: tuple[s.Expr, ...]) -> _Told | None:
    """The days of a term, under the name that the check gives it where it has more than one side with facts."""
    fixed = constant_period(term)
    if fixed is not None:
        return _Told(describe_period(fixed), fixed)
    try:
        days = period_of(term, possible_values=case.atom.possible)(case.combination)
    except (Incomparable, BadValue):
        return None
    if isinstance(term, FromSource):
        shown = stated_words(case.combination[term.index])
        named = len(case.atom.sources) > 1
        return _Told(f"{text_of(case.atom, term, None)} ({shown})" if named else shown, days)
    text = print_expr(written[0]) if written else ""
    return _Told(f"{text} ({describe_period(days)})" if text else describe_period(days), days)


def _clause(case: Case, v: _Told, p: _Told, relation: str) -> str:
    if case.told == OPEN and case.outcome != HOLDS:
        unknown = next((one for one in (v, p) if is_any_day(one.days)), None)
        if unknown is not None:
            return f"{unknown.shown} can be any day{modal_ending(case)}"
    if relation == "overlaps":
        return _shared(case, v, p)
    if relation not in ("==", "in"):
        return _with_words(case, v, f"{_RELATION_WORDS.get(relation, relation)} {p.shown}", p)
    if case.told == HOLDS:
        same = (v.days.first, v.days.last) == (p.days.first, p.days.last)
        if same and len(case.atom.sources) == 1:
            return f"says {v.shown}"
        return f"{v.shown} lies in {p.shown}"
    if case.told == OPEN:
        if case.outcome == HOLDS:
            return f"{v.shown} can lie in {p.shown}"
        wider = v.days.first <= p.days.first and v.days.last >= p.days.last
        return f"{v.shown} {'is wider than' if wider else 'lies only partly in'} {p.shown}{modal_ending(case)}"
    return _apart(v, p)


def _shared(case: Case, v: _Told, p: _Told) -> str:
    """`2022-03 does not overlap 2022-02`"""
    if case.told == OPEN:
        return f"{v.shown} can overlap {p.shown}{'' if case.outcome == HOLDS else f' or not{modal_ending(case)}'}"
    return f"{v.shown} {'overlaps' if case.told == HOLDS else 'does not overlap'} {p.shown}"


def _apart(v: _Told, p: _Told) -> str:
    """Of days that lie outside others: on which side, and between two days how far."""
    after = v.days.first > p.days.last
    first, second = (p.days, v.days) if after else (v.days, p.days)
    days = second.first - first.last
    single = v.days.first == v.days.last and p.days.first == p.days.last
    if single and days <= _MOST_DAYS:
        return f"{v.shown} is {days} {'day' if days == 1 else 'days'} {'after' if after else 'before'} {p.shown}"
    return f"{v.shown} lies {'after' if after else 'before'} {p.shown}"


def _with_words(case: Case, v: _Told, words: str, p: _Told | None = None) -> str:
    """`2022-03 is not before 2022-02`"""
    if case.told == OPEN:
        if case.outcome == HOLDS:
            return f"{v.shown} can be {words}"
        if is_any_day(v.days):
            return f"{v.shown} can be any day{modal_ending(case)}"
        if p is not None and v.days.first == v.days.last and p.days.first != p.days.last:
            asked = words.removesuffix(p.shown) + "it"
            return f"{p.shown} is too wide to tell whether {v.shown} is {asked}{modal_ending(case)}"
        return f"{v.shown} is too wide to tell whether it is {words}{modal_ending(case)}"
    return f"{v.shown} is {'' if case.told == HOLDS else 'not '}{words}"


__all__ = ["of_period"]
