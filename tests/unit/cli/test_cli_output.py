"""Where reports go: files that appear whole or not at all, and streams that break without noise."""

from __future__ import annotations

import json
import os
import shlex
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from factcheck.cli.output import write_whole

if TYPE_CHECKING:
    from conftest import Shell

TESTS = Path(__file__).parent
ENGINE = TESTS.parents[2] / "engine"
PROGRAM = """
import sys
sys.path.insert(0, {tests!r})
import conftest, factcheck
stub = conftest.StubPipeline()
sys.modules["factcheck.pipeline"] = factcheck.pipeline = stub
{setup}
from factcheck.cli.main import run_and_exit
run_and_exit()
"""
posix = pytest.mark.skipif(os.name != "posix", reason="about shells and devices")


def command(setup: str = "") -> list[str]:
    """A command line that runs in a process of its own, with the stub."""
    return [sys.executable, "-c", PROGRAM.format(tests=str(TESTS), setup=setup)]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ENGINE), "FACTCHECK_NO_CACHE": "1", **more}


def run(
    setup: str, *arguments: str, cwd: Path, more: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*command(setup), *arguments], cwd=cwd, env=environment(**(more or {})), capture_output=True, check=False
    )


def test_one_run_writes_every_output(shell: Shell, tmp_path: Path) -> None:
    result = shell("run", "-o", "r.json", "-o", "text=plain", "-o", "r.txt")
    assert result.code == 0
    assert json.loads((tmp_path / "r.json").read_text())["version"] == 1
    assert (tmp_path / "plain").read_text() == (tmp_path / "r.txt").read_text()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plain", "r.json", "r.txt"]


def test_a_report_that_cannot_be_written_is_exit_2(shell: Shell, tmp_path: Path) -> None:
    result = shell("run", "-o", "no-such-folder/r.json", "-o", "r.json")
    assert result.code == 2
    assert "cannot write no-such-folder/r.json: there is no folder no-such-folder; make it first" in result.err
    assert (tmp_path / "r.json").exists()


def test_a_folder_in_the_way(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "r.json").mkdir()
    assert shell("run", "-o", "r.json").code == 2
    assert list(tmp_path.iterdir()) == [tmp_path / "r.json"]


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    path = tmp_path / "r.json"
    path.write_text("old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(f"os.{failing}", fail)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interruption_while_writing_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "r.json", "new")
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_link_stays_a_link_and_a_mode_stays(tmp_path: Path) -> None:
    path, link = tmp_path / "r.json", tmp_path / "link.json"
    path.write_text("old")
    path.chmod(0o640)
    link.symlink_to(path)
    write_whole(link, "new")
    assert link.is_symlink() and path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    write_whole(Path(os.devnull), "new")
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


@posix
def test_killed_at_any_moment_the_file_is_old_or_new(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    old, new = "old\n" * 50_000, "new\n" * 50_000
    path.write_text(old)
    script = f"""
from pathlib import Path
from factcheck.cli.output import write_whole
texts = ["new\\n" * 50_000, "old\\n" * 50_000]
print("ready", flush=True)
for number in range(10**9):
    write_whole(Path({str(path)!r}), texts[number % 2])
"""
    for attempt in range(8):
        process = subprocess.Popen(
            [sys.executable, "-c", script], env=environment(), stdout=subprocess.PIPE, cwd=tmp_path
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.01 + attempt * 0.007)
        process.kill()
        process.wait()
        process.stdout.close()
        assert path.read_text() in (old, new)


@posix
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_reader_that_has_seen_enough(tmp_path: Path, form: str) -> None:
    setup = "stub.answers['run'] = conftest.report('shut', quote='word ' * 200_000)"
    process = subprocess.Popen(
        [*command(setup), "run", "-f", form],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 1


@posix
@pytest.mark.parametrize("redirection", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams(tmp_path: Path, redirection: str) -> None:
    line = " ".join(shlex.quote(word) for word in [*command(), "run", "-f", "json"])
    done = subprocess.run(["sh", "-c", f"{line} {redirection}"], cwd=tmp_path, env=environment(), check=False)
    assert done.returncode == 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_a_full_disk_behind_a_redirection(tmp_path: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*command(), "run"], cwd=tmp_path, env=environment(), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert b"cannot write to standard output" in done.stderr and b"Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_no_encoding_makes_it_fail(tmp_path: Path, encoding: str) -> None:
    setup = "stub.answers['run'] = conftest.report('shut', quote='岸田 é 😀')"
    done = run(setup, "run", cwd=tmp_path, more={"PYTHONIOENCODING": encoding})
    assert done.returncode == 1 and done.stderr == b""
    done = run(setup, "run", "-f", "json", cwd=tmp_path, more={"PYTHONIOENCODING": encoding})
    assert json.loads(done.stdout.decode("utf-8"))["findings"][0]["title"] == "岸田 é 😀"


@posix
def test_ctrl_c(tmp_path: Path) -> None:
    setup = """
import time
def wait(settings):
    print("ready", flush=True)
    time.sleep(60)
stub.run = wait
"""
    process = subprocess.Popen(
        [*command(setup), "run"], cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_as_a_module(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "factcheck", "--version"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        check=True,
    )
    assert done.stdout.startswith(b"factcheck ")


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    script = (
        "import sys; from factcheck.cli.main import main; main(['run', '--help']); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment(), capture_output=True, check=True
    )
    loaded = set(done.stderr.decode().split())
    heavy = {"rich", "yaml", "lark", "jsonschema", "re2", "pydantic", "importlib.metadata"}
    assert not loaded & heavy
    late = ("factcheck.evaluation", "factcheck.language", "factcheck.pipeline", "factcheck.loading.yaml_document")
    assert not [name for name in loaded if name.startswith(late)]
    assert {name for name in loaded if name.startswith("factcheck.reports.")} <= {"factcheck.reports.sanitise"}


@posix
def test_help_into_a_closed_reader(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [*command(), "run", "--help"],
        cwd=tmp_path,
        env=environment(),
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")
