"""What stands before every answer: who may ask, and what a browser may do with what it gets.

A page of another site can make a browser ask this machine, and by a name of its own that leads here (DNS rebinding)
read the answer as its own. So only names are served that lead here honestly: addresses as numbers, which no other name
can stand for, `localhost`, and those that were given when the server was started.
"""

import ipaddress
import traceback
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from naeringsgraf.store.protocol.media import HTML
from naeringsgraf.web.http import (
    BEGUN,
    JSON_TEXT,
    Headers,
    Message,
    Problem,
    Receive,
    Request,
    Scope,
    Send,
    reply,
    tell_problem,
)
from naeringsgraf.web.pages.asked import HTML as PAGE
from naeringsgraf.web.pages.choice import LANGUAGE
from naeringsgraf.web.pages.trouble import write_trouble
from naeringsgraf.web.pool.pool import Forsaken, Unanswered
from naeringsgraf.web.sparql.guard import Refused
from naeringsgraf.web.sparql.negotiation import choose
from naeringsgraf.web.sparql.shortcut import Later, Reply, Shortcut

App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

_ALWAYS: Final[Headers] = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-robots-tag", b"noindex, noarchive"),
    (b"vary", b"Accept, Accept-Language"),
]
_CORS: Final[Headers] = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Location, Retry-After"),
]
_UNUSUAL: Final = frozenset((b"if-none-match", b"content-length", b"transfer-encoding", b"expect", b"upgrade"))
"""Headers that a request has to go the long way with."""
_PREFLIGHT: Final = [
    ("access-control-allow-methods", "GET, HEAD, POST, PUT, DELETE, PATCH, OPTIONS"),
    ("access-control-allow-headers", "Accept, Authorization, Content-Type, If-None-Match"),
    ("access-control-max-age", "86400"),
]


class Doors:
    """Lets a request in, and gives its reply the headers that all have."""

    def __init__(
        self,
        routes: Mapping[str, App],
        folders: Mapping[str, App],
        rest: App,
        shortcuts: Mapping[str, Shortcut],
        names: Iterable[str],
        *,
        cors: bool,
    ) -> None:
        """Ask the application of a path, or of the folder that it begins with, or else `rest`.

        `shortcuts` are what `begin` tries for a path. `names` are hosts, without port, that we are known by.
        """
        self._routes = routes
        self._folders = folders
        self._rest = rest
        self._shortcuts = shortcuts
        self._names = frozenset(name.lower() for name in names)
        self._cors = cors
        self._hosts: dict[bytes, bool] = {}
        own = [*_ALWAYS, *(_CORS if cors else ())]
        self._headers: Headers = [*own, (b"content-security-policy", POLICY.encode("ascii"))]
        self._lines = b"".join(b"%b: %b\r\n" % each for each in self._headers)

    def begin(self, scope: Scope, reply: Reply, later: Later) -> bool:
        """Answer a request at once, or as soon as a worker has; False where it has to be called for it.

        `reply` gets the lines of headers and the body of a reply with status 200.
        """
        shortcut = self._shortcuts.get(scope["path"])
        if shortcut is None or scope["method"] != "GET":
            return False
        headers = dict(scope["headers"])
        if len(headers) != len(scope["headers"]) or not _UNUSUAL.isdisjoint(headers):
            return False
        if not self._hosts.get(headers.get(b"host", b"")):
            return False

        def reply_all(head: bytes, body: bytes) -> None:
            reply(head + self._lines, body)

        return shortcut.begin(scope["query_string"], headers.get(b"accept", b""), reply_all, later)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path = scope["path"]
        has_begun = False

        async def send_more(message: Message) -> None:
            nonlocal has_begun
            if message["type"] == "http.response.start":
                has_begun = True
                message["headers"] = [*message["headers"], *self._headers]
            await send(message)

        try:
            self._check_host(scope)
            if scope["method"] == "OPTIONS" and self._cors and _is_preflight(scope):
                await reply(send_more, 204, "", b"", _PREFLIGHT)
                return
            await self._find(path)(scope, receive, send_more)
        except (Problem, Refused, Unanswered) as problem:
            # One that has begun stays without its end, and its reader sees that.
            if not has_begun:
                await _tell(scope, receive, send_more, problem)
        except Forsaken:
            return
        except Exception:
            # The server goes on, and whoever runs it is told; whoever asked learns nothing of this machine.
            traceback.print_exc()
            if not has_begun:
                await tell_problem(send_more, Problem(500, "mistake", "a mistake in this program; please report it"))
        finally:
            if BEGUN in scope:
                scope[BEGUN].close()

    def _find(self, path: str) -> App:
        """Give what answers at a path."""
        if path in self._routes:
            return self._routes[path]
        folder = path[: path.find("/", 1)]
        return self._folders.get(folder, self._rest)

    def _check_host(self, scope: Scope) -> None:
        """Let in who knows us by an honest name.

        Raises:
            Problem: it is none of ours (421).
        """
        found = [value for name, value in scope["headers"] if name == b"host"]
        host = found[0] if len(found) == 1 else b""
        if host not in self._hosts:
            if len(self._hosts) > 1000:
                self._hosts.clear()
            self._hosts[host] = is_honest(host.decode("latin-1"), self._names)
        if not self._hosts[host]:
            message = "this server does not go by the name in Host; start it with --origin if it should"
            raise Problem(421, "host", message)


async def _tell(scope: Scope, receive: Receive, send: Send, problem: Problem | Refused | Unanswered) -> None:
    """Say why there is no answer: to a reader as a page, to a program as JSON."""
    request = Request(scope, receive)
    if choose(request.header(b"accept"), (JSON_TEXT, HTML)) != HTML:
        await tell_problem(send, problem)
        return
    languages = [value for name, value in parse_qsl(scope["query_string"].decode("latin-1")) if name == LANGUAGE]
    page = write_trouble(
        problem.reason, problem.message, "".join(languages[:1]), request.header(b"accept-language").lower()
    )
    headers = problem.headers if isinstance(problem, Problem) else ()
    await reply(send, problem.status, PAGE, page, headers)


def is_honest(host: str, names: frozenset[str]) -> bool:
    """Tell whether a header Host, with or without a port, can only have come from somebody who means this machine."""
    try:
        name = urlsplit(f"//{host}").hostname
    except ValueError:
        return False
    if not name:
        return False
    if name in names or name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_preflight(scope: Scope) -> bool:
    return any(name == b"access-control-request-method" for name, _ in scope["headers"])
