"""The broker's side: who works, who is free, who waits, and for how long.

A job that is late or that nobody waits for any more is ended with the process that does it, and another process is
made. One whose worker dies at once, before anything of its answer was given on, is tried a second time: a neighbour
that is killed then costs nobody an error.
"""

import asyncio
import os
import sys
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from naeringsgraf.errors import StoreError
from naeringsgraf.store.workers.frames import Message
from naeringsgraf.store.workers.launching import Worker
from naeringsgraf.store.workers.limits import Limits
from naeringsgraf.store.workers.pool import count_cores, find_greedy
from naeringsgraf.store.workers.sealing import WATCHED_MEMORY
from naeringsgraf.web.pool.channel import Channel, WorkerDied, open_channel
from naeringsgraf.web.pool.nursery import Nursery, open_nursery

Gone = Callable[[], Awaitable[None]]
"""Comes back when whoever asked has left."""

DEADLINE: Final = 10.0
"""Seconds for an answer."""
MEMORY: Final = 1 << 30
"""Bytes that a worker may take."""
MOST_BYTES: Final = 64 << 20
"""Of one answer."""
MOST_WAITING: Final = 64
"""Jobs that wait for a worker."""
LONGEST_WAIT: Final = 20.0
"""Seconds that a job waits for one."""
OPEN_FILES: Final = 4096
"""A store of the engine has some for each of its tables."""
WRITING_TIMES: Final = 10
"""A change may take so many times as long as an answer."""

_SECOND_TRY: Final = 2.0
"""Seconds within which a worker that dies is not the fault of its job."""
_MOMENT: Final = 0.02
_OK: Final = 200
_LOOK_AFTER: Final = 0.1
"""Seconds until we look whether anybody still waits for the answer; most are there before."""
_SLOW_AFTER: Final = 2.0
"""Seconds after which a job stands back for others."""
_STEPS_BACK: Final = 10
"""Of niceness; at the processors it counts for a tenth then."""
_TURN: Final = 0.25
"""Seconds between two looks at whether all are fit for the next job; the worker that gets it is looked at then, too."""
_MEMORY_TURN: Final = 0.25
"""Seconds between two looks at the memory of workers, where the system does not limit it."""
_LARGEST_FREE: Final = 0.5
"""A worker that has once had more than this part of its memory is replaced, so that the system gets it back."""
_FIRST_PAUSE: Final = 0.1
_LONGEST_PAUSE: Final = 5.0
_RETRY_SECONDS: Final = 5
_RETRY_SOON: Final = 2


class Unanswered(Exception):  # noqa: N818 - it says what became of the question
    """There is no answer; the status tells of what kind the reason is."""

    def __init__(self, status: int, reason: str, message: str, retry_after: int | None = None) -> None:
        """Give a status of HTTP, the reason as one word, and as a sentence; seconds until it is worth a new try."""
        super().__init__(message)
        self.status = status
        self.reason = reason
        self.message = message
        self.retry_after = retry_after


class _Late(Exception):  # noqa: N818
    """The clock ran out."""


class Forsaken(Exception):  # noqa: N818
    """Whoever asked has left, so nobody is told anything."""


@dataclass(eq=False)
class _Desk:
    """A worker that has a generation open."""

    worker: Worker
    channel: Channel
    generation: int
    is_slow: bool = False
    """It was made to stand back, which cannot be undone."""

    def stand_back(self) -> None:
        """Let others come first at the processors: what takes long already can take a little longer."""
        self.is_slow = True
        if sys.platform != "win32":
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self.worker.number, _STEPS_BACK)


