"""A small project to put hostile input into, and what must hold of everything that comes out of it."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar
from unittest.mock import patch

import hypothesis

import factcheck
from factcheck import pipeline
from factcheck.cli.main import main
from factcheck.model.exit_code import ExitCode
from factcheck.model.report import Report
from factcheck.pipeline import Settings
from factcheck.reports import diagnostics_text, json_report, rule_tests_text, text_report
from factcheck.reports.renderers import RENDERERS
from factcheck.reports.view import View

ENGINE: Final = Path(factcheck.__file__).parent.parent
EVERYTHING: Final = os.environ.get("HOSTILE") == "all"
"""Whether every input is tried in every place, which takes minutes, and not a share of them."""
TODAY: Final = date(2022, 2, 1).toordinal()

VOCABULARY: Final = """\
kinds: [format]
facts:
  count: {type: number}
  length: {type: duration, unit: min}
  day: {type: period}
  host: {type: country}
  leader: {type: person}
  members: {type: country, many: true}
  wording: {type: text}
  agreed: {type: boolean}
  price: {type: money, unit: USD}
  portion: {type: percent}
  heat: {type: temperature, unit: "°C"}
entities:
  Fumio Kishida: {kind: person, names: [Kishida]}
constants:
  call_day: 2022-01-21
hedges:
  about: ±10%
units:
  fortnight: 14 days
"""

RULES: Final = """\
rules:
  - id: call-length
    title: The call lasted 80 to 90 minutes
    check: length in [80, 90] min
    message: 'says {length} ("{length.quote}", {length.said_by}), expected {expected}, in {article.title}'
    severity: error
    tests:
      - {facts: {length: 85 minutes}, expect: pass}
  - {id: lengths-agree, check: agree(length), severity: note}
"""

FACTS: Final = """\
article: {id: wire, title: The call, published: 2022-01-21}
facts:
  - {fact: length, value: two hours, said_by: the wire, evidence: {quote: two hours}}
"""

ARTICLE: Final = """\
---
id: paper
title: Leaders talk
published: 2022-01-22
---
They spoke for about 80 minutes on Friday.
"""

WAIVERS: Final = """\
waivers:
  - {rule: call-length, article: wire, reason: being checked, until: 2022-03-01}
"""

FILES: Final[Mapping[str, str]] = {
    "rules/vocabulary.yaml": VOCABULARY,
    "rules/rules.yaml": RULES,
    "facts/wire.yaml": FACTS,
    "articles/paper.md": ARTICLE,
    "waivers.yaml": WAIVERS,
}
SETTINGS: Final = Settings(
    rules=(Path("rules"),),
    articles=(Path("articles"),),
    facts=(Path("facts"),),
    waivers=Path("waivers.yaml"),
    root=Path(),
    today=TODAY,
)
"""Of the project in the current folder."""

Content = str | bytes | None


def write(files: Mapping[str, Content]) -> None:
    """Write files under the current folder. Text may hold halves of surrogate pairs; None removes a file."""
    for name, content in files.items():
        path = Path(name)
        if content is None:
            path.unlink(missing_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))


def write_project(changes: Mapping[str, Content] | None = None) -> None:
    """The harmless project in the current folder, with some of its files changed."""
    write({**FILES, **(changes or {})})


@dataclass(frozen=True)
class Judged:
    """What a run of the project in the current folder gave."""

    report: Report
    text: str
    json: str

    @property
    def codes(self) -> set[str]:
        return {diagnostic.code for diagnostic in self.report.diagnostics}

    @property
    def verdicts(self) -> dict[tuple[str, str | None], str]:
        """By rule and article."""
        return {(finding.rule, finding.article): finding.verdict.value for finding in self.report.findings}


def judge(settings: Settings = SETTINGS, *, thorough: bool = True) -> Judged:
    """Run the project in the current folder, and hold what comes out against what must always be true.

    `thorough` runs it twice, looks at every page, and checks and tests the rules as well. Raises AssertionError where
    something is not as it must be, and whatever the engine raises.
    """
    report = pipeline.run(settings)
    text = text_report.render(report, View(100, False, 1))
    document = json_report.render(report)
    assert_safe_to_show(text)
    assert_good_json(document)
    if thorough:
        assert json_report.render(pipeline.run(settings)) == document, "two runs give two reports"
        for view in (View(40, True, 0), View(1, False, 1), View(80, False, -1)):
            assert_safe_to_show(text_report.render(report, view))
        for renderer in RENDERERS.values():
            renderer.render(report, View()).encode("utf-8")
        look_at_rules(settings)
    return Judged(report, text, document)


def look_at_rules(settings: Settings = SETTINGS) -> None:
    """What `check` and `test` say of the rules can be shown, too."""
    found, tested = pipeline.check(settings), pipeline.test(settings)
    assert_safe_to_show(diagnostics_text.render(found, View(), ending="refused"))
    assert_safe_to_show(rule_tests_text.render(tested, View(), code=ExitCode.SHUT, coverage=True))
    assert_good_json(json_report.render_check(found))
    assert_good_json(json_report.render_test(tested, coverage=True))


# What may be shown ---------------------------------------------------------------------------------------------------

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_RUNNER_MARK = re.compile(r"##(?:vso|teamcity)?\[", re.IGNORECASE)
_INVISIBLE = frozenset(
    "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u3164\ufeff\uffa0"
)
_DIRECTIONS = frozenset(["LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"])
_CATEGORIES = frozenset(["Cc", "Cs", "Zl", "Zp"])


def unsafe_characters(page: str) -> set[str]:
    """What a terminal obeys, or nobody sees."""
    return {
        f"U+{ord(character):04X}"
        for character in set(page) - {"\n"}
        if unicodedata.category(character) in _CATEGORIES
        or unicodedata.bidirectional(character) in _DIRECTIONS
        or character in _INVISIBLE
        or 0xE0000 <= ord(character) <= 0xE0FFF
    }


def assert_safe_to_show(page: str) -> None:
    """No character that steers a terminal, and no line that steers a CI runner."""
    plain = _COLOUR.sub("", page)
    assert not unsafe_characters(plain), f"shown as they are: {unsafe_characters(plain)}"
    assert not any(line.lstrip().startswith("::") for line in plain.split("\n")), "a command for a CI runner"
    assert not _RUNNER_MARK.search(plain), "a command for a CI runner"
    plain.encode("utf-8")


def _no_constant(name: str) -> Any:
    raise AssertionError(f"{name} is no JSON")


def assert_good_json(document: str) -> None:
    """JSON by the standard, which can be printed too."""
    json.loads(document, parse_constant=_no_constant)
    assert_safe_to_show(document)


# Through the command line --------------------------------------------------------------------------------------------

RUN: Final = ("run", "rules", "articles", "--facts", "facts", "--waivers", "waivers.yaml", "--no-cache")
"""Judges the project in the current folder. (The waivers end on a day that has passed.)"""


class Said(NamedTuple):
    """What a command line did."""

    code: int
    out: str
    err: str


def say(*arguments: str, variables: Mapping[str, str] | None = None) -> Said:
    """Run a command line in this process, and hold what it says against what must always be true.

    The environment has the `variables` for so long and no longer, since pytest reads some of them as well. Exit codes
    above 2 and anything that a terminal would obey raise AssertionError.
    """
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    with (
        patch.dict(os.environ, variables or {}),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = main(arguments)
    said = Said(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))
    assert code in (0, 1, 2), said.err
    assert "Traceback" not in said.err
    for page in said[1:]:
        assert_safe_to_show(page)
    return said


def refusal(said: Said) -> set[str]:
    """The codes of the problems in a report in JSON, which has to say that the run was refused."""
    assert said.code == 2
    assert said.err.startswith("factcheck: refused: ")
    assert_good_json(said.out)
    document = json.loads(said.out)
    assert document["summary"]["gate"] == "refused"
    return {problem["code"] for problem in document["diagnostics"]}


few_checks: Final = hypothesis.settings(
    deadline=None, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture]
)
"""For random input that every test writes into the same folder."""
Input = TypeVar("Input")


def share(inputs: Iterable[Input], row: int, parts: int) -> list[Input]:
    """One of so many parts of the inputs, another one for each row; all of them with HOSTILE=all."""
    return [one for number, one in enumerate(inputs) if EVERYTHING or (number + row) % parts == 0]


# In a process of its own ---------------------------------------------------------------------------------------------

ADDRESS_SPACE: Final = 512 * 2**20
LARGEST_RSS: Final = 256 * 2**20
_PROGRAM: Final = """
import re
import sys
limit, measured = int(sys.argv[1]), sys.argv[2]
del sys.argv[1:3]
try:
    import resource
