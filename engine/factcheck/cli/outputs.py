"""Which report goes where: to standard output, and whole to the files asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from factcheck.cli.output import why_not_written, write_whole
from factcheck.cli.settings import view_of_file, view_of_messages
from factcheck.cli.streams import WriteError, say, tell, write_report
from factcheck.cli.usage import UsageError, unknown_choice
from factcheck.diagnostics import Diagnostic, errors, in_order, listed
from factcheck.model.exit_code import ExitCode
from factcheck.named import NamedTuple
from factcheck.reports.view import View


class Form(NamedTuple):
    """A format that a command can write: a function of the view and of the exit code that the page ends in, and the
    suffixes of its files.
    """

    render: Callable[[View, int], str]
    suffixes: tuple[str, ...]


class Plan(NamedTuple):
    """The format for standard output, and the files with theirs."""

    form: str
    files: tuple[tuple[Path, str], ...]


def plan(form: str | None, outputs: Sequence[Path] | None, suffixes: Mapping[str, Sequence[str]]) -> Plan:
    """What was asked for, checked before anything runs. `suffixes` lists the formats that there are."""
    chosen = form or "text"
    if chosen not in suffixes:
        raise UsageError(unknown_choice("--format", chosen, list(suffixes)))
    files = tuple(_file(str(output), suffixes) for output in outputs or ())
    seen: set[Path] = set()
    for path, _ in files:
        if path in seen:
            raise UsageError(f"--output: {path} is named twice")
        seen.add(path)
    return Plan(chosen, files)


def _file(output: str, suffixes: Mapping[str, Sequence[str]]) -> tuple[Path, str]:
    """`report.json`, or `json=report`."""
    name, equals, rest = output.partition("=")
    if equals and rest and name in suffixes:
        return Path(rest), name
    lowered = output.lower()
    fitting = [(len(end), form) for form, ends in suffixes.items() for end in ends if lowered.endswith(end)]
    if not fitting:
        known = listed([end for ends in suffixes.values() for end in ends])
        raise UsageError(f"--output: the suffix of {output} names no format; use {known}, or FORMAT=FILE")
    return Path(output), max(fitting)[1]


def deliver(plan: Plan, forms: Mapping[str, Form], view: View, code: int) -> int:
    """Write everything; gives the exit code, which becomes 2 if a report could not be written.

    The files say what was found. The page comes last and agrees with the exit code: a gate is not open as long as its
    report is missing.
    """
    found = code
    for path, form in plan.files:
        text = forms[form].render(view_of_file(view), found)
        try:
            write_whole(path, text)
        except (OSError, ValueError) as error:
            tell(why_not_written(path, error))
            code = int(ExitCode.REFUSED)
    return print_page(forms[plan.form].render(view, code), code, exact=plan.form != "text")


def print_page(page: str, code: int, *, exact: bool = False) -> int:
    """Write a page to standard output; gives the exit code, which becomes 2 if that fails."""
    try:
        write_report(page, exact=exact)
    except WriteError as error:
        tell(f"cannot write to standard output: {error}")
        return int(ExitCode.REFUSED)
    return code


def tell_diagnostics(found: Sequence[Diagnostic]) -> int:
    """Problems beside a page, on standard error: errors in full, warnings left to `factcheck check`."""
    wrong = in_order(errors(found))
    if not wrong:
        return int(ExitCode.OPEN)
    from factcheck.reports.diagnostics_text import render

    say(render(wrong, view_of_messages(), ending="refused (exit 2)"))
    return int(ExitCode.REFUSED)
