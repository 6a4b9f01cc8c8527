"""The SPARQL page read without a browser: what is asked, what is answered, and what is said instead (UX21)."""

import re
from importlib.resources import files
from urllib.parse import quote
from xml.etree.ElementTree import Element

import pytest

from naeringsgraf.api import Graph
from naeringsgraf.store.named import list_queries
from naeringsgraf.web.pages.answer import THINGS, answer
from naeringsgraf.web.pages.asked import Asked, Offers
from naeringsgraf.web.pages.sparql_cells import PAGED
from naeringsgraf.web.pages.sparql_page import OWN, ROWS
from naeringsgraf.web.pages.texts import load_web_texts
from naeringsgraf.web.sparql.asking import wants_page
from naeringsgraf.web.vendored import has_editor, list_packages
from reading_pages import Ask, read

pytest_plugins = ("asking_pages",)

SVG = "{http://www.w3.org/2000/svg}"

PAIRS = """SELECT ?municipality ?theme (COUNT(DISTINCT ?turn) AS ?turns) WHERE {
  ?turn ng:onBehalfOf ?municipality ; ng:raises ?theme . ?municipality a ng:Municipality .
} GROUP BY ?municipality ?theme ORDER BY DESC(?turns) ?municipality ?theme"""


def address(query: str, **more: str) -> str:
    return "/sparql?" + "&".join(f"{name}={quote(value)}" for name, value in {**more, "query": query}.items())


def read_rows(page: Element) -> list[list[str]]:
    """Give the cells of the answer as they are read."""
    rows = page.findall(".//table[@class='rows terms']/tbody/tr")
    return [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in rows]


def test_the_form_is_plain(ask: Ask) -> None:
    """A text field, a choice of formats and a button are all that a query needs."""
    form = read(ask("/sparql").body).find(".//form[@id='ask']")

    assert form is not None
    assert (form.get("action"), form.get("method")) == ("/sparql", None)
    assert [field.get("name") for field in form.iter() if field.tag in ("textarea", "select")] == ["query", "format"]
    assert len([button for button in form.iter("button") if button.get("type") is None]) == 1


def test_an_answer_is_a_table_with_names_and_ways(ask: Ask, graph: Graph) -> None:
    """A thing stands by its label with its short form beside, and leads to its page; a number is a number."""
    page = read(ask(address(f"{PAIRS} LIMIT 3")).body)
    expected = graph.query(f"{PAIRS} LIMIT 3")

    rows = read_rows(page)
    assert [row[2] for row in rows] == [str(row[2]) for row in expected]
    municipality = str(expected[0][0]).removeprefix(graph.base)
    assert rows[0][0].endswith(f" {municipality.replace('/', ':', 1)}")
    links = [link.get("href") for link in page.findall(".//table[@class='rows terms']//a")]
    assert links[:2] == ["/" + str(iri).removeprefix(graph.base) for iri in expected[0][:2]]


@pytest.mark.parametrize(("language", "label"), [("nb", "Hydrogen"), ("nn", "Hydrogen"), ("en", "Hydrogen")])
def test_labels_are_in_the_language_of_the_page(ask: Ask, graph: Graph, language: str, label: str) -> None:
    """The property, too, is called what the reader calls it."""
    page = read(ask(address("CONSTRUCT WHERE { theme:hydrogen skos:broader ?b }", lang=language)).body)
    broader = graph.query(
        "SELECT ?l { theme:hydrogen skos:broader/skos:prefLabel ?l FILTER(LANG(?l) = ?w) }", w=language
    )

    assert read_rows(page)[0][0] == f"{label} theme:hydrogen"
    assert read_rows(page)[0][2].startswith(str(broader[0][0]))


def test_what_stands_in_minutes_leads_to_its_place(ask: Ask) -> None:
    """A turn has no page of its own; it is read where it was minuted."""
    page = read(ask(address("SELECT ?turn { ?turn a ng:Contribution } ORDER BY ?turn LIMIT 1")).body)

    link = page.find(".//table[@class='rows terms']//a")
    assert link is not None
    assert re.fullmatch(r"/minutes/[\w-]+/text#turn-\d+", link.get("href") or "")


