"""What is given for a store: a folder, or the URL of an endpoint with its doors and who we are to it.

| server   | questions         | updates (derived)     | Graph Store Protocol (derived) |
|----------|-------------------|-----------------------|--------------------------------|
| Oxigraph | /query            | /update               | /store                         |
| Fuseki   | /DS/query, /sparql| /DS/update            | /DS/data                       |
| GraphDB  | /repositories/R   | …/statements          | …/rdf-graphs/service           |
| Virtuoso | /sparql-auth      | /sparql-auth          | /sparql-graph-crud-auth        |
| others   | any               | as for questions      | none: graphs go as updates     |
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import SplitResult, urlsplit, urlunsplit

from naeringsgraf.errors import CallError

TOKEN: Final = "NAERINGSGRAF_TOKEN"
USER: Final = "NAERINGSGRAF_USER"
PASSWORD: Final = "NAERINGSGRAF_PASSWORD"
UPDATE_URL: Final = "NAERINGSGRAF_UPDATE_URL"
DATA_URL: Final = "NAERINGSGRAF_DATA_URL"

_URL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")
_LOOPBACK: Final = re.compile(r"localhost|127\.\d+\.\d+\.\d+|::1")

_LAYOUTS: Final = (
    (r"/query", "/update", "/store"),
    (r"(/.+)/(?:query|sparql)", r"\1/update", r"\1/data"),
    (r"(.*/repositories/[^/]+)", r"\1/statements", r"\1/rdf-graphs/service"),
    (r"(.*)/sparql-auth", r"\1/sparql-auth", r"\1/sparql-graph-crud-auth"),
)
"""Path of the questions → path of updates, and of the Graph Store Protocol."""


def is_address(store: object) -> bool:
    """Tell whether what is given for a store is a URL, and not a folder."""
    return isinstance(store, str) and _URL.match(store) is not None


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who we are to an endpoint: a token, or a name and a password. They never stand in a message."""

    token: str = field(default="", repr=False)
    user: str = ""
    password: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        return bool(self.token or self.user)


@dataclass(frozen=True, slots=True)
class Address:
    """An endpoint: where it is asked, changed and given graphs."""

    query: str
    update: str
    data: str | None
    """Of the Graph Store Protocol; None where there is none, so that graphs go as updates."""
    credentials: Credentials = Credentials()

    def __str__(self) -> str:
        return show_url(self.query)


def read_address(
    store: str, update: str | None = None, data: str | None = None, environment: Mapping[str, str] = os.environ
) -> Address:
    """Find the doors of an endpoint; what is not given is taken from the environment, else from known layouts.

    Args:
        store: URL of the questions.
        update: URL of updates.
        data: URL of the Graph Store Protocol; "none" where the endpoint has none.
        environment: also tells token, or user and password.

    Raises:
        CallError: a URL is no http one or holds a password, or a password would travel unencrypted.
    """
    query = _check_url(store)
    derived_update, derived_data = _derive(query)
    given = update or environment.get(UPDATE_URL), data or environment.get(DATA_URL)
    address = Address(
        store,
        derived_update if given[0] is None else urlunsplit(_check_url(given[0])),
        derived_data if given[1] is None else None if given[1] == "none" else urlunsplit(_check_url(given[1])),
        _read_credentials(environment),
    )
    for url in filter(None, (address.query, address.update, address.data)):
        _check_secrecy(url, address.credentials)
    return address


def show_url(url: str) -> str:
    """Give a URL for a message: without its parameters, where a key may stand."""
    return url.partition("?")[0]


def is_loopback(url: str) -> bool:
    """Tell whether a URL leads to this machine."""
    return _LOOPBACK.fullmatch(urlsplit(url).hostname or "") is not None


def _check_url(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise CallError("this URL cannot be read; write it as https://host/path") from None
    if parts.username is not None or parts.password is not None:
        raise CallError(
            f"a password must not stand in a URL, where others see it; write {parts.scheme}://{parts.hostname}… "
            f"and put name and password into {USER} and {PASSWORD}"
        )
    if not known or re.search(r"[\x00-\x20\x7f]", url):
        raise CallError(f"{show_url(url)} is no address of an endpoint; write it as https://host/path")
    return parts


def _derive(query: SplitResult) -> tuple[str, str | None]:
    path = query.path.rstrip("/")
    for pattern, update, data in _LAYOUTS:
        if found := re.fullmatch(pattern, path):
            doors = [urlunsplit(query._replace(path=found.expand(door), query="")) for door in (update, data)]
            return doors[0], doors[1]
    return urlunsplit(query), None


def _read_credentials(environment: Mapping[str, str]) -> Credentials:
    token, user, password = (environment.get(name, "") for name in (TOKEN, USER, PASSWORD))
    if token and user:
        raise CallError(f"both {TOKEN} and {USER} are set; unset the one that this endpoint does not take")
    if bool(user) != bool(password):
        raise CallError(f"{USER} and {PASSWORD} go together, and only one of them is set")
    if any(not each.isprintable() for each in (token, user, password)) or not token.isascii():
        raise CallError(f"{TOKEN if token else PASSWORD} holds a character that no such secret has; set it anew")
    return Credentials(token, user, password)


def _check_secrecy(url: str, credentials: Credentials) -> None:
    if credentials and url.startswith("http:") and not is_loopback(url):
        raise CallError(
            f"{show_url(url)}: name and password, or token, would travel unencrypted; use https://, "
            "or a tunnel to a port of this machine"
        )
