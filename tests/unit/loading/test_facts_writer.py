"""What extraction writes as a facts file reads back as the same statements."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from factcheck.extraction.extractor import _of_fact
from factcheck.extraction.mentions.finder import MentionFinder
from factcheck.loading.articles import LoadedArticle, body_start, load_article
from factcheck.loading.characters import IN_DATA
from factcheck.loading.facts import load_facts
from factcheck.loading.facts_writer import _scalar, facts_file, file_name, why_kept
from factcheck.loading.rule_base import RuleBase, load_rule_base
from factcheck.loading.texts import TextReader
from factcheck.loading.yaml_document import read_yaml
from factcheck.model.entity import Entity
from factcheck.model.period import Period
from factcheck.model.quantity import Quantity
from factcheck.model.statement import Evidence, Statement, Value, hedge_of
from factcheck.model.types import Type
from factcheck.source import Passage, SourceFile

VOCABULARY = """\
words: {vow: [vow, pledge]}
entities:
  Ada Lovelace: {kind: person, names: [Lovelace]}
  "O'Brien, No: 1": {kind: person}
facts:
  length: {type: duration, unit: min, extract: ["last {value}"]}
  dead: {type: number, extract: ["kill {value}"]}
  cost: {type: money, unit: USD, extract: ["cost {value}"]}
  growth: {type: percent, extract: ["grow {value}"]}
  opening: {type: period, extract: ["open [on|in|by] {value}"]}
  chief: {type: person, extract: ["chief {value}"]}
  members: {type: country, many: true, extract: ["members are {value}"]}
  agreed: {type: boolean, extract: [{pattern: sign, value: true}]}
  verb: {type: text, extract: ["@vow to {value: push back|stand: firm}"]}
