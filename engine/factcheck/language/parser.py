"""From an expression's text to its tree, or to a diagnostic that says where and what was expected.

The only module that knows Lark. The parser is built once a process, from `grammar.lark`, and nothing of it is kept
on disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, cast

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic
from factcheck.language import syntax as s
from factcheck.language.scan import keyword_in_capitals, scan
from factcheck.source import EmbeddedText, Span

LARGEST = 10**30
"""Numbers end here, so that arithmetic stays cheap; no figure in the news is near it."""


class Parsed(NamedTuple):
    """A tree, or the problems that kept it from being made."""

    expr: s.Expr | None
    diagnostics: list[Diagnostic]


def parse(text: EmbeddedText) -> Parsed:
    """Parse a check, a guard or a filter. Never raises for anything that was written."""
    problems = scan(text)
    if problems:
        return Parsed(None, problems)
    if not text.value.strip():
        return Parsed(None, [diagnostics.syntax_error(text.whole, "nothing is written", "an expression")])
    try:
        expr = cast("s.Expr", _lark().parse(text.value))
    except UnexpectedInput as unexpected:
        return Parsed(None, [_explain(text, unexpected)])
    too_large = [number for number in _numbers(expr) if abs(number.value) * number.scale > LARGEST]
    if too_large:
        return Parsed(None, [diagnostics.number_too_large(text.locate(number.span)) for number in too_large])
    return Parsed(expr, [])


def parse_text(value: str) -> Parsed:
    """Parse an expression that stands in no file."""
    return parse(EmbeddedText.alone(value))


@cache
def _lark() -> Lark:
    grammar = (Path(__file__).parent / "grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer="contextual", transformer=_Builder(), maybe_placeholders=False)


def _numbers(expr: s.Expr) -> Iterator[s.Number]:
    """Every number that could be too large: one with a scale word or many digits is rare, so the walk is cheap."""
    for node in walk(expr):
        if isinstance(node, s.Number):
            yield node


def walk(node: object) -> Iterator[s.Node]:
    """Every node of a tree, the outer before the inner."""
    if isinstance(node, s.Node):
        yield node
        for name in node.__dataclass_fields__:
            yield from walk(getattr(node, name))
    elif isinstance(node, tuple) and not isinstance(node, Span):
        for item in node:
            yield from walk(item)


def _span(item: Any) -> Span:
    if isinstance(item, Token):
        return Span(cast("int", item.start_pos), cast("int", item.end_pos))
    return cast("s.Node", item).span


def _around(items: list[Any]) -> Span:
    return Span(_span(items[0]).start, _span(items[-1]).end)


class _Builder(Transformer[Token, s.Expr]):
    """Makes nodes out of the parser's reductions. Each method is named after its rule in the grammar."""

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
        return s.Modality(_around(items), items[0].value, items[1])

    def comparison(self, items: list[Any]) -> s.Expr:
        return s.Comparison(_around(items), tuple(items[0::2]), tuple(token.value for token in items[1::2]))

    def membership(self, items: list[Any]) -> s.Expr:
        return s.Membership(_around(items), items[0], items[-1], items[1].type == "NOT")

    def within(self, items: list[Any]) -> s.Expr:
        return s.Within(_around(items), items[0], items[2], items[4])

    def relation(self, items: list[Any]) -> s.Expr:
        return s.Relation(_around(items), items[1].value, items[0], items[2])

    def contains(self, items: list[Any]) -> s.Expr:
        quantifier = items[-2].value if items[-2].type in ("ANY", "ALL") else None
        return s.Contains(_around(items), items[0], quantifier, items[-1], items[1].type == "NOT")

    def matches(self, items: list[Any]) -> s.Expr:
        pattern = self.text([items[-1]])
        return s.Matches(_around(items), items[0], cast("s.Text", pattern), items[1].type == "NOT")

    def stated(self, items: list[Any]) -> s.Expr:
        return s.Stated(_around(items), items[0], items[2].type == "NOT")

    def sum(self, items: list[Any]) -> s.Expr:
        terms, operators = _left_flat(items, s.Sum)
        return s.Sum(_around(items), terms, operators)

    def product(self, items: list[Any]) -> s.Expr:
        terms, operators = _left_flat(items, s.Product)
        return s.Product(_around(items), terms, operators)

    def negative(self, items: list[Any]) -> s.Expr:
        return s.Negative(_around(items), items[1])

    def group(self, items: list[Any]) -> s.Expr:
        return cast("s.Expr", items[1])

    def name(self, items: list[Any]) -> s.Expr:
        return s.Name(_span(items[0]), items[0].value)

    def filtered(self, items: list[Any]) -> s.Expr:
        return s.Filtered(_around(items), items[0], items[2])

    def attribute(self, items: list[Any]) -> s.Expr:
        return s.Attribute(_around(items), items[0], items[2])

    def argument(self, items: list[Any]) -> s.Argument:
        name = items[0] if isinstance(items[0], s.Name) else s.Name(_span(items[0]), items[0].value)
        return s.Argument(_around(items), name, items[2])

    def call(self, items: list[Any]) -> s.Expr:
        given = items[2:-1:2]
        named = tuple(item for item in given if isinstance(item, s.Argument))
        return s.Call(
            _around(items), items[0], tuple(item for item in given if not isinstance(item, s.Argument)), named
        )

    def number(self, items: list[Any]) -> s.Expr:
        symbol = items[0].value if items[0].type == "SYMBOL" else None
        digits = items[1] if symbol else items[0]
        scale, unit = _scale_and_unit(items[-1]) if items[-1] is not digits else (1, None)
        return s.Number(_around(items), _exact(digits.value), scale, unit, symbol)

    def compound(self, items: list[Any]) -> s.Expr:
        parts = [self.number([items[index], items[index + 1]]) for index in range(0, len(items), 2)]
        return s.Compound(_around(items), cast("tuple[s.Number, ...]", tuple(parts)))

    def date(self, items: list[Any]) -> s.Expr:
        return s.Date(_span(items[0]), items[0].value)

    def text(self, items: list[Any]) -> s.Expr:
        return s.Text(_span(items[0]), items[0].value[1:-1])

    def boolean(self, items: list[Any]) -> s.Expr:
        return s.Boolean(_span(items[0]), items[0].type == "TRUE")

    def range(self, items: list[Any]) -> s.Expr:
        scale, unit = _scale_and_unit(items[5]) if len(items) > 5 else (1, None)
        closed = items[0].type == "LSQB", items[4].type == "RSQB"
        return s.Range(_around(items), items[1], items[3], *closed, scale, unit)

    open_range = range

    def set(self, items: list[Any]) -> s.Expr:
        # A unit after the brace is read so that the checker can say that each member has its own.
        unit = _scale_and_unit(items[-1])[1] if items[-1].type != "RBRACE" else None
        last = -2 if unit else -1
        return s.Set(_around(items), tuple(items[1:last:2]), unit)


