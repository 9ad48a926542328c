"""SHA-256 as `hashlib` gives it, but without OpenSSL, which takes longer to load than a small run takes to hash."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Final, Protocol


class _Hash(Protocol):
    def hexdigest(self) -> str: ...


def _built_in() -> Callable[[bytes], _Hash]:
    # Python's own implementation has had two names; an interpreter may also be built without it.
    for module in ("_sha2", "_sha256", "hashlib"):
        try:
            found: Callable[[bytes], _Hash] = import_module(module).sha256
        except ImportError:
            continue
        return found
    raise ImportError("there is no SHA-256")


_SHA256: Final = _built_in()


def sha256(data: bytes) -> str:
    """The digest in hexadecimal digits."""
    return _SHA256(data).hexdigest()
