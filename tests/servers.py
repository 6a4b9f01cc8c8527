"""Real servers on loopback ports, each ended by its process, and a gatekeeper that stands before one."""

import base64
import shutil
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

OXIGRAPH = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
VIRTUOSO = shutil.which("virtuoso-t")

VIRTUOSO_USER = {"NAERINGSGRAF_USER": "dba", "NAERINGSGRAF_PASSWORD": "dba"}
"""What a new database of Virtuoso lets in."""

_VIRTUOSO_INI = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = {rows}
"""


def find_port() -> int:
    """Give a port of this machine that nobody has."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return int(place.getsockname()[1])


@contextmanager
def run_oxigraph(*options: str, command: str = "serve") -> Iterator[str]:
    """Run `oxigraph serve`, in memory unless told otherwise, and give its root."""
    if OXIGRAPH is None:
        pytest.skip("no oxigraph here, so no endpoint of it is tried; pip install oxigraph")
    port = find_port()
    with _run(
        [OXIGRAPH, command, *options, "--bind", f"127.0.0.1:{port}"], f"http://127.0.0.1:{port}/query?query=ASK%7B%7D"
    ):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def run_virtuoso(folder: Path, rows: int = 1_000_000) -> Iterator[str]:
    """Run Virtuoso on a new database, and give its root."""
    if VIRTUOSO is None:
        pytest.skip("no Virtuoso here, so no endpoint of it is tried; apt-get install virtuoso-opensource")
    port = find_port()
    settings = _VIRTUOSO_INI.format(folder=folder, sql=find_port(), http=port, rows=rows)
    (folder / "virtuoso.ini").write_text(settings, encoding="utf-8")
    command = [VIRTUOSO, "+foreground", "+configfile", str(folder / "virtuoso.ini")]
    with _run(command, f"http://127.0.0.1:{port}/sparql?query=ASK%7B%7D"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _run(command: list[str], asks: str) -> Iterator[None]:
    """Run a server until the block ends; it is ready when it answers."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not _answers(asks):
            assert process.poll() is None, f"{command[0]} ended with {process.returncode}"
            time.sleep(0.1)
        yield
    finally:
        process.kill()
        process.wait()


def _answers(url: str) -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=5):
            return True
    except OSError:
        return False


@dataclass(frozen=True)
class Seen:
    """A request that came to the gatekeeper."""

    method: str
    path: str
    graph: str
    """Of the Graph Store Protocol; empty in other requests."""
    authorization: str
    status: int


@dataclass
class Say:
    """An answer of the gatekeeper's own."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    length: int | None = None
    """What it claims the body's length to be, where that is not true."""


Judge = Callable[[str, str, int], Say | None]
"""Is asked with method, path and the number of such requests before; None lets a request pass."""


class Gatekeeper:
    """An HTTP server before another one: passes on, refuses or spoils requests, and remembers them."""

    def __init__(
        self,
        behind: str = "",
        judge: Judge = lambda method, path, before: None,
        login: str = "",
        certificate: Path | None = None,
    ) -> None:
        self.seen: list[Seen] = []
        self.judge = judge
        self._behind = behind
        self._login = login
        """What the Authorization must be, if any."""
        gatekeeper = self

        class Handler(BaseHTTPRequestHandler):
            def _handle(self) -> None:
                gatekeeper.handle(self)

            do_GET = do_POST = do_PUT = do_DELETE = _handle  # noqa: N815

            def log_message(self, format: str, *arguments: Any) -> None:
                """Stay quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.root = f"{'https' if certificate else 'http'}://127.0.0.1:{self._server.server_port}"
        Thread(target=self._server.serve_forever, daemon=True).start()

    def __enter__(self) -> "Gatekeeper":
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def handle(self, request: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        parts = urlsplit(request.path)
        body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        before = sum(1 for each in self.seen if (each.method, each.path) == (request.command, parts.path))
        authorization = request.headers.get("Authorization", "")
        if self._login and authorization != self._login:
            scheme = self._login.partition(" ")[0]
            said = Say(401, {"WWW-Authenticate": f'{scheme} realm="gate"'}, b"who are you?")
        else:
            said = self.judge(request.command, parts.path, before) or self._pass_on(request, body)
        graph = parse_qs(parts.query).get("graph", [""])[0]
        self.seen.append(Seen(request.command, parts.path, graph, authorization, said.status))
        request.send_response(said.status)
        for name, value in said.headers.items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(said.body) if said.length is None else said.length))
        request.end_headers()
        request.wfile.write(said.body)

    def _pass_on(self, request: BaseHTTPRequestHandler, body: bytes) -> Say:
        kept = {name: request.headers[name] for name in ("Content-Type", "Accept") if name in request.headers}
        asked = urllib.request.Request(self._behind + request.path, body or None, kept, method=request.command)
        try:
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(asked) as answer:
                return Say(answer.status, {"Content-Type": answer.headers.get("Content-Type", "")}, answer.read())
        except urllib.error.HTTPError as refused:
            with refused:
                return Say(refused.code, {"Content-Type": "text/plain"}, refused.read())


def make_certificate(folder: Path) -> Path:
    """Make a certificate for this machine that nobody signed, with its key in the same file."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl here, so no untrusted certificate can be made")
    path = folder / "server.pem"
    asked = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1"]
    subprocess.run([*asked, "-keyout", str(path), "-out", str(folder / "own.pem")], check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + (folder / "own.pem").read_bytes())
    return path


def write_basic(user: str, password: str) -> str:
    """Give the header of a name and a password."""
    return f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"
