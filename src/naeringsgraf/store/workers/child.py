"""What runs in the processes that work: the worker, and on Linux the template that workers are forked from.

`run` is called by `launching.py`, in a fresh interpreter, and knows its parent by one socket.
"""

import gc
import importlib
import json
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, Final, NoReturn

from naeringsgraf.store.workers.limits import Limits
from naeringsgraf.store.workers.sealing import die_with

Serve = Callable[[socket.socket, Limits], None]
"""Works for whoever holds the other end of the socket, until that is closed."""

_CHUNK: Final = 1 << 16
_TURN: Final = 0.0005
"""Seconds between two looks at whether we have been adopted."""


def run(kind: str, prepare: str, serve: str) -> NoReturn:
    """Be a worker, or a template that workers are forked from, until the parent lets go of the socket.

    Args:
        kind: "worker" or "template".
        prepare: "module:function" to call before anything is asked, so that no work pays for it.
        serve: "module:function" that works, a `Serve`.
    """
    # An interrupt at the terminal reaches us too, but ending is for the parent to decide.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        connection = _take_socket()
        # A hundred thousand words are loaded that all stay: nothing of it is garbage.
        gc.disable()
        _do_apart(_find(prepare))
        gc.enable()
        if kind == "template" and sys.platform == "linux":
            _fork_workers(connection, _find(serve))
        else:
            _find(serve)(connection, Limits(**json.loads(sys.argv[2])))
        os._exit(0)
    finally:
        # At once, so that the parent that sees the socket close can tell what we ended with.
        os._exit(1)


def _do_apart(prepare: Callable[[], None]) -> None:
    """Do it in a thread of its own.

    The engine's random numbers belong to a thread. Those of one that is forked begin alike in all the processes that
    come of it, and so blank nodes of different documents would get the same names. This thread ends before that.
    """
    problems: list[BaseException] = []

    def work() -> None:
        try:
            prepare()
        except BaseException as problem:
            problems.append(problem)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    if problems:
        raise problems[0]


def _find(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), function)
    return found


def _take_socket() -> socket.socket:
    """Give the socket that the parent holds the other end of."""
    if sys.platform == "win32":
        shared = sys.stdin.buffer.read()
        return socket.fromshare(shared)
    return socket.socket(fileno=int(sys.argv[1]))


def _fork_workers(control: socket.socket, serve: Serve) -> None:
    """Fork a worker for each socket that is sent, and end those named; when the parent is gone, end them all.

    A worker that died stays known to the system until it is ended here, so no other process can get its number. One
    that our parent adopts is for it to end.
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
            answer = _fork_worker(control, sockets[0], Limits(**asked["start"]), serve)
            alive.add(answer)
        elif "adopt" in asked:
            answer = _fork_for_adoption(control, sockets[0], asked["adopt"], serve)
        else:
            answer = _end_worker(asked["end"])
            alive.discard(asked["end"])
        control.send(json.dumps(answer).encode("ascii"))
    for number in alive:
        _end_worker(number)


def _fork_worker(control: socket.socket, handle: int, limits: Limits, serve: Serve) -> int:
    template = os.getpid()
    number = os.fork()
    if number:
        os.close(handle)
        return number
    try:
        die_with(template)
        control.close()
        serve(socket.socket(fileno=handle), limits)
    finally:
        os._exit(0)


def _fork_for_adoption(control: socket.socket, handle: int, limits: dict[str, Any] | None, serve: Serve) -> int:
    """Fork a child that our parent adopts, and that outlives us: a worker, or without limits another template.

    The process between us and the child ends at once, and the nearest ancestor that takes orphans gets the child.
    """
    parent = os.getppid()
    told, tell = os.pipe()
    between = os.fork()
    if between:
        os.close(handle)
        os.close(tell)
        with os.fdopen(told, "rb") as stream:
            number = int(stream.read())
        os.waitpid(between, 0)
        return number
    try:
        child = os.fork()
        if child:
            os.write(tell, str(child).encode("ascii"))
            os._exit(0)
        os.close(told)
        os.close(tell)
        control.close()
        while os.getppid() != parent:
            time.sleep(_TURN)
        die_with(parent)
        connection = socket.socket(fileno=handle)
        if limits is None:
            _fork_workers(connection, serve)
        else:
            serve(connection, Limits(**limits))
    finally:
        os._exit(0)


def _end_worker(number: int) -> int:
    """Kill a worker if it still runs, and give what it ended with: an exit code, or a signal as a negative number."""
    os.kill(number, signal.SIGKILL)
    _, status = os.waitpid(number, 0)
    return os.waitstatus_to_exitcode(status)
