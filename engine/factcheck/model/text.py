"""When two pieces of text count as the same."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from factcheck.pattern import pattern

_STRAIGHT: Final = str.maketrans(
    dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛′`´ʼ", "'") | dict.fromkeys("‐‑‒–—―−", "-")
)
_NAME_PUNCTUATION: Final = pattern(r"['\"`´.,·•]+")
_NAME_SEPARATORS: Final = pattern(r"[\W_]+")


@lru_cache(maxsize=65_536)
def fold_text(text: str) -> str:
    """Words as they are compared: NFKC, case folded, quotes and dashes straight, runs of space as one."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(folded.translate(_STRAIGHT).split())


@lru_cache(maxsize=65_536)
def fold_name(name: str) -> str:
    """A name as it is compared: letter case, accents, punctuation and the kinds of space do not matter.

    Dots and apostrophes vanish ("U.S." is "US"), other punctuation separates ("Asia-Pacific" is "Asia Pacific").
    """
    if name.isascii() and name.replace(" ", "").isalnum():
        return " ".join(name.lower().split())
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _NAME_SEPARATORS.sub(" ", _NAME_PUNCTUATION.sub("", bare.translate(_STRAIGHT))).strip()
