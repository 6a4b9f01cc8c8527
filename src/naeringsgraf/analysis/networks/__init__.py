"""The kinds of network: each a file with a function from the graph to marks and lines; `kinds.py` lists them."""
