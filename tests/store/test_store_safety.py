"""Stops, locks, damage and strange folders: what was published stays whole, and the message says what to do."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from naeringsgraf.errors import StoreError
from naeringsgraf.store.folder import StoreFolder
from naeringsgraf.store.graph import open_store
from naeringsgraf.store.locks import lock_for_writing
from naeringsgraf.store.manifest import FORMAT, FORMAT_WRITTEN, Manifest
from naeringsgraf.store.publish import publish
from workbench import Workbench, make_sources

# A build in a process of its own, which kills itself once it has come to a stage.
KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from naeringsgraf.store import build, files, publish
from workbench import Workbench

def stop(*_):
    os.kill(os.getpid(), signal.SIGKILL)

room, name = sys.argv[3].split(".")
setattr({"build": build, "publish": publish, "files": files}[room], name, stop)
bench = object.__new__(Workbench)
bench.sources, bench.store = Path(sys.argv[2]) / "referat", Path(sys.argv[2]) / "graph.store"
bench.build()
"""

STAGES = ["build.make_shared_graphs", "build.sync_folder", "build.publish", "publish._compare", "publish.write_whole"]


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    made = Workbench(tmp_path)
    made.write(make_sources(3))
    return made


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("stage", STAGES)
def test_a_killed_build_leaves_the_published_graph_whole(bench: Workbench, stage: str) -> None:
    """Between shards, manifest and publishing: readers see the old graph, and the next build finishes and tidies up."""
    bench.build()
    with open_store(bench.store) as graph:
        before = graph.export("nquads")
    bench.write({"ny.txt": "2022-02-02 hydrogen Helt nytt."})

    tests = str(Path(__file__).parents[1])
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, tests, str(bench.sources.parent), stage], check=False, capture_output=True
    )

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    with open_store(bench.store) as graph:
        assert graph.export("nquads") == before
    assert bench.build().documents == 4
    with open_store(bench.store) as graph:
        assert len(graph.documents()) == 4
    assert not list(bench.store.rglob("*.tmp"))


def test_a_first_build_that_stops_early_can_be_repeated(bench: Workbench) -> None:
    """A lock and a half-written manifest do not make a folder strange."""
    bench.store.mkdir()
    (bench.store / "lock").write_bytes(b"1\n")
    (bench.store / "manifest.json.tmp").write_bytes(b"{")

    assert bench.build().documents == 3


def test_a_manifest_ahead_of_the_graph_means_publish_again(bench: Workbench) -> None:
    """As after a stop between the two."""
    bench.build()
    folder = StoreFolder(bench.store)
    manifest = folder.read_manifest()
    folder.write_manifest(Manifest(manifest.reader, manifest.base, {}, manifest.shared))
    folder.write_manifest(manifest)
    (bench.store / "current").write_text("000099\n")

    report = bench.build()

    assert (report.published, bench.read_slugs) == (True, [])


def test_two_builders_do_not_meet(bench: Workbench) -> None:
    """The second is told who holds the lock, and changes nothing."""
    bench.build()

    with (
        lock_for_writing(bench.store / "lock"),
        pytest.raises(StoreError, match=f"process {os.getpid()} is building this store; wait"),
    ):
        bench.build()


def test_a_reader_keeps_its_generation(bench: Workbench) -> None:
    """What is built meanwhile is seen after reopening; the old files go when the reader lets go."""
    bench.build()
    reader = open_store(bench.store)
    bench.write({"ny.txt": "2022-02-02 hydrogen Helt nytt."})
    bench.build()

    assert len(reader.documents()) == 3
    assert (bench.store / "generations" / "000001").is_dir()
    reader.close()
    (bench.sources / "ny.txt").unlink()
    bench.build()
    assert not (bench.store / "generations" / "000001").exists()


@pytest.mark.parametrize("number", [0, FORMAT_WRITTEN + 1])
def test_a_store_of_another_format_is_told_and_left_alone(bench: Workbench, number: int) -> None:
    """Older or newer: nothing in it is touched, neither by building nor by reading."""
    bench.build()
    path = bench.store / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "format": number}), "utf-8")
    before = list_files(bench.store)

    for call in (bench.build, lambda: open_store(bench.store)):
        with pytest.raises(StoreError, match=f"format {number}.*reads format {FORMAT}.*new folder"):
            call()
    assert list_files(bench.store) == before


def test_a_folder_of_other_things_is_left_alone(bench: Workbench) -> None:
    """A slip in --store must not cost anybody their files."""
    bench.store.mkdir()
    (bench.store / "ferie.jpg").write_bytes(b"x")

    for call in (bench.build, lambda: open_store(bench.store)):
        with pytest.raises(StoreError, match=r"no store: it holds ferie\.jpg"):
            call()
    assert list_files(bench.store) == {"ferie.jpg": b"x"}


def test_a_file_is_no_store(bench: Workbench) -> None:
    """The message says so."""
    bench.store.write_bytes(b"x")

    for call in (bench.build, lambda: open_store(bench.store)):
        with pytest.raises(StoreError, match="is a file, not a store"):
            call()


def test_a_missing_store_is_not_made_by_reading(bench: Workbench) -> None:
    """A typo gives a line with the next step, not an empty graph (T7)."""
    with pytest.raises(StoreError, match="naeringsgraf build"):
        open_store(bench.store)

    assert not bench.store.exists()


