"""From the grammar to parse tables, with Lark, and from the tables to the parts of an expression, without it.

Lark turns `grammar.lark` into LALR(1) tables; importing it and building them takes a quarter of a second, which no run
should pay. So `tools/build_parser.py` writes them to `grammar.json` ahead, and a run only follows them: shift, reduce,
and nothing else. Where the file does not belong to the grammar, the tables are made on the spot.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from factcheck.digest import sha256
from factcheck.named import NamedTuple

GRAMMAR: Final = Path(__file__).parent / "grammar.lark"
TABLES: Final = Path(__file__).parent / "grammar.json"
END: Final = "$END"

Program = int | tuple[str, tuple[Any, ...]]
"""What an expression is made of: the number of a token, or a rule of the grammar with its parts."""


class Tables(NamedTuple):
    """`states[s][symbol]` is the state to go to, or -1 - r to reduce by rule r; `rules[r]` is its name and length."""

    states: list[dict[str, int]]
    rules: list[tuple[str, int]]
    accepting: int


class Misfit(NamedTuple):
    """Where a sequence of terminals leaves the grammar, and the terminals that would have fitted there."""

    at: int
    """The number of the terminal that does not fit."""
    accepted: frozenset[str]


def follow(kinds: tuple[str, ...]) -> Program | Misfit:
    """What the grammar makes of a sequence of terminals."""
    tables = load()
    moves, rules, accepting = tables
    states = [0]
    values: list[tuple[Program, ...]] = []
    for index, kind in enumerate((*kinds, END)):
        while True:
            state = states[-1]
            if state == accepting and kind == END:
                return values[0][0]
            action = moves[state].get(kind)
            if action is None:
                return Misfit(index, _accepted(tables, states))
            if action >= 0:
                states.append(action)
                values.append((index,))
                break
            name, length = rules[-1 - action]
            parts = values[-1] if length == 1 else tuple([part for value in values[-length:] for part in value])
            del values[-length:], states[-length:]
            # A rule whose name starts with _ only groups: its parts belong to the rule around it.
            values.append(parts if name[0] == "_" else ((name, parts),))
            states.append(moves[states[-1]][name])
    raise AssertionError("the loop ends at the end of the input")


def _accepted(tables: Tables, states: list[int]) -> frozenset[str]:
    """The terminals that can come next: those whose reductions lead to a shift."""
    terminals = {symbol for symbol in tables.states[states[-1]] if symbol.isupper() or symbol == END}
    return frozenset(terminal for terminal in terminals if _shifts(tables, list(states), terminal))


def _shifts(tables: Tables, states: list[int], terminal: str) -> bool:
    while True:
        if terminal == END and states[-1] == tables.accepting:
            return True
        action = tables.states[states[-1]].get(terminal)
        if action is None or action >= 0:
            return action is not None
        name, length = tables.rules[-1 - action]
        del states[len(states) - length :]
        states.append(tables.states[states[-1]][name])


@cache
def load() -> Tables:
    """The tables made ahead if they belong to the grammar, else new ones."""
    grammar = GRAMMAR.read_bytes()
    if TABLES.is_file():
        saved = json.loads(TABLES.read_bytes())
        if saved["grammar"] == sha256(grammar):
            return Tables(saved["states"], [tuple(rule) for rule in saved["rules"]], saved["accepting"])
    return make(grammar.decode())


def make(grammar: str) -> Tables:
    """New tables, the same for the same grammar: states and rules are numbered in the order in which they are met."""
    from lark import Lark
    from lark.parsers.lalr_analysis import Shift

    parser = Lark(grammar, parser="lalr", lexer="basic", maybe_placeholders=False)
    made = parser.parser.parser._parse_table  # noqa: SLF001 - Lark has no public name for its tables
    numbers = {made.start_states["start"]: 0}
    rules: dict[tuple[str, int], int] = {}
    pending = list(numbers)
    states: list[dict[str, int]] = []
    while pending:
        actions = made.states[pending.pop(0)]
        row: dict[str, int] = {}
        for symbol in sorted(actions):
            kind, target = actions[symbol]
            if kind is Shift:
                if target not in numbers:
                    numbers[target] = len(numbers)
                    pending.append(target)
                row[symbol] = numbers[target]
            else:
                rule = (str(target.origin.name), len(target.expansion))
                row[symbol] = -1 - rules.setdefault(rule, len(rules))
        states.append(row)
    return Tables(states, list(rules), numbers[made.end_states["start"]])


def as_json(tables: Tables, grammar: bytes) -> str:
    """The file that `load` reads."""
    document = {"grammar": sha256(grammar), **tables._asdict()}
    return json.dumps(document, separators=(",", ":")) + "\n"
