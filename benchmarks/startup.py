"""How long whole commands take, from the shell's point of view, beside other tools that check small files.

factcheck judges five articles by fifty rules; the other tools look at one small file each, which is what they are
started for in an editor or before a commit. Cold means without a cache, warm with the cache that the run before left.
Commands take turns, and the middle of many rounds counts: wall time is what a person waits for, and it is noisy.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bases import write_articles, write_rule_base
from measure import Part, Table, Target, environment_with, middle, times

RULES: Final = 50
ARTICLES: Final = 5
ROUNDS: Final = 15
_SLOWEST_IMPORTS: Final = 15
_BARE: Final = "python -c pass"

_SCHEMA: Final = """{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "type": "object",
  "properties": {
    "defaults": {"type": "object"},
    "rules": {
      "type": "array",
      "items": {
        "type": "object",
        "properties": {"id": {"type": "string"}, "check": {"type": "string"}, "tests": {"type": "array"}},
        "required": ["id", "check"]
      }
    }
  },
  "required": ["rules"]
}
"""
_SIGMA: Final = """title: Shell started by a web server
id: 5b1f3e2a-6a1d-4b38-9c53-0f4c6e1f7a11
status: test
description: A web server starts a shell, which it has no reason to do.
author: a benchmark
date: 2022-01-21
logsource:
    category: process_creation
    product: linux
detection:
    selection:
        ParentImage|endswith:
            - '/nginx'
            - '/httpd'
        Image|endswith:
            - '/sh'
            - '/bash'
    condition: selection
falsepositives:
    - Administration by hand
