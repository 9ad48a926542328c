"""ClaimReview: what search engines require, and markup that stays data inside a page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import any_report
import pytest
import sample_reports as samples
from hypothesis import given

from factcheck.model.report import Report
from factcheck.model.truth import Verdict
from factcheck.record import replace
from factcheck.reports.claimreview import remark, render

URL = "https://example.org/checks"
# The properties of a ClaimReview, of its Rating and of its Claim that Google's documentation lists as required.
REQUIRED = {"ClaimReview": {"claimReviewed", "reviewRating", "url"}, "Rating": {"alternateName"}}
# Those of schema.org's types that are used here: any other name would be a slip.
KNOWN = {
    "ClaimReview": {
        *("claimReviewed", "reviewRating", "url", "author", "itemReviewed", "name", "reviewBody", "citation"),
        "creativeWorkStatus",
    },
    "Rating": {"alternateName", "ratingValue", "bestRating", "worstRating"},
    "Claim": {"author", "datePublished", "appearance", "text"},
    "Organization": {"name", "url"},
    "CreativeWork": {"headline", "url"},
}


def published(report: Report) -> Report:
    return replace(report, checked_by="Example Desk", published_at=URL)


def read(report: Report) -> list[dict[str, Any]]:
    document = json.loads(render(report))
    assert set(document) == {"@context", "@graph"} and document["@context"] == "https://schema.org"
    for review in document["@graph"]:
        assert review["@type"] == "ClaimReview"
        _check(review, REQUIRED if report.published_at else {})
    graph: list[dict[str, Any]] = document["@graph"]
    return graph


def _check(node: dict[str, Any], required: dict[str, set[str]]) -> None:
    keys = set(node) - {"@type"}
    assert required.get(node["@type"], set()) <= keys <= KNOWN[node["@type"]]
    for value in node.values():
        if isinstance(value, dict):
            _check(value, required)


def test_a_document(matches_snapshot: Callable[[str, str], None]) -> None:
    matches_snapshot(render(published(samples.mixed())), "mixed.claimreview.json")


def test_a_review() -> None:
    report = published(samples.mixed())
    review = next(one for one in read(report) if "110 min" in one["claimReviewed"])
    assert review["claimReviewed"] == "meeting duration: about 110 min, says the White House"
    assert review["url"] == f"{URL}#call-length--{samples.TURKISH}"
    assert review["author"] == {"@type": "Organization", "name": "Example Desk", "url": "https://example.org/"}
    rating = review["reviewRating"]
    assert (rating["ratingValue"], rating["worstRating"], rating["bestRating"]) == (1, 1, 5)
    assert review["itemReviewed"]["text"] == "about an hour and 50 minutes"
    assert review["itemReviewed"]["datePublished"] == "2022-01-22"


def test_addresses_are_unlike() -> None:
    urls = [review["url"] for review in read(published(samples.mixed()))]
    assert len(urls) == len(set(urls)) == 6


def test_only_what_was_decided_on_statements_is_reviewed() -> None:
    reviews = read(published(samples.mixed()))
    assert not any("visit" in review["claimReviewed"] for review in reviews)
    silent = samples.finding("required", Verdict.CONFLICT, missing=["quad_host"])
    assert read(published(samples.report([silent]))) == []


def test_a_waived_conflict_is_marked() -> None:
    review = next(one for one in read(published(samples.mixed())) if "India" in one["claimReviewed"])
    assert review["creativeWorkStatus"] == "waived: corrected in print on 23 January"


def test_what_nobody_said_is_left_out_and_told() -> None:
    report = samples.mixed()
    assert all("url" not in review and "author" not in review for review in read(report))
    told = remark(report)
    assert told is not None and "--published-at" in told and "--checked-by" in told
    assert remark(published(report)) is None


def test_an_address_that_is_no_web_address_is_left_out() -> None:
    article = replace(samples.mixed().articles[3], url="javascript:alert(1)")
    report = replace(published(samples.mixed()), articles=(article,))
    assert "javascript:" not in render(report)


@pytest.mark.parametrize("name", samples.REPORTS)
def test_samples(name: str) -> None:
    read(published(samples.REPORTS[name]()))


@any_report.for_any_report
@given(any_report.reports)
def test_any_report_stays_data_inside_a_page(report: Report) -> None:
    page = render(report)
    assert not re.search("[<>&]", page)
    read(report)
    for review in read(published(report)):
        assert re.fullmatch(rf"{URL}#[A-Za-z0-9_.~%-]+", review["url"])
