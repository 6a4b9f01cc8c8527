"""Where an answer is written to: in pieces, each sent as it is full, the status with the first one.

As long as nothing was sent, the answer can still become a refusal. Later it can only be broken off, which whoever
reads it sees.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

PIECE: Final = 1 << 20
"""Bytes of one piece; an answer that is no longer goes out whole."""

Send = Callable[[Mapping[str, Any], bytes], None]

# What no document of XML 1.0 may hold, as UTF-8. The engine writes these as they are.
_NOT_XML: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_OVERLAP: Final = 2


class Refusal(Exception):  # noqa: N818 - it says what became of the question
    """What was asked cannot be answered; the status says whose fault it is, and the text says why."""

    def __init__(self, status: int, message: str, **more: Any) -> None:
        """Name a status of HTTP and the reason in words; `more` is told beside them."""
        super().__init__(message)
        self.status = status
        self.message = message
        self.more = more


class BrokenOff(Exception):  # noqa: N818 - it is the way out, not a mistake
    """Part of the answer is gone already, and the rest cannot be."""


class Outlet:
    """A binary file for the engine to write to."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._head: dict[str, Any] = {}
        self._parts: list[bytes] = []
        self._size = 0
        self._checks = False
        self._end_before = b""
        self.has_sent = False

    def begin(
        self, status: int, media: str, headers: Sequence[tuple[str, str]] = (), *, checks_xml: bool = False
    ) -> None:
        """Say what follows; with `checks_xml`, characters that make it unreadable are refused."""
        self._head = {"status": status, "media": media, "headers": list(headers)}
        self._checks = checks_xml

    def write(self, data: bytes) -> int:
        """Take some bytes."""
        self._parts.append(bytes(data))
        self._size += len(data)
        if self._size >= PIECE:
            self._push(last=False)
        return len(data)

    def flush(self) -> None:
        """Do nothing: a piece goes when it is full."""

    def end(self) -> None:
        """Send what is left."""
        self._push(last=True)

    def refuse(self, refusal: Refusal) -> None:
        """Send a refusal instead of the answer.

        Raises:
            BrokenOff: part of the answer is gone.
        """
        if self.has_sent:
            raise BrokenOff
        self._parts, self._size, self._checks = [], 0, False
        self._head = {"status": refusal.status, "problem": {"message": refusal.message, **refusal.more}}
        self._push(last=True)

    def _push(self, *, last: bool) -> None:
        data = b"".join(self._parts)
        self._parts, self._size = [], 0
        if self._checks:
            self._check(data)
        self._send({**self._head, "last": last}, data)
        self._head, self.has_sent = {}, True

    def _check(self, data: bytes) -> None:
        if _NOT_XML.search(self._end_before + data):
            raise Refusal(406, "the answer holds control characters, which XML cannot carry; ask for another format")
        self._end_before = data[-_OVERLAP:]
