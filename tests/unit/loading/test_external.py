"""External extractors: what they are given, and everything that they can do wrong."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from factcheck.loading import external
from factcheck.loading.articles import LoadedArticle, load_article
from factcheck.loading.external import request, run_extractor
from factcheck.loading.rule_base import RuleBase, load_rule_base
from factcheck.model.statement import print_value


@pytest.fixture
def base(tmp_path: Path) -> RuleBase:
    path = tmp_path / "vocabulary.yaml"
    path.write_text(
        "facts: {length: {type: duration, unit: min, about: How long}, members: {type: country, many: true}}\n"
    )
    return load_rule_base([str(path)])


@pytest.fixture
def article(tmp_path: Path) -> LoadedArticle:
    path = tmp_path / "wire.md"
    path.write_text("---\nid: wire\npublished: 2022-01-22\n---\nÉlan: it lasted 80 minutes.\n", encoding="utf-8")
    loaded, problems = load_article(str(path), None)
    assert not problems
    assert loaded is not None
    return loaded


def command(tmp_path: Path, code: str) -> str:
    """A command line that runs some Python."""
    path = tmp_path / "tool.py"
    path.write_text(f"import json, os, sys, time\n{code}\n", encoding="utf-8")
    return f"{sys.executable} {path}"


def test_what_a_command_is_given(base: RuleBase, article: LoadedArticle) -> None:
    given = request(article, base.vocabulary)
    assert given["version"] == 1
    assert given["article"]["id"] == "wire"
    assert given["article"]["published"] == "2022-01-22"
    assert given["text"][given["start"] :] == "Élan: it lasted 80 minutes.\n"
    assert given["facts"] == {
        "length": {"type": "duration", "unit": "min", "many": False, "about": "How long"},
        "members": {"type": "country", "unit": None, "many": True, "about": None},
    }


def test_statements_come_back_with_their_places(base: RuleBase, article: LoadedArticle, tmp_path: Path) -> None:
    code = (
        "given = json.loads(sys.stdin.buffer.read())\n"
        "start = given['text'].index('80')\n"
        "evidence = {'quote': '80 minutes', 'start': start, 'end': start + 10}\n"
        "print(json.dumps({'fact': 'length', 'value': '80 minutes', 'evidence': evidence, 'said_by': 'her'}))\n"
        "print(json.dumps({'article': 'wire', 'fact': 'members', 'value': ['Japan', 'India'], 'origin': 'extracted'}))"
    )
    found, problems = run_extractor(command(tmp_path, code), article, base.vocabulary, base.statements)
    assert not problems
    assert [(s.fact, print_value(s.value), s.origin, s.said_by) for s in found] == [
        ("length", "80 min", "imported", "her"),
        ("members", "{Japan, India}", "extracted", None),
    ]
    evidence = found[0].evidence
    assert evidence is not None
    assert evidence.at is not None
    assert evidence.at.text == "80 minutes"


def test_silence_is_no_problem(base: RuleBase, article: LoadedArticle, tmp_path: Path) -> None:
    assert run_extractor(command(tmp_path, ""), article, base.vocabulary, base.statements) == ([], [])


@pytest.mark.parametrize(
    ("code", "expected", "says"),
    [
        ("sys.exit('out of memory')", "FC020", "ended with the code 1: out of memory"),
        ("os.kill(os.getpid(), 9)", "FC020", "ended with the code -9"),
        ("time.sleep(60)", "FC020", "took longer than 0.5 seconds"),
        ("os.system('sleep 60')", "FC020", "took longer than 0.5 seconds"),
        ("print('x' * 3000)", "FC020", "wrote more than 2,000 bytes"),
        ("print('no json')", "FC009", "not JSON"),
        ("sys.stdout.buffer.write(b'\\xff')", "FC003", "not UTF-8"),
        ("print('[]')", "FC012", ""),
        ('print(\'{"fact": "length"}\')', "FC011", "value"),
        ('print(\'{"fact": "lenght", "value": "1 h"}\')', "FC201", "length"),
        ('print(\'{"fact": "length", "value": "1 h", "article": "other"}\')', "FC020", "'other'"),
        (
            'print(\'{"fact": "length", "value": "1 h", "evidence": {"quote": "an hour"}}\')',
            "FC015",
            "“an hour”",
        ),
        (
            'print(\'{"fact": "length", "value": "1 h", "evidence": {"quote": "2022-01-22"}}\')',
            "FC015",
            "2022-01-22",
        ),
    ],
)
def test_what_goes_wrong_is_told(
    base: RuleBase,
    article: LoadedArticle,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    code: str,
    expected: str,
    says: str,
) -> None:
    monkeypatch.setattr(external, "TIME_LIMIT", 0.5 if "sleep" in code else 60)
    monkeypatch.setattr(external, "MOST_BYTES", 2_000)
    found, problems = run_extractor(command(tmp_path, code), article, base.vocabulary, base.statements)
    assert not found
    assert problems[0].code == expected
    assert says in problems[0].message


@pytest.mark.parametrize(
    ("line", "says"),
    [("/no/such/tool", "cannot be started"), ("'", "cannot be read as a command line"), ("", "is empty")],
)
def test_no_command(base: RuleBase, article: LoadedArticle, line: str, says: str) -> None:
    found, problems = run_extractor(line, article, base.vocabulary, base.statements)
    assert not found
    assert says in problems[0].message


def test_no_shell_reads_the_command(base: RuleBase, article: LoadedArticle, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    line = f"{command(tmp_path, '')} ; touch {mark}"
    run_extractor(line, article, base.vocabulary, base.statements)
    assert not mark.exists()


def test_what_a_command_leaves_running_is_ended(base: RuleBase, article: LoadedArticle, tmp_path: Path) -> None:
    mark = tmp_path / "child"
    code = (
        "import subprocess\n"
        f"child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\nopen({str(mark)!r}, 'w')"
        ".write(str(child.pid))"
    )
    assert run_extractor(command(tmp_path, code), article, base.vocabulary, base.statements) == ([], [])
    child = Path(f"/proc/{mark.read_text()}/stat")
    for _ in range(300):
        try:
            state = child.read_text().rpartition(")")[2].split()[0]
        except OSError:
            return
        if state in "ZX":  # who inherited the child has not fetched its end yet, but it runs no more
            return
        time.sleep(0.1)
    pytest.fail("it still runs")


def test_a_command_that_never_stops_writing_is_stopped(
    base: RuleBase, article: LoadedArticle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(external, "MOST_BYTES", 2_000)
    for stream in ("stdout", "stderr"):
        code = f"while True: print('x' * 3000, file=sys.{stream}, flush=True)\n"
        found, problems = run_extractor(command(tmp_path, code), article, base.vocabulary, base.statements)
        assert not found
        assert "wrote more than 2,000 bytes" in problems[0].message


def test_a_command_runs_in_its_folder(base: RuleBase, article: LoadedArticle, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    code = (
        "article = json.load(sys.stdin)['article']\n"
        f"assert os.path.samefile(os.getcwd(), {str(folder)!r})\n"
        "assert article['source'] == '../wire.md'\n"
    )
    line = command(tmp_path, code)
    assert run_extractor(line, article, base.vocabulary, base.statements, str(folder)) == ([], [])


def test_statements_count_all_or_none(base: RuleBase, article: LoadedArticle, tmp_path: Path) -> None:
    code = 'print(\'{"fact": "length", "value": "80 minutes"}\')\nprint("no json")'
    found, problems = run_extractor(command(tmp_path, code), article, base.vocabulary, base.statements)
    assert not found
    assert problems[0].at is not None
    assert problems[0].at.location.line == 2
    assert "wire" in problems[0].at.location.file
