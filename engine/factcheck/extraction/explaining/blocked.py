"""From a mention beside which all the words of a pattern stand to why the slot does not take it all the same."""

from __future__ import annotations

from factcheck.extraction.patterns.before_names import is_of_another
from factcheck.extraction.patterns.elements import Slot, Words
from factcheck.extraction.patterns.places import Place
from factcheck.extraction.patterns.programs import Step
from factcheck.extraction.patterns.scanned import Candidate
from factcheck.extraction.text.inflection import is_function_word
from factcheck.named import NamedTuple


class Block(NamedTuple):
    """Why a slot does not take a mention: the words that tell so, what they mean, and what may stand in its place."""

    found: str
    why: str
    instead: tuple[str, ...]


def block_of(place: Place, steps: tuple[Step, ...], at: int, candidate: Candidate) -> Block | None:
    """What keeps a candidate out of the slot at a step; None if nothing does that stands in or beside it."""
    slot = steps[at].element
    assert isinstance(slot, Slot)
    return (
        _of_shape(place, steps[at], candidate)
        or _of_beside(place, steps, at, candidate, slot)
        or _of_owner(place, steps, at, candidate, slot)
        or _of_qualifier(place, candidate, slot)
    )


def _of_shape(place: Place, step: Step, candidate: Candidate) -> Block | None:
    shapes, slot = step.shapes, step.element
    assert isinstance(slot, Slot)
    keys = place.scanned.words.keys
    if shapes is None or any(shapes.fit(keys, first, candidate.after) for first in {candidate.first, candidate.core}):
        return None
    found = _text(place, candidate)
    asked = slot.written.partition(":")[2].strip("} ")
    why = f"the words beside it fit, but “{found}” has not the words that the slot asks for: {asked}"
    return Block(found, why, (f"{{value: {asked}|{found}}}",))


def _of_beside(place: Place, steps: tuple[Step, ...], at: int, candidate: Candidate, slot: Slot) -> Block | None:
    beside = candidate.beside
    if beside is None or not place.sentence.first <= beside < place.sentence.after:
        return None
    is_after = beside >= candidate.after
    neighbours = steps[at + 1 : at + 2] if is_after else steps[max(0, at - 1) : at]
    key = place.scanned.words.keys[beside]
    for step in neighbours:
        if isinstance(step.element, Words) and any(key in forms for phrase in step.element.phrases for forms in phrase):
            return None
    found = _word(place, beside)
    written = slot.written
    with_word = f"{written} [{found}]" if is_after else f"[{found}] {written}"
    return Block(found, f"with “{found}” it is a time, and no amount", (with_word,))


def _of_owner(place: Place, steps: tuple[Step, ...], at: int, candidate: Candidate, slot: Slot) -> Block | None:
    after, keys = candidate.after, place.scanned.words.keys
    if not slot.tag.startswith(("entity:", "run:")) or after >= place.sentence.after or is_function_word(keys[after]):
        return None
    text, start = place.scanned.text, place.scanned.words.starts[after]
    if not is_of_another(text, candidate.end, start, keys[after], slot.tag.partition(":")[2]):
        return None
    if any(isinstance(step.element, Words) and keys[after] in step.follow for step in steps[at + 1 : at + 2]):
        return None
    found = " ".join(text[candidate.start : place.scanned.words.ends[after]].split())
    why = f"“{found}” is something else than {_text(place, candidate)}"
    return Block(found, why, (f"{slot.written} [{_word(place, after)}]",))


def _of_qualifier(place: Place, candidate: Candidate, slot: Slot) -> Block | None:
    if not place.is_qualified(candidate.first):
        return None
    before = max(first for first, after in place.qualified_titles.items() if first < candidate.first < after)
    found = _word(place, before)
    why = f"“{found}” before it makes another title of it"
    return Block(found, why, (f"[{found.lower()}] {slot.written}",))


def _text(place: Place, candidate: Candidate) -> str:
    return " ".join(place.scanned.text[candidate.start : candidate.end].split())


def _word(place: Place, i: int) -> str:
    words = place.scanned.words
    return place.scanned.text[words.starts[i] : words.ends[i]]
