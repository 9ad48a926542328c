"""From the words around a time to whether they look ahead: "will vote in July" against "voted in July"."""

from __future__ import annotations

from typing import Final

from factcheck.reading.tokens import END, Token

_AHEAD: Final = frozenset(
    "will 'll won't shall would plans planning expects expected scheduled schedule due slated hopes hoping intends "
    "aims going upcoming forthcoming forecast forecasts preparing poised proposes looms looming eyes midterm next "
    "deadline".split()
)
_WEAK: Final = frozenset(
    "by can could may might must should plan planned expect hope intend aim proposed pledged promised vowed want "
    "wants election elections ahead opens starts begins meets votes ends expires runs faces needs until to "
    "returns resume resumes travels visits hosts launches begin start come comes await awaits meet".split()
)
"""Words that look ahead if no verb of the past is near."""
_PAST: Final = frozenset(
    "was were had did been became began came fell rose went took made got gave won lost held met left saw sold "
    "bought led ran hit sent cut spent kept paid put found stood struck beat broke drew grew knew built brought "
    "caught taught thought fought sought shot spoke chose drove flew forgot froze hid rode sang sank shook stole "
    "swore threw wore since after".split()
)
_REPORTING: Final = frozenset(
    "said told reported announced added noted asked warned confirmed explained expected scheduled planned proposed "
    "pledged promised vowed slated united need speed indeed exceed".split()
)
"""Words in -ed that say nothing of when the thing told happens."""
_TELLING: Final = frozenset("said told reported announced added noted asked warned confirmed explained".split())
_HEARERS: Final = frozenset("in on at late early reporters parliament lawmakers a the statement interview".split())
_MOST_BETWEEN: Final = 6
_PASSIVE: Final = frozenset(
    "be being get already to will would could can may might must should not 'll won't wouldn't couldn't".split()
)
"""Words after which what looks like a past says nothing of the tense: "will be sentenced", "would cut"."""
_TO_BE: Final = frozenset({"was", "were", "is", "are"})
_SHORTEST: Final = 4
_FURTHEST: Final = 14
_ENDS: Final = frozenset({".", "!", "?", ";"})


def looks_ahead(text: str, tokens: list[Token], first: int, after: int) -> bool:
    """Whether the clause around a stretch of tokens is about the future."""
    return tense_around(text, tokens, first, after) > 0


def tense_around(text: str, tokens: list[Token], first: int, after: int) -> int:
    """1 for a clause about the future, -1 for one about the past, 0 where nothing tells: the nearest word before the
    stretch that tells, or else the nearest one after it.
    """
    return _before(text, tokens, first) or _after(tokens, after)


def _before(text: str, tokens: list[Token], first: int) -> int:
    weak = 0
    for i in range(first - 1, max(-1, first - _FURTHEST), -1):
        word = tokens[i].word
        if word in _ENDS and not tokens[i - 1].word.endswith("."):
            break
        sign = _sign(word, tokens[i + 1].word)
        if sign and not (sign < 0 and i and tokens[i - 1].word in _PASSIVE):
            return sign
        if word in _TELLING and not weak and _says_when(text, tokens, i + 1, first):
            return -1
        # "May" is a month or a person.
        weak = weak or (word in _WEAK and text[tokens[i].start].islower())
    return int(weak)


def _says_when(text: str, tokens: list[Token], start: int, end: int) -> bool:
    """Whether the words between a verb of telling and a time are only who was told and where: the time is that of
    the telling, as in "told reporters in Tokyo on Thursday".
    """
    if end - start > _MOST_BETWEEN:
        return False
    between = tokens[start:end]
    return all(token.word in _HEARERS or text[token.start].isupper() for token in between)


def _after(tokens: list[Token], after: int) -> int:
    for i in range(after, after + _FURTHEST):
        token = tokens[i]
        if token.kind == END or token.word in _ENDS:
            break
        sign = _sign(token.word, tokens[i + 1].word)
        if sign and not (sign < 0 and tokens[i - 1].word in _PASSIVE):
            return sign
    return 0


def _sign(word: str, following: str) -> int:
    if word == "set":
        # "is set to vote", "set for Friday"; but "set the agenda"
        return 1 if following in ("to", "for") else -1
    if word in _AHEAD or word.endswith("'ll") or (word in _TO_BE and following == "to"):
        # "was to resume on Wednesday"
        return 1
    if word in _PAST or (word.endswith("ed") and len(word) >= _SHORTEST and word not in _REPORTING):
        return -1
    return 0
