"""From an article to the statements that an external command reads from it: a language model, a form, a database.

The command gets the article as one JSON document on standard input, and writes statements as JSON Lines, each as a
facts file has it. What it writes is held to what facts files are held to: the schema, the vocabulary, and every quote
against the text. It runs without a shell, for a limited time.
"""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from typing import IO, Any, Final

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic
from factcheck.loading.articles import LoadedArticle, body_start
from factcheck.loading.facts import load_lines
from factcheck.loading.files import decode
from factcheck.loading.statements import StatementReader
from factcheck.model.statement import Statement
from factcheck.model.types import Type
from factcheck.model.vocabulary import Vocabulary

VERSION: Final = 1
TIME_LIMIT: Final = 120.0
"""Seconds for one article."""
MOST_BYTES: Final = 16 * 1024 * 1024
_MOST_SHOWN: Final = 200
_GLANCE: Final = 0.25
"""Seconds between two looks at how much a command has written."""


def run_extractor(
    command: str,
    article: LoadedArticle,
    vocabulary: Vocabulary,
    reader: StatementReader,
    folder: str | None = None,
) -> tuple[list[Statement], list[Diagnostic]]:
    """The statements that a command reads from an article, and what was wrong with them or with it: all or none.

    The command runs in a folder, the current one unless said.
    """
    name = article.article.id
    output, why = _output(command, request(article, vocabulary, folder), folder)
    if why is not None:
        return [], [diagnostics.extractor_failed(None, command, f"{why} (article {name!r})")]
    source, problems = decode(output, f"<{command}: {name}>")
    if source is None:
        return [], problems
    loaded, problems = load_lines(source, reader, article)
    other = [facts.article.id for facts in loaded if facts.article.id != name]
    if other:
        why = f"states facts of the article {other[0]!r}, and was asked about {name!r}"
        problems.append(diagnostics.extractor_failed(None, command, why))
    if diagnostics.errors(problems):
        return [], problems
    found = [statement for facts in loaded for statement in facts.statements]
    return [s._replace(origin="imported" if s.origin == "reviewed" else s.origin) for s in found], problems


def request(article: LoadedArticle, vocabulary: Vocabulary, folder: str | None = None) -> dict[str, Any]:
    """What a command is given: the article, its whole text, where the text begins after the front matter, and the
    facts that it may state.
    """
    header = article.article
    facts = {
        fact.name: {
            "type": _type_name(fact.type),
            "unit": fact.unit.symbol if fact.unit is not None else None,
            "many": fact.type.many,
            "about": fact.about,
        }
        for fact in vocabulary.facts.values()
    }
    return {
        "version": VERSION,
        "article": {
            "id": header.id,
            "title": header.title,
            "publisher": header.publisher,
            "published": str(header.published) if header.published is not None else None,
            "url": header.url,
            "language": header.language,
            "story": header.story,
            "status": header.status,
            "source": os.path.relpath(article.source.name, folder or os.curdir).replace(os.sep, "/"),
            "sha256": article.sha256,
        },
        "text": article.source.text,
        "start": body_start(article.source),
        "facts": facts,
    }


def _type_name(a_type: Type) -> str:
    """A type as the vocabulary writes it."""
    if a_type.family == "entity":
        return a_type.detail
    return a_type.detail if a_type.family == "quantity" else a_type.family


def _output(command: str, given: dict[str, Any], folder: str | None) -> tuple[bytes, str | None]:
    """What a command writes, or why it wrote nothing that counts."""
    try:
        words = shlex.split(command)
    except ValueError as error:
        return b"", f"cannot be read as a command line: {error}"
    if not words:
        return b"", "is empty"
    data = json.dumps(given, ensure_ascii=False).encode("utf-8", "surrogatepass")
    with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        stdin.write(data)
        stdin.seek(0)
        try:
            process = subprocess.Popen(  # noqa: S603 - the user's own command, and no shell reads it
                words, stdin=stdin, stdout=stdout, stderr=stderr, cwd=folder, start_new_session=True
            )
        except (OSError, ValueError) as error:
            return b"", f"cannot be started: {getattr(error, 'strerror', None) or error}"
        try:
            why = _watched(process, (stdout, stderr))
        finally:
            _end(process)
        if why is not None:
            return b"", why
        if process.returncode != 0:
            said = _last_line(stderr)
            return b"", f"ended with the code {process.returncode}{f': {said}' if said else ''}"
        stdout.seek(0)
        return stdout.read(), None


def _watched(process: subprocess.Popen[bytes], streams: tuple[IO[bytes], ...]) -> str | None:
    """Wait for a command that neither takes too long nor writes too much, or say which of them it does."""
    until = time.monotonic() + TIME_LIMIT
    running = True
    while running:
        try:
            process.wait(max(0.0, min(_GLANCE, until - time.monotonic())))
            running = False
        except subprocess.TimeoutExpired:
            if time.monotonic() >= until:
                return f"took longer than {TIME_LIMIT:g} seconds"
        if any(os.fstat(stream.fileno()).st_size > MOST_BYTES for stream in streams):
            return f"wrote more than {MOST_BYTES:,} bytes"
    return None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a command with everything that it started and left running."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def _last_line(stream: IO[bytes]) -> str:
    """The last thing that a command said on standard error."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - 4096))
    lines = stream.read().decode("utf-8", "replace").split("\n")
    return next((line.strip()[:_MOST_SHOWN] for line in reversed(lines) if line.strip()), "")