@dataclass(slots=True)
class Answer:
    """What has come of a job: its head and first bytes, and the rest if there is more."""

    head: Mapping[str, Any]
    data: bytes
    generation: int
    rest: "Rest | None" = None
    """To be closed in any case; None where `data` is all."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What jobs may cost, and how many workers there are."""

    workers: int | None = None
    """As many as processors and two more, and at least four, when None."""
    deadline: float = DEADLINE
    memory: int = MEMORY
    strict: bool = False
    """Refuse to work where the platform lacks a protection."""

    def count_workers(self) -> int:
        """Give how many there are to be."""
        return self.workers or max(4, count_cores() + 2)

    def limit(self) -> Limits:
        """Give what a worker may take."""
        return Limits(self.deadline, self.memory, OPEN_FILES)

    def limit_writing(self) -> Limits:
        """Give what the process may take that makes a new generation."""
        return Limits(self.deadline * WRITING_TIMES, self.memory, OPEN_FILES, file_bytes=1 << 50)


@dataclass(eq=False)
class Pool:
    """Workers over the newest generation of a store."""

    store: Path
    rules: Rules = field(default_factory=Rules)
    missing: tuple[str, ...] = ()
    """Protections that the platform lacks, in words; known when it is open."""

    def __post_init__(self) -> None:
        self._desks: set[_Desk] = set()
        self._idle: list[_Desk] = []
        self._queue: deque[asyncio.Future[_Desk]] = deque()
        self._begun: set[Begun] = set()
        self._is_waiting = False
        """Whether somebody will look at those that have begun."""
        self._watches: set[asyncio.Task[None]] = set()
        """Tasks that end when they are told to."""
        self._works: set[asyncio.Task[Any]] = set()
        """Tasks that start or end a process, and are waited for."""
        self._nursery: Nursery | None = None
        self._current = str(self.store / "current")
        self._mark: tuple[int, int] | None = None
        self._newest = -1
        self._trouble: str | None = None
        """Why no worker can open the store."""
        self._is_open = False
        self._closing = asyncio.Event()

    async def open(self) -> None:
        """Make the workers; come back when one of them is ready.

        Raises:
            StoreError: there is no graph to open, no process can be started, or a protection is lacking that must not
                be.
        """
        self._nursery = await asyncio.to_thread(open_nursery)
        self._is_open = True
        try:
            first = await self._make_desk()
            if self.missing and self.rules.strict:
                raise StoreError(f"on this machine {' and '.join(self.missing)}; without --strict-isolation it serves")
        except BaseException:
            await self.close()
            raise
        self._give(first)
        for _ in range(self.rules.count_workers() - 1):
            _begin(self._hire(), self._works)
        _begin(self._keep_fit(), self._watches)
        if WATCHED_MEMORY in self.missing:
            _begin(self._watch_memory(), self._watches)

    async def close(self) -> None:
        """End every process."""
        self._is_open = False
        self._closing.set()
        for task in list(self._watches):
            task.cancel()
        for desk in list(self._desks):
            self.replace(desk)
        await asyncio.gather(*self._works, return_exceptions=True)
        if self._nursery is not None:
            await asyncio.to_thread(self._nursery.close)

    @property
    def generation(self) -> int:
        """Number of the newest generation."""
        self._look()
        return self._newest

    def list_workers(self) -> list[int]:
        """Give the process numbers of those that live."""
        return [desk.worker.number for desk in self._desks]

    def begin(self, job: bytes, answered: Callable[["Answer"], None], later: Callable[["Begun"], None]) -> bool:
        """Let a worker that is free begin a job at once; False where none is.

        Most answers are there within a moment and are given to `answered` from within the loop, without a task or a
        clock of their own. All others, and whatever else becomes of the job, are for `later`, which has to call `ask`
        with what it is given. The caller has just looked at `generation`.
        """
        if not self._idle or not self._is_fit(self._idle[-1]):
            return False
        begun = Begun(self, self._idle.pop(), asyncio.get_running_loop().time(), answered, later)
        begun.send(job)
        self._begun.add(begun)
        if len(self._begun) == 1:
            self._wait_for_begun()
        return True

    def _wait_for_begun(self) -> None:
        """Look in a moment whether there are jobs that take longer than one."""
        if not self._is_waiting:
            self._is_waiting = True
            asyncio.get_running_loop().call_later(_LOOK_AFTER, self._pass_on)

    def _pass_on(self) -> None:
        self._is_waiting = False
        latest = asyncio.get_running_loop().time() - _LOOK_AFTER / 2
        for begun in [each for each in self._begun if each.at < latest]:
            begun.pass_on()
        if self._begun:
            self._wait_for_begun()

    async def ask(self, job: bytes, gone: Gone, seconds: float | None = None, begun: "Begun | None" = None) -> Answer:
        """Let a worker do a job, or go on with one that has begun.

        Raises:
            Unanswered: too many wait (429), or none was free in time, it took too long or too much, or its process
                died (503).
            Forsaken: whoever asked has left.
        """
        loop = asyncio.get_running_loop()
        for is_last in (False, True):
            if begun is not None:
                desk, since = begun.take_over(), begun.at
            else:
                desk, since = await self._take(), loop.time()
                desk.channel.send(job)
            begun = None
            most = min(seconds or self.rules.deadline, self.rules.deadline)
            vigil = _Vigil(desk.channel, most, gone, desk.stand_back, since)
            try:
                message = await desk.channel.hear()
                if not message.head["last"]:
                    rest = Rest(self, desk, vigil, len(message.parts[0]))
                    return Answer(message.head, message.parts[0], desk.generation, rest)
            except WorkerDied:
                vigil.end()
                self.replace(desk)
                if is_last or loop.time() - since > _SECOND_TRY:
                    raise Unanswered(503, "lost", _LOST, _RETRY_SECONDS) from None
                # Others may have died with it, and we are about to hear of them.
                await asyncio.sleep(_MOMENT)
                continue
            except BaseException as problem:
                vigil.end()
                self.replace(desk)
                raise _tell(problem, vigil) from None
            vigil.end()
            self.release(desk, message)
            return Answer(message.head, message.parts[0], desk.generation)
        raise AssertionError("the second try gives an answer or a reason")

    async def change(self, job: bytes, gone: Gone) -> Mapping[str, Any]:
        """Let a process of its own, which may write, do a job; it ends with it. Give the head of the answer.

        Raises:
            Unanswered: it took too long or too much, or died.
            Forsaken: whoever asked has left; what it was to change may be changed all the same.
        """
        assert self._nursery is not None
        worker = await asyncio.to_thread(self._nursery.make, self.rules.limit_writing())
        channel = await open_channel(worker.connection)
        vigil = _Vigil(channel, self.rules.deadline * WRITING_TIMES, gone)
        try:
            await channel.hear()
            channel.send(job)
            return (await channel.hear()).head
        except BaseException as problem:
            raise _tell(problem, vigil) from None
        finally:
            vigil.end()
            channel.close()
            await asyncio.shield(asyncio.to_thread(worker.end))

    async def _take(self) -> _Desk:
        """Give a worker that has the newest generation open."""
        self._look()
        while self._idle:
            desk = self._idle.pop()
            if self._is_fit(desk):
                return desk
            self.replace(desk)
        if len(self._queue) >= MOST_WAITING:
            raise Unanswered(429, "busy", f"{MOST_WAITING} others wait already; try again in a moment", _RETRY_SOON)
        waiter: asyncio.Future[_Desk] = asyncio.get_running_loop().create_future()
        self._queue.append(waiter)
        try:
            async with asyncio.timeout(LONGEST_WAIT):
                return await waiter
        except TimeoutError:
            if waiter.done() and not waiter.cancelled():
                self._give(waiter.result())  # it came in the moment that we stopped waiting
            message = self._trouble or f"nobody was free for {LONGEST_WAIT:g} s"
            raise Unanswered(503, "store" if self._trouble else "busy", message, _RETRY_SECONDS) from None
        finally:
            if not waiter.done() or waiter.cancelled():
                with suppress(ValueError):
                    self._queue.remove(waiter)

    def _give(self, desk: _Desk) -> None:
        """Hand a free worker to whoever has waited longest."""
        if not self._is_open or not self._is_fit(desk):
            self.replace(desk)
            return
        while self._queue:
            waiter = self._queue.popleft()
            if not waiter.done():
                waiter.set_result(desk)
                return
        self._idle.append(desk)

    def release(self, desk: _Desk, message: Message) -> None:
        """Take a worker back that has done its job."""
        if self._queue:
            self._look()
        if desk.is_slow or message.head.get("peak", 0) > _LARGEST_FREE * self.rules.memory:
            self.replace(desk)
        else:
            self._give(desk)

    def _is_fit(self, desk: _Desk) -> bool:
        return desk.channel.is_open and desk.generation >= self._newest

    def _look(self) -> None:
        """See which generation is the newest."""
        try:
            state = os.stat(self._current)  # noqa: PTH116 - some times a job, and this is the quickest way
        except OSError:
            return
        mark = (state.st_ino, state.st_mtime_ns)
        if mark != self._mark:
            with suppress(OSError, ValueError):
                self._newest = int((self.store / "current").read_text("ascii"))
                self._mark = mark

    def replace(self, desk: _Desk) -> None:
        """End a worker, and begin to make another one."""
        if desk not in self._desks:
            return
        self._desks.discard(desk)
        desk.channel.close()
        _begin(asyncio.to_thread(desk.worker.end), self._works)
        if self._is_open:
            _begin(self._hire(), self._works)

    async def _hire(self) -> None:
        """Make a worker, however often it takes."""
        pause = _FIRST_PAUSE
        while self._is_open:
            try:
                desk = await self._make_desk()
            except (StoreError, OSError) as problem:
                self._trouble = str(problem)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._closing.wait(), pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
                continue
            self._trouble = None
            self._look()
            self._give(desk)
            return

    async def _make_desk(self) -> _Desk:
        """Make a worker and let it open the newest generation.

        Raises:
            StoreError: the process cannot be started, or ends at once, or cannot open the store.
        """
        assert self._nursery is not None
        worker = await asyncio.to_thread(self._nursery.make, self.rules.limit())
        channel = await open_channel(worker.connection)
        try:
            self.missing = tuple(str(each) for each in (await channel.hear()).head["missing"])
            channel.send(Message({"kind": "open", "store": str(self.store)}).to_bytes())
            told = (await channel.hear()).head
            if "problem" in told:
                raise StoreError(str(told["problem"]))
        except BaseException as problem:
            channel.close()
            await asyncio.shield(asyncio.to_thread(worker.end))
            if isinstance(problem, WorkerDied):
                raise StoreError("the processes that answer end at once; look at the memory of this machine") from None
            raise
        desk = _Desk(worker, channel, int(told["generation"]))
        self._desks.add(desk)
        return desk

    async def _keep_fit(self) -> None:
        """Replace workers that wait and are dead, or have an old generation, which can be removed then."""
        while True:
            await asyncio.sleep(_TURN)
            if self._nursery is not None:
                await asyncio.to_thread(self._nursery.tend)
            self._look()
            for desk in [each for each in self._idle if not self._is_fit(each)]:
                self._idle.remove(desk)
                self.replace(desk)

    async def _watch_memory(self) -> None:
        """Kill workers that take more memory than they may; the system does not."""
        while True:
            await asyncio.sleep(_MEMORY_TURN)
            greedy = await asyncio.to_thread(find_greedy, self.list_workers(), self.rules.memory)
            for desk in [each for each in self._desks if each.worker.number in greedy]:
                desk.channel.fail(WorkerDied("it took too much memory"))


