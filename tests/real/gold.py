"""Turns hand-made gold facts into facts files: which of our facts each one is, and how its value is written here.

    python tests/real/gold.py SHARED FACTS

reads SHARED/gold/facts.json and the articles in SHARED/articles, and writes one JSON file an article into FACTS. The
files name no `source`, because that would have to be a path relative to them. So name the articles beside them: the
loader matches the two by id (an article's id is its file name without the suffix) and holds every quote against the
text. Without the articles there is nothing to hold the quotes against, and the run warns of that (FC411). Run

    factcheck run rules FACTS SHARED/articles/000_*.txt SHARED/articles/002_*.txt SHARED/articles/004_*.txt

Paths that are named may lie anywhere, also outside the folder of the project file. Naming the folder of articles works
too, but then the articles without gold are judged as well, as silent ones.

What gold has no place for is not made up, with two exceptions that its own words give: what was read from a photo
caption is in the section `caption`, and where the meeting is said to be scheduled, what is said about it is planned.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from factcheck.loading.files import read_text
from factcheck.loading.yaml_document import read_yaml


class Target(NamedTuple):
    """One of our facts, and the values that gold writes differently."""

    fact: str
    values: Mapping[Any, Any] = {}


_TITLES: Final = {
    "President": "president",
    "Prime Minister": "prime minister",
    "incumbent President": "incumbent president",
    "National Security Adviser": "national security adviser",
    "White House spokeswoman": "spokeswoman",
}
_OFFICIALS: Final = {"senior US policy official for China": "senior US official"}
_CITIES: Final = {"Washington, D.C.": "Washington"}

TABLE: Final[dict[str, Target]] = {
    # The call itself
    "meeting_date": Target("meeting_date"),
    "meeting_format": Target("meeting_format"),
    "meeting_location": Target("meeting_place", _CITIES),
    "meeting_duration": Target("meeting_duration"),
    "kishida_location": Target("kishida_location"),
    "meeting_is_first_major_talks": Target("first_talks"),
    # People
    "kishida_name": Target("kishida_name"),
    "kishida_title": Target("kishida_title", _TITLES),
    "kishida_took_office": Target("kishida_took_office"),
    "biden_name": Target("biden_name"),
    "biden_title": Target("biden_title", _TITLES),
    "trump_title": Target("trump_title", _TITLES),
    "psaki_title": Target("psaki_title", _TITLES),
    "sullivan_title": Target("sullivan_title", _TITLES),
    "russel_name": Target("russel_name"),
    "russel_employer": Target("russel_employer"),
    # The Quad and Biden's visit
    "quad_host": Target("quad_host"),
    "quad_members": Target("quad_members"),
    "quad_meeting_date": Target("quad_meeting_date"),
    "quad_format": Target("quad_format"),
    "vaccine_pledge_amount": Target("vaccine_doses"),
    "vaccine_pledge_deadline": Target("vaccine_deadline"),
    "biden_visit_date": Target("biden_visit_date"),
    "biden_accepted_invitation": Target("invitation_accepted"),
    # The economy
    "economic_two_plus_two_agreed": Target("economic_two_plus_two"),
    "economic_two_plus_two_level": Target("economic_two_plus_two_level"),
    "economic_two_plus_two_focus": Target("economic_focus"),
    "common_goals_speaker": Target("common_goals_speaker", _OFFICIALS),
    "common_goals_statement_date": Target("common_goals_date"),
    "common_goals_target_date": Target("common_goals_target"),
    "psaki_statement_date": Target("psaki_briefing_date"),
    "us_left_trade_pact_date": Target("trade_pact_exit"),
    # Ministers, other meetings, reactions
    "two_plus_two_participants": Target("two_plus_two_participants"),
    "two_plus_two_date": Target("two_plus_two_date"),
    "two_plus_two_pledge": Target("two_plus_two_pledge"),
    "related_meetings_order": Target("related_meetings_follow", {"after": True, "before": False}),
    "japan_france_talks_date": Target("japan_france_talks_date"),
    "australia_britain_talks_date": Target("australia_britain_talks_date"),
    "chinese_embassy_statement_date": Target("embassy_protest_date"),
    "security_review_pledge_date": Target("strategy_review_pledged"),
    "taiwan_islands_defense_statement_date": Target("islands_statement_date"),
    "japan_upper_house_election_date": Target("upper_house_election"),
    "us_midterm_elections_date": Target("midterm_election"),
    # North Korea
    "dprk_missile_launch_date": Target("north_korea_launch_date"),
    "dprk_moratorium_warning_date": Target("moratorium_warning_date"),
    "dprk_launches_condemned": Target("launches_condemned"),
    # Wording
    "china_stance_verb": Target("china_wording"),
    "china_disputed_seas": Target("disputed_seas"),
    "alliance_metaphor": Target("alliance_metaphor"),
}

MEMBERS: Final[dict[str, Mapping[str, str]]] = {
    "meeting_participants": {
        "Joe Biden": "biden_name",
        "Bayidon": "biden_name",
        "Fumio Kishida": "kishida_name",
        "Kishida Hiroshi": "kishida_name",
    }
}
"""Sets whose members are facts of their own here; a member that the quote does not spell out is not one of them."""

_ABOUT_THE_ARTICLE: Final = "about the article, not about what it reports"
_NO_RULE: Final = "no rule asks for it, so the vocabulary does not declare it"
_SLOGAN: Final = "a slogan or quotation; the vocabulary declares only the wordings that a rule judges"
_OTHER_DAY: Final = "a date of something that no rule is about"

LEFT_OUT: Final[dict[str, str]] = {
    "article_agency": _ABOUT_THE_ARTICLE,
    "article_byline": _ABOUT_THE_ARTICLE,
    "article_dateline": _ABOUT_THE_ARTICLE,
    "meeting_status": "no fact of its own; it makes what is said about the meeting planned",
    "agreed_topics": _NO_RULE,
    "agreed_topics_adjective": _SLOGAN,
    "akiba_name": _NO_RULE,
    "biden_statement_medium": _NO_RULE,
    "biden_supports_defense_buildup": _NO_RULE,
    "china_label": _SLOGAN,
    "deterrence_agreed": _NO_RULE,
    "dprk_launches_wording": _SLOGAN,
    "economic_two_plus_two_name": _NO_RULE,
    "enemy_strike_options_quote": _SLOGAN,
    "first_quad_summit_date": _OTHER_DAY,
    "indo_pacific_slogan": _SLOGAN,
    "japan_media_analysis_date": _OTHER_DAY,
    "japan_record_defense_budget_date": _OTHER_DAY,
    "kishida_defense_quote": _SLOGAN,
    "kishida_defense_spending_change": _NO_RULE,
    "npt_position": _NO_RULE,
    "npt_statement_date": _OTHER_DAY,
    "npt_statement_source": _NO_RULE,
    "obama_title": _NO_RULE,
    "psaki_goal_quote": _SLOGAN,
    "russia_ukraine_wording": _SLOGAN,
    "security_situation_quote": _SLOGAN,
    "security_strategy_details_date": _OTHER_DAY,
    "solidarity_statement": _SLOGAN,
    "sullivan_akiba_talks_date": _OTHER_DAY,
    "taiwan_claimant": _NO_RULE,
    "taiwan_strait_concern": _NO_RULE,
    "two_plus_two_name": _NO_RULE,
    "ukraine_concern": _NO_RULE,
    "vaccine_pledge_region": _NO_RULE,
    "white_house_preview_topics": _NO_RULE,
}

_OF_THE_CALL: Final = {
    "meeting_date",
    "meeting_format",
    "meeting_place",
    "meeting_duration",
    "kishida_location",
    "first_talks",
}
_CAPTION: Final = "photo caption"
_SEASONS: Final = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_UNITS: Final = {"min": "minutes", "dose": "doses"}
_MOST_BYTES: Final = 1 << 20


class Unconvertible(ValueError):
    """Gold that the table does not cover, or that does not fit its article."""


def convert(shared: Path) -> dict[str, dict[str, Any]]:
    """The facts files of all the articles that have gold, by article id."""
    gold: list[dict[str, Any]] = json.loads((shared / "gold" / "facts.json").read_text(encoding="utf-8"))
    names = sorted({entry["article"] for entry in gold})
    return {
        Path(name).stem: _facts_file(shared / "articles" / name, [e for e in gold if e["article"] == name])
        for name in names
    }


def write(shared: Path, folder: Path) -> list[Path]:
    """Write the facts files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, data in convert(shared).items():
        path = folder / f"{name}.json"
        path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        written.append(path)
    return written


