"""What of a text is no value although it looks like one: addresses of the web, telephone numbers, parts of names."""

from __future__ import annotations

from typing import Final

from factcheck.extraction.text.inflection import may_be_verb
from factcheck.pattern import pattern
from factcheck.reading.numbers import SCALES
from factcheck.reading.tokens import NUMBER, WORD, Token

_ADDRESS: Final = pattern(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+")
_MOST_DIGITS_OF_A_NAME: Final = 4
_FUNCTION_WORDS: Final = frozenset(
    "the a an in on at about some of by from and but all these those only nearly over more up down with after for to "
    "as than between is was are were be been no not that this it its their his her our your my or if when while where "
    "who which what how why there then at least most under around roughly almost exactly just every each any both "
    "between during since until before through into out off per he she they we you i has had have will would could "
    "should may might can said says told so also another other because although though among against within without "
    "approximately estimated fewer less further half last next first another aged age".split()
)
_INDEXES: Final = frozenset(
    "ftse nasdaq dax cac nikkei stoxx russell msci ibex asx topix csi kospi sensex p s&p boeing airbus iphone windows "
    "formula apollo chapter section article route channel resolution proposition highway interstate flight psalm "
    "pier gate room building platform unit reactor group class division league catch title amendment phase type "
    "category level grade stage page verse episode season volume part item area zone district ward precinct lot "
    "playstation xbox android galaxy pixel covid sars exit paragraph row lane big act "
    "pentium indy update halo mach step round tier game match race".split()
)
"""Words that a number after them belongs to."""
_COMMON: Final = frozenset(
    "big act row lane group class phase type category level grade stage page season part item unit area step round "
    "tier game match race".split()
)
_ENDS: Final = (".", "!", "?", ":", ";")
_UNITS_CLOSE: Final = frozenset("m km mm cm kg mph kph bn mn tn hp kw mw gw gb mb tb lb lbs oz ft".split())
_TOLD_OF: Final = frozenset("game match race row lane group class area act item unit".split())
"""Common words that number nothing in small letters."""
_SUCH: Final = frozenset("this that each every any which same later early one".split())
_AFTER_AMOUNTS: Final = frozenset(
    "% percent per - – to years months weeks days hours minutes people dollars euros pounds miles kilometres".split()
) | frozenset(SCALES)
"""Words that no name goes on with after its number: "Acme 30 Million" is no model."""
_TITLE_CASE: Final = 0.7
_SHORTEST_COUNTED: Final = 4
"""Shorter words have no capitals in some headings."""
_STREETS: Final = frozenset(
    "street st avenue ave road rd boulevard blvd drive dr lane ln highway hwy parkway court terrace".split()
)
_COMPASS: Final = frozenset("n s e w ne nw se sw north south east west".split())
_WORDS_OF_A_STREET: Final = 5
_ZIP: Final = 5
"""Digits of a US postal code, which stands after a state in two capitals."""
_NO_STATES: Final = frozenset({"us", "uk", "eu", "un"})
_FEWEST_DIGITS: Final = 8
_MOST_DIGITS: Final = 15
"""Of a telephone number with its area's or country's."""
_NAMES_OF_DIGITS: Final = frozenset({("9", "11"), ("24", "7"), ("50", "50"), ("7", "7"), ("20", "20")})


def addresses(text: str) -> list[tuple[int, int]]:
    """The spans of URLs and e-mail addresses, in order."""
    if "://" not in text and "www." not in text and "@" not in text:
        return []
    return [match.span() for match in _ADDRESS.finditer(text)]


def after_identifier(tokens: list[Token], i: int) -> int | None:
    """The index after a telephone number, an IP address or a version that starts at a number; None if none does.

    Such are three or more groups of digits that only single signs part, and "555-0143".
    """
    if tokens[i + 1].word == "/" and (tokens[i].word, tokens[i + 2].word) in _NAMES_OF_DIGITS:
        return i + 3
    spaced = _after_spaced(tokens, i)
    if spaced is not None:
        return spaced
    groups = [tokens[i].word]
    last = i
    while len(groups) < 8:
        following = tokens[last + 1]
        if following.kind == NUMBER and following.start == tokens[last].end and following.word[0] == ".":
            last += 1
        elif (
            following.word in ("-", ".", "/", ")")
            and following.start == tokens[last].end
            and tokens[last + 2].kind == NUMBER
            and tokens[last + 2].start <= following.end + (following.word == ")")
        ):
            last += 2
        else:
            break
        groups.append(tokens[last].word)
    digits = [group.replace(".", "") for group in groups]
    if len(groups) == 1 or not all(group.isdigit() for group in digits):
        return None
    if tokens[last].word[0] == ".":
        return last + 1  # "iOS 17.2.1"
    lengths = [len(group) for group in digits]
    if len(groups) == 2:
        # "100-1000 litres" is a range: no number of a telephone starts with 1 there, and few end with two zeros.
        telephone = lengths == [3, 4] and tokens[i + 1].word == "-" and digits[0][0] != "1" and digits[1][-2:] != "00"
        return last + 1 if telephone else None
    is_date = len(groups) == 3 and max(lengths) <= 4 and lengths.count(4) <= 1 and 3 not in lengths
    return None if is_date else last + 1


def _after_spaced(tokens: list[Token], i: int) -> int | None:
    """The index after a telephone number whose groups stand apart: "020 7946 0958", "+44 20 7946 0958"."""
    plus = i > 0 and tokens[i - 1].word == "+" and tokens[i - 1].end == tokens[i].start
    if not plus and (tokens[i].word[0] != "0" or len(tokens[i].word) < len("020")):
        return None
    digits, last = len(tokens[i].word), i
    while (
        digits <= _MOST_DIGITS and tokens[last + 1].word.isdecimal() and tokens[last + 1].start == tokens[last].end + 1
    ):
        last += 1
        digits += len(tokens[last].word)
    return last + 1 if last > i and _FEWEST_DIGITS <= digits <= _MOST_DIGITS else None


def belongs_to_word(text: str, tokens: list[Token], i: int) -> bool:
    """Whether a number is part of the word or name before it: "G7", "COVID-19", "Boeing 737", "No. 10"."""
    token = tokens[i]
    if _is_address(text, tokens, i):
        return True
    if i == 0:
        return False
    before = tokens[i - 1]
    if before.kind == WORD:
        if before.end == token.start or token.joined:
            return before.word not in ("mid", "sub", "pre", "post", "plus", "over", "under", "magnitude")
        return _names(text, tokens, i)
    if before.word == "." and i > 1 and tokens[i - 2].kind == WORD and before.start == tokens[i - 2].end:
        # "No. 10", "BA.2"
        return before.end == token.start or tokens[i - 2].word in ("no", "nos", "nr", "nrs")
    # "the class of '92" names a year that could be any century's.
    apostrophe = before.word == "'" and before.end == token.start and len(token.word) == len("92")
    # "#1" is the first of something; "# 12 dead" is a heading.
    return (before.word == "#" and before.end == token.start) or apostrophe


def _is_address(text: str, tokens: list[Token], i: int) -> bool:
    """Whether a number is that of a house: "10 Downing Street", "450 S. Western Ave."; not "300 Wall Street jobs"."""
    following = tokens[i + 1]
    if following.kind not in (WORD, NUMBER) or following.joined or not tokens[i].word.isdigit():
        return False
    if following.kind == WORD and not text[following.start].isupper():
        return False
    for k in range(i + 1, i + 1 + _WORDS_OF_A_STREET):
        token = tokens[k]
        if token.word in _STREETS and k > i + 1:
            further = tokens[k + 1]
            return further.kind != WORD or text[further.start].isupper() or further.word in _FUNCTION_WORDS
        initial = token.word == "." and tokens[k - 1].word in _COMPASS
        if not (initial or token.kind == NUMBER or (token.kind == WORD and _may_be_in_name(text, tokens, k))):
            break
    return False


def _may_be_in_name(text: str, tokens: list[Token], i: int) -> bool:
    return text[tokens[i].start].isupper() or tokens[i].start == tokens[i - 1].end


def past_number(tokens: list[Token], i: int) -> int:
    """The index after a number and those that a hyphen adds to it: the 800 of "Boeing 737-800"."""
    while (
        tokens[i + 1].word == "-"
        and tokens[i + 2].kind == NUMBER
        and tokens[i + 1].start == tokens[i].end
        and tokens[i + 2].start == tokens[i + 1].end
    ):
        i += 2
    return i + 1


def _is_index(tokens: list[Token], i: int) -> bool:
    """Whether a digit after a common word says which one it is: "type 2 diabetes"; not "at this stage 3 were dead"."""
    counts = tokens[i + 1].word in ("%", "percent", "per") or (i > 1 and tokens[i - 2].word in _SUCH)
    if tokens[i - 1].word in _TOLD_OF:
        return False  # "after the match 3 were hurt"
    return len(tokens[i].word) == 1 and not counts and not tokens[i + 1].joined


def _names(text: str, tokens: list[Token], i: int) -> bool:
    token, before = tokens[i], tokens[i - 1]
    if len(token.word) == _ZIP and token.word.isdigit() and len(before.word) == len("CA"):
        return text[before.start : before.end].isupper() and before.word not in _NO_STATES
    if not token.word.isdigit() or len(token.word) > _MOST_DIGITS_OF_A_NAME:
        return False
    written = text[before.start : before.end]
    capital = written != written.lower()
    if before.word in _INDEXES:
        return capital or before.word not in _COMMON or _is_index(tokens, i)
    if not capital or before.word in _FUNCTION_WORDS or before.word in ("us$", "eur", "usd", "gbp", "rs", "no"):
        return before.word == "no" and capital
    following = tokens[i + 1]
    # "In Texas 38 people died": what is counted stands in small letters; and "the Olympic 800m" is a length.
    apart = following.start > token.end or following.word in _UNITS_CLOSE
    counts = following.kind == WORD and text[following.start].islower() and apart
    starts = i == 1 or tokens[i - 2].word in _ENDS or "\n" in text[tokens[i - 2].end : before.start]
    if counts or starts or following.word in _AFTER_AMOUNTS:
        return False
    return not (may_be_verb(before.word) and _is_in_capitals(text, token.start))


def _is_in_capitals(text: str, at: int) -> bool:
    """Whether most words of the line at an offset begin with capitals, as in a heading: "Storm Kills 8 in Ostend"."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)].rstrip("\"'”’) ")
    words = [word for word in line.split() if len(word) >= _SHORTEST_COUNTED and word[0].isalpha()]
    return not line.endswith((".", "!", "?")) and sum(word[0].isupper() for word in words) >= _TITLE_CASE * len(words)
