"""Turns a report into one HTML page for people: no other file, nothing loaded from anywhere, readable without scripts.

The page is a template with everything that others wrote escaped by the template engine and made visible by
`html_words.shown`; style and script are files of the package that stand in the page as they are and are let through by
their digests alone. The script only reads the page: no data is written into it.
"""

from __future__ import annotations

import base64
import hashlib
import os
from functools import cache
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from factcheck.model.report import Report
from factcheck.reports import html_page, html_words
from factcheck.reports.html_words import shown
from factcheck.reports.results import hedged
from factcheck.reports.sanitise import without_commands

_FOLDER: Final = os.path.join(os.path.dirname(os.path.abspath(__file__)), "html")


def render(report: Report) -> str:
    """The whole page."""
    style, script = _read("report.css"), _read("report.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    page = _template().render(page=html_page.page_of(report), policy=policy, style=style, script=script)
    return without_commands(page)


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {
        "rule_anchor": html_words.rule_anchor,
        "article_anchor": html_words.article_anchor,
        "quote_anchor": html_words.quote_anchor,
        "fact_anchor": html_words.fact_anchor,
        "letter": html_words.letter,
        "verdict_words": html_words.verdict_words,
        "is_quoted": html_words.is_quoted,
        "link": html_words.link,
        "language_of": html_words.language_of,
        "ordered_evidence": html_page.ordered_evidence,
        "standfirst": html_page.standfirst,
        "gate_line": html_page.gate_line,
        "scope": html_page.scope,
        "decisive_quote": html_page.decisive_quote,
        "hedged": hedged,
    }
    return environment.get_template("report.html")


def _finalize(value: Any) -> Any:
    """Every value on its way into the page."""
    return shown(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def _read(name: str) -> str:
    with open(os.path.join(_FOLDER, name), encoding="utf-8") as file:
        return file.read()


def _digest(text: str) -> str:
    """A digest as Content Security Policy writes it."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
