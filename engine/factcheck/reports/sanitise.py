"""Turns text that others wrote into text that is safe to show: what a terminal or a runner would obey becomes visible.

Articles, rules and file names can hold escape codes, carriage returns, bidirectional controls and invisible characters,
and lines that a CI runner takes for commands. Every string that comes from data goes through `visible` or `inline`, and
every finished page through `without_commands`, because laying out can move any word to the start of a line.
"""

from __future__ import annotations

import re
from functools import cache

# Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties.txt) without the two variation selectors FE0E and FE0F,
# which emoji need; then the private interlinear marks, noncharacters and halves of surrogate pairs.
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_CONTROLS = "\x00-\x1f\x7f-\x9f"


@cache
def _unsafe() -> re.Pattern[str]:
    return re.compile(f"[{_CONTROLS}{_UNSEEN}]")


@cache
def _breaks() -> re.Pattern[str]:
    return re.compile(r"(?:[ \t\n]|\r\n)+")


@cache
def _runner_marks() -> re.Pattern[str]:
    # `##[command]` and `##vso[…]` are found anywhere in a line, `##teamcity[…]` only at its start.
    return re.compile(r"#(?=#(?:vso|teamcity)?\[)", re.IGNORECASE)


@cache
def _line_commands() -> re.Pattern[str]:
    return re.compile(r"^((?:[^\S\n]|\x1b\[[0-9;]*m)*):(?=:)", re.MULTILINE)


def escape(character: str) -> str:
    r"""`\x1b`, `\u202e`, `\U000e0001`: the way most programming languages write a character."""
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def is_plain(text: str) -> bool:
    """Nothing in the text needs a closer look: ASCII that prints, and no mark of a CI runner."""
    return text.isascii() and text.isprintable() and "##" not in text


def visible(text: str) -> str:
    """Every control, bidirectional and invisible character as an escape, on one line; runners' marks broken."""
    if is_plain(text):
        return text
    return _runner_marks().sub(r"\\x23", _unsafe().sub(lambda found: escape(found.group()), text))


def inline(text: str) -> str:
    """`visible`, with every run of line breaks, tabs and spaces, which only lay out the original, as a single space."""
    if is_plain(text):
        return " ".join(text.split()) if "  " in text or text[:1] == " " or text[-1:] == " " else text
    return visible(_breaks().sub(" ", text)).strip()


def without_commands(page: str) -> str:
    """A finished page in which no line starts with `::`, also after white space or colour, and no mark is whole."""
    if "##" in page:
        page = _runner_marks().sub(r"\\x23", page)
    return _line_commands().sub(r"\1\\x3a", page) if "::" in page else page


def for_json(document: str) -> str:
    r"""JSON text in which every such character is written as a `\uXXXX` escape, so that it parses to the same strings.

    The one loss is half a surrogate pair, which no UTF-8 file can hold: it becomes U+FFFD.
    """
    if document.isascii():
        plain = document.replace("\x7f", "\\u007f")
    else:
        plain = re.sub("[\ud800-\udfff]", "\ufffd", document)
        plain = re.sub(f"[\x7f-\x9f{_UNSEEN}]", lambda found: _json_escape(found.group()), plain)
    return _runner_marks().sub(r"\\u0023", plain) if "##" in plain else plain


def _json_escape(character: str) -> str:
    code = ord(character)
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
