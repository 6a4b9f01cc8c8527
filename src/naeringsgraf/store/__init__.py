"""Build, publish and query the graph: the only room that speaks to the engines behind it."""
