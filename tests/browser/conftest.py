"""A real Chromium, a small project to look at, and a page that notes whatever must not happen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from factcheck.model.report import Report
from factcheck.pipeline import Settings, run
from factcheck.reports.html_report import render

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

ROOT = Path(__file__).parents[2]
INSTALLED = ROOT / ".venv" / "browser"
"""Where `make browser` puts what these tests need."""


def chromium() -> str | None:
    noted = INSTALLED / "chromium"
    names = [os.environ.get("FACTCHECK_CHROMIUM"), noted.read_text() if noted.is_file() else None]
    names += ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    return next((path for name in names if name and (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make browser")
    path = chromium()
    if path is None:
        pytest.skip("no Chromium was found: make browser, or set FACTCHECK_CHROMIUM")
    with api.sync_playwright() as playwright:
        # Its sandbox needs rights that containers seldom give; all it opens here are pages made by the tests.
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


Open = Callable[..., "Page"]


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a page's text as a file; at the end no console message, dialog or request may have been seen."""
    seen: list[str] = []
    contexts = []

    def open_(text: str, place: str = "", **settings: Any) -> Page:
        file = tmp_path / "report.html"
        file.write_text(text, encoding="utf-8")
        settings = {"viewport": {"width": 1280, "height": 900}} | settings
        context = browser.new_context(**settings)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()

        def note_dialog(dialog: Dialog) -> None:
            seen.append(f"dialog: {dialog.message}")
            dialog.dismiss()

        page.on("console", lambda message: seen.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: seen.append(f"error: {error}"))
        page.on("dialog", note_dialog)
        page.on("request", lambda request: _note_request(seen, request.url, file.as_uri()))
        page.goto(file.as_uri() + place)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert seen == []


def _note_request(seen: list[str], address: str, own: str) -> None:
    if address.partition("#")[0] != own:
        seen.append(f"request: {address}")


# A project -----------------------------------------------------------------------------------------------------------

VOCABULARY = """facts:
  length: {type: duration, unit: min, about: How long the call took}
  day: {type: period, about: On which day it was}
  host: {type: country}
"""
RULES = """rules:
  - id: call-length
    title: The call took 80 to 90 minutes
    check: length in [80, 90] min
    message: "says {length}; expected {expected}"
    why: Both governments gave this on the day.
    references: ["https://example.org/readout", "javascript:alert(1)"]
    tags: [length]
  - {id: call-day, title: The call was on 21 January, check: day == 2022-01-21, tags: [day], severity: warning}
  - {id: host, title: Japan is the host, check: host == Japan, tags: [day], severity: note}
  - {id: lengths-agree, title: The lengths agree, check: spread(length) <= 15 min, tags: [length]}
"""
ARTICLES = {
    "agency": ("The call took about 80 minutes on 21 January.\n\nJapan is the host.", ["about 80 minutes"], "Japan"),
    "wire": (
        "It took two hours, said one; another said 85 minutes.\n\nIt was on Friday.",
        ["two hours", "85 minutes"],
        "",
    ),
    "site": ("The leaders spoke.\n\nIndia is the host.", [], "India"),
}


@pytest.fixture(scope="session")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("project")
    for name in ("rules", "articles", "facts"):
        (folder / name).mkdir()
    (folder / "rules" / "rules.yaml").write_text(RULES, encoding="utf-8")
    (folder / "rules" / "vocabulary.yaml").write_text(VOCABULARY, encoding="utf-8")
    for name, (text, lengths, host) in ARTICLES.items():
        header = f"---\nid: {name}\ntitle: What the {name} wrote\npublisher: The {name}\npublished: 2022-01-22\n---\n"
        (folder / "articles" / f"{name}.md").write_text(header + text, encoding="utf-8")
        facts = [("length", length, length) for length in lengths]
        facts += [("host", host, host)] if host else []
        facts += [("day", "2022-01-21", "21 January")] if name == "agency" else []
        facts += [("day", "2022-01", "Friday")] if name == "wire" else []
        lines = [
            f'  - {{fact: {fact}, value: "{value}", evidence: {{quote: "{words}"}}}}' for fact, value, words in facts
        ]
        (folder / "facts" / f"{name}.yaml").write_text(
            "\n".join([f"article: {{id: {name}}}", "facts:", *lines]), encoding="utf-8"
        )
    report = run(Settings(rules=(folder / "rules",), articles=(folder / "articles",), facts=(folder / "facts",)))
    assert report.diagnostics == ()
    return report


@pytest.fixture(scope="session")
def report(judged: Report) -> str:
    return render(judged)


@pytest.fixture(scope="session")
def sample() -> str:
    """The report of the project's own sample."""
    return render(
        run(Settings(rules=(ROOT / "rules",), articles=(ROOT / "seeds/articles",), facts=(ROOT / "seeds/facts",)))
    )


def _module(name: str) -> Path:
    """A package from npm."""
    path = INSTALLED / "node_modules" / name
    if not path.is_dir():
        pytest.skip(f"{name} is not installed: make browser")
    return path


@pytest.fixture(scope="session")
def axe() -> str:
    return (_module("axe-core") / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def html_validate() -> Path:
    return _module("html-validate").parent / ".bin" / "html-validate"


@pytest.fixture(scope="session")
def nu_checker() -> Path:
    if shutil.which("java") is None:
        pytest.skip("the Nu checker needs Java, which is not here")
    return _module("vnu-jar") / "build" / "dist" / "vnu.jar"
