"""The pages of a graph in a browser, each made when it is asked for; no server, and no network."""

from collections.abc import Callable
from importlib.resources import files
from urllib.parse import parse_qsl, unquote, urlsplit

from playwright.sync_api import Browser, Page, Route

from naeringsgraf.store.graph import Graph
from naeringsgraf.web.pages.answer import answer
from naeringsgraf.web.pages.asked import Asked
from viewing import Viewer

ORIGIN = "http://explorer.test"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_MEDIA = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


def explore(browser: Browser, graph: Graph, *, javascript: bool = True, width: int = 1280) -> Viewer:
    """Open a tab in which all addresses of the explorer are answered from a graph, and no others."""
    context = browser.new_context(
        java_script_enabled=javascript, viewport={"width": width, "height": 900}, locale="nb-NO", accept_downloads=True
    )
    context.set_default_timeout(20_000)
    context.route("**/*", _make_answerer(graph))
    viewer = Viewer(context.new_page())
    viewer.listen()
    return viewer


def visit(viewer: Viewer, address: str) -> Page:
    """Open an address of the explorer."""
    viewer.page.goto(ORIGIN + address)
    return viewer.page


def _make_answerer(graph: Graph) -> Callable[[Route], None]:
    def give(route: Route) -> None:
        parts = urlsplit(route.request.url)
        if f"{parts.scheme}://{parts.netloc}" != ORIGIN:
            route.abort()
        elif parts.path.startswith("/static/"):
            _give_file(route, parts.path.removeprefix("/static/"))
        else:
            headers = route.request.headers
            values = tuple(parse_qsl(parts.query, keep_blank_values=True))
            accept = headers.get("accept", "text/html")
            reply = answer(graph, Asked(unquote(parts.path), values, accept, headers.get("accept-language", "")))
            route.fulfill(
                status=reply.status,
                headers={**dict(reply.headers), "Content-Type": reply.media, "Content-Security-Policy": POLICY},
                body=reply.body,
            )

    return give


def _give_file(route: Route, name: str) -> None:
    for room in ("naeringsgraf.web", "naeringsgraf.views"):
        file = files(room).joinpath("static", name)
        if file.is_file():
            media = _MEDIA.get(name.rpartition(".")[2], "application/octet-stream")
            route.fulfill(headers={"Content-Type": media}, body=file.read_bytes())
            return
    route.fulfill(status=404)
