"""The JSON-LD context knows every term, and gives back the graph it was used to write."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Quad, RdfFormat, parse
from rdflib import OWL, RDF, RDFS, Graph

from naeringsgraf.mapping.iri import NAMESPACE
from naeringsgraf.resources import find_resource

_CHECKED = Path(__file__).parent.parent / "checking" / "test_shacl_meeting.ttl"
_XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    document = json.loads(find_resource("ontology", "context.jsonld").read_text("utf-8"))
    assert list(document) == ["@context"]
    terms: dict[str, Any] = document["@context"]
    return terms


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(find_resource("ontology", "naeringsgraf.ttl"))


def test_context_has_each_term_under_its_own_name(context: dict[str, Any], ontology: Graph) -> None:
    """Every term of the vocabulary, and no other of our namespace."""
    own = {str(s).removeprefix(NAMESPACE) for s in ontology.subjects() if str(s).startswith(NAMESPACE)}

    named = {name: entry if isinstance(entry, str) else entry["@id"] for name, entry in _entries(context)}
    assert {name: iri for name, iri in named.items() if iri.startswith("ng:")} == {name: f"ng:{name}" for name in own}


def test_context_types_values_as_the_vocabulary_does(context: dict[str, Any], ontology: Graph) -> None:
    """Links are links, and a date is a date."""
    for term in ontology.subjects(RDF.type, OWL.ObjectProperty):
        assert context[str(term).removeprefix(NAMESPACE)]["@type"] in ("@id", "@vocab"), term
    for term in ontology.subjects(RDF.type, OWL.DatatypeProperty):
        entry = context[str(term).removeprefix(NAMESPACE)]
        datatype = str(ontology.value(term, RDFS.range)).replace(_XSD, "xsd:")
        assert (datatype if datatype != "xsd:string" else None) == (None if isinstance(entry, str) else entry["@type"])


def test_context_is_sorted(context: dict[str, Any]) -> None:
    """A diff of the file shows the change and nothing else."""
    names = [name for name, _ in _entries(context)]

    assert names == sorted(names, key=lambda name: (name.lower(), name))


def test_graph_survives_being_written_with_the_context(context: dict[str, Any]) -> None:
    """One of everything goes out as JSON-LD and comes back the same."""
    written = Graph().parse(_CHECKED).serialize(format="json-ld", context=context, auto_compact=False)

    assert _lines(parse(written, format=RdfFormat.JSON_LD)) == _lines(parse(path=_CHECKED))
    assert '"heldBy": "https://w3id.org/naeringsgraf/id/body/naeringsgruppa"' in written
    assert '"status": "present"' in written


def _lines(quads: Iterable[Quad]) -> list[str]:
    return sorted(f"{quad.subject} {quad.predicate} {quad.object}" for quad in quads)


def _entries(context: dict[str, Any]) -> list[tuple[str, Any]]:
    """Give the terms, without the keywords and prefixes at the top."""
    aliases = ("@version", "id", "type", "graph")
    return [(k, v) for k, v in context.items() if k not in aliases and not (isinstance(v, str) and "/" in v)]