def _flat(items: list[Any], kind: type[s.Or] | type[s.And]) -> tuple[Any, ...]:
    flat: list[Any] = []
    for item in items:
        flat.extend(item.items if isinstance(item, kind) else [item])
    return tuple(flat)


def _left_flat(items: list[Any], kind: type[s.Sum] | type[s.Product]) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """`(a - b) - c` is `a - b - c`, since both operators bind to the left."""
    first, *rest = items[0::2]
    operators = tuple(token.value for token in items[1::2])
    if isinstance(first, kind):
        return (*first.items, *rest), (*first.operators, *operators)
    return (first, *rest), operators


def _exact(digits: str) -> s.Exact:
    plain = digits.replace(",", "").replace("_", "")
    return Fraction(plain) if "." in plain else int(plain)


def _scale_and_unit(token: Token) -> tuple[int, s.Unit | None]:
    """Split "million USD" into 10^6 and USD."""
    words = token.value.split()
    scale = s.SCALES.get(words[0].lower())
    if scale is None:
        return 1, s.Unit(_span(token), " ".join(words))
    if len(words) == 1:
        return scale, None
    start = cast("int", token.start_pos) + token.value.index(words[1], len(words[0]))
    return scale, s.Unit(Span(start, _span(token).end), " ".join(words[1:]))


_VALUE = frozenset({"NUMBER", "NAME", "STRING", "LBRACE", "SYMBOL", "DATE"})
_IN_WORDS = {
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


def _explain(text: EmbeddedText, unexpected: UnexpectedInput) -> Diagnostic:
    """The first place where the text leaves the grammar, in words."""
    value = text.value
    if isinstance(unexpected, UnexpectedToken):
        token = unexpected.token
        accepted = set(unexpected.accepts or unexpected.expected)
        if token.type == "$END":
            end = len(value.rstrip())
            return diagnostics.syntax_error(text.locate(Span(max(0, end - 1), end)), "it ends here", _words(accepted))
        span, written = _span(token), token.value
    else:
        assert isinstance(unexpected, UnexpectedCharacters)
        accepted = set(unexpected.allowed or ())
        start = unexpected.pos_in_stream
        end = start + 1
        while end < len(value) and value[start].isalnum() and (value[end].isalnum() or value[end] == "_"):
            end += 1
        span, written = Span(start, end), value[start:end]
    first = written.split()[0] if written.strip() else written
    if keyword_in_capitals(first):
        span, written = Span(span.start, span.start + len(first)), first
    fix = keyword_in_capitals(written) or ("==" if written == "=" else None)
    if fix is None and not written.isascii() and written.isalpha():
        fix = f'"{written}"'
    return diagnostics.syntax_error(text.locate(span), f"{written!r} does not fit here", _words(accepted), fix)


def _words(accepted: set[str]) -> str:
    said = ["a value"] if accepted >= _VALUE or {"NUMBER", "NAME"} <= accepted else []
    said += [words for name, words in _IN_WORDS.items() if name in accepted]
    return diagnostics.listed(said) if said else "something else"


__all__ = ["LARGEST", "Parsed", "parse", "parse_text", "walk"]
