"""Who reads: this process, others on this machine, or those of a cluster."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from naeringsgraf.errors import CallError
from naeringsgraf.reading.files import SourceFile
from naeringsgraf.reading.remote import EXTRA
from naeringsgraf.store.workers.limits import Limits
from naeringsgraf.store.workers.pool import Here, Outcome, Pool
from naeringsgraf.store.workers.tasks import Task


class Readers(Protocol):
    """What does a task with files, wherever it does so."""

    missing: tuple[str, ...]
    """Protections that are lacking, in words; known when the first document is done."""

    def run(self, task: Task, files: Sequence[SourceFile]) -> Iterator[tuple[int, Outcome]]:
        """Do the task with each file; give the place of the file and what came of it, in the order of getting done.

        Raises:
            StoreError: those that read cannot be started, or are lost.
        """


def open_pool(workers: int | None, limits: Limits, scheduler: str | None = None) -> Readers:
    """Give what reads files: so many workers, one a processor when None, or this process when 0; or those of a cluster.

    Raises:
        CallError: a scheduler is named and what that takes is not installed, or its address cannot be read.
        StoreError: the workers cannot be started, or no scheduler answers.
    """
    if scheduler is None:
        return Here() if workers == 0 else Pool(workers, limits)
    if workers is not None:
        raise CallError(
            "--workers counts processes of this machine, and --scheduler has its own; leave one of them out"
        )
    try:
        from naeringsgraf.store.workers.cluster import Cluster
    except ImportError:
        raise CallError(f"--scheduler {scheduler}: needs dask.distributed: {EXTRA}") from None
    return Cluster(scheduler, limits)
