"""From the text of a YAML file to plain data with places (`Mapping`, `Sequence`, scalars), or to diagnostics.

Only what YAML 1.2's core schema calls data is read: mappings with text keys, sequences, text, exact numbers, truth
values, null. The parser's *events* are walked and bounded one by one before anything is built from them, because the
usual loaders build first: nested brackets kill them by a signal, a few aliases fill the memory, `NO` becomes false.
Anchors, aliases, merge keys, tags, directives, and second documents are refused. Reading goes on after every problem
that leaves the structure in doubt for nobody, so that all of them are shown at once.

This is the only module that knows PyYAML. It is imported on the first call, since a run that finds its rules in the
cache reads no YAML.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic
from factcheck.loading import characters, exact, scalars, yaml_problems
from factcheck.loading.document import Mapping, Sequence, garbage_collection_paused
from factcheck.pattern import pattern
from factcheck.source import Passage, SourceFile

DEEPEST = 32
"""Levels of mappings and sequences in each other."""
MOST_NODES = 50_000
"""Values of one file, keys included. A thousand rules have about 35,000."""
MOST_PROBLEMS = 100
"""Problems after which a file is given up."""

_Event = Any
"""An event of PyYAML's parser; its types stay inside this module."""

_DIRECTIVE = pattern(r"(?:[ \t]*+(?:#[^\r\n]*+)?(?:\r\n?|\n))*+(%[^\r\n]*+)")
_PROPERTY = pattern(r"[&!][^ \t\r\n,\[\]{}]*")
_NOTHING_MORE = pattern(r"(?:(?:\.\.\.)?[ \t]*+(?:#[^\r\n]*+)?(?:\r\n?|\n|\Z))*+\Z")
_REST = pattern(r"---|(?!\.\.\.)[^ \t\r\n]")


def read_yaml(
    source: SourceFile, *, strict_characters: bool, start: int = 0, end: int | None = None
) -> tuple[Any, list[Diagnostic]]:
    """Read the YAML document that stands in a file, or in a stretch of it (front matter); places are the file's.

    `strict_characters` also refuses what cannot be seen (rules, vocabularies, settings); without it only control
    characters are refused (facts and front matter, which quote articles). Returns the data, None where nothing can be
    made of the file (or nothing is in it), and every problem found. After a problem the data is what could be read:
    good enough to look for more problems in, not to be used.
    """
    end = len(source.text) if end is None else end
    reader = _Reader(source, strict_characters)
    try:
        data = reader.read(start, end)
    except _GiveUp:
        data = None
    return data, reader.problems


class _GiveUp(Exception):
    """Nothing more can be read; the reason is among the problems."""


