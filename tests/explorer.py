"""The explorer in a browser without a server: each request is answered by the pages themselves, and nothing else is."""

from importlib.resources import files
from urllib.parse import parse_qsl, unquote, urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Route

from naeringsgraf.store.graph import Graph
from naeringsgraf.views.pyvis_adapter import read_vis_script
from naeringsgraf.web.doors import POLICY
from naeringsgraf.web.pages.answer import answer
from naeringsgraf.web.pages.asked import Asked, Offers
from viewing import Viewer

ORIGIN = "http://explorer.test"

_MEDIA = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "json": "application/json"}


def show_explorer(
    page: Page | BrowserContext,
    graph: Graph,
    *,
    editor: bool = True,
    policy: str | None = POLICY,
    origin: str = ORIGIN,
) -> None:
    """Let a tab see the pages of a graph at `origin`, with a content security policy or without any."""

    def give(route: Route) -> None:
        parts = urlsplit(route.request.url)
        if parts.path.startswith("/static/"):
            return _give_static(route, parts.path.removeprefix("/static/"))
        asked = Asked(
            unquote(parts.path),
            tuple(parse_qsl(parts.query, keep_blank_values=True)),
            route.request.headers.get("accept", ""),
            origin=origin,
            offers=Offers(editor=editor),
        )
        reply = answer(graph, asked)
        headers = {"Content-Type": reply.media, "X-Content-Type-Options": "nosniff", **dict(reply.headers)}
        if policy:
            headers.setdefault("Content-Security-Policy", policy)
        else:
            headers.pop("Content-Security-Policy", None)
        route.fulfill(status=reply.status, headers=headers, body=reply.body)

    page.route(f"{origin}/**", give)


def explore(browser: Browser, graph: Graph, *, javascript: bool = True, width: int = 1280) -> Viewer:
    """Open a tab of its own in which the explorer of a graph is all that there is."""
    context = browser.new_context(
        java_script_enabled=javascript, viewport={"width": width, "height": 900}, locale="nb-NO", accept_downloads=True
    )
    context.set_default_timeout(20_000)
    context.route("**/*", lambda route: route.abort())
    show_explorer(context, graph)
    viewer = Viewer(context.new_page())
    viewer.listen()
    return viewer


def visit(viewer: Viewer, address: str) -> Page:
    """Open an address of the explorer."""
    viewer.page.goto(ORIGIN + address)
    return viewer.page


def _give_static(route: Route, name: str) -> None:
    if name == "vis-network.min.js":
        return route.fulfill(headers={"Content-Type": "text/javascript; charset=utf-8"}, body=read_vis_script())
    for room in ("naeringsgraf.web", "naeringsgraf.views"):
        file = files(room).joinpath("static", *name.split("/"))
        if file.is_file():
            media = _MEDIA[name.rpartition(".")[2]]
            return route.fulfill(headers={"Content-Type": f"{media}; charset=utf-8"}, body=file.read_bytes())
    return route.fulfill(status=404, body="")
