"""How many lookups a second come through `/sparql`, beside `oxigraph serve` over the same files.

`python -m benchmarks.serving STORE`. Both answer the same questions, a subject's properties each, over connections that
stay open, in turns; their answers are compared first. The client is one thread that writes and reads bytes, so that it
takes as little as it can of what the servers share with it.

Two more servers tell what can be had at all: uvicorn that answers each question with the same two words, and uvicorn
that asks the engine in its own process, with no wall between a question and itself.
"""

import argparse
import json
import os
import random
import selectors
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median
from typing import Final
from urllib.parse import quote, urlsplit

from pyoxigraph import NamedNode, Store

from benchmarks.pairing import UnequalError
from benchmarks.storing import build_folder, write_folder
from naeringsgraf.store.folder import StoreFolder

FLOOR: Final = 0.85
"""Times the rate of `oxigraph serve` that we want to reach; it has no wall between a question and itself."""

_BARE: Final = """
import sys, uvicorn
from urllib.parse import unquote_plus
from pyoxigraph import QueryResultsFormat, Store
store = Store.read_only(sys.argv[1]) if sys.argv[1] else None
async def app(scope, receive, send):
    body = b"no answer"
    if store is not None:
        text = unquote_plus(scope["query_string"].decode()).removeprefix("query=")
        body = store.query(text, use_default_graph_as_union=True).serialize(format=QueryResultsFormat.JSON)
    headers = [(b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
uvicorn.run(app, port=int(sys.argv[2]), log_level="critical", access_log=False, lifespan="off")
"""
_ACCEPT: Final = "application/sparql-results+json"
_CHUNK: Final = 1 << 16
_WAIT_SECONDS: Final = 60


@dataclass(slots=True)
class _Line:
    """One connection and what has come over it."""

    place: socket.socket
    asked_at: float = 0.0
    data: bytearray = field(default_factory=bytearray)

    def take(self) -> bytes | None:
        """Read on; give the body of an answer when it is whole."""
        self.data += self.place.recv(_CHUNK)
        head, mark, body = bytes(self.data).partition(b"\r\n\r\n")
        if not mark:
            return None
        if b"content-length:" in (low := head.lower()):
            length = int(low.partition(b"content-length:")[2].split(b"\r\n")[0])
            whole = body if len(body) >= length else None
        else:
            whole = _join_chunks(body)
        if whole is None:
            return None
        if b" 200 " not in head.split(b"\r\n")[0]:
            raise SystemExit(f"Error: {head.decode()}")
        self.data.clear()
        return whole


def _join_chunks(body: bytes) -> bytes | None:
    """Put a body together that comes in chunks; None where its end is missing."""
    parts: list[bytes] = []
    while True:
        size, mark, rest = body.partition(b"\r\n")
        if not mark:
            return None
        length = int(size, 16)
        if len(rest) < length + 2:
            return None
        if length == 0:
            return b"".join(parts)
        parts.append(rest[:length])
        body = rest[length + 2 :]


@dataclass(frozen=True, slots=True)
class Round:
    """What one server did in one round."""

    rate: float
    """Answers a second."""
    late: float
    """Seconds that 99 of 100 answers came within."""


