"""Terms compiled to closures: from one combination of statements to an amount, a period, or another value.

An amount is an interval in a base; two bases never mix, so a sum of dollars and euros cannot be compared, which is
`Incomparable` (the outcome is open, with the reason). What no value should do (divide by a stated zero, grow past
10^30) is `BadValue` (the verdict is an error).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from factcheck.evaluation.typed import (
    AttributeOf,
    Constant,
    FromSource,
    ProductOf,
    SumOf,
    Term,
    is_constant,
)
from factcheck.model.interval import EVERYTHING, Bound, Exact, Interval, exact, point
from factcheck.model.period import Period, days_between, possible, shift_days, shift_months, to_days
from factcheck.model.quantity import Quantity
from factcheck.model.statement import IllTyped, Statement, Value
from factcheck.model.types import PERCENT, PERIOD, POINTS, Type
from factcheck.model.units import primary_base
from factcheck.named import NamedTuple

LARGEST = 10**30
SECONDS_A_DAY = 86_400


class Incomparable(Exception):
    """The values are of one dimension and still cannot be compared; the text says why."""


class BadValue(Exception):
    """No value comes out; the text says why."""


class Amount(NamedTuple):
    """An interval of numbers in a base ("s", "mo", "USD", "" …)."""

    interval: Interval
    base: str


Combination = Sequence[Statement]
"""One statement for each source of an atom."""
AmountOf = Callable[[Combination], Amount]
PeriodOf = Callable[[Combination], Period]


def amount_of(term: Term, *, possible_values: bool) -> AmountOf:
    """The closure of a quantity term."""
    match term:
        case Constant(value=value):
            assert isinstance(value, Quantity)
            constant = Amount(value.nominal, value.base)
            return lambda _: constant
        case FromSource(index=index):
            return _stated_amount(index, possible_values=possible_values)
        case AttributeOf(index=index):
            return _confidence(index)
        case SumOf():
            return _once_each(term, possible_values=possible_values) or _sum(term, possible_values=possible_values)
        case ProductOf():
            return _product(term, possible_values=possible_values)


def _stated_amount(index: int, *, possible_values: bool) -> AmountOf:
    def stated(combination: Combination) -> Amount:
        value = combination[index].value
        if not isinstance(value, Quantity):
            raise Incomparable(_why_not(combination[index]))
        return Amount(value.possible if possible_values else value.nominal, value.base)

    return stated


def _why_not(statement: Statement) -> str:
    if isinstance(statement.value, IllTyped):
        return statement.value.reason
    return f"{statement.fact} has values that cannot be put together"


def _confidence(index: int) -> AmountOf:
    def confidence(combination: Combination) -> Amount:
        value = combination[index].confidence
        if value is None:
            raise Incomparable("the statement gives no confidence")
        return Amount(point(value), "")

    return confidence


def _sum(term: SumOf, *, possible_values: bool) -> AmountOf:
    if any(item.type == PERIOD for item in term.terms):
        return _days_apart(term, possible_values=possible_values)
    parts = [amount_of(item, possible_values=possible_values) for item in term.terms]
    signs = term.signs
    # Percents and points add to either; what comes out is said by the sum's type.
    shares = {PERCENT: "%", POINTS: "pp"}.get(term.type)

    def total(combination: Combination) -> Amount:
        amount = parts[0](combination)
        interval = amount.interval if signs[0] == 1 else amount.interval.times(-1)
        for part, sign in zip(parts[1:], signs[1:], strict=True):
            following = part(combination)
            if shares is None:
                check_bases(amount, following)
            interval = interval.plus(following.interval) if sign == 1 else interval.minus(following.interval)
        return Amount(bounded(interval), shares or amount.base)

    return total


def _days_apart(term: SumOf, *, possible_values: bool) -> AmountOf:
    """`period - period`, with durations after it: a duration in seconds."""
    split = next(index for index, item in enumerate(term.terms) if index and item.type == PERIOD)
    left = period_of(_partial(term, split, PERIOD), possible_values=possible_values)
    right = period_of(term.terms[split], possible_values=possible_values)
    same = split == 1 and isinstance(term.terms[0], FromSource) and term.terms[0] == term.terms[1]
    rest = [amount_of(item, possible_values=possible_values) for item in term.terms[split + 1 :]]
    signs = term.signs[split + 1 :]

    def apart(combination: Combination) -> Amount:
        low, high = (0, 0) if same else days_between(left(combination), right(combination))
        amount = Amount(Interval(_seconds(low), _seconds(high), isinstance(low, float), isinstance(high, float)), "s")
        for part, sign in zip(rest, signs, strict=True):
            following = part(combination)
            check_bases(amount, following)
            step = following.interval.times(sign)
            amount = Amount(bounded(amount.interval.plus(step)), "s")
        return amount

    return apart


def _partial(term: SumOf, count: int, kind: Type) -> Term:
    return term.terms[0] if count == 1 else SumOf(term.terms[:count], term.signs[:count], kind)


def _seconds(days: Bound) -> Bound:
    return days if isinstance(days, float) else days * SECONDS_A_DAY


def _product(term: ProductOf, *, possible_values: bool) -> AmountOf:
    parts = [
        (amount_of(item, possible_values=possible_values), power, item.type == PERCENT)
        for item, power in zip(term.terms, term.powers, strict=True)
    ]
    in_percent = term.type == PERCENT
    base = primary_base(term.type.detail)

    def multiplied(combination: Combination) -> Amount:
        interval, bases = point(1), []
        for part, power, is_percent in parts:
            amount = part(combination)
            factor = amount.interval.times(Fraction(1, 100)) if is_percent else amount.interval
            if power == -1:
                factor = _reciprocal(factor)
            interval = bounded(interval.product(factor))
            if not is_percent and amount.base:
                bases.append((amount.base, power))
        return Amount(interval.times(100) if in_percent else interval, _joined_base(bases, base))

    return multiplied


def _reciprocal(interval: Interval) -> Interval:
    if interval.low == interval.high == 0:
        raise BadValue("the check divides by a value that is stated as zero")
    return interval.inverse() or EVERYTHING


def _joined_base(bases: Sequence[tuple[str, int]], primary: str | None) -> str:
    """The base of a product. SI bases fit together; currencies and months keep their own name in it."""
    powers: dict[str, int] = {}
    for base, power in bases:
        powers[base] = powers.get(base, 0) + power
    own = {base: power for base, power in powers.items() if power and (base == "mo" or _is_currency(base))}
    if not own and primary is not None:
        return primary
    if primary is None and len(own) == len({base for base, power in powers.items() if power}) == 1:
        ((base, power),) = own.items()
        if power == 1:
            return base
    return "·".join(f"{base}^{power}" for base, power in sorted(powers.items()) if power)


def _is_currency(base: str) -> bool:
    return base.isupper() and len(base) == len("USD")


def check_bases(a: Amount, b: Amount) -> None:
    """Whether two amounts can be compared."""
    if a.base == b.base:
        return
    if "mo" in (a.base, b.base):
        raise Incomparable("months and years have no fixed number of days")
    raise Incomparable(f"{a.base} and {b.base} do not convert into each other")


def bounded(interval: Interval) -> Interval:
    for end in (interval.low, interval.high):
        if not isinstance(end, float) and (not -LARGEST <= end <= LARGEST or _is_long(end)):
            raise BadValue("the numbers grow past 10^30")
    return interval


def _is_long(end: Exact) -> bool:
    return isinstance(end, Fraction) and end.denominator.bit_length() > 400


def period_of(term: Term, *, possible_values: bool) -> PeriodOf:
    """The closure of a period term."""
    match term:
        case Constant(value=value):
            assert isinstance(value, Period)
            constant = value
            return lambda _: constant
        case FromSource(index=index):
            return _stated_period(index, possible_values=possible_values)
        case SumOf():
            return _moved(term, possible_values=possible_values)
        case _:
            raise AssertionError(term)


def _stated_period(index: int, *, possible_values: bool) -> PeriodOf:
    def stated(combination: Combination) -> Period:
        value = combination[index].value
        if not isinstance(value, Period):
            raise Incomparable(_why_not(combination[index]))
        return possible(value) if possible_values else value

    return stated


def _moved(term: SumOf, *, possible_values: bool) -> PeriodOf:
    start = period_of(term.terms[0], possible_values=possible_values)
    steps = [
        (amount_of(item, possible_values=possible_values), sign)
        for item, sign in zip(term.terms[1:], term.signs[1:], strict=True)
    ]

    def moved(combination: Combination) -> Period:
        current = start(combination)
        for step, sign in steps:
            amount = step(combination)
            current = shift(current, Amount(amount.interval.times(sign), amount.base))
        return current

    return moved


def shift(start: Period, step: Amount) -> Period:
    """A period moved by a duration: whole days, or calendar months."""
    low, high = step.interval.low, step.interval.high
    if isinstance(low, float) or isinstance(high, float):
        raise Incomparable("the duration has no end")
    if step.base == "mo":
        if not isinstance(low, int) or low != high:
            raise BadValue("a date moves by whole months")
        result = shift_months(start, low)
    else:
        first, last = to_days(low), to_days(high)
        if first is None or last is None:
            raise BadValue("a date moves by whole days")
        result = shift_days(start, first, last)
    if result is None:
        raise BadValue("the date leaves the calendar (years 0001 to 9999)")
    return result


def value_of(term: Term) -> Callable[[Combination], Value]:
    """The closure of an entity, set, text or boolean term."""
    match term:
        case Constant(value=value):
            constant: Value = value
            return lambda _: constant
        case FromSource(index=index):
            return lambda combination: combination[index].value
        case _:
            raise AssertionError(term)


def constant_amount(term: Term) -> Amount | None:
    """The value of a term that names no fact; None for one that does or that has no value."""
    match term:
        case Constant(value=Quantity() as value):
            return Amount(value.nominal, value.base)
        case FromSource():
            return None
    if term.type.family != "quantity" or not is_constant(term):
        return None
    try:
        return amount_of(term, possible_values=False)(())
    except (Incomparable, BadValue):
        return None


def constant_interval(term: Term) -> Interval | None:
    """The numbers of a constant term in its base; None for any other term."""
    amount = constant_amount(term)
    return None if amount is None else amount.interval


def constant_period(term: Term) -> Period | None:
    """The days of a constant term; None for any other term."""
    match term:
        case Constant(value=Period() as value):
            return value
        case FromSource():
            return None
    if term.type != PERIOD or not is_constant(term):
        return None
    try:
        return period_of(term, possible_values=False)(())
    except (Incomparable, BadValue):
        return None


def source_counts(terms: Sequence[Term]) -> dict[int, int]:
    """How often each source stands in some terms."""
    counts: dict[int, int] = {}
    for term in terms:
        match term:
            case FromSource(index=index) | AttributeOf(index=index):
                counts[index] = counts.get(index, 0) + 1
            case SumOf(terms=inner) | ProductOf(terms=inner):
                for index, count in source_counts(inner).items():
                    counts[index] = counts.get(index, 0) + count
            case Constant():
                pass
    return counts


class Linear(NamedTuple):
    """A sum of sources, each once with its factor, and a constant: what repeated mentions of a fact add up to."""

    factors: dict[int, Exact]
    constant: Amount | None


def linear(term: Term) -> Linear | None:
    """The linear form of a term, or None if it has none."""
    match term:
        case Constant():
            amount = constant_amount(term)
            return None if amount is None else Linear({}, amount)
        case FromSource(index=index):
            return Linear({index: 1}, None) if term.type.family == "quantity" else None
        case SumOf(terms=terms, signs=signs):
            total = Linear({}, None)
            for item, sign in zip(terms, signs, strict=True):
                part = linear(item)
                if part is None:
                    return None
                added = _added(total, _scaled(part, sign))
                if added is None:
                    return None
                total = added
            return total
        case ProductOf():
            return _linear_product(term)
        case AttributeOf():
            return None


def _linear_product(term: ProductOf) -> Linear | None:
    """A product in which all but one factor are plain constant numbers."""
    factor: Exact = 1
    rest: Linear | None = None
    for item, power in zip(term.terms, term.powers, strict=True):
        amount = constant_amount(item)
        if amount is not None and amount.interval.is_point and item.type.detail in ("number", "percent"):
            value = Fraction(amount.interval.low) / (100 if item.type == PERCENT else 1)
            factor = exact(factor * value if power == 1 else factor / value)
        elif rest is None and power == 1:
            rest = linear(item)
            if rest is None:
                return None
        else:
            return None
    return None if rest is None or term.type == PERCENT else _scaled(rest, factor)


def _scaled(form: Linear, factor: Exact) -> Linear:
    constant = form.constant and Amount(form.constant.interval.times(factor), form.constant.base)
    return Linear({index: exact(value * factor) for index, value in form.factors.items()}, constant)


def _added(a: Linear, b: Linear) -> Linear | None:
    factors = dict(a.factors)
    for index, value in b.factors.items():
        factors[index] = exact(factors.get(index, 0) + value)
    constant = a.constant or b.constant
    if a.constant is not None and b.constant is not None:
        if a.constant.base != b.constant.base:
            return None
        constant = Amount(a.constant.interval.plus(b.constant.interval), a.constant.base)
    return Linear(factors, constant)


def difference_of(left: Term, right: Term, *, possible_values: bool) -> AmountOf:
    """left − right, in which a fact that is named several times is one value."""
    return amount_of(SumOf((left, right), (1, -1), left.type), possible_values=possible_values)


def _once_each(term: SumOf, *, possible_values: bool) -> AmountOf | None:
    """The closure of a sum in which some fact stands several times, if it has a linear form."""
    if all(count == 1 for count in source_counts((term,)).values()):
        return None
    form = linear(term)
    return None if form is None else _evaluate_linear(form, possible_values=possible_values)


def _evaluate_linear(form: Linear, *, possible_values: bool) -> AmountOf:
    parts = [(_stated_amount(index, possible_values=possible_values), factor) for index, factor in form.factors.items()]

    def evaluated(combination: Combination) -> Amount:
        amount = form.constant
        for part, factor in parts:
            following = part(combination)
            scaled = Amount(following.interval.times(factor), following.base)
            if amount is not None:
                check_bases(amount, scaled)
                scaled = Amount(bounded(amount.interval.plus(scaled.interval)), scaled.base)
            amount = scaled
        assert amount is not None
        return amount

    return evaluated


__all__ = [
    "Amount",
    "BadValue",
    "Combination",
    "Incomparable",
    "amount_of",
    "check_bases",
    "constant_amount",
    "constant_interval",
    "constant_period",
    "difference_of",
    "linear",
    "period_of",
    "shift",
    "source_counts",
    "value_of",
]
