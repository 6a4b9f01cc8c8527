"""The model as statements: names for things, N-Quads for the store, JSON records for other programs."""
