"""How many times as fast as others on the same input, with the same output. `make bench` runs it."""
