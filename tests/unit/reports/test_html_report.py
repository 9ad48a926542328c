"""The HTML page as a document: what it says, that its links lead somewhere, and that nothing in it is obeyed."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from any_report import for_any_report, reports
from hypothesis import example, given
from runner import commands
from sample_reports import CHINESE, TURKISH, finding, mixed, report, words

from factcheck.model.exhibits import ArticleText, Exhibits
from factcheck.model.report import Report
from factcheck.model.truth import Verdict
from factcheck.record import replace
from factcheck.reports.html_report import render
from factcheck.reports.sanitise import is_plain, visible

VOID = {"meta", "input", "link", "br", "img", "hr"}
KNOWN = set(
    "html head meta title style body a header p span h1 b div nav ul li main fieldset legend label input select option "
    "button output section h2 h3 ol table thead tbody tr th td svg defs g rect line circle text use figure figcaption "
    "article details summary code q i small footer dialog script".split()
)


class Document(HTMLParser):
    """The elements of a page in order, each with its attributes, and the text outside style and script."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.raw: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in ("style", "script"):
            assert self._open[-1] not in self.raw
            self.raw[self._open[-1]] = data
        else:
            self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.words))

    def all(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.elements if name in attributes]


def holds(page: str) -> Document:
    """What must be so of every page."""
    document = Document(page)
    assert {tag for tag, _ in document.elements} <= KNOWN
    assert [tag for tag, _ in document.elements].count("script") == 1
    for href in document.all("href"):
        assert href.startswith("#") or re.match(r"https?://", href, re.IGNORECASE), href
    for _, attributes in document.elements:
        assert not any(name.startswith("on") for name in attributes)
        assert not attributes.keys() & {"src", "style", "srcset", "srcdoc", "action", "formaction", "background"}
    return document


# The document --------------------------------------------------------------------------------------------------------


def test_nothing_is_loaded_and_nothing_but_its_own_style_and_script_is_let_through() -> None:
    document = holds(render(mixed()))
    policy = next(a["content"] for tag, a in document.elements if a.get("http-equiv") == "Content-Security-Policy")
    digests = {
        name: base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for name, text in document.raw.items()
    }
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digests['style']}'; script-src 'sha256-{digests['script']}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in document.raw["style"] and "@import" not in document.raw["style"]


