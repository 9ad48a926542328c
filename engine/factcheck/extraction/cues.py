"""The words that tell how something is stated, as tables, and from the words of a sentence to the cues among them.

A row is a phrase. Its words match any inflected form, after `=` only themselves; `a/b` is one of several, `…` up to
three words, `*` one word, `+ing` an -ing form. What the phrase tells holds for the words after it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import cache
from typing import Final

from factcheck.extraction.inflection import base_of, forms_of
from factcheck.named import NamedTuple

ASSERTED: Final = "asserted"
PLANNED: Final = "planned"
DENIED: Final = "denied"
CONDITIONAL: Final = "conditional"

_DENYING: Final = """
refute/disprove
refuse/decline/fail/neglect to
has/have/had yet to
short of
far from +ing
false/untrue/wrong/incorrect that
not true/correct/right that
not the case that
ruled/rule/rules/ruling out
no sign/evidence/indication/proof/suggestion/truth/plan/intention
reject/dismiss/rebut … claim/report/suggestion/allegation/idea/notion/speculation/rumour/rumor/that
scrap/drop/abandon/shelve/cancel/axe/ditch/halt … plan/bid/proposal/offer/effort
not/don't/doesn't/didn't think/believe
"""
"""Phrases that deny all that follows, up to the next clause of its own: "denied that she would"."""
_AVERTING: Final = """
reject/resist/ignore/rebuff/defy/spurn/dismiss … call/demand/pressure/plea/request … to
prevent/stop/block/bar/ban/deter/keep … from +ing
avoid/escape/forgo +ing
pull/back/drop out of +ing
instead of
rather than
contrary to … claim/report/suggestion/allegation/rumour/rumor that
no * to
no * of +ing
no question/chance/prospect of
"""
"""Phrases that deny what follows in the same segment."""
_MISSING: Final = """
refusal/failure/inability to
"""
"""Phrases that deny the words right after them."""
_WISHING: Final = """
urge/press/pressure/implore/beg/advise/encourage … to
urge/press/pressure/implore/beg/advise/encourage … * to
ask/told/tells/tell/ordered to
ask/told/tells/tell * to
ask/told/tells/tell the/a/his/her/their/its * to
threaten/try/attempt/offer/unlikely/willing/reluctant/keen/free/open to
=has/have/need/needs to
want * to
call/plea/appeal on/for … to
call/plea/appeal on/for … * to
call/demand/plea to
pressure on … to
demand/recommend/request that
consider/mull/weigh/contemplate/ponder +ing
possibility/chance/prospect/threat of
in case
possible/conceivable that
speculation/rumour/rumor/possibility/chance/fear that
fear/rumour/rumor to
be/amid/on fear/speculation
in talk to/about/over
"""
"""Phrases after which something may never come: wishes, threats, attempts, rumours."""
_DOUBTING: Final = """
be possible/conceivable/doubtful
at risk/stake
in/under threat/doubt/question/jeopardy
"""
"""Phrases that tell of the words before them that they may not last, or never come."""
_PLANNING: Final = """
tip to
plan/expect/intend/aim/hope/want/schedule/slate/forecast/project/predict/anticipate/foresee/propose/prepare to
plan/expect/intend/hope/schedule/slate/forecast/project/predict/anticipate/foresee/propose * to
plan/expect/intend/hope/schedule/slate/forecast/project/predict/anticipate/foresee/propose * * to
forecast/project/predict/anticipate/foresee/expect/schedule/slate/planned
plan/plans for
on/in track/course/line to
plan/proposal/scheme/budget/bill call for
likely/poised/bound to
"""
"""Phrases that tell what is to come, though the pattern itself asks for them."""
_PROMISING: Final = """
pledge/promise/vow/commit/agree/decide to
pledge/promise/vow/commit/agree/decide * to
pledge/promise/vow/commit/agree/decide * * to
"""

BE: Final = forms_of("be")
OPENERS: Final = frozenset(
    """
    that which who whom whose because although though while whereas when where if unless whether but after before since
    until so yet
    """.split()
)
"""Words that begin a clause."""
CONDITIONS: Final = frozenset("if unless whether".split())
NO_CONDITIONS: Final = frozenset("necessary needed need required possible any anything at only".split())
"""Words that make no condition of an "if" or "when" before them."""
CONTRACTED: Final = frozenset(
    """
    isn't aren't wasn't weren't don't doesn't didn't won't wouldn't can't couldn't shouldn't hasn't haven't hadn't
    mustn't mightn't needn't ain't shan't
    """.split()
)
NEGATIONS: Final = CONTRACTED | frozenset("not never neither nor cannot nobody none without".split())
NO_ONES: Final = frozenset({"one", "body"})
AFTER_NOT: Final = frozenset("only just merely simply least surprisingly".split())
NEARLY: Final = frozenset("almost nearly hardly".split())
"""Words that deny a verb right after them."""
UNTRUE: Final = frozenset("false untrue wrong baseless unfounded groundless nonsense fake".split())
TRUE: Final = frozenset({"true", "correct", "right"})
TOLD: Final = frozenset().union(
    *map(forms_of, "claim report suggestion allegation idea notion speculation rumour rumor".split())
)
"""What is told, and may be called untrue."""
MAY_BE: Final = frozenset("could might may".split())
PERHAPS: Final = frozenset("perhaps maybe possibly potentially".split())
OUGHT: Final = frozenset({"should", "must"})
OBLIGING: Final = frozenset("must has have need needs".split())
"""Words that tell of an act that it is yet to come, but leave an amount as it is: "must pay $3 million"."""
FUTURE: Final = frozenset(
    """
    will shall would ll i'll we'll he'll she'll they'll it'll you'll that'll there'll who'll won't
    """.split()
)
READY: Final = frozenset("set due about going ready".split())
"""Words that with "to" after a form of be tell what is to come."""
FIXED: Final = frozenset("set due scheduled slated billed timed".split())
BEFORE_DAYS: Final = frozenset("for on in by at".split())
RULING: Final = forms_of("rule")
"""What is not ruled out may come."""
_SEEMING: Final = BE | forms_of("look") | forms_of("seem") | forms_of("appear") | frozenset("he she it they".split())
_DENIED: Final = forms_of("deny")
_NO_PASTS: Final = frozenset(
    "hundred indeed need seed feed weed shed speed breed proceed exceed succeed united".split()
)
_SKIPPED: Final = 3
_STEP: Final = ("that", "he", "she", "it", "they", "we", "and", "but")
"""Words that no skipping goes beyond: another clause may begin with them."""

SEGMENT: Final = 0
CLAUSE: Final = 1
WIDE: Final = 2
NEXT: Final = 3


class Cue(NamedTuple):
    """A word that tells how something is stated: what it tells, and from which word on."""

    at: int
    kind: str
    begins: int
    reach: int
    """SEGMENT: for the segment at `begins`; CLAUSE: up to the next clause of its own; WIDE: for all its segment; NEXT:
    for the words right at `begins`.
    """
    is_own: bool = False
    """Whether it counts even where the pattern itself asks for the word."""


Row = tuple[tuple[frozenset[str] | str, ...], str, int, bool]


@cache
def _rows() -> dict[str, list[Row]]:
    """The phrases by their first words."""
    found: dict[str, list[Row]] = {}
    tables = (
        (_DENYING, DENIED, CLAUSE, False),
        (_AVERTING, DENIED, SEGMENT, False),
        (_MISSING, DENIED, NEXT, False),
        (_DOUBTING, CONDITIONAL, WIDE, False),
        (_WISHING, CONDITIONAL, SEGMENT, False),
        (_PLANNING, PLANNED, SEGMENT, True),
        (_PROMISING, PLANNED, SEGMENT, False),
    )
    for table, kind, reach, is_own in tables:
        for line in table.strip().splitlines():
            firsts, *rest = [word if word in ("…", "*", "+ing") else _words(word) for word in line.split()]
            for first in firsts:
                found.setdefault(first, []).append((tuple(rest), kind, reach, is_own))
    return found


def _words(written: str) -> frozenset[str]:
    if written.startswith("="):
        return frozenset(written[1:].split("/"))
    return frozenset().union(*map(forms_of, written.split("/")))


@cache
def telling() -> frozenset[str]:
    """The words without one of which, and without "to", a sentence asserts all it says."""
    return (
        frozenset(_rows())
        | _DENIED
        | CONDITIONS
        | NEGATIONS
        | UNTRUE
        | NEARLY
        | MAY_BE
        | PERHAPS
        | OUGHT
        | FUTURE
        | FIXED
        | READY
        | {"no", "provided", "assuming", "had", "were", "event"}
    )


def is_past(key: str) -> bool:
    """Whether a word looks like the past form of a verb."""
    if key.endswith("ed"):
        return len(key) > len("red") and key not in _NO_PASTS
    return base_of(key) != key and not key.endswith(("ing", "s")) and key not in ("am", "are")


def phrases_at(keys: Sequence[str], i: int, after: int, mentioned: Container[int]) -> Iterator[Cue]:
    """The cues that the phrases of the tables make at a word of a sentence, which ends before `after`."""
    for rest, kind, reach, is_own in _rows().get(keys[i], ()):
        end = _end_of(rest, keys, i + 1, after, mentioned)
        if end is not None:
            yield Cue(i, kind, end, reach, is_own)


def _end_of(
    rest: Sequence[frozenset[str] | str], keys: Sequence[str], i: int, after: int, mentioned: Container[int]
) -> int | None:
    """The word after a phrase that goes on at a word, if it does."""
    for number, part in enumerate(rest):
        if part == "…":
            wanted = rest[number + 1 :]
            for start in range(i, min(i + _SKIPPED + 1, after)):
                end = _end_of(wanted, keys, start, after, mentioned)
                if end is not None:
                    return end
                if keys[start] in _STEP:
                    return None
            return None
        if i >= after:
            return None
        if part == "+ing":
            return i if keys[i].endswith("ing") else None
        if part == "*":
            if keys[i] in _STEP or keys[i] == "to":
                return None
        elif keys[i] not in part:
            return None
        i += 1
    return i


def is_denial(keys: Sequence[str], i: int) -> bool:
    """Whether a word is "denied", and not of "was denied bail"."""
    return keys[i] in _DENIED and (i == 0 or keys[i - 1] not in BE or keys[i + 1 : i + 2] == ["that"])


def word_cues(keys: Sequence[str], i: int, after: int) -> Iterator[Cue]:
    """The cues that one word makes."""
    key = keys[i]
    if key in PERHAPS or key in MAY_BE or (key == "would" and _is_unreal(keys, i, after)):
        yield Cue(i, CONDITIONAL, i, WIDE)
    elif key in OUGHT:
        yield Cue(i, CONDITIONAL, i + 1, SEGMENT)
    elif key in NEARLY and i + 1 < after and is_past(keys[i + 1]):
        yield Cue(i, DENIED, i + 1, WIDE)
    if key in FUTURE:
        yield Cue(i, PLANNED, i, WIDE, is_own=True)


def _is_unreal(keys: Sequence[str], i: int, after: int) -> bool:
    """Whether "would" tells of what never came: "would have resigned"."""
    have = next((j for j in range(i + 1, min(i + 3, after)) if keys[j] == "have"), after)
    return have + 1 < after and is_past(keys[have + 1])


def readiness_at(keys: Sequence[str], i: int, after: int, times: Container[int], is_parted: bool) -> Iterator[Cue]:
    """The cue of "is to", "is set to", "due on Friday". `is_parted` tells that something parts the word from before."""
    key = keys[i]
    follows = keys[i + 1] if i + 1 < after else ""
    is_ready = key in BE or (key in READY and (is_parted or keys[i - 1] in _SEEMING))
    if key in FIXED and (i + 1 in times or (follows in BEFORE_DAYS and i + 2 in times)):
        yield Cue(i, PLANNED, i + 1, SEGMENT, is_own=True)
    elif is_ready and follows == "to" and i + 2 < after:
        yield Cue(i, PLANNED, i + 2, SEGMENT, is_own=True)
