"""From a sentence to its segments: cut at commas, brackets, dashes, the words that begin a clause, and where what is
said begins.

What stands in a segment holds for it alone. Larger than a segment is a clause of its own, which begins at a semicolon,
or at "but", "while" or ", and". A segment that something interrupts goes on after it: "Reyes will, she said, resign",
"the man who could be king resigned".
"""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import Final

from factcheck.extraction.context.cue_words import BE, CONDITIONS, CONTRACTED, NO_CONDITIONS, OPENERS, TOLD
from factcheck.extraction.context.cues import is_past
from factcheck.extraction.patterns.scanned import Scanned
from factcheck.extraction.text.sentences import Sentence
from factcheck.pattern import pattern

_PARTING: Final = pattern(r"[,;:()\[\]—–…]|\s-\s|\.\.")
_STRONG: Final = pattern(r"[;—]")
_STRONG_OPENERS: Final = frozenset("but while whereas although though".split())
"""Words that end what a denial before them denies."""
_RELATIVES: Final = frozenset("who whom whose which".split())
_REPORTING: Final = frozenset(
    """
    said says say told tells warned warns claimed claims insisted insists argued argues believed believes hinted hints
    suggested suggests predicted predicts adds added announced confirmed know knew knows think thinks thought reckons
    """.split()
)
"""Verbs after which what is said may begin without "that"."""
_NO_CLAUSES: Final = frozenset("to of at as by for a an".split())
"""Words with which nothing that is said begins, nor goes on after a time: "claims of", "believed to"."""
_BEFORE_TIMES: Final = frozenset("on in at late early last this".split())
_MOST_HEARERS: Final = 3
_MODALS: Final = frozenset("will would can could may might must shall should".split())
_GOING_ON: Final = _MODALS - {"must"} | frozenset("is are was were has have had plans".split())
"""Verbs that after "and" begin a clause of their own."""
_FINITE: Final = (BE - {"be", "been", "being"}) | _MODALS | frozenset("has had have do did does".split())
_HELPING: Final = _FINITE | CONTRACTED | frozenset("not never be been being to also still now already just".split())
"""Words before the verb that they belong to."""
_BEFORE_INFINITIVES: Final = _FINITE | frozenset("to be been being having get got".split())
"""Verbs that a form of another follows: a base form after "to" and the modals, a participle after the others."""
_CAUSING: Final = frozenset(
    "let lets letting help helps helped make makes made making see sees saw seen have had having watch watched".split()
)
_NOT_FINITE_AFTER: Final = _HELPING | frozenset("and or the a an his her its their by of in on with from get".split())
_SAME_IN_PAST: Final = frozenset("quit cut cost put hit set shut hurt spread split upset beat".split())
"""Verbs whose past looks like their base form."""
_ASKS: Final = frozenset(
    """
    ask asks asked asking see wonder wonders wondered wondering know knows knew known decide decided determine
    determined check checked question questioned doubt doubts doubted unclear clear say sure unsure uncertain doubtful
    tell learn
    """.split()
)
"""Words after which "if" asks and makes no condition."""
_SUBJECTS: Final = frozenset("the a an he she it they we i you there his her its their this that any no".split())
_GIVEN: Final = frozenset("despite amid following based".split())
"""Words that name what is so already: "will be based on the talks of this month"."""
_NOT_GIVEN: Final = frozenset({("the", "following"), ("is", "following"), ("are", "following"), ("was", "following")})
_NEWS: Final = TOLD | frozenset("news fact evidence prospect possibility announcement decision hope fear".split())
"""Nouns after which "that" tells what they are about: "news that she may resign emerged"."""
_INVERTED: Final = frozenset("should had were provided providing assuming in".split())
_EVENTS: Final = OPENERS | _GIVEN | _INVERTED
"""The words at which a segment may begin."""
_BEGINNING: Final = _REPORTING | {"and"}
_LONGEST_ASIDE: Final = 8


