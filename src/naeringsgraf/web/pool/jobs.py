"""What a worker is told to do; `worker.py` knows what each kind takes. Jobs are bytes as they go over the wire."""

import json
from functools import lru_cache
from typing import Any, Final

from naeringsgraf.store.workers.frames import Message, write_frame

UNION: Final = "union"
OWN: Final = "own"
"""What the default graph of a query is: the union of all graphs, or what stands in no named graph."""


def tell_job(kind: str, seconds: float, data: bytes = b"", **told: Any) -> bytes:
    """Write a job that has to be done in so many seconds."""
    return Message({"kind": kind, "seconds": seconds, **told}, (data,)).to_bytes()


def tell_query(text: str, seconds: float, **told: Any) -> bytes:
    """Write a query as a job; what is told beside its text is mostly the same each time, and is written once."""
    return write_frame(_write_head(seconds=seconds, **told), text.encode("utf-8", "replace"))


@lru_cache(maxsize=64)
def _write_head(**told: Any) -> bytes:
    return json.dumps({"kind": "query", **told}).encode("ascii")
