"""From a baseline file to the conflicts that it knows, and from findings to the text of such a file.

The file is JSON with one conflict a line, so that two branches that change it can be merged line by line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from factcheck.diagnostics import Diagnostic
from factcheck.loading.document import Mapping
from factcheck.loading.files import read_text
from factcheck.loading.json_document import read_json
from factcheck.loading.validation import validate
from factcheck.model.report import Finding
from factcheck.model.truth import Verdict
from factcheck.named import NamedTuple
from factcheck.source import Passage

MOST_BYTES = 64 * 1024 * 1024
VERSION = 1


class Known(NamedTuple):
    """A conflict that was there when the baseline was written."""

    fingerprint: str
    rule: str
    article: str | None
    story: str | None
    at: Passage


class Baseline(NamedTuple):
    """A baseline under the name of its file."""

    name: str
    conflicts: tuple[Known, ...]


def load_baseline(path: str) -> tuple[Baseline | None, list[Diagnostic]]:
    """The conflicts of a file; None where it is not one that can be trusted as a whole."""
    source, problems = read_text(path, None, MOST_BYTES)
    if source is None:
        return None, problems
    data, problems = read_json(source)
    if problems:
        return None, problems
    problems = validate(data, "baseline", "a baseline", at=Passage(source, 0, len(source.text)))
    if problems or not isinstance(data, Mapping):
        return None, problems
    conflicts = data["conflicts"]
    known = (
        Known(entry["fingerprint"], entry["rule"], entry.get("article"), entry.get("story"), conflicts.item_at(index))
        for index, entry in enumerate(conflicts)
    )
    return Baseline(source.name, tuple(known)), []


def baseline_text(findings: Iterable[Finding]) -> tuple[str, int]:
    """The text of a baseline of all conflicts that no waiver covers, and how many they are."""
    entries = sorted(_line(finding) for finding in findings if _is_recorded(finding))
    body = "".join(f"\n  {line}," for line in entries).removesuffix(",") + "\n" if entries else ""
    return f'{{"version": {VERSION}, "conflicts": [{body}]}}\n', len(entries)


def _is_recorded(finding: Finding) -> bool:
    return finding.verdict is Verdict.CONFLICT and finding.waived is None


def _line(finding: Finding) -> str:
    whose = {"story": finding.story} if finding.article is None else {"article": finding.article}
    entry = {"rule": finding.rule, **whose, "fingerprint": finding.fingerprint, "reason": finding.reason}
    return json.dumps(entry, ensure_ascii=not all(map(str.isprintable, entry.values())))
