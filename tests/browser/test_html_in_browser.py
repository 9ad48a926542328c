"""The HTML report in the hands of a reader: mouse, keyboard, links, the back button, filters, paper, no scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from any_report import CRAFTED, made
from hostile_strings import NAUGHTY
from sample_reports import finding
from sample_reports import report as report_of

from factcheck.model.exhibits import ArticleText, Exhibits
from factcheck.model.report import Report
from factcheck.model.truth import Verdict
from factcheck.record import replace
from factcheck.reports.html_report import render

if TYPE_CHECKING:
    from conftest import Open
    from playwright.sync_api import Locator, Page


def cell(page: Page, rule: str, article: str) -> Locator:
    row = page.locator("#grid tr[data-r]").filter(has=page.locator(f'a[href="#rule:{rule}"]'))
    heads = page.locator("#grid thead th").all_text_contents()
    return row.locator("td").nth(heads.index(article) - 1)


def address(page: Page) -> str:
    return str(page.evaluate("decodeURIComponent(location.hash)"))


def panel(page: Page) -> Locator:
    return page.locator("#panel[open]")


# Opening a finding ---------------------------------------------------------------------------------------------------


def test_a_click_on_a_cell_opens_its_finding(open_page: Open, report: str) -> None:
    page = open_page(report)
    cell(page, "call-length", "wire").click()
    shown = panel(page).inner_text()
    for words in (
        "The call took 80 to 90 minutes",
        "conflict",
        "says 120 min; expected [80, 90] min",
        "30 min above the range",
        "length in [80, 90] min",
        "Both governments gave this on the day.",
        "https://example.org/readout",
        "contradicts itself",
    ):
        assert words in shown, words
    assert address(page) == "#call-length/wire"
    assert panel(page).locator(".excerpt mark.k").all_inner_texts() == ["two hours"]
    assert panel(page).locator(".excerpt mark.p").all_inner_texts() == ["85 minutes"]
    assert "another said" in panel(page).locator(".excerpt").first.inner_text()


def test_silence_is_explained_as_well(open_page: Open, report: str) -> None:
    page = open_page(report)
    cell(page, "call-length", "site").click()
    assert "nothing is stated about length" in panel(page).inner_text()
    assert address(page) == "#call-length/site"


def test_the_keyboard_alone_is_enough(open_page: Open, report: str) -> None:
    page = open_page(report)
    focused = "document.activeElement"
    page.locator("#clear").focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(f"{focused}.tagName === 'TD'"):
            break
    assert page.evaluate(f"{focused}.cellIndex") == 1
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    second = page.locator("#grid thead th").nth(2).text_content()
    assert address(page) == f"#call-length/{second}"
    assert page.evaluate(f"{focused}.id") == "panel-h"
    page.keyboard.press("ArrowRight")
    assert address(page) != f"#call-length/{second}"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    panel(page).wait_for(state="detached")
    assert address(page) == ""
    assert page.evaluate(f"{focused}.tagName") == "TD"
    page.keyboard.press("Control+End")
    assert page.evaluate(f"{focused}.parentNode === [...document.querySelectorAll('#grid tr[data-r]')].pop()")


def test_the_tab_key_stops_once_in_the_matrix(open_page: Open, report: str) -> None:
    page = open_page(report)
    assert page.locator('#grid td[tabindex="0"]').count() == 1
    assert page.locator('#grid td a:not([tabindex="-1"])').count() == 0


def test_a_link_to_a_finding_opens_it(open_page: Open, report: str) -> None:
    page = open_page(report, "#call-length/wire")
    assert "30 min above the range" in panel(page).inner_text()
    page.locator("#close").click()
    assert panel(page).count() == 0 and address(page) == ""
    assert page.evaluate("document.activeElement === document.querySelector('#grid td[tabindex=\"0\"]')")


def test_a_link_to_a_story_opens_it(open_page: Open, report: str) -> None:
    page = open_page(report, "#lengths-agree/story:default")
    shown = panel(page).inner_text()
    assert "The lengths agree" in shown and "spread(length) <= 15 min" in shown
    assert panel(page).locator(".excerpt").count() == 2


def test_a_link_to_nothing_opens_nothing(open_page: Open, report: str) -> None:
    for place in ("#no-such/rule", "#call-length/nobody", "#%", "#/", "#f:9:9", "#call-length/<img>"):
        assert panel(open_page(report, place)).count() == 0


def test_the_back_button_closes_and_forward_opens_again(open_page: Open, report: str) -> None:
    page = open_page(report)
    cell(page, "call-day", "wire").click()
    assert address(page) == "#call-day/wire"
    page.go_back()
    assert panel(page).count() == 0 and address(page) == ""
    page.go_forward()
    assert "The call was on 21 January" in panel(page).inner_text()
    page.reload()
    assert "The call was on 21 January" in panel(page).inner_text()


def test_closing_leaves_no_step_behind_for_the_back_button(open_page: Open, report: str) -> None:
    page = open_page(report)
    before = page.evaluate("history.length")
    cell(page, "call-day", "wire").click()
    page.locator("#after").click()
    page.locator("#close").click()
    panel(page).wait_for(state="detached")
    assert page.evaluate("history.length") <= before + 1 and address(page) == ""


def test_from_the_finding_into_the_article_and_back(open_page: Open, report: str) -> None:
    page = open_page(report, "#call-length/wire")
    panel(page).locator(".ev a", has_text="two hours").click()
    assert panel(page).count() == 0
    mark = page.locator(".m:target")
    assert mark.inner_text() == "two hours"
    mark.click()
    assert address(page) == "#call-length/wire" and "30 min above" in panel(page).inner_text()


def test_a_new_tab_is_the_reader_s_choice(open_page: Open, report: str) -> None:
    page = open_page(report)
    with page.context.expect_page() as opened:
        cell(page, "call-length", "wire").click(modifiers=["Control"])
    assert opened.value.url.endswith("#call-length/wire")
    assert panel(page).count() == 0


# Filters -------------------------------------------------------------------------------------------------------------


def visible_rules(page: Page) -> list[str]:
    # Before `make browser` there are no types of Playwright, and everything is Any.
    names: list[str] = page.locator("#grid tr[data-r]:visible th").all_inner_texts()
    return names


def test_filters_by_severity_and_tag(open_page: Open, report: str) -> None:
    page = open_page(report)
    page.select_option("select[name=severity]", "warning")
    assert visible_rules(page) == ["The call was on 21 January"]
    page.select_option("select[name=tag]", label="length")
    assert visible_rules(page) == [] and "0 of 4 rules, 0 findings" in page.locator("#shown").inner_text()
    page.click("#clear")
    assert len(visible_rules(page)) == 3 and "4 of 4 rules, 10 findings" in page.locator("#shown").inner_text()


def test_filters_by_verdict(open_page: Open, report: str) -> None:
    page = open_page(report)
    for kind in "pun":
        page.uncheck(f"input[name=verdict][value={kind}]")
    assert visible_rules(page) == ["The call took 80 to 90 minutes", "Japan is the host"]
    assert page.locator(".rule:visible").count() == 3
    assert page.locator("#grid td:not(.dim):visible").count() == 2
    assert "3 of 4 rules, 3 findings" in page.locator("#shown").inner_text()


def test_filters_by_article(open_page: Open, report: str) -> None:
    page = open_page(report)
    page.select_option("select[name=article]", label="wire")
    assert page.locator("#grid thead th:visible").all_inner_texts() == ["Rule", "wire"]
    assert page.locator("#articles article:visible h3").all_text_contents() == ["What the wire wrote"]
    assert page.locator(".item:visible h3").all_inner_texts() == ["The call took 80 to 90 minutes", "The lengths agree"]


def test_what_is_filtered_out_is_no_stop_on_the_way(open_page: Open, report: str) -> None:
    page = open_page(report, "#call-length/wire")
    page.locator("#close").click()
    for kind in "pun":
        page.uncheck(f"input[name=verdict][value={kind}]")
    cell(page, "call-length", "wire").click()
    page.locator("#after").click()
    assert address(page) == "#host/site"
    assert page.locator("#after").is_disabled()


# Without scripts, on paper, on a telephone ---------------------------------------------------------------------------


def test_without_scripts_everything_can_be_read_and_followed(open_page: Open, report: str) -> None:
    page = open_page(report, java_script_enabled=False)
    assert page.locator("#filters").is_hidden() and page.locator("#panel").is_hidden()
    cell(page, "call-length", "wire").locator("a").click()
    place = page.locator('[id="call-length/wire"]')
    assert place.is_visible() and place.evaluate("node => node.closest('details').open")
    assert "30 min above the range" in place.inner_text()
    place.locator(".ev a", has_text="two hours").click()
    assert page.url.split("#")[1].startswith("q:")
    for part in ("matrix", "stories", "values", "articles", "rules"):
        assert page.locator(f"#{part}").is_visible()


def test_on_paper_everything_is_open_and_nothing_asks_to_be_pressed(open_page: Open, report: str) -> None:
    page = open_page(report)
    page.emulate_media(media="print")
    assert page.locator("#filters").is_hidden()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".rule:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".rule[open]").count() == 0
    assert page.locator('[id="call-length/wire"]').evaluate(
        "node => node.checkVisibility({contentVisibilityAuto: true})"
    )
    assert len(page.pdf()) > 10_000


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
def test_only_the_matrix_scrolls_sideways(open_page: Open, sample: str, width: int) -> None:
    page = open_page(sample, viewport={"width": width, "height": 844})
    for place in ("", "#call-length/wire-2022-01-22"):
        page.evaluate(f"location.hash = '{place}'")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("document.getElementById('panel').scrollWidth") <= width


# Hostile words, and very many ----------------------------------------------------------------------------------------

HOSTILE = sorted({*NAUGHTY.values(), *CRAFTED}, key=len)


def hostile(seed: int) -> Report:
    words = HOSTILE[seed::12]
    one = made(words, seed)
    texts = {article.id: ArticleText("\n\n".join(words), 0, words[0]) for article in one.articles}
    return replace(one, exhibits=lambda: Exhibits(texts))


@pytest.mark.parametrize("seed", range(12))
def test_no_word_in_any_field_is_obeyed(open_page: Open, seed: int) -> None:
    page = open_page(render(hostile(seed)))
    names: list[str] = page.evaluate("[...document.querySelectorAll('ul[data-v] > li')].map(item => item.id)")
    for name in names:
        page.evaluate("name => { location.hash = `#${name}` }", name)
        panel(page).wait_for()
    page.evaluate("location.hash = ''")
    assert page.evaluate("document.scripts.length") == 1


def many() -> Report:
    """200 rules on 50 articles, all of which say something."""
    verdicts = (Verdict.PASS, Verdict.PASS, Verdict.UNSTATED, Verdict.CONFLICT, Verdict.UNSURE)
    articles = [f"publisher-{n:02}-2022-01-22" for n in range(50)]
    findings = [
        finding(f"meeting-rule-{r}", verdicts[(r * 7 + a) % 5], article=article, title=f"Rule {r} holds", reason="x")
        for r in range(200)
        for a, article in enumerate(articles)
    ]
    return report_of(findings, articles=articles)


def test_very_many_findings_stay_light_and_in_reach(open_page: Open) -> None:
    text = render(many())
    assert len(text.encode()) < 3_000_000
    page = open_page(text, "#meeting-rule-150/publisher-30-2022-01-22")
    assert "Rule 150 holds" in panel(page).inner_text()
    page.locator("#close").click()
    cell(page, "meeting-rule-4", "publisher-49-2022-01-22").click()
    assert address(page) == "#meeting-rule-4/publisher-49-2022-01-22"
    page.go_back()
    page.select_option("select[name=article]", label="publisher-03-2022-01-22")
    assert page.locator("#grid thead th:visible").count() == 2


# Judges --------------------------------------------------------------------------------------------------------------


def settings_of(width: int, scheme: str) -> dict[str, Any]:
    return {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(open_page: Open, sample: str, axe: str, width: int, scheme: str) -> None:
    # The page's own policy would keep the checker out.
    page = open_page(sample, bypass_csp=True, **settings_of(width, scheme))
    page.evaluate(f"{axe}; 0")

    def violations() -> list[Any]:
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]]

    assert violations() == []
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
    assert violations() == []
    page.evaluate("location.hash = '#call-length/wire-2022-01-22'")
    panel(page).wait_for()
    assert violations() == []