def _begin(work: Coroutine[Any, Any, Any], tasks: set[asyncio.Task[Any]]) -> None:
    """Begin a task that is kept as long as it runs."""
    task = asyncio.get_running_loop().create_task(work)
    tasks.add(task)
    task.add_done_callback(tasks.discard)


class Begun:
    """A job that a worker has begun, and that nobody waits for yet."""

    def __init__(
        self,
        pool: Pool,
        desk: _Desk,
        at: float,
        answered: Callable[[Answer], None],
        later: Callable[["Begun"], None],
    ) -> None:
        self.at = at
        """When, by the clock of the loop."""
        self._pool = pool
        self._desk = desk
        self._answered = answered
        self._later = later
        self._is_taken = False

    def send(self, job: bytes) -> None:
        """Send the job, and listen for its answer."""
        self._desk.channel.listen(self._hear)
        self._desk.channel.send(job)

    def _hear(self, message: Message | None) -> None:
        desk, pool = self._desk, self._pool
        if message is None or not message.head["last"] or message.head["status"] != _OK:
            if message is not None:
                desk.channel.put_back(message)
            self.pass_on()
            return
        pool._begun.discard(self)
        self._is_taken = True
        try:
            self._answered(Answer(message.head, message.parts[0], desk.generation))
        finally:
            pool.release(desk, message)

    def pass_on(self) -> None:
        """Leave it to whoever waits for what takes longer."""
        self._pool._begun.discard(self)
        self._desk.channel.listen(None)
        self._later(self)

    def take_over(self) -> _Desk:
        """Give the worker to who sees the job through."""
        self._is_taken = True
        return self._desk

    def close(self) -> None:
        """End the worker if nobody has taken the job over."""
        if not self._is_taken:
            self._is_taken = True
            self._pool.replace(self._desk)