def _facts_file(path: Path, gold: list[dict[str, Any]]) -> dict[str, Any]:
    data = path.read_bytes()
    text = data.decode("utf-8")
    header = {"id": path.stem, **_sidecar(path.with_suffix(".meta.yaml")), "sha256": hashlib.sha256(data).hexdigest()}
    planned = any(entry["fact"] == "meeting_status" and entry["value"] == "scheduled" for entry in gold)
    statements: list[dict[str, Any]] = []
    for entry in gold:
        _check_quote(entry, text)
        statements += _statements(entry, header["published"], planned=planned)
    return {"article": header, "facts": statements}


def _sidecar(path: Path) -> dict[str, Any]:
    source, problems = read_text(str(path), None, _MOST_BYTES)
    header, more = read_yaml(source, strict_characters=False) if source is not None else (None, [])
    if not isinstance(header, Mapping):
        raise Unconvertible("; ".join(problem.message for problem in (*problems, *more)) or f"no header in {path.name}")
    return dict(header)


def _check_quote(entry: Mapping[str, Any], text: str) -> None:
    start, end, quote = entry["start"], entry["end"], entry["quote"]
    if text[start:end] != quote:
        raise Unconvertible(f"{entry['article']}: {quote!r} does not stand at {start}–{end}")


def _statements(entry: Mapping[str, Any], published: str, *, planned: bool) -> Iterator[dict[str, Any]]:
    """Gold's statement as those of ours, if it is any."""
    name, quote, start = entry["fact"], entry["quote"], entry["start"]
    if name in MEMBERS:
        for member in entry["value"]:
            if member not in MEMBERS[name]:
                raise Unconvertible(f"{entry['article']}: the table has no member {member!r} of {name}")
            if member in quote:
                at = start + quote.index(member)
                yield _statement(entry, MEMBERS[name][member], member, (member, at), planned=planned)
    elif name in TABLE:
        target = TABLE[name]
        yield _statement(entry, target.fact, _value(entry, target, published), (quote, start), planned=planned)
    elif name not in LEFT_OUT:
        raise Unconvertible(f"{entry['article']}: the table has no fact {name!r}")


