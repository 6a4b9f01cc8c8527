"""Only what differs goes to an endpoint, whole graph by whole graph, and a publish that broke off goes on."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

import naeringsgraf as ng
from naeringsgraf.errors import StoreError
from naeringsgraf.mapping.iri import BASE
from naeringsgraf.reading.files import find_files
from naeringsgraf.store.build import BuildReport, build_store
from naeringsgraf.store.folder import StoreFolder
from naeringsgraf.store.remote.address import Address, read_address
from naeringsgraf.store.remote.door import Door, Patience
from naeringsgraf.store.remote.endpoint import EndpointStore
from naeringsgraf.store.remote.publish import publish_remote
from servers import VIRTUOSO_USER, Gatekeeper, Say, run_oxigraph
from workbench import Workbench, make_sources

QUICK = Patience(attempts=2, first_wait=0.01)


class RemoteBench(Workbench):
    """A folder of sources whose graph is published to an endpoint."""

    def publish(self, address: Address, base: str = BASE) -> BuildReport:
        """Build from all sources and publish."""
        self.read_slugs = []
        to_endpoint = partial(publish_remote, address, patience=QUICK)
        files = find_files([self.sources])
        return build_store(files, self.store, read=self.read, base=base, workers=0, publish_elsewhere=to_endpoint)

    def expect(self) -> bytes:
        """Give all quads as the shards have them, sorted."""
        manifest = StoreFolder(self.store).read_manifest()
        data = [(self.store / "shards" / f"{each.sha256}.nq").read_bytes() for each in manifest.shards().values()]
        return b"".join(sorted(b"".join(data).splitlines(keepends=True)))

    def expect_graphs(self) -> list[str]:
        """Give the paths of all graphs."""
        return list(StoreFolder(self.store).read_manifest().shards())


@pytest.fixture
def bench(tmp_path: Path) -> RemoteBench:
    """Three sources."""
    made = RemoteBench(tmp_path)
    made.write(make_sources(3))
    return made


def put_by(gate: Gatekeeper) -> list[str]:
    """Give which graphs were put through a gatekeeper, as paths."""
    return [each.graph.removeprefix(BASE) for each in gate.seen if each.method == "PUT" and each.status < 300]


def test_only_the_changed_graphs_are_sent(bench: RemoteBench, oxigraph: str) -> None:
    """A second publish of the same sends nothing, one of a changed source its graph alone."""
    with Gatekeeper(oxigraph) as gate:
        address = read_address(f"{gate.root}/query")
        first = bench.publish(address)
        everything = put_by(gate)
        gate.seen.clear()
        second = bench.publish(address)
        nothing = put_by(gate)
        bench.write({"m01.txt": "2020-02-01 stromnett Nettet er ledig."})
        third = bench.publish(address)

        assert first.sent is not None and len(first.sent.put) == len(set(everything)) == len(everything)
        assert {"minutes/m00", "minutes/m01", "minutes/m02", "graph/registers"} <= set(everything)
        assert (second.published, nothing) == (False, [])
        assert (third.changed, put_by(gate)) == (("m01",), ["minutes/m01"])
        assert ng.open(address.query).export("nq") == bench.expect()


@pytest.mark.parametrize("server", ["oxigraph", "virtuoso"])
def test_a_removed_document_is_removed_there_and_strangers_stay(
    server: str, bench: RemoteBench, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Graphs of others at the same endpoint are neither counted, nor exported, nor touched."""
    root = request.getfixturevalue(server)
    if server == "virtuoso":
        for name, value in VIRTUOSO_USER.items():
            monkeypatch.setenv(name, value)
    address = read_address(f"{root}/{'query' if server == 'oxigraph' else 'sparql-auth'}")
    Door(address).update('INSERT DATA { GRAPH <https://example.org/g> { <https://example.org/s> a "theirs" } }')
    bench.publish(address)
    (bench.sources / "m02.txt").unlink()

    report = bench.publish(address)

    assert report.sent is not None and report.sent.removed == (f"{BASE}minutes/m02",)
    graph = ng.open(address.query)
    assert graph.export("nq") == bench.expect()
    assert len(graph) == bench.expect().count(b"\n")
    assert EndpointStore(address).query("ASK { GRAPH <https://example.org/g> { ?s a 'theirs' } }")


def test_a_publish_that_broke_off_goes_on_where_it_was(bench: RemoteBench, oxigraph: str) -> None:
    """What was acknowledged in a finished batch is not sent again, and readers are told meanwhile."""
    bench.write(make_sources(60))
    with Gatekeeper(oxigraph) as gate:
        address = read_address(f"{gate.root}/query")
        gate.judge = lambda method, path, before: Say(503) if method == "PUT" and before >= 55 else None
        with pytest.raises(StoreError, match=r"cannot answer now \(503\).*try again later"):
            bench.publish(address)
        with pytest.warns(UserWarning, match="graphs are still to be published.*build again"):
            ng.open(address.query)
        gate.judge = lambda method, path, before: None
        sent = put_by(gate)
        gate.seen.clear()
        bench.publish(address)

        assert bench.read_slugs == []
        assert 0 < len(put_by(gate)) <= len(bench.expect_graphs()) - 50
        assert set(sent) | set(put_by(gate)) == set(bench.expect_graphs())
        assert ng.open(address.query).export("nq") == bench.expect()


