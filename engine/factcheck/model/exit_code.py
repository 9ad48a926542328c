"""Exit codes: what the command line tells a program. None changes its meaning with a flag."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from factcheck.model.report import Gate


class ExitCode(IntEnum):
    """2 and 70 outrank 1."""

    OPEN = 0
    """The gate is open; the rules or their tests are in order."""
    SHUT = 1
    """The gate is shut, or a rule's own test fails."""
    REFUSED = 2
    """Nothing trustworthy ran: usage, input that was refused, a static error, nothing decided, a report not written."""
    DEFECT = 70
    """A defect of factcheck itself (EX_SOFTWARE of sysexits.h)."""
    INTERRUPTED = 130
    """Stopped by the person at the keyboard (128 + SIGINT)."""


OF_GATE: Final[dict[Gate, ExitCode]] = {
    "open": ExitCode.OPEN,
    "shut": ExitCode.SHUT,
    "refused": ExitCode.REFUSED,
}
