"""The short way to an answer: a plain GET of a query, from the connection to a worker and back within the loop.

It does what the long way does for the same request, without a task, and leaves to that whatever is unusual: parameters,
headers and methods, mistakes, and answers that are long or take long.
"""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Final
from urllib.parse import unquote_to_bytes

from naeringsgraf.store.protocol.media import HTML, name_media
from naeringsgraf.web.broker import REVALIDATE, Broker
from naeringsgraf.web.http import Problem
from naeringsgraf.web.pool.pool import Answer, Begun
from naeringsgraf.web.sparql.asking import Asked, read_asked, wants_page
from naeringsgraf.web.sparql.endpoint import Endpoint, list_parts
from naeringsgraf.web.sparql.guard import Refused

Reply = Callable[[bytes, bytes], None]
"""Takes headers as lines, and the body, of a reply with status 200."""
Later = Callable[[Begun], None]
"""Takes the long way with a job that has begun."""

_QUERY: Final = b"query="
_LONGEST: Final = 8_192
"""Bytes of a query string; what is longer takes longer anyway."""
_KEPT: Final = 256
"""Questions whose reading is remembered."""


class Shortcut:
    """Answers what can be answered in short."""

    def __init__(self, broker: Broker, endpoint: Endpoint) -> None:
        self._broker = broker
        self._shelf = endpoint.shelf
        self._read = lru_cache(_KEPT)(_read)

    def begin(self, query: bytes, accept: bytes, reply: Reply, later: Later) -> bool:
        """Answer a query string now, or as soon as a worker has; False where it has to go the long way."""
        asked = self._read(query, accept)
        if asked is None:
            return False
        pool = self._broker.pool
        generation = pool.generation
        kept = self._shelf.find(asked.key, generation) if asked.looked.is_lasting else None
        if kept is not None:
            self._answer(asked, query, reply, kept)
            return True
        job = asked.tell(pool.rules.deadline, self._broker)
        return pool.begin(job, partial(self._answer, asked, query, reply), later)

    def _answer(self, asked: Asked, query: bytes, reply: Reply, answer: Answer) -> None:
        data = answer.data
        head = b"content-type: %b\r\ncontent-length: %d\r\n" % (_name_media(asked.media), len(data))
        if asked.looked.is_lasting:
            mark = self._broker.mark(*list_parts(asked.media, query), generation=answer.generation)
            head += b"etag: %b\r\ncache-control: %b\r\n" % (mark.encode("ascii"), _REVALIDATE)
        reply(head, data)
        if asked.looked.is_lasting:
            self._shelf.keep(asked.key, len(asked.text), answer)


_REVALIDATE: Final = REVALIDATE.encode("ascii")


@lru_cache(64)
def _name_media(media: str) -> bytes:
    return name_media(media).encode("ascii")


def _read(query: bytes, accept: bytes) -> Asked | None:
    """Read a query string that is one query and nothing else; None for any other, and for what is refused."""
    if not query.startswith(_QUERY) or b"&" in query or len(query) > _LONGEST:
        return None
    wanted = accept.decode("latin-1")
    try:
        text = unquote_to_bytes(query[len(_QUERY) :].replace(b"+", b" ")).decode("utf-8")
        asked = None if wants_page(wanted, []) else read_asked(text, wanted, [])
    except (UnicodeDecodeError, Problem, Refused):
        return None
    return asked if asked is not None and asked.media != HTML and asked.looked.form else None
