"""From a planned check of several quick atoms to one function, for runs over many articles.

Most of the time of such a check goes into calls from closure to closure. One function does without them, and takes as
long to compile as a thousand judgements, so it is made only where that many articles are judged.

The text of the function is put together here from fixed lines and the numbers of atoms. It depends on nothing but the
*shape* of a check, on what kinds of atoms it joins and how, and is compiled once for all checks of a shape. No word of
a rule is in it: facts and limits are handed over as values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, Final

from factcheck.evaluation.planner import PlannedAtom, PlannedLogic, PlannedNode
from factcheck.evaluation.quick import Quick, TruthOf
from factcheck.model.statement import SEVERAL
from factcheck.model.truth import FALSE, TRUE
from factcheck.named import NamedTuple

MOST_ATOMS: Final = 12
"""Checks of more atoms stay closures: their shapes are rare, and their texts would be long."""

_FITS: Final = {
    "closed": "{0} <= key <= {1}",
    "low open": "{0} < key <= {1}",
    "high open": "{0} <= key < {1}",
    "open": "{0} < key < {1}",
    "days": "{0} <= key[0] and key[1] <= {1}",
    "member": "key in {0}",
}


class _Join(NamedTuple):
    """A connective without its `not`s: they have moved into the atoms, where they cost nothing."""

    is_and: bool
    items: tuple[_Join | Quick, ...]


def fused(node: PlannedNode) -> PlannedNode:
    """The same check, judged by one function if it can be."""
    form = _joined(node, turned=False)
    if not isinstance(form, _Join):
        return node
    atoms = list(_atoms(form))
    if len(atoms) > MOST_ATOMS:
        return node
    values = [value for atom in atoms for value in (atom.fact, *atom.limits)]
    return node._replace(truth=_maker(_shape(form))(SEVERAL, node.truth, *values))


def _joined(node: PlannedNode, *, turned: bool) -> _Join | Quick | None:
    """A check, or the opposite of one, as atoms that are joined; None if not all of them are quick."""
    match node:
        case PlannedAtom(quick=Quick() as quick):
            return quick.turned() if turned else quick
        case PlannedLogic(connective="not" | "condition", items=(item,)):
            return _joined(item, turned=not turned)
        case PlannedLogic(connective=connective, items=items):
            parts = [_joined(item, turned=turned) for item in items]
            known = [part for part in parts if part is not None]
            # What is short may decide before what is long.
            known.sort(key=lambda part: sum(1 for _ in _atoms(part)))
            return _Join((connective == "and") != turned, tuple(known)) if len(known) == len(parts) else None
        case _:
            return None


def _atoms(form: _Join | Quick) -> Iterator[Quick]:
    if isinstance(form, Quick):
        yield form
    else:
        for item in form.items:
            yield from _atoms(item)


# Functions -----------------------------------------------------------------------------------------------------------

_Shape = tuple[Any, ...]
"""`(kind, yes)` of an atom, `(is_and, shapes)` of a connective."""


def _shape(form: _Join | Quick) -> _Shape:
    if isinstance(form, Quick):
        return form.kind, form.yes
    return form.is_and, tuple(map(_shape, form.items))


@lru_cache(maxsize=1_024)
def _maker(shape: _Shape) -> Callable[..., TruthOf]:
    """What makes the function of a check of this shape, from `SEVERAL`, the general way, and each atom's values."""
    text = _Text()
    text.add(shape, 0, "        ")
    lines = [
        f"def make(several, general, {', '.join(text.names)}):",
        "    def truth(stated, story):",
        "        get = stated.get",
        *text.lines,
        "        return told0",
        "    return truth",
    ]
    made: dict[str, Any] = {}
    exec("\n".join(lines), made)  # noqa: S102  # fixed lines and numbers; see above
    maker: Callable[..., TruthOf] = made["make"]
    return maker


class _Text:
    """The lines of a function. What the part at depth n tells is in `told<n>`; it is never both true and false, since
    several statements go the general way.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.names: list[str] = []
        self._atoms = 0

    def add(self, shape: _Shape, depth: int, indent: str) -> None:
        match shape:
            case (str() as kind, yes):
                self._add_atom(kind, yes, f"told{depth}", indent)
            case (is_and, shapes):
                self._add_join(is_and, shapes, depth, indent)

    def _add_join(self, is_and: bool, shapes: tuple[_Shape, ...], depth: int, indent: str) -> None:
        decided, neutral = (FALSE, TRUE) if is_and else (TRUE, FALSE)
        told, next_told = f"told{depth}", f"told{depth + 1}"
        self.add(shapes[0], depth, indent)
        for shape in shapes[1:]:
            self.lines.append(f"{indent}if {told} != {decided}:")
            indent += " "
            self.add(shape, depth + 1, indent)
            # Beside a part that tells nothing, another counts only if it decides.
            self.lines.append(f"{indent}{told} = {next_told} if {told} == {neutral} else {next_told} & {decided}")

    def _add_atom(self, kind: str, yes: int, told: str, indent: str) -> None:
        number, self._atoms = self._atoms, self._atoms + 1
        limits = [f"a{number}"] if kind == "member" else [f"a{number}", f"b{number}"]
        self.names += [f"fact{number}", *limits]
        lines = [
            f"key = get(fact{number})",
            f"if key is None: {told} = 0",
            "elif key is several: return general(stated, story)",
            f"elif {_FITS[kind].format(*limits)}: {told} = {yes}",
        ]
        if kind == "days":  # those that only overlap tell neither
            lines.append(f"elif key[0] <= b{number} and a{number} <= key[1]: {told} = 0")
        lines.append(f"else: {told} = {3 - yes}")
        self.lines += [indent + line for line in lines]


__all__ = ["fused"]
