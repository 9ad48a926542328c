"""`factcheck extract`: what the texts of articles state, for review."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from factcheck.cli import options

if TYPE_CHECKING:
    from factcheck.diagnostics import Diagnostic
    from factcheck.extraction.results import Extraction
    from factcheck.reports.view import View

Articles = Annotated[
    list[Path] | None,
    options.Argument("[ARTICLES]...", "Articles, or folders of them.", f"{options.PREFIX}ARTICLES"),
]
Folder = Annotated[
    Path | None,
    options.option("-o", "--output", metavar="FACTS/", help="Write facts files, save where somebody has changed one."),
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
    articles: Articles = None,
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

    Nothing is judged: the statements are shown, or written as facts files for review, which stand for their articles
    from then on.
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
    if output is not None and output.exists() and not output.is_dir():
        raise UsageError(f"--output: {output} is a file; name the folder that facts files are to lie in")
    writes = output is not None and not diff
    if writes and format_ is not None:
        raise UsageError("--output writes facts files and --format a page; ask for one of them")
    view = view_of_screen(color)
    plan = outputs.plan(format_, None, {"text": (), "json": ()})
    flags = Flags(rules, articles, facts, status=status, extractors=extractor, allow_extractors=allow_extractors)
    settings, problems = merged(flags)

    from factcheck import pipeline

    if diff and not facts and output is None:  # a folder of the project in which nothing was written yet
        settings = replace(settings, facts=_there(settings.facts), reviewed=_there(settings.reviewed))
    if output is not None:
        # What is written stands beside the facts files that lie in the same folder, or in one around it.
        around = [] if diff else [p for p in (*settings.facts, *settings.reviewed) if _is_below(output, p)]
        settings = replace(settings, facts=tuple(around or ([output] if output.exists() else [])), reviewed=())
    files: Literal["unread", "named", "compared"] = "compared" if diff else "named" if writes else "unread"
    extraction = pipeline.extract(settings, mentions=mentions, explained=explain, files=files)
    found = beside_project(problems, extraction.diagnostics)
    code = outputs.tell_diagnostics(found)
    if code != ExitCode.OPEN and plan.form == "text" and not (diff and _are_stale(found)):
        return code
    if diff:
        return outputs.print_page(_difference(extraction, plan.form, view), code, exact=plan.form != "text")
    if output is not None:
        return _write(extraction, output, with_imported=bool(settings.extractors))
    return outputs.print_page(_page(extraction, plan.form, view, mentions=mentions), code, exact=plan.form != "text")


def _there(paths: Sequence[Path]) -> tuple[Path, ...]:
    return tuple(path for path in paths if path.exists())


def _is_below(path: Path, folder: Path) -> bool:
    return folder.is_dir() and path.resolve().is_relative_to(folder.resolve())


def _are_stale(found: Sequence[Diagnostic]) -> bool:
    """Whether all that is wrong is that words of reviewed facts are gone: what stands there now is then of use."""
    from factcheck.diagnostics import errors

    return all(problem.code == "FC015" for problem in errors(found))


def _page(extraction: Extraction, form: str, view: View, *, mentions: bool) -> str:
    if form == "json":
        from factcheck.reports import extraction_json as document

        return document.render_mentions(extraction) if mentions else document.render(extraction)
    from factcheck.reports import extraction_text as page

    return page.render_mentions(extraction, view) if mentions else page.render(extraction, view)


def _difference(extraction: Extraction, form: str, view: View) -> str:
    from factcheck.reports import extraction_diff

    return extraction_diff.render_json(extraction) if form == "json" else extraction_diff.render(extraction, view)


def _write(extraction: Extraction, folder: Path, *, with_imported: bool) -> int:
    """A facts file for each article. What a person has worked on stays as it is, whatever file it is in."""
    from factcheck.cli.output import write_whole
    from factcheck.cli.streams import tell
    from factcheck.loading.facts_writer import file_name, why_kept
    from factcheck.model.exit_code import ExitCode
    from factcheck.reports.layout import counted

    code = ExitCode.OPEN
    written: dict[str, str] = {}
    for found in extraction.articles:
        name = found.article.id
        path = folder / file_name(name)
        if found.facts_file is None:
            continue
        other = next((file for file in found.files if Path(file) != path), None)
        namesake = written.setdefault(str(path).casefold(), name)
        if namesake != name:
            tell(f"the article {name!r} was not written: {path} is that of {namesake!r}; give one of them another id")
            code = ExitCode.REFUSED
        elif other is not None:
            tell(f"the article {name!r} was not written: {other} holds facts of it; see --diff")
        elif (kept := why_kept(str(path), with_imported=with_imported)) is not None:
            tell(f"{path} stays: {kept}; see --diff")
        else:
            try:
                folder.mkdir(parents=True, exist_ok=True)
                write_whole(path, found.facts_file(str(folder)))
            except OSError as error:
                tell(f"cannot write {path}: {error.strerror or error}")
                code = ExitCode.REFUSED
                continue
            tell(f"{path}: {counted(len(found.statements), 'statement')}")
    return int(code)
