"""From the patterns of a vocabulary to rows of words, slots and gaps, and to everything that is wrong with them.

A pattern is cut into signs and words, read by recursive descent, and spread out into variants: alternatives of words
stay together, alternatives with slots or gaps become variants of their own. What is wrong is gathered, never raised,
and every problem of every pattern shows at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Final

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic
from factcheck.extraction.patterns.elements import (
    OPEN_KINDS,
    CompiledPattern,
    Element,
    Forms,
    Gap,
    Phrase,
    Shape,
    Slot,
    Variant,
    Words,
    tag_of,
)
from factcheck.extraction.text.inflection import forms_of, plural_of
from factcheck.extraction.text.words import key_of, words_of
from factcheck.model.statement import Value
from factcheck.model.types import MONEY, NUMBER, PERCENT, PERIOD, POINTS, Type
from factcheck.model.vocabulary import Fact, Pattern, Vocabulary
from factcheck.named import NamedTuple
from factcheck.pattern import pattern as regex
from factcheck.reading.values import Reader, Unreadable
from factcheck.source import Span
from factcheck.suggestions import suggest

MOST_CHARACTERS: Final = 1_000
MOST_DEEP: Final = 16
MOST_VARIANTS: Final = 200
MOST_PHRASES: Final = 2_000
MOST_ELEMENTS: Final = 100

_SIGN: Final = regex(
    r"""(?P<gap>…|\.\.\.)|(?P<list>@[\w-]+)|(?P<slot>\{[^{}]*\}?)|(?P<bracket>[()\[\]|}@])"""
    r"""|(?P<word>(?:[^\W\d_]\.){2,}|[0-9]+(?:[.,][0-9]+)*[^\W_]*|[^\W_]+(?:['’][^\W_]+)*)|(?P<odd>[*+\\<>=^~])"""
)
_CLOSING: Final = {"(": ")", "[": "]"}
_TYPES: Final = {
    "number": NUMBER,
    "percent": PERCENT,
    "pp": POINTS,
    "percentage points": POINTS,
    "money": MONEY,
    "period": PERIOD,
    "date": PERIOD,
}
_WHY_NONE: Final = {
    "boolean": "a text does not say true or false; write {pattern: …, value: true}",
    "text": "a text can say anything; write the words, {value: push back|back down}, or {pattern: …, value: …}",
}


class _Choice(NamedTuple):
    """Alternatives, of which none at all may do."""

    options: tuple[tuple[_Node, ...], ...]
    optional: bool
    span: Span


_Node = Words | Slot | Gap | _Choice


def compile_patterns(vocabulary: Vocabulary, reader: Reader) -> tuple[list[CompiledPattern], list[Diagnostic]]:
    """All patterns of all facts, and the problems of those that are wrong, which are left out."""
    compiled: list[CompiledPattern] = []
    problems: list[Diagnostic] = []
    shared = _Shared({}, {})
    for fact in vocabulary.facts.values():
        for number, source in enumerate(fact.extract):
            parser = _Parser(fact, source, vocabulary, reader, shared)
            made = parser.compiled(number)
            problems += parser.problems
            if made is not None:
                compiled.append(made)
    return compiled, problems


class _Shared(NamedTuple):
    """What patterns have in common: word lists by name, and the shapes of slots by how they are written."""

    lists: dict[str, tuple[Phrase, ...]]
    shapes: dict[str, tuple[Shape, ...]]


class _Parser:
    """Reads one pattern of one fact."""

    def __init__(self, fact: Fact, source: Pattern, vocabulary: Vocabulary, reader: Reader, shared: _Shared) -> None:
        self._fact = fact
        self._source = source
        self._text = source.text
        self._vocabulary = vocabulary
        self._reader = reader
        self._shared = shared
        self._signs: list[tuple[str, str, Span]] = []
        self._next = 0
        self.problems: list[Diagnostic] = []

    def compiled(self, number: int) -> CompiledPattern | None:
        """The pattern, or None after its problems are noted."""
        if len(self._text) > MOST_CHARACTERS:
            self._wrong(
                Span(0, 1), f"the pattern has {len(self._text):,} characters; at most {MOST_CHARACTERS:,} are read"
            )
            return None
        self._signs = list(_signs(self._text))
        nodes = self._sequence(0, "")[0]
        fixed = self._fixed()
        if self.problems:
            return None
        try:
            variants = tuple(_trimmed(each) for each in _spread(nodes))
            variants = tuple(dict.fromkeys(variants)) if len(variants) > 1 else variants
        except _TooManyError:
            whole = Span(0, len(self._text))
            self._wrong(whole, "the pattern is too long, or its alternatives combine in too many ways; write several")
            return None
        self._check_values(variants)
        return None if self.problems else CompiledPattern(self._fact, number, self._source, variants, fixed)

    def _wrong(self, span: Span, why: str, fix: str | None = None) -> None:
        self.problems.append(diagnostics.malformed_pattern(self._source.embedded().locate(span), why, fix))

    # The grammar

    def _sequence(self, depth: int, until: str) -> tuple[tuple[_Node, ...], str, Span]:
        """Nodes up to a bar or the closing bracket, and which of them it was; nothing where the text ends before."""
        nodes: list[_Node] = []
        while self._next < len(self._signs):
            kind, text, span = self._signs[self._next]
            self._next += 1
            if kind != "bracket" or text not in ")]|":
                node = self._node(kind, text, span, depth)
                nodes += [] if node is None else [node]
            elif until and text in ("|", until):
                return tuple(nodes), text, span
            elif text == "|":
                self._wrong(span, "alternatives stand in brackets: (a|b)")
            elif until:
                self._wrong(span, f"{'(' if until == ')' else '['} is closed by {text}", until)
                return tuple(nodes), until, span
            else:
                self._wrong(span, f"the bracket {text} closes nothing")
        return tuple(nodes), "", Span(len(self._text), len(self._text))

    def _node(self, kind: str, text: str, span: Span, depth: int) -> _Node | None:
        match kind:
            case "gap":
                return Gap(span)
            case "word":
                return Words(((_word(text),),), False, text, span)
            case "list":
                return self._list(text, span)
            case "slot":
                return self._slot(text, span)
            case "odd":
                self._wrong(
                    span, f"{text} means nothing in a pattern; … skips words, (a|b) are alternatives, [a] is optional"
                )
                return None
            case _ if text in _CLOSING:
                return self._bracket(text, span, depth)
        why = "the brace } closes nothing" if text == "}" else "@ needs the name of a word list: @meeting"
        self._wrong(span, why)
        return None

    def _bracket(self, opening: str, at: Span, depth: int) -> _Node | None:
        if depth >= MOST_DEEP:
            self._wrong(at, f"brackets are nested deeper than {MOST_DEEP} levels")
            self._next = len(self._signs)
            return None
        options: list[tuple[_Node, ...]] = []
        how, end = "|", at
        while how == "|":
            before, begin = len(self.problems), end.end
            option, how, end = self._sequence(depth + 1, _CLOSING[opening])
            if not option and len(self.problems) == before and how:
                marks = self._text[begin : end.start].strip()
                why = f"marks such as {marks} do not count; leave them out" if marks else _EMPTY
                self._wrong(Span(at.start, end.end), why)
            options.append(option)
        if not how:
            self._wrong(at, f"the bracket {opening} that opens here is not closed")
        return _Choice(tuple(options), opening == "[", at.to(end))

    # Word lists

    def _list(self, text: str, span: Span) -> _Node | None:
        phrases = self._list_phrases(text[1:], span)
        return Words(phrases, False, text, span) if phrases else None

    def _list_phrases(self, name: str, span: Span) -> tuple[Phrase, ...]:
        entries = self._vocabulary.words.get(name)
        if entries is None:
            near = suggest(name, self._vocabulary.words)
            at = self._source.embedded().locate(span)
            self.problems.append(diagnostics.unknown_word_list(at, name, f"@{near}" if near else None))
            return ()
        phrases = self._shared.lists.get(name)
        if phrases is None:
            phrases = self._shared.lists[name] = tuple(phrase for entry in entries if (phrase := _phrase(entry)))
        if not phrases:
            self._wrong(span, f"the list {name!r} has no words")
        return phrases

    # Slots

    def _slot(self, text: str, span: Span) -> Slot | None:
        if not text.endswith("}"):
            self._wrong(Span(span.start, span.start + 1), "the brace { that opens here is not closed")
            return None
        name, colon, shape = text[1:-1].partition(":")
        name = name.strip()
        if name == "value":
            return self._value_slot(text, span, shape if colon else None)
        tag, kind = self._named_tag(name, span)
        if tag is None:
            return None
        shapes = self._shapes(shape, span) if colon else ()
        return Slot(False, tag, kind, shapes, (), text, span)

    def _value_slot(self, text: str, span: Span, shape: str | None) -> Slot | None:
        fact_type = self._fact.type
        if self._source.value is not None:
            self._wrong(span, "the value of this pattern is fixed, so it has no place for {value}")
            return None
        if fact_type.family == "text" and shape is not None:
            return Slot(True, "text", None, (), self._texts(shape, span), text, span)
        why = _WHY_NONE.get(fact_type.family) or self._why_never(fact_type)
        if why is not None:
            at = self._source.embedded().locate(span)
            self.problems.append(diagnostics.slot_never_filled(at, "value", why))
            return None
        shapes = self._shapes(shape, span) if shape is not None else ()
        return Slot(True, tag_of(fact_type), self._open(fact_type), shapes, (), text, span)

    def _named_tag(self, name: str, span: Span) -> tuple[str | None, str | None]:
        """What fills a slot that is not the value's: a type, a kind, or one entity."""
        vocabulary = self._vocabulary
        a_type = _TYPES.get(name)
        if a_type is None and name in vocabulary.kinds:
            a_type = Type("entity", name)
        if a_type is None and name in vocabulary.units.dimensions:
            a_type = Type("quantity", name)
        at = self._source.embedded().locate(Span(span.start + 1, span.end - 1))
        if a_type is not None:
            why = self._why_never(a_type)
            if why is not None:
                self.problems.append(diagnostics.slot_never_filled(at, name, why))
                return None, None
            return tag_of(a_type), self._open(a_type)
        found = vocabulary.entities.find(name)
        if len(found) > 1:
            self.problems.append(diagnostics.ambiguous_name(at, name, [f"{e.name} ({e.kind})" for e in found]))
        elif not found:
            types = ("value", *_TYPES, *vocabulary.kinds, *vocabulary.units.dimensions)
            near = suggest(name, chain(types, vocabulary.entities.names()))
            self.problems.append(diagnostics.unknown_slot(at, name, near))
        return (f"is:{found[0].key}", None) if len(found) == 1 else (None, None)

    def _open(self, a_type: Type) -> str | None:
        is_open = a_type.family == "entity" and a_type.detail in OPEN_KINDS
        return a_type.detail if is_open and not self._vocabulary.kinds.get(a_type.detail) else None

    def _why_never(self, a_type: Type) -> str | None:
        if a_type.family != "entity" or a_type.detail == "country" or self._open(a_type):
            return None
        if any(self._vocabulary.entities.names(a_type.detail)):
            return None
        return f"`entities:` lists no {a_type.detail}"

    def _shapes(self, written: str, span: Span) -> tuple[Shape, ...]:
        """The words asked for in a slot: `{value: Kishida …|… Kishida}`."""
        known = self._shared.shapes.get(written)
        if known is None:
            shapes = [self._shape(option, span) for option in written.split("|")]
            known = tuple(shape for shape in shapes if shape)
            if not self.problems:
                self._shared.shapes[written] = known
        return known

    def _shape(self, option: str, span: Span) -> Shape:
        parts: list[tuple[Phrase, ...] | None] = []
        for kind, text, _ in _signs(option):
            if kind == "gap":
                parts.append(None)
            elif kind == "list":
                parts.append(self._list_phrases(text[1:], span))
            elif kind != "word":
                self._wrong(span, f"a slot holds words, … and @lists; {text} does not belong there")
                return ()
            elif parts and parts[-1] is not None and len(parts[-1]) == 1:
                parts[-1] = ((*parts[-1][0], _word(text)),)
            else:
                parts.append(((_word(text),),))
        if not parts:
            self._wrong(span, "an alternative is empty")
        return tuple(parts)

    def _texts(self, written: str, span: Span) -> tuple[tuple[str, Phrase], ...]:
        """The values of a slot for text, each with the words that state it."""
        found: list[tuple[str, Phrase]] = []
        for option in written.split("|"):
            name = option.strip()
            if name.startswith("@"):
                if self._list_phrases(name[1:], span):
                    entries = self._vocabulary.words[name[1:]]
                    found += [(entry, phrase) for entry in entries if (phrase := _phrase(entry))]
            elif phrase := _phrase(name):
                found.append((" ".join(name.split()), phrase))
            else:
                self._wrong(span, "an alternative is empty")
        return tuple(found)

    # The whole

    def _fixed(self) -> Value | None:
        """The value of a pattern that has no slot for it."""
        written = self._source.value
        if written is None:
            return None
        fact = self._fact
        if isinstance(written, bool):
            value: Value | Unreadable = written if fact.type.family == "boolean" else Unreadable("it is true or false")
        elif isinstance(written, list):
            value = self._reader.read_set([str(item) for item in written], fact.type)
        else:
            value = self._reader.read(str(written), fact.type, unit=fact.unit, negative=fact.negative)
        if isinstance(value, Unreadable):
            at = self._source.value_at()
            self.problems.append(diagnostics.unreadable_value(at, str(written), "the value of this fact", value.reason))
            return None
        return value

    def _check_values(self, variants: tuple[Variant, ...]) -> None:
        """Each way to read the pattern says something, and has one slot for the value, or none if that is fixed."""
        whole = Span(0, len(self._text))
        for variant in variants:
            slots = [each for each in variant.elements if isinstance(each, Slot)]
            values = [slot for slot in slots if slot.is_value]
            says = any(not isinstance(each, Gap) and not each.optional for each in variant.elements)
            if not says:
                self._wrong(whole, "the pattern matches everything: it needs a word or a slot that must be there")
            elif self._source.value is None and not values:
                self._wrong(whole, _NOT_ALWAYS if "{value" in self._text else _NO_VALUE)
            elif len(values) > 1:
                self._wrong(values[1].span, "{value} stands twice; a statement has one value")
            else:
                continue
            return


_EMPTY: Final = "an alternative is empty; [a] is optional"
_NO_VALUE: Final = "the pattern has no {value}; put it where the value stands, or fix one with value:"
_NOT_ALWAYS: Final = "one reading of the pattern has no {value}; each alternative needs one, and it is never optional"


def _signs(text: str) -> Iterator[tuple[str, str, Span]]:
    """The signs and words of a pattern. Punctuation, which does not matter in a text either, is left out."""
    for match in _SIGN.finditer(text):
        start, end = match.span()
        yield match.lastgroup or "", text[start:end], Span(start, end)


@cache
def _word(written: str) -> Forms:
    """The forms of a word of a pattern. A name is not inflected, except for its plural."""
    key = key_of(written)
    if written[0].isupper():
        return frozenset({key, plural_of(key)}) if key.isalpha() and key.islower() else frozenset({key})
    return forms_of(key)


def _phrase(entry: str) -> Phrase:
    words = words_of(entry)
    return tuple(_word(entry[start:end]) for start, end in zip(words.starts, words.ends, strict=True))


# Variants ------------------------------------------------------------------------------------------------------------


class _TooManyError(Exception):
    """Alternatives multiply to more variants than are worth matching."""


def _spread(nodes: Sequence[_Node]) -> list[tuple[Element, ...]]:
    """All rows of elements that a row of nodes stands for."""
    rows: list[tuple[Element, ...]] = [()]
    plain = tuple(node for node in nodes if not isinstance(node, _Choice))
    if len(plain) == len(nodes) <= MOST_ELEMENTS:
        return [plain]
    for node in nodes:
        if isinstance(node, _Choice):
            options = _options(node)
            rows = [(*row, *option) for row in rows for option in options]
        else:
            rows = [(*row, node) for row in rows]
        if len(rows) > MOST_VARIANTS or any(len(row) > MOST_ELEMENTS for row in rows[:1]):
            raise _TooManyError
    if any(len(row) > MOST_ELEMENTS for row in rows):
        raise _TooManyError
    return rows


def _options(choice: _Choice) -> list[tuple[Element, ...]]:
    """What a choice adds to a row: one element where it is all words, else an option a row."""
    spread = [row for option in choice.options for row in _spread(option)]
    if all(_is_words(row) for row in spread):
        phrases = [phrase for row in spread for phrase in _phrases([e for e in row if isinstance(e, Words)])]
        if len(phrases) > MOST_PHRASES:
            raise _TooManyError
        phrases = list(_merged(phrases))
        written = "|".join(" ".join(e.written for e in row if isinstance(e, Words)) for row in spread)
        brackets = "[]" if choice.optional else "()"
        return [(Words(tuple(phrases), choice.optional, f"{brackets[0]}{written}{brackets[1]}", choice.span),)]
    if choice.optional and len(spread) == 1 and len(spread[0]) == 1:
        only = spread[0][0]
        if isinstance(only, Slot) and not only.is_value:
            return [(only._replace(optional=True, written=f"[{only.written}]"),)]
    return [*spread, ()] if choice.optional else spread


def _is_words(row: Sequence[Element]) -> bool:
    """Whether a row is words alone, some of which must be there."""
    needed = False
    for each in row:
        if not isinstance(each, Words):
            return False
        needed = needed or not each.optional
    return needed


def _merged(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """The same phrases, with all that are a single word as one, so that products of lists stay small."""
    single: set[str] = set()
    several: list[Phrase] = []
    for phrase in phrases:
        if len(phrase) == 1:
            single |= phrase[0]
        else:
            several.append(phrase)
    return (*([(frozenset(single),)] if single else ()), *several)


def _phrases(row: list[Words]) -> list[Phrase]:
    if len(row) == 1 and not row[0].optional:
        return list(row[0].phrases)
    phrases: list[Phrase] = [()]
    for words in row:
        if len(words.phrases) == 1 and not words.optional:
            phrases = [phrase + words.phrases[0] for phrase in phrases]
            continue
        ways = (*words.phrases, ()) if words.optional else words.phrases
        phrases = [(*phrase, *more) for phrase in phrases for more in ways]
        if len(phrases) > MOST_PHRASES:
            raise _TooManyError
    return phrases


def _trimmed(row: tuple[Element, ...]) -> Variant:
    """A row without gaps at its ends and gaps next to gaps, which add nothing."""
    kept: list[Element] = []
    for each in row:
        if not (isinstance(each, Gap) and (not kept or isinstance(kept[-1], Gap))):
            kept.append(each)
    while kept and isinstance(kept[-1], Gap):
        kept.pop()
    return Variant(tuple(kept))
