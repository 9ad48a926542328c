"""The table of commands, and the one place that turns typer's ways of ending into exit codes."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from factcheck import __version__
from factcheck.cli import check, explain, facts, run, schema, test
from factcheck.cli.options import EPILOG
from factcheck.cli.streams import say, tell, write_report
from factcheck.cli.usage import UsageError
from factcheck.model.exit_code import ExitCode

app = typer.Typer(
    name="factcheck",
    help="Judge what articles state against rules that editors write.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _command in (run.run, check.check, test.test, explain.explain, facts.facts, schema.schema):
    app.command(epilog=EPILOG)(_command)


def _show_version(wanted: bool) -> None:
    if wanted:
        write_report(f"factcheck {__version__}\n", exact=False)
        raise typer.Exit


@app.callback()
def _program(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Judge what articles state against rules that editors write."""


def dispatch(arguments: list[str]) -> int:
    """Run a command and give its exit code. Problems of usage are told here; other exceptions pass.

    The command is invoked without typer's own `main`, which would give interruptions and broken pipes other codes.
    """
    command = typer.main.get_command(app)
    try:
        with command.make_context("factcheck", arguments) as context:
            code = command.invoke(context)
    except typer.Exit as end:
        return end.exit_code
    except UsageError as error:
        tell(str(error))
        return int(ExitCode.REFUSED)
    except BrokenPipeError:  # from typer's help page; reports see to it themselves
        return int(ExitCode.OPEN)
    except Exception as error:
        page = _usage_page(error)
        if page is None:
            raise
        say(page)
        return int(ExitCode.REFUSED)
    return code if isinstance(code, int) else int(ExitCode.OPEN)


def _usage_page(error: Exception) -> str | None:
    """What typer would print about a wrong command line; None for any other exception."""
    # The base of all of typer's errors of usage has no public name.
    usage_error: Any = typer.BadParameter.__mro__[1]
    if not isinstance(error, usage_error):
        return None
    from io import StringIO

    from factcheck.reports.sanitise import visible, without_commands

    page = StringIO()
    error.show(page)
    return without_commands("\n".join(visible(line) for line in page.getvalue().splitlines()))
