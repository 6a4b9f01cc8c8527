"""The pages of the explorer, each a pure function from a graph and what was asked to a reply."""
