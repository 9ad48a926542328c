"""`--changed-since`: which articles count as changed, what is still judged as a whole, and what git cannot answer."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from factcheck.cli.main import main

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is asked what has changed")

RULES = """
facts:
  d: {type: duration, unit: min}
  host: {type: country}
rules:
  - id: length
    check: d <= 90 min
  - id: host
    check: host == Japan
  - id: lengths-agree
    check: spread(d) <= 10 min
"""
ARTICLES = {
    "a": ("one", "d: 80 min", "host: Japan"),
    "b": ("one", "d: 2 hours", "host: Japan"),
    "c": ("two", "d: 3 hours", "host: India"),
}
Git = Callable[..., str]


def write(name: str, story: str, *facts: str) -> None:
    stated = "".join(f"  - {{fact: {fact.partition(': ')[0]}, value: {fact.partition(': ')[2]}}}\n" for fact in facts)
    Path("facts", f"{name}.yaml").write_text(f"article: {{id: {name}, story: {story}}}\nfacts:\n{stated}")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules, and three articles in two stories, all of which have a conflict; no repository yet."""
    (tmp_path / "desk" / "facts").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "desk")
    for name in list(os.environ):
        if name.startswith(("FACTCHECK_", "GIT_")) or name == "COLUMNS":
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    # No repository that the tests lie in, and no settings of whoever runs them.
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    for level in ("GLOBAL", "SYSTEM"):
        monkeypatch.setenv(f"GIT_CONFIG_{level}", os.devnull)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Desk")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "desk@example.org")
        monkeypatch.setenv(f"GIT_{who}_DATE", "2022-01-21T12:00:00Z")
    Path("rules.yaml").write_text(RULES)
    for name, (story, *facts) in ARTICLES.items():
        write(name, story, *facts)
    Path("factcheck.yaml").write_text("rules: rules.yaml\nfacts: facts\n")


def ask_git(*words: str) -> str:
    return subprocess.run(["git", *words], check=True, capture_output=True, text=True).stdout


@pytest.fixture
def git(desk: None) -> Git:  # noqa: ARG001 - the folder that it works in
    ask_git("init", "--quiet", "--initial-branch", "main")
    ask_git("add", "--all")
    ask_git("commit", "--quiet", "--message", "one")
    return ask_git


def judged(capfd: pytest.CaptureFixture[str], *arguments: str, since: str = "main") -> dict[str, Any]:
    """The report of a run, with the conflicts that it found as rule and article, and its exit code."""
    code = main(["run", "--changed-since", since, "-f", "json", *arguments])
    report: dict[str, Any] = json.loads(capfd.readouterr().out)
    conflicts = [f"{one['rule']} {one['article']}" for one in report["findings"] if one["verdict"] == "conflict"]
    return report | {"code": code, "conflicts": conflicts, "problems": [one["code"] for one in report["diagnostics"]]}


def edit(name: str) -> None:
    path = Path("facts", f"{name}.yaml")
    path.write_text(path.read_text() + "# looked through\n")


@pytest.mark.usefixtures("git")
def test_nothing_has_changed(capfd: pytest.CaptureFixture[str]) -> None:
    report = judged(capfd)
    assert (report["code"], report["findings"], report["articles"]) == (0, [], [])
    assert report["summary"]["gate"] == "open"
    assert report["summary"]["gate_reason"] == "no article has changed since main, so none of the 3 was judged"
    assert report["scope"] == {"changed_since": "main", "judged": 0, "articles": 3}


@pytest.mark.parametrize("flags", [[], ["-q"], ["-v"]])
@pytest.mark.usefixtures("git")
def test_that_nothing_was_judged_is_said_in_every_text(capfd: pytest.CaptureFixture[str], flags: list[str]) -> None:
    assert main(["run", "--changed-since", "HEAD", *flags]) == 0
    assert "no article has changed since HEAD" in capfd.readouterr().out


def edited(_: Git) -> None:
    edit("b")


def staged(git: Git) -> None:
    edit("b")
    git("add", "--all")


def staged_and_put_back_only_in_the_index(git: Git) -> None:
    edit("b")
    git("add", "--all")
    git("reset", "--quiet")


def committed(git: Git) -> None:
    git("switch", "--quiet", "--create", "branch")
    edit("b")
    git("commit", "--quiet", "--all", "--message", "two")


def untracked(git: Git) -> None:
    Path("facts", "b.yaml").rename("b.yaml")
    git("commit", "--quiet", "--all", "--message", "two")
    Path("b.yaml").rename(Path("facts", "b.yaml"))


def ignored(git: Git) -> None:
    Path(".gitignore").write_text("b.yaml\n")
    git("rm", "--quiet", "--cached", "facts/b.yaml")
    git("add", "--all")
    git("commit", "--quiet", "--message", "two")


