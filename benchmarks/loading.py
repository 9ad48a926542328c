"""How many rules are loaded a second, from cold files to plans that can judge.

Every figure is the CPU time of a whole fresh process: Python's own start, imports, reading, checking, planning. Since
rates differ from one machine to the next, the same files are also read by PyYAML's own C loader, with the garbage
collector off: what it takes to turn them into plain data and nothing else. A second table shows how the time is spread
over the stages, taken inside one more process whose functions are wrapped in clocks.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, Final

from bases import write_rule_base
from measure import Part, Table, Target, environment_with, middle, times

SIZES: Final = (1_000, 2_000, 4_000, 8_000, 10_000)
ROUNDS: Final = 5
RATE_AIMED_AT: Final = 8_000
MOST_TIMES_YAML: Final = 1.56
"""The same aim on any machine: where 8,000 rules a second were aimed at, PyYAML loaded 12,500."""
MOST_GROWTH: Final = 2.2
"""Time for twice the rules beyond which growth is not called linear."""

_STAGES: Final[Sequence[tuple[str, str, str]]] = (
    ("finding and reading files", "factcheck.loading.rule_base", "_files"),
    ("finding and reading files", "factcheck.loading.rule_base", "read_text"),
    ("YAML to data", "factcheck.loading.rule_base", "read_yaml"),
    ("vocabulary", "factcheck.loading.rule_base", "build_vocabulary"),
    ("schema screen", "factcheck.loading.rule_base", "validate"),
    ("data to rules", "factcheck.loading.rules", "RuleLoader.load"),
    ("the rules' tests", "factcheck.loading.rules", "RuleLoader._tests"),
    ("parse", "factcheck.evaluation.compiled", "parse"),
    ("check", "factcheck.evaluation.compiled", "check_expression"),
    ("warnings", "factcheck.evaluation.compiled", "analyse"),
    ("warnings", "factcheck.pipeline.rule_bases", "doubtful_pairs"),
    ("plan", "factcheck.evaluation.compiled", "plan"),
    ("messages", "factcheck.evaluation.compiled", "check_message"),
)
"""A stage, and a function that is all of it or a part of it, where it is looked up. A function called inside another
one of the list is counted once, as its own."""

_REST: Final = "everything between"
_LOAD: Final = """
import gc, sys
from pathlib import Path
from factcheck.pipeline import Settings, compile_base
compiled = compile_base(Settings(rules=(Path(sys.argv[1]),)))
print(len(compiled.rules), len(compiled.problems))
gc.freeze()
"""
"""What a command does to load, and how it ends: without a last search for garbage."""
_YAML_ALONE: Final = """
import gc, sys
from pathlib import Path
gc.disable()
import yaml
files = [yaml.load(path.read_bytes(), yaml.CSafeLoader) for path in Path(sys.argv[1]).glob("*.yaml")]
print(sum(len(file.get("rules", ())) for file in files))
"""


# Whole processes -----------------------------------------------------------------------------------------------------


def process_seconds(command: Sequence[str], expected: str) -> float:
    """The CPU seconds of a fresh process, which must print what is expected."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment_with())
    assert process.stdout is not None
    with process.stdout as stream:
        printed = stream.read().strip()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0 or printed != expected:
        raise SystemExit(f"loading gave exit code {process.returncode} and {printed!r} instead of {expected!r}")
    return usage.ru_utime + usage.ru_stime


def load_seconds(folder: Path, rules: int) -> float:
    """The CPU seconds of a process that loads a base and plans its rules, all of them and without a problem."""
    return process_seconds([sys.executable, "-c", _LOAD, str(folder)], f"{rules} 0")


def yaml_seconds(folder: Path, rules: int) -> float:
    """The CPU seconds of a process that only reads the YAML of a base."""
    return process_seconds([sys.executable, "-c", _YAML_ALONE, str(folder)], str(rules))


# Stages --------------------------------------------------------------------------------------------------------------


