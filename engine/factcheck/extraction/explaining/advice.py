"""From a pattern that stopped beside a mention to what to change in the vocabulary, as far as it helps.

`Adviser` proposes changes, the smallest first; `Trial` makes each of them in memory and reads the article again. Only a
change by which the mention is found, and nothing lost that was found before, is ever told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from factcheck.extraction.explaining.stops import Follower, Stop, value_at
from factcheck.extraction.patterns.before_names import skipped_before
from factcheck.extraction.patterns.choosing import chosen
from factcheck.extraction.patterns.compiling import compile_patterns
from factcheck.extraction.patterns.elements import MOST_SKIPPED, CompiledPattern, Element, Slot, Words, tag_of
from factcheck.extraction.patterns.matching import Matcher
from factcheck.extraction.patterns.places import Place
from factcheck.extraction.patterns.programs import Program
from factcheck.extraction.patterns.scanned import Candidate, Scanned
from factcheck.extraction.patterns.walking import Match
from factcheck.extraction.text.inflection import base_of, forms_of, is_function_word
from factcheck.extraction.text.words import key_of
from factcheck.model.statement import Value
from factcheck.model.types import Type
from factcheck.model.vocabulary import Pattern, Vocabulary
from factcheck.named import NamedTuple
from factcheck.reading.values import Reader
from factcheck.record import replace
from factcheck.source import EmbeddedText, Span

_MOST_WORDS: Final = 4
"""Words in a row that a proposed pattern has of the article; more would never be met again."""
_EASILY_TYPED: Final = 60
"""Characters of a pattern that is sooner changed than written anew from a few words."""
_MOST_ANCHORS: Final = 4
"""Words of the fact's patterns in the sentence for which a pattern of their own is tried."""
_OF_BE: Final = forms_of("be")
_JOINING: Final = frozenset({"and", "or", "but"})
_BARE_PAST: Final = ("nd", "rd", "nt", "rt", "ct", "pt", "st", "ck", "lk", "nk", "rk", "sk", "sh", "ch", "rn", "wn")
"""Ends of verbs before -ed after which no -e is missing: "ended", "clocked"; "tasted" is the exception."""
_LOST_E: Final = ("ps", "ls", "rs", "lv", "rv", "nc", "rc", "dg", "rg")
"""Ends of verbs before -ed after which an -e is: "elapsed", "involved"."""


class Proposal(NamedTuple):
    """A change to the vocabulary: a pattern in place of the one that stopped, or beside it if it `is_new`.

    `entry` is a word for a list, with the name of the list, and `type` another type of the fact.
    """

    advice: str
    pattern: str
    is_new: bool = False
    entry: tuple[str, str] | None = None
    type: Type | None = None


class Trial:
    """Makes proposals in memory and reads the article again. `matches` are those of the fact as it stands."""

    def __init__(self, vocabulary: Vocabulary, reader: Reader, scanned: Scanned, matches: Sequence[Match]) -> None:
        self._vocabulary = vocabulary
        self._reader = reader
        self._scanned = scanned
        self._matches = matches
        self._stated = _spans(chosen(matches, scanned))

    def first(self, proposals: Iterable[Proposal], pattern: CompiledPattern, at: Span, value: Value) -> str:
        """The advice of the first proposal by which a value is found at a place; none if there is no such."""
        return next((each.advice for each in proposals if self._helps(each, pattern, at, value)), "")

    def _helps(self, proposal: Proposal, pattern: CompiledPattern, at: Span, value: Value) -> bool:
        fact, words = pattern.fact, self._vocabulary.words
        written = Pattern(
            proposal.pattern,
            pattern.source.value,
            lambda: EmbeddedText.alone(proposal.pattern),
            pattern.source.value_at,
        )
        changed = fact._replace(extract=(written,))
        if proposal.type is not None:
            changed = changed._replace(type=proposal.type, unit=None)
        if proposal.entry is not None:
            name, entry = proposal.entry
            words = {**words, name: (*words[name], entry)}
        compiled, problems = compile_patterns(
            replace(self._vocabulary, facts={fact.name: changed}, words=words), self._reader
        )
        if problems:
            return False
        number = len(fact.extract) if proposal.is_new else pattern.number
        matcher = Matcher([each._replace(number=number) for each in compiled], self._vocabulary.entities)
        others = [each for each in self._matches if each.pattern.number != number] if proposal.type is None else []
        found = chosen([*others, *matcher.matches(self._scanned)], self._scanned)
        told = (each for each in found if each.pattern.number == number and each.value == value)
        if pattern.fixed is not None:
            return any(each.start < at.end and at.start < each.end for each in told) and self._keeps(found)
        if proposal.type is not None:
            return any(each.start <= at.start and at.end <= each.end for each in told)
        return any((each.start, each.end) == (at.start, at.end) for each in told) and self._keeps(found)

    def _keeps(self, found: Iterable[Match]) -> bool:
        """Whether all that was found before still is."""
        return self._stated <= _spans(found)


