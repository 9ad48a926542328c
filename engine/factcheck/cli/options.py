"""The flags that commands share. Each has an environment variable; the flag beats it, and it beats the project file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

PREFIX: Final = "FACTCHECK_"


def _option(*names: str, variable: str | None = None, **settings: object) -> object:
    """An option that is also read from `FACTCHECK_…`, by default from the name of its long flag."""
    long = next(name for name in names if name.startswith("--")).removeprefix("--")
    envvar = PREFIX + (variable or long).upper().replace("-", "_")
    return typer.Option(*names, envvar=envvar, show_default=False, **settings)  # type: ignore[arg-type]


Rules = Annotated[
    Path | None,
    typer.Argument(metavar="RULES", envvar=f"{PREFIX}RULES", help="Rules: a file or a folder.", show_default=False),
]
Articles = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[ARTICLES]...",
        envvar=f"{PREFIX}ARTICLES",
        help="Articles or facts files, or folders of them.",
        show_default=False,
    ),
]
RulesFlag = Annotated[Path | None, _option("--rules", metavar="RULES", help="Rules: a file or a folder.")]
ArticlesFlag = Annotated[
    list[Path] | None,
    _option("--articles", metavar="PATH", help="Articles or facts files, or folders of them. Repeatable."),
]
Facts = Annotated[
    list[Path] | None,
    _option("--facts", metavar="PATH", help="Facts files that stand for articles. Repeatable."),
]
Waivers = Annotated[Path | None, _option("--waivers", metavar="FILE", help="Conflicts that are accepted for a time.")]
FailOn = Annotated[
    list[str] | None,
    _option(
        "--fail-on",
        metavar="WHAT",
        help="What shuts the gate: conflict, warning, unsure, unstated, never. Repeatable, or a comma list.",
    ),
]
Select = Annotated[
    list[str] | None,
    _option("--select", metavar="RULE|TAG", help="Only these rules, by id or tag. Repeatable, or a comma list."),
]
Ignore = Annotated[
    list[str] | None,
    _option("--ignore", metavar="RULE|TAG", help="Not these rules, by id or tag. Repeatable, or a comma list."),
]
Status = Annotated[str | None, _option("--status", metavar="draft|published", help="Only articles of this status.")]
Format = Annotated[str | None, _option("-f", "--format", metavar="FORMAT", help="What goes to standard output.")]
Output = Annotated[
    list[Path] | None,
    _option(
        "-o",
        "--output",
        metavar="FILE",
        help="Write a report to a file as well; the format follows the suffix, or FORMAT=FILE. Repeatable.",
    ),
]
Quiet = Annotated[bool, _option("-q", "--quiet", help="Only conflicts and the last line.")]
Verbose = Annotated[bool, _option("-v", "--verbose", help="Every finding.")]
Color = Annotated[
    str | None,
    _option("--color", metavar="auto|always|never", help="Colour; without the flag, NO_COLOR is heeded."),
]
NoCache = Annotated[bool, _option("--no-cache", help="Read every rule file anew.")]
