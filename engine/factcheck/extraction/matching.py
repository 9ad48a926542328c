"""From all patterns of a vocabulary and a text to the places where the patterns match.

Each pattern is filed under the one of its words that the fewest patterns share, or under the mention that it needs; a
sentence wakes only the patterns whose word it has, so that the cost grows with the text and not with the number of
patterns. A pattern that is awake is walked along the sentence from every place where it can begin. Gaps are as short
as they can be, and a gap beside a slot never skips a mention that would fit the slot: the nearest mention wins.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from factcheck.extraction.elements import (
    MOST_SKIPPED,
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
from factcheck.extraction.inflection import is_function_word
from factcheck.extraction.scanned import Candidate, Scanned, tags_of
from factcheck.extraction.sentences import Sentence
from factcheck.extraction.unknown_names import unknown_runs
from factcheck.model.entity import Catalogue, Entity, EntitySet, entity_set
from factcheck.model.statement import Value
from factcheck.model.statement import Words as TextValue
from factcheck.model.text import fold_text
from factcheck.named import NamedTuple


class Match(NamedTuple):
    """A pattern found in a sentence: its value, and the characters that state it, from `start` to `end`.

    `first` and `after` are the words of the whole match; `said` those that words of the pattern took.
    """

    pattern: CompiledPattern
    value: Value
    start: int
    end: int
    sentence: Sentence
    first: int
    after: int
    said: tuple[int, ...]
    candidate: Candidate | None


class Step(NamedTuple):
    """An element made ready: for words, what may follow each first word; for a gap, the tags that it may not skip; for
    a slot, the shapes by the word that they begin with, or end with if they begin with a gap.
    """

    element: Element
    follow: dict[str, tuple[Phrase, ...]]
    unskipped: tuple[str, ...]
    shapes: Shapes | None
    is_optional: bool
    is_only: bool
    """Whether no two phrases of these words begin alike, so that there is never a second way to go on."""


class Shapes(NamedTuple):
    """The shapes of a slot: whole ones and beginnings by their first word, ends by their last; so few are tried."""

    whole: dict[str, list[Phrase]]
    beginnings: dict[str, list[Phrase]]
    ends: dict[str, list[Phrase]]
    others: list[Shape]

    def fit(self, keys: Sequence[str], first: int, after: int) -> bool:
        """Whether some words have one of the shapes."""
        if first >= after:
            return False
        size = after - first
        for phrase in self.whole.get(keys[first], ()):
            if len(phrase) == size and _are(keys, first, phrase):
                return True
        for phrase in self.beginnings.get(keys[first], ()):
            if len(phrase) < size and _are(keys, first, phrase):
                return True
        for phrase in self.ends.get(keys[after - 1], ()):
            if len(phrase) < size and _are(keys, after - len(phrase), phrase):
                return True
        return any(_fits(shape, keys, first, after) for shape in self.others)


def _are(keys: Sequence[str], first: int, phrase: Phrase) -> bool:
    """Whether the words from one on are those of a phrase."""
    for offset, forms in enumerate(phrase):  # noqa: SIM110 - a generator takes twice as long, and this runs often
        if keys[first + offset] not in forms:
            return False
    return True


class Program(NamedTuple):
    """A variant of a pattern made ready. `needs` are sets of keys of which a sentence must have one each."""

    pattern: CompiledPattern
    steps: tuple[Step, ...]
    needs: tuple[Forms, ...]
    order: int


class Matcher:
    """All patterns of a vocabulary, ready for any number of texts."""

    def __init__(self, patterns: Iterable[CompiledPattern], entities: Catalogue) -> None:
        self._entities = entities
        maker = _Maker()
        self.programs = [
            maker.program(pattern, variant, order)
            for order, (pattern, variant) in enumerate((p, v) for p in patterns for v in p.variants)
        ]
        often = Counter(id(need) for program in self.programs for need in program.needs)
        needs = {id(need): need for program in self.programs for need in program.needs}
        shared: Counter[str] = Counter()
        for number, need in needs.items():
            for key in need:
                shared[key] += often[number]
        self._filed: dict[str, list[Program]] = {}
        for program in self.programs:
            rarest = min(program.needs, key=lambda need: _commonness(need, shared))
            for key in rarest:
                self._filed.setdefault(key, []).append(program)
        self._keys = frozenset(self._filed)

    def matches(self, scanned: Scanned) -> list[Match]:
        """All matches, in the order of the text and then of the patterns; not yet chosen between."""
        found: list[Match] = []
        keys, filed = scanned.words.keys, self._filed
        for sentence in scanned.sentences:
            by_tag = _by_tag(scanned, sentence)
            present = {*keys[sentence.first : sentence.after], *by_tag}
            programs: dict[int, Program] = {}
            for key in self._keys & present:
                for program in filed[key]:
                    for need in program.needs:
                        if need.isdisjoint(present):
                            break
                    else:
                        programs[program.order] = program
            if programs:
                place = Place(scanned, sentence, self._entities, by_tag)
                for order in sorted(programs):
                    found += place.matches(programs[order])
        return found

    def place(self, scanned: Scanned, sentence: Sentence) -> Place:
        """A sentence, ready for patterns."""
        return Place(scanned, sentence, self._entities, _by_tag(scanned, sentence))


def _by_tag(scanned: Scanned, sentence: Sentence) -> dict[str, list[Candidate]]:
    """The mentions of a sentence by their tags."""
    found: dict[str, list[Candidate]] = {}
    for candidate in scanned.in_sentence(sentence):
        for tag in tags_of(candidate.value):
            found.setdefault(tag, []).append(candidate)
    return found


class Place:
    """A sentence, with what may fill slots in it."""

    def __init__(
        self, scanned: Scanned, sentence: Sentence, entities: Catalogue, by_tag: dict[str, list[Candidate]]
    ) -> None:
        self.scanned = scanned
        self.sentence = sentence
        self._entities = entities
        self.candidates = scanned.in_sentence(sentence)
        self._by_tag = by_tag
        self._starting: dict[str, dict[int, list[Candidate]]] = {}
        self._unknown: dict[str, dict[int, int]] = {}
        self._mixed: dict[str, dict[int, Candidate]] = {}
        self._positions: dict[str, list[int]] = {}
        for i in range(sentence.first, sentence.after):
            self._positions.setdefault(scanned.words.keys[i], []).append(i)

    def tagged(self, tag: str) -> list[Candidate]:
        """The candidates of a tag, in order; of names in a row, the sets that they make."""
        found = self._by_tag.get(tag)
        if found is None:
            found = self.scanned.runs(self._by_tag.get(f"entity:{tag[4:]}", ())) if tag.startswith("run:") else []
            self._by_tag[tag] = found
        return found

    def starting(self, tag: str) -> dict[int, list[Candidate]]:
        """The candidates of a tag by the words at which a slot for them may begin."""
        found = self._starting.get(tag)
        if found is None:
            found = self._starting[tag] = {}
            for candidate in self.tagged(tag):
                for word in dict.fromkeys((candidate.first, candidate.core)):
                    found.setdefault(word, []).append(candidate)
        return found

    def unknown(self, kind: str) -> dict[int, int]:
        """The names in capitals that may be of a kind: where each begins, to the word after it."""
        found = self._unknown.get(kind)
        if found is None:
            found = self._unknown[kind] = dict(unknown_runs(self.scanned, self.sentence, kind, self.candidates))
        return found

    def unskippable(self, tags: Sequence[str], i: int) -> int:
        """The last word up to which a gap from word i may reach without skipping a mention of the tags."""
        most = self.sentence.after
        for tag in tags:
            tagged = self.tagged(tag)
            at = bisect_left(tagged, i, key=lambda candidate: candidate.first)
            if at < len(tagged):
                most = min(most, min(c.after for c in tagged[at : at + 3]) - 1)
        return most

    def named(self, first: int, after: int, kind: str) -> Candidate:
        """The words of a name in capitals as what may fill a slot; the vocabulary may know it after all."""
        text, words = self.scanned.text, self.scanned.words
        start, end = words.starts[first], words.ends[after - 1]
        if text[start:end].endswith(("'s", "’s")):
            end -= 2
        entity = self._entities.read(" ".join(text[start:end].split()), kind)
        return Candidate(first, after, first, start, end, entity, None)

    def mixed_runs(self, kind: str) -> dict[int, Candidate]:
        """The sets of names in a row of which at least one is unknown, by their first word."""
        found = self._mixed.get(kind)
        if found is None:
            known = self.tagged(f"entity:{kind}")
            taken = {word for candidate in known for word in range(candidate.first, candidate.after)}
            unknown = [
                self.named(first, after, kind)
                for first, after in self.unknown(kind).items()
                if taken.isdisjoint(range(first, after))
            ]
            runs = self.scanned.runs(sorted((*known, *unknown), key=lambda candidate: candidate.first))
            starts = {candidate.first for candidate in unknown}
            found = self._mixed[kind] = {
                run.first: run
                for run in runs
                if not starts.isdisjoint(range(run.first, run.after)) and len(_members(run)) > 1
            }
        return found

    # Walking

    def matches(self, program: Program) -> Iterator[Match]:
        """Every place of the sentence where the program matches; each beginning gives one match at most."""
        walk = Walk(self, program)
        for i in self._beginnings(program.steps):
            end = walk.from_word(0, i)
            if end is not None:
                match = walk.match(i, end)
                if match is not None:
                    yield match

    def _beginnings(self, steps: Sequence[Step]) -> list[int]:
        """The words at which the first element that must be there, or one before it, can begin."""
        found: set[int] = set()
        for step in steps:
            element = step.element
            if isinstance(element, Slot):
                if element.texts:
                    found.update(i for _, phrase in element.texts for form in phrase[0] for i in self.positions(form))
                else:
                    found.update(self.starting(element.tag))
                    if element.kind is not None:
                        found.update(self.unknown(element.kind))
                        found.update(self.mixed_runs(element.kind) if element.tag.startswith("run:") else ())
                if not element.optional:
                    break
            if isinstance(element, Words):
                found.update(i for form in step.follow for i in self.positions(form))
                if not element.optional:
                    break
        return sorted(found)

    def positions(self, form: str) -> Sequence[int]:
        """The words of the sentence that are a form."""
        return self._positions.get(form, ())


class Walk:
    """One program on its way along a sentence."""

    def __init__(self, place: Place, program: Program) -> None:
        self._place = place
        self._steps = program.steps
        self._pattern = program.pattern
        self._keys = place.scanned.words.keys
        self._after = place.sentence.after
        self._said: dict[int, tuple[int, int]] = {}
        self._value: Candidate | None = None
        self._dead: set[tuple[int, int]] = set()

    def from_word(self, number: int, i: int) -> int | None:
        """The word after a match of the elements from a number on that begins at word i; None if there is none."""
        steps, keys, after = self._steps, self._keys, self._after
        while number < len(steps):
            step = steps[number]
            element = step.element
            if element.__class__ is not Words:
                return self._from_gap_or_slot(number, i, step)
            for rest in step.follow.get(keys[i], ()) if i < after else ():
                end_of_words = i + 1 + len(rest)
                if end_of_words <= after and (not rest or _are(keys, i + 1, rest)):
                    if step.is_only and not step.is_optional:
                        self._said[number] = (i, end_of_words)
                        break
                    end = self.from_word(number + 1, end_of_words)
                    if end is not None:
                        self._said[number] = (i, end_of_words)
                        return end
            else:
                if not step.is_optional:
                    return None
                self._said.pop(number, None)
                number += 1
                continue
            number, i = number + 1, end_of_words
        return i

    def _from_gap_or_slot(self, number: int, i: int, step: Step) -> int | None:
        if (number, i) in self._dead:
            return None
        element = step.element
        end = self._slot(number, i, element) if isinstance(element, Slot) else self._gap(number, i, step)
        if end is None:
            self._dead.add((number, i))
        return end

    def _slot(self, number: int, i: int, slot: Slot) -> int | None:
        if slot.texts:
            return self._text_slot(number, i, slot)
        for candidate in self._fitting(number, i, slot):
            if self._has_shape(number, candidate):
                end = self.from_word(number + 1, candidate.after)
                if end is not None:
                    if slot.is_value:
                        self._value = candidate
                    return end
        return self.from_word(number + 1, i) if slot.optional else None

    def _fitting(self, number: int, i: int, slot: Slot) -> Iterator[Candidate]:
        """What may fill a slot at a word, the longest first."""
        known = self._place.starting(slot.tag).get(i, ())
        kind = slot.kind
        if kind is None or (known and kind == "title"):
            yield from known
            return
        mixed = self._place.mixed_runs(kind).get(i) if slot.tag.startswith("run:") else None
        if mixed is not None and self._is_beside(number, mixed.after):
            yield mixed
        run = self._run_at(number, i, kind, bool(known))
        longest = max((candidate.after for candidate in known), default=i)
        if run > longest:
            if self._is_beside(number, run) or (known and kind == "person"):
                yield self._unknown(i, run, kind)
            if known and kind == "person":
                return  # "Kishida Wenxiong" is no mention of Kishida
        yield from known
        for end in range(run - 1, longest, -1):
            if self._is_followed(number, end):
                yield self._unknown(i, end, kind)

    def _run_at(self, number: int, i: int, kind: str, known: bool) -> int:
        """The word after the unknown name that begins at word i or, after words of the pattern, goes through it."""
        runs = self._place.unknown(kind)
        if i in runs:
            return runs[i]
        if not (known or self._is_preceded(number)):
            return i
        first = next((first for first in sorted(runs, reverse=True) if first < i), i)
        initial = self._place.scanned.text[self._place.scanned.words.starts[i]] if i < self._after else ""
        return runs[first] if first < i < runs[first] and initial.isupper() else i

    def _is_beside(self, number: int, end: int) -> bool:
        return self._is_preceded(number) or self._is_followed(number, end)

    def _is_preceded(self, number: int) -> bool:
        """Whether words or another slot stand right before an element."""
        return number > 0 and not isinstance(self._steps[number - 1].element, Gap)

    def _is_followed(self, number: int, end: int) -> bool:
        """Whether the words of the next element stand at a word."""
        if number + 1 == len(self._steps) or end >= self._after:
            return False
        step = self._steps[number + 1]
        return isinstance(step.element, Words) and self._keys[end] in step.follow

    def _unknown(self, first: int, after: int, kind: str) -> Candidate:
        candidate = self._place.named(first, after, kind)
        if self._is_set(kind) and isinstance(candidate.value, Entity):
            return candidate._replace(value=entity_set([candidate.value]))
        return candidate

    def _is_set(self, kind: str) -> bool:
        fact_type = self._pattern.fact.type
        return fact_type.many and fact_type.detail == kind

    def _has_shape(self, number: int, candidate: Candidate) -> bool:
        """Whether a candidate has the words that a slot asks for, with or without its hedge."""
        shapes = self._steps[number].shapes
        if shapes is None:
            return True
        return any(shapes.fit(self._keys, first, candidate.after) for first in {candidate.first, candidate.core})

    def _text_slot(self, number: int, i: int, slot: Slot) -> int | None:
        for text, phrase in slot.texts:
            after = i + len(phrase)
            if after <= self._after and _are(self._keys, i, phrase):
                end = self.from_word(number + 1, after)
                if end is not None:
                    words = self._place.scanned.words
                    value = TextValue(text, fold_text(text))
                    self._value = Candidate(i, after, i, words.starts[i], words.ends[after - 1], value, None)
                    return end
        return None

    def _gap(self, number: int, i: int, step: Step) -> int | None:
        most = min(i + MOST_SKIPPED, self._after)
        if step.unskipped:
            most = min(most, self._place.unskippable(step.unskipped, i))
        for after in range(i, most + 1):
            end = self.from_word(number + 1, after)
            if end is not None:
                return end
        return None

    # What was found

    def match(self, first: int, after: int) -> Match | None:
        """The match whose words are `first` to `after`."""
        words = self._place.scanned.words
        pattern = self._pattern
        said = tuple(i for start, end in self._said.values() for i in range(start, end) if first <= i < after)
        if pattern.fixed is not None:
            start, end = words.starts[first], words.ends[after - 1]
            return Match(pattern, pattern.fixed, start, end, self._place.sentence, first, after, said, None)
        candidate = self._value
        if candidate is None:
            return None
        where = candidate.start, candidate.end
        return Match(pattern, candidate.value, *where, self._place.sentence, first, after, said, candidate)


def _members(candidate: Candidate) -> Sequence[Entity]:
    return candidate.value.members if isinstance(candidate.value, EntitySet) else ()


def _fits(shape: Shape, keys: Sequence[str], first: int, after: int) -> bool:
    """Whether some words have the shape that a slot asks for."""
    if not shape:
        return first == after
    head, rest = shape[0], shape[1:]
    if head is None:
        return any(_fits(rest, keys, i, after) for i in range(first + 1, after + 1))
    return any(
        first + len(phrase) <= after and _are(keys, first, phrase) and _fits(rest, keys, first + len(phrase), after)
        for phrase in head
    )


# Making ready --------------------------------------------------------------------------------------------------------


class _Maker:
    """Makes programs of patterns. What depends on a word list alone is worked out once for all that name it."""

    def __init__(self) -> None:
        self._follows: dict[int, tuple[object, dict[str, tuple[Phrase, ...]]]] = {}
        self._rarest: dict[int, tuple[object, Forms]] = {}
        self._shapes: dict[int, tuple[object, Shapes]] = {}

    def program(self, pattern: CompiledPattern, variant: Variant, order: int) -> Program:
        elements = variant.elements
        steps = tuple(
            Step(
                element,
                self._follow(element.phrases) if isinstance(element, Words) else {},
                _unskipped(elements, number) if isinstance(element, Gap) else (),
                self._shapes_of(element.shapes) if isinstance(element, Slot) and element.shapes else None,
                not isinstance(element, Gap) and element.optional,
                isinstance(element, Words) and self._is_only(element.phrases),
            )
            for number, element in enumerate(elements)
        )
        return Program(pattern, steps, tuple(self._needs(elements)), order)

    def _follow(self, phrases: Sequence[Phrase]) -> dict[str, tuple[Phrase, ...]]:
        """By its first word, what else each phrase needs, the longest first."""
        known = self._follows.get(id(phrases))
        if known is None:
            found: dict[str, list[Phrase]] = {}
            for phrase in sorted(phrases, key=len, reverse=True):
                for form in phrase[0]:
                    found.setdefault(form, []).append(phrase[1:])
            known = self._follows[id(phrases)] = phrases, {form: tuple(rest) for form, rest in found.items()}
        return known[1]

    def _is_only(self, phrases: Sequence[Phrase]) -> bool:
        return all(len(rests) == 1 for rests in self._follow(phrases).values())

    def _needs(self, elements: Sequence[Element]) -> Iterator[Forms]:
        """What a sentence must have. A slot of an open kind may be filled by a name that is no mention yet, if there
        are words beside it.
        """
        only_slots = not any(isinstance(element, Words) and not element.optional for element in elements)
        for element in elements:
            if isinstance(element, Words) and not element.optional:
                yield self._rarest_of(element.phrases)
            elif isinstance(element, Slot) and not element.optional:
                if element.texts:
                    yield self._rarest_of([phrase for _, phrase in element.texts])
                    continue
                if element.kind is None or only_slots:
                    yield frozenset({element.tag.replace("run:", "entity:")})
                named = self._named_in(element.shapes)
                if named:
                    yield named

    def _shapes_of(self, shapes: Sequence[Shape]) -> Shapes:
        known = self._shapes.get(id(shapes))
        if known is None:
            known = self._shapes[id(shapes)] = shapes, _shapes(shapes)
        return known[1]

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


def _shapes(shapes: Sequence[Shape]) -> Shapes:
    made = Shapes({}, {}, {}, [])
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
    return not any(map(is_function_word, forms)), len(min(forms, key=len))


def _commonness(need: Forms, shared: Counter[str]) -> tuple[int, int, int]:
    """How often a text may have one of some keys: tags and small words most of all, then what many patterns share."""
    weight = 2 * any(":" in key for key in need) + any(map(is_function_word, need))
    return weight, max(shared[key] for key in need), len(need)