def ask(url: str, questions: Sequence[str], connections: int) -> tuple[Round, list[bytes]]:
    """Ask all questions over so many connections; give how it went, and the answers in the order of asking."""
    split = urlsplit(url)
    assert split.hostname and split.port
    requests = [
        f"GET {split.path}?query={quote(each)} HTTP/1.1\r\nHost: {split.netloc}\r\nAccept: {_ACCEPT}\r\n\r\n".encode()
        for each in questions
    ]
    answers: list[bytes] = [b""] * len(requests)
    waits: list[float] = []
    left = iter(range(len(requests)))
    selector = selectors.DefaultSelector()
    begun = time.perf_counter()
    for _ in range(connections):
        line = _Line(socket.create_connection((split.hostname, split.port)))
        line.place.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        _send_next(selector, line, requests, left)
    while selector.get_map():
        for key, _ in selector.select(_WAIT_SECONDS):
            line, number = key.data
            body = line.take()
            if body is not None:
                waits.append(time.perf_counter() - line.asked_at)
                answers[number] = body
                selector.unregister(line.place)
                _send_next(selector, line, requests, left)
    took = time.perf_counter() - begun
    waits.sort()
    return Round(len(requests) / took, waits[len(waits) * 99 // 100]), answers


def _send_next(selector: selectors.BaseSelector, line: _Line, requests: Sequence[bytes], left: Iterator[int]) -> None:
    number = next(left, None)
    if number is None:
        line.place.close()
        return
    line.asked_at = time.perf_counter()
    line.place.sendall(requests[number])
    selector.register(line.place, selectors.EVENT_READ, (line, number))


@contextmanager
def serve(store: Path) -> Iterator[tuple[str, int]]:
    """Serve a store, and give its address and the number of the process."""
    command = [sys.executable, "-m", "naeringsgraf", "serve", str(store), "-p", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        yield process.stdout.readline().strip(), process.pid
    finally:
        process.terminate()
        process.wait()


@contextmanager
def run_ours(store: Path) -> Iterator[str]:
    """Serve a store, and give its endpoint."""
    with serve(store) as (address, _):
        yield f"{address}sparql"


@contextmanager
def run_peer(store: Path) -> Iterator[str]:
    """Let `oxigraph serve` serve the newest generation of a store, and give its endpoint."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        raise SystemExit("Error: this needs the program oxigraph; pip install oxigraph")
    port = _find_port()
    place = f"127.0.0.1:{port}"
    command = [program, "serve-read-only", "--location", _find_files(store), "--bind", place, "--union-default-graph"]
    with _run(command, port):
        yield f"http://{place}/query"


@contextmanager
def run_bare(files: str) -> Iterator[str]:
    """Run uvicorn that asks the engine itself, or with no files asks nobody."""
    port = _find_port()
    with _run([sys.executable, "-c", _BARE, files, str(port)], port):
        yield f"http://127.0.0.1:{port}/query"


@contextmanager
def _run(command: Sequence[str], port: int) -> Iterator[None]:
    """Run a server until it is not needed any more; begin when its port is open."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + _WAIT_SECONDS
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait()


def _find_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _find_files(store: Path) -> str:
    current = StoreFolder(store).find_current()
    if current is None:
        raise SystemExit(f"Error: {store} is no store")
    return str(current.path)


def draw_questions(store: Path, count: int, seed: int = 1) -> list[str]:
    """Draw subjects of a store, each once, and ask for what is said of it."""
    found = Store.read_only(_find_files(store)).query("SELECT DISTINCT ?s WHERE { GRAPH ?g { ?s ?p ?o } }")
    subjects = sorted(s.value for (s,) in found if isinstance(s, NamedNode))  # type: ignore[union-attr]
    chosen = random.Random(seed).sample(subjects, min(count, len(subjects)))
    return [f"SELECT ?p ?o WHERE {{ <{subject}> ?p ?o }}" for subject in chosen]


def _sort(body: bytes) -> list[str]:
    return sorted(json.dumps(row, sort_keys=True) for row in json.loads(body)["results"]["bindings"])


@dataclass(frozen=True, slots=True)
class Way:
    """What one way of answering came to, beside `oxigraph serve`."""

    name: str
    rate: float
    """Times its rate; the median of all rounds."""
    smallest: float
    largest: float
    late: float
    """Times its time that 99 of 100 answers came within."""
    at_least: float | None = None
    """Times its rate that we want; None where that is not said of it."""


@dataclass(frozen=True, slots=True)
class Serving:
    """All ways over one store, with equal answers."""

    documents: int | None
    """Of the generated store; None for one that was there."""
    quads: int
    questions: int
    connections: int
    ways: tuple[Way, ...]


def measure(documents: int, questions: int, connections: int, rounds: int) -> Serving:
    """Build a store of so many generated minutes, and compare who serves it."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        build_folder(write_folder(place / "referat", documents), place / "store", 2)
        return replace(measure_store(place / "store", questions, connections, rounds), documents=documents)


def measure_store(store: Path, count: int, connections: int, rounds: int) -> Serving:
    """Compare who serves a store.

    Raises:
        UnequalError: they answer differently.
    """
    questions = draw_questions(store, count)
    quads = sum(shard.quads for shard in StoreFolder(store).read_manifest().shards().values())
    with (
        run_ours(store) as ours,
        run_peer(store) as peer,
        run_bare(_find_files(store)) as engine,
        run_bare("") as nobody,
    ):
        answers = [ask(url, questions, connections)[1] for url in (ours, peer, engine)]
        told = [[_sort(each) for each in answer] for answer in answers]
        if told[0] != told[1] or told[0] != told[2]:
            raise UnequalError("lookups: ours, oxigraph serve and the engine answer differently")
        ways = tuple(
            _compare_all(name, (url, peer), questions, connections, rounds, at_least, is_new=is_new)
            for name, url, is_new, at_least in (
                ("lookups, each of another subject", ours, True, FLOOR),
                ("lookups that were asked before", ours, False, FLOOR),
                ("uvicorn with the engine in its own process", engine, True, None),
                ("uvicorn that answers nothing", nobody, True, None),
            )
        )
    return Serving(None, quads, len(questions), connections, ways)


def _compare_all(
    name: str,
    urls: tuple[str, str],
    questions: Sequence[str],
    connections: int,
    rounds: int,
    at_least: float | None,
    *,
    is_new: bool,
) -> Way:
    url, peer = urls
    found = [_compare(url, peer, questions, number, connections, is_new=is_new) for number in range(rounds)]
    rates = [mine.rate / theirs.rate for mine, theirs in found]
    late = median(mine.late / theirs.late for mine, theirs in found)
    way = Way(name, median(rates), min(rates), max(rates), late, at_least)
    print(f"{name}: {way.rate:.2f} × oxigraph serve", file=sys.stderr, flush=True)
    return way


def _compare(
    url: str, peer: str, questions: Sequence[str], number: int, connections: int, *, is_new: bool
) -> tuple[Round, Round]:
    """Ask both in turns. Questions are new to our server when they are written as they never were before."""
    written = [each.replace("{", "{" + " " * (number + 1), 1) for each in questions] if is_new else questions
    order = (url, peer) if number % 2 else (peer, url)
    took = {each: ask(each, written, connections)[0] for each in order}
    return took[url], took[peer]


def main() -> None:
    """Compare, and print a line a way."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serving", description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--questions", type=int, default=2_000, help="a round (default: 2000)")
    parser.add_argument("--connections", type=int, default=8, help="at a time (default: 8)")
    parser.add_argument("--rounds", type=int, default=7, help="counted rounds (default: 7)")
    asked = parser.parse_args()
    try:
        serving = measure_store(asked.store, asked.questions, asked.connections, asked.rounds)
    except UnequalError as problem:
        raise SystemExit(f"Error: {problem}") from None
    for way in serving.ways:
        wanted = f" (goal {way.at_least})" if way.at_least else ""
        print(f"{way.name}: {way.rate:.2f} × oxigraph serve{wanted}; 99th of 100 answers: {way.late:.2f} × its time")
    print(f"{serving.questions} questions, {asked.connections} connections, {os.cpu_count()} processors; equal answers")


if __name__ == "__main__":
    main()
