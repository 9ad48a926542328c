"""How long one check takes on one record, beside other engines that embed in Python.

Four checks are judged on the same made-up records, some of whose values are missing. Every engine gets them in the
form that its own documentation asks for: factcheck as what an article states, the others as a dict, with None for what
is missing. factcheck gives one of four truth values; the others answer only whether a check passes, so that is what has
to agree before anything is timed.

The engines take turns at one block of records after another, so that a machine that is busy with something else slows
all of them alike.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from measure import Part, Table, Target, middle, times

from factcheck.evaluation.compiled import CompiledRule, for_many
from factcheck.evaluation.findings import judge_article
from factcheck.model.article import Article, FactSet
from factcheck.model.statement import Statement
from factcheck.model.truth import TRUE, Verdict
from factcheck.pipeline import Settings, compile_base
from factcheck.source import Passage, SourceFile

RECORDS: Final = 100_000
BLOCK: Final = 10_000
ROUNDS: Final = 5
CHECKS: Final = (
    "u in [80, 90] min",
    "h == Japan",
    "(d during 2022-01 and u in [80, 90] min) or not h == Japan",
    'h in {Japan, Australia, India, "United States"}',
)
_VOCABULARY: Final = "facts: {u: {type: duration, unit: min}, h: {type: country}, d: {type: period}}\n"
_HOSTS: Final = ("Japan", "Japan", "Australia", "India", "United States", "France", "Chile")
_DAYS: Final = ("2022-01-07", "2022-01-21", "2022-02-03", "2021-12-24", "2022-01-31", "2021-01-21")
_MISSING: Final = {"u": 1 / 10, "h": 1 / 5, "d": 1 / 3}

Plain = dict[str, Any]
Answers = list[list[bool]]
"""For each check, for each record, whether the check passes."""


@dataclass(frozen=True, slots=True)
class Engine:
    """One engine, ready: for each check a loop over records, and the answer for one record."""

    name: str
    loops: Sequence[Callable[[Sequence[Any]], None]]
    answers: Sequence[Callable[[Any], bool]]
    records: Sequence[Any]
    answers_checks: bool = True


@dataclass(frozen=True, slots=True)
class Absent:
    """An engine that cannot be measured here, and why."""

    name: str
    reason: str


# Records -------------------------------------------------------------------------------------------------------------


def plain_records(count: int) -> list[Plain]:
    """The records as most engines take them: minutes, a country, a day; None for what is missing."""
    dice = random.Random(80_90)
    return [
        {
            "u": None if dice.random() < _MISSING["u"] else dice.randrange(70, 100),
            "h": None if dice.random() < _MISSING["h"] else dice.choice(_HOSTS),
            "d": None if dice.random() < _MISSING["d"] else dice.choice(_DAYS),
        }
        for _ in range(count)
    ]


def expected_answers(records: Sequence[Plain]) -> Answers:
    """What has to come out, spelled out in Python."""
    checks: list[Callable[[Plain], bool]] = [
        lambda r: r["u"] is not None and 80 <= r["u"] <= 90,
        lambda r: r["h"] == "Japan",
        lambda r: (
            (
                r["d"] is not None
                and "2022-01-01" <= r["d"] <= "2022-01-31"
                and r["u"] is not None
                and 80 <= r["u"] <= 90
            )
            or (r["h"] is not None and r["h"] != "Japan")
        ),
        lambda r: r["h"] in ("Japan", "Australia", "India", "United States"),
    ]
    return [[check(record) for record in records] for check in checks]


# factcheck -----------------------------------------------------------------------------------------------------------


class Factcheck:
    """The four checks as compiled rules, and the records as statements."""

    def __init__(self, records: Sequence[Plain]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            self._write(Path(folder))
            compiled = compile_base(Settings(rules=(Path(folder),)))
        assert not compiled.problems, compiled.problems
        self.rules = for_many(compiled.rules, len(records))
        self._facts = compiled.base.vocabulary.facts
        self._reader = compiled.base.statements
        self._read: dict[tuple[str, str], Statement] = {}
        # All statements first: the other engines' records have nothing between them in memory either.
        stated = [
            {fact: (self._statement(fact, value),) for fact, value in record.items() if value is not None}
            for record in records
        ]
        self.facts = [FactSet(Article("record"), statements) for statements in stated]

    @staticmethod
    def _write(folder: Path) -> None:
        rules = "".join(f"  - id: check-{number}\n    check: {check}\n" for number, check in enumerate(CHECKS))
        (folder / "vocabulary.yaml").write_text(_VOCABULARY)
        (folder / "rules.yaml").write_text(f"rules:\n{rules}")

    def _statement(self, fact: str, value: object) -> Statement:
        """A statement of its own for every record; only the reading of equal values is shared."""
        written = f"{value} min" if fact == "u" else str(value)
        if (fact, written) not in self._read:
            at = Passage(SourceFile("record", written), 0, len(written))
            self._read[fact, written] = self._reader.statement(self._facts[fact], written, at)
        return self._read[fact, written]._replace()

    def truths(self) -> Engine:
        """The truth value alone: the loop that every run goes through."""

        def loop(rule: CompiledRule) -> Callable[[Sequence[Any]], None]:
            truth = rule.node.truth

            def run(records: Sequence[Any]) -> None:
                for stated in records:
                    truth(stated, None)

            return run

        def answer(rule: CompiledRule) -> Callable[[Any], bool]:
            return lambda stated: rule.node.truth(stated, None) == TRUE

        records = [facts.stated for facts in self.facts]
        return Engine("factcheck, truth value", [*map(loop, self.rules)], [*map(answer, self.rules)], records)

    def verdicts(self) -> Engine:
        """The verdict on an article: ill-typed values, guards, dates, silence, and the truth value."""

        def loop(rule: CompiledRule) -> Callable[[Sequence[Any]], None]:
            def run(records: Sequence[Any]) -> None:
                for facts in records:
                    judge_article(rule, facts, None)

            return run

        def answer(rule: CompiledRule) -> Callable[[Any], bool]:
            return lambda facts: judge_article(rule, facts, None).verdict is Verdict.PASS

        return Engine("factcheck, verdict", [*map(loop, self.rules)], [*map(answer, self.rules)], self.facts)


# Others --------------------------------------------------------------------------------------------------------------


def _calling(name: str, functions: Sequence[Callable[[Any], object]], records: Sequence[Plain]) -> Engine:
    """An engine whose compiled check is called with the record."""

    def loop(function: Callable[[Any], object]) -> Callable[[Sequence[Any]], None]:
        def run(records: Sequence[Any]) -> None:
            for record in records:
                function(record)

        return run

    def answer(function: Callable[[Any], object]) -> Callable[[Any], bool]:
        return lambda record: function(record) is True

    return Engine(name, [*map(loop, functions)], [*map(answer, functions)], records)


def zen(records: Sequence[Plain]) -> Engine:
    """GoRules' expressions. Strings have no order there; the start of the day stands for the month."""
    compile_expression = import_module("zen").compile_expression
    checks = (
        "u != null and u in [80..90]",
        "h == 'Japan'",
        "(d != null and startsWith(d, '2022-01') and u != null and u in [80..90]) or (h != null and h != 'Japan')",
        "h in ['Japan', 'Australia', 'India', 'United States']",
    )
    return _calling("zen-engine (Rust)", [compile_expression(check).evaluate for check in checks], records)


