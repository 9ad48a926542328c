"""From the folder that someone works in to the settings of its project: finds `factcheck.yaml`, and reads it.

A project file comes with the repository, so with any pull request: its paths may not leave its folder.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic
from factcheck.loading.document import Mapping, Sequence
from factcheck.loading.files import YAML_LIMIT, is_file, is_inside, read_text
from factcheck.loading.yaml_document import read_yaml
from factcheck.record import Record, replace
from factcheck.source import Passage
from factcheck.suggestions import suggest

PROJECT_FILE: Final = "factcheck.yaml"
WAIVERS_FILE: Final = "waivers.yaml"
"""Found by itself beside the project file."""
FAIL_ON: Final = ("conflict", "warning", "unsure", "unstated", "never")
"""What can shut the gate; `conflict` is part of every choice but `never`, which stands alone."""
KEYS: Final = (
    "rules",
    "articles",
    "facts",
    "fail_on",
    "waivers",
    "baseline",
    "checked_by",
    "published_at",
    "extractors",
)

Place = Callable[[], Passage]


def is_web_address(text: str) -> bool:
    """An http or https address, without spaces."""
    scheme, slashes, rest = text.partition("://")
    return (
        scheme in ("http", "https")
        and bool(slashes and rest)
        and text.isascii()
        and text.isprintable()
        and " " not in text
    )


class Project(Record):
    """What a project file says. Paths are as seen from the current folder; what the file leaves out is empty."""

    folder: Path
    rules: tuple[Path, ...] = ()
    articles: tuple[Path, ...] = ()
    facts: tuple[Path, ...] = ()
    fail_on: tuple[str, ...] = ()
    waivers: Path | None = None
    baseline: Path | None = None
    checked_by: str | None = None
    published_at: str | None = None
    extractors: tuple[str, ...] = ()


def find_project(start: Path) -> Path | None:
    """The nearest project file in a folder or above it."""
    start = start.absolute()
    for folder in (start, *start.parents):
        candidate = folder / PROJECT_FILE
        if is_file(str(candidate)):
            return Path(os.path.relpath(candidate))
    return None


def read_project(path: Path) -> tuple[Project, list[Diagnostic]]:
    """The project that a file describes, as far as it can be read, and every problem of the file."""
    empty = Project(path.parent)
    source, problems = read_text(str(path), str(path.parent), YAML_LIMIT)
    if source is None:
        return empty, problems
    data, problems = read_yaml(source, strict_characters=True)
    if data is None:
        return _with_found_waivers(empty), problems
    if not isinstance(data, Mapping):
        whole = Passage(source, 0, len(source.text))
        return empty, [*problems, diagnostics.outside_schema(whole, "a project file", "a mapping", "something else")]
    reader = _Reader(data, path.parent)
    project = reader.project()
    return _with_found_waivers(project), [*problems, *reader.problems]


def _with_found_waivers(project: Project) -> Project:
    found = str(project.folder / WAIVERS_FILE)
    if project.waivers is None and is_file(found) and is_inside(found, str(project.folder)):
        return replace(project, waivers=project.folder / WAIVERS_FILE)
    return project


class _Reader:
    """Reads the mapping key by key and gathers what is wrong with it."""

    def __init__(self, data: Mapping, folder: Path) -> None:
        self.data = data
        self.folder = folder
        self.problems: list[Diagnostic] = []

    def project(self) -> Project:
        for key in self.data:
            if key not in KEYS:
                suggestion = suggest(key, KEYS)
                self.problems.append(diagnostics.unknown_key(self.data.key_at(key), key, "a project file", suggestion))
        return Project(
            self.folder,
            self.paths("rules"),
            self.paths("articles"),
            self.paths("facts"),
            self.fail_on(),
            self.path("waivers"),
            self.path("baseline"),
            self.text("checked_by", "a name"),
            self.web_address("published_at"),
            tuple(text for text, _ in self.texts("extractors", "a command or a list of commands")),
        )

    def paths(self, key: str) -> tuple[Path, ...]:
        found = [self.checked_path(text, place) for text, place in self.texts(key, "a path or a list of paths")]
        return tuple(path for path in found if path is not None)

    def path(self, key: str) -> Path | None:
        if isinstance(self.data.get(key), Sequence):
            self.wrong(key, "one path", "a list", lambda: self.data.value_at(key))
            return None
        found = [self.checked_path(text, place) for text, place in self.texts(key, "a path")]
        return found[0] if found else None

    def text(self, key: str, expected: str) -> str | None:
        if isinstance(self.data.get(key), Sequence):
            self.wrong(key, expected, "a list", lambda: self.data.value_at(key))
            return None
        return next((text for text, _ in self.texts(key, expected)), None)

    def web_address(self, key: str) -> str | None:
        found = self.text(key, "a web address")
        if found is not None and not is_web_address(found):
            self.wrong(key, "a web address (https://…)", repr(found), lambda: self.data.value_at(key))
            return None
        return found

    def fail_on(self) -> tuple[str, ...]:
        found = []
        for text, place in self.texts("fail_on", "a word or a list of words"):
            if text in FAIL_ON:
                found.append(text)
                continue
            expected = f"one of {diagnostics.listed(FAIL_ON)}"
            fix = suggest(text, FAIL_ON)
            self.problems.append(diagnostics.outside_schema(place(), "`fail_on`", expected, repr(text), fix))
        if "never" in found and len(found) > 1:
            self.problems.append(
                diagnostics.contradictory_settings(self.data.value_at("fail_on"), "`never` stands alone in `fail_on`")
            )
        return tuple(found)

    def texts(self, key: str, expected: str) -> Iterator[tuple[str, Place]]:
        """The text of a key, or each text of its list, with its place; anything else is a problem."""
        value = self.data.get(key)
        if key not in self.data:
            return
        if isinstance(value, Sequence):
            for index, item in enumerate(value):
                place = _item_place(value, index)
                if isinstance(item, str) and item:
                    yield item, place
                else:
                    self.wrong(key, expected, _kind(item), place)
        elif isinstance(value, str) and value:
            yield value, lambda: self.data.value_at(key)
        else:
            self.wrong(key, expected, _kind(value), lambda: self.data.value_at(key))

    def checked_path(self, text: str, place: Place) -> Path | None:
        """The path seen from the current folder; one that leaves the project's folder is refused."""
        path = Path(os.path.normpath(self.folder / text))
        if "\0" in text or os.path.isabs(text) or not is_inside(str(path), str(self.folder)):
            why = f"{text} does not lie in the folder of the project file; name it on the command line instead"
            self.problems.append(diagnostics.bad_setting(place(), why))
            return None
        return path

    def wrong(self, key: str, expected: str, found: str, place: Place) -> None:
        self.problems.append(diagnostics.outside_schema(place(), f"`{key}`", expected, found))


def _item_place(items: Sequence, index: int) -> Place:
    return lambda: items.item_at(index)


def _kind(value: Any) -> str:
    """What a value of the wrong type is, in words."""
    if value is None or value == "":
        return "nothing"
    if isinstance(value, bool):
        return "a truth value"
    if isinstance(value, Mapping):
        return "a mapping"
    return "a list" if isinstance(value, Sequence) else "a number"
