"""From the variants of patterns to programs: what a walk along a sentence looks up at each step, made ready once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from factcheck.extraction.patterns.before_names import skipped_before
from factcheck.extraction.patterns.elements import (
    CompiledPattern,
    Element,
    Forms,
    Gap,
    Phrase,
    Shape,
    Slot,
    Variant,
    Words,
)
from factcheck.extraction.text.inflection import FUNCTION_WORDS
from factcheck.named import NamedTuple

Follow = dict[str, tuple[Phrase, ...]]
"""By the first word of some phrases, what else each of them needs, the longest first."""


class Step(NamedTuple):
    """An element made ready: for words and for texts in a slot, what may follow each first word; for a gap, the tags
    that it may not skip; for a slot, the words that do not matter before it, and the shapes of what fills it.
    """

    element: Element
    follow: Follow
    unskipped: tuple[str, ...]
    skipped: Forms
    shapes: Shapes | None
    is_optional: bool


class Shapes(NamedTuple):
    """The shapes of a slot: whole ones and beginnings by their first word, ends by their last; so few are tried."""

    whole: dict[str, list[Phrase]]
    beginnings: dict[str, list[Phrase]]
    ends: dict[str, list[Phrase]]
    others: list[Shape]
    edges: list[tuple[Follow | None, Follow | None]]
    """The phrases that each shape begins and ends with; none where that is any word."""

    def fit(self, keys: Sequence[str], first: int, after: int) -> bool:
        """Whether some words have one of the shapes."""
        if first >= after:
            return False
        size = after - first
        for phrase in self.whole.get(keys[first], ()):
            if len(phrase) == size and are_words(keys, first, phrase):
                return True
        for phrase in self.beginnings.get(keys[first], ()):
            if len(phrase) < size and are_words(keys, first, phrase):
                return True
        for phrase in self.ends.get(keys[after - 1], ()):
            if len(phrase) < size and are_words(keys, after - len(phrase), phrase):
                return True
        return any(_fits(shape, keys, first, after) for shape in self.others)


def are_words(keys: Sequence[str], first: int, phrase: Phrase) -> bool:
    """Whether the words from one on are those of a phrase."""
    for offset, forms in enumerate(phrase):  # noqa: SIM110 - a generator takes twice as long, and this runs often
        if keys[first + offset] not in forms:
            return False
    return True


def _fits(shape: Shape, keys: Sequence[str], first: int, after: int) -> bool:
    """Whether some words have the shape that a slot asks for."""
    if not shape:
        return first == after
    head, rest = shape[0], shape[1:]
    if head is None:
        return any(_fits(rest, keys, i, after) for i in range(first + 1, after + 1))
    return any(
        first + len(phrase) <= after
        and are_words(keys, first, phrase)
        and _fits(rest, keys, first + len(phrase), after)
        for phrase in head
    )


class Program:
    """A variant of a pattern made ready. `needs` are sets of keys of which a sentence must have one each."""

    __slots__ = ("_maker", "_steps", "_variant", "needs", "order", "pattern")

    def __init__(
        self, pattern: CompiledPattern, variant: Variant, needs: tuple[Forms, ...], order: int, maker: ProgramMaker
    ) -> None:
        self.pattern = pattern
        self.needs = needs
        self.order = order
        self._variant = variant
        self._maker = maker
        self._steps: tuple[Step, ...] | None = None

    @property
    def steps(self) -> tuple[Step, ...]:
        """The elements made ready, with the first sentence that has what they need: most patterns never meet one."""
        if self._steps is None:
            self._steps = self._maker.steps(self._variant)
        return self._steps


class ProgramMaker:
    """Makes programs of patterns. What depends on a word list alone is worked out once for all that name it."""

    def __init__(self) -> None:
        self._follows: dict[Sequence[Phrase], Follow] = {}
        self._rarest: dict[int, tuple[object, Forms]] = {}
        self._shapes: dict[int, tuple[object, Shapes]] = {}

    def program(self, pattern: CompiledPattern, variant: Variant, order: int) -> Program:
        return Program(pattern, variant, tuple(self._needs(variant.elements)), order, self)

    def steps(self, variant: Variant) -> tuple[Step, ...]:
        """The elements of a variant made ready."""
        elements = variant.elements
        return tuple(
            Step(
                element,
                self._follow(_phrases_of(element)),
                _unskipped(elements, number) if isinstance(element, Gap) else (),
                _skipped(elements, number),
                self._shapes_of(element.shapes) if isinstance(element, Slot) and element.shapes else None,
                not isinstance(element, Gap) and element.optional,
            )
            for number, element in enumerate(elements)
        )

    def _follow(self, phrases: Sequence[Phrase]) -> Follow:
        known = self._follows.get(phrases)
        if known is None:
            found: dict[str, list[Phrase]] = {}
            for phrase in sorted(phrases, key=len, reverse=True):
                for form in phrase[0]:
                    found.setdefault(form, []).append(phrase[1:])
            known = self._follows[phrases] = {form: tuple(rests) for form, rests in found.items()}
        return known

    def _needs(self, elements: Sequence[Element]) -> Iterator[Forms]:
        """What a sentence must have. A slot of an open kind may be filled by a name that is no mention yet, if there
        are words or known names beside it.
        """
        only_slots = not any(
            not element.optional if isinstance(element, Words) else isinstance(element, Slot) and bool(element.texts)
            for element in elements
        )
        for element in elements:
            if isinstance(element, Words) and not element.optional:
                yield self._rarest_of(element.phrases)
            elif isinstance(element, Slot) and not element.optional:
                if element.texts:
                    yield self._rarest_of([phrase for _, phrase in element.texts])
                    continue
                if element.kind is None:
                    yield frozenset({element.tag.replace("run:", "entity:")})
                named = self._named_in(element.shapes)
                if named:
                    yield named
        if only_slots:
            slots = [each for each in elements if isinstance(each, Slot) and not each.optional]
            if all(each.kind is not None for each in slots):
                yield frozenset(each.tag.replace("run:", "entity:") for each in slots)

    def _shapes_of(self, shapes: Sequence[Shape]) -> Shapes:
        known = self._shapes.get(id(shapes))
        if known is None:
            edges = [(self._edge(shape[0]), self._edge(shape[-1])) for shape in shapes]
            known = self._shapes[id(shapes)] = shapes, _shapes(shapes, edges)
        return known[1]

    def _edge(self, phrases: tuple[Phrase, ...] | None) -> Follow | None:
        return None if phrases is None else self._follow(phrases)

    def _named_in(self, shapes: Sequence[Shape]) -> Forms:
        """Keys of which every shape has one; none if a shape asks for no word."""
        known = self._rarest.get(id(shapes))
        if known is None:
            found: Forms = frozenset()
            for shape in shapes:
                parts = [part for part in shape if part is not None]
                if not parts:
                    found = frozenset()
                    break
                found |= min((self._rarest_of(part) for part in parts), key=len)
            known = self._rarest[id(shapes)] = shapes, found
        return known[1]

    def _rarest_of(self, phrases: Sequence[Phrase]) -> Forms:
        """Keys of which one must be there for any of the phrases to be there."""
        known = self._rarest.get(id(phrases))
        if known is None:
            found: set[str] = set()
            for phrase in phrases:
                found |= phrase[0] if len(phrase) == 1 else _rarest(phrase)
            known = self._rarest[id(phrases)] = phrases, frozenset(found)
        return known[1]


def _shapes(shapes: Sequence[Shape], edges: list[tuple[Follow | None, Follow | None]]) -> Shapes:
    made = Shapes({}, {}, {}, [], edges)
    for shape in shapes:
        match shape:
            case ((*phrases,),):
                _file(made.whole, phrases, 0)
            case ((*phrases,), None):
                _file(made.beginnings, phrases, 0)
            case (None, (*phrases,)):
                _file(made.ends, phrases, -1)
            case _:
                made.others.append(shape)
    return made


def _file(table: dict[str, list[Phrase]], phrases: Sequence[Phrase], word: int) -> None:
    """Put phrases under each form of their first or last word."""
    for phrase in phrases:
        for form in phrase[word]:
            table.setdefault(form, []).append(phrase)


def _phrases_of(element: Element) -> tuple[Phrase, ...]:
    if isinstance(element, Words):
        return element.phrases
    return tuple(phrase for _, phrase in element.texts) if isinstance(element, Slot) else ()


def _skipped(elements: Sequence[Element], number: int) -> Forms:
    """The words that do not matter before a slot, right after words or another slot."""
    element = elements[number]
    is_preceded = number > 0 and not isinstance(elements[number - 1], Gap)
    return skipped_before(element.tag) if is_preceded and isinstance(element, Slot) else frozenset()


def _unskipped(elements: Sequence[Element], number: int) -> tuple[str, ...]:
    """The tags of the slots next to a gap; what need not be there does not part them."""
    tags = []
    for row in (elements[number + 1 :], elements[:number][::-1]):
        beside = next((e for e in row if isinstance(e, Gap) or not e.optional), None)
        if isinstance(beside, Slot) and not beside.texts:
            tags.append(beside.tag)
    return tuple(tags)


def _rarest(phrase: Phrase) -> Forms:
    """The forms of the word of a phrase that texts have least often, as far as one can tell."""
    return max(phrase, key=_rareness)


@cache
def _rareness(forms: Forms) -> tuple[bool, int]:
    return forms.isdisjoint(FUNCTION_WORDS), min(map(len, forms))


def commonness(need: Forms, shared: Counter[str]) -> tuple[int, int, int]:
    """How often a text may have one of some keys: tags and small words most of all, then what many patterns share."""
    weight = 2 * any(":" in key for key in need) + (not need.isdisjoint(FUNCTION_WORDS))
    return weight, max(shared[key] for key in need), len(need)