@pytest.mark.parametrize("query", ["SELECT * { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"])
def test_the_cap_is_told_in_words(ask: Ask, query: str) -> None:
    """Whoever sees a part of the answer is told so."""
    page = read(ask(address(query, lang="en")).body)

    assert len(read_rows(page)) == ROWS
    assert f"These are the first {ROWS}. There are more" in "".join(page.itertext())


def test_all_rows_are_counted(ask: Ask, graph: Graph) -> None:
    """An answer within the cap is whole, and says how much it is."""
    page = read(ask(address(PAIRS, lang="en")).body)
    number = len(graph.query(PAIRS))

    assert len(read_rows(page)) == number
    assert f"{number} rows" in "".join(page.itertext())


@pytest.mark.parametrize(("query", "told"), [("ASK { ?s a ng:Theme }", "Yes"), ("ASK { ?s a ng:Nothing }", "No")])
def test_a_question_of_yes_and_no(ask: Ask, query: str, told: str) -> None:
    page = read(ask(address(query, lang="en")).body)

    assert page.findtext(".//p[@class='truth']") == told


def test_no_rows_is_said(ask: Ask) -> None:
    page = read(ask(address("SELECT ?s { ?s a ng:Nothing }", lang="en")).body)

    assert "No rows answer the query." in "".join(page.itertext())


def test_a_mistake_is_told_beside_the_query(ask: Ask) -> None:
    """With its line and column, and the query kept as it was written."""
    query = "SELECT ?x WHERE {\n  ?x ng:raises ?t\n  FILTR(?x)\n}"
    reply = ask(address(query, lang="en"))
    page = read(reply.body)

    assert reply.status == 400
    problem = page.find(".//div[@id='problem']")
    field = page.find(".//textarea")
    assert problem is not None and field is not None
    assert (problem.get("data-line"), problem.get("data-column")) == ("3", "3")
    assert "Line 3, column 3: 'FILTR' cannot stand here" in " ".join("".join(problem.itertext()).split())
    assert field.text == query
    assert field.get("aria-describedby") == "problem"


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", 400, "INSERT would change the graph"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 403, "SERVICE asks other machines"),
        (f"ASK {{ FILTER({'!' * 300}true) }}", 400, "stand in a row"),
        ("SELECT", 400, "the query ends too early"),
    ],
    ids=["update", "service", "deep", "half"],
)
def test_what_is_refused_is_told(ask: Ask, query: str, status: int, told: str) -> None:
    reply = ask(address(query))

    assert reply.status == status
    assert told in reply.body.decode()


def test_a_question_is_asked_with_values(ask: Ask, graph: Graph) -> None:
    """Its form puts values in as terms, and the query behind is there to be read and changed."""
    page = read(ask("/sparql?named=who-raises-what&run=yes&municipality=Drammen&year=&lang=en").body)
    expected = graph.run_named("who-raises-what", municipality="Drammen")

    assert len(read_rows(page)) == len(expected) > 0
    field = page.find(".//textarea")
    assert field is not None and "VALUES ?municipality" in (field.text or "")
    inputs = {each.get("name"): each.get("value") for each in page.findall(".//form[@id='values']//input")}
    assert inputs["municipality"] == "Drammen"


def test_a_question_is_not_run_before_its_values_are_set(ask: Ask) -> None:
    """Choosing one shows its fields and its query."""
    page = read(ask("/sparql?named=trace").body)

    assert page.find(".//form[@id='values']") is not None
    assert page.find(".//table[@class='rows terms']") is None


def test_an_unknown_value_is_told(ask: Ask) -> None:
    """The nearest name is told, and the form keeps what was written."""
    reply = ask("/sparql?named=who-raises-what&run=yes&municipality=Drammenn")

    assert reply.status == 400
    assert "did you mean Drammen" in reply.body.decode()


def test_every_question_can_be_chosen_and_asked(ask: Ask) -> None:
    """Each stands there in the reader's language, and no parameter is taken for something of the page."""
    page = read(ask("/sparql?lang=en").body)
    questions = [link.text for link in page.findall(".//ul[@class='questions']//a")]

    assert questions == [each.question for each in list_queries()]
    for each in list_queries():
        names = {parameter.name for parameter in each.parameters}
        assert not names & OWN
        assert ask(f"/sparql?named={each.name}").status == 200


