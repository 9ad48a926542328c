"""Turns an exception that should never have happened into a short report that is worth filing."""

from __future__ import annotations

import os
import sys
from types import TracebackType

from factcheck import __version__
from factcheck.cli.streams import say, tell
from factcheck.model.exit_code import ExitCode

_FRAMES = 6
_LONGEST = 500


def report_defect(error: BaseException) -> int:
    """Say on standard error what to file; the whole traceback if `FACTCHECK_DEBUG` is set."""
    if os.environ.get("FACTCHECK_DEBUG"):
        import traceback

        say("".join(traceback.format_exception(error)))
    line = f"{type(error).__name__}: {error}"
    lines = [
        "this is a defect of factcheck, not of your files. Please report it with these lines:",
        f"  factcheck {__version__}, Python {sys.version.split()[0]}, {sys.platform}",
        f"  {line if len(line) <= _LONGEST else line[:_LONGEST] + ' …'}".replace("\n", " "),
        *(f"    {frame}" for frame in last_frames(error.__traceback__)),
    ]
    if not os.environ.get("FACTCHECK_DEBUG"):
        lines.append("FACTCHECK_DEBUG=1 shows the whole traceback.")
    tell("\n".join(lines))
    return int(ExitCode.DEFECT)


def last_frames(traceback: TracebackType | None) -> list[str]:
    """`factcheck/evaluation/planner.py:120 in plan`, the innermost last. Folders of the machine are left out."""
    frames = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        frames.append(f"{_short(code.co_filename)}:{traceback.tb_lineno} in {code.co_name}")
        traceback = traceback.tb_next
    return frames[-_FRAMES:]


def _short(file: str) -> str:
    parts = file.replace(os.sep, "/").split("/")
    for root in ("factcheck", "site-packages"):
        if root in parts[:-1]:
            last = len(parts) - 1 - parts[::-1].index(root)
            return "/".join(parts[last if root == "factcheck" else last + 1 :])
    return parts[-1]
