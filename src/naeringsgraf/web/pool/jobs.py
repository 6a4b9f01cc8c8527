"""What a worker is told to do; `worker.py` knows what each kind takes."""

from typing import Any

from naeringsgraf.store.workers.frames import Message


def tell_job(kind: str, seconds: float, data: bytes = b"", **told: Any) -> Message:
    """Write a job that has to be done in so many seconds."""
    return Message({"kind": kind, "seconds": seconds, **told}, (data,))
