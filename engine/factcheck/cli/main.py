"""Turns a command line into an exit code, whatever happens on the way.

Nothing but the standard library's smallest parts is imported here before the guard stands, so that an interruption
ends quietly at any moment.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

_OBJECTS_BETWEEN_SEARCHES = 100_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line (without the program's name) and give its exit code. Never raises, except for SystemExit."""
    try:
        from factcheck.cli import streams

        streams.prepare()
        line = list(sys.argv[1:] if arguments is None else arguments)
        from factcheck.cli.replay import Replay

        replay = Replay(line)
        code = replay.answer()
        if code is None:
            from factcheck.cli.usual import dispatch

            code = dispatch(line)
            replay.keep(code)
        return code
    except KeyboardInterrupt:
        return _interrupted()
    except Exception as error:
        from factcheck.cli.defect import report_defect

        return report_defect(error)
    finally:
        _finish()


def _interrupted() -> int:
    from factcheck.model.exit_code import ExitCode

    return int(ExitCode.INTERRUPTED)


def _finish() -> None:
    from factcheck.cli import streams

    streams.finish()


def run_and_exit() -> None:
    """The console script's entry point."""
    try:
        # A run makes many objects and few cycles; at the usual threshold, searching for them is much of its time.
        gc.set_threshold(_OBJECTS_BETWEEN_SEARCHES)
        code = main()
    except KeyboardInterrupt:  # it came once more, while the first was being seen to
        code = _interrupted()
    gc.freeze()  # or Python looks once more through everything before it ends
    sys.exit(code)
