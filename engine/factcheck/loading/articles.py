"""From article files to articles: the text as it stands, and the header in front of it or beside it."""

from __future__ import annotations

import os
from collections.abc import Mapping as MappingOf
from typing import Any

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic
from factcheck.digest import sha256
from factcheck.loading.document import Mapping
from factcheck.loading.files import decode, display_name, is_file, read_bytes, read_text
from factcheck.loading.validation import validate
from factcheck.loading.yaml_document import read_yaml
from factcheck.model.article import DEFAULT_STORY, Article
from factcheck.model.period import ImpossibleDate, Period, parse_edtf
from factcheck.named import NamedTuple
from factcheck.pattern import pattern
from factcheck.source import Passage, SourceFile

SUFFIXES = (".md", ".markdown", ".txt", ".text")
MOST_BYTES = 16 * 1024 * 1024
SIDECAR = ".meta.yaml"
_FENCE = "---"
_END = "..."
_OPENING = pattern(r"---[^\S\r\n]*(?:\r\n|[\r\n])")
_CLOSING = pattern(r"(?<=[\r\n])(?:---|\.\.\.)[^\S\r\n]*(?:\r\n|[\r\n]|\Z)")
"""The lines around front matter, whose ends may be those of any system."""
_OPEN_FRONT_MATTER = pattern(
    r"---[^\S\r\n]*+[\r\n]++(?:[ \t]*+(?:#[^\r\n]*+)?[\r\n]++)*+[A-Za-z_]++[ \t]*+:(?:[ \t\r\n]|\Z)"
)
"""A fence and a key below it; a dashed line above plain text is a rule across the page."""


class LoadedArticle(NamedTuple):
    """An article with its text and what identifies the bytes of its file."""

    article: Article
    source: SourceFile
    sha256: str


def load_article(path: str, root: str | None) -> tuple[LoadedArticle | None, list[Diagnostic]]:
    """An article file. Offsets count in its text as it stands, front matter included."""
    data, problems = read_bytes(path, root, MOST_BYTES)
    if data is None:
        return None, problems
    source, problems = decode(data, display_name(path))
    if source is None:
        return None, problems
    header, problems = _header(path, source, root)
    name = os.path.basename(path)
    article, more = article_from(header, name.rsplit(".", 1)[0] or name, source)
    return LoadedArticle(article, source, sha256(data)), [*problems, *more]


def _header(path: str, source: SourceFile, root: str | None) -> tuple[Mapping, list[Diagnostic]]:
    front = front_matter(source)
    if front is not None:
        return _read_header(front)
    if _OPEN_FRONT_MATTER.match(source.text):
        # Taken as text, its id and its day would be lost, and its keys would be words of the article.
        return Mapping(), [diagnostics.open_front_matter(Passage(source, 0, len(_FENCE)))]
    sidecar = path.rsplit(".", 1)[0] + SIDECAR
    if is_file(sidecar):
        # It was found, not named: a link to a file elsewhere is not followed.
        beside, problems = read_text(sidecar, root or os.path.dirname(path) or ".", MOST_BYTES)
        return (Mapping(), problems) if beside is None else _read_header(beside)
    return Mapping(), []


def _read_header(source: SourceFile) -> tuple[Mapping, list[Diagnostic]]:
    data, problems = read_yaml(source, strict_characters=False)
    if not isinstance(data, Mapping):
        if data is not None and not problems:
            # Words between two dashed lines are no header, and nobody may miss that they are not read.
            start = source.text.find(source.text.strip())
            at = Passage(source, start, start + len(source.text.strip()))
            problems = validate(data, "article", "the header of an article", at)
        return Mapping(), problems
    return data, [*problems, *validate(data, "article", "the header of an article")]


def front_matter(source: SourceFile) -> SourceFile | None:
    """The YAML between the two fences at the top, blanked out around so that its places are those of the file."""
    end = body_start(source)
    if end == 0:
        return None
    text = source.text
    first = next(place for place, character in enumerate(text) if character in "\r\n")
    fence = max(text.rfind(_FENCE, first, end), text.rfind(_END, first, end))
    return SourceFile(source.name, " " * first + text[first:fence])


def body_start(source: SourceFile) -> int:
    """The offset at which the article itself begins: after the front matter, or 0 if there is none."""
    if source.body is None:
        source.body = _body_start(source.text)
    return source.body


def is_blank(source: SourceFile) -> bool:
    """Whether there is nothing to read below the header."""
    text, start = source.text, body_start(source)
    return not text[start : start + 1_000].strip() and not text[start:].strip()


def _body_start(text: str) -> int:
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end() - 1) if opening is not None else None
    return closing.end() if closing is not None else 0


def article_from(
    header: MappingOf[str, Any], otherwise_id: str, source: SourceFile | None
) -> tuple[Article, list[Diagnostic]]:
    """An article from the keys of its header."""
    published, problems = _published(header)
    article = Article(
        id=_text(header, "id") or otherwise_id,
        title=_text(header, "title"),
        publisher=_text(header, "publisher"),
        published=published,
        url=_text(header, "url"),
        language=_text(header, "language"),
        story=_text(header, "story") or DEFAULT_STORY,
        status=_text(header, "status") or "published",
        source=source,
    )
    return article, problems


def _text(header: MappingOf[str, Any], key: str) -> str | None:
    """A value of a header that may have been refused: what is no text is left out."""
    value = header.get(key)
    return value if isinstance(value, str) else None


def _published(header: MappingOf[str, Any]) -> tuple[Period | None, list[Diagnostic]]:
    written = _text(header, "published")
    if written is None:
        return None, []
    try:
        return parse_edtf(written), []
    except ImpossibleDate as impossible:
        at = header.value_at("published") if isinstance(header, Mapping) else None
        if at is None:
            return None, []
        return None, [diagnostics.impossible_period(at, written, str(impossible))]
