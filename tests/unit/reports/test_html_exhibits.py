"""What a run hands to the HTML report: texts, what rules allow, what articles state; and only when it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.model.exhibits import Exhibits
from factcheck.model.report import Report
from factcheck.pipeline import Settings, run
from factcheck.reports.html_report import render

VOCABULARY = """facts:
  length: {type: duration, unit: min, about: How long it took}
  day: {type: period}
  price: {type: money}
"""
RULES = """rules:
  - {id: length-range, check: "length in [80, 90] min"}
  - {id: length-or, check: "length < 10 min or length >= 2 hours", when: day is stated}
  - {id: day-range, check: "day in [2022-01-20, 2022-01-22]"}
  - {id: day-not, check: "not day == 2022-01-21"}
  - {id: day-after, check: "day > 2022-01"}
  - {id: two-facts, check: "length > 1 hour and day == 2022-01-21"}
  - {id: lengths-agree, check: "spread(length) <= 5 min"}
  - {id: loose, check: "possibly length == 85 min"}
"""
ARTICLE = "---\nid: wire\npublished: 2022-01-22\nlanguage: en\n---\nIt took about 80 minutes on Friday.\n"
FACTS = """article: {id: wire}
facts:
  - {fact: length, value: about 80 minutes, evidence: {quote: about 80 minutes}}
  - {fact: day, value: "2022-01-21"}
  - {fact: price, value: 5 USD}
  - {fact: price, value: 4 EUR}
"""


@pytest.fixture
def judged(tmp_path: Path) -> Report:
    for name, text in {
        "rules/rules.yaml": RULES,
        "rules/vocabulary.yaml": VOCABULARY,
        "articles/wire.md": ARTICLE,
        "facts/wire.yaml": FACTS,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return run(Settings(rules=(tmp_path / "rules",), articles=(tmp_path / "articles",), facts=(tmp_path / "facts",)))


@pytest.fixture
def exhibits(judged: Report) -> Exhibits:
    assert judged.diagnostics == () and judged.exhibits is not None
    return judged.exhibits()


def test_the_text_is_the_file_with_the_place_where_the_article_begins(exhibits: Exhibits) -> None:
    text = exhibits.texts["wire"]
    assert text.text == ARTICLE and text.text[text.start :].startswith("It took") and text.language == "en"


def test_what_rules_allow_is_told_where_it_is_about_one_fact(exhibits: Exhibits) -> None:
    allowed = {
        scale.fact: {one.rule: [(part.low, part.high) for part in one.parts] for one in scale.allowed}
        for scale in exhibits.scales
    }
    infinity = float("inf")
    assert allowed["length"] == {"length-range": [(4800, 5400)], "length-or": [(0, 600), (7200, infinity)]}
    day = 738_176  # 2022-01-21
    assert allowed["day"] == {
        "day-range": [(day - 1, day + 1)],
        "day-not": [(-infinity, day), (day, infinity)],
        "day-after": [(day + 11, infinity)],
    }
    assert exhibits.guards == {"length-or": "day is stated"}


def test_what_is_stated_is_told_with_all_that_it_can_mean(exhibits: Exhibits) -> None:
    length = next(scale for scale in exhibits.scales if scale.fact == "length")
    (stated,) = length.measured
    assert length.unit is not None and length.unit.symbol == "min" and length.about == "How long it took"
    assert (stated.value, stated.hedge, stated.nominal.low) == ("80 min", "about", 4800)
    assert (stated.possible.low, stated.possible.high) == (4320, 5280)


def test_currencies_have_scales_of_their_own(exhibits: Exhibits) -> None:
    assert [scale.unit.symbol for scale in exhibits.scales if scale.fact == "price" and scale.unit] == ["USD", "EUR"]


def test_the_page_draws_them(judged: Report) -> None:
    page = render(judged)
    assert 'id="fact:length"' in page and 'id="fact:price:1"' in page
    assert "80 to 90 min" in page and "can be 72 to 88 min" in page
    assert "only when <code>day is stated</code>" in page
