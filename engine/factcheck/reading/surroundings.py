"""What the words around an amount tell of it: that "m" is short for millions, and that pounds are paid."""

from __future__ import annotations

from typing import Final

from factcheck.reading.tokens import CURRENCY, NUMBER, WORD, Token

_LENGTHS: Final = frozenset(
    "high tall long wide deep above below from away race sprint final finals freestyle butterfly backstroke hurdles "
    "medley relay breaststroke dash apart off and or to in at on with by when as after before during of world event "
    "title record gold silver bronze heats run jump swim for champion champions championship runner runners winner "
    "winners medallist medallists specialist olympic gap lead mark line tape straight runs five".split()
)
"""What follows metres rather than millions."""
_IN_METRES: Final = frozenset({50, 60, 100, 110, 200, 400, 800, 1000, 1500, 3000, 5000, 10_000})
_OF_RACES: Final = frozenset(
    "titles runners events races hurdles champions sprinters finals heats indoors times medals relays records swimmers "
    "aaas lanes results".split()
)
_NEAR: Final = 8
_TOLD_IN_MILLIONS: Final = frozenset(
    "sales revenue revenues profit profits turnover users subscribers customers viewers listeners passengers jobs "
    "unemployment unemployed population budget circulation audience income losses takings visitors exports imports "
    "downloads households homes workers".split()
)
"""Words soon after which "3.2m" is no length."""
_NOUNS_AWAY: Final = 3
_FURTHEST_SCALE: Final = 14
NO_NOUN: Final = frozenset("in a last this for the at by on from to and as after before earlier when while".split())
_PAID: Final = frozenset(
    "pay pays paid paying cost costs costing worth price priced prices spend spends spent spending earn earns earned "
    "fine fined fines debt debts owe owes owed charge charged charges fee fees £ pound salary wage wages rent tax "
    "compensation bill bills sold sell sells selling bought buy".split()
)
"""Words after which pounds are money."""


def counts(tokens: list[Token], i: int) -> bool:
    """Whether the words at a token are what millions are counted of: "4.4m laptop users"; not "100m hurdles"."""
    for token in tokens[i : i + _NOUNS_AWAY]:
        if token.kind != WORD or token.joined or token.word in _LENGTHS or token.word in NO_NOUN:
            return False
        if token.word == "people" or (token.word[-1] == "s" and token.word[-2:] not in ("ss", "us", "'s", "is")):
            return True
    return False


def is_race(tokens: list[Token], i: int) -> bool:
    """Whether the m at a token makes a race of the number before it: "the 200m titles"; not "200m passengers"."""
    if tokens[i].word != "m" or tokens[i - 1].value not in _IN_METRES:
        return False
    following = tokens[i + 1]
    counted = following.word == "people" or (following.word[-1:] == "s" and following.word not in _OF_RACES)
    return not (counted and counts(tokens, i + 1))


def in_millions(tokens: list[Token], i: int) -> bool:
    """Whether a letter is short for millions by what stands around: "sales of 3.2m", "204.3m (£109m)".

    Or the same letter was shortly before: "from 1m barrels to 294.3m".
    """
    if tokens[i + 1].word in _LENGTHS:
        return False
    if tokens[i + 1].word == "(" and tokens[i + 2].kind == CURRENCY:
        return True
    if any(token.word in _TOLD_IN_MILLIONS for token in tokens[max(0, i - _NEAR) : i]):
        return True
    for k in range(i - 2, max(0, i - _FURTHEST_SCALE), -1):
        if tokens[k].word == ".":
            return False
        if tokens[k].word == tokens[i].word and tokens[k - 1].kind == NUMBER and tokens[k - 1].end == tokens[k].start:
            return counts(tokens, k + 1) or tokens[k - 2].kind == CURRENCY
    return False


def is_paid(tokens: list[Token], i: int) -> bool:
    """Whether something before a token is paid or costs, so that the pounds there are money."""
    for k in range(i - 1, max(-1, i - _FURTHEST_SCALE), -1):
        if tokens[k].word in _PAID:
            return True
        if tokens[k].word == ".":
            return False
    return False
