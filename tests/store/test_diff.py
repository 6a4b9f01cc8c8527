"""What differs between two builds, and why."""

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from naeringsgraf.errors import StoreError
from naeringsgraf.store.diff import Difference, diff_stores
from naeringsgraf.store.folder import StoreFolder
from naeringsgraf.store.graph import open_store
from naeringsgraf.store.manifest import Shard
from naeringsgraf.store.publish import read_shard
from workbench import Workbench, make_sources


def copy(bench: Workbench) -> Path:
    """Keep the store as it is now under another name."""
    return Path(shutil.copytree(bench.store, bench.store.with_name("before.store")))


def test_a_store_does_not_differ_from_itself(tmp_path: Path) -> None:
    """No rows, and a patch that changes nothing."""
    bench = Workbench(tmp_path)
    bench.write(make_sources(3))
    bench.build()

    found = diff_stores(bench.store, bench.store)

    assert found.differences == ()
    assert found.to_patch() == "TX .\nTC .\n"


def test_each_difference_has_its_cause(tmp_path: Path) -> None:
    """A new file, one that is gone, and one whose text changed."""
    bench = Workbench(tmp_path)
    bench.write(make_sources(3))
    bench.build()
    before = copy(bench)
    bench.write({"m01.txt": "2022-01-01 batteri Nytt.", "ny.txt": "2022-02-02 hydrogen Helt nytt."})
    (bench.sources / "m02.txt").unlink()
    bench.build()

    found = diff_stores(before, bench.store).differences

    assert Difference("minutes/ny", "Minutes", "ny", "appeared", cause="new document") in found
    assert Difference("minutes/m02", "Minutes", "m02", "vanished", cause="removed document") in found
    changed = [each for each in found if each.graph == "minutes/m01"]
    assert {each.cause for each in changed} == {"changed text"}
    assert Difference("minutes/m01", "Statement", "Nytt.", "appeared", cause="changed text") in changed


def test_another_program_is_told_from_changed_text(tmp_path: Path) -> None:
    """The same source that gave another shard was read by another program."""
    bench = Workbench(tmp_path)
    bench.write({"m.txt": "2022-01-01 batteri Nytt."})
    bench.build()
    before, folder = copy(bench), StoreFolder(bench.store)
    manifest = folder.read_manifest()
    (entry,) = manifest.documents.values()
    other = read_shard(folder, entry.shard).replace(b'"Nytt."', b'"Nytt!"')
    shard = Shard(hashlib.sha256(other).hexdigest(), entry.shard.quads, len(other))
    folder.shard_path(shard.sha256).write_bytes(other)
    folder.write_manifest(replace(manifest, documents={"m": replace(entry, shard=shard)}))

    found = diff_stores(before, bench.store).differences

    assert {(each.change, each.what, each.cause) for each in found if each.kind == "Statement"} == {
        ("appeared", "Nytt!", "program"),
        ("vanished", "Nytt.", "program"),
    }


def test_patch_makes_the_old_graph_the_new_one(tmp_path: Path) -> None:
    """What is deleted and added is exactly what differs."""
    bench = Workbench(tmp_path)
    bench.write(make_sources(3))
    bench.build()
    before = copy(bench)
    bench.write({"m01.txt": "2022-01-01 batteri Nytt."})
    bench.build()

    patch = diff_stores(before, bench.store).to_patch()

    lines = set(open_store(before).export("nq").decode("utf-8").splitlines())
    lines -= {line[2:] for line in patch.splitlines() if line.startswith("D ")}
    lines |= {line[2:] for line in patch.splitlines() if line.startswith("A ")}
    assert lines == set(open_store(bench.store).export("nq").decode("utf-8").splitlines())


def test_what_is_no_store_is_told(tmp_path: Path) -> None:
    """Old or new."""
    with pytest.raises(StoreError, match="no store"):
        diff_stores(tmp_path / "a", tmp_path / "b")
