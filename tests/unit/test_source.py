"""Offsets, lines and columns as people and editors count them."""

from __future__ import annotations

import pytest

from factcheck.source import EmbeddedText, Location, Passage, SourceFile, Span

POSITIONS = [
    ("", 0, (1, 1)),
    ("abc", 0, (1, 1)),
    ("abc", 3, (1, 4)),
    ("a\nb", 1, (1, 2)),
    ("a\nb", 2, (2, 1)),
    ("a\r\nb", 2, (1, 3)),
    ("a\r\nb", 3, (2, 1)),
    ("a\rb", 2, (2, 1)),
    ("a\r\rb", 3, (3, 1)),
    ("a\n\nb", 2, (2, 1)),
    ("a\n", 2, (2, 1)),
    ("\tx", 1, (1, 2)),  # a tab is one column: editors differ on more
    ("𝄞é x", 3, (1, 4)),  # code points, not bytes or UTF-16 units
    ("e\u0301x", 2, (1, 3)),  # a combining accent is a code point too
    ("a\u2028b", 2, (1, 3)),  # only CR and LF end a line
    ("ab", 99, (1, 3)),
    ("ab", -5, (1, 1)),
]


@pytest.mark.parametrize(("text", "offset", "expected"), POSITIONS)
def test_position(text: str, offset: int, expected: tuple[int, int]) -> None:
    assert SourceFile("a.yaml", text).position(offset) == expected


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("a\r\nb\r\n", 1, "a"),
        ("a\r\nb\r\n", 2, "b"),
        ("a\r\nb\r\n", 3, ""),
        ("a\rb", 1, "a"),
        ("no end", 1, "no end"),
        ("\t𝄞\n", 1, "\t𝄞"),
    ],
)
def test_the_text_of_a_line_has_no_line_end(text: str, line: int, expected: str) -> None:
    assert SourceFile("a.yaml", text).line_text(line) == expected


def test_a_passage_is_named_by_lines_and_columns_with_an_exclusive_end() -> None:
    source = SourceFile("rules/a.yaml", "one\r\ntwo 𝄞 three\n")
    passage = Passage(source, 9, 17)
    assert passage.text == "𝄞 three\n"
    assert passage.location == Location("rules/a.yaml", 2, 5, 3, 1)
    assert Passage(source, 9, 10).location == Location("rules/a.yaml", 2, 5, 2, 6)


def test_an_expression_alone_is_its_own_file() -> None:
    text = EmbeddedText.alone("d == 3")
    assert text.locate(Span(0, 1)).location == Location("<expression>", 1, 1, 1, 2)
    assert text.whole.text == "d == 3"


class TestEmbeddedText:
    """The value "it's 3" of the YAML scalar 'it''s 3', which starts in column 8."""

    source = SourceFile("a.yaml", "check: 'it''s 3'\n")
    asked = 0

    def text(self) -> EmbeddedText:
        def spread() -> list[tuple[int, int]]:
            self.asked += 1
            return [(8, 9), (9, 10), (10, 12), (12, 13), (13, 14), (14, 15)]

        return EmbeddedText("it's 3", Passage(self.source, 7, 16), spread)

    @pytest.mark.parametrize(
        ("span", "written"),
        [(Span(0, 2), "it"), (Span(2, 3), "''"), (Span(0, 6), "it''s 3"), (Span(5, 6), "3"), (Span(5, 99), "3")],
    )
    def test_a_stretch_of_the_value_is_found_in_the_file(self, span: Span, written: str) -> None:
        assert self.text().locate(span).text == written

    def test_the_end_of_the_value_is_a_place(self) -> None:
        assert self.text().locate(Span(6, 6)) == Passage(self.source, 15, 15)
        assert self.text().locate(Span(3, 3)) == Passage(self.source, 12, 12)

    def test_places_are_worked_out_once_and_only_when_asked_for(self) -> None:
        text = self.text()
        assert self.asked == 0
        text.locate(Span(0, 1))
        text.locate(Span(1, 2))
        assert self.asked == 1

    def test_an_empty_value_points_at_the_scalar(self) -> None:
        empty = EmbeddedText("", Passage(self.source, 7, 9), list)
        assert empty.whole == Passage(self.source, 7, 7)


def test_spans_join() -> None:
    assert Span(2, 4).to(Span(7, 9)) == Span(2, 9)
