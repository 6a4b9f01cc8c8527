"""Pages: made by a worker from a path and a query string, kept as long as the generation is the newest."""

import dataclasses
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any, Final

from naeringsgraf.web.broker import REVALIDATE, Broker, is_known
from naeringsgraf.web.http import Pairs, Problem, Request, Send, pass_on, reply
from naeringsgraf.web.pages.asked import Asked
from naeringsgraf.web.pool.jobs import tell_job
from naeringsgraf.web.pool.pool import Answer

MOST_BYTES: Final = 64 << 20
"""Of all replies that are kept."""
_LARGEST_KEPT: Final = 1 << 20
"""Of one of them."""
_NOT_KEPT: Final = "/review"
"""Shows what was decided a moment ago, which no generation knows yet."""


class Shelf:
    """Replies of one generation, the least used of them dropped when they get too many."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._generation = -1
        self._kept: OrderedDict[tuple[str, ...], Answer] = OrderedDict()
        self._bytes = 0

    def find(self, key: tuple[str, ...], generation: int) -> Answer | None:
        """Give what was answered to the same of the same generation; None where it is not here."""
        if generation != self._generation:
            self._kept.clear()
            self._bytes, self._generation = 0, generation
        if key not in self._kept:
            return None
        self._kept.move_to_end(key)
        return self._kept[key]

    def keep(self, key: tuple[str, ...], answer: Answer) -> None:
        """Keep an answer that is whole and small enough."""
        is_fit = answer.rest is None and answer.head["status"] == 200 and len(answer.data) <= _LARGEST_KEPT
        if not is_fit or answer.generation != self._generation or key in self._kept:
            return
        self._kept[key] = answer
        self._bytes += len(answer.data)
        while self._bytes > self._most:
            _, dropped = self._kept.popitem(last=False)
            self._bytes -= len(dropped.data)


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
                self._shelf.keep(key, kept)
        await pass_on(send, kept, headers if kept.head["status"] == 200 else (), is_head=is_head)

    async def answer(self, request: Request, send: Send) -> None:
        """Send the page that a request is for."""
        if request.method not in ("GET", "HEAD"):
            raise Problem(405, "method", "pages are asked for by GET", [("allow", "GET, HEAD")])
        await request.read_body(0)
        await self.show(request, request.path, request.read_query(), send)


def _tell(asked: Asked) -> Mapping[str, Any]:
    return dataclasses.asdict(asked)
