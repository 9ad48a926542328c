"""Articles: what was published, and what it states."""

from __future__ import annotations

from typing import Final

from factcheck.model.period import Period
from factcheck.model.statement import Stated, Statements
from factcheck.named import NamedTuple
from factcheck.source import SourceFile

DEFAULT_STORY: Final = "default"


class Article(NamedTuple):
    """The header of an article. `source` is its text, if it is at hand; `published` a day."""

    id: str
    title: str | None = None
    publisher: str | None = None
    published: Period | None = None
    url: str | None = None
    language: str | None = None
    story: str = DEFAULT_STORY
    status: str = "published"
    source: SourceFile | None = None


class FactSet:
    """An article with what it states. `files` are the facts files that say so; without any its text does."""

    __slots__ = ("article", "files", "stated", "statements")

    def __init__(self, article: Article, statements: Statements, files: tuple[str, ...] = ()) -> None:
        self.article = article
        self.files = files
        self.statements = statements
        self.stated = Stated(statements)