"""
SENTENCES = (
    "It lasted about an hour and 20 minutes.",
    "It lasted less than 90 minutes.",
    "It lasted 80 to 90 minutes.",
    "It lasted nearly two hours.",
    "It lasted more than 3 hours.",
    "The blast killed at least a dozen.",
    "The blast killed dozens.",
    "It cost $1.2 million, “more or less”, officials said.",
    "It cost up to €3bn.",
    "It grew 2.5%.",
    "It grew nearly 3 per cent.",
    "It will open on Friday.",
    "It opened in early 2022.",
    "It will open by the end of 2023.",
    "It opened around 21 January.",
    "It opened in late spring.",
    "It opened the next day.",
    "It will open next year's third quarter.",
    "The chief Ada Lovelace left.",
    "The chief Wilhelmina von Oost left.",
    "Its members are Japan, the United States and Trinidad and Tobago.",
    "They did not sign.",
    "They vowed to push back.",
    "They pledged to stand firm.",
    "\x1fIt\x02 lasted 80 minutes\x1b, Ada\x00 Lovelace said.",
    "# A headline\n\nIt lasted\u00a080\u2009minutes\u202e here \u2028 too.",
)


@pytest.fixture
def base(tmp_path: Path) -> RuleBase:
    (tmp_path / "vocabulary.yaml").write_text(VOCABULARY, encoding="utf-8")
    loaded = load_rule_base([str(tmp_path / "vocabulary.yaml")])
    assert not loaded.problems
    return loaded


def compared(statement: Statement) -> tuple[object, ...]:
    """What must not change; how a period is printed may."""
    value: Value | tuple[object, ...] = statement.value
    if isinstance(value, Period):
        value = (value.first, value.last, value.earliest, value.latest, value.hedge)
    evidence = statement.evidence
    assert evidence is not None
    assert evidence.at is not None
    place = (evidence.quote, evidence.at.start, evidence.at.end)
    return statement.fact, value, statement.said_by, statement.modality, statement.section, place, statement.origin


@pytest.mark.parametrize("published", ["published: 2022-01-22\n", ""], ids=["dated", "undated"])
@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence[:24])
def test_it_reads_back(base: RuleBase, tmp_path: Path, sentence: str, published: str) -> None:
    path = tmp_path / "article.md"
    path.write_text(f"---\nid: 'article: 1'\n{published}---\nBefore it.\n\n{sentence}\n\nAfter it.\n", encoding="utf-8")
    article, problems = load_article(str(path), None)
    assert article is not None
    assert not problems
    texts = TextReader(base.vocabulary, base.reader, base.statements)
    statements = texts.statements(article)
    assert statements
    (tmp_path / "facts").mkdir()
    facts = tmp_path / "facts" / file_name(article.article.id)
    facts.write_text(facts_file(article, statements, base.statements, str(tmp_path / "facts")), encoding="utf-8")
    loaded, problems = load_facts(str(facts), None, base.statements, {})
    assert not problems, (facts.read_text(encoding="utf-8"), problems)
    assert [compared(s) for one in loaded for s in one.statements] == [compared(s) for s in statements]
    assert loaded[0].article.source is not None
    assert loaded[0].article.published == article.article.published
    assert why_kept(str(facts)) is None


def test_an_article_that_states_nothing_has_an_empty_list(base: RuleBase, tmp_path: Path) -> None:
    (tmp_path / "article.md").write_text("Nothing.\n", encoding="utf-8")
    article, _ = load_article(str(tmp_path / "article.md"), None)
    assert article is not None
    assert facts_file(article, [], base.statements, str(tmp_path)).endswith("facts: []\n")


@given(st.text().filter(lambda text: not IN_DATA.search(text)))
def test_any_text_is_a_scalar_that_reads_back(text: str) -> None:
    written = _scalar(text)
    data, problems = read_yaml(SourceFile("a.yaml", f"key: {written}\n"), strict_characters=False)
    assert not problems
    assert dict(data) == {"key": text}


@pytest.mark.parametrize(
    "text", ["true", "No", "~", "1.5", "-.inf", "0x10", "2022-01-22", "a: b", "- a", "", " a", "---"]
)
def test_text_that_looks_like_something_else_stays_text(text: str) -> None:
    data, _ = read_yaml(SourceFile("a.yaml", f"key: {_scalar(text)}\n"), strict_characters=False)
    assert dict(data) == {"key": text}


def test_file_names() -> None:
    assert file_name("wire-2022") == "wire-2022.yaml"
    assert file_name("../a b/c:d") == "-a b-c-d.yaml"
    assert file_name("...") == "article.yaml"
    assert file_name("a\u202eb\u2028c") == "a-b-c.yaml"


def test_what_a_person_has_worked_on_is_kept(base: RuleBase, tmp_path: Path) -> None:
    (tmp_path / "article.md").write_text("It lasted 80 minutes.\n", encoding="utf-8")
    article, _ = load_article(str(tmp_path / "article.md"), None)
    assert article is not None
    found = TextReader(base.vocabulary, base.reader, base.statements).statements(article)
    written = facts_file(article, found, base.statements, str(tmp_path))
    path = tmp_path / "facts.yaml"

    def kept(text: str, *, with_imported: bool = False) -> str | None:
        path.write_bytes(text.encode("utf-8"))
        return why_kept(str(path), with_imported=with_imported)

    assert why_kept(str(path)) is None
    assert kept(written) is None
    assert kept(written.replace("\n", "\r\n")) is None
    for old, new in (("extracted\n", "reviewed\n"), ("80 minutes", "81 minutes"), ("article:", "# seen\narticle:")):
        assert kept(written.replace(old, new)) == "it was changed since it was written"
    assert kept("article: {id: a}\nfacts: []\n") == "it was not written by factcheck extract"
    imported = facts_file(article, [found[0]._replace(origin="imported")], base.statements, str(tmp_path))
    assert kept(imported) == "an extractor supplied some of it, and none runs now"
    assert kept(imported, with_imported=True) is None
    path.write_bytes(b"\xff")
    assert why_kept(str(path)) == "it was not written by factcheck extract"


# Every mention of the development sentences ---------------------------------------------------------------------------

_DIMENSIONS = (
    "number money duration length mass speed data temperature area volume power energy pressure flow period country"
).split()
_WITH_UNITS = {"money": "EUR", "duration": "min", "length": "km", "temperature": "°C"}
_EVERY_TYPE = f"""\
facts:
  percent: {{type: percent}}
  points: {{type: percent, unit: pp}}
{"".join(f"  {name}: {{type: {name}}}{chr(10)}" for name in _DIMENSIONS)}\
{"".join(f"  {name}_in: {{type: {name}, unit: {unit}}}{chr(10)}" for name, unit in _WITH_UNITS.items())}\
"""
_MENTIONS = Path(__file__).parents[1] / "extraction" / "mentions"


@pytest.mark.parametrize("published", ["published: 2022-01-21\n", ""], ids=["dated", "undated"])
@pytest.mark.parametrize("path", sorted(_MENTIONS.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_value_reads_back(tmp_path: Path, path: Path, published: str) -> None:
    """Whatever a fact of the mention's type would be given, its facts file says the same."""
    (tmp_path / "vocabulary.yaml").write_text(_EVERY_TYPE, encoding="utf-8")
    base = load_rule_base([str(tmp_path / "vocabulary.yaml")])
    assert not base.problems
    sentences = [row[0] for row in yaml.safe_load(path.read_text(encoding="utf-8"))]
    (tmp_path / "article.md").write_text(f"---\nid: a\n{published}---\n" + "\n\n".join(sentences), encoding="utf-8")
    article, _ = load_article(str(tmp_path / "article.md"), None)
    assert article is not None
    statements = list(_every_statement(base, article))
    assert statements
    facts = tmp_path / "facts.yaml"
    facts.write_text(facts_file(article, statements, base.statements, str(tmp_path)), encoding="utf-8")
    (loaded,), problems = load_facts(str(facts), None, base.statements, {})
    assert not problems
    for read, written in zip(loaded.statements, statements, strict=True):
        assert compared(read) == compared(written)


def _every_statement(base: RuleBase, article: LoadedArticle) -> Iterator[Statement]:
    finder, start = MentionFinder(base.vocabulary), body_start(article.source)
    text = " " * start + article.source.text[start:]
    for found in finder.find(text, article.article.published):
        for mention in (found, found.also) if found.also is not None else (found,):
            for fact in base.vocabulary.facts.values():
                if is_of_type(mention.value, fact.type):
                    value, at = _of_fact(mention.value, fact), Passage(article.source, mention.start, mention.end)
                    evidence = Evidence(at.text, at)
                    yield Statement(
                        fact.name, value, origin="extracted", hedge=hedge_of(value), evidence=evidence, at=at
                    )


def is_of_type(value: Value, wanted: Type) -> bool:
    if isinstance(value, Quantity):
        return wanted.family == "quantity" and value.dimension == wanted.detail
    if isinstance(value, Entity):
        return wanted.family == "entity" and value.kind == wanted.detail
    return isinstance(value, Period) and wanted.family == "period"
