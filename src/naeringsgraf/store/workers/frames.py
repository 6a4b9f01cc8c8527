"""Messages between processes: a head in JSON, and bytes that belong to it.

What comes from a worker has passed the hands of a stranger's document, so it is never unpickled and is bounded in size.
"""

import json
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

MAX_BYTES: Final = 256 << 20
"""Of one message. The graph of the longest text that is read has a quarter of that."""

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


def _read(head: bytes, body: memoryview) -> Message:
    told, lengths = json.loads(head)
    parts, at = [], 0
    for length in lengths:
        parts.append(bytes(body[at : at + length]))
        at += length
    if at != len(body) or not isinstance(told, dict):
        raise ValueError("the parts of a message do not add up")
    return Message(told, tuple(parts))
