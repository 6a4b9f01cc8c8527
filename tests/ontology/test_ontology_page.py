"""The page of the vocabulary tells every term as the ontology and the shapes do, each where its IRI leads."""

from xml.etree.ElementTree import Element

import pytest
from rdflib import RDFS, SKOS, BNode, Graph, Literal, URIRef

from judging import judge
from naeringsgraf.checking.vocabulary import Vocabulary, read_vocabulary
from naeringsgraf.mapping.iri import NAMESPACE
from naeringsgraf.resources import find_resource
from naeringsgraf.views.ontology_page import write_ontology_page
from reading_pages import read

LANGUAGES = ("nb", "nn", "en")
SH = "http://www.w3.org/ns/shacl#"


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(find_resource("ontology", "naeringsgraf.ttl"))


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return read_vocabulary()


@pytest.fixture(scope="module", params=LANGUAGES)
def page(request: pytest.FixtureRequest, vocabulary: Vocabulary) -> Element:
    return read(write_ontology_page(vocabulary, request.param).encode("utf-8"))


def tell(element: Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def find_places(page: Element) -> dict[str, Element]:
    return {each.attrib["id"]: each for each in page.iter("article")}


def test_every_term_has_its_place(page: Element, ontology: Graph) -> None:
    """The fragment of its IRI, so that the page can stand where IRIs lead; and there are no others."""
    own = {str(it).removeprefix(NAMESPACE) for it in ontology.subjects() if str(it).startswith(NAMESPACE)}

    assert set(find_places(page)) == own
    ids = [each.attrib["id"] for each in page.iter() if "id" in each.attrib]
    assert len(ids) == len(set(ids))
    assert {link.attrib["href"][1:] for link in page.iter("a") if link.attrib["href"].startswith("#")} <= set(ids)


def test_every_term_is_told_whole(page: Element, ontology: Graph) -> None:
    """Labels and definitions in three languages, each marked as such, the examples, and what it is tied to."""
    for name, place in find_places(page).items():
        told, it = tell(place), URIRef(NAMESPACE + name)
        for predicate in (RDFS.label, SKOS.definition, SKOS.example):
            texts = [str(each) for each in ontology.objects(it, predicate)]
            assert [text for text in texts if " ".join(text.split()) not in told] == [], name
        links = {link.attrib["href"] for link in place.iter("a")}
        tied = (RDFS.domain, RDFS.range, RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch)
        iris = {str(each) for predicate in tied for each in ontology.objects(it, predicate)}
        assert {iri.replace(NAMESPACE, "#") for iri in iris} <= links, name
        here = page.attrib["lang"]
        others = {part.attrib["lang"]: tell(part) for part in place.iter("dd") if "lang" in part.attrib}
        assert set(others) == set(LANGUAGES) - {here}
        for language, text in others.items():
            assert Literal(text.partition(": ")[2], lang=language) in set(ontology.objects(it, SKOS.definition))


def test_shapes_are_told_at_class_and_property(page: Element) -> None:
    """Each message of a property of a class stands at both."""
    shapes, places = Graph().parse(find_resource("ontology", "shapes.ttl")), find_places(page)
    language = "en" if page.attrib["lang"] == "en" else "nb"
    asked = 0
    for shape, target in shapes.subject_objects(URIRef(SH + "targetClass")):
        for rule in shapes.objects(shape, URIRef(SH + "property")):
            path = shapes.value(rule, URIRef(SH + "path"))
            messages = list(shapes.objects(rule, URIRef(SH + "message")))
            (message,) = [str(each) for each in messages if getattr(each, "language", "") == language]
            for thing in (target, path):
                if isinstance(thing, BNode):
                    continue
                place = places.get(str(thing).removeprefix(NAMESPACE))
                assert place is None or " ".join(message.split()) in tell(place), (thing, message)
                asked += place is not None

    assert asked > 150


def test_counts_are_those_of_the_shapes(vocabulary: Vocabulary) -> None:
    """Read back from the page's own words."""
    page = find_places(read(write_ontology_page(vocabulary, "en").encode("utf-8")))
    rows = {tell(row.find("th")): tell(row.find("td")) for row in page["Attendance"].iterfind(".//tbody/tr")}

    assert rows["ng:begins"] == "exactly 1"
    assert rows["ng:affiliationPrinted"] == "at most 1"


def test_the_page_needs_nobody(vocabulary: Vocabulary) -> None:
    """No script, no picture, no style from elsewhere; it is the same each time."""
    written = write_ontology_page(vocabulary)

    assert judge("ontology.html", written.encode("utf-8")) == []
    assert "<script" not in written and "<link" not in written and "<img" not in written
    assert written == write_ontology_page(read_vocabulary())
