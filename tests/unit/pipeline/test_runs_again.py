"""A run that uses again what the last one worked out says, letter for letter, what a run from nothing says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck import kept, pipeline
from factcheck.evaluation import compiled
from factcheck.model.rule import Rule
from factcheck.pipeline import Settings, rule_bases
from factcheck.reports import json_report

VOCABULARY = """facts:
  d: {type: duration, unit: min, extract: ["lasted {value}"]}
  host: {type: country}
"""
RULES = """rules:
  - {id: length, title: T, check: d <= 90 min}
  - {id: lengths-agree, check: spread(d) <= 10 min}
"""
MORE = 'rules:\n  - {id: host, check: host == Japan, message: "says {host}"}\n'
TEXT = "---\nid: wire\npublished: 2022-01-21\n---\nThe call lasted two hours.\n"
FACTS = "article: {id: post}\nfacts:\n  - {fact: d, value: 80 min}\n  - {fact: host, value: Japan}\n"
FILES = {
    "rules/v.yaml": VOCABULARY,
    "rules/a.yaml": RULES,
    "rules/b.yaml": MORE,
    "in/wire.md": TEXT,
    "in/f.yaml": FACTS,
}
EDITS: list[tuple[str, str | None]] = [
    ("rules/b.yaml", MORE),  # the same once more
    ("rules/a.yaml", "\n" + RULES),  # everything one line further down
    ("rules/a.yaml", RULES.replace("90 min", "3 h")),
    ("rules/b.yaml", MORE.replace("id: host", "id: length")),  # an id for the second time
    ("rules/b.yaml", MORE.replace("Japan", "Jpan")),  # no rule any more
    ("rules/b.yaml", "rules: [\n"),
    ("rules/b.yaml", None),
    ("rules/b.yaml", MORE),
    ("rules/a.yaml", RULES.replace("title: T", "titel: T")),  # outside the schema
    ("rules/a.yaml", RULES),
    ("rules/v.yaml", VOCABULARY.replace("lasted", "took")),  # the text says nothing any more
    ("rules/v.yaml", VOCABULARY.replace("{value}", "{valeu}")),
    ("rules/v.yaml", VOCABULARY.replace("  host", "  hosts")),  # a fact that a rule reads is gone
    ("rules/v.yaml", VOCABULARY),
    ("in/wire.md", TEXT.replace("two hours", "85 minutes")),
    ("in/wire.md", TEXT.replace("id: wire", "id: radio")),
    ("in/wire.md", "\n\n".join(TEXT.rsplit("\n", 1))),
    ("in/f.yaml", FACTS.replace("Japan", "India")),
    ("in/f.yaml", "# first\n" + FACTS.replace("Japan", "India")),
    ("in/f.yaml", FACTS.replace("80 min", "{min: 1, unit: min}")),
    (
        "in/f.yaml",
        "article: {id: wire, source: wire.md}\nfacts:\n  - {fact: d, value: 1 h, evidence: {quote: two hours}}\n",
    ),
    ("in/wire.md", TEXT.replace("two hours", "85 minutes")),  # the quote of a file that has not changed is stale
    ("in/f.yaml", None),
]


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text)
    yield Settings(rules=(Path("rules"),), articles=(Path("in"),), today=738_000)
    kept.end()


def test_the_report_is_that_of_a_first_run(settings: Settings) -> None:
    pages = set()
    for name, text in [("rules/a.yaml", RULES), *EDITS]:
        if text is None:
            Path(name).unlink()
        else:
            Path(name).write_text(text)
        kept.begin()
        again = json_report.render(pipeline.run(settings))
        last, kept._last = kept._last, None
        assert again == json_report.render(pipeline.run(settings)), (name, text)
        kept._last = last
        pages.add(again)
    assert len(pages) > 15


def test_only_the_rules_of_a_changed_file_are_compiled_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def compile_rule(rule: Rule, *others: object) -> object:
        seen.append(rule.id)
        return compiled.compile_rule(rule, *others)  # type: ignore[arg-type]  # passed on as they come

    monkeypatch.setattr(rule_bases, "compile_rule", compile_rule)
    rounds = []
    for name, text in (("rules/a.yaml", RULES), ("in/wire.md", TEXT + "\n"), ("rules/b.yaml", MORE + "\n")):
        Path(name).write_text(text)
        seen.clear()
        kept.begin()
        pipeline.run(settings)
        rounds.append(list(seen))
    assert rounds == [["length", "lengths-agree", "host"], [], ["host"]]
