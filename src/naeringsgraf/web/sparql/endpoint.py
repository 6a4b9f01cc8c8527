"""`/sparql`: the SPARQL 1.1 Protocol, and the description of the service for who asks nothing."""

from typing import Final

from naeringsgraf.store.protocol.media import HTML, TURTLE
from naeringsgraf.web.broker import REVALIDATE, Broker, is_known
from naeringsgraf.web.http import (
    FORM,
    Pairs,
    Problem,
    Receive,
    Request,
    Scope,
    Send,
    pass_on,
    read_pairs,
    read_utf8,
    reply,
)
from naeringsgraf.web.pool.jobs import tell_job
from naeringsgraf.web.pool.pool import Answer
from naeringsgraf.web.shelf import Shelf
from naeringsgraf.web.showing import Showing
from naeringsgraf.web.sparql.asking import Asked, choose_media, read_asked, wants_page
from naeringsgraf.web.sparql.guard import Refused, look
from naeringsgraf.web.sparql.negotiation import GRAPHS, choose
from naeringsgraf.web.sparql.updates import Updates

QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
MOST_BYTES: Final = 1 << 21
"""Of a body with a query; the longest text that is read may be sent as a form."""

ALLOWED: Final = "GET, HEAD, POST, OPTIONS"


class Endpoint:
    """Answers queries, hands updates on, and shows the page to who wants one."""

    def __init__(self, broker: Broker, showing: Showing, updates: Updates) -> None:
        self._broker = broker
        self._showing = showing
        self._updates = updates
        self.shelf = Shelf()
        """Answers to queries."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        if request.method == "OPTIONS":
            await reply(send, 204, "", b"", [("allow", ALLOWED)])
        elif request.method in ("GET", "HEAD"):
            await request.read_body(MOST_BYTES)
            pairs = request.read_query()
            if any(name == "update" for name, _ in pairs):
                raise Problem(400, "method", "updates are sent by POST")
            await self._answer(request, pairs, send)
        elif request.method == "POST":
            await self._take(request, send)
        else:
            raise Problem(405, "method", "queries are asked by GET or POST", [("allow", ALLOWED)])

    async def _take(self, request: Request, send: Send) -> None:
        """Read what was posted: a form, a query or an update."""
        media, pairs = request.read_media(), request.read_query()
        if media == UPDATE:
            await self._updates.update(request, pairs, None, send)
        elif media == QUERY:
            text = read_utf8(await request.read_body(MOST_BYTES))
            await self._answer(request, [*pairs, ("query", text)], send)
        elif media == FORM:
            form = read_pairs(await request.read_body(MOST_BYTES))
            pairs = [*pairs, *form]
            updates = [value for name, value in pairs if name == "update"]
            if not updates:
                await self._answer(request, pairs, send)
            elif len(updates) > 1 or any(name == "query" for name, _ in pairs):
                raise Problem(400, "parameters", "send one query or one update, not several")
            else:
                await self._updates.update(request, pairs, updates[0], send)
        else:
            raise Problem(415, "media", f"send {QUERY}, {UPDATE} or {FORM}, and say which in Content-Type")

    async def _answer(self, request: Request, pairs: Pairs, send: Send) -> None:
        texts = [value for name, value in pairs if name == "query"]
        if any(name == "update" for name, _ in pairs):
            raise Problem(400, "parameters", "an update is sent as a form or as its own media type")
        if len(texts) > 1:
            raise Problem(400, "parameters", "send one query, not several")
        if texts:
            await self._ask(request, texts[0], pairs, send)
        else:
            await self._describe(request, pairs, send)

    async def _ask(self, request: Request, text: str, pairs: Pairs, send: Send) -> None:
        accept = request.header(b"accept")
        if wants_page(accept, pairs):
            await self._showing.show(request, "/sparql", pairs, send, is_lasting=_is_lasting(text))
            return
        try:
            asked = read_asked(text, accept, pairs)
        except Problem:
            await self._check(request, text)
            raise
        if asked.media == HTML:
            await self._showing.show(request, "/sparql", pairs, send)
            return
        mark = ""
        if request.method != "POST" and asked.looked.is_lasting:
            mark = self._broker.mark(*list_parts(asked.media, request.scope["query_string"]))
            if is_known(request.header(b"if-none-match"), mark):
                await reply(send, 304, "", b"", [("etag", mark)])
                return
        if not asked.looked.form:
            raise Problem(400, "syntax", "there is no query here; begin with SELECT, ASK, CONSTRUCT or DESCRIBE")
        answer = await self._find(request, asked, self._read_timeout(pairs))
        headers = [("etag", mark), ("cache-control", REVALIDATE)] if mark and answer.head["status"] == 200 else []
        await pass_on(send, answer, headers, is_head=request.method == "HEAD")

    async def _check(self, request: Request, text: str) -> None:
        """Let a query be read, of which the client takes no format.

        Raises:
            Problem: it cannot be read, which says more than that its answer could not be written.
        """
        pool = self._broker.pool
        seconds = pool.rules.deadline
        answer = await pool.ask(Asked(text, "", look(text)).tell(seconds, self._broker), request.watch, seconds)
        if answer.head["status"] == 400:
            told = answer.head["problem"]
            place = {name: told[name] for name in ("line", "column") if name in told}
            raise Problem(400, "syntax", told["message"], more=place)

    async def _find(self, request: Request, asked: Asked, seconds: float) -> Answer:
        """Give the answer, from the shelf where it is there."""
        pool = self._broker.pool
        if not asked.looked.is_lasting:
            return await pool.ask(asked.tell(seconds, self._broker), request.watch, seconds, request.begun)
        kept = self.shelf.find(asked.key, pool.generation)
        if kept is None:
            job = asked.tell(seconds, self._broker)
            kept = await pool.ask(job, request.watch, seconds, request.begun)
            self.shelf.keep(asked.key, len(asked.text), kept)
        return kept

    async def _describe(self, request: Request, pairs: Pairs, send: Send) -> None:
        """Show the page or describe the service; who sends a POST has forgotten the query."""
        if request.method == "POST":
            raise Problem(400, "parameters", "there is no query here; send it as the body, or as query=")
        media = choose_media((*GRAPHS, HTML), request.header(b"accept"), pairs)
        if media == HTML:
            await self._showing.show(request, "/sparql", pairs, send)
            return
        await self.describe(request, media, send, dataset=False)

    async def describe(self, request: Request, media: str, send: Send, *, dataset: bool) -> None:
        """Describe the service, or what it holds."""
        broker = self._broker
        mark = broker.mark(media, request.path)
        if is_known(request.header(b"if-none-match"), mark):
            await reply(send, 304, "", b"", [("etag", mark)])
            return
        takes = broker.token is not None
        seconds = broker.pool.rules.deadline
        job = tell_job(
            "describe",
            seconds,
            dataset=dataset,
            media=media,
            endpoint=broker.endpoint,
            update=takes,
            default_graph=broker.offers.default_graph,
        )
        answer = await broker.pool.ask(job, request.watch)
        await pass_on(send, answer, [("etag", mark), ("cache-control", REVALIDATE)], is_head=request.method == "HEAD")

    def _read_timeout(self, pairs: Pairs) -> float:
        """Give the seconds that the answer may take; who asks may ask for less than the server gives."""
        most = self._broker.pool.rules.deadline
        asked = next((value for name, value in pairs if name == "timeout" and value), None)
        if asked is None:
            return most
        try:
            seconds = float(asked)
        except ValueError:
            seconds = 0.0
        if not 0 < seconds < float("inf"):
            raise Problem(400, "parameters", f"timeout={asked!r} is no number of seconds")
        return min(seconds, most)


def list_parts(media: str, query: bytes) -> tuple[str, str]:
    """Give what the entity tag of an answer follows from, beside the generation."""
    return media, query.decode("latin-1")


def _is_lasting(text: str) -> bool:
    """Tell whether the page is the same each time; one that says why nothing is answered is."""
    try:
        return look(text).is_lasting
    except Refused:
        return True


async def describe_dataset(endpoint: Endpoint, request: Request, send: Send) -> None:
    """`/.well-known/void`: tell what the graph holds."""
    media = choose(request.header(b"accept"), GRAPHS) or TURTLE
    await endpoint.describe(request, media, send, dataset=True)