def _spans(matches: Iterable[Match]) -> set[tuple[int, int]]:
    return {(each.start, each.end) for each in matches}


class Adviser:
    """Proposes changes to the patterns of one fact, by which they take a candidate or match with their fixed value."""

    def __init__(self, place: Place, programs: Sequence[Program], follower: Follower) -> None:
        self._place = place
        self._sentence = place.sentence
        self._text = place.scanned.text
        self._words = place.scanned.words
        self._programs = programs
        self._follower = follower
        self._mentioned: set[int] = set()  # set anew for each candidate

    def proposals(self, program: Program, candidate: Candidate, stop: Stop, *, is_near: bool) -> Iterator[Proposal]:
        """Changes by which a pattern may take a mention, the smallest first: the part at which it stopped, then a
        pattern from the nearest words of this fact to the mention, then one of the words beside it.
        """
        self._mentioned = self._mentioned_beside(candidate)
        changed = list(self._changed(program.pattern.source.text, stop)) if is_near else []
        is_short = bool(stop.instead) or len(program.pattern.source.text) <= _EASILY_TYPED
        yield from (each for each in changed if is_short or each.entry is not None)
        fact_type = program.pattern.fact.type
        is_measure = fact_type.family == "quantity" and fact_type.detail != "number"
        spared = stop.element if fact_type.family == "quantity" else None
        if is_measure or not self._lacks_words(program, candidate, spared):
            yield from self._anew(program, candidate, is_measure=is_measure)
        yield from changed
        element, there = stop.element, stop.elsewhere
        is_behind = there is not None and (there - stop.at) * stop.way < 0
        if isinstance(element, Words) and is_behind and not stop.is_right_there:
            yield self._new(program, candidate, -stop.way, (element.written, "…"))  # the pattern, turned round

    def _lacks_words(self, program: Program, candidate: Candidate, spared: Element | None) -> bool:
        """Whether the sentence lacks words of a pattern, apart from one element: then the rest of them say something
        else. Measures are few, so that the words beside one are enough; so are counts with all words but one.
        """
        steps = [s for s in program.steps if isinstance(s.element, Words) and not s.element.optional]
        steps = [s for s in steps if s.element != spared and not all(map(is_function_word, s.follow))]
        return any(self._follower.anywhere(step, candidate) is None for step in steps)

    def _anew(self, program: Program, candidate: Candidate, *, is_measure: bool) -> Iterator[Proposal]:
        """Patterns of their own, of the words beside a mention."""
        beside = {-1: self._saying(self._before(candidate), -1), 1: self._saying(candidate.after, 1)}
        for way, written, at, is_name in list(self._anchors(candidate))[:_MOST_ANCHORS]:
            between, near = self._between(at, candidate, way), beside[way]
            if near is not None and (between is None or between[1] - between[0] > near[1] - near[0]):
                yield self._new(program, candidate, way, (written, "…", self._phrase(near)))
            if between is not None and not (is_name and all(map(is_function_word, self._words.keys[slice(*between)]))):
                behind = beside[-way]
                if between[0] == between[1] and behind is not None:  # "lives of 12 people": "people" alone says little
                    both = self._new(program, candidate, -way, (self._phrase(behind),)).pattern, written
                    yield _added(" ".join(both if way > 0 else both[::-1]))
                yield self._new(program, candidate, way, (written, self._phrase(between)))
        for way, near in beside.items():
            if near is not None and is_measure:
                yield self._new(program, candidate, way, (self._phrase(near),))

    def _changed(self, text: str, stop: Stop) -> Iterator[Proposal]:
        """The pattern with the part at which it stopped changed."""
        element, at, way = stop.element, stop.at, stop.way
        if stop.instead:  # what keeps the mention out of the slot
            for written in stop.instead:
                yield _rewritten(text, element, written, "if it counts as well, ")
            for written in stop.instead:
                changed = _edited(text, element, written.replace("[", "").replace("]", ""))
                yield Proposal(f'if it counts as well, add the pattern "{changed}"', changed, is_new=True)
        elif isinstance(element, Slot):
            yield _rewritten(text, element, f"[{element.written}]")
        elif element is not None:
            written = element.written
            if stop.elsewhere is not None:
                yield from self._with_gap(text, stop, element)
            near = self._saying(at, way) if stop.is_right_there else None
            if near is not None:
                said = self._phrase(near)
                if not written.startswith("@"):
                    yield _rewritten(text, element, f"({_inner(element)}|{said})")
                elif " " not in said:
                    yield Proposal(f'add "{said}" to the list `{written[1:]}`', text, entry=(written[1:], said))
            if all(map(is_function_word, (key for phrase in element.phrases for forms in phrase for key in forms))):
                yield _rewritten(text, element, f"[{_inner(element)}]")

    def _with_gap(self, text: str, stop: Stop, element: Words) -> Iterator[Proposal]:
        """The pattern with … where words may stand between, by way of a word on the way if they are many."""
        assert stop.elsewhere is not None
        between = (stop.elsewhere - stop.at) * stop.way
        if between < 0:
            return
        if stop.is_right_there:
            small = (stop.at, stop.elsewhere) if stop.way > 0 else (stop.elsewhere + 1, stop.at + 1)
            if self._is_plain(*small) and all(map(is_function_word, self._words.keys[slice(*small)])):
                yield _rewritten(text, element, _outward(stop.way, (f"[{self._phrase(small)}]", element.written)))
            yield _rewritten(text, element, _outward(stop.way, ("…", element.written)))
        middles = [
            i
            for i in range(*sorted((stop.at, stop.elsewhere)))
            if abs(i - stop.at) <= MOST_SKIPPED and abs(i - stop.elsewhere) <= MOST_SKIPPED + 1 and self._says(i)
        ]
        for i in middles[len(middles) // 2 :][:1]:
            row = (*(("…",) if stop.is_right_there else ()), self._phrase((i, i + 1)), "…", element.written)
            yield _rewritten(text, element, _outward(stop.way, row))

    def proposals_of_fixed(
        self, program: Program, elements: Sequence[Words], places: dict[Words, int]
    ) -> Iterator[Proposal]:
        """Changes by which a pattern with a fixed value may match: … between its words, then those in the order of the
        text; or a word of the article in place of one that is missing.
        """
        self._mentioned = self._mentioned_beside(None)
        text = program.pattern.source.text
        missing = [element for element in elements if element not in places]
        if not missing:
            for element in elements[1:]:
                yield _rewritten(text, element, f"… {element.written}")
            if not any(isinstance(step.element, Slot) and not step.is_optional for step in program.steps):
                row = " … ".join(element.written for element in sorted(places, key=lambda element: places[element]))
                value = _as_yaml(program.pattern.source.value)
                yield Proposal(f'add {{pattern: "{row}", value: {value}}}', row, is_new=True)
        elif len(missing) == 1:
            before = elements.index(missing[0]) - 1
            start, way = (places[elements[before]], 1) if before >= 0 else (places[elements[1]], -1)
            for i in self._content(start + way, way):
                yield _rewritten(text, missing[0], f"({_inner(missing[0])}|{self._phrase((i, i + 1))})")

    def _new(self, program: Program, candidate: Candidate, way: int, outside_in: Sequence[str]) -> Proposal:
        """A pattern of its own, from what stands farthest from the mention to it and to what must be beside it."""
        at = value_at(program.steps)
        assert at is not None
        element, beside = program.steps[at].element, candidate.beside
        assert isinstance(element, Slot)
        slot = element.written
        if beside is not None and self._sentence.first <= beside < self._sentence.after:
            word = self._phrase((beside, beside + 1))
            if way < 0 and beside >= candidate.after:
                slot = f"{slot} {word}"
            elif way > 0 and beside < candidate.first:
                slot = f"{word} {slot}"
        written = " ".join(filter(None, (*outside_in, slot) if way < 0 else (slot, *outside_in[::-1])))
        return _added(written)

    # Words of the sentence

    def _content(self, at: int, way: int) -> list[int]:
        """The nearest word from one on that says something and that a pattern may have."""
        edge = self._sentence.after if way > 0 else self._sentence.first - 1
        return [i for i in range(at, edge, way) if self._says(i)][:1]

    def _anchors(self, candidate: Candidate) -> Iterator[tuple[int, str, int, bool]]:
        """The words of this fact's patterns, the nearest to a mention first: on which side, how a pattern has them, the
        first word between them and the mention, and whether they name somebody or something.
        """
        found: dict[tuple[int, int], tuple[int, int, str]] = {}
        elements = {s.element: s for p in self._programs for s in p.steps if isinstance(s.element, Words)}
        for element, step in elements.items():
            if element.optional:
                continue
            for i in range(self._sentence.first, self._sentence.after):
                span = self._follower.fits(step, i, 1)
                if span is None or not self._follower.says_something(*span):
                    continue
                if span[1] <= candidate.first or span[0] >= candidate.after:
                    way = -1 if span[1] <= candidate.first else 1
                    distance = candidate.first - span[1] if way < 0 else span[0] - candidate.after
                    found.setdefault(span, (distance, way, self._anchor(element, span)))
        for span, (_, way, written) in sorted(found.items(), key=lambda item: item[1][0]):
            yield way, written, span[1] if way < 0 else span[0] - 1, not self._mentioned.isdisjoint(range(*span))

    def _anchor(self, element: Words, span: tuple[int, int]) -> str:
        """How a pattern has some words that fit an element: a list by its name, of other alternatives the one."""
        if "@" in element.written:
            return element.written
        keys = self._words.keys[slice(*span)]
        options = element.written.strip("()").split("|")
        same = (option for option in options if len(keys) == 1 and keys[0] in forms_of(key_of(option)))
        return next(same, self._phrase(span))

    def _between(self, at: int, candidate: Candidate, way: int) -> tuple[int, int] | None:
        """The words from one on to a mention, if a pattern may have them; not those that do not matter before it."""
        span = (at, max(at, self._before(candidate) + 1)) if way < 0 else (candidate.after, at + 1)
        return span if span[1] - span[0] <= _MOST_WORDS and self._is_plain(*span) else None

    def _saying(self, at: int, way: int) -> tuple[int, int] | None:
        """The words from one on to the first that says something: "clock in at"; None if no pattern may have them."""
        first = after = at + (way < 0)
        while self._sentence.first <= at < self._sentence.after and after - first < _MOST_WORDS:
            first, after = min(first, at), max(after, at + 1)
            key = self._words.keys[at]
            if not is_function_word(key) or (key in _OF_BE and after - first > 2):  # "was over after"
                return (first, after) if self._is_plain(first, after) else None
            at += way
        return None

    def _before(self, candidate: Candidate) -> int:
        """The word before a mention that matters."""
        at, skipped = (
            min(candidate.first, candidate.core) - 1,
            skipped_before(tag_of(self._programs[0].pattern.fact.type)),
        )
        while at > self._sentence.first and self._words.keys[at] in skipped:
            at -= 1
        return at

    def _mentioned_beside(self, candidate: Candidate | None) -> set[int]:
        """The words of all mentions but one and those that have words with it: "past 80 minutes" is a time as well."""
        others = self._place.candidates
        if candidate is not None:
            others = [each for each in others if each.after <= candidate.first or candidate.after <= each.first]
        return {i for each in others for i in range(each.first, each.after)}

    def _is_plain(self, first: int, after: int) -> bool:
        """Whether words may stand in a pattern: none of a mention or a number, no "and", no comma between them."""
        starts, ends, keys = self._words
        if any(key in _JOINING or not key.replace("'", "").isalpha() for key in keys[first:after]):
            return False
        parted = any(self._text[ends[i] : starts[i + 1]].strip("'’ \n-") for i in range(first, after - 1))
        return not parted and self._mentioned.isdisjoint(range(first, after))

    def _says(self, i: int) -> bool:
        """Whether a word says something, and a pattern may have it."""
        return self._is_plain(i, i + 1) and not is_function_word(self._words.keys[i])

    def _phrase(self, span: tuple[int, int]) -> str:
        """Words as a pattern has them: in their base form, hyphened ones whole."""
        first, after = span
        if first == after:
            return ""
        while first > self._sentence.first and self._is_hyphened(first):
            first -= 1
        while after < self._sentence.after and self._is_hyphened(after):
            after += 1
        written: list[str] = []
        for i in range(first, after):
            word = self._text[self._words.starts[i] : self._words.ends[i]].removesuffix("'s").removesuffix("’s")
            if written and self._is_hyphened(i):
                written[-1] += f"-{word}"
            else:
                written.append(word if written[-1:] in (["be"], ["have"]) else _in_base_form(word))  # be swept
        return " ".join(written)

    def _is_hyphened(self, i: int) -> bool:
        """Whether a hyphen joins a word to the one before."""
        return self._text[self._words.ends[i - 1] : self._words.starts[i]] == "-"


def of_type(pattern: CompiledPattern, dimension: str, unit: Element | None = None) -> Proposal:
    """A fact of another type, whose pattern leaves out the word of the unit if there is one."""
    advice, text = f"declare `type: {dimension}`, or another fact of that type", pattern.source.text
    if isinstance(unit, Words):
        text = " ".join(_edited(text, unit, "").split())
        advice = f'declare `type: {dimension}`, and write the pattern as "{text}"'
    return Proposal(advice, text, type=Type("quantity", dimension))


def _added(written: str) -> Proposal:
    return Proposal(f'add the pattern "{written}"', written, is_new=True)


def _inner(element: Words) -> str:
    """The alternatives of an element without their brackets."""
    return element.written[1:-1] if element.written.startswith("(") else element.written


def _as_yaml(value: object) -> str:
    """The value of a pattern as a vocabulary has it."""
    if isinstance(value, list):
        return f"[{', '.join(map(_as_yaml, value))}]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _rewritten(text: str, element: Words | Slot | None, written: str, condition: str = "") -> Proposal:
    changed = _edited(text, element, written)
    return Proposal(f'{condition}write it as "{changed}"', changed)


def _edited(text: str, element: Words | Slot | None, written: str) -> str:
    """A pattern with something else in place of one of its elements."""
    assert element is not None
    return f"{text[: element.span.start]}{written}{text[element.span.end :]}"


def _outward(way: int, row: Sequence[str]) -> str:
    """What stands from the slot outwards, in the order of the pattern."""
    return " ".join(row if way > 0 else row[::-1])


def _in_base_form(word: str) -> str:
    """A word as a pattern has it: `ran` as `run`, `ended` as `end` where the letters leave no doubt."""
    small, stem = word.lower(), word.removesuffix("ed")
    if is_function_word(small):
        return next((base for base in ("be", "have") if small in forms_of(base)), small)
    if not word.islower():
        return word
    if stem != word and stem.endswith(_BARE_PAST) and not stem.endswith("ast"):
        return stem
    return f"{stem}e" if stem != word and stem.endswith(_LOST_E) else base_of(word)
