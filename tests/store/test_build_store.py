"""Builds: only what changed is read and replaced, bad files cost nothing else, same input gives same bytes."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from naeringsgraf.errors import CallError, StoreError
from naeringsgraf.reading.files import find_files
from naeringsgraf.store.build import build_store
from naeringsgraf.store.fingerprint import Fingerprint
from naeringsgraf.store.folder import StoreFolder
from naeringsgraf.store.graph import Graph, open_store
from naeringsgraf.store.manifest import Manifest
from workbench import Workbench, make_sources

THREE = {
    "a.txt": "2021-01-05 stromnett Nettet er fullt.",
    "b.txt": "2021-02-05 batteri Batterier hjelper.",
    "c.txt": "2021-03-05 stromnett Vi venter.",
}


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    made = Workbench(tmp_path)
    made.write(THREE)
    return made


def read_graphs(graph: Graph) -> dict[str, bytes]:
    return {name: graph.export("nquads", name) for name in graph.graphs()}


def test_first_build_tells_what_it_made(bench: Workbench) -> None:
    """Counts of documents, turns, themes and quads; all of them added."""
    report = bench.build()

    assert (report.published, report.generation, report.documents) == (True, 1, 3)
    assert (report.added, report.changed, report.removed, report.unchanged) == (("a", "b", "c"), (), (), ())
    assert (report.turns, report.statements, report.themes, report.unread, report.ambiguous) == (3, 3, 2, 0, 0)
    with open_store(bench.store) as graph:
        assert len(graph) == report.quads


def test_building_again_changes_nothing_and_says_so(bench: Workbench) -> None:
    """No file is read, no generation made, no byte moved."""
    bench.build()
    before = bench.shards()

    report = bench.build()

    assert (report.published, report.generation, report.unchanged) == (False, 1, ("a", "b", "c"))
    assert bench.read_slugs == []
    assert bench.shards() == before


@pytest.mark.parametrize("count", [3, 30])
def test_a_change_touches_its_own_graph_only(tmp_path: Path, count: int) -> None:
    """Changed, added and removed files: the others are not read and keep their graphs; fresh or by a small step.

    Who is who is found anew from all documents, in a graph of its own.
    """
    bench = Workbench(tmp_path)
    bench.write(make_sources(count))
    bench.build()
    with open_store(bench.store) as graph:
        before = read_graphs(graph)

    bench.write({"m01.txt": "2022-01-01 batteri Nytt.", "ny.txt": "2022-02-02 hydrogen Helt nytt."})
    (bench.sources / "m02.txt").unlink()
    report = bench.build()

    assert (report.added, report.changed, report.removed) == (("ny",), ("m01",), ("m02",))
    assert sorted(bench.read_slugs) == ["m01", "ny"]
    with open_store(bench.store) as graph:
        after = read_graphs(graph)
    changed = {name.rpartition("/")[2] for name in {*before, *after} if before.get(name) != after.get(name)}
    assert changed == {"m01", "m02", "ny", "identities"}


def test_a_small_step_equals_a_fresh_build(tmp_path: Path) -> None:
    """A generation changed in place holds what one made from all shards holds, and the shards are the same bytes."""
    stepped, fresh = Workbench(make_folder(tmp_path / "1")), Workbench(make_folder(tmp_path / "2"))
    stepped.write(make_sources(30))
    stepped.build()
    for bench in (stepped, fresh):
        bench.write({**make_sources(30), "m07.txt": "2023-05-05 batteri Batterier."})
        bench.build()

    assert read_steps(stepped) == 1
    assert read_steps(fresh) == 0
    assert stepped.shards() == fresh.shards()
    with open_store(stepped.store) as one, open_store(fresh.store) as other:
        assert one.export("nquads") == other.export("nquads")


def test_two_builds_from_the_same_files_are_the_same_bytes(tmp_path: Path) -> None:
    """Whatever the folders are called and in which order files are given; nothing in the manifest tells the time."""
    one, other = Workbench(make_folder(tmp_path / "here")), Workbench(make_folder(tmp_path / "there"))
    one.write(THREE)
    one.build()
    other.write(dict(reversed(THREE.items())))
    build_store(list(reversed(find_files([other.sources]))), other.store, read=other.read, workers=0)

    assert one.shards() == other.shards()


def test_a_dump_of_the_store_is_its_shards(bench: Workbench) -> None:
    """The engine keeps every literal as it was written (T11)."""
    bench.build()
    shards = b"".join(data for name, data in bench.shards().items() if name.endswith(".nq"))

    with open_store(bench.store) as graph:
        assert graph.export("nquads") == b"".join(sorted(shards.splitlines(keepends=True)))


def test_a_file_that_is_no_minutes_is_rejected_and_the_others_built(bench: Workbench) -> None:
    """One line with file, place and next step."""
    bench.write({"d.txt": "bare tull"})

    report = bench.build()

    assert report.documents == 3
    assert [(each.path, each.message) for each in report.rejected] == [
        ("d.txt", "d.txt, line 1: no minutes; begin with a day")
    ]


def test_a_document_that_breaks_is_gone_and_it_is_said(bench: Workbench) -> None:
    """Its graph no longer follows from any file."""
    bench.build()
    bench.write({"b.txt": "ødelagt"})

    report = bench.build()

    assert report.removed == ("b",)
    assert report.rejected[0].message.endswith("What was read from it before is no longer in the graph.")
    with open_store(bench.store) as graph:
        assert [document.source for document in graph.documents()] == ["a.txt", "c.txt"]


def test_nothing_readable_leaves_the_store_as_it_was(bench: Workbench) -> None:
    """A folder full of rubbish does not empty the graph."""
    bench.build()
    before = bench.shards()
    bench.write(dict.fromkeys(THREE, "tull"))

    report = bench.build()

    assert (report.published, report.generation, len(report.rejected)) == (False, 1, 3)
    assert report.documents == 3
    assert bench.shards() == before


def test_files_of_one_name_in_two_folders_are_two_documents(bench: Workbench) -> None:
    """The one in the deeper folder carries its folder's name."""
    bench.write({"arkiv/A.txt": "2020-01-01 hydrogen Gammelt."})

    report = bench.build()

    assert report.added == ("a", "arkiv-a", "b", "c")
    assert (report.rejected, bench.build().unchanged) == ((), ("a", "arkiv-a", "b", "c"))


