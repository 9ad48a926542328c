"""`typing.NamedTuple`, quicker to define: it compiles no annotation, which is most of what one costs at start-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from collections import namedtuple

    _NOT_COPIED = frozenset({"__annotations__", "__module__", "__qualname__"})

    class _Maker(type):
        def __new__(cls, name, bases, namespace):
            if not bases:
                return super().__new__(cls, name, bases, namespace)
            fields = tuple(namespace.get("__annotations__", ()))
            defaults = [namespace[field] for field in fields if field in namespace]
            made = namedtuple(name, fields, defaults=defaults, module=namespace["__module__"])  # noqa: PYI024  # see above
            made.__annotations__ = namespace.get("__annotations__", {})
            made.__qualname__ = namespace["__qualname__"]
            for key in namespace.keys() - _NOT_COPIED - set(fields):
                setattr(made, key, namespace[key])
            return made

    class NamedTuple(metaclass=_Maker):
        """Stands for a named tuple among the bases of a class, and is none of them afterwards."""


__all__ = ["NamedTuple"]
