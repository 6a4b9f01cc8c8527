"""One connection of HTTP, that bears neither endless headers nor those that never come."""

import asyncio
from typing import Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

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

    def _stop_clock(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None
