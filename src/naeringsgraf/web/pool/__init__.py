"""Processes that answer, each a graph that is open for reading, and that are ended when they take too long.

```
broker (this process; opens no store) ──jobs──→ workers, at least 4: sealed, one generation each, die with us
                                      ←frames── late, forsaken, too large or dead → killed, and another one made
```
"""
