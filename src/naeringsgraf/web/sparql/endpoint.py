"""`/sparql`: the SPARQL 1.1 Protocol, and the description of the service for who asks nothing."""

from collections.abc import Sequence
from typing import Final

from naeringsgraf.store.protocol.media import HTML, NAMES, TURTLE
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
from naeringsgraf.web.pages.sparql_files import OWN_FORMS
from naeringsgraf.web.pool.jobs import tell_job
from naeringsgraf.web.showing import Showing
from naeringsgraf.web.sparql.guard import Refused, look
from naeringsgraf.web.sparql.negotiation import GRAPHS, ROWS, TRUTH, choose
from naeringsgraf.web.sparql.updates import Updates

QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
MOST_BYTES: Final = 1 << 21
"""Of a body with a query; the longest text that is read may be sent as a form."""

ALLOWED: Final = "GET, HEAD, POST, OPTIONS"

_OFFERED: Final = {"SELECT": ROWS, "ASK": TRUTH, "CONSTRUCT": GRAPHS, "DESCRIBE": GRAPHS}


class Endpoint:
    """Answers queries, hands updates on, and shows the page to who wants one."""

    def __init__(self, broker: Broker, showing: Showing, updates: Updates) -> None:
        self._broker = broker
        self._showing = showing
        self._updates = updates

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
        if wants_page(request.header(b"accept"), pairs):
            await self._showing.show(request, "/sparql", pairs, send, is_lasting=_is_lasting(text))
            return
        looked = look(text)
        accept = request.header(b"accept")
        media = self._choose(_OFFERED.get(looked.form, ROWS), accept, pairs)
        if media == HTML:
            await self._showing.show(request, "/sparql", pairs, send)
            return
        mark = ""
        if request.method != "POST" and looked.is_lasting:
            mark = self._broker.mark(media, request.scope["query_string"].decode("latin-1"))
            if is_known(request.header(b"if-none-match"), mark):
                await reply(send, 304, "", b"", [("etag", mark)])
                return
        if not looked.form:
            raise Problem(400, "syntax", "there is no query here; begin with SELECT, ASK, CONSTRUCT or DESCRIBE")
        seconds = self._read_timeout(pairs)
        default, named = _list(pairs, "default-graph-uri"), _list(pairs, "named-graph-uri")
        job = tell_job(
            "query",
            seconds,
            text.encode("utf-8", "replace"),
            media=media,
            base=self._broker.endpoint,
            default_graphs=default,
            named_graphs=named,
            names_dataset=looked.names_dataset,
        )
        answer = await self._broker.pool.ask(job, request.watch, seconds)
        headers = [("etag", mark), ("cache-control", REVALIDATE)] if mark and answer.head["status"] == 200 else []
        await pass_on(send, answer, headers, is_head=request.method == "HEAD")

    async def _describe(self, request: Request, pairs: Pairs, send: Send) -> None:
        """Show the page or describe the service; who sends a POST has forgotten the query."""
        if request.method == "POST":
            raise Problem(400, "parameters", "there is no query here; send it as the body, or as query=")
        media = self._choose((*GRAPHS, HTML), request.header(b"accept"), pairs)
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
        job = tell_job("describe", seconds, dataset=dataset, media=media, endpoint=broker.endpoint, update=takes)
        answer = await broker.pool.ask(job, request.watch)
        await pass_on(send, answer, [("etag", mark), ("cache-control", REVALIDATE)], is_head=request.method == "HEAD")

    def _choose(self, offered: Sequence[str], accept: str, pairs: Pairs) -> str:
        """Give the media type of the answer: what `format` says, or what Accept does; a page is what browsers want."""
        asked = next((value for name, value in pairs if name == "format" and value), None)
        if asked is not None:
            media = NAMES.get(asked.lower(), asked.lower())
            if media in (*offered, HTML):
                return media
            raise Problem(406, "format", f"this form of query has no answer as {asked!r}; {_tell(offered)}")
        chosen = choose(accept, offered if HTML in offered else (*offered, HTML))
        if chosen is None:
            raise Problem(406, "format", f"nothing that Accept names can be given; {_tell(offered)}")
        return chosen

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


def wants_page(accept: str, pairs: Pairs) -> bool:
    """Tell whether the page is wanted whatever the query is, so that it tells what is wrong with it, too."""
    asked = next((value for name, value in pairs if name == "format" and value), None)
    if asked is not None:
        return asked.lower() in ("html", *OWN_FORMS)
    return choose(accept, (*ROWS, *GRAPHS, HTML)) == HTML


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


def _tell(offered: Sequence[str]) -> str:
    return f"choose one of {', '.join(each for each in offered if each != HTML)}"


def _list(pairs: Pairs, name: str) -> list[str]:
    return [value for key, value in pairs if key == name]
