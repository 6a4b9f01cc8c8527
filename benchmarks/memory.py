"""Memory of a build over many documents: of the process that builds and of those that read for it."""

import resource
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

from benchmarks.generate import generate
from naeringsgraf.reading.files import SourceFile
from naeringsgraf.store.build import build_store

_EVERY = 20
"""Documents from one sample to the next."""
_WINDOW = 100
"""Documents whose samples make one figure, their median."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Resident bytes when so many documents were read."""

    documents: int
    parent: int
    workers: tuple[int, ...]
    """Of each process that reads, and of the one that they are made from."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What a build took."""

    documents: int
    quads: int
    turns: int
    turns_written: int
    """In the generated minutes; the same as `turns` when all of them were read."""
    rejected: int
    mark: int
    """Documents after which growth is counted."""
    parent_growth: float
    """Resident memory at the end of reading, as a share of that at the mark."""
    worker_growth: float
    """The same for all processes that read for it, together."""
    parent_bytes_a_document: float
    """What the building process keeps of each document after the mark, until it publishes."""
    peak: int
    """Most resident bytes of the building process, publishing included."""
    samples: tuple[Sample, ...]


def measure(documents: int, mark: int, workers: int) -> Memory:
    """Build a store of so many generated documents, and look at the memory meanwhile."""
    with tempfile.TemporaryDirectory() as place:
        return _measure(Path(place), documents, mark, workers)


def _measure(place: Path, documents: int, mark: int, workers: int) -> Memory:
    folder = place / "referat"
    folder.mkdir()
    files, turns = [], 0
    for minutes in generate(documents):
        path = folder / f"{minutes.slug}.txt"
        path.write_text(minutes.write_text(), encoding="utf-8")
        files.append(SourceFile(path, folder))
        turns += sum(len(item.turns) for item in minutes.items)
    samples: list[Sample] = []

    def watch(done: int, total: int, name: str) -> None:
        if done % _EVERY == 0 or done == total:
            samples.append(_sample(done))

    report = build_store(files, place / "store", progress=watch, workers=workers)
    before, after = _at(samples, mark), _at(samples, documents)
    parents = _find_parent(before), _find_parent(after)
    return Memory(
        documents=report.documents,
        quads=report.quads,
        turns=report.turns,
        turns_written=turns,
        rejected=len(report.rejected),
        mark=mark,
        parent_growth=parents[1] / parents[0],
        worker_growth=_find_worker(after) / _find_worker(before),
        parent_bytes_a_document=(parents[1] - parents[0]) / (documents - mark),
        peak=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024),
        samples=tuple(samples),
    )


def _sample(done: int) -> Sample:
    here = psutil.Process()
    sizes = []
    for child in here.children(recursive=True):
        try:
            sizes.append(child.memory_info().rss)
        except psutil.NoSuchProcess:
            continue
    return Sample(done, here.memory_info().rss, tuple(sorted(sizes)))


def _at(samples: Sequence[Sample], documents: int) -> list[Sample]:
    return [sample for sample in samples if documents - _WINDOW <= sample.documents <= documents]


def _find_parent(samples: Sequence[Sample]) -> float:
    return median(sample.parent for sample in samples)


def _find_worker(samples: Sequence[Sample]) -> float:
    return median(sum(sample.workers) for sample in samples)
