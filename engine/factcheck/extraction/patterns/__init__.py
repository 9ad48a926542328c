"""From the patterns of a vocabulary to where they match in a text."""
