"""What is said of an expression that is none: the code, the stretch, the words, and the fix."""

from __future__ import annotations

import pytest

from factcheck.language.parser import parse_text

ERRORS = [
    # what is written, code, stretch, part of the message, fix
    ("", "FC101", "", "nothing is written", None),
    ("   # only a remark", "FC101", "   # only a remark", "nothing is written", None),
    ("d ==", "FC101", "=", "it ends here; expected a value", None),
    ("d in [80, 90", "FC101", "0", "it ends here", None),
    ("d = 3", "FC101", "=", "did you mean ==?", "=="),
    ("d == 3 == ", "FC101", "=", "it ends here", None),
    ("d == 3 (e)", "FC101", "(", "'(' does not fit here", None),
    ("and d", "FC101", "and", "expected a value", None),
    ("a AND b", "FC101", "AND", "did you mean and?", "and"),
    ("a Or b", "FC101", "Or", "did you mean or?", "or"),
    pytest.param("NOT a", "FC101", "NOT", "did you mean not?", "not"),
    ("a && b", "FC101", "&&", "is no sign of the language", "and"),
    ("a || b", "FC101", "||", "is no sign of the language", "or"),
    ("!a", "FC101", "!", "is no sign of the language", "not"),
    ("note == “push”", "FC101", "“", "is no sign of the language", '"'),
    ("n == 1; n == 2", "FC101", ";", "is no sign of the language", None),
    ("a\x00b", "FC101", "\x00", "U+0000", None),
    ("a) and b", "FC101", ")", "closes nothing", None),
    ("n == 3or m", "FC101", "or", "3or runs together", None),
    ("x" * 4001, "FC102", "x" * 4001, "4,001 characters; at most 4,000", None),
    ("+" * 2001, "FC102", "+" * 2001, "2,001 words and signs; at most 2,000", None),
    ("(" * 65 + "a" + ")" * 65, "FC103", "(", "deeper than 64 levels", None),
    ("not " * 65 + "a", "FC103", "not", "deeper than 64 levels", None),
    ("n is 4", "FC101", "is", "is goes with stated only; expected a comparison; did you mean ==?", "=="),
    ("n is not 4 and m == 1", "FC101", "is not", "did you mean !=?", "!="),
    ("host is Japan", "FC101", "is", "did you mean ==?", "=="),
    ("n is statd", "FC101", "statd", "expected stated", None),
    ("n == .5", "FC104", ".5", "did you mean 0.5?", "0.5"),
    ("n == 1.", "FC104", "1.", "did you mean 1?", "1"),
    ("n == 1e5", "FC104", "1e5", "did you mean 100000?", "100000"),
    ("n == 10,00", "FC104", "10,00", "did you mean 10.00?", "10.00"),
    ("share == 53,4%", "FC104", "53,4", "did you mean 53.4?", "53.4"),
    ("n == 1,00,000", "FC104", "1,00,000", "did you mean 1_00_000?", "1_00_000"),
    ("n == 1__0", "FC104", "1__0", "did you mean 1_0?", "1_0"),
    ("d in [80,900] min", "FC105", "80,900", "write 80_900 for one number, or 80, 900 for two", "80_900"),
    ("n in {1,000}", "FC105", "1,000", "between brackets a comma separates", "1_000"),
    ("n == 1e999", "FC106", "1e999", "10^30", None),
    ("n == 1000000000 trillion trillion", None, None, None, None),
    (f"n == {10**30 + 1}", "FC106", str(10**30 + 1), "numbers end at 10^30", None),
    (f"n == {'1' * 41}", "FC106", "1" * 41, "40 digits", None),
    ("note == 'push", "FC109", "'", "no closing ' on its line", None),
    ('note == "push\nback"', "FC109", '"', 'no closing " on its line', None),
    ("(a and b]", "FC111", "]", "'(' is closed by ']'", None),
    ("d in {1, 2]", "FC111", "]", "'{' is closed by ']'", None),
    ("f[modality == denied) == 1", "FC111", ")", "'[' is closed by ')'", None),
]


@pytest.mark.parametrize(("text", "code", "stretch", "words", "fix"), ERRORS)
def test_what_is_said(text: str, code: str | None, stretch: str | None, words: str | None, fix: str | None) -> None:
    parsed = parse_text(text)
    if code is None:
        assert parsed.expr is not None
        return
    assert parsed.expr is None
    diagnostic = parsed.diagnostics[0]
    assert diagnostic.at is not None
    assert (diagnostic.code, diagnostic.at.text, diagnostic.fix) == (code, stretch, fix), diagnostic.message
    assert words is None or words in diagnostic.message


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("n == .5 and m == 1.", ["FC104", "FC104"]),
        ("a && b || c", ["FC101", "FC101"]),
        ("n in [1,000] and n == 1e5", ["FC105", "FC104"]),
    ],
)
def test_mistakes_of_spelling_are_all_reported(text: str, codes: list[str]) -> None:
    assert [diagnostic.code for diagnostic in parse_text(text).diagnostics] == codes


@pytest.mark.parametrize("text", ["n <= 3 AND d is stated", "n == 3 OR n == 4", "d in [1, 2] min AND host == Japan"])
def test_a_keyword_in_capitals_is_no_unit(text: str) -> None:
    parsed = parse_text(text)
    assert parsed.expr is None
    assert parsed.diagnostics[0].fix in ("and", "or")
