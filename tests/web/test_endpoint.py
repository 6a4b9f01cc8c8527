"""The endpoint as clients meet it: a real server over the sample corpus."""

import re
import socket
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from serving import JSON, TOKEN, Served, run_server

pytest_plugins = ("asking_pages",)

TURNS = "SELECT (COUNT(DISTINCT ?turn) AS ?turns) WHERE { ?turn a ng:Contribution }"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def server(sample: Path) -> Iterator[Served]:
    with run_server(sample, "--workers", "2") as served:
        yield served


def test_prefixes_of_the_project_are_known(server: Served) -> None:
    """What the command line answers, the endpoint answers too, over all graphs."""
    turns = int(server.query(TURNS).rows[0]["turns"])

    assert turns > 100
    assert server.query(TURNS, ("default-graph-uri", "https://w3id.org/naeringsgraf/id/graph/themes")).rows == [
        {"turns": "0"}
    ]


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("SELECT * {", 1, 11),
        ("SELECT ?x WHERE {\n  ?x ?y\n}", 2, 3),
        ("SELECT * {\n ?s unknown:p ?o }", None, None),
        ("hei", 1, 1),
        ("INSERT DATA { <x:s> <x:p> 1 }", None, None),
    ],
)
def test_a_query_that_cannot_be_read_says_where(server: Served, query: str, line: int | None, column: int) -> None:
    """The status is 400, and reason, line and column stand in the reply."""
    got = server.query(query)

    assert (got.status, got.problem["reason"]) == (400, "syntax")
    if line is not None:
        assert (got.problem["line"], got.problem["column"]) == (line, column)


@pytest.mark.parametrize("form", ["ttl", "nt", "nq", "trig", "jsonld", "rdfxml"])
def test_graphs_come_in_every_format(server: Served, form: str) -> None:
    """What a link asks for by `format` is what Content-Type says and what can be read."""
    got = server.query("CONSTRUCT { <x:s> <x:p> 'blå'@nb , 1 } {}", ("format", form))
    read = RdfFormat.from_media_type(got.media)

    assert read is not None
    assert {quad.object.value for quad in parse(got.body, format=read)} == {"blå", "1"}


def test_rows_come_as_a_table_for_who_wants_a_page(server: Served) -> None:
    """A browser gets the page with the answer, and a program its format."""
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

    assert "4711" in server.query("SELECT (4711 AS ?x) {}", accept=browser).text
    assert server.ask("/sparql", headers={"Accept": browser}).media == "text/html"
    assert server.query("SELECT (4711 AS ?x) {}", accept="*/*").media == JSON


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ([("query", "ASK {}"), ("query", "ASK {}")], 400),
        ([("query", "ASK {}"), ("timeout", "soon")], 400),
        ([("query", "ASK {}"), ("timeout", "-1")], 400),
        ([("query", "ASK {}"), ("format", "docx")], 406),
        ([("query", "ASK {}"), ("format", "ttl")], 406),
        ([("query", "ASK {}"), ("default-graph-uri", "no iri")], 400),
        ([("query", "SELECT * { SERVICE <http://127.0.0.1:9/> {} }")], 403),
        ([("query", "ASK " + "{" * 300)], 400),
        ([("update", "CLEAR ALL")], 400),
    ],
)
def test_what_cannot_be_answered_says_why(server: Served, values: Sequence[tuple[str, str]], status: int) -> None:
    """Status, a word and a sentence, and nothing of this machine."""
    got = server.ask("/sparql", values)

    assert (got.status, got.media) == (status, "application/json")
    assert set(got.problem) >= {"status", "reason", "message"}
    assert "Traceback" not in got.text and "site-packages" not in got.text


