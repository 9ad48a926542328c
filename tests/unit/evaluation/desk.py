"""A rule and what articles state, written as in files and judged without any."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.diagnostics import Diagnostic
from factcheck.evaluation.compiled import CompiledRule, compile_rule
from factcheck.evaluation.findings import Judge
from factcheck.loading.document import Mapping
from factcheck.loading.rules import RuleLoader
from factcheck.loading.statements import StatementReader
from factcheck.loading.vocabulary import build_vocabulary
from factcheck.loading.yaml_document import read_yaml
from factcheck.model.article import FactSet
from factcheck.model.report import Finding
from factcheck.model.vocabulary import Vocabulary
from factcheck.reading.values import Reader
from factcheck.source import SourceFile

VOCABULARY = """\
facts:
  d: {type: duration, unit: min}
  e: {type: duration, unit: min}
  n: {type: number}
  k: {type: number}
  p: {type: percent}
  m: {type: money}
  t: {type: temperature, unit: °C}
  w: {type: period}
  x: {type: period}
  host: {type: country}
  guest: {type: country}
  members: {type: country, many: true}
  title: {type: title}
  note: {type: text}
  virtual: {type: boolean}
entities:
  prime minister: {kind: title, names: [PM, premier]}
  president: {kind: title}
"""


def document(name: str, text: str) -> Mapping:
    data, problems = read_yaml(SourceFile(name, text), strict_characters=True)
    assert not problems, problems
    assert isinstance(data, Mapping)
    return data


@dataclass(frozen=True)
class Desk:
    """A vocabulary with its readers."""

    vocabulary: Vocabulary
    reader: Reader
    statements: StatementReader

    def compile(self, rules: str) -> tuple[list[CompiledRule], list[Diagnostic]]:
        """The rules of a file's text that are in order, and all that is wrong or doubtful."""
        loader = RuleLoader(self.statements)
        loaded = loader.load(document("rules.yaml", rules), whole=True)
        problems = list(loader.problems)
        compiled: list[CompiledRule] = []
        for rule in loaded:
            found, more = compile_rule(rule, self.vocabulary, self.reader)
            problems += more
            if found is not None:
                compiled.append(found)
        return compiled, problems


def desk(vocabulary: str = VOCABULARY) -> Desk:
    built, problems = build_vocabulary([document("vocabulary.yaml", vocabulary)])
    assert not problems, problems
    reader = Reader(built)
    return Desk(built, reader, StatementReader(built, reader))


DESK = desk()


def rule_text(check: str, facts: str, more: str = "") -> str:
    """A rule file with one rule; `facts` is what one article states, as in a rule's test, or `articles: […]`."""
    quoted = check.replace("'", "''")
    stated = facts if facts.startswith("articles:") else f"facts: {facts}"
    return f"rules:\n  - id: rule\n    check: '{quoted}'\n{more}    tests:\n      - {{{stated}, expect: pass}}\n"


def judged(check: str, facts: str, more: str = "") -> tuple[CompiledRule, tuple[FactSet, ...]]:
    compiled, problems = DESK.compile(rule_text(check, facts, more))
    assert compiled, [(p.code, p.message) for p in problems]
    return compiled[0], compiled[0].rule.tests[0].fact_sets


def findings(check: str, facts: str, more: str = "") -> list[Finding]:
    compiled, sets = judged(check, facts, more)
    return list(Judge(sets, DESK.vocabulary).findings(compiled))


def finding(check: str, facts: str, more: str = "") -> Finding:
    """The only finding of a rule."""
    (only,) = findings(check, facts, more)
    return only


def problems_of(check: str) -> list[Diagnostic]:
    return DESK.compile(rule_text(check, "{}"))[1]
