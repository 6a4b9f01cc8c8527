"""The prefixes that every query knows without declaring them, and short names for people to read."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from naeringsgraf.mapping.iri import BASE, NAMESPACE

VOCABULARIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "ng": NAMESPACE,
        "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
        "void": "http://rdfs.org/ns/void#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)

_THINGS: Final = (
    "body",
    "cluster",
    "company",
    "county",
    "graph",
    "minutes",
    "municipality",
    "organisation",
    "party",
    "person",
    "region",
    "secretariat",
    "theme",
)
"""First steps below the base that are prefixes too, as in `theme:gront-industriloft`."""


_FOR_BUILDS: Final = ("minutes/", "graph/")
"""Below the base, graphs of these paths are for builds to make."""


@lru_cache(maxsize=16)
def make_prefixes(base: str = BASE) -> Mapping[str, str]:
    """Give prefix → namespace: vocabularies, `id:` for the base, and one for each kind of thing."""
    things = {kind: f"{base}{kind}/" for kind in _THINGS}
    return MappingProxyType({**VOCABULARIES, "id": base, **things})


def is_for_builds(graph: str, base: str = BASE) -> bool:
    """Tell whether a graph has a name that only builds give."""
    return graph.startswith(base) and graph.removeprefix(base).startswith(_FOR_BUILDS)


def shorten(iri: str, base: str = BASE) -> str:
    """Give the prefixed form of an IRI for people to read; in angle brackets where no prefix fits."""
    prefixes = make_prefixes(base)
    fitting = [prefix for prefix, namespace in prefixes.items() if iri.startswith(namespace)]
    if not fitting:
        return f"<{iri}>"
    prefix = max(fitting, key=lambda name: len(prefixes[name]))
    return f"{prefix}:{iri[len(prefixes[prefix]) :]}"
