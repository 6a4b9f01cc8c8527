"""Hands files to workers, watches each document, and gives what comes back; nobody waits for ever.

A document that overruns its limits is refused, and the rest of its batch goes to another worker. One whose worker dies
under it is tried once more, alone in a fresh worker, and then refused; so is one that runs out of memory where others
were read before it, so that what is refused does not depend on who stood before it in the queue.
"""

import os
import pickle
import selectors
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from naeringsgraf.errors import SourceError, StoreError
from naeringsgraf.reading.files import SourceFile, carry_files
from naeringsgraf.store.workers.frames import MAX_BYTES, Inbox, Message, OversizeError
from naeringsgraf.store.workers.launching import Launcher, Worker, find_launcher
from naeringsgraf.store.workers.limits import USUAL, Limits
from naeringsgraf.store.workers.sealing import WATCHED_MEMORY
from naeringsgraf.store.workers.tasks import Task

Outcome = Sequence[bytes] | SourceError
"""What was made of a file, or why it was refused."""

_LARGEST_BATCH: Final = 32
_BATCHES_A_WORKER: Final = 4
"""So many a worker would get if all were of this size; they get smaller, so that all workers are done together."""
_MOST_CARRIED: Final = 8 << 20
"""Bytes of files from elsewhere in one batch, before its last file; the memory of both processes is bounded by it."""
_TURN: Final = 0.2
"""Seconds between two looks at the clock."""
_CHUNK: Final = 1 << 20
_START_SECONDS: Final = 120.0
_FAILED_STARTS: Final = 3


