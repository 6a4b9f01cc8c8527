"""Updates: on disk before the answer, never over what a build made, and kept by every build that follows."""

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from naeringsgraf.errors import StoreError
from naeringsgraf.mapping.iri import BASE
from naeringsgraf.reading.files import find_files
from naeringsgraf.store.backup import back_up, restore
from naeringsgraf.store.build import build_store
from naeringsgraf.store.diff import diff_stores
from naeringsgraf.store.folder import StoreFolder
from naeringsgraf.store.graph import open_store
from naeringsgraf.store.protocol.outlet import Refusal
from naeringsgraf.store.protocol.updating import Change, change_store, find_touched
from naeringsgraf.store.repair import repair_store
from naeringsgraf.store.verify import verify_store
from processes import wait_for
from serving import TOKEN, Served, make_empty_store, run_server
from workbench import Workbench, make_sources

NOTES = "http://a.example/notes"
INSERT = f'INSERT DATA {{ GRAPH <{NOTES}> {{ <x:s> <x:p> "blå", [] }} }}'
MINUTES = f"{BASE}minutes/m00"


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    made = Workbench(tmp_path)
    made.write(make_sources(3))
    made.build()
    return made


@pytest.fixture
def server(bench: Workbench) -> Iterator[Served]:
    with run_server(bench.store, "--workers", "2", "--update", NAERINGSGRAF_UPDATE_TOKEN=TOKEN) as served:
        yield served


def update(store: Path, text: str, **more: object) -> int:
    return change_store(store, Change("update", "http://a.example/sparql", text.encode(), **more))  # type: ignore[arg-type]


def read_shards(store: Path) -> dict[str, str]:
    return {graph: shard.sha256 for graph, shard in StoreFolder(store).read_manifest().shards().items()}


def test_an_update_is_seen_by_the_next_query(server: Served) -> None:
    """204 says that it is on disk; nobody needs to restart anything."""
    assert server.update(INSERT).status == 204
    assert len(server.query(f"SELECT ?o {{ GRAPH <{NOTES}> {{ ?s ?p ?o }} }}").rows) == 2
    assert server.update(f"DROP GRAPH <{NOTES}>").status == 204
    assert server.ask("/data", [("graph", NOTES)]).status == 404


@pytest.mark.parametrize(("token", "status"), [(None, 401), ("", 401), ("x", 403), (TOKEN + "x", 403), ("æ", 403)])
def test_without_the_token_nothing_is_changed(server: Served, token: str | None, status: int) -> None:
    """401 to who shows none, with what is asked for; 403 to who shows a wrong one."""
    headers = {} if token is None else {"Authorization": f"Bearer {token}".encode().decode("latin-1")}
    for path, media in (("/sparql", "application/sparql-update"), ("/data?default", "text/turtle")):
        got = server.ask(path, method="POST", body=INSERT, headers={"Content-Type": media, **headers})
        assert got.status == status
        assert ("www-authenticate" in got.headers) == (status == 401)
    assert not server.query(f"ASK {{ GRAPH <{NOTES}> {{ ?s ?p ?o }} }}").truth


@pytest.mark.parametrize(
    "text",
    [
        f"DROP GRAPH <{MINUTES}>",
        "DROP ALL",
        "CLEAR NAMED",
        f"INSERT DATA {{ GRAPH <{BASE}graph/themes> {{ <x:s> <x:p> 1 }} }}",
        "DELETE { GRAPH ?g { ?s ng:raises ?o } } WHERE { GRAPH ?g { ?s ng:raises ?o } }",
        f"{INSERT} ; DELETE {{ GRAPH minutes:m00 {{ ?s ?p ?o }} }} WHERE {{ GRAPH minutes:m00 {{ ?s ?p ?o }} }}",
        f"MOVE <{MINUTES}> TO <{NOTES}>",
        f"COPY <{NOTES}> TO <{MINUTES}>",
        f"INSERT DATA {{ GRAPH <{BASE}minutes/of-my-own> {{ <x:s> <x:p> 1 }} }}",
        f"BASE <{BASE}> INSERT DATA {{ GRAPH <minutes/m01> {{ <x:s> <x:p> 1 }} }}",
    ],
)
def test_what_a_build_made_is_not_changed(bench: Workbench, text: str) -> None:
    """However the graph is named, the whole update is refused and nothing is different."""
    before, generation = read_shards(bench.store), (bench.store / "current").read_bytes()
    update(bench.store, f"INSERT DATA {{ GRAPH <{NOTES}> {{ <x:a> <x:b> <x:c> }} }}")
    with pytest.raises(Refusal) as refused:
        update(bench.store, text)

    assert refused.value.status == 409
    assert {**before, f"<{NOTES}>": read_shards(bench.store)[f"<{NOTES}>"]} == read_shards(bench.store)
    assert verify_store(bench.store, deep=True).is_whole
    assert generation != (bench.store / "current").read_bytes()


