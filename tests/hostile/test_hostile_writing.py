"""Disks that are full, folders that take nothing, readers that go away, interruptions: the old file or the new one,
an exit code that says so, and no traceback.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from hostile_project import ENGINE, EVERYTHING, RUN, environment, process, say, without_privileges, write, write_project

pytestmark = pytest.mark.skipif(os.name != "posix", reason="about devices, limits and signals of POSIX")
OLD: Final = "the old report\n"
FORMATS: Final = ("text", "json")


def start(*arguments: str, **more: Any) -> subprocess.Popen[bytes]:
    """The command line as users start it."""
    more.setdefault("stdout", subprocess.PIPE)
    more.setdefault("stderr", subprocess.PIPE)
    return subprocess.Popen(
        [sys.executable, "-m", "factcheck", *arguments], env=environment(), stdin=subprocess.DEVNULL, **more
    )


def end(started: subprocess.Popen[bytes]) -> tuple[int, bytes, bytes]:
    out, err = started.communicate(timeout=120)
    for page in (out or b"", err or b""):
        assert b"Traceback" not in page
        assert b"Exception ignored" not in page
    return started.returncode, out, err


def leftovers(folder: str = ".") -> list[str]:
    return [name for name in os.listdir(folder) if name.endswith(".tmp")]


# Files ---------------------------------------------------------------------------------------------------------------


def limited(size: int) -> Callable[[], None]:
    """A limit to the size of files, which is how a full disk can be had without being root."""

    def limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.parametrize(("form", "size"), [("text", 0), ("json", 1), ("json", 100)])
def test_a_disk_that_is_full(form: str, size: int) -> None:
    write_project({"report": OLD})
    started = start(*RUN, "-o", f"{form}=report", preexec_fn=limited(size))  # nothing runs beside it
    code, out, err = end(started)
    assert code == 2
    assert b"cannot write report: File too large" in err
    assert b"CONFLICT" in out
    assert Path("report").read_text() == OLD
    assert not leftovers()


def test_a_disk_that_is_full_for_one_of_two() -> None:
    write_project({"r.json": OLD})
    code, _, err = end(start(*RUN, "-o", "/dev/full", "-o", "json=/dev/full", "-o", "r.json"))
    assert code == 2
    assert b"/dev/full" in err
    code, _, err = end(start(*RUN, "-o", "json=/dev/full", "-o", "r.json"))
    assert code == 2
    assert b"cannot write /dev/full: No space left on device" in err
    assert json.loads(Path("r.json").read_text())["version"] == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
@pytest.mark.parametrize("form", FORMATS)
def test_standard_output_that_is_full(form: str) -> None:
    write_project()
    with open("/dev/full", "wb") as full:
        code, _, err = end(start(*RUN, "-f", form, stdout=full))
    assert code == 2
    assert b"cannot write to standard output: No space left on device" in err
    with open("/dev/full", "wb") as full:
        assert end(start(*RUN, "-f", form, stderr=full))[0] == 1


@pytest.mark.parametrize(
    "path", ["nowhere/report.json", "rules/rules.yaml/report.json", "folder.json", "r" * 300 + ".json"]
)
def test_places_that_take_no_file(path: str) -> None:
    write_project()
    os.mkdir("folder.json")
    before = {file: file.read_bytes() for file in Path().rglob("*") if file.is_file()}
    said = say(*RUN, "-o", f"json={path}")
    assert said.code == 2
    assert "cannot write" in said.err
    assert {file: file.read_bytes() for file in Path().rglob("*") if file.is_file()} == before


def test_a_folder_that_may_not_be_written() -> None:
    write_project({"out/report.json": OLD})
    os.chmod("out", 0o500)
    try:
        ended = process(*RUN, "-o", "out/report.json", before=without_privileges)
    finally:
        os.chmod("out", 0o700)
    assert ended.code == 2
    assert b"cannot write out/report.json: Permission denied" in ended.err
    assert ended.out.rstrip().endswith(b"refused (exit 2)")
    assert Path("out/report.json").read_text() == OLD
    assert not leftovers("out")


COMMANDS: Final = {
    "run": ("run", "rules", "facts"),
    "check": ("check", "rules"),
    "test": ("test", "rules"),
}
GOOD: Final = "article: {id: wire}\nfacts: [{fact: length, value: 85 min}]\n"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_page_agrees_with_the_exit_code(command: str, form: str) -> None:
    """A gate is not open while its report is missing, nor a report that could be written anything but right."""
    write_project({"facts/wire.yaml": GOOD})
    line = (*COMMANDS[command], "-f", form, "--no-cache")
    assert say(*line).code == 0
    for outputs in (("nowhere/r.json",), ("nowhere/r.json", "r.txt"), ("r.txt", "nowhere/r.json"), ("rules.json",)):
        Path("rules.json").mkdir(exist_ok=True)
        said = say(*line, *(word for output in outputs for word in ("-o", output)))
        assert said.code == 2
        assert said.err.startswith("factcheck: cannot write ")
        assert not claims(said.out)
        if form == "text":
            assert said.out.rstrip().endswith("refused (exit 2)")
        elif command == "run":
            assert json.loads(said.out)["summary"]["gate"] == "refused"
        assert ("r.txt" not in outputs) or Path("r.txt").read_text().rstrip().endswith("(exit 0)")


def claims(page: str) -> set[str]:
    """What a page says that means: everything is right."""
    return {claim for claim in ("gate open", "ready to run", "all as expected", "(exit 0)", '"open"') if claim in page}


def test_an_answer_from_the_cache_that_cannot_be_written() -> None:
    """The first run is judged and kept, the second is said again."""
    write_project({"facts/wire.yaml": GOOD})
    assert [say("run", "rules", "facts").code for _ in range(2)] == [0, 0]
    for form in FORMATS:
        for _ in range(2):
            end(start("run", "rules", "facts", "-f", form))
            with open("/dev/full", "wb") as full:
                code, _, err = end(start("run", "rules", "facts", "-f", form, stdout=full))
            assert (code, err) == (2, b"factcheck: cannot write to standard output: No space left on device\n")


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt(), MemoryError()])
@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
def test_a_failure_at_any_step(step: str, error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    write_project({"r.json": OLD})

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(os, step, fail)
    from factcheck.cli.output import write_whole

    if step == "chmod" and isinstance(error, OSError):
        write_whole(Path("r.json"), "new")  # a mode that cannot be set is not worth failing for
        return
    with pytest.raises(type(error)):
        write_whole(Path("r.json"), "new")
    assert Path("r.json").read_text() == OLD
    assert not leftovers()


def test_outputs_that_are_inputs() -> None:
    """A report over a rule file is what was asked for; the run has read the rules by then."""
    write_project()
    assert say(*RUN, "-o", "json=rules/rules.yaml").code == 1
    assert say(*RUN).code == 2


def test_a_link_as_output(folder: Path) -> None:
    write_project()
    (folder.parent / "real.json").write_text(OLD)
    os.symlink("../real.json", "r.json")
    assert say(*RUN, "-o", "r.json").code == 1
    assert os.path.islink("r.json")
    assert json.loads((folder.parent / "real.json").read_text())["version"] == 1


# Streams -------------------------------------------------------------------------------------------------------------


def many(count: int) -> str:
    """A file of rules that all conflict."""
    rules = "".join(f"  - {{id: r-{number}, check: length < {number} s}}\n" for number in range(1, count + 1))
    return f"rules:\n{rules}"


def shell(line: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"],
        env=environment(P=f"{sys.executable} -m factcheck"),
        capture_output=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize(
    ("form", "reader"), [("text", "head -1"), ("json", "head -c 1"), ("text", "true"), ("json", "sleep 0")]
)
def test_a_reader_that_goes_away(form: str, reader: str) -> None:
    write_project({"rules/many.yaml": many(400)})
    done = shell(f"$P {' '.join(RUN)} -f {form} | {reader}")
    assert done.returncode in (1, 141)
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("form", "redirection"),
    [("text", ">&-"), ("json", ">&-"), ("text", "2>&-"), ("json", ">&- 2>&-"), ("text", "<&- >&- 2>&-")],
)
def test_streams_that_are_closed(form: str, redirection: str) -> None:
    write_project()
    done = shell(f"$P {' '.join(RUN)} -f {form} -o r.json {redirection}")
    assert (done.returncode, done.stderr) == (1, b"")
    assert json.loads(Path("r.json").read_text())["version"] == 1


def test_closed_streams_and_a_refusal() -> None:
    write_project()
    assert shell("$P run rules nowhere >&- 2>&-").returncode == 2


def test_messages_that_nobody_reads() -> None:
    write_project({"rules/bad.yaml": "[" * 100})
    done = shell(f"$P {' '.join(RUN)} -f json 2> >(exec true)")
    assert done.returncode == 2


# Interruptions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seconds", [0.05, 0.25, 0.6])
def test_an_interruption(seconds: float) -> None:
    """At any moment: before anything is imported, while rules are read, while articles are judged."""
    facts = "".join(f"  - {{fact: length, value: {number} min}}\n" for number in range(300))
    write_project({"rules/many.yaml": many(3_000), "facts/many.yaml": f"article: {{id: many}}\nfacts:\n{facts}"})
    write({"r.json": OLD})
    started = start(*RUN, "-o", "r.json")
    time.sleep(seconds)
    started.send_signal(signal.SIGINT)
    code, _, err = end_of_interrupted(started)
    assert code in (130, 1, -signal.SIGINT)
    assert (code == 1) == (Path("r.json").read_text() != OLD)
    if code == 130:
        assert err == b""
    assert not leftovers()


def end_of_interrupted(started: subprocess.Popen[bytes]) -> tuple[int, bytes, bytes]:
    """As `end`; before the program itself runs, the interpreter ends in its own way."""
    out, err = started.communicate(timeout=120)
    if started.returncode == -signal.SIGINT or b"Could not import runpy" in err:
        return -signal.SIGINT, out, err
    assert b"Traceback" not in err
    return started.returncode, out, err


def test_an_interruption_while_judging() -> None:
    """The usual one: the program has been running for a while."""
    program = (
        "import os, signal, sys\n"
        "from factcheck import pipeline\n"
        "run = pipeline.run\n"
        "def interrupted(settings):\n"
        "    report = run(settings)\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    return report\n"
        "pipeline.run = interrupted\n"
        "from factcheck.cli.main import run_and_exit\n"
        "run_and_exit()\n"
    )
    write_project({"r.json": OLD})
    done = subprocess.run(
        [sys.executable, "-c", program, *RUN, "-o", "r.json"],
        env=environment(),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")
    assert Path("r.json").read_text() == OLD


# Many times ----------------------------------------------------------------------------------------------------------

TIMES: Final = {
    "killed": (200, 1_000),
    "killed_at_each_step": (80, 80),
    "together": (50, 400),
    "interrupted": (20, 1_000),
}
"""What is done to children, how often, and how often with HOSTILE=all."""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="children are made by forking")
@pytest.mark.parametrize("work", TIMES)
def test_children(work: str) -> None:
    """Killed at random, killed at every step of writing, eight at once, interrupted anywhere: no file is half."""
    write_project()
    script = Path(__file__).with_name("hostile_forks.py")
    done = subprocess.run(
        [sys.executable, str(script), work, str(TIMES[work][EVERYTHING])],
        env=environment(PYTHONPATH=os.pathsep.join([str(ENGINE), str(script.parent)])),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")
