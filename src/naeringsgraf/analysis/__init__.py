"""Questions put to the graph: each a function that gives rows, and every number in them knows its sentences."""
