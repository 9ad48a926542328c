"""From a value as it is written without quotes to what it is: null, a truth value, an exact number, or text.

The rules are those of YAML 1.2's core schema (chapter 10.3.2), so `NO`, `on`, `1:20`, `1_000` and `2022-01-21` are
text, and `010` is ten. Whole numbers become `int`, all others `Fraction`: nothing is ever rounded. The size is bounded
before anything is computed, since `1e999999999` is eleven characters long and a number that no memory holds.
"""

from __future__ import annotations

from fractions import Fraction

from factcheck.pattern import pattern

MOST_DIGITS = 40
"""Digits of a number, and places after the point."""
LARGEST = 10**30

MAYBE_NOT_TEXT = frozenset(["", *"~nNtTfF+-.0123456789"])
"""First characters of what can be something else than text; it spares the rest a closer look."""

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER_STARTS = frozenset("+-.0123456789")
_MOST_EXPONENT_DIGITS = 5
_BASES = {"0o": 8, "0x": 16}
_OTHER_BASE = pattern(r"0o[0-7]+|0x[0-9a-fA-F]+")
_DECIMAL = pattern(r"([-+]?)(?:([0-9]+)(?:\.([0-9]*))?|\.([0-9]+))(?:[eE]([-+]?[0-9]+))?")
_NOT_FINITE = pattern(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


class TooLarge(Exception):
    """The number has more than 40 digits, or lies beyond 10^30."""


class NotFinite(Exception):
    """Infinity, or what is not a number."""


def resolve(written: str) -> str | int | Fraction | bool | None:
    """What an unquoted value is. Raises TooLarge or NotFinite for a number that is not read."""
    if written in _WORDS:
        return _WORDS[written]
    if written[0] not in _NUMBER_STARTS:
        return written
    if parts := _DECIMAL.fullmatch(written):
        return _decimal(*parts.groups(""))
    if _OTHER_BASE.fullmatch(written):
        return _other_base(written)
    if _NOT_FINITE.fullmatch(written):
        raise NotFinite
    return written


def kind_of(written: str) -> str | None:
    """What an unquoted value is, in words; None if it is text."""
    try:
        value = resolve(written)
    except (TooLarge, NotFinite):
        return "a number"
    if isinstance(value, str):
        return None
    return "nothing" if value is None else "a truth value" if isinstance(value, bool) else "a number"


def number(written: str) -> int | Fraction:
    """The value of a decimal number such as `-1.50` or `2e3`. Raises TooLarge."""
    parts = _DECIMAL.fullmatch(written)
    if parts is None:
        raise ValueError("not a decimal number")
    return _decimal(*parts.groups(""))


def _decimal(sign: str, whole: str, after_point: str, only_after_point: str, exponent_digits: str) -> int | Fraction:
    fraction = after_point or only_after_point
    if len(whole) + len(fraction) > MOST_DIGITS or len(exponent_digits) > _MOST_EXPONENT_DIGITS:
        raise TooLarge
    digits = int(sign + whole + fraction)
    exponent = int(exponent_digits or "0") - len(fraction)
    if exponent == 0 and abs(digits) <= LARGEST:
        return digits
    if digits == 0:
        return 0
    if abs(exponent) > 2 * MOST_DIGITS:
        raise TooLarge
    value = Fraction(digits * 10 ** max(exponent, 0), 10 ** max(-exponent, 0))
    if abs(value) > LARGEST or value.denominator > 10**MOST_DIGITS:
        raise TooLarge
    return value.numerator if value.denominator == 1 else value


def _other_base(written: str) -> int:
    digits = written[2:].lstrip("0") or "0"
    value = int(digits, _BASES[written[:2]]) if len(digits) <= 2 * MOST_DIGITS else LARGEST + 1
    if value > LARGEST:
        raise TooLarge
    return value