def test_a_name_that_is_free_again_is_taken_back(bench: Workbench) -> None:
    """A store that was built step by step equals one that was built at once."""
    bench.write({"arkiv/A.txt": "2020-01-01 hydrogen Gammelt."})
    bench.build()
    (bench.sources / "a.txt").unlink()

    report = bench.build()

    assert (report.added, report.removed, report.unchanged) == ((), ("arkiv-a",), ("b", "c"))
    assert report.changed == ("a",)


def test_of_two_files_that_nothing_tells_apart_the_second_is_rejected(bench: Workbench, tmp_path: Path) -> None:
    """Both are named, and what to do."""
    (tmp_path / "x" / "referat").mkdir(parents=True)
    (tmp_path / "x" / "referat" / "a.txt").write_text("2020-01-01 hydrogen Gammelt.", encoding="utf-8")
    files = find_files([bench.sources, tmp_path / "x" / "referat"])

    report = build_store(files, bench.store, read=bench.read, workers=0)

    names = sorted([str(bench.sources / "a.txt"), str(tmp_path / "x" / "referat" / "a.txt")])
    assert len(report.rejected) == 1
    assert all(name in report.rejected[0].message for name in names)
    assert '"referat-a"' in report.rejected[0].message and "rename one" in report.rejected[0].message
    assert report.documents == 3


def test_copies_are_told(bench: Workbench) -> None:
    """The same bytes under several names count as several meetings, so somebody should know."""
    bench.write({"arkiv/a-kopi.txt": THREE["a.txt"]})

    assert bench.build().copies == (("a.txt", "arkiv/a-kopi.txt"),)


