"""Values drawn to scale: places in percent, ticks, what is allowed, and who said what."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from factcheck.model.exhibits import Allowed, Measured, Scale
from factcheck.model.interval import INFINITY, Bound, Interval, point
from factcheck.model.units import NUMBER, Unit
from factcheck.record import replace
from factcheck.reports.html_scales import Chart, chart

MINUTE = Unit("min", "duration", "s", 60)


def minutes(low: Bound, high: Bound | None = None) -> Interval:
    """Given in minutes, kept in seconds."""
    top = low if high is None else high
    return Interval(low * 60, top * 60, low == -INFINITY, top == INFINITY)


def said(
    article: str, nominal: Interval, possible: Interval | None = None, value: str = "", hedge: str | None = None
) -> Measured:
    return Measured(article, value, hedge, None, "asserted", nominal, possible or nominal)


def days(first: str, last: str) -> Interval:
    return Interval(date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal())


def drawn(scale: Scale, letters: dict[tuple[str, str, str | None], str] | None = None) -> Chart:
    made = chart(scale, letters or {})
    assert made is not None
    return made


def test_a_point_a_hedge_and_a_band_stand_where_they_belong() -> None:
    scale = Scale(
        "call",
        None,
        MINUTE,
        (Allowed("call-length", (minutes(80, 90),)),),
        (said("a", minutes(100), minutes(96, 112), "100 min", "about"), said("b", minutes(48), value="48 min")),
    )
    # From 48 to 112, and a sixteenth of that at each side: 44 to 116 min.
    made = drawn(scale)
    low, high = made.rows
    assert (low.articles, low.words, low.dot, low.possible) == (("b",), "48 min", "5.56%", None)
    assert (high.articles, high.words, high.dot) == (("a",), "about 100 min", "77.78%")
    assert high.possible is not None and (high.possible.x, high.possible.end) == ("72.22%", "94.44%")
    assert high.meaning == "96 to 112 min"
    (band,) = made.bands
    assert (band.words, band.bars[0].x, band.bars[0].width) == ("80 to 90 min", "50%", "13.89%")
    assert [tick.label for tick in made.ticks] == ["60", "80", "100"]


def test_an_end_that_is_not_known_runs_off_the_picture() -> None:
    scale = Scale("call", None, MINUTE, (Allowed("r", (minutes(-INFINITY, 90),)),), (said("a", minutes(60, INFINITY)),))
    made = drawn(scale)
    bar, limit = made.rows[0].nominal, made.bands[0].bars[0]
    assert (bar.to_right, bar.end, bar.from_left) == (True, "100%", False)
    assert (limit.from_left, limit.x) == (True, "0%")
    assert made.bands[0].words == "at most 90 min"


def test_nothing_is_drawn_of_values_without_any_end() -> None:
    assert chart(Scale("call", None, MINUTE, (), (said("a", Interval(-INFINITY, INFINITY, True, True)),)), {}) is None


def test_articles_that_say_the_same_share_a_line_unless_they_are_judged_apart() -> None:
    same = minutes(80)
    scale = Scale("call", None, MINUTE, (), tuple(said(article, same, value="80 min") for article in "abc"))
    assert [row.articles for row in drawn(scale).rows] == [("a", "b", "c")]
    letters: dict[tuple[str, str, str | None], str] = {("b", "80 min", None): "k"}
    assert [(row.articles, row.letter) for row in drawn(scale, letters).rows] == [(("a", "c"), ""), (("b",), "k")]


def test_who_says_so_is_noted_only_where_all_of_a_line_name_them() -> None:
    own = said("a", minutes(80), value="80 min")
    quoted = replace(own, article="b", said_by="Biden")
    rows = [drawn(Scale("call", None, MINUTE, (), lines)).rows for lines in ((own, quoted), (quoted, quoted))]
    assert [(row.articles, row.notes) for (row,) in rows] == [(("a", "b"), ()), (("b",), ("says Biden",))]


def test_what_is_denied_stands_on_a_line_of_its_own() -> None:
    own = said("a", minutes(80), value="80 min")
    rows = drawn(Scale("call", None, MINUTE, (), (own, replace(own, modality="denied")))).rows
    assert [row.notes for row in rows] == [(), ("denied",)]


def test_a_day_is_as_wide_as_a_day() -> None:
    scale = Scale(
        "day",
        None,
        None,
        (Allowed("r", (days("2022-01-21", "2022-01-21"),)),),
        (said("a", days("2022-01-21", "2022-01-21")), said("b", days("2022-01-17", "2022-01-23"))),
    )
    # Four days before the 17th to four behind the 23rd: 15 days.
    made = drawn(scale)
    week, day = made.rows
    assert (week.nominal.x, week.nominal.width) == ("26.67%", "46.66%")
    assert (day.nominal.x, day.nominal.width) == (made.bands[0].bars[0].x, made.bands[0].bars[0].width)
    assert made.bands[0].words == "2022-01-21"
    assert [tick.label for tick in made.ticks] == ["15 Jan 2022", "20 Jan 2022", "25 Jan 2022"]


def test_ticks_of_months_and_of_years() -> None:
    year = Scale("day", None, None, (), (said("a", days("2022-01-01", "2022-12-31")),))
    assert [tick.label for tick in drawn(year).ticks] == ["Jan 2022", "Apr 2022", "Jul 2022", "Oct 2022", "Jan 2023"]
    century = Scale("day", None, None, (), (said("a", days("1900-01-01", "1999-12-31")),))
    assert [tick.label for tick in drawn(century).ticks] == ["1900", "1950", "2000"]


numbers = st.fractions(-(10**12), 10**12) | st.integers(-(10**30), 10**30)


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=5), st.lists(st.tuples(numbers, numbers), max_size=2))
def test_everything_lies_in_the_picture(
    stated: list[tuple[Fraction | int, Fraction | int]], limits: list[tuple[Fraction | int, Fraction | int]]
) -> None:
    made = drawn(
        Scale(
            "n",
            None,
            NUMBER,
            tuple(Allowed(f"r-{n}", (Interval(min(pair), max(pair)),)) for n, pair in enumerate(limits)),
            tuple(said(f"a-{n}", Interval(min(pair), max(pair)), point(pair[0])) for n, pair in enumerate(stated)),
        )
    )
    bars = [bar for row in made.rows for bar in (row.nominal, row.possible) if bar is not None]
    bars += [bar for band in made.bands for bar in band.bars]
    for text in [text for bar in bars for text in bar[:3]] + [tick.x for tick in made.ticks]:
        assert 0 <= Fraction(text.rstrip("%")) <= 100
    for bar in bars:
        assert Fraction(bar.x[:-1]) + Fraction(bar.width[:-1]) == Fraction(bar.end[:-1])
    places = [Fraction(tick.x[:-1]) for tick in made.ticks]
    assert places == sorted(places) and 1 <= len(places) <= 12


@given(st.lists(st.tuples(st.dates(), st.dates()), min_size=1, max_size=4))
def test_every_calendar_can_be_drawn(pairs: list[tuple[date, date]]) -> None:
    made = drawn(
        Scale("d", None, None, (), tuple(said("a", Interval(min(p).toordinal(), max(p).toordinal())) for p in pairs))
    )
    assert len(made.ticks) <= 12
    assert len({tick.label for tick in made.ticks}) == len(made.ticks)
