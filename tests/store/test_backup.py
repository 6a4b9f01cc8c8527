"""A backup is whole whatever is built meanwhile, and a store comes back from it graph by graph (R8)."""

import os
import shutil
import threading
from pathlib import Path

import pytest

from naeringsgraf.errors import CallError, StoreError
from naeringsgraf.store.backup import back_up, restore
from naeringsgraf.store.folder import StoreFolder
from naeringsgraf.store.graph import open_store
from naeringsgraf.store.verify import verify_store
from workbench import Workbench, make_sources


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    made = Workbench(tmp_path)
    made.write(make_sources(5))
    made.build()
    return made


def read(store: Path) -> bytes:
    with open_store(store) as graph:
        return graph.export("nquads")


def list_files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_drill(bench: Workbench, tmp_path: Path) -> None:
    """Build, back up while builds run, destroy, restore: the same hash of every graph as when it was backed up."""
    stop = threading.Event()

    def keep_building() -> None:
        at = 0
        while not stop.is_set():
            bench.write({"ny.txt": f"2022-02-02 hydrogen Nytt, {at}.", "m00.txt": f"2020-01-01 batteri Nytt, {at}."})
            bench.build()
            at += 1

    builder = threading.Thread(target=keep_building)
    builder.start()
    try:
        made = [back_up(bench.store, tmp_path / f"backup{at}") for at in range(4)]
    finally:
        stop.set()
        builder.join()
    last = back_up(bench.store, tmp_path / "last")
    before = read(bench.store)
    shutil.rmtree(bench.store)

    for at, report in enumerate(made):
        back = restore(tmp_path / f"backup{at}", tmp_path / f"restored{at}")
        assert back.manifest == report.manifest
        assert verify_store(back.store, deep=True).faults == ()
    assert restore(tmp_path / "last", bench.store).manifest == last.manifest
    assert read(bench.store) == before
    assert bench.build().published is False


def test_a_backup_takes_no_room_on_the_same_disk(bench: Workbench, tmp_path: Path) -> None:
    """Shards are hard links, and stay when the store removes them."""
    report = back_up(bench.store, tmp_path / "backup")
    held = list_files(tmp_path / "backup")

    assert (report.linked, report.shards, report.documents) == (len(held) - 1, len(held) - 1, 5)
    bench.write(dict.fromkeys(make_sources(5), "2022-02-02 hydrogen Nytt."))
    bench.build()
    assert list_files(tmp_path / "backup") == held


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="needs a second file system")
def test_a_backup_on_another_disk_is_a_copy(bench: Workbench, tmp_path: Path) -> None:
    """Where no link can be made."""
    other = Path("/dev/shm") / f"naeringsgraf-{os.getpid()}"
    if other.parent.stat().st_dev == bench.store.stat().st_dev:
        pytest.skip("there is one file system only")
    try:
        assert back_up(bench.store, other).linked == 0
        restore(other, tmp_path / "restored")
    finally:
        shutil.rmtree(other, ignore_errors=True)
    assert read(tmp_path / "restored") == read(bench.store)


def test_store_and_restored_store_share_no_file(bench: Workbench, tmp_path: Path) -> None:
    """So that damage to one leaves the backup and the other whole."""
    back_up(bench.store, tmp_path / "backup")
    restore(tmp_path / "backup", tmp_path / "restored")
    for path in (tmp_path / "restored" / "shards").iterdir():
        path.write_bytes(b"x")

    assert restore(tmp_path / "backup", tmp_path / "again").documents == 5


def test_nothing_is_overwritten(bench: Workbench, tmp_path: Path) -> None:
    """Neither a store, nor one that is damaged, nor a folder of other things."""
    back_up(bench.store, tmp_path / "backup")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "ferie.jpg").write_bytes(b"x")
    (tmp_path / "fil").write_bytes(b"x")
    damaged = shutil.copytree(bench.store, tmp_path / "damaged")
    (damaged / "manifest.json").unlink()
    before = list_files(tmp_path)

    for name in ("graph.store", "damaged", "photos", "fil", "backup"):
        with pytest.raises(CallError, match=r"restored over it|is a file"):
            restore(tmp_path / "backup", tmp_path / name)
    for name in ("backup", "photos", "fil", "graph.store"):
        with pytest.raises(CallError, match="name a new folder"):
            back_up(bench.store, tmp_path / name)
    assert list_files(tmp_path) == before


