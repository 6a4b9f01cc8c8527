"""What a worker does that reads documents: one batch after another, each item sent as soon as it is made."""

import pickle
import socket
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from naeringsgraf.errors import SourceError
from naeringsgraf.store.workers.frames import Inbox, Message, OversizeError
from naeringsgraf.store.workers.limits import Limits
from naeringsgraf.store.workers.sealing import seal

Task = Callable[[Any], Sequence[bytes]]
"""What is done with one item. It can be pickled; raises SourceError where the item is to be refused."""

_CHUNK: Final = 1 << 16
_LONGEST_TRACE: Final = 20_000


def serve(connection: socket.socket, limits: Limits) -> None:
    """Do one batch after another, and send what comes of each item as soon as it is made."""
    sys.dont_write_bytecode = True
    missing = seal(limits)
    connection.sendall(Message({"ready": True, "missing": missing}).to_bytes())
    inbox = Inbox()
    while data := connection.recv(_CHUNK):
        for message in inbox.take(data):
            sys.path[:] = message.head["path"]
            task, items = pickle.loads(message.parts[0])
            for item in items:
                connection.sendall(_attempt(task, item))


def _attempt(task: Task, item: Any) -> bytes:
    """Do one item. Whatever goes wrong is told, and ends neither the process nor the batch."""
    try:
        return Message({"kind": "done"}, tuple(task(item))).to_bytes()
    except SourceError as problem:
        told = {"kind": "refused", "path": problem.path, "reason": problem.reason, "line": problem.line}
    except MemoryError:
        told = {"kind": "memory"}
    except OversizeError:
        told = {"kind": "large"}
    except RecursionError:
        told = {"kind": "deep"}
    except Exception as mistake:
        told = {"kind": "mistake", "what": _describe(mistake), "trace": traceback.format_exc()[-_LONGEST_TRACE:]}
    return Message(told).to_bytes()


def _describe(mistake: Exception) -> str:
    """Say what went wrong and where, on one line."""
    frames = traceback.extract_tb(mistake.__traceback__)
    place = f" in {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    return f"{type(mistake).__name__}{place}"
