"""The graph in the words of others: every mention and sentence is there, once, and the data set is described."""

import datetime as dt
from pathlib import Path
from shutil import copytree

import pytest
from rdflib import DCAT, DCTERMS, RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import VOID

from naeringsgraf import api
from naeringsgraf.cli.main import run

OA = Namespace("http://www.w3.org/ns/oa#")
SCHEMA = Namespace("https://schema.org/")
ID = Namespace("https://w3id.org/naeringsgraf/id/")
PUBLISHER = "https://data.brreg.no/enhetsregisteret/api/enheter/974760673"


@pytest.fixture(scope="module")
def store(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the sample corpus, in a folder that profiles may be written to."""
    return copytree(sample_store, tmp_path_factory.mktemp("profiles") / "sample.store")


def export(store: Path, profile: str, *more: str) -> Graph:
    """Write a profile to a file, and read it with another program."""
    target = store.parent / f"{profile}.ttl"
    assert run(["export", "--profile", profile, "--store", str(store), "-o", str(target), "--force", *more]) == 0
    return Graph().parse(target)


def test_every_mention_is_an_annotation_of_its_place(store: Path) -> None:
    """Start and end of the position select the quote from the text of its source."""
    graph = export(store, "web-annotation")
    with api.open(store) as opened:
        found_texts = opened.query("SELECT ?minutes ?text { ?minutes a ng:Minutes ; ng:text ?text }")
        texts = {str(minutes): str(text) for minutes, text in found_texts}
        mentions = opened.query("SELECT ?m { ?m a ng:Mention ; ng:refersTo ?thing }")

    found = {str(each) for each in graph.subjects(OA.motivatedBy, OA.identifying)}
    assert found == {str(iri) for (iri,) in mentions}
    for target in graph.subjects(RDF.type, OA.SpecificResource):
        (source,) = graph.objects(target, OA.hasSource)
        selectors = list(graph.objects(target, OA.hasSelector))
        values = {p: str(o) for each in selectors for p, o in graph.predicate_objects(each)}
        text = texts[str(source)]
        assert text[int(values[OA.start]) : int(values[OA.end])] == values[OA.exact]


def test_people_and_quotations_in_the_words_of_schema_org(store: Path) -> None:
    """Each sentence is a quotation on its themes; whoever was absent attended nothing."""
    graph = export(store, "schema.org")
    with api.open(store) as opened:
        sentences = opened.query("SELECT ?s { ?s a ng:Statement }")
        absent = opened.query(
            "SELECT ?meeting ?person { ?meeting ng:attendance ?a . ?a ng:person ?person ; ng:status ng:absent }"
        )

    assert {str(each) for each in graph.subjects(RDF.type, SCHEMA.Quotation)} == {str(iri) for (iri,) in sentences}
    assert len(absent) > 0
    for meeting, person in absent:
        assert (URIRef(str(meeting)), SCHEMA.attendee, URIRef(str(person))) not in graph


def test_the_data_set_is_described(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Period, size and who answers for it; what DCAT-AP-NO asks for and was not said is told."""
    described = export(store, "dcat", "--publisher", PUBLISHER, "--contact", "post@example.org", "--title", "Referater")
    assert "DCAT-AP-NO" not in capsys.readouterr().err
    bare = export(store, "dcat")
    told = capsys.readouterr().err
    dataset = ID.dataset

    assert (dataset, RDF.type, DCAT.Dataset) in described
    assert set(described.objects(dataset, DCTERMS.title)) == {Literal("Referater", lang="nb")}
    assert list(described.objects(dataset, DCTERMS.publisher)) == [URIRef(PUBLISHER)]
    assert len(list(described.objects(dataset, DCAT.contactPoint))) == 1
    (period,) = described.objects(dataset, DCTERMS.temporal)
    assert described.value(period, DCAT.startDate) == Literal(dt.date(2009, 3, 17))
    assert described.value(dataset, VOID.documents) == Literal(9)
    assert "--publisher and --contact" in told
    assert not list(bare.objects(dataset, DCAT.contactPoint))


@pytest.mark.parametrize(
    "wrong",
    [
        ["--profile", "dcat", "--publisher", "somebody"],
        ["--profile", "dcat", "--contact", "nobody"],
        ["--profile", "dcat", "--graph", "graph/themes"],
        ["--title", "Referater"],
    ],
)
def test_a_wrong_call_is_one_line(store: Path, capsys: pytest.CaptureFixture[str], wrong: list[str]) -> None:
    """Nothing is written, and the line says what to do."""
    assert run(["export", "--store", str(store), *wrong]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
