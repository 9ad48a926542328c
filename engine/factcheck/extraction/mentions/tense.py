"""From the words around a time to whether they look ahead: "will vote in July" against "voted in July"."""

from __future__ import annotations

from typing import Final

from factcheck.reading.tokens import END, WORD, Token

AHEAD: Final = 2
"""The clause is about the future."""
RATHER_AHEAD: Final = 1
"""It may be: "could meet", "the election"."""
UNTOLD: Final = 0
BACK: Final = -1

_AHEAD: Final = frozenset(
    "will 'll won't shall would plans planning expects expecting scheduled schedule due slated hopes hoping intends "
    "aims going upcoming forthcoming forecast forecasts preparing poised proposes looms looming eyes midterm next "
    "deadline expected".split()
)
_WEAK: Final = frozenset(
    "can could may might must should plan planned expect hope intend aim proposed want wants election elections "
    "ahead faces needs await awaits".split()
)
"""Words that look ahead if no verb of the past is near."""
_PRESENT: Final = frozenset(
    "opens starts begins meets votes ends expires runs returns resumes travels visits hosts launches comes reopens "
    "takes arrives kicks plays closes goes heads".split()
)
"""Verbs whose present tense looks ahead where a time is near: "it opens on Monday"."""
_PLURAL_PRESENT: Final = frozenset("start meet vote open end return go head face".split())
"""The same with several who do it: "the leaders meet on Monday"; elsewhere nouns or infinitives."""
_NO_NOUNS: Final = frozenset("begin come resume expire".split())
_SEVERAL: Final = frozenset({"they", "we", "who", "which", "that", "talks"})
_NEAR: Final = 5
_IS: Final = frozenset({"is", "are"})
_RIGHT_BEFORE: Final = 2
"""Words between "is" and a time that it names: "the vote is on Friday"."""
_DEFERRING: Final = frozenset("postponed adjourned deferred rescheduled remanded extended delayed moved".split())
_UNTIL: Final = frozenset({"until", "till", "to", "for"})
"""Words after which a deferred thing is yet to come: "was postponed until Friday"."""
_PAST: Final = frozenset(
    "was were had did been became began came fell rose went took made got gave won lost held met left saw sold "
    "bought led ran hit sent cut spent kept paid put found stood struck beat broke drew grew knew built brought "
    "caught taught thought fought sought shot spoke chose drove flew forgot froze hid rode sang sank shook stole "
    "swore threw wore since after wrote arose slid fled heard felt swept swung woke "
    "bore blew bred dealt dug ate forbade lent meant overtook rang slept sprang stuck tore wept withdrew wound "
    "taken given seen known begun broken chosen written driven spoken stolen fallen grown shown thrown drawn born gone "
    "done worn didn't wasn't weren't hadn't".split()
)
_REPORTING: Final = frozenset(
    "said told reported announced added noted asked warned confirmed explained scheduled planned proposed "
    "pledged promised vowed slated united need speed indeed exceed wednesday feed seed breed based".split()
)
"""Words in -ed that say nothing of when the thing told happens."""
_TELLING: Final = frozenset(
    "said told reported announced added noted asked warned confirmed explained wrote says tweeted".split()
)
_HEARERS: Final = frozenset(
    "in on at late early reporters journalists parliament lawmakers analysts investors a an the by to statement "
    "interview briefing conference news press call phone telephone email e mail letter note report post tweet blog "
    "television tv radio court filing speech it that".split()
)
_MOST_BETWEEN: Final = 8
_PASSIVE: Final = frozenset(
    "be being get already to will would could can may might must should not 'll won't wouldn't couldn't".split()
)
"""Words after which what looks like a past says nothing of the tense: "will be sentenced", "would cut"."""
_RESOLVING: Final = frozenset(
    "agreed asked ordered urged invited voted decided pledged promised vowed told allowed required elected "
    "appointed chosen planned proposed supposed prepared sworn threatened offered authorized authorised "
    "called warned committed accepted projected estimated predicted designed intended invitation invitations decision "
    "deal offer pledge promise agreement intention order permission plan likely ready".split()
)
"""Words whose infinitive is yet to come: "agreed to meet on Monday", "an invitation to visit in May"."""
_UNREAL: Final = frozenset({"would", "could", "might", "should"})
_COMPARING: Final = frozenset({"than", "as"})
_TO_BE: Final = frozenset({"was", "were", "is", "are"})
_ARTICLES: Final = frozenset("the a an his her its their our my this that these those".split())
_NO_VERBS: Final = _ARTICLES | {"be", "of", "no"}
_NOW: Final = frozenset({"is", "are", "am", "it's", "he's", "she's", "we're", "they're", "i'm", "you're"})
_MODAL: Final = frozenset({"can", "could", "may", "must", "should"})
_INTENDING: Final = frozenset({"plan", "expect", "hope", "intend", "aim", "want"})
_WHO_INTENDS: Final = frozenset({"we", "they", "i", "you", "who"})
_WILL: Final = frozenset({"will", "shall", "won't"})
_BEFORE_TO_BE: Final = frozenset(
    "had has have used found needed seemed appeared thought believed said known proved turned tended claimed".split()
)
_UNITS: Final = frozenset("day week month quarter year season decade".split())
_SHORTEST: Final = 4
_FURTHEST: Final = 22
_CLOSE: Final = 14
"""Words within which a word that looks ahead is likely to be of the time's own clause."""
_ENDS: Final = frozenset({".", "!", "?", ";"})
_ABBREVIATIONS: Final = frozenset(
    "mr mrs ms dr sen rep gov gen lt col sgt rev hon st jr sr inc corp co ltd jan feb mar apr jun jul aug sep sept oct "
    "nov dec no vs".split()
)
_FRONTING: Final = frozenset("that when while because but if although though where which who".split())
_FRONTED: Final = frozenset({"on", "in", "at", "during", "the", "early", "late"})


