"""The command line: one module per command. Only here is anything printed, and only here is typer imported."""