def test_a_store_without_a_graph_tells_how_to_make_one(bench: Workbench) -> None:
    """As after a first build in which nothing could be read."""
    bench.write(dict.fromkeys(make_sources(3), "tull"))
    report = bench.build()

    assert (report.generation, report.documents) == (None, 0)
    with pytest.raises(StoreError, match="no graph was published yet"):
        open_store(bench.store)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", f'{{"format": {FORMAT}}}', f'{{"format": {FORMAT}, "documents": 3}}']
)
def test_a_damaged_manifest_is_told(bench: Workbench, content: str) -> None:
    """With the file and what to do."""
    bench.build()
    (bench.store / "manifest.json").write_text(content, "ascii")

    with pytest.raises(StoreError, match=r"manifest\.json is damaged .* build the store"):
        open_store(bench.store)


def test_a_letter_of_the_manifest_that_flipped_is_told(bench: Workbench) -> None:
    """It can still be read, but would tell of a document that nobody wrote, or of a person who was not there."""
    bench.build()
    path = bench.store / "manifest.json"
    path.write_bytes(path.read_bytes().replace(b'"m01"', b'"m91"'))

    for call in (bench.build, lambda: open_store(bench.store)):
        with pytest.raises(StoreError, match=r"manifest\.json is damaged .* naeringsgraf verify --repair"):
            call()


def test_a_damaged_shard_is_not_published(bench: Workbench) -> None:
    """Its bytes must be those its name says; the graph that is there stays."""
    bench.build()
    shard = StoreFolder(bench.store).read_manifest().documents["m01"].shard.sha256
    path = bench.store / "shards" / f"{shard}.nq"
    path.write_bytes(path.read_bytes()[:-20])
    bench.write({"ny.txt": "2022-02-02 hydrogen Helt nytt."})

    with pytest.raises(StoreError, match=r"\.nq is missing or damaged; mend it with: naeringsgraf verify --repair"):
        bench.build()

    with open_store(bench.store) as graph:
        assert len(graph.documents()) == 3
    path.unlink()
    assert bench.build().documents == 4


def test_a_damaged_generation_is_told_and_made_anew(bench: Workbench) -> None:
    """The line names the file and the way to mend it; without its folder, building publishes again from the shards."""
    bench.build()
    files = bench.store / "generations" / "000001"
    for path in files.glob("*"):
        path.write_bytes(b"")

    with pytest.raises(StoreError, match=r"000001/\S+ is 0 bytes long instead of \d+; mend it with: .*--repair"):
        open_store(bench.store)

    for path in files.glob("*"):
        path.unlink()
    files.rmdir()
    assert (bench.build().published, bench.read_slugs) == (True, [])
    with open_store(bench.store) as graph:
        assert len(graph.documents()) == 3


def test_a_graph_that_came_in_short_is_not_published(bench: Workbench) -> None:
    """Counts of the engine are held against the manifest before anybody sees them."""
    bench.build()
    folder = StoreFolder(bench.store)
    manifest = folder.read_manifest()
    entry = manifest.documents["m01"]
    longer = replace(entry, shard=replace(entry.shard, quads=entry.shard.quads + 1))
    lying = replace(manifest, documents={**manifest.documents, "m01": longer})

    with pytest.raises(StoreError, match="was not taken in whole"):
        publish(folder, manifest, lying)

    with open_store(bench.store) as graph:
        assert len(graph.documents()) == 3


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_leave_to_write_is_told(bench: Workbench) -> None:
    """One line, no traceback."""
    bench.store.mkdir()
    bench.store.chmod(0o500)

    with pytest.raises(StoreError, match="cannot be written"):
        bench.build()


READ_ONLY = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from naeringsgraf.errors import StoreError
from naeringsgraf.store.graph import open_store
from naeringsgraf.store.intake import prepare
from naeringsgraf.store.verify import verify_store
from workbench import Workbench

bench = object.__new__(Workbench)
bench.sources, bench.store = Path(sys.argv[2]) / "referat", Path(sys.argv[2]) / "graph.store"


def look():
    with open_store(bench.store) as graph:
        return len(graph.documents()), verify_store(bench.store, deep=True).is_whole


# Once as root, so that whatever Python loads late is there.
prepare()
look()
os.setuid(65534)
print(*look())
try:
    bench.build()
except StoreError as problem:
    print(problem)
"""


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root may become somebody else")
def test_somebody_without_leave_to_write_can_read() -> None:
    """A store of another user, or on a disk that is mounted read-only: asked and verified, and not built into."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        bench = Workbench(Path(name))
        bench.write(make_sources(3))
        bench.build()
        before = list_files(bench.store)
        bench.write({"ny.txt": "2022-02-02 hydrogen Helt nytt."})
        tests = str(Path(__file__).parents[1])

        done = subprocess.run(
            [sys.executable, "-B", "-c", READ_ONLY, tests, name],
            check=False,
            capture_output=True,
            text=True,
        )

        assert done.returncode == 0, done.stderr
        told = done.stdout.splitlines()
        assert told[0] == "3 True"
        assert "cannot be written" in told[1]
        assert "what was published before is untouched" in told[1]
        assert list_files(bench.store) == before


def list_files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
