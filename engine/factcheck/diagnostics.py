"""Problems as values: each has a code, one message, a place, and where there is one, a fix.

Every message of the engine has its one home here, as a named constructor; `codes.CATALOGUE` names each code for the
documentation and for `--select`. Stages gather diagnostics and return them; only the command line prints them.

Codes: FC0xx files, FC1xx syntax, FC2xx names, FC3xx types and values, FC4xx warnings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from factcheck.named import NamedTuple
from factcheck.source import Passage

Severity = Literal["error", "warning"]


class Diagnostic(NamedTuple):
    """One problem. `at` is None only where no file is at fault (a flag, an empty folder)."""

    code: str
    message: str
    at: Passage | None
    fix: str | None = None
    """Text that should stand in place of the stretch `at`."""

    @property
    def severity(self) -> Severity:
        return "warning" if self.code.startswith("FC4") else "error"

    def from_slip(self, at: Passage, why: str, fix: str | None) -> Diagnostic:
        """The problem under the same code, said as the common slip that led to it."""
        return Diagnostic(self.code, f"{why}{_did_you_mean(fix)}", at, fix)

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        if self.at is None:
            return ("", 0, 0, self.code, self.message)
        return (self.at.source.name, self.at.start, self.at.end, self.code, self.message)


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """By file and place, each once."""
    return sorted(dict.fromkeys(diagnostics), key=lambda diagnostic: diagnostic.sort_key)


def errors(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    return [diagnostic for diagnostic in diagnostics if diagnostic.severity == "error"]


OF_THE_RUN = frozenset({"FC407", "FC408", "FC411", "FC412", "FC413", "FC414", "FC415"})
"""Warnings about waivers, the baseline, evidence, changes and articles, which only a run can give."""


def _did_you_mean(fix: str | None) -> str:
    return f"; did you mean {fix}?" if fix else ""


def listed(words: Sequence[str], last: str = "or") -> str:
    """`a`, `a or b`, `a, b or c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


# Files ---------------------------------------------------------------------------------------------------------------


def unreadable_file(name: str, why: str, fix: str | None = None) -> Diagnostic:
    return Diagnostic("FC001", f"cannot read {name}: {why}{_did_you_mean(fix)}", None, fix)


def file_too_large(name: str, size: int, most: int) -> Diagnostic:
    return Diagnostic("FC002", f"{name} has {size:,} bytes; a file of this kind may have {most:,}", None)


def not_utf8(at: Passage, why: str) -> Diagnostic:
    return Diagnostic("FC003", f"the file is not UTF-8: {why}; save it as UTF-8", at)


def not_yaml(at: Passage, why: str, fix: str | None = None) -> Diagnostic:
    return Diagnostic("FC004", f"this is not YAML: {why}{_did_you_mean(fix)}", at, fix)


def yaml_feature(at: Passage, feature: str, instead: str) -> Diagnostic:
    return Diagnostic("FC005", f"{feature} is not read here; {instead}", at)


def duplicate_key(at: Passage, key: str, first_line: int) -> Diagnostic:
    return Diagnostic("FC006", f"the key {key!r} stands twice in one mapping; the first is on line {first_line}", at)


def too_deep(at: Passage, most: int) -> Diagnostic:
    return Diagnostic("FC007", f"values are nested deeper than {most} levels", at)


def too_many_values(at: Passage, most: int) -> Diagnostic:
    return Diagnostic("FC007", f"the file holds more than {most:,} values; split it", at)


def forbidden_character(at: Passage, name: str) -> Diagnostic:
    return Diagnostic("FC008", f"{name} is not allowed here, because it can make text read as something else", at)


def not_json(at: Passage, why: str) -> Diagnostic:
    return Diagnostic("FC009", f"this is not JSON: {why}", at)


def unknown_key(at: Passage, key: str, where: str, suggestion: str | None) -> Diagnostic:
    return Diagnostic("FC010", f"{where} has no key {key!r}{_did_you_mean(suggestion)}", at, suggestion)


def missing_key(at: Passage, key: str, where: str) -> Diagnostic:
    return Diagnostic("FC011", f"{where} needs the key {key!r}", at)


def missing_one_key(at: Passage, keys: Sequence[str], where: str) -> Diagnostic:
    return Diagnostic("FC011", f"{where} needs one of the keys {listed([repr(key) for key in keys])}", at)


def outside_schema(at: Passage | None, where: str, expected: str, found: str, fix: str | None = None) -> Diagnostic:
    return Diagnostic("FC012", f"{where} must be {expected}; this is {found}{_did_you_mean(fix)}", at, fix)


def duplicate_rule(at: Passage, rule: str, first: str) -> Diagnostic:
    return Diagnostic("FC013", f"a rule {rule!r} exists already, at {first}; ids are unique", at)


def duplicate_article(at: Passage | None, article: str, first: str) -> Diagnostic:
    return Diagnostic("FC014", f"an article {article!r} exists already, in {first}", at)


def stale_evidence(
    at: Passage, quote: str, article: str, elsewhere: str, instead: str, *, imported: bool = False
) -> Diagnostic:
    """`elsewhere` is where the words stand now, `instead` what stands in their place; empty if nobody knows. A quote
    that was just imported from an extractor is made up rather than stale.
    """
    gone, who = ("does not stand", "extractor") if imported else ("no longer stands", "facts file")
    why = f"stands elsewhere in {article} than the {who} says: {elsewhere}" if elsewhere else f"{gone} in {article}"
    why += f": {instead}" if instead else ""
    if imported:
        return Diagnostic("FC015", f"“{quote}” {why}; quote the article's own words, letter for letter", at)
    return Diagnostic(
        "FC015", f"stale evidence: “{quote}” {why}; review this fact against the article as it is now", at
    )


def evidence_in_front_matter(at: Passage, quote: str, article: str) -> Diagnostic:
    message = f"“{quote}” stands only in the front matter of {article}; quote the words of the article itself"
    return Diagnostic("FC015", message, at)


def nothing_to_run(why: str) -> Diagnostic:
    return Diagnostic("FC016", why, None)


def duplicate_name(at: Passage, what: str, name: str, first: str) -> Diagnostic:
    return Diagnostic("FC017", f"{what} {name!r} is declared already, at {first}", at)


def bad_setting(at: Passage | None, why: str, fix: str | None = None) -> Diagnostic:
    return Diagnostic("FC018", f"{why}{_did_you_mean(fix)}", at, fix)


def open_front_matter(at: Passage) -> Diagnostic:
    message = "the front matter that starts here has no end; close it with a line of three dashes, ---"
    return Diagnostic("FC019", message, at)


def extractor_failed(at: Passage | None, command: str, why: str) -> Diagnostic:
    return Diagnostic("FC020", f"the extractor {command!r} {why}", at)


# Syntax --------------------------------------------------------------------------------------------------------------


def syntax_error(at: Passage, found: str, expected: str, fix: str | None = None) -> Diagnostic:
    return Diagnostic("FC101", f"{found}; expected {expected}{_did_you_mean(fix)}", at, fix)


def expression_too_long(at: Passage, length: int, most: int, what: str = "characters") -> Diagnostic:
    return Diagnostic("FC102", f"the expression has {length:,} {what}; at most {most:,} are read", at)


def expression_too_deep(at: Passage, most: int) -> Diagnostic:
    return Diagnostic("FC103", f"the expression is nested deeper than {most} levels", at)


def malformed_number(at: Passage, written: str, fix: str | None) -> Diagnostic:
    return Diagnostic("FC104", f"{written!r} is not a number as it is written here{_did_you_mean(fix)}", at, fix)


def comma_in_number(at: Passage, written: str, fix: str) -> Diagnostic:
    spaced = written.replace(",", ", ")
    message = f"between brackets a comma separates: write {fix} for one number, or {spaced} for two"
    return Diagnostic("FC105", message, at, fix)


def number_too_large(at: Passage) -> Diagnostic:
    return Diagnostic("FC106", "numbers end at 10^30, and literals at 40 digits", at)


def impossible_period(at: Passage, written: str, why: str) -> Diagnostic:
    return Diagnostic("FC107", f"{written} is no date: {why}", at)


def empty_set(at: Passage) -> Diagnostic:
    return Diagnostic("FC108", "a set needs at least one member", at)


def unterminated_string(at: Passage, quote: str) -> Diagnostic:
    return Diagnostic("FC109", f"the string that starts here has no closing {quote} on its line", at)


def bad_pattern(at: Passage, why: str) -> Diagnostic:
    return Diagnostic("FC110", f"the pattern is not RE2: {why}", at)


def mismatched_bracket(at: Passage, opened: str, closed: str) -> Diagnostic:
    return Diagnostic("FC111", f"{opened!r} is closed by {closed!r}", at)


def malformed_pattern(at: Passage, why: str, fix: str | None = None) -> Diagnostic:
    return Diagnostic("FC112", f"{why}{_did_you_mean(fix)}", at, fix)


# Names ---------------------------------------------------------------------------------------------------------------


def unknown_fact(at: Passage, name: str, suggestion: str | None) -> Diagnostic:
    message = f"no fact, constant or entity is called {name!r}{_did_you_mean(suggestion)}"
    return Diagnostic("FC201", message, at, suggestion)


def undeclared_fact(at: Passage, name: str, suggestion: str | None) -> Diagnostic:
    return Diagnostic("FC201", f"the vocabulary declares no fact {name!r}{_did_you_mean(suggestion)}", at, suggestion)


def unknown_entity(at: Passage, name: str, kind: str, suggestion: str | None) -> Diagnostic:
    return Diagnostic("FC202", f"no {kind} is called {name!r}{_did_you_mean(suggestion)}", at, suggestion)


def unknown_unit(at: Passage, unit: str, suggestion: str | None) -> Diagnostic:
    return Diagnostic("FC203", f"no unit is called {unit!r}{_did_you_mean(suggestion)}", at, suggestion)


def unknown_function(at: Passage, name: str, suggestion: str | None) -> Diagnostic:
    return Diagnostic("FC204", f"no function is called {name!r}{_did_you_mean(suggestion)}", at, suggestion)


def unknown_attribute(at: Passage, name: str, known: Sequence[str], suggestion: str | None) -> Diagnostic:
    tail = _did_you_mean(suggestion) or f"; there are {listed(known, 'and')}"
    return Diagnostic("FC205", f"a statement has no attribute {name!r}{tail}", at, suggestion)


def ambiguous_name(at: Passage, name: str, meanings: Sequence[str]) -> Diagnostic:
    return Diagnostic("FC206", f"{name!r} can be {listed(meanings)}; write the full name", at)


def unknown_placeholder(at: Passage, name: str, suggestion: str | None) -> Diagnostic:
    message = f"a message cannot show {{{name}}}{_did_you_mean(suggestion)}"
    return Diagnostic("FC207", message, at, suggestion)


def unknown_argument(at: Passage, name: str, function: str, suggestion: str | None) -> Diagnostic:
    message = f"{function}() takes no argument {name!r}{_did_you_mean(suggestion)}"
    return Diagnostic("FC208", message, at, suggestion)


def reserved_name(at: Passage, name: str, what: str) -> Diagnostic:
    return Diagnostic("FC209", f"{name!r} is {what} of the language; give it another name", at)


def malformed_name(at: Passage, name: str) -> Diagnostic:
    message = f"{name!r} cannot be named in a check; use ASCII letters, digits and _, not starting with a digit"
    return Diagnostic("FC209", message, at)


def unknown_type(at: Passage, name: str, suggestion: str | None) -> Diagnostic:
    return Diagnostic("FC210", f"there is no type {name!r}{_did_you_mean(suggestion)}", at, suggestion)


def unknown_word_list(at: Passage, name: str, suggestion: str | None) -> Diagnostic:
    return Diagnostic("FC211", f"`words:` has no list {name!r}{_did_you_mean(suggestion)}", at, suggestion)


def unknown_slot(at: Passage, name: str, suggestion: str | None) -> Diagnostic:
    message = f"no type, kind or entity is called {name!r}, so no slot can be{_did_you_mean(suggestion)}"
    return Diagnostic("FC212", message, at, suggestion)


# Types and values ----------------------------------------------------------------------------------------------------


def wrong_type(at: Passage, what: str, expected: str, found: str, fix: str | None = None) -> Diagnostic:
    return Diagnostic("FC301", f"{what} needs {expected}; this is {found}{_did_you_mean(fix)}", at, fix)


def wrong_dimension(at: Passage, expected: str, found: str) -> Diagnostic:
    return Diagnostic("FC302", f"{found} cannot be compared with {expected}", at)


def missing_unit(at: Passage, expected: str, fix: str | None) -> Diagnostic:
    return Diagnostic("FC303", f"missing unit: {expected} is expected{_did_you_mean(fix)}", at, fix)


def empty_range(at: Passage, why: str, fix: str | None = None) -> Diagnostic:
    return Diagnostic("FC304", f"the range is empty: {why}{_did_you_mean(fix)}", at, fix)


def different_kinds(at: Passage, left: str, right: str) -> Diagnostic:
    return Diagnostic("FC305", f"{right} is never {left}; the two cannot be compared", at)


def range_of_names(at: Passage, fix: str) -> Diagnostic:
    return Diagnostic("FC306", f"[ ] is a range; a set is written with braces{_did_you_mean(fix)}", at, fix)


def unreadable_value(at: Passage, written: str, expected: str, why: str | None = None) -> Diagnostic:
    tail = f": {why}" if why else ""
    return Diagnostic("FC307", f"{written!r} cannot be read as {expected}{tail}", at)


def different_currencies(at: Passage, left: str, right: str) -> Diagnostic:
    return Diagnostic("FC308", f"{left} and {right} do not convert into each other", at)


def division_by_zero(at: Passage) -> Diagnostic:
    return Diagnostic("FC309", "this divides by zero", at)


def unit_on_one_end(at: Passage, why: str, fix: str | None) -> Diagnostic:
    return Diagnostic("FC310", f"{why}{_did_you_mean(fix)}", at, fix)


def negative_tolerance(at: Passage) -> Diagnostic:
    return Diagnostic("FC311", "a tolerance is never negative", at)


def nested_aggregate(at: Passage, outer: str, inner: str) -> Diagnostic:
    return Diagnostic("FC312", f"{inner}() looks at the whole story already and cannot stand inside {outer}()", at)


def guard_per_article(at: Passage) -> Diagnostic:
    message = "the check is judged once per story, so its `when` may name facts only inside functions across articles"
    return Diagnostic("FC313", message, at)


def wrong_argument_count(at: Passage, function: str, expected: str, found: int) -> Diagnostic:
    return Diagnostic("FC314", f"{function}() takes {expected}; here are {found}", at)


def contradictory_settings(at: Passage, why: str) -> Diagnostic:
    return Diagnostic("FC315", why, at)


def slot_never_filled(at: Passage, slot: str, why: str) -> Diagnostic:
    return Diagnostic("FC316", f"nothing in a text ever fills {{{slot}}}: {why}", at)


# Warnings ------------------------------------------------------------------------------------------------------------


def always_true(at: Passage, why: str) -> Diagnostic:
    return Diagnostic("FC401", f"this is always true: {why}", at)


def always_false(at: Passage, why: str) -> Diagnostic:
    return Diagnostic("FC402", f"this is always false: {why}", at)


def never_both_pass(at: Passage, fact: str, other: str, where: str) -> Diagnostic:
    message = f"no value of {fact} passes both this rule and {other!r} ({where})"
    return Diagnostic("FC403", message, at)


def write_as_set(at: Passage, fix: str) -> Diagnostic:
    return Diagnostic("FC404", f"shorter and clearer as {fix}", at, fix)


def fact_never_read(at: Passage, fact: str) -> Diagnostic:
    return Diagnostic("FC405", f"no rule reads the fact {fact!r}", at)


def rule_without_tests(at: Passage, rule: str) -> Diagnostic:
    return Diagnostic("FC406", f"the rule {rule!r} has no `tests`", at)


def waiver_matches_nothing(at: Passage, why: str, suggestion: str | None) -> Diagnostic:
    # The passage is the whole waiver, so that the suggestion is no text to put in its place.
    return Diagnostic("FC407", f"the waiver matches nothing: {why}{_did_you_mean(suggestion)}", at)


def waiver_expired(at: Passage, rule: str, until: str) -> Diagnostic:
    return Diagnostic("FC408", f"the waiver of {rule!r} ended on {until}; its conflicts shut the gate again", at)


def fact_hides_entity(at: Passage, name: str) -> Diagnostic:
    return Diagnostic("FC409", f"{name!r} is a fact and an entity; in a check it means the fact", at)


def noun_like_unit(at: Passage, noun: str, suggestion: str) -> Diagnostic:
    message = f"{noun!r} is read as the thing counted and is not compared; did you mean {suggestion}?"
    return Diagnostic("FC410", message, at, suggestion)


def unchecked_evidence(at: Passage, article: str, suggestion: str | None = None) -> Diagnostic:
    message = f"the quotes of {article!r} are not checked: name its text as `source:`, or give it beside this file"
    return Diagnostic("FC411", f"{message}{_did_you_mean(suggestion)}", at, suggestion)


def baseline_outgrown(at: Passage, gone: int, known: int, first: str) -> Diagnostic:
    what = f"{gone:,} of {known:,} conflicts no longer occur (the first is {first})"
    return Diagnostic("FC412", f"{what}; write the baseline anew, so that they shut the gate if they return", at)


def rules_changed(at: Passage | None, rev: str, left_out: int) -> Diagnostic:
    what = f"rules or vocabulary changed since {rev} as well, by which {left_out:,} unchanged articles were not judged"
    return Diagnostic("FC413", f"{what}; run without --changed-since", at)


def article_without_text(at: Passage) -> Diagnostic:
    why = "the article has no text, so that it is judged as silent"
    return Diagnostic("FC414", f"{why}; save its text, or take the file out", at)


def article_without_day(at: Passage, words: str, more: int) -> Diagnostic:
    told = f"{words!r} and {more:,} more count" if more else f"{words!r} counts"
    why = f"{told} from the day of publication, which the article does not give, and so can be any day"
    return Diagnostic("FC415", f"{why}; write `published:` in its header", at)
