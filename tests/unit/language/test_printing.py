"""The canonical form of an expression, by example; the laws stand in `tests/properties`."""

from __future__ import annotations

import pytest

from factcheck.language.parser import parse_text
from factcheck.language.printer import print_expr

PRINTED = [
    ("d   in[80,90]min", "d in [80, 90] min"),
    ("(a)", "a"),
    ("((a and b)) and c", "a and b and c"),
    ("a and (b or c)", "a and (b or c)"),
    ("(a and b) or c", "a and b or c"),
    ("not (a and b)", "not (a and b)"),
    ("not (a == b)", "not a == b"),
    ("not not a", "not not a"),
    ("(a implies b) implies c", "(a implies b) implies c"),
    ("a implies (b implies c)", "a implies b implies c"),
    ("certainly (a == b)", "certainly a == b"),
    ("n - (m - k)", "n - (m - k)"),
    ("(n - m) - k", "n - m - k"),
    ("n * (m + 1)", "n * (m + 1)"),
    ("-(n + 1) == 2", "-(n + 1) == 2"),
    ("n == 1,000", "n == 1000"),
    ("n == 1_000.50", "n == 1000.5"),
    ("n == 2.5 Million", "n == 2.5 million"),
    ("m == $14 million", "m == $14 million"),
    ("p == 10 %", "p == 10%"),
    ("d == 1 h  20 min", "d == 1 h 20 min"),
    ("d in (80 ,90] min", "d in (80, 90] min"),
    ("note == 'push'", 'note == "push"'),
    ("note == 'a \"b\"'", "note == 'a \"b\"'"),
    ("host not  in {Japan,India}", "host not in {Japan, India}"),
    ("w during 2022 # the year", "w during 2022"),
    ("agree( within=5 min, d )", "agree(d, within = 5 min)"),
    ("f [ said_by == AFP ] . quote contains 'x'", 'f[said_by == AFP].quote contains "x"'),
    ("d is not\nstated", "d is not stated"),
    ("20 min <= d <= 2 h", "20 min <= d <= 2 h"),
    ("v == 60 km/h", "v == 60 km/h"),
    ("v == 60 km / h", "v == 60 km / h"),
    ("n == 2022-1", "n == 2022 - 1"),
    ("w == 2022-01", "w == 2022-01"),
]


@pytest.mark.parametrize(("text", "expected"), PRINTED)
def test_canonical_form(text: str, expected: str) -> None:
    parsed = parse_text(text)
    assert parsed.expr is not None, parsed.diagnostics
    assert print_expr(parsed.expr) == expected


@pytest.mark.parametrize("text", ["n in {1, 2} million", "m in {1, 2} million USD"])
def test_a_scale_word_after_a_set_is_not_lost(text: str) -> None:
    parsed = parse_text(text)
    assert parsed.expr is None or "million" in print_expr(parsed.expr)