def _statement(
    entry: Mapping[str, Any], fact: str, value: Any, words: tuple[str, int], *, planned: bool
) -> dict[str, Any]:
    quote, start = words
    statement: dict[str, Any] = {"fact": fact, "value": value}
    if entry["attribution"] == _CAPTION:
        statement["section"] = "caption"
    elif entry["attribution"] is not None:
        statement["said_by"] = entry["attribution"]
    if planned and fact in _OF_THE_CALL:
        statement["modality"] = "planned"
    statement["evidence"] = {"quote": quote, "start": start, "end": start + len(quote)}
    statement["origin"] = "imported"
    return statement


def _value(entry: Mapping[str, Any], target: Target, published: str) -> Any:
    value, hedge, unit = entry["value"], entry["hedge"], entry["unit"]
    if isinstance(value, list):
        return [target.values.get(item, item) for item in value]
    value = target.values.get(value, value)
    if unit is not None:
        if unit not in _UNITS:
            raise Unconvertible(f"{entry['article']}: the table has no unit {unit!r}")
        return " ".join([*([hedge] if hedge else []), str(value), _UNITS[unit]])
    return value if hedge is None else _hedged_date(value, hedge, published)


def _hedged_date(value: str, hedge: str, published: str) -> str:
    """`2022-21` with `late` is "late spring 2022"; since a month means until the day on which the article appeared."""
    year, _, part = value.partition("-")
    if hedge == "since" and part and part not in _SEASONS:
        return f"{value}-01/{published}"
    if hedge in ("early", "late") and (not part or part in _SEASONS):
        return " ".join(word for word in (hedge, _SEASONS.get(part), year) if word)
    raise Unconvertible(f"no words for the date {value!r} with {hedge!r}")


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print("usage: python tests/real/gold.py SHARED FACTS", file=sys.stderr)
        return 2
    try:
        written = write(Path(arguments[0]), Path(arguments[1]))
    except (OSError, ValueError) as error:
        print(f"gold.py: {error}", file=sys.stderr)
        return 1
    for path in written:
        print(path)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
