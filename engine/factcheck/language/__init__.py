"""The expression language as text and tree: grammar, nodes, parser, printer. It knows no fact and no value."""
