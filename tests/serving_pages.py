"""Serves the pages of a graph to a browser on this machine, under the policy that the explorer is served with."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from naeringsgraf.store.graph import Graph
from naeringsgraf.views.pyvis_adapter import read_vis_script
from naeringsgraf.web.pages.answer import answer
from naeringsgraf.web.pages.asked import Asked, Reply

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_TYPES: Final = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


@contextmanager
def serve_pages(graph: Graph) -> Iterator[str]:
    """Serve the pages of a graph, one at a time, and give the address of the server."""
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path.startswith("/static/"):
                reply = _give_static(parts.path.removeprefix("/static/"))
            else:
                values = tuple(parse_qsl(parts.query, keep_blank_values=True))
                with lock:
                    reply = answer(graph, Asked(unquote(parts.path), values, self.headers.get("Accept", "")))
            self.send_response(reply.status)
            for name, value in (
                ("Content-Type", reply.media),
                ("Content-Length", str(len(reply.body))),
                ("Content-Security-Policy", POLICY),
                ("X-Content-Type-Options", "nosniff"),
                *reply.headers,
            ):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _give_static(name: str) -> Reply:
    if name == "vis-network.min.js":
        return Reply(200, "text/javascript", read_vis_script().encode("utf-8"))
    for package in ("naeringsgraf.web", "naeringsgraf.views"):
        file = files(package).joinpath("static", name)
        if "/" not in name and file.is_file():
            return Reply(200, _TYPES.get(name.rpartition(".")[2], "application/octet-stream"), file.read_bytes())
    return Reply(404, "text/plain", b"")
