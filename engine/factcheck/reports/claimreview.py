r"""Turns a report into schema.org ClaimReview (JSON-LD), for the page on which a desk publishes its checks.

One review for every article and rule with the verdict pass or conflict that rests on statements: what the article
states is the claim. Findings about stories review no single claim and are left out, like everything undecided. Who
checked (`author`) and where it is published (`url`) are settings; without them a review lacks both. The document can be
put inside a script element as it is: `<` is written as `\u003c`.
"""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import quote, urlsplit

from factcheck.model.report import ArticleLine, Finding, Report
from factcheck.model.truth import Verdict
from factcheck.pattern import pattern
from factcheck.reports.results import by_weight, claim, cover_of, first, is_web_address, sentence, value_of
from factcheck.reports.sanitise import for_json, inline

_BEST: Final = 5
_WORST: Final = 1
_MOST_STATEMENTS: Final = 5
_DAY = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MARKUP: Final = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
Object = dict[str, Any]


def render(report: Report) -> str:
    """The document: a graph of reviews in the order of the report."""
    articles = {article.id: article for article in report.articles}
    reviews = [_review(finding, articles.get(finding.article or ""), report) for finding in reviewed(report)]
    document = {"@context": "https://schema.org", "@graph": reviews}
    return for_json(json.dumps(document, indent=2, ensure_ascii=False).translate(_MARKUP)) + "\n"


def remark(report: Report) -> str | None:
    """What the reviews lack because nobody said it."""
    lacking = [
        f"{what} ({flag})"
        for what, flag, value in (
            ("url", "--published-at URL", report.published_at),
            ("author", "--checked-by NAME", report.checked_by),
        )
        if not value
    ]
    if not lacking:
        return None
    return f"claimreview: the reviews have no {' and no '.join(lacking)}; search engines ask for it"


def reviewed(report: Report) -> list[Finding]:
    """The findings that review a claim of an article."""
    return [
        finding
        for finding in report.findings
        if finding.article is not None and finding.evidence and finding.verdict in (Verdict.PASS, Verdict.CONFLICT)
    ]


def _review(finding: Finding, article: ArticleLine | None, report: Report) -> Object:
    review: Object = {"@type": "ClaimReview"}
    if report.published_at:
        anchor = f"{finding.rule}--{finding.article}".encode("utf-8", "backslashreplace")
        review["url"] = f"{report.published_at.partition('#')[0]}#{quote(anchor, safe='')}"
    review["claimReviewed"] = _claim_reviewed(finding)
    if report.checked_by:
        review["author"] = _author(report.checked_by, report.published_at)
    review["itemReviewed"] = _item(finding, article)
    review["reviewRating"] = _rating(finding)
    review["name"] = claim(finding)
    review["reviewBody"] = sentence(finding)
    sources = [uri for uri in finding.references if is_web_address(uri)]
    if sources:
        review["citation"] = sources
    cover = cover_of(finding)
    if cover:
        review["creativeWorkStatus"] = cover
    return review


def _claim_reviewed(finding: Finding) -> str:
    """What the article states, the deciding statements first: `meeting duration: about 110 min`."""
    stated = dict.fromkeys(
        f"{inline(line.fact).replace('_', ' ')}: {value_of(line)}"
        + (f", says {inline(line.said_by)}" if line.said_by else "")
        for line in by_weight(finding)
    )
    return "; ".join(first(_MOST_STATEMENTS, list(stated), "statements"))


def _item(finding: Finding, article: ArticleLine | None) -> Object:
    """The claim: the words, who published them, when and where."""
    item: Object = {"@type": "Claim"}
    quotes = dict.fromkeys(inline(line.quote) for line in by_weight(finding) if line.quote)
    if quotes:
        item["text"] = " … ".join(first(_MOST_STATEMENTS, list(quotes), "quotations"))
    if article is None:
        return item
    if article.publisher:
        item["author"] = {"@type": "Organization", "name": inline(article.publisher)}
    if article.published and _DAY.fullmatch(article.published):
        item["datePublished"] = article.published
    appearance: Object = {"@type": "CreativeWork", "headline": inline(article.title or article.id)}
    if article.url and is_web_address(article.url):
        appearance["url"] = article.url
    item["appearance"] = appearance
    return item


def _rating(finding: Finding) -> Object:
    if finding.verdict is Verdict.PASS:
        value, words = _BEST, "Fits what is known"
    elif finding.contradicts_itself:
        value, words = _WORST + 1, "Contradicts itself"
    else:
        value, words = _WORST, "Does not fit what is known"
    return {
        "@type": "Rating",
        "ratingValue": value,
        "bestRating": _BEST,
        "worstRating": _WORST,
        "alternateName": words,
    }


def _author(name: str, page: str | None) -> Object:
    author: Object = {"@type": "Organization", "name": inline(name)}
    if page and is_web_address(page):
        parts = urlsplit(page)
        author["url"] = f"{parts.scheme}://{parts.netloc}/"
    return author
