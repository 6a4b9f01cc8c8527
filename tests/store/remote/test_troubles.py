"""Whatever an endpoint does wrong is told in one clear line, and no secret goes where it should not."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from naeringsgraf.errors import CallError, NaeringsgrafError, QueryError, StoreError
from naeringsgraf.mapping.iri import BASE
from naeringsgraf.store.remote.address import Address, Credentials, read_address
from naeringsgraf.store.remote.door import Door, Patience
from naeringsgraf.store.remote.endpoint import EndpointStore
from servers import VIRTUOSO_USER, Gatekeeper, Say, find_port, make_certificate, run_oxigraph, run_virtuoso, write_basic

QUICK = Patience(attempts=3, first_wait=0.01)
HEAD = f"INSERT DATA {{ GRAPH <{BASE}graph/registers> {{ <{BASE}x> a <{BASE}C> }} }}"


@contextmanager
def stand_before(root: str, said: Say, path: str = "/query", times: int = 10_000) -> Iterator[Gatekeeper]:
    """Give a gatekeeper that says something for so many times, before it lets requests pass."""
    with Gatekeeper(root, lambda method, at, before: said if at == path and before < times else None) as gate:
        yield gate


def ask(root: str, text: str = "SELECT ?s WHERE { GRAPH ?g { ?s ?p ?o } }", **environment: str) -> list[object]:
    """Ask an endpoint with little patience."""
    address = read_address(f"{root}/query", environment=environment)
    return list(EndpointStore(address, Door(address, QUICK)).query(text))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (Say(200, {"Content-Type": "text/html"}, b"<html>Welcome</html>"), "answers text/html and no SPARQL results"),
        (Say(200, {}, b""), "answers nothing that says what it is"),
        (Say(200, {"Content-Type": "application/sparql-results+json"}, b'{"head": {"vars": ["s"]}, "res'), "cut short"),
        (Say(200, {"Content-Type": "application/sparql-results+json"}, b'{"head"', 900), "broke off .*tried 3 times"),
        (Say(503, {"Content-Type": "text/plain"}, b"loading\nindex"), r"cannot answer now \(503\): loading index; try"),
        (Say(500, {"Content-Type": "text/plain"}, b"out of memory"), r"failed at the request \(500\): out of memory"),
        (Say(404, {"Content-Type": "text/html"}, b"<h1>x</h1>"), r"no such service \(404\); see docs/endpoints.md"),
        (Say(413), r"refused the request \(413\)"),
        (
            Say(302, {"Location": "https://elsewhere.example/sparql?key=1"}),
            "moved to https://elsewhere.example/sparql; ",
        ),
    ],
)
def test_what_is_no_answer_is_told_in_one_line(said: Say, told: str) -> None:
    """Place, reason and next step."""
    with stand_before("", said) as gate, pytest.raises(StoreError, match=told) as caught:
        ask(gate.root)

    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(f"{gate.root}/query")


def test_an_endpoint_that_is_down_is_told() -> None:
    """After so many tries."""
    root = f"http://127.0.0.1:{find_port()}"

    with pytest.raises(StoreError, match=rf"{root}/query cannot be reached \(.*refused.*tried 3 times\); check"):
        ask(root)


def test_a_question_that_takes_too_long_is_given_up_and_not_asked_again() -> None:
    """A second one would only add to the endpoint's load."""
    asked: list[str] = []
    done = Event()

    def judge(method: str, path: str, before: int) -> Say:
        asked.append(path)
        done.wait(20)
        return Say(503)

    with Gatekeeper("", judge) as gate:
        address = read_address(f"{gate.root}/query", environment={})
        with pytest.raises(StoreError, match=r"did not answer in time .*; ask for less"):
            EndpointStore(address, Door(address, QUICK, seconds=0.2)).query("ASK { ?s ?p ?o }")
        done.set()

    assert asked == ["/query"]


def test_a_certificate_that_nobody_trusts_is_refused(tmp_path: Path) -> None:
    """Before a request, and so a secret, is sent."""
    certificate = make_certificate(tmp_path)
    with Gatekeeper("", lambda method, path, before: Say(418), certificate=certificate) as gate:
        with pytest.raises(StoreError, match=r"no certificate that this machine trusts .*; nothing was sent"):
            ask(gate.root, NAERINGSGRAF_TOKEN="t0ken")

        assert gate.seen == []


def test_a_passing_trouble_is_waited_out(oxigraph: str) -> None:
    """503 with Retry-After, and 429, are tried again."""
    for said in (Say(503, {"Retry-After": "0"}), Say(429), Say(502)):
        with stand_before(oxigraph, said, times=2) as gate:
            assert ask(gate.root) == []
            assert [each.status for each in gate.seen] == [said.status, said.status, 200]


def test_the_wait_is_the_one_that_is_asked_for() -> None:
    """Retry-After wins over the doubling, up to a minute."""
    patience = Patience(first_wait=2.0)

    assert [patience.wait(1, asked) for asked in (0.0, 7.0, 9_000.0)] == [0.0, 7.0, 60.0]
    assert 1.6 <= patience.wait(1, None) <= 2.4 < 6.4 <= patience.wait(3, None) <= 9.6


