"""Which of the formats on offer a client wants most, from its header Accept (RFC 9110, section 12.5.1)."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from naeringsgraf.store.protocol.media import CSV, GRAPH_FORMATS, HTML, JSON, JSON_LD, RDF_XML, TSV, XML

ROWS: Final = (JSON, XML, CSV, TSV)
TRUTH: Final = (JSON, XML)
GRAPHS: Final = tuple(GRAPH_FORMATS)
"""What each kind of answer can be written as, what we would choose ourselves first."""

_GENERAL: Final = {
    "application/json": (JSON, JSON_LD),
    "application/xml": (XML, RDF_XML),
    "text/xml": (XML, RDF_XML),
    "application/xhtml+xml": (HTML,),
}
"""Types that clients ask for and that ours are kinds of."""


@lru_cache(maxsize=1024)
def choose(accept: str, offered: Sequence[str]) -> str | None:
    """Give the one of these types that is wanted most; where several are, the one named first. None where none is.

    An empty header takes anything.
    """
    ranges = _read(accept) or [("*/*", 1.0)]
    judged = [(media, *_judge(media, ranges)) for media in offered]
    wanted = [(-quality, place, ours) for ours, (_, quality, place) in enumerate(judged) if quality > 0]
    return offered[min(wanted)[2]] if wanted else None


def _judge(media: str, ranges: Sequence[tuple[str, float]]) -> tuple[float, int]:
    """Give how much a type is wanted, by the most specific range that it is in, and the place of that range."""
    found = (0, 0.0, 0)
    for place, (wanted, quality) in enumerate(ranges):
        fit = _fit(media, wanted)
        if fit > found[0]:
            found = (fit, quality, place if fit > 2 else len(ranges))
    return found[1], found[2]


def _fit(media: str, wanted: str) -> int:
    """Tell how specifically a range means a type; 0 where it does not."""
    if wanted == media:
        return 4
    if media in _GENERAL.get(wanted, ()):
        return 3
    if wanted.endswith("/*") and wanted != "*/*":
        return 2 if media.startswith(wanted[:-1]) else 0
    return 1 if wanted == "*/*" else 0


def _read(accept: str) -> list[tuple[str, float]]:
    """Give the ranges of a header and how much each is wanted; what cannot be read is passed over."""
    ranges = []
    for part in accept.split(","):
        name, *parameters = (each.strip() for each in part.split(";"))
        if "/" not in name:
            continue
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "q":
                try:
                    quality = min(1.0, max(0.0, float(value)))
                except ValueError:
                    quality = 0.0
        ranges.append((name.lower(), quality))
    return ranges
