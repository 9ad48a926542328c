"""From tokens to exact numbers: digits, number words, fractions and scale words.

"1,200", "twenty-one", "two and a half million", "half a dozen", "1.2 bn", "three quarters", "2 1/2", "6 × 10^23".
Ordinals are no numbers. Own tables rather than a library: `text2num` goes through floats, drops "and a half" and
"a dozen" and gives no offsets inside a phrase; `word2number` is no longer kept.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from factcheck.model.interval import Exact, exact
from factcheck.named import NamedTuple
from factcheck.reading.tokens import FRACTION, NUMBER, WORD, Token

LARGEST: Final = 10**30

SMALL: Final = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS: Final = dict(
    zip(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True
    ),
    fourty=40,
)
SCALES: Final[dict[str, int]] = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
    "dozen": 12,
    "score": 20,
    "lakh": 10**5,
    "crore": 10**7,
}
_SHORT: Final = {
    "mn": 10**6,
    "mln": 10**6,
    "mil": 10**6,
    "mio": 10**6,
    "bn": 10**9,
    "bln": 10**9,
    "mrd": 10**9,
    "tn": 10**12,
    "tln": 10**12,
    "trn": 10**12,
    "cr": 10**7,
    "crs": 10**7,
    "lac": 10**5,
    "lacs": 10**5,
}
_PLURAL: Final = {f"{word}s": size for word, size in SCALES.items() if word not in ("hundred", "score", "quadrillion")}
AFTER_NUMBER: Final = SCALES | _SHORT | _PLURAL
_ONCE: Final = frozenset({"dozen", "dozens", "score"})
"""Scale words that stand alone after a number: twelve hundred, but never two dozen thousand."""
DENOMINATORS: Final[dict[str, int]] = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twelfth": 12,
    "sixteenth": 16,
    "twentieth": 20,
    "hundredth": 100,
    "thousandth": 10**3,
    "millionth": 10**6,
    "billionth": 10**9,
    "trillionth": 10**12,
}
_DENOMINATORS: Final = {f"{word}s": value for word, value in DENOMINATORS.items()} | {"halves": 2}
_PARTED: Final = frozenset({"point", "percentage", "mile", "inch", "hour", "century", "majority", "mark", "length"})
"""What "three-quarter" before it is a part of; "a three-quarter slump" went on for three quarters."""
_NOTHING: Final = frozenset({"nought", "naught", "oh"})
"""What zero is called before or after a decimal point."""
_COLLECTIVES: Final = {"couple": 2, "pair": 2}
_ARTICLES: Final = frozenset({"a", "an"})
NUMBER_WORDS: Final = frozenset({*SMALL, *TENS, *SCALES, *_SHORT, *_PLURAL, *_DENOMINATORS})
"""Words that are part of a number wherever they stand after one."""
_OF_PRICES: Final = frozenset({2, 3, 4, 8, 16, 32})
"""What the fractions of prices are parts of, which a hyphen joins to the whole."""
_SUPERSCRIPT: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


class Number(NamedTuple):
    """A number and the index of the first token after it.

    `scale` is the scale word at its end, which "1.2 to 1.4 billion" shares; `share` marks a plain fraction ("two
    thirds"), `article` the word "a" alone, which is a number only before a unit.
    """

    value: Exact
    after: int
    scale: int = 1
    share: bool = False
    article: bool = False


def number_at(tokens: list[Token], i: int, *, joining: bool = True, shares: bool = True) -> Number | None:
    """The longest number that starts at a token.

    Without `joining`, "and" is never part of it ("between two hundred and three hundred"); without `shares`, "quarter"
    and the like are not ("two quarters" of a year).
    """
    token = tokens[i]
    if token.kind == NUMBER:
        found = _digits(tokens, i)
    elif token.kind == WORD:
        found = _words(tokens, i, joining, shares)
    elif token.kind == FRACTION:
        found = Number(token.value, i + 1, share=True)
    else:
        return None
    if found is None or found.article or tokens[found.after].kind != WORD:
        return found
    if shares:
        found = _with_denominator(tokens, found)
    if joining:
        found = _with_part(tokens, found)
    found = _scaled(tokens, found)
    if joining and found.scale > 1:
        found = _with_part(tokens, found)
    return found if found.value <= LARGEST else None


# Digits --------------------------------------------------------------------------------------------------------------


def _digits(tokens: list[Token], i: int) -> Number | None:
    """`12`, `1/2`, `2 1/2`, `2-1/2`, `2½`, `6 × 10^23`."""
    token, following = tokens[i], tokens[i + 1]
    if token.value < 0:
        return None
    if following.kind == FRACTION:
        return Number(exact(token.value + following.value), i + 2)
    if following.kind == NUMBER:
        part = _slash(tokens, i + 1)
        if part is not None and part < 1 and isinstance(token.value, int):
            return Number(exact(token.value + part), i + 4)
    elif following.word == "/":
        part = _slash(tokens, i)
        if part is not None:
            return Number(part, i + 3, share=True)
    elif following.word == "-" and tokens[i + 2].start == following.end == token.end + 1:
        part = _slash(tokens, i + 2) if tokens[i + 2].kind == NUMBER else None
        if part is not None and part < 1 and isinstance(token.value, int) and part.denominator in _OF_PRICES:
            return Number(exact(token.value + part), i + 5)
    elif following.word in ("×", "x"):
        return _power_of_ten(tokens, i)
    return Number(token.value, i + 1)


def _slash(tokens: list[Token], i: int) -> Exact | None:
    above, slash, below = tokens[i : i + 3]
    if slash.word != "/" or below.kind != NUMBER or slash.start != above.end or below.start != slash.end:
        return None
    if not isinstance(above.value, int) or not isinstance(below.value, int) or not 2 <= below.value <= 100:
        return None
    if tokens[i + 3].word == "/" and tokens[i + 3].start == below.end:
        # "03/07/2017" has no fraction in it.
        return None
    return exact(Fraction(above.value, below.value))


def _power_of_ten(tokens: list[Token], i: int) -> Number:
    """`6.02 × 10^23`, `10²³`."""
    plain = Number(tokens[i].value, i + 1)
    if tokens[i + 2].value != 10 or tokens[i + 2].kind != NUMBER:
        return plain
    if tokens[i + 3].word == "^":
        minus = tokens[i + 4].word == "-"
        power = tokens[i + 4 + minus]
        if power.kind != NUMBER or not isinstance(power.value, int) or power.value > 30:
            return plain
        exponent, after = -power.value if minus else power.value, i + 5 + minus
    else:
        written = tokens[i + 3].word.translate(_SUPERSCRIPT)
        if not written.removeprefix("-").isdecimal() or not written.isascii() or len(written) > 3:
            return plain
        exponent, after = int(written), i + 4
    return Number(exact(tokens[i].value * Fraction(10) ** exponent), after)


# Words ---------------------------------------------------------------------------------------------------------------


def _words(tokens: list[Token], i: int, joining: bool, shares: bool) -> Number | None:
    word, following = tokens[i].word, tokens[i + 1].word
    if word in _ARTICLES or word == "one":
        if shares and following in DENOMINATORS:
            return Number(Fraction(1, DENOMINATORS[following]), i + 2, share=True)
        if word != "one":
            return _after_article(tokens, i, joining)
    elif word in ("half", "quarter"):
        return Number(Fraction(1, DENOMINATORS[word]), i + 1, share=True) if shares else None
    elif word in _COLLECTIVES:
        return Number(_COLLECTIVES[word], i + 2) if following == "of" else None
    elif word in SCALES:
        # "hundred people"; but a score alone is a game's.
        return _cardinal(tokens, i, joining, 1) if word != "score" else None
    elif word in _NOTHING and following == "point":
        return _point(tokens, 0, i + 1) if _digit(tokens[i + 2].word) is not None else None
    return _cardinal(tokens, i, joining, None) if word in SMALL or word in TENS else None


def _after_article(tokens: list[Token], i: int, joining: bool) -> Number:
    """Such as "a hundred", "a couple of", or "a" alone."""
    following = tokens[i + 1].word
    if following in _COLLECTIVES:
        return Number(_COLLECTIVES[following], i + 3 if tokens[i + 2].word == "of" else i + 2)
    if following in SCALES:
        return _cardinal(tokens, i + 1, joining, 1) or Number(1, i + 1, article=True)
    return Number(1, i + 1, article=True)


def small_at(tokens: list[Token], i: int) -> tuple[int, int] | None:
    """A number word below a hundred, and the index after it."""
    word = tokens[i].word
    if word in SMALL:
        return SMALL[word], i + 1
    if word in TENS:
        unit = SMALL.get(tokens[i + 1].word, 0)
        return (TENS[word] + unit, i + 2) if 1 <= unit <= 9 else (TENS[word], i + 1)
    return None


def _cardinal(tokens: list[Token], i: int, joining: bool, group: int | None) -> Number | None:
    """Such as "one hundred and five thousand". `group` is what waits for a scale word; after "a" it is 1."""
    total, scale, smallest = 0, 1, LARGEST
    while True:
        word = tokens[i].word
        size = SCALES.get(word)
        if size == 100 and group is not None and 0 < group < 100:
            group, scale, i = group * 100, 100, i + 1
        elif size is not None and group is not None and 100 < size < smallest:
            total, group, scale, smallest, i = total + group * size, None, size, size, i + 1
        elif (small := small_at(tokens, i)) is not None and (group is None or (group >= 100 and group % 100 == 0)):
            group, i, scale = (group or 0) + small[0], small[1], 1
        elif word == "and" and joining and scale > 1 and _goes_on(tokens, i + 1, scale):
            i += 1
        else:
            break
    if group is None and smallest == LARGEST:
        return None
    value = total + (group or 0)
    return Number(value, i, scale) if scale > 1 or tokens[i].word != "point" else _point(tokens, value, i)


def _goes_on(tokens: list[Token], i: int, scale: int) -> bool:
    """Whether "and" leads to the rest of a number: not in "one hundred and two hundred", "a million and two thirds"."""
    small = small_at(tokens, i)
    following = "" if small is None else tokens[small[1]].word
    return following not in _DENOMINATORS and (following != "hundred" or scale > 100) and bool(small and small[0])


def _point(tokens: list[Token], whole: int, i: int) -> Number:
    """Such as "one point five"."""
    digits, after = "", i + 1
    while len(digits) < 9 and (digit := _digit(tokens[after].word)) is not None:
        digits, after = digits + str(digit), after + 1
    return Number(exact(whole + Fraction(int(digits), 10 ** len(digits))), after) if digits else Number(whole, i)


def _digit(word: str) -> int | None:
    digit = 0 if word in _NOTHING else SMALL.get(word, 10)
    return digit if digit < 10 else None


# Fractions and scales ------------------------------------------------------------------------------------------------


def _with_denominator(tokens: list[Token], found: Number) -> Number:
    """Such as "two thirds", "3 quarters", "a three-quarter point"."""
    word, of = tokens[found.after], tokens[found.after + 1]
    one = DENOMINATORS.get(word.word, 0) if word.joined and of.word in _PARTED else 0
    below = _DENOMINATORS.get(word.word) or (one if one > found.value > 1 else None)
    if below is None or found.share or not isinstance(found.value, int) or found.scale > 1 or found.value >= 100:
        return found
    return Number(exact(Fraction(found.value, below)), found.after + 1, share=True)


def part_at(tokens: list[Token], i: int) -> tuple[Exact, int] | None:
    """Such as "and a half", "and three quarters", and the index after it."""
    if tokens[i].word != "and" or tokens[i + 1].kind != WORD:
        return None
    part = _words(tokens, i + 1, False, True)
    if part is not None and not part.article:
        part = _with_denominator(tokens, part)
    if part is None or not part.share or part.value >= 1:
        return None
    return part.value, part.after


def _with_part(tokens: list[Token], found: Number) -> Number:
    """Such as "two and a half", "a million and a half"; not "a billion and a half million"."""
    part = part_at(tokens, found.after)
    if part is None or found.share or (found.scale > 1 and tokens[part[1]].word in SCALES):
        return found
    return found._replace(value=exact(found.value + part[0] * found.scale), after=part[1])


def _scaled(tokens: list[Token], found: Number) -> Number:
    """Scale words after a number: "2.5 million", "half a dozen", "a quarter of a million"."""
    value, i, scale = found.value, found.after, found.scale
    start = skip_article(tokens, i) if found.share else i
    for _ in range(3):
        word = tokens[start].word
        size = AFTER_NUMBER.get(word)
        if size is None or (word in _ONCE and scale > 1) or value > LARGEST:
            break
        value, scale, i, start = exact(value * size), scale * size, start + 1, start + 1
    return found if i == found.after else Number(value, i, scale)


def skip_article(tokens: list[Token], i: int) -> int:
    """Past "of a", "of one", "a", "an", which stand between a fraction and what it is a fraction of."""
    if tokens[i].word == "of" and tokens[i + 1].word in ("a", "an", "one"):
        return i + 2
    return i + 1 if tokens[i].word in _ARTICLES else i
