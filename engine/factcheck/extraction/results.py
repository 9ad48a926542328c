"""What extraction found, article by article, for commands and reports."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from factcheck.diagnostics import Diagnostic
from factcheck.extraction.extractor import Extracted
from factcheck.extraction.mentions.mention import Mention
from factcheck.model.article import Article
from factcheck.model.statement import Statement
from factcheck.record import Record
from factcheck.source import SourceFile

if TYPE_CHECKING:
    from factcheck.extraction.explaining.near_misses import NearMiss


class ArticleExtraction(Record):
    """An article with what was found in it; `objects` gives its statements as facts files have them."""

    article: Article
    source: SourceFile
    sha256: str
    statements: tuple[Extracted, ...] = ()
    objects: Callable[[], list[dict[str, Any]]] = list
    mentions: tuple[Mention, ...] = ()
    """All of them, or those that could have stated the fact that is explained, if nothing did or nearly did."""
    near_misses: tuple[NearMiss, ...] = ()
    filed: tuple[Statement, ...] | None = None
    """What its facts files state, if they were asked for and there are any."""
    files: tuple[str, ...] = ()
    """Those facts files."""
    facts_file: Callable[[str], str] | None = None
    """The text of a facts file of these statements that is to lie in the folder given."""


class Extraction(Record):
    """What `factcheck extract` found. `fact` is the one that is to be explained, if one is; `patterns` tells whether
    the vocabulary has any for it.
    """

    articles: tuple[ArticleExtraction, ...]
    diagnostics: tuple[Diagnostic, ...]
    fact: str | None = None
    patterns: bool = True
