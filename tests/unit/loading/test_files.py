"""Reading files and walking folders: what is refused, what is found."""

import os
import socket
import tempfile
from pathlib import Path

import pytest

from factcheck.loading import files
from factcheck.loading.files import decode, display_name, read_bytes, read_text, walk

LIMIT = 1000


def refusal(path: str | Path, root: str | Path | None = None) -> str:
    data, problems = read_bytes(str(path), str(root) if root else None, LIMIT)
    assert data is None
    assert [problem.code for problem in problems] == [problems[0].code]
    return f"{problems[0].code} {problems[0].message}"


def test_a_regular_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"x: 1\n")
    assert read_bytes(str(tmp_path / "a.yaml"), None, LIMIT) == (b"x: 1\n", [])
    assert read_bytes(str(tmp_path / "a.yaml"), str(tmp_path), LIMIT) == (b"x: 1\n", [])


def test_what_is_not_there(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "no.yaml")
    assert "FC001" in refusal("a\0b")
    assert "FC001" in refusal("a" * 5000)
    assert "FC001" in refusal("")


def test_what_is_called_nearly_so_is_suggested(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / ".rule").mkdir()
    assert refusal(tmp_path / "rule").endswith("did you mean " + display_name(str(tmp_path / "rules")) + "?")
    assert "did you mean" not in refusal(tmp_path / "articles")
    assert "did you mean" not in refusal(tmp_path / "no" / "rule")
    # A path out of a facts file tells nothing of what else lies in a folder.
    (_, problems) = read_bytes(str(tmp_path / "rule"), str(tmp_path), LIMIT)
    assert problems[0].fix is None
    (tmp_path / "rulez").symlink_to("nothing")
    assert "did you mean" not in refusal(tmp_path / "rulez")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert "it is a pipe" in refusal(tmp_path / "pipe.yaml")


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="there are no sockets with names")
def test_a_socket() -> None:
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as end:
        end.bind(os.path.join(folder, "s"))
        assert "it is a socket" in refusal(os.path.join(folder, "s"))


@pytest.mark.skipif(not os.path.exists("/proc/self"), reason="there is no /proc")
@pytest.mark.parametrize("path", ["/proc/self/environ", "/proc/self/cmdline", "/dev/zero", "/dev/null", "/dev/stdin"])
def test_the_system_is_left_alone(path: str, tmp_path: Path) -> None:
    (tmp_path / "link.yaml").symlink_to(path)
    for each in (path, tmp_path / "link.yaml"):
        assert refusal(each).startswith("FC001")


def test_a_folder(tmp_path: Path) -> None:
    assert "it is a folder" in refusal(tmp_path)


def test_a_large_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * LIMIT)
    assert read_bytes(str(tmp_path / "a"), None, LIMIT)[0] is not None
    (tmp_path / "a").write_bytes(b"x" * (LIMIT + 1))
    assert refusal(tmp_path / "a").startswith("FC002")
    with open(tmp_path / "hole", "wb") as file:
        file.truncate(2**40)
    assert refusal(tmp_path / "hole").startswith("FC002")


def test_a_root_holds_what_it_holds(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "in").mkdir(parents=True)
    (root / "a.md").write_text("a")
    (tmp_path / "out.md").write_text("b")
    (tmp_path / "rootless.md").write_text("c")
    (root / "link-in.md").symlink_to("in/../a.md")
    (root / "link-out.md").symlink_to("../out.md")
    (root / "folder-out").symlink_to(tmp_path)
    for inside in ("a.md", "in/../a.md", "link-in.md", "folder-out/root/a.md"):
        assert read_bytes(str(root / inside), str(root), LIMIT)[0] == b"a"
    for outside in ("../out.md", "link-out.md", "folder-out/out.md", "../rootless.md", "in/../../out.md"):
        assert "lies outside" in refusal(root / outside, root)
    assert "lies outside" in refusal("/etc/passwd", root)


def test_links_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    assert "circle" in refusal(tmp_path / "a")


TEXTS = [
    ("plain", b"a: \xc3\xa9\n", "a: é\n"),
    ("with a mark", b"\xef\xbb\xbfa: 1\n", "a: 1\n"),
    ("with two marks", b"\xef\xbb\xbf\xef\xbb\xbfa", "\ufeffa"),
    ("line ends stay", b"a\r\nb\rc\n", "a\r\nb\rc\n"),
    ("empty", b"", ""),
]


@pytest.mark.parametrize(("data", "text"), [row[1:] for row in TEXTS], ids=[row[0] for row in TEXTS])
def test_text(data: bytes, text: str) -> None:
    source, problems = decode(data, "f")
    assert problems == []
    assert source is not None
    assert source.text == text


