"""Trees of the language, exactly those that the parser can make: chains are flat, and sums lean to the left."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from factcheck.language import syntax as s
from factcheck.source import Span

NOWHERE = Span(0, 0)
Trees = st.SearchStrategy[s.Expr]

_EXAMPLE_NAMES = ("d", "host", "Japan", "min", "of_course", "_x1", "android", "inch", "isstated")
names = st.one_of(
    st.sampled_from(_EXAMPLE_NAMES),
    st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,6}", fullmatch=True).filter(lambda name: name not in s.KEYWORDS),
).map(lambda name: s.Name(NOWHERE, name))

words_after_numbers = st.sampled_from(
    ("min", "h", "km/h", "m²", "km^2", "square kilometres", "USD", "°C", "people", "m/s²")
).map(lambda name: s.Unit(NOWHERE, name))
scaled_words = words_after_numbers.filter(lambda unit: unit.name[0].isalpha())
percent = st.just(s.Unit(NOWHERE, "%"))
scales = st.sampled_from(tuple(s.SCALES.values()))


def _decimal(digits: int, places: int) -> s.Exact:
    return Fraction(digits, 10**places) if places else digits


exact = st.builds(_decimal, st.integers(0, 10**9), st.integers(0, 5))
units_with_scale = st.one_of(
    st.tuples(st.just(1), st.none()),
    st.tuples(st.just(1), percent),
    st.tuples(st.just(1), words_after_numbers),
    st.tuples(scales, scaled_words),
    st.tuples(scales, st.none()),
)
symbols = st.one_of(st.none(), st.sampled_from(("$", "€", "US$", "₹")))


def _number(value: s.Exact, after: tuple[int, s.Unit | None], symbol: str | None) -> s.Number:
    return s.Number(NOWHERE, value, after[0], after[1], symbol)


numbers = st.builds(_number, exact, units_with_scale, symbols)
parts = st.builds(
    lambda value, unit, scale: s.Number(NOWHERE, value, scale, unit), exact, scaled_words, st.sampled_from((1, 10**6))
)
compounds = st.lists(parts, min_size=2, max_size=3).map(lambda items: s.Compound(NOWHERE, tuple(items)))
dates = st.sampled_from(
    ("2022-01-21", "2022-01", "2022-W03", "2022-24", "202X", "20XX", "2022-01-21~", "2022-01/2022-03", "2022-01/..")
).map(lambda written: s.Date(NOWHERE, written))
strings = st.one_of(
    st.text(st.characters(exclude_characters='\r\n"', exclude_categories=["Cs"]), max_size=12),
    st.text(st.characters(exclude_characters="\r\n'", exclude_categories=["Cs"]), max_size=12),
).map(lambda value: s.Text(NOWHERE, value))
booleans = st.booleans().map(lambda value: s.Boolean(NOWHERE, value))

leaves: Trees = st.one_of(names, numbers, compounds, dates, strings, booleans)


def _extend(inner: Trees) -> Trees:
    """One level more of every node that has parts."""
    several = st.lists(inner, min_size=2, max_size=3)

    def chain(kind: type[s.And | s.Or]) -> Trees:
        return (
            several.map(lambda items: [i for i in items if not isinstance(i, kind)])
            .filter(lambda items: len(items) > 1)
            .map(lambda items: kind(NOWHERE, tuple(items)))
        )

    implies = several.filter(lambda items: not isinstance(items[-1], s.Implies)).map(
        lambda items: s.Implies(NOWHERE, tuple(items))
    )

    @st.composite
    def sums(draw: st.DrawFn) -> s.Expr:
        is_sum = draw(st.booleans())
        kind = s.Sum if is_sum else s.Product
        items = tuple(draw(several.filter(lambda items: not isinstance(items[0], kind))))
        count = len(items) - 1
        if is_sum:
            plus = draw(st.lists(st.sampled_from(("+", "-")), min_size=count, max_size=count))
            return s.Sum(NOWHERE, items, tuple(plus))  # type: ignore[arg-type]
        times = draw(st.lists(st.sampled_from(("*", "/")), min_size=count, max_size=count))
        return s.Product(NOWHERE, items, tuple(times))  # type: ignore[arg-type]

    @st.composite
    def comparisons(draw: st.DrawFn) -> s.Expr:
        operands = tuple(draw(several))
        count = len(operands) - 1
        operators = st.sampled_from(("==", "!=", "<", "<=", ">", ">="))
        return s.Comparison(NOWHERE, operands, tuple(draw(st.lists(operators, min_size=count, max_size=count))))  # type: ignore[arg-type]

    def ranges(low_closed: st.SearchStrategy[bool]) -> st.SearchStrategy[s.Range]:
        return st.builds(
            lambda low, high, first, last, after: s.Range(NOWHERE, low, high, first, last, *after),
            inner,
            inner,
            low_closed,
            st.booleans(),
            units_with_scale,
        )

    sets = st.builds(
        lambda members, unit: s.Set(NOWHERE, tuple(members), unit),
        st.lists(inner, max_size=3),
        st.one_of(st.none(), percent, words_after_numbers),
    )
    filtered = st.builds(lambda fact, condition: s.Filtered(NOWHERE, fact, condition), names, inner)
    attributes = st.builds(lambda subject, name: s.Attribute(NOWHERE, subject, name), st.one_of(names, filtered), names)
    argument_names = st.one_of(names, st.just(s.Name(NOWHERE, "within")))
    arguments = st.builds(lambda name, value: s.Argument(NOWHERE, name, value), argument_names, inner)
    calls = st.builds(
        lambda function, given, named: s.Call(NOWHERE, function, tuple(given), tuple(named)),
        names,
        st.lists(inner, max_size=2),
        st.lists(arguments, max_size=2),
    )
    return st.one_of(
        implies,
        chain(s.And),
        chain(s.Or),
        inner.map(lambda item: s.Not(NOWHERE, item)),
        st.builds(
            lambda modal, item: s.Modality(NOWHERE, modal, item), st.sampled_from(("certainly", "possibly")), inner
        ),
        comparisons(),
        st.builds(
            lambda subject, container, negated: s.Membership(NOWHERE, subject, container, negated),
            inner,
            st.one_of(inner, ranges(st.booleans())),
            st.booleans(),
        ),
        st.builds(lambda a, b, c: s.Within(NOWHERE, a, b, c), inner, inner, inner),
        st.builds(
            lambda relation, a, b: s.Relation(NOWHERE, relation, a, b),
            st.sampled_from(("before", "after", "during", "overlaps")),
            inner,
            inner,
        ),
        st.builds(
            lambda a, quantifier, b, negated: s.Contains(NOWHERE, a, quantifier, b, negated),
            inner,
            st.sampled_from((None, "any", "all")),
            inner,
            st.booleans(),
        ),
        st.builds(lambda a, pattern, negated: s.Matches(NOWHERE, a, pattern, negated), inner, strings, st.booleans()),
        st.builds(lambda a, negated: s.Stated(NOWHERE, a, negated), inner, st.booleans()),
        sums(),
        inner.map(lambda item: s.Negative(NOWHERE, item)),
        filtered,
        attributes,
        calls,
        ranges(st.just(True)),
        sets,
    )


trees: Trees = st.recursive(leaves, _extend, max_leaves=10)
