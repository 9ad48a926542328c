"""From a text to its mentions: every number, quantity, time and known name, whatever facts there are."""
