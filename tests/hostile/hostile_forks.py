"""Children of a process that has imported the engine: killed, interrupted, or measured. They cost a hundredth of what a
process of its own costs, so that there can be many.

A script, since the process that runs the tests may have threads: `python hostile_forks.py killed 200`, in a folder with
a project in it. It prints what was not as it must be, and then its exit code is not 0.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, Final, NamedTuple

from hostile_project import RUN

from factcheck.cli import output, outputs
from factcheck.cli.main import main, run_and_exit

LINES: Final = tuple((*RUN, *more, "-o", "r.json", "-o", "r.txt") for more in ((), ("--ignore", "lengths-agree")))
"""Two command lines that write different reports into the same files."""
REPORTS: Final = ("r.json", "r.txt")
OLD: Final = b"the old report\n"
ERRORS: Final = "errors"
"""The file that holds what a child wrote to standard error."""
_FAILED = 99


class Ended(NamedTuple):
    """How a child ended: its exit code (negative: the signal), CPU seconds, largest memory in bytes."""

    code: int
    seconds: float
    memory: int


def begun(work: Callable[[], Any]) -> int:
    """The process id of a child that does some work and then ends; what it prints is lost or kept in a file."""
    child = os.fork()
    if child:
        return child
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(os.open(ERRORS, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
        work()
        os._exit(0)
    except SystemExit as end:
        os._exit(int(end.code or 0))
    except BaseException as error:
        os.write(2, f"Traceback: {error!r}".encode())
        os._exit(_FAILED)


def ended(child: int) -> Ended:
    """Wait for a child."""
    _, status, usage = os.wait4(child, 0)
    memory = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Ended(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, memory)


def reports() -> list[bytes]:
    return [Path(name).read_bytes() for name in REPORTS]


def leftovers() -> list[str]:
    return [name for name in os.listdir() if name.endswith(".tmp")]


def imported() -> None:
    """Run once in this process, so that its children need not import what a run imports."""
    with contextlib.redirect_stdout(io.StringIO()):
        main(LINES[0])


def _versions() -> list[set[bytes]]:
    """What each of the two files may hold."""
    written = []
    for line in LINES:
        assert ended(begun(lambda line=line: sys.exit(main(line)))).code == 1  # type: ignore[misc]  # as of a loop
        written.append(reports())
    first, second = written
    assert first[0] != second[0]
    return [set(both) for both in zip(first, second, strict=True)]


def killed(count: int) -> list[str]:
    """Kill so many children that write reports all the time; their files are the old ones or the new ones."""
    imported()
    versions = _versions()

    def write_on() -> None:
        while True:
            for line in LINES:
                main(line)

    failures, moment = [], random.Random(count)
    for number in range(count):
        child = begun(write_on)
        time.sleep(moment.uniform(0.001, 0.03))
        os.kill(child, signal.SIGKILL)
        if (code := ended(child).code) != -signal.SIGKILL:
            failures.append(f"{number}: it ended with {code}, before it was killed")
        for name, found, known in zip(REPORTS, reports(), versions, strict=True):
            if found not in known:
                failures.append(f"{number}: {name} is neither the old one nor the new one: {found[-80:]!r}")
    _clean()
    return failures


def killed_at_each_step(least: int) -> list[str]:
    """Kill children before and after each call that writing a report makes; at least so many must have been killed."""
    imported()
    versions = _versions()

    def killed_at(step: int) -> Callable[[], None]:
        def work() -> None:
            left = [step]

            def count_down(frame: FrameType, *_: object) -> None:
                if frame.f_code.co_filename == output.__file__:
                    left[0] -= 1
                    if left[0] == 0:
                        os.kill(os.getpid(), signal.SIGKILL)

            def watched(path: Path, text: str) -> None:
                sys.setprofile(count_down)
                output.write_whole(path, text)
                sys.setprofile(None)

            outputs.__dict__["write_whole"] = watched
            sys.exit(main(LINES[step % 2]))

        return work

    failures, step, half_written = [], 0, 0
    code = -signal.SIGKILL
    while code == -signal.SIGKILL:
        step += 1
        code = ended(begun(killed_at(step))).code
        for name, found, known in zip(REPORTS, reports(), versions, strict=True):
            if found not in known:
                failures.append(f"step {step}: {name} is neither the old one nor the new one: {found[-80:]!r}")
        half_written += len(leftovers())
        _clean()
    if code != 1 or step <= least or not half_written:
        failures.append(f"{step} steps, of which {half_written} left a file over; the last one ended with {code}")
    return failures


def _clean() -> None:
    for name in leftovers():
        os.unlink(name)


def together(count: int) -> list[str]:
    """Eight children at once write the same reports so many times, and every report that is read meanwhile is whole."""
    imported()
    versions = _versions()

    def write_often() -> None:
        for number in range(count):
            if main(LINES[number % 2]) != 1:
                sys.exit(_FAILED)

    running = [begun(write_often) for _ in range(8)]
    failures: list[str] = []
    while running and not failures:
        for name, found, known in zip(REPORTS, reports(), versions, strict=True):
            if found not in known:
                failures.append(f"{name} is not whole: {found[-80:]!r}")
        child, status = os.waitpid(-1, os.WNOHANG)
        if child:
            running.remove(child)
            if status:
                failures.append(f"one ended with {os.waitstatus_to_exitcode(status)}")
    for child in running:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return [*failures, *(f"left over: {name}" for name in leftovers())]


def interrupted(count: int) -> list[str]:
    """Interrupt so many runs, each at another of the calls that it is made of."""
    new = [*_versions()[0]]
    calls = Path("calls")

    def counted() -> None:
        seen = [0]

        def count_up(*_: object) -> None:
            seen[0] += 1

        sys.setprofile(count_up)
        try:
            run_and_exit()
        finally:
            sys.setprofile(None)
            calls.write_text(str(seen[0]))

    def interrupted_at(call: int) -> Callable[[], None]:
        def work() -> None:
            left = [call]

            def count_down(frame: FrameType, *_: object) -> None:
                left[0] -= 1
                if left[0] <= 0 and not _swallows_exceptions(frame):
                    sys.setprofile(None)
                    os.kill(os.getpid(), signal.SIGINT)

            sys.setprofile(count_down)
            run_and_exit()

        return work

    sys.argv[1:] = LINES[0]
    assert ended(begun(counted)).code == 1
    total, failures = int(calls.read_text()), []
    for number in range(count):
        call = 2 + (total - 2) * number // count  # the first call is that of the entry point
        Path("r.json").write_bytes(OLD)
        code = ended(begun(interrupted_at(call))).code
        said, report = Path(ERRORS).read_bytes(), Path("r.json").read_bytes()
        if code != 130 or said or report not in (OLD, *new) or leftovers():
            failures.append(f"call {call} of {total}: exit {code}, {said[:300]!r}, {report[:20]!r}, {leftovers()}")
    return failures


def _swallows_exceptions(frame: FrameType) -> bool:
    """Whether Python itself ignores what is raised here: in the callback by which it forgets the lock of an import."""
    return frame.f_code.co_name == "cb" and frame.f_code.co_filename.startswith("<frozen importlib")


WORK: Final = {each.__name__: each for each in (killed, killed_at_each_step, together, interrupted)}

if __name__ == "__main__":
    found = WORK[sys.argv[1]](int(sys.argv[2]))
    print("\n".join(found))
    sys.exit(bool(found))
