"""Text for a terminal or the log of a CI run: whatever an article holds, the page cannot be made to do anything."""

from __future__ import annotations

import json
from typing import Final

import pytest
from hostile_project import (
    EVERYTHING,
    RUN,
    SETTINGS,
    assert_safe_to_show,
    few_checks,
    say,
    unsafe_characters,
    write,
    write_project,
)
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factcheck import pipeline
from factcheck.reports import text_report
from factcheck.reports.view import View

COMMANDS: Final = [
    *("::error::x", "::set-output name=a::b", "::add-mask::x", "::stop-commands::t", "::group::g", "::debug::d"),
    *("a\n::error::b", "a\r::error::b", "a\r\n::error::b", "a\u2028::error::b", "a\x0b::error::b", "a\x85::error::b"),
    *(
        "\u00a0::error::x",
        "\ufeff::error::x",
        "\u200b::error::x",
        "\x1b[0m::error::x",
        "\t::error::x",
        " " * 90 + "::x",
    ),
    *("##[error]x", "##[command]x", "a ##vso[task.complete result=Failed]b", "##VSO[x]", "##teamcity[x]", "###[error]"),
    *(
        "#\u200b#[error]x",
        "##\u00ad[error]x",
        "\x1b[31m",
        "\x9b31m",
        "\x1b]8;;http://x.example\x1b\\a",
        "\x1bP1$r\x1b\\",
        "\x07",
    ),
    *(
        "\x1b[2J\x1b[1;1H",
        "\r\x1b[K",
        "\b\b\b",
        "[red]a[/red]",
        "[link=x]",
        ":smile:",
        "\u202egnp",
        "\u2066\u2069",
        "\U000e0041",
    ),
]
"""What a runner or a terminal obeys."""


def put(text: str) -> None:
    """A text in every place that a report shows."""
    written = json.dumps(text)
    quote = f"{{quote: {written}}}"
    header = f"id: wire, title: {written}, publisher: {written}, story: {written}"
    facts = (
        f"article: {{{header}, published: 2022-01-21}}\nfacts:\n"
        f"  - {{fact: length, value: two hours, said_by: {written}, evidence: {quote}}}\n"
        f"  - {{fact: wording, value: {written}, evidence: {quote}}}\n"
        f"  - {{fact: count, value: {written}}}\n"
        f"  - {{fact: leader, value: {written}}}\n"
    )
    write_project({"facts/wire.yaml": facts})
    write(
        {
            "rules/more.yaml": "rules:\n"
            "  - {id: words, check: wording == 'a', message: 'says {wording}: {wording.quote} {article.title}'}\n"
            "  - {id: number, check: count > 5}\n"
            "  - {id: name, check: leader == Kishida, message: '{leader}'}\n"
            "  - {id: agree, check: distinct(wording) > 5}\n"
        }
    )


@pytest.mark.parametrize("command", COMMANDS, ids=ascii)
def test_commands(command: str) -> None:
    put(command)
    for more in ((), ("-v",), ("-q",), ("-f", "json"), ("--color", "always")):
        say(*RUN, *more)
    say("facts", "facts", "--rules", "rules", "-v")
    for rule in ("words", "number", "name", "agree"):
        say("explain", rule, "--rules", "rules", "--articles", "facts")


@pytest.mark.parametrize("width", range(1, 60, 7))
def test_words_that_move_to_the_start_of_a_line(width: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for text in ("a b c ::error::x d e ##[error]y", "word " * 20 + "::error::" * 20, "\u5cb8" * 30 + "::error::x"):
        put(text)
        for more in ((), ("-v",)):
            say(*RUN, *more)
        say("facts", "facts", "--rules", "rules")
        say("explain", "words", "--rules", "rules", "--articles", "facts")


PIECES: Final = st.sampled_from(
    [
        *":#[]\n\r\t\x1b \x00\x07\x08\x0b\x0c\x85\u00ad\u200b\u200d\u2028\u2029\u202e\u2066\ufeff\u0301\u5cb8",
        "::",
        "##[",
        "\x1b[",
    ]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=30).map("".join), st.integers(1, 120))
@example("\u0301" * 50, 1)
@settings(few_checks, max_examples=500 if EVERYTHING else 20)
def test_any_text_at_any_width(text: str, width: int) -> None:
    put(text or "a")
    report = pipeline.run(SETTINGS)
    for verbosity in (-1, 0, 1):
        assert_safe_to_show(text_report.render(report, View(width, False, verbosity)))


def test_combining_marks_stay_on_their_line() -> None:
    put("a" + "\u0301" * 5_000)
    said = say(*RUN, "-v")
    assert said.code == 2
    put("\u0301" * 5_000)
    say(*RUN, "-v")


def test_the_test_itself() -> None:
    """What the other tests rely on tells good pages from bad ones."""
    assert unsafe_characters("a\tb\x1b\u202e\u2028\u200b\U000e0041\n") == {
        *("U+0009", "U+001B", "U+202E", "U+2028", "U+200B", "U+E0041"),
    }
    for page in ("::error::x", "a\n  ::error::x", "a\n\x1b[1m::x", "##[error]", "x ##VSO[", "\x1b[2Jx", "a\rb"):
        with pytest.raises(AssertionError):
            assert_safe_to_show(page)
    assert_safe_to_show("\x1b[1;31ma\x1b[0m a::b #[ \u5cb8 \u0627")
