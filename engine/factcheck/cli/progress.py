"""Shows on a terminal how far a long run is: one line of standard error, which is gone when the run is over."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic
from typing import Final, TextIO

from factcheck import progress

PATIENCE: Final = 1.0
"""Seconds for which a run needs no excuse."""
PERIOD: Final = 0.1
"""Seconds between two looks at the line."""


@contextmanager
def shown() -> Iterator[None]:
    """Progress while the block runs, if somebody is there to see it."""
    line = _Line(sys.stderr) if _is_seen(sys.stderr) else None
    if line is None:
        yield
        return
    progress.show(line.step)
    try:
        yield
    finally:
        progress.show(None)
        line.clear()


def _is_seen(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"
    except ValueError:  # a closed stream
        return False


class _Line:
    """The last line of a terminal, written anew now and then."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._next = monotonic() + PATIENCE
        self._is_there = False

    def step(self, what: str, done: int, of: int) -> None:
        """`reading articles 120 of 900`"""
        now = monotonic()
        if now >= self._next:
            self._next = now + PERIOD
            self._write(f"\r{what} {done:,} of {of:,}\x1b[K")
            self._is_there = True

    def clear(self) -> None:
        if self._is_there:
            self._write("\r\x1b[K")

    def _write(self, text: str) -> None:
        with suppress(OSError, ValueError):
            self._stream.write(text)
            self._stream.flush()
