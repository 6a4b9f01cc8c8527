"""The first screen of the explorer: from the first request that a server gets to the last byte of the page.

Beside it stands the query that the page offers as its own, asked of the engine in a process of its own. The server has
loaded its program and opened the store before, and has made no page yet; both sides begin anew in each round.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.request import Request, urlopen

import psutil

from benchmarks.serving import serve
from benchmarks.storing import build_folder, write_folder
from naeringsgraf.store.folder import StoreFolder
from naeringsgraf.store.graph import open_store

SMALL = 8
"""Documents, of twenty thousand quads together."""
_SECONDS = {SMALL: 1.0}
_MOST_SECONDS = 3.0
"""For a million quads."""
_ROUNDS = 3
_REST = 0.3
"""Seconds without work after which a server has finished to make its processes."""
_QUERY = """
import json, sys, time, pyoxigraph
store = pyoxigraph.Store.read_only(sys.argv[1])
text = sys.stdin.buffer.read().decode("utf-8")
cpu, wall = time.process_time(), time.perf_counter()
rows = sum(1 for _ in store.query(text, use_default_graph_as_union=True))
print(json.dumps([time.process_time() - cpu, time.perf_counter() - wall, rows]))
"""


@dataclass(frozen=True, slots=True)
class Screen:
    """The first screen of one store."""

    documents: int
    quads: int
    seconds: float
    """By the clock, on the machine of the run; told, since people wait for seconds and not for ratios."""
    most_seconds: float
    """That we promise."""
    wall_by_query: float
    cpu_by_query: float
    rows: int
    """Of the query."""
    bytes: int
    """Of the page."""

    @property
    def is_met(self) -> bool:
        """Tell whether it comes in the time that we promise."""
        return self.seconds < self.most_seconds


def measure(documents: int) -> Screen:
    """Build a store of so many generated minutes, and ask for its first screen."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        build_folder(write_folder(place / "referat", documents), place / "store", 2)
        return measure_store(place / "store", documents)


def measure_store(store: Path, documents: int) -> Screen:
    """Ask for the first screen of a store."""
    folder = StoreFolder(store)
    current = folder.find_current()
    assert current is not None
    quads = sum(shard.quads for shard in folder.read_manifest().shards().values())
    rounds = [_Round(store, current.path) for _ in range(_ROUNDS)]
    return Screen(
        documents,
        quads,
        median(each.wall for each in rounds),
        _SECONDS.get(documents, _MOST_SECONDS),
        median(each.wall / each.query_wall for each in rounds),
        median(each.cpu / each.query_cpu for each in rounds),
        rounds[0].rows,
        rounds[0].bytes,
    )


class _Round:
    """A server that is asked once, and a process that asks the query once."""

    def __init__(self, store: Path, files: Path) -> None:
        with serve(store) as (address, number):
            server = psutil.Process(number)
            _wait_for_rest(lambda: _sum_times(server))
            cpu, wall = _sum_times(server), time.perf_counter()
            with urlopen(Request(address, headers={"Accept": "text/html"})) as reply:
                self.bytes = len(reply.read())
            self.wall = time.perf_counter() - wall
            self.cpu = _sum_times(server) - cpu
        with open_store(store) as graph:
            query = graph.write_named("trace", kind="municipality", language="nb", places="as-of").encode("utf-8")
        ran = subprocess.run([sys.executable, "-c", _QUERY, str(files)], input=query, check=True, capture_output=True)
        self.query_cpu, self.query_wall, self.rows = json.loads(ran.stdout)


def _sum_times(server: psutil.Process) -> float:
    """Give the seconds of processors that a server and its processes have had."""
    total = 0.0
    for each in (server, *server.children(recursive=True)):
        # Some live for a moment, to fork others.
        with suppress(psutil.NoSuchProcess):
            times = each.cpu_times()
            total += times.user + times.system
    return total


def _wait_for_rest(work: Callable[[], float]) -> None:
    before = -1.0
    while (now := work()) > before + 0.02:
        before = now
        time.sleep(_REST)
