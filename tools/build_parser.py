"""Make the parse tables of the expression language ahead, so that a run does not build them.

python tools/build_parser.py            writes engine/factcheck/language/grammar.json
python tools/build_parser.py --check    exits 1 if the file does not belong to the grammar
"""

from __future__ import annotations

import sys

from factcheck.language.tables import GRAMMAR, TABLES, as_json, make


def main(arguments: list[str]) -> int:
    """Write or check the file; returns the exit code."""
    grammar = GRAMMAR.read_bytes()
    made = as_json(make(grammar.decode()), grammar)
    if "--check" in arguments:
        return 0 if TABLES.is_file() and TABLES.read_text(encoding="utf-8") == made else 1
    TABLES.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
