"""From an expression's text to tokens, and to the mistakes of spelling that a grammar could only call a syntax error.

One pass, linear in the text, bounds what the parser is given (length, words, nesting). It knows what stands before a
word, so it can tell that the word straight after a number or after a range's bracket is a unit: `min` is a unit in
`80 min` and a name in `min(d)`. And it knows which brackets are open, so it can tell that between brackets a comma
separates: `[80,900]` is refused, not read as one number.
"""

from __future__ import annotations

import re
from typing import Final

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic
from factcheck.language.syntax import KEYWORDS
from factcheck.named import NamedTuple
from factcheck.pattern import pattern
from factcheck.source import EmbeddedText, Passage, Span

MOST_CHARACTERS: Final = 4_000
MOST_TOKENS: Final = 2_000
MOST_NESTED: Final = 64
MOST_DIGITS: Final = 40


class Token(NamedTuple):
    """A terminal of the grammar, with its place in the expression."""

    kind: str
    text: str
    start: int
    end: int


_KEYWORD = rf"(?:{'|'.join(sorted(KEYWORDS))})\b"
_UNIT_WORD = r"[A-Za-z°µμΩ$€£¥]+(?:\^?[23](?![0-9A-Za-z])|[²³])?"
_UNIT_PART = rf"(?!(?i:{_KEYWORD})){_UNIT_WORD}(?:/{_UNIT_WORD})*"
_UNIT = pattern(rf"{_UNIT_PART}(?:[ \t\r\n]+{_UNIT_PART})*")
_DAY = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?(?![0-9])[~?]?"
_TOKEN = pattern(
    rf"""(?P<space>(?:[ \t\r\n]|\#[^\r\n]*)+)
      | (?P<word>[^\W\d]\w*)
      | (?P<date>[0-9]{{4}}-(?:W[0-9]{{2}}|[0-9]{{2}}(?:-[0-9]{{2}})?)(?![0-9])[~?]?(?:/(?:{_DAY}|\.\.))?
                 |[0-9]{{2}}[0-9X]X(?!\w))
      | (?P<number>\.?[0-9][0-9_]*(?:,[0-9]+)*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9]+)?)
      | (?P<string>"[^"\r\n]*"|'[^'\r\n]*')
      | (?P<sign>==|!=|<=|>=|[<>+\-*/=,.%(){{}}\[\]])
      | (?P<symbol>[$€£¥₩₹₽₺₪฿₫₴₦])
      | (?P<quote>["'])
      | (?P<foreign>&&|\|\||.)""",
    re.VERBOSE | re.DOTALL,
)
_SIGNS: Final = {
    **dict.fromkeys(("==", "!=", "<=", ">=", "<", ">"), "OPERATOR"),
    "=": "EQUALS",
    "+": "PLUS",
    "-": "MINUS",
    "*": "STAR",
    "/": "SLASH",
    "(": "LPAR",
    ")": "RPAR",
    "[": "LSQB",
    "]": "RSQB",
    "{": "LBRACE",
    "}": "RBRACE",
    ",": "COMMA",
    ".": "DOT",
    "%": "PERCENT",
}
_NUMBER = pattern(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+(?:_[0-9]+)*)(?:\.[0-9]+)?")
_EXPONENT = pattern(r"([0-9]+(?:\.[0-9]+)?)[eE]([+-]?[0-9]+)")
_COMMA_AS_POINT = pattern(r"[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})")
_SYMBOL_LETTERS = pattern(r"[A-Z]{1,3}")
_AFTER_LETTERS: Final = frozenset("$£¥")
_MAY_BE_UNIT: Final = frozenset({"word", "symbol", "foreign"})
_PREFIXES: Final = frozenset({"NOT", "CERTAINLY", "POSSIBLY", "MINUS"})
_AFTER_NOT: Final = frozenset({"in", "contains", "matches"})
_USUAL_ELSEWHERE: Final = {
    "&&": "and",
    "||": "or",
    "!": "not",
    "&": "and",
    "|": "or",
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("‘’", "'"),
}


def tokenise(text: EmbeddedText) -> tuple[list[Token], list[Diagnostic]]:
    """The tokens of an expression; where there are problems, parsing is pointless."""
    if len(text.value) > MOST_CHARACTERS:
        return [], [diagnostics.expression_too_long(text.whole, len(text.value), MOST_CHARACTERS)]
    tokeniser = _Tokeniser(text)
    tokeniser.run()
    if len(tokeniser.tokens) > MOST_TOKENS:
        count = len(tokeniser.tokens)
        return [], [diagnostics.expression_too_long(text.whole, count, MOST_TOKENS, "words and signs")]
    return tokeniser.tokens, tokeniser.problems


