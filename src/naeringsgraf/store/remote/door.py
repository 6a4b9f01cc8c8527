"""The one door to an endpoint over HTTP: credentials, time limits, second tries, and what answers mean in words.

Nothing is sent elsewhere than where the address says: answers that point to another place are not followed. Proxies are
those that the environment names, and none for this machine.
"""

import base64
import random
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPMessage
from typing import IO, Any, Final, NoReturn
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import (
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    HTTPRedirectHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
    parse_http_list,
    parse_keqv_list,
)

from naeringsgraf import __version__
from naeringsgraf.errors import StoreError
from naeringsgraf.store.remote.address import PASSWORD, TOKEN, USER, Address, Credentials, is_loopback, show_url

# Passing troubles: too many asked at once, or a server behind the server is down or restarting.
_PASSING: Final = frozenset({429, 502, 503, 504})
# May pass, but mostly says that the server's program failed at what was asked, so one second try has to do.
_FAILED: Final = 500
_NOT_THERE: Final = frozenset({404, 405, 415, 501})

_FORM: Final = "application/x-www-form-urlencoded"
_SECONDS: Final = 300.0
"""Without a byte from the endpoint. Large questions take a while before they have a first row."""
_DIGESTS: Final = frozenset({"MD5", "SHA"})
"""What Python's own library can reckon."""
_LONGEST_WAIT: Final = 60.0
_SHOWN: Final = 300
"""Letters of what an endpoint says that are told on."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a request is sent at most, and the seconds before the second time; each wait doubles the last."""

    attempts: int = 4
    first_wait: float = 0.5

    def wait(self, attempt: int, asked: float | None) -> float:
        """Give the seconds to wait after so many attempts; `asked` is what the endpoint wishes, which wins."""
        if asked is not None:
            return min(asked, _LONGEST_WAIT)
        # Spread out, so that several programs do not come back at the same moment.
        return min(self.first_wait * 2.0 ** (attempt - 1), _LONGEST_WAIT) * random.uniform(0.8, 1.2)


READING: Final = Patience()
PUBLISHING: Final = Patience(attempts=8)
"""About a minute, in which a server can be started again."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What an endpoint answered with 2xx."""

    data: bytes
    media_type: str
    """Without parameters, in lower case; empty where it is not told."""
    headers: Mapping[str, str]


class RefusedError(StoreError):
    """The endpoint said no, and would say so again; `status` is that of HTTP."""

    def __init__(self, message: str, status: int) -> None:
        self.status = status
        super().__init__(message)

    @property
    def not_there(self) -> bool:
        """Tell whether there is no such service at this place."""
        return self.status in _NOT_THERE


class Door:
    """Sends requests to one endpoint, and nowhere else."""

    def __init__(self, address: Address, patience: Patience = READING, seconds: float = _SECONDS) -> None:
        self.address = address
        self._patience = patience
        self._seconds = seconds
        self._login = _Login(address.credentials)
        self._direct = build_opener(ProxyHandler({}), _NoRedirects)
        self._usual = build_opener(_NoRedirects)

    def ask(self, parameters: list[tuple[str, str]], accept: str) -> Reply:
        """Send a question as the SPARQL protocol has it."""
        return self._post(self.address.query, parameters, accept)

    def update(self, text: str) -> None:
        """Send an update."""
        self._post(self.address.update, [("update", text)], "*/*")

    def put_graph(self, url: str, graph: str, triples: bytes) -> None:
        """Put triples (N-Triples) in place of what a graph held."""
        # N-Triples are Turtle, and that is what every server of this protocol takes.
        self.send("PUT", _add_parameter(url, graph), triples, {"Content-Type": "text/turtle; charset=utf-8"})

    def send(self, method: str, url: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> Reply:
        """Send a request, again where a passing trouble was in the way. All of ours may safely arrive twice.

        Raises:
            RefusedError: the endpoint said no.
            StoreError: it could not be reached, or its answer broke off.
        """
        for attempt in range(1, self._patience.attempts + 1):
            try:
                return self._send_once(method, url, body, headers or {})
            except HTTPError as problem:
                with problem:
                    if not self._may_pass(problem.code, attempt):
                        _refuse(problem, url, self.address.credentials)
                    asked = _read_retry_after(problem.headers)
            except (OSError, HTTPException) as problem:
                if attempt == self._patience.attempts or not _may_mend(problem):
                    raise StoreError(_explain_loss(problem, url, attempt)) from problem
                asked = None
            time.sleep(self._patience.wait(attempt, asked))
        raise AssertionError("the last attempt returns or raises")

    def _may_pass(self, status: int, attempt: int) -> bool:
        if status == _FAILED:
            return attempt == 1
        return status in _PASSING and attempt < self._patience.attempts

    def _post(self, url: str, parameters: list[tuple[str, str]], accept: str) -> Reply:
        return self.send("POST", url, urlencode(parameters).encode("ascii"), {"Content-Type": _FORM, "Accept": accept})

    def _send_once(self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]) -> Reply:
        try:
            return self._exchange(method, url, body, headers)
        except HTTPError as problem:
            # A server tells how it wants to know who we are, and may do so anew after a while.
            if problem.code != 401 or not self._login.learn(problem.headers):
                raise
            problem.close()
        return self._exchange(method, url, body, headers)

    def _exchange(self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]) -> Reply:
        request = Request(
            url, data=body, method=method, headers={**headers, "User-Agent": f"naeringsgraf/{__version__}"}
        )
        self._login.sign(request)
        opener: OpenerDirector = self._direct if is_loopback(url) else self._usual
        with opener.open(request, timeout=self._seconds) as answer:
            media_type = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            return Reply(answer.read(), media_type, dict(answer.headers.items()))


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> NoReturn:
        """Refuse to go on at another place, where the credentials would come along."""
        raise HTTPError(newurl, code, msg, headers, fp)


