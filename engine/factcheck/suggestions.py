"""From a misspelt name to the known one that was probably meant.

Each suggestion looks through all known names. A file with thousands of wrong names would take minutes, so that there is
a most of work between two calls of `fresh_suggestions`; whoever wrote thousands of wrong names is helped by the first.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_LEAST_ALIKE: Final = 0.6
"""How much of two names has to be the same: twice the letters in common, by the letters of both."""
_LONGEST: Final = 100
_MOST_WORK: Final = 500_000
"""About as many microseconds: a look at a name costs one, a comparison more the longer both are."""
_COUNTING: Final = 2

_left = [_MOST_WORK]


def fresh_suggestions() -> None:
    """Another run begins, with as much work to spend as the first."""
    _left[0] = _MOST_WORK


def suggest(name: str, known: Iterable[str]) -> str | None:
    """The known name nearest to a misspelt one, or None if nothing is near, or too much has been compared already."""
    if _left[0] <= 0 or len(name) > _LONGEST:
        return None
    from difflib import SequenceMatcher  # only for who has misspelt something

    wanted = name.casefold()
    matcher = SequenceMatcher(None, "", wanted)
    nearest, near, best = None, "", _LEAST_ALIKE
    work = 0
    for candidate in known:
        folded = candidate.casefold()
        if folded == wanted:
            nearest = candidate
            break
        work += 1
        letters = len(folded) + len(wanted)
        if 2.0 * min(len(folded), len(wanted)) < best * letters:
            continue
        work += _COUNTING + letters // 4
        matcher.set_seq1(folded)
        if matcher.quick_ratio() < best:
            continue
        work += letters + len(folded) * len(wanted) // 4
        alike = matcher.ratio()
        if (alike, folded) > (best, near):
            nearest, near, best = candidate, folded, alike
    _left[0] -= work
    return nearest