except ImportError:
    resource = None
else:
    if limit:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
from factcheck.cli.main import main
code = main()
# What getrusage says can be the largest memory of the process that this one was started by.
try:
    with open("/proc/self/status") as file:
        used = int(re.search(r"VmHWM:\\s*(\\d+) kB", file.read())[1]) * 1024
except OSError:
    used = 0
with open(measured, "w") as file:
    file.write(str(used))
sys.exit(code)
"""


class Ended(NamedTuple):
    """How a process ended: its exit code, what it wrote, the largest memory that it had (0: not known)."""

    code: int
    out: bytes
    err: bytes
    memory: int


def environment(**more: str) -> dict[str, str]:
    """This process's environment, with the engine to be found and without settings of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COV_")}
    return {**kept, "PYTHONPATH": str(ENGINE), **more}


def without_privileges() -> None:
    """Let the program that this process is about to become respect permissions, even if root started it."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    import ctypes

    prctl = ctypes.CDLL(None, use_errno=True).prctl
    for capability in (_MAY_WRITE_ANYTHING, _MAY_READ_ANYTHING):
        if prctl(_DROP, capability, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "root cannot be made to respect permissions here")


_DROP, _MAY_WRITE_ANYTHING, _MAY_READ_ANYTHING = 24, 1, 2
"""PR_CAPBSET_DROP, CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH of Linux."""


def process(
    *arguments: str,
    limit: int = ADDRESS_SPACE,
    variables: Mapping[str, str] | None = None,
    before: Callable[[], None] | None = None,
) -> Ended:
    """Run a command line in a process of its own, with little memory; `before` is called in it before Python starts."""
    with tempfile.TemporaryDirectory() as folder:
        measured = os.path.join(folder, "measured")
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM, str(limit), measured, *arguments],
            env=environment(**(variables or {})),
            preexec_fn=before,  # the tests have no threads
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=120,
        )
        assert os.path.exists(measured), done.stderr.decode(errors="replace")[-2000:]
        memory = int(Path(measured).read_text())
    assert b"Traceback" not in done.stderr
    assert done.returncode in (0, 1, 2), done.stderr.decode(errors="replace")[-2000:]
    return Ended(done.returncode, done.stdout, done.stderr, memory)


def assert_small(ended: Ended) -> None:
    """It took little memory."""
    assert ended.memory < LARGEST_RSS, f"{ended.memory / 2**20:.0f} MB"
