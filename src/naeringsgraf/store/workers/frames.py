"""Messages between processes: a head in JSON, and bytes that belong to it.

What comes from a worker has passed the hands of a stranger's document, so it is never unpickled and is bounded in size.
"""

import json
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

MAX_BYTES: Final = 256 << 20
"""Of one message. The graph of the longest text that is read has a quarter of that."""

_SMALL: Final = 512
"""Bytes of a head that may come again."""
_LENGTHS: Final = struct.Struct("!IQ")


class OversizeError(Exception):
    """A message is larger than any that is expected."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message."""

    head: Mapping[str, Any]
    parts: Sequence[bytes] = field(default=())

    def to_bytes(self) -> bytes:
        """Give what goes over the wire.

        Raises:
            OversizeError: nobody would take it.
        """
        body = b"".join(self.parts)
        if len(body) > MAX_BYTES:
            raise OversizeError
        head = json.dumps([self.head, [len(part) for part in self.parts]]).encode("ascii")
        return b"".join((_LENGTHS.pack(len(head), len(body)), head, body))


def write_frame(head: bytes, part: bytes) -> bytes:
    """Write a message of one part, whose head is JSON already.

    Raises:
        OversizeError: nobody would take it.
    """
    if len(part) > MAX_BYTES:
        raise OversizeError
    whole = b"[%b, [%d]]" % (head, len(part))
    return b"".join((_LENGTHS.pack(len(whole), len(part)), whole, part))


class Inbox:
    """Puts messages together from whatever bytes have come, so that a sender who stops half-way stops nobody."""

    def __init__(self) -> None:
        self._data = bytearray()

    def take(self, data: bytes) -> Iterator[Message]:
        """Give the messages that are whole with these bytes.

        Raises:
            OversizeError: the one that has begun is larger than `MAX_BYTES`.
            ValueError: this is no message.
        """
        if not self._data and (message := _read_whole(data)) is not None:
            yield message
            return
        self._data += data
        while len(self._data) >= _LENGTHS.size:
            head, body = _LENGTHS.unpack_from(self._data)
            if head + body > MAX_BYTES:
                raise OversizeError
            end = _LENGTHS.size + head + body
            if len(self._data) < end:
                return
            whole = bytes(self._data[_LENGTHS.size : end])
            del self._data[:end]
            yield _read(whole[:head], memoryview(whole)[head:])


def _read_whole(data: bytes) -> Message | None:
    """Read bytes that are one message; None where they are less or more."""
    if len(data) < _LENGTHS.size:
        return None
    head, body = _LENGTHS.unpack_from(data)
    begins = _LENGTHS.size + head
    if len(data) != begins + body:
        return None
    return _read(data[_LENGTHS.size : begins], memoryview(data)[begins:])


def _read(head: bytes, body: memoryview) -> Message:
    told, lengths = _read_small(head) if len(head) <= _SMALL else json.loads(head)
    parts, at = [], 0
    for length in lengths:
        parts.append(bytes(body[at : at + length]))
        at += length
    if at != len(body) or not isinstance(told, dict):
        raise ValueError("the parts of a message do not add up")
    return Message(told, tuple(parts))


@lru_cache(maxsize=256)
def _read_small(head: bytes) -> Any:
    """Read a head; nobody changes what is in it."""
    return json.loads(head)
