"""What the YAML reader refuses, with which code, and where it points."""

import pytest

from factcheck.loading import yaml_document
from factcheck.loading.yaml_document import read_yaml
from factcheck.source import SourceFile

REFUSED: list[tuple[str, str, str, list[tuple[str, int, int]]]] = [
    # Features that are not data.
    ("an anchor", "a: &x 1\nb: 2\n", "an anchor", [("FC005", 1, 4)]),
    ("an alias", "a: &x 1\nb: *x\n", "an alias", [("FC005", 1, 4), ("FC005", 2, 4)]),
    ("an alias of a list", "- &x [1]\n- *x\n", "an alias", [("FC005", 1, 3), ("FC005", 2, 3)]),
    ("a tag", "a: !!str 5\n", "a tag", [("FC005", 1, 4)]),
    ("a local tag", "a: !x {b: 1}\n", "a tag", [("FC005", 1, 4)]),
    ("a tag that names nothing", "a: ! 010\n", "a tag", [("FC005", 1, 4)]),
    ("a tag on a key", "title: 1\nb: {!x title: 2}\n", "a tag", [("FC005", 2, 5)]),
    ("a tag that loads code", "a: !!python/object/apply:os.system [ls]\n", "a tag", [("FC005", 1, 4)]),
    ("a tag at the top", "!!map {a: 1}\n", "a tag", [("FC005", 1, 1)]),
    ("a tag that looks like an operator", "check: != 5\n", "a tag", [("FC005", 1, 8)]),
    ("a merge key", "a: {<<: {b: 1}}\n", "a merge key", [("FC005", 1, 5)]),
    ("a directive", "%YAML 1.1\n---\na: 1\n", "a directive", [("FC005", 1, 1)]),
    ("a directive after comments", "# x\n\n%TAG ! tag:x,2000:\n---\na: 1\n", "a directive", [("FC005", 3, 1)]),
    ("a second document", "a: 1\n---\nb: 2\n", "a second document", [("FC005", 2, 1)]),
    ("a second document after the mark", "a: 1\n...\n---\nb: 2\n", "a second document", [("FC005", 3, 1)]),
    ("a directive after the document", "a: 1\n...\n%TAG ! x\n", "a second document", [("FC005", 3, 1)]),
    ("text after the document", "{a: 1}\nb\n", "has ended", [("FC004", 2, 1)]),
    # Keys.
    ("a number as a key", "1: a\n", "a number as a key", [("FC005", 1, 1)]),
    ("a truth value as a key", "{true: a}\n", "a truth value as a key", [("FC005", 1, 2)]),
    ("null as a key", "null: b\n", "nothing as a key", [("FC005", 1, 1)]),
    ("infinity as a key", ".inf: b\n", "a number as a key", [("FC005", 1, 1)]),
    ("a list as a key", "? [a]\n: b\nc: 1\n", "a key that is not text", [("FC005", 1, 3)]),
    ("a mapping as a key", "{{a: b}: c, d: e}\n", "a key that is not text", [("FC005", 1, 2)]),
    ("an alias as a key", "{*x : c}\n", "not read here", [("FC005", 1, 2), ("FC005", 1, 2)]),
    ("a repeated key", "a: 1\nb: 2\na: 3\n", "'a' stands twice", [("FC006", 3, 1)]),
    ("a repeated key deep down", "a:\n  - {b: {c: 1, d: 2, 'c': 3}}\n", "line 2", [("FC006", 2, 23)]),
    ("a key three times", "a: 1\na: 2\na: 3\n", "line 1", [("FC006", 2, 1), ("FC006", 3, 1)]),
    # Numbers.
    ("infinity", "a: .inf\n", "must be finite", [("FC012", 1, 4)]),
    ("minus infinity", "a: -.INF\n", "must be finite", [("FC012", 1, 4)]),
    ("not a number", "a: [.nan]\n", "must be finite", [("FC012", 1, 5)]),
    ("a huge number", f"a: {'9' * 5000}\n", "10^30", [("FC106", 1, 4)]),
    ("a number beyond the limit", f"a: 1{'0' * 29}1\n", "10^30", [("FC106", 1, 4)]),
    ("a huge exponent", "a: 1e999999999\n", "10^30", [("FC106", 1, 4)]),
    ("a tiny exponent", "a: 1e-99999\n", "10^30", [("FC106", 1, 4)]),
    ("many places", f"a: 0.{'1' * 50}\n", "10^30", [("FC106", 1, 4)]),
    ("a huge hexadecimal number", f"a: 0x{'f' * 100_000}\n", "10^30", [("FC106", 1, 4)]),
    # Characters.
    ("NUL", "a: b\0c\n", "U+0000", [("FC008", 1, 5)]),
    ("an escape character", "a: \x1b[31m\n", "U+001B", [("FC008", 1, 4)]),
    ("an escaped escape character", 'a: "x\\e[31m"\n', "U+001B", [("FC008", 1, 6)]),
    ("an escaped NUL", 'a: "\\x00y\\0"\n', "U+0000", [("FC008", 1, 5), ("FC008", 1, 10)]),
    ("a bell in a key", '"\\a": 1\n', "U+0007", [("FC008", 1, 2)]),
    ("next line", "a: b\x85c\n", "U+0085", [("FC008", 1, 5)]),
    ("a line separator", "a: b\u2028c\n", "U+2028", [("FC008", 1, 5)]),
    ("half a surrogate pair", "a: \ud800\n", "U+D800", [("FC008", 1, 4)]),
    ("half a surrogate pair, escaped", 'a: "\\ud800"\n', "no character", [("FC004", 1, 7)]),
    ("a noncharacter", "a: \ufffe\n", "U+FFFE", [("FC008", 1, 4)]),
    ("bidi", "a: x\u202ey\u202c\n", "U+202E", [("FC008", 1, 5), ("FC008", 1, 7)]),
    ("bidi isolates", "a: \u2066x\u2069\n", "U+2066", [("FC008", 1, 4), ("FC008", 1, 6)]),
    ("escaped bidi", 'a: "\\u202E"\n', "U+202E", [("FC008", 1, 5)]),
    ("zero width", "a\u200b: 1\n", "zero width space", [("FC008", 1, 2)]),
    ("a joiner", "a: x\u200dy\n", "zero width joiner", [("FC008", 1, 5)]),
    ("a word joiner", "a: x\u2060y\n", "word joiner", [("FC008", 1, 5)]),
    ("a soft hyphen", "a: x\xady\n", "soft hyphen", [("FC008", 1, 5)]),
    ("a mark in the middle", "a: x\ufeffy\n", "U+FEFF", [("FC008", 1, 5)]),
    ("a second mark", "\ufeffa: x\n", "byte order mark", [("FC008", 1, 1)]),
    ("a tag character", "a: x\U000e0041\n", "U+E0041", [("FC008", 1, 5)]),
    ("a filler", "a: x\u3164\n", "hangul filler", [("FC008", 1, 5)]),
    # Broken YAML.
    ("a tab", "a:\n\tb: 1\n", "a tab", [("FC004", 2, 1)]),
    ("a colon in text", "title: Biden: the call\n", "second `: `", [("FC004", 1, 8)]),
    ("an open quote", 'a: "b\nc: 1\n', "quotes that open here", [("FC004", 1, 4)]),
    ("an open single quote", "a: 'b\n", "quotes that open here", [("FC004", 1, 4)]),
    ("an open bracket", "a: [1,\n  2\n", "[ that opens here", [("FC004", 1, 4)]),
    ("an open brace", "b: 1\na: {x: 1", "{ that opens here", [("FC004", 2, 4)]),
    ("a wrong bracket", "a: [1}\n", "expected , or ]", [("FC004", 1, 6)]),
    ("no colon", "a: 1\nbcd\n", "key: value", [("FC004", 3, 1)]),
    ("text after a quote", 'a: "b" c\n', "closing quote", [("FC004", 1, 8)]),
    ("a quote left open above another", 'a:\n  - "b {c}\n  - "d"\n', "not closed on this line", [("FC004", 2, 5)]),
    ("a single quote left open above", "a: 'b\nc: 'd'\n", "not closed on this line", [("FC004", 1, 4)]),
    ("a text that starts with a brace", "a:\n  - {b} long\n", "starts with { needs quotes", [("FC004", 2, 5)]),
    ("a text that starts with a bracket", "a: [the] bridge # x\n", "starts with [ needs quotes", [("FC004", 1, 4)]),
    ("text after a mapping", "- {a: b} c\n", "after its closing bracket", [("FC004", 1, 10)]),
    ("a key one space too deep", "a:\n  b: c\n   d: e\n", "indented deeper", [("FC004", 3, 4)]),
    ("much space before a second colon", f"a: b{' ' * 50_000}c: d\n", "second `: `", [("FC004", 1, 4)]),
    ("much space after a brace", f"a: {{b}}{' ' * 50_000}c\n", "needs quotes", [("FC004", 1, 4)]),
    ("a sign at the start", "a: @b\n", "cannot start with @", [("FC004", 1, 4)]),
    ("a star at the start", "a: *\n", "starts with & or *", [("FC004", 1, 5)]),
    ("an escape that does not exist", 'a: "\\d"\n', "no such escape", [("FC004", 1, 5)]),
    ("less indentation", "  a: 1\n b: 2\n", "indented like the rest", [("FC004", 2, 2)]),
    ("an item where none can be", "a: b\n- c\n", "list item", [("FC004", 2, 1)]),
    ("a first item without its dash", "a:\n    b: 1\n  - b: 2\n", "every item needs a dash", [("FC004", 3, 3)]),
    ("an item farther left", "a:\n  - b: 1\n- b: 2\n", "indented alike", [("FC004", 3, 1)]),
]


