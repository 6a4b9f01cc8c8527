"""A full disk: a clear line, the old graph whole, and the next build goes on by itself (R6, T9)."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from naeringsgraf.errors import StoreError
from naeringsgraf.reading.files import find_files
from naeringsgraf.store.backup import back_up
from naeringsgraf.store.build import BuildReport, build_store
from naeringsgraf.store.graph import open_store
from naeringsgraf.store.verify import verify_store
from workbench import Workbench, make_sources

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs a small disk, or a limit of file sizes")

_TRUST: int = -(1 << 40)
"""Room asked for beforehand: none, so that the disk really fills."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 MB in memory."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no right to mount a small disk here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def build(bench: Workbench) -> BuildReport:
    return build_store(find_files([bench.sources]), bench.store, read=bench.read, workers=0, spare_bytes=_TRUST)


def read(store: Path) -> bytes:
    with open_store(store) as graph:
        return graph.export("nquads")


def fill(disk: Path, left: int) -> Path:
    """Leave so many bytes free."""
    found = os.statvfs(disk)
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(max(0, found.f_bavail * found.f_frsize - left)))
    return ballast


@pytest.mark.parametrize("fresh", [True, False], ids=["all anew", "a small step"])
def test_whatever_stage_finds_the_disk_full(disk: Path, tmp_path: Path, fresh: bool) -> None:
    """Shards, journal, manifest and the engine's files each meet it, as more and more is left free."""
    bench = Workbench(tmp_path)
    bench.store = disk / "graph.store"
    bench.write(make_sources(40))
    build(bench)
    failed = 0
    for at, left in enumerate([0, 20_000, 80_000, 400_000, 4_000_000]):
        before = read(bench.store)
        bench.write({"ny.txt": f"2022-02-02 hydrogen Nytt, {at}."})
        if fresh:
            bench.write({f"m{number:02}.txt": f"2022-02-02 batteri Nytt, {at}." for number in range(8)})
        ballast = fill(disk, left)
        try:
            build(bench)
        except StoreError as problem:
            failed += 1
            assert "Make room or mend the disk, and build again" in str(problem)
            assert read(bench.store) == before
            assert not list(bench.store.rglob("*.tmp"))
            assert verify_store(bench.store).is_whole
        ballast.unlink()
        build(bench)
        assert verify_store(bench.store, deep=True).faults == ()
    assert failed >= 3


def test_room_is_asked_for_before_anything_is_published(disk: Path, tmp_path: Path) -> None:
    """In figures; what was read is acknowledged all the same, and not read again."""
    bench = Workbench(tmp_path)
    bench.store = disk / "graph.store"
    bench.write(make_sources(3))

    with pytest.raises(StoreError, match=r"publishing needs 2\d\d MB free, and there are \d+ MB; make room and build"):
        bench.build()

    assert build(bench).resumed == ("m00.txt", "m01.txt", "m02.txt")


def test_a_backup_that_finds_the_disk_full_is_none(disk: Path, tmp_path: Path) -> None:
    """And is gone on with when there is room."""
    bench = Workbench(tmp_path)
    bench.write(make_sources(3))
    bench.build()
    ballast = fill(disk, 1_000_000)

    with pytest.raises(StoreError, match="make room or name another folder"):
        back_up(bench.store, disk / "backup")
    assert not (disk / "backup" / "backup.json").exists()
    ballast.unlink()
    assert back_up(bench.store, disk / "backup").documents == 3


LIMITED = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from naeringsgraf.errors import StoreError
from workbench import Workbench

bench = object.__new__(Workbench)
bench.sources, bench.store = Path(sys.argv[2]) / "referat", Path(sys.argv[2]) / "graph.store"
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)
try:
    bench.build()
except StoreError as problem:
    sys.exit(str(problem))
"""


@pytest.mark.parametrize("limit", [1_000, 12_000, 60_000])
def test_a_file_that_cannot_grow(tmp_path: Path, limit: int) -> None:
    """What a quota does: the same line, in a process that has no right to mount anything."""
    bench = Workbench(tmp_path)
    bench.write(make_sources(30))
    bench.build()
    before = read(bench.store)
    bench.write({"ny.txt": "2022-02-02 hydrogen Helt nytt."})

    tests = str(Path(__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, tests, str(tmp_path), str(limit)], check=False, capture_output=True, text=True
    )

    assert done.returncode == 1
    assert "Make room or mend the disk, and build again" in done.stderr
    assert "Traceback" not in done.stderr
    assert read(bench.store) == before
    report = bench.build()
    assert (report.published, report.documents) == (True, 31)
    assert verify_store(bench.store, deep=True).faults == ()
