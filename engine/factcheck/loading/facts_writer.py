"""From the statements of an article to a facts file in YAML, for a person to review.

What is written reads back as the same statements: a value is written in the article's own words where the reader of
values makes the same of them, and with its ends where it does not. Control characters are left out, since no data file
holds any. The first line holds a checksum of the rest: a file that someone has changed is never written over.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from factcheck.loading.articles import LoadedArticle, body_start
from factcheck.loading.characters import IN_DATA
from factcheck.loading.statements import StatementReader
from factcheck.model.article import DEFAULT_STORY
from factcheck.model.entity import EntitySet
from factcheck.model.period import Period, is_any_day
from factcheck.model.quantity import Quantity, from_base
from factcheck.model.statement import Statement, Value, Words
from factcheck.model.vocabulary import Fact
from factcheck.pattern import pattern
from factcheck.source import Passage, SourceFile

_AROUND: Final = 20
"""Characters of the text before and after a quote that are kept with it."""
_SOME_TIME: Final = "some time"
"""Is read as a time of which nothing is known."""
_MARK: Final = "# Written by factcheck extract, which writes it anew as long as nobody changes it"
_HINT: Final = "# To review it: correct or delete what is wrong, and write `origin: reviewed` where all is right."
_NO_FILE_NAME: Final = pattern(r'[\x00-\x1f<>:"/\\|?*\x7f]+')
_PLAIN: Final = pattern(r"[A-Za-z0-9._/€£$¥][\w .,/()'’+%~€£$¥–-]*(?<! )")
_NO_TEXT: Final = pattern(
    r"(?![0-9]{4}-[0-9]{2}-[0-9]{2}$)"
    r"(?i:true|false|null|~|[-+.]?(?:inf|nan)|[-+]?[0-9][0-9_.eExXoO+-]*|\.[0-9]+|---.*|\.\.\.)"
)


def facts_file(article: LoadedArticle, statements: Iterable[Statement], reader: StatementReader, folder: str) -> str:
    """The text of a facts file that is to lie in a folder."""
    lines = [_HINT, "article:", *(f"  {key}: {_scalar(value)}" for key, value in _header(article, folder)), ""]
    entries = ["\n".join(_statement(statement, article, reader)) for statement in statements]
    lines += ["facts:", "\n\n".join(entries)] if entries else ["facts: []"]
    rest = "\n".join(lines) + "\n"
    return f"{_first_line(rest)}\n{rest}"


def _first_line(rest: str) -> str:
    return f"{_MARK} ({hashlib.sha256(rest.encode('utf-8', 'surrogatepass')).hexdigest()[:16]})."


def file_name(article_id: str) -> str:
    """The name of the facts file of an article: its id, with a hyphen for what no file name has or nobody sees."""
    seen = "".join(character if character.isprintable() else "-" for character in article_id)
    return f"{_NO_FILE_NAME.sub('-', seen).strip('. ') or 'article'}.yaml"


def why_kept(path: str, *, with_imported: bool = False) -> str | None:
    """Why a facts file that is there must not be written over; None if it may be, as nobody has worked on it.

    Statements that an extractor supplied are replaced only by such.
    """
    if not os.path.exists(path):
        return None
    try:
        with open(path, encoding="utf-8") as file:
            first, _, rest = file.read().partition("\n")
    except (OSError, ValueError):
        first = rest = ""
    if not first.startswith(_MARK):
        return "it was not written by factcheck extract"
    if first != _first_line(rest):
        return "it was changed since it was written"
    if not with_imported and "\n    origin: imported\n" in rest:
        return "an extractor supplied some of it, and none runs now"
    return None


def statement_object(statement: Statement, article: LoadedArticle, reader: StatementReader) -> dict[str, Any]:
    """A statement as facts files have it."""
    fact, _ = reader.fact(statement.fact, statement.at or Passage(article.source, 0, 0))
    assert fact is not None
    found: dict[str, Any] = {"fact": statement.fact, "value": written_value(statement, fact, article, reader)}
    if statement.said_by is not None:
        found["said_by"] = IN_DATA.sub(" ", statement.said_by)
    found |= {"modality": statement.modality, "section": statement.section}
    if statement.evidence is not None and not IN_DATA.search(statement.evidence.quote):
        found["evidence"] = _evidence(statement, article.source)
    if statement.confidence is not None:
        found["confidence"] = float(statement.confidence)
    return found | {"origin": statement.origin}


def written_value(statement: Statement, fact: Fact, article: LoadedArticle, reader: StatementReader) -> Any:
    """The value as a facts file has it."""
    value = statement.value
    if isinstance(value, bool):
        return value
    if isinstance(value, EntitySet):
        return [member.name for member in value.members]
    if isinstance(value, Words):
        return value.text
    for text in _ways_to_write(value, statement):
        if _reads_as(text, value, fact, article, reader):
            return text
    if isinstance(value, Period):
        return _SOME_TIME if is_any_day(value) else _stretch(value)
    return _ends(value) if isinstance(value, Quantity) else str(value)


def _ways_to_write(value: Value, statement: Statement) -> Iterator[str]:
    quote = " ".join(statement.evidence.quote.split()) if statement.evidence is not None else ""
    if isinstance(value, Period):
        if not is_any_day(value):
            yield value.edtf
            yield f"{value.edtf}~"
        yield quote
    elif isinstance(value, Quantity):
        yield quote
        yield f"{value.hedge} {value}" if value.hedge else str(value)
    else:
        yield str(value)


def _reads_as(text: str, value: Value, fact: Fact, article: LoadedArticle, reader: StatementReader) -> bool:
    if not text or IN_DATA.search(text):
        return False
    nowhere = Passage(article.source, 0, 0)
    read = reader.statement(fact, text, nowhere, article.article.published).value
    if isinstance(read, Period) and isinstance(value, Period):
        return read[:2] == value[:2] and read[3:] == value[3:]
    return read == value


def _stretch(value: Period) -> dict[str, Any]:
    """The first and the last day of a period of which no words tell both."""
    days = (("min", value.first), ("max", value.last))
    return {key: date.fromordinal(day).isoformat() for key, day in days if not isinstance(day, float)}


def _ends(value: Quantity) -> dict[str, Any]:
    unit, possible = value.unit, value.possible
    found: dict[str, Any] = {}
    for end, is_open, keys in (
        (possible.low, possible.low_open, ("above", "min")),
        (possible.high, possible.high_open, ("below", "max")),
    ):
        if not isinstance(end, float):
            found[keys[0] if is_open else keys[1]] = _number(from_base(end, unit))
    if unit.symbol:
        found["unit"] = unit.symbol
    if value.hedge is not None:
        found["hedge"] = value.hedge
    return found


def _number(value: Any) -> Any:
    return value if isinstance(value, int) else float(value)


# The layout ----------------------------------------------------------------------------------------------------------


def _header(loaded: LoadedArticle, folder: str) -> Iterator[tuple[str, str]]:
    article = loaded.article
    published = str(article.published) if article.published is not None else None
    story = article.story if article.story != DEFAULT_STORY else None
    source = os.path.relpath(loaded.source.name, folder).replace(os.sep, "/")
    rows = (
        ("id", article.id),
        ("title", article.title),
        ("publisher", article.publisher),
        ("published", published),
        ("url", article.url),
        ("language", article.language),
        ("story", story),
        ("status", article.status if article.status != "published" else None),
        ("source", source),
        ("sha256", loaded.sha256),
    )
    yield from ((key, value) for key, value in rows if value is not None)


def _evidence(statement: Statement, source: SourceFile) -> dict[str, Any]:
    evidence = statement.evidence
    assert evidence is not None
    if evidence.at is None:
        return {"quote": evidence.quote}
    start, end, text = evidence.at.start, evidence.at.end, source.text
    first = max(body_start(source), start - _AROUND)
    around = {"prefix": IN_DATA.split(text[first:start])[-1], "suffix": IN_DATA.split(text[end : end + _AROUND])[0]}
    return {"quote": evidence.quote, **around, "start": start, "end": end}


def _statement(statement: Statement, article: LoadedArticle, reader: StatementReader) -> Iterator[str]:
    mark = "  - "
    for key, value in statement_object(statement, article, reader).items():
        if key == "evidence":
            yield f"{mark}{key}:"
            yield from (f"      {name}: {_scalar(inner)}" for name, inner in value.items())
        else:
            yield f"{mark}{key}: {_written(value)}"
        mark = "    "


def _written(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    return _scalar(value)


def _flow(value: Any) -> str:
    """A scalar inside brackets, where a comma ends it."""
    plain = _scalar(value)
    return _quoted(plain) if "," in plain and not plain.startswith('"') else plain


def _scalar(value: Any) -> str:
    """A YAML scalar: plain where that reads back as the same text, else in double quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    text = str(value)
    plain = text.isprintable() and _PLAIN.fullmatch(text) and not _NO_TEXT.fullmatch(text)
    return text if plain and len(text) < _MOST_PLAIN else _quoted(text)


_MOST_PLAIN: Final = 80


def _quoted(text: str) -> str:
    """In double quotes, with an escape for every character that does not print."""
    return "".join(
        character if character.isprintable() else _escape(character)
        for character in json.dumps(text, ensure_ascii=False)
    )


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


__all__ = ["facts_file", "statement_object", "written_value"]
