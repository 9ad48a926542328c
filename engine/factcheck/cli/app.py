"""Runs any command line with typer: the help pages, the wrong lines, and the variables of the environment.

The one place that knows typer, and that turns its ways of ending into exit codes.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, get_args

import typer

from factcheck import __version__
from factcheck.cli import check, explain, extract, facts, run, schema, test
from factcheck.cli.options import EPILOG, Option
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


_EXCLUDE_EACH_OTHER = ("quiet", "verbose")


def _for_typer(command: Callable[..., int]) -> Callable[..., int]:
    """The command with the parameters declared in typer's words."""

    @wraps(command)
    def called(context: typer.Context, **values: Any) -> int:
        return command(**_settled(context, values))

    signature = inspect.signature(command, eval_str=True)
    context = inspect.Parameter("context", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    declared = [each.replace(annotation=_declared(each.annotation)) for each in signature.parameters.values()]
    parameters = [context, *declared]
    called.__annotations__ = {}
    called.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]  # read by inspect
    return called


def _settled(context: typer.Context, values: dict[str, Any]) -> dict[str, Any]:
    """The values without a flag of the environment that one on the command line excludes."""
    given = [name for name in _EXCLUDE_EACH_OTHER if values.get(name)]
    sources = {name: context.get_parameter_source(name) for name in given}
    by_variable = [name for name, source in sources.items() if source is not None and source.name == "ENVIRONMENT"]
    if len(by_variable) == len(given):
        return values
    return values | dict.fromkeys(by_variable, False)


def _declared(annotation: Any) -> Any:
    kind, written = get_args(annotation)
    shared: dict[str, Any] = {"envvar": written.variable, "show_envvar": False, "show_default": False}
    if isinstance(written, Option):
        info = typer.Option(*written.names, metavar=written.metavar, help=written.help, **shared)
    else:
        info = typer.Argument(metavar=written.metavar, help=written.help, **shared)
    return Annotated[kind, info]


for _command in (run.run, check.check, test.test, extract.extract, explain.explain, facts.facts, schema.schema):
    app.command(epilog=EPILOG)(_for_typer(_command))


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
