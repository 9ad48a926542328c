"""Reports: pure functions that turn what a run found into text. `renderers.RENDERERS` lists the formats of a run."""
