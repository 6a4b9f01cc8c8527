"""Traps of the engine that concern the store, by their numbers; what it does by itself, and that we are not caught.

T8 stands in test_verify.py, T9 in test_full_disk.py.
"""

import hashlib
import os
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Store

from naeringsgraf.errors import StoreError
from naeringsgraf.store.backup import back_up
from naeringsgraf.store.folder import StoreFolder
from naeringsgraf.store.graph import open_store
from naeringsgraf.store.manifest import Manifest
from naeringsgraf.store.publish import count_graphs, publish
from naeringsgraf.store.repair import repair_store
from naeringsgraf.store.verify import verify_store
from workbench import Workbench, make_sources


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    made = Workbench(tmp_path)
    made.write(make_sources(30))
    made.build()
    return made


def test_t5_a_generation_needs_no_log(bench: Workbench) -> None:
    """What the engine has not flushed lies in its log alone; ours holds everything without one, after a step too."""
    for text in ("Nytt.", "Nyere."):
        bench.write({"ny.txt": f"2022-02-02 hydrogen {text}"})
        bench.build()
    folder = StoreFolder(bench.store)
    current = folder.find_current()
    assert current is not None and current.steps == 2
    copy = shutil.copytree(current.path, bench.store.parent / "copy")
    for path in copy.glob("*.log"):
        path.unlink()

    manifest = folder.read_manifest()
    counts = count_graphs(Store.read_only(str(copy)))
    assert sorted(counts.values()) == sorted(shard.quads for shard in manifest.shards().values())


def test_t6_a_step_after_a_step_loses_nothing(bench: Workbench) -> None:
    """A backup leaves out what is still in the log, so a generation is flushed before anything is copied from it."""
    for at in range(4):
        bench.write({f"ny{at}.txt": f"2022-02-0{at + 1} hydrogen Nytt, {at}."})
        bench.build()

    assert verify_store(bench.store, deep=True).faults == ()
    with open_store(bench.store) as graph:
        assert len(graph.documents()) == 34


def test_t7_looking_makes_nothing(tmp_path: Path) -> None:
    """The engine makes an empty store of a typo when it opens for writing."""
    for look in (open_store, verify_store, repair_store, lambda path: back_up(path, tmp_path / "backup")):
        with pytest.raises(StoreError, match="no store"):
            look(tmp_path / "borte")

    assert list(tmp_path.iterdir()) == []


def test_t7_readers_and_the_writer_have_no_folder_in_common(bench: Workbench) -> None:
    """A generation that was published is never opened for writing: not a byte of it changes in later builds."""
    with open_store(bench.store) as reader:
        first = bench.store / "generations" / "000001"
        before = {path.name: path.read_bytes() for path in first.iterdir()}
        for text in ("Nytt.", "Nyere."):
            bench.write({"ny.txt": f"2022-02-02 hydrogen {text}"})
            bench.build()

        assert {path.name: path.read_bytes() for path in first.iterdir()} == before
        assert len(reader.documents()) == 30


@pytest.mark.parametrize("at", range(4))
def test_t8_a_byte_that_decayed_is_not_hidden_by_a_step(bench: Workbench, at: int) -> None:
    """A step does not hash what it starts from, so damage that no clock tells of may go on into the next generation.

    There it is still told and mended; where the engine meets it, the step is given up and all shards are loaded.
    """
    current = StoreFolder(bench.store).find_current()
    assert current is not None
    path = sorted(current.path.glob("*.sst"), key=lambda file: file.stat().st_size)[-1 - at]
    before, data = path.stat(), bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    bench.write({"ny.txt": "2022-02-02 hydrogen Nytt."})

    bench.build()

    stepped = StoreFolder(bench.store).find_current()
    assert stepped is not None and stepped.number == 2
    damage = [fault.file for fault in verify_store(bench.store).faults if fault.is_damage]
    assert damage == ([f"generations/000002/{path.name}"] if (stepped.path / path.name).exists() else [])
    assert repair_store(bench.store).verdict.is_whole


def test_shards_may_be_loaded_in_any_portions(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine holds in memory what it loads at once; the graph is the same however little that is."""
    folder = StoreFolder(bench.store)
    with open_store(bench.store) as graph:
        whole = graph.export("nquads")
    monkeypatch.setattr("naeringsgraf.store.publish._LOAD_BYTES", 5_000)

    publish(folder, Manifest(), folder.read_manifest())

    with open_store(bench.store) as graph:
        assert graph.export("nquads") == whole


def test_t10_a_fresh_generation_holds_no_word_of_what_was_removed(bench: Workbench) -> None:
    """The engine keeps removed names in its tables, so a step does; one made from the shards has never seen them."""
    word = b"Wxqzjkvbnm"
    bench.write({"ny.txt": f"2022-02-02 hydrogen {word.decode()} er her."})
    bench.build()
    (bench.sources / "ny.txt").unlink()
    bench.build()
    folder = StoreFolder(bench.store)
    stepped = folder.find_current()
    assert stepped is not None and stepped.steps == 2
    assert holds(stepped.path, word)

    fresh = publish(folder, Manifest(), folder.read_manifest())

    assert not holds(fresh.path, word)
    assert not holds(folder.shards, word)


def holds(folder: Path, word: bytes) -> bool:
    """Tell whether a word stands in any file."""
    return any(word in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_t11_a_literal_that_the_engine_writes_anew_is_told(bench: Workbench) -> None:
    """Ours are written as the engine has them; a shard with another form of a number would not be what is held."""
    folder = StoreFolder(bench.store)
    assert verify_store(bench.store, deep=True).faults == ()
    manifest = folder.read_manifest()
    entry = manifest.documents["m01"]
    lines = folder.shard_path(entry.shard.sha256).read_bytes().splitlines(keepends=True)
    at = next(at for at, line in enumerate(lines) if line.endswith(b"#integer> <" + line.rpartition(b" <")[2]))
    lines[at] = re.sub(rb'"(\d+)"\^\^', rb'"0\1"^^', lines[at])
    data = b"".join(lines)
    shard = replace(entry.shard, sha256=hashlib.sha256(data).hexdigest(), bytes=len(data))
    folder.shard_path(shard.sha256).write_bytes(data)
    other = replace(manifest, documents={**manifest.documents, "m01": replace(entry, shard=shard)})
    folder.write_manifest(other)
    publish(folder, Manifest(), other)

    assert verify_store(bench.store).is_whole
    told = [(fault.document, fault.message) for fault in verify_store(bench.store, deep=True).faults if fault.is_damage]
    assert [document for document, _ in told] == ["m01"]
    assert told[0][1].startswith("what it holds of m01 is not what its shard says")
