"""Whether a graph, and the extraction behind it, are as they should be: shapes, and scores against labels."""