class _Bracket(NamedTuple):
    """An open bracket: what may close it, and how many levels of nesting it stands for."""

    opened: str
    closing: str
    levels: int
    is_range: bool


class _Tokeniser:
    def __init__(self, text: EmbeddedText) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self.problems: list[Diagnostic] = []
        self._brackets: list[_Bracket] = []
        self._depth = 0
        self._prefixes = 0
        self._stopped = False
        self._ranges_closed = 0
        """How many tokens there were when the last range or set was closed."""

    def run(self) -> None:
        value, position, size = self.text.value, 0, len(self.text.value)
        match, tokens = _TOKEN.match, self.tokens
        while position < size and not self._stopped:
            found = match(value, position)
            assert found is not None  # the last alternative takes any character
            position = found.end()
            kind = found.lastgroup
            if kind == "space":
                continue
            if kind in _MAY_BE_UNIT and tokens and self._expects_unit() and (unit := _UNIT.match(value, found.start())):
                self._add("UNIT", unit)
                position = unit.end()
            elif kind == "word":
                position = self._word(found)
            elif kind == "sign":
                self._sign(found)
            elif kind == "number":
                position = self._number(found)
            elif kind == "string":
                self._add("STRING", found)
            elif kind == "date":
                self._check_end(found)
                self._add("DATE", found)
            elif kind == "symbol":
                self._add("SYMBOL", found)
            elif kind == "quote":
                self._stop(diagnostics.unterminated_string(self._at(found), found[0]))
            elif kind == "foreign":
                self._foreign(found)

    def _at(self, found: re.Match[str]) -> Passage:
        return self.text.locate(Span(*found.span()))

    def _stop(self, problem: Diagnostic) -> None:
        self.problems.append(problem)
        self._stopped = True

    def _add(self, kind: str, found: re.Match[str]) -> None:
        self.tokens.append(Token(kind, found[0], *found.span()))
        if kind in _PREFIXES:
            self._prefixes += 1
            self._check_depth(found)
        else:
            self._prefixes = 0

    def _check_depth(self, found: re.Match[str]) -> None:
        if self._depth + self._prefixes > MOST_NESTED:
            self._stop(diagnostics.expression_too_deep(self._at(found), MOST_NESTED))

    # Words and units

    def _word(self, found: re.Match[str]) -> int:
        """A keyword, a name, or the letters of a currency sign."""
        value, (start, end) = self.text.value, found.span()
        word = found[0]
        if word in KEYWORDS:
            self._add(word.upper(), found)
            if word == "not" and _next_word(value, end) in _AFTER_NOT:
                self._prefixes = 0  # `not in` is one operator, no level of nesting
            return end
        if value[end : end + 1] in _AFTER_LETTERS and _SYMBOL_LETTERS.fullmatch(word):
            self.tokens.append(Token("SYMBOL", value[start : end + 1], start, end + 1))
            self._prefixes = 0
            return end + 1
        if not word.isascii():
            self.problems.append(
                diagnostics.syntax_error(
                    self._at(found), f"{word!r} is not a name of the language", "letters a to z", f'"{word}"'
                )
            )
        self._add("NAME", found)
        return end

    def _expects_unit(self) -> bool:
        """After some token: straight after a number, or after the bracket that closes a range or a set."""
        return self.tokens[-1].kind == "NUMBER" or self._ranges_closed == len(self.tokens)

    # Numbers

    def _number(self, found: re.Match[str]) -> int:
        """A number, split at its commas between brackets."""
        written, start = found[0], found.start()
        value = self.text.value
        self._check_end(found)
        if written.isdigit() and len(written) <= MOST_DIGITS:
            pass  # the usual number needs no closer look
        elif sum(map(str.isdigit, written)) > MOST_DIGITS:
            self.problems.append(diagnostics.number_too_large(self._at(found)))
        elif self._brackets and "," in written:
            return self._separated(found)
        elif not (written[0] == "." and value[start - 1 : start].isalnum()):
            self._check_number(written, self._at(found))
        self._add("NUMBER", found)
        return found.end()

    def _check_end(self, found: re.Match[str]) -> None:
        """A keyword straight after a number or a date: `1or` is no `1 or`."""
        value, end = self.text.value, found.end()
        if not "a" <= value[end : end + 1] <= "z":
            return
        following = _WORD_AT.match(value, end)
        if following is not None and following[0] in KEYWORDS:
            problem = f"{found[0]}{following[0]} runs together"
            at = self._at(following)
            self.problems.append(diagnostics.syntax_error(at, problem, f"a space before {following[0]}"))

    def _separated(self, found: re.Match[str]) -> int:
        """`80,90` between brackets: the first number only; `80,900` could be read as one and is refused."""
        written = found[0]
        if any(len(group.split(".")[0]) == 3 for group in written.split(",")[1:]):
            problem = diagnostics.comma_in_number(self._at(found), written, written.replace(",", "_"))
            self.problems.append(problem)
            self._add("NUMBER", found)
            return found.end()
        first = written.split(",")[0]
        end = found.start() + len(first)
        self._check_number(first, self.text.locate(Span(found.start(), end)))
        self.tokens.append(Token("NUMBER", first, found.start(), end))
        self._prefixes = 0
        return end

    def _check_number(self, written: str, at: Passage) -> None:
        if _NUMBER.fullmatch(written):
            return
        exponent = _EXPONENT.fullmatch(written)
        if exponent and abs(int(exponent[2])) > MOST_DIGITS:
            self.problems.append(diagnostics.number_too_large(at))
            return
        self.problems.append(diagnostics.malformed_number(at, written, _mended(written)))

    # Signs and brackets

    def _sign(self, found: re.Match[str]) -> None:
        sign = found[0]
        if sign in "([{":
            self._open(found)
        elif sign in ")]}":
            self._close(found)
        else:
            if sign == "," and self._brackets and self._brackets[-1].opened == "(":
                self._brackets[-1] = self._brackets[-1]._replace(is_range=self._brackets[-1].closing == ")]")
            self._add(_SIGNS[sign], found)

    def _open(self, found: re.Match[str]) -> None:
        bracket = found[0]
        before = self.tokens[-1].kind if self.tokens else ""
        if bracket == "(":
            closing = ")]" if before == "IN" else ")"
        elif bracket == "[":
            closing = "]" if before == "NAME" else "])"
        else:
            closing = "}"
        levels = self._prefixes + 1
        self._brackets.append(_Bracket(bracket, closing, levels, is_range=bracket == "{" or closing == "])"))
        self._depth += levels
        self._add(_SIGNS[bracket], found)
        self._check_depth(found)

    def _close(self, found: re.Match[str]) -> None:
        sign = found[0]
        if not self._brackets:
            problem = diagnostics.syntax_error(
                self._at(found), f"{sign!r} closes nothing", "an opening bracket before it"
            )
            self._stop(problem)
            return
        bracket = self._brackets.pop()
        self._depth -= bracket.levels
        if sign not in bracket.closing:
            self._stop(diagnostics.mismatched_bracket(self._at(found), bracket.opened, sign))
            return
        self._add(_SIGNS[sign], found)
        if bracket.is_range:
            self._ranges_closed = len(self.tokens)

    def _foreign(self, found: re.Match[str]) -> None:
        written = found[0]
        shown = written if written.isprintable() else f"the character U+{ord(written[0]):04X}"
        usual = _USUAL_ELSEWHERE.get(written)
        self.problems.append(
            diagnostics.syntax_error(self._at(found), f"{shown} is no sign of the language", "a value or a word", usual)
        )


_WORD_AT = pattern(r"[^\W\d]\w*")


_NEXT_WORD = pattern(r"[ \t\r\n]*([a-z]+)")


def _next_word(value: str, position: int) -> str:
    found = _NEXT_WORD.match(value, position)
    return found[1] if found is not None else ""


def _mended(written: str) -> str | None:
    """How a number is written here, if it can be told what was meant."""
    if _EXPONENT.fullmatch(written):
        return f"{float(written):f}".rstrip("0").rstrip(".") or None
    if written.startswith("."):
        return f"0{written}"
    if written.endswith("."):
        return written[:-1]
    if _COMMA_AS_POINT.fullmatch(written):
        return written.replace(",", ".")
    if "," in written:
        return written.replace(",", "_")
    return re.sub(r"_+", "_", written).strip("_") if "_" in written else None


def keyword_in_capitals(word: str) -> str | None:
    """`and` for `AND`: keywords are lower case."""
    return word.lower() if word.lower() in KEYWORDS and word not in KEYWORDS else None
