"""From the capitals of a sentence to the names that no vocabulary knows: "Kishida Wenxiong", "Asian Institute".

Nothing is guessed away from a slot: these names count only where a pattern has a slot of an open kind, right beside
other words of the pattern.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from factcheck.extraction.before_names import FORMS_OF_ADDRESS, NATIONALITIES, OFFICES, QUALIFIERS, qualified_from
from factcheck.extraction.inflection import is_function_word
from factcheck.extraction.scanned import Candidate, Scanned
from factcheck.extraction.sentences import HEADLINE, Sentence
from factcheck.model.entity import Entity

_JOINING: Final = {
    "person": frozenset("de da di del della dos du van von der den bin ibn al el la le ten ter y".split()),
    "organisation": frozenset("of for and the on de du des la".split()),
    "place": frozenset("of de la le el the upon".split()),
    "title": frozenset("of for and the to".split()),
}
"""Words in lower case inside the names of a kind."""
_NO_NAMES: Final = frozenset(
    """
    meanwhile however yesterday today tomorrow tonight earlier later according despite although additionally instead
    therefore moreover furthermore officials critics analysts experts leaders both neither either mr mrs ms dr sir lord
    lady former then-president then ex yes no please read watch photo image source editing reporting
    """.split()
)
"""Words that are no name, or no part of one, though a sentence may start with them."""
_NOT_OF_PEOPLE: Final = frozenset(
    "administration government cabinet doctrine team era campaign family foundation committee party camp".split()
)
"""Words in capitals after a person's name that make it the name of something else."""
_DIRECTIONS: Final = frozenset("north south east west".split())
"""Alone they begin a name that is told later: "the East and South China Seas"."""
_TITLE_CASE: Final = 0.7
_SHORTEST_COUNTED: Final = 4
_FEWEST_COUNTED: Final = 4


def unknown_runs(scanned: Scanned, sentence: Sentence, kind: str, known: Sequence[Candidate]) -> list[tuple[int, int]]:
    """The runs of words in capitals in a sentence that can be a name of a kind, as words `first` to `after`.

    Known names of the same kind are part of a run, all other mentions end it. In headlines capitals tell nothing.
    """
    words, text = scanned.words, scanned.text
    if kind not in _JOINING or sentence.section == HEADLINE or _is_title_case(scanned, sentence):
        return []
    taken = {
        word for candidate in known if not _is_of(candidate, kind) for word in range(candidate.core, candidate.after)
    }
    runs: list[tuple[int, int]] = []
    first = -1
    last = -1
    for i in (*range(sentence.first, sentence.after), sentence.after):
        inside = i < sentence.after
        if inside and first >= 0 and not _adjoins(text, words.ends[i - 1], words.starts[i], words.starts[i - 1]):
            runs.append((first, last + 1))
            first = -1
        if not inside:
            break
        initial = text[words.starts[i]]
        if i in taken:
            is_part = False
        elif initial.isupper():
            is_part = first >= 0 or not (is_function_word(words.keys[i]) or words.keys[i] in _NO_NAMES)
            if kind == "person" and words.keys[i] in FORMS_OF_ADDRESS:
                is_part = False
            last = i if is_part else last
        else:
            is_part = first >= 0 and words.keys[i] in _JOINING[kind]
        if is_part:
            first = i if first < 0 else first
        elif first >= 0:
            runs.append((first, last + 1))
            first = -1
    if first >= 0:
        runs.append((first, last + 1))
    return [(a, b) for a, b in (_shortened(scanned, sentence, kind, run, known) for run in runs) if a < b]


def _shortened(
    scanned: Scanned, sentence: Sentence, kind: str, run: tuple[int, int], known: Sequence[Candidate]
) -> tuple[int, int]:
    """The run, or none of it where it is no name after all."""
    first, after = run
    keys = scanned.words.keys
    if kind == "title":
        listed = [c.first for c in known if _is_of(c, kind) and first < c.first < c.after == after]
        if listed and QUALIFIERS.isdisjoint(keys[first : listed[0]]):
            return first, first  # "Japanese President" is a president
        if NATIONALITIES.issuperset(keys[first:after]) or _begins_name(scanned, sentence, first, after, known):
            return first, first
    if kind == "person" and after - first > 1 and keys[after - 1] in _NOT_OF_PEOPLE:
        return first, first
    if after - first == 1 and keys[first] in _DIRECTIONS:
        return first, first
    if after - first == 1 and first == sentence.first and _is_ordinary(scanned, first):
        return first, first
    return first, after


def _begins_name(scanned: Scanned, sentence: Sentence, first: int, after: int, known: Sequence[Candidate]) -> bool:
    """Whether some words in capitals begin a person's name: "Ana Maria" of "Ana Maria Reyes", but no office."""
    words, text = scanned.words, scanned.text
    if after >= sentence.after or not _adjoins(
        text, words.ends[after - 1], words.starts[after], words.starts[after - 1]
    ):
        return False
    is_person = any(candidate.first == after and _is_of(candidate, "person") for candidate in known)
    return is_person and OFFICES.isdisjoint(words.keys[first:after])


def qualified_titles(scanned: Scanned, sentence: Sentence, known: Sequence[Candidate]) -> dict[int, int]:
    """The known titles that a word before them makes other ones: where "former prime minister" begins, to its end."""
    text, (starts, ends, keys) = scanned.text, scanned.words
    titles = [candidate for candidate in known if _is_of(candidate, "title")]
    countries = (
        {candidate.after: candidate.first for candidate in known if _is_of(candidate, "country")} if titles else {}
    )
    found: dict[int, int] = {}
    for title in titles:
        least = countries.get(title.first, title.first)
        if least == title.first and least > sentence.first and keys[least - 1] in NATIONALITIES:
            least -= 1
        for first in {title.first, least}:
            before = qualified_from(text, keys, starts, ends, first, sentence.first)
            if before < first:
                found[before] = title.after
    return found


def _is_of(candidate: Candidate, kind: str) -> bool:
    return isinstance(candidate.value, Entity) and candidate.value.kind == kind


def _is_ordinary(scanned: Scanned, word: int) -> bool:
    """Whether the text also has a word in lower case: then its capital may be that of the sentence."""
    if scanned.lower_case is None:
        text, words = scanned.text, scanned.words
        scanned.lower_case = {key for key, start in zip(words.keys, words.starts, strict=True) if text[start].islower()}
    return scanned.words.keys[word] in scanned.lower_case


def _adjoins(text: str, end: int, start: int, before: int) -> bool:
    """Whether two words stand side by side: with a space or a hyphen, or the dot of an initial between them."""
    between = text[end:start]
    if between in (" ", "-", "\u00a0", "\n"):
        return not text[before:end].endswith(("'s", "’s"))
    return between in (". ", ".") and (end - before == 1 or text[before:end] in ("Dr", "St", "Jr"))


def _is_title_case(scanned: Scanned, sentence: Sentence) -> bool:
    """Whether most words have capitals, and no full stop ends them, as in headings."""
    text, words = scanned.text, scanned.words
    if text[sentence.start : sentence.end].rstrip("\"'”’) \n").endswith((".", "!", "?")):
        return False
    counted = [
        text[words.starts[i]].isupper()
        for i in range(sentence.first, sentence.after)
        if len(words.keys[i]) >= _SHORTEST_COUNTED
    ]
    return len(counted) >= _FEWEST_COUNTED and sum(counted) >= _TITLE_CASE * len(counted)
