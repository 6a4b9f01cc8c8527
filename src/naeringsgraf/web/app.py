"""The application: which address is answered by what."""

from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from naeringsgraf.web.broker import Broker
from naeringsgraf.web.decisions import Decisions
from naeringsgraf.web.doors import App, Doors
from naeringsgraf.web.http import Receive, Request, Scope, Send, reply
from naeringsgraf.web.pages.asked import TEXT
from naeringsgraf.web.showing import Showing
from naeringsgraf.web.sparql.endpoint import Endpoint, describe_dataset
from naeringsgraf.web.sparql.graph_store import GraphStore
from naeringsgraf.web.sparql.shortcut import Shortcut
from naeringsgraf.web.sparql.updates import Updates

STATIC: Final = Path(__file__).parent / "static"
_PACKAGES: Final[list[str | tuple[str, str]]] = [("naeringsgraf.views", "static"), ("pyvis", "templates/lib/vis-9.1.2")]
"""Packages whose files are served too: what the pages that are written as files have, and vis-network."""

FILES: Final = "/static"
ROBOTS: Final = b"User-agent: *\nDisallow: /\n"
"""Names of people stand in the pages; keeping robots out is the least."""


def make_app(broker: Broker, names: Iterable[str] = (), who: str = "") -> Doors:
    """Give the application over a pool, which is for the caller to open and close.

    `names` are hosts, besides addresses as numbers and localhost, that clients may call it by; `who` is the name that
    decisions are written under.
    """
    showing = Showing(broker)
    updates = Updates(broker)
    endpoint = Endpoint(broker, showing, updates)

    async def show_void(request: Request, send: Send) -> None:
        await describe_dataset(endpoint, request, send)

    files = Starlette(routes=[Mount(FILES, StaticFiles(directory=STATIC, packages=_PACKAGES))])
    routes: dict[str, App] = {
        "/sparql": endpoint,
        "/data": GraphStore(broker, updates),
        "/.well-known/void": _make(show_void),
        "/review": Decisions(broker, showing, who),
        "/robots.txt": _make(_tell_robots),
    }
    shortcuts = {"/sparql": Shortcut(broker, endpoint)}
    return Doors(routes, {FILES: files}, _make(showing.answer), shortcuts, names, cors=broker.cors)


def _make(answer: Callable[[Request, Send], Awaitable[None]]) -> App:
    """Make an application of what answers a request."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await answer(Request(scope, receive), send)

    return app


async def _tell_robots(request: Request, send: Send) -> None:
    await request.read_body(0)
    await reply(send, 200, TEXT, ROBOTS)
