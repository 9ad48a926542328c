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
    suffixes: tuple[str, ...]


def _text(report: Report, view: View) -> str:
    from factcheck.reports.text_report import render

    return render(report, view)


def _json(report: Report, _view: View) -> str:
    from factcheck.reports.json_report import render

    return render(report)


RENDERERS: Final[dict[str, Renderer]] = {
    "text": Renderer(_text, (".txt",)),
    "json": Renderer(_json, (".json",)),
}
