"""From a sentence and a match in it to how the match is stated: asserted, planned, denied or conditional.

A sentence is cut into segments at commas, brackets, dashes, the words that begin a clause, and where what is said
begins; a word such as "not" or "will" counts for what stands in its own segment. Words inside mentions ("no more than
80", "May 2022") are none of these, nor are those that the pattern itself asks for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from factcheck.extraction.inflection import forms_of
from factcheck.extraction.scanned import Scanned
from factcheck.extraction.sentences import Sentence
from factcheck.extraction.walking import Match
from factcheck.model.entity import Entity, EntitySet
from factcheck.model.period import Period
from factcheck.pattern import pattern

_QUOTES: Final = pattern('["“”«»]')
_PARTING: Final = pattern(r"[,;:()\[\]—–…]|\s-\s|\.\.")
_STRONG: Final = pattern(r"[;—]")
_OPENERS: Final = frozenset(
    """
    that which who whom whose because although though while whereas when where if unless whether but after before since
    until so yet
    """.split()
)
"""Words that begin a clause."""
_STRONG_OPENERS: Final = frozenset("but while whereas although though".split())
"""Words that end what a denial before them denies."""
_CONDITIONS: Final = frozenset("if unless whether".split())
_NO_CONDITIONS: Final = frozenset("necessary needed need required possible any anything at only".split())
"""Words that make no condition of an "if" or "when" before them."""
_NEGATIONS: Final = frozenset("not never neither nor cannot nobody without".split())
_NO_ONES: Final = frozenset({"one", "body"})
_SIGNS: Final = frozenset(
    "sign signs evidence indication indications proof suggestion truth plan plans intention".split()
)
"""What there is none of where something is denied."""
_REPORTING: Final = frozenset(
    """
    said says say told tells warned warns claimed claims insisted insists argued argues believed believes hinted hints
    suggested suggests predicted predicts added adds announced confirmed know knew knows
    """.split()
)
"""Verbs after which what is said may begin without "that"."""
_NO_CLAUSES: Final = frozenset("to of at as by for a an".split())
"""Words with which nothing that is said begins, nor goes on after a time: "claims of", "believed to"."""
_BEFORE_TIMES: Final = frozenset("on in at late early last this".split())
_MOST_HEARERS: Final = 3
_GOING_ON: Final = frozenset("will would could can may might shall should is are was were has have had plans".split())
"""Verbs that after "and" begin a clause of their own."""
_AFTER_NOT: Final = frozenset("only just merely simply least surprisingly".split())
_MAY_BE: Final = frozenset("could might may".split())
_FUTURE: Final = frozenset("will shall would ll".split())
_BE: Final = forms_of("be")
_CONDITIONAL_PAIRS: Final = frozenset({("possibility", "of"), ("chance", "of"), ("in", "case"), ("provided", "that")})


def _verbs(words: str) -> frozenset[str]:
    return frozenset().union(*(forms_of(word) for word in words.split()))


_PLANNING: Final = _verbs(
    "plan expect intend aim hope want schedule slate forecast project predict anticipate foresee propose"
)
_PROMISING: Final = _verbs("pledge promise vow commit agree")
_WISHING: Final = _verbs("urge press pressure implore beg advise encourage threaten") | {"unlikely"}
"""Words that with "to" tell what may never come: "urged her to resign"."""
_CALLING: Final = _verbs("call plea demand")
_DEMANDING: Final = _verbs("demand recommend request")
_WEIGHING: Final = _verbs("consider mull weigh contemplate ponder")
"""Verbs that before an -ing form tell what may never come."""
_OUGHT: Final = frozenset({"should", "must"})
_MOST_WISHED: Final = 6
_READY: Final = frozenset("set due about going ready likely bound poised".split())
"""Words that with "to" after a form of be tell what is to come."""
_FIXED: Final = frozenset("set due scheduled slated billed timed".split())
_BEFORE_DAYS: Final = frozenset("for on in by at".split())
_WITH_OBJECT: Final = _verbs("forecast project predict anticipate foresee expect schedule slate") | {"planned"}
"""Of these, those that need no "to": "forecasts growth of 3%", "scheduled for Friday"."""
_DENYING: Final = _verbs("deny refute disprove")
_REFUSING: Final = _verbs("refuse decline fail")
_REJECTING: Final = _verbs("reject dismiss")
_REJECTED: Final = _verbs("claim report suggestion allegation idea notion speculation rumour rumor") | {"that"}
_UNTRUE: Final = frozenset("false untrue wrong baseless unfounded groundless nonsense".split())
_TRUE: Final = frozenset({"true", "correct", "right"})

_CUES: Final = (
    _OPENERS
    | _NEGATIONS
    | _MAY_BE
    | _FUTURE
    | _BE
    | _PLANNING
    | _PROMISING
    | _READY
    | _WITH_OBJECT
    | _DENYING
    | _REFUSING
    | _REJECTING
    | _UNTRUE
    | {first for first, _ in _CONDITIONAL_PAIRS}
    | _WISHING
    | _CALLING
    | _DEMANDING
    | _WEIGHING
    | _OUGHT
    | _FIXED
    | {"no", "ruled", "won't", "short", "far"}
)

ASSERTED: Final = "asserted"
PLANNED: Final = "planned"
DENIED: Final = "denied"
CONDITIONAL: Final = "conditional"


class Clauses:
    """A sentence cut into segments."""

    def __init__(self, scanned: Scanned, sentence: Sentence) -> None:
        self._scanned = scanned
        self._sentence = sentence
        self._keys = scanned.words.keys
        self._mentioned = {
            word
            for candidate in scanned.in_sentence(sentence)
            if not isinstance(candidate.value, Entity | EntitySet)
            for word in range(candidate.first, candidate.after)
        }
        self._times = {
            word
            for candidate in scanned.in_sentence(sentence)
            if isinstance(candidate.value, Period)
            for word in range(candidate.first, candidate.after)
        }
        self._segment: dict[int, int] = {}
        self._strong: dict[int, int] = {}
        self._openers: dict[int, str] = {}
        self._reported: list[int] = []
        """The words with which something begins that is said."""
        self._cues: list[int] = []
        """The words that may matter to anything."""
        self._cut()

    def _cut(self) -> None:
        text, words = self._scanned.text, self._scanned.words
        segment = strong = 0
        begun = self._begun()
        for i in range(self._sentence.first, self._sentence.after):
            if i > self._sentence.first and i not in self._mentioned:
                between = text[words.ends[i - 1] : words.starts[i]]
                opens = i in begun or (self._keys[i] in _OPENERS and not self._is_no_condition(i))
                parted = between != " " and bool(_PARTING.search(between)) and not between.startswith("…")
                if opens or parted:
                    segment += 1
                if (parted and (_STRONG.search(between) or self._goes_on(i))) or self._keys[i] in _STRONG_OPENERS:
                    strong += 1
            self._segment[i], self._strong[i] = segment, strong
            key = self._keys[i]
            if (key in _CUES or "'" in key) and i not in self._mentioned:
                if self._is_no_condition(i):
                    continue
                self._cues.append(i)
                if key in _OPENERS:
                    self._openers[segment] = key

    def _begun(self) -> set[int]:
        """The words with which a clause begins that no word opens: after "she warned on Friday", and at "and will"."""
        keys, after = self._keys, self._sentence.after
        found: set[int] = set()
        for i in range(self._sentence.first + 1, after - 1):
            key = keys[i]
            if key == "and" and keys[i + 1] in _GOING_ON and i + 1 not in self._mentioned:
                found.add(i)
            elif key in _REPORTING and keys[i - 1] not in _BE and keys[i - 1] != "an" and i not in self._mentioned:
                begins = self._after_hearers(i + 1, key)
                if begins < after and keys[begins] not in _NO_CLAUSES:
                    found.add(begins)
                    self._reported.append(begins)
        return found

    def _after_hearers(self, i: int, verb: str) -> int:
        """The word after those that tell when something was said, and to whom."""
        after, start = self._sentence.after, i
        if verb in ("told", "tells"):
            times = (j for j in range(i, min(i + _MOST_HEARERS + 2, after)) if j in self._mentioned)
            i = next(times, i)
        while i < after and (
            i in self._mentioned or (self._keys[i] in _BEFORE_TIMES and i + 1 in self._mentioned and i + 1 < after)
        ):
            i += 1
        return i if i > start or verb not in ("told", "tells") else start

    def _is_no_condition(self, i: int) -> bool:
        """Whether an "if" or "when" asks for nothing: "if necessary", "as if", "dozens, if not hundreds"."""
        key = self._keys[i]
        if key not in ("if", "when", "where") or i < self._sentence.first:
            return False
        if i > self._sentence.first and self._keys[i - 1] == "as":
            return True
        if i + 1 >= self._sentence.after:
            return False
        after = self._keys[i + 1]
        return after in _NO_CONDITIONS or (after == "not" and i + 2 in self._mentioned)

    def _goes_on(self, i: int) -> bool:
        """Whether ", and" or ", or" goes on with a clause of its own."""
        return (
            self._keys[i] in ("and", "or") and i + 1 < self._sentence.after and self._keys[i + 1] not in ("not", "nor")
        )

    # What holds for a match

    def modality(self, match: Match) -> str:
        """How a match is stated, apart from quotation marks."""
        is_asked = self._is_asked(match)
        if not self._cues and not is_asked:
            return ASSERTED
        said, value = self._parts(match)
        said = self._beside(said, value)
        anchors = [*said, *value]
        if self._is_denied(match, said, value):
            return DENIED
        if is_asked or self._is_conditional(anchors, match) or self._is_wished(anchors, match):
            return CONDITIONAL
        return PLANNED if self._is_planned(anchors, match) else ASSERTED

    def _is_asked(self, match: Match) -> bool:
        """Whether a match stands in a question: a question mark follows it, in the same quotation if it is in one."""
        text, end = self._scanned.text, max(match.end, self._scanned.words.ends[match.after - 1])
        mark = text.find("?", end, self._sentence.end)
        return mark >= 0 and _QUOTES.search(text, end, mark) is None

    def _parts(self, match: Match) -> tuple[Sequence[int], Sequence[int]]:
        """The words of the pattern, and those of the value."""
        candidate = match.candidate
        value = range(candidate.first, candidate.after) if candidate is not None else ()
        inside = [i for i in match.said if i in self._segment]
        return inside or list(value) or range(match.first, match.after), [i for i in value if i in self._segment]

    def _beside(self, said: Sequence[int], value: Sequence[int]) -> Sequence[int]:
        """Of the words of a pattern, those that tell how the value is stated: those in its segment, or else in the
        segment nearest to it. "Warned on Thursday that it could" says that it warned on Thursday, whatever it could.
        """
        if not value or not said:
            return said
        segment = self._segment[value[0]]
        if not any(self._segment[i] == segment for i in said):
            if any(value[-1] < i <= min(said) for i in self._reported):
                return ()
            nearest = min(said, key=lambda i: min(abs(i - value[0]), abs(i - value[-1])))
            segment = self._segment[nearest]
        return [i for i in said if self._segment[i] == segment]

    def _is_denied(self, match: Match, said: Sequence[int], value: Sequence[int]) -> bool:
        taken = set(match.said)
        last = max([*said, *value])
        for i in self._free(taken):
            if i > last:
                return self._is_called_untrue(min([*said, *value]), last)
            key = self._keys[i]
            after = self._keys[i + 1] if i + 1 < self._sentence.after else ""
            if self._denies_all(i, key, after):
                if any(self._strong[j] == self._strong[i] and j > i for j in (*said, *value)):
                    return True
            elif self._negates(i, key, after) and self._is_negated(i, said, value):
                return True
        return False

    def _is_called_untrue(self, first: int, last: int) -> bool:
        """Whether something is told as a rumour, and then called untrue: "Claims that she resigned are false"."""
        keys = self._keys
        if not any(
            keys[j] in _REJECTED and keys[j + 1] in ("that", "of") for j in range(self._sentence.first, first - 1)
        ):
            return False
        return any(keys[i] in _UNTRUE and {keys[i - 1], keys[i - 2]} & _BE for i in self._cues if i > last + 1)

    def _denies_all(self, i: int, key: str, after: str) -> bool:
        """Whether a word denies everything after it, up to the next clause of its own: "denied that she would"."""
        if key in _DENYING or (key in _UNTRUE and after == "that"):
            return True
        if key in _REFUSING and after == "to":
            return True
        if after == "to" and key == "yet":
            return self._keys[i - 1] in ("has", "have", "had")
        if after == "of" and key == "short":
            return True
        if key == "far" and after == "from" and i + 2 < self._sentence.after:
            return self._keys[i + 2].endswith("ing")
        if key == "not" and after in _TRUE:
            return self._keys[i + 2 : i + 3] == ["that"]
        if key in _REJECTING:
            return any(self._keys[j] in _REJECTED for j in range(i + 1, min(i + 5, self._sentence.after)))
        return (key == "ruled" and after == "out") or (key == "no" and after in _SIGNS)

    def _negates(self, i: int, key: str, after: str) -> bool:
        if key in _NEGATIONS or key.endswith("n't"):
            return after not in _AFTER_NOT and not self._is_no_condition(i - 1)
        return key == "no" and (after == "longer" or after in _NO_ONES or i + 1 not in self._mentioned)

    def _is_negated(self, i: int, said: Sequence[int], value: Sequence[int]) -> bool:
        """Whether a negation at a word holds for the verb of a pattern, or for the value right after it."""
        segment = self._segment[i]
        if self._keys[i] == "no" and self._keys[i + 1] not in ("longer", *_NO_ONES):
            return i + 1 in said or i + 1 in value
        if any(self._segment[j] == segment for j in said if j > i) and not self._is_aside(i, value):
            return not (value and value[0] > i and any(self._keys[k] == "but" for k in range(i, value[0])))
        return any(self._segment[j] == segment and j > i for j in value)

    def _is_aside(self, i: int, value: Sequence[int]) -> bool:
        """Whether a negation is about another word than the value: "Chile, not Spain, hosts"."""
        return (
            i == self._first_of_segment(i)
            and self._keys[i] == "not"
            and not any(self._segment[j] == self._segment[i] for j in value)
        )

    def _first_of_segment(self, i: int) -> int:
        while i - 1 in self._segment and self._segment[i - 1] == self._segment[i]:
            i -= 1
        return i

    def _is_conditional(self, anchors: Sequence[int], match: Match) -> bool:
        taken = set(match.said)
        segments = {self._segment[i] for i in anchors}
        if any(self._openers.get(segment) in _CONDITIONS for segment in segments):
            return True
        first = self._keys[self._sentence.first]
        if first in _CONDITIONS and 0 in segments:
            return True
        strong = {self._strong[i] for i in anchors}
        has_if = any(
            self._keys[i] in _CONDITIONS - {"whether"} and self._strong[i] in strong for i in self._free(taken)
        )
        for i in self._free(taken):
            if self._segment[i] not in segments:
                continue
            if self._keys[i] in _MAY_BE and self._is_modal(i):
                return True
            if self._keys[i] == "would" and has_if:
                return True
            if tuple(self._keys[i : i + 2]) in _CONDITIONAL_PAIRS and any(j > i for j in anchors):
                return True
        return False

    def _is_wished(self, anchors: Sequence[int], match: Match) -> bool:
        """Whether someone only wishes for something, weighs it or threatens with it."""
        taken = set(match.said)
        for i in self._free(taken):
            key = self._keys[i]
            begins: int | None = None
            if key in _OUGHT:
                begins = i + 1 if key == "should" or match.candidate is None else None
            elif key in _DEMANDING and self._keys[i + 1 : i + 2] == ["that"]:
                begins = i + 2
            elif key in _WEIGHING:
                begins = i + 1 if self._keys[i + 1 : i + 2] and self._keys[i + 1].endswith("ing") else None
            elif key in _WISHING or (key in _CALLING and self._calls(i)):
                near = range(i + 1, min(i + _MOST_WISHED, self._sentence.after))
                begins = next((j + 1 for j in near if self._keys[j] == "to"), None)
            if begins is None or begins >= self._sentence.after:
                continue
            if any(j >= begins and self._segment[j] == self._segment[begins] for j in anchors):
                return True
        return False

    def _calls(self, i: int) -> bool:
        """Whether "call" is a wish: "called on her to", "calls for her to", but no call on Friday."""
        return self._keys[i + 1 : i + 2] in (["on"], ["for"]) and i + 2 not in self._mentioned

    def _is_modal(self, i: int) -> bool:
        """Whether "may" is no month."""
        written = self._scanned.text[self._scanned.words.starts[i]]
        return self._keys[i] != "may" or written.islower()

    def _is_planned(self, anchors: Sequence[int], match: Match) -> bool:
        segments = {self._segment[i] for i in anchors}
        taken = set(match.said)
        for i in self._cues:
            if self._segment[i] not in segments:
                continue
            if self._keys[i] in _FUTURE or self._keys[i].endswith(("'ll", "’ll")) or self._keys[i] == "won't":
                return True
            scope = self._planned_from(i, taken)
            if scope is not None and any(j >= scope and self._segment[j] == self._segment[i] for j in anchors):
                return True
        return False

    def _planned_from(self, i: int, taken: set[int]) -> int | None:
        """The word from which on a plan is told, if one is at a word: after "plans to", "is to", "scheduled for"."""
        key = self._keys[i]
        after = self._keys[i + 1] if i + 1 < self._sentence.after else ""
        if key in _PLANNING or (key in _PROMISING and i not in taken):
            for j in range(i + 1, min(i + 4, self._sentence.after)):
                if self._keys[j] == "to":
                    return j + 1
            return i + 1 if key in _WITH_OBJECT or (key in ("plan", "plans") and after == "for") else None
        if key in _FIXED and (i + 1 in self._times or (after in _BEFORE_DAYS and i + 2 in self._times)):
            return i + 1
        if key in _BE and after == "to" and i + 2 < self._sentence.after:
            return i + 2
        return i + 2 if key in _READY and after == "to" and self._keys[i - 1] in _BE else None

    def _free(self, taken: set[int]) -> Iterator[int]:
        """The words that may matter and are not the pattern's own."""
        return (i for i in self._cues if i not in taken)