@pytest.mark.parametrize(
    ("text", "touched"),
    [
        (f"INSERT DATA {{ GRAPH <{NOTES}> {{ <x:s> <x:p> <x:o> }} }}", {"", NOTES}),
        ("INSERT DATA { <x:s> <x:p> 'GRAPH ?g' }", {""}),
        (f"WITH <{NOTES}> DELETE {{ ?s ?p ?o }} WHERE {{ GRAPH <x:g> {{ ?s ?p ?o }} }}", {"", NOTES, "x:g"}),
        ("ADD SILENT GRAPH <x:a> TO <x:b>", {"", "x:a", "x:b"}),
        ("INSERT { GRAPH ?g { ?s ?p ?o } } WHERE { ?s ?p ?o BIND(<x:a> AS ?g) }", None),
        ("INSERT DATA { GRAPH ng:x { <x:s> <x:p> 1 } }", None),
        ("INSERT DATA { GRAPH <x> { <x:s> <x:p> 1 } }", None),
        ("CLEAR ALL", None),
        ("COPY DEFAULT TO <x:a>", {"", "x:a"}),
        ("INSERT DATA { GRAPH <http://a/\\u0062> { <x:s> <x:p> 1 } }", None),
    ],
)
def test_the_text_tells_which_graphs_it_can_write(text: str, touched: set[str] | None) -> None:
    """Where it does not tell for certain, all are compared."""
    assert find_touched(text) == touched


def test_every_build_keeps_what_updates_wrote(bench: Workbench) -> None:
    """Blank nodes, quads outside named graphs, small builds and fresh ones: the graph is the same to the byte."""
    blank = f"GRAPH <{NOTES}> {{ ?s ?p ?o FILTER(isBlank(?o)) }}"
    update(bench.store, f"{INSERT} ; INSERT {{ GRAPH <x:other> {{ ?o <x:q> 1 }} }} WHERE {{ {blank} }}")
    update(bench.store, "INSERT DATA { <x:s> <x:p> 'utenfor' }")
    written = {graph: sum_ for graph, sum_ in read_shards(bench.store).items() if graph.startswith("<")}
    before = open_store(bench.store).export("nquads")

    bench.write({"m00.txt": "2020-01-01 havvind Havvind nå.", "ny.txt": "2022-01-05 stromnett Nettet."})
    bench.build()

    assert set(written) == {f"<{NOTES}>", "<x:other>", "<>"}
    assert written.items() <= read_shards(bench.store).items()
    assert verify_store(bench.store, deep=True).is_whole
    kept = [line for line in before.splitlines() if b"<x:" in line]
    assert kept == [line for line in open_store(bench.store).export("nquads").splitlines() if b"<x:" in line]
    joined = "SELECT ?n { GRAPH ?g { ?s <x:p> ?n } GRAPH <x:other> { ?n <x:q> 1 } }"
    assert len(open_store(bench.store).query(joined)) == 1


def test_a_backup_holds_what_updates_wrote(bench: Workbench, tmp_path: Path) -> None:
    """And a store restored from it, and one that is repaired; a comparison tells where it came from."""
    update(bench.store, INSERT)
    old = tmp_path / "old.store"
    back_up(bench.store, tmp_path / "backup")
    restore(tmp_path / "backup", old)
    assert read_shards(old) == read_shards(bench.store)

    update(bench.store, f"DROP GRAPH <{NOTES}>")
    assert {each.cause for each in diff_stores(old, bench.store).differences} <= {"update"}
    shard = StoreFolder(old).shard_path(read_shards(old)[f"<{NOTES}>"])
    shard.unlink()
    repair_store(old, [])
    assert shard.exists() and verify_store(old, deep=True).is_whole


def test_a_store_without_them_is_as_it_was(bench: Workbench) -> None:
    """The manifest gets the next format only where an older program would lose something."""
    before = (bench.store / "manifest.json").read_bytes()
    update(bench.store, INSERT)
    with_written = (bench.store / "manifest.json").read_bytes()
    update(bench.store, f"DROP GRAPH <{NOTES}>")

    assert (b'"format": 4' in before, b'"format": 5' in with_written) == (True, True)
    assert (bench.store / "manifest.json").read_bytes() == before


def test_a_build_takes_no_graph_of_somebody_else(bench: Workbench) -> None:
    """Where names clash, the build says so and nothing is lost."""
    other = "https://b.example/id/"
    update(bench.store, f"INSERT DATA {{ GRAPH <{other}minutes/m00> {{ <x:s> <x:p> 1 }} }}")
    before = (bench.store / "manifest.json").read_bytes()

    with pytest.raises(StoreError, match="DROP GRAPH"):
        build_store(find_files([bench.sources]), bench.store, read=bench.read, base=other, workers=0)
    assert (bench.store / "manifest.json").read_bytes() == before


def test_an_update_that_changes_nothing_makes_no_generation(bench: Workbench) -> None:
    """Nobody has to open anything anew."""
    update(bench.store, INSERT)
    before = (bench.store / "current").read_bytes()
    update(bench.store, f'INSERT DATA {{ GRAPH <{NOTES}> {{ <x:s> <x:p> "blå" }} }}')
    update(bench.store, "CREATE SILENT GRAPH <x:empty> ; DELETE WHERE { <x:none> <x:none> ?o }")

    assert (bench.store / "current").read_bytes() == before


