"""From an expression's text to its tree, or to a diagnostic that says where and what was expected.

Rules resemble each other: thousands of checks have a few dozen shapes. So the parse tables are followed once for each
sequence of terminals, and what comes out is kept as a program that builds the tree of any expression of that shape
from its tokens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final, cast

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic
from factcheck.language import syntax as s
from factcheck.language.tables import Misfit, Program, follow
from factcheck.language.tokens import Token, keyword_in_capitals, tokenise
from factcheck.named import NamedTuple
from factcheck.record import replace
from factcheck.source import EmbeddedText, Span
from factcheck.suggestions import suggest

LARGEST: Final = 10**30
_FEW_DIGITS: Final = 18
"""With the largest scale word, a trillion, so many digits stay below LARGEST."""
"""Numbers end here, so that arithmetic stays cheap; no figure in the news is near it."""
_SHAPES_KEPT: Final = 4_096


Steps = list[tuple[Callable[[list[Any]], Any], tuple[int, ...]]]
"""A program, the inner before the outer: what makes a part, and the numbers of what it is made of. The tokens come
first in counting, then the parts in the order in which they are made."""


@lru_cache(maxsize=_SHAPES_KEPT)
def _shape(kinds: tuple[str, ...]) -> Steps | Misfit:
    program = follow(kinds)
    return program if isinstance(program, Misfit) else _steps(program, len(kinds))


def _steps(program: Program, tokens: int) -> Steps:
    steps: Steps = []
    _add_steps(steps, program, tokens)
    return steps


def _add_steps(steps: Steps, part: Program, tokens: int) -> int:
    """Add what makes a part, and give the part's number."""
    if isinstance(part, int):
        return part
    rule, parts = part
    numbers = tuple([_add_steps(steps, inner, tokens) for inner in parts])
    steps.append((_BUILDERS[rule], numbers))
    return tokens + len(steps) - 1


class Parsed(NamedTuple):
    """A tree, or the problems that kept it from being made."""

    expr: s.Expr | None
    diagnostics: list[Diagnostic]


def parse(text: EmbeddedText) -> Parsed:
    """Parse a check, a guard or a filter. Never raises for anything that was written."""
    tokens, problems = tokenise(text)
    if problems:
        return Parsed(None, problems)
    if not tokens:
        return Parsed(None, [diagnostics.syntax_error(text.whole, "nothing is written", "an expression")])
    shape = _shape(tuple([token.kind for token in tokens]))
    if isinstance(shape, Misfit):
        return Parsed(None, [_explain(text, tokens, shape)])
    expr = cast("s.Expr", _built(shape, tokens))
    too_large = [number for number in _large(expr, tokens) if number.value * number.scale > LARGEST]
    if too_large:
        return Parsed(None, [diagnostics.number_too_large(text.locate(number.span)) for number in too_large])
    return Parsed(expr, [])


def parse_text(value: str) -> Parsed:
    """Parse an expression that stands in no file."""
    return parse(EmbeddedText.alone(value))


# Trees ---------------------------------------------------------------------------------------------------------------


def _built(steps: Steps, tokens: list[Token]) -> Any:
    """Run a program on the tokens of one expression."""
    made: list[Any] = [*tokens]
    for build, numbers in steps:
        made.append(build([made[number] for number in numbers]))
    return made[-1]


def _large(expr: s.Expr, tokens: list[Token]) -> Iterator[s.Number]:
    """The numbers of an expression, if one of them is written so that it could be too large, even with a scale word."""
    numbers = [token.text for token in tokens if token.kind == "NUMBER"]
    if numbers and any(len(written) > _FEW_DIGITS or "e" in written.lower() for written in numbers):
        for node in walk(expr):
            if isinstance(node, s.Number):
                yield node


def walk(node: object) -> Iterator[s.Node]:
    """Every node of a tree, the outer before the inner, from left to right."""
    pending = [node]
    while pending:
        node = pending.pop()
        if isinstance(node, s.Node):
            yield node
            pending += [getattr(node, name) for name in reversed(node.__match_args__)]
        elif node.__class__ is tuple:  # and no span
            pending += reversed(cast("tuple[object, ...]", node))


def _span(item: Any) -> Span:
    return Span(item.start, item.end) if item.__class__ is Token else item.span


def _around(items: list[Any]) -> Span:
    first, last = items[0], items[-1]
    start = first.start if first.__class__ is Token else first.span.start
    return Span(start, last.end if last.__class__ is Token else last.span.end)


