"""Reports made of any words: hostile strings and random text in every field."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Final, TypeVar

from hostile_strings import NAUGHTY
from hypothesis import settings
from hypothesis import strategies as st

from factcheck import diagnostics
from factcheck.model.report import ArticleLine, EvidenceLine, Finding, Report
from factcheck.model.truth import Verdict
from factcheck.source import Location, Passage, SourceFile

T = TypeVar("T")
CRAFTED: Final = (
    "::error::x",
    "\n::stop-commands::x",
    "\r::set-env name=PATH::x",
    " \u2028::add-path::x",
    "##[error]x",
    "a##[add-mask]b",
    "%0A::error::x",
    "%25%0D%0A::error::x",
    "a,file=b::c",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =HYPERLINK(1)",
    "＝1",
    '"=1',
    "a;=1",
    "]]>",
    "<![CDATA[x]]>",
    "&amp;&#0;",
    "\ufffe\U0001ffff",
    "# Heading",
    "- item",
    "1. item",
    "> quote",
    "```\ncode",
    "`a``b`",
    "![x](https://example.org/x.png)",
    "[x](javascript:alert(1))",
    "[x][y]",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "@octocat @org/team",
    "#1 GH-1 org/repo#1 !1 ~bug %1 &1 $1",
    ":smile:",
    "https://example.org www.example.org a@example.org",
    "a|b\\|c",
    "***x*** __y__ ~~z~~",
    "[x](1) {0}",
    "\\",
    "\\#",
    "# SKIP",
    "# TODO x",
    "\n  ...\nnot ok 1",
    "\nBail out!",
    "../../x",
    "/etc/passwd",
    "C:\\x",
    "a b?c#d%e",
)
_LONG: Final = 1_000

_naughty = sorted(text for text in NAUGHTY.values() if len(text) < _LONG)
words = st.sampled_from(CRAFTED) | st.sampled_from(_naughty) | st.text(max_size=20)


class _Maker:
    """Puts a few words into every field of a report, by lot. Quicker than a strategy for every field."""

    def __init__(self, words: list[str], seed: int) -> None:
        self._words = words
        self._lot = Random(seed)
        self._articles = {article.id: article for article in self.several(self.article)}

    def word(self) -> str:
        return self._lot.choice(self._words)

    def maybe(self) -> str | None:
        return self._lot.choice((None, self.word()))

    def several(self, make: Callable[[], T], most: int = 3) -> tuple[T, ...]:
        return tuple(make() for _ in range(self._lot.randint(0, most)))

    def place(self) -> Location:
        return Location(self.word(), *(self._lot.randint(0, 3) for _ in range(4)))

    def line(self) -> EvidenceLine:
        return EvidenceLine(
            fact=self.word(),
            value=self.word(),
            hedge=self.maybe(),
            said_by=self.maybe(),
            modality=self.word(),
            outcome=self._lot.choice(("holds", "fails", "open")),
            quote=self.maybe(),
            article=self.word(),
            location=self._lot.choice((None, self.place())),
            start=self._lot.choice((None, self._lot.randint(0, 9))),
            end=self._lot.choice((None, self._lot.randint(0, 9))),
        )

    def finding(self) -> Finding:
        return Finding(
            rule=self.word(),
            title=self.maybe(),
            severity=self._lot.choice(("error", "warning", "note", self.word())),
            tags=self.several(self.word),
            article=self._lot.choice((None, *self._articles)),
            story=self.word(),
            verdict=self._lot.choice(tuple(Verdict)),
            contradicts_itself=self._lot.random() < 0.3,
            reason=self.word(),
            check=self.word(),
            expected=self.word(),
            message=self.maybe(),
            why=self.maybe(),
            rule_location=self.place(),
            evidence=self.several(self.line),
            missing=self.several(self.word),
            fingerprint=self.word(),
            waived=self.maybe() if self._lot.random() < 0.3 else None,
            baseline=self.maybe() if self._lot.random() < 0.3 else None,
            status=self.word(),
            references=self.several(lambda: self._lot.choice((self.word(), "https://example.org/a"))),
        )

    def article(self) -> ArticleLine:
        maybe = self.maybe
        return ArticleLine(self.word(), maybe(), maybe(), maybe(), self.word(), self.word(), maybe(), maybe())

    def problem(self) -> diagnostics.Diagnostic:
        text = self.word()
        return diagnostics.bad_setting(Passage(SourceFile(self.word(), text), 0, len(text)), self.word(), text)

    def report(self) -> Report:
        findings = self.several(self.finding, 6)
        return Report(
            findings=findings,
            never_decided=self.several(lambda: self._lot.choice([f.rule for f in findings] or [self.word()]), 2),
            diagnostics=self.several(self.problem, 2),
            articles=tuple(self._articles.values()),
            rules=len(findings),
            stories=1,
            gate=self._lot.choice(("open", "shut", "refused")),
            gate_reason=self.word(),
            fail_on=self._lot.choice(("conflict", "unsure,unstated", "never", self.word())),
            checked_by=self.maybe(),
            published_at=self._lot.choice((None, "https://example.org/checks")),
        )


def made(few_words: list[str], seed: int) -> Report:
    """A report in which these words stand everywhere; the seed says which where."""
    return _Maker(few_words, seed).report()


reports = st.builds(made, st.lists(words, min_size=1, max_size=6), st.integers(0, 2**32))

for_any_report = settings(deadline=None)
"""Several reports of several formats take more than a moment."""
