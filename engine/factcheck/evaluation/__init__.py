"""From checks and statements to verdicts: checker (names, types), planner (closures), evaluation, aggregates."""
