"""A run whose inputs have not changed says again what it said, without judging again.

An entry of the cache is JSON: what a run read (files by digest, folders by their listing, files it looked for), what it
wrote, and its exit code. It is found by the command line and everything around it that shapes a report, and used only
if all that it depended on is as it was. Entries lie in the user's cache folder, for the user's eyes only; they can be
deleted at any time, and `--no-cache` neither reads nor writes them.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any, Final

from factcheck import __version__
from factcheck.cli import streams
from factcheck.digest import sha256
from factcheck.loading import files, ledger
from factcheck.pattern import pattern

_COMMANDS: Final = ("run", "check")
_EXCLUDING: Final = ("--no-cache", "-o", "--output", "-h", "--help", "--extractor")
_OUTPUT_AMONG_FLAGS: Final = pattern("-[qv]+o")
"""`-qo report.json` is `-q -o report.json`."""
_VARIABLES: Final = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "PYTHONIOENCODING", "PYTHONUTF8", "LC_ALL", "LANG")
_KEPT_CODES: Final = (0, 1)
_NOT_WRITTEN: Final = 2
"""`ExitCode.REFUSED`, without its import."""
_MOST_ENTRIES: Final = 200
_MOST_BYTES: Final = 4 * 2**20
_LARGEST_INPUT: Final = max(files.YAML_LIMIT, files.ARTICLE_LIMIT, files.JSON_LIMIT)


class Replay:
    """One command line's entry: looked up before the run, written after it."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self._path = _entry_path(arguments)
        self._ledger = ledger.Ledger()

    def answer(self) -> int | None:
        """Say what was said before and give its exit code; None if it must be worked out."""
        entry = _read_entry(self._path) if self._path is not None else None
        if entry is not None and is_current(entry["files"], entry["walks"], entry["probes"]):
            return self._repeat(entry)
        if self._path is not None:
            self._ledger = ledger.keep()
            streams.record()
        return None

    def _repeat(self, entry: dict[str, Any]) -> int:
        try:
            for page in entry["pages"]:
                streams.repeat(page)
        except streams.WriteError as error:
            streams.tell(f"cannot write to standard output: {error}")
            return _NOT_WRITTEN
        return int(entry["code"])

    def keep(self, code: int) -> None:
        """Remember what this run said. A cache that cannot be written is no reason to complain."""
        pages = streams.recorded()
        if self._path is None or pages is None or code not in _KEPT_CODES:
            return
        noted = self._ledger
        entry = {"code": code, "pages": pages, "files": noted.files, "walks": noted.walks, "probes": noted.probes}
        text = json.dumps(entry)
        if len(text) <= _MOST_BYTES:
            with suppress(OSError):
                _write_entry(self._path, text)


def _entry_path(arguments: Sequence[str]) -> str | None:
    """Where the entry of a command line lies; None if it is not to be kept."""
    if not arguments or arguments[0] not in _COMMANDS:
        return None
    if any(argument.startswith(_EXCLUDING) or _OUTPUT_AMONG_FLAGS.match(argument) for argument in arguments):
        return None
    variables = {name: value for name, value in os.environ.items() if name.startswith("FACTCHECK_")}
    if {"FACTCHECK_NO_CACHE", "FACTCHECK_OUTPUT", "FACTCHECK_EXTRACTOR", "FACTCHECK_DEBUG"} & variables.keys():
        return None
    folder = _folder()
    if folder is None:
        return None
    with suppress(OSError):
        around = [
            __version__,
            _code_stamp(),
            sys.version,
            os.getcwd(),
            list(arguments),
            sorted(variables.items()),
            [os.environ.get(name) for name in _VARIABLES],
            [_screen(stream) for stream in (sys.stdout, sys.stderr)],
            date.today().isoformat(),
        ]
        key = sha256(json.dumps(around).encode("utf-8", "backslashreplace"))
        return os.path.join(folder, f"{key}.json")
    return None


def _folder() -> str | None:
    """The cache folder, if the user has a place for one."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "factcheck") if os.path.isabs(base) else None


def _code_stamp() -> list[Any]:
    """What changes when the program does: the names, sizes and times of its files."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    stamp: list[Any] = []
    pending = [package]
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        pending.append(entry.path)
                else:
                    status = entry.stat()
                    stamp.append((entry.name, status.st_size, status.st_mtime_ns))
    return stamp


def _screen(stream: Any) -> list[Any]:
    """What a stream leads to, as far as it shapes a page."""
    if stream is None:
        return []
    try:
        is_terminal = stream.isatty()
        width = os.get_terminal_size(stream.fileno()).columns if is_terminal else 0
    except (OSError, ValueError):
        return [getattr(stream, "encoding", None)]
    return [is_terminal, width, stream.encoding]


def _read_entry(path: str) -> dict[str, Any] | None:
    try:
        status = os.lstat(path)
        is_own = not hasattr(os, "getuid") or status.st_uid == os.getuid()
        if not (is_own and stat.S_ISREG(status.st_mode) and status.st_size <= 2 * _MOST_BYTES):
            return None
        with open(path, encoding="utf-8") as file:
            entry = json.load(file)
    except (OSError, ValueError, RecursionError):
        return None
    return entry if _is_entry(entry) else None


def _is_entry(entry: Any) -> bool:
    """Whether data has the shape of an entry: a damaged cache costs a run its speed and nothing else."""
    if not isinstance(entry, dict) or entry.get("code") not in _KEPT_CODES:
        return False
    match entry:
        case {"pages": [*pages], "files": {**noted}, "walks": [*walks], "probes": {}}:
            return bool(pages and noted) and all(map(_is_page, pages)) and all(map(_is_walk, walks))
    return False


def _is_page(page: Any) -> bool:
    match page:
        case ["report", str(), bool()] | ["message", str()]:
            return True
    return False


def _is_walk(walk: Any) -> bool:
    match walk:
        case [str(), [*suffixes], [*_]]:
            return all(isinstance(suffix, str) for suffix in suffixes)
    return False


def is_current(noted: Mapping[str, str | None], walks: Sequence[Any], probes: Mapping[str, bool]) -> bool:
    """Whether everything that a run depended on is as it was, as its ledger has it."""
    try:
        return (
            all(os.path.isfile(path) == exists for path, exists in probes.items())
            and all(files.walk(folder, suffixes)[0] == found for folder, suffixes, found in walks)
            and all(_digest(path) == known for path, known in noted.items())
        )
    except ValueError:  # no path
        return False


def _digest(path: str) -> str | None:
    data, _ = files.read_bytes(path, None, _LARGEST_INPUT)
    return ledger.state(path, data)


def _write_entry(path: str, text: str) -> None:
    import tempfile  # only a run that was worked out gets here

    folder = os.path.dirname(path)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=folder)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    _prune(folder)


def _prune(folder: str) -> None:
    """Keep the newest entries only."""
    with os.scandir(folder) as entries:
        known = [(entry.stat().st_mtime, entry.path) for entry in entries]
    for _, path in sorted(known, reverse=True)[_MOST_ENTRIES:]:
        with suppress(OSError):
            os.unlink(path)
