"""Merges flags, environment variables and the project file into the settings of a run.

A flag beats a variable, which typer has put in the flag's place already, and a variable beats the project file.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from factcheck.cli.usage import UsageError, one_of
from factcheck.diagnostics import Diagnostic, errors
from factcheck.loading.project import FAIL_ON, Project, find_project, is_web_address, read_project
from factcheck.named import NamedTuple
from factcheck.reports.view import View

if TYPE_CHECKING:
    from factcheck.pipeline import Settings

STATUSES: Final = ("draft", "published")
COLORS: Final = ("auto", "always", "never")
_MOST_DIGITS: Final = 10
_WIDEST: Final = 10_000
"""Lines are filled up with spaces, so their width is bounded, whatever `COLUMNS` says."""
_WIDTH_OF_FILES: Final = 100
"""Columns of text that goes to a file or a pipe: the same everywhere, so that reports can be compared."""


class Flags(NamedTuple):
    """What the command line and the environment said; None and empty mean: nothing."""

    rules: Path | None = None
    articles: Sequence[Path] | None = None
    facts: Sequence[Path] | None = None
    waivers: Path | None = None
    baseline: Path | None = None
    write_baseline: Path | None = None
    changed_since: str | None = None
    fail_on: Sequence[str] | None = None
    select: Sequence[str] | None = None
    ignore: Sequence[str] | None = None
    status: str | None = None
    extractors: Sequence[str] | None = None
    allow_extractors: bool | None = None
    """Whether commands of the project file may run; None for a command that runs none."""
    strict: bool = False
    checked_by: str | None = None
    published_at: str | None = None


def merged(flags: Flags) -> tuple[Settings, list[Diagnostic]]:
    """The settings of a run, and the problems of the project file.

    Articles named on the command line are all that is judged: the project's articles then stay out, and of its facts
    files those that are about others.
    """
    fail_on = _fail_on(flags.fail_on)
    status = one_of("--status", flags.status, STATUSES)
    try:
        path = find_project(Path.cwd())
    except FileNotFoundError:
        raise UsageError("the current folder does not exist any more") from None
    project, problems = read_project(path) if path else (Project(Path()), [])
    named = tuple(flags.articles or ())

    if flags.write_baseline:
        _judges_everything(flags, project)

    from factcheck.pipeline import Settings

    settings = Settings(
        rules=(flags.rules,) if flags.rules else project.rules,
        articles=named or project.articles,
        facts=tuple(flags.facts or ()) or (() if named else project.facts),
        reviewed=project.facts if named and not flags.facts else (),
        waivers=flags.waivers or project.waivers,
        baseline=None if flags.write_baseline else flags.baseline or project.baseline,
        fail_on=fail_on or project.fail_on or ("conflict",),
        select=_listed_words(flags.select),
        ignore=_listed_words(flags.ignore),
        status=status,
        extractors=_extractors(flags, project),
        extractor_folder=project.folder if project.extractors and not flags.extractors else None,
        strict=flags.strict,
        changed_since=_revision(flags.changed_since),
        partial=_is_partial((*named, *(flags.facts or ())), project),
        root=path.parent if path else None,
        checked_by=flags.checked_by or project.checked_by,
        published_at=_web_address(flags.published_at) or project.published_at,
    )
    return settings, problems


def _extractors(flags: Flags, project: Project) -> tuple[str, ...]:
    """The commands that read articles. Those that a file names run only if the person at the keyboard says so: whoever
    can change the file could else run anything on this computer.
    """
    if flags.extractors or not project.extractors or flags.allow_extractors is None:
        return tuple(flags.extractors or ())
    if not flags.allow_extractors:
        raise UsageError(
            f"factcheck.yaml names a command that reads articles, {project.extractors[0]!r}, and a command of a file "
            "runs only with leave; look at it, then add --allow-extractors or set FACTCHECK_ALLOW_EXTRACTORS=1"
        )
    return project.extractors


def _judges_everything(flags: Flags, project: Project) -> None:
    """A baseline that was written in a run of some rules or articles would lack the conflicts of the others."""
    limits = {
        "--select": bool(flags.select),
        "--ignore": bool(flags.ignore),
        "--status": bool(flags.status),
        "--changed-since": bool(flags.changed_since),
        "the articles": bool((flags.articles or flags.facts) and (project.articles or project.facts)),
    }
    for limit, given in limits.items():
        if given:
            raise UsageError(f"--write-baseline records the conflicts of every rule and article: leave out {limit}")


def _is_partial(named: Sequence[Path], project: Project) -> bool:
    """Whether a command line names some of the articles that there are: single files, or parts of a project."""
    return bool(named) and (bool(project.articles or project.facts) or not all(map(os.path.isdir, named)))


def beside_project(problems: Sequence[Diagnostic], found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The project file's problems, then what a command found.

    Where that file has errors, rules and articles seem to be missing that it only failed to name.
    """
    if not errors(problems):
        return [*problems, *found]
    return [*problems, *(one for one in found if one.at is not None or one.code not in _SEEMS_MISSING)]