def test_what_the_endpoint_refuses_is_not_asked_again(oxigraph: str) -> None:
    """4xx stays 4xx; a query that this endpoint does not take is a wrong call."""
    with stand_before(oxigraph, Say(400, {"Content-Type": "text/plain"}, b"no VALUES here")) as gate:
        with pytest.raises(QueryError, match=r"refused the request \(400\): no VALUES here"):
            ask(gate.root)

        assert len(gate.seen) == 1


@pytest.mark.parametrize(
    "text",
    ["SELECT ?s WHERE { ?s ?p }", "INSERT DATA { <x:a> <x:b> 1 }", "SELECT * WHERE { SERVICE <https://e.org> {} }"],
)
def test_a_wrong_query_is_never_sent(text: str) -> None:
    """Syntax, updates and questions to other machines end here."""
    with Gatekeeper() as gate:
        with pytest.raises((SyntaxError, QueryError)):
            ask(gate.root, text)

        assert gate.seen == []


def test_rows_that_were_left_out_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Virtuoso cuts answers, and says so in a header alone."""
    with run_virtuoso(tmp_path, rows=7) as root:
        address = read_address(f"{root}/sparql", environment={})
        with pytest.raises(StoreError, match="left rows out of its answer; ask for less, or raise ResultSetMaxRows"):
            EndpointStore(address).query("SELECT ?s WHERE { GRAPH ?g { ?s ?p ?o } }")


@pytest.mark.parametrize(
    ("login", "environment"),
    [
        (write_basic("kari", "blåbær"), {"NAERINGSGRAF_USER": "kari", "NAERINGSGRAF_PASSWORD": "blåbær"}),
        ("Bearer t0ken", {"NAERINGSGRAF_TOKEN": "t0ken"}),
    ],
)
def test_the_right_secret_opens_and_a_wrong_one_is_told(oxigraph: str, login: str, environment: dict[str, str]) -> None:
    """The message tells which variables to set, and no secret."""
    wrong = {name: "wr0ng" if name != "NAERINGSGRAF_USER" else value for name, value in environment.items()}
    with Gatekeeper(oxigraph, login=login) as gate:
        assert ask(gate.root, **environment) == []
        for given in (wrong, {}):
            with pytest.raises(StoreError, match=r"does not let .* in \(401\).*set NAERINGSGRAF_TOKEN, or") as caught:
                ask(gate.root, **given)
            assert "wr0ng" not in str(caught.value)


def test_name_and_password_wait_until_they_are_asked_for(oxigraph: str) -> None:
    """An endpoint that everybody may ask never sees them, and one that asks sees them at once thereafter."""
    environment = {"NAERINGSGRAF_USER": "kari", "NAERINGSGRAF_PASSWORD": "p"}
    with Gatekeeper(oxigraph) as gate:
        ask(gate.root, **environment)
        assert [each.authorization for each in gate.seen] == [""]
    login = write_basic("kari", "p")
    with Gatekeeper(oxigraph, login=login) as gate:
        address = read_address(f"{gate.root}/query", environment=environment)
        door = Door(address, QUICK)
        for _ in range(2):
            door.update("INSERT DATA { GRAPH <x:g> { <x:a> <x:b> 1 } }")
        assert [each.authorization for each in gate.seen] == ["", login, login]


def test_a_wrong_password_for_virtuoso_is_told(tmp_path: Path) -> None:
    """It asks by digest; the right one opens."""
    with run_virtuoso(tmp_path) as root:
        right = Door(read_address(f"{root}/sparql-auth", environment=VIRTUOSO_USER), QUICK)
        wrong = Door(
            read_address(f"{root}/sparql-auth", environment={**VIRTUOSO_USER, "NAERINGSGRAF_PASSWORD": "x9"}), QUICK
        )
        right.update("INSERT DATA { GRAPH <http://example.org/g> { <http://example.org/a> a 1 } }")
        with pytest.raises(StoreError, match=r"does not let this name or password in \(401\)"):
            wrong.update("INSERT DATA { GRAPH <http://example.org/g> { <http://example.org/b> a 1 } }")

        rows = EndpointStore(right.address, right).query(
            "SELECT ?s WHERE { GRAPH <http://example.org/g> { ?s ?p ?o } }"
        )
        assert [row[0].value for row in rows] == ["http://example.org/a"]


def test_nothing_follows_to_another_host(oxigraph: str) -> None:
    """An answer that points elsewhere is told; the other place sees no request, and so no token."""
    with Gatekeeper(oxigraph) as other, stand_before("", Say(307, {"Location": f"{other.root}/query"})) as gate:
        with pytest.raises(StoreError, match="says that it moved to"):
            ask(gate.root, NAERINGSGRAF_TOKEN="t0ken")

        assert (len(gate.seen), other.seen) == (1, [])


def test_a_proxy_of_the_environment_is_used_for_other_machines_alone(
    oxigraph: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This machine is asked directly."""
    with Gatekeeper("", lambda method, path, before: Say(418)) as proxy:
        monkeypatch.setenv("http_proxy", proxy.root)
        monkeypatch.delenv("no_proxy", raising=False)
        with pytest.raises(StoreError, match=r"http://graf.example/query refused the request \(418\)"):
            ask("http://graf.example")
        assert ask(oxigraph) == []

        assert len(proxy.seen) == 1


