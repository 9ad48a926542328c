"""From a git revision to the files that are still as they were there, by asking git.

What was committed since, staged, edited or never added counts as changed, and so does every file that git does not
keep: only of what it knows to be unchanged nothing needs to be judged. A revision is compared where the two histories
parted, so that what others did there meanwhile is not taken for one's own change. No shell reads its name.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from typing import Final

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic
from factcheck.named import NamedTuple

TIME_LIMIT: Final = 60.0
"""Seconds for one question."""
_GIT: Final = ("git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false")
_DIFFERENCES: Final = ("diff", "--name-only", "-z", "--no-renames", "--no-relative", "--no-ext-diff", "--no-textconv")
_MOST_SHOWN: Final = 200


class Changes(NamedTuple):
    """What git says about a working tree: the files that it keeps, and those that differ from a revision, both as
    absolute paths.
    """

    rev: str
    kept: frozenset[str]
    different: frozenset[str]

    def touch(self, path: str) -> bool:
        """Whether a file may have changed; one that is not there has if it was."""
        return any(name in self.different or (name not in self.kept and os.path.lexists(name)) for name in _names(path))

    def touch_inside(self, paths: Iterable[str], suffixes: tuple[str, ...]) -> bool:
        """Whether a file was changed or removed that is one of the paths or lies in a folder among them."""
        roots = [os.path.realpath(path) for path in paths]
        return any(
            name == root or (name.startswith(root.rstrip(os.sep) + os.sep) and name.lower().endswith(suffixes))
            for name in self.different
            for root in roots
        )


def _names(path: str) -> set[str]:
    """A file by its own name, and the file that it leads to if it is a link."""
    folder, name = os.path.split(os.path.abspath(path))
    return {os.path.join(os.path.realpath(folder), name), os.path.realpath(path)}


class _Unanswered(Exception):
    """Git has no answer; the message is for the user."""


def changes_since(rev: str, folder: str) -> tuple[Changes | None, list[Diagnostic]]:
    """What has changed in the working tree that a folder lies in since it parted from a revision."""
    try:
        top = _path(_ask(folder, "rev-parse", "--show-toplevel", otherwise="this folder lies in no git repository"))
        commit = _ask(
            folder,
            *("rev-parse", "--verify", "--quiet", f"{rev}^{{commit}}"),
            otherwise=f"git knows no revision {rev!r} here; on a CI server, let the checkout fetch the whole history",
        )
        apart = f"{rev!r} and the current commit have nothing in common here; let the checkout fetch the whole history"
        start = _ask(folder, "merge-base", _path(commit), "HEAD", otherwise=apart)
        different = _ask(top, *_DIFFERENCES, _path(start), "--", otherwise="git cannot compare the files")
        kept = _ask(top, "ls-files", "-z", otherwise="git cannot list its files")
    except _Unanswered as unanswered:
        return None, [diagnostics.bad_setting(None, f"--changed-since: {unanswered}")]
    return Changes(rev, _paths(top, kept), _paths(top, different)), []


def _paths(top: str, listed: bytes) -> frozenset[str]:
    root = os.path.realpath(top)
    return frozenset(os.path.join(root, *os.fsdecode(name).split("/")) for name in listed.split(b"\0") if name)


def _path(line: bytes) -> str:
    return os.fsdecode(line.removesuffix(b"\n"))


def _ask(folder: str, *words: str, otherwise: str) -> bytes:
    """What git answers; `otherwise` says what it means for the user if it refuses."""
    environment = os.environ | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(  # noqa: S603 - git with words of ours and one checked revision, and no shell
            [*_GIT, *words],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIME_LIMIT,
            check=False,
        )
    except FileNotFoundError:
        raise _Unanswered("git is needed, and is not installed here") from None
    except subprocess.TimeoutExpired:
        raise _Unanswered(f"git took longer than {TIME_LIMIT:g} seconds") from None
    except (OSError, ValueError) as error:
        raise _Unanswered(f"git cannot be started: {getattr(error, 'strerror', None) or error}") from None
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0][:_MOST_SHOWN]
        raise _Unanswered(f"{otherwise}{f' ({said})' if said else ''}")
    return done.stdout