def test_a_broken_publish_leaves_no_hash_that_is_older_than_its_graph(bench: RemoteBench, oxigraph: str) -> None:
    """A source that goes back to what it was is put again, though its old hash was once noted."""
    with Gatekeeper(oxigraph) as gate:
        address = read_address(f"{gate.root}/query")
        bench.publish(address)
        before = bench.expect()
        bench.write({"m01.txt": "2020-02-01 stromnett Nettet er ledig."})
        gate.judge = lambda method, path, seen: (
            Say(403) if path == "/update" and put_by(gate)[-1:] == ["minutes/m01"] else None
        )
        gate.seen.clear()
        with pytest.raises(StoreError, match=r"forbids this \(403\)"):
            bench.publish(address)
        gate.judge = lambda method, path, seen: None
        put = put_by(gate)
        bench.write(make_sources(3))
        bench.publish(address)

        assert put == ["minutes/m01"]
        assert ng.open(address.query).export("nq") == bench.expect() == before


@pytest.mark.parametrize("data", ["none", "/nothing-here"])
def test_without_the_graph_store_protocol_graphs_go_as_updates(bench: RemoteBench, oxigraph: str, data: str) -> None:
    """Where it is said, or found out, that an endpoint has none."""
    address = read_address(f"{oxigraph}/query", data=data if data == "none" else f"{oxigraph}{data}")

    bench.publish(address)

    assert ng.open(address.query).export("nq") == bench.expect()


def test_an_endpoint_without_updates_keeps_what_was_read(bench: RemoteBench, oxigraph: str, tmp_path: Path) -> None:
    """The shards stay, so that a publish to the right place reads nothing anew."""
    with (
        Gatekeeper(oxigraph, lambda method, path, before: Say(405) if path == "/update" else None) as gate,
        pytest.raises(StoreError, match=r"takes no updates \(405\).*--update-url"),
    ):
        bench.publish(read_address(f"{gate.root}/query"))
    (tmp_path / "readonly").mkdir()
    with run_oxigraph("--location", str(tmp_path / "readonly")):
        pass
    with (
        run_oxigraph("--location", str(tmp_path / "readonly"), command="serve-read-only") as readonly,
        pytest.raises(StoreError, match=r"forbids this \(403\): The server is read-only"),
    ):
        bench.publish(read_address(f"{readonly}/query"))
    bench.publish(read_address(f"{oxigraph}/query"))

    assert bench.read_slugs == []
    assert ng.open(f"{oxigraph}/query").export("nq") == bench.expect()


def test_another_base_is_refused(bench: RemoteBench, oxigraph: str) -> None:
    """Two stores in one dataset could not be told apart in its union."""
    address = read_address(f"{oxigraph}/query")
    bench.publish(address)

    with pytest.raises(StoreError, match=r"holds a store whose things are named under .* another dataset"):
        bench.publish(address, base="https://example.org/id/")

    assert {quad.graph_name for quad in parse(ng.open(address.query).export("nq"), format=RdfFormat.N_QUADS)}


def test_a_store_of_a_newer_program_is_left_alone(bench: RemoteBench, oxigraph: str) -> None:
    """It is neither read nor published over."""
    address = read_address(f"{oxigraph}/query")
    bench.publish(address)
    version = "<http://www.w3.org/2002/07/owl#versionInfo>"
    manifest = f"<{BASE}graph/manifest>"
    Door(address).update(
        f'DELETE DATA {{ GRAPH {manifest} {{ {manifest} {version} "2" }} }} ; '
        f'INSERT DATA {{ GRAPH {manifest} {{ {manifest} {version} "3" }} }}'
    )

    for use in (lambda: ng.open(address.query), lambda: bench.publish(address)):
        with pytest.raises(StoreError, match="a store of format 3, and this program reads format 2"):
            use()


def test_graphs_that_came_in_another_way_can_be_asked_and_published_over(bench: RemoteBench, oxigraph: str) -> None:
    """A bulk loader leaves no inventory; the names of the graphs are enough to read them."""
    address = read_address(f"{oxigraph}/query")
    bench.build()
    whole = ng.open(bench.store).export("nq")
    for graph in ng.open(bench.store).graphs():
        assert address.data is not None
        lines = ng.open(bench.store).export("nt", graph)
        Door(address).put_graph(address.data, graph, lines)

    assert ng.open(address.query).export("nq") == whole
    assert len(bench.publish(address).sent.put) == len(ng.open(bench.store).graphs())  # type: ignore[union-attr]
    assert bench.publish(replace(address)).published is False


def test_build_in_python_opens_the_endpoint(tmp_path: Path, oxigraph: str) -> None:
    """`ng.build` to a URL keeps its shards where it is told."""
    sources = tmp_path / "referat"
    sources.mkdir()
    (sources / "2021-03-12-naeringsgruppa.md").write_text(
        "# Referat Næringsgruppa 12.03.2021\n\nTil stede:\n\n- Åse Vik, Drammen kommune\n", encoding="utf-8"
    )

    graph = ng.build(sources, store=f"{oxigraph}/query", shards=tmp_path / "shards", workers=0)

    assert graph.report is not None and graph.report.sent
    assert [each.date for each in graph.documents()] == ["2021-03-12"]
    assert (tmp_path / "shards" / "manifest.json").exists()
