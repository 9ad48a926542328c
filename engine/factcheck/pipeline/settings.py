"""What a command works on, whatever it was told by: flags, variables or a project's file."""

from __future__ import annotations

from pathlib import Path

from factcheck.record import Record


class Settings(Record):
    """What a command works on. `articles` are articles, facts files or folders of either."""

    rules: tuple[Path, ...] = ()
    articles: tuple[Path, ...] = ()
    facts: tuple[Path, ...] = ()
    reviewed: tuple[Path, ...] = ()
    """Facts files that count only for articles that are judged anyway and have no other."""
    waivers: Path | None = None
    baseline: Path | None = None
    """The conflicts that are known: only others shut the gate."""
    fail_on: tuple[str, ...] = ("conflict",)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    status: str | None = None
    extractors: tuple[str, ...] = ()
    """Commands that read articles beside the patterns of the vocabulary."""
    extractor_folder: Path | None = None
    """Where these commands run; None is the current folder."""
    strict: bool = False
    changed_since: str | None = None
    """A git revision: only articles that have changed since are judged."""
    partial: bool = False
    """Only some of the articles are judged: nothing can be said of the others."""
    root: Path | None = None
    checked_by: str | None = None
    published_at: str | None = None
    today: int | None = None
    """The day on which waivers are judged, an ordinal; None is the current day."""

    @property
    def root_folder(self) -> str | None:
        return str(self.root) if self.root is not None else None

    @property
    def inputs(self) -> list[str]:
        return [str(path) for path in (*self.articles, *self.facts)]

    @property
    def reviewed_inputs(self) -> list[str]:
        return [str(path) for path in self.reviewed]
