"""From a text to its words, as patterns and the readers of context look at them.

Punctuation between words is none of them: only the end of a sentence parts words, and that is for `sentences` to say.
The possessive 's belongs to its word and does not count; a hyphen parts words, so that "two-plus-two" is three.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from factcheck.named import NamedTuple
from factcheck.pattern import pattern

_WORD: Final = pattern(
    r"""(?=\w)(?:"""
    r"""[A-Za-z]++(?: [A-Za-z]++)*(?![\w'’.:])"""  # most words, in rows; the rest finds them too, but takes longer
    r"""|(?:https?://|www\.)\S+"""
    r"""|(?:[^\W\d_]\.){2,}(?:'s\b|’s\b)?"""
    r"""|[0-9]+(?:[.,][0-9]+)*[^\W_]*"""
    r"""|[^\W_]+(?:['’][^\W_]+)*)"""
)
_SHORTEST_URL: Final = 6
_CASE_MATTERS: Final = frozenset({"us", "it", "who", "aids", "pm", "am"})
"""Words that are also written in capitals, and then mean something else: "U.S.", "WHO"."""
_POSSESSIVE: Final = ("'s", "’s", "'S", "’S")


class Words(NamedTuple):
    """The words of a text in order: their places, and each as it is compared."""

    starts: list[int]
    ends: list[int]
    keys: list[str]


def words_of(text: str, start: int = 0) -> Words:
    """All words of a text from an offset on. An address of the web is no word."""
    starts: list[int] = []
    ends: list[int] = []
    keys: list[str] = []
    add_start, add_end, add_key = starts.append, ends.append, keys.append
    for match in _WORD.finditer(text, start):
        last = match.start() - 1
        for written in match[0].split(" "):
            first = last + 1
            last = first + len(written)
            key = key_of(written)
            if key and not (key == "s" and _is_loose_possessive(text, first)):
                add_start(first)
                add_end(last)
                add_key(key)
    return Words(starts, ends, keys)


@lru_cache(maxsize=65_536)
def key_of(word: str) -> str:
    """A word as it is compared: letter case, accents and the possessive do not count. Nothing for what is no word.

    A few words keep their capitals, because they mean something else with them: US and us.
    """
    if len(word) >= _SHORTEST_URL and word.startswith(("http://", "https://", "www.")):
        return ""
    if word.endswith(_POSSESSIVE) and len(word) > len(_POSSESSIVE[0]):
        word = word[:-2]
    bare = word.replace(".", "") if not word[0].isdigit() else word
    if not bare.isascii():
        decomposed = unicodedata.normalize("NFKD", bare.replace("’", "'"))
        bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    folded = bare.casefold()
    return bare if folded in _CASE_MATTERS and bare.isupper() else folded


def _is_loose_possessive(text: str, at: int) -> bool:
    """Whether an s is a possessive that has come apart from its word: "Biden 's talks"."""
    before = text[max(0, at - 2) : at]
    return before.endswith(("'", "’", "‘", "' ", "’ ", "‘ "))