class _Reader:
    """One pass over the events of one document."""

    def __init__(self, source: SourceFile, strict: bool) -> None:
        self.source = source
        self.strict = strict
        self.problems: list[Diagnostic] = []
        self.nodes = 0
        self.last_end = 0
        """Where the container that was read last ends."""
        self.has_escapes = self.has_properties = self.look_closer = False
        """Whether the text may hold escapes, anchors or tags; without them most scalars need no closer look."""
        self.plain_keys: set[str] = set()

    # Problems --------------------------------------------------------------------------------------------------------

    def passage(self, start: int, end: int) -> Passage:
        return Passage(self.source, start, end)

    def report(self, problem: Diagnostic) -> None:
        self.problems.append(problem)
        if len(self.problems) >= MOST_PROBLEMS:
            raise _GiveUp

    def give_up(self, problem: Diagnostic) -> _GiveUp:
        self.problems.append(problem)
        return _GiveUp()

    # Before parsing --------------------------------------------------------------------------------------------------

    def read(self, start: int, end: int) -> Any:
        text = self.checked_text(start, end)
        if directive := _DIRECTIVE.match(text):
            at = self.passage(directive.start(1), directive.end(1))
            raise self.give_up(diagnostics.yaml_feature(at, "a directive (a line that starts with %)", "leave it out"))
        from yaml import YAMLError

        try:
            with garbage_collection_paused():
                return self.document(text)
        except YAMLError as problem:
            raise self.give_up(yaml_problems.translated(problem, self.source, len(text))) from None

    def checked_text(self, start: int, end: int) -> str:
        """The text to parse, with the offsets of the file: what comes before is replaced by empty lines.

        Forbidden characters are reported, and replaced so that parsing can go on.
        """
        text = self.source.text
        if text.startswith("\ufeff", start, end):
            # The parser would skip it without counting.
            self.report(diagnostics.forbidden_character(self.passage(start, start + 1), "a second byte order mark"))
            start += 1
        if start > 0 or end < len(text):
            text = "\n" * start + text[start:end]
        forbidden = characters.IN_RULES if self.strict else characters.IN_YAML
        if characters.first_forbidden(text, forbidden) is not None:
            text = forbidden.sub(self.replacement, text)
        self.has_escapes = "\\" in text
        self.has_properties = _may_have_properties(text)
        self.look_closer = self.has_escapes or self.has_properties
        return text

    def replacement(self, found: re.Match[str]) -> str:
        at = self.passage(found.start(), found.end())
        self.report(diagnostics.forbidden_character(at, characters.character_name(found[0])))
        return "\ufffd"

    # The document ----------------------------------------------------------------------------------------------------

    def document(self, text: str) -> Any:
        from yaml import events

        self.scalar_event: Any = events.ScalarEvent
        self.mapping_start, self.mapping_end = events.MappingStartEvent, events.MappingEndEvent
        self.sequence_start, self.sequence_end = events.SequenceStartEvent, events.SequenceEndEvent
        self.next_event = _parser(text)
        self.next_event()  # the start of the stream
        if self.next_event().__class__ is not events.DocumentStartEvent:
            return None
        event = self.next_event()
        is_scalar = event.__class__ is self.scalar_event
        data = self.scalar(event, event.value) if is_scalar else self.container(event, 1)
        ending: _Event = self.next_event()
        rest = ending.end_mark.index
        # Looked at here and not by the parser, which takes minutes over a long list of directives.
        if not _NOTHING_MORE.match(text, rest):
            self.refuse_rest(text, rest)
        return data

    def refuse_rest(self, text: str, start: int) -> None:
        """What follows the document: another one, or text that belongs nowhere."""
        found = _REST.search(text, start)
        at = self.passage(*found.span()) if found else self.passage(start, start)
        if at.text in ("---", "%"):
            self.report(diagnostics.yaml_feature(at, "a second document in one file", "make it a file of its own"))
        else:
            self.report(diagnostics.not_yaml(at, "the document has ended before this; is it indented like the rest?"))

    # The next two functions are the inner loop of loading: what can be is written out in them, and looked up once.

    def mapping(self, opening: _Event, depth: int) -> Mapping:
        if depth > DEEPEST or self.has_properties:
            self.open(opening, depth)
        next_event, scalar_event, mapping_end = self.next_event, self.scalar_event, self.mapping_end
        plain_keys, maybe_not_text, look_closer = self.plain_keys, exact.MAYBE_NOT_TEXT, self.look_closer
        mapping = Mapping()
        places = [opening.start_mark.index]
        repeated: list[tuple[str, int]] = []
        value: Any
        for pairs in range(MOST_NODES):  # noqa: B007  # how many there were counts after the loop
            event = next_event()
            kind = event.__class__
            if kind is scalar_event:
                key = event.value
                if key not in plain_keys:
                    self.check_key(event, key)
                key_start = event.start_mark.index
            elif kind is mapping_end:
                break
            else:
                self.refuse_entry(event, depth)
                continue
            event = next_event()
            if event.__class__ is scalar_event:
                value_start, value_end = event.start_mark.index, event.end_mark.index
                value = event.value
                if look_closer or value[:1] in maybe_not_text:
                    value = self.scalar(event, value)
            else:
                value_start = event.start_mark.index
                value = self.container(event, depth + 1)
                value_end = self.last_end
            if key in mapping:
                repeated.append((key, key_start))
            else:
                mapping[key] = value
                places += (key_start, value_start, value_end)
        self.nodes += 2 * pairs
        self.close(mapping, places, opening, event)
        if repeated:
            self.refuse_repeated(mapping, repeated)
        return mapping

    def sequence(self, opening: _Event, depth: int) -> Sequence:
        if depth > DEEPEST or self.has_properties:
            self.open(opening, depth)
        next_event, scalar_event, sequence_end = self.next_event, self.scalar_event, self.sequence_end
        maybe_not_text, look_closer = exact.MAYBE_NOT_TEXT, self.look_closer
        sequence = Sequence()
        places = [opening.start_mark.index]
        value: Any
        for items in range(MOST_NODES + 2):  # noqa: B007  # as above
            event = next_event()
            kind = event.__class__
            if kind is scalar_event:
                places += (event.start_mark.index, event.end_mark.index)
                value = event.value
                if look_closer or value[:1] in maybe_not_text:
                    value = self.scalar(event, value)
            elif kind is sequence_end:
                break
            else:
                start = event.start_mark.index
                value = self.container(event, depth + 1)
                places += (start, self.last_end)
            sequence.append(value)
        self.nodes += items
        self.close(sequence, places, opening, event)
        return sequence

    def container(self, event: _Event, depth: int) -> Any:
        """A value that is not a scalar; its end is left in `last_end`."""
        kind = event.__class__
        if kind is self.mapping_start:
            return self.mapping(event, depth)
        if kind is self.sequence_start:
            return self.sequence(event, depth)
        self.refuse_alias(event)
        self.last_end = event.end_mark.index
        return None

    def open(self, opening: _Event, depth: int) -> None:
        """Check a container before reading into it."""
        if depth > DEEPEST:
            start = opening.start_mark.index
            raise self.give_up(diagnostics.too_deep(self.passage(start, start + 1), DEEPEST))
        self.check_properties(opening)

    def close(self, container: Mapping | Sequence, places: list[int], opening: _Event, ending: _Event) -> None:
        """Give a container its places. A block ends with its last value; the parser only knows what comes next."""
        if self.nodes > MOST_NODES:
            self.refuse_size(ending)
        self.last_end = ending.end_mark.index if opening.flow_style else places[-1]
        places.append(self.last_end)
        container.source, container.places = self.source, tuple(places)

    def refuse_size(self, event: _Event) -> None:
        start = event.start_mark.index
        raise self.give_up(diagnostics.too_many_values(self.passage(start, start + 1), MOST_NODES))

    def refuse_repeated(self, mapping: Mapping, repeated: list[tuple[str, int]]) -> None:
        for key, start in repeated:
            at = self.passage(*scalars.key_inside(self.source.text, start, key))
            first_line, _ = self.source.position(mapping.key_at(key).start)
            self.report(diagnostics.duplicate_key(at, _clipped(key), first_line))

    # Scalars ---------------------------------------------------------------------------------------------------------

    def check_key(self, event: _Event, key: str) -> None:
        """Look at a key that was not seen before: only text is a key."""
        if event.style:
            self.scalar(event, key)
        elif key == "<<":
            self.report(diagnostics.yaml_feature(self.place(event), "a merge key (<<)", "write the keys out"))
        elif (kind := exact.kind_of(key)) is not None:
            self.report(diagnostics.yaml_feature(self.place(event), f"{kind} as a key", "put it in quotes"))
        elif self.has_properties:
            self.check_properties(event)
        else:
            self.plain_keys.add(key)

    def scalar(self, event: _Event, value: str) -> Any:
        """The value of a scalar that is not simply text."""
        if self.has_properties and self.check_properties(event):
            return value
        if event.style:
            if event.style == '"' and self.has_escapes:
                self.check_escapes(event, value)
            return value
        try:
            return exact.resolve(value)
        except exact.TooLarge:
            self.report(diagnostics.number_too_large(self.place(event)))
        except exact.NotFinite:
            self.report(diagnostics.outside_schema(self.place(event), "a number", "finite", value))
        return 0

    def check_escapes(self, event: _Event, value: str) -> None:
        """Escapes bring in characters that the text of the file does not show."""
        forbidden = characters.IN_RULES if self.strict else characters.IN_DATA
        if characters.first_forbidden(value, forbidden) is None:
            return
        written = self.place(event)
        for character, start, end in scalars.escapes(self.source.text, written.start, written.end):
            if forbidden.match(character):
                name = characters.character_name(character)
                self.report(diagnostics.forbidden_character(self.passage(start, end), name))

    # What is refused -------------------------------------------------------------------------------------------------

    def place(self, event: _Event) -> Passage:
        return self.passage(event.start_mark.index, event.end_mark.index)

    def refuse_alias(self, event: _Event) -> None:
        self.report(diagnostics.yaml_feature(self.place(event), "an alias (*name)", "write the value out"))

    def check_properties(self, event: _Event) -> bool:
        """Refuse an anchor or a tag; returns whether there was one. (The parser keeps silent about the tag `!`.)"""
        start = event.start_mark.index
        written = _PROPERTY.match(self.source.text, start)
        if written is None:
            return False
        at = self.passage(*written.span())
        if written[0].startswith("&"):
            self.report(diagnostics.yaml_feature(at, "an anchor (&name)", "write the value out where it is needed"))
        else:
            self.report(diagnostics.yaml_feature(at, "a tag (!name)", "leave it out; what is in quotes is text"))
        return True

    def refuse_entry(self, event: _Event, depth: int) -> None:
        """Leave out an entry whose key is not text."""
        start = event.start_mark.index
        at = self.passage(start, start + 1)
        self.report(diagnostics.yaml_feature(at, "a key that is not text", "a key is a word, or a text in quotes"))
        self.container(event, depth + 1)
        value = self.next_event()
        if value.__class__ is not self.scalar_event:
            self.container(value, depth + 1)


def _may_have_properties(text: str) -> bool:
    """Whether an anchor or a tag can stand in a text: they follow an indicator, or start a line."""
    for sign in "&!":
        found = text.find(sign)
        while found >= 0:
            before = found - 1
            while before >= 0 and text[before] in " \t":
                before -= 1
            if before < 0 or text[before] in "-?:,[{\r\n":
                return True
            found = text.find(sign, found + 1)
    return False


def _clipped(name: str, most: int = 60) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"


def _parser(text: str) -> Callable[[], _Event]:
    """Ask for the next event of a text: PyYAML's C parser, or its slow twin where that was not built."""
    try:
        from yaml._yaml import CParser
    except ImportError:
        return _slow_parser(text)
    next_event: Callable[[], _Event] = CParser(text).get_event
    return next_event


def _slow_parser(text: str) -> Callable[[], _Event]:
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class SlowParser(Reader, Scanner, Parser):
        def __init__(self) -> None:
            Reader.__init__(self, text)
            Scanner.__init__(self)
            Parser.__init__(self)

    next_event: Callable[[], _Event] = SlowParser().get_event
    return next_event
