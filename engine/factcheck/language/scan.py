"""What must hold of an expression before it is parsed, and what a grammar cannot see.

One pass over the text, linear in its length, bounds what the parser is given (length, words, nesting) and finds the
mistakes of spelling that would otherwise come out as a puzzling syntax error: a comma inside a number, a string
without an end, `&&` for `and`.
"""

from __future__ import annotations

import re
from itertools import pairwise

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic
from factcheck.language.syntax import KEYWORDS
from factcheck.source import EmbeddedText, Span

MOST_CHARACTERS = 4_000
MOST_TOKENS = 2_000
MOST_NESTED = 64
MOST_DIGITS = 40

_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+|\#[^\r\n]*)
      | (?P<string>"[^"\r\n]*"|'[^'\r\n]*')
      | (?P<quote>["'])
      | (?P<number>\.?\d[\d_]*(?:,\d+)*(?:\.[\d_]*)?(?:[eE][+-]?\d+)?)
      | (?P<word>[^\W\d]\w*)
      | (?P<open>[(\[{])
      | (?P<close>[)\]}])
      | (?P<operator>==|!=|<=|>=|[<>+\-*/=,.%°²³^~?])
      | (?P<symbol>[$€£¥₩₹₽₺₪฿₫₴₦])
      | (?P<foreign>&&|\|\||<>|[“”„‘’«»]|.)""",
    re.VERBOSE | re.DOTALL,
)
_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+(?:_\d+)*)(?:\.\d+)?")
_EXPONENT = re.compile(r"(\d+(?:\.\d+)?)[eE]([+-]?\d+)")
_IN_DATE = re.compile(r"\d{4}-(?:W?\d\d?|\d\d-\d\d?)")
_PREFIXES = frozenset({"not", "certainly", "possibly", "-"})
_INFIX_AFTER_NOT = frozenset({"in", "contains", "matches"})
_USUAL_ELSEWHERE = {"&&": "and", "||": "or", "<>": "!=", "!": "not", "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'"}


def scan(text: EmbeddedText) -> list[Diagnostic]:
    """The problems that make parsing pointless; none if the parser may go ahead."""
    value = text.value
    if len(value) > MOST_CHARACTERS:
        return [diagnostics.expression_too_long(text.whole, len(value), MOST_CHARACTERS)]
    tokens = [match for match in _TOKEN.finditer(value) if match.lastgroup != "space"]
    if len(tokens) > MOST_TOKENS:
        return [diagnostics.expression_too_long(text.whole, len(tokens), MOST_TOKENS, "words and signs")]
    problems: list[Diagnostic] = []
    for token in tokens:
        kind = token.lastgroup
        if kind == "quote":
            problems.append(diagnostics.unterminated_string(_at(text, token), token[0]))
            break
        if kind == "foreign":
            problems.append(_foreign(text, token))
    problems += _nesting(text, tokens)
    return problems


def _at(text: EmbeddedText, token: re.Match[str]) -> diagnostics.Passage:
    return text.locate(Span(*token.span()))


def _foreign(text: EmbeddedText, token: re.Match[str]) -> Diagnostic:
    written = token[0]
    usual = _USUAL_ELSEWHERE.get(written)
    shown = written if written.isprintable() else f"the character U+{ord(written[0]):04X}"
    return diagnostics.syntax_error(_at(text, token), f"{shown} is no sign of the language", "a value or a word", usual)


def _nesting(text: EmbeddedText, tokens: list[re.Match[str]]) -> list[Diagnostic]:
    """Bracket pairs, depth, and the numbers, whose reading depends on whether a bracket is open."""
    problems: list[Diagnostic] = []
    opened: list[tuple[str, int, str]] = []
    depth = prefixes = 0
    before = ""
    for token, following in pairwise([*tokens, None]):
        assert token is not None
        kind, written = token.lastgroup, token[0]
        if kind == "number":
            problem = _number(text, token, inside=bool(opened))
            if problem:
                problems.append(problem)
            if following and following[0] in KEYWORDS and following.start() == token.end():
                found = f"{written}{following[0]} runs together"
                problems.append(diagnostics.syntax_error(_at(text, following), found, f"a space before {following[0]}"))
        if written in _PREFIXES and not (written == "not" and following and following[0] in _INFIX_AFTER_NOT):
            prefixes += 1
        elif kind == "open":
            opened.append((written, prefixes + 1, _closing(written, before)))
            depth += prefixes + 1
            prefixes = 0
        else:
            prefixes = 0
        if depth + prefixes > MOST_NESTED:
            return [*problems, diagnostics.expression_too_deep(_at(text, token), MOST_NESTED)]
        if kind == "close":
            if not opened:
                found = f"{written!r} closes nothing"
                return [*problems, diagnostics.syntax_error(_at(text, token), found, "an opening bracket before it")]
            bracket, levels, closing = opened.pop()
            depth -= levels
            if written not in closing:
                return [*problems, diagnostics.mismatched_bracket(_at(text, token), bracket, written)]
        before = written
    return problems


def _closing(bracket: str, before: str) -> str:
    """What may close a bracket: only a range has two kinds, and `(` opens one only after `in`."""
    if bracket == "(":
        return ")]" if before == "in" else ")"
    if bracket == "[":
        is_filter = before[:1].isidentifier() and before not in KEYWORDS
        return "]" if is_filter else "])"
    return "}"


def _number(text: EmbeddedText, token: re.Match[str], *, inside: bool) -> Diagnostic | None:
    written, start = token[0], token.start()
    value = text.value
    before = value[start - 1 : start]
    if sum(map(str.isdigit, written)) > MOST_DIGITS:
        return diagnostics.number_too_large(_at(text, token))
    if inside and "," in written:
        # A comma without a space is a plain separator unless three digits follow: `[80,90]` is clear, `[80,900]` not.
        groups = written.split(",")
        if any(len(group.split(".")[0]) == 3 for group in groups[1:]):
            return diagnostics.comma_in_number(_at(text, token), written, written.replace(",", "_"))
        return next((p for part in groups if (p := _malformed(text, token, part))), None)
    if before == "." or (before and before.isalpha() and not before.isascii()):
        return None
    return _malformed(text, token, written)


def _malformed(text: EmbeddedText, token: re.Match[str], written: str) -> Diagnostic | None:
    if _NUMBER.fullmatch(written):
        return None
    exponent = _EXPONENT.fullmatch(written)
    fix: str | None = None
    if exponent:
        if abs(int(exponent[2])) > MOST_DIGITS:
            return diagnostics.number_too_large(_at(text, token))
        shown = f"{float(written):f}".rstrip("0").rstrip(".")
        fix = shown if shown else None
    elif written.startswith("."):
        fix = f"0{written}"
    elif written.endswith("."):
        fix = written[:-1]
    elif "," in written:
        fix = written.replace(",", "_")
    elif "_" in written:
        fix = re.sub(r"_+", "_", written).strip("_")
    return diagnostics.malformed_number(_at(text, token), written, fix)


def keyword_in_capitals(word: str) -> str | None:
    """`and` for `AND`: keywords are lower case."""
    return word.lower() if word.lower() in KEYWORDS and word not in KEYWORDS else None