def a_link_that_leads_elsewhere(git: Git) -> None:
    Path("facts", "b.old").write_text(Path("facts", "b.yaml").read_text())
    git("add", "--all")
    git("commit", "--quiet", "--message", "two")
    Path("facts", "b.yaml").unlink()
    Path("facts", "b.yaml").symlink_to("b.old")


@pytest.mark.parametrize(
    "change",
    [
        edited,
        staged,
        staged_and_put_back_only_in_the_index,
        committed,
        untracked,
        ignored,
        a_link_that_leads_elsewhere,
    ],
    ids=lambda change: change.__name__,
)
def test_what_counts_as_changed(git: Git, capfd: pytest.CaptureFixture[str], change: Callable[[Git], None]) -> None:
    """The article is judged on its own, its story as a whole; no other article and no other story is."""
    change(git)
    report = judged(capfd)
    assert report["conflicts"] == ["length b", "lengths-agree None"]
    assert (report["code"], report["scope"]["judged"]) == (1, 1)
    assert {one["article"] for one in report["findings"]} == {"b", None}
    assert [one["id"] for one in report["articles"]] == ["b"]
    assert report["summary"]["gate_reason"].endswith("(1 of 3 articles, changed since main)")


@pytest.mark.usefixtures("git")
def test_a_story_is_judged_by_all_that_its_articles_say(capfd: pytest.CaptureFixture[str]) -> None:
    edit("a")
    report = judged(capfd)
    assert report["conflicts"] == ["lengths-agree None"]
    (story,) = [one for one in report["findings"] if one["article"] is None]
    assert {line["article"] for line in story["evidence"]} == {"a", "b"}


def test_what_was_put_back_has_not_changed(git: Git, capfd: pytest.CaptureFixture[str]) -> None:
    text = Path("facts", "b.yaml").read_text()
    edit("b")
    git("commit", "--quiet", "--all", "--message", "two")
    Path("facts", "b.yaml").write_text(text)
    assert judged(capfd, since="HEAD~1")["scope"]["judged"] == 0


def test_what_others_did_since_the_branches_parted_is_not_ones_own(git: Git, capfd: pytest.CaptureFixture[str]) -> None:
    git("switch", "--quiet", "--create", "branch")
    git("switch", "--quiet", "main")
    edit("c")
    git("commit", "--quiet", "--all", "--message", "theirs")
    git("switch", "--quiet", "branch")
    edit("a")
    assert judged(capfd)["scope"]["judged"] == 1


def test_a_text_and_its_header_are_the_article_too(git: Git, capfd: pytest.CaptureFixture[str]) -> None:
    Path("b.txt").write_text("The call lasted two hours.\n")
    Path("b.meta.yaml").write_text("id: b\nstory: one\n")
    Path("facts", "b.yaml").write_text(
        "article: {id: b, story: one, source: ../b.txt}\nfacts:\n  - {fact: d, value: 2 hours}\n"
    )
    git("add", "--all")
    git("commit", "--quiet", "--message", "two")
    for name, text in (("b.txt", "The call lasted two hours!\n"), ("b.meta.yaml", "id: b\nstory: one\ntitle: T\n")):
        before = Path(name).read_text()
        Path(name).write_text(text)
        assert judged(capfd, since="HEAD")["scope"]["judged"] == 1, name
        Path(name).write_text(before)
    assert judged(capfd, since="HEAD")["scope"]["judged"] == 0
    Path("b.meta.yaml").unlink()
    assert judged(capfd, since="HEAD")["scope"]["judged"] == 1


def test_any_name_of_a_file(git: Git, capfd: pytest.CaptureFixture[str]) -> None:
    names = ["with space", "岸田", "quote'd", "-dash"]
    for name in names:
        Path("facts", f"{name}.yaml").write_text(f"article: {{id: {name!r}}}\nfacts: []\n".replace("\\'", "''"))
    Path("facts", "quote'd.yaml").write_text('article: {id: "quote\'d"}\nfacts: []\n')
    git("add", "--all")
    git("commit", "--quiet", "--message", "two")
    assert judged(capfd, since="HEAD")["scope"] == {"changed_since": "HEAD", "judged": 0, "articles": 7}


@pytest.mark.usefixtures("git")
def test_rules_that_changed_as_well_are_told(capfd: pytest.CaptureFixture[str]) -> None:
    edit("b")
    Path("rules.yaml").write_text(RULES.replace("90 min", "60 min"))
    report = judged(capfd)
    assert report["conflicts"] == ["length b", "lengths-agree None"] and report["problems"] == ["FC413"]
    edit("a")
    edit("c")
    assert judged(capfd)["problems"] == []


