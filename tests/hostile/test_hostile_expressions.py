"""Expressions that are long, deep, or not what they seem; patterns that would never end."""

from __future__ import annotations

import json
from typing import Final

import pytest
from hostile_project import SETTINGS, judge, process, write, write_project

from factcheck import pipeline

FACTS: Final = """\
article: {id: wire, published: 2022-01-21}
facts:
  - {fact: n, value: 5}
  - {fact: yes, value: true}
  - {fact: words, value: push back}
"""
VOCABULARY: Final = "facts: {n: {type: number}, yes: {type: boolean}, words: {type: text}, d: {type: duration}}\n"

RIGHT: Final[dict[str, tuple[str, str]]] = {
    "899 sums": ("+".join(["1"] * 900) + " == 900", "FC401"),
    "a sum of facts": ("+".join(["n"] * 900) + " == 4500", "pass"),
    "a product": ("*".join(["1"] * 900) + " * n == 5", "pass"),
    "a difference": ("n" + "-1" * 899 + " < 0", "pass"),
    "an or": (" or ".join(["yes"] * 571), "pass"),
    "an or of atoms": ("or ".join(["n>1 "] * 500), "pass"),
    "an and": ("and ".join(["n>1 "] * 500), "pass"),
    "ands and ors": (" or ".join(["yes and yes"] * 260), "pass"),
    "implications": (" implies ".join(["yes"] * 333), "pass"),
    "implications of comparisons": ("implies ".join(["n>1 "] * 333), "pass"),
    "a chain": ("<=".join(["n"] * 1_000), "pass"),
    "a set": ("n in {" + ", ".join(str(number) for number in range(700)) + "}", "pass"),
    "sixty-four brackets": ("(" * 64 + "n > 1" + ")" * 64, "pass"),
    "sixty-four nots": ("not " * 64 + "yes", "pass"),
    "sixty-four signs": ("n > " + "-" * 64 + "1", "pass"),
    "sixty-four modalities": ("certainly possibly " * 32 + "yes", "pass"),
    "a filter in brackets": ("(" * 60 + "n[modality == asserted] > 1" + ")" * 60, "pass"),
    "4,000 characters": ("n > 1" + " " * 3_995, "pass"),
    "a comment": ("n > 1 # " + "x" * 3_000, "pass"),
    "a long string": ('words != "' + "x" * 3_900 + '"', "pass"),
}
"""Name → expression, and the verdict or the warning that it gets."""

WRONG: Final[dict[str, tuple[str, str]]] = {
    "4,001 characters": ("n > 1" + " " * 3_996, "FC102"),
    "a million characters": ("n" * 1_000_000, "FC102"),
    "2,001 words and signs": ("1+" * 1_000 + "1", "FC102"),
    "a thousand implications": (" implies ".join(["yes"] * 1_000), "FC102"),
    "sixty-five brackets": ("(" * 65 + "n > 1" + ")" * 65, "FC103"),
    "sixty-five nots": ("not " * 65 + "yes", "FC103"),
    "sixty-five signs": ("n > " + "-" * 65 + "1", "FC103"),
    "nots and brackets": ("not (" * 33 + "yes" + ")" * 33, "FC103"),
    "modalities and brackets": ("certainly (" * 33 + "yes" + ")" * 33, "FC103"),
    "two thousand brackets": ("(" * 2_000, "FC103"),
    "brackets of every kind": ("[{(" * 600, "FC103"),
    "calls in calls": ("min(" * 100 + "n" + ")" * 100 + " > 1", "FC103"),
    "filters in filters": ("n" + "[n" * 100 + "]" * 100 + " > 1", "FC103"),
    "closing brackets": (")" * 2_000, "FC101"),
    "a bracket of another kind": ("(n > 1]", "FC111"),
    "1or": ("n == 1or n == 2", "FC101"),
    "1and": ("n == 1and yes", "FC101"),
    "a word glued to a date": ("n == 2022-01-21or yes", "FC101"),
    "a Cyrillic letter": ("\u0430 == 1", "FC101"),
    "a Cyrillic letter inside": ("y\u0435s", "FC101"),
    "a Greek letter": ("\u03bd == 1", "FC101"),
    "a letter with an accent": ("n\u0301 == 1", "FC101"),
    "fullwidth letters": ("\uff4e == 1", "FC101"),
    "fullwidth digits": ("n == \uff15", "FC101"),
    "Arabic digits": ("n == \u0665", "FC101"),
    "Devanagari digits": ("n in [\u0967, \u096f]", "FC101"),
    "a superscript": ("n == 5\u00b2 + \u2075", "FC101"),
    "a fraction sign": ("n == \u00bd", "FC101"),
    "another minus": ("n == \u22125", "FC101"),
    "another equals sign": ("n \uff1d= 5", "FC101"),
    "curly quotes": ("words == \u201cpush back\u201d", "FC101"),
    "an open string": ('words == "push back', "FC109"),
    "forty-one digits": ("n == " + "9" * 41, "FC106"),
    "beyond the largest number": ("n == 1" + "0" * 29 + "1", "FC106"),
    "a large number, scaled": ("n == 9999999999999999999999999 trillion", "FC106"),
    "a huge exponent": ("n == 1e999999999", "FC106"),
    "a small exponent": ("n == 1e5", "FC104"),
    "arithmetic that grows": ("n < " + "*".join(["1" + "0" * 29] * 60), "FC106"),
    "a division by nothing": ("n / (1 - 1) == 1", "FC309"),
    "a power": ("n ** 9 == 1", "FC101"),
    "a power with a hat": ("n ^ 9 == 1", "FC101"),
    "a shift": ("n << 9 == 1", "FC101"),
    "an attribute of Python": ("n.__class__ == 1", "FC205"),
    "a call of Python": ("__import__('os') == 1", "FC204"),
    "a lambda": ("(lambda: 0)() == 1", "FC101"),
    "a semicolon": ("n > 1; n > 2", "FC101"),
    "a backslash": ("n > \\u0031", "FC101"),
    "an assignment": ("n = 1", "FC101"),
    "code in braces": ("n == {{7*7}}", "FC301"),
    "a date that is none": ("n == 2022-02-30", "FC107"),
    "nothing": (" ", "FC101"),
    "only a comment": ("# n > 1", "FC101"),
}
"""Name → expression, and the code of the error."""