def count_cores() -> int:
    """Give how many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass
class _Desk:
    """A worker and what it is at."""

    worker: Worker
    inbox: Inbox = field(default_factory=Inbox)
    batch: deque[int] = field(default_factory=deque)
    """Files it has been given; the first is the one it reads now."""
    spent: float = 0.0
    """Seconds on that one, as far as we were watching: a laptop asleep is not a slow document."""
    done: int = 0
    ready: bool = False

    @property
    def is_fresh(self) -> bool:
        """It has read nothing yet."""
        return self.done == 0


class Pool:
    """Workers for one run; leaving it ends them, whatever stopped it."""

    def __init__(self, workers: int | None = None, limits: Limits = USUAL, launcher: Launcher | None = None) -> None:
        """Take no more than so many workers; as many as there are processors when None.

        What workers are made from begins to get ready now, and is waited for in `run`.

        Raises:
            StoreError: it cannot be started.
        """
        self.missing: tuple[str, ...] = ()
        """Protections that this platform lacks, in words; known when the first document is done."""
        self._most = workers or count_cores()
        self._limits = limits
        self._launcher = launcher or find_launcher()
        self._desks: list[_Desk] = []
        self._selector = selectors.DefaultSelector()
        self._failed_starts = 0

    def run(self, task: Task, files: Sequence[SourceFile]) -> Iterator[tuple[int, Outcome]]:
        """Do the task with each file; give the place of the file and what came of it, in the order of getting done.

        Raises:
            StoreError: the workers cannot be started.
        """
        try:
            yield from self._run(_Work(task, [file.make_absolute() for file in files]))
        finally:
            for desk in list(self._desks):
                self._dismiss(desk)
            self._selector.close()

    def _run(self, work: "_Work") -> Iterator[tuple[int, Outcome]]:
        count = max(1, min(self._most, len(work.files) // self._launcher.worth))
        while not work.is_done:
            while len(self._desks) < min(count, work.left):
                self._hire()
            for desk in list(self._desks):
                if desk.ready and not desk.batch:
                    yield from self._give_batch(desk, work, count)
            yield from self._watch(work)

    def _watch(self, work: "_Work") -> Iterator[tuple[int, Outcome]]:
        """Take in what has come within a turn, then look at the clock."""
        before = time.monotonic()
        events = self._selector.select(_TURN)
        turn = min(time.monotonic() - before, 2 * _TURN)
        for desk in self._desks:
            desk.spent += turn
        heard = [key.data for key, _ in events]
        for desk in heard:
            yield from self._listen(desk, work)
        greedy = self._find_greedy()
        for desk in list(self._desks):
            is_lost = not desk.worker.is_running or (not desk.ready and desk.spent > _START_SECONDS)
            if is_lost and desk not in heard:
                yield from self._mourn(desk, work)
            elif desk.batch and desk.worker.number in greedy:
                yield from self._exceed_memory(desk, work)
            elif desk.batch and desk.spent > self._limits.seconds:
                yield from self._refuse(desk, work, self._tell_late())

    def _listen(self, desk: _Desk, work: "_Work") -> Iterator[tuple[int, Outcome]]:
        try:
            data = desk.worker.connection.recv(_CHUNK)
        except OSError:
            data = b""
        if not data:
            yield from self._mourn(desk, work)
            return
        try:
            for message in desk.inbox.take(data):
                yield from self._read(desk, message, work)
                if desk not in self._desks:
                    return
        except OversizeError:
            yield from self._refuse(desk, work, _TOO_LARGE)
        except (ValueError, KeyError, TypeError, IndexError):
            # A parser that was taken over may say anything.
            yield from self._mourn(desk, work)

    def _read(self, desk: _Desk, message: Message, work: "_Work") -> Iterator[tuple[int, Outcome]]:
        if not desk.ready:
            self.missing = tuple(str(each) for each in message.head["missing"])
            desk.ready, self._failed_starts = True, 0
            return
        kind = message.head["kind"]
        if kind == "memory":
            yield from self._exceed_memory(desk, work)
            return
        number = desk.batch[0]
        outcome = message.parts if kind == "done" else _tell(message, work.files[number])
        desk.batch.popleft()
        desk.spent = 0.0
        desk.done += 1
        yield number, work.finish(outcome)

    def _exceed_memory(self, desk: _Desk, work: "_Work") -> Iterator[tuple[int, Outcome]]:
        """A document wants too much memory, unless those before it took their share of it."""
        if desk.is_fresh:
            yield from self._refuse(desk, work, self._tell_memory())
        else:
            work.put_aside(desk.batch.popleft())
            self._replace(desk, work)

    def _refuse(self, desk: _Desk, work: "_Work", reason: str) -> Iterator[tuple[int, Outcome]]:
        """End a worker over the document it is at; the rest of its batch goes to others."""
        number = desk.batch.popleft()
        self._replace(desk, work)
        yield number, work.finish(SourceError(work.files[number].name, reason))

    def _mourn(self, desk: _Desk, work: "_Work") -> Iterator[tuple[int, Outcome]]:
        """A worker is dead: the document it was at is tried once more, alone."""
        number = desk.batch.popleft() if desk.batch else None
        code = self._replace(desk, work)
        if not desk.ready:
            self._failed_starts += 1
            if self._failed_starts >= _FAILED_STARTS:
                raise StoreError(
                    f"the processes that read documents end at once ({_name_end(code)}); "
                    "with --workers 0 they are read in this process, without limits"
                )
        if number is None:
            return
        if work.tried_again(number):
            reason = f"the program that reads it crashed, twice ({_name_end(code)}); {_SAVE_ANEW}"
            yield number, work.finish(SourceError(work.files[number].name, reason))
        else:
            work.put_aside(number)

    def _hire(self) -> None:
        desk = _Desk(self._launcher.start(self._limits))
        self._desks.append(desk)
        self._selector.register(desk.worker.connection, selectors.EVENT_READ, desk)

    def _dismiss(self, desk: _Desk) -> int | None:
        self._desks.remove(desk)
        self._selector.unregister(desk.worker.connection)
        return desk.worker.end()

    def _replace(self, desk: _Desk, work: "_Work") -> int | None:
        """End a worker and put what it has not begun back in the queue; a new one is hired where there is need."""
        work.give_back(desk.batch)
        return self._dismiss(desk)

    def _give_batch(self, desk: _Desk, work: "_Work", count: int) -> Iterator[tuple[int, Outcome]]:
        """Send a worker its next files. Those that lie elsewhere are loaded here, since it cannot reach the network."""
        batch = work.take_batch(count, fresh=desk.is_fresh)
        if batch is None:
            # Only documents that need a fresh worker are left for it.
            if work.waits_for_fresh:
                self._dismiss(desk)
            return
        carried = carry_files([work.files[at] for at in batch], _MOST_CARRIED, local=False)
        work.give_back(batch[len(carried) :])
        sent = {at: file for at, file in zip(batch, carried, strict=False) if isinstance(file, SourceFile)}
        desk.batch, desk.spent = deque(sent), 0.0
        order = Message({"path": _find_places()}, (pickle.dumps((work.task, list(sent.values()))),))
        try:
            if sent:
                desk.worker.connection.sendall(order.to_bytes())
        except OSError:
            # It died while it had nothing to do, so nobody is to blame; what it was given goes back.
            self._replace(desk, work)
        for at, file in zip(batch, carried, strict=False):
            if isinstance(file, SourceError):
                yield at, work.finish(file)

    def _find_greedy(self) -> set[int]:
        """Give the workers over the memory limit, where the system does not keep them to it."""
        if WATCHED_MEMORY not in self.missing:
            return set()
        return find_greedy([desk.worker.number for desk in self._desks], self._limits.memory)

    def _tell_memory(self) -> str:
        return (
            f"needed more than {self._limits.tell_memory()} of memory; split it, "
            "or allow more with --memory-per-document"
        )

    def _tell_late(self) -> str:
        return f"took longer than {self._limits.tell_seconds()}; split it, or allow more with --timeout-per-document"


class _Work:
    """The files of a run, and which of them are still to be done."""

    def __init__(self, task: Task, files: Sequence[SourceFile]) -> None:
        self.task = task
        self.files = files
        self.left = len(files)
        """Files that nothing has come of yet."""
        self._queue = deque(range(len(files)))
        self._aside: deque[int] = deque()
        """Those to be read alone in a fresh worker."""
        self._tried: set[int] = set()

    @property
    def is_done(self) -> bool:
        return self.left == 0

    @property
    def waits_for_fresh(self) -> bool:
        return bool(self._aside)

    def take_batch(self, count: int, *, fresh: bool) -> list[int] | None:
        """Give the next files for one of so many workers; None where there are none for it."""
        if fresh and self._aside:
            return [self._aside.popleft()]
        if not self._queue:
            return None
        size = max(1, min(_LARGEST_BATCH, len(self._queue) // (count * _BATCHES_A_WORKER)))
        return [self._queue.popleft() for _ in range(size)]

    def give_back(self, batch: Sequence[int]) -> None:
        self._queue.extendleft(reversed(batch))

    def put_aside(self, number: int) -> None:
        self._aside.append(number)

    def tried_again(self, number: int) -> bool:
        """Tell whether a worker has died of this file before; the next time it has."""
        again = number in self._tried
        self._tried.add(number)
        return again

    def finish(self, outcome: Outcome) -> Outcome:
        self.left -= 1
        return outcome


class Here:
    """Does in this process what a pool does in others, without limits; a mistake in the task is not caught."""

    missing: tuple[str, ...] = ("nothing limits a document that is read in this process",)

    def run(self, task: Task, files: Sequence[SourceFile]) -> Iterator[tuple[int, Outcome]]:
        """Do the task with each file; give the place of the file and what came of it."""
        for number, file in enumerate(files):
            try:
                yield number, task(file)
            except SourceError as problem:
                yield number, problem


def find_greedy(numbers: Sequence[int], memory: int) -> set[int]:
    """Give those of the processes whose resident memory is over so many bytes, as `ps` tells it."""
    command = ["ps", "-o", "pid=,rss=", "-p", ",".join(map(str, numbers))]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
    return {
        int(number) for number, kilobytes in zip(told[::2], told[1::2], strict=False) if int(kilobytes) << 10 > memory
    }


_SAVE_ANEW: Final = "open it and save it anew, or take it away"
_TOO_LARGE: Final = f"makes a graph of more than {MAX_BYTES >> 20} MiB; split it by meeting"
_REPORT: Final = "take the file away, or report the mistake with it"


def _tell(message: Message, file: SourceFile) -> SourceError:
    """Say why a worker refused a file."""
    head = message.head
    match head["kind"]:
        case "refused":
            return SourceError(str(head["path"]), str(head["reason"]), head["line"])
        case "large":
            return SourceError(file.name, _TOO_LARGE)
        case "deep":
            return SourceError(file.name, f"is nested too deep to be read; {_SAVE_ANEW}")
        case "mistake":
            problem = SourceError(
                file.name, f"a mistake in this program stopped its reading ({head['what']}); {_REPORT}"
            )
            problem.add_note(str(head["trace"]))
            return problem
    raise ValueError(head["kind"])


_PERHAPS: Final = {
    "SIGKILL": "perhaps because the machine ran out of memory",
    # What libraries do that cannot get what they ask for under a limit.
    "SIGABRT": "perhaps because it needed more memory than --memory-per-document allows",
}


def _name_end(code: int | None) -> str:
    """Say how a process ended."""
    if code is None:
        return "it is gone"
    if code >= 0:
        return f"exit code {code}"
    name = signal.Signals(-code).name if -code in signal.valid_signals() else f"signal {-code}"
    return f"{name}, {_PERHAPS[name]}" if name in _PERHAPS else name


def _find_places() -> list[str]:
    """Give where modules are found, so that the task is found too."""
    return [os.path.abspath(place) for place in sys.path]  # noqa: PTH100 - "" stands for the folder we are in
