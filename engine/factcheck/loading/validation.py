"""From data to the problems it has with its schema, in words for the person who wrote the file.

This is the only module that knows jsonschema. It is imported only where a quick screen has found that something is
wrong; what it then finds is never shown as it stands, but said again: what is at fault, what it must be, what it is.
No schema but our own is ever looked at, and no reference leads out of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import islice
from typing import Any

from factcheck import diagnostics
from factcheck.diagnostics import Diagnostic, in_order, listed
from factcheck.loading.document import Mapping, Sequence
from factcheck.loading.schemas import Schema, load_schema
from factcheck.loading.screen import Check, pattern, screen, type_check
from factcheck.source import Passage
from factcheck.suggestions import suggest

MOST_PROBLEMS = 100

_TYPE_WORDS = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "keys with values",
    "null": "nothing",
}
_OLD_TRUTH = {**dict.fromkeys(("yes", "on", "y"), "true"), **dict.fromkeys(("no", "off", "n"), "false")}
"""Truth values of YAML 1.1, which are words in 1.2."""
_SHOWN = 60
_MOST_MISSPELT = 20


def validate(data: Any, schema_name: str, what: str | None = None, at: Passage | None = None) -> list[Diagnostic]:
    """What is wrong with data as one of our formats (see `load_schema`), in the order of the file.

    `what` names the whole in messages ("the front matter"); by default it is the schema's title. `at` is the place of
    the whole where the data itself has none: an empty file, or one that holds a single word.
    """
    if _screen(schema_name)(data):
        return []
    if not isinstance(data, Mapping | Sequence):
        name = what or _title(load_schema(schema_name))
        return [diagnostics.outside_schema(at, name, _TYPE_WORDS["object"], _shown(data, str(data)))]
    errors = _validator(schema_name).iter_errors(data)
    translator = _Translator(data, load_schema(schema_name), what)
    problems = (problem for error in errors for problem in translator.translated(error))
    return in_order(islice(problems, MOST_PROBLEMS))


@cache
def _screen(schema_name: str) -> Check:
    return screen(load_schema(schema_name))


@cache
def _validator(schema_name: str) -> Any:
    from jsonschema import Draft202012Validator, ValidationError
    from jsonschema.validators import extend
    from referencing import Registry

    def matches(_: Any, written: str, value: Any, __: Any) -> Iterator[ValidationError]:
        if isinstance(value, str) and not pattern(written).search(value):
            yield ValidationError("")

    kind = extend(Draft202012Validator, {"pattern": matches})  # type: ignore[no-untyped-call]  # its stub has no types
    return kind(load_schema(schema_name), registry=Registry())


class _Translator:
    """Says again what jsonschema found in one file."""

    def __init__(self, data: Mapping | Sequence, schema: Schema, what: str | None) -> None:
        self.data = data
        self.schema = schema
        self.what = what

    def translated(self, error: Any) -> Iterator[Diagnostic]:
        path = list(error.absolute_path)
        match error.validator:
            case "additionalProperties":
                yield from self.unknown_keys(error, path)
            case "required":
                yield from self.missing_keys(error, path, error.validator_value)
            case "dependentRequired":
                needed = [
                    key for given, keys in error.validator_value.items() if given in error.instance for key in keys
                ]
                yield from self.missing_keys(error, path, needed)
            case "oneOf":
                yield from self.one_of(error, path)
            case "anyOf":
                yield from self.any_of(error, path)
            case _:
                yield self.outside(error, path)

    # Keys ------------------------------------------------------------------------------------------------------------

    def unknown_keys(self, error: Any, path: list[Any]) -> Iterator[Diagnostic]:
        known = list(error.schema.get("properties", {}))
        patterns = [pattern(written) for written in error.schema.get("patternProperties", {})]
        for key in error.instance:
            if key not in known and not any(expression.search(key) for expression in patterns):
                at = error.instance.key_at(key)
                yield diagnostics.unknown_key(at, _clipped(key), self.name_of(error.schema, path), suggest(key, known))

    def missing_keys(self, error: Any, path: list[Any], keys: list[str]) -> Iterator[Diagnostic]:
        misspelt = _misspelt(error)
        for key in keys:
            if key not in error.instance and key not in misspelt:
                yield diagnostics.missing_key(self.head(path), key, self.name_of(error.schema, path))

    def one_of(self, error: Any, path: list[Any]) -> Iterator[Diagnostic]:
        """Our schemas say `oneOf` only of keys, one of which has to be there."""
        if not isinstance(error.instance, Mapping):
            return  # reported as such
        keys = [branch["required"][0] for branch in error.validator_value]
        name = self.name_of(error.schema, path)
        given = [key for key in keys if key in error.instance]
        if given:
            why = f"{name} has either {listed([f'`{key}`' for key in keys])}, not both"
            yield diagnostics.contradictory_settings(error.instance.key_at(given[-1]), why)
        elif _misspelt(error).isdisjoint(keys):
            yield diagnostics.missing_one_key(self.head(path), keys, name)

    # Values ----------------------------------------------------------------------------------------------------------

    def any_of(self, error: Any, path: list[Any]) -> Iterator[Diagnostic]:
        """Of several ways to be right, explain the one that was most likely meant."""
        branches = [self.resolved(branch) for branch in error.validator_value]
        possible = [number for number, branch in enumerate(branches) if _has_type(error.instance, branch)]
        if any(_takes_text(branch) for branch in branches) and _is_text_in_brackets(error.instance):
            possible = []
        if not possible or not isinstance(error.instance, dict | list):
            yield self.outside(error, path)
            return
        meant = max(possible, key=lambda number: _likeness(error.instance, branches[number]))
        for inner in error.context:
            if inner.schema_path[0] == meant:
                yield from self.translated(inner)

    def outside(self, error: Any, path: list[Any]) -> Diagnostic:
        value, at = error.instance, self.place(path)
        expected = self.expected(error.schema) if path else _TYPE_WORDS["object"]
        keys = list(error.schema.get("required") or error.schema.get("properties", ()))
        if error.validator == "type" and error.validator_value == "object" and path and keys:
            expected = f"{expected}, with keys such as {keys[0]}"
        found = _shown(value, at.text)
        schema = self.resolved(error.schema)
        fix = _fix(value, at, schema)
        if _types_of(schema) == ["array"] and isinstance(value, str) and path and isinstance(path[-1], str):
            at = self.node(path[:-1]).written_at(path[-1])
            fix = _as_list(at.text)
        elif _is_text_in_brackets(value) and any(_takes_text(self.resolved(b)) for b in schema.get("anyOf", [schema])):
            found += f": a text that starts with {at.text[0]} needs quotes"
            fix = _in_quotes(at.text)
        match error.validator:
            case "minLength" | "minItems" | "minProperties":
                found = "empty"
            case "maxLength":
                expected, found = f"at most {error.validator_value} characters long", f"{len(value)} characters"
            case "minimum" | "maximum" if "title" not in error.schema:
                expected = _range(error.schema)
        return diagnostics.outside_schema(at, self.named(path), expected, found, fix)

    def expected(self, schema: Schema) -> str:
        """What a schema asks for, in words."""
        schema = self.resolved(schema)
        if "title" in schema:
            return str(schema["title"])
        if "enum" in schema:
            return listed(schema["enum"])
        if "const" in schema:
            return str(schema["const"])
        if "anyOf" in schema:
            return listed([self.expected(branch) for branch in schema["anyOf"]])
        return listed([_TYPE_WORDS[name] for name in _types_of(schema)])

    def resolved(self, schema: Schema) -> Schema:
        return _resolved(schema, self.schema)

    # Names and places ------------------------------------------------------------------------------------------------

    def named(self, path: list[Any]) -> str:
        """A value as messages name it: by its key, or by the key of the list that it stands in."""
        if not path:
            return self.what or _title(self.schema)
        if isinstance(path[-1], str):
            return _clipped(path[-1])
        keys = [step for step in path if isinstance(step, str)]
        return f"each of {_clipped(keys[-1])}" if keys else "each item"

    def name_of(self, schema: Schema, path: list[Any]) -> str:
        """A mapping as messages name it: by what it is, not by where it stands."""
        if not path and self.what:
            return self.what
        return str(schema.get("title") or self.named(path))

    def head(self, path: list[Any]) -> Passage:
        """Where to point for what is not there: the mapping's first key."""
        node = self.node(path)
        if isinstance(node, Mapping) and node:
            return node.key_at(next(iter(node)))
        return self.place(path)

    def place(self, path: list[Any]) -> Passage:
        """The value at the end of a path; its key, if the value is not written at all."""
        if not path:
            return self.data.at
        parent, step = self.node(path[:-1]), path[-1]
        if isinstance(parent, Sequence):
            return parent.item_at(step)
        at: Passage = parent.value_at(step)
        return parent.key_at(step) if at.start == at.end and parent[step] is None else at

    def node(self, path: list[Any]) -> Any:
        node = self.data
        for step in path:
            node = node[step]
        return node


