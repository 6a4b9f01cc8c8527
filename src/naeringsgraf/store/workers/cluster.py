"""Hands files to the workers of a dask.distributed scheduler, with the extra `naeringsgraf[cluster]`.

```
this process ──batches: bytes of files──→ scheduler ──→ its workers, each with a sealed process for every batch
             ←──bytes, no objects──────────────────────
```

Files are read here and sent, so the workers need no disk in common. A worker opens a document as this machine would, in
a `Pool` of one, so that a hostile one harms no cluster. dask gives the batch of a lost worker to others; one that was
lost several times is taken apart, and its documents are tried alone, one after the other.
"""

import asyncio
import logging
import pickle
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from queue import Empty, SimpleQueue
from typing import Any, Final
from uuid import uuid4

import dask
from distributed import Client, Security, get_worker
from distributed.core import rpc
from distributed.scheduler import KilledWorker

import naeringsgraf
from naeringsgraf.errors import CallError, SourceError, StoreError
from naeringsgraf.reading.files import SourceFile, carry_files
from naeringsgraf.store.fingerprint import make_fingerprint
from naeringsgraf.store.workers.limits import USUAL, Limits
from naeringsgraf.store.workers.pool import Outcome, Pool
from naeringsgraf.store.workers.tasks import Task

Reader = tuple[tuple[str, str], ...]
"""What decides how a document is read, and its state: names and versions or hashes."""

PATIENCE: Final = 60.0
"""Seconds without any worker until we give up; a cluster that grows when there is work needs some."""

_LIBRARIES: Final = ("daachorse", "lxml", "markdown-it-py", "pypdfium2", "pyyaml", "rapidfuzz", "selectolax")
"""Those that a document passes through."""
_LARGEST_BATCH: Final = 64
_BATCHES_A_THREAD: Final = 4
"""So many a worker's thread would get if all were of this size, as in `Pool`."""
_FLYING_A_THREAD: Final = 2
"""One in work, and one that waits there, so that nobody is idle."""
_MOST_BYTES: Final = 8 << 20
"""Of files in one batch, before its last one."""
_MOST_FLYING: Final = 256 << 20
"""Bytes of files that the scheduler holds for us, before the last batch."""
_CONNECT_SECONDS: Final = 10.0
_CLOSE_SECONDS: Final = 5.0
_TURN: Final = 1.0
"""Seconds between two looks at whether anybody is still there."""
_FETCH_SECONDS: Final = 60.0
_LOGGERS: Final = ("distributed", "distributed.client")


@dataclass(frozen=True, slots=True)
class _Batch:
    """Files that are in work somewhere."""

    numbers: Sequence[int]
    future: Any
    bytes: int


class Cluster:
    """The workers of a scheduler, for one run."""

    def __init__(self, address: str, limits: Limits = USUAL, patience: float = PATIENCE) -> None:
        """Make sure that a scheduler is there; `patience` tells how many seconds without a worker are borne.

        Raises:
            CallError: this is no address.
            StoreError: no scheduler answers there.
        """
        self.missing: tuple[str, ...] = ()
        """Protections that some worker lacks, in words; known when the first document is done."""
        self._address = address
        self._limits = limits
        self._patience = patience
        with ThreadPoolExecutor(1) as thread:  # a notebook has a loop of its own in this one
            thread.submit(asyncio.run, _greet(address)).result()

    def run(self, task: Task, files: Sequence[SourceFile]) -> Iterator[tuple[int, Outcome]]:
        """Do the task with each file; give the place of the file and what came of it, in the order of getting done.

        Raises:
            StoreError: the scheduler or all its workers are gone, or a worker reads otherwise than this process.
        """
        with _quiet(), self._connect() as client:
            run = _Run(client, self._address, task, self._limits, files)
            try:
                while not run.is_done:
                    yield from run.launch()
                    if landed := self._await(client, run):
                        yield from self._take(run, landed)
            finally:
                run.cancel()

    @contextmanager
    def _connect(self) -> Iterator[Any]:
        try:
            client = Client(self._address, timeout=_CONNECT_SECONDS, set_as_default=False, name="naeringsgraf")
        except OSError as problem:
            raise _tell_lost(self._address) from problem
        try:
            yield client
        finally:
            with suppress(OSError):  # whoever is gone need not be told that we go
                client.close(timeout=_CLOSE_SECONDS)

    def _await(self, client: Any, run: "_Run") -> _Batch | None:
        """Wait for a batch to be done; None if there is none to wait for."""
        seen = time.monotonic()
        while run.flying:
            try:
                return run.land(run.landed.get(timeout=_TURN))
            except Empty:
                if _count_threads(client, self._address):
                    seen = time.monotonic()
                elif time.monotonic() - seen > self._patience:
                    raise StoreError(
                        f"{self._address}: has had no worker for {self._patience:g} s; "
                        f"start some, as with: dask worker {self._address}"
                    ) from None
        return None

    def _take(self, run: "_Run", batch: _Batch) -> Iterator[tuple[int, Outcome]]:
        """Give what came of each file of a batch."""
        try:
            place, told, missing, outcomes = self._fetch(batch.future)
        except KilledWorker:
            yield from run.retry(batch)
            return
        except CancelledError as problem:
            raise _tell_lost(self._address) from problem
        except ImportError as problem:
            raise StoreError(
                f"{self._address}: a worker cannot read minutes ({problem}); "
                f"install naeringsgraf[cluster] {naeringsgraf.__version__} there"
            ) from problem
        if told:
            raise StoreError(f"{place}: {told}; install there what is installed here, so that all read alike")
        self.missing = tuple(sorted({*self.missing, *missing}))
        for number, outcome in zip(batch.numbers, outcomes, strict=True):
            yield number, run.finish(_unpack(outcome))

    def _fetch(self, future: Any) -> Any:
        """Wait for the bytes. If the worker that has them dies now, its batch is done again."""
        while True:
            try:
                return future.result(timeout=_FETCH_SECONDS)
            except TimeoutError as problem:
                if not _count_threads(future.client, self._address):
                    raise _tell_lost(self._address) from problem