def test_a_rule_file_that_was_removed_is_a_change_of_the_rules(git: Git, capfd: pytest.CaptureFixture[str]) -> None:
    Path("rules").mkdir()
    Path("rules.yaml").rename(Path("rules", "rules.yaml"))
    Path("rules", "more.yaml").write_text("rules:\n  - {id: more, check: d > 1 s}\n")
    Path("factcheck.yaml").write_text("rules: rules\nfacts: facts\n")
    git("add", "--all")
    git("commit", "--quiet", "--message", "two")
    Path("rules", "more.yaml").unlink()
    assert judged(capfd, since="HEAD")["problems"] == ["FC413"]


@pytest.mark.usefixtures("git")
def test_the_gate_still_refuses_what_it_always_refuses(capfd: pytest.CaptureFixture[str]) -> None:
    assert judged(capfd, "--select", "lenght")["code"] == 2
    Path("facts", "c.yaml").write_text("article: {id: c}\nfact: []\n")
    assert judged(capfd)["code"] == 2
    Path("facts", "c.yaml").write_text("article: {id: c, story: two}\nfacts: []\n")
    report = judged(capfd)
    assert report["code"] == 2
    assert report["summary"]["gate_reason"].startswith("no rule reached a verdict on any article (1 of 3 articles")
    shutil.rmtree("facts")
    Path("facts").mkdir()
    assert judged(capfd)["problems"] == ["FC016"]


@pytest.mark.usefixtures("git")
def test_waivers_and_the_baseline_of_other_articles_are_left_alone(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "-q", "--write-baseline", "known.json"]) == 1
    Path("waivers.yaml").write_text(
        "waivers:\n  - {rule: length, article: c, reason: asked, until: 2999-12-31}\n"
        "  - {rule: lengths-agree, story: two, reason: asked, until: 2999-12-31}\n"
    )
    capfd.readouterr()
    edit("b")
    report = judged(capfd, "--baseline", "known.json")
    assert (report["code"], report["problems"], report["summary"]["baseline"]) == (0, [], 2)


def test_the_same_line_is_judged_anew(git: Git, capfd: pytest.CaptureFixture[str]) -> None:
    """What git says is no file that a cache could hold on to."""
    edit("b")
    assert judged(capfd)["scope"]["judged"] == 1
    git("commit", "--quiet", "--all", "--message", "two")
    assert judged(capfd)["scope"]["judged"] == 0


# What git cannot answer ----------------------------------------------------------------------------------------------


def refusal(capfd: pytest.CaptureFixture[str], since: str = "main") -> str:
    report = judged(capfd, since=since)
    assert (report["code"], report["problems"]) == (2, ["FC018"])
    message: str = report["diagnostics"][0]["message"]
    return message


@pytest.mark.usefixtures("desk")
def test_no_repository(capfd: pytest.CaptureFixture[str]) -> None:
    assert "this folder lies in no git repository" in refusal(capfd)


@pytest.mark.usefixtures("desk")
def test_no_commit(capfd: pytest.CaptureFixture[str]) -> None:
    ask_git("init", "--quiet")
    assert "git knows no revision 'HEAD' here" in refusal(capfd, "HEAD")


@pytest.mark.parametrize("rev", ["nobody", "main..nobody", "HEAD~9", "$(touch pwned)", "main; touch pwned", "@{99}"])
@pytest.mark.usefixtures("git")
def test_an_unknown_revision(capfd: pytest.CaptureFixture[str], rev: str) -> None:
    assert f"git knows no revision {rev!r} here" in refusal(capfd, rev)
    assert not list(Path().rglob("pwned"))


def test_histories_that_have_nothing_in_common(git: Git, capfd: pytest.CaptureFixture[str]) -> None:
    git("switch", "--quiet", "--orphan", "other")
    git("commit", "--quiet", "--allow-empty", "--message", "alone")
    git("switch", "--quiet", "main")
    assert "nothing in common" in refusal(capfd, "other")


@pytest.mark.usefixtures("git")
def test_no_git(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert "git is needed" in refusal(capfd)


@pytest.mark.parametrize("rev", ["--output=pwned", "-", "", "ma\nin", "main\x00"])
@pytest.mark.usefixtures("git")
def test_what_is_no_name_of_a_revision(capfd: pytest.CaptureFixture[str], rev: str) -> None:
    assert main(["run", f"--changed-since={rev}"]) == 2
    assert "is no revision" in capfd.readouterr().err
    assert not Path("pwned").exists()


@pytest.mark.usefixtures("git")
def test_every_format_says_what_was_judged(capfd: pytest.CaptureFixture[str]) -> None:
    edit("b")
    for form in ("jsonl", "sarif", "junit", "github", "markdown", "tap", "csv", "html"):
        assert main(["run", "--changed-since", "main", "-f", form]) == 1
        assert "1 of 3 articles, changed since main" in capfd.readouterr().out, form