@pytest.mark.parametrize(
    ("media", "body", "status"),
    [
        ("application/sparql-query", "ASK {}", 200),
        ("APPLICATION/SPARQL-QUERY;charset=utf-8", "ASK {}", 200),
        (FORM, "query=ASK%20%7B%7D", 200),
        ("application/sparql-query; charset=utf-16", "ASK {}", 415),
        ("application/sparql-query", b"SELECT ('\xe5' AS ?x) {}", 400),
        ("text/plain", "ASK {}", 415),
        ("", "ASK {}", 415),
        (FORM, "", 400),
        (FORM, "query=%E5", 400),
        ("application/sparql-query", b"#" + b"x" * (1 << 22), 413),
        ("application/sparql-query", "#" + "x" * 400_000, 413),
        ("application/sparql-query", "#" + "x" * 390_000 + "\nASK {}", 200),
        ("application/sparql-update", "CLEAR ALL", 403),
        (FORM, "update=CLEAR+ALL", 403),
    ],
)
def test_what_is_posted_is_read_as_what_it_is(server: Served, media: str, body: str | bytes, status: int) -> None:
    """A read-only server refuses every update, with a token or without."""
    headers = {"Authorization": f"Bearer {TOKEN}", **({"Content-Type": media} if media else {})}

    assert server.ask("/sparql", method="POST", body=body, headers=headers).status == status


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_graphs_are_read_and_not_written(server: Served, method: str) -> None:
    """The graph store of a read-only server gives graphs as they are, and takes none."""
    graph = "https://w3id.org/naeringsgraf/id/graph/themes"
    given = server.ask("/data", [("graph", graph)], headers={"Accept": "application/n-triples"})
    count = server.query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}").rows[0]["n"]

    assert server.write(method, graph, "<x:s> <x:p> 1 .").status == 403
    assert given.text.count("\n") == int(count)
    assert server.ask("/data", [("graph", "x:none")]).status == 404
    assert server.ask("/data").status == 400


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example", "a b", "", "x@y:z"],
)
def test_a_name_that_is_not_ours_is_turned_away(server: Served, host: str) -> None:
    """A page of another site that leads its own name to this machine reads nothing (DNS rebinding)."""
    for path in ("/sparql?query=ASK%7B%7D", "/", "/data?default", "/static/site.css", "/robots.txt"):
        assert server.ask(path, headers={"Host": host}).status in (400, 421)


@pytest.mark.parametrize("host", ["localhost", "localhost:1", "127.0.0.1:99", "[::1]:8000", "192.168.1.7"])
def test_addresses_that_nobody_can_pretend_to_be_are_served(server: Served, host: str) -> None:
    """A tunnel may change the port, and a number is no name."""
    assert server.ask("/sparql?query=ASK%7B%7D", headers={"Host": host}).truth


def test_two_hosts_or_none_are_turned_away(server: Served) -> None:
    """Who reads the first and who reads the second would disagree."""
    split = server.url.rpartition(":")[2]
    for lines in (b"Host: localhost\r\nHost: evil.example\r\n", b""):
        with socket.create_connection(("127.0.0.1", int(split)), timeout=30) as place:
            place.sendall(b"GET /robots.txt HTTP/1.1\r\n" + lines + b"Connection: close\r\n\r\n")
            assert place.recv(100).split(b" ")[1] in (b"400", b"421")


@pytest.mark.parametrize(
    "path", ["/sparql?query=ASK%7B%7D", "/coverage", "/static/site.css", "/nothing", "/robots.txt"]
)
def test_every_reply_keeps_browsers_in(server: Served, path: str) -> None:
    """No guessing of types, no referrer, no script but ours, no robots, no other origin."""
    got = server.ask(path, headers={"Origin": "http://evil.example"})

    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["referrer-policy"] == "no-referrer"
    assert "noindex" in got.headers["x-robots-tag"]
    assert got.headers["vary"] == "Accept, Accept-Language"
    assert "script-src 'self';" in got.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in got.headers["content-security-policy"]
    assert not any(name.startswith("access-control") for name in got.headers)


