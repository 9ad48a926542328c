"""From a refused check to what was probably meant: names and dates as articles write them, words for operators.

Looked at only where something is wrong already; a slip takes the place of the problems that it explains.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from factcheck.diagnostics import Diagnostic
from factcheck.language.syntax import KEYWORDS
from factcheck.model.period import ImpossibleDate, Period, parse_edtf
from factcheck.model.quantity import Quantity, print_number
from factcheck.model.types import Type
from factcheck.model.vocabulary import Vocabulary
from factcheck.named import NamedTuple
from factcheck.pattern import pattern
from factcheck.reading.values import Reader
from factcheck.source import EmbeddedText, Span


class Slip(NamedTuple):
    """A stretch of a check, what is wrong with it, and what would be right in its place."""

    start: int
    end: int
    why: str
    fix: str | None


class _Desk(NamedTuple):
    """What slips are judged by. `text` is the check with its strings blanked out."""

    text: str
    written: str
    vocabulary: Vocabulary
    reader: Reader


def explained(
    problems: Sequence[Diagnostic], text: EmbeddedText, vocabulary: Vocabulary, reader: Reader
) -> list[Diagnostic]:
    """The problems of a check, those that come from a known slip said anew, with what was meant."""
    written = text.value
    if len(written) > _LONGEST:
        return list(problems)
    desk = _Desk(_STRING.sub(lambda string: '"' * len(string[0]), written), written, vocabulary, reader)
    left = list(problems)
    said: list[Diagnostic] = []
    for find in _FINDERS:
        for slip in find(desk):
            at = text.locate(Span(slip.start, slip.end))
            touched = [
                one
                for one in left
                if one.severity == "error"
                and one.code in _CODES
                and one.at is not None
                and one.at.source is at.source
                and one.at.start <= at.end + _GAP
                and at.start <= one.at.end + _GAP
            ]
            if touched:
                left = [one for one in left if one not in touched]
                said.append(touched[0].from_slip(at, slip.why, slip.fix))
    return [*left, *said]


_CODES: Final = frozenset({"FC101", "FC104", "FC201", "FC202", "FC203", "FC301", "FC303", "FC310"})
"""What a slip can be behind."""
_LONGEST: Final = 1_000
"""Characters of a check that a person may have written by hand."""
_GAP: Final = 1
"""Between a slip and the word after it, where the parser stops."""
_STRING: Final = pattern(r"\"[^\"\n]*\"|'[^'\n]*'")
_NUMBER: Final = r"[0-9][0-9_,]*(?:\.[0-9]+)?"
_UNIT: Final = r"(?:[A-Za-z°%€$£][A-Za-z°²³/%]*)"


# Names and words -----------------------------------------------------------------------------------------------------


_NAMES: Final = pattern(r"[^\W\d_][\w'’.&-]*(?: +[^\W\d_][\w'’.&-]*)+")
_MOST_WORDS: Final = 8


def _names(desk: _Desk) -> Iterator[Slip]:
    """`steel_from == United States`"""
    for match in _NAMES.finditer(desk.text):
        words = [(match.start() + word.start(), word[0]) for word in re.finditer(r"\S+", match[0])]
        first = 0
        while first < len(words) - 1:
            taken = _longest_name(words[first:], desk)
            if taken:
                start, (last, word) = words[first][0], words[first + taken - 1]
                yield _quoted(start, last + len(word), desk)
            first += taken or 1


def _longest_name(words: Sequence[tuple[int, str]], desk: _Desk) -> int:
    """How many of the first words are one name; capitalised words in a row are taken for one."""
    if words[0][1] in desk.vocabulary.facts or words[0][1] in KEYWORDS:
        return 0
    for count in range(min(len(words), _MOST_WORDS), 1, -1):
        if desk.vocabulary.entities.find(" ".join(word for _, word in words[:count])):
            return count
    capitals = 0
    while capitals < len(words) and words[capitals][1][0].isupper() and words[capitals][1].lower() not in KEYWORDS:
        capitals += 1
    return capitals if capitals > 1 and not any(_MONTH.fullmatch(word) for _, word in words[:capitals]) else 0


def _quoted(start: int, end: int, desk: _Desk) -> Slip:
    return Slip(start, end, "a name of several words needs quotes", f'"{desk.written[start:end]}"')


_TEXTS: Final = pattern(
    r"\b([A-Za-z_]\w*)( +(?:not +)?(?:matches|contains(?: +(?:any|all))?)| *[=!]=) +([^\W\d_][^\"'(){}\[\]]*)"
)
_WORDS_END: Final = pattern(r" +(?:and|or|implies)\b|$", re.MULTILINE)


def _texts(desk: _Desk) -> Iterator[Slip]:
    """`slogan matches water`"""
    for match in _TEXTS.finditer(desk.text):
        fact = desk.vocabulary.facts.get(match[1])
        is_text = fact is not None and fact.type.family == "text"
        if not is_text and "matches" not in match[2]:
            continue
        end = _WORDS_END.search(match[3])
        words = match[3][: end.start() if end else None].rstrip()
        if words and words not in desk.vocabulary.constants and words not in desk.vocabulary.facts:
            start = match.start(3)
            why = "a pattern needs quotes" if "matches" in match[2] else "words need quotes"
            yield Slip(start, start + len(words), why, f'"{words}"')


_NUMBER_WORD: Final = pattern(r"(?<=[<>=!,{\[(]) *((?:[a-z]+-)?[a-z]+)\b")


def _number_words(desk: _Desk) -> Iterator[Slip]:
    """`lanes == four`"""
    for match in _NUMBER_WORD.finditer(desk.text):
        if match[1] in desk.vocabulary.facts or match[1] in desk.vocabulary.constants:
            continue
        read = desk.reader.read(match[1], Type("quantity", "number"))
        if isinstance(read, Quantity) and read.nominal.is_point and not isinstance(read.nominal.low, float):
            number = print_number(read.nominal.low).replace(",", "_")
            yield Slip(match.start(1), match.end(1), "a number is written in digits", number)


# Dates ---------------------------------------------------------------------------------------------------------------


_MONTHS: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_MONTH: Final = pattern(_MONTHS)
_WORDED: Final = pattern(
    rf"\b(?:[0-9]{{1,2}}(?:st|nd|rd|th)? +{_MONTHS},? +[0-9]{{4}}|{_MONTHS} +[0-9]{{1,2}}(?:st|nd|rd|th)?,? +[0-9]{{4}}"
    rf"|{_MONTHS} +[0-9]{{4}})\b"
)
_SEASON: Final = pattern(
    r"\b(?:(?:early|mid|late)[ -])?(?:(?:spring|summer|autumn|fall|winter) (?:of )?)?[0-9]{4}\b", re.IGNORECASE
)
_RELATIVE: Final = pattern(r"\b(?:yesterday|today|tomorrow|(?:last|next|this) (?:week|month|year|[A-Z][a-z]+day))\b")
_DIGITS: Final = pattern(r"(?<![\w.-])([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?![\w-])")
_DAY_FIRST: Final = pattern(r"(?<![\w.-])([0-9]{1,2})([./])([0-9]{1,2})\2([0-9]{4})(?![\w-])")
_WHY: Final = "a day is written year-month-day"


def _dates(desk: _Desk) -> Iterator[Slip]:
    """`18 May 2024`, `2024-5-18`"""
    for match in _WORDED.finditer(desk.text):
        read = desk.reader.read(match[0], Type("period"))
        if isinstance(read, Period):
            why = _WHY if read.first == read.last else "a month is written year-month"
            yield Slip(match.start(), match.end(), why, read.edtf)
    for match in _SEASON.finditer(desk.text):
        if not match[0].isdigit() and isinstance(desk.reader.read(match[0], Type("period")), Period):
            yield Slip(match.start(), match.end(), "words for a time need quotes", f'"{match[0]}"')
    for match in _RELATIVE.finditer(desk.text):
        yield Slip(match.start(), match.end(), "a check names fixed days, such as 2024-05-18", None)
    for match in _DIGITS.finditer(desk.text):
        day = _day(match[1], match[3], match[4])
        if day != match[0]:  # what is wrong beside a day that is written well is something else
            yield Slip(match.start(), match.end(), _WHY, day)
    for match in _DAY_FIRST.finditer(desk.text):
        day, month = (match[3], match[1]) if match[2] == "/" and int(match[3]) > 12 else (match[1], match[3])
        # Of 5/6/2024 nobody can know which is the month.
        sure = match[2] == "." or int(day) > 12
        yield Slip(match.start(), match.end(), _WHY, _day(match[4], month, day) if sure else None)


def _day(year: str, month: str, day: str) -> str | None:
    written = f"{year}-{month:0>2}-{day:0>2}"
    try:
        return written if parse_edtf(written) else None
    except ImpossibleDate:
        return None


# Ranges --------------------------------------------------------------------------------------------------------------


_END: Final = rf"({_NUMBER})(?: *(?!(?:and|or|to)\b)({_UNIT}))?"
_BETWEEN: Final = pattern(rf"(?:\b(\w+) +)?\b((?:is +)?between +{_END} +(?:and|to) +{_END})")
_BETWEEN_DAYS: Final = pattern(r"(?:is +)?between +([0-9]{4}(?:-[0-9]{2}){0,2}) +and +([0-9]{4}(?:-[0-9]{2}){0,2})")
_EQUAL: Final = pattern(r"([=!])= *(\[[^\[\](){}]+,[^\[\](){}]+[\])])")
_DATE: Final = r"([0-9]{4}(?:-[0-9]{2}){0,2})"
_RELATED: Final = pattern(rf"\b(before|after|during|overlaps) +(\[ *{_DATE} *, *{_DATE} *\])")
_IN: Final = pattern(
    rf"\bin +([\[(]?) *({_NUMBER}) *(?:to|-|–|\.\.\.?|and) *({_NUMBER}) *([\])]?)(?: *(?!(?:and|or)\b)({_UNIT}))?"
)


def _ranges(desk: _Desk) -> Iterator[Slip]:
    """`bridge_length between 430 and 450`, `in 430 to 450 m`, `== [430, 450] m`, `overlaps [2024-05, 2024-06]`"""
    why = "a range is written with `in` and brackets"
    for match in _BETWEEN_DAYS.finditer(desk.text):
        if "-" in match[0]:
            yield Slip(match.start(), match.end(), why, f"in [{match[1]}, {match[2]}]")
    for match in _BETWEEN.finditer(desk.text):
        name, low, low_unit, high, high_unit = match[1], match[3], match[4], match[5], match[6]
        fact = desk.vocabulary.facts.get(name or "")
        own = fact.unit.symbol if fact is not None and fact.unit is not None else None
        yield Slip(match.start(2), match.end(2), why, f"in {_range(low, low_unit, high, high_unit or own)}")
    for match in _EQUAL.finditer(desk.text):
        yield Slip(match.start(), match.end(2), why, f"{'not ' if match[1] == '!' else ''}in {match[2]}")
    for match in _RELATED.finditer(desk.text):
        fix = f"{match[3]}/{match[4]}"
        yield Slip(
            match.start(2), match.end(), f"brackets stand after `in`; after `{match[1]}` days are joined by /", fix
        )
    for match in _IN.finditer(desk.text):
        opened, low, high, closed, unit = match.groups()
        if bool(opened) == bool(closed):
            yield Slip(match.start(), match.end(), why, f"in {opened or '['}{low}, {high}{closed or ']'}{_after(unit)}")


def _range(low: str, low_unit: str | None, high: str, high_unit: str | None) -> str:
    if low_unit and low_unit != high_unit:
        return f"[{low} {low_unit}, {high}{_after(high_unit)}]"
    return f"[{low}, {high}]{_after(high_unit)}"


def _after(unit: str | None) -> str:
    return "" if not unit else unit if unit == "%" else f" {unit}"


# Money ---------------------------------------------------------------------------------------------------------------


_SCALES: Final = {
    "k": "thousand",
    "m": "million",
    "mn": "million",
    "mln": "million",
    "mio": "million",
    "b": "billion",
    "bn": "billion",
    "tn": "trillion",
}
_SCALE: Final = "|".join(sorted(_SCALES, key=len, reverse=True))
_SCALED: Final = pattern(
    rf"(?:([€$£¥]) *|(?<![\w.]))({_NUMBER}) *((?i:{_SCALE}))\b(?: +([A-Z]{{3}}|[Ee]uros?|dollars?|pounds?|yen)\b)?"
)


def _scales(desk: _Desk) -> Iterator[Slip]:
    """`80m EUR`, `$1.2bn`"""
    for match in _SCALED.finditer(desk.text):
        sign, number, scale, currency = match.groups()
        if bool(sign) != bool(currency):
            full = _SCALES[scale.lower()]
            fix = f"{sign or ''}{number} {full}{f' {currency}' if currency else ''}"
            yield Slip(match.start(), match.end(), f"`{scale}` is written out here", fix)


# Operators -----------------------------------------------------------------------------------------------------------


_WRONG_NOT: Final = pattern(
    r"\b([A-Za-z_][\w.]*(?:\[[^\]]*\])?) +not +(within|before|after|during|overlaps|==|!=|<=|>=|<|>)(?!\w)"
)
_NOT_STATED: Final = pattern(r"\b([A-Za-z_]\w*) +(not +stated|(?:is +)?(?:un|not +un)stated)\b")
_STATED_FIRST: Final = pattern(r"\b(not +)?stated +([A-Za-z_]\w*)\b")
_KNOWN: Final = pattern(r"\bis +(?:not +)?(known|given|mentioned|reported|present|said)\b")
_IS: Final = pattern(r"\b(?:is +(not +)?equal +to|equals?|is +(not)|is)\b(?! *(?:not +)?stated)(?! +not)")
_ARROWS: Final = pattern(r"=>|=<")
_AGREE: Final = pattern(r"\bagree\( *[A-Za-z_]\w*( *,? *within +([^ =()][^=()]*))\)")
_IF: Final = pattern(r"\s*if +(.+?),? +then +(.+?)\s*", re.DOTALL)


def _operators(desk: _Desk) -> Iterator[Slip]:
    """`lanes is 4`, `opening_day not before 2024-05`, `if a then b`"""
    match = _IF.fullmatch(desk.text)
    if match is not None:
        condition, rest = desk.written[match.start(1) : match.end(1)], desk.written[match.start(2) : match.end(2)]
        start = len(desk.written) - len(desk.written.lstrip())
        yield Slip(
            start, len(desk.written.rstrip()), "a condition is written with `implies`", f"{condition} implies {rest}"
        )
    for match in _WRONG_NOT.finditer(desk.text):
        name, word = desk.written[match.start(1) : match.end(1)], match[2]
        if word == "==":
            yield Slip(match.start(2) - len("not "), match.end(2), "“not equal” is written !=", "!=")
        elif name not in KEYWORDS:
            yield Slip(match.start(), match.end(), "`not` stands before the whole comparison", f"not {name} {word}")
    for match in _NOT_STATED.finditer(desk.text):
        if match[1] not in KEYWORDS:
            yield Slip(match.start(2), match.end(2), "silence is asked for with `is not stated`", "is not stated")
    for match in _STATED_FIRST.finditer(desk.text):
        if match[2] not in KEYWORDS:
            fix = f"{match[2]} is {'not ' if match[1] else ''}stated"
            yield Slip(match.start(), match.end(), "`is stated` comes after the fact", fix)
    for match in _KNOWN.finditer(desk.text):
        yield Slip(match.start(1), match.end(1), "whether a fact is mentioned is asked with `is stated`", "stated")
    for match in _IS.finditer(desk.text):
        fix = "!=" if match[1] or match[2] else "=="
        yield Slip(match.start(), match.end(), f"a comparison is written with {fix}", fix)
    for match in _AGREE.finditer(desk.text):
        yield Slip(match.start(1), match.end(1), "a function's setting has a =", f", within = {match[2]}")
    for match in _ARROWS.finditer(desk.text):
        fix = match[0][::-1]
        yield Slip(match.start(), match.end(), f"there is no {match[0]}", fix)


_FINDERS: Final[tuple[Callable[[_Desk], Iterator[Slip]], ...]] = (
    _ranges,
    _operators,
    _scales,
    _dates,
    _texts,
    _names,
    _number_words,
)
"""The first slip that explains a problem is the one that is told."""


__all__ = ["Slip", "explained"]
