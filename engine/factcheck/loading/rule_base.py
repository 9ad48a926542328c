"""From a folder of YAML files to a rule base: the vocabulary and the rules, read together."""

from __future__ import annotations

import os
from collections.abc import Sequence as SequenceOf

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic
from factcheck.kept import kept
from factcheck.loading.document import Mapping
from factcheck.loading.doubts import NO_DOUBTS, Doubts, sure_part
from factcheck.loading.files import read_text, walk
from factcheck.loading.rules import RuleLoader
from factcheck.loading.statements import StatementReader
from factcheck.loading.validation import validate
from factcheck.loading.vocabulary import SECTIONS, build_vocabulary
from factcheck.loading.yaml_document import read_yaml
from factcheck.model.rule import Rule
from factcheck.model.vocabulary import Vocabulary
from factcheck.named import NamedTuple
from factcheck.reading.values import Reader
from factcheck.suggestions import fresh_suggestions

SUFFIXES = (".yaml", ".yml")
MOST_BYTES = 16 * 1024 * 1024
_RULE_KEYS = ("rules", "defaults")
_LEFT_ALONE = (frozenset({"waivers"}), frozenset({"version", "conflicts"}), frozenset({"article", "facts"}))
"""What else may lie in a rules folder: waivers, a baseline, facts files."""
_PROJECT_FILE = "factcheck.yaml"


class RuleBase(NamedTuple):
    """Everything that the rules folder says. What could be read is there even where something is wrong, so that all
    problems of all files show at once; `trusted` says whether the vocabulary is whole. Where it is not, `vocabulary`
    is the part of it that is sure, and `doubts` tells which problems may come from the rest.
    """

    vocabulary: Vocabulary
    rules: tuple[Rule, ...]
    reader: Reader
    statements: StatementReader
    trusted: bool
    problems: list[Diagnostic]
    doubts: Doubts


def load_rule_base(paths: SequenceOf[str], *, with_tests: bool = True) -> RuleBase:
    """Read every YAML file that is named or lies under a folder that is named.

    What the command line names may lie anywhere; the project file is held to its own folder where it is read.
    A run has no use for the values in the rules' `tests:` and can leave them unread.
    """
    fresh_suggestions()
    problems: list[Diagnostic] = []
    documents = [document for path in _files(paths, problems) if (document := _read(path, problems)) is not None]
    words = [d for d in documents if _is_valid(d, "vocabulary", SECTIONS, problems)]
    # Under a misspelt key may stand anything.
    known = all(key in SECTIONS or key in _RULE_KEYS for document in documents for key in document)
    vocabulary, reader, statements, found = kept("vocabulary", words, lambda: _vocabulary(words))
    wrong = diagnostics.errors(problems)
    trusted = known and not wrong and not diagnostics.errors(found)
    doubts = NO_DOUBTS
    if not trusted:
        documented = [d for d in documents if any(key in d for key in SECTIONS)]
        built = (vocabulary, found) if not wrong else None
        vocabulary, found, doubts = sure_part(documented, problems, built, known=known)
        reader = Reader(vocabulary)
        statements = StatementReader(vocabulary, reader)
    problems += found
    loader = RuleLoader(statements, with_tests=with_tests)
    rules = tuple(
        rule
        for document in documents
        for rule in loader.load(document, whole=_is_valid(document, "rules", _RULE_KEYS, problems))
    )
    problems += loader.problems if trusted else doubts.sure(loader.problems)
    return RuleBase(vocabulary, rules, reader, statements, trusted, problems, doubts)


def _vocabulary(documents: list[Mapping]) -> tuple[Vocabulary, Reader, StatementReader, list[Diagnostic]]:
    vocabulary, problems = build_vocabulary(documents)
    reader = Reader(vocabulary)
    return vocabulary, reader, StatementReader(vocabulary, reader), problems


def _is_valid(document: Mapping, schema: str, keys: SequenceOf[str], problems: list[Diagnostic]) -> bool:
    """Whether a document with any of the keys is one of the format; problems are gathered."""
    if not any(key in document for key in keys):
        if schema == "rules" and not any(key in document for key in SECTIONS):
            problems += validate(document, "rules", "a rule file")
        return False
    what = "a rule file" if schema == "rules" else "a vocabulary file"
    found = kept("validation", (document,), lambda: validate(document, schema, what), schema)
    # A key that neither format has is told of once.
    told = {problem.at for problem in problems if problem.code == "FC010"}
    problems += [problem for problem in found if problem.code != "FC010" or problem.at not in told]
    return not found


def _files(paths: SequenceOf[str], problems: list[Diagnostic]) -> list[str]:
    """The YAML files in the order of the arguments, each once."""
    found: dict[str, None] = {}
    for path in paths:
        if os.path.isdir(path):
            inside, more = walk(path, SUFFIXES)
            problems += more
            found |= dict.fromkeys(name for name in inside if os.path.basename(name) != _PROJECT_FILE)
        else:
            found[path] = None
    return list(found)


def _read(path: str, problems: list[Diagnostic]) -> Mapping | None:
    """A file as a mapping, or None if it is broken, empty, or of another kind."""
    source, found = read_text(path, None, MOST_BYTES)
    if source is None:
        problems += found
        return None
    document, found = kept("YAML", (source,), lambda: read_yaml(source, strict_characters=True))
    problems += found
    if found or document is None:
        return None
    if isinstance(document, Mapping):
        return None if frozenset(document) in _LEFT_ALONE else document
    problems += validate(document, "rules", "a rule file")
    return None
