"""Paths that lead astray, files that are none, names that would steer a terminal."""

from __future__ import annotations

import ast
import json
import os
import shutil
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from hostile_project import (
    ARTICLE,
    ENGINE,
    FACTS,
    RULES,
    RUN,
    assert_safe_to_show,
    assert_small,
    environment,
    process,
    refusal,
    say,
    share,
    without_privileges,
    write,
    write_project,
)

from factcheck.reports.renderers import RENDERERS

posix = pytest.mark.skipif(os.name != "posix", reason="about files of POSIX")
SECRET: Final = "the secret: [of another folder\n"

# Files that are none -------------------------------------------------------------------------------------------------

PLACES: Final = {
    "rules": "rules/more.yaml",
    "facts": "facts/more.yaml",
    "JSON": "facts/more.json",
    "article": "articles/more.md",
    "waivers": "waivers.yaml",
}


@posix
@pytest.mark.parametrize("place", PLACES)
def test_a_pipe_is_not_waited_for(place: str) -> None:
    write_project({PLACES[place]: None})
    os.mkfifo(PLACES[place])
    assert "FC001" in refusal(say(*RUN, "-f", "json"))


@posix
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "device", ["/dev/zero", "/dev/stdin", "/dev/tty", "/proc/self/environ", "/proc/self/mem", "/sys/kernel"]
)
def test_devices_are_not_read(place: str, device: str) -> None:
    """A link to one is passed over in a folder, and refused where it is named."""
    write_project({PLACES[place]: None})
    os.symlink(device, PLACES[place])
    said = say(*RUN, "-f", "json")
    if place == "waivers":
        assert "FC001" in refusal(said)
    assert os.environ["PATH"] not in said.out + said.err


@posix
@pytest.mark.parametrize(
    "device", ["/dev/zero", "/dev/null", "/proc/self/environ", "/dev/fd/0", "/proc/self/fd/0", "."]
)
def test_devices_as_arguments(device: str) -> None:
    write_project()
    for arguments in (
        ["run", device, "articles"],
        ["run", "rules", device],
        ["run", "rules", "articles", "--facts", device],
        ["run", "rules", "articles", "--waivers", device],
        ["check", device],
        ["facts", device, "--rules", "rules"],
    ):
        assert os.environ["PATH"] not in "".join(say(*arguments)[1:])


@posix
def test_a_socket() -> None:
    write_project()
    end = socket.socket(socket.AF_UNIX)
    try:
        try:
            end.bind("rules/more.yaml")
        except OSError:
            pytest.skip("the folder's path is too long for a socket")
        assert "FC001" in refusal(say(*RUN, "-f", "json"))
    finally:
        end.close()


@pytest.mark.parametrize("name", ["rules/more.yaml", "facts/more.yaml", "facts/more.json", "articles/more.md"])
def test_a_folder_with_the_name_of_a_file(name: str) -> None:
    write_project()
    os.makedirs(name)
    assert say(*RUN).code == 1
    write({f"{name}/inner.{name.rpartition('.')[2]}": "[" * 100})
    assert say(*RUN).code in (1, 2)


@pytest.mark.parametrize("place", ["waivers.yaml", "factcheck.yaml"])
def test_a_folder_in_the_place_of_settings(place: str) -> None:
    write_project({place: None})
    os.makedirs(place)
    assert say(*RUN).code in (1, 2)


@posix
@pytest.mark.parametrize("place", ["rules/more.yaml", "articles/more.md", "waivers.yaml", "rules/inner"])
def test_what_may_not_be_read(place: str) -> None:
    """A file, or a folder that may not be searched."""
    write_project({f"{place}/more.yaml" if place == "rules/inner" else place: "a: b"})
    os.chmod(place, 0)
    try:
        ended = process(*RUN, "-f", "json", before=without_privileges)
    finally:
        os.chmod(place, stat.S_IRWXU)
    assert ended.code == 2
    found = [problem["message"] for problem in json.loads(ended.out)["diagnostics"] if problem["code"] == "FC001"]
    assert any("reading it is not permitted" in message for message in found)


# Empty and large -----------------------------------------------------------------------------------------------------

EMPTY: Final = {
    "nothing": b"",
    "a mark": b"\xef\xbb\xbf",
    "spaces": b"  \n\n  \n",
    "a comment": b"# nothing\n",
    "a fence": b"---\n",
    "two fences": b"---\n---\n",
    "an end": b"...\n",
}


