"""From the name of a file format to its JSON Schema (draft 2020-12).

The schemas are part of the package once it is installed, and lie beside `engine/` in a checkout.
"""

from __future__ import annotations

import json
import os
from functools import cache
from typing import Any, Final

NAMES: Final = ("rules", "vocabulary", "facts", "article", "waivers", "baseline", "project", "report", "extraction")

Schema = dict[str, Any]

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_FOLDERS = (os.path.join(_PACKAGE, "schema"), os.path.join(_PACKAGE, "..", "..", "schema"))


def schema_text(name: str) -> str:
    """A schema as it is shipped, for people and editors. Raises KeyError for a name that is not in NAMES."""
    if name not in NAMES:
        raise KeyError(name)
    for folder in _FOLDERS:
        path = os.path.join(folder, f"{name}.schema.json")
        if os.path.isfile(path):
            with open(path, encoding="utf-8") as file:
                return file.read()
    raise FileNotFoundError(f"{name}.schema.json")


@cache
def load_schema(name: str) -> Schema:
    """A schema as data, not to be changed. `facts#statement_line` is what the `$defs` of one have under a name."""
    whole, _, part = name.partition("#")
    schema: Schema = json.loads(schema_text(whole))
    if not part:
        return schema
    if part not in schema["$defs"]:
        raise KeyError(name)
    return {key: schema[key] for key in ("$schema", "$id", "$defs")} | {"$ref": f"#/$defs/{part}"}