@pytest.mark.parametrize("harm", ["flip", "lose", "manifest"])
def test_a_damaged_backup_is_told_before_anything_is_written(bench: Workbench, tmp_path: Path, harm: str) -> None:
    """With the file and its document."""
    back_up(bench.store, tmp_path / "backup")
    entry = StoreFolder(bench.store).read_manifest().documents["m03"]
    path = tmp_path / "backup" / "shards" / f"{entry.shard.sha256}.nq"
    if harm == "lose":
        path.unlink()
    else:
        # Written anew, since the file is the store's too.
        path = path if harm == "flip" else tmp_path / "backup" / "backup.json"
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.unlink()
        path.write_bytes(data)

    with pytest.raises(StoreError, match="take an older backup") as told:
        restore(tmp_path / "backup", tmp_path / "restored")
    assert harm == "manifest" or f"{entry.shard.sha256}.nq (m03)" in str(told.value)
    assert not (tmp_path / "restored").exists()


def test_damage_is_not_backed_up(bench: Workbench, tmp_path: Path) -> None:
    """A backup that is there is a whole one."""
    entry = StoreFolder(bench.store).read_manifest().documents["m03"]
    path = bench.store / "shards" / f"{entry.shard.sha256}.nq"
    path.write_bytes(path.read_bytes() + b"x")

    with pytest.raises(StoreError, match="the shard of m03, is missing or damaged; mend it with"):
        back_up(bench.store, tmp_path / "backup")
    with pytest.raises(CallError, match="no backup, or one that was not finished"):
        restore(tmp_path / "backup", tmp_path / "restored")


def test_a_backup_that_was_stopped_is_gone_on_with(bench: Workbench, tmp_path: Path) -> None:
    """What it has of an older manifest is removed, what is half written is written anew."""
    shards = tmp_path / "backup" / "shards"
    shards.mkdir(parents=True)
    entry = StoreFolder(bench.store).read_manifest().documents["m03"]
    (shards / f"{entry.shard.sha256}.nq").write_bytes(b"halv")
    (shards / f"{'0' * 64}.nq").write_bytes(b"gammel")

    report = back_up(bench.store, tmp_path / "backup")

    assert len(list(shards.iterdir())) == report.shards
    assert restore(tmp_path / "backup", tmp_path / "restored").documents == 5


def test_a_restore_that_was_stopped_is_gone_on_with(bench: Workbench, tmp_path: Path) -> None:
    """Where nothing but its own beginning is there."""
    back_up(bench.store, tmp_path / "backup")
    begun = tmp_path / "restored"
    with pytest.raises(StoreError, match="publishing needs"):
        restore(tmp_path / "backup", begun, spare_bytes=1 << 60)

    assert restore(tmp_path / "backup", begun).documents == 5
    assert read(begun) == read(bench.store)


def test_a_store_without_a_graph_has_nothing_to_back_up(tmp_path: Path) -> None:
    """As after a first build that was stopped; a missing store is told as everywhere."""
    empty = Workbench(tmp_path)
    empty.write({"a.txt": "tull"})
    empty.build()

    with pytest.raises(StoreError, match="nothing to back up; build it first"):
        back_up(empty.store, tmp_path / "backup")
    with pytest.raises(StoreError, match="naeringsgraf build"):
        back_up(tmp_path / "borte", tmp_path / "backup")
    assert not (tmp_path / "backup").exists()


def test_a_backup_is_not_taken_for_a_store(bench: Workbench, tmp_path: Path) -> None:
    """Building into it would spoil it."""
    back_up(bench.store, tmp_path / "backup")
    before = list_files(tmp_path / "backup")
    bench.store = tmp_path / "backup"

    with pytest.raises(StoreError, match=r"no store: it holds backup\.json"):
        bench.build()
    assert list_files(tmp_path / "backup") == before