def test_the_script_takes_no_markup_from_text() -> None:
    script = holds(render(mixed())).raw["script"]
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", "fetch("):
        assert way not in script


def test_equal_reports_give_equal_bytes() -> None:
    assert render(mixed()) == render(mixed())


def test_it_says_what_the_report_says() -> None:
    text = holds(render(mixed())).text
    for words_of_report in (
        "The gate is shut",
        "1 conflict of severity error is not waived.",
        "The leaders spoke for 80 to 90 minutes",
        'puts the call at 110 min ("about an hour and 50 minutes") where 80 to 90 min is expected',
        "20 min above the range",
        "about 110 min, says the White House",
        "Kishida told the press that it took about 80 minutes",
        "contradicts itself",
        "corrected in print on 23 January",
        "Rules about a story as a whole",
        "spread 30 min, allowed 5 min",
        "Never decided",
        "no article states vaccine_doses",
        "published after 2022-01-21",
        "Problems of rules and files",
    ):
        assert words_of_report in text, words_of_report


def test_every_finding_and_every_link_has_its_place() -> None:
    document = holds(render(mixed()))
    names = document.all("id")
    assert len(names) == len(set(names))
    for href in document.all("href"):
        assert not href.startswith("#") or href[1:] in names, href
    for one in mixed().findings:
        assert f"{one.rule}/{one.article or 'story:' + one.story}" in names


@pytest.mark.parametrize("name", ["a b", "a/b", "story:x", "café", "#", "%20", "a&amp;b", '"', "\u202e"])
def test_an_anchor_holds_any_name(name: str) -> None:
    one = finding("call-length", Verdict.PASS, article=name)
    document = holds(render(report([one], articles=[name, "other"], gate="open")))
    names = document.all("id")
    anchor = next(href[1:] for href in document.all("href") if href.startswith("#call-length/"))
    assert anchor in names and re.fullmatch(r"[!-~]+", anchor)
    assert unquote(anchor) == f"call-length/{name}"


def test_only_pages_on_the_web_are_linked() -> None:
    sources = ("https://example.org/a?b=c#d", "javascript:alert(1)", "data:text/html,x", "see the archive", "//x.org")
    one = replace(finding("call-length", Verdict.PASS), references=sources)
    document = holds(render(report([one])))
    assert [href for href in document.all("href") if not href.startswith("#")] == ["https://example.org/a?b=c#d"]
    for source in sources:
        assert source in document.text


def test_a_run_that_was_refused_shows_why() -> None:
    text = holds(render(replace(mixed(), findings=(), never_decided=(), gate="refused", gate_reason="no"))).text
    assert "The run was refused" in text and "Nothing was judged." in text


def test_milder_conflicts_are_told_from_those_that_shut_the_gate() -> None:
    conflicts = [finding(f"r-{n}", Verdict.CONFLICT, severity=s) for n, s in enumerate(("error", "warning", "note"))]
    shut = report(conflicts, gate_reason="1 conflict in 1 rule")
    assert "1 conflict in 1 rule. 2 conflicts of lesser weight do not shut it." in holds(render(shut)).text
    strict = replace(shut, fail_on="warning")
    assert "1 conflict of lesser weight does not shut it." in holds(render(strict)).text


# Articles ------------------------------------------------------------------------------------------------------------

TEXT = "---\nid: x\n---\n# A headline\n\nThe call took two hours, said an aide.\n\nNothing else is known."


def with_text(text: str = TEXT, quote: str = "two hours") -> Report:
    start = text.index(quote)
    line = words(TURKISH, quote, "120 min", "fails")
    line = replace(line, start=start, end=start + len(quote))
    one = finding("call-length", Verdict.CONFLICT, article=TURKISH, title="How long", evidence=[line])
    exhibits = Exhibits({TURKISH: ArticleText(text, text.index("# A"), "en")})
    return replace(report([one], articles=[TURKISH, CHINESE]), exhibits=lambda: exhibits)


def test_a_quote_is_marked_in_the_article_and_linked_both_ways() -> None:
    page = render(with_text())
    document = holds(page)
    mark = next(attributes for _, attributes in document.elements if "m" in attributes.get("class", "").split())
    assert mark["href"] == f"#call-length/{TURKISH}" and mark["id"] in [h[1:] for h in document.all("href")]
    assert "The call took <a" in page and "two hours</a>, said an aide." in page
    assert "A headline" in document.text and "# A headline" not in document.text
    assert "id: x" not in document.text


def test_an_article_without_text_says_so() -> None:
    assert "The text of this article is not at hand." in holds(render(mixed())).text


def test_what_cannot_be_seen_in_an_article_is_shown() -> None:
    text = TEXT.replace("two hours", "two\u202e \x1b[31mhours\u200b</p><script>")
    page = render(with_text(text, "two\u202e \x1b[31mhours\u200b</p><script>"))
    holds(page)
    assert "two\\u202e \\x1b[31mhours\\u200b&lt;/p&gt;&lt;script&gt;" in page


def test_a_line_that_was_rubbed_out_is_shown() -> None:
    page = render(replace(mixed(), gate_reason="refused\rpassed\x85\u2028"))
    assert "Refused\\x0dpassed\\x85\\u2028." in page


# Very many findings --------------------------------------------------------------------------------------------------


def test_a_page_with_very_many_findings_is_slim_and_still_has_them_all() -> None:
    articles = [f"article-{n}" for n in range(50)]
    verdicts = (Verdict.PASS, Verdict.CONFLICT, Verdict.UNSTATED, Verdict.UNSURE)
    found = [
        finding(f"rule-{r}", verdicts[(r + a) % 4], article=article, reason=f"reason {(r + a) % 4}")
        for r in range(90)
        for a, article in enumerate(articles)
    ]
    page = render(report(found, articles=articles))
    document = holds(page)
    names = document.all("id")
    assert len(names) == len(set(names))
    assert all(href[1:] in names for href in document.all("href"))
    assert sum(name.startswith("f:") for name in names) == sum(f.verdict is not Verdict.UNSTATED for f in found)
    assert len(page) < 300 * len(found)


# Any words in any field ----------------------------------------------------------------------------------------------


@given(reports)
@for_any_report
@example(replace(mixed(), gate_reason="\u3164\uffa0\u115f"))
@example(replace(mixed(), gate_reason="</script><script>alert(1)</script>"))
def test_nothing_that_a_report_holds_becomes_markup(any_report: Report) -> None:
    page = render(any_report)
    holds(page)
    for line in page.splitlines():
        assert is_plain(line) or visible(line) == line
    assert commands(page) == []


def test_a_plain_run_pays_nothing_for_it() -> None:
    engine = Path(__file__).parents[3] / "engine"
    code = "import sys; from factcheck.reports import renderers; assert 'jinja2' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], cwd=engine).returncode == 0
