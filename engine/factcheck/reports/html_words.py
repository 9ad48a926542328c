"""Turns names into the anchors and classes of an HTML report, and text that others wrote into text that is safe there.

Anchors are part of links that people share: `#RULE/ARTICLE` is a finding, `#RULE/story:NAME` one about a story,
`#rule:RULE`, `#article:ARTICLE` and `#fact:FACT` are the other places. A name is percent-encoded where it has to be, so
that no two places share an anchor, whatever the names hold. Quotes have short anchors, `#q:0:812` (the number of the
article, and the offset), and on a page with very many findings so have these, `#f:12:0` (the number of the rule and of
the article); there the script knows the long ones.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from factcheck.model.report import Finding
from factcheck.model.truth import Verdict
from factcheck.reports.grouping import is_covered
from factcheck.reports.sanitise import is_plain, visible

_BREAKS: Final = re.compile(r"(?:[ \t\n]|\r\n)+")
_LINK: Final = re.compile(r"https?://[^\s\x00-\x20\"<>\\^`{|}]+", re.IGNORECASE)
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")

LETTERS: Final[dict[str, str]] = {
    "conflict": "k",
    "waived": "w",
    "baseline": "w",
    "error": "e",
    "unsure": "u",
    "pass": "p",
    "unstated": "n",
    "skipped": "s",
}
"""The class of everything that shows a verdict."""
_OPENING_MARKS: Final = frozenset("\"'“”„‟«»‘’‚‹›「『")
URGENCY: Final = "kewupns"
"""Classes, the most urgent first."""


def encoded(name: str) -> str:
    """A name as a part of an anchor."""
    return quote(name, safe="", errors="backslashreplace")


def finding_anchor(finding: Finding) -> str:
    """`call-length/reuters-2022-01-21`"""
    place = f"story:{encoded(finding.story)}" if finding.article is None else encoded(finding.article)
    return f"{encoded(finding.rule)}/{place}"


def rule_anchor(rule: str) -> str:
    """`rule:call-length`"""
    return f"rule:{encoded(rule)}"


def article_anchor(article: str) -> str:
    """`article:reuters-2022-01-21`"""
    return f"article:{encoded(article)}"


def quote_anchor(article: int, start: int) -> str:
    """`q:0:812`"""
    return f"q:{article}:{start}"


def fact_anchor(fact: str, index: int) -> str:
    """`fact:price`, and `fact:price:1` for the values that need a scale of their own."""
    return f"fact:{encoded(fact)}" if index == 0 else f"fact:{encoded(fact)}:{index}"


def shown(text: str) -> str:
    """Text on one line, in which what a reader could not see is seen. Blank space at its ends stays as one space."""
    return text if is_plain(text) else visible(_BREAKS.sub(" ", text))


def link(address: str | None) -> str | None:
    """The address, if a report may lead there: a page on the web, nothing that runs or opens anything else."""
    return address if address is not None and _LINK.fullmatch(address) else None


def language_of(tag: str | None) -> str | None:
    """The language of an article, if it is named as HTML names languages."""
    return tag if tag is not None and _LANGUAGE.fullmatch(tag) else None


def is_quoted(words: str) -> bool:
    """Words that bring their quotation marks along."""
    return words[:1] in _OPENING_MARKS


def letter(finding: Finding) -> str:
    """The class of a finding's verdict; a covered conflict has its own."""
    return "w" if is_covered(finding) else LETTERS[finding.verdict]


def verdict_words(finding: Finding) -> str:
    """`conflict`, `waived conflict`, `known conflict`"""
    if finding.verdict is Verdict.CONFLICT and finding.waived is not None:
        return "waived conflict"
    if finding.verdict is Verdict.CONFLICT and finding.baseline is not None:
        return "known conflict"
    return finding.verdict.value