_SEEMS_MISSING: Final = ("FC016", "FC018")


def _fail_on(values: Iterable[str] | None) -> tuple[str, ...]:
    words = _listed_words(values)
    for word in words:
        one_of("--fail-on", word, FAIL_ON)
    if "never" in words and len(words) > 1:
        raise UsageError("--fail-on: never stands alone")
    return words


def _revision(text: str | None) -> str | None:
    """The name of a git revision: nothing that git could take for an option, and one line."""
    if text is not None and (not text or text.startswith("-") or not text.isprintable()):
        raise UsageError(f"--changed-since: {text!r} is no revision; write a branch, a tag or a commit, such as main")
    return text


def _web_address(text: str | None) -> str | None:
    if text is not None and not is_web_address(text):
        raise UsageError(f"--published-at: {text} is no web address; write https://…")
    return text


def _listed_words(values: Iterable[str] | None) -> tuple[str, ...]:
    """Words given one by one or as comma lists, each once, in order."""
    words = (word.strip() for value in values or () for word in value.split(","))
    return tuple(dict.fromkeys(word for word in words if word))


# The screen ----------------------------------------------------------------------------------------------------------


def view_of_screen(color: str | None, *, quiet: bool = False, verbose: bool = False) -> View:
    """How to show text on standard output. `--color` beats `NO_COLOR`, which beats what the screen can do."""
    if quiet and verbose:
        raise UsageError("-q and -v exclude each other")
    choice = one_of("--color", color, COLORS) or ("never" if os.environ.get("NO_COLOR") else "auto")
    is_terminal = _is_terminal()
    colored = choice == "always" or (choice == "auto" and is_terminal and os.environ.get("TERM") != "dumb")
    return View(_columns(is_terminal), colored, verbose - quiet)


def view_of_file(view: View) -> View:
    """The same amount of text for a file: no colour, and a width that no screen decides."""
    return View(_WIDTH_OF_FILES, False, view.verbosity)


def view_of_messages() -> View:
    """How to show problems on standard error."""
    return View(_columns(is_terminal=False))


def _is_terminal() -> bool:
    try:
        return sys.stdout is not None and sys.stdout.isatty()
    except ValueError:  # a closed stream
        return False


def _columns(is_terminal: bool) -> int:
    """`COLUMNS` if it is set, else the terminal's width, else that of a file."""
    wanted = os.environ.get("COLUMNS", "")
    if wanted.isascii() and wanted.isdigit() and len(wanted) < _MOST_DIGITS and int(wanted) > 0:
        return min(int(wanted), _WIDEST)
    if is_terminal:
        try:
            return os.get_terminal_size(sys.stdout.fileno()).columns or _WIDTH_OF_FILES
        except (OSError, ValueError):
            pass
    return _WIDTH_OF_FILES