_CEL_CHECKS: Final = (
    "u != null && u >= 80 && u <= 90",
    'h == "Japan"',
    '(d != null && d.startsWith("2022-01") && u != null && u >= 80 && u <= 90) || (h != null && h != "Japan")',
    'h in ["Japan", "Australia", "India", "United States"]',
)


def cel_rust(records: Sequence[Plain]) -> Engine:
    """CEL by common-expression-language."""
    compile_program = import_module("cel").compile
    functions = [compile_program(check).execute for check in _CEL_CHECKS]
    return _calling("common-expression-language (CEL, Rust)", functions, records)


def cel_cpp(records: Sequence[Plain]) -> Engine:
    """CEL by cel-expr-python, whose answers come wrapped. Values that may be null have no type of their own."""
    cel = import_module("cel_expr_python.cel")
    environment = cel.NewEnv(variables=dict.fromkeys("uhd", cel.Type.DYN))
    programs = [environment.compile(check) for check in _CEL_CHECKS]

    def loop(program: Any) -> Callable[[Sequence[Any]], None]:
        evaluate = program.eval

        def run(records: Sequence[Any]) -> None:
            for record in records:
                evaluate(data=record).value()

        return run

    def answer(program: Any) -> Callable[[Any], bool]:
        return lambda record: program.eval(data=record).value() is True

    return Engine("cel-expr-python (CEL, C++)", [*map(loop, programs)], [*map(answer, programs)], records)


def rule_engine(records: Sequence[Plain]) -> Engine:
    """rule-engine, with its optional types declared."""
    module = import_module("rule_engine")
    kinds = module.DataType
    types = module.type_resolver_from_dict({"u": kinds.FLOAT, "h": kinds.STRING, "d": kinds.STRING})
    context = module.Context(type_resolver=types)
    in_range = "u != null and u >= 80 and u <= 90"
    in_january = "d != null and d >= '2022-01-01' and d <= '2022-01-31'"
    checks = (
        in_range,
        "h == 'Japan'",
        f"({in_january} and {in_range}) or (h != null and h != 'Japan')",
        "h in ['Japan', 'Australia', 'India', 'United States']",
    )
    return _calling("rule-engine", [module.Rule(check, context=context).matches for check in checks], records)


