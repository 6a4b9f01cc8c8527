"""Updates: only where they were asked for when the server was started, and only by who has the token."""

import asyncio
import hmac
from collections.abc import Mapping
from typing import Any, Final

from naeringsgraf.web.broker import Broker
from naeringsgraf.web.http import Pairs, Problem, Request, Send, read_utf8, reply
from naeringsgraf.web.pool.jobs import tell_job
from naeringsgraf.web.pool.pool import LONGEST_WAIT, MOST_WAITING, WRITING_TIMES, Unanswered
from naeringsgraf.web.sparql.guard import look

MOST_BYTES: Final = 64 << 20
"""Of a body that is written to the store."""


class Updates:
    """Checks who asks for a change, and lets one process at a time make it."""

    def __init__(self, broker: Broker) -> None:
        self._broker = broker
        self._turn = asyncio.Lock()
        self._waiting = 0

    def check(self, request: Request) -> None:
        """Let in who may change the graph.

        Raises:
            Problem: nobody may (403), no token was shown (401), or a wrong one (403).
        """
        if self._broker.token is None:
            raise Problem(403, "read-only", "this server is read-only; it takes updates when started with --update")
        kind, _, shown = request.header(b"authorization").partition(" ")
        if kind.lower() != "bearer" or not shown.strip():
            asks = [("www-authenticate", 'Bearer realm="naeringsgraf"')]
            raise Problem(401, "token", "updates need the token: Authorization: Bearer …", asks)
        if not hmac.compare_digest(shown.strip().encode("utf-8"), self._broker.token.encode("utf-8")):
            raise Problem(403, "token", "that is not the token of this server")

    async def update(self, request: Request, pairs: Pairs, text: str | None, send: Send) -> None:
        """Run an update in SPARQL; without `text` it is the body of the request."""
        self.check(request)
        if text is None:
            text = read_utf8(await request.read_body(MOST_BYTES))
        looked = look(text)
        using = [value for name, value in pairs if name == "using-graph-uri"]
        named = [value for name, value in pairs if name == "using-named-graph-uri"]
        if (using or named) and looked.names_using:
            raise Problem(400, "parameters", "USING or WITH in the text and using-graph-uri say two things; send one")
        await self.change(
            request,
            send,
            kind="update",
            data=looked.run.encode("utf-8", "replace"),
            using=using,
            using_named=named,
        )

    async def change(
        self, request: Request, send: Send, *, data: bytes, headers: Mapping[str, str] | None = None, **told: Any
    ) -> None:
        """Let the change be made, and answer when it is on disk; the caller has checked who asks."""
        broker = self._broker
        seconds = broker.pool.rules.deadline * WRITING_TIMES
        change = {"base": broker.endpoint, **told}
        job = tell_job("change", seconds, data, store=str(broker.pool.store), change=change)
        await self._wait()
        try:
            head = await broker.pool.change(job, request.watch)
        finally:
            self._turn.release()
        if "problem" in head:
            raise _tell(head)
        status = head["status"]
        await reply(send, status, "", b"", list(headers.items()) if headers and status == 201 else ())

    async def _wait(self) -> None:
        """Wait until nobody else changes the graph."""
        if self._waiting >= MOST_WAITING:
            raise Unanswered(429, "busy", f"{MOST_WAITING} others wait already; try again in a moment", 2)
        self._waiting += 1
        try:
            async with asyncio.timeout(LONGEST_WAIT):
                await self._turn.acquire()
        except TimeoutError:
            message = f"others changed the graph for {LONGEST_WAIT:g} s; try again in a moment"
            raise Unanswered(503, "busy", message, 5) from None
        finally:
            self._waiting -= 1


def _tell(head: Mapping[str, Any]) -> Problem | Unanswered:
    status, message = head["status"], str(head["problem"]["message"])
    if status == 503:
        return Unanswered(503, "store", message, 5)
    reason = {400: "syntax", 404: "missing", 409: "built", 415: "media", 422: "graph"}.get(status, "mistake")
    return Problem(status, reason, message)
