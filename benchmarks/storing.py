"""Whole builds: beside loading the same bytes, after one change, with more workers, and as the corpus grows.

What children do counts, so CPU time is that of the process tree; workers and changes are told in wall time.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.disturbing import Disturbing
from benchmarks.disturbing import measure as disturb
from benchmarks.generate import Minutes, generate
from naeringsgraf.linking.extract import extract_meeting
from naeringsgraf.reading.read import read_bytes
from naeringsgraf.store.folder import StoreFolder

_LOAD = """
import sys, pyoxigraph
with open(sys.argv[1], "rb") as ready:
    store = pyoxigraph.Store(sys.argv[2])
    store.bulk_load(ready, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
    store.flush()
"""
_HOLD = """
import gc, sys, psutil, pyoxigraph
with open(sys.argv[1], "rb") as ready:
    data = ready.read()
gc.collect()
before = psutil.Process().memory_info().rss
store = pyoxigraph.Store()
store.bulk_load(data, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
gc.collect()
print((psutil.Process().memory_info().rss - before) / len(store))
"""
_ROUNDS = 3
_SIZES = (25, 50, 100, 200, 400, 800)
"""Documents, for how cost grows."""
_LARGEST = 4_200
"""The last of them in a large run: ten million quads."""
_ADDED = "\nVedtak:\nSaken tas til orientering.\n"


@dataclass(frozen=True, slots=True)
class Size:
    """One build in a row of growing ones."""

    documents: int
    quads: int
    cpu_a_document: float
    """Seconds of all processes; good for nothing but its ratio to the others."""


@dataclass(frozen=True, slots=True)
class Storing:
    """What whole builds cost."""

    documents: int
    quads: int
    build_by_load: float
    """CPU time of a build, over that of loading the same bytes into a new store on disk."""
    rebuild_by_change: float
    """Wall time of building anew, over that of building after one document changed."""
    one_by_two_workers: float
    """Wall time with one worker, over that with two."""
    bytes_a_quad: float
    """Of a fresh generation on disk."""
    memory_bytes_a_quad: float
    """By which a process grows that holds the same quads in memory."""
    shard_bytes_a_quad: float
    equal: bool
    """The manifest is the same with one worker, with two, and after the change was taken back."""
    disturbing: Disturbing
    growth: tuple[Size, ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """How much of what was written into generated minutes was read, as shares from 0 to 1."""

    documents: int
    people: float
    turns: float
    speakers: float
    replies: float
    items: float


def measure(documents: int, *, large: bool = False) -> Storing:
    """Build so many documents in several ways, and a row of growing folders, to ten million quads if `large`."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        folder = write_folder(place / "referat", documents)
        ways = [_Ways(place / str(number), folder) for number in range(_ROUNDS)]
        last = ways[-1]
        sizes = [size for size in _SIZES if size <= 2 * documents] or [documents]
        sizes += [_LARGEST] if large else []
        return Storing(
            documents=documents,
            quads=last.quads,
            build_by_load=median(way.build_cpu / way.load_cpu for way in ways),
            rebuild_by_change=median(way.build_wall / way.change_wall for way in ways),
            one_by_two_workers=median(way.single_wall / way.build_wall for way in ways),
            bytes_a_quad=last.disk_bytes / last.quads,
            memory_bytes_a_quad=median(way.held_bytes for way in ways),
            shard_bytes_a_quad=last.shard_bytes / last.quads,
            equal=all(way.equal for way in ways),
            disturbing=disturb(place / "disturbing", folder),
            growth=tuple(_grow(place / f"size-{size}", size) for size in sizes),
        )


def check_quality(minutes: Sequence[Minutes]) -> Quality:
    """Compare what is read with what was written: exact names, in order."""
    counts = [_compare(each) for each in minutes]
    found, written = ([sum(part) for part in zip(*side, strict=True)] for side in zip(*counts, strict=True))
    shares = [one / other if other else 1.0 for one, other in zip(found, written, strict=True)]
    return Quality(len(minutes), *shares)


class _Ways:
    """One round: the same folder built with two workers and one, loaded, and built after a change."""

    def __init__(self, place: Path, folder: Path) -> None:
        place.mkdir()
        self.build_cpu, self.build_wall = build_folder(folder, place / "two", 2)
        store = StoreFolder(place / "two")
        manifest, current = store.read_manifest(), store.find_current()
        assert current is not None
        self.disk_bytes = _weigh(current.path)
        shards = manifest.shards().values()
        self.quads = sum(shard.quads for shard in shards)
        self.shard_bytes = sum(shard.bytes for shard in shards)
        ready = place / "ready.nq"
        ready.write_bytes(b"".join(store.shard_path(shard.sha256).read_bytes() for shard in shards))
        self.load_cpu, _, _ = _run("-c", _LOAD, str(ready), str(place / "loaded"))
        self.held_bytes = float(_run("-c", _HOLD, str(ready))[2])
        _, self.single_wall = build_folder(folder, place / "one", 1)
        changed = min(folder.iterdir())
        text = changed.read_text(encoding="utf-8")
        changed.write_text(text + _ADDED, encoding="utf-8")
        _, self.change_wall = build_folder(folder, place / "two", 2)
        assert StoreFolder(place / "two").read_manifest() != manifest
        changed.write_text(text, encoding="utf-8")
        build_folder(folder, place / "two", 2)
        self.equal = manifest == StoreFolder(place / "one").read_manifest() == store.read_manifest()


def build_folder(folder: Path, store: Path, workers: int) -> tuple[float, float]:
    """Build a store of a folder; give the seconds of processors and of the clock."""
    cpu, wall, _ = _run("-m", "naeringsgraf", "build", str(folder), "--store", str(store), f"--workers={workers}")
    return cpu, wall


def _run(*words: str) -> tuple[float, float, str]:
    """Run Python; give CPU seconds of it and of all that it waited for, wall seconds, and what it printed."""
    cpu, wall = _children_time(), time.perf_counter()
    ran = subprocess.run([sys.executable, *words], check=True, capture_output=True, text=True)
    return _children_time() - cpu, time.perf_counter() - wall, ran.stdout


def _children_time() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _grow(place: Path, documents: int) -> Size:
    place.mkdir()
    folder = write_folder(place / "referat", documents)
    cpu, _ = build_folder(folder, place / "store", 2)
    quads = sum(shard.quads for shard in StoreFolder(place / "store").read_manifest().shards().values())
    return Size(documents, quads, cpu / documents)


def write_folder(folder: Path, documents: int) -> Path:
    """Write so many generated minutes into a new folder."""
    folder.mkdir()
    for minutes in generate(documents):
        (folder / f"{minutes.slug}.txt").write_text(minutes.write_text(), encoding="utf-8")
    return folder


def _weigh(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _compare(minutes: Minutes) -> tuple[list[int], list[int]]:
    """Count what was read as it was written, and what was written: people, turns, speakers, replies, items."""
    meeting = extract_meeting(read_bytes(minutes.write_text().encode(), f"{minutes.slug}.txt"))
    names = {person.number: person.name for person in meeting.attendees}
    people = {person.name for person in (*minutes.present, *minutes.absent)}
    turns = [turn for item in minutes.items for turn in item.turns]
    read = meeting.contributions
    pairs = list(zip(read, turns, strict=False))
    answers = [(set(map(names.get, one.replies_to)), turn.answers.name) for one, turn in pairs if turn.answers]
    numbers = {item.number for item in meeting.agenda}
    items = {item.number.partition(" ")[2] for item in minutes.items}
    found = [
        len(people & set(names.values())),
        min(len(read), len(turns)),
        sum(names.get(one.speaker or 0) == turn.speaker.name for one, turn in pairs),
        sum(answers_to == {name} for answers_to, name in answers),
        len({item for item in items if any(item in (number or "") for number in numbers)}),
    ]
    return found, [len(people), len(turns), len(turns), sum(turn.answers is not None for turn in turns), len(items)]
