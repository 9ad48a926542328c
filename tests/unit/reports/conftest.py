"""Snapshots: expected pages kept as files beside the tests. `FACTCHECK_UPDATE_SNAPSHOTS=1 pytest …` rewrites them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

SNAPSHOTS = Path(__file__).parent / "snapshots"


@pytest.fixture
def matches_snapshot() -> Callable[[str, str], None]:
    """Compares a page with the file of that name, or writes the file when asked to."""

    def compare(page: str, name: str) -> None:
        path = SNAPSHOTS / name
        if os.environ.get("FACTCHECK_UPDATE_SNAPSHOTS"):
            SNAPSHOTS.mkdir(exist_ok=True)
            path.write_text(page, encoding="utf-8", newline="\n")
        assert page == path.read_text(encoding="utf-8"), f"differs from {path.name}"

    return compare
