"""The flags that commands share. Each has an environment variable; the flag beats it, and it beats the project file.

A parameter of a command says in its annotation how it is written on the command line; `usual` and `app` read it there.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

from factcheck.named import NamedTuple

PREFIX: Final = "FACTCHECK_"
EPILOG: Final = (
    "Every option has a variable (--fail-on: FACTCHECK_FAIL_ON); an option beats it, and it beats factcheck.yaml."
)
_RULES: Final = "Rules: a file or a folder."


class Option(NamedTuple):
    """An option or a flag by its names, the long one among them."""

    names: tuple[str, ...]
    help: str
    metavar: str | None = None

    @property
    def variable(self) -> str:
        """The environment variable by the name of the long option."""
        long = next(name for name in self.names if name.startswith("--"))
        return PREFIX + long.removeprefix("--").upper().replace("-", "_")


class Argument(NamedTuple):
    """What stands on the command line without a name."""

    metavar: str
    help: str
    variable: str | None = None


def option(*names: str, help: str, metavar: str | None = None) -> Option:  # noqa: A002  # the word of help pages
    """An option as it reads best in an annotation."""
    return Option(names, help, metavar)


Rules = Annotated[Path | None, Argument("RULES", _RULES, f"{PREFIX}RULES")]
Articles = Annotated[
    list[Path] | None,
    Argument("[ARTICLES]...", "Articles or facts files, or folders of them.", f"{PREFIX}ARTICLES"),
]
RulesFlag = Annotated[Path | None, option("--rules", metavar="RULES", help=_RULES)]
ArticlesFlag = Annotated[
    list[Path] | None,
    option("--articles", metavar="PATH", help="Articles or facts files, or folders of them. Repeatable."),
]
Facts = Annotated[
    list[Path] | None,
    option("--facts", metavar="PATH", help="Facts files that stand for articles. Repeatable."),
]
Waivers = Annotated[Path | None, option("--waivers", metavar="FILE", help="Conflicts that are accepted for a time.")]
Baseline = Annotated[
    Path | None, option("--baseline", metavar="FILE", help="Conflicts that are known: only others shut the gate.")
]
WriteBaseline = Annotated[
    Path | None,
    option("--write-baseline", metavar="FILE", help="Record the conflicts of today; this run heeds no baseline."),
]
ChangedSince = Annotated[
    str | None,
    option("--changed-since", metavar="REV", help="Only articles that have changed since a git revision."),
]
FailOn = Annotated[
    list[str] | None,
    option(
        "--fail-on",
        metavar="WHAT",
        help="What shuts the gate: conflict, warning, unsure, unstated, never. Repeatable, or a comma list.",
    ),
]
Select = Annotated[
    list[str] | None,
    option("--select", metavar="RULE|TAG", help="Only these rules, by id or tag. Repeatable, or a comma list."),
]
Ignore = Annotated[
    list[str] | None,
    option("--ignore", metavar="RULE|TAG", help="Not these rules, by id or tag. Repeatable, or a comma list."),
]
Status = Annotated[str | None, option("--status", metavar="draft|published", help="Only articles of this status.")]
Format = Annotated[
    str | None, option("-f", "--format", metavar="FORMAT", help="The report on standard output; text unless said.")
]
Output = Annotated[
    list[Path] | None,
    option(
        "-o",
        "--output",
        metavar="FILE",
        help="Write a report to a file as well; the format follows the suffix, or FORMAT=FILE. Repeatable.",
    ),
]
CheckedBy = Annotated[
    str | None, option("--checked-by", metavar="NAME", help="Who publishes the checks, for -f claimreview.")
]
PublishedAt = Annotated[
    str | None, option("--published-at", metavar="URL", help="The page they are published on, for -f claimreview.")
]
Extractor = Annotated[
    list[str] | None,
    option(
        "--extractor",
        metavar="COMMAND",
        help="A command that reads articles as well: JSON in, statements as JSON Lines out. Repeatable.",
    ),
]
AllowExtractors = Annotated[
    bool, option("--allow-extractors", help="Let the commands run that factcheck.yaml names under extractors:.")
]
Quiet = Annotated[bool, option("-q", "--quiet", help="Only conflicts and the last line.")]
Verbose = Annotated[bool, option("-v", "--verbose", help="Every finding.")]
Color = Annotated[
    str | None,
    option("--color", metavar="auto|always|never", help="Colour; without the flag, NO_COLOR is heeded."),
]
Watch = Annotated[bool, option("--watch", help="Judge again whenever a file is saved, until Ctrl-C.")]
NoCache = Annotated[bool, option("--no-cache", help="Read every rule file anew.")]
