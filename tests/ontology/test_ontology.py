"""The vocabulary is whole: every term told in three languages, with an example, aligned with what exists."""

import re

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from naeringsgraf.mapping.iri import NAMESPACE
from naeringsgraf.resources import find_resource

NG = Namespace(NAMESPACE)
SCHEMA = Namespace("https://schema.org/")
_FILE = find_resource("ontology", "naeringsgraf.ttl")
_BASE = "https://w3id.org/naeringsgraf/id/minutes/example"
_LANGUAGES = {"nb", "nn", "en"}
_KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual, RDF.Property)
_ALIGNING = (
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    OWL.equivalentClass,
    OWL.equivalentProperty,
    SKOS.closeMatch,
    SKOS.exactMatch,
)
_KNOWN_TERMS = {
    "http://data.europa.eu/eli/eli-draft-legislation-ontology#": {
        "Activity",
        "Decision",
        "Participation",
        "had_participation",
    },
    "http://data.vlaanderen.be/ns/besluit#": {"Agendapunt", "behandelt"},
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#": {
        "Context",
        "Phrase",
        "anchorOf",
        "beginIndex",
        "endIndex",
        "isString",
        "referenceContext",
    },
    "http://purl.org/dc/terms/": {"date", "format", "identifier", "isPartOf", "isReplacedBy", "source", "subject"},
    "http://purl.org/spar/cito/": {"Citation"},
    "http://www.w3.org/2004/02/skos/core#": {"Concept"},
    "http://www.w3.org/2005/11/its/rdf#": {"taConfidence", "taIdentRef"},
    "http://www.w3.org/ns/oa#": {"Annotation", "end", "exact", "hasBody", "start"},
    "http://www.w3.org/ns/opengov#": {"SpeechSummary"},
    "http://www.w3.org/ns/org#": {"Organization", "hasMember", "unitOf"},
    "http://www.w3.org/ns/prov#": {
        "Activity",
        "Association",
        "Entity",
        "actedOnBehalfOf",
        "agent",
        "hadRole",
        "qualifiedAssociation",
        "used",
        "wasAssociatedWith",
        "wasDerivedFrom",
    },
    "http://xmlns.com/foaf/0.1/": {"Document", "Person", "name", "topic"},
    "https://schema.org/": {
        "AdministrativeArea",
        "Corporation",
        "Event",
        "GovernmentOrganization",
        "Person",
        "QuantitativeValue",
        "alternateName",
        "containedInPlace",
        "endDate",
        "endTime",
        "location",
        "organizer",
        "position",
        "startTime",
        "unitText",
        "validFrom",
        "validThrough",
        "value",
    },
    "https://w3id.org/deliberation/ontology#": {"Contribution"},
}
"""The terms of other vocabularies that ours may be aligned with."""


def _read() -> Graph:
    return Graph().parse(_FILE)


def _terms() -> list[URIRef]:
    graph = _read()
    return sorted({s for s in graph.subjects() if isinstance(s, URIRef) and s.startswith(NAMESPACE)})


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return _read()


def test_ontology_tells_what_it_is(ontology: Graph) -> None:
    """Title and description in three languages, a version, a licence, and the prefix to use."""
    [it] = ontology.subjects(RDF.type, OWL.Ontology)
    dct = Namespace("http://purl.org/dc/terms/")

    assert it == URIRef(NAMESPACE.removesuffix("#"))
    assert _languages(ontology, it, dct.title) == _languages(ontology, it, dct.description) == _LANGUAGES
    assert ontology.value(it, OWL.versionInfo) is not None
    assert ontology.value(it, dct.license) is not None


@pytest.mark.parametrize("term", _terms())
def test_term_is_told_in_three_languages(ontology: Graph, term: URIRef) -> None:
    """One label and one definition each in bokmål, nynorsk and English; a definition is a sentence."""
    assert sorted(m.language or "" for m in _literals(ontology, term, RDFS.label)) == sorted(_LANGUAGES)
    definitions = _literals(ontology, term, SKOS.definition)
    assert sorted(m.language or "" for m in definitions) == sorted(_LANGUAGES)
    assert [d for d in definitions if not re.fullmatch(r"[A-ZÆØÅÉ].*\.", d)] == []


@pytest.mark.parametrize("term", _terms())
def test_term_is_of_one_kind(ontology: Graph, term: URIRef) -> None:
    """A term is a class, a property of one kind, or an individual of a class of ours."""
    kinds = [kind for kind in ontology.objects(term, RDF.type) if kind in _KINDS]

    assert len(kinds) == 1
    if kinds == [OWL.NamedIndividual]:
        [own] = [c for c in ontology.objects(term, RDF.type) if str(c).startswith(NAMESPACE)]
        [members] = ontology.objects(own, OWL.oneOf)
        assert term in ontology.collection(members)


