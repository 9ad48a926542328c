"""The nodes of a parsed check: what was written, where, and nothing of what it means.

Every node starts with its span in the expression's text; spans do not count when two trees are compared. Numbers are
exact (`int`, or `Fraction` where a decimal point was written). Chains of `and`, `or`, `+` and `*` are flat, so that
no walk over a tree is deeper than the brackets that were written.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from factcheck.record import Record
from factcheck.source import Span

Exact = int | Fraction
ComparisonOperator = Literal["==", "!=", "<", "<=", ">", ">="]
PeriodRelation = Literal["before", "after", "during", "overlaps"]
Modal = Literal["certainly", "possibly"]
Quantifier = Literal["any", "all"]


class Node(Record):
    """Any node; `span` is where it stands in the expression."""

    __uncompared__ = ("span",)

    span: Span


# Logic


class Implies(Node):
    """`a implies b implies c`, which means `a implies (b implies c)`"""

    items: tuple[Expr, ...]


class Or(Node):
    """`a or b or c`"""

    items: tuple[Expr, ...]


class And(Node):
    """`a and b and c`"""

    items: tuple[Expr, ...]


class Not(Node):
    """`not item`"""

    item: Expr


class Modality(Node):
    """`certainly item`, `possibly item`"""

    modal: Modal
    item: Expr


# Comparisons


class Comparison(Node):
    """`a < b`, `80 min <= d <= 90 min`: one more operand than operators"""

    operands: tuple[Expr, ...]
    operators: tuple[ComparisonOperator, ...]


class Membership(Node):
    """`subject in container`, `subject not in container`; the container is a range, a set or a sum"""

    subject: Expr
    container: Expr
    negated: bool


class Within(Node):
    """`subject within tolerance of centre`"""

    subject: Expr
    tolerance: Expr
    centre: Expr


class Relation(Node):
    """`left before right`, `after`, `during`, `overlaps`"""

    relation: PeriodRelation
    left: Expr
    right: Expr


class Contains(Node):
    """`subject contains item`, `contains any {…}`, `contains all {…}`, `not contains …`"""

    subject: Expr
    quantifier: Quantifier | None
    item: Expr
    negated: bool


class Matches(Node):
    """`subject matches "pattern"`, `subject not matches "pattern"`"""

    subject: Expr
    pattern: Text
    negated: bool


class Stated(Node):
    """`fact is stated`, `fact is not stated`"""

    subject: Expr
    negated: bool


# Sums


class Sum(Node):
    """`a + b - c`: `operators` stand before the second and later items"""

    items: tuple[Expr, ...]
    operators: tuple[Literal["+", "-"], ...]


class Product(Node):
    """`a * b / c`"""

    items: tuple[Expr, ...]
    operators: tuple[Literal["*", "/"], ...]


class Negative(Node):
    """`-item`"""

    item: Expr


# Names


class Name(Node):
    """`meeting_duration`, `Japan`"""

    name: str


class Filtered(Node):
    """`fact[said_by == "White House"]`"""

    fact: Name
    filter: Expr


class Attribute(Node):
    """`fact.said_by`"""

    subject: Name | Filtered
    name: Name


class Argument(Node):
    """`within = 10 min`, inside a call"""

    name: Name
    value: Expr


class Call(Node):
    """`agree(meeting_duration, within = 10 min)`"""

    function: Name
    arguments: tuple[Expr, ...]
    named: tuple[Argument, ...]


# Literals


class Unit(Node):
    """`min`, `km/h`, `USD`, `%`: the words after a number, scale words taken off"""

    name: str


class Number(Node):
    """`80`, `1.5 h`, `2.5 million USD`, `$14 million`, `10%`; `scale` is 1 or a power of ten that stood as a word"""

    value: Exact
    scale: int = 1
    unit: Unit | None = None
    symbol: str | None = None
    """The currency symbol before the number."""


class Compound(Node):
    """`1 h 20 min`"""

    parts: tuple[Number, ...]


class Date(Node):
    """`2022-01-21`, `2022-01`, `2022-W03`, as written"""

    written: str


class Text(Node):
    """`"push back"`, `'push back'`: the words without the quotes, which know no escapes"""

    value: str


class Boolean(Node):
    """`true`, `false`"""

    value: bool


class Range(Node):
    """`[80, 90] min`, `(0, 1)`, `[80 min, 2 h)`; `scale` and `unit` stand after the bracket and belong to both ends"""

    low: Expr
    high: Expr
    low_closed: bool
    high_closed: bool
    scale: int = 1
    unit: Unit | None = None


class Set(Node):
    """`{Japan, India}`; a unit after the brace is kept only to be refused by name"""

    members: tuple[Expr, ...]
    unit: Unit | None = None


Expr = (
    Implies
    | Or
    | And
    | Not
    | Modality
    | Comparison
    | Membership
    | Within
    | Relation
    | Contains
    | Matches
    | Stated
    | Sum
    | Product
    | Negative
    | Name
    | Filtered
    | Attribute
    | Call
    | Number
    | Compound
    | Date
    | Text
    | Boolean
    | Range
    | Set
)

KEYWORDS = frozenset(
    "implies or and not certainly possibly in within of before after during overlaps contains any all matches is stated"
    " true false".split()
)
"""Words that are never names."""

FUNCTIONS = ("min", "max", "mean", "median", "spread", "agree", "distinct", "articles", "share")
ATTRIBUTES = ("said_by", "modality", "hedge", "section", "quote", "confidence", "origin")

SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
