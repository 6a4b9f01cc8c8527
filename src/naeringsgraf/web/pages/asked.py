"""What a browser asks for, and what it is given back: plain values that can be sent between processes."""

from dataclasses import dataclass, field
from typing import Final

HTML: Final = "text/html; charset=utf-8"
TEXT: Final = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Offers:
    """What this server can do besides showing pages."""

    review: str | None = None
    """Path of the file of judgements that decisions on uncertain links are written to; None where none are taken."""
    update: bool = False
    """The graph can be written to by those who have the token."""
    editor: bool = False
    """The editor of the SPARQL page is there; without it the plain form stands alone."""
    default_graph: str | None = None
    """Of queries that name none, "union" or "own"; None for the union where builds have made graphs, else "own"."""
    map: str | None = None
    """Path of the map that was given; None where none was."""
    attribution: str = "© Kartverket, CC BY 4.0"
    """Whose map it is, told on the page and in what is taken away."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request for a page."""

    path: str
    """Decoded, from "/" on: "/theme/gront-industriloft"."""
    values: tuple[tuple[str, str], ...] = ()
    """Names and values of the query string, decoded, in their order."""
    accept: str = "text/html"
    """The header Accept."""
    languages: str = ""
    """The header Accept-Language."""
    origin: str = "http://127.0.0.1"
    """Scheme and host of the server, for links that go elsewhere."""
    offers: Offers = field(default_factory=Offers)


@dataclass(frozen=True, slots=True)
class Reply:
    """What is given back."""

    status: int
    media: str
    """Media type, with its character set where it is text."""
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()
    """Names and values besides Content-Type and Content-Length."""