PATTERNS: Final[dict[str, str | None]] = {
    "(a+)+$": None,
    "(a|a)*$": None,
    "(a*)*b": None,
    "(.*a){20}": None,
    "(x+x+)+y": None,
    "^(([a-z])+.)+[A-Z]([a-z])+$": None,
    "(?i)(a?){64}a{64}": None,
    "a{1000}": None,
    "(a{1000}){1000}": "FC110",
    "((a{100}){100}){100}": "FC110",
    "a{1001}": "FC110",
    "(a": "FC110",
    "[z-a]": "FC110",
    "(a)\\1": "FC110",
    "(?=a)": "FC110",
    "(?<=a)b": "FC110",
    "(?P<n>a)(?P<n>b)": None,
    "*": "FC110",
    "\\": "FC110",
    "\\p{Nothing}": "FC110",
    "(" * 1_100 + "a" + ")" * 1_100: None,
}
"""Pattern → the code of its refusal, if it is refused."""


def rule(check: str, key: str = "check") -> str:
    """A rule whose check is a JSON string, which is YAML as well."""
    guard = "check: yes, " if key == "when" else ""
    return f"rules:\n  - {{id: a, {guard}{key}: {json.dumps(check, ensure_ascii=False)}}}\n"


def put(rules: str) -> None:
    write_project({"rules/vocabulary.yaml": VOCABULARY, "rules/rules.yaml": rules, "facts/wire.yaml": FACTS})
    write({"articles/paper.md": None, "waivers.yaml": "waivers: []\n"})


@pytest.mark.parametrize("name", RIGHT)
def test_large_but_right(name: str) -> None:
    check, expected = RIGHT[name]
    put(rule(check))
    judged = judge()
    assert expected in {*judged.codes, *judged.verdicts.values()}
    assert judged.report.gate == "open"


@pytest.mark.parametrize("key", ["check", "when"])
@pytest.mark.parametrize("name", WRONG)
def test_refused(name: str, key: str) -> None:
    check, code = WRONG[name]
    put(rule(check, key))
    judged = judge()
    assert code in judged.codes
    assert not judged.report.findings


@pytest.mark.parametrize("name", ["implications", "a chain", "a difference"])
def test_in_a_process(name: str) -> None:
    """Where the stack is as deep as it is for users."""
    put(rule(RIGHT[name][0]))
    assert process("run", "rules", "facts", "--no-cache").code == 0
    assert process("explain", "a", "--rules", "rules", "--articles", "facts", "--no-cache").code == 0


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern[:20])
def test_patterns(pattern: str) -> None:
    code = PATTERNS[pattern]
    put(rule(f"words matches '{pattern}'"))
    judged = judge()
    assert (code in judged.codes) if code else not judged.codes
    assert judged.report.gate == ("refused" if code else judged.report.gate)


@pytest.mark.parametrize("pattern", [pattern for pattern, code in PATTERNS.items() if code is None])
def test_patterns_on_long_texts(pattern: str) -> None:
    """A quote can be as long as an article."""
    put(rule(f'n[quote matches "{pattern}"] is not stated'))
    quote = json.dumps("a" * 100_000 + "!")
    write({"facts/wire.yaml": f"article: {{id: w}}\nfacts: [{{fact: n, value: 1, evidence: {{quote: {quote}}}}}]\n"})
    assert {finding.verdict.value for finding in pipeline.run(SETTINGS).findings} <= {"pass", "conflict"}


def test_thousands_of_rules_and_patterns() -> None:
    rules = "".join(
        f"  - {{id: r-{n}, check: 'words matches \"(a+)+{n}$\" or n in [{n}, {n + 1}]'}}\n" for n in range(500)
    )
    put(f"rules:\n{rules}")
    assert len(pipeline.run(SETTINGS).findings) == 500
