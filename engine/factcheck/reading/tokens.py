"""From a text to its tokens: numbers, dates, words, currency signs and other signs, each with its place.

Every grammar of this package works on these tokens and never on the text itself, so that a value is found alike
whether it is the whole text or stands in the middle of an article. Offsets are those of the text given.

A comma before one or two digits, or four and more, is a decimal mark ("44,1", "1.250,50"); before three it parts
groups.

A hyphen that only joins ("90-minute", "twenty-one", "two-and-a-half-hour") is no token: the token after it is marked
`joined`. A hyphen between numbers or before one stays, since it is a range or a minus.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from fractions import Fraction
from typing import Final

from factcheck.model.interval import Exact
from factcheck.named import NamedTuple
from factcheck.pattern import pattern

NUMBER: Final = "number"
FRACTION: Final = "fraction"
DATE: Final = "date"
WORD: Final = "word"
CURRENCY: Final = "currency"
SIGN: Final = "sign"
END: Final = "end"

MOST_DIGITS: Final = 40


class Token(NamedTuple):
    """A token. `word` is its text in lower case with straight signs; `value` the number of a number or fraction."""

    kind: str
    word: str
    start: int
    end: int
    value: Exact = 0
    joined: bool = False


# Signs that a keyboard lacks are first replaced by ones that it has, each by one character, so that offsets hold. The
# unit separator stands for a space that does not break: it may group digits, and still counts as space elsewhere.
_PLAIN: Final = str.maketrans("‐‑−–—―’‘′”“″⁄\u00a0\u2009\u202f", "---–––'''\"\"\"/\x1f\x1f\x1f")
_MINUS: Final = "−"
# Each alternative begins with a set of characters, or a rare one: so all that cannot match are passed over quickly.
_TOKEN: Final = pattern(
    r"""(?=\S)(?:[a-z][a-z]*+(?:[ ][a-z]++)*(?=[ ,\n])(?P<lower>)
      |[A-Z][a-z]++(?=[ ,\n])(?P<capital>)
      |[A-Z](?:(?<=U)\.S\.|[A-Za-z]{0,2})[$¢£¤¥](?P<named_currency>)
      |[¼½¾](?P<fraction>)
      |[^\W\d_](?:\.(?:[^\W\d_]\.)+|[^\W\d_]*(?:'[^\W\d_]+)*)(?P<word>)
      |(?=[0-9.])(?:(?:[0-9]{4}-(?:W[0-9]{2}|[0-9]{2}(?:-[0-9]{2})?)(?![0-9A-Za-z]|-[0-9])
                     |[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}(?![0-9A-Za-z]|\.[0-9]))(?P<date>)
                   |(?=[0-9]+[.,\x1f][0-9])(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]{1,2}(?![0-9]|,[0-9])
                      |[1-9][0-9]{0,2}(?:\.[0-9]{3}|(?:\.[0-9]{3})+\.000)\.[0-9]{3}(?![0-9]|[.,][0-9])
                      |(?<![0-9],)(?:[0-9]{1,3}(?:\x1f[0-9]{3})*,[0-9]{1,2}
                                    |[0-9]{1,3},(?!(?:19|20)[0-9]{2}(?![0-9]))[0-9]{4,}(?<!000)
                                    |[0-9]{4,},[0-9]{1,2}
                                    |0,[0-9]+)(?![0-9]|,[0-9]))(?P<continental>)
                   |(?:(?:[0-9]{1,3}(?:[,_'\x1f][0-9]{3})+
                         |[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}
                         |[0-9]+(?:_[0-9]+)*)(?![0-9])(?:\.[0-9]+)?|(?<![^\W\d_])\.[0-9]+)(?P<number>))
      |-(?P<hyphen>)
      |[$¢£¤¥](?P<currency>)
      |\S(?P<sign>))""",
    re.VERBOSE,
)
_FROM_CONTINENTAL: Final = str.maketrans(",", ".", ".")
_SEPARATORS: Final = str.maketrans("", "", ",_'\x1f")
_CURRENCIES: Final = frozenset("֏؋৲৳฿៛﷼＄￠￡￥￦") | {chr(code) for code in range(0x20A0, 0x20C1)}
_VULGAR: Final = {
    sign: Fraction(above, below)
    for sign, above, below in zip(
        "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞",
        (1, 1, 3, 1, 1, 1, 1, 2, 1, 2, 3, 4, 1, 5, 1, 3, 5, 7),
        (4, 2, 4, 7, 9, 10, 3, 3, 5, 5, 5, 5, 6, 6, 8, 8, 8, 8),
        strict=True,
    )
}
_AROUND: Final = frozenset({"to", "or", "and"})


def tokens_of(text: str, possessives: Collection[str] = ()) -> list[Token]:
    """All tokens in order, and eight END tokens, so that a grammar may look ahead without asking how far it can.

    The possessive 's is cut off the words named, except in "New Year's".
    """
    plain = text if text.isascii() else text.translate(_PLAIN)
    found: list[Token] = []
    append, new = (
        found.append,
        tuple.__new__,
    )  # a text has very many tokens, and the usual way to make one takes twice as long
    joined = False
    for match in _TOKEN.finditer(plain):
        kind = match.lastgroup
        written = match[0]
        start, end = match.span()
        if kind == "lower":
            # Most words are quickly told: of plain letters, with a space or a comma after them, and many in a row.
            for word in written.split(" "):
                end = start + len(word)
                append(new(Token, (WORD, word, start, end, 0, joined)))
                start, joined = end + 1, False
        elif kind == "capital":
            append(new(Token, (WORD, written.lower(), start, end, 0, joined)))
        elif kind == "word" and written not in _VULGAR:
            word = written.casefold()
            if (
                possessives
                and word[-2:] == "'s"
                and word[:-2] in possessives
                and not (found and found[-1].word == "new")
            ):
                word, end = word[:-2], end - 2
            append(new(Token, (WORD, word, start, end, 0, joined)))
        elif kind == "hyphen":
            joined = text[start] != _MINUS and _only_joins(plain, start, end)
            if not joined:
                append(Token(SIGN, "-", start, end))
            continue
        elif kind == "number":
            append(Token(NUMBER, written, start, end, _number(written), joined))
        elif kind in ("word", "fraction"):
            append(Token(FRACTION, written, start, end, _VULGAR[written], joined))
        elif kind == "sign":
            append(new(Token, (CURRENCY if written in _CURRENCIES else SIGN, written, start, end, 0, joined)))
        elif kind == "continental":
            written = written.translate(_FROM_CONTINENTAL)
            append(Token(NUMBER, written, start, end, _number(written), joined))
        else:
            append(Token(DATE if kind == "date" else CURRENCY, written, start, end, 0, joined))
        joined = False
    return found + [Token(END, "", len(text), len(text))] * 8


def _number(digits: str) -> Exact:
    """The exact value; a number that is too long to be meant is none, and no grammar takes it."""
    whole, _, places = digits.translate(_SEPARATORS).partition(".")
    if len(whole) + len(places) > MOST_DIGITS:
        return -1
    if not places:
        return int(whole)
    value = Fraction(int(whole + places), 10 ** len(places))
    return value.numerator if value.denominator == 1 else value


def _only_joins(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if not before.isalnum():
        return False
    if after.isalnum():
        return before.isalpha() or after.isalpha()
    # "80- to 90-minute": the hyphen waits for the word that the second number brings.
    return after == " " and text[end + 1 : end + 4].rstrip() in _AROUND


def raw(text: str, first: Token, last: Token) -> str:
    """What is written from one token to another, with every run of space as one space."""
    written = text[first.start : last.end]
    return written if written.isascii() and "  " not in written else " ".join(written.split())