def by_hand(records: Sequence[Plain]) -> Engine:
    """What a programmer would write for these four checks and nothing else."""
    hosts = frozenset({"Japan", "Australia", "India", "United States"})
    functions: list[Callable[[Plain], object]] = [
        lambda r: (u := r["u"]) is not None and 80 <= u <= 90,
        lambda r: r["h"] == "Japan",
        lambda r: (
            (
                (d := r["d"]) is not None
                and "2022-01-01" <= d <= "2022-01-31"
                and (u := r["u"]) is not None
                and 80 <= u <= 90
            )
            or ((h := r["h"]) is not None and h != "Japan")
        ),
        lambda r: r["h"] in hosts,
    ]
    return _calling("lambda written by hand", functions, records)


def nothing(records: Sequence[Plain]) -> Engine:
    """The price of the loop and of a call."""
    engine = _calling("empty call", [lambda _: None] * len(CHECKS), records)
    return Engine(engine.name, engine.loops, engine.answers, records, answers_checks=False)


PEERS: Final[Sequence[tuple[str, Callable[[Sequence[Plain]], Engine]]]] = (
    ("zen-engine (Rust)", zen),
    ("common-expression-language (CEL, Rust)", cel_rust),
    ("cel-expr-python (CEL, C++)", cel_cpp),
    ("rule-engine", rule_engine),
    ("lambda written by hand", by_hand),
    ("empty call", nothing),
)


# Measuring -----------------------------------------------------------------------------------------------------------


def engines_for(records: Sequence[Plain]) -> tuple[list[Engine], list[Absent]]:
    """Every engine that is installed, factcheck first, and those that are not."""
    own = Factcheck(records)
    found, absent = [own.truths(), own.verdicts()], []
    for name, make in PEERS:
        try:
            found.append(make(records))
        except ImportError as error:
            absent.append(Absent(name, f"not installed ({error.name})" if error.name else str(error)))
    return found, absent


def disagreement(engine: Engine, expected: Answers) -> str | None:
    """The first check and record on which an engine answers something else than expected."""
    if not engine.answers_checks:
        return None
    for number, (answer, wanted) in enumerate(zip(engine.answers, expected, strict=True)):
        for record, passes in zip(engine.records, wanted, strict=True):
            if answer(record) != passes:
                return f"{engine.name}: check {number} gives {not passes} on {record}"
    return None


def one_round(engines: Sequence[Engine]) -> dict[str, list[float]]:
    """Nanoseconds of CPU time a record, for each engine and check, the engines taking turns."""
    spent = {engine.name: [0.0] * len(CHECKS) for engine in engines}
    count = len(engines[0].records)
    for start in range(0, count, BLOCK):
        blocks = [engine.records[start : start + BLOCK] for engine in engines]
        for number in range(len(CHECKS)):
            for engine, block in zip(engines, blocks, strict=True):
                loop = engine.loops[number]
                began = time.process_time_ns()
                loop(block)
                spent[engine.name][number] += time.process_time_ns() - began
    return {name: [total / count for total in totals] for name, totals in spent.items()}


def measure(*, quick: bool = False) -> Part:
    """Check that the engines agree, time them, and compare."""
    records = plain_records(RECORDS // 10 if quick else RECORDS)
    engines, absent = engines_for(records)
    expected = expected_answers(records)
    wrong = [problem for engine in engines if (problem := disagreement(engine, expected))]
    if wrong:
        raise SystemExit("\n".join(wrong))
    rounds = [one_round(engines) for _ in range(3 if quick else ROUNDS)]
    checks = {
        engine.name: [middle(each[engine.name][number] for each in rounds) for number in range(len(CHECKS))]
        for engine in engines
    }
    means = {name: sum(spent) / len(spent) for name, spent in checks.items()}
    own = means["factcheck, truth value"]
    rows = [
        (name, times(means[name] / own), f"{means[name]:,.0f}", *(f"{spent:,.0f}" for spent in checks[name]))
        for name in means
    ]
    rows += [(engine.name, f"not available: {engine.reason}", *("",) * 5) for engine in absent]
    own_checks = tuple(f"check {number + 1}" for number in range(len(CHECKS)))
    table = Table(
        "CPU time of one check on one record, mean of four checks, factcheck's truth value = 1",
        ("engine", "ratio", "ns", *own_checks),
        rows,
        frozenset({"ns", *own_checks}),
    )
    return Part([table], [*_targets(means)])


def _targets(means: dict[str, float]) -> list[Target]:
    def target(peer: str, factor: int, own: str) -> Target:
        words = f"{own}: at least {factor} × as fast as {peer}"
        if peer not in means:
            return Target(words, "", None)
        ratio = means[peer] / means[own]
        return Target(words, times(ratio), ratio >= factor)

    return [
        target(peer, factor, own)
        for own in ("factcheck, truth value", "factcheck, verdict")
        for peer, factor in (("zen-engine (Rust)", 5), ("rule-engine", 20))
    ]
