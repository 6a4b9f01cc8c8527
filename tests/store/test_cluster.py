"""Builds by a real scheduler and its workers, processes of their own on this machine: the same bytes, whoever dies."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from shutil import copytree

import pytest

import naeringsgraf
from naeringsgraf.errors import CallError, NaeringsgrafError, StoreError
from naeringsgraf.reading.files import find_files
from naeringsgraf.reading.remote import find_place
from naeringsgraf.store.build import BuildReport, build_store
from naeringsgraf.store.privacy.forgetting import forget
from naeringsgraf.store.workers.choosing import open_pool
from naeringsgraf.store.workers.limits import USUAL, Limits
from processes import find_family, is_alive, wait_for
from troublemakers import read, tell
from workbench import Workbench, make_sources

pytest.importorskip("distributed", reason="needs the extra: pip install 'naeringsgraf[cluster]'")
from naeringsgraf.store.workers.cluster import Cluster, describe_reader, tell_difference

linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc")

SOURCE = Path(naeringsgraf.__file__).parents[1]
TESTS = Path(__file__).parents[1]
QUICK = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
"""A batch is done again once, and not three times, when its worker died."""


class Machines:
    """A scheduler and workers, and an end to them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "scheduler.json"
        self._stack = ExitStack()
        self.workers: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        wait_for(lambda: [self._file] if self._file.exists() and self._file.stat().st_size else [])

    @property
    def address(self) -> str:
        """Of the scheduler."""
        told = self._file.read_text(encoding="utf-8")
        return "tcp://" + told.partition('"tcp://')[2].partition('"')[0]

    def add_worker(self, *, nanny: bool = False, source: Path = SOURCE) -> subprocess.Popen[bytes]:
        """Start a worker of one thread; a nanny replaces it when it dies."""
        more = [] if nanny else ["--no-nanny"]
        worker = self._start("dask_worker", "--nthreads", "1", "--no-dashboard", *more, source=source)
        self.workers.append(worker)
        return worker

    def _start(self, kind: str, *arguments: str, source: Path = SOURCE) -> subprocess.Popen[bytes]:
        log = self._stack.enter_context((self._folder / f"{kind}{len(self.workers)}.log").open("wb"))
        path = os.pathsep.join([str(source), str(TESTS)])
        command = [sys.executable, "-m", f"distributed.cli.{kind}", "--scheduler-file", str(self._file), *arguments]
        environment = {**os.environ, **QUICK, "PYTHONPATH": path}
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=self._folder)
        self._stack.callback(_end, process)
        return process

    def close(self) -> None:
        """End them all."""
        self._stack.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    family = find_family(process.pid) if sys.platform == "linux" else []
    process.kill()
    process.wait()
    for number in family:
        if is_alive(number):
            os.kill(number, signal.SIGKILL)


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    """Give a scheduler without workers."""
    folder = tmp_path / "cluster"
    folder.mkdir()
    made = Machines(folder)
    yield made
    made.close()


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    made = Workbench(tmp_path)
    made.write(make_sources(6))
    return made


def build(
    bench: Workbench,
    scheduler: str | None,
    limits: Limits = USUAL,
    watch: Callable[[int], None] = lambda done: None,
) -> BuildReport:
    """Build from the sources; `watch` is told how many files are done."""
    return build_store(
        find_files([bench.sources]),
        bench.store,
        read=read,
        limits=limits,
        scheduler=scheduler,
        progress=lambda done, of, name: watch(done),
    )


def build_here(bench: Workbench) -> dict[str, bytes]:
    """Give the shards and the manifest that a pool of this machine makes."""
    other = Workbench(bench.store.parent / "cluster")
    other.sources.rmdir()
    other.sources = bench.sources
    build(other, None)
    return other.shards()


@linux
def test_a_killed_worker_costs_nothing_and_changes_no_byte(bench: Workbench, machines: Machines) -> None:
    """It dies with a document in work; the other worker does all the rest."""
    bench.write({f"v{number:02}.txt": f"wait {number}" for number in range(10)} | make_sources(10))
    victim, _ = machines.add_worker(), machines.add_worker()
    wait_for(lambda: find_workers(machines), least=2)

    def kill(done: int) -> None:
        if done == 5:
            # Something is read there: the template, and the sealed process that was forked from it.
            wait_for(lambda: find_family(victim.pid), least=2)
            victim.kill()

    report = build(bench, machines.address, watch=kill)

    assert victim.wait() == -signal.SIGKILL
    assert (report.documents, len(report.rejected)) == (10, 10)
    assert bench.shards() == build_here(bench)


