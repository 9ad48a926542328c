"""What is worked out about the values that pass is the same by every way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factcheck.evaluation.analysis import Numbers, never_both
from factcheck.model.interval import INFINITY, Bound, Interval


@st.composite
def numbers(draw: st.DrawFn, lowest: float) -> Numbers:
    """One interval, or none, of what can be at least `lowest`."""
    floor = lowest if lowest == 0 else draw(st.sampled_from((-INFINITY, 0, 1)))
    low: Bound = draw(st.one_of(st.just(floor), st.integers(0, 6)))
    high: Bound = draw(st.one_of(st.just(INFINITY), st.integers(0, 6)))
    part = Interval(low, high, low == -INFINITY or draw(st.booleans()), high == INFINITY or draw(st.booleans()))
    return Numbers(() if part.is_empty else (part,), "s", lowest)


pairs = st.sampled_from((0, -INFINITY)).flatmap(lambda lowest: st.tuples(numbers(lowest), numbers(lowest)))


@given(pairs)
def test_two_intervals_meet_where_neither_complement_is(pair: tuple[Numbers, Numbers]) -> None:
    one, other = pair
    met = one.complement().union(other.complement()).complement()
    assert one.meet(other) == met
    assert never_both(one, other) == met.is_empty


@given(pairs)
def test_everything_passes_where_the_complement_is_empty(pair: tuple[Numbers, Numbers]) -> None:
    for values in (*pair, pair[0].union(pair[1])):
        assert values.is_everything == (not values.complement().parts)
