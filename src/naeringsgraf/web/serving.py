"""Opens a port and serves, or answers one request without any port."""

import asyncio
import gc
import ipaddress
import logging
import os
import socket
import sys
import webbrowser
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import uvicorn

from naeringsgraf.errors import CallError, StoreError
from naeringsgraf.store.folder import StoreFolder, tell_disk_trouble
from naeringsgraf.store.manifest import Manifest
from naeringsgraf.store.privacy.levels import Level, View
from naeringsgraf.store.privacy.views import publish_view
from naeringsgraf.store.publish import publish
from naeringsgraf.web.app import make_app
from naeringsgraf.web.broker import Broker
from naeringsgraf.web.doors import Doors
from naeringsgraf.web.http import Message
from naeringsgraf.web.pages.asked import Offers
from naeringsgraf.web.pool.pool import Pool, Rules

TOKEN: Final = "NAERINGSGRAF_UPDATE_TOKEN"
"""Variable of the environment with what updates have to show."""

_SHORTEST_TOKEN: Final = 16
_BACKLOG: Final = 1024
_GRACE_SECONDS: Final = 2
"""For answers under way when the server is stopped."""
_OPEN_FILES: Final = 8192
"""Connections and pipes at a time, as far as the system lets us."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be served, where and to whom."""

    store: Path
    host: str = "127.0.0.1"
    port: int = 8000
    """0 for any that is free."""
    origin: str | None = None
    """Address by which clients know the server where another one stands before it; None where none does."""
    token: str | None = field(default=None, repr=False)
    """What updates have to show; None where there are none."""
    cors: bool = False
    offers: Offers = field(default_factory=Offers)
    rules: Rules = field(default_factory=Rules)
    who: str = ""
    """Under which name decisions are written."""
    level: Level | None = None
    """What is seen; None for everything on this machine, and for what others may see where they reach it."""
    pseudonymise: bool = False
    """Leave out all names of people."""

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was answered to one request."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def serve(plan: Plan, say: Callable[[str], None], begun: Callable[[str], None], *, opens: bool = False) -> None:
    """Serve until stopped; `begun` is given the URL when the first answer can be given.

    Raises:
        CallError: the address is none, or its port is taken.
        StoreError: there is no graph to serve, or a protection is lacking that must not be.
    """
    if plan.token and make_store(plan.store):
        say(f"{plan.store} was not there; it is now, with nothing in it, for updates to write to")
    _check_store(plan.store)
    view = _choose_view(plan)
    place = _bind(plan)
    with place:
        plan = replace(plan, store=publish_view(plan.store, view))
        broker = _make_broker(plan, Pool(plan.store, plan.rules), _tell_origin(plan, place))
        _raise_open_files()
        config = uvicorn.Config(
            _make_app(plan, broker),
            http=_find_connection(),
            ws="none",
            lifespan="off",
            log_config=None,
            log_level=logging.CRITICAL,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            backlog=_BACKLOG,
            timeout_graceful_shutdown=_GRACE_SECONDS,
        )

        def tell() -> None:
            # What is there now stays, so the collector need not look at it again.
            gc.collect()
            gc.freeze()
            for word in broker.pool.missing:
                say(f"on this machine {word}")
            if not plan.is_local:
                say(f"others reach this address; what they see: level {view.level}, {_tell_names(view)}")
            begun(broker.origin + "/")
            if opens:
                webbrowser.open(broker.origin + "/")

        server = _Server(config, broker.pool, tell)
        server.run(sockets=[place])
        if server.problem is not None:
            raise server.problem


class _Server(uvicorn.Server):
    """Opens the pool before it listens, and tells when it does."""

    def __init__(self, config: uvicorn.Config, pool: Pool, tell: Callable[[], None]) -> None:
        super().__init__(config)
        self._pool = pool
        self._tell = tell
        self.problem: StoreError | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, or stop at once where there is nothing to serve."""
        try:
            await self._pool.open()
        except StoreError as problem:
            self.problem = problem
            self.should_exit = True
            return
        await super().startup(sockets)
        if self.started:
            self._tell()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop listening, and end all processes."""
        await super().shutdown(sockets)
        await self._pool.close()


def fetch(plan: Plan, path: str, accept: str = "*/*") -> Fetched:
    """Answer one GET as the server would, without opening a port.

    Raises:
        CallError: this is no path.
        StoreError: there is no graph to serve.
    """
    if not path.startswith("/"):
        raise CallError(f'{path!r} is no path of the server; it begins with "/", as in --get /coverage')
    _check_store(plan.store)
    plan = replace(plan, store=publish_view(plan.store, _choose_view(plan)))
    # In a thread, since where it is called from, as in a notebook, a loop may be running already.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, _fetch(plan, path, accept)).result()


