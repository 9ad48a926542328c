"""Which characters a file may hold, and their names in messages.

Two measures. Every file that is read as data refuses control characters, lone surrogates and noncharacters: they have
no meaning in text, and break terminals, XML and JSON further on. Rules and vocabularies also refuse what cannot be
seen: characters without width and those that turn the direction of writing let a rule read as another than it is
(Trojan Source, CVE-2021-42574). Articles and the quotes taken from them keep such characters, since offsets count them.
"""

from __future__ import annotations

import re

from factcheck.pattern import pattern

_CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
_INVISIBLE = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    r"\u3164\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)

IN_DATA = pattern(f"[{_CONTROLS}]")
"""What no data file holds, neither written out nor as an escape."""

IN_YAML = pattern(f"[{_CONTROLS}\\u2028\\u2029]")
"""What YAML of any kind does not hold written out: U+2028 and U+2029 end lines in YAML 1.1, but not in 1.2, nor for
editors, so that the parser would see lines that nobody else does."""

IN_RULES = pattern(f"[{_CONTROLS}{_INVISIBLE}]")
"""What rules, vocabularies, waivers and settings don't hold."""

_ORDINARY = bytes([9, 10, 13, *range(32, 127)])


def first_forbidden(text: str, forbidden: re.Pattern[str]) -> str | None:
    """The first forbidden character of a text; quick, for whole files."""
    unusual = text.encode("utf-8", "surrogatepass").translate(None, _ORDINARY)
    found = forbidden.search(unusual.decode("utf-8", "surrogatepass")) if unusual else None
    return found[0] if found else None


def character_name(character: str) -> str:
    """A character as a message names it: `U+200B (zero width space)`."""
    import unicodedata

    number = f"U+{ord(character):04X}"
    known = {"\0": "null", "\x1b": "escape", "\x7f": "delete", "\x85": "next line"}
    name = known.get(character) or unicodedata.name(character, "").lower()
    category = {"Cc": "a control character", "Cs": "half a surrogate pair", "Cn": "no character"}
    return f"{number} ({name or category.get(unicodedata.category(character), 'a character without a name')})"
