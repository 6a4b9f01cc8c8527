"""The broker's end of the connection to a worker, on the event loop."""

import asyncio
import socket
from collections import deque
from collections.abc import Callable
from typing import Final, cast

from naeringsgraf.store.workers.frames import Inbox, Message, OversizeError

_MOST_WAITING: Final = 2
"""Messages that wait to be heard before the worker is made to wait."""


class WorkerDied(Exception):  # noqa: N818 - it says what happened
    """The worker ended, or said what no worker of ours says."""


class Channel(asyncio.Protocol):
    """Messages to and from one worker. Whoever waits for one can be told to stop waiting."""

    def __init__(self) -> None:
        self._inbox = Inbox()
        self._heard: deque[Message] = deque()
        self._waiter: asyncio.Future[Message] | None = None
        self._listener: Callable[[Message | None], None] | None = None
        self._problem: Exception | None = None
        self._transport: asyncio.Transport | None = None
        self._is_paused = False

    @property
    def is_open(self) -> bool:
        """Whether nothing has gone wrong with it so far."""
        return self._problem is None

    def send(self, message: bytes) -> None:
        """Send a message; that the worker is dead is told by the next `hear`."""
        if self._transport is not None:
            self._transport.write(message)

    def listen(self, listener: Callable[[Message | None], None] | None) -> None:
        """Call somebody with the next message, once, or with None where there will be none. None: call nobody."""
        self._listener = listener

    def put_back(self, message: Message) -> None:
        """Let a message be heard once more, before all others."""
        self._heard.appendleft(message)

    async def hear(self) -> Message:
        """Wait for the next message.

        Raises:
            WorkerDied: there will be none.
            Exception: what `fail` was given.
        """
        if self._heard:
            message = self._heard.popleft()
            if self._is_paused and self._transport is not None:
                self._is_paused = False
                self._transport.resume_reading()
            return message
        if self._problem is not None:
            raise self._problem
        self._waiter = asyncio.get_running_loop().create_future()
        return await self._waiter

    def fail(self, problem: Exception) -> None:
        """End the waiting for a message, now and later, with a problem."""
        if self._problem is None:
            self._problem = problem
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_exception(self._problem)
        self._call(None)

    def close(self) -> None:
        """Let go of the worker."""
        self.fail(WorkerDied("it was let go"))
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by the loop."""
        # uvloop's are of the same kind and of another class.
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Called by the loop."""
        try:
            for message in self._inbox.take(data):
                self._take(message)
        except (OversizeError, ValueError) as problem:
            # A worker that was taken over may say anything.
            self.fail(WorkerDied(str(problem)))

    def connection_lost(self, exc: Exception | None) -> None:
        """Called by the loop."""
        self.fail(WorkerDied("its connection closed"))

    def _call(self, message: Message | None) -> bool:
        """Tell whoever listens."""
        listener, self._listener = self._listener, None
        if listener is None:
            return False
        listener(message)
        return True

    def _take(self, message: Message) -> None:
        if self._call(message):
            return
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_result(message)
            return
        self._heard.append(message)
        if len(self._heard) >= _MOST_WAITING and self._transport is not None and not self._is_paused:
            self._is_paused = True
            self._transport.pause_reading()


async def open_channel(connection: socket.socket) -> Channel:
    """Take a connection to a worker over."""
    connection.setblocking(False)
    loop = asyncio.get_running_loop()
    if connection.family == getattr(socket, "AF_UNIX", None):
        _, channel = await loop.create_unix_connection(Channel, sock=connection)
    else:
        _, channel = await loop.create_connection(Channel, sock=connection)
    return channel
