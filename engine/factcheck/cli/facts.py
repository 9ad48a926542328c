"""`factcheck facts`: who says what."""

from __future__ import annotations

from factcheck.cli import options


def facts(
    articles: options.Articles = None,
    rules: options.RulesFlag = None,
    facts_: options.Facts = None,
    status: options.Status = None,
    extractor: options.Extractor = None,
    allow_extractors: options.AllowExtractors = False,
    verbose: options.Verbose = False,
    color: options.Color = None,
    _no_cache: options.NoCache = False,
) -> int:
    """Show who says what.

    A table of facts and articles, with disagreements marked.
    """
    from factcheck.cli import outputs
    from factcheck.cli.settings import Flags, beside_project, merged, view_of_screen
    from factcheck.reports import facts_table as page

    view = view_of_screen(color, verbose=verbose)
    flags = Flags(rules, articles, facts_, status=status, extractors=extractor, allow_extractors=allow_extractors)
    settings, problems = merged(flags)

    from factcheck import pipeline

    table = pipeline.facts_table(settings)
    code = outputs.tell_diagnostics(beside_project(problems, table.diagnostics))
    # Without an article there is only to tell why.
    return outputs.print_page(page.render(table, view), code) if table.articles else code