def test_an_update_waits_for_no_build(bench: Workbench) -> None:
    """While the store is being built, it is refused and may be sent again."""
    with StoreFolder(bench.store).open_for_writing(), pytest.raises(Refusal) as refused:
        update(bench.store, INSERT)

    assert refused.value.status == 503


def test_graphs_are_put_changed_and_removed(server: Served) -> None:
    """The Graph Store Protocol beyond what the scorer asks: PATCH, names in the body, and graphs of a build."""
    assert server.write("PUT", NOTES, "<x:s> <x:p> 1 .").status == 201
    change = "DELETE DATA { <x:s> <x:p> 1 } ; INSERT DATA { <x:s> <x:p> 2 }"
    assert server.write("PATCH", NOTES, change, "application/sparql-update").status == 204
    assert server.query(f"SELECT ?o {{ GRAPH <{NOTES}> {{ ?s ?p ?o }} }}").rows == [{"o": "2"}]
    assert server.write("PATCH", NOTES, INSERT, "application/sparql-update").status == 422
    assert server.write("PATCH", NOTES, "LOAD <http://a/>", "application/sparql-update").status == 403
    assert server.write("PUT", NOTES, "GRAPH <x:g> { <x:s> <x:p> 1 }", "application/trig").status == 400
    assert server.write("DELETE", "x:none").status == 404
    for method in ("PUT", "POST", "DELETE"):
        assert server.write(method, MINUTES, "<x:s> <x:p> 1 .").status == 409
    assert server.write("PUT", "no iri", "<x:s> <x:p> 1 .").status == 400


def test_blank_nodes_of_different_bodies_stay_apart(server: Served) -> None:
    """However alike the processes are that take them in: all are forked from one, with its random numbers."""
    graphs = [f"http://a.example/{number}" for number in range(3)]
    for graph in graphs:
        assert server.write("PUT", graph, "_:a <x:p> 1 .").status == 201

    assert len({row["s"] for row in server.query("SELECT ?s { GRAPH ?g { ?s <x:p> 1 } }").rows}) == len(graphs)


def test_no_acknowledged_update_is_lost(bench: Workbench) -> None:
    """The processes are killed while updates come: what got 204 is there, whole, and what is there was sent."""
    if sys.platform != "linux":
        pytest.skip("processes are found by /proc")
    acknowledged: list[int] = []
    with run_server(bench.store, "--workers", "1", "--update", NAERINGSGRAF_UPDATE_TOKEN=TOKEN) as server:
        done = threading.Event()

        def write() -> None:
            for number in range(1000):
                if done.is_set():
                    return
                text = f"INSERT DATA {{ GRAPH <x:g{number % 3}> {{ <x:{number}> <x:a> 1 ; <x:b> 2 }} }}"
                if server.update(text).status == 204:
                    acknowledged.append(number)

        writer = threading.Thread(target=write)
        writer.start()
        for _ in range(12):
            time.sleep(0.25)
            for victim in _find_publishers(bench.store):
                # It may have ended since.
                with suppress(ProcessLookupError):
                    os.kill(victim, signal.SIGKILL)
        wait_for(lambda: acknowledged, least=3)
        done.set()
        writer.join()

    update(bench.store, "INSERT DATA { GRAPH <x:last> { <x:last> <x:a> 1 ; <x:b> 2 } }")
    rows = open_store(bench.store).query("SELECT ?s (COUNT(*) AS ?n) { ?s <x:a>|<x:b> ?o } GROUP BY ?s").rows
    found = {str(subject): int(str(count)) for subject, count in rows}
    assert {f"x:{number}" for number in acknowledged} <= found.keys()
    assert set(found.values()) == {2}
    assert verify_store(bench.store, deep=True).is_whole


def _find_publishers(store: Path) -> list[int]:
    """Give the process that holds the lock of the store."""
    try:
        return [int((store / "lock").read_text().strip())] if _is_locked(store) else []
    except (OSError, ValueError):
        return []


def _is_locked(store: Path) -> bool:
    inode = str((store / "lock").stat().st_ino)
    return any(line.split()[5].endswith(":" + inode) for line in Path("/proc/locks").read_text().splitlines())


def test_using_parameters_say_what_patterns_see(tmp_path: Path) -> None:
    """In the short form of DELETE WHERE too, and in each operation of the request."""
    store = make_empty_store(tmp_path / "s.store")
    update(store, "INSERT DATA { GRAPH <x:a> { <x:s> <x:p> 1 } GRAPH <x:b> { <x:s> <x:p> 2 } }")
    text = "INSERT { GRAPH <x:c> { ?s ?p ?o } } WHERE { ?s ?p ?o } ; DELETE WHERE { GRAPH <x:b> { ?s ?p ?o } }"

    update(store, text, using=["x:a"], using_named=["x:b"])

    graph = open_store(store)
    assert {str(row[0]) for row in graph.query("SELECT ?o { GRAPH <x:c> { ?s ?p ?o } }")} == {"1"}
    assert graph.graphs() == ["x:a", "x:c"]
    assert json.loads((store / "manifest.json").read_text())["documents"] == {}