@pytest.mark.parametrize("name", EMPTY)
@pytest.mark.parametrize(
    "place", [*PLACES.values(), "facts/more.jsonl", "articles/more.txt", "articles/paper.meta.yaml"]
)
def test_files_with_nothing_in_them(name: str, place: str) -> None:
    write_project({place: EMPTY[name]})
    assert say(*RUN, "-f", "json").code in (1, 2)


@pytest.mark.parametrize("name", EMPTY)
def test_nothing_at_all(name: str) -> None:
    """Without rules, or without articles, a run is never green."""
    for file in ("rules/rules.yaml", "articles/paper.md"):
        write_project({"facts/wire.yaml": None, "waivers.yaml": None, file: EMPTY[name]})
        assert say("run", "rules", "articles").code == 2
    shutil.rmtree("rules")
    os.mkdir("rules")
    assert say("run", "rules", "articles").code == 2


@pytest.mark.parametrize("size", [15, 17, 20])
def test_a_large_article(size: int) -> None:
    words = b"They spoke for about 80 minutes. "
    write_project({"articles/large.md": words * (size * 2**20 // len(words))})
    ended = process(*RUN, "-f", "json")
    codes = {problem["code"] for problem in json.loads(ended.out)["diagnostics"]}
    assert (ended.code, "FC002" in codes) == ((1, False) if size < 16 else (2, True))
    assert_small(ended)


def test_an_article_of_one_line_and_one_of_lines() -> None:
    text = "x\r" * 1_000_000
    quote = '{fact: length, value: 2 h, evidence: {quote: "x"}}'
    write_project({"articles/lines.md": text, "facts/lines.yaml": f"article: {{id: lines}}\nfacts: [{quote}]\n"})
    assert_small(process(*RUN))


# Paths ---------------------------------------------------------------------------------------------------------------

SOURCES: Final = [
    *"../../../../../../../../etc/passwd|/etc/passwd|file:///etc/passwd|http://x.example/a.md|~/.bashrc|../..|.".split(
        "|"
    ),
    *"../secret/secret.md|../link.md|../folder-link/secret.md|../articles/../../secret/secret.md|//etc/passwd".split(
        "|"
    ),
    *"C:\\\\Windows\\\\win.ini|\\\\\\\\server\\\\share|/proc/self/environ|/dev/zero|../pipe.md|../loop.md|-|%2e%2e/secret".split(
        "|"
    ),
    *("\\u0000", "a\\u0000b", "x" * 5_000, "../" * 2_000, " ", "\\n::error::x"),
]
"""As they stand between double quotes of YAML."""


@pytest.fixture
def surroundings(folder: Path) -> Path:
    """The project beside a folder with a secret, and links to it."""
    secret = folder.parent / "secret"
    secret.mkdir()
    (secret / "secret.md").write_text(SECRET)
    (secret / "secret.yaml").write_text(SECRET)
    write_project()
    if os.name == "posix":
        os.symlink(secret / "secret.md", "link.md")
        os.symlink(secret, "folder-link")
        os.symlink("loop.md", "loop.md")
        os.mkfifo("pipe.md")
    return folder


@pytest.mark.usefixtures("surroundings")
@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source[:20])
def test_sources_outside_the_project(source: str) -> None:
    quote = "{fact: length, value: 2 h, evidence: {quote: secret}}"
    write({"factcheck.yaml": "rules: rules\n"})
    write({"facts/more.yaml": f'article: {{id: more, source: "{source}"}}\nfacts: [{quote}]\n'})
    said = say(*RUN, "-f", "json")
    assert {"FC001", "FC008"} & refusal(said)
    assert "of another folder" not in said.out + said.err
    assert "root:" not in said.out + said.err


@posix
@pytest.mark.usefixtures("surroundings")
@pytest.mark.parametrize(
    "name",
    [
        *("rules/link.yaml", "facts/link.yaml", "facts/link.json", "articles/link.md", "articles/link.txt"),
        *("articles/plain.meta.yaml", "waivers.yaml", "factcheck.yaml"),
    ],
)
def test_links_out_of_the_project_show_nothing(name: str) -> None:
    """A pull request can hold a link to any file of the machine that runs it."""
    write({"articles/plain.txt": "Nothing happened.\n", "factcheck.yaml": "rules: rules\n"})
    write({name: None})
    os.symlink("../../secret/secret.yaml" if "/" in name else "../secret/secret.yaml", name)
    assert os.path.exists(name)
    for arguments in (RUN[:5], ("check", "rules"), ("facts", "articles", "--rules", "rules")):
        said = say(*arguments, *(("-f", "json") if arguments[0] != "facts" else ()))
        assert "secret: [" not in said.out + said.err
    said = say("run", "rules", "articles", "--facts", "facts")
    assert "secret: [" not in said.out + said.err


@posix
@pytest.mark.usefixtures("surroundings")
@pytest.mark.parametrize("key", ["rules", "articles", "facts", "waivers", "baseline"])
@pytest.mark.parametrize(
    "path",
    [
        "../secret",
        "/etc",
        "folder-link",
        "link.md",
        "folder-link/secret.yaml",
        "file:///etc/passwd",
        "../work/../secret",
        "~",
    ],
)
def test_paths_in_the_project_file(key: str, path: str) -> None:
    write({"factcheck.yaml": f"{key}: {path}\n", "waivers.yaml": None})
    said = say("run", "-f", "json")
    assert refusal(said)
    assert "secret: [" not in said.out + said.err


@posix
@pytest.mark.parametrize("folder_name", ["rules", "facts", "articles"])
def test_loops_of_links(folder_name: str) -> None:
    write_project()
    os.symlink(".", f"{folder_name}/a")
    os.symlink("..", f"{folder_name}/b")
    os.symlink("loop.yaml", f"{folder_name}/loop.yaml")
    os.symlink("one.md", f"{folder_name}/two.md")
    os.symlink("two.md", f"{folder_name}/one.md")
    said = say(*RUN, "-f", "json")
    assert "FC001" in refusal(said)
    assert said.out.count("go round in a circle") >= 1


def test_deep_and_wide_folders() -> None:
    write_project()
    deep = Path("rules", *["d"] * 40)
    deep.mkdir(parents=True)
    (deep / "deep.yaml").write_text(RULES)
    for number in range(2_000):
        Path(f"rules/{number}.txt").touch()
    assert "FC001" in refusal(say(*RUN, "-f", "json"))


def test_a_current_folder_that_is_gone(folder: Path) -> None:
    if os.name != "posix":
        pytest.skip("a folder in use cannot be removed")
    gone = folder / "gone"
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()
    try:
        assert say("run", "rules", "articles").code == 2
        assert say("check", "rules").code == 2
    finally:
        os.chdir(folder)


# Names ---------------------------------------------------------------------------------------------------------------

NAMES: Final = [
    *("a\nb", "a\r::error::b", "::error file=x::y", "##[error]z", "a\x1b[31mb", "a\x07b", "a\u202egnp", "a\u200bb"),
    *("a\u2028b", "-", "--help", "-o", " ", "  a", "a ", "%2e%2e", "$(touch pwned)", "`id`", "a;b", "'", '"', "*", "?"),
    *(
        "<script>",
        "=1+1",
        "[a]",
        "{a}",
        "{0}",
        "%s",
        "\\",
        "con",
        "nul",
        "caf\udce9",
        "\udcff\udcfe",
        "a" * 200,
        "\u0301",
    ),
    *("\U0001f468\u200d\U0001f469", "\u0627\u0644", "\ufeff", "a..", "\x7f", "\u5cb8\u7530"),
]


@posix
@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_names_of_files(name: str) -> None:
    """Every file with such a name, right or wrong, is read and shown."""
    write_project()
    if len(os.fsencode(f"{name}.meta.yaml")) > os.pathconf(".", "PC_NAME_MAX"):
        pytest.skip("too long for this file system")
    try:
        os.makedirs(f"rules/{name}")
    except OSError:
        pytest.skip("no name for this file system")
    write(
        {f"facts/{name}.yaml": FACTS.replace("wire", "more"), f"articles/{name}.md": ARTICLE.replace("paper", "other")}
    )
    write({f"rules/{name}/{name}.yaml": "rules: [{id: more, check: length > 1 min}]\n"})
    assert say(*RUN).code == 1
    assert say(*RUN, "-f", "json").code == 1
    write({f"articles/{name}.txt": "Nothing."})
    lines = (
        ("explain", "more", "--rules", "rules", "--articles", "articles", "--facts", "facts"),
        ("facts", "articles", "facts", "--rules", "rules"),
        ("run", "rules", f"./articles/{name}.md", f"./facts/{name}.yaml"),
        ("check", "rules", f"./rules/{name}"),
    )
    for arguments in share(lines, NAMES.index(name), 2):
        assert say(*arguments).code < (3 if arguments[0] == "check" else 2)
    write(
        {
            f"facts/{name}.yaml": "[",
            f"articles/{name}.md": b"---\na: \xff\n---\n",
            f"rules/{name}/{name}.yaml": "a: b: c",
        }
    )
    assert {"FC003", "FC004"} <= refusal(say(*RUN, "-f", "json"))
    assert say(*RUN).code == 2
    assert not Path("pwned").exists()


@posix
def test_names_that_no_locale_can_write() -> None:
    write_project({"facts/caf\udce9.yaml": FACTS, "facts/\u5cb8\u7530.yaml": FACTS.replace("wire", "more")})
    write({"facts/z.yaml": "article: {id: z, source: ../articles/\u5cb8\u7530.md}\nfacts: []\n"})
    locales: tuple[dict[str, str], ...] = (
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "C.UTF-8"},
    )
    for locale in locales:
        ended = process(*RUN, variables=locale)
        assert ended.code == 2
        assert b"FC001" in ended.out
        assert_safe_to_show(ended.out.decode())


# No network, no code -------------------------------------------------------------------------------------------------

EXEMPT: Final = {
    "factcheck/evaluation/fused.py": {"exec"},  # functions for the shapes of checks, of fixed lines and numbers
    "factcheck/record.py": {"exec"},  # constructors, of the names of fields in the package
    "factcheck/loading/changes.py": {"subprocess"},  # asks git, without a shell, if --changed-since is given
    "factcheck/loading/external.py": {"subprocess"},  # starts what the project's settings name, without a shell
}
"""What one module may do, and nobody else. That no text of a project gets into what is compiled has its own test."""
FORBIDDEN_CALLS: Final = frozenset({"eval", "exec", "compile", "__import__", "breakpoint", "input"})
FORBIDDEN_MODULES: Final = frozenset(
    "urllib http socket ssl requests ftplib smtplib xmlrpc telnetlib asyncio socketserver webbrowser "
    "pickle cPickle marshal shelve dill cloudpickle joblib ctypes code codeop subprocess multiprocessing pty".split()
)
FORBIDDEN_ATTRIBUTES: Final = frozenset(
    [
        *"system popen spawnl spawnv execv execl execvp fork import_module loads_pickle yaml_load".split(),
        "unsafe_load",
        "full_load",
    ]
)
MODULES: Final = sorted((ENGINE / "factcheck").rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ENGINE).as_posix())
def test_nothing_runs_text_or_opens_a_connection(path: Path) -> None:
    exempt = EXEMPT.get(path.relative_to(ENGINE).as_posix(), set())
    used = {name for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) for name in forbidden(node)}
    assert used == exempt


