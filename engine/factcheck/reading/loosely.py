"""From tokens to times that are told loosely: "recently", "two days later", "several months ago", "fiscal 2022".

They are found in articles, and give days only as far as any can be told.
"""

from __future__ import annotations

from typing import Final

from factcheck.reading.tokens import DATE, NUMBER, WORD, Token
from factcheck.reading.when import ONE_UNIT, TURNS, UNITS, WEEKDAYS, Found, When, durations_at, ordinal_at, year_at

PAST: Final = When("near", -1)
PRESENT: Final = When("steps", steps=((0, "day"),))
FUTURE: Final = When("near", 1)
IN_A_ROW: Final = When("unknown", number=1)
_UNKNOWN: Final = When("unknown")

_PHRASES: Final[dict[str, tuple[tuple[tuple[str, ...], When], ...]]] = {
    "recently": (((), PAST),),
    "lately": (((), PAST),),
    "previously": (((), PAST),),
    "formerly": (((), PAST),),
    "currently": (((), PRESENT),),
    "presently": (((), PRESENT),),
    "nowadays": (((), PRESENT),),
    "soon": (((), FUTURE),),
    "shortly": (((), FUTURE),),
    "future": (((), FUTURE),),
    "near": ((("future",), FUTURE), (("term",), FUTURE)),
    "foreseeable": ((("future",), FUTURE),),
    "present": (((), PRESENT),),
    "moment": (((), PRESENT),),
    "past": (((), PAST),),
    "other": ((("day",), PAST),),
}
_BARE: Final = frozenset({"future", "present", "moment", "past", "other"})
"""Words that are a time only after a preposition: "in the past", "at present", "for the moment"."""
_BEFORE_BARE: Final = frozenset({"the", "at", "in"})
_BEFORE_MOMENT: Final = frozenset({"at", "for", "until"})
_NOT_AS: Final = frozenset({"soon", "shortly", "recently"})
_TOLD: Final = {"later": 1, "after": 1, "afterwards": 1, "afterward": 1, "earlier": -1, "before": -1, "previously": -1}
WORDS: Final = frozenset(_PHRASES)
_ANAPHORA: Final = {"that": 0, "same": 0, "latest": 0, "following": 1, "ensuing": 1, "subsequent": 1}
_SEVERAL: Final = frozenset({"several", "few", "many", "some", "couple"})
_COMPARED: Final = frozenset({"month", "quarter", "year"})
_IN_A_ROW: Final = frozenset({"straight", "consecutive", "successive"})
_RECENT_UNITS: Final = (frozenset(UNITS) - ONE_UNIT) | {"hours"}
_LONG: Final = frozenset({"long", "some"})


def loose(tokens: list[Token], i: int) -> Found | None:
    """Such as "recently", "currently", "in the past"; "soon" is no time in "as soon as"."""
    word = tokens[i].word
    before, following = tokens[i - 1].word if i else "", tokens[i + 1]
    if word in _BARE and (before not in _BEFORE_BARE or (following.kind in (WORD, NUMBER) and word != "other")):
        return None
    if word == "moment" and (i < 2 or tokens[i - 2].word not in _BEFORE_MOMENT):
        return None  # "the challenge of the moment"
    if word in _NOT_AS and (before == "as" or following.joined or following.word in ("as", "after", "before")):
        return None  # "as recently as 2010"
    for words, when in _PHRASES[word]:
        if all(tokens[i + 1 + offset].word == other for offset, other in enumerate(words)):
            return when, i + 1 + len(words)
    return None


def these_days(tokens: list[Token], i: int) -> Found | None:
    """Such as "these days"."""
    return (PRESENT, i + 2) if tokens[i + 1].word == "days" else None


def time_of_day(tokens: list[Token], i: int) -> Found | None:
    """Such as "in the afternoon", of a day that is not told."""
    told = i > 1 and tokens[i - 1].word == "the" and tokens[i - 2].word in ("in", "during", "of")
    return (_UNKNOWN, i + 1) if told else None


def recent(tokens: list[Token], i: int) -> Found | None:
    """Such as "recent weeks", "the coming months", "recent years"."""
    unit = tokens[i + 1].word
    if tokens[i].word == "coming" and unit in ONE_UNIT:
        return None
    several = i + 1 + (unit in _SEVERAL)
    if tokens[several].word not in _RECENT_UNITS or tokens[several + 1].word == "of":
        return None  # "the last months of his life"
    return FUTURE if TURNS.get(tokens[i].word) == 1 else PAST, several + 1


