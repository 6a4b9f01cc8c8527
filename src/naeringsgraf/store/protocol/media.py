"""The media types that rows and graphs are written in and read from, and the engine's name of each."""

from collections.abc import Mapping
from typing import Final

from pyoxigraph import QueryResultsFormat, RdfFormat

JSON: Final = "application/sparql-results+json"
XML: Final = "application/sparql-results+xml"
CSV: Final = "text/csv"
TSV: Final = "text/tab-separated-values"
TURTLE: Final = "text/turtle"
N_TRIPLES: Final = "application/n-triples"
N_QUADS: Final = "application/n-quads"
TRIG: Final = "application/trig"
JSON_LD: Final = "application/ld+json"
RDF_XML: Final = "application/rdf+xml"
HTML: Final = "text/html"

ROW_FORMATS: Final[Mapping[str, QueryResultsFormat]] = {
    JSON: QueryResultsFormat.JSON,
    XML: QueryResultsFormat.XML,
    CSV: QueryResultsFormat.CSV,
    TSV: QueryResultsFormat.TSV,
}
GRAPH_FORMATS: Final[Mapping[str, RdfFormat]] = {
    TURTLE: RdfFormat.TURTLE,
    N_TRIPLES: RdfFormat.N_TRIPLES,
    JSON_LD: RdfFormat.JSON_LD,
    RDF_XML: RdfFormat.RDF_XML,
    TRIG: RdfFormat.TRIG,
    N_QUADS: RdfFormat.N_QUADS,
}

NAMES: Final[Mapping[str, str]] = {
    "json": JSON,
    "xml": XML,
    "csv": CSV,
    "tsv": TSV,
    "ttl": TURTLE,
    "turtle": TURTLE,
    "nt": N_TRIPLES,
    "nq": N_QUADS,
    "trig": TRIG,
    "jsonld": JSON_LD,
    "rdfxml": RDF_XML,
    "html": HTML,
}
"""What a form or a link may say instead of a media type."""

XML_FORMATS: Final = frozenset({XML, RDF_XML})
"""Those that cannot hold every character that a literal can."""

WITH_CHARSET: Final = frozenset({CSV, TSV, TURTLE})
"""Text types; a reader that is told nothing may take them for another encoding."""


def name_media(media: str) -> str:
    """Give what Content-Type says."""
    return f"{media}; charset=utf-8" if media in WITH_CHARSET else media
