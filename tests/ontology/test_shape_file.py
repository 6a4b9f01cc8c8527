"""The shapes are whole: one for each class, over known properties, each with a message in both languages."""

import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, SH, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, SKOS
from rdflib.term import Node

from naeringsgraf.mapping.iri import NAMESPACE
from naeringsgraf.resources import find_resource

NG = Namespace(NAMESPACE)
SCHEMA = Namespace("https://schema.org/")
_OTHERS = {
    RDF.type,
    RDFS.label,
    DCTERMS.language,
    DCTERMS.title,
    SKOS.broader,
    SKOS.inScheme,
    SKOS.prefLabel,
}
"""Properties of other vocabularies that stand in the graph and have a rule."""


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(find_resource("ontology", "shapes.ttl"))


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(find_resource("ontology", "naeringsgraf.ttl"))


def test_every_class_has_a_shape(shapes: Graph, ontology: Graph) -> None:
    """Whatever stands in the graph is checked; no shape is for a class that does not exist."""
    targets = set(shapes.objects(None, SH.targetClass))

    assert targets - {SKOS.ConceptScheme} == set(ontology.subjects(RDF.type, OWL.Class))


def test_every_rule_says_what_to_do_in_both_languages(shapes: Graph) -> None:
    """Two sentences at least in bokmål and in English: what is wrong, and what to do."""
    rules = {*shapes.objects(None, SH.property), *shapes.objects(None, SH.sparql), *shapes.subjects(SH["or"])}

    assert len(rules) > 120
    for rule in rules:
        messages = [m for m in shapes.objects(rule, SH.message) if isinstance(m, Literal)]
        assert sorted(m.language or "" for m in messages) == ["en", "nb"], messages
        assert [m for m in messages if not m.endswith(".") or (m.count(". ") + m.count("; ")) < 1] == []


def test_no_two_messages_are_the_same_in_two_languages(shapes: Graph) -> None:
    """A message tells its language by its text, on which the reading of reports relies."""
    messages = {m for m in shapes.objects(None, SH.message) if isinstance(m, Literal)}

    assert len({str(m) for m in messages}) == len(messages)


def test_rules_are_over_properties_of_the_class(shapes: Graph, ontology: Graph) -> None:
    """A slip in the name of a property would make a rule that nothing can break."""
    for shape, target in shapes.subject_objects(SH.targetClass):
        for rule in shapes.objects(shape, SH.property):
            [path] = shapes.objects(rule, SH.path)
            for step in _steps(shapes, path):
                assert step in _OTHERS or (step, RDF.type, None) in ontology, step
            if isinstance(path, URIRef) and path not in _OTHERS:
                assert _domains(ontology, path) & _classes_above(ontology, target), (target, path)


def test_every_property_has_a_rule(shapes: Graph, ontology: Graph) -> None:
    """What can be said of a class is checked where it is said."""
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property)
    own = {term for kind in kinds for term in ontology.subjects(RDF.type, kind)}

    checked = {step for path in shapes.objects(None, SH.path) for step in _steps(shapes, path)}
    assert own - checked == set()


def test_shapes_are_shacl(shapes: Graph) -> None:
    """The shapes meet the shapes for shapes of the W3C."""
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True)

    assert conforms, text


def _steps(shapes: Graph, path: Node) -> list[Node]:
    if (path, RDF.first, None) in shapes:
        return [step for part in Collection(shapes, path) for step in _steps(shapes, part)]
    backwards = shapes.value(path, SH.inversePath)
    return [path] if backwards is None else _steps(shapes, backwards)


def _domains(ontology: Graph, term: Node) -> set[Node]:
    return {*ontology.objects(term, RDFS.domain), *ontology.objects(term, SCHEMA.domainIncludes)}


def _classes_above(ontology: Graph, target: Node) -> set[Node | None]:
    return {target, *ontology.transitive_objects(target, RDFS.subClassOf)}
