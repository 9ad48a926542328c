"""From a vocabulary with mistakes to the part of it that is sure, so that one call tells of as many problems as it can.

A declaration that is wrong is left out. What is then found wrong with rules and patterns is told only if it cannot come
from what was left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as MappingOf

from factcheck.diagnostics import Diagnostic, errors
from factcheck.loading.document import Mapping
from factcheck.loading.vocabulary import SECTIONS, build_vocabulary
from factcheck.model.vocabulary import Vocabulary
from factcheck.named import NamedTuple
from factcheck.source import Passage, SourceFile

_OF_NAMES = frozenset({"FC201", "FC202", "FC203", "FC206", "FC207", "FC210", "FC211", "FC212"})
"""Problems with names that a vocabulary declares."""
_MOST_PROBLEMS = 100
"""Where so many were told, others may have been left untold."""
_NAMED_ALIKE = ("facts", "constants")
"""Sections whose names alone stand in checks: who knows these names knows what depends on them."""
_MEASURES = ("units", "currencies")

Left = frozenset[tuple[str, str]]
"""Sections and the names left out of them."""


class Doubts(NamedTuple):
    """What cannot be known of a vocabulary: the declarations that were left out, and whether there may be others."""

    left: Left
    sections: frozenset[str]
    """Those of which something was left out."""
    whole: bool

    def sure(self, problems: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The errors that would be there whatever the declarations said that were left out."""
        return [problem for problem in errors(problems) if not self._is_doubtful(problem)]

    def sure_of_rule(self, problems: Sequence[Diagnostic]) -> list[Diagnostic]:
        """The same for the errors of one rule: where a name is in doubt, so is all that follows from its type."""
        sure = self.sure(problems)
        if len(sure) == len(errors(problems)) and not self._lacks(*_MEASURES):
            return sure
        return [problem for problem in sure if problem.code < "FC3"]

    def _is_doubtful(self, problem: Diagnostic) -> bool:
        if problem.code not in _OF_NAMES:
            return False
        if not self.whole or problem.at is None:
            return True
        if problem.code == "FC211":
            return self._lacks("words")
        if problem.code == "FC203":
            return self._lacks(*_MEASURES)
        name = problem.at.text.strip("{}")
        return any((section, name) in self.left for section in _NAMED_ALIKE) or self._lacks(
            "entities", "kinds", *_MEASURES
        )

    def _lacks(self, *sections: str) -> bool:
        return not self.whole or not self.sections.isdisjoint(sections)


NO_DOUBTS = Doubts(frozenset(), frozenset(), whole=True)


def sure_part(
    documents: Sequence[Mapping],
    problems: Sequence[Diagnostic],
    built: tuple[Vocabulary, list[Diagnostic]] | None,
    *,
    known: bool,
) -> tuple[Vocabulary, list[Diagnostic], Doubts]:
    """The vocabulary without the declarations in which problems lie, and what else is wrong with the rest of it.

    `documents` are the vocabulary files, those too that did not pass the schema; `known` says whether others may have
    declared names too. `built` is the vocabulary with its problems where it could be built as it is.
    """
    left, whole = _at_fault(documents, problems)
    whole = whole and known and len(problems) < _MOST_PROBLEMS
    told: list[Diagnostic] = []
    while True:
        rest = [_without(document, left) for document in documents]
        vocabulary, found = built or build_vocabulary(rest)
        built = None
        more, everywhere = _at_fault(rest, found)
        whole = whole and everywhere
        told += _doubts(left | more, whole).sure(found)
        if not more:
            told += [problem for problem in found if problem.severity == "warning"]
            return vocabulary, told, _doubts(left, whole)
        left |= more


def _doubts(left: Left, whole: bool) -> Doubts:
    return Doubts(left, frozenset(section for section, _ in left), whole)


def _at_fault(documents: Sequence[Mapping], problems: Sequence[Diagnostic]) -> tuple[Left, bool]:
    """The declarations in which problems lie, and whether each problem lies in one."""
    wrong = errors(problems)
    declared = {document.source: _declared(document) for document in documents} if wrong else {}
    found = [_declaration_at(problem.at, declared) for problem in wrong]
    return frozenset(entry for entry in found if entry is not None), None not in found


class _Declared(NamedTuple):
    """Where the declarations of a file stand: their starts in order, and for each its end, section and name."""

    starts: list[int]
    entries: list[tuple[int, str, str]]


def _declared(document: Mapping) -> _Declared:
    found = sorted(
        (entries.key_at(name).start, max(entries.value_at(name).end, entries.key_at(name).end), section, name)
        for section in SECTIONS
        if isinstance(entries := document.get(section), Mapping)
        for name in entries
    )
    return _Declared([start for start, *_ in found], [(end, section, name) for _, end, section, name in found])


def _declaration_at(at: Passage | None, declared: MappingOf[SourceFile, _Declared]) -> tuple[str, str] | None:
    if at is None or at.source not in declared:
        return None
    starts, entries = declared[at.source]
    index = bisect_right(starts, at.start) - 1
    if index < 0 or at.start > entries[index][0]:
        return None
    _, section, name = entries[index]
    return section, name


def _without(document: Mapping, left: Left) -> Mapping:
    """A vocabulary file without some of its declarations, and without the sections that are none."""
    sections: dict[str, Mapping] = {}
    gone = set()
    for section in SECTIONS:
        entries = document.get(section)
        names = {name for inside, name in left if inside == section}
        if isinstance(entries, Mapping):
            sections[section] = _reduced(entries, names, {}) if names else entries
        elif section in document and section != "kinds":
            gone.add(section)
    return _reduced(document, gone, sections)


def _reduced(mapping: Mapping, gone: set[str], instead: dict[str, Mapping]) -> Mapping:
    """A copy without some keys and with other values, every entry with its places."""
    rest = Mapping()
    rest.source = mapping.source
    places = [mapping.start]
    for key, value in mapping.items():
        if key not in gone:
            rest[key] = instead.get(key, value)
            places += mapping.places_of(key)
    rest.places = (*places, mapping.end)
    return rest
