"""`/data`: the SPARQL 1.1 Graph Store Protocol. Whole graphs are read by anybody, and written as updates are."""

from email import policy
from email.parser import BytesParser
from typing import Final
from uuid import uuid4

from naeringsgraf.store.protocol.media import GRAPH_FORMATS
from naeringsgraf.web.broker import REVALIDATE, Broker, is_known
from naeringsgraf.web.http import Pairs, Problem, Receive, Request, Scope, Send, pass_on, read_utf8, reply
from naeringsgraf.web.pool.jobs import tell_job
from naeringsgraf.web.sparql.guard import look
from naeringsgraf.web.sparql.negotiation import GRAPHS, choose
from naeringsgraf.web.sparql.updates import MOST_BYTES, Updates

ALLOWED: Final = "GET, HEAD, POST, PUT, DELETE, PATCH, OPTIONS"

_MULTIPART: Final = "multipart/form-data"
_UPDATE: Final = "application/sparql-update"


class GraphStore:
    """Gives, puts, extends, changes and removes graphs, named by `graph=IRI`, or `default`."""

    def __init__(self, broker: Broker, updates: Updates) -> None:
        self._broker = broker
        self._updates = updates

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        match request.method:
            case "OPTIONS":
                await reply(send, 204, "", b"", [("allow", ALLOWED)])
            case "GET" | "HEAD":
                await request.read_body(0)
                await self._give(request, _read_graph(request.read_query()), send)
            case "PUT" | "POST" | "DELETE" | "PATCH":
                await self._change(request, send)
            case _:
                raise Problem(405, "method", f"use one of {ALLOWED}", [("allow", ALLOWED)])

    async def _give(self, request: Request, graph: str | None, send: Send) -> None:
        pool = self._broker.pool
        media = choose(request.header(b"accept"), GRAPHS)
        if media is None:
            raise Problem(406, "format", f"nothing that Accept names can be given; choose one of {', '.join(GRAPHS)}")
        mark = self._broker.mark(media, repr(graph))
        if is_known(request.header(b"if-none-match"), mark):
            await reply(send, 304, "", b"", [("etag", mark)])
            return
        answer = await pool.ask(tell_job("graph", pool.rules.deadline, graph=graph, media=media), request.watch)
        headers = [("etag", mark), ("cache-control", REVALIDATE)] if answer.head["status"] == 200 else []
        await pass_on(send, answer, headers, is_head=request.method == "HEAD")

    async def _change(self, request: Request, send: Send) -> None:
        self._updates.check(request)
        pairs = request.read_query()
        headers = {}
        if request.method == "POST" and not any(name in ("graph", "default") for name, _ in pairs):
            graph: str | None = f"{self._broker.data}/{uuid4()}"
            headers = {"location": str(graph)}
        else:
            graph = _read_graph(pairs)
        kind, media, data = request.method.lower(), "", b""
        if kind != "delete":
            media, data = request.read_media(), await request.read_body(MOST_BYTES)
        if media == _MULTIPART and kind == "post":
            media, data = _open_form(request.header(b"content-type"), data)
        if kind == "patch":
            if media != _UPDATE:
                raise Problem(415, "media", f"a graph is changed by {_UPDATE}")
            data = look(read_utf8(data)).run.encode("utf-8", "replace")
        elif kind != "delete" and media not in GRAPH_FORMATS:
            raise Problem(415, "media", f"send the graph as one of {', '.join(GRAPH_FORMATS)}")
        await self._updates.change(request, send, kind=kind, graph=graph or "", media=media, data=data, headers=headers)


def _read_graph(pairs: Pairs) -> str | None:
    """Give the IRI of the graph that is meant; None for the default graph.

    Raises:
        Problem: none is named, or several are.
    """
    graphs = [value for name, value in pairs if name == "graph"]
    is_default = any(name == "default" for name, _ in pairs)
    if len(graphs) + is_default != 1 or "" in graphs:
        raise Problem(400, "parameters", "name one graph: graph=IRI, or default")
    return None if is_default else graphs[0]


def _open_form(content_type: str, data: bytes) -> tuple[str, bytes]:
    """Give media type and content of the one file of a form.

    Raises:
        Problem: there is no file in it, or several are.
    """
    head = f"Content-Type: {content_type}\r\nMIME-Version: 1.0\r\n\r\n".encode("latin-1")
    form = BytesParser(policy=policy.HTTP).parsebytes(head + data)
    files = [part for part in form.iter_parts() if part.get_filename() is not None]
    if len(files) != 1:
        raise Problem(400, "body", "send one file, with its media type")
    content = files[0].get_payload(decode=True)
    assert isinstance(content, bytes)
    return files[0].get_content_type(), content