def _misspelt(error: Any) -> set[str | None]:
    """The keys that unknown ones were probably meant to be; nobody needs to hear that they are missing as well."""
    known = error.schema.get("properties", {})
    unknown = islice((key for key in error.instance if key not in known), _MOST_MISSPELT)
    return {suggest(key, known) for key in unknown}


def _resolved(schema: Schema, root: Schema) -> Schema:
    if "$ref" not in schema:
        return schema
    definition: Schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
    return definition


def _title(schema: Schema) -> str:
    return str(_resolved(schema, schema)["title"])


def _types_of(schema: Schema) -> list[str]:
    types = schema.get("type", [])
    return [types] if isinstance(types, str) else list(types)


def _has_type(value: Any, schema: Schema) -> bool:
    types = _types_of(schema)
    return not types or type_check(types)(value)


def _likeness(value: Any, schema: Schema) -> tuple[int, int]:
    """How well a mapping fits a schema by its keys alone."""
    if not isinstance(value, dict):
        return 0, 0
    required = sum(key in value for key in schema.get("required", ()))
    return required, sum(key in schema.get("properties", {}) for key in value)


def _fix(value: Any, at: Passage, schema: Schema) -> str | None:
    """What to write instead, where that can be told from the value: the nearest word, quotes around a number."""
    types = _types_of(schema)
    if isinstance(value, str):
        if types == ["boolean"]:
            return _OLD_TRUTH.get(value.lower())
        return suggest(value, schema["enum"]) if "enum" in schema else None
    if isinstance(value, int | Fraction) and not isinstance(value, bool) and "string" in types:
        fits = pattern(schema["pattern"]).search(at.text) if "pattern" in schema else "title" not in schema
        return f'"{at.text}"' if fits else None
    return None


