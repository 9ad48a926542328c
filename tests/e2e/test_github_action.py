"""The step of the GitHub Action, run as a runner would: exit code, outputs, summary, SARIF, and no word obeyed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
ACTION = ROOT / "integrations" / "github"
pytestmark = pytest.mark.skipif(
    shutil.which("bash") is None or os.name == "nt", reason="runners start the step with bash"
)


def start(tmp_path: Path, base: str, **inputs: str) -> tuple[subprocess.CompletedProcess[str], dict[str, str], str]:
    """What the step printed, its outputs, and the summary of its job."""
    work, temp = tmp_path / "work", tmp_path / "temp dir"
    shutil.copytree(ROOT / "tests" / "e2e" / "bases" / base, work)
    temp.mkdir()
    command = tmp_path / "factcheck"
    engine = ROOT / "engine"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{engine}" exec "{sys.executable}" -m factcheck "$@"\n')
    command.chmod(0o755)
    defaults = yaml.safe_load((ACTION / "action.yml").read_text(encoding="utf-8"))["inputs"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FACTCHECK")}
    environment |= {f"INPUT_{name.upper()}": entry["default"] for name, entry in defaults.items()}
    environment |= {f"INPUT_{name.upper()}": value for name, value in inputs.items()}
    environment |= {
        "FACTCHECK": str(command),
        "GITHUB_ACTION_PATH": str(ACTION),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
        "RUNNER_TEMP": str(temp),
    }
    (tmp_path / "summary").write_text("before\n")
    done = subprocess.run(["bash", str(ACTION / "run.sh")], cwd=work, env=environment, capture_output=True, text=True)
    written = (tmp_path / "output").read_text().splitlines()
    assert not list(temp.iterdir())
    return done, dict(line.split("=", 1) for line in written), (tmp_path / "summary").read_text(encoding="utf-8")


def test_a_shut_gate(tmp_path: Path) -> None:
    done, outputs, summary = start(tmp_path, "storm", sarif="out.sarif")
    assert done.returncode == 1 and outputs == {"gate": "shut", "exit-code": "1"}
    assert done.stdout.startswith("::error file=articles/")
    assert summary.startswith("before\n## ❌ factcheck: gate shut")
    (run,) = json.loads((tmp_path / "work" / "out.sarif").read_text(encoding="utf-8"))["runs"]
    assert {result["kind"] for result in run["results"]} == {"fail"}


def test_an_open_gate(tmp_path: Path) -> None:
    done, outputs, summary = start(tmp_path, "calm")
    assert done.returncode == 0 and outputs["gate"] == "open"
    assert "gate open" in summary


def test_options_and_articles_line_by_line(tmp_path: Path) -> None:
    words = {"options": "--fail-on\nnever\n", "rules": "rules/", "articles": "facts/coast-news.yaml\n"}
    done, outputs, _ = start(tmp_path, "storm", **words)
    assert done.returncode == 0 and outputs["gate"] == "open", done.stderr


def test_articles_without_rules_are_refused(tmp_path: Path) -> None:
    done, outputs, _ = start(tmp_path, "storm", articles="facts/coast-news.yaml")
    assert done.returncode == 2 and outputs["gate"] == "refused" and "needs the input rules" in done.stderr


def test_inputs_are_words_and_never_run(tmp_path: Path) -> None:
    done, outputs, _ = start(tmp_path, "storm", rules="$(touch pwned)`touch pwned`; touch pwned")
    assert done.returncode == 2 and outputs["gate"] == "refused"
    assert not list(tmp_path.rglob("pwned"))


def test_the_action_passes_every_input_through_the_environment() -> None:
    action = yaml.safe_load((ACTION / "action.yml").read_text(encoding="utf-8"))
    (step,) = action["runs"]["steps"]
    assert "${{" not in step["run"]
    given = " ".join([*step["env"].values(), step["working-directory"]])
    assert all(f"inputs.{name} " in given for name in action["inputs"])


def test_the_hooks_name_commands_that_there_are() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {hook["id"]: hook["entry"] for hook in hooks} == {
        "factcheck-check": "factcheck check",
        "factcheck-run": "factcheck run --quiet",
    }
