"""Starts and ends the processes that work.

On Linux workers are forked from a template: a process of its own, with one thread, that has read already what all of
them need (for documents, the registers). It starts when there is something to do and lives as long as this process, so
that a worker costs milliseconds. Elsewhere forking is not safe (macOS) or not there (Windows), and each worker is a
fresh interpreter.
"""

import atexit
import ctypes
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Protocol

from naeringsgraf.errors import StoreError
from naeringsgraf.store.workers.limits import Limits


@dataclass(frozen=True, slots=True)
class Role:
    """What a process is there for, each by "module:function"."""

    prepare: str
    """Called before anything is asked, so that no work pays for it."""
    serve: str
    """Works for us; see `naeringsgraf.store.workers.child.Serve`."""


READING: Final = Role("naeringsgraf.store.intake:prepare", "naeringsgraf.store.workers.tasks:serve")
"""Reads documents."""

_BOOT: Final = """
import json, sys
sys.path[:] = json.loads(sys.argv.pop())
from naeringsgraf.store.workers.child import run
run({kind!r}, {role.prepare!r}, {role.serve!r})
"""

_START_SECONDS: Final = 120.0
_PR_SET_CHILD_SUBREAPER: Final = 36
_END_SECONDS: Final = 10.0
_CHUNK: Final = 1 << 16


class Worker(Protocol):
    """A process that works."""

    connection: socket.socket

    @property
    def number(self) -> int:
        """Of the process."""

    @property
    def is_running(self) -> bool:
        """Tell whether it lives, where the connection does not tell that it died."""

    def end(self) -> int | None:
        """Kill it if it still runs; give its exit code, a signal as a negative number, or None if nobody knows."""


class Launcher(Protocol):
    """A way to start workers."""

    worth: int
    """How many documents make one more worker worth its start."""

    def start(self, limits: Limits) -> Worker:
        """Start a worker; it says that it is ready over its connection.

        Raises:
            StoreError: the process cannot be started.
        """


@dataclass
class _Fork:
    connection: socket.socket
    number: int
    template: "Template"
    is_running: bool = True

    def end(self) -> int | None:
        self.connection.close()
        return self.template.end(self.number)


@dataclass
class Adopted:
    """A process that was forked from a template and is our own child now, whatever becomes of the template."""

    connection: socket.socket
    number: int
    is_running: bool = True
    """Its connection tells when it died."""

    def end(self) -> int | None:
        """Kill it if it still runs; give what it ended with, None where somebody else has asked."""
        self.connection.close()
        if not self.is_running:
            return None
        self.is_running = False
        # It is known to the system until we ask, so no other process can have its number.
        os.kill(self.number, signal.SIGKILL)
        _, status = os.waitpid(self.number, 0)
        return os.waitstatus_to_exitcode(status)


