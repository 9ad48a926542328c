"""The outcome of the rules' own tests."""

from __future__ import annotations

from typing import ClassVar

from factcheck.diagnostics import Diagnostic
from factcheck.record import Record
from factcheck.source import Passage


class TestResult(Record):
    """One entry of a rule's `tests:`. `index` counts from 0, as the entry stands in the list."""

    __test__: ClassVar[bool] = False
    """The name starts with Test, but pytest has nothing to collect here."""

    rule: str
    index: int
    expected: str
    got: str
    passed: bool
    at: Passage
    reason: str
    """Why the verdict is what it is."""


class Coverage(Record):
    """Which rules lack a test for one of the two verdicts that matter. Ids are in the order of the rules."""

    rules: int
    without_pass: tuple[str, ...] = ()
    without_conflict: tuple[str, ...] = ()


class TestReport(Record):
    """Results in the order of rules, then of tests. `coverage` is always there; showing it is a matter of a flag."""

    __test__: ClassVar[bool] = False

    results: tuple[TestResult, ...]
    coverage: Coverage
    diagnostics: tuple[Diagnostic, ...] = ()