@pytest.mark.parametrize("term", _terms())
def test_example_is_turtle_that_uses_the_term(ontology: Graph, term: URIRef) -> None:
    """Each term has an example that parses with the prefixes of the file, and all the terms in it are known."""
    [example] = ontology.objects(term, SKOS.example)
    prefixes = "\n".join(line for line in _FILE.read_text("utf-8").splitlines() if line.startswith("@prefix"))
    graph = Graph().parse(data=f"{prefixes}\n{example}", format="turtle", publicID=_BASE)

    used = {node for triple in graph for node in triple if str(node).startswith(NAMESPACE)}
    assert term in used
    assert used - set(_terms()) == set()


@pytest.mark.parametrize("kind", [OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property])
def test_property_tells_what_it_is_of(ontology: Graph, kind: URIRef) -> None:
    """A property of one class has a domain, a shared one names its classes; a data property has a datatype."""
    for term in ontology.subjects(RDF.type, kind):
        domains = list(ontology.objects(term, RDFS.domain)) + list(ontology.objects(term, SCHEMA.domainIncludes))
        assert domains, term
        assert all((domain, RDF.type, OWL.Class) in ontology for domain in domains), term
        if kind == OWL.DatatypeProperty:
            assert ontology.value(term, RDFS.range) is not None, term


def test_alignments_are_with_known_terms(ontology: Graph) -> None:
    """A slip in a foreign name would align us with nothing."""
    foreign = {
        str(there)
        for here, how, there in ontology
        if how in _ALIGNING and str(here).startswith(NAMESPACE) and not str(there).startswith(NAMESPACE)
    }

    assert foreign == {namespace + name for namespace, names in _KNOWN_TERMS.items() for name in names}


@pytest.mark.parametrize(
    ("own", "how", "there"),
    [
        (NG.Minutes, RDFS.subClassOf, "http://xmlns.com/foaf/0.1/Document"),
        (NG.Meeting, RDFS.subClassOf, "http://www.w3.org/ns/prov#Activity"),
        (NG.Attendance, RDFS.subClassOf, "http://www.w3.org/ns/prov#Association"),
        (NG.AgendaItem, SKOS.closeMatch, "http://data.vlaanderen.be/ns/besluit#Agendapunt"),
        (NG.Contribution, SKOS.closeMatch, "http://www.w3.org/ns/opengov#SpeechSummary"),
        (NG.Mention, RDFS.subClassOf, "http://www.w3.org/ns/oa#Annotation"),
        (NG.Person, RDFS.subClassOf, "http://xmlns.com/foaf/0.1/Person"),
        (NG.Actor, RDFS.subClassOf, "http://www.w3.org/ns/org#Organization"),
        (NG.Theme, RDFS.subClassOf, "http://www.w3.org/2004/02/skos/core#Concept"),
    ],
)
def test_class_is_aligned(ontology: Graph, own: URIRef, how: URIRef, there: str) -> None:
    """Others' tools understand the main classes."""
    assert (own, how, URIRef(there)) in ontology


@pytest.mark.parametrize(
    "kind",
    ["Municipality", "County", "Region", "Cluster", "Company", "StateBody", "Party", "Secretariat", "Body"],
)
def test_actor_kind_is_an_actor(ontology: Graph, kind: str) -> None:
    """Who can be represented is an actor, of whatever kind."""
    assert (NG[kind], RDFS.subClassOf, NG.Actor) in ontology


def test_municipality_and_region_are_never_one(ontology: Graph) -> None:
    """Ringerike the municipality and Ringerike the region bear one name and are two."""
    for one, other in [("Municipality", "Region"), ("Municipality", "County"), ("County", "Region")]:
        assert (NG[one], OWL.disjointWith, NG[other]) in ontology
        assert (NG[other], OWL.disjointWith, NG[one]) in ontology


def test_terms_are_sorted_within_each_section() -> None:
    """A diff of the file shows the change and nothing else."""
    sections = _FILE.read_text("utf-8").split("\n##### ")[2:]

    assert [section.splitlines()[0] for section in sections] == [
        "Classes",
        "Individuals",
        "Object properties",
        "Data properties",
        "Properties of both kinds",
    ]
    for section in sections:
        names = re.findall(r"^ng:(\w+) a ", section, re.MULTILINE)
        assert names == sorted(names), section.splitlines()[0]


def _literals(graph: Graph, term: Node, predicate: URIRef) -> list[Literal]:
    return [value for value in graph.objects(term, predicate) if isinstance(value, Literal)]


def _languages(graph: Graph, term: Node, predicate: URIRef) -> set[str | None]:
    return {value.language for value in _literals(graph, term, predicate)}
