"""From a number to what it counts: the noun after it, with the words between ("20 people", "12 senior officials")."""

from __future__ import annotations

from typing import Final

from factcheck.extraction.text.inflection import base_of
from factcheck.model.interval import Bound
from factcheck.reading.numbers import NUMBER_WORDS
from factcheck.reading.tokens import NUMBER, WORD, Token
from factcheck.reading.when import MONTHS, WEEKDAYS

NO_COUNT: Final = frozenset(
    "and or but over out in per from to by at than times with without minus plus on after before until of the a "
    "an this that these those is are was were be been has have had will would can could may might should as if when "
    "while who which what where why how he she it they we you i his her its their our your my for into about against "
    "during under between through not no nor so such too very most less least another ago later earlier all some any "
    "both many several few each every said says went came rose fell won lost who's it's that's also then there here "
    "up down off away them us me him amid among according including like via near within toward towards despite since "
    "because whether however yet still now today yesterday tomorrow tonight overnight last next above below behind "
    "around across along onto upon beyond except unless though although once again just only even ever never "
    "soon".split()
) | {*WEEKDAYS, *(set(MONTHS) - {"march", "may"})}
MORE: Final = frozenset({"more", "other", "further", "additional"})
"""What may stand before the noun that is counted, but is none: "20 more"."""
_OF_WHOSE: Final = frozenset("the its their his her our my your these those all".split())
_ADJECTIVES_IN_LY: Final = frozenset(
    "daily weekly monthly yearly quarterly early elderly family likely friendly deadly costly lonely lovely only "
    "orderly scholarly".split()
)
_PLURALS: Final = frozenset(
    "people men women children police troops personnel staff percent cattle deer fish sheep aircraft spacecraft teeth "
    "feet mice geese data media criteria bacteria offspring salmon bison shrimp folk crew livestock "
    "hovercraft pts".split()
)
_NO_PLURALS: Final = frozenset(
    "is was has does this us as its his yes says goes plus thus perhaps always sometimes thanks specimen regimen "
    "omen acumen abdomen".split()
)
_BEFORE_NOUNS: Final = frozenset("sports sales arms savings securities news goods women's men's children's".split())
"""Plurals that say of which kind the things are that are counted: "12 sports clubs"."""
_NAMES_IN_S: Final = frozenset("texas paris illinois kansas arkansas massachusetts dallas wales netherlands".split())
_GROUND: Final = frozenset({"ground"})
"""Past forms that are something else before a noun."""
_MOST_WORDS_COUNTED: Final = 5
_LONGEST_CODE: Final = 4
_NOUNS_IN_ING: Final = frozenset(
    "building meeting hearing killing ruling shooting stabbing warning painting ceiling evening morning king wing ring "
    "living leading missing opening closing serving sitting hanging thing being setting sibling bombing".split()
)
_SINGULAR: Final = frozenset(
    "bus class glass business loss boss pass series species process address access success illness witness gas bed "
    "seed deed breed shed campus virus bonus focus status press cross mess dress princess actress waitress goddess "
    "hostess crisis basis analysis weed reed feed speed".split()
)
"""Words that end as verbs and plurals do, and are single things."""
_MOST_WORDS_OF_ONE: Final = 3
HARMED: Final = frozenset("dead injured killed wounded missing hurt arrested displaced homeless".split())
"""What people are counted by, without a noun."""
_LONG: Final = 3


def are_harmed(tokens: list[Token], i: int) -> bool:
    """Whether the number before a token is one of people by what became of them: "12-15 injured"."""
    return tokens[i].word in HARMED


