"""The look at a query before the engine has it, and the place an error marks."""

import pytest
from pyoxigraph import Literal

from naeringsgraf.errors import QueryError
from naeringsgraf.store.graph import Graph
from naeringsgraf.store.querytext import look_at


@pytest.mark.parametrize(
    ("text", "form", "names_dataset", "ordered"),
    [
        ("SELECT ?s WHERE { ?s ?p ?o }", "SELECT", False, False),
        ("prefix a: <http://x#> base <http://y/> select * { ?s a:b ?o } order by ?s", "SELECT", False, True),
        ("SELECT ?s { { SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 1 } }", "SELECT", False, False),
        ("# SELECT\nASK FROM <http://g> { }", "ASK", True, False),
        ('CONSTRUCT { ?s ?p "FROM x ORDER BY" } WHERE { ?s ?p ?from }', "CONSTRUCT", False, False),
        ("DESCRIBE <http://x#FROM>", "DESCRIBE", False, False),
        ("SELECT ?s { ?s a:from ?o # FROM\n }", "SELECT", False, False),
    ],
)
def test_words_tell_the_form(text: str, form: str, names_dataset: bool, ordered: bool) -> None:
    """Strings, IRIs, comments, variables and prefixed names are no words."""
    query = look_at(text)

    assert (query.form, query.names_dataset, query.ordered) == (form, names_dataset, ordered)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }",
        "select * { service silent ?x { ?s ?p ?o } }",
        "ASK { FILTER EXISTS { SERVICE<http://x> {} } }",
    ],
)
def test_other_machines_are_not_asked(text: str) -> None:
    """SERVICE is refused in any spelling and any depth."""
    with pytest.raises(QueryError, match="SERVICE asks other machines"):
        look_at(text)


@pytest.mark.parametrize(
    "text",
    [
        'SELECT ("SERVICE <x>" AS ?t) { }',
        "SELECT ?service { ?service ng:service <http://x/SERVICE> } # SERVICE",
        "SELECT ?s { ?s ?p '''it's a SERVICE \\'\\' LOAD''' , \"\"\"a \"quoted\" SERVICE\"\"\" }",
    ],
)
def test_the_word_alone_is_no_offence(text: str) -> None:
    """A theme may be called so."""
    assert look_at(text).form == "SELECT"


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:b> <a:b> 1 }",
        "PREFIX a: <http://x#> delete where { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
        "CLEAR ALL",
        "DROP SILENT GRAPH <http://g>",
        "WITH <http://g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_a_question_never_changes_the_graph(text: str) -> None:
    """Updates are refused with the next step."""
    with pytest.raises(QueryError, match="would change the graph; change the sources and build again"):
        look_at(text)


@pytest.mark.parametrize("text", ["", "   \n", "# only a comment", "PREFIX a: <http://x#>", "?s ?p ?o"])
def test_no_query_is_told(text: str) -> None:
    """With what a query begins with."""
    with pytest.raises(QueryError, match="begin with SELECT"):
        look_at(text)


def test_an_unknown_first_word_is_marked() -> None:
    """Under the word itself."""
    with pytest.raises(QueryError) as caught:
        look_at("SELEKT ?s { ?s ?p ?o }")

    assert str(caught.value).split("\n")[1:] == ["    SELEKT ?s { ?s ?p ?o }", "    ^"]


@pytest.mark.parametrize("opening", ["{", "(", "["])
def test_thousands_of_brackets_do_not_reach_the_engine(opening: str) -> None:
    """They would end the process (T2)."""
    with pytest.raises(QueryError, match="more than 200 brackets"):
        look_at(f"SELECT * {opening * 5000}")


def test_a_syntax_error_is_marked_where_reading_stopped() -> None:
    """Line, column and the place, also after letters beyond ASCII."""
    with pytest.raises(QueryError) as caught:
        Graph.from_nquads([]).query('SELECT ?s {\n  ?s ng:name "Åse æøå" FOO ?o\n}')

    assert str(caught.value).split("\n") == [
        "query, line 2, column 24: 'FOO' cannot stand here",
        '      ?s ng:name "Åse æøå" FOO ?o',
        "                           ^",
    ]


def test_a_syntax_error_is_marked_in_the_text_as_written() -> None:
    """Values bound before it do not move the mark."""
    with pytest.raises(QueryError) as caught:
        Graph.from_nquads([]).query("SELECT ?s { ?s ng:name ?name FOO ?o }", name="en ganske lang verdi")

    assert "column 30" in str(caught.value)


def test_an_unknown_prefix_names_the_known_ones() -> None:
    """The next step is in the line."""
    with pytest.raises(QueryError, match=r"a prefix is not known; declare it .*ng:, skos:"):
        Graph.from_nquads([]).query("SELECT ?s { ?s foo:bar ?o }")


def test_an_unfinished_query_is_marked_at_its_end() -> None:
    """Not somewhere beyond it."""
    with pytest.raises(QueryError, match="line 1, column 26: the query ends too early"):
        Graph.from_nquads([]).query("SELECT ?s { ?s ng:name ?o ")


def test_a_value_holds_in_a_sub_select_that_names_it() -> None:
    """A sub-SELECT knows nothing of what is bound outside; where it does not name the variable, it is left alone."""
    text = "SELECT ?a WHERE { { SELECT (?n AS ?a) { BIND(?n AS ?m) } } { SELECT ?b { BIND(2 AS ?b) } } }"

    assert look_at(text).bind({"n": "1"}) == (
        "SELECT ?a WHERE { { SELECT (?n AS ?a) { VALUES ?n { 1 }  BIND(?n AS ?m) } } { SELECT ?b { BIND(2 AS ?b) } } }"
    )
    assert look_at(text).bind({"b": "2"}) == (
        "SELECT ?a WHERE { { SELECT (?n AS ?a) { BIND(?n AS ?m) } } { SELECT ?b { VALUES ?b { 2 }  BIND(2 AS ?b) } } }"
    )


def test_a_value_for_a_select_that_only_counts_holds_within_it() -> None:
    """What stands between SELECT and its bracket belongs to it, and so does its GROUP BY."""
    graph = Graph.from_nquads([])
    text = "SELECT ?a { { SELECT (IF(?n = 1, 'one', 'more') AS ?a) { BIND(1 AS ?x) } GROUP BY ?n } }"

    assert [row[0] for row in graph.run(text, n=[Literal(1)])] == ["one"]
