"""Make the parse tables of the expression language ahead, so that a run does not build them.

    python tools/build_parser.py            writes engine/factcheck/language/grammar.json
    python tools/build_parser.py --check    exits 1 if the file does not belong to the grammar

The file is plain JSON. It fits one version of Lark; with another the parser makes its tables from the grammar.
"""

from __future__ import annotations

import json
import sys

from lark import Lark, __version__
from lark.grammar import Rule
from lark.lexer import TerminalDef

from factcheck.language.parser import GRAMMAR, TABLES, made_for


def main(arguments: list[str]) -> int:
    """Write or check the file; returns the exit code.

    Lark numbers its states in no fixed order, so the file is checked by what it was made for, not by its bytes.
    """
    grammar = GRAMMAR.read_text(encoding="utf-8")
    needed = made_for(grammar, __version__)
    if "--check" in arguments:
        return 0 if TABLES.is_file() and json.loads(TABLES.read_text(encoding="utf-8"))["for"] == needed else 1
    parser = Lark(grammar, parser="lalr", lexer="basic", maybe_placeholders=False)
    data, memo = parser.memo_serialize([TerminalDef, Rule])
    document = {"for": needed, "data": data, "memo": memo}
    TABLES.write_text(json.dumps(document, separators=(",", ":")) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
