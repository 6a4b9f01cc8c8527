"""What was acknowledged is on disk, and is not read again, however a build ends."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from naeringsgraf.model.document import Document
from naeringsgraf.model.meeting import Meeting
from naeringsgraf.reading.files import SourceFile, find_files
from naeringsgraf.store import journal
from naeringsgraf.store.build import BuildReport, build_store
from naeringsgraf.store.graph import open_store
from naeringsgraf.store.verify import Kind, verify_store
from workbench import Workbench, make_sources


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workbench:
    monkeypatch.setattr(journal, "BATCH", 3)
    made = Workbench(tmp_path)
    made.write(make_sources(10))
    return made


class StoppedError(Exception):
    """Stands for whatever ends a build."""


def build(bench: Workbench, told: list[str], stop_after: int | None = None) -> BuildReport:
    """Build, noting what is on disk; stop at the file after so many."""
    bench.read_slugs = []

    def read(file: SourceFile) -> list[tuple[Document, Meeting]]:
        if len(bench.read_slugs) == stop_after:
            raise StoppedError
        return bench.read(file)

    return build_store(
        find_files([bench.sources]),
        bench.store,
        read=read,
        on_disk=told.extend,
        workers=0,
    )


def stop(bench: Workbench, after: int) -> list[str]:
    told: list[str] = []
    with pytest.raises(StoppedError):
        build(bench, told, stop_after=after)
    return told


def test_what_was_acknowledged_is_not_read_again(bench: Workbench) -> None:
    """A first build that stops at the eighth file has seven behind it; readers see nothing until all are there."""
    told = stop(bench, after=7)
    assert told == [f"m{at:02}.txt" for at in range(7)]

    report = build(bench, told)

    assert report.read == ("m07.txt", "m08.txt", "m09.txt")
    assert report.resumed == tuple(told[:7])
    assert sorted(told) == sorted(path.name for path in bench.sources.iterdir())
    assert not (bench.store / "journal").exists()


def test_a_resumed_build_is_the_same_as_one_in_a_piece(bench: Workbench, tmp_path: Path) -> None:
    """Manifest and shards, byte for byte."""
    other = tmp_path / "other"
    other.mkdir()
    whole = Workbench(other)
    whole.write(make_sources(10))
    whole.build()

    stop(bench, after=4)
    stop(bench, after=4)
    build(bench, [])

    assert bench.shards() == whole.shards()


def test_a_batch_is_acknowledged_after_a_while_too(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten seconds of work are never lost, however few files they were."""
    monkeypatch.setattr(journal, "SECONDS", 0.0)
    told: list[Sequence[str]] = []

    build_store(find_files([bench.sources]), bench.store, read=bench.read, on_disk=told.append, workers=0)

    assert [len(batch) for batch in told] == [1] * 10


def test_a_changed_file_is_read_again(bench: Workbench) -> None:
    """The journal knows it by its bytes."""
    stop(bench, after=7)
    bench.write({"m02.txt": "2022-02-02 hydrogen Helt nytt."})

    assert build(bench, []).read == ("m02.txt", "m07.txt", "m08.txt", "m09.txt")


def test_another_base_makes_the_journal_useless(bench: Workbench) -> None:
    """Its shards hold other names."""
    stop(bench, after=7)

    report = build_store(
        find_files([bench.sources]), bench.store, read=bench.read, base="https://eksempel.no/id/", workers=0
    )

    assert (len(report.read), report.resumed) == (10, ())
    assert verify_store(bench.store, deep=True).faults == ()


@pytest.mark.parametrize("harm", ["cut", "flip", "head"])
def test_a_damaged_journal_costs_its_damaged_lines_alone(bench: Workbench, harm: str) -> None:
    """Half of a last line, as after a full disk, or a letter in the middle; without its head it is not trusted."""
    stop(bench, after=6)
    path = bench.store / "journal"
    data = bytearray(path.read_bytes())
    if harm == "cut":
        del data[-20:]
    else:
        data[len(data) // 2 if harm == "flip" else 3] ^= 1
    path.write_bytes(data)

    report = build(bench, [])

    assert len(report.resumed) == (0 if harm == "head" else 5)
    assert report.documents == 10
    assert verify_store(bench.store, deep=True).faults == ()


def test_a_shard_that_the_journal_names_and_that_is_gone_is_made_again(bench: Workbench) -> None:
    """The journal alone is no reason to believe."""
    stop(bench, after=6)
    next(bench.store.glob("shards/*.nq")).unlink()

    assert len(build(bench, []).read) == 5
    assert verify_store(bench.store, deep=True).faults == ()


def test_a_stopped_build_is_no_damage(bench: Workbench) -> None:
    """It is told how much is read already; the next build leaves nothing over."""
    stop(bench, after=7)

    verdict = verify_store(bench.store)
    assert verdict.is_whole
    assert {fault.kind for fault in verdict.faults} == {Kind.UNFINISHED}
    assert "7 files are read already" in next(fault.message for fault in verdict.faults if fault.file == "journal")

    build(bench, [])
    assert verify_store(bench.store, deep=True).faults == ()


def test_readers_go_on_with_the_old_graph(bench: Workbench) -> None:
    """What is acknowledged is seen when it is published."""
    build(bench, [])
    bench.write({"ny.txt": "2022-02-02 hydrogen Helt nytt.", "nyere.txt": "2022-03-02 hydrogen Enda nyere."})
    stop(bench, after=1)

    with open_store(bench.store) as graph:
        assert len(graph.documents()) == 10


def test_a_change_that_is_taken_back_leaves_nothing_over(bench: Workbench) -> None:
    """The next build finds nothing to do, and still tidies up after the one that was stopped."""
    build(bench, [])
    before = bench.shards()
    bench.write({"m00.txt": "2022-02-02 hydrogen Nytt.", "ny.txt": "2022-02-02 hydrogen Helt nytt."})
    stop(bench, after=1)
    bench.write(make_sources(1))
    (bench.sources / "ny.txt").unlink()

    assert build(bench, []).published is False
    assert bench.shards() == before
    assert verify_store(bench.store).faults == ()


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux what file a handle stands for")
def test_acknowledged_means_flushed(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Shards, then their names, then the journal's line are forced to disk before anybody is told (R5, T5)."""
    order: list[str] = []
    flush = os.fsync

    def watched(handle: int) -> None:
        flush(handle)
        name = Path(f"/proc/self/fd/{handle}").readlink().name.removesuffix(".tmp")
        order.append("shard" if name.endswith(".nq") else name)

    monkeypatch.setattr(os, "fsync", watched)
    sources = find_files([bench.sources])[:3]
    build_store(sources, bench.store, read=bench.read, on_disk=lambda paths: order.append("told"), workers=0)

    told = order.index("told")
    assert order[told - 6 : told + 1] == ["shard", "shard", "shard", "shards", "journal", bench.store.name, "told"]
    published = order[told + 1 :]
    assert [name for name in published if name != "shard"] == [
        "shards",
        "manifest.json",
        bench.store.name,
        "000001.manifest.json",
        "000001.json",
        "generations",
        "current",
        bench.store.name,
    ]
