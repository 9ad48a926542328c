"""Runs a command again whenever something changes that its last run depended on.

The ledger says what that was: files that were read, folders that were searched, files that were looked for. Their
folders are watched; when one of them stirs, the contents decide whether there is anything new. What follows from files
that are as they were is kept from run to run.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Event
from time import monotonic
from typing import Final

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from factcheck import kept
from factcheck.cli.replay import is_current
from factcheck.cli.streams import tell, write_report
from factcheck.cli.usage import UsageError
from factcheck.loading import ledger
from factcheck.model.exit_code import ExitCode

QUIET: Final = 0.01
"""Seconds without a change after which a save is taken to be over."""
_LONGEST: Final = 0.5
"""Seconds after which a run starts even though the changes go on."""
_BREATH: Final = 1.0
"""Seconds between two looks for an interruption, which wakes no waiting thread on some systems."""
_CLEAR: Final = "\x1b[H\x1b[2J\x1b[3J"
_NO_CHANGES: Final = ("opened", "closed_no_write")
Place = tuple[str, bool, int]
"""A folder, whether the folders in it count as well, and its number: one put in its place is another folder."""


def watch(run: Callable[[], int]) -> int:
    """Run a command until the user has had enough, which ends in KeyboardInterrupt. A wrong command line ends it too,
    but only at the first run: a project file may be wrong for a moment.
    """
    observer = Observer()
    observer.daemon = True
    stirred = _Stirred()
    watched: dict[Place, ObservedWatch] = {}
    noted, code = _run(run, is_first=True)
    observer.start()
    try:
        while True:
            stirred.single, stirred.whole = files_of(noted), folders_of(noted)
            _watch(observer, stirred, watched, places_of(noted))
            tell("watching for changes; Ctrl-C ends it")
            while is_current(noted.files, noted.walks, noted.probes):
                stirred.wait()
            _clear_screen()
            # After a run that was refused, most is as it was before that: a slip is soon mended.
            noted, code = _run(run, is_first=False, forget=code != ExitCode.REFUSED)
    finally:
        kept.end()
        observer.stop()


def _run(run: Callable[[], int], *, is_first: bool, forget: bool = True) -> tuple[ledger.Ledger, int]:
    """One run; gives what it depended on, and its exit code."""
    kept.begin(forget=forget)
    noted = ledger.keep()
    code = int(ExitCode.REFUSED)
    try:
        code = run()
    except UsageError as error:
        if is_first:
            raise
        tell(str(error))
    finally:
        ledger.keep()  # what is looked at from here on is not what the run depended on
    return noted, code


class _Stirred(FileSystemEventHandler):
    """Waits for a change, and for the end of a series of changes."""

    def __init__(self) -> None:
        self._event = Event()
        self.single: frozenset[str] = frozenset()
        """Files that matter in folders that do not matter as a whole: a temporary folder is never quiet."""
        self.whole: tuple[str, ...] = ()
        """Folders in which everything matters."""

    def on_any_event(self, event: FileSystemEvent) -> None:
        paths = (os.fsdecode(event.src_path), os.fsdecode(event.dest_path))
        if event.event_type not in _NO_CHANGES and any(path and self._matters(path) for path in paths):
            self._event.set()

    def _matters(self, path: str) -> bool:
        return path in self.single or any(is_below(path, folder) for folder in self.whole)

    def wait(self) -> None:
        while not self._event.wait(_BREATH):
            pass
        latest = monotonic() + _LONGEST
        while self._event.is_set() and monotonic() < latest:
            self._event.clear()
            self._event.wait(QUIET)


def files_of(noted: ledger.Ledger) -> frozenset[str]:
    """The single files that a run read or looked for, and the folders that it searched, since they can go and come."""
    named = [*noted.files, *noted.probes, *(folder for folder, _, _ in noted.walks)]
    # The file that a link leads to is changed where it lies, and some systems tell of nothing but real paths.
    return frozenset({*map(os.path.abspath, named), *map(os.path.realpath, named)})


def folders_of(noted: ledger.Ledger) -> tuple[str, ...]:
    """The folders that a run searched."""
    found = [folder for folder, _, _ in noted.walks]
    return tuple(dict.fromkeys([*map(os.path.abspath, found), *map(os.path.realpath, found)]))


def places_of(noted: ledger.Ledger) -> set[Place]:
    """The folders to watch: those that were searched, with all in them, and those in which single files lie."""
    searched = folders_of(noted)
    beside = {
        folder
        for folder in map(os.path.dirname, files_of(noted))
        if not any(is_below(folder, root) for root in searched)
    }
    found: set[Place] = set()
    for folder in {*searched, *beside}:
        with suppress(OSError):
            found.add((folder, folder in searched, os.stat(folder).st_ino))
    return found


def is_below(path: str, root: str) -> bool:
    """Whether a path is a folder or lies in it."""
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)


def _watch(observer: BaseObserver, stirred: _Stirred, watched: dict[Place, ObservedWatch], places: set[Place]) -> None:
    """Watch these places and no others."""
    for place in [*watched]:
        if place not in places:
            with suppress(KeyError, OSError):  # the system has given it up already
                observer.unschedule(watched.pop(place))
    for place in sorted(places - watched.keys()):
        folder, recursive, _ = place
        try:
            watched[place] = observer.schedule(stirred, folder, recursive=recursive)
        except OSError as error:
            tell(f"cannot watch {folder}: {error.strerror or error}")


def _clear_screen() -> None:
    """A new page for a new run, where there is a screen."""
    try:
        is_screen = sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    except ValueError:  # a closed stream
        return
    if is_screen:
        write_report(_CLEAR, exact=False)
