"""Flags, variables and project files with anything in them: refused with a word, or heeded; never a traceback."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import pytest
from hostile_project import RUN, say, share, write, write_project
from hostile_strings import NAUGHTY

WITHIN: Final = {
    name: text
    for name, text in NAUGHTY.items()
    if "\0" not in text
    and not any("\ud800" <= character < "\udc80" or "\udcff" < character <= "\udfff" for character in text)
}
"""What can be in a command line: no NUL, and nothing that no bytes stand for."""
HARMLESS: Final = {name: text for name, text in WITHIN.items() if not {"/", "\\"} & set(text) and text != ""}
"""What can be the name of a file that is written, and lie nowhere else than in the current folder."""

FLAGS: Final[dict[str, tuple[str, ...]]] = {
    "rules": ("run", "§", "articles"),
    "articles": ("run", "rules", "§"),
    "several articles": ("run", "rules", "articles", "§", "§"),
    "facts": ("run", "rules", "articles", "--facts", "§"),
    "waivers": ("run", "rules", "articles", "--waivers", "§"),
    "fail on": ("run", "rules", "articles", "--fail-on", "§"),
    "select": ("run", "rules", "articles", "--select", "§"),
    "ignore": ("run", "rules", "articles", "--ignore", "§"),
    "status": ("run", "rules", "articles", "--status", "§"),
    "format": ("run", "rules", "articles", "-f", "§"),
    "color": ("run", "rules", "articles", "--color", "§"),
    "option": ("run", "rules", "articles", "--§"),
    "joined": ("run", "rules", "articles", "--fail-on=§"),
    "short": ("run", "rules", "articles", "-q§"),
    "command": ("§", "rules"),
    "check": ("check", "§", "--strict"),
    "test": ("test", "rules", "--select", "§"),
    "explain": ("explain", "§", "--rules", "rules", "--articles", "articles"),
    "explain an article": ("explain", "call-length", "§", "--rules", "rules", "--articles", "articles"),
    "table": ("facts", "articles", "--rules", "§"),
    "schema": ("schema", "§"),
}
VARIABLES: Final = (
    *"FACTCHECK_RULES FACTCHECK_ARTICLES FACTCHECK_FACTS FACTCHECK_WAIVERS FACTCHECK_FAIL_ON FACTCHECK_SELECT".split(),
    *"FACTCHECK_IGNORE FACTCHECK_STATUS FACTCHECK_FORMAT FACTCHECK_COLOR FACTCHECK_QUIET FACTCHECK_VERBOSE".split(),
    *"FACTCHECK_NO_CACHE FACTCHECK_NO_SUCH_THING FACTCHECK_DEBUG COLUMNS NO_COLOR TERM LANG HOME".split(),
    "XDG_CACHE_HOME",
)


@pytest.mark.parametrize("flag", FLAGS)
def test_flags(flag: str) -> None:
    write_project()
    failures = []
    for name, text in share(WITHIN.items(), list(FLAGS).index(flag), 8):
        if flag == "short" and not text.isalpha():
            continue  # `-qo=…` would write a file
        try:
            said = say(*(argument.replace("§", text) for argument in FLAGS[flag]))
            assert said.code in (0, 1, 2)
            assert said.out or said.err
        except Exception as error:
            failures.append(f"{name}: {type(error).__name__}: {str(error)[:300]}")
    assert not failures, "\n".join(failures)


def test_outputs() -> None:
    write_project()
    files = sorted(Path().rglob("*"))
    for text in share(HARMLESS.values(), 0, 6):
        said = say(*RUN, "-o", text)
        assert said.code == 2
        assert said.err.startswith("factcheck: --output: ")
    assert sorted(Path().rglob("*")) == files
    for number, text in enumerate(share(HARMLESS.values(), 1, 6)):
        name = f"{number}{text}.json" if number % 2 else f"json={number}{text}"
        said = say(*RUN, "-o", name)
        assert said.code in (1, 2)
        assert bool(said.err) == (said.code == 2)
    for shorter in ("", "=", "json=", "=json", "json", ".json", "x.json=", "yaml=x", "json=x=y"):
        assert say(*RUN, "-o", shorter).code in (1, 2)
    assert say(*RUN, "-o", "a.json", "-o", "./a.json").code in (1, 2)


@pytest.mark.parametrize("variable", VARIABLES)
def test_variables(variable: str) -> None:
    write_project()
    failures = []
    for name, text in share(WITHIN.items(), VARIABLES.index(variable), 10):
        try:
            line = ("run", "rules", "articles", *(("-f", "json") if variable != "FACTCHECK_FORMAT" else ()))
            assert say(*line, variables={variable: text}).code in (0, 1, 2)
        except Exception as error:
            failures.append(f"{name}: {type(error).__name__}: {str(error)[:300]}")
    assert not failures, "\n".join(failures)


@pytest.mark.parametrize(
    "width", ["0", "1", "2", "-1", "9" * 5_000, "999999999999", "\u0665", "1e9", "1_000", " 80 ", "+80"]
)
def test_widths(width: str) -> None:
    write_project()
    for arguments in (RUN, (*RUN, "-v"), ("check", "rules"), ("facts", "facts", "--rules", "rules")):
        assert len(say(*arguments, variables={"COLUMNS": width}).out) < 2**20


KEYS: Final = {
    "rules": "rules: §\n",
    "articles": "rules: rules\narticles: [articles, §]\n",
    "facts": "rules: rules\nfacts: [§, §]\n",
    "fail_on": "rules: rules\narticles: articles\nfail_on: §\n",
    "waivers": "rules: rules\narticles: articles\nwaivers: §\n",
    "baseline": "rules: rules\narticles: articles\nbaseline: §\n",
    "key": "rules: rules\narticles: articles\n§: a\n",
    "file": "§",
}


@pytest.mark.parametrize("key", KEYS)
def test_project_files(key: str) -> None:
    write_project()
    failures = []
    for number, (name, text) in enumerate(share(NAUGHTY.items(), list(KEYS).index(key), 10)):
        quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
        write({"factcheck.yaml": KEYS[key].replace("§", text if number % 2 or key == "file" else quoted)})
        try:
            say("run", "-f", "json")
            say("check")
        except Exception as error:
            failures.append(f"{name}: {type(error).__name__}: {str(error)[:300]}")
    assert not failures, "\n".join(failures)


def test_a_project_file_far_above(folder: Path) -> None:
    good = "article: {id: wire}\nfacts: [{fact: length, value: 85 min}]\n"
    write_project({"factcheck.yaml": "rules: rules\narticles: articles\nfacts: facts\n", "facts/wire.yaml": good})
    deep = folder.joinpath(*["d"] * 60)
    deep.mkdir(parents=True)
    os.chdir(deep)
    try:
        assert say("run").code == 0
    finally:
        os.chdir(folder)


# The cache -----------------------------------------------------------------------------------------------------------

ENTRIES: Final = [
    *("", "{", "[]", "null", "{}", '{"code": 0}', "[" * 100_000, "NaN", '"code pages files walks probes"', "\x00"),
    '{"code": 0, "pages": [], "files": {}, "walks": [], "probes": []}',
    '{"code": 0, "pages": [], "files": [], "walks": [], "probes": {}}',
    '{"code": 0, "pages": 5, "files": {}, "walks": [], "probes": {}}',
    '{"code": 0, "pages": [[]], "files": {}, "walks": [], "probes": {}}',
    '{"code": 0, "pages": [["report"]], "files": {}, "walks": [], "probes": {}}',
    '{"code": "x", "pages": [], "files": {}, "walks": [], "probes": {}}',
    '{"code": 0, "pages": [], "files": {"a": 5}, "walks": [[]], "probes": {"": 1}}',
    '{"code": 0, "pages": [], "files": {"\\u0000": "x"}, "walks": [["\\u0000", [], []]], "probes": {"\\u0000": false}}',
    '{"code": 0, "pages": [], "files": {}, "walks": [["/", [5], []]], "probes": {}}',
]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry[:40])
def test_entries_of_the_cache_that_are_none(entry: str, folder: Path) -> None:
    """A cache that was damaged costs a run its speed, and nothing else."""
    write_project()
    arguments = ("run", "rules", "articles", "--facts", "facts")
    assert say(*arguments).code == 1
    kept = list((folder.parent / "cache").rglob("*.json"))
    assert kept
    for path in kept:
        path.write_text(entry)
    said = say(*arguments)
    assert said.code == 1
    assert "CONFLICT" in said.out


@pytest.mark.parametrize(
    "options", [("-o", "r.json"), ("-qo", "r.json"), ("-vor.json",), ("--output=r.json",), ("-q", "-o", "r.json")]
)
def test_the_cache_forgets_no_output(options: tuple[str, ...]) -> None:
    write_project()
    for _ in range(3):
        assert say("run", "rules", "articles", "--facts", "facts", *options).code == 1
        assert Path("r.json").is_file()
        Path("r.json").unlink()


def test_the_cache_sees_what_changes() -> None:
    write_project()
    arguments = ("run", "rules", "articles", "facts")
    assert [say(*arguments).code for _ in range(2)] == [1, 1]
    good = "article: {id: wire}\nfacts: [{fact: length, value: 85 min}]\n"
    write({"facts/wire.yaml": good})
    assert [say(*arguments).code for _ in range(2)] == [0, 0]
    write({"articles/late.txt": "x", "articles/late.meta.yaml": "id: wire\n"})
    assert [say(*arguments).code for _ in range(2)] == [0, 0]
    write({"articles/late.meta.yaml": "[\n"})
    assert [say(*arguments).code for _ in range(2)] == [2, 2]
    write({"articles/late.meta.yaml": None})
    assert [say(*arguments).code for _ in range(2)] == [0, 0]
    write({"factcheck.yaml": "fail_on: [\n"})
    assert [say(*arguments).code for _ in range(2)] == [2, 2]
    write({"factcheck.yaml": "fail_on: unstated\n"})
    assert [say(*arguments).code for _ in range(2)] == [1, 1]


def test_a_cache_that_cannot_be_kept(folder: Path) -> None:
    write_project()
    for place in ("rules/rules.yaml", "/dev/null", "/proc", str(folder / ("n" * 300)), "relative", ""):
        variables = {"XDG_CACHE_HOME": place}
        assert say("run", "rules", "articles", "--facts", "facts", variables=variables).code == 1