level: high
"""


@dataclass(frozen=True, slots=True)
class Command:
    """A command line with a name, and the variables that it is run with beside the usual ones.

    `said` is something that it prints only when it has done its work, so that a failure is not taken for speed; `code`
    is the exit code that it then has.
    """

    name: str
    line: Sequence[str]
    folder: Path
    said: str = ""
    code: int = 0
    variables: Mapping[str, str] = field(default_factory=dict)

    def run(self) -> float:
        """The wall time of one run in seconds. What it prints is left out; a failure ends the measuring."""
        environment = environment_with(self.variables)
        began = time.perf_counter()
        done = subprocess.run(self.line, check=False, cwd=self.folder, env=environment, capture_output=True)
        spent = time.perf_counter() - began
        message = (done.stdout + done.stderr).decode("utf-8", "replace")
        if done.returncode != self.code or self.said not in message:
            raise SystemExit(f"{self.name} ended with exit code {done.returncode}:\n{message[-2000:]}")
        return spent


# Commands ------------------------------------------------------------------------------------------------------------


def _tool(name: str) -> list[str] | None:
    """How to start a program that was installed beside Python, or else stands on the path."""
    beside = shutil.which(name, path=sysconfig.get_path("scripts"))
    found = beside or shutil.which(name)
    return [found] if found else None


def _factcheck() -> list[str]:
    """The installed program; in a checkout that is not installed, the module."""
    beside = shutil.which("factcheck", path=sysconfig.get_path("scripts"))
    return [beside] if beside else [sys.executable, "-m", "factcheck"]


def commands(folder: Path) -> tuple[list[Command], list[tuple[str, str]]]:
    """Everything that is timed, and the names of what is not installed with the reason."""
    rules, articles = folder / "rules", folder / "articles"
    write_rule_base(rules, RULES)
    write_articles(articles, RULES, ARTICLES)
    (folder / "schema.json").write_text(_SCHEMA)
    (folder / "sigma").mkdir()
    (folder / "sigma" / "rule.yml").write_text(_SIGMA)
    (folder / ".yamllint").write_text("extends: relaxed\n")
    own, warm = _factcheck(), {"XDG_CACHE_HOME": str(folder / "cache")}
    found = [Command(_BARE, [sys.executable, "-c", "pass"], folder)]
    for word, given, said, code in (
        ("run", ["rules", "articles"], " conflicts", 1),
        ("check", ["rules"], "ready to run", 0),
    ):
        found += [
            Command(f"factcheck {word}, cold", [*own, word, "--no-cache", *given], folder, said, code),
            Command(f"factcheck {word}, warm", [*own, word, *given], folder, said, code, warm),
        ]
    found.append(Command("factcheck --help", [*own, "--help"], folder, "Usage: factcheck"))
    absent = []
    one_file = "rules/rules-00.yaml"
    for name, given, said in (
        ("yamllint", [one_file], ""),
        ("check-jsonschema", ["--schemafile", "schema.json", one_file], "ok"),
        ("sigma", ["check", "sigma/rule.yml"], "0 errors"),
    ):
        tool = _tool(name)
        label = "sigma check" if name == "sigma" else name
        if tool is None:
            absent.append((label, "not installed"))
        else:
            found.append(Command(label, [*tool, *given], folder, said))
    return found, absent


# Measuring -----------------------------------------------------------------------------------------------------------


def measure(*, quick: bool = False) -> Part:
    """Run every command once unmeasured, then in turns."""
    with tempfile.TemporaryDirectory() as name:
        found, absent = commands(Path(name))
        for command in found:
            command.run()
        rounds = [{command.name: command.run() for command in found} for _ in range(3 if quick else ROUNDS)]
        imports = slowest_imports(next(command for command in found if command.name == "factcheck run, cold"))
    seconds = {command.name: middle(each[command.name] for each in rounds) for command in found}
    bare = seconds[_BARE]
    rows = [(name, times(spent / bare), f"{spent * 1000:.0f}") for name, spent in seconds.items()]
    rows += [(name, f"not available: {why}", "") for name, why in absent]
    title = f"Wall time of whole commands, `{_BARE}` = 1; factcheck on {RULES} rules and {ARTICLES} articles"
    table = Table(title, ("command", "ratio", "ms"), rows, frozenset({"ms"}))
    return Part([table, _import_table(imports)], _targets(rounds))


def _targets(rounds: Sequence[Mapping[str, float]]) -> list[Target]:
    def target(own: str, most: float, peer: str) -> Target:
        words = f"`{own}`: at most {most} × {peer}"
        if peer not in rounds[0]:
            return Target(words, "", None)
        ratio = middle(each[own] / each[peer] for each in rounds)
        return Target(words, times(ratio), ratio <= most)

    return [
        target("factcheck run, cold", 0.5, "check-jsonschema"),
        target("factcheck check, cold", 0.5, "check-jsonschema"),
        target("factcheck run, warm", 0.9, "yamllint"),
        target("factcheck check, warm", 0.9, "yamllint"),
        target("factcheck --help", 1.5, "yamllint"),
    ]


# Imports -------------------------------------------------------------------------------------------------------------

_IMPORT = re.compile(r"import time:\s*(\d+) \|\s*(\d+) \| ( *)(\S+)")


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module: microseconds of its own, and with all that it imports."""

    name: str
    own: int
    whole: int


def slowest_imports(command: Command) -> list[Import]:
    """The modules that a command imports, by the time that each takes itself, slowest first."""
    line = [sys.executable, "-X", "importtime", "-m", "factcheck", *command.line[command.line.index("run") :]]
    done = subprocess.run(
        line,
        check=False,
        cwd=command.folder,
        env=environment_with(command.variables),
        capture_output=True,
        text=True,
    )
    found = [Import(name, int(own), int(whole)) for own, whole, _, name in _IMPORT.findall(done.stderr)]
    return sorted(found, key=lambda module: -module.own)


def _import_table(imports: Sequence[Import]) -> Table:
    """Modules by package: the packages that cost most, and how many modules there are in all."""
    total = sum(module.own for module in imports)
    packages: dict[str, tuple[int, int]] = {}
    for module in imports:
        package = module.name.partition(".")[0]
        spent, count = packages.get(package, (0, 0))
        packages[package] = spent + module.own, count + 1
    ordered = sorted(packages.items(), key=lambda entry: -entry[1][0])[:_SLOWEST_IMPORTS]
    rows = [(name, f"{spent / total:.0%}", str(count), f"{spent / 1000:.1f}") for name, (spent, count) in ordered]
    title = f"What `factcheck run` imports, cold: {len(imports)} modules, the slowest packages"
    return Table(title, ("package", "share", "modules", "ms"), rows, frozenset({"ms"}))