def test_a_union_that_wins_over_from_is_told() -> None:
    """Oxigraph with its union switched on answers from all graphs: such rows would be wrong."""
    with run_oxigraph("--union-default-graph") as root:
        Door(read_address(f"{root}/query")).update(HEAD)
        with pytest.raises(StoreError, match="whatever FROM says; ask with GRAPH"):
            ask(root, "SELECT ?s FROM <x:nothing> WHERE { ?s ?p ?o }")


def test_too_many_graphs_without_a_union_are_told(oxigraph: str) -> None:
    """Naming them all in each question has an end."""
    graphs = " ".join(f"GRAPH <{BASE}minutes/m{number}> {{ <x:a> <x:b> 1 }}" for number in range(501))
    Door(read_address(f"{oxigraph}/query")).update(f"{HEAD} ; INSERT DATA {{ {graphs} }}")
    address = read_address(f"{oxigraph}/query", environment={})

    with pytest.raises(
        StoreError, match="does not take its default graph as the union of all, and 503 graphs are too many"
    ):
        EndpointStore(address).query("SELECT ?s WHERE { ?s ?p ?o }", use_default_graph_as_union=True)


def test_an_endpoint_without_our_graphs_is_told(oxigraph: str) -> None:
    """As a folder in which nothing was published."""
    with pytest.raises(StoreError, match="holds no graph of minutes yet; publish one there with: naeringsgraf build"):
        _ = EndpointStore(read_address(f"{oxigraph}/query", environment={})).base


@pytest.mark.parametrize(
    ("url", "update", "data"),
    [
        ("http://localhost:7878/query", "http://localhost:7878/update", "http://localhost:7878/store"),
        ("https://h/ds/query", "https://h/ds/update", "https://h/ds/data"),
        ("https://h/ds/sparql?timeout=9", "https://h/ds/update", "https://h/ds/data"),
        (
            "https://h/repositories/r",
            "https://h/repositories/r/statements",
            "https://h/repositories/r/rdf-graphs/service",
        ),
        ("https://h:8890/sparql-auth", "https://h:8890/sparql-auth", "https://h:8890/sparql-graph-crud-auth"),
        ("https://h:8182/sparql", "https://h:8182/sparql", None),
    ],
)
def test_the_doors_of_known_servers_follow_from_one_url(url: str, update: str, data: str | None) -> None:
    """The table of docs/endpoints.md."""
    assert read_address(url, environment={}) == Address(url, update, data)


def test_doors_that_are_told_win() -> None:
    """The option over the environment, that over the layout."""
    environment = {"NAERINGSGRAF_UPDATE_URL": "https://h/u", "NAERINGSGRAF_DATA_URL": "none"}

    assert read_address("https://h/query", environment=environment) == Address("https://h/query", "https://h/u", None)
    assert read_address("https://h/query", "https://h/o", environment=environment).update == "https://h/o"


@pytest.mark.parametrize(
    ("url", "environment", "told"),
    [
        ("https://kari:hemmelig@h/sparql", {}, "a password must not stand in a URL"),
        ("ftp://h/sparql", {}, "is no address of an endpoint; write it as https://host/path"),
        ("https:///sparql", {}, "is no address"),
        ("https://h:99999/sparql", {}, "this URL cannot be read"),
        ("https://h/a b", {}, "is no address"),
        ("http://h/sparql", {"NAERINGSGRAF_TOKEN": "hemmelig"}, "would travel unencrypted; use https://"),
        ("https://h/q", {"NAERINGSGRAF_USER": "kari"}, "go together, and only one of them is set"),
        (
            "https://h/q",
            {"NAERINGSGRAF_TOKEN": "hemmelig", "NAERINGSGRAF_USER": "k", "NAERINGSGRAF_PASSWORD": "p"},
            "both",
        ),
        ("https://h/q", {"NAERINGSGRAF_TOKEN": "hemmelig\r\nX: 1"}, "holds a character that no such secret has"),
    ],
)
def test_an_address_that_cannot_be_used_is_told(url: str, environment: dict[str, str], told: str) -> None:
    """Before anything is sent, and without the secret."""
    with pytest.raises(CallError, match=told) as caught:
        read_address(url, environment=environment)

    assert "hemmelig" not in str(caught.value)


def test_secrets_are_not_shown() -> None:
    """Neither in an address nor in what it is made of."""
    address = Address("https://h/q?key=hemmelig", "https://h/u", None, Credentials("hemmelig", "kari", "hemmelig"))

    assert "hemmelig" not in f"{address} {address.credentials!r}"
    assert issubclass(StoreError, NaeringsgrafError)