@pytest.mark.parametrize(("text", "words", "places"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_it_is_refused(text: str, words: str, places: list[tuple[str, int, int]]) -> None:
    _, problems = read_yaml(SourceFile("f.yaml", text), strict_characters=True)
    assert [(problem.code, *problem.at.location[1:3]) for problem in problems if problem.at] == places
    assert any(words in problem.message for problem in problems)


def test_everything_is_told_at_once() -> None:
    text = 'a: &x 1\na: 2\nb: "\\e"\n3: c\nd: .inf\ne: *x\nf: g\u200b\n'
    _, problems = read_yaml(SourceFile("f.yaml", text), strict_characters=True)
    assert sorted(problem.code for problem in problems) == [
        "FC005", "FC005", "FC005", "FC006", "FC008", "FC008", "FC012"
    ]  # fmt: skip


def test_what_was_read_comes_along_with_the_problems() -> None:
    data, problems = read_yaml(SourceFile("f.yaml", "a: 1\na: 2\nb: [3, *x]\n"), strict_characters=True)
    assert data == {"a": 1, "b": [3, None]}
    assert len(problems) == 2


def test_the_list_of_problems_ends() -> None:
    _, problems = read_yaml(SourceFile("f.yaml", "a: 1\n" * 20_000), strict_characters=True)
    assert len(problems) == yaml_document.MOST_PROBLEMS
    _, problems = read_yaml(SourceFile("f.yaml", "\0" * 1_000_000), strict_characters=True)
    assert len(problems) == yaml_document.MOST_PROBLEMS


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[\n", "{? "])
def test_depth_is_bounded(opening: str) -> None:
    _, problems = read_yaml(SourceFile("f.yaml", opening * 50_000), strict_characters=True)
    assert [problem.code for problem in problems][-1] == "FC007"
    text = "[" * 32 + "]" * 32
    assert read_yaml(SourceFile("f.yaml", text), strict_characters=True)[1] == []
    _, problems = read_yaml(SourceFile("f.yaml", f"[{text}]"), strict_characters=True)
    assert [(problem.code, problem.at and problem.at.start) for problem in problems] == [("FC007", 32)]


@pytest.mark.parametrize(
    "text",
    [
        "[" + "1," * 50_001 + "]",
        "- 1\n" * 50_001,
        "{" + ",".join(f"a{number}: 1" for number in range(25_001)) + "}",
        "[" + "[1]," * 26_000 + "]",
        "[" + "{a: b}," * 20_000 + "]",
        "[" * 20 + "1," * 60_000,
    ],
)
def test_the_number_of_values_is_bounded(text: str) -> None:
    data, problems = read_yaml(SourceFile("f.yaml", text), strict_characters=True)
    assert data is None
    assert [problem.code for problem in problems] == ["FC007"]


def test_the_greatest_number_of_values_is_read() -> None:
    data, problems = read_yaml(SourceFile("f.yaml", "[" + "1," * 50_000 + "]"), strict_characters=True)
    assert (len(data), problems) == (50_000, [])
    text = "{" + ",".join(f"a{number}: 1" for number in range(25_000)) + "}"
    data, problems = read_yaml(SourceFile("f.yaml", text), strict_characters=True)
    assert (len(data), problems) == (25_000, [])


def test_many_directives_take_no_time() -> None:
    directives = "".join(f"%TAG !a{number}! x\n" for number in range(100_000))
    for text in (directives, f"a: 1\n...\n{directives}---\nb: 2\n"):
        _, problems = read_yaml(SourceFile("f.yaml", text), strict_characters=True)
        assert [problem.code for problem in problems] == ["FC005"]


def test_the_slow_parser_refuses_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_document, "_parser", yaml_document._slow_parser)
    for name, text, _, places in REFUSED:
        if name == "half a surrogate pair, escaped":
            continue  # the slow parser reads it; as a character it is refused all the same
        _, problems = read_yaml(SourceFile("f.yaml", text), strict_characters=True)
        assert [problem.code for problem in problems] == [code for code, _, _ in places], name


@pytest.mark.parametrize(
    ("line", "value", "fix"),
    [
        ("title: Ferry disaster: two hours", "Ferry disaster: two hours", "'Ferry disaster: two hours'"),
        ("- id: a: b", "a: b", "'a: b'"),
        ("why: it's so: yes  # a comment", "it's so: yes", '"it\'s so: yes"'),
        ('why: it\'s "so": yes', 'it\'s "so": yes', None),
    ],
)
def test_a_second_colon_is_put_in_quotes(line: str, value: str, fix: str | None) -> None:
    (problem,) = read_yaml(SourceFile("a.yaml", f"{line}\n"), strict_characters=True)[1]
    assert problem.at is not None
    assert (problem.code, problem.at.text, problem.fix) == ("FC004", value, fix)