class Clauses:
    """A sentence cut into segments: for each word the number of its segment, and of its clause."""

    def __init__(self, scanned: Scanned, sentence: Sentence, mentioned: set[int], times: set[int]) -> None:
        self.first, self.after = sentence.first, sentence.after
        self._scanned = scanned
        self._keys = scanned.words.keys
        self._mentioned, self._times = mentioned, times
        self.openers: dict[int, str] = {}
        """The last word of each segment that begins a clause; "if" for all that puts a condition."""
        self.relative: set[int] = set()
        """The segments that only say more about a noun before them."""
        self.conditional: set[int] = set()
        """The segments that put a condition, or ask whether."""
        self.conditions: list[int] = []
        """The words that put a condition."""
        self.reported: list[int] = []
        """The words with which something begins that is said."""
        self._bounds: list[int] = []
        self._segments: list[int] = []
        self._clauses: list[int] = []
        self._cut()

    def segment(self, word: int) -> int:
        """The number of a word's segment."""
        return self._segments[word - self.first]

    def clause(self, word: int) -> int:
        """The number of a word's clause."""
        return self._clauses[word - self.first]

    @property
    def is_whole(self) -> bool:
        """Whether the sentence is one segment."""
        return not self._bounds

    def begins_segment(self, word: int) -> bool:
        """Whether a word is the first of its segment, or goes on after an interruption."""
        return word == self.first or word in self._bounds

    def _cut(self) -> None:
        keys, marks, mentioned = self._keys, self._marks(), self._mentioned
        begun = self._begun()
        events = {i for i in range(self.first + 1, self.after) if keys[i] in _EVENTS}
        places = sorted(((events | begun) - mentioned) | marks.keys())
        resumes: dict[int, int] = {}
        segment = last = clause = numbered = 0
        self._open(self.first, segment, None)
        at = 0
        while at < len(places):
            i = places[at]
            at += 1
            mark = marks.get(i)
            opens = i in begun or self._opens(i, mark) or self._is_inverted(i)
            if i in resumes and (mark is not None or not opens):
                segment = resumes[i]
            elif opens or mark is not None:
                before, last = segment, last + 1
                if mark is not None and keys[i - 1] in _HELPING and keys[i - 1] != "to":
                    self._resume(self._next_mark(i, marks), before, resumes, places)
                segment = last
                if keys[i] in _RELATIVES or (keys[i] == "that" and self._is_finite(i + 1)):
                    self.relative.add(segment)
                if mark is None and (segment in self.relative or (keys[i] == "that" and keys[i - 1] in _NEWS)):
                    self._resume(self._end_of_relative(i, marks, begun), before, resumes, places)
            else:
                continue
            self._number(i, numbered, clause)
            numbered = segment
            if (mark is not None and (_STRONG.search(mark) or self._goes_on(i))) or keys[i] in _STRONG_OPENERS:
                clause += 1
            self._open(i, segment, mark)
            self._bounds.append(i)
        self._number(self.after, numbered, clause)

    def _number(self, end: int, segment: int, clause: int) -> None:
        """Gives the words up to one the numbers of a segment and a clause."""
        more = end - self.first - len(self._segments)
        self._segments += [segment] * more
        self._clauses += [clause] * more

    def _resume(self, place: int | None, segment: int, resumes: dict[int, int], places: list[int]) -> None:
        """Notes that a segment goes on at a word."""
        if place is not None and place not in self._mentioned:
            if place not in resumes and place not in places:
                insort(places, place)
            resumes[place] = segment

    def _open(self, i: int, segment: int, mark: str | None) -> None:
        """Notes which word opens a segment, and whether it puts a condition."""
        key = self._keys[i]
        if i in self._mentioned:
            return
        if self._opens(i, mark):
            self.openers[segment] = "whether" if key == "if" and self._keys[i - 1] in _ASKS else key
            if key not in CONDITIONS:
                self.conditional.discard(segment)
                return
            self.conditional.add(segment)
            if self.openers[segment] != "whether":
                self.conditions.append(i)
        elif self._is_inverted(i):
            self.openers[segment] = "if"
            self.conditional.add(segment)
            self.conditions.append(i)

    def _marks(self) -> dict[int, str]:
        """The words before which a mark stands that parts segments, and what stands there."""
        text, (starts, ends, _) = self._scanned.text, self._scanned.words
        found: dict[int, str] = {}
        for match in _PARTING.finditer(text, ends[self.first], starts[self.after - 1]):
            i = bisect_left(starts, match.start(), self.first, self.after)
            if i not in found and ends[i - 1] <= match.start():
                between = text[ends[i - 1] : starts[i]]
                if not between.startswith("…") and (i not in self._mentioned or i - 1 not in self._mentioned):
                    found[i] = between
        return found

    def _next_mark(self, i: int, marks: dict[int, str]) -> int | None:
        return next((j for j in range(i + 1, min(i + _LONGEST_ASIDE, self.after)) if j in marks), None)

    def _opens(self, i: int, mark: str | None) -> bool:
        """Whether a word begins a clause: no "so far", "not yet"."""
        key = self._keys[i]
        if key in ("so", "yet"):
            return mark is not None or i == self.first
        if key in _GIVEN:
            return i > self.first and (self._keys[i - 1], key) not in _NOT_GIVEN
        return key in OPENERS and not self.is_no_condition(i)

    def _is_finite(self, i: int) -> bool:
        """Whether a word is a verb that a subject stands before: "was", "could", "killed"."""
        return i < self.after and (self._keys[i] in _FINITE or is_past(self._keys[i]))

    def _is_inverted(self, i: int) -> bool:
        """Whether a word puts a condition without "if": "should talks fail", "provided that", "in the event of"."""
        keys = self._keys
        key = keys[i]
        if key not in _INVERTED:
            return False
        follows = keys[i + 1] if i + 1 < self.after else ""
        if key in ("should", "had", "were"):
            text, end = self._scanned.text, self._scanned.words.ends[self.after - 1]
            if i == self.first:
                return "?" not in text[end : end + 2] and not is_past(follows) and follows not in ("be", "not")
            return key == "should" and follows in _SUBJECTS and keys[i - 1] not in _SUBJECTS
        if key == "in":
            return follows == "the" and keys[i + 2 : i + 4] == ["event", "of"]
        return follows == "that" or key == "assuming"

    def _end_of_relative(self, opener: int, marks: dict[int, str], begun: set[int]) -> int | None:
        """The word with which the sentence goes on after "who could be king": a second verb that needs a subject."""
        keys = self._keys
        has_verb, is_modal = False, False
        has_subject = keys[opener] == "that" and not self._is_finite(opener + 1)
        for i in range(opener + 1, self.after):
            key = keys[i]
            if i in marks or i in begun or key in OPENERS:
                return None
            if i in self._mentioned:
                continue
            is_helped = keys[i - 1] in _HELPING or i == opener + 1 or keys[i - 1].endswith("ly")
            if key in _FINITE:
                if has_verb and not is_helped:
                    return i
                is_modal = key in _MODALS
            elif key in _REPORTING or (is_helped and key in _CAUSING):
                return None
            elif is_past(key):
                if has_verb and keys[i - 1] not in _NOT_FINITE_AFTER and keys[i + 1 : i + 2] != ["by"]:
                    return i
            elif has_verb and is_modal and key in _SAME_IN_PAST and keys[i - 1] not in _NOT_FINITE_AFTER:
                return i
            if has_subject:
                has_verb = has_verb or key in _FINITE or is_past(key)
            else:
                has_verb = has_verb or (key not in _HELPING and not key.endswith("ly")) or key == "be"
        return None

    def _begun(self) -> set[int]:
        """The words with which a clause begins that no word opens: after "she warned on Friday", and at "and will"."""
        keys, after = self._keys, self.after
        found: set[int] = set()
        for i in range(self.first + 1, after - 1):
            key = keys[i]
            if key not in _BEGINNING:
                continue
            if key == "and":
                going_on = keys[i + 1] in _GOING_ON or self._leaves_infinitive(i)
                if (going_on and i + 1 not in self._mentioned) or self._begins_clause(i):
                    found.add(i)
            elif keys[i - 1] not in BE and keys[i - 1] != "an" and i not in self._mentioned:
                begins = self._after_hearers(i + 1, key)
                if begins < after and keys[begins] not in _NO_CLAUSES:
                    found.add(begins)
                    self.reported.append(begins)
        return found

    def _begins_clause(self, i: int) -> bool:
        """Whether an "and" joins clauses: "29 people died and more may be missing"."""
        modal = next((j for j in range(i + 1, min(i + 4, self.after)) if self._keys[j] in _MODALS), None)
        if modal is None or any(j in self._mentioned for j in range(i, modal + 1)):
            return False
        for j in range(i - 1, self.first - 1, -1):
            if self._keys[j] in OPENERS:
                return False
            if is_past(self._keys[j]) and j not in self._mentioned:
                return True
        return False

    def _leaves_infinitive(self, i: int) -> bool:
        """Whether a past form after "and" goes on with an earlier verb than the one before it: "agreed to meet and
        condemned the tests", but not "is to be tried and fined the day after".
        """
        keys = self._keys
        if not (is_past(keys[i + 1]) and i + 2 < self.after and keys[i + 2] in _SUBJECTS):
            return False
        helper = next((j for j in range(i - 1, self.first, -1) if keys[j] in _BEFORE_INFINITIVES), None)
        return helper is not None and (keys[helper] == "to" or keys[helper] in _MODALS)

    def _after_hearers(self, i: int, verb: str) -> int:
        """The word after those that tell when something was said, and to whom."""
        after, start = self.after, i
        if verb in ("told", "tells"):
            times = (j for j in range(i, min(i + _MOST_HEARERS + 2, after)) if j in self._times)
            i = next(times, i)
        while i < after and (
            i in self._times or (self._keys[i] in _BEFORE_TIMES and i + 1 in self._times and i + 1 < after)
        ):
            i += 1
        return i if i > start or verb not in ("told", "tells") else start

    def is_no_condition(self, i: int) -> bool:
        """Whether an "if" or "when" asks for nothing: "if necessary", "as if", "dozens, if not hundreds"."""
        key = self._keys[i]
        if key not in ("if", "when", "where") or i < self.first:
            return False
        if i > self.first and self._keys[i - 1] == "as":
            return True
        if i + 1 >= self.after:
            return False
        follows = self._keys[i + 1]
        return follows in NO_CONDITIONS or (follows == "not" and i + 2 in self._mentioned)

    def _goes_on(self, i: int) -> bool:
        """Whether ", and" or ", or" goes on with a clause of its own."""
        return self._keys[i] in ("and", "or") and i + 1 < self.after and self._keys[i + 1] not in ("not", "nor")
