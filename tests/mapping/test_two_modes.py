"""A sentence that asks for something and states an obstacle is one statement: counted once, and found as both."""

from naeringsgraf.linking.extract import extract_meeting
from naeringsgraf.mapping.nquads import map_document
from naeringsgraf.mapping.record import make_record
from naeringsgraf.reading.read import read_bytes
from naeringsgraf.store.graph import Graph
from naeringsgraf.store.rows import Rows

SENTENCE = "Terminalen har bare ett spor, og Bane NOR må bygge et til."
TEXT = f"""Referat fra møte i Regionrådet 4. november 2022

Til stede: Kari Lie (Moss), Ola Vik (Horten)

Sak 1/22 Gods
Kari Lie, Moss: {SENTENCE} Havna har plass.
"""


def test_the_record_lists_it_as_request_and_as_problem() -> None:
    """Each with its own rule; only the request is put to somebody."""
    document = read_bytes(TEXT.encode(), "m.txt")
    record = make_record(document, extract_meeting(document))
    (request,), (problem,) = record["requests"], record["problems"]

    assert request["text"] == problem["text"] == SENTENCE
    assert (request["addressee"], problem["addressee"]) == ("Bane NOR", None)
    assert request["rule"] != problem["rule"] == "obstacle"


def test_the_graph_holds_it_once() -> None:
    """Whoever counts sentences counts one, and the shipped questions of requests and of problems both give it."""
    document = read_bytes(TEXT.encode(), "m.txt")
    graph = Graph.from_nquads([map_document(document, extract_meeting(document))])
    statements = graph.query(
        "SELECT ?s { ?s a ng:Statement ; ng:text ?text FILTER (?text = ?sentence) }", sentence=SENTENCE
    )
    asked = graph.query("SELECT ?s { ?s ng:mode ng:request }")
    problems = graph.run_named("problems")

    assert list(statements) == list(asked)
    assert len(statements) == 1
    assert isinstance(problems, Rows)
    assert [row["sentence"] for row in problems.to_dicts()] == [SENTENCE]
