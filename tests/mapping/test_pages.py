"""Where a source has pages, the graph and the record tell what stands on which."""

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from naeringsgraf.mapping.iri import NAMESPACE
from naeringsgraf.mapping.nquads import map_document
from naeringsgraf.mapping.record import make_record
from naeringsgraf.model.meeting import Meeting
from naeringsgraf.reading.read import read_bytes

TEXT = "Referat fra møte i styret\nSak 1 Vei\f\fVedtak: Saken utsettes.\n"


def test_each_page_with_text_is_told_with_its_number() -> None:
    """The second of three is blank, so it holds no text."""
    document = read_bytes(TEXT.encode(), "mote.txt")

    record = make_record(document, Meeting())

    assert record["source"]["pages"] == 3
    assert [(p["number"], document.text[p["begins"] : p["ends"]]) for p in record["pages"]] == [
        (1, "Referat fra møte i styret\nSak 1 Vei"),
        (3, "Vedtak: Saken utsettes."),
    ]


def test_a_page_is_a_part_of_the_minutes() -> None:
    """Its name and its order are the number of the page in the source."""
    document = read_bytes(TEXT.encode(), "mote.txt")

    quads = list(parse(map_document(document, Meeting()), format=RdfFormat.N_QUADS))

    pages = {quad.subject: quad.object for quad in quads if quad.predicate == NamedNode(f"{NAMESPACE}order")}
    assert {str(page).rpartition("#")[2].rstrip(">"): number for page, number in pages.items()} == {
        "page-1": Literal(1),
        "page-3": Literal(3),
    }


def test_a_source_without_pages_tells_none() -> None:
    """Not even one."""
    document = read_bytes(b"Referat", "mote.txt")

    assert make_record(document, Meeting())["pages"] == []
    assert b"#page-" not in map_document(document, Meeting())