class Rest:
    """The rest of an answer that is too long to be sent at once."""

    def __init__(self, pool: Pool, desk: _Desk, vigil: "_Vigil", total: int) -> None:
        self._pool = pool
        self._desk = desk
        self._vigil = vigil
        self._total = total
        self._is_over = False

    async def read(self) -> bytes | None:
        """Give the next piece; None at the end.

        Raises:
            Unanswered: it took too long or too much, or its process died; what there is is not the whole answer.
            Forsaken: whoever asked has left.
        """
        if self._is_over:
            return None
        try:
            message = await self._desk.channel.hear()
        except Exception as problem:
            raise _tell(problem, self._vigil) from None
        self._total += len(message.parts[0])
        if self._total > MOST_BYTES:
            raise Unanswered(503, "size", f"the answer is larger than {MOST_BYTES >> 20} MB")
        if message.head["last"]:
            self._is_over = True
            self._vigil.end()
            self._pool.release(self._desk, message)
        return message.parts[0]

    def close(self) -> None:
        """End the worker if the answer was not read to its end."""
        if not self._is_over:
            self._is_over = True
            self._vigil.end()
            self._pool.replace(self._desk)


def _tell(problem: BaseException, vigil: "_Vigil") -> BaseException:
    match problem:
        case _Late():
            message = f"stopped after {vigil.seconds:g} s; ask for less, or narrow the question"
            return Unanswered(503, "time", message, _RETRY_SECONDS)
        case WorkerDied():
            return Unanswered(503, "lost", _LOST, _RETRY_SECONDS)
    return problem


_LOST: Final = (
    "its process was ended, most likely since it needed more memory or depth than it may; narrow the question"
)


class _Vigil:
    """Watches one job: the clock, and whether anybody still waits for it."""

    def __init__(
        self,
        channel: Channel,
        seconds: float,
        gone: Gone,
        stand_back: Callable[[], None] = lambda: None,
        since: float | None = None,
    ) -> None:
        self.seconds = seconds
        loop = asyncio.get_running_loop()
        self._clock = loop.call_at((since or loop.time()) + seconds, channel.fail, _Late())
        self._look = loop.call_later(_LOOK_AFTER, self._begin, channel, gone)
        self._slow = loop.call_later(_SLOW_AFTER, stand_back)
        self._task: asyncio.Task[None] | None = None

    def _begin(self, channel: Channel, gone: Gone) -> None:
        self._task = asyncio.get_running_loop().create_task(self._watch(channel, gone))

    async def _watch(self, channel: Channel, gone: Gone) -> None:
        await gone()
        channel.fail(Forsaken())

    def end(self) -> None:
        """Stop watching."""
        self._clock.cancel()
        self._look.cancel()
        self._slow.cancel()
        if self._task is not None:
            self._task.cancel()