def forbidden(node: ast.AST) -> set[str]:
    """What a part of a module uses that is forbidden."""
    match node:
        case ast.Import(names=names):
            return {name.name.partition(".")[0] for name in names} & FORBIDDEN_MODULES
        case ast.ImportFrom(module="urllib.parse"):  # works on text alone
            return set()
        case ast.ImportFrom(module=module):
            return {(module or "").partition(".")[0]} & FORBIDDEN_MODULES
        case ast.Call(func=ast.Name(id=name)):
            return {name} & FORBIDDEN_CALLS
        case ast.Attribute(attr=name):
            return {name} & FORBIDDEN_ATTRIBUTES
    return set()


def test_the_package_has_modules() -> None:
    assert len(MODULES) > 50


WATCHED: Final = """
import ast, os, socket, sys
opened = []
def refuse(*arguments, **named):
    opened.append(arguments)
    raise OSError("there is no network")
socket.socket = socket.create_connection = socket.getaddrinfo = refuse
events = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "pickle.", "urllib.", "ctypes.",
    "http.", "ftplib.", "smtplib.", "webbrowser.",
)
def watch(event, arguments):
    if event.startswith(events):
        opened.append((event, arguments))
sys.addaudithook(watch)
from factcheck.cli.main import main
for line in ast.literal_eval(sys.argv[1]):
    code = main(line)
    assert code in (0, 1, 2), (line, code)
assert not opened, opened
"""
LINES: Final = (
    RUN,
    (*RUN, "-f", "json", *(word for form in RENDERERS for word in ("-o", f"{form}=r.{form}"))),
    ("check", "rules", "--no-cache"),
    ("test", "rules", "--no-cache"),
    ("explain", "call-length", "--rules", "rules", "--articles", "facts", "--no-cache"),
    ("facts", "facts", "--rules", "rules", "--no-cache"),
    ("schema", "rules"),
    ("run", "rules", "articles", "http://x.example/a.md"),
    ("run", "bad", "articles", "--no-cache"),
    ("run", "--help"),
)


