"""Frozen, slotted records, as `@dataclass(frozen=True, slots=True)` makes them, without its price at start-up.

A dataclass compiles the source of six methods as soon as it is defined, which for some eighty classes takes longer than
a whole run. Records share all their methods. Only a class of which many are made gets a constructor of its own, which
is compiled then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from operator import attrgetter
from typing import Any, ClassVar, TypeVar, dataclass_transform

_R = TypeVar("_R", bound="Record")


class _DataclassFields:
    """What the functions of `dataclasses` ask a class for, made when they ask."""

    def __get__(self, record: Record | None, kind: type[Record]) -> Any:
        import dataclasses  # only those who have imported it already get here

        made: Any = dataclasses.make_dataclass(kind.__name__, kind.__match_args__)
        return made.__dataclass_fields__


@dataclass_transform(frozen_default=True)
class RecordType(type):
    """Makes the annotated names of a class its slots, and its fields after those of the class that it extends."""

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> Any:
        """The class. Its annotations must be strings: `from __future__ import annotations`."""
        base: Any = bases[0] if bases else None
        annotations = namespace.get("__annotations__", {}) if base else {}
        own = tuple(field for field, kind in annotations.items() if not kind.startswith("ClassVar"))
        defaults = {field: namespace.pop(field) for field in own if field in namespace}
        fields = (*base.__match_args__, *own) if base else ()
        uncompared = namespace.get("__uncompared__", base.__uncompared__ if base else ())
        compared = [field for field in fields if field not in uncompared]
        namespace["__slots__"] = own
        namespace["__match_args__"] = fields
        namespace["__defaults__"] = base.__defaults__ | defaults if base else {}
        namespace["__compared__"] = staticmethod(attrgetter(*compared) if compared else _nothing)
        if base:  # a constructor that the base was given makes the base only
            namespace.setdefault("__init__", base.__shared_init__)
        made: Any = super().__new__(cls, name, bases, namespace)
        made.__made__ = count(1)
        made.__setters__ = tuple(getattr(made, field).__set__ for field in fields)
        return made


def _nothing(_: object) -> tuple[()]:
    return ()


class Record(metaclass=RecordType):
    """A value with fields. Two of one class are equal if their fields are, less the `__uncompared__` ones."""

    __uncompared__: ClassVar[tuple[str, ...]] = ()
    __match_args__: ClassVar[tuple[str, ...]]
    __defaults__: ClassVar[dict[str, Any]]
    __made__: ClassVar[Iterator[int]]
    __setters__: ClassVar[tuple[Callable[[object, Any], None], ...]]
    __compared__: ClassVar[Callable[[object], Any]]
    __dataclass_fields__: ClassVar[Any] = _DataclassFields()

    def __init__(self, *values: Any, **named: Any) -> None:
        kind = type(self)
        if next(kind.__made__) == _MANY:
            kind.__init__ = _own_constructor(kind)  # type: ignore[method-assign]
        setters = kind.__setters__
        if named or len(values) != len(setters):
            values = _in_order(kind, values, named)
        for put, value in zip(setters, values):  # noqa: B905  # as many as there are setters: see above
            put(self, value)

    __shared_init__ = __init__

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        compared = type(self).__compared__
        return bool(compared(self) == compared(other))

    def __hash__(self) -> int:
        return hash(type(self).__compared__(self))

    def __repr__(self) -> str:
        fields = ", ".join(f"{field}={getattr(self, field)!r}" for field in self.__match_args__)
        return f"{type(self).__qualname__}({fields})"


_MANY = 100
"""Records of a class after which it gets a constructor of its own, which takes a third of the time."""


def _own_constructor(kind: type[Record]) -> Callable[..., None]:
    """The constructor that `@dataclass` would have made; of a rule base nothing goes into its text."""
    fields, defaults = kind.__match_args__, kind.__defaults__
    given = ", ".join(f"{field}={field}" if field in defaults else field for field in fields)
    body = "; ".join(f"put_{field}(self, {field})" for field in fields) or "pass"
    known = {f"put_{field}": put for field, put in zip(fields, kind.__setters__, strict=True)} | defaults
    exec(f"def __init__(self, {given}): {body}", known)  # noqa: S102  # names of fields in this project, nothing else
    constructor: Callable[..., None] = known["__init__"]
    return constructor


def replace(record: _R, **changes: Any) -> _R:
    """The record with other values in some fields."""
    return type(record)(**{field: getattr(record, field) for field in record.__match_args__} | changes)


def _in_order(kind: type[Record], values: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
    """The values of all fields, in their order. Raises TypeError as any call with the wrong arguments does."""
    fields = kind.__match_args__
    if len(values) > len(fields):
        raise TypeError(f"{kind.__name__}() takes {len(fields)} values; {len(values)} were given")
    rest = fields[len(values) :]
    if not named.keys() <= set(rest):
        raise TypeError(f"{kind.__name__}() takes no further {next(name for name in named if name not in rest)!r}")
    given = kind.__defaults__ | named
    try:
        return (*values, *map(given.__getitem__, rest))
    except KeyError as lacking:
        raise TypeError(f"{kind.__name__}() lacks {lacking}") from None