class Template:
    """The parent's side of the process that workers are forked from. It gets ready while we do something else."""

    def __init__(self, role: Role = READING) -> None:
        self._owner = os.getpid()
        self._lock = threading.Lock()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            with theirs:
                self.process = _run_python("template", role, theirs)
        except OSError as problem:
            self._control.close()
            raise _tell_start(problem) from None
        self._control.settimeout(_START_SECONDS)
        self._is_ready = False

    @property
    def is_alive(self) -> bool:
        """Tell whether it can still be asked. A fork of this process has to start one of its own."""
        return self._owner == os.getpid() and self._control.fileno() >= 0 and self.process.poll() is None

    def start(self, limits: Limits) -> Worker:
        """Fork a worker."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                number = self._ask({"start": asdict(limits)}, [theirs.fileno()])
            except OSError as problem:
                ours.close()
                raise _tell_start(problem) from None
        return _Fork(ours, number, self)

    def adopt(self, limits: Limits | None) -> Adopted:
        """Fork a worker that becomes our own child; without limits, another template, given by its control socket.

        This process must take orphans: see `take_orphans`.

        Raises:
            StoreError: the template is gone.
        """
        kind = socket.SOCK_STREAM if limits else socket.SOCK_SEQPACKET
        ours, theirs = socket.socketpair(socket.AF_UNIX, kind)
        with theirs:
            try:
                number = self._ask({"adopt": asdict(limits) if limits else None}, [theirs.fileno()])
            except OSError as problem:
                ours.close()
                raise _tell_start(problem) from None
        return Adopted(ours, number)

    def make_twin(self) -> "Template":
        """Fork another template, which lives on when this one is gone; see `adopt` for what it takes and raises."""
        return _Twin(self.adopt(None))

    def end(self, number: int) -> int | None:
        """End a worker and give its exit code; None if the template is gone, and with it all workers."""
        try:
            return self._ask({"end": number}, [])
        except OSError:
            return None

    def close(self) -> None:
        """End the template and all its workers."""
        self._control.close()
        if self._owner == os.getpid():
            _await_end(self.process)

    def _ask(self, question: Any, handles: Sequence[int]) -> int:
        """Ask it to start or end a worker. One question that fails is the last: later answers would not match."""
        with self._lock:
            try:
                if not self._is_ready:
                    self._hear()
                    self._is_ready = True
                socket.send_fds(self._control, [json.dumps(question).encode("ascii")], handles)
                return int(json.loads(self._hear()))
            except OSError:
                self._control.close()
                raise

    def _hear(self) -> bytes:
        answer = self._control.recv(_CHUNK)
        if not answer:
            raise ConnectionError("the process that workers are made from is gone")
        return answer


class _Twin(Template):
    """A template that was forked from another one."""

    def __init__(self, adopted: Adopted) -> None:
        self._owner = os.getpid()
        self._lock = threading.Lock()
        self._control = adopted.connection
        self._control.settimeout(_START_SECONDS)
        self._is_ready = False
        self._adopted = adopted

    @property
    def is_alive(self) -> bool:
        """Tell whether it can still be asked."""
        return self._control.fileno() >= 0 and not _is_closed(self._control)

    def close(self) -> None:
        """End it; workers that it made live on."""
        self._adopted.end()


@dataclass
class _Interpreter:
    connection: socket.socket
    process: subprocess.Popen[bytes]
    theirs: socket.socket
    """Its end of the connection, which on Windows must not be closed before it has taken it over."""

    @property
    def number(self) -> int:
        return self.process.pid

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None

    def end(self) -> int | None:
        self.connection.close()
        self.theirs.close()
        self.process.kill()
        return self.process.wait()


class Direct:
    """Starts each worker as an interpreter of its own, which gets ready for itself."""

    worth = 40

    def __init__(self, role: Role = READING) -> None:
        self._role = role

    def start(self, limits: Limits) -> Worker:
        """Start an interpreter."""
        ours, theirs = socket.socketpair()
        try:
            process = _run_python("worker", self._role, theirs, json.dumps(asdict(limits)))
        except OSError as problem:
            ours.close()
            theirs.close()
            raise _tell_start(problem) from None
        if sys.platform != "win32":
            theirs.close()
        return _Interpreter(ours, process, theirs)


class Forking:
    """Forks workers from the template of this process, which is started anew when it is gone."""

    worth = 2

    def __init__(self) -> None:
        find_template()

    def start(self, limits: Limits) -> Worker:
        """Fork a worker."""
        try:
            return find_template().start(limits)
        except StoreError:
            return find_template().start(limits)


_template: Template | None = None
_template_lock: Final = threading.Lock()


def find_template() -> Template:
    """Give the template of this process, started if none runs.

    Raises:
        StoreError: it cannot be started.
    """
    global _template  # noqa: PLW0603 - one for the whole process, for as long as it lives
    with _template_lock:
        if _template is not None and not _template.is_alive:
            _template.close()
            _template = None
        if _template is None:
            _template = Template()
            atexit.register(_template.close)
        return _template


def find_launcher() -> Launcher:
    """Give the way of this platform.

    Raises:
        StoreError: nothing can be started.
    """
    return Forking() if sys.platform == "linux" else Direct()


def _run_python(kind: str, role: Role, connection: socket.socket, *arguments: str) -> subprocess.Popen[bytes]:
    """Run an interpreter that finds modules where this one does, and says nothing on our terminal."""
    boot = _BOOT.format(kind=kind, role=role)
    places = json.dumps([os.path.abspath(place) for place in sys.path])  # noqa: PTH100 - "" stands for the folder we are in
    # -P: a file of the folder we are in must not stand in for a module of the library.
    command = [sys.executable, "-P", "-c", boot, str(connection.fileno()), *arguments, places]
    quiet = subprocess.DEVNULL
    if sys.platform == "win32":
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet)
        assert process.stdin
        with process.stdin:
            process.stdin.write(connection.share(process.pid))
        return process
    handles = [connection.fileno()]
    return subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, pass_fds=handles, cwd="/")


def _is_closed(connection: socket.socket) -> bool:
    """Tell whether whoever held the other end is gone."""
    readable, _, _ = select.select([connection], [], [], 0)
    return bool(readable) and not connection.recv(1, socket.MSG_PEEK)


def take_orphans() -> bool:
    """Let this process adopt what its children leave behind when they end; False where the system knows no such thing.

    Who calls this has to end what it adopts.
    """
    if sys.platform != "linux":
        return False
    return bool(ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0)


def _await_end(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _tell_start(problem: OSError) -> StoreError:
    return StoreError(
        f"the processes that read documents cannot be started ({problem}); "
        "with --workers 0 they are read in this process, without limits"
    )