async def _fetch(plan: Plan, path: str, accept: str) -> Fetched:
    pool = Pool(plan.store, replace(plan.rules, workers=1))
    broker = _make_broker(plan, pool, f"http://127.0.0.1:{plan.port}")
    split = urlsplit(path)
    scope = {
        "type": "http",
        "method": "GET",
        "path": unquote(split.path),
        "raw_path": split.path.encode("utf-8"),
        "root_path": "",
        "query_string": split.query.encode("utf-8"),
        "headers": [(b"host", b"localhost"), (b"accept", accept.encode("latin-1", "replace"))],
    }
    told: list[Message] = []
    was_asked = False

    async def receive() -> Message:
        nonlocal was_asked
        if was_asked:
            await asyncio.Event().wait()
        was_asked = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        told.append(message)

    await pool.open()
    try:
        await make_app(broker)(scope, receive, send)
    finally:
        await pool.close()
    start, *bodies = told
    headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in start["headers"])
    return Fetched(start["status"], headers, b"".join(each.get("body", b"") for each in bodies))


def check_origin(origin: str | None) -> str | None:
    """Give the address that a server before us goes by, without a slash at its end.

    Raises:
        CallError: it is none.
    """
    if origin is None:
        return None
    split = urlsplit(origin)
    if split.scheme not in ("http", "https") or not split.hostname or split.path not in ("", "/") or split.query:
        raise CallError(f"--origin {origin!r} is no address of a server; write it as https://graf.example.no")
    return origin.rstrip("/")


def read_token() -> str:
    """Give what updates have to show.

    Raises:
        CallError: nothing was set, or something that can be guessed.
    """
    token = os.environ.get(TOKEN, "").strip()
    if len(token) < _SHORTEST_TOKEN:
        what = f"is shorter than {_SHORTEST_TOKEN} letters" if token else "is not set"
        raise CallError(f"--update needs a token, and {TOKEN} {what}; set it to something long that nobody guesses")
    return token


def _find_connection() -> Any:
    """Give what reads requests; where httptools is not (Windows), uvicorn has something slower."""
    try:
        from naeringsgraf.web.connection import Connection
    except ImportError:
        return "h11"
    return Connection


def _choose_view(plan: Plan) -> View:
    """Give what is to be seen.

    Raises:
        CallError: documents that are not to leave this machine are asked for on another, or a view is to be written to.
    """
    seen = plan.level or (Level.INTERN if plan.is_local else Level.PSEUDONYM)
    if seen is Level.INTERN and not plan.is_local:
        raise CallError(
            f"--level intern is for this machine alone, and others reach {plan.host}; leave one of them out, or give "
            "the documents another level with: naeringsgraf build PATH --level LEVEL"
        )
    view = View(seen, plan.pseudonymise)
    if not view.is_everything and (plan.token or plan.offers.review):
        raise CallError("--update and --review write to the whole graph; leave them out where only a part is seen")
    return view


def _tell_names(view: View) -> str:
    return "without any names" if view.pseudonymise else "names in documents of level offentlig alone"


def make_store(path: Path) -> bool:
    """Make a store that holds nothing where nothing is; tell whether that was so.

    Raises:
        StoreError: a file or a folder of other things is there, or the disk is full.
    """
    folder = StoreFolder(path)
    folder.check()
    if folder.manifest.exists():
        return False
    with folder.open_for_writing(), tell_disk_trouble(folder):
        publish(folder, Manifest(), Manifest())
    return True


def _check_store(store: Path) -> None:
    folder = StoreFolder(store)
    folder.check()
    folder.check_manifest()


def _bind(plan: Plan) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            plan.host, plan.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as problem:
        raise CallError(f"--host {plan.host}: no address of this machine goes by it ({problem.strerror})") from None
    place = socket.socket(family, kind, protocol)
    try:
        if sys.platform != "win32":
            place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        place.bind(address)
    except OSError as problem:
        place.close()
        raise CallError(
            f"{plan.host}:{plan.port} cannot be had ({problem.strerror}); take another with -p, or -p 0 for any"
        ) from None
    return place


def _tell_origin(plan: Plan, place: socket.socket) -> str:
    port = place.getsockname()[1]
    host = f"[{plan.host}]" if ":" in plan.host else plan.host
    return f"http://{host}:{port}"


def _make_broker(plan: Plan, pool: Pool, origin: str) -> Broker:
    """Make it for clients who know the server by `origin`, where none was named."""
    known = (plan.origin or origin).rstrip("/")
    return Broker(pool, known, plan.offers, plan.token, plan.cors)


def _make_app(plan: Plan, broker: Broker) -> Doors:
    return make_app(broker, _list_names(plan), plan.who)


def _list_names(plan: Plan) -> Iterable[str]:
    """Give the hosts that were named when the server was started."""
    yield plan.host
    if plan.origin is not None and (name := urlsplit(plan.origin).hostname):
        yield name
    if not plan.is_local:
        yield socket.gethostname()
        yield socket.getfqdn()


def _raise_open_files() -> None:
    """Allow ourselves as many connections as the system lets us."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _OPEN_FILES if hard == resource.RLIM_INFINITY else min(_OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
