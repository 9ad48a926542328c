"""Standard output and standard error as they should behave: they never raise on a character, and a reader who has gone
away ends nothing with a traceback.

Only reports go to standard output; messages go to standard error.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import IO


class WriteError(Exception):
    """Standard output took no more: a full disk behind a redirection, for example."""


Page = list[object]
"""Something that was written: "report" or "message", the text, and for a report whether it was written exactly."""

_transcript: list[Page] | None = None


def record() -> None:
    """Remember from now on what is written, for `replay`."""
    global _transcript  # noqa: PLW0603 - the streams are the process's own as well
    _transcript = []


def forget() -> None:
    """Remember nothing of this run: it depends on more than can be held against a cache."""
    global _transcript  # noqa: PLW0603 - as above
    _transcript = None


def recorded() -> list[Page] | None:
    """Everything written since `record`; None if nothing was recorded, or if not all of it reached its reader."""
    return _transcript


def repeat(page: Page) -> None:
    """Write again what was written before."""
    kind, text, *exact = page
    if kind == "report":
        write_report(str(text), exact=bool(exact[0]))
    else:
        say(str(text))


def _remember(*page: object) -> None:
    if _transcript is not None:
        _transcript.append(list(page))


def prepare() -> None:
    """Let the streams escape what their encoding lacks instead of raising."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def write_report(text: str, *, exact: bool) -> None:
    """A report on standard output. With `exact` it is UTF-8 whatever the locale, as programs expect it.

    A closed standard output is somebody's wish and no error; neither is a reader that has seen enough (`| head`).
    """
    _remember("report", text, exact)
    stream = sys.stdout
    if stream is None:
        return
    try:
        buffer: IO[bytes] | None = getattr(stream, "buffer", None) if exact else None
        if buffer is not None:
            stream.flush()
            buffer.write(text.encode("utf-8"))
            buffer.flush()
        else:
            stream.write(text)
            stream.flush()
    except BrokenPipeError:
        _let_go(stream)
    except OSError as error:
        _let_go(stream)
        raise WriteError(error.strerror or str(error)) from None
    except ValueError:  # the stream object itself was closed
        return


def tell(message: str) -> None:
    """One message on standard error; lost if nobody can read it there."""
    from factcheck.reports.sanitise import visible, without_commands

    say("\n".join(without_commands(visible(line)) for line in f"factcheck: {message}".split("\n")))


def say(page: str) -> None:
    """Text that is fit to be shown, on standard error."""
    _remember("message", page)
    stream = sys.stderr
    if stream is None:
        return
    try:
        stream.write(page if page.endswith("\n") else page + "\n")
        stream.flush()
    except (OSError, ValueError):
        _let_go(stream)


def finish() -> None:
    """Flush now, where a failure can still be met; the interpreter would complain about it on its way out."""
    for stream in (sys.stdout, sys.stderr):
        if stream is None:
            continue
        try:
            stream.flush()
        except (OSError, ValueError):
            _let_go(stream)


def _let_go(stream: IO[str]) -> None:
    """Lead a broken stream nowhere, so that its last flush finds no one missing."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, stream.fileno())
        finally:
            os.close(nowhere)
