"""From a word to its other spelling, British or American: `defence` to `defense`, `organise` to `organize`.

A spelling that no text has ("promize") costs nothing, so endings are not told from stems that only look like them.
"""

from __future__ import annotations

from functools import cache
from typing import Final

_WORDS: Final = """
acknowledgement acknowledgment; aeroplane airplane; ageing aging; aluminium aluminum; anaemia anemia; artefact artifact;
caesarean cesarean; cosy cozy; diarrhoea diarrhea; encyclopaedia encyclopedia; enrol enroll; enrolment enrollment;
foetus fetus; fulfil fulfill; fulfilment fulfillment; grey gray; gynaecologist gynecologist; haemorrhage hemorrhage;
instalment installment; jewellery jewelry; judgement judgment; leukaemia leukemia; manoeuvre maneuver; mould mold;
moustache mustache; omelette omelet; orthopaedic orthopedic; paediatric pediatric; paediatrician pediatrician;
plough plow; programme program; pyjamas pajamas; sceptic skeptic; sceptical skeptical; scepticism skepticism;
skilful skillful; smoulder smolder; speciality specialty; sulphur sulfur; towards toward; traveller traveler;
wilful willful; whilst while; amongst among; counsellor counselor; councillor councilor; jeweller jeweler;
modelling modeling; practise practice; marvellous marvelous; tranquillity tranquility
"""
_STEMS_OF_OUR: Final = tuple(
    "arm behavi cand clam col demean endeav fav flav glam harb hon hum lab neighb od parl ranc rig rum savi "
    "splend tum val vap vig".split()
)
_ENDINGS: Final = (
    ("isation", "ization"),
    ("isations", "izations"),
    ("ise", "ize"),
    ("yse", "yze"),
    ("fence", "fense"),
    ("licence", "license"),
    ("pretence", "pretense"),
    ("alogue", "alog"),
    ("centre", "center"),
    ("theatre", "theater"),
    ("metre", "meter"),
    ("litre", "liter"),
    ("fibre", "fiber"),
    ("calibre", "caliber"),
    ("spectre", "specter"),
    ("lustre", "luster"),
)
_SHORTEST: Final = 5
_ANY_ENDING: Final = tuple(ending for pair in _ENDINGS for ending in pair)


@cache
def spellings_of(word: str) -> tuple[str, ...]:
    """A word in lower case and its other spelling, if it has one."""
    other = _table().get(word) or _of_our(word) or _of_ending(word)
    return (word, other) if other is not None else (word,)


@cache
def _table() -> dict[str, str]:
    pairs = [row.split() for row in _WORDS.split(";")]
    return {a: b for one, two in pairs for a, b in ((one, two), (two, one))}


def _of_our(word: str) -> str | None:
    if not word.startswith(_STEMS_OF_OUR):  # asked of all at once: nearly no word has any
        return None
    for stem in _STEMS_OF_OUR:
        if word.startswith(stem):
            rest = word[len(stem) :]
            if rest.startswith("our"):
                return f"{stem}or{rest[3:]}"
            if rest.startswith("or"):
                return f"{stem}our{rest[2:]}"
    return None


def _of_ending(word: str) -> str | None:
    if len(word) < _SHORTEST or not word.endswith(_ANY_ENDING):
        return None
    for one, two in _ENDINGS:
        if word.endswith(one):
            return word.removesuffix(one) + two
        if word.endswith(two):
            return word.removesuffix(two) + one
    return None
