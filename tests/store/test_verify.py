"""Damage of every kind is named or harmless, and mended from what is whole (R7, T8)."""

import os
import random
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from naeringsgraf.errors import StoreError
from naeringsgraf.reading.files import find_files
from naeringsgraf.store.folder import StoreFolder
from naeringsgraf.store.graph import open_store
from naeringsgraf.store.repair import repair_store
from naeringsgraf.store.verify import Kind, verify_store
from workbench import Workbench, make_sources

Harm = Callable[[Path, random.Random], None]
"""Damages something below a store."""


def first(store: Path, pattern: str) -> Path:
    """Give the largest file of a pattern, the first of those by name."""
    return max(sorted(store.glob(pattern)), key=lambda path: path.stat().st_size)


def flip(pattern: str, count: int = 1) -> Harm:
    def harm(store: Path, chance: random.Random) -> None:
        path = first(store, pattern)
        data = bytearray(path.read_bytes())
        for _ in range(count):
            data[chance.randrange(len(data))] ^= 0xFF
        path.write_bytes(data)

    return harm


def cut(pattern: str, share: float) -> Harm:
    def harm(store: Path, chance: random.Random) -> None:
        path = first(store, pattern)
        os.truncate(path, int(path.stat().st_size * share))

    return harm


def drop(pattern: str) -> Harm:
    def harm(store: Path, chance: random.Random) -> None:
        for path in sorted(store.glob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    return harm


def write(name: str, data: bytes) -> Harm:
    def harm(store: Path, chance: random.Random) -> None:
        (store / name).write_bytes(data)

    return harm


def lock_out(store: Path, chance: random.Random) -> None:
    (store / "generations/000001/LOCK").chmod(0o444)


def swap_shards(store: Path, chance: random.Random) -> None:
    """Both files are whole, each under the name of the other."""
    folder = StoreFolder(store)
    documents = folder.read_manifest().documents
    one, other = (folder.shard_path(documents[slug].shard.sha256) for slug in ("m01", "m02"))
    kept = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(kept)


TABLES = "generations/000001/*.sst"

DAMAGE: dict[str, tuple[Harm, str]] = {
    **{f"a byte of the largest table, {at}": (flip(TABLES), "generations/000001/") for at in range(4)},
    "many bytes of the largest table": (flip(TABLES, 200), "generations/000001/"),
    "the largest table cut to a half": (cut(TABLES, 0.5), "generations/000001/"),
    "the largest table cut to nothing": (cut(TABLES, 0), "generations/000001/"),
    "every table gone": (drop(TABLES), "generations/000001/"),
    "a byte of the log": (flip("generations/000001/*.log"), "generations/000001/"),
    "the log cut": (cut("generations/000001/*.log", 0.5), "generations/000001/"),
    "the log gone": (drop("generations/000001/*.log"), "generations/000001/"),
    "the engine's CURRENT gone": (drop("generations/000001/CURRENT"), "generations/000001/CURRENT"),
    "the engine's MANIFEST gone": (drop("generations/000001/MANIFEST-*"), "generations/000001/MANIFEST"),
    "a byte of the engine's MANIFEST": (flip("generations/000001/MANIFEST-*"), "generations/000001/MANIFEST"),
    "the engine's OPTIONS gone": (drop("generations/000001/OPTIONS-*"), "generations/000001/OPTIONS"),
    "the engine's IDENTITY gone": (drop("generations/000001/IDENTITY"), "generations/000001/IDENTITY"),
    "an emptied generation": (drop("generations/000001/*"), "generations/000001/"),
    "a generation gone": (drop("generations/000001"), "generations/000001"),
    "every generation gone": (drop("generations"), "generations/000001"),
    "a generation's facts gone": (drop("generations/000001.json"), "generations/000001.json"),
    "a generation's facts cut": (cut("generations/000001.json", 0.5), "generations/000001.json"),
    "a manifest's copy gone": (drop("generations/*.manifest.json"), "generations/000001.manifest.json"),
    "a byte of a manifest's copy": (flip("generations/*.manifest.json"), "generations/000001.manifest.json"),
    "current gone": (drop("current"), "current"),
    "current emptied": (write("current", b""), "current"),
    "current full of zeros": (write("current", bytes(7)), "current"),
    "current names another": (write("current", b"000007\n"), "generations/000007"),
    "the manifest gone": (drop("manifest.json"), "manifest.json"),
    "the manifest cut": (cut("manifest.json", 0.5), "manifest.json"),
    **{f"a byte of the manifest, {at}": (flip("manifest.json"), "manifest.json") for at in range(3)},
    "a byte of a shard": (flip("shards/*.nq"), "shards/"),
    "a shard cut": (cut("shards/*.nq", 0.5), "shards/"),
    "a shard emptied": (cut("shards/*.nq", 0), "shards/"),
    "every shard gone": (drop("shards/*.nq"), "shards/"),
    "the folder of shards gone": (drop("shards"), "shards/"),
    "two shards under each other's name": (swap_shards, "shards/"),
}
"""What is done → the beginning of the file that must be named."""

HARMLESS: dict[str, Harm] = {
    "a stray file in the graph": write("generations/000001/notes.txt", b"x"),
    "a stray shard": write("shards/notes.txt", b"x"),
    "the lock gone": drop("lock"),
    "the engine's LOCK without the right to write": lock_out,
    "a journal of nonsense": write("journal", b"tull\n\x00"),
    "a half-written manifest": write("manifest.json.tmp", b"{"),
}


@dataclass(frozen=True)
class Whole:
    """A store before it is damaged, and what it holds."""

    path: Path
    nquads: bytes


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    bench = Workbench(tmp_path_factory.mktemp("whole"))
    bench.write(make_sources(5))
    bench.build()
    return Whole(bench.store, read(bench.store))


@pytest.fixture
def store(whole: Whole, tmp_path: Path) -> Path:
    return shutil.copytree(whole.path, tmp_path / "graph.store")


def read(store: Path) -> bytes:
    with open_store(store) as graph:
        return graph.export("nquads")


def damage(store: Path, harm: Harm, name: str) -> None:
    harm(store, random.Random(name))


def test_a_store_that_was_built_is_whole(whole: Whole) -> None:
    """It says what was looked at, and changes nothing."""
    before = {path: path.read_bytes() for path in whole.path.rglob("*") if path.is_file()}

    for deep in (False, True):
        verdict = verify_store(whole.path, deep=deep)
        assert (verdict.is_whole, verdict.faults, verdict.documents, verdict.generation) == (True, (), 5, 1)
    assert {path: path.read_bytes() for path in whole.path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_named_and_mended(whole: Whole, store: Path, name: str) -> None:
    """The file stands in the line, with what to do; afterwards the store holds what it held."""
    harm, file = DAMAGE[name]
    damage(store, harm, name)

    told = [fault for fault in verify_store(store, deep=True).faults if fault.is_damage]
    assert any(fault.file.startswith(file) for fault in told), told
    assert all("naeringsgraf verify --repair" in fault.message for fault in told)

    repair = repair_store(store)
    assert (repair.verdict.is_whole, repair.verdict.faults) == (True, ())
    assert repair.done
    assert read(store) == whole.nquads


@pytest.mark.parametrize("name", HARMLESS)
def test_what_does_no_harm_is_no_damage(whole: Whole, store: Path, name: str) -> None:
    """The graph is what it was; what does not belong there is told at most."""
    damage(store, HARMLESS[name], name)

    assert verify_store(store, deep=True).is_whole
    assert read(store) == whole.nquads


@pytest.mark.parametrize("at", range(12))
def test_every_table_is_read(store: Path, at: int) -> None:
    """A byte in an index that few queries use is found too; the engine itself may never come back from asking."""
    chance = random.Random(at)
    path = chance.choice(sorted(store.glob(TABLES)))
    flip(path.relative_to(store).as_posix())(store, chance)

    faults = [fault.file for fault in verify_store(store).faults]
    assert path.relative_to(store).as_posix() in faults


def test_a_shard_is_named_with_its_document(store: Path) -> None:
    """A clerk knows documents, not hashes."""
    folder = StoreFolder(store)
    path = folder.shard_path(folder.read_manifest().documents["m03"].shard.sha256)
    path.write_bytes(path.read_bytes() + b"x")

    fault = verify_store(store).faults[0]
    assert (fault.kind, fault.file, fault.document) == (Kind.DAMAGED, f"shards/{path.name}", "m03")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    made = Workbench(tmp_path)
    made.write({"a.md": MINUTES.format(place="Drammen"), "b.md": MINUTES.format(place="Kongsberg")})
    build(made)
    yield made


MINUTES = """\
# Referat Næringsgruppa 12.03.2021

Til stede:

- Åse Vik, {place} kommune

## Sak 1 Runde rundt bordet

Åse Vik, {place}: Det er for lite kapasitet i strømnettet.
"""


def build(bench: Workbench) -> None:
    from naeringsgraf.store.build import build_store

    build_store(find_files([bench.sources]), bench.store, workers=0)


def lose_a_and_the_graph(bench: Workbench) -> Path:
    """Remove the shard of a.md and the generation it could be had back from."""
    folder = StoreFolder(bench.store)
    path = folder.shard_path(folder.read_manifest().documents["a"].shard.sha256)
    path.unlink()
    shutil.rmtree(folder.generation_path(1))
    return path


def test_a_lost_shard_is_read_again_from_its_source(bench: Workbench) -> None:
    """Where the source is still there, with the same bytes."""
    before = read(bench.store)
    lose_a_and_the_graph(bench)

    repair = repair_store(bench.store, find_files([bench.sources]), workers=0)

    assert repair.verdict.is_whole
    assert repair.done[0] == "a: its shard is put back from its source"
    assert read(bench.store) == before


def test_a_shard_whose_source_is_gone_is_named_with_the_next_step(bench: Workbench) -> None:
    """Nothing is made up, and nothing else is lost: building again with what there is goes on."""
    path = lose_a_and_the_graph(bench)
    (bench.sources / "a.md").write_text(MINUTES.format(place="Lier"), "utf-8")

    without = repair_store(bench.store).verdict
    assert [fault.message for fault in without.faults if fault.document == "a"] == [
        "the shard of a: its source was a.md; name the folder of the minutes with --source"
    ]
    given = repair_store(bench.store, find_files([bench.sources]), workers=0).verdict
    told = next(fault for fault in given.faults if fault.document == "a")
    assert (told.kind, told.file) == (Kind.MISSING, f"shards/{path.name}")
    assert "its source, a.md, is not there as it was built" in told.message

    build(bench)
    assert verify_store(bench.store, deep=True).faults == ()


def test_a_manifest_lost_with_its_copies_tells_the_ways_out(store: Path) -> None:
    """Shards alone do not tell who is who, nor which file a document came from."""
    (store / "manifest.json").unlink()
    (store / "generations" / "000001.manifest.json").unlink()

    with pytest.raises(
        StoreError, match=r"so is every copy of it; .* naeringsgraf restore DIR .* or build the sources"
    ):
        repair_store(store)
    with pytest.raises(StoreError, match=r"manifest\.json is missing; mend it with: naeringsgraf verify --repair"):
        open_store(store)


@pytest.mark.skipif(sys.platform == "win32", reason="open files cannot be removed there")
def test_a_reader_goes_on_while_the_store_is_mended(whole: Whole, store: Path) -> None:
    """Its generation is kept until it lets go."""
    with open_store(store) as graph:
        (store / "current").unlink()
        repair_store(store)

        assert graph.export("nquads") == whole.nquads
    assert read(store) == whole.nquads


def test_what_is_no_store_is_not_looked_at(tmp_path: Path) -> None:
    """A missing folder, a file and a folder of other things."""
    (tmp_path / "fil").write_bytes(b"x")
    (tmp_path / "mappe").mkdir()
    (tmp_path / "mappe" / "ferie.jpg").write_bytes(b"x")

    for name, word in (("borte", "is no store"), ("fil", "is a file"), ("mappe", "is no store")):
        for call in (verify_store, repair_store):
            with pytest.raises(StoreError, match=word):
                call(tmp_path / name)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["ferie.jpg", "fil", "mappe"]
