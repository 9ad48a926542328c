"""Regular expressions that are compiled when they are first used: most runs need few of them."""

from __future__ import annotations

import re
from typing import Any, cast


class _Pattern:
    """Stands for the compiled expression; each of its methods is looked up once."""

    def __init__(self, written: str, flags: int) -> None:
        self._written = written
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._written, self._flags), name)
        setattr(self, name, found)
        return found


def pattern(written: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, later. A mistake in the expression shows only when it is used."""
    return cast("re.Pattern[str]", _Pattern(written, flags))
