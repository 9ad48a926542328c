"""From all matches to those that become statements: of several matches of one thing, which one counts.

For each fact: one mention is one statement, named by the pattern that is declared first; of names that overlap, the
longest counts. Of amounts and times that the same words tell of, the nearer one counts. Of matches of a fixed value
that overlap, the shortest counts where one pattern made them, the one that is declared first where the value is the
same, and the longest where the values differ.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from factcheck.extraction.patterns.scanned import Scanned
from factcheck.extraction.patterns.walking import Match
from factcheck.extraction.text.inflection import is_function_word
from factcheck.model.period import Period
from factcheck.model.quantity import Quantity
from factcheck.pattern import pattern

_PARTS: Final = pattern(r"\s*[,;:(](?:\s*and\b)?\s*|\s+[-–—]+\s+|—")
"""What parts a word from a mention right beside it."""
_ASIDE: Final = pattern(r"[,;:(]|\s[-–—]+\s|—|\b(?:including|among)\b")
"""What an aside begins with: "12 people, including 3 children, were killed" tells of the 12."""


def chosen(matches: Iterable[Match], scanned: Scanned) -> list[Match]:
    """One match for everything that is stated, in the order of the text."""
    by_fact: dict[str, list[Match]] = {}
    for match in matches:
        by_fact.setdefault(match.pattern.fact.name, []).append(match)
    kept = [match for of_fact in by_fact.values() for match in _of_fact(_nearest(of_fact, scanned))]
    return sorted(kept, key=lambda match: (match.start, match.end, match.pattern.fact.name))


def _nearest(matches: list[Match], scanned: Scanned) -> list[Match]:
    """The matches without those whose amount or time another one keeps from the words that tell of it."""
    if len(matches) == 1 or not isinstance(matches[0].value, Quantity | Period):
        return matches
    by_end: dict[tuple[int, int], Match] = {}
    joined: dict[int, set[tuple[int, int]]] = {}
    for match in matches:
        if match.candidate is not None:
            end = match.pattern.number, match.after
            by_end[end] = max(by_end.get(end, match), match, key=lambda each: each.start)
            for word in _telling(match, scanned):
                if not any(sign in _between(match, word, scanned) for sign in ",;:(—"):
                    joined.setdefault(word, set()).add((match.start, match.end))
    return [match for match in matches if not _is_kept_off(match, by_end, joined, scanned)]


def _is_kept_off(
    match: Match, by_end: dict[tuple[int, int], Match], joined: dict[int, set[tuple[int, int]]], scanned: Scanned
) -> bool:
    if match.candidate is None:
        return False
    # "35 people died after a ferry with 189 passengers aboard": whoever is aboard, it is the 189.
    nearer = by_end[match.pattern.number, match.after]
    if match.end <= nearer.start and _ASIDE.search(scanned.text, match.end, nearer.start) is None:
        return True
    # "38 were killed, 134 survived": what was killed are the 38.
    own = match.start, match.end
    return any(
        any(other != own for other in joined.get(word, ())) and _PARTS.fullmatch(_between(match, word, scanned))
        for word in _telling(match, scanned)
    )


def _telling(match: Match, scanned: Scanned) -> list[int]:
    """The words of the text that a pattern has, without the small ones."""
    return [word for word in match.said if not is_function_word(scanned.words.keys[word])]


def _between(match: Match, word: int, scanned: Scanned) -> str:
    """What stands between a mention and a word."""
    starts, ends, _ = scanned.words
    return (
        scanned.text[ends[word] : match.start] if ends[word] <= match.start else scanned.text[match.end : starts[word]]
    )


def _of_fact(matches: Sequence[Match]) -> list[Match]:
    mentions: dict[tuple[int, int], Match] = {}
    for match in matches:
        if match.candidate is not None:
            known = mentions.setdefault((match.start, match.end), match)
            if match.pattern.number < known.pattern.number:
                mentions[match.start, match.end] = match
    kept = _apart(mentions.values(), _size)
    fixed = [match for match in matches if match.candidate is None]
    if not fixed:
        return kept
    for_pattern = _grouped(fixed, lambda match: match.pattern.number, lambda match: -_size(match))
    for_value = _grouped([*kept, *for_pattern], lambda match: match.value, lambda match: -match.pattern.number)
    slots = [match for match in for_value if match.candidate is not None]
    return slots + _apart([match for match in for_value if match.candidate is None], _size)


def _grouped(matches: Iterable[Match], key: Callable[[Match], Any], worth: Callable[[Match], int]) -> list[Match]:
    """The matches without those that overlap one of the same key that is worth more."""
    groups: dict[Any, list[Match]] = {}
    for match in matches:
        groups.setdefault(key(match), []).append(match)
    return [match for group in groups.values() for match in _apart(group, worth)]


def _apart(matches: Iterable[Match], worth: Callable[[Match], int]) -> list[Match]:
    """Matches that do not overlap, those that are worth more first."""
    best = sorted(matches, key=lambda match: (-worth(match), match.pattern.number, match.start))
    kept: list[Match] = []
    starts: list[int] = []  # of those that are kept, in order, with their ends
    ends: list[int] = []
    for match in best:
        at = bisect_left(starts, match.end)
        if at == 0 or ends[at - 1] <= match.start:
            starts.insert(at, match.start)
            ends.insert(at, match.end)
            kept.append(match)
    return kept


def _size(match: Match) -> int:
    return match.end - match.start
