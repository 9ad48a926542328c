"""From a mention of a time or duration to its TIMEX3 value, as corpora of dates and other taggers write it.

TIMEX3 says what EDTF cannot: the present, times that come back, parts of a day, and lengths. The value is that of the
time that is named, as `edtf` is; None where it has none.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from factcheck.model.period import Period
from factcheck.model.quantity import Quantity, from_base
from factcheck.reading.numbers import SMALL, TENS
from factcheck.reading.when import MONTHS, ORDINALS, SEASONS, UNITS, WEEKDAYS

if TYPE_CHECKING:
    from factcheck.extraction.mentions.mention import Mention

_DATES: Final = {"yr": "Y", "mo": "M", "wk": "W", "d": "D", "decade": "DE", "century": "CE", "fortnight": "W"}
_TIMES: Final = {"h": "H", "min": "M", "s": "S"}
_WORDS: Final = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE"}
_CLOCK_WORDS: Final = {"hour": "H", "minute": "M"}
_GROUPS: Final = {"21": "SP", "22": "SU", "23": "FA", "24": "WI", "40": "H1", "41": "H2"} | {
    f"{number}": f"Q{number - 32}" for number in range(33, 37)
}
_PARTS_OF_DAY: Final = {
    "morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "tonight": "NI",
    "overnight": "NI",
    "noon": "12:00",
    "midday": "12:00",
    "midnight": "00:00",
}
_PRESENT: Final = frozenset({"now", "currently", "presently", "nowadays", "these days"})
_PRESENT_NOUNS: Final = ("present", "moment")
_CLOCK: Final = re.compile(
    r"(?<![\d.:])(?P<hour>\d{1,2}|(?P<word>[a-z]+)(?= ?(?:o'clock|[ap]\.?m)))(?:[:.](?P<minute>\d\d)(?!\d|[.:-]\d))?"
    r" ?(?P<half>[ap])?(?(half)\.?m\b)"
)
_MILITARY: Final = re.compile(r"\b([01]\d|2[0-4])([0-5]\d) (?:gmt|utc|hours)\b")
_WORD: Final = re.compile(r"[a-z']+|\d+(?:,\d{3})*(?:\.\d+)?")
_IN_A_ROW: Final = re.compile(r"(\w+)[ -](?:straight|consecutive|successive) (\w+)$")
_NOT_DIGITS: Final = re.compile(r"\D")
_FISCAL: Final = re.compile(r"\b(?:(?:fiscal|financial)(?:[ -]year)?|fy) ?(20)?(\d{2}|1\d{3})\b")


def timex_value(mention: Mention, text: str) -> str | None:
    """The TIMEX3 value of a period or a duration; None for anything else."""
    value = mention.value
    words = " ".join(text[mention.start : mention.end].casefold().replace("’", "'").split())
    if isinstance(value, Quantity):
        return _length(value, words) if mention.kind == "duration" else None
    if not isinstance(value, Period):
        return None
    rule = mention.reader.removeprefix("period.")
    if rule == "set":
        return _set(words)
    if rule == "vague":
        return _vague(words, ahead=isinstance(value.last, float))
    if rule == "span":
        return _span(words)
    core = " ".join(text[mention.core[0] : mention.core[1]].casefold().split())
    if core in _PRESENT or core.removeprefix("the ").endswith(_PRESENT_NOUNS):
        return "PRESENT_REF"
    row = _IN_A_ROW.search(words)
    if row is not None:
        number = ORDINALS.get(row[1]) or _NOT_DIGITS.sub("", row[1])
        return f"P{number}{_WORDS.get(row[2], 'D')}" if number else None
    fiscal = _FISCAL.search(words)
    if fiscal is not None:
        return f"FY{fiscal[2]}" if len(fiscal[2]) > len("22") else f"FY20{fiscal[2]}"
    named = mention.named or (None if isinstance(value.first, float) and isinstance(value.last, float) else value.edtf)
    day = _from_edtf(named) if named is not None else None
    if rule == "range":
        return day
    time = _time(words)
    if time is None:
        return day
    if day is None or len(day) != len("2022-01-21"):
        return day if day is not None else f"XXXX-XX-XXT{time}"
    return f"{day}T{time}"


def _from_edtf(edtf: str) -> str:
    start, slash, end = edtf.partition("/")
    if slash:
        weekend = _weekend(start, end)
        return weekend or f"{_from_edtf(start)}/{_from_edtf(end)}"
    year, _, code = edtf.rstrip("~?%").partition("-")
    return f"{year.rstrip('X')}-{_GROUPS[code]}" if code in _GROUPS else edtf.rstrip("~?%").replace("X", "")


def _weekend(start: str, end: str) -> str | None:
    """`2022-W03-WE` for a Saturday and the Sunday after it."""
    from datetime import date

    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
    except ValueError:
        return None
    year, week, weekday = first.isocalendar()
    return f"{year:04d}-W{week:02d}-WE" if weekday == 6 and (last - first).days == 1 else None


def _time(words: str) -> str | None:
    """The part of the day or the time of the clock that words name."""
    military = _MILITARY.search(words)
    if military is not None:
        return f"{military[1]}:{military[2]}"
    for found in _CLOCK.finditer(words):
        minute, half = found["minute"], found["half"]
        hour = SMALL.get(found["word"], -1) if found["word"] else int(found["hour"])
        if not 0 <= hour <= 24 or (minute is None and half is None and "o'clock" not in words):
            continue
        if half is not None:
            hour = hour % 12 + 12 * (half == "p")
        return f"{hour:02d}:{minute or '00'}"
    return next((_PARTS_OF_DAY[word] for word in _WORD.findall(words) if word in _PARTS_OF_DAY), None)


# Lengths --------------------------------------------------------------------------------------------------------------


def _length(value: Quantity, words: str) -> str | None:
    """`P3Y`, `PT90M`; `PXD` for "a few days"."""
    symbol = value.unit.symbol
    if symbol in _DATES:
        prefix, letter, factor = "P", _DATES[symbol], 2 if symbol == "fortnight" else 1
    elif symbol in _TIMES:
        prefix, letter, factor = "PT", _TIMES[symbol], 1
    else:
        return None
    nominal = value.nominal
    number = nominal.low if not isinstance(nominal.low, float) else nominal.high
    if "several" in words or "few" in words or not re.search(r"\d|\b(?:an?|half|all|full|whole|entire)\b", words):
        spelled = any(word in SMALL for word in _WORD.findall(words)) or "-" in words
        if not spelled and not nominal.is_point:
            return f"{prefix}X{letter}"
    bound = isinstance(nominal.low, float) or isinstance(nominal.high, float)
    if isinstance(number, float) or not (nominal.is_point or bound):
        return None
    amount = from_base(number, value.unit) * factor
    if nominal.is_point and prefix == "PT" and letter == "M" and "hour" in words and amount >= 60:
        return f"PT{amount // 60}H{_plain(amount % 60)}M"
    if nominal.is_point and prefix == "PT" and letter == "S" and amount >= 60 and "minute" in words:
        hours, rest = divmod(amount, 3600)
        return f"PT{f'{hours}H' if hours else ''}{rest // 60}M{_plain(rest % 60)}S"
    if nominal.is_point and symbol == "mo" and "year" in words and amount >= 12:
        return f"P{amount // 12}Y{_plain(amount % 12)}M"
    return f"{prefix}{_plain(amount)}{letter}"


def _plain(amount: int | Fraction) -> str:
    return f"{amount}" if isinstance(amount, int) else f"{float(amount):g}"


def _count_of(words: list[str]) -> str:
    """The number before a unit, 1 without one, X for a vague one."""
    if "few" in words or "several" in words:
        return "X"
    for word in words:
        if word[0].isdigit():
            return word.replace(",", "")
        if word in TENS:
            return f"{TENS[word] + max((SMALL.get(other, 0) for other in words), default=0)}"
        if SMALL.get(word, 0) > 0:
            return f"{SMALL[word]}"
    return "2" if "couple" in words or "other" in words or "second" in words else "1"


def _unit_in(words: list[str]) -> tuple[str, str, bool] | None:
    """The letters of the last unit named: prefix, letter, and whether it stands in the plural."""
    for word in reversed(words):
        one = UNITS.get(word, word.removesuffix("s"))
        if one in _CLOCK_WORDS:
            return "PT", _CLOCK_WORDS[one], word != one
        if one in _WORDS or one in ("fortnight", "weekend"):
            return "P", _WORDS.get(one, "W"), word != one
    return None


def _span(text: str) -> str | None:
    """`P3M` for "the past three months"."""
    words = _WORD.findall(text)
    unit = _unit_in(words)
    return None if unit is None else f"{unit[0]}{_count_of(words)}{unit[1]}"


def _vague(text: str, *, ahead: bool) -> str:
    """`PXM` for "recent months", else a reference to the past or the future."""
    words = _WORD.findall(text)
    unit = None if "ago" in words or "other" in words else _unit_in(words)
    if unit is not None and unit[2]:
        return f"{unit[0]}X{unit[1]}"
    return "FUTURE_REF" if ahead else "PAST_REF"


_ADVERBS: Final = {"daily": "D", "nightly": "D", "weekly": "W", "monthly": "M", "quarterly": "Q"} | dict.fromkeys(
    ("annually", "yearly"), "Y"
)


def _set(text: str) -> str | None:
    """`XXXX-WXX-2` for "every Tuesday", `P1Y` for "each year", `P1W` for "twice a week"."""
    words = _WORD.findall(text)
    parts = (_PARTS_OF_DAY.get(word.removesuffix("s")) for word in words)
    part = next((f"T{part}" for part in parts if part), "")
    for word in words:
        one = word if word in WEEKDAYS else word.removesuffix("s")
        if one in WEEKDAYS:
            return f"XXXX-WXX-{WEEKDAYS[one] + 1}{part}"
        if one in MONTHS:
            return f"XXXX-{MONTHS[one]:02d}"
        if one in SEASONS:
            return f"XXXX-{_GROUPS[str(SEASONS[one])]}"
        if one == "weekend":
            return "XXXX-WXX-WE"
        if word in _ADVERBS:
            return f"P1{_ADVERBS[word]}"
        if word == "hourly":
            return "PT1H"
    if part:
        return f"XXXX-XX-XX{part}"
    unit = _unit_in(words)
    if unit is None:
        return None
    per = max((k for k, word in enumerate(words) if word in ("a", "an", "per", "every", "each")), default=-1)
    return f"{unit[0]}{_count_of(words[per + 1 :])}{unit[1]}"
