"""`factcheck explain`: one rule taken apart, with what every article says to each part."""

from __future__ import annotations

from typing import Annotated

from factcheck.cli import options

Rule = Annotated[str, options.Argument("RULE", "The rule's id.")]
Article = Annotated[str | None, options.Argument("[ARTICLE]", "Only this article or story, by id.")]


def explain(
    rule: Rule,
    article: Article = None,
    rules: options.RulesFlag = None,
    articles: options.ArticlesFlag = None,
    facts: options.Facts = None,
    status: options.Status = None,
    extractor: options.Extractor = None,
    allow_extractors: options.AllowExtractors = False,
    color: options.Color = None,
    _no_cache: options.NoCache = False,
) -> int:
    """Explain a rule, part by part.

    For every article: the verdict in a sentence, the parts of the check, and the words that decided.
    """
    from factcheck.cli import outputs
    from factcheck.cli.settings import Flags, beside_project, merged, view_of_screen
    from factcheck.model.exit_code import ExitCode
    from factcheck.reports import explain as page

    view = view_of_screen(color)
    flags = Flags(rules, articles, facts, status=status, extractors=extractor, allow_extractors=allow_extractors)
    settings, problems = merged(flags)

    from factcheck import pipeline

    explanation = pipeline.explain(settings, rule, article)
    if isinstance(explanation, list):
        outputs.tell_diagnostics(beside_project(problems, explanation))
        return int(ExitCode.REFUSED)
    code = outputs.tell_diagnostics(beside_project(problems, explanation.diagnostics))
    return outputs.print_page(page.render(explanation, view), code)
