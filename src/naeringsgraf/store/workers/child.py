"""What runs in the processes that read: the worker, and on Linux the one that workers are forked from.

`run` is called by `launching.py`, in a fresh interpreter, and knows its parent by one socket.
"""

import gc
import importlib
import json
import os
import pickle
import signal
import socket
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, NoReturn

from naeringsgraf.errors import SourceError
from naeringsgraf.store.workers.frames import Inbox, Message, OversizeError
from naeringsgraf.store.workers.limits import Limits
from naeringsgraf.store.workers.sealing import die_with, seal

Task = Callable[[Any], Sequence[bytes]]
"""What is done with one item. It can be pickled; raises SourceError where the item is to be refused."""

_CHUNK: Final = 1 << 16
_LONGEST_TRACE: Final = 20_000


def run(kind: str, prepare: str) -> NoReturn:
    """Be a worker, or a template that workers are forked from, until the parent lets go of the socket.

    Args:
        kind: "worker" or "template".
        prepare: "module:function" to call before anything is read, so that no document pays for it.
    """
    # An interrupt at the terminal reaches us too, but ending is for the parent to decide.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        connection = _take_socket()
        module, _, function = prepare.partition(":")
        getattr(importlib.import_module(module), function)()
        if kind == "template" and sys.platform == "linux":
            _fork_workers(connection)
        else:
            _serve(connection, Limits(**json.loads(sys.argv[2])))
        os._exit(0)
    finally:
        # At once, so that the parent that sees the socket close can tell what we ended with.
        os._exit(1)


def _take_socket() -> socket.socket:
    """Give the socket that the parent holds the other end of."""
    if sys.platform == "win32":
        shared = sys.stdin.buffer.read()
        return socket.fromshare(shared)
    return socket.socket(fileno=int(sys.argv[1]))


def _fork_workers(control: socket.socket) -> None:
    """Fork a worker for each socket that is sent, and end those named; when the parent is gone, end them all.

    A worker that died stays known to the system until it is ended here, so no other process can get its number.
    """
    # What is shared with the workers is not to be touched, and so not copied, by collecting garbage.
    gc.collect()
    gc.freeze()
    alive: set[int] = set()
    control.send(b"{}")
    while True:
        data, sockets, _, _ = socket.recv_fds(control, _CHUNK, 1)
        if not data:
            break
        asked = json.loads(data)
        if "start" in asked:
            answer = _fork_worker(control, sockets[0], Limits(**asked["start"]))
            alive.add(answer)
        else:
            answer = _end_worker(asked["end"])
            alive.discard(asked["end"])
        control.send(json.dumps(answer).encode("ascii"))
    for number in alive:
        _end_worker(number)


def _fork_worker(control: socket.socket, handle: int, limits: Limits) -> int:
    template = os.getpid()
    number = os.fork()
    if number:
        os.close(handle)
        return number
    try:
        die_with(template)
        control.close()
        _serve(socket.socket(fileno=handle), limits)
    finally:
        os._exit(0)


def _end_worker(number: int) -> int:
    """Kill a worker if it still runs, and give what it ended with: an exit code, or a signal as a negative number."""
    os.kill(number, signal.SIGKILL)
    _, status = os.waitpid(number, 0)
    return os.waitstatus_to_exitcode(status)


def _serve(connection: socket.socket, limits: Limits) -> None:
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
