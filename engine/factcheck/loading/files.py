"""From a path that someone gave to bytes or text, or to a diagnostic; and from a folder to the files in it.

Paths are hostile: they come from pull requests, from `source:` entries, from links. Only regular files are opened, of
bounded size; where a root is given, nothing outside it is, whatever links and `..` say. A walk through a folder is
bounded, goes round in no circle, and gives the same order everywhere.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable
from contextlib import suppress

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic
from factcheck.kept import kept
from factcheck.loading import ledger
from factcheck.source import Passage, SourceFile
from factcheck.suggestions import suggest

YAML_LIMIT = 16 * 2**20
"""Bytes of a rule, vocabulary, facts, or settings file in YAML."""
ARTICLE_LIMIT = 16 * 2**20
JSON_LIMIT = 64 * 2**20
"""Bytes of a facts file in JSON or JSON Lines."""

DEEPEST_FOLDER = 32
MOST_FILES = 100_000
"""Entries looked at in one walk."""

_NEARLY = 0.75
"""How much of two names of files has to be the same; below that, `articles` would be meant by `rules`."""
NOT_THERE = "there is no such file or folder"
_SYSTEM_FOLDERS = ("/proc", "/sys", "/dev")
_KINDS = {
    stat.S_IFDIR: "it is a folder",
    stat.S_IFIFO: "it is a pipe, not a file",
    stat.S_IFSOCK: "it is a socket, not a file",
    stat.S_IFCHR: "it is a device, not a file",
    stat.S_IFBLK: "it is a device, not a file",
}


# Reading -------------------------------------------------------------------------------------------------------------


def read_bytes(path: str, root: str | None, limit: int) -> tuple[bytes | None, list[Diagnostic]]:
    """The contents of a regular file of at most `limit` bytes.

    `root` is the folder that the file has to lie in, links followed; None trusts the path, as one typed on the command
    line.
    """
    data, problems = _read_checked(path, root, limit)
    ledger.note_file(path, data)
    return data, problems


def is_file(path: str) -> bool:
    """Whether there is a file that nobody named but that would count: a project file, a sidecar."""
    exists = os.path.isfile(path)
    ledger.note_probe(path, exists)
    return exists


def _read_checked(path: str, root: str | None, limit: int) -> tuple[bytes | None, list[Diagnostic]]:
    name = display_name(path)
    try:
        real = os.path.realpath(path, strict=True)
        if root is not None and not is_inside(real, root):
            return None, [diagnostics.unreadable_file(name, f"it lies outside {display_name(root)}")]
        if is_system_file(real):
            return None, [diagnostics.unreadable_file(name, "it belongs to the operating system")]
        if (why := _no_regular_file(os.stat(real))) is not None:
            return None, [diagnostics.unreadable_file(name, why)]
        return _read(real, name, limit)
    except FileNotFoundError:
        return None, [missing_file(path, trusted=root is None)]
    except (OSError, ValueError) as error:
        return None, [diagnostics.unreadable_file(name, _reason(error))]


def missing_file(path: str, *, trusted: bool = True) -> Diagnostic:
    """A path that does not exist; one that was typed on the command line with what is called nearly so beside it."""
    near = _called_nearly(path) if trusted and not os.path.lexists(path) else None
    return diagnostics.unreadable_file(display_name(path), NOT_THERE, near)


def _called_nearly(path: str) -> str | None:
    from difflib import SequenceMatcher  # only for who has misspelt something

    folder, name = os.path.split(os.path.normpath(path))
    near = None
    with suppress(OSError, ValueError):
        near = suggest(name, (each for each in os.listdir(folder or ".") if not each.startswith(".")))
    if near is None or SequenceMatcher(None, name.casefold(), near.casefold()).ratio() < _NEARLY:
        return None
    return display_name(os.path.join(folder, near))


def read_text(path: str, root: str | None, limit: int) -> tuple[SourceFile | None, list[Diagnostic]]:
    """The text of a UTF-8 file. A byte order mark at the start is left out: offsets count from the character after."""
    data, problems = read_bytes(path, root, limit)
    if data is None:
        return None, problems
    return decode(data, display_name(path))


def decode(data: bytes, name: str) -> tuple[SourceFile | None, list[Diagnostic]]:
    """Bytes as text, strictly UTF-8; see `read_text`."""
    return kept("text", (), lambda: _decoded(data, name), name, data)


def _decoded(data: bytes, name: str) -> tuple[SourceFile | None, list[Diagnostic]]:
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return SourceFile(name, data.decode("utf-8")), []
    except UnicodeDecodeError as error:
        offset = len(data[: error.start].decode("utf-8"))
        shown = SourceFile(name, data.decode("utf-8", "replace"))
        return None, [diagnostics.not_utf8(Passage(shown, offset, offset + 1), _not_utf8(data, error.start))]


def display_name(path: str) -> str:
    """A path as the user would write it: relative to the current folder if it lies there, with `/`."""
    name = os.path.normpath(path)
    if os.path.isabs(name):
        with suppress(OSError):  # the current folder may be gone
            name = name.removeprefix(os.getcwd().rstrip(os.sep) + os.sep)
    name = name.replace(os.sep, "/")
    try:
        # Bytes that were no UTF-8 are such again; `os.fsencode` would also refuse what a locale cannot write.
        data = name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = name.encode("utf-8", "surrogatepass")
    return data.decode("utf-8", "replace")


def is_inside(path: str, folder: str) -> bool:
    """Whether a path lies in a folder or is the folder, links followed."""
    real, root = os.path.realpath(path), os.path.realpath(folder)
    return real == root or real.startswith(root.rstrip(os.sep) + os.sep)


def is_system_file(real: str) -> bool:
    """Whether a resolved path lies in a folder whose files are windows into the running system."""
    return real.startswith(tuple(folder + "/" for folder in _SYSTEM_FOLDERS))


def _no_regular_file(status: os.stat_result) -> str | None:
    return None if stat.S_ISREG(status.st_mode) else _KINDS.get(stat.S_IFMT(status.st_mode), "it is no regular file")


def _read(real: str, name: str, limit: int) -> tuple[bytes | None, list[Diagnostic]]:
    # Not blocking and not following: what the path names may have been exchanged since it was looked at.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(real, flags), "rb") as file:
        status = os.fstat(file.fileno())
        if (why := _no_regular_file(status)) is not None:
            return None, [diagnostics.unreadable_file(name, why)]
        if status.st_size > limit:
            return None, [diagnostics.file_too_large(name, status.st_size, limit)]
        data = file.read(limit + 1)
    if len(data) > limit:
        return None, [diagnostics.file_too_large(name, len(data), limit)]
    return data, []


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, OSError) and error.errno is not None:
        known = {errno.ENOENT: NOT_THERE, errno.EACCES: "reading it is not permitted"}
        known[errno.ELOOP] = "its links go round in a circle"
        return known.get(error.errno) or os.strerror(error.errno).lower()
    return "the name is no path"


def _not_utf8(data: bytes, offset: int) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
        return "it looks like UTF-16 or UTF-32"
    return f"the byte 0x{data[offset]:02X} cannot stand there"


# Walking -------------------------------------------------------------------------------------------------------------


def walk(folder: str, suffixes: Iterable[str]) -> tuple[list[str], list[Diagnostic]]:
    """The files of a folder and its folders whose names end in one of `suffixes`, sorted by path.

    Hidden files and folders are left alone, and so are links that lead out of the folder. A link inside it adds what
    is not found without it. What has the suffix but is no regular file is listed all the same, for reading to refuse
    it by name.
    """
    search = _Walk(folder, tuple(suffix.lower() for suffix in suffixes))
    search.run()
    found = sorted(search.found, key=lambda path: path.split(os.sep))
    ledger.note_walk(folder, tuple(suffixes), found)
    return found, search.problems


class _Walk:
    def __init__(self, folder: str, suffixes: tuple[str, ...]) -> None:
        self.folder = folder
        self.suffixes = suffixes
        self.found: list[str] = []
        self.problems: list[Diagnostic] = []
        self.links: list[str] = []
        self.seen: set[str] = set()
        """Resolved paths of the folders entered and of the files found."""
        self.entries = 0

    def run(self) -> None:
        self.enter(self.folder, 0)
        while self.links:
            # Links are followed after everything that is there without them, so that real paths win.
            links, self.links = sorted(self.links), []
            for link in links:
                self.follow(link)

    def enter(self, folder: str, depth: int) -> None:
        """Look through a folder and those in it, without recursion."""
        pending = [(folder, depth)]
        while pending:
            current, level = pending.pop()
            real = os.path.realpath(current)
            if real in self.seen:
                continue
            self.seen.add(real)
            if level > DEEPEST_FOLDER:
                self.report(current, f"its folders are nested deeper than {DEEPEST_FOLDER} levels")
                continue
            pending.extend((inner, level + 1) for inner in self.look_through(current))

    def look_through(self, folder: str) -> list[str]:
        """Note the files and links of one folder; returns the folders in it."""
        folders = []
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    self.entries += 1
                    if self.entries > MOST_FILES:
                        if self.entries == MOST_FILES + 1:
                            self.report(self.folder, f"it holds more than {MOST_FILES:,} files")
                        return []
                    if entry.name.startswith("."):
                        continue
                    if entry.is_symlink():
                        self.links.append(entry.path)
                    elif entry.is_dir():
                        folders.append(entry.path)
                    elif self.matches(entry.name):
                        self.found.append(entry.path)
                        self.seen.add(os.path.realpath(entry.path))
        except OSError as error:
            self.report(folder, _reason(error))
        return folders

    def follow(self, link: str) -> None:
        try:
            real = os.path.realpath(link, strict=True)
        except OSError as error:
            if self.matches(link):
                self.report(link, _reason(error))
            return
        if real in self.seen or not is_inside(real, self.folder):
            return
        if os.path.isdir(real):
            self.enter(link, link.count(os.sep) - self.folder.count(os.sep))
        elif self.matches(link):
            self.found.append(link)
            self.seen.add(real)

    def matches(self, name: str) -> bool:
        return name.lower().endswith(self.suffixes)

    def report(self, path: str, why: str) -> None:
        self.problems.append(diagnostics.unreadable_file(display_name(path), why))
