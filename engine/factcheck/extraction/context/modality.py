"""From a match and the cues of its sentence to how the match is stated: asserted, planned, denied or conditional.

Words inside mentions ("no more than 80", "May 2022") are no cues, nor are most of those that the pattern itself asks
for: a pattern that says "not accept" denies nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from factcheck.extraction.context.clauses import Clauses
from factcheck.extraction.context.cue_words import (
    AFTER_NOT,
    ASSERTED,
    BE,
    CONDITIONAL,
    CONTRACTED,
    DENIED,
    GIVEN_UP,
    NO_ONES,
    OBLIGING,
    PLANNED,
    PLANS,
    TOLD,
    UNKNOWN,
    UNSURE,
    UNTRUE,
)
from factcheck.extraction.context.cues import SentenceCues, is_past
from factcheck.extraction.context.phrases import BEFORE, CLAUSE, EVENT, NEXT, WIDE, Cue
from factcheck.extraction.patterns.scanned import Scanned
from factcheck.extraction.patterns.walking import Match
from factcheck.extraction.text.sentences import Sentence
from factcheck.model.entity import Entity
from factcheck.model.quantity import Quantity
from factcheck.pattern import pattern

_QUOTES: Final = pattern('["“”«»]')
_TELLS_NOTHING: Final = frozenset(
    """
    comment commented commenting respond responded reply replied answer answered elaborate elaborated say said discuss
    discussed disclose disclosed name named identify identified specify specified mention mentioned forget forgotten
    regret regretted hesitate hesitated
    """.split()
)
"""Verbs whose denial leaves what they are about as it is: "did not comment on the loss of 300 jobs"."""
_LEFT_AS_IS: Final = _TELLS_NOTHING | UNKNOWN
_THE: Final = frozenset("the those these all its his her their".split())
_OF_SOME: Final = frozenset("one of the those all".split())
_UNTIL: Final = frozenset("until till".split())
_HAVE: Final = frozenset("have has had".split())
_NEAR: Final = 4


class ModalityReader:
    """How the matches in one sentence are stated."""

    def __init__(self, scanned: Scanned, sentence: Sentence) -> None:
        self._scanned = scanned
        self._sentence = sentence
        self._keys = scanned.words.keys
        found = SentenceCues(scanned, sentence)
        self._cues: dict[str, list[Cue]] = {}
        for cue in found.cues:
            self._cues.setdefault(cue.kind, []).append(cue)
        self._negations = found.negations
        self._has_question = scanned.text.find("?", sentence.start, sentence.end) >= 0
        self._refuting = [row for row in _REFUTING if all(not words.isdisjoint(found.words) for words in row[::2])]
        has_cues = self._cues or self._negations or found.has_condition or self._refuting
        self._clauses = Clauses(scanned, sentence, found.mentioned, found.times) if has_cues else None

    # What holds for a match

    def modality(self, match: Match) -> str:
        """How a match is stated, apart from quotation marks."""
        is_asked = self._is_asked(match)
        clauses = self._clauses
        if clauses is None or self._is_presupposed(match):
            return CONDITIONAL if is_asked else ASSERTED
        said, value = self._parts(match)
        said = self._beside(said, value, clauses, isinstance(match.value, Entity))
        anchors = [*said, *value]
        if clauses.conditional and any(clauses.segment(i) in clauses.conditional for i in anchors):
            return CONDITIONAL
        if self._is_denied(match, said, value, clauses):
            return DENIED
        if is_asked or self._is_conditional(anchors, match, clauses):
            return CONDITIONAL
        if self._tells(PLANNED, anchors, match, clauses):
            return CONDITIONAL if self._depends(anchors, clauses) else PLANNED
        return ASSERTED

    def _is_asked(self, match: Match) -> bool:
        """Whether a match stands in a question: a question mark follows it, in the same quotation if it is in one."""
        if not self._has_question:
            return False
        text, end = self._scanned.text, max(match.end, self._scanned.words.ends[match.after - 1])
        mark = text.find("?", end, self._sentence.end)
        return mark >= 0 and _QUOTES.search(text, end, mark) is None

    def _is_presupposed(self, match: Match) -> bool:
        """Whether a match only names what is known: "the 29 people killed", "those 300 jobs lost"."""
        candidate = match.candidate
        if candidate is None or candidate.first == self._sentence.first or not match.said:
            return False
        last = max(match.said)
        return (
            not _THE.isdisjoint(self._keys[candidate.first - 1 : candidate.core + 1])
            and candidate.after <= last < candidate.after + _NEAR - 1
            and (self._keys[last] == "dead" or (is_past(self._keys[last]) and self._keys[last] != "died"))
            and not any(key in BE or key in _HAVE for key in self._keys[candidate.after : last])
        )

    def _parts(self, match: Match) -> tuple[Sequence[int], Sequence[int]]:
        """The words of the pattern, and those of the value."""
        candidate, first, after = match.candidate, self._sentence.first, self._sentence.after
        value = range(candidate.first, candidate.after) if candidate is not None else ()
        inside = [i for i in match.said if first <= i < after]
        return inside or list(value) or range(match.first, match.after), [i for i in value if first <= i < after]

    def _beside(self, said: Sequence[int], value: Sequence[int], clauses: Clauses, is_name: bool) -> Sequence[int]:
        """Of the words of a pattern, those that tell how the value is stated: those in its segment, or else in the
        segment nearest to it. "Warned on Thursday that it could" says that it warned on Thursday, whatever it could;
        but "Japan said it will" tells what Japan will.
        """
        if not value or not said or clauses.is_whole:
            return said
        segment = clauses.segment(value[0])
        if not any(clauses.segment(i) == segment for i in said):
            if not is_name and any(value[-1] < i <= min(said) for i in clauses.reported):
                return ()
            nearest = min(said, key=lambda i: min(abs(i - value[0]), abs(i - value[-1])))
            segment = clauses.segment(nearest)
        return [i for i in said if clauses.segment(i) == segment]

    def _tells(self, kind: str, anchors: Sequence[int], match: Match, clauses: Clauses) -> bool:
        """Whether a cue of a kind holds for one of some words."""
        return any(
            self._reaches(cue, anchors, match, clauses)
            for cue in self._cues.get(kind, ())
            if cue.is_own or cue.at not in match.said
        )

    def _reaches(self, cue: Cue, anchors: Sequence[int], match: Match, clauses: Clauses) -> bool:
        keys, begins = self._keys, min(cue.begins, clauses.after - 1)
        if cue.reach == CLAUSE:
            clause, own = clauses.clause(cue.at), clauses.segment(cue.at)
            is_inner = own in clauses.relative or own in clauses.conditional
            if keys[begins] in _TELLS_NOTHING and begins not in match.said:
                return False
            return any(
                j > cue.at
                and clauses.clause(j) == clause
                and (clauses.segment(j) == own or clauses.segment(j) not in clauses.relative)
                and (not is_inner or clauses.segment(j) == own or self._adjoins(own, j, clauses))
                for j in anchors
            )
        is_back = cue.reach in (BEFORE, EVENT)
        segment = clauses.segment(cue.at if is_back else begins)
        near = [j for j in anchors if clauses.segment(j) == segment]
        if not near:
            return False
        if cue.kind == CONDITIONAL and keys[cue.at] in OBLIGING and match.candidate is not None:
            return False
        if is_back and (max(near) > cue.at or keys[cue.begins : cue.begins + 1] == ["of"]):
            return False
        if cue.reach == EVENT and isinstance(match.value, Quantity) and match.value.unit.dimension == "number":
            return False
        if cue.reach == NEXT:
            return any(cue.begins <= j < cue.begins + _NEAR // 2 for j in near)
        after = range(cue.at + 1, min(cue.at + _NEAR, *near))
        if cue.reach == WIDE and any(keys[j] in _TELLS_NOTHING and j not in match.said for j in after):
            return False  # "would not comment on the loss of 300 jobs"
        if (
            is_back
            or cue.reach == WIDE
            or (cue.kind == PLANNED and BE & {keys[cue.at], keys[cue.at - 1]} and max(near) < cue.at)
        ):
            # "The 29 people killed will be buried"
            return not any(j < cue.at and is_past(keys[j]) for j in match.said)
        return any(j >= cue.begins for j in near)

    def _adjoins(self, segment: int, word: int, clauses: Clauses) -> bool:
        """Whether a word's segment begins right after another, with a word that opens a clause."""
        return clauses.segment(word) == segment + 1 and segment + 1 in clauses.openers

    def _is_conditional(self, anchors: Sequence[int], match: Match, clauses: Clauses) -> bool:
        if self._tells(CONDITIONAL, anchors, match, clauses):
            return True
        if not clauses.conditions:
            return False
        segments = {clauses.segment(i) for i in anchors}
        within = {clauses.clause(i) for i in anchors}
        return any(clauses.clause(i) in within for i in clauses.conditions if i not in match.said) and any(
            self._keys[cue.at] == "would" and clauses.segment(cue.at) in segments for cue in self._cues.get(PLANNED, ())
        )

    def _depends(self, anchors: Sequence[int], clauses: Clauses) -> bool:
        """Whether a condition is put for what is planned: "If talks fail, she will resign"."""
        for i in clauses.conditions:
            segment, clause = clauses.segment(i), clauses.clause(i)
            is_first = i == clauses.first or clauses.clause(i - 1) != clause
            for j in anchors:
                near = clauses.clause(j) == clause and clauses.segment(j) not in clauses.relative
                is_before = i > j and clauses.segment(i - 1) == clauses.segment(j) != segment
                if near and (is_first or is_before or (i < j and clauses.segment(j) == segment + 1)):
                    return True
        return False

    # Denied

    def _is_denied(self, match: Match, said: Sequence[int], value: Sequence[int], clauses: Clauses) -> bool:
        if not self._negations and not self._refuting and DENIED not in self._cues:
            return False
        anchors = [*said, *value]
        if self._tells(DENIED, anchors, match, clauses):
            return True
        last = max(anchors)
        for i in self._negations:
            if i < last and i not in match.said and self._negates(i, said, value, clauses):
                return True
        return any(self._is_refuted(min(anchors), last, clauses, *row) for row in self._refuting)

    def _is_refuted(
        self,
        first: int,
        last: int,
        clauses: Clauses,
        nouns: frozenset[str],
        links: frozenset[str],
        refuting: frozenset[str],
    ) -> bool:
        """Whether something is told as a rumour and then called untrue, or planned and then given up: "Claims that she
        resigned are false", "Plans to cut 300 jobs were scrapped".
        """
        keys = self._keys
        is_told = any(
            keys[j] in nouns and (keys[j + 1] in links or j < clauses.first + 2)
            for j in range(clauses.first, first - 1)
        )
        if not is_told:
            return False
        is_called = not _CALLING.isdisjoint(keys[clauses.first : first])
        for i in range(last + 1, clauses.after):
            if keys[i] in refuting:
                before = keys[max(i - _NEAR + 1, last + 1) : i]
                is_undone = not _NOT.isdisjoint(before)
                is_stated = not BE.isdisjoint(before) or (is_called and keys[i] in UNTRUE)
                if is_stated and UNSURE.isdisjoint(before) and is_undone == (keys[i] == "true"):
                    return True
        return False

    def _negates(self, i: int, said: Sequence[int], value: Sequence[int], clauses: Clauses) -> bool:
        """Whether a negation at a word holds for the verb of a pattern, or for the value right after it."""
        keys, key = self._keys, self._keys[i]
        follows = keys[i + 1] if i + 1 < clauses.after else ""
        if follows in AFTER_NOT or clauses.is_no_condition(i - 1):
            return False
        segment = clauses.segment(i)
        here = [j for j in (*said, *value) if j > i and clauses.segment(j) == segment]
        if key == "no" and follows != "longer" and follows not in NO_ONES:
            return i + 1 in said or i + 1 in value or self._is_of_subject(i, said, clauses)
        if not here or self._is_until(i, max(here), clauses):
            return False
        if any(keys[j] in _LEFT_AS_IS and j not in said for j in range(i + 1, min(here))):
            return False
        if key == "without":
            return follows.endswith("ing") or min(here) <= i + 2
        between = set(keys[i + 1 : value[0]]) if value else set()
        if between and key in ("none", "neither", "not") and between <= _OF_SOME:
            return False  # "none of the 29 people killed"
        if any(j in said for j in here) and not self._is_aside(i, value, clauses):
            return not (value and value[0] > i and "but" in keys[i : value[0]])
        return any(j in value for j in here)

    def _is_of_subject(self, i: int, said: Sequence[int], clauses: Clauses) -> bool:
        """Whether "no" stands before the subject of a pattern's verb: "No director resigned"."""
        verbs = [j for j in said if is_past(self._keys[j])]
        if self._keys[i + 1] in _NO_SUBJECT_OF:
            return False
        return clauses.begins_segment(i) and bool(verbs) and i + 1 < verbs[0] <= i + _NEAR

    def _is_until(self, i: int, last: int, clauses: Clauses) -> bool:
        """Whether "until" after a negation tells when it came after all: "did not open until Friday"."""
        segment = clauses.segment(last)
        after = next((j for j in range(last + 1, clauses.after) if clauses.segment(j) != segment), last)
        return not _UNTIL.isdisjoint(self._keys[i + 1 : after + 1])

    def _is_aside(self, i: int, value: Sequence[int], clauses: Clauses) -> bool:
        """Whether a negation is about another word than the value: "Chile, not Spain, hosts"."""
        return (
            self._keys[i] == "not"
            and clauses.begins_segment(i)
            and not any(clauses.segment(j) == clauses.segment(i) for j in value)
        )


_CALLING: Final = frozenset("call calls called calling brand brands branded describe describes described".split())
_REFUTED: Final = frozenset("denied dismissed rejected refuted".split())
_NOT: Final = CONTRACTED | {"not"}
_REFUTING: Final = (
    (TOLD, frozenset({"that", "of"}), UNTRUE | _REFUTED | {"true"}),
    (PLANS, frozenset({"to", "for"}), GIVEN_UP),
)
"""What is told or planned, the words after that, and what refutes it."""
_NO_SUBJECT_OF: Final = frozenset("wonder doubt question surprise matter".split())
