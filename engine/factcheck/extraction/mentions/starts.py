"""At which words of a text a value can start, so that the grammars are tried at few of them."""

from __future__ import annotations

from typing import Final

from factcheck.extraction.mentions.ordinals import ORDINAL_WORDS
from factcheck.model.vocabulary import VAGUE_COUNTS
from factcheck.reading.expressions import STARTS as PERIOD_STARTS
from factcheck.reading.hedges import words_before
from factcheck.reading.numbers import DENOMINATORS, SCALES, SMALL, TENS
from factcheck.reading.periods import OPENING_WORDS, OPENINGS
from factcheck.reading.sets import FOLLOWING
from factcheck.reading.when import DECADES, MONTHS, UNITS, WEEKDAYS

LEAD: Final = 1
"""May stand before a value and belong to it."""
AMOUNT: Final = 2
PERIOD: Final = 4
NAME: Final = 8
VALUE: Final = AMOUNT | PERIOD
FIRST: Final = 16
"""May be the first of the words that stand before a value."""

_TIMES: Final = frozenset({*UNITS, "hour", "hours", "minute", "minutes", "second", "seconds", "moments", "night"})
_AFTER_A: Final = (
    _TIMES
    | {*SCALES, *DENOMINATORS, "few", "couple", "pair", "half", "full", "whole", "entire", "good", "dozen", "long"}
    | set("mile kilometre kilometer km metre meter yard tonne ton kilogram kilo kg litre liter gallon dollar".split())
    | set("euro barrel acre hectare percent per metric square cubic nautical".split())
) - {"second", "seconds"}
_AFTER_MANY: Final = frozenset({*_TIMES, *SCALES, *(f"{word}s" for word in SCALES)})
_AFTER_ANAPHOR: Final = frozenset({*_TIMES, *WEEKDAYS, "morning", "afternoon", "evening", "weekend"})

NEXT: Final[dict[str, frozenset[str]]] = (
    dict.fromkeys(("a", "an"), frozenset(_AFTER_A))
    | dict.fromkeys(("several", "few", "many", "some"), _AFTER_MANY | {"time"})
    | dict.fromkeys(("that", "same", "following", "ensuing", "subsequent"), _AFTER_ANAPHOR)
    | dict.fromkeys(("all", "full", "whole", "entire"), _TIMES)
    | dict.fromkeys(("every", "each"), FOLLOWING)
    | dict.fromkeys(("once", "twice"), frozenset({"a", "an", "per", "every", "each"}))
    | {"other": frozenset({"day"}), "latest": _AFTER_ANAPHOR}
    | dict.fromkeys(("another",), _AFTER_A | {*SMALL, *TENS})
    | {"long": frozenset({"ago"}), "near": frozenset({"future", "term"}), "couple": frozenset({"of"})}
    | dict.fromkeys(("twenty", "hundred", "thousand", "million"), frozenset())
)
"""What must follow a frequent word for a value to start at it; an empty set allows everything."""

_AMOUNTS: Final = frozenset(
    {
        *SMALL,
        *TENS,
        *SCALES,
        *DECADES,
        *ORDINAL_WORDS,
        "half",
        "quarter",
        "several",
        "few",
        "many",
        "all",
        "full",
        "whole",
        "entire",
        "another",
    }
    | {"couple", "pair", "a", "an", "nought", "naught", "some"}
    | {name.split()[0] for name in VAGUE_COUNTS}
    | {word for word in _TIMES if word.endswith("s")}
)


def _table() -> dict[str, int]:
    table: dict[str, int] = {}
    first, hedges = words_before()
    alone = {"in", "within", "minus", "negative", "between", "from"}
    for words, flag in (
        ({*hedges, *OPENING_WORDS, "the", "a", "an", *alone}, LEAD),
        ((first | OPENINGS | alone) - {"the"}, FIRST),
        (_AMOUNTS, AMOUNT),
        ((*PERIOD_STARTS, *MONTHS), PERIOD),
    ):
        for word in words:
            table[word] = table.get(word, 0) | flag
    return table


TABLE: Final = _table()
LEAD_SIGNS: Final = frozenset({"~", "∼", "≈", "<", ">", "=", "≤", "≥", "+", "-", "±"})