def test_rows_of_things_are_shown_as_a_network(ask: Ask) -> None:
    """Two columns of things tie municipalities to themes; the numbers of marks and lines are told, the table stays."""
    page = read(ask(address(f"{PAIRS} LIMIT 12", view="network", lang="en")).body)
    rows = read_rows(page)

    picture = page.find(f".//{SVG}svg")
    assert picture is not None
    names = {text.text for text in picture.iter(f"{SVG}text")}
    marks = {cell.rpartition(" ")[0] for row in rows for cell in row[:2]}
    assert {mark for mark in marks if len(mark) < 40} <= names
    assert f"Marks: {len({cell for row in rows for cell in row[:2]})}. Lines: 12." in "".join(page.itertext())


def test_a_graph_is_shown_as_a_network(ask: Ask) -> None:
    """Its triples between things are lines; what has a text is counted and not drawn."""
    query = (
        "CONSTRUCT { ?a skos:broader ?b . ?a rdfs:label ?l } WHERE { ?a skos:broader ?b ; skos:prefLabel ?l } LIMIT 30"
    )
    page = read(ask(address(query, view="network", lang="en")).body)

    told = re.search(r"Lines: (\d+)\. Rows that tie nothing to another thing: (\d+)\.", "".join(page.itertext()))
    assert told and int(told[1]) > 0 and int(told[2]) > 0
    assert int(told[1]) + int(told[2]) == len(read_rows(page))


@pytest.mark.parametrize("query", ["SELECT ?l { ?t skos:prefLabel ?l }", "SELECT ?t ?l { ?t skos:prefLabel ?l }"])
def test_rows_that_tie_nothing_are_no_network(ask: Ask, query: str) -> None:
    """Nobody is offered a picture that cannot be drawn."""
    page = read(ask(address(f"{query} LIMIT 5", lang="en")).body)

    assert "Show as network" not in "".join(page.itertext())


def test_a_large_network_asks_to_narrow(ask: Ask) -> None:
    """In words, with the network as a file."""
    query = "SELECT ?t ?b { ?t ng:recordedIn ?b } ORDER BY ?t LIMIT 600"
    page = read(ask(address(query, view="network", lang="en")).body)

    assert page.find(f".//{SVG}svg") is None
    assert "too large to be drawn here" in "".join(page.itertext())


@pytest.mark.parametrize(
    ("form", "begins"),
    [("csv", b"t,n\r\n"), ("excel", "\ufefft;n\r\n".encode()), ("json", b'{"head"'), ("tsv", b"?t\t?n\n")],
)
def test_rows_are_had_as_files(ask: Ask, form: str, begins: bytes) -> None:
    """The whole answer, not what the page has room for."""
    reply = ask(address("SELECT ?t (1 AS ?n) { ?t a ng:Theme }", format=form))

    assert reply.status == 200
    assert reply.body.startswith(begins)


def test_a_network_is_had_as_a_file(ask: Ask) -> None:
    for form, begins in (("svg", b"<?xml"), ("graphml", b"<?xml")):
        assert ask(address(f"{PAIRS} LIMIT 5", format=form)).body.startswith(begins)


def test_a_form_that_does_not_fit_is_told(ask: Ask) -> None:
    reply = ask(address("SELECT ?t { ?t a ng:Theme }", format="ttl"))

    assert reply.status == 400
    assert b"cannot be written" in reply.body


def test_what_is_missing_is_said(ask: Ask, graph: Graph) -> None:
    """Without the editor the page says so and asks for none of its files; with it the plain form is one link away."""
    without = ask("/sparql?lang=en").body.decode()
    offers = Offers(editor=True)
    having = answer(graph, Asked("/sparql", (("lang", "en"),), offers=offers)).body.decode()
    plain = answer(graph, Asked("/sparql", (("lang", "en"), ("editor", "plain")), offers=offers)).body.decode()

    assert "is not part of this installation" in without and "/static/vendor/" not in without
    assert "/static/vendor/yasqe.min.js" in having and "editor=plain" in having
    assert "/static/vendor/" not in plain