class _Builder:
    """Makes nodes out of the parts of rules. Each method is named after its rule in the grammar."""

    def start(self, items: list[Any]) -> s.Expr:
        return cast("s.Expr", items[0])

    def implication(self, items: list[Any]) -> s.Expr:
        parts = items[0::2]
        last = parts[-1]
        if isinstance(last, s.Implies):
            parts = [*parts[:-1], *last.items]
        return s.Implies(_around(items), tuple(parts))

    def disjunction(self, items: list[Any]) -> s.Expr:
        return s.Or(_around(items), _flat(items[0::2], s.Or))

    def conjunction(self, items: list[Any]) -> s.Expr:
        return s.And(_around(items), _flat(items[0::2], s.And))

    def negation(self, items: list[Any]) -> s.Expr:
        return s.Not(_around(items), items[1])

    def modality(self, items: list[Any]) -> s.Expr:
        return s.Modality(_around(items), items[0].text, items[1])

    def comparison(self, items: list[Any]) -> s.Expr:
        return s.Comparison(_around(items), tuple(items[0::2]), tuple(token.text for token in items[1::2]))

    def membership(self, items: list[Any]) -> s.Expr:
        return s.Membership(_around(items), items[0], items[-1], items[1].kind == "NOT")

    def within(self, items: list[Any]) -> s.Expr:
        return s.Within(_around(items), items[0], items[2], items[4])

    def relation(self, items: list[Any]) -> s.Expr:
        return s.Relation(_around(items), items[1].text, items[0], items[2])

    def contains(self, items: list[Any]) -> s.Expr:
        quantifier = items[-2].text if items[-2].kind in ("ANY", "ALL") else None
        return s.Contains(_around(items), items[0], quantifier, items[-1], items[1].kind == "NOT")

    def matches(self, items: list[Any]) -> s.Expr:
        pattern = self.text([items[-1]])
        return s.Matches(_around(items), items[0], cast("s.Text", pattern), items[1].kind == "NOT")

    def stated(self, items: list[Any]) -> s.Expr:
        return s.Stated(_around(items), items[0], items[2].kind == "NOT")

    def sum(self, items: list[Any]) -> s.Expr:
        terms, operators = _left_flat(items, s.Sum)
        return s.Sum(_around(items), terms, operators)

    def product(self, items: list[Any]) -> s.Expr:
        terms, operators = _left_flat(items, s.Product)
        return s.Product(_around(items), terms, operators)

    def negative(self, items: list[Any]) -> s.Expr:
        return s.Negative(_around(items), items[1])

    def group(self, items: list[Any]) -> s.Expr:
        # The brackets belong to the stretch, so that a fix put in its place leaves none behind.
        return replace(cast("s.Expr", items[1]), span=_around(items))

    def name(self, items: list[Any]) -> s.Expr:
        return s.Name(_span(items[0]), items[0].text)

    def filtered(self, items: list[Any]) -> s.Expr:
        return s.Filtered(_around(items), items[0], items[2])

    def attribute(self, items: list[Any]) -> s.Expr:
        return s.Attribute(_around(items), items[0], items[2])

    def argument(self, items: list[Any]) -> s.Argument:
        name = items[0] if isinstance(items[0], s.Name) else s.Name(_span(items[0]), items[0].text)
        return s.Argument(_around(items), name, items[2])

    def call(self, items: list[Any]) -> s.Expr:
        given = items[2:-1:2]
        named = tuple(item for item in given if isinstance(item, s.Argument))
        return s.Call(
            _around(items), items[0], tuple(item for item in given if not isinstance(item, s.Argument)), named
        )

    def number(self, items: list[Any]) -> s.Expr:
        symbol = items[0].text if items[0].kind == "SYMBOL" else None
        digits = items[1] if symbol else items[0]
        scale, unit = _scale_and_unit(items[-1]) if items[-1] is not digits else (1, None)
        return s.Number(_around(items), _exact(digits.text), scale, unit, symbol)

    def compound(self, items: list[Any]) -> s.Expr:
        parts = [self.number([items[index], items[index + 1]]) for index in range(0, len(items), 2)]
        return s.Compound(_around(items), cast("tuple[s.Number, ...]", tuple(parts)))

    def date(self, items: list[Any]) -> s.Expr:
        return s.Date(_span(items[0]), items[0].text)

    def text(self, items: list[Any]) -> s.Expr:
        return s.Text(_span(items[0]), items[0].text[1:-1])

    def boolean(self, items: list[Any]) -> s.Expr:
        return s.Boolean(_span(items[0]), items[0].kind == "TRUE")

    def range(self, items: list[Any]) -> s.Expr:
        scale, unit = _scale_and_unit(items[5]) if len(items) > 5 else (1, None)
        closed = items[0].kind == "LSQB", items[4].kind == "RSQB"
        return s.Range(_around(items), items[1], items[3], *closed, scale, unit)

    def open_range(self, items: list[Any]) -> s.Expr:
        return self.range(items)

    def set(self, items: list[Any]) -> s.Expr:
        # Words after the brace are read so that the checker can say that each member has its own.
        after = items[-1] if items[-1].kind != "RBRACE" else None
        unit = s.Unit(_span(after), " ".join(after.text.split())) if after is not None else None
        last = -2 if after is not None else -1
        return s.Set(_around(items), tuple(items[1:last:2]), unit)


