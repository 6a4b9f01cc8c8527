"""What the mapping writes is what the vocabulary and the shapes say."""

import re
from collections import defaultdict

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse, serialize

from handmade import make_document, make_meeting
from naeringsgraf.checking.shacl import check_shapes
from naeringsgraf.mapping.actors import find_unregistered, map_actors
from naeringsgraf.mapping.iri import NAMESPACE
from naeringsgraf.mapping.nquads import map_document
from naeringsgraf.resources import find_resource
from naeringsgraf.store.vocabulary import make_shared_graphs

_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_ABOVE = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
_DOMAINS = ("http://www.w3.org/2000/01/rdf-schema#domain", "https://schema.org/domainIncludes")


@pytest.fixture(scope="module")
def written() -> list[Triple]:
    """Everything the mapping writes: one document with one of each part, its actors, registers and themes."""
    meeting = make_meeting()
    shared = [graph for name, graph in make_shared_graphs().items() if name != "graph/ontology"]
    quads = b"".join([map_document(make_document(), meeting), map_actors(find_unregistered(meeting)), *shared])
    return [quad.triple for quad in parse(quads, format=RdfFormat.N_QUADS)]


@pytest.fixture(scope="module")
def ontology() -> dict[str, dict[str, set[str]]]:
    """Subject, predicate, objects of the vocabulary."""
    told: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for quad in parse(path=find_resource("ontology", "naeringsgraf.ttl"), format=RdfFormat.TURTLE):
        told[str(quad.subject).strip("<>")][quad.predicate.value].add(str(quad.object).strip("<>"))
    return told


def test_what_the_mapping_writes_conforms(written: list[Triple]) -> None:
    """A meeting read without fault, with the shipped registers and themes, has no findings."""
    lines = serialize(written, format=RdfFormat.N_TRIPLES)

    assert lines is not None
    assert check_shapes(lines) == []


def test_mapping_writes_only_terms_of_the_vocabulary(
    written: list[Triple], ontology: dict[str, dict[str, set[str]]]
) -> None:
    """A term that the vocabulary does not tell of would be a word without a meaning."""
    used = {node.value for triple in written for node in _names(triple) if node.value.startswith(NAMESPACE)}

    assert used - set(ontology) == set()


def test_mapping_says_a_property_only_of_what_it_is_of(
    written: list[Triple], ontology: dict[str, dict[str, set[str]]]
) -> None:
    """The vocabulary tells for each property which classes have it."""
    classes: dict[str, set[str]] = defaultdict(set)
    for subject, predicate, value in written:
        if predicate.value == _RDF_TYPE:
            classes[str(subject)] |= {_name(value), *ontology[_name(value)][_ABOVE]}
    wrong = {
        (predicate.value, *sorted(classes[str(subject)]))
        for subject, predicate, _ in written
        if predicate.value.startswith(NAMESPACE)
        and not classes[str(subject)] & {c for how in _DOMAINS for c in ontology[predicate.value][how]}
    }

    assert wrong == set()


def test_queries_use_only_terms_of_the_vocabulary(ontology: dict[str, dict[str, set[str]]]) -> None:
    """A slip in a query gives no rows and no error."""
    files = sorted(find_resource("queries").rglob("*.rq"))
    used = {
        (file.name, name)
        for file in files
        for name in re.findall(r"\bng:(\w+)", file.read_text("utf-8"))
        if NAMESPACE + name not in ontology
    }

    assert files
    assert used == set()


def _names(triple: Triple) -> list[NamedNode]:
    return [node for node in triple if isinstance(node, NamedNode)]


def _name(node: object) -> str:
    return str(node).strip("<>")
