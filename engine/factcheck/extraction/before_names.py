"""What may stand right before a name: articles and forms of address, which do not matter, and words that make a title
another one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from factcheck.pattern import pattern

FORMS_OF_ADDRESS: Final = frozenset("mr mrs ms mx miss dr prof professor rev reverend sir lord lady dame".split())
"""Words of respect before a person's name, which are no part of it."""
_ARTICLE: Final = frozenset({"the"})
_ARTICLES: Final = _ARTICLE | {"a", "an"}
_NONE: Final[frozenset[str]] = frozenset()
_NAMES: Final = frozenset({"person", "organisation", "place", "country"})
_QUALIFIERS: Final = frozenset("deputy vice former ex acting assistant associate interim shadow".split())
"""Words before a title that make it another one."""
_HYPHENED: Final = frozenset({"then", "under"})
"""Those that do so with a hyphen alone: "then-president"."""
_POSSESSIVE: Final = pattern(r"(?: ?['’]s|(?<=s)['’])\s+", 2)  # re.IGNORECASE


@cache
def skipped_before(tag: str) -> frozenset[str]:
    """The words before a name that do not matter between a word of a pattern and a slot of a tag.

    "A Ford" may be a car, so that only titles and names of a vocabulary's own kinds may have an indefinite article.
    """
    form, _, named = tag.partition(":")
    kind = named.partition(":")[0]
    if form not in ("entity", "run", "is"):
        return _NONE
    if kind == "person":
        return _ARTICLE | FORMS_OF_ADDRESS
    return _ARTICLE if kind in _NAMES else _ARTICLES


def is_of_another(text: str, end: int, following: int) -> bool:
    """Whether a possessive ends a name at one offset, with a word after it at another: "Reyes's wife" is not Reyes."""
    return _POSSESSIVE.fullmatch(text, end, following) is not None


def qualified_from(text: str, keys: Sequence[str], starts: Sequence[int], ends: Sequence[int], first: int) -> int:
    """The word from which on a title is another one: that of "former" in "former prime minister", else `first`."""
    i = first
    while i > 0:
        between = text[ends[i - 1] : starts[i]]
        is_one = keys[i - 1] in _QUALIFIERS and (between == "-" or between.isspace())
        if not (is_one or (keys[i - 1] in _HYPHENED and between == "-")):
            break
        i -= 1
    return i
