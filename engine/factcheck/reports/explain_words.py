"""Turns a judgement into one plain sentence for someone who knows no logic: what was said, and what follows from it.

The sentence names only the comparisons that decided: those without which the verdict would be another.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, assert_never

from factcheck.diagnostics import listed
from factcheck.model.explanation import Explanation, FactNote, Judgement, Part, Reading
from factcheck.model.truth import BOTH, FALSE, NEITHER, NOT, TRUE, Truth, Verdict
from factcheck.pattern import pattern
from factcheck.reports.results import hedged
from factcheck.reports.sanitise import inline, visible

TRUTH_WORDS: Final[tuple[str, str, str, str]] = ("open", "holds", "fails", "holds and fails")
"""Indexed by truth value, in the words that statements have as well."""
_QUESTION_WORDS: Final = ("how", "what", "when", "where", "which", "who", "whom", "whose", "whether", "why")
_DISTANCE: Final = pattern(
    r"(?:at least |more than )?[\d.,]+(?: (?!is |can )\S+){0,2}? (?:above|below|more than|less than) "
)
"""How far off a value is, which may by chance be as much as the value."""
_TIMES: Final = ("", "", ", twice")
_MOST_NAMED: Final = 3
"""Deciding comparisons that a sentence names; the tree below it has them all."""


def sentence(judgement: Judgement, explanation: Explanation) -> str:
    """The given sentence, or one composed from the parts of the check."""
    if judgement.sentence:
        return inline(judgement.sentence)
    match judgement.verdict:
        case Verdict.SKIPPED if judgement.when is not None and not judgement.when.truth & TRUE:
            here = "does not" if judgement.when.truth else "is open"
            return f"The rule is judged only where {_code(judgement.when.text)} holds, and here it {here}."
        case Verdict.SKIPPED:
            return _full_stop(f"The rule does not apply here: {_reason(judgement, 'its condition does not hold')}")
        case Verdict.ERROR:
            return _full_stop(f"This cannot be judged: {_reason(judgement, 'a value cannot be read')}")
        case Verdict.UNSTATED:
            return _silence(judgement, explanation)
        case Verdict.PASS | Verdict.CONFLICT | Verdict.UNSURE:
            return _full_stop(f"{_because(judgement, explanation)}, {_so(judgement)}")
        case _:
            assert_never(judgement.verdict)


def _reason(judgement: Judgement, otherwise: str) -> str:
    return inline(judgement.reason) or otherwise


def _full_stop(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _so(judgement: Judgement) -> str:
    they = judgement.article is None
    if judgement.check.truth == NEITHER and judgement.verdict is not Verdict.UNSURE:  # decided by silence
        allowed = judgement.verdict is Verdict.PASS
        return f"which the rule {'allows' if allowed else 'does not allow'}"
    match judgement.verdict:
        case Verdict.PASS:
            return f"so {_without_more(judgement.check)}the rule passes"
        case Verdict.CONFLICT if judgement.contradicts_itself:
            return f"so {'the articles contradict one another' if they else 'the article contradicts itself'}"
        case Verdict.CONFLICT:
            must_not = "which must not be, " if judgement.check.kind == "not" else ""
            return f"{must_not}so {'the articles conflict' if they else 'the article conflicts'} with the rule"
        case _:
            return "so it is not clear whether the rule passes"


def _without_more(check: Part) -> str:
    """Where a condition does not hold, what it asks for is not asked."""
    unmet = check.kind == "implies" and not check.parts[-1].truth & TRUE
    return "no more is asked and " if unmet else ""


def _subject(judgement: Judgement) -> str:
    return "The article" if judgement.article is not None else "The story"


def _silence(judgement: Judgement, explanation: Explanation) -> str:
    missing = list(dict.fromkeys(fact for part in leaves(judgement.check) for fact in part.missing))
    if not missing:
        return _full_stop(f"{_subject(judgement)} leaves the rule without an answer: {_reason(judgement, 'silence')}")
    return f"{_subject(judgement)} {_lacks(missing, explanation)}, so there is nothing to judge."


def _lacks(missing: Sequence[str], explanation: Explanation) -> str:
    """`does not state how long the call lasted`"""
    plain = [_fact_phrase(name, explanation.facts) for name in missing if not name.endswith(("]", ")"))]
    parts = [f"does not state {listed(plain)}"] if plain else []
    for name in missing:
        fact, bracket, words = name.partition("[")
        if name.endswith(")"):
            parts.append(f"gives {visible(name)} no value")
        elif bracket:
            about = _fact_phrase(fact, explanation.facts)
            parts.append(f"states {about}, but nothing that fits {inline('[' + words)}")
    return listed(parts, "and")


def silence(name: str) -> str:
    """Of a fact, or of what a filter (`f[…]`) or a function leaves of one, that has no statement."""
    fact, bracket, words = name.partition("[")
    if name.endswith(")"):
        return f"{visible(name)} has no value"
    if bracket:
        return f"nothing stated about {visible(fact)} fits {inline('[' + words)}"
    return f"nothing is stated about {visible(fact)}"


def _because(judgement: Judgement, explanation: Explanation) -> str:
    told = judgement.check.truth
    deciding = _deciding(judgement.check, told)
    if not deciding:
        return f"{_subject(judgement)} leaves it at this: {_reason(judgement, 'nothing was decided')}"
    if len(deciding) == 1 and len(leaves(judgement.check)) == 1:
        return _one_comparison(deciding[0], judgement, explanation)
    named = [f"{_code(part.text)} {_is_told(part)}" for part in deciding[:_MOST_NAMED]]
    more = len(deciding) - len(named)
    if more:
        named.append(f"{more} more {'parts' if more > 1 else 'part'} likewise")
    return f"Here {listed(named, 'and')}"


def _code(text: str) -> str:
    return f"“{inline(text)}”"


def _is_told(part: Part) -> str:
    reasons = list(dict.fromkeys(inline(reading.reason) for reading in part.readings if reading.reason))
    words = {TRUE: "holds", FALSE: "fails", BOTH: "both holds and fails"}.get(part.truth, "stays open")
    return f"{words} ({reasons[0]})" if len(reasons) == 1 else words


def _one_comparison(part: Part, judgement: Judgement, explanation: Explanation) -> str:
    """`The article states how long the call lasted: about 80 min; that lies in the range`"""
    # Statements without an outcome of their own stand behind a function across articles.
    readings = [reading for reading in part.readings if reading.outcome or judgement.article is None]
    if judgement.article is None and readings:
        note = inline(part.note or judgement.reason) or "compared with one another"
        return f"The articles give {_by_article(readings)}; {note}"
    if not readings:
        if part.missing:
            return f"{_subject(judgement)} {_lacks(part.missing, explanation)}"
        return f"{_subject(judgement)} gives this: {inline(part.note or judgement.reason) or 'nothing to compare'}"
    by_fact: dict[str, list[Reading]] = {}
    for reading in readings:
        by_fact.setdefault(reading.fact, []).append(reading)
    if len(by_fact) == 1:
        ((fact, told),) = by_fact.items()
        outcome = _outcomes(told, is_whole=part is judgement.check)
        return f"The article states {_stated(fact, told, explanation)}{f'; {outcome}' if outcome else ''}"
    given = listed(
        [f"{_values(told)} for {_fact_phrase(fact, explanation.facts)}" for fact, told in by_fact.items()], "and"
    )
    reasons = dict.fromkeys(inline(reading.reason) for reading in readings if reading.reason)
    return f"The article gives {given}; {'; '.join(reasons) or 'compared with each other'}"


def _by_article(readings: Sequence[Reading]) -> str:
    """`about 80 min (agency, wire) and 110 min (site)`"""
    articles: dict[str, list[str]] = {}
    for reading in readings:
        articles.setdefault(_value(reading), []).append(visible(reading.article))
    return listed([f"{value} ({', '.join(dict.fromkeys(names))})" for value, names in articles.items()], "and")


def _stated(fact: str, readings: Sequence[Reading], explanation: Explanation) -> str:
    """`how long the call lasted, twice: about 80 min and 110 min`"""
    places = len(dict.fromkeys((reading.value, reading.hedge, reading.location) for reading in readings))
    times = _TIMES[places] if places < len(_TIMES) else f", {places} times"
    return f"{_fact_phrase(fact, explanation.facts)}{times}: {_values(readings)}"


def _values(readings: Sequence[Reading]) -> str:
    return listed(list(dict.fromkeys(_value(reading) for reading in readings)), "and")


def _value(reading: Reading) -> str:
    return hedged(reading.value, reading.hedge)


def _outcomes(readings: Sequence[Reading], *, is_whole: bool) -> str:
    """Why it came out as it did: one reason if the statements agree, else each with its own."""
    said = list(dict.fromkeys((_value(reading), inline(reading.reason), reading.outcome) for reading in readings))
    if len(said) == 1:
        value, reason, outcome = said[0]
        if reason == f"says {value}":
            return f"that is what the check {'rules out' if outcome == 'fails' else 'asks for'}" if is_whole else ""
        if reason.endswith(" is stated") or reason == f"{readings[0].fact} is {value}":
            return ""
        if reason.startswith(f"{value} ") and not _DISTANCE.match(reason):
            return f"that{reason.removeprefix(value)}"
        is_distance = reason[:1].isdigit() or reason.startswith(("at least ", "more than "))
        return f"that is {reason}" if is_distance else reason or "compared"
    clauses = [
        f"{value} {'is ruled out' if outcome == 'fails' else 'is right'}"
        if reason == f"says {value}" and is_whole
        else with_reason(value, reason)
        for value, reason, outcome in said
    ]
    return "; ".join(dict.fromkeys(clauses))


def with_reason(value: str, reason: str) -> str:
    """A value and what is to be said of it, without saying the value twice."""
    if not reason:
        return value
    return reason if value in reason and not _DISTANCE.match(reason) else f"{value}: {reason}"


def _fact_phrase(fact: str, notes: Sequence[FactNote]) -> str:
    """`how long the call lasted` where the vocabulary has such words, else the fact's name."""
    about = next((note.about for note in notes if note.name == fact and note.about), None)
    if about is not None:
        words = inline(about).rstrip(".")
        if words.split(" ")[0].casefold() in _QUESTION_WORDS:
            return words[0].lower() + words[1:]
    return visible(fact)