def test_robots_are_asked_to_stay_away(server: Served) -> None:
    """Names of people stand in the pages."""
    assert server.ask("/robots.txt").text == "User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize("path", ["/sparql?query=ASK%7B%7D", "/coverage", "/data?default", "/.well-known/void"])
def test_what_has_not_changed_is_not_sent_again(server: Served, path: str) -> None:
    """The entity tag holds as long as the generation, for the same address, format and language."""
    first = server.ask(path)
    again = server.ask(path, headers={"If-None-Match": first.headers["etag"]})
    other = server.ask(path, headers={"If-None-Match": first.headers["etag"], "Accept": "text/turtle, text/html;q=0.1"})

    assert (first.status, again.status, again.body) == (200, 304, b"")
    assert other.headers.get("etag") != first.headers["etag"] or path.startswith("/data") or "void" in path


def test_a_query_with_a_clock_in_it_is_always_asked_anew(server: Served) -> None:
    """The same text gives another answer each time."""
    assert "etag" not in server.query("SELECT (NOW() AS ?t) {}").headers


def test_head_is_get_without_the_body(server: Served) -> None:
    """Length and type are told."""
    for path in ("/sparql?query=ASK%7B%7D", "/coverage", "/data?default"):
        whole, head = server.ask(path), server.ask(path, method="HEAD")
        assert (head.status, head.media, head.body) == (200, whole.media, b"")


def test_the_description_tells_what_is_there(server: Served) -> None:
    """Endpoint, formats, and each named graph with its size; no update where none is taken."""
    got = server.ask("/sparql", headers={"Accept": "application/n-triples"})
    void = server.ask("/.well-known/void", headers={"Accept": "application/n-triples"})
    graphs = int(server.query("SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }").rows[0]["n"])

    assert f"<{server.url}/sparql>" in got.text
    assert got.text.count("sparql-service-description#name>") == graphs
    assert "SPARQL11Update" not in got.text
    assert re.search(r"void#triples> \"\d+\"", void.text)
    assert "naeringsgraf/ns#Contribution>" in void.text


def test_a_literal_with_a_control_character_makes_no_broken_xml(server: Served) -> None:
    """XML cannot carry it; other formats can."""
    query = 'SELECT ("a\\u0001b" AS ?x) {}'

    assert server.query(query, accept="application/sparql-results+xml").status == 406
    assert server.query(query).rows == [{"x": "a\x01b"}]
    assert server.query('SELECT ("a\\uFFFEb" AS ?x) {}', accept="application/sparql-results+xml").status == 406


def test_other_origins_read_where_they_may(sample: Path) -> None:
    """With --cors answers, errors and preflights say so, and never with credentials."""
    with run_server(sample, "--workers", "1", "--cors") as server:
        preflight = server.ask(
            "/sparql", method="OPTIONS", headers={"Origin": "http://a.example", "Access-Control-Request-Method": "POST"}
        )
        for got in (server.query("ASK {}"), server.query("ASK {"), preflight):
            assert got.headers["access-control-allow-origin"] == "*"
            assert "access-control-allow-credentials" not in got.headers
        assert "content-type" in preflight.headers["access-control-allow-headers"].lower()


def test_a_server_before_it_gives_it_a_name(sample: Path) -> None:
    """Links and the description have the name of the proxy, and its Host is let in."""
    with run_server(sample, "--workers", "1", "--origin", "https://graf.example.no/") as server:
        assert server.url == "https://graf.example.no"


def test_an_endless_head_ends_its_connection(server: Served) -> None:
    """A head without end takes no memory, and one that is only long is told so."""
    address = ("127.0.0.1", int(server.url.rpartition(":")[2]))
    with socket.create_connection(address, timeout=60) as place, pytest.raises(OSError):
        place.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
        for _ in range(200):
            place.sendall(b"X-More: " + b"x" * 60_000 + b"\r\n")
        raise AssertionError("the connection stayed open")

    assert server.ask("/sparql", [("query", "#" + "x" * 100_000 + "\nASK {}")]).status == 414
    assert server.query("ASK {}").truth
