"""How a report should be shown: what only renderers for people care about."""

from __future__ import annotations

from typing import Final

from factcheck.named import NamedTuple

NARROWEST: Final = 40
WIDEST: Final = 200


class View(NamedTuple):
    """Columns of the screen, colour or not, and how much: -1 quiet, 0 usual, 1 verbose."""

    width: int = 80
    color: bool = False
    verbosity: int = 0

    @property
    def columns(self) -> int:
        """The width, kept within what the layouts are made for."""
        return max(NARROWEST, min(WIDEST, self.width))

    @property
    def quiet(self) -> bool:
        return self.verbosity < 0

    @property
    def verbose(self) -> bool:
        return self.verbosity > 0