_KNOWN: Final = _AHEAD.union(
    _WEAK, _PRESENT, _PLURAL_PRESENT, _NO_NOUNS, _PAST, _TELLING, _RESOLVING, _DEFERRING, _NOW, _UNREAL, {"to", "set"}
)
_ENDINGS: Final = frozenset({"ed", "ng", "ll"})
"""How other words end that tell a tense: "closed", "closing", "they'll"."""


def looks_ahead(text: str, tokens: list[Token], first: int, after: int) -> bool:
    """Whether the clause around a stretch of tokens is about the future."""
    return tense_around(text, tokens, first, after) > 0


def tense_around(text: str, tokens: list[Token], first: int, after: int) -> int:
    """The tense of the clause around a time: the nearest word before it that tells, or else the nearest one after it.

    Where a clause starts with the time ("but on Tuesday the party voted"), what comes after it tells more.
    """
    if _starts_clause(tokens, first, after):
        return _after(text, tokens, after) or _before(text, tokens, first)
    return _before(text, tokens, first) or _after(text, tokens, after)


def _starts_clause(tokens: list[Token], first: int, after: int) -> bool:
    i = first - 1
    if i >= 0 and tokens[i].word in _FRONTED:
        i -= 1
    if i < 0:
        return False
    if tokens[i].word == ",":
        # "Paris, Tuesday." ends its clause.
        return tokens[after].kind == WORD or tokens[after].word == ","
    return tokens[i].word in _FRONTING


def _ends(tokens: list[Token], i: int) -> bool:
    """Whether a sign ends a sentence, and is no full stop of "U.S." or "Mr."."""
    if tokens[i].word not in _ENDS:
        return False
    before = tokens[i - 1].word if i else ""
    return tokens[i].word != "." or not (before.endswith(".") or before in _ABBREVIATIONS)


def _before(text: str, tokens: list[Token], first: int) -> int:
    hinted, infinitive = UNTOLD, False
    for i in range(first - 1, max(-1, first - _FURTHEST), -1):
        token = tokens[i]
        if _new_paragraph(text, token.end, tokens[i + 1].start):
            break
        if token.kind != WORD:
            if _ends(tokens, i):
                break
            continue
        if token.word not in _KNOWN and token.word[-2:] not in _ENDINGS:
            continue
        if token.word == "to" and tokens[i + 1].kind == WORD and tokens[i + 1].word not in _ARTICLES:
            infinitive = True
            if tokens[i + 1].word == "be":
                # "a film to be shown in May"; but "had to be moved in May"
                if first - i <= _NEAR and tokens[i - 1].word not in _BEFORE_TO_BE:
                    return AHEAD
                hinted = RATHER_AHEAD
        told = _sure(tokens, i, first, infinitive=infinitive)
        if told or (token.word in _TELLING and not hinted and _says_when(text, tokens, i + 1, first)):
            return told or BACK
        if not hinted and text[token.start].islower() and _hints(tokens, i, first):
            # "May" is a month or a person.
            hinted = RATHER_AHEAD
    return hinted


