"""From a waivers file to waivers, and what they cover."""

from __future__ import annotations

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic
from factcheck.loading.document import Mapping
from factcheck.loading.files import read_text
from factcheck.loading.validation import validate
from factcheck.loading.yaml_document import read_yaml
from factcheck.model.period import ImpossibleDate, parse_edtf
from factcheck.named import NamedTuple
from factcheck.source import Passage

MOST_BYTES = 4 * 1024 * 1024


class Waiver(NamedTuple):
    """Somebody's word that a conflict is known and accepted, until a day (an ordinal, included)."""

    rule: str
    article: str | None
    story: str | None
    reason: str
    until: int
    at: Passage


def load_waivers(path: str) -> tuple[list[Waiver], list[Diagnostic]]:
    """The waivers of a file."""
    source, problems = read_text(path, None, MOST_BYTES)
    if source is None:
        return [], problems
    data, problems = read_yaml(source, strict_characters=True)
    if problems:
        return [], problems
    invalid = validate(data, "waivers", "a waivers file")
    if invalid or not isinstance(data, Mapping):
        return [], invalid
    waivers: list[Waiver] = []
    for index, entry in enumerate(data["waivers"]):
        try:
            day = parse_edtf(entry["until"])
        except ImpossibleDate as impossible:
            at = entry.value_at("until")
            problems.append(diagnostics.impossible_period(at, entry["until"], str(impossible)))
            continue
        assert day is not None
        waivers.append(
            Waiver(
                entry["rule"],
                entry.get("article"),
                entry.get("story"),
                entry["reason"],
                int(day.last),
                data["waivers"].item_at(index),
            )
        )
    return waivers, problems
