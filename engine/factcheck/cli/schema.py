"""`factcheck schema`: print one of the JSON Schemas, for editors and other tools."""

from __future__ import annotations

from typing import Annotated

from factcheck.cli import options

Name = Annotated[str | None, options.Argument("[NAME]", "Which schema; without it, the names are listed.")]


def schema(name: Name = None) -> int:
    """Print a JSON Schema."""
    from factcheck.cli import outputs
    from factcheck.cli.usage import UsageError, unknown_choice
    from factcheck.loading.schemas import NAMES, schema_text
    from factcheck.model.exit_code import ExitCode

    if name is None:
        return outputs.print_page("".join(f"{known}\n" for known in NAMES), int(ExitCode.OPEN))
    if name not in NAMES:
        raise UsageError(unknown_choice("NAME", name, NAMES))
    return outputs.print_page(schema_text(name), int(ExitCode.OPEN), exact=True)