@linux
def test_a_document_that_kills_its_workers_is_named_alone(bench: Workbench, machines: Machines) -> None:
    """Its batch is done again once; then each of its documents alone."""
    bench.write({"m02b.txt": "fell alt"} | make_sources(12))
    machines.add_worker(nanny=True)
    machines.add_worker(nanny=True)

    report = build(bench, machines.address)

    assert [rejected.message for rejected in report.rejected] == [
        "m02b.txt: the workers of the cluster that read it died, one after the other; read it alone, or take it away"
    ]
    assert report.documents == 12
    (bench.sources / "m02b.txt").unlink()
    assert bench.shards() == build_here(bench)


@linux
def test_hostile_documents_are_refused_in_the_same_words_as_here(bench: Workbench, machines: Machines) -> None:
    """They harm the sealed process that reads them, not the worker that it belongs to."""
    bench.write({"hang.txt": "hang", "crash.txt": "crash", "slip.txt": "slip", "eat.txt": "eat", "empty.txt": ""})
    worker = machines.add_worker()
    limits = Limits(seconds=5, memory=512 << 20)

    there = build(bench, machines.address, limits)

    here = build(bench, None, limits)
    assert [(each.path, each.message, each.trace) for each in there.rejected] == [
        (each.path, each.message, each.trace) for each in here.rejected
    ]
    assert len(there.rejected) == 5
    assert worker.poll() is None


def test_files_behind_urls_are_read_by_this_process_for_the_cluster(bench: Workbench, machines: Machines) -> None:
    """Nobody there could: they lie in the memory of this one."""
    fsspec = pytest.importorskip("fsspec", reason="needs the extra: pip install 'naeringsgraf[cluster]'")
    root = f"/{bench.sources.parent.name}"
    for path in bench.sources.iterdir():
        fsspec.filesystem("memory").pipe_file(f"{root}/{path.name}", path.read_bytes())
    machines.add_worker()
    files = find_files([find_place(f"memory:/{root}")])

    report = build_store(files, bench.store, read=read, scheduler=machines.address)

    assert report.documents == 6
    assert bench.shards() == build_here(bench)


def test_what_was_forgotten_is_dropped_by_workers_of_a_cluster(tmp_path: Path, machines: Machines) -> None:
    """They are given the key of forgotten names, and nothing that pseudonyms could be made with."""
    sources, store = tmp_path / "referat", tmp_path / "graph.store"
    sources.mkdir()
    text = "# Referat 01.02.{year}\n\nTil stede:\n\n- Torunn Fjellvang, Drammen kommune\n- Nils Dal, Horten kommune\n"
    for year in (2021, 2022):
        (sources / f"m{year}.md").write_text(text.format(year=year), encoding="utf-8")
    build_store(find_files([sources]), store, workers=0)
    forget(store, "Torunn Fjellvang")
    for year in (2021, 2022):
        (sources / f"m{year}.md").write_text(text.format(year=year) + "\nTillegg.\n", encoding="utf-8")
    machines.add_worker()
    report = build_store(find_files([sources]), store, scheduler=machines.address)

    assert report.changed == ("m2021", "m2022")
    files = [path for path in store.rglob("*") if path.is_file()]
    assert not [path for path in files if b"Fjellvang" in path.read_bytes() or b"fjellvang" in path.read_bytes()]


