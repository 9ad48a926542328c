"""Measure how fast factcheck judges, loads and starts, beside other tools.

    python benchmarks/run.py [--only evaluation|loading|startup] [--quick] [--write]

Prints a table for each part. `--write` also puts them into README.md, without the figures that mean something only on
the machine that they were measured on.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from measure import Part, machine

README: Final = Path(__file__).parent / "README.md"
PARTS: Final = ("evaluation", "loading", "startup")


def _part(name: str) -> Callable[..., Part]:
    """A part's function; parts are imported one by one, so that one can be run without what another needs."""
    if name == "evaluation":
        from evaluation import measure
    elif name == "loading":
        from loading import measure
    else:
        from startup import measure
    return measure


def between_markers(text: str, name: str, content: str) -> str:
    """The text with what stands between the markers of a part replaced."""
    markers = re.compile(rf"(<!-- begin {name} -->\n).*(<!-- end {name} -->)", re.DOTALL)
    if not markers.search(text):
        raise SystemExit(f"{README.name} has no markers for {name}")
    return markers.sub(lambda found: f"{found[1]}{content}{found[2]}", text)


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description="Measure how fast factcheck judges, loads and starts.")
    parser.add_argument("--only", choices=PARTS, action="append", help="leave the other parts out; repeatable")
    parser.add_argument("--quick", action="store_true", help="fewer rounds and smaller sizes, to see that it works")
    parser.add_argument("--write", action="store_true", help="put the tables into README.md")
    arguments = parser.parse_args()
    if arguments.write and arguments.quick:
        parser.error("--write wants whole measurements, without --quick")
    print(f"{machine()}\n")
    for name in arguments.only or PARTS:
        part = _part(name)(quick=arguments.quick)
        print(f"## {name}\n\n{part.render(absolute=True)}", flush=True)
        if arguments.write:
            content = f"\n_{date.today():%B %Y}; {machine()}._\n\n{part.render(absolute=False)}\n"
            README.write_text(between_markers(README.read_text(), name, content))


if __name__ == "__main__":
    main()
