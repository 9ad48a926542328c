"""What of the numbers in a sentence is an amount, and what it counts: not "one of them", "5G", "two plus two"."""

from __future__ import annotations

from typing import Final

from factcheck.extraction.inflection import base_of
from factcheck.model.interval import Bound
from factcheck.reading.numbers import DENOMINATORS, NUMBER_WORDS, SCALES, SMALL
from factcheck.reading.quantities import QuantityMention
from factcheck.reading.tokens import NUMBER, SIGN, WORD, Token
from factcheck.reading.when import MONTHS, ORDINALS, WEEKDAYS

_NOT_AFTER_ONE: Final = frozenset(
    "of another 's is was has had can could may might will would should must who that which and or but to in on at for "
    "by with from as than if when where while before after until so not also else thing way more such too yet still "
    "the a an this these those his her its their our your my i we he she they it you are were be been do does did "
    "said says got just even only then there".split()
)
_NOT_BEFORE_ONE: Final = frozenset(
    "the this that no any every each which another some someone square formula number day not last next first right "
    "wrong good bad big great new old only same other single very either neither loved".split()
)
_WITH_ONE: Final = frozenset("point run goal stroke shot vote seat game person".split())
"""What "one" counts before a hyphen: "a one-point lead", not "one-way"."""
_NO_ZEROS: Final = frozenset("ground day patient net year hour".split())
"""Before these, "zero" is part of a name: "ground zero"."""
_EMERGENCY: Final = ("911", "999", "112")
_CALLS: Final = frozenset(
    "call calls caller callers dispatcher dispatchers operator operators emergency recording recordings".split()
)
_NO_COUNT: Final = frozenset(
    "and or but over out in per from to by at than times with without minus plus on after before until of the a "
    "an this that these those is are was were be been has have had will would can could may might should as if when "
    "while who which what where why how he she it they we you i his her its their our your my for into about against "
    "during under between through not no nor so such too very most less least another ago later earlier all some any "
    "both many several few each every said says went came rose fell won lost who's it's that's also then there here "
    "up down off away them us me him amid among according including like via near within toward towards despite since "
    "because whether however yet still now today yesterday tomorrow tonight overnight last next above below behind around "
    "across along onto upon beyond except unless though although once again just only even ever never soon".split()
) | {*WEEKDAYS, *(set(MONTHS) - {"march", "may"})}
_MORE: Final = frozenset({"more", "other", "further", "additional"})
"""What may stand before the noun that is counted, but is none: "20 more"."""
_OF_WHOSE: Final = frozenset("the its their his her our my your these those all".split())
_ADJECTIVES_IN_LY: Final = frozenset(
    "daily weekly monthly yearly quarterly early elderly family likely friendly deadly costly lonely lovely only "
    "orderly scholarly".split()
)
_PLURALS: Final = frozenset(
    "people men women children police troops personnel staff percent cattle deer fish sheep aircraft spacecraft teeth "
    "feet mice geese data media criteria bacteria offspring salmon bison shrimp folk crew livestock hovercraft".split()
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
_AFTER_ARTICLE: Final = frozenset({*SCALES, "couple", "pair"})
_NAMES_OF_DIGITS: Final = frozenset({"4K", "8K"})
_CLOCK: Final = frozenset({"a.m.", "p.m.", "o'clock"})
_WHOLE: Final = frozenset({"of", "the", "a", "an", "its", "their", "his", "her", "all"})
"""What half can be a half of."""
_LONG: Final = 3
_HARMED: Final = frozenset("dead injured killed wounded missing hurt arrested displaced homeless".split())
_HALVED: Final = frozenset("second other latter top bottom upper lower opening better final closing".split())
"""Before these, "half" is a part that has its place: "the second half of the game"."""
_DIGITS_OF_A_YEAR: Final = 4
_MOST_ODDS: Final = 20
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2100
_AROUND_A_NAME: Final = 3
_FEWEST_CAPITALS: Final = 2
_INSIDE: Final = frozenset({":", "+", ",", "/"})
_GROUP: Final = 3


def is_amount(text: str, tokens: list[Token], i: int, read: QuantityMention) -> bool:
    """Whether a number that was read from a token on is an amount in its sentence. One with a unit is."""
    first = next(k for k in range(i, read.after) if tokens[k].start >= read.core[0])
    if is_cut(tokens, first, read.after) or _is_of_name(text, tokens, first):
        return False
    token = tokens[first]
    if token.word[:1] == "0" and len(token.word) > 1 and token.word.isdigit():
        return False  # "agent 007"
    if read.unit is not None:
        return True
    last, following = tokens[read.after - 1], tokens[read.after]
    if tokens[first + 1].word == "/" and token.value > _MOST_ODDS and read.nominal.low >= 1:
        return False  # a blood pressure of 140/90
    letter = tokens[read.after + 1] if following.word == "(" and following.start == last.end else following
    if (letter is not following or letter.joined) and letter.kind == WORD and len(letter.word) == 1:
        return False  # "401(k) plans", "its 10-K filing"
    if token.word in _EMERGENCY and following.word in _CALLS:
        return False
    if _is_year(tokens, i, first) or _is_list_mark(text, tokens, first):
        return False
    if following.word in _CLOCK or text[token.start : last.end] in _NAMES_OF_DIGITS:
        return False
    if last.kind == NUMBER and following.kind == WORD and following.start == last.end and not following.joined:
        # "5G" is a name, "18.5x" a multiple, "4x4" a car.
        further = tokens[read.after + 1]
        return following.word == "x" and not (further.kind == NUMBER and further.start == following.end)
    if token.kind != WORD or read.form == "vague":
        return True
    if following.joined and following.word in ORDINALS:
        # "twenty-first"
        return False
    if not _is_open(tokens, read.after) and "plus" in (
        following.word,
        last.word,
        tokens[first - 1].word if first else "",
    ):
        # "two plus two" is the name of a meeting, and a sum is no count.
        return False
    return (
        _word_is_amount(text, tokens, first, read.after)
        if first == read.after - 1
        else _phrase_is_amount(tokens, first, read)
    )


def _is_of_name(text: str, tokens: list[Token], i: int) -> bool:
    """Whether a number word has the capital of a name: "Gang of Four", "the Seven Sisters"; not in a headline."""
    token = tokens[i]
    if token.word not in NUMBER_WORDS or i == 0 or not text[token.start].isupper():
        return False
    before = tokens[i - 1]
    if (before.kind == SIGN and before.word != ",") or "\n" in text[before.end : token.start]:
        return False
    around = [*tokens[max(0, i - _AROUND_A_NAME) : i], *tokens[i + 1 : i + 1 + _AROUND_A_NAME]]
    words = [text[other.start].isupper() for other in around if other.kind == WORD and len(other.word) > _LONG]
    return len(words) < _FEWEST_CAPITALS or not all(words)


def _is_open(tokens: list[Token], after: int) -> bool:
    """Such as "a hundred-plus injured", which is no sum."""
    plus, following = tokens[after - 1], tokens[after]
    return plus.word == "plus" and plus.joined and following.kind == WORD and following.word not in NUMBER_WORDS


def _is_year(tokens: list[Token], i: int, first: int) -> bool:
    """Whether words that could be a hedge stand before a year: "all about the 2023 tournament"."""
    token = tokens[first]
    if first == i or tokens[first - 1].word != "the" or token.kind != NUMBER or len(token.word) != _DIGITS_OF_A_YEAR:
        return False
    return _FIRST_YEAR <= token.value < _LAST_YEAR


def _is_list_mark(text: str, tokens: list[Token], i: int) -> bool:
    """Whether a number at the start of a line numbers what is said there: "2. Mix flour and butter"."""
    token, mark, following = tokens[i : i + 3]
    if mark.word not in (".", ")") or mark.start != token.end or token.kind != NUMBER or len(token.word) > 2:
        return False
    before = tokens[i - 1].end if i else 0
    starts = i == 0 or "\n" in text[before : token.start]
    return starts and following.kind == WORD and "\n" not in text[mark.end : following.start]


def is_cut(tokens: list[Token], first: int, after: int) -> bool:
    """Whether an amount begins or ends inside digits: the 30 of "9:30", the 4 of "90+4", the 22 of "22:00"."""
    if tokens[first].kind == NUMBER and first > 1 and _is_inside(tokens, first - 1):
        return True
    return tokens[after - 1].kind == NUMBER and (_is_inside(tokens, after) or _is_model(tokens, after))


def _is_model(tokens: list[Token], i: int) -> bool:
    """Whether what follows makes a name of a number: "two 737-800s"."""
    number, plural = tokens[i + 1], tokens[i + 2]
    return tokens[i].word == "-" and number.kind == NUMBER and plural.word == "s" and plural.start == number.end


def _is_inside(tokens: list[Token], i: int) -> bool:
    """Whether a sign stands between digits without a space, as it does in times and results but not in amounts."""
    sign, before, following = tokens[i], tokens[i - 1], tokens[i + 1]
    if sign.word not in _INSIDE or before.kind != NUMBER or following.kind != NUMBER:
        return False
    close = before.end == sign.start and sign.end == following.start
    return close and (sign.word != "," or len(following.word) > _GROUP)


def _phrase_is_amount(tokens: list[Token], first: int, read: QuantityMention) -> bool:
    """Several words: "a couple" alone is two people, "a fifth season" no fraction."""
    following = tokens[read.after]
    if tokens[read.after - 1].word == "couple":
        return False
    if tokens[first].word not in ("a", "an") or tokens[first + 1].word in _AFTER_ARTICLE:
        return True
    return following.kind != WORD or following.word in _NO_COUNT or following.word in _WHOLE


def _word_is_amount(text: str, tokens: list[Token], i: int, after: int) -> bool:
    token, following = tokens[i], tokens[after]
    if token.word == "one":
        return _one_is_amount(text, tokens, i)
    if token.word in DENOMINATORS:
        before = tokens[i - 1].word if i else ""
        part = before in ORDINALS or before in _HALVED or (i > 1 and tokens[i - 1].word in ("st", "nd"))
        return token.word == "half" and following.word in _WHOLE and not part
    if token.word == "zero":
        return not token.joined and not following.joined and (i == 0 or tokens[i - 1].word not in _NO_ZEROS)
    # "USD million" and "a million to one": the word alone is no count.
    return token.word not in SCALES


def _one_is_amount(text: str, tokens: list[Token], i: int) -> bool:
    """Whether "one" counts, and does not stand for something: "one dose", "one in five", not "one of them"."""
    following = tokens[i + 1]
    if following.word in ("in", "out"):
        return any(tokens[k].kind == NUMBER or tokens[k].word in SMALL for k in (i + 2, i + 3))
    before = tokens[i - 1].word if i else ""
    alone = not tokens[i].joined and (not following.joined or following.word in _WITH_ONE)
    counts = following.kind == WORD and following.word not in _NOT_AFTER_ONE and alone
    if not counts or before in _NOT_BEFORE_ONE or text[tokens[i].end] in "'\u2019":
        return False
    return following.word in _HARMED or following.word in _MORE or _one_counted(text, tokens, i + 1) is not None


def are_harmed(tokens: list[Token], i: int) -> bool:
    """Whether the number before a token is one of people by what became of them: "12-15 injured"."""
    return tokens[i].word in _HARMED


def counted(text: str, tokens: list[Token], i: int, value: Bound = 0) -> str | None:
    """The noun that the number before a token counts, with the words before it: "people", "senior officials"."""
    first = tokens[i]
    if i > 1 and tokens[i - 2].word == "magnitude":
        return "magnitude"
    if first.kind != WORD:
        return None
    if first.joined:
        return text[first.start : first.end] if first.word not in _NO_COUNT else None
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
        return _one_counted(text, tokens, i)
    for end in range(i, i + _MOST_WORDS_COUNTED):
        token = tokens[end]
        if _is_of_several(tokens, end):
            continue
        if token.kind != WORD or not _may_be_counted(tokens, i, end):
            break
        plural = _is_plural(token.word) or _is_abbreviation(text, token)
        if plural and not (_is_of_several(tokens, end + 1) or _goes_on(tokens, end)):
            return " ".join(text[tokens[i].start : token.end].split())
    return text[first.start : first.end] if first.word in _HARMED else None


def _may_be_counted(tokens: list[Token], i: int, end: int) -> bool:
    """Whether a word can stand between a number and the noun that it counts, or be it."""
    word = tokens[end].word
    if word == "and":
        return end == i + 1 and tokens[end + 1].kind == WORD and tokens[end + 1].word not in _NO_COUNT
    if word in _NO_COUNT or word in NUMBER_WORDS:
        return False
    if word[-2:] == "ly" and word not in _ADJECTIVES_IN_LY:
        return False
    return word[-1] == "n" or word in _GROUND or base_of(word) == word


def _goes_on(tokens: list[Token], i: int) -> bool:
    """Whether a plural only says of which kind the things are that are counted: "12 sports clubs", "3 Texas towns"."""
    word, following = tokens[i].word, tokens[i + 1]
    if following.kind != WORD or following.word in _NO_COUNT:
        return False
    return word in _BEFORE_NOUNS or (word in _NAMES_IN_S and _is_plural(following.word))


def _is_of_several(tokens: list[Token], i: int) -> bool:
    """Whether a sign makes a possessive of a plural: "two drivers' licences"."""
    return tokens[i].word == "'" and tokens[i].start == tokens[i - 1].end and tokens[i - 1].word[-1] == "s"


def _one_counted(text: str, tokens: list[Token], i: int) -> str | None:
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
    if end == i or tokens[i].word in _MORE or (alone and tokens[i].word not in _SINGULAR):
        return None
    return " ".join(text[tokens[i].start : tokens[end - 1].end].split())


def _is_abbreviation(text: str, token: Token) -> bool:
    """Whether a word is a plural in capitals: "650 MPs"."""
    return token.word[-1] == "s" and token.end - token.start > 2 and text[token.end - 2].isupper()


def _is_plural(word: str) -> bool:
    if word in _PLURALS:
        return True
    if word[-3:] == "men" or word[-6:] == "people":
        return len(word) > _LONG and word not in _NO_PLURALS
    return len(word) > _LONG and word[-1] == "s" and word[-2:] not in ("ss", "us", "'s") and word not in _NO_PLURALS