def test_a_large_file_reaches_the_cluster(tmp_path: Path, machines: Machines) -> None:
    """Larger than a batch may be, and alone in one."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("x" * (20 << 20), encoding="ascii")
    machines.add_worker()
    files = find_files([tmp_path / "a.txt", tmp_path / "b.txt"])

    outcomes = dict(Cluster(machines.address).run(tell, files))

    assert [len(outcome[0]) for _, outcome in sorted(outcomes.items()) if not isinstance(outcome, Exception)] == [
        20 << 20,
        20 << 20,
    ]


def test_a_worker_that_reads_otherwise_is_told(bench: Workbench, machines: Machines) -> None:
    """Else a graph would hold what nobody can read again."""
    other = bench.store.parent / "other"
    copytree(SOURCE / "naeringsgraf", other / "naeringsgraf")
    for folder in ("data", "ontology"):
        if not (SOURCE / "naeringsgraf" / folder).exists():
            copytree(SOURCE.parent / folder, bench.store.parent / folder)
    words = other / "naeringsgraf" / "parsing" / "words" / "speech.toml"
    words.write_text(words.read_text(encoding="utf-8") + "\n# ny\n", encoding="utf-8")
    machines.add_worker(source=other)

    with pytest.raises(StoreError, match=r"tcp://127\.0\.0\.1:\d+: its program or word lists differ from those here"):
        build(bench, machines.address)
    assert not (bench.store / "current").exists()


def test_a_worker_without_this_program_is_told_and_lives_on(bench: Workbench, machines: Machines) -> None:
    """It may have other work."""
    other = bench.store.parent / "other"
    (other / "naeringsgraf").mkdir(parents=True)
    (other / "naeringsgraf" / "__init__.py").touch()
    worker = machines.add_worker(source=other)

    with pytest.raises(StoreError, match=r"a worker cannot read minutes \(No module named .*; install naeringsgraf\["):
        build(bench, machines.address)
    assert worker.poll() is None


def test_a_scheduler_that_is_lost_is_told(bench: Workbench, machines: Machines) -> None:
    """The build ends; what was published before is untouched."""
    machines.add_worker()
    build(bench, machines.address)
    before = bench.shards()
    bench.write({f"v{number:02}.txt": "wait litt" for number in range(10)})

    def kill(done: int) -> None:
        if done == 8:
            machines.scheduler.kill()

    with pytest.raises(StoreError, match=r"the scheduler is gone; what was published before is untouched"):
        build(bench, machines.address, watch=kill)
    assert bench.shards() == before


def test_a_scheduler_without_workers_is_left_after_a_while(tmp_path: Path, machines: Machines) -> None:
    """With what starts one."""
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    cluster = Cluster(machines.address, patience=1.0)

    with pytest.raises(StoreError, match=r"has had no worker for 1 s; start some, as with: dask worker tcp://"):
        list(cluster.run(tell, find_files([tmp_path / "a.txt"])))


@pytest.mark.parametrize(
    ("address", "kind", "message"),
    [
        ("tcp://127.0.0.1:1", StoreError, "tcp://127.0.0.1:1: no scheduler answers; check the address"),
        ("nosuch://a:1", CallError, "--scheduler nosuch://a:1: unknown address scheme 'nosuch'"),
        ("host", CallError, "--scheduler host: missing port number in address 'host'"),
    ],
)
def test_where_no_scheduler_is_is_told(address: str, kind: type[NaeringsgrafError], message: str) -> None:
    """In one line with the next step, after one try of some seconds."""
    with pytest.raises(kind) as problem:
        Cluster(address)

    assert str(problem.value).startswith(message)
    assert "\n" not in str(problem.value)


def test_a_server_of_another_kind_is_not_waited_for() -> None:
    """It takes the call, and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(StoreError, match="no scheduler answers"):
        Cluster(f"tcp://127.0.0.1:{server.getsockname()[1]}")


def test_a_scheduler_and_a_number_of_workers_contradict_each_other() -> None:
    """The cluster has its own."""
    with pytest.raises(CallError, match="leave one of them out"):
        open_pool(2, USUAL, "tcp://127.0.0.1:1")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("program", "x", "its program or word lists differ from those here"),
        ("registers", "x", "its registers or themes differ from those here"),
        ("lxml", "1.0", "it reads with lxml 1.0, and not with "),
        ("lxml", "", "it reads with lxml missing, and not with "),
        ("naeringsgraf", "0.0.1", "it reads with naeringsgraf 0.0.1, and not with "),
    ],
)
def test_what_differs_is_named(name: str, value: str, told: str) -> None:
    """So that the right thing is mended."""
    ours = describe_reader()
    theirs = tuple((each, value if each == name else known) for each, known in ours)

    assert tell_difference(ours, theirs).startswith(told)
    assert tell_difference(ours, ours) == ""


def find_workers(machines: Machines) -> list[str]:
    """Give the workers that the scheduler knows."""
    from distributed import Client

    with Client(machines.address, set_as_default=False) as client:
        return list(client.nthreads())
