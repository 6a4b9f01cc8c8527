"""The short way of a plain query: it says what the long way says, and keeps nothing for longer than it is right."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from processes import wait_for
from serving import ENDLESS, JSON, TOKEN, Served, make_empty_store, run_server

pytest_plugins = ("asking_pages",)

NAMES = "SELECT ?s ?label { ?s skos:prefLabel ?label } ORDER BY ?s ?label LIMIT 20"


@pytest.fixture(scope="module")
def server(sample: Path) -> Iterator[Served]:
    with run_server(sample, "--workers", "1", "--deadline", "5") as served:
        yield served


@pytest.mark.parametrize("accept", [JSON, "text/csv", "application/sparql-results+xml;q=0.5", "*/*"])
@pytest.mark.parametrize("text", [NAMES, "ASK { ?s ?p 'æ+%' }", "SELECT ?x { VALUES ?x { 1 2 } } # kept"])
def test_it_says_what_the_long_way_says(server: Served, text: str, accept: str) -> None:
    """Asked twice, the second time of what is kept, and once with a header that takes the long way."""
    if text.startswith("ASK") and accept == "text/csv":
        pytest.skip("a truth value has no table")
    first, second = (server.query(text, accept=accept) for _ in range(2))
    long = server.ask("/sparql", [("query", text)], headers={"Accept": accept, "If-None-Match": '"none"'})

    assert (first.status, first.body) == (second.status, second.body) == (long.status, long.body) and first.body
    for got in (first, second, long):
        got.headers.pop("date")  # type: ignore[attr-defined]
    assert first.headers == second.headers == long.headers


def test_what_is_kept_needs_no_worker(server: Served) -> None:
    """The only worker is busy with a query without end."""
    kept = server.query(NAMES).body
    endless = threading.Thread(target=server.query, args=(ENDLESS,))
    endless.start()
    wait_for(lambda: server.workers)

    assert server.query(NAMES).body == kept
    endless.join()


def test_what_changes_is_not_kept(server: Served) -> None:
    """Functions that give something else each time do so."""
    assert len({server.query("SELECT (STRUUID() AS ?x) {}").body for _ in range(3)}) == 3


def test_a_new_generation_ends_what_was_kept(tmp_path: Path) -> None:
    """The next question after a change sees it."""
    store = make_empty_store(tmp_path / "s.store")
    counts = []
    with run_server(store, "--update", NAERINGSGRAF_UPDATE_TOKEN=TOKEN) as served:
        for number in range(3):
            assert served.update(f"INSERT DATA {{ <x:s> <x:p> {number} }}").status == 204
            counts += [served.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows[0]["n"] for _ in range(2)]

    assert counts == ["1", "1", "2", "2", "3", "3"]


def test_answers_come_in_the_order_of_the_questions(server: Served) -> None:
    """Of a client that sends many before it reads: kept ones, new ones, slow ones and mistakes."""
    texts = [NAMES, "SELECT (1 AS ?x) {}", "SELECT (", NAMES, "SELECT (2 AS ?x) {}", "SELECT (3 AS ?x) {}"] * 20
    server.query(NAMES)
    split = urlsplit(server.url)
    with socket.create_connection((str(split.hostname), split.port or 0), timeout=30) as line:
        head = f"Host: {split.netloc}\r\nAccept: text/csv\r\n"
        asked = [f"GET /sparql?query={quote(text)} HTTP/1.1\r\n{head}" for text in texts]
        line.sendall(("\r\n".join([*asked[:-1], asked[-1] + "Connection: close\r\n"]) + "\r\n").encode())
        replies = b"".join(iter(lambda: line.recv(1 << 16), b"")).split(b"HTTP/1.1 ")[1:]

    ends = [reply.rpartition(b"\r\n\r\n")[2].strip() for reply in replies]
    assert [reply[:3] for reply in replies] == [b"400" if text == "SELECT (" else b"200" for text in texts]
    assert [end for end in ends if end.startswith(b"x\r\n")] == [b"x\r\n1", b"x\r\n2", b"x\r\n3"] * 20