# Which comparisons decided -------------------------------------------------------------------------------------------


def leaves(part: Part) -> list[Part]:
    """The comparisons of a check, from left to right."""
    return [leaf for child in part.parts for leaf in leaves(child)] if part.parts else [part]


def _deciding(part: Part, told: Truth) -> list[Part]:
    """The comparisons that make a part what it is told; for neither, those that are left open."""
    if not part.parts:
        return [part]
    if told == NEITHER:
        return [leaf for leaf in leaves(part) if leaf.truth == NEITHER]
    match part.kind:
        case "not":
            return _deciding(part.parts[0], NOT[told])
        case "certainly" | "possibly":
            return _deciding(part.parts[0], told)
        case "and" | "or":
            # Where every part is needed, every part is told that; where one is enough, only the ones that are.
            return [leaf for child in part.parts if child.truth & told for leaf in _deciding(child, child.truth & told)]
        case "implies":
            *conditions, consequence = part.parts
            # `a implies b` is `(not a) or b`: told false by both, told true by either.
            against = [
                leaf
                for condition in conditions
                if NOT[told] & condition.truth
                for leaf in _deciding(condition, NOT[told] & condition.truth)
            ]
            return against + (_deciding(consequence, told & consequence.truth) if told & consequence.truth else [])
        case "comparison":
            return [part]
        case _:
            assert_never(part.kind)