@pytest.mark.skipif(not has_editor(), reason="the editor was not fetched; `make editor` does it")
def test_what_others_made_is_listed_with_its_licence(ask: Ask) -> None:
    """With version and licence, and the licence's text to be read (UX19)."""
    page = read(ask("/about").body)
    told = " ".join("".join(page.itertext()).split())
    links = [link.get("href", "") for link in page.findall(".//a")]

    assert len(list_packages()) >= 2
    for package in list_packages():
        assert f"{package.name} {package.version}, {package.licence}:" in told
        for text in package.texts:
            assert f"/static/vendor/licenses/{text}" in links
            assert files("naeringsgraf.web").joinpath("static", "vendor", "licenses", text).read_text("utf-8").strip()


@pytest.mark.parametrize(
    ("accept", "pairs", "wanted"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", [], True),
        ("text/html", [("format", "csv")], False),
        ("*/*", [("format", "html")], True),
        ("*/*", [("format", "excel")], True),
        ("*/*", [], False),
        ("application/sparql-results+json,text/html;q=0.5", [], False),
    ],
)
def test_browsers_get_the_page(accept: str, pairs: list[tuple[str, str]], wanted: bool) -> None:
    """And programs what they ask for; the page has forms that no endpoint knows."""
    assert wants_page(accept, pairs) is wanted


def test_all_things_with_a_page_are_ways_to_it() -> None:
    """No answer leads nowhere, and none of our pages is left out."""
    assert frozenset(THINGS) == PAGED


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_value_of_a_question_has_a_name(language: str) -> None:
    """A form asks in the language of the page, and not by the names of the code."""
    texts = load_web_texts(language)
    names = {parameter.name for query in list_queries() for parameter in query.parameters}

    assert sorted(name for name in names if f"sparql_value_{name}" not in texts) == []


COUNTED = "SELECT (COUNT(*) AS ?n) WHERE { ?s <x:p> ?o }"
LINES = b"""<x:a> <x:p> "1" .
<x:a> <x:p> "2" <x:g> .
<x:a> <x:p> "3" <x:g> .
<x:a> <x:p> "4" <x:h> .
"""
BUILT = b"<x:a> <x:q> <x:b> <https://w3id.org/naeringsgraf/id/graph/themes> .\n"


@pytest.mark.parametrize(
    ("built", "default_graph", "query", "more", "expected"),
    [
        (False, None, COUNTED, [], ("1", "sparql_of_own")),
        (True, None, COUNTED, [], ("4", "sparql_of_all")),
        (False, "union", COUNTED, [], ("4", "sparql_of_all")),
        (True, "own", COUNTED, [], ("1", "sparql_of_own")),
        (True, None, COUNTED.replace("WHERE", "FROM <x:g> WHERE"), [], ("2", "sparql_of_from")),
        (True, None, COUNTED, [("default-graph-uri", "x:h")], ("1", "sparql_of_named")),
        (
            True,
            None,
            COUNTED.replace("WHERE", "FROM <x:g> WHERE"),
            [("default-graph-uri", "x:h")],
            ("1", "sparql_of_named"),
        ),
        (
            False,
            None,
            "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s <x:p> ?o } }",
            [("named-graph-uri", "x:h")],
            ("1", "sparql_of_named"),
        ),
    ],
)
def test_the_page_asks_the_graphs_that_the_endpoint_asks(
    built: bool,
    default_graph: str | None,
    query: str,
    more: list[tuple[str, str]],
    expected: tuple[str, str],
) -> None:
    """The default graph follows decision 0024 for people, too, and the page says which it is."""
    graph = Graph.from_nquads([LINES, BUILT] if built else [LINES])

    asked = Asked("/sparql", (("query", query), *more), offers=Offers(default_graph=default_graph))
    page = read(answer(graph, asked).body)

    assert read_rows(page) == [[expected[0]]]
    told = load_web_texts("nb")[expected[1]].replace("{graphs}", "x:h")
    assert page.findtext(".//p[@id='asked-of']") == told
    kept = [(field.get("name"), field.get("value")) for field in page.findall(".//form[@id='ask']/input")]
    assert kept == more


def test_a_graph_without_a_whole_name_is_told(graph: Graph) -> None:
    """It is a mistake of the call, said beside the query."""
    page = answer(graph, Asked("/sparql", (("query", COUNTED), ("default-graph-uri", "h"))))

    assert page.status == 400
    assert "«h» er ikke navnet på en graf" in page.body.decode("utf-8")