def counted(text: str, tokens: list[Token], i: int, value: Bound = 0) -> str | None:
    """The noun that the number before a token counts, with the words before it: "people", "senior officials"."""
    first = tokens[i]
    if i > 1 and tokens[i - 2].word == "magnitude":
        return "magnitude"
    if first.kind != WORD:
        return None
    if first.joined:
        return text[first.start : first.end] if first.word not in NO_COUNT else None
    if first.start == tokens[i - 1].end or text.count("\n", tokens[i - 1].end, first.start) > 1:
        return None
    if first.word == "of":
        # "dozens of people", "three of the men"
        i += 1 + (tokens[i + 1].word in _OF_WHOSE)
        while tokens[i].word in NUMBER_WORDS or tokens[i].kind == NUMBER or tokens[i].word == "odd":
            i += 1
        while tokens[i].word[-2:] in ("'s", "s'"):
            i += 1
    elif value == 1:
        return one_counted(text, tokens, i)
    for end in range(i, i + _MOST_WORDS_COUNTED):
        token = tokens[end]
        if _is_of_several(tokens, end):
            continue
        country = token.word == "us" and text[token.start : token.end] == "US"
        if token.kind != WORD or not (country or _may_be_counted(tokens, i, end)):
            break
        plural = is_plural(token.word) or _is_abbreviation(text, token)
        if plural and not (_is_of_several(tokens, end + 1) or _goes_on(tokens, end)):
            return " ".join(text[tokens[i].start : token.end].split())
    return text[first.start : first.end] if first.word in HARMED or _is_code(text, tokens, i) else None


def _is_code(text: str, tokens: list[Token], i: int) -> bool:
    """Whether the word at a token is an abbreviation with no noun after it: "77 ETH", "66 RBI"."""
    token, following = tokens[i], tokens[i + 1]
    written = text[token.start : token.end]
    short = token.kind == WORD and 1 < len(written) <= _LONGEST_CODE and written.isupper() and written.isalpha()
    return short and (following.kind != WORD or following.word in NO_COUNT) and token.word not in NO_COUNT


def _may_be_counted(tokens: list[Token], i: int, end: int) -> bool:
    """Whether a word can stand between a number and the noun that it counts, or be it."""
    word = tokens[end].word
    if word == "and":
        return end == i + 1 and tokens[end + 1].kind == WORD and tokens[end + 1].word not in NO_COUNT
    if word in NO_COUNT or (word in NUMBER_WORDS and (word != "quarters" or end == i)):
        return False
    if word[-2:] == "ly" and word not in _ADJECTIVES_IN_LY:
        return False
    return word[-1] == "n" or word in _GROUND or base_of(word) == word


def _goes_on(tokens: list[Token], i: int) -> bool:
    """Whether a plural only says of which kind the things are that are counted: "12 sports clubs", "3 Texas towns"."""
    word, following = tokens[i].word, tokens[i + 1]
    if following.kind != WORD or following.word in NO_COUNT:
        return False
    return word in _BEFORE_NOUNS or (word in _NAMES_IN_S and is_plural(following.word))


def _is_of_several(tokens: list[Token], i: int) -> bool:
    """Whether a sign makes a possessive of a plural: "two drivers' licences"."""
    return tokens[i].word == "'" and tokens[i].start == tokens[i - 1].end and tokens[i - 1].word[-1] == "s"


def one_counted(text: str, tokens: list[Token], i: int) -> str | None:
    """The noun after "one", which is no plural: it ends where a verb or a small word stands."""
    end = i
    while end < i + _MOST_WORDS_OF_ONE and tokens[end].kind == WORD and _may_be_counted(tokens, end, end):
        word = tokens[end].word
        if word[-3:] == "ing" and word not in _NOUNS_IN_ING:
            break
        if end > i and (word[-2:] == "ed" or (word[-1] == "s" and word[-2:] not in ("ss", "us", "'s"))):
            break
        end += 1
    alone = end == i + 1 and (tokens[i].word[-1] == "s" or tokens[i].word[-2:] == "ed")
    if end == i or tokens[i].word in MORE or (alone and tokens[i].word not in _SINGULAR):
        return None
    return " ".join(text[tokens[i].start : tokens[end - 1].end].split())


def _is_abbreviation(text: str, token: Token) -> bool:
    """Whether a word is a plural in capitals: "650 MPs"."""
    return token.word[-1] == "s" and token.end - token.start > 2 and text[token.end - 2].isupper()


def is_plural(word: str) -> bool:
    """Whether a word looks like a noun in the plural."""
    if word in _PLURALS:
        return True
    if word[-3:] == "men" or word[-6:] == "people":
        return len(word) > _LONG and word not in _NO_PLURALS
    return len(word) > _LONG and word[-1] == "s" and word[-2:] not in ("ss", "us", "'s") and word not in _NO_PLURALS