def several_ago(tokens: list[Token], i: int) -> Found | None:
    """Such as "several months ago", "a few days ago", "long ago", "decades ago", "some time ago"."""
    start = i
    while tokens[i].word in ("a", "just", "only") and i < start + 2:
        i += 1
    if tokens[i].word in _LONG and tokens[i + 1].word in ("ago", "time"):
        after = i + 1 + (tokens[i + 1].word == "time")
        return (PAST, after + 1) if tokens[after].word == "ago" else None
    i += tokens[i].word in _SEVERAL
    i += tokens[i].word == "of"
    if tokens[i].word not in UNITS and tokens[i].word not in ("hours", "minutes", "moments"):
        return None
    after = i + 1
    if tokens[after].word == "ago":
        return PAST, after + 1
    ahead = tokens[after].word == "ahead" and tokens[after + 1].word != "of"
    if ahead or [token.word for token in tokens[after : after + 2]] == ["to", "come"]:
        return FUTURE, after + 1 + (tokens[after].word == "to")
    if tokens[after].word in ("later", "earlier") and after > start + 1:
        return _UNKNOWN, after + 1
    return None


def in_a_row(tokens: list[Token], i: int) -> Found | None:
    """Such as "the third straight month", "the second consecutive year": how long something went on."""
    ordinal = ordinal_at(tokens, i)
    if ordinal is None or tokens[ordinal[1]].word not in _IN_A_ROW or tokens[ordinal[1] + 1].word not in ONE_UNIT:
        return None
    return IN_A_ROW, ordinal[1] + 2


def told(tokens: list[Token], i: int) -> Found | None:
    """Such as "two days later", "a year earlier": a year earlier than now, as news compares, all else unknown.

    Only one year, quarter or month is such a comparison: "three months before" is told from some other time.
    """
    counts, after = durations_at(tokens, i)
    if not counts:
        return None
    sign = _TOLD.get(tokens[after].word, 0)
    if not sign:
        return None
    following = tokens[after + 1]
    if tokens[after].word in ("before", "after", "previously") and following.kind == WORD and following.word != "and":
        # "two days before the vote" tells more than the grammar knows.
        return None
    if sign > 0:
        return When("told", steps=tuple(counts)), after + 1
    compared = len(counts) == 1 and counts[0][0] == 1 and counts[0][1] in _COMPARED
    steps = tuple((-number, unit) for number, unit in counts)
    return When("steps" if compared else "told", turn=-1, steps=steps), after + 1


def anaphora(tokens: list[Token], i: int) -> Found | None:
    """Such as "that day", "the same week", "the following month": told from what was said before."""
    turn = _ANAPHORA[tokens[i].word]
    unit = tokens[i + 1].word
    if tokens[i].word == "that" and unit != "same" and unit not in ("day", "week", "month", "year", "weekend", "night"):
        return None
    if tokens[i].word == "latest" and unit == "quarter":
        return When("unit", unit=unit), i + 2
    if unit in WEEKDAYS or unit in ("night", "morning", "afternoon", "evening"):
        return _UNKNOWN, i + 2
    return (When("told", unit=unit, turn=turn), i + 2) if unit in ONE_UNIT else None


def year_ago(tokens: list[Token], i: int) -> Found | None:
    """Such as "the year-ago quarter", "year-earlier"."""
    if tokens[i + 1].word not in ("ago", "earlier") or not tokens[i + 1].joined:
        return None
    return When("steps", steps=((-1, "year"),)), i + 2


def fiscal(tokens: list[Token], i: int) -> Found | None:
    """Such as "fiscal 2022", "the fiscal year", "fiscal third quarter", "FY24": each company has its own."""
    after = i + 1 + (tokens[i + 1].word == "year")
    short = tokens[i + 1]
    if tokens[after].kind == DATE and (after > i + 1 or tokens[i].word != "financial"):
        return _UNKNOWN, after + 1  # "the fiscal year 2018-19"
    if tokens[i].word == "financial" and after == i + 1:
        return None
    if tokens[i].word == "fy" and short.kind == NUMBER and short.word.isdigit() and len(short.word) in (2, 4):
        return _UNKNOWN, i + 2 + 2 * _is_second_year(tokens, i + 2)
    if tokens[after].word in ("q", "h") and tokens[after + 1].start == tokens[after].end:
        after += 2  # "fiscal Q4"
    ordinal = ordinal_at(tokens, after)
    if ordinal is not None and tokens[ordinal[1]].word in ("quarter", "half"):
        after = ordinal[1] + 1
    year = year_at(tokens, after)
    if year is not None:
        return _UNKNOWN._replace(year=year[0]), year[1] + 2 * _is_second_year(tokens, year[1])
    return (_UNKNOWN, after) if after > i + 1 else None


def _is_second_year(tokens: list[Token], i: int) -> bool:
    """The "/24" of "2023/24"."""
    sign, short = tokens[i], tokens[i + 1]
    close = sign.start == tokens[i - 1].end and short.start == sign.end
    return sign.word in ("/", "-") and close and short.kind == NUMBER and len(short.word) in (2, 4)
