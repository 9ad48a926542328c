"""What a run depended on: the files it read, the folders it searched, the files it looked for.

While a ledger is kept, `files` notes here everything that it learns from the file system, so that a later run can tell
whether anything has changed.
"""

from __future__ import annotations

import os

from factcheck.digest import sha256


class Ledger:
    """Digests of contents by path (None where reading failed), walks with what they found, and probes.

    A plain class, since the quickest of all runs loads it and `dataclasses` would be half of what it loads.
    """

    __slots__ = ("files", "probes", "walks")

    def __init__(self) -> None:
        self.files: dict[str, str | None] = {}
        self.walks: list[tuple[str, tuple[str, ...], list[str]]] = []
        self.probes: dict[str, bool] = {}


_kept: Ledger | None = None


def keep() -> Ledger:
    """Start a new ledger."""
    global _kept  # noqa: PLW0603 - there is one file system, and one run at a time notes what it reads
    _kept = Ledger()
    return _kept


def note_file(path: str, data: bytes | None) -> None:
    """A file that was read, or that could not be."""
    if _kept is not None:
        _kept.files[path] = state(path, data)


def note_walk(folder: str, suffixes: tuple[str, ...], found: list[str]) -> None:
    """A folder that was searched."""
    if _kept is not None:
        _kept.walks.append((folder, suffixes, found))


def note_probe(path: str, exists: bool) -> None:
    """A file that would have been read if it were there."""
    if _kept is not None:
        _kept.probes[path] = exists


def state(path: str, data: bytes | None) -> str | None:
    """What stands for the contents of a file; of one that cannot be read, whether it is a folder."""
    if data is None:
        return "folder" if os.path.isdir(path) else None
    return sha256(data)