def _takes_text(schema: Schema) -> bool:
    return "string" in _types_of(schema)


def _is_text_in_brackets(value: Any) -> bool:
    """`{value}` or `[the]` without quotes: a mapping without values, or a list of words, on one line."""
    if isinstance(value, Mapping):
        bare = bool(value) and all(inside is None for inside in value.values())
    else:
        bare = isinstance(value, Sequence) and bool(value) and all(isinstance(inside, str) for inside in value)
    return bare and value.at.text[:1] in "{[" and "\n" not in value.at.text


def _in_quotes(text: str) -> str | None:
    return f'"{text}"' if not set(text) & set('"\\') else None


def _as_list(written: str) -> str | None:
    """A single value as a list of it; None for a block of text."""
    if written[:1] in ("'", '"'):
        return f"[{written}]"
    quoted = _in_quotes(written) if written[:1] not in "|>" and "\n" not in written else None
    return f"[{quoted}]" if quoted else None


def _range(schema: Schema) -> str:
    least, most = schema.get("minimum"), schema.get("maximum")
    if least is None or most is None:
        return f"at least {least}" if most is None else f"at most {most}"
    return f"from {least} to {most}"


def _shown(value: Any, written: str) -> str:
    """A value as messages show it."""
    match value:
        case None:
            return "empty"
        case bool():
            return "true" if value else "false"
        case int() | Fraction():
            return f"the number {_clipped(written)}"
        case str():
            return repr(_clipped(value))
        case list():
            return "a list"
    return "a mapping"


def _clipped(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
