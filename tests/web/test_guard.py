"""The look at a text before the engine has it."""

from typing import Any

import pytest
from pyoxigraph import NamedNode, Quad, Store

from naeringsgraf.web.sparql.guard import DEEPEST, LONGEST, MOST_IN_A_ROW, Looked, Refused, look


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { service ?s { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://x/> { ?s ?p ?o } SERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { FILTER EXISTS { SERVICE<http://x/>{?s ?p ?o} } }",
        "# SERVICE\nSELECT * { #\nSERVICE <http://x/> { ?s ?p ?o } }",
        "LOAD <http://x/a.ttl> INTO GRAPH <http://x/>",
        "INSERT DATA { <x:s> <x:p> 1 } ; load <file:///etc/passwd>",
        "LOAD SILENT <http://x/> ; LOAD <http://x/>",
        "LOAD SILENT <http://x/\\u0041>",
        "SELECT * { SERVICE SILENT <http://x/\\u0041> { ?s ?p ?o } }",
        "SELECT * { SERVICE <> { ?s ?p ?o } }",
    ],
)
def test_what_asks_other_machines_is_refused(text: str) -> None:
    """However it is written, and wherever it stands."""
    with pytest.raises(Refused) as refused:
        look(text)

    assert (refused.value.status, refused.value.reason) == (403, "outward")


@pytest.mark.parametrize(
    "text",
    [
        'SELECT ("SERVICE <http://x/>" AS ?load) {}',
        "SELECT * { ?service <http://x/SERVICE> ex:load }",
        "SELECT * { ?s ?p '''a ' SERVICE '' b''' }",
        "# LOAD SERVICE\nASK {}",
        'SELECT ("\\" SERVICE" AS ?x) {}',
    ],
)
def test_words_inside_other_things_are_no_words(text: str) -> None:
    """A theme called "service" disturbs nothing."""
    assert look(text).form in ("SELECT", "ASK")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("ASK " + "{" * DEEPEST + "}" * DEEPEST, None),
        ("ASK " + "{" * (DEEPEST + 1) + "}" * (DEEPEST + 1), 400),
        ("ASK { FILTER(" + "(" * 5_000 + "1" + ")" * 5_000 + ") }", 400),
        ("ASK { FILTER(" + "!" * MOST_IN_A_ROW + "true) }", None),
        ("ASK { FILTER(" + "! \n" * (MOST_IN_A_ROW + 1) + "true) }", 400),
        ("ASK { FILTER(" + "-+" * MOST_IN_A_ROW + "1) }", 400),
        ("#" + "x" * LONGEST, 413),
    ],
)
def test_what_overflows_a_parser_never_reaches_it(text: str, status: int | None) -> None:
    """Up to the limit it is let through."""
    if status is None:
        assert look(text).form == "ASK"
        return
    with pytest.raises(Refused) as refused:
        look(text)

    assert refused.value.status == status


@pytest.mark.parametrize(
    ("text", "looked"),
    [
        ("PREFIX a: <x:a> BASE <x:> select * from <x:g> {}", ("SELECT", True, False, True)),
        ("CONSTRUCT { ?s ?p ?from } { ?s ?p ?from }", ("CONSTRUCT", False, False, True)),
        ('VERSION "1.2" CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }', ("CONSTRUCT", False, False, True)),
        ("SELECT (RAND() AS ?x) {}", ("SELECT", False, False, False)),
        ("WITH <x:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", ("WITH", False, True, True)),
        ("", ("", False, False, True)),
    ],
)
def test_it_tells_what_stands_there(text: str, looked: tuple[str, bool, bool, bool]) -> None:
    """The form decides the formats, FROM the dataset, and a clock in it that no answer is kept."""
    assert look(text) == Looked(*looked, text)


@pytest.mark.parametrize(
    ("pattern", "variables", "rows"),
    [
        ("SERVICE SILENT <http://x/> { ?s ?p ?o }", "o p s", [{}]),
        ("SERVICE SILENT ?where { SELECT ?s { ?s ?p '}' } }", "s", [{}]),
        ("VALUES ?s { 1 2 } service silent x:y { ?s <x:p> ?o . { ?o ?p 3 } } FILTER(?s < 2)", "o p s", [{"s": "1"}]),
        (
            "SERVICE SILENT <http://x/> { SERVICE SILENT <http://y/> { ?s ?p ?o } } BIND(1 AS ?x)",
            "o p s x",
            [{"x": "1"}],
        ),
        ("{ SERVICE SILENT <http://x/> { ?s ?p ?o } } UNION { BIND(2 AS ?s) }", "o p s", [{}, {"s": "2"}]),
    ],
)
def test_a_silent_service_gives_one_solution_without_values(
    pattern: str, variables: str, rows: list[dict[str, str]]
) -> None:
    """As that of a machine that does not answer does, and the names of its variables are those of the query."""
    store = Store()
    store.add(Quad(NamedNode("x:s"), NamedNode("x:p"), NamedNode("x:o")))
    text = f"PREFIX x: <http://x/> SELECT * {{ {pattern} }}"
    found: Any = store.query(look(text).run)
    names = [each.value for each in found.variables]

    assert [{name: term.value for name, term in zip(names, each, strict=True) if term} for each in found] == rows
    assert " ".join(sorted(names)) == variables


def test_a_silent_load_is_a_success_that_changes_nothing() -> None:
    """What stands before and after it is done."""
    store = Store()
    load = "load silent <file:///etc/passwd> into graph <x:g>"

    store.update(look(f"INSERT DATA {{ <x:s> <x:p> 1 }} ; {load} ; INSERT DATA {{ <x:s> <x:p> 2 }}").run)
    store.update(look("LOAD SILENT <http://127.0.0.1:9/> ; # no more").run)

    assert sorted(quad.object.value for quad in store) == ["1", "2"]