def _new_paragraph(text: str, end: int, start: int) -> bool:
    return start > end + 1 and "\n\n" in text[end:start]


def _sure(tokens: list[Token], i: int, first: int, *, infinitive: bool) -> int:
    """The tense that a word before a time tells for sure; `infinitive` is whether one stands between them."""
    word, before = tokens[i].word, tokens[i - 1].word if i else ""
    sign = _sign(word, tokens[i + 1].word, before)
    if sign > 0:
        if before == "been" and i > 1 and tokens[i - 2].word == "had":
            return BACK  # "had been expected on Tuesday"
        return AHEAD if first - i <= _CLOSE or word in _WILL else RATHER_AHEAD
    if infinitive and word in _RESOLVING:
        return RATHER_AHEAD
    deferred = word in _DEFERRING or (word == "put" and tokens[i + 1].word in ("off", "back"))
    if deferred and not _UNTIL.isdisjoint((tokens[first].word, tokens[first - 1].word)):
        return AHEAD
    if sign < 0:
        return UNTOLD if before in _PASSIVE else BACK
    if word in _INTENDING and before in _WHO_INTENDS:
        return AHEAD
    near = first - i <= (_RIGHT_BEFORE if word in _IS else _NEAR)
    return AHEAD if near and (word in _IS or _is_verb(tokens, i)) else UNTOLD


def _hints(tokens: list[Token], i: int, first: int) -> bool:
    return first - i <= _CLOSE if tokens[i].word in _WEAK else _is_verb(tokens, i)


def _is_verb(tokens: list[Token], i: int) -> bool:
    """Whether a word is a present tense that looks ahead."""
    word, before = tokens[i].word, tokens[i - 1].word if i else ""
    if word in _PRESENT or word in _NO_NOUNS:
        return before not in _NO_VERBS and before not in _PASSIVE
    if word not in _PLURAL_PRESENT:
        return False
    return before in _SEVERAL or (before[-1:] == "s" and before not in _NO_VERBS)


def _says_when(text: str, tokens: list[Token], start: int, end: int) -> bool:
    """Whether the words between a verb of telling and a time are only who was told and where: the time is that of
    the telling, as in "told reporters in Tokyo on Thursday".
    """
    if end - start > _MOST_BETWEEN:
        return False
    between = tokens[start:end]
    return all(token.word in _HEARERS or text[token.start].isupper() for token in between)


def _after(text: str, tokens: list[Token], after: int) -> int:
    for i in range(after, after + _FURTHEST):
        token = tokens[i]
        if token.kind == END or _new_paragraph(text, tokens[i - 1].end, token.start):
            break
        if token.kind != WORD:
            if _ends(tokens, i):
                break
            continue
        before = tokens[i - 1].word if i > after else ""
        if token.word in _TELLING and tokens[i + 1].word != ",":
            # "on Friday confirmed that it would": the time is that of the telling.
            return BACK
        if token.word not in _KNOWN and token.word[-2:] not in _ENDINGS:
            continue
        sign = _sign(token.word, tokens[i + 1].word, before)
        if not sign and token.word in _NOW and tokens[i + 1].word not in _AHEAD:
            return UNTOLD
        if token.word in _MODAL and text[token.start].islower():
            return RATHER_AHEAD
        if sign and not (sign < 0 and before in _PASSIVE):
            return AHEAD if sign > 0 else BACK
    return UNTOLD


def _sign(word: str, following: str, before: str) -> int:
    if word in _AHEAD:
        if word in _UNREAL and following == "have":
            return -1
        # "more than expected" tells no tense, and a forecast may be one made before.
        if word == "next":
            return 0 if following in _UNITS else 1
        return 0 if before in _COMPARING and word in ("expected", "forecast", "scheduled") else 1
    if word in _PAST:
        # "was to resume on Wednesday"
        return 1 if following == "to" and word in _TO_BE else -1
    if word[-2:] == "ed":
        # "is closed on Monday" tells no tense.
        return -1 if len(word) >= _SHORTEST and word not in _REPORTING and before not in _NOW else 0
    if word[-3:] == "ing":
        return 1 if before in _NOW else 0
    if word == "set":
        # "is set to vote", "set for Friday"; but "set the agenda"
        return 1 if following in ("to", "for") else -1
    if word in _UNREAL and following == "have":
        return -1
    if (following == "to" and word in _TO_BE) or word.endswith("'ll"):
        return 1
    return 0