class _Run:
    """The files of a run: which wait, which are in work, and which are to be tried alone."""

    def __init__(self, client: Any, address: str, task: Task, limits: Limits, files: Sequence[SourceFile]) -> None:
        self.landed: SimpleQueue[Any] = SimpleQueue()
        self.flying: dict[str, _Batch] = {}
        """By the key of their future."""
        self._client = client
        self._address = address
        self._order = (task, limits)
        self._reader = describe_reader()
        self._files = files
        self._left = len(files)
        self._queue = deque(range(len(files)))
        self._aside: deque[int] = deque()
        self._alone: set[int] = set()
        """The one that is in work with nothing beside it, if any."""

    @property
    def is_done(self) -> bool:
        return self._left == 0

    def launch(self) -> Iterator[tuple[int, Outcome]]:
        """Send as many batches as keep the workers busy; give those files that cannot be loaded."""
        threads = max(1, _count_threads(self._client, self._address)) if self._queue else 1
        while self._queue and len(self.flying) < threads * _FLYING_A_THREAD and self._count_bytes() < _MOST_FLYING:
            size = max(1, min(_LARGEST_BATCH, len(self._queue) // (threads * _BATCHES_A_THREAD)))
            yield from self._send([self._queue.popleft() for _ in range(min(size, len(self._queue)))])
        # Alone, so that nobody else can be to blame if the worker dies.
        if self._aside and not self._queue and not self.flying:
            self._alone = {self._aside.popleft()}
            yield from self._send(list(self._alone))

    def _count_bytes(self) -> int:
        return sum(batch.bytes for batch in self.flying.values())

    def _send(self, numbers: Sequence[int]) -> Iterator[tuple[int, Outcome]]:
        carried = carry_files([self._files[at] for at in numbers], _MOST_BYTES, local=True)
        self._queue.extendleft(reversed(numbers[len(carried) :]))
        sent = {at: file for at, file in zip(numbers, carried, strict=False) if isinstance(file, SourceFile)}
        if sent:
            order = pickle.dumps(_Call(self._reader, pickle.dumps((*self._order, list(sent.values())))))
            # The bytes are part of the task: if they lay at a worker, they would be lost with it.
            with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TB"}):
                future = self._client.submit(pickle.loads, order, key=f"naeringsgraf-{uuid4()}")
            self.flying[future.key] = _Batch(list(sent), future, len(order))
            future.add_done_callback(self.landed.put)
        for at, file in zip(numbers, carried, strict=False):
            if isinstance(file, SourceError):
                yield at, self.finish(file)

    def land(self, future: Any) -> _Batch:
        return self.flying.pop(future.key)

    def retry(self, batch: _Batch) -> Iterator[tuple[int, Outcome]]:
        """Workers died that had a batch: its documents are tried alone. One that was alone is refused.

        A batch of one is not alone: the worker may have died of another that it had beside it.
        """
        if not self._alone.issuperset(batch.numbers):
            self._aside.extend(batch.numbers)
            return
        (number,) = batch.numbers
        reason = "the workers of the cluster that read it died, one after the other; read it alone, or take it away"
        yield number, self.finish(SourceError(self._files[number].name, reason))

    def finish(self, outcome: Outcome) -> Outcome:
        self._left -= 1
        return outcome

    def cancel(self) -> None:
        """Take back what is still in work, when we are stopped."""
        if self.flying and self._client.status == "running":
            self._client.cancel([batch.future for batch in self.flying.values()])


class _Call:
    """Becomes what `read_batch` gives when it is unpickled.

    A worker that lacks this program then has a task that fails. If dask itself were to unpickle what it does not know,
    worker and scheduler would end.
    """

    def __init__(self, reader: Reader, order: bytes) -> None:
        self._arguments = (reader, order)

    def __reduce__(self) -> tuple[Any, ...]:
        return read_batch, self._arguments


def read_batch(reader: Reader, order: bytes) -> tuple[str, str, Sequence[str], Sequence[Any]]:
    """Do a task with some files; runs in a worker of the cluster.

    Gives where this is, how it reads otherwise than `reader` ("" if it does not), protections that it lacks, and what
    came of each file: its bytes, or the path, reason, line and notes of why it was refused.
    """
    place = get_worker().address
    if told := tell_difference(reader, describe_reader()):
        return place, told, (), ()
    task, limits, files = pickle.loads(order)
    pool = Pool(1, limits)
    outcomes = dict(pool.run(task, files))
    return place, "", pool.missing, [_pack(outcomes[at]) for at in range(len(files))]


def describe_reader() -> Reader:
    """Tell what this process reads documents with."""
    fingerprint = make_fingerprint()
    return (
        ("naeringsgraf", naeringsgraf.__version__),
        ("program", fingerprint.program),
        ("registers", fingerprint.registers),
        ("Python", f"{sys.version_info.major}.{sys.version_info.minor}"),
        *((name, _find_version(name)) for name in _LIBRARIES),
    )


def tell_difference(ours: Reader, theirs: Reader) -> str:
    """Say how they read otherwise than we, in words; "" where they do not."""
    if ours == theirs:
        return ""
    known = dict(theirs)
    for name, value in ours:
        if known.get(name) != value:
            if name == "program":
                return "its program or word lists differ from those here"
            if name == "registers":
                return "its registers or themes differ from those here"
            return f"it reads with {name} {known.get(name) or 'missing'}, and not with {value}"
    return "it reads with more than what is known here"


def _find_version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _pack(outcome: Outcome) -> Any:
    if isinstance(outcome, SourceError):
        return outcome.path, outcome.reason, outcome.line, getattr(outcome, "__notes__", [])
    return list(outcome)


def _unpack(packed: Any) -> Outcome:
    if isinstance(packed, list):
        return packed
    path, reason, line, notes = packed
    problem = SourceError(path, reason, line)
    for note in notes:
        problem.add_note(note)
    return problem


async def _greet(address: str) -> None:
    """Ask who is there. A `Client` would wait for ever for a server that says nothing, and is loud when it fails."""
    try:
        security = Security().get_connection_args("client")
        async with rpc(address, timeout=_CONNECT_SECONDS / 2, connection_args=security) as peer:
            found = await asyncio.wait_for(peer.identity(), _CONNECT_SECONDS)
    except ValueError as problem:
        raise CallError(f"--scheduler {address}: {problem}; write it as tcp://host:8786") from None
    except OSError as problem:
        raise StoreError(
            f"{address}: no scheduler answers; check the address, or start one with: dask scheduler"
        ) from problem
    if found.get("type") != "Scheduler":
        raise CallError(f"--scheduler {address}: this is a {found.get('type')}; name the scheduler")


def _count_threads(client: Any, address: str) -> int:
    """Give how many batches the workers can do at the same time.

    Raises:
        StoreError: the scheduler is gone.
    """
    if client.status != "running":
        raise _tell_lost(address)
    try:
        return sum(client.nthreads().values())
    except OSError as problem:
        raise _tell_lost(address) from problem


def _tell_lost(address: str) -> StoreError:
    return StoreError(
        f"{address}: the scheduler is gone; what was published before is untouched. Build again when it is back"
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep dask from logging tracebacks on what we tell in a line."""
    levels = {name: logging.getLogger(name).level for name in _LOGGERS}
    try:
        for name in _LOGGERS:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        yield
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
