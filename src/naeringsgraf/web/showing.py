"""Pages: made by a worker from a path and a query string, kept as long as the generation is the newest."""

import dataclasses
from collections.abc import Mapping
from typing import Any, Final

from naeringsgraf.web.broker import REVALIDATE, Broker, is_known
from naeringsgraf.web.http import Pairs, Problem, Request, Send, pass_on, reply
from naeringsgraf.web.pages.asked import Asked
from naeringsgraf.web.pool.jobs import tell_job
from naeringsgraf.web.shelf import Shelf

_NOT_KEPT: Final = "/review"
"""Shows what was decided a moment ago, which no generation knows yet."""


class Showing:
    """Answers with pages."""

    def __init__(self, broker: Broker) -> None:
        self._broker = broker
        self._shelf = Shelf()

    async def show(self, request: Request, path: str, pairs: Pairs, send: Send, *, is_lasting: bool = True) -> None:
        """Send the page at a path for these values; the body of the request must have been read.

        One that is not lasting is another each time it is asked for.
        """
        accept, languages = request.header(b"accept"), request.header(b"accept-language")
        key = (path, repr(pairs), accept, languages)
        pool, is_head = self._broker.pool, request.method == "HEAD"
        lasts = is_lasting and not path.startswith(_NOT_KEPT)
        mark = self._broker.mark(*key)
        headers = [("etag", mark), ("cache-control", REVALIDATE)] if lasts else [("cache-control", "no-store")]
        if lasts and is_known(request.header(b"if-none-match"), mark):
            await reply(send, 304, "", b"", headers)
            return
        kept = self._shelf.find(key, pool.generation) if lasts else None
        if kept is None:
            asked = Asked(path, tuple(pairs), accept, languages, self._broker.origin, self._broker.offers)
            job = tell_job("page", pool.rules.deadline, asked=_tell(asked))
            kept = await pool.ask(job, request.watch)
            if lasts:
                self._shelf.keep(key, sum(map(len, key)), kept)
        await pass_on(send, kept, headers if kept.head["status"] == 200 else (), is_head=is_head)

    async def answer(self, request: Request, send: Send) -> None:
        """Send the page that a request is for."""
        if request.method not in ("GET", "HEAD"):
            raise Problem(405, "method", "pages are asked for by GET", [("allow", "GET, HEAD")])
        await request.read_body(0)
        await self.show(request, request.path, request.read_query(), send)


def _tell(asked: Asked) -> Mapping[str, Any]:
    return dataclasses.asdict(asked)
