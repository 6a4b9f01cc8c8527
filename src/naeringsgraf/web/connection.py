"""One connection of HTTP, that bears neither endless headers nor those that never come."""

import asyncio
from functools import partial
from typing import Any, Final, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from naeringsgraf.web.http import BEGUN, Scope
from naeringsgraf.web.pool.pool import Begun

MOST_HEAD_BYTES: Final = 1 << 20
"""Of a request before its body."""
LONGEST_ADDRESS: Final = 65_535
"""Bytes; the parser counts no further. Longer queries are sent by POST."""
HEAD_SECONDS: Final = 15.0
"""Until the head of a request is whole, once the connection is there or the request has begun."""

_SAID: Final = f"the address is longer than {LONGEST_ADDRESS} bytes; send the query by POST\n".encode("ascii")
_TOO_LONG: Final = (
    b"HTTP/1.1 414 URI Too Long\r\nconnection: close\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"content-length: %d\r\n\r\n%b" % (len(_SAID), _SAID)
)


def _do_nothing() -> None:
    """Stand where a reference to the connection did."""


class Connection(HttpToolsProtocol):
    """A connection that is closed when a head is too long or too slow."""

    _head_bytes = 0
    _in_head = True
    _clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Called by the loop."""
        super().connection_made(transport)
        self._clock = self.loop.call_later(HEAD_SECONDS, transport.close)

    def connection_lost(self, exc: Exception | None) -> None:
        """Called by the loop."""
        self._stop_clock()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Called by the loop."""
        super().data_received(data)
        if not self._in_head:
            return
        self._head_bytes += len(data)
        if self._head_bytes > MOST_HEAD_BYTES:
            self.transport.close()
        elif self._clock is None:
            self._clock = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def on_message_begin(self) -> None:
        """Called by the parser."""
        self._in_head = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Called by the parser."""
        self._in_head, self._head_bytes = False, 0
        self._stop_clock()
        if len(self.url) > LONGEST_ADDRESS:
            self.transport.write(_TOO_LONG)
            self.transport.close()
        else:
            super().on_headers_complete()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        """Called when it is the turn of a request: let it go the short way where it can, and else have its task."""
        is_plain = cycle.keep_alive and not self.flow.write_paused and not self.pipeline
        if not is_plain or not app.begin(cycle.scope, partial(self._reply, cycle), partial(self._go_on, cycle, app)):
            super()._start_asgi_task(cycle, app)

    def _go_on(self, cycle: RequestResponseCycle, app: Any, begun: Begun) -> None:
        """Take the long way after all, with the job that was begun."""
        cast(Scope, cycle.scope)[BEGUN] = begun
        super()._start_asgi_task(cycle, app)

    def _reply(self, cycle: RequestResponseCycle, head: bytes, body: bytes) -> None:
        """Write a whole reply at once."""
        if cycle.disconnected:
            return
        told = [b"%b: %b\r\n" % each for each in cycle.default_headers]
        if not cycle.keep_alive:
            told.append(b"connection: close\r\n")
        self.transport.write(b"".join((b"HTTP/1.1 200 OK\r\n", *told, head, b"\r\n", body)))
        cycle.response_started = cycle.response_complete = True
        if not cycle.keep_alive:
            self.transport.close()
        cycle.on_response()
        cycle.on_response = _do_nothing

    def _stop_clock(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None
