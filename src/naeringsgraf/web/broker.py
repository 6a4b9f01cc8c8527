"""What all doors of the server share: the pool, what it offers, and the address that it goes by."""

import secrets
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final

from naeringsgraf.web.pages.asked import Offers
from naeringsgraf.web.pool.pool import Pool

REVALIDATE: Final = "private, no-cache"
"""A browser may keep what it got, and asks each time whether it still holds."""


@dataclass(frozen=True)
class Broker:
    """One server."""

    pool: Pool
    origin: str
    """Scheme, host and port as clients write them."""
    offers: Offers = field(default_factory=Offers)
    token: str | None = field(default=None, repr=False)
    """What updates have to show; None where there are none."""
    cors: bool = False
    """Pages of other origins may read answers."""
    run: str = field(default_factory=lambda: secrets.token_hex(4))
    """Of this run of the server, since another one may have another program."""

    @property
    def endpoint(self) -> str:
        """IRI of the SPARQL endpoint."""
        return f"{self.origin}/sparql"

    @property
    def data(self) -> str:
        """IRI of the graph store."""
        return f"{self.origin}/data"

    def mark(self, *parts: str, generation: int | None = None) -> str:
        """Give the entity tag of an answer that follows from these and a generation, the newest one, alone."""
        digest = blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=9)
        return f'W/"{self.run}-{self.pool.generation if generation is None else generation}-{digest.hexdigest()}"'


def is_known(wanted: str, mark: str) -> bool:
    """Tell whether a header If-None-Match names an entity tag."""
    return bool(wanted) and (wanted.strip() == "*" or mark in (each.strip() for each in wanted.split(",")))