NO_TEXT = [
    ("Latin-1", "a: é\nb: ü".encode("latin-1"), "0xE9", 1, 4),
    ("in the second line", b"a: \xc3\xa9\nb: \xff", "0xFF", 2, 4),
    ("UTF-16", "a: 1".encode("utf-16"), "UTF-16", 1, 1),
    ("half a character", b"a\xc3", "0xC3", 1, 2),
    ("a surrogate", b"\xed\xa0\x80", "0xED", 1, 1),
    ("too long a form", b"\xc0\xaf", "0xC0", 1, 1),
    ("beyond Unicode", b"\xf4\x90\x80\x80", "0xF4", 1, 1),
]


@pytest.mark.parametrize(
    ("data", "words", "line", "column"), [row[1:] for row in NO_TEXT], ids=[row[0] for row in NO_TEXT]
)
def test_no_text(data: bytes, words: str, line: int, column: int) -> None:
    source, [problem] = decode(data, "f.yaml")
    assert source is None
    assert problem.code == "FC003"
    assert words in problem.message
    assert problem.at is not None
    assert problem.at.location[:3] == ("f.yaml", line, column)


def test_names_are_shown_as_they_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert display_name("rules/../rules/a.yaml") == "rules/a.yaml"
    assert display_name(str(tmp_path / "rules" / "a.yaml")) == "rules/a.yaml"
    assert display_name("../a.yaml") == "../a.yaml"
    assert display_name("/elsewhere/a.yaml") == "/elsewhere/a.yaml"
    assert display_name(os.fsdecode(b"a\xff.yaml")) == "a\ufffd.yaml"
    (tmp_path / "a.yaml").write_text("x")
    source, _ = read_text(str(tmp_path / "a.yaml"), None, LIMIT)
    assert source is not None
    assert source.name == "a.yaml"


def found(folder: Path, *suffixes: str) -> list[str]:
    paths, problems = walk(str(folder), suffixes or (".yaml", ".yml"))
    assert problems == []
    return [os.path.relpath(path, folder) for path in paths]


def test_a_walk_finds_files_in_order(tmp_path: Path) -> None:
    for name in ("b.yaml", "a/z.yml", "a/b/c.YAML", "a.yaml", "a/x.txt", "a-b/x.yaml", ".hidden.yaml", ".git/x.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    assert found(tmp_path) == ["a/b/c.YAML", "a/z.yml", "a-b/x.yaml", "a.yaml", "b.yaml"]
    assert found(tmp_path, ".txt") == ["a/x.txt"]


def test_links_are_followed_inside_only(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    for name in (inside / "a.yaml", inside / "deep" / "b.yaml", inside / ".kept" / "c.yaml", outside / "d.yaml"):
        name.parent.mkdir(parents=True, exist_ok=True)
        name.write_text("")
    (inside / "again.yaml").symlink_to("a.yaml")
    (inside / "c.yaml").symlink_to(".kept/c.yaml")
    (inside / "out.yaml").symlink_to(outside / "d.yaml")
    (inside / "out").symlink_to(outside)
    (inside / "deep" / "circle").symlink_to("..")
    (inside / "deep" / "self").symlink_to(".")
    assert found(inside) == ["a.yaml", "c.yaml", "deep/b.yaml"]


def test_a_link_to_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "gone.yaml").symlink_to("nothing")
    (tmp_path / "round.yaml").symlink_to("round.yaml")
    (tmp_path / "gone.txt").symlink_to("nothing")
    paths, problems = walk(str(tmp_path), (".yaml",))
    assert paths == []
    assert sorted(problem.message.rpartition(": ")[2] for problem in problems) == [
        "its links go round in a circle",
        "there is no such file or folder",
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_what_is_no_file_is_listed_to_be_refused_by_name(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert found(tmp_path) == ["pipe.yaml"]


def test_a_walk_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = tmp_path / "deep"
    deep.joinpath(*["d"] * 40).mkdir(parents=True)
    deep.joinpath(*["d"] * 40, "x.yaml").write_text("")
    paths, problems = walk(str(deep), (".yaml",))
    assert (paths, len(problems)) == ([], 1)
    assert "deeper than 32" in problems[0].message
    monkeypatch.setattr(files, "MOST_FILES", 10)
    for number in range(20):
        (tmp_path / f"{number}.yaml").write_text("")
    _, problems = walk(str(tmp_path), (".yaml",))
    assert [problem.message for problem in problems if "more than 10 files" in problem.message]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    paths, problems = walk(str(tmp_path / "no"), (".yaml",))
    assert paths == []
    assert [problem.code for problem in problems] == ["FC001"]