def test_nothing_is_fetched_or_started() -> None:
    address = "http://x.example/schema.json"
    write_project({"bad/bad.yaml": f'rules: [{{id: A, $ref: "{address}", check: 1}}]\n$schema: {address}\n'})
    write({"facts/more.yaml": f"article: {{id: more, url: {address}, source: ../articles/paper.md}}\nfacts: []\n"})
    done = python(WATCHED, repr(LINES))
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def python(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


COMPILED: Final = """
import sys
text = []
def watch(event, arguments):
    if event == "compile" and arguments[0] is not None:
        text.append(arguments[0] if isinstance(arguments[0], str) else bytes(arguments[0]).decode())
sys.addaudithook(watch)
from factcheck.cli.main import main
code = main(sys.argv[1:])
assert code == 1, code
assert not any("zebra" in one or "Zebra" in one for one in text)
print(len(text), file=sys.stderr)
"""


def test_no_text_of_a_project_is_compiled() -> None:
    """Functions are made for checks that are often asked for; what a rule says never gets into their text."""
    vocabulary = (
        "facts: {zebra_count: {type: number}, zebra_word: {type: text}, zebra_place: {type: zebra_kind}}\n"
        "kinds: [zebra_kind]\nentities: {Zebra Street: {kind: zebra_kind, names: [zebra-st]}}\n"
        "constants: {zebra_limit: 5}\nunits: {zebras: 3 days}\n"
    )
    rules = "".join(
        f"  - {{id: zebra-{number}, check: '{check}', message: 'zebra {{zebra_count}}', tags: [zebra]}}\n"
        for number, check in enumerate(
            [
                'zebra_count > 1 and zebra_count < zebra_limit and zebra_word == "zebra" and zebra_count != 77',
                'zebra_count in [1, 3] or zebra_word in {"zebra", "zebra crossing"} or zebra_place == "Zebra Street"',
                'zebra_word matches "zebra+" implies not (zebra_count == 4 or zebra_place != "zebra-st")',
            ]
        )
    )
    write_project({"rules/zebra.yaml": vocabulary, "rules/zebra2.yaml": f"rules:\n{rules}"})
    for number in range(150):
        stated = f"{{fact: zebra_count, value: {number % 9}}}, {{fact: zebra_word, value: zebra {number}}}"
        stated += ", {fact: zebra_place, value: Zebra Street, evidence: {quote: a zebra}}"
        write({f"facts/zebra-{number}.yaml": f"article: {{id: zebra-{number}}}\nfacts: [{stated}]\n"})
    done = python(COMPILED, *RUN)
    assert done.returncode == 0, done.stderr
    assert int(done.stderr) > 0, "nothing was compiled, which shows nothing"


def test_schemas_lead_nowhere() -> None:
    """Every reference in a schema stays inside it, and no keyword costs more than its data."""

    def walked(node: Any) -> Iterator[dict[str, Any]]:
        if isinstance(node, dict):
            yield node
        for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
            yield from walked(inner)

    for name in ("rules", "vocabulary", "facts", "article", "waivers", "project", "report"):
        for part in walked(json.loads(say("schema", name).out)):
            reference = part.get("$ref", "#/$defs/")
            assert not isinstance(reference, str) or reference.startswith("#/$defs/")
            assert not {"$dynamicRef", "uniqueItems", "$recursiveRef"} & part.keys()
