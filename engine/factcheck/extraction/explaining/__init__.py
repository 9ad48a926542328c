"""From a pattern that almost matched to what stopped it, and what to change."""
