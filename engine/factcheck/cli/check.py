"""`factcheck check`: the problems of rules, vocabulary and waivers, found without an article."""

from __future__ import annotations

from typing import Annotated

from factcheck.cli import options

Strict = Annotated[bool, options.option("--strict", help="Warnings are refused too.")]


def check(
    rules: options.Rules = None,
    waivers: options.Waivers = None,
    strict: Strict = False,
    format_: options.Format = None,
    output: options.Output = None,
    color: options.Color = None,
    _no_cache: options.NoCache = False,
) -> int:
    """Check rules, vocabulary and waivers before they run.

    Exit code 2 if there is an error, or with --strict a warning.
    """
    from factcheck.cli import outputs
    from factcheck.cli.settings import Flags, beside_project, merged, view_of_screen
    from factcheck.diagnostics import errors, in_order
    from factcheck.model.exit_code import ExitCode
    from factcheck.reports import diagnostics_text, json_report
    from factcheck.reports.view import View

    view = view_of_screen(color)
    plan = outputs.plan(format_, output, {"text": (".txt",), "json": (".json",)})
    settings, problems = merged(Flags(rules, waivers=waivers, strict=strict))

    from factcheck import pipeline

    found = in_order(beside_project(problems, pipeline.check(settings)))
    refused = bool(errors(found)) or (strict and bool(found))
    code = ExitCode.REFUSED if refused else ExitCode.OPEN

    def as_text(view: View, code: int) -> str:
        words = "ready to run" if code == ExitCode.OPEN else "refused"
        return diagnostics_text.render(found, view, ending=f"{words} (exit {code})")

    def as_json(_: View, __: int) -> str:
        return json_report.render_check(found)

    forms = {
        "text": outputs.Form(as_text, (".txt",)),
        "json": outputs.Form(as_json, (".json",)),
    }
    return outputs.deliver(plan, forms, view, int(code))