class Clocks:
    """CPU time by stage. The clock of a stage stands still while a stage inside it runs."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._running = [_REST]
        self._since = time.process_time()
        self.missing: list[str] = []

    def _switch(self) -> None:
        now = time.process_time()
        stage = self._running[-1]
        self.spent[stage] = self.spent.get(stage, 0.0) + now - self._since
        self._since = now

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what happens inside as this stage."""
        self._switch()
        self._running.append(name)
        try:
            yield
        finally:
            self._switch()
            self._running.pop()

    def wrap(self, name: str, module: str, path: str) -> None:
        """Put a clock around a function; one that is not there (any more) is noted."""
        *owners, attribute = path.split(".")
        owner: Any = importlib.import_module(module)
        for step in owners:
            owner = getattr(owner, step, None)
        function = getattr(owner, attribute, None)
        if function is None:
            self.missing.append(f"{module}.{path}")
            return
        setattr(owner, attribute, self._clocked(name, function))

    def _clocked(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def clocked(*given: Any, **named: Any) -> Any:
            if self._running[-1] == name:
                return function(*given, **named)
            with self.stage(name):
                return function(*given, **named)

        return clocked


def report_stages(folder: str) -> None:
    """Load a base with clocks around the stages, and print what they show as JSON. Runs in a process of its own."""
    clocks = Clocks()
    clocks.spent["Python's start"] = time.process_time()
    with clocks.stage("imports"):
        from factcheck.pipeline import Settings, compile_base
    for stage in _STAGES:
        clocks.wrap(*stage)
    compile_base(Settings(rules=(Path(folder),)))
    with clocks.stage(""):
        pass
    json.dump({"spent": clocks.spent, "missing": clocks.missing}, sys.stdout)


def stages(folder: Path) -> dict[str, Any]:
    """Where the time goes, by stage."""
    command = [sys.executable, __file__, str(folder)]
    found: dict[str, Any] = json.loads(
        subprocess.run(command, check=True, capture_output=True, text=True, env=environment_with()).stdout
    )
    return found


# Measuring -----------------------------------------------------------------------------------------------------------


def measure(*, quick: bool = False) -> Part:
    """Load bases of several sizes, in turns, and compare."""
    sizes = SIZES[:3] if quick else SIZES
    with tempfile.TemporaryDirectory() as name:
        folders = {size: Path(name, str(size)) for size in sizes}
        megabytes = {size: write_rule_base(folder, size) / 1e6 for size, folder in folders.items()}
        load_seconds(folders[sizes[0]], sizes[0])
        rounds, yaml_rounds = [], []
        for _ in range(2 if quick else ROUNDS):
            rounds.append({size: load_seconds(folder, size) for size, folder in folders.items()})
            yaml_rounds.append(yaml_seconds(folders[sizes[-1]], sizes[-1]))
        profiles = [stages(folders[sizes[-1]]) for _ in range(1 if quick else 3)]
    seconds = {size: middle(each[size] for each in rounds) for size in sizes}
    growth = {size: middle(each[size] / each[size // 2] for each in rounds) for size in sizes if size // 2 in folders}
    rows = [
        (
            f"{size:,}",
            f"{megabytes[size]:.1f} MB",
            f"{seconds[size]:.2f}",
            f"{size / seconds[size]:,.0f}",
            times(growth[size]) if size in growth else "",
        )
        for size in sizes
    ]
    alone = middle(yaml_rounds)
    rows.append((f"{sizes[-1]:,}, PyYAML alone", rows[-1][1], f"{alone:.2f}", f"{sizes[-1] / alone:,.0f}", ""))
    header = ("rules", "files", "seconds", "rules a second", "time for half as many = 1")
    whole = Table("From cold files to plans, CPU time of the whole process", header, rows, frozenset({"seconds"}))
    largest = sizes[-1]
    rate = largest / seconds[largest]
    beside_yaml = middle(each[largest] / plain for each, plain in zip(rounds, yaml_rounds, strict=True))
    worst = max(growth.values())
    targets = [
        Target(f"{largest:,} rules: at least {RATE_AIMED_AT:,} a second", f"{rate:,.0f}", rate >= RATE_AIMED_AT),
        Target(f"at most {MOST_TIMES_YAML} × PyYAML's own loading", times(beside_yaml), beside_yaml <= MOST_TIMES_YAML),
        Target(f"linear: at most {MOST_GROWTH} × the time for twice the rules", times(worst), worst <= MOST_GROWTH),
    ]
    table = _stage_table([profile["spent"] for profile in profiles], largest)
    notes = [f"no function {name} to put a clock around" for name in profiles[0]["missing"]]
    return Part([whole, table], targets, notes)


def _stage_table(profiles: Sequence[dict[str, float]], rules: int) -> Table:
    names = [name for name in profiles[0] if name]
    spent = {name: middle(profile.get(name, 0.0) for profile in profiles) for name in names}
    total = sum(spent.values())
    ordered = sorted(spent, key=lambda name: -spent[name])
    rows = [(name, f"{spent[name] / total:.0%}", f"{spent[name] / rules * 1e6:.1f}") for name in ordered]
    header = ("stage", "share", "µs a rule")
    return Table(f"Where the time goes, {rules:,} rules", header, rows, frozenset({"µs a rule"}))


if __name__ == "__main__":
    report_stages(sys.argv[1])
