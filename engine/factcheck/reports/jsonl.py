"""Turns a report into JSON Lines: a finding a line as in the JSON report, and last the rest of that report.

For programs that read a stream. Whoever counts on the end of it looks for the line of kind `report`.
"""

from __future__ import annotations

import json

from factcheck.model.report import Report
from factcheck.reports.json_report import Document, document
from factcheck.reports.sanitise import for_json


def render(report: Report) -> str:
    """One JSON object on every line."""
    rest = document(report)
    findings = rest.pop("findings")
    lines: list[Document] = [{"kind": "finding", **finding} for finding in findings]
    lines.append({"kind": "report", **rest})
    return "".join(for_json(json.dumps(line, ensure_ascii=False)) + "\n" for line in lines)