def test_another_base_writes_every_graph_anew(bench: Workbench) -> None:
    """No name of the old base is left."""
    bench.build()

    report = build_store(
        find_files([bench.sources]), bench.store, read=bench.read, workers=0, base="https://data.example.org/"
    )

    assert report.changed == ("a", "b", "c")
    with open_store(bench.store) as graph:
        assert b"w3id.org/naeringsgraf/id/" not in graph.export("nquads")
        assert len(graph.query("SELECT ?t { ?t ng:raises theme:batteri ; a ng:Contribution }")) == 1


def test_a_base_that_cannot_carry_names_makes_no_store(bench: Workbench) -> None:
    """It is refused before anything is written."""
    with pytest.raises(CallError, match="base"):
        build_store(find_files([bench.sources]), bench.store, read=bench.read, workers=0, base="nowhere")

    assert not bench.store.exists()


def test_a_moved_source_is_read_again(bench: Workbench) -> None:
    """Its path stands in the graph."""
    bench.build()
    (bench.sources / "arkiv").mkdir()
    shutil.move(bench.sources / "c.txt", bench.sources / "arkiv" / "c.txt")

    report = bench.build()

    assert (report.changed, report.unchanged) == (("c",), ("a", "b"))
    with open_store(bench.store) as graph:
        assert "arkiv/c.txt" in [document.source for document in graph.documents()]


def test_a_changed_program_reads_everything_again(bench: Workbench) -> None:
    """What another version read is not trusted."""
    bench.build()
    folder = StoreFolder(bench.store)
    folder.write_manifest(replace(folder.read_manifest(), reader=Fingerprint("older", "")))

    report = bench.build()

    assert bench.read_slugs == ["a", "b", "c"]
    assert report.unchanged == ("a", "b", "c")


def test_progress_is_told_file_by_file(bench: Workbench) -> None:
    """How many are done, of how many, and which was the last."""
    told: list[tuple[int, int, str]] = []

    build_store(
        find_files([bench.sources]), bench.store, read=bench.read, workers=0, progress=lambda *said: told.append(said)
    )

    assert told == [(1, 3, "a.txt"), (2, 3, "b.txt"), (3, 3, "c.txt")]


def test_too_little_room_is_told_in_figures_and_nothing_is_lost(bench: Workbench) -> None:
    """The message names what is needed and what there is; the next build goes on by itself."""
    bench.build()
    bench.write({"d.txt": "2021-04-05 hydrogen Rør."})

    with pytest.raises(StoreError, match=r"needs [\d,]+ MB free, and there are [\d,]+ MB"):
        bench.build(spare_bytes=10**18)

    with open_store(bench.store) as graph:
        assert len(graph.documents()) == 3
    assert (bench.build().documents, bench.read_slugs) == (4, [])
    with open_store(bench.store) as graph:
        assert len(graph.documents()) == 4


def test_old_generations_and_shards_are_removed(bench: Workbench) -> None:
    """One generation is left when nobody reads an older one, and no shard but those named."""
    bench.build()
    bench.write({"a.txt": "2021-01-05 hydrogen Rør."})
    bench.build()

    assert sorted(path.name for path in (bench.store / "generations").iterdir()) == [
        "000002",
        "000002.json",
        "000002.manifest.json",
    ]
    named = {shard.sha256 for shard in StoreFolder(bench.store).read_manifest().shards().values()}
    assert {path.stem for path in bench.store.glob("shards/*")} == named


def test_the_manifest_is_read_back(bench: Workbench) -> None:
    """Writing it again gives the same bytes."""
    bench.build()
    manifest = StoreFolder(bench.store).read_manifest()

    assert isinstance(manifest, Manifest)
    data = (bench.store / "manifest.json").read_bytes()
    assert b"".join(manifest.write()) == data
    assert json.loads(data)["sum"] == manifest.sum == replace(manifest).sum
    assert str(bench.store.parent) not in data.decode("utf-8")


def read_steps(bench: Workbench) -> int:
    current = StoreFolder(bench.store).find_current()
    assert current is not None
    return current.steps


def make_folder(path: Path) -> Path:
    path.mkdir()
    return path
