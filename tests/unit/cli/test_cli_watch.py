"""`--watch`: what is watched, when it judges again, how it ends; and the line that shows progress."""

from __future__ import annotations

import io
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest

from factcheck import progress
from factcheck.cli import progress as line
from factcheck.cli import run, watch
from factcheck.loading import ledger

ENGINE = Path(run.__file__).parents[2]
RULES = "facts:\n  d: {type: duration, unit: min}\nrules:\n  - id: length\n    check: d <= 90 min\n"
FACTS = "article: {id: wire}\nfacts:\n  - {fact: d, value: 2 hours}\n"
READY = "watching for changes"
PATIENCE = 15.0
"""Seconds after which a test gives up; a passing one never waits for them."""


def test_what_a_run_depended_on_is_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("rules/deep", "articles", "elsewhere"):
        Path(name).mkdir(parents=True)
    noted = ledger.Ledger()
    noted.walks.append(("rules", (".yaml",), []))
    noted.files |= {"rules/deep/a.yaml": "x", "articles/a.md": "y", "waivers.yaml": None, "gone/b.yaml": None}
    noted.probes["articles/a.meta.yaml"] = False
    (tmp_path / "linked.yaml").symlink_to(tmp_path / "elsewhere" / "linked.yaml")
    noted.files["linked.yaml"] = "z"
    found = {(os.path.relpath(folder, tmp_path), recursive) for folder, recursive, _ in watch.places_of(noted)}
    assert found == {("rules", True), ("articles", False), (".", False), ("elsewhere", False)}


class Watching:
    """`factcheck run --watch` in a process of its own."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "factcheck", "run", "--watch", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ | {"PYTHONPATH": str(ENGINE), "PYTHONUNBUFFERED": "1"},
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        assert self.process.stdout is not None
        self.process.stdout.close()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for text in self.process.stdout:
            self._lines.put(text)

    def page(self) -> str:
        """Everything up to the next time that it waits."""
        found = ""
        while READY not in found:
            found += self._lines.get(timeout=PATIENCE)
        return found

    def interrupt(self) -> tuple[int, str]:
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        rest = ""
        while not self._lines.empty():
            rest += self._lines.get()
        return code, rest


def save(name: str, text: str) -> None:
    """As editors save: a new file in the place of the old one, so that nobody sees half of it."""
    beside = Path(f"{name}~")
    beside.write_text(text)
    beside.replace(name)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("FACTCHECK_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    Path("rules").mkdir()
    Path("rules", "a.yaml").write_text(RULES)
    Path("wire.yaml").write_text(FACTS)
    return tmp_path


@pytest.mark.usefixtures("desk")
@pytest.mark.skipif(os.name == "nt", reason="a process there cannot be sent Ctrl-C alone")
def test_it_judges_again_with_every_change_and_ends_quietly() -> None:
    with Watching("rules", "wire.yaml", "-q", "-o", "report.json") as watching:
        assert "gate shut (exit 1)" in watching.page()
        save("wire.yaml", FACTS.replace("2 hours", "80 min"))
        assert "gate open (exit 0)" in watching.page()
        save("rules/a.yaml", RULES.replace("90", "60"))
        assert "gate shut (exit 1)" in watching.page()
        save("rules/b.yaml", "rules: [\n")
        assert "refused (exit 2)" in watching.page()
        Path("rules", "b.yaml").unlink()
        assert "gate shut (exit 1)" in watching.page()
        save("factcheck.yaml", "fail_on: never\n")
        assert "gate open (exit 0)" in watching.page()
        Path("rules").rename("away")
        assert "refused (exit 2)" in watching.page()
        Path("away").rename("rules")
        assert "gate open (exit 0)" in watching.page()
        os.utime("wire.yaml")  # nothing new in it: no new page
        assert watching.interrupt() == (130, "")
        assert '"gate": "open"' in Path("report.json").read_text()


@pytest.mark.usefixtures("desk")
def test_a_wrong_command_line_ends_it_at_once() -> None:
    with Watching("rules", "wire.yaml", "--fail-on", "sometimes") as watching:
        assert watching.process.wait(PATIENCE) == 2


# Progress ------------------------------------------------------------------------------------------------------------


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def nobody_watches() -> Iterator[None]:
    yield
    progress.show(None)


def go_through() -> list[int]:
    return list(progress.steps("reading articles:", [1, 2, 3]))


def test_a_long_run_shows_how_far_it_is_and_cleans_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(line, "PATIENCE", 0.0)
    monkeypatch.setattr(line, "PERIOD", 0.0)
    monkeypatch.setattr(sys, "stderr", screen := Terminal())
    with line.shown():
        assert go_through() == [1, 2, 3]
    assert screen.getvalue() == (
        "\rreading articles: 0 of 3\x1b[K\rreading articles: 1 of 3\x1b[K\rreading articles: 2 of 3\x1b[K\r\x1b[K"
    )
    assert go_through() == [1, 2, 3]


@pytest.mark.parametrize(("screen", "term"), [(io.StringIO(), "xterm"), (Terminal(), "dumb"), (Terminal(), "xterm")])
def test_a_short_run_or_one_without_a_terminal_shows_nothing(
    monkeypatch: pytest.MonkeyPatch, screen: io.StringIO, term: str
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr(sys, "stderr", screen)
    with line.shown():
        assert go_through() == [1, 2, 3]
    assert screen.getvalue() == ""


def test_no_standard_error_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    with line.shown():
        assert go_through() == [1, 2, 3]


def test_a_new_page_clears_the_screen_of_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    watch._clear_screen()
    assert capsys.readouterr().out == ""
    monkeypatch.setattr(sys, "stdout", screen := Terminal())
    watch._clear_screen()
    assert screen.getvalue() == "\x1b[H\x1b[2J\x1b[3J"