def _flat(items: list[Any], kind: type[s.Or | s.And]) -> tuple[Any, ...]:
    flat: list[Any] = []
    for item in items:
        flat.extend(item.items if isinstance(item, kind) else [item])
    return tuple(flat)


def _left_flat(items: list[Any], kind: type[s.Sum | s.Product]) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """`(a - b) - c` is `a - b - c`, since both operators bind to the left."""
    first, *rest = items[0::2]
    operators = tuple(token.text for token in items[1::2])
    if isinstance(first, kind):
        return (*first.items, *rest), (*first.operators, *operators)
    return (first, *rest), operators


def _exact(digits: str) -> s.Exact:
    plain = digits.replace(",", "").replace("_", "")
    return Fraction(plain) if "." in plain else int(plain)


def _scale_and_unit(token: Token) -> tuple[int, s.Unit | None]:
    """Split "million USD" into 10^6 and USD."""
    words = token.text.split()
    scale = s.SCALES.get(words[0].lower())
    if scale is None:
        return 1, s.Unit(_span(token), " ".join(words))
    if len(words) == 1:
        return scale, None
    start = token.start + token.text.index(words[1], len(words[0]))
    return scale, s.Unit(Span(start, _span(token).end), " ".join(words[1:]))


_BUILDERS: Final = {name: getattr(_Builder(), name) for name in vars(_Builder) if not name.startswith("_")}

# Errors --------------------------------------------------------------------------------------------------------------

_IN_WORDS: Final = {
    "UNIT": "a unit",
    "RPAR": "')'",
    "RSQB": "']'",
    "RBRACE": "'}'",
    "COMMA": "','",
    "OPERATOR": "a comparison",
    "AND": "and",
    "OF": "of",
    "STATED": "stated",
    "EQUALS": "'='",
    "$END": "the end",
}


def _explain(text: EmbeddedText, tokens: list[Token], misfit: Misfit) -> Diagnostic:
    """The first place where the text leaves the grammar, in words."""
    expected = _words(misfit.accepted)
    if misfit.at >= len(tokens):
        last = tokens[-1].end
        return diagnostics.syntax_error(text.locate(Span(last - 1, last)), "it ends here", expected)
    token = tokens[misfit.at]
    before = tokens[misfit.at - 1] if misfit.at else token
    if before.kind == "NAME" and keyword_in_capitals(before.text):
        token = before  # `NOT a`: the word that was meant as a keyword reads as a name
    copula = _copula(tokens, misfit.at)
    if copula is not None:
        found, sign = copula
        at = text.locate(found)
        return diagnostics.syntax_error(at, "is goes with stated only", "a comparison", sign)
    fix = keyword_in_capitals(token.text) or ("==" if token.text == "=" else None)
    at = text.locate(Span(token.start, token.end))
    return diagnostics.syntax_error(at, f"{token.text!r} does not fit here", expected, fix)


def _copula(tokens: list[Token], at: int) -> tuple[Span, str] | None:
    """`lanes is 4`, `lanes is not 4`: the stretch that stands for a sign, and the sign."""
    start = at - 2 if at > 1 and tokens[at - 1].kind == "NOT" else at - 1
    if start < 0 or tokens[start].kind != "IS" or suggest(tokens[at].text, ("stated",)):
        return None
    return Span(tokens[start].start, tokens[at - 1].end), "==" if start == at - 1 else "!="


def _words(accepted: frozenset[str]) -> str:
    said = ["a value"] if {"NUMBER", "NAME"} <= accepted else []
    said += [words for name, words in _IN_WORDS.items() if name in accepted]
    return diagnostics.listed(said) if said else "something else"


__all__ = ["LARGEST", "Parsed", "parse", "parse_text", "walk"]
