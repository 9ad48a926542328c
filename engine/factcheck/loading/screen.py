"""From a JSON Schema to a function that tells quickly whether data is valid, and no more.

Nearly every file is valid. A validating library takes long to import and longer to run, because it prepares to explain
what is wrong; so it is asked only about data that does not pass here. The keywords are those that our own schemas use;
any other is refused when the function is made. Tests hold the two to the same answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sized
from fractions import Fraction
from functools import cache
from typing import Any

Check = Callable[[Any], bool]
Schema = dict[str, Any]

_ANNOTATIONS = frozenset({"$schema", "$id", "$defs", "title", "description", "examples", "default"})


@cache
def pattern(written: str) -> re.Pattern[str]:
    """A schema's pattern. Its `$` is the end of the text, as in ECMA-262, and not the place before a last newline."""
    return re.compile(re.sub(r"(?<!\\)\$$", r"\\Z", written))


def screen(schema: Schema) -> Check:
    """The function for a schema. Raises ValueError for a keyword that is not known here."""
    return _Screen(schema.get("$defs", {})).made(schema)


_CLASSES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, Fraction, float),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
    "array": (list,),
    "object": (dict,),
}


def type_check(names: str | list[str]) -> Check:
    """The check for a `type`. A truth value is no number, though Python says so."""
    names = [names] if isinstance(names, str) else names
    classes = tuple(a_class for name in names for a_class in _CLASSES[name])
    if int in classes and bool not in classes:
        return lambda value: isinstance(value, classes) and not isinstance(value, bool)
    return lambda value: isinstance(value, classes)


_is_number = type_check("number")


def _always(_: Any) -> bool:
    return True


class _Screen:
    """Makes checks for one schema with its definitions."""

    def __init__(self, definitions: dict[str, Schema]) -> None:
        self.definitions = definitions
        self.known: dict[str, Check] = {}

    def made(self, schema: Schema | bool) -> Check:
        if isinstance(schema, bool):
            return _always if schema else lambda _: False
        if schema.get("type") == "string" and schema.keys() - _ANNOTATIONS <= _TEXT_KEYWORDS:
            return _text(schema)
        checks = []
        for keyword, value in schema.items():
            if keyword in _ANNOTATIONS or keyword in _OBJECT_KEYWORDS:
                continue
            maker = _MAKERS.get(keyword)
            if maker is None:
                raise ValueError(f"the keyword {keyword} is not known to the screen")
            checks.append(maker(self, value))
        if not _OBJECT_KEYWORDS.isdisjoint(schema):
            checks.append(self.entries(schema))
        return _all(checks)

    def reference(self, name: str) -> Check:
        prefix = "#/$defs/"
        if not name.startswith(prefix):
            raise ValueError(f"{name} is no reference into $defs")
        name = name.removeprefix(prefix)
        if name not in self.known:
            self.known[name] = _unfinished
            self.known[name] = self.made(self.definitions[name])
        if self.known[name] is _unfinished:
            raise ValueError(f"{name} refers to itself")
        return self.known[name]

    def entries(self, schema: Schema) -> Check:
        """`properties`, `patternProperties` and `additionalProperties` together: one look at each key."""
        own = {key: self.made(value) for key, value in schema.get("properties", {}).items()}
        patterns = [(pattern(key), self.made(value)) for key, value in schema.get("patternProperties", {}).items()]
        others = self.made(schema.get("additionalProperties", True))

        if any(expression.search(key) for expression, _ in patterns for key in own):
            raise ValueError("a key is among properties and patternProperties")

        def other(key: str) -> Check:
            return _all([check for expression, check in patterns if expression.search(key)] or [others])

        def check(value: Any) -> bool:
            if isinstance(value, dict):
                for key, item in value.items():
                    entry = own.get(key) or (other(key) if patterns else others)
                    if not entry(item):
                        return False
            return True

        return check


