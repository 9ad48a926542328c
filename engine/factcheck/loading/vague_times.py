"""Words for a time that nobody can place in the calendar: "soon", "in the coming weeks", "18:40"."""

from __future__ import annotations

from typing import Final

from factcheck.pattern import pattern

_SPANS: Final = "(?:minutes|hours|days|weeks|months|years|decades)"
_SOME: Final = "(?:a few|a couple of|a number of|several|some|many)"
_NEAR: Final = "(?:coming|next|following|past|last|recent|previous|preceding)"
_VAGUE: Final = pattern(
    "|".join(
        (
            "(?:very |quite |sometime |some time )?(?:soon|shortly)",
            "soon(?:er or later| after(?:wards)?)",
            "before long|eventually|(?:very |quite |more )?recently|lately|of late|presently|nowadays|these days",
            "(?:some ?day|one day|some ?time|at some (?:point|stage|time))(?: (?:in the future|in the past|later))?",
            "(?:in|for) (?:due course|the (?:near|not too distant|not-too-distant|foreseeable|immediate) future)",
            "in the (?:future|past)|until further notice|for the time being|a (?:long |short )?(?:while|time) ago",
            "(?:much |sometime |some time )?(?:later|earlier)(?: on)?|(?:at|on) a later (?:date|day|point|stage|time)",
            "at an? (?:unspecified|undisclosed|unknown) (?:date|day|time)|as soon as possible|long ago|in time",
            "to be (?:announced|confirmed|decided|determined)",
            f"(?:in|over|within|during|for) (?:the )?{_NEAR}(?: few| couple of| several)? {_SPANS}",
            f"(?:in|within|over|for) (?:the )?(?:{_SOME} )?{_SPANS}(?: (?:to come|ahead))?",
            f"(?:{_SOME} )?{_SPANS} (?:ago|later|earlier|from now|away|before|after)",
            # A time of day without its day. Of a text it is read after "at", which the value of a statement leaves out.
            "(?:[01]?[0-9]|2[0-4]):[0-5][0-9]",
        )
    )
)


def is_vague_time(text: str) -> bool:
    """Whether a text says a time that can be any day."""
    return _VAGUE.fullmatch(" ".join(text.casefold().split()).removesuffix(".")) is not None


__all__ = ["is_vague_time"]
