"""A hedge is said once, in every format, and no count is left out of the last line."""

from __future__ import annotations

import pytest
import sample_reports as samples

from factcheck.record import replace
from factcheck.reports import markdown, summary_line
from factcheck.reports.results import hedged, value_of
from factcheck.reports.view import View


@pytest.mark.parametrize(
    ("value", "hedge", "shown"),
    [
        ("80 min", None, "80 min"),
        ("80 min", "about", "about 80 min"),
        ("at least 31", "at least", "at least 31"),
        ("more than 160", "more than", "more than 160"),
        ("at most 1.1%", "up to", "up to 1.1%"),
        ("up to 30 m", "up to", "up to 30 m"),
        ("200 to below 1,000", "hundreds", "hundreds (200 to below 1,000)"),
    ],
)
def test_a_hedge_is_said_once(value: str, hedge: str | None, shown: str) -> None:
    assert hedged(value, hedge) == shown


def test_formats_for_programs_say_it_once_too() -> None:
    finding = samples.mixed().findings[1]
    line = replace(finding.evidence[0], value="at least 31", hedge="at least")
    assert value_of(line) == "at least 31"
    page = markdown.render(samples.report([replace(finding, evidence=(line,))]), View(80))
    assert "at least 31" in page and "at least at least" not in page


@pytest.mark.parametrize("width", [40, 60, 70, 80, 100, 200])
def test_no_count_is_left_out_however_narrow_the_screen(width: int) -> None:
    report = samples.mixed()
    line = "\n".join(summary_line.last_line(report, width, color=False))
    # Counts of more than a few words may be parted, a number and its noun may not.
    for count in summary_line.counts_in_words(report).split(" · ")[1:]:
        assert count in line
