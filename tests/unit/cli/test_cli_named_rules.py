"""Rules that are named may lie anywhere; only what the project file names is held to its folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.cli.main import main


def test_rules_outside_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, rules = tmp_path / "project", tmp_path / "rules.yaml"
    project.mkdir()
    (project / "factcheck.yaml").write_text("articles: articles\n")
    rules.write_text(
        "facts: {d: {type: number}}\nrules:\n  - {id: few, check: d < 3, tests: [{facts: {d: 2}, expect: pass}]}\n"
    )
    monkeypatch.chdir(project)
    assert main(["check", str(rules)]) == 0
    (project / "factcheck.yaml").write_text("rules: ../rules.yaml\n")
    assert main(["check"]) == 2
