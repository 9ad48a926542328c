"""`factcheck run`: judge articles, and print the report and the gate."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.cli import options

if TYPE_CHECKING:
    from factcheck.cli.outputs import Plan
    from factcheck.cli.settings import Flags
    from factcheck.model.report import Report
    from factcheck.reports.view import View


def run(
    rules: options.Rules = None,
    articles: options.Articles = None,
    facts: options.Facts = None,
    waivers: options.Waivers = None,
    baseline: options.Baseline = None,
    write_baseline: options.WriteBaseline = None,
    changed_since: options.ChangedSince = None,
    fail_on: options.FailOn = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    status: options.Status = None,
    extractor: options.Extractor = None,
    allow_extractors: options.AllowExtractors = False,
    format_: options.Format = None,
    output: options.Output = None,
    checked_by: options.CheckedBy = None,
    published_at: options.PublishedAt = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    color: options.Color = None,
    watch: options.Watch = False,
    _no_cache: options.NoCache = False,
) -> int:
    """Judge articles by rules: the report, and the gate as exit code.

    Rules and articles that are not named come from the project file, factcheck.yaml.
    """
    from factcheck.cli import outputs
    from factcheck.cli.settings import Flags, view_of_screen
    from factcheck.reports.renderers import RENDERERS

    flags = Flags(
        rules,
        articles,
        facts,
        waivers,
        baseline,
        write_baseline,
        changed_since,
        fail_on,
        select,
        ignore,
        status,
        extractors=extractor,
        allow_extractors=allow_extractors,
        checked_by=checked_by,
        published_at=published_at,
    )
    plan = outputs.plan(format_, output, {name: renderer.suffixes for name, renderer in RENDERERS.items()})

    def once() -> int:
        return _run(flags, plan, view_of_screen(color, quiet=quiet, verbose=verbose))

    if not watch:
        return once()
    from factcheck.cli.streams import forget
    from factcheck.cli.watch import watch as run_again

    forget()
    return run_again(once)


def _run(flags: Flags, plan: Plan, view: View) -> int:
    """One run: the report where it belongs, and the exit code."""
    from functools import partial

    from factcheck.cli import outputs
    from factcheck.cli.progress import shown
    from factcheck.cli.settings import beside_project, merged
    from factcheck.cli.streams import forget, tell
    from factcheck.diagnostics import errors
    from factcheck.model.exit_code import OF_GATE
    from factcheck.record import replace
    from factcheck.reports.renderers import RENDERERS

    settings, problems = merged(flags)

    from factcheck import pipeline

    if settings.extractors or settings.changed_since or flags.write_baseline:
        forget()
    with shown():
        report = pipeline.run(settings)
    report = replace(report, checked_by=settings.checked_by, published_at=settings.published_at)
    if problems:
        report = replace(report, diagnostics=tuple(beside_project(problems, report.diagnostics)))
        if errors(problems):
            report = replace(report, gate="refused", gate_reason="the project file has errors")
    forms = {
        name: outputs.Form(partial(_page, renderer.render, report), renderer.suffixes)
        for name, renderer in RENDERERS.items()
    }
    if report.gate == "refused" and plan.form != "text":
        tell(f"refused: {report.gate_reason}")
    for name in dict.fromkeys((plan.form, *(form for _, form in plan.files))):
        about = RENDERERS[name].remark
        remark = about(report) if about is not None else None
        if remark is not None:
            tell(remark)
    code = int(OF_GATE[report.gate])
    if flags.write_baseline is not None:
        code = _write_baseline(flags.write_baseline, report, code)
    return outputs.deliver(plan, forms, view, code)


def _write_baseline(path: Path, report: Report, code: int) -> int:
    """Record the conflicts of a run that can be trusted; gives the exit code, which becomes 2 if that fails."""
    from factcheck.cli.output import why_not_written, write_whole
    from factcheck.cli.streams import tell
    from factcheck.loading.baseline import baseline_text
    from factcheck.model.exit_code import ExitCode

    if report.gate == "refused":
        tell(f"{path} was not written: {report.gate_reason}")
        return code
    text, number = baseline_text(report.findings)
    try:
        write_whole(path, text)
    except (OSError, ValueError) as error:
        tell(why_not_written(path, error))
        return int(ExitCode.REFUSED)
    conflicts = "1 conflict" if number == 1 else f"{number:,} conflicts"
    tell(f"{path} records {conflicts}, which no longer shut the gate in a run with --baseline {path}")
    return code


def _page(render: Callable[[Report, View], str], report: Report, view: View, code: int) -> str:
    """The report as a page whose gate is that of the exit code, though the findings alone would leave it open."""
    from factcheck.model.exit_code import OF_GATE
    from factcheck.record import replace

    if code != OF_GATE[report.gate]:
        report = replace(report, gate="refused", gate_reason="a report could not be written")
    return render(report, view)
