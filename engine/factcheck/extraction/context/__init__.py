"""From a match to what stands around it: who says it, and how."""
