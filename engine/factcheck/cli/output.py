"""Writes a report to a file so that the file is the old one or the new one, never half of either."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

_BINARY: Final[int] = getattr(os, "O_BINARY", 0)
"""Windows translates line ends without it."""


def why_not_written(path: Path, error: OSError | ValueError) -> str:
    """In one line, for who named the file."""
    if isinstance(error, FileNotFoundError):
        return f"cannot write {path}: there is no folder {path.parent}; make it first"
    return f"cannot write {path}: {getattr(error, 'strerror', None) or error}"


def write_whole(path: Path, text: str) -> None:
    """Write a UTF-8 file in one step. Raises OSError, and then the old file stands and nothing is left beside it.

    A link is followed, so that it stays a link. What is no regular file (`/dev/null`, a pipe) is written to, since
    putting a file in its place would break it.
    """
    data = text.encode("utf-8")
    target = os.path.realpath(path)
    mode = _mode_of(target)
    if mode is not None and not stat.S_ISREG(mode):
        with open(target, "wb") as stream:
            stream.write(data)
        return
    folder = os.path.dirname(target)
    # A random name: two runs that write the same report must not write into one another's file.
    beside = os.path.join(folder, f".factcheck-{os.urandom(8).hex()}.tmp")
    try:
        _write(beside, data, mode)
        os.replace(beside, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise
    _sync_folder(folder)


def _mode_of(path: str) -> int | None:
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return None


def _write(path: str, data: bytes, mode: int | None) -> None:
    """A new file, on the disk. It gets the mode of the file that it replaces, if there is one."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    with open(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        if mode is not None:
            with suppress(OSError):
                os.chmod(path, stat.S_IMODE(mode))
        os.fsync(stream.fileno())


def _sync_folder(folder: str) -> None:
    """Make the new name last as well; not every system can, and then it is not worth failing for."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
