"""From a text to its sentences, each with the section of the article that it stands in.

Headings, paragraphs, and the items of lists end sentences as a full stop does; abbreviations, initials and decimal
points do not. Layouts that were broken on the way are mended: a paragraph that stops after "and", or that goes on in
lower case, is one with the next.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from factcheck.extraction.text.words import Words
from factcheck.named import NamedTuple
from factcheck.pattern import pattern

HEADLINE: Final = "headline"
LEAD: Final = "lead"
BODY: Final = "body"
CAPTION: Final = "caption"

MOST_WORDS: Final = 400
"""What is longer is no sentence and is cut, so that work inside sentences stays small."""
_LONG_LINE: Final = 200
"""Text with a longer line has a paragraph a line; in other text a line end is a space."""
_SHORT_BLOCK: Final = 5
"""Words below which a block without a full stop is no paragraph: "2/5", "Share this"."""
_LONGEST_HEADLINE: Final = 30
_SHORTEST_HEADLINE: Final = 3
_QUOTES: Final = ('"', "”", "’", "'")

_HEADING: Final = pattern(r" {0,3}#{1,6}[ \t]")
_ITEM: Final = pattern(r"[ \t]*(?:[-*+•][ \t]|[0-9]{1,3}[.)][ \t]|>|\|)")
_RULE: Final = pattern(r"[ \t]*([-*_=])(?:[ \t]*\1){2,}[ \t]*$")
_CAPTION: Final = pattern(
    r"\W{0,3}(?:!\[|©|\(c\)\s|(?:file[ -])?photos?\b\s*[:/–—-]"
    r"|(?:photo|image|picture|video|graphic)s?(?: by| credit| from)?\s*:|file photo\b|caption\s*:|pictured\b"
    r"|(?:figure|fig\.)\s*[0-9])",
    2,  # re.IGNORECASE
)
_OF_CAPTIONS: Final = pattern(
    r"\bin this (?:\w+ ){0,3}(?:photo|picture|image)\b|\bgetty images\b|/handout\b|\bfile photo\b", 2
)
_OF_PICTURES: Final = ("photo", "picture", "image", "Photo", "Getty", "GETTY", "PHOTO", "andout")
"""One of these is in every text that `_OF_CAPTIONS` finds anything in."""
_BYLINE: Final = pattern(r"\W{0,3}(?i:by|from|reporting by|edited by|editing by)\s+[A-Z]")
_END: Final = pattern(r"[.!?…。！？]+[\"'”’»」』)\]*_]*")
_LAST_WORD: Final = pattern(r"[^\W_]+(?:\.[^\W_]+)*$")
_FIRST_WORD: Final = pattern(r"[\s\"'“‘«「『(\[*_]*([^\W_]*)")
_FINISHED: Final = (".", "!", "?", "…", "。", "！", "？", ":", '"', "”", ")", "]", "’", "'")

_NEVER_LAST: Final = frozenset(
    "mr mrs ms mx dr prof rev hon sen rep gov gen lt col sgt capt cmdr adm maj pres cpl pvt brig insp supt cllr "
    "messrs mt ft vs v cf eg ie e.g i.e viz approx ca jan feb mar apr jun jul aug sep sept oct nov dec no nos fig "
    "figs sec art vol p pp ch dept est".split()
)
"""Abbreviations that something always follows."""
_MAY_BE_LAST: Final = frozenset("jr sr inc corp co ltd plc llc bros st ave blvd rd etc al a.m p.m d.c ph.d b.c".split())
"""Abbreviations that may also end a sentence."""
_STARTERS: Final = frozenset(
    """
    the a an this that these those it he she they we i you there here in on at by for from to with without after before
    during while when if as since although though but and or so yet also however meanwhile earlier later then now its
    his her their our my both all some many most no not what who why how where one two three officials according
    despite until under over among several another each every such
    """.split()
)
"""Words that, in capitals after an abbreviation, start a sentence."""
_UNFINISHED: Final = frozenset(
    """
    the a an of in on at by to for from with without and or but nor as than that which who whose into onto about
    between among against under over through during its his her their our is are was were be been has have had will
    would can could may might must shall should very more most
    """.split()
)
"""Words that no paragraph ends with."""


class Sentence(NamedTuple):
    """A sentence: its words from `first` up to, not including, `after`, and its characters."""

    first: int
    after: int
    start: int
    end: int
    section: str


class _Block(NamedTuple):
    start: int
    end: int
    is_heading: bool
    section: str = BODY


def sentences_of(text: str, words: Words, start: int = 0, whole: Sequence[tuple[int, int]] = ()) -> list[Sentence]:
    """The sentences of a text from an offset on, in order. No sentence ends inside one of the spans in `whole`."""
    found: list[Sentence] = []
    starts = words.starts
    inside = [begin for begin, _ in whole]
    for block in _blocks(text, start):
        begin = block.start
        for end in (*_ends(text, block), block.end):
            mention = bisect_left(inside, end) - 1
            if end < block.end and mention >= 0 and whole[mention][1] > end:
                continue
            first, after = bisect_left(starts, begin), bisect_left(starts, end)
            while after - first > MOST_WORDS:
                cut = starts[first + MOST_WORDS]
                found.append(Sentence(first, first + MOST_WORDS, begin, cut, block.section))
                first, begin = first + MOST_WORDS, cut
            if first < after:
                found.append(Sentence(first, after, begin, end, block.section))
            begin = end
    return found


# Blocks --------------------------------------------------------------------------------------------------------------


def _blocks(text: str, start: int) -> list[_Block]:
    """Headings and paragraphs with their sections."""
    pictured = [word for word in _OF_PICTURES if word in text]
    blocks = list(_mended(text, _raw_blocks(text, start)))
    headed = any(block.is_heading for block in blocks)
    has_headline = has_lead = False
    placed: list[_Block] = []
    for number, block in enumerate(blocks):
        section = BODY
        if _is_caption(text, block) or (pictured and _tells_of_picture(text, block, pictured)):
            section = CAPTION
        elif block.is_heading:
            section = BODY if has_headline or has_lead else HEADLINE
            has_headline = True
        elif (
            not has_headline
            and not has_lead
            and not headed
            and _is_headline(text, block, last=number + 1 == len(blocks))
        ):
            section = HEADLINE
            has_headline = True
        elif not has_lead and _is_paragraph(text, block):
            section = LEAD
            has_lead = True
        placed.append(block._replace(section=section))
    return placed


def _raw_blocks(text: str, start: int) -> Iterator[_Block]:
    """Runs of lines that belong together."""
    lines = list(_lines(text, start))
    line_is_block = has_long_lines(text, start)
    begin = -1
    last = 0
    for at, end in lines:
        line = text[at:end]
        blank = not line.strip()
        heading = not blank and bool(_HEADING.match(line))
        rule = not blank and bool(_RULE.match(line))
        starts_block = line_is_block or heading or rule or (not blank and (" | " in line or bool(_ITEM.match(line))))
        if begin >= 0 and (blank or starts_block):
            underlined = rule and line.strip()[0] in "=-" and "\n" not in text[begin:last].strip()
            yield _Block(begin, last, underlined)
            begin = -1
        if heading:
            yield _Block(at, end, True)
        elif not blank and not rule and begin < 0:
            begin = at
        last = end
    if begin >= 0:
        yield _Block(begin, last, False)


def has_long_lines(text: str, start: int) -> bool:
    """Whether every line of a text is a paragraph of its own, as in text that no one has wrapped."""
    return any(end - begin > _LONG_LINE for begin, end in _lines(text, start))


def _lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _mended(text: str, blocks: Iterator[_Block]) -> Iterator[_Block]:
    """Joins paragraphs that a broken layout has parted."""
    last: _Block | None = None
    for block in blocks:
        if last is not None and not last.is_heading and not block.is_heading and _goes_on(text, last, block):
            last = last._replace(end=block.end)
            continue
        if last is not None:
            yield last
        last = block
    if last is not None:
        yield last


def _goes_on(text: str, block: _Block, other: _Block) -> bool:
    before = text[max(block.start, block.end - 60) : block.end].rstrip()
    if before.endswith(_FINISHED) or _is_caption(text, other):
        return False
    if _ITEM.match(text, other.start) or _ITEM.match(text, block.start):
        return False
    word = _LAST_WORD.search(before)
    if before.endswith(",") or (word and word[0] in _UNFINISHED):
        return True
    following = text[other.start : other.end].lstrip()
    return following[:1].islower() and len(text[block.start : block.end].split()) >= _SHORT_BLOCK


def _is_caption(text: str, block: _Block) -> bool:
    return bool(_CAPTION.match(text, block.start))


def _tells_of_picture(text: str, block: _Block, pictured: Sequence[str]) -> bool:
    """Whether a block tells of a picture. The words of pictures that the text has spare most blocks the search."""
    if all(text.find(word, block.start, block.end) < 0 for word in pictured):
        return False
    return bool(_OF_CAPTIONS.search(text, block.start, block.end))


def _is_headline(text: str, block: _Block, *, last: bool) -> bool:
    """Whether the first block of a text without headings is one: a line without a full stop, and text after it."""
    written = text[block.start : block.end].strip()
    return (
        not last
        and "\n" not in written
        and not written.endswith(_FINISHED[:6])
        and (len(written.split()) <= _LONGEST_HEADLINE)
    )


def _is_paragraph(text: str, block: _Block) -> bool:
    written = text[block.start : block.end].strip()
    if not _END.search(written) and (len(written.split()) < _SHORT_BLOCK or _BYLINE.match(written)):
        return False
    return len(written.split()) > 1


# Ends of sentences ---------------------------------------------------------------------------------------------------


def _ends(text: str, block: _Block) -> Iterator[int]:
    """Where sentences end inside a block."""
    for match in _END.finditer(text, block.start, block.end):
        if match.end() < block.end and _ends_sentence(text, match.start(), match.end(), block):
            yield match.end()


def _ends_sentence(text: str, at: int, end: int, block: _Block) -> bool:
    sign = text[at]
    if sign in "。！？":
        return True
    following = _FIRST_WORD.match(text, end, block.end)
    first = following[1] if following else ""
    if not text[end].isspace():
        # "… the framework.Japan will …": the space was lost, which no name or address looks like.
        glued = (
            text[end - 1] in _QUOTES
            or text[at - 1 : at] in _QUOTES
            or (text[at - 1 : at].islower() and text[at - 2 : at - 1].isalpha())
        )
        return glued and first[:1].isupper() and first[1:2].islower() and sign in ".!?" and not _is_address(text, at)
    if first[:1].islower():
        return False
    if sign != "." or text[at : at + 2] == "..":
        return True
    begin = max(block.start, at - 40)
    word = _LAST_WORD.search(text, max(begin, text.rfind(" ", begin, at) + 1), at)
    if word is None:
        return True
    written = word[0].casefold()
    if written in _NEVER_LAST:
        return written == "no" and not first[:1].isdigit() and (first.casefold() in _STARTERS or not first)
    if written in _MAY_BE_LAST or "." in written or (len(written) == 1 and word[0].isupper()):
        return first.casefold() in _STARTERS
    return True


def _is_address(text: str, at: int) -> bool:
    """Whether a dot stands inside an address: "example.Com", "www.Example.org"."""
    begin = max(text.rfind(" ", 0, at), text.rfind("\n", 0, at)) + 1
    word = text[begin:at]
    return "/" in word or "@" in word or word.startswith("www")
