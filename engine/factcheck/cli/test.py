"""`factcheck test`: the tests that rules carry with them."""

from __future__ import annotations

from typing import Annotated

from factcheck.cli import options

Coverage = Annotated[bool, options.option("--coverage", help="Also list rules with no test for pass or for conflict.")]


def test(
    rules: options.Rules = None,
    coverage: Coverage = False,
    select: options.Select = None,
    ignore: options.Ignore = None,
    format_: options.Format = None,
    output: options.Output = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    color: options.Color = None,
    _no_cache: options.NoCache = False,
) -> int:
    """Run the rules' own tests.

    Exit code 1 if one fails, 2 if nothing could be tested.
    """
    from factcheck.cli import outputs
    from factcheck.cli.settings import Flags, beside_project, merged, view_of_screen
    from factcheck.diagnostics import errors
    from factcheck.model.exit_code import ExitCode
    from factcheck.record import replace
    from factcheck.reports import json_report, rule_tests_text
    from factcheck.reports.view import View

    view = view_of_screen(color, quiet=quiet, verbose=verbose)
    plan = outputs.plan(format_, output, {"text": (".txt",), "json": (".json",)})
    settings, problems = merged(Flags(rules, select=select, ignore=ignore))

    from factcheck import pipeline

    report = pipeline.test(settings)
    report = replace(report, diagnostics=tuple(beside_project(problems, report.diagnostics)))
    if errors(report.diagnostics) or not report.results:
        code = ExitCode.REFUSED
    else:
        code = ExitCode.OPEN if all(result.passed for result in report.results) else ExitCode.SHUT

    def as_text(view: View, code: int) -> str:
        return rule_tests_text.render(report, view, code=ExitCode(code), coverage=coverage)

    def as_json(_: View, __: int) -> str:
        return json_report.render_test(report, coverage=coverage)

    forms = {
        "text": outputs.Form(as_text, (".txt",)),
        "json": outputs.Form(as_json, (".json",)),
    }
    return outputs.deliver(plan, forms, view, int(code))


test.__test__ = False  # type: ignore[attr-defined]  # pytest must not take the command for a test