def _all(checks: list[Check]) -> Check:
    match checks:
        case []:
            return _always
        case [only]:
            return only
        case [first, second]:
            return lambda value: first(value) and second(value)
        case [first, second, third]:
            return lambda value: first(value) and second(value) and third(value)
    return lambda value: all(check(value) for check in checks)


def _unfinished(_: Any) -> bool:
    raise AssertionError


def _equals(constant: Any) -> Check:
    if isinstance(constant, str):
        return lambda value: isinstance(value, str) and value == constant
    if isinstance(constant, int) and not isinstance(constant, bool):
        return lambda value: _is_number(value) and value == constant
    raise ValueError("only text and whole numbers are compared")


def _one_of_constants(_: _Screen, constants: list[Any]) -> Check:
    if not all(isinstance(constant, str) for constant in constants):
        raise ValueError("only enumerations of text are known")
    known = frozenset(constants)
    return lambda value: isinstance(value, str) and value in known


def _pattern(_: _Screen, written: str) -> Check:
    search = pattern(written).search
    return lambda value: not isinstance(value, str) or search(value) is not None


def _text(schema: Schema) -> Check:
    """The check for text in one function: most of what stands in a file is text."""
    least, most = schema.get("minLength", 0), schema.get("maxLength", _INFINITE)
    if "pattern" not in schema:
        return lambda value: isinstance(value, str) and least <= len(value) <= most
    search = pattern(schema["pattern"]).search
    return lambda value: isinstance(value, str) and least <= len(value) <= most and search(value) is not None


def _length(kind: type[Sized], least: int, most: float) -> Check:
    return lambda value: not isinstance(value, kind) or least <= len(value) <= most


def _at_least(_: _Screen, least: int) -> Check:
    return lambda value: not _is_number(value) or value >= least


def _at_most(_: _Screen, most: int) -> Check:
    return lambda value: not _is_number(value) or value <= most


def _items(maker: _Screen, schema: Schema) -> Check:
    item = maker.made(schema)

    def check(value: Any) -> bool:
        if isinstance(value, list):
            for each in value:
                if not item(each):
                    return False
        return True

    return check


def _required(_: _Screen, keys: list[str]) -> Check:
    needed = frozenset(keys)
    return lambda value: not isinstance(value, dict) or needed <= value.keys()


def _dependent_required(_: _Screen, table: dict[str, list[str]]) -> Check:
    def check(value: Any) -> bool:
        if not isinstance(value, dict):
            return True
        return all(key in value for given, keys in table.items() if given in value for key in keys)

    return check


def _any_of(maker: _Screen, schemas: list[Schema]) -> Check:
    checks = [maker.made(schema) for schema in schemas]

    match checks:
        case [first, second]:
            return lambda value: first(value) or second(value)
    return lambda value: any(check(value) for check in checks)


def _one_of(maker: _Screen, schemas: list[Schema]) -> Check:
    checks = [maker.made(schema) for schema in schemas]
    return lambda value: sum(check(value) for check in checks) == 1


_TEXT_KEYWORDS = frozenset({"type", "minLength", "maxLength", "pattern"})
_OBJECT_KEYWORDS = frozenset({"properties", "patternProperties", "additionalProperties"})
_INFINITE = float("inf")
_MAKERS: dict[str, Callable[[_Screen, Any], Check]] = {
    "$ref": lambda maker, name: maker.reference(name),
    "type": lambda _, names: type_check(names),
    "const": lambda _, constant: _equals(constant),
    "enum": _one_of_constants,
    "pattern": _pattern,
    "minLength": lambda _, least: _length(str, least, _INFINITE),
    "maxLength": lambda _, most: _length(str, 0, most),
    "minItems": lambda _, least: _length(list, least, _INFINITE),
    "minProperties": lambda _, least: _length(dict, least, _INFINITE),
    "minimum": _at_least,
    "maximum": _at_most,
    "items": _items,
    "required": _required,
    "dependentRequired": _dependent_required,
    "anyOf": _any_of,
    "oneOf": _one_of,
}
