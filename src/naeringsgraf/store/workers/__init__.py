"""Reads documents in sealed processes, so that a hostile or broken one costs nobody but itself.

```
this process ──batches of files──→ workers, one a core: no network, no writing, bounded memory, die with us
             ←──bytes, no objects── each result as it is made; late, too large or dead → that document is refused
```
"""
