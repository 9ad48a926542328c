"""The table of report formats: a name, the function that turns a report into text, and the suffixes of its files.

A new format is a module with a `render` of its own, one function here, and one line in the table. The modules are
imported only when their format is asked for, so that the usual run does not pay for the others.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from factcheck.model.report import Report
from factcheck.named import NamedTuple
from factcheck.reports.view import View


class Renderer(NamedTuple):
    """`render` is pure: the same report and view give the same text, byte for byte."""

    render: Callable[[Report, View], str]
    suffixes: tuple[str, ...] = ()
    remark: Callable[[Report], str | None] | None = None
    """What to tell whoever asked for the format, beside the report: what it lacks."""


def _text(report: Report, view: View) -> str:
    from factcheck.reports.text_report import render

    return render(report, view)


def _json(report: Report, _view: View) -> str:
    from factcheck.reports.json_report import render

    return render(report)


def _jsonl(report: Report, _view: View) -> str:
    from factcheck.reports.jsonl import render

    return render(report)


def _sarif(report: Report, view: View) -> str:
    from factcheck.reports.sarif import render

    return render(report, view)


def _junit(report: Report, _view: View) -> str:
    from factcheck.reports.junit import render

    return render(report)


def _github(report: Report, view: View) -> str:
    from factcheck.reports.github import render

    return render(report, view)


def _gitlab(report: Report, view: View) -> str:
    from factcheck.reports.gitlab import render

    return render(report, view)


def _markdown(report: Report, view: View) -> str:
    from factcheck.reports.markdown import render

    return render(report, view)


def _tap(report: Report, _view: View) -> str:
    from factcheck.reports.tap import render

    return render(report)


def _csv(report: Report, _view: View) -> str:
    from factcheck.reports.csv_report import render

    return render(report)


def _claimreview(report: Report, _view: View) -> str:
    from factcheck.reports.claimreview import render

    return render(report)


def _of_claimreview(report: Report) -> str | None:
    from factcheck.reports.claimreview import remark

    return remark(report)


def _html(report: Report, _view: View) -> str:
    from factcheck.reports.html_report import render

    return render(report)


RENDERERS: Final[dict[str, Renderer]] = {
    "text": Renderer(_text, (".txt",)),
    "json": Renderer(_json, (".json",)),
    "html": Renderer(_html, (".html", ".htm")),
    "jsonl": Renderer(_jsonl, (".jsonl",)),
    "sarif": Renderer(_sarif, (".sarif",)),
    "junit": Renderer(_junit, (".junit.xml",)),
    "github": Renderer(_github),
    "gitlab": Renderer(_gitlab),
    "markdown": Renderer(_markdown, (".md",)),
    "tap": Renderer(_tap, (".tap",)),
    "csv": Renderer(_csv, (".csv",)),
    "claimreview": Renderer(_claimreview, remark=_of_claimreview),
}
