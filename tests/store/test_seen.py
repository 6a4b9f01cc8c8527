"""Files that nobody touched are known without being read; whatever was touched is read."""

import json
import os
import shutil
from pathlib import Path

import pytest

from naeringsgraf.store import seen
from naeringsgraf.store.folder import StoreFolder
from workbench import Workbench

TEXTS = {"a.txt": "2021-01-05 stromnett Nettet er fullt.", "b.txt": "2021-02-05 batteri Batterier hjelper."}


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workbench:
    """Files count as settled at once, so that no test needs to wait."""
    monkeypatch.setattr(seen, "TICK", 0)
    made = Workbench(tmp_path)
    made.write(TEXTS)
    made.build()
    return made


def read_seen(bench: Workbench) -> list[list[str]]:
    return [json.loads(line) for line in StoreFolder(bench.store).seen.read_text("ascii").splitlines()]


def test_what_is_noted_is_believed(bench: Workbench) -> None:
    """A file whose noted hash is not that of its document is read again; the other one is not."""
    noted = read_seen(bench)
    document = StoreFolder(bench.store).read_manifest().documents["a"]
    lines = [[*line[:2], "0" * 64] if line[2] == document.source_sha256 else line for line in noted]
    StoreFolder(bench.store).seen.write_text("".join(json.dumps(line) + "\n" for line in lines), "ascii")

    bench.build()

    assert len(noted) == 2
    assert bench.read_slugs == ["a"]
    assert read_seen(bench) == noted


def test_a_file_set_back_in_time_is_read(bench: Workbench) -> None:
    """Another text of the same length, under the time of the first: the disk's own time tells them apart."""
    path = bench.sources / "a.txt"
    before = path.stat()
    path.write_text(TEXTS["a.txt"].replace("fullt", "ledig"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert bench.build().changed == ("a",)


def test_another_file_in_its_place_is_read(bench: Workbench) -> None:
    """As programs write that put a new file in place of the old one."""
    path = bench.sources / "a.txt"
    other = shutil.copy2(path, bench.sources / "a.tmp")
    Path(other).write_text(TEXTS["a.txt"].replace("fullt", "ledig"), "utf-8")
    shutil.copystat(path, other)
    Path(other).replace(path)

    assert bench.build().changed == ("a",)


@pytest.mark.parametrize("content", [None, b"", b"tull\n", b"[1, 2]\n", b"\xff\n", b"[[], 1, 2]\n"])
def test_without_notes_nothing_is_lost(bench: Workbench, content: bytes | None) -> None:
    """Lost or damaged notes are made anew; no document is read again, since its hash tells that it is the same."""
    path = StoreFolder(bench.store).seen
    before = path.read_bytes()
    path.unlink() if content is None else path.write_bytes(content)

    report = bench.build()

    assert (report.published, bench.read_slugs) == (False, [])
    assert path.read_bytes() == before


def test_a_file_that_was_just_written_is_not_noted(tmp_path: Path) -> None:
    """It may be written once more before the clock of its disk goes on."""
    bench = Workbench(tmp_path)
    bench.write(TEXTS)

    bench.build()

    assert not StoreFolder(bench.store).seen.exists()
