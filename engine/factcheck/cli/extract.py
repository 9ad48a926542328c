"""`factcheck extract`: what the texts of articles state, for review."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from factcheck.cli import options

if TYPE_CHECKING:
    from factcheck.extraction.results import Extraction
    from factcheck.reports.view import View

Folder = Annotated[
    Path | None,
    options.option("-o", "--output", metavar="FACTS/", help="Write a facts file for each article into this folder."),
]
Diff = Annotated[bool, options.option("--diff", help="Show what differs from the facts files that there are.")]
Mentions = Annotated[bool, options.option("--mentions", help="Show every number, amount, time and name in the texts.")]
Explain = Annotated[
    str | None,
    options.option(
        "--explain", metavar="FACT", help="Show the statements of a fact, and where a pattern almost matched."
    ),
]
Form = Annotated[
    str | None, options.option("-f", "--format", metavar="text|json", help="The report on standard output.")
]


def extract(
    articles: options.Articles = None,
    rules: options.RulesFlag = None,
    output: Folder = None,
    diff: Diff = False,
    mentions: Mentions = False,
    explain: Explain = None,
    extractor: options.Extractor = None,
    allow_extractors: options.AllowExtractors = False,
    facts: options.Facts = None,
    status: options.Status = None,
    format_: Form = None,
    color: options.Color = None,
    _no_cache: options.NoCache = False,
) -> int:
    """Extract facts from the texts of articles.

    Nothing is judged: the statements are shown, or written as facts files, which stand for their articles once they
    are reviewed.
    """
    from factcheck.cli import outputs
    from factcheck.cli.settings import Flags, beside_project, merged, view_of_screen
    from factcheck.cli.usage import UsageError
    from factcheck.model.exit_code import ExitCode
    from factcheck.record import replace

    if sum((diff, mentions, explain is not None)) > 1:
        raise UsageError("--diff, --mentions and --explain exclude each other")
    if output is not None and (mentions or explain is not None):
        raise UsageError("--output: facts files are written from all statements, without --mentions and --explain")
    view = view_of_screen(color)
    plan = outputs.plan(format_, None, {"text": (), "json": ()})
    flags = Flags(rules, articles, facts, status=status, extractors=extractor, allow_extractors=allow_extractors)
    settings, problems = merged(flags)

    from factcheck import pipeline

    if diff and output is not None:
        settings = replace(settings, facts=(output,) if output.exists() else (), reviewed=())
    extraction = pipeline.extract(settings, mentions=mentions, explained=explain, with_files=diff)
    found = beside_project(problems, extraction.diagnostics)
    code = outputs.tell_diagnostics(found)
    if code != ExitCode.OPEN and plan.form == "text":
        return code
    if diff:
        return outputs.print_page(_difference(extraction, plan.form, view), code, exact=plan.form != "text")
    if output is not None and code == ExitCode.OPEN:
        return _write(extraction, output)
    return outputs.print_page(_page(extraction, plan.form, view, mentions=mentions), code, exact=plan.form != "text")


def _page(extraction: Extraction, form: str, view: View, *, mentions: bool) -> str:
    if form == "json":
        from factcheck.reports import extraction_json as document

        return document.render_mentions(extraction) if mentions else document.render(extraction)
    from factcheck.reports import extraction_text as page

    return page.render_mentions(extraction, view) if mentions else page.render(extraction, view)


def _difference(extraction: Extraction, form: str, view: View) -> str:
    from factcheck.reports import extraction_diff

    return extraction_diff.render_json(extraction) if form == "json" else extraction_diff.render(extraction, view)


def _write(extraction: Extraction, folder: Path) -> int:
    """A facts file for each article. A file that a person has worked on stays as it is."""
    from factcheck.cli.output import write_whole
    from factcheck.cli.streams import tell
    from factcheck.loading.facts_writer import file_name, is_rewritable
    from factcheck.model.exit_code import ExitCode
    from factcheck.reports.layout import counted

    code = ExitCode.OPEN
    for found in extraction.articles:
        path = folder / file_name(found.article.id)
        if found.facts_file is None:
            continue
        if not is_rewritable(str(path)):
            tell(f"{path} stays: it holds more than what was extracted; see --diff")
            continue
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_whole(path, found.facts_file(str(folder)))
        except OSError as error:
            tell(f"cannot write {path}: {error.strerror or error}")
            code = ExitCode.REFUSED
            continue
        tell(f"{path}: {counted(len(found.statements), 'statement')}")
    return int(code)