class _Login:
    """Adds to requests who we are: a token at once, name and password when asked, in the way that was asked for."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._basic = False
        self._challenge: Mapping[str, str] | None = None
        passwords = HTTPPasswordMgrWithDefaultRealm()
        self._passwords = passwords
        self._digest = HTTPDigestAuthHandler(passwords)

    def sign(self, request: Request) -> None:
        if self._credentials.token:
            signature = f"Bearer {self._credentials.token}"
        elif self._challenge is not None:
            self._passwords.add_password(None, request.full_url, self._credentials.user, self._credentials.password)
            made = self._digest.get_authorization(request, self._challenge)
            signature = f"Digest {made}" if made else ""
        elif self._basic:
            pair = f"{self._credentials.user}:{self._credentials.password}".encode()
            signature = f"Basic {base64.b64encode(pair).decode('ascii')}"
        else:
            return
        if signature:
            request.add_unredirected_header("Authorization", signature)

    def learn(self, headers: Message) -> bool:
        """Read how the server wants to know us; False where we have nothing new to say."""
        if not self._credentials.user:
            return False
        told = [each.partition(" ") for each in headers.get_all("WWW-Authenticate", [])]
        for scheme, _, rest in told:
            challenge = parse_keqv_list(parse_http_list(rest)) if scheme.lower() == "digest" else {}
            if challenge and challenge.get("algorithm", "MD5").upper() in _DIGESTS:
                self._challenge = challenge
                return True
        known, self._basic = self._basic, True
        return not known and any(scheme.lower() == "basic" for scheme, _, _ in told)


def _add_parameter(url: str, graph: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}{urlencode({'graph': graph})}"


def _read_retry_after(headers: Message) -> float | None:
    """Give the seconds that an endpoint asks us to wait; None where it tells nothing that can be read."""
    told = (headers.get("Retry-After") or "").strip()
    if told.isdigit():
        return float(told)
    try:
        return max(0.0, parsedate_to_datetime(told).timestamp() - time.time())
    except (TypeError, ValueError):
        return None


def _refuse(problem: HTTPError, url: str, credentials: Credentials) -> NoReturn:
    said = _shorten(problem)
    place, status = show_url(url), problem.code
    login = f"{TOKEN}, or {USER} and {PASSWORD}"
    if status == 401:
        known = "this token" if credentials.token else "this name or password" if credentials.user else "us"
        raise RefusedError(
            f"{place} does not let {known} in (401){said}; set {login}, to what it takes", status
        ) from None
    if status == 403:
        raise RefusedError(f"{place} forbids this (403){said}; if others may do it, set {login}", status) from None
    if 300 <= status < 400:
        raise RefusedError(
            f"{place} says that it moved to {show_url(problem.url or '?')}; give that address", status
        ) from None
    if status in _NOT_THERE:
        raise RefusedError(f"{place}: no such service ({status}){said}; see docs/endpoints.md", status)
    if status in _PASSING:
        raise RefusedError(f"{place} cannot answer now ({status}){said}; try again later", status) from None
    if status == _FAILED:
        raise RefusedError(f"{place} failed at the request ({status}){said}", status) from None
    raise RefusedError(f"{place} refused the request ({status}){said}", status) from None


def _may_mend(problem: Exception) -> bool:
    """Tell whether a second try may help: a certificate stays what it is, and a long question long."""
    return not isinstance(problem, TimeoutError) and "CERTIFICATE" not in str(problem).upper()


def _explain_loss(problem: Exception, url: str, attempts: int) -> str:
    reason: Any = problem.reason if isinstance(problem, URLError) else problem
    place, tried = show_url(url), f", tried {attempts} times" if attempts > 1 else ""
    if isinstance(problem, TimeoutError):
        return f"{place} did not answer in time ({reason}); ask for less"
    if not _may_mend(problem):
        return f"{place} has no certificate that this machine trusts ({reason}); nothing was sent"
    if isinstance(problem, HTTPException):
        return f"{place}: the answer broke off ({type(problem).__name__}{tried}); ask for less, or try again"
    return f"{place} cannot be reached ({reason}{tried}); check the address, and that the endpoint is running"


def _shorten(problem: HTTPError) -> str:
    """Give what the endpoint says in words, on one line; nothing where it is a page."""
    try:
        text = problem.read(10_000).decode("utf-8", "replace")
    except (OSError, HTTPException):
        return ""
    if "html" in problem.headers.get("Content-Type", ""):
        return ""
    line = re.sub(r"\s+", " ", text).strip()
    return f": {line[:_SHOWN]}{'…' if len(line) > _SHOWN else ''}" if line else ""
