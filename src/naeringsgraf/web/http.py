"""Requests and replies of ASGI, without more between them than a query needs: an answer is often made in half a
millisecond, and a framework's objects would take as long.
"""

import json
import sys
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl

from naeringsgraf.web.pool.pool import Answer, Begun, Unanswered
from naeringsgraf.web.sparql.guard import Refused

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Pairs = list[tuple[str, str]]
Headers = list[tuple[bytes, bytes]]

JSON_TEXT: Final = "application/json"
FORM: Final = "application/x-www-form-urlencoded"

BEGUN: Final = "naeringsgraf.begun"
"""Key of a scope."""

_MOST_FIELDS: Final = 1_000
_MOST_DROPPED: Final = 16 << 20
"""Bytes of a body beyond those that are read."""


class Problem(Exception):  # noqa: N818 - it is told as a reply
    """What was asked is not answered; why, as a status of HTTP, one word, and a sentence."""

    def __init__(
        self,
        status: int,
        reason: str,
        message: str,
        headers: Iterable[tuple[str, str]] = (),
        more: Mapping[str, Any] | None = None,
    ) -> None:
        """Give also headers that belong to the status, and what else is told in the reply."""
        super().__init__(message)
        self.status = status
        self.reason = reason
        self.message = message
        self.headers = tuple(headers)
        self.more = more or {}


@dataclass(slots=True)
class Request:
    """One request."""

    scope: Scope
    receive: Receive

    @property
    def method(self) -> str:
        """In capitals."""
        return str(self.scope["method"])

    @property
    def path(self) -> str:
        """Decoded."""
        return str(self.scope["path"])

    def header(self, name: bytes) -> str:
        """Give a header by its name in small letters, several lines as one list; empty where there is none."""
        found = [value for key, value in self.scope["headers"] if key == name]
        return b", ".join(found).decode("latin-1")

    @property
    def begun(self) -> Begun | None:
        """The job that a worker does already for this request; None where none does."""
        found: Begun | None = self.scope.get(BEGUN)
        return found

    def read_query(self) -> Pairs:
        """Give names and values of the query string, decoded once.

        Raises:
            Problem: they are no UTF-8, or too many.
        """
        return read_pairs(self.scope["query_string"])

    def read_media(self) -> str:
        """Give the media type of the body, in small letters.

        Raises:
            Problem: the body is said to be of another encoding than UTF-8.
        """
        media, _, rest = self.header(b"content-type").partition(";")
        charset = next((part.partition("=")[2] for part in rest.split(";") if "charset" in part.lower()), "utf-8")
        if charset.strip(" \"'").lower() not in ("utf-8", "utf8", "us-ascii"):
            raise Problem(415, "charset", f"the body is said to be {charset.strip()}; send it as UTF-8")
        return media.strip().lower()

    async def read_body(self, most: int) -> bytes:
        """Give the body.

        Raises:
            Problem: it is longer than so many bytes. What is not much longer is read and dropped, for a client that
                still sends would not hear us.
        """
        too_long = Problem(413, "length", f"the body is longer than {most} bytes", [("connection", "close")])
        length = self.header(b"content-length")
        if length.isdigit() and int(length) > most + _MOST_DROPPED:
            raise too_long
        parts: list[bytes] = []
        size = 0
        while True:
            message = await self.receive()
            if message["type"] == "http.disconnect":
                raise Problem(400, "length", "the body ended too early")
            part = message.get("body", b"")
            size += len(part)
            if size > most:
                parts = []
            else:
                parts.append(part)
            is_over = not message.get("more_body")
            if size > most + (0 if is_over else _MOST_DROPPED):
                raise too_long
            if is_over:
                return b"".join(parts)

    async def watch(self) -> None:
        """Come back when the client has left. The body must have been read."""
        while (await self.receive())["type"] != "http.disconnect":
            pass


def read_pairs(text: bytes) -> Pairs:
    """Decode names and values as forms write them, once.

    Raises:
        Problem: they are no UTF-8, or too many.
    """
    if not text:
        return []
    try:
        return parse_qsl(text.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError:
        raise Problem(400, "encoding", "the parameters are not UTF-8, percent-encoded") from None
    except ValueError:
        raise Problem(400, "length", f"there are more than {_MOST_FIELDS} parameters") from None


def read_utf8(body: bytes) -> str:
    """Decode a body.

    Raises:
        Problem: it is no UTF-8.
    """
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise Problem(400, "encoding", "the body is not UTF-8") from None


async def reply(send: Send, status: int, media: str, body: bytes, headers: Iterable[tuple[str, str]] = ()) -> None:
    """Send a reply that is whole."""
    told: Headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    if media:
        told.append((b"content-type", media.encode("latin-1")))
    if status not in (204, 304):
        told.append((b"content-length", b"%d" % len(body)))
    await send({"type": "http.response.start", "status": status, "headers": told})
    await send({"type": "http.response.body", "body": body})


async def tell_problem(send: Send, problem: Problem | Refused | Unanswered) -> None:
    """Send a reply that says why there is no answer."""
    told = {"status": problem.status, "reason": problem.reason, "message": problem.message}
    headers: list[tuple[str, str]] = []
    if isinstance(problem, Problem):
        headers += problem.headers
        told |= problem.more
    if isinstance(problem, Unanswered) and problem.retry_after is not None:
        headers.append(("retry-after", str(problem.retry_after)))
    await reply(send, problem.status, JSON_TEXT, _write(told), headers)


async def pass_on(
    send: Send, answer: Answer, headers: Iterable[tuple[str, str]] = (), *, is_head: bool = False
) -> None:
    """Send what a worker answered, as it comes; a reply that breaks off has no last chunk, so its reader sees it.

    Raises:
        Unanswered: it broke off.
        Forsaken: the client has left.
    """
    head = answer.head
    told = [*headers, *((name, value) for name, value in head.get("headers", ()))]
    if "problem" in head:
        problem = {"status": head["status"], "reason": _REASONS.get(head["status"], "refused"), **head["problem"]}
        if trace := problem.pop("trace", None):
            print(trace, file=sys.stderr, flush=True)
        await reply(send, head["status"], JSON_TEXT, _write(problem), told)
        return
    if answer.rest is None or is_head:
        if answer.rest is not None:
            answer.rest.close()
        await reply(send, head["status"], head["media"], answer.data, told)
        return
    try:
        start: Headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in told]
        start.append((b"content-type", head["media"].encode("latin-1")))
        await send({"type": "http.response.start", "status": head["status"], "headers": start})
        await send({"type": "http.response.body", "body": answer.data, "more_body": True})
        while (piece := await answer.rest.read()) is not None:
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
    finally:
        answer.rest.close()


_REASONS: Final = {400: "syntax", 404: "missing", 406: "format", 409: "built", 500: "mistake", 503: "store"}


def _write(told: dict[str, Any]) -> bytes:
    return (json.dumps(told, ensure_ascii=False) + "\n").encode("utf-8")
