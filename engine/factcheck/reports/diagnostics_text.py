"""Turns diagnostics into text: place, code and message, the line at fault with a caret below it, and the fix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from factcheck.diagnostics import Diagnostic, errors, in_order
from factcheck.reports.layout import Style, column_count, columns, counted, paint, wrap
from factcheck.reports.sanitise import inline, visible, without_commands
from factcheck.reports.view import View

_TAB: Final = 4
_NARROWEST_MESSAGE: Final = 24
_STYLES: Final[dict[str, Style]] = {"error": "bad", "warning": "doubt"}


def render(diagnostics: Sequence[Diagnostic], view: View, *, ending: str) -> str:
    """All problems by file and place, then their number, and what it means (`ending`)."""
    found = in_order(diagnostics)
    blocks = [diagnostic_lines(diagnostic, view) for diagnostic in found]
    blocks.append([f"{problem_count(found)}; {ending}" if ending else problem_count(found)])
    return without_commands("\n\n".join("\n".join(block) for block in blocks) + "\n")


def problem_count(diagnostics: Sequence[Diagnostic]) -> str:
    """`2 errors and 1 warning`, `no problems`"""
    wrong = len(errors(diagnostics))
    parts = [counted(wrong, "error")] if wrong else []
    parts += [counted(len(diagnostics) - wrong, "warning")] if len(diagnostics) > wrong else []
    return " and ".join(parts) or "no problems"


def diagnostic_lines(diagnostic: Diagnostic, view: View) -> list[str]:
    """One problem: `file:line:col: error FC201: message`, the source line, the caret, the fix."""
    style = _STYLES[diagnostic.severity]
    place = diagnostic.at.location if diagnostic.at else None
    where = f"{visible(place.file)}:{place.line}:{place.column}: " if place else ""
    kind = f"{diagnostic.severity} {diagnostic.code}:"
    head = paint(where, "strong", view.color) + paint(kind, style, view.color)
    # The place is left whole, so the message starts behind it only where enough room is left.
    room = view.columns - columns(where) - columns(kind) - 1
    message = inline(diagnostic.message)
    if room >= _NARROWEST_MESSAGE:
        first, *rest = wrap(message, view.columns - 4, room)
        lines = [f"{head} {first}", *("    " + line for line in rest)]
    else:
        lines = [head, *("    " + line for line in wrap(message, view.columns - 4))]
    lines += _excerpt(diagnostic, view, style)
    if diagnostic.fix is not None and diagnostic.fix not in diagnostic.message:
        lines += _fix(diagnostic.fix, view)
    return lines


def _fix(fix: str, view: View) -> list[str]:
    wrapped = wrap(inline(fix), view.columns - 10)
    return ["    " + paint("help: ", "good", view.color) + wrapped[0], *(" " * 10 + line for line in wrapped[1:])]


def _excerpt(diagnostic: Diagnostic, view: View, style: Style) -> list[str]:
    """The line at fault with carets under the stretch; of a long line only the part around it."""
    if diagnostic.at is None:
        return []
    place = diagnostic.at.location
    text = diagnostic.at.source.line_text(place.line)
    if not text.strip():
        return []
    start = min(place.column - 1, len(text))  # a problem may stand at the line end, of which nothing is shown
    end = place.end_column - 1 if place.end_line == place.line else len(text)
    shown, first, last = _window(text, start, max(end, start + 1), view.columns - 4)
    return ["    " + shown, "    " + " " * first + paint("^" * max(1, last - first), style, view.color)]


def _window(text: str, start: int, end: int, width: int) -> tuple[str, int, int]:
    """The part of a line that fits, as it is shown, and the columns at which the stretch starts and ends in it."""
    left = _left_edge(text, start, end, width)
    shown = "… " if left else ""
    used = len(shown)
    first = last = None
    for index in range(left, len(text)):
        if index == start:
            first = used
        if index == end:
            last = used
        piece = " " * (_TAB - used % _TAB) if text[index] == "\t" else visible(text[index])
        size = columns(piece)
        if used + size > width - 2 and _rest_is_longer(text, index, width - used):
            shown += " …"
            break
        shown += piece
        used += size
    return shown, used if first is None else first, used if last is None else max(last, (first or 0) + 1)


def _left_edge(text: str, start: int, end: int, width: int) -> int:
    """Where to start showing: at the line's start if the stretch is seen then, else a third of the width before it."""
    seen = min(end, start + width // 3)
    # The first test spares counting through a line of a megabyte.
    if seen <= 4 * width and sum(_size(character) for character in text[:seen]) <= width - 2:
        return 0
    left, room = start, width // 3
    while left > 0 and room - _size(text[left - 1]) >= 0:
        left -= 1
        room -= _size(text[left])
    return left


def _rest_is_longer(text: str, index: int, room: int) -> bool:
    return len(text) - index > room or sum(_size(character) for character in text[index:]) > room


def _size(character: str) -> int:
    if character == "\t":
        return _TAB
    return column_count(character) if character.isprintable() else columns(visible(character))
