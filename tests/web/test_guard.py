"""The look at a text before the engine has it."""

import pytest

from naeringsgraf.web.sparql.guard import DEEPEST, LONGEST, MOST_IN_A_ROW, Looked, Refused, look


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { service silent ?s { ?s ?p ?o } }",
        "SELECT * { FILTER EXISTS { SERVICE<http://x/>{?s ?p ?o} } }",
        "# SERVICE\nSELECT * { #\nSERVICE <http://x/> { ?s ?p ?o } }",
        "LOAD <http://x/a.ttl> INTO GRAPH <http://x/>",
        "INSERT DATA { <x:s> <x:p> 1 } ; load <file:///etc/passwd>",
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
        ("PREFIX a: <x:a> BASE <x:> select * from <x:g> {}", Looked("SELECT", True, False, True)),
        ("CONSTRUCT { ?s ?p ?from } { ?s ?p ?from }", Looked("CONSTRUCT", False, False, True)),
        ("SELECT (RAND() AS ?x) {}", Looked("SELECT", False, False, False)),
        ("WITH <x:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", Looked("WITH", False, True, True)),
        ("", Looked("", False, False, True)),
    ],
)
def test_it_tells_what_stands_there(text: str, looked: Looked) -> None:
    """The form decides the formats, FROM the dataset, and a clock in it that no answer is kept."""
    assert look(text) == looked
