"""What others notice: readers of a build that goes on beside them, and a build of a worker that is killed.

Wall time, since several processes share the machine.
"""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

from naeringsgraf.store.folder import StoreFolder

_QUERY = Path(__file__).parent / "queries" / "09-one-municipality.rq"
_READ = """
import sys, time
from pathlib import Path
import naeringsgraf
store, query, done, least = sys.argv[1:]
graph, text, times = naeringsgraf.open(store), Path(query).read_text(encoding="utf-8"), []
graph.query(text)
print("ready", flush=True)
while len(times) < int(least) or not Path(done).exists():
    begins = time.perf_counter()
    graph.query(text)
    times.append(time.perf_counter() - begins)
print(sorted(times)[len(times) * 95 // 100])
"""
_LEAST_READS = 200
_ROUNDS = 3
_KILLED_AT = 0.5
"""Of the time that a whole build takes."""


@dataclass(frozen=True, slots=True)
class Disturbing:
    """How much longer others take."""

    late_reads: float
    """Time that 95 of 100 questions came within while a change was built, over the same while nothing was."""
    killed_worker: float
    """Time of a build with two workers of which one is killed halfway, over the same build left alone."""
    equal: bool
    """The manifest is the same with and without the killed worker."""


def measure(place: Path, folder: Path) -> Disturbing:
    """Build a folder of minutes in several ways below `place`; its first file is changed, and changed back."""
    place.mkdir()
    store = place / "read"
    _build(folder, store)
    reads = [_read_meanwhile(folder, store, place / f"done-{number}") for number in range(_ROUNDS)]
    kills = [_kill_one(folder, place / f"kill-{number}") for number in range(_ROUNDS)]
    return Disturbing(median(reads), median(ratio for ratio, _ in kills), all(equal for _, equal in kills))


def _read_meanwhile(folder: Path, store: Path, done: Path) -> float:
    """Ask the same question while nothing is built, and while a change is built and taken back again and again."""
    done.touch()
    quiet = float(_Reader(store, done).end())
    done.unlink()
    reader = _Reader(store, done)
    changed = min(folder.iterdir())
    text = changed.read_text(encoding="utf-8")
    try:
        for words in (f"{text}\nVedtak:\nSaken tas til orientering.\n", text):
            changed.write_text(words, encoding="utf-8")
            _build(folder, store)
    finally:
        changed.write_text(text, encoding="utf-8")
        done.touch()
    return float(reader.end()) / quiet


class _Reader:
    """A process that opens a store and asks until it has asked often enough and a file is there."""

    def __init__(self, store: Path, done: Path) -> None:
        words = (sys.executable, "-c", _READ, str(store), str(_QUERY), str(done), str(_LEAST_READS))
        self._process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout
        self._process.stdout.readline()

    def end(self) -> str:
        """Give what it printed last."""
        told, _ = self._process.communicate()
        if self._process.returncode:
            raise SystemExit("Error: a reader failed")
        return told


def _kill_one(folder: Path, place: Path) -> tuple[float, bool]:
    place.mkdir()
    alone = _build(folder, place / "alone")
    disturbed = _build(folder, place / "killed", kill_after=alone * _KILLED_AT)
    manifests = [StoreFolder(place / name).read_manifest() for name in ("alone", "killed")]
    return disturbed / alone, manifests[0] == manifests[1]


def _build(folder: Path, store: Path, kill_after: float | None = None) -> float:
    """Build with two workers, and give the seconds that it took."""
    words = (sys.executable, "-m", "naeringsgraf", "build", str(folder), "--store", str(store), "--workers=2")
    begins = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if kill_after is not None:
        with suppress(subprocess.TimeoutExpired):
            process.wait(kill_after)
        _kill_a_worker(process.pid)
    if process.wait():
        raise SystemExit(f"Error: the build of {folder.name} failed")
    return time.perf_counter() - begins


def _kill_a_worker(builder: int) -> None:
    """Kill the process that has worked most, of those that read for a build."""
    readers = [child for child in psutil.Process(builder).children(recursive=True) if not child.children()]
    os.kill(max(readers, key=lambda child: sum(child.cpu_times()[:2])).pid, signal.SIGKILL)
