"""Runs finders of values over test specifications of Recognizers-Text (MIT), which are not part of this project.

    python benchmarks/extraction/specs.py --specs FOLDER [--finder NAME] [--wrong] [SPEC ...]

A result counts as found if a value of its kind has its span, prepositions, articles and hedges at its ends aside; it is
right if the value is the one that the specification names. An input without results is right if nothing is found.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import Any

from found import Finder, Found

from factcheck.model.units import UnitTable

FINDERS = ("ours", "peer_recognizers", "peer_quantulum", "peer_dateparser", "peer_duckling")
_LOOSE = re.compile(r"^(?:(?:on|in|at|the|from|between|for|within|sometime|my|a|an)\s+)+|[\s.,!?]+$", re.IGNORECASE)
_UNITS = UnitTable()
_CLOSE = 1e-6


def _same(found: float | None, wanted: float) -> bool:
    return found is not None and abs(found - wanted) <= _CLOSE * max(1.0, abs(wanted))


def _number(result: dict[str, Any]) -> float | None:
    value = _resolved(result).get("value")
    try:
        return None if value is None else float(str(value).rstrip("%"))
    except ValueError:
        # "end+0" and the like name no number.
        return math.nan


def _resolved(result: dict[str, Any]) -> dict[str, Any]:
    return result.get("Resolution") or result.get("Value") or {}


def _plain(found: Found, result: dict[str, Any]) -> bool:
    wanted = _number(result)
    return wanted is None or _same(found.value, wanted)


def _percent(found: Found, result: dict[str, Any]) -> bool:
    return found.kind == "percent" and _plain(found, result)


def _range(found: Found, result: dict[str, Any]) -> bool:
    low, high = (end.strip("[]() ") for end in str(_resolved(result)["value"]).split(","))
    fits_low = found.low is None if not low else _same(found.low, float(low))
    # Where nothing is below zero, "less than 90" may start there.
    if not low and found.low == 0:
        fits_low = True
    return fits_low and (found.high is None if not high else _same(found.high, float(high)))


def _with_unit(found: Found, result: dict[str, Any]) -> bool:
    """The value in the base of its unit, since an amount can be printed in several."""
    resolved = _resolved(result)
    wanted, name = _number(result), str(resolved["unit"])
    if wanted is None:
        return found.value is None
    unit = _UNITS.find(name) or _UNITS.find(name.lower()) or _UNITS.find(name.lower() + "s")
    if unit is None or found.base is None:
        return _same(found.value, wanted)
    if unit.dimension == "money" or found.base[0] != unit.base:
        same_name = (found.unit or "").lower() in (name.lower(), name.lower() + "s") or unit.dimension == "money"
        return _same(found.value, wanted) and (same_name or unit.base == found.base[0])
    return _same(found.base[1], float(Fraction(str(wanted)) * unit.factor))


def _money(found: Found, result: dict[str, Any]) -> bool:
    resolved = _resolved(result)
    wanted = _number(result)
    if wanted is None:
        return False
    code = resolved.get("isoCurrency")
    return (
        found.kind == "money" and _same(found.value, wanted) and (not code or not found.base or found.base[0] == code)
    )


def _duration(found: Found, result: dict[str, Any]) -> bool:
    return _same(found.seconds, float(result["Value"]["FutureResolution"]["duration"]))


def _dates(result: dict[str, Any], key: str) -> list[date]:
    value = result["Value"]
    given = [value[side].get(key) for side in ("FutureResolution", "PastResolution")]
    return [date.fromisoformat(text) for text in given if text and not text.startswith("0001")]


def _date(found: Found, result: dict[str, Any]) -> bool:
    wanted = _dates(result, "date")
    return found.first == found.last and found.first in wanted if wanted else found.first is None


def _period(found: Found, result: dict[str, Any]) -> bool:
    firsts, ends = _dates(result, "startDate"), _dates(result, "endDate")
    if not firsts and not ends:
        return True
    lasts = [*ends, *(end - timedelta(days=1) for end in ends)]
    return (found.first in firsts if firsts else found.first is None) and (
        found.last in lasts if lasts else found.last is None
    )


def _span_only(_found: Found, _result: dict[str, Any]) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Spec:
    """A specification: its file, the kinds of values it is about, and what makes one right."""

    name: str
    kinds: frozenset[str]
    right: Callable[[Found, dict[str, Any]], bool]


_QUANTITIES = frozenset({"quantity", "money", "percent", "duration", "number"})
SPECS = (
    Spec("DurationParser", frozenset({"duration"}), _duration),
    Spec("DimensionModel", frozenset({"quantity"}), _with_unit),
    Spec("DateParser", frozenset({"period"}), _date),
    Spec("DatePeriodParser", frozenset({"period"}), _period),
    Spec("DateExtractor", frozenset({"period"}), _span_only),
    Spec("DurationExtractor", frozenset({"duration"}), _span_only),
    Spec("NumberModel", frozenset({"number"}), _plain),
    Spec("NumberRangeModel", _QUANTITIES, _range),
    Spec("OrdinalModel", frozenset({"ordinal"}), _plain),
    Spec("PercentModel", frozenset({"percent"}), _percent),
    Spec("CurrencyModel", frozenset({"money"}), _money),
    Spec("AgeModel", frozenset({"duration"}), _with_unit),
)


@dataclass(slots=True)
class Score:
    """Results found and right of a specification, inputs without results apart."""

    name: str
    total: int = 0
    found: int = 0
    right: int = 0
    silent: int = 0
    silences: int = 0
    wrong: list[str] = field(default_factory=list)


def score(spec: Spec, cases: list[dict[str, Any]], find: Finder) -> Score:
    """Runs one specification."""
    outcome = Score(spec.name)
    for case in cases:
        text = case["Input"]
        reference = case.get("Context", {}).get("ReferenceDateTime")
        found = find(text, date.fromisoformat(reference[:10]) if reference else None)
        fitting = [one for one in found if one.kind in spec.kinds]
        if not case["Results"]:
            outcome.silences += 1
            outcome.silent += not fitting
            if fitting:
                outcome.wrong.append(f"{text!r}: nothing wanted, got {_shown(fitting, text)}")
        for result in case["Results"]:
            outcome.total += 1
            spans = [one for one in fitting if _has_span(one, result, text)]
            right = any(spec.right(one, result) for one in spans)
            outcome.found += bool(spans)
            outcome.right += right
            if not right:
                wanted = json.dumps(_resolved(result))
                outcome.wrong.append(f"{text!r}: wanted {result['Text']!r} {wanted}, got {_shown(found, text)}")
    return outcome


def _has_span(found: Found, result: dict[str, Any], text: str) -> bool:
    start = result["Start"]
    end = result["End"] + 1 if "End" in result else start + result["Length"]
    wanted = _LOOSE.sub("", text[start:end].lower())
    spans = [(found.start, found.end)] + ([found.core] if found.core else [])
    return any(_LOOSE.sub("", text[a:b].lower()) == wanted and a < end and start < b for a, b in spans)


def _shown(found: list[Found], text: str) -> str:
    return "; ".join(
        f"{text[one.start : one.end]!r} {one.kind} {one.value if one.value is not None else ''}{one.unit or ''} "
        f"{one.first or ''}..{one.last or ''}"
        for one in found
    )


def cases_of(folder: Path, name: str) -> list[dict[str, Any]]:
    """The cases of a specification."""
    cases: list[dict[str, Any]] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8-sig"))
    return cases


def scores(folder: Path, find: Finder, names: list[str]) -> Iterator[Score]:
    """The scores of all specifications that the folder holds."""
    for spec in SPECS:
        if (not names or spec.name in names) and (folder / f"{spec.name}.json").exists():
            yield score(spec, cases_of(folder, spec.name), find)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--specs", type=Path, required=True)
    parser.add_argument("--finder", choices=FINDERS, default="ours")
    parser.add_argument("--wrong", action="store_true", help="print every case that is not right")
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    try:
        find = import_module(arguments.finder).load()
    except ImportError as missing:
        parser.exit(2, f"{arguments.finder} is not installed: {missing}\n")
    print(f"{'':18}{'total':>7}{'found':>7}{'right':>7}{'silent':>10}")
    for outcome in scores(arguments.specs, find, arguments.names):
        silent = f"{outcome.silent}/{outcome.silences}"
        print(f"{outcome.name:18}{outcome.total:7}{outcome.found:7}{outcome.right:7}{silent:>10}")
        for line in outcome.wrong if arguments.wrong else ():
            print("   ", line)


if __name__ == "__main__":
    main()
