"""Mend a store: whatever is damaged is made anew from what is whole, and nothing is made up.

The manifest comes back from the copy beside a generation, a shard from the generation or from its source, and a
generation from the shards.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import Store

from naeringsgraf.errors import SourceError, StoreError
from naeringsgraf.linking.extract import extract_source
from naeringsgraf.linking.identity.clusters import identify
from naeringsgraf.linking.judgements.judgement import Judgements
from naeringsgraf.linking.judgements.table import read_judgements
from naeringsgraf.mapping.actors import map_actors
from naeringsgraf.mapping.identities import map_identities
from naeringsgraf.mapping.iri import GRAPH_ACTORS, GRAPH_IDENTITIES
from naeringsgraf.parsing.split import is_part_of
from naeringsgraf.reading.files import SourceFile
from naeringsgraf.store.build import make_task
from naeringsgraf.store.files import sync_folder, write_whole
from naeringsgraf.store.folder import StoreFolder, tell_disk_trouble
from naeringsgraf.store.inventory import hash_file
from naeringsgraf.store.journal import find_journal_shards
from naeringsgraf.store.locks import lock_for_writing
from naeringsgraf.store.manifest import Manifest, Shard, is_written
from naeringsgraf.store.privacy.suppressed import load_suppressed
from naeringsgraf.store.publish import SPARE_BYTES, find_numbers, publish, remove_leftovers, remove_old
from naeringsgraf.store.seen import hash_source
from naeringsgraf.store.verify import (
    Fault,
    Kind,
    Verdict,
    check_place,
    dump_graph,
    load_copy,
    load_manifest,
    name_document,
    verify_store,
)
from naeringsgraf.store.vocabulary import make_shared_graphs
from naeringsgraf.store.workers.choosing import Readers, open_pool
from naeringsgraf.store.workers.limits import USUAL, Limits


@dataclass(frozen=True, slots=True)
class Repair:
    """What was mended, and what the store is like now."""

    done: tuple[str, ...]
    """One line each."""
    verdict: Verdict


def repair_store(
    path: Path,
    sources: Sequence[SourceFile] = (),
    *,
    judgements: Path | None = None,
    spare_bytes: int = SPARE_BYTES,
    workers: int | None = None,
    limits: Limits = USUAL,
    scheduler: str | None = None,
) -> Repair:
    """Mend what can be mended, and look at the whole store again, deeply.

    Args:
        path: of the store.
        sources: files that lost shards may be read again from, where they are the same as when they were built.
        judgements: what people decided on them, as for `build_store`.
        spare_bytes, workers, limits, scheduler: as for `build_store`.

    Raises:
        StoreError: there is no store here, it is of another format or being built, the disk is full, or the manifest
            is lost with every copy of it.
    """
    folder = StoreFolder(path)
    check_place(folder)
    with tell_disk_trouble(folder), lock_for_writing(folder.lock):
        folder.shards.mkdir(exist_ok=True)
        folder.generations.mkdir(exist_ok=True)
        remove_leftovers(folder)
        mending = _Mending(folder, judgements)
        mending.restore_manifest()
        if mending.restore_shards(sources, lambda: open_pool(workers, limits, scheduler)):
            mending.publish(spare_bytes)
        verdict = verify_store(path, deep=True)
    return Repair(tuple(mending.done), replace(verdict, faults=tuple(map(mending.explain, verdict.faults))))


class _Mending:
    """One repair under way; each step needs the one before it."""

    def __init__(self, folder: StoreFolder, judgements: Path | None) -> None:
        self.done: list[str] = []
        self._folder = folder
        self._judgements = judgements
        self._manifest = Manifest()
        self._reasons: dict[str, str] = {}
        """Slug, or path of a graph → why its shard could not be had back."""

    def restore_manifest(self) -> None:
        found = load_manifest(self._folder)
        if found is None:
            found = self._find_copy()
            self._folder.write_manifest(found)
            self.done.append(f"{self._folder.manifest}: put back from the copy beside a generation")
        self._manifest = found

    def _find_copy(self) -> Manifest:
        """Give the copy beside the current generation, or else the newest one."""
        current = self._folder.find_current()
        numbers = sorted(find_numbers(self._folder), reverse=True)
        for number in [current.number, *numbers] if current else numbers:
            if copy := load_copy(self._folder, number):
                return copy
        raise StoreError(
            f"{self._folder.path}: the manifest is lost, and so is every copy of it; put the store back from a backup "
            "with: naeringsgraf restore DIR --store NEW, or build the sources into a new folder"
        )

    def restore_shards(self, sources: Sequence[SourceFile], open_readers: Callable[[], Readers]) -> bool:
        """Put back lost shards; tell whether all are there now."""
        lost = {graph: shard for graph, shard in self._manifest.shards().items() if self._is_lost(shard)}
        self._keep(lost, self._dump(lost), "from the graph")
        if any(graph in self._manifest.shared for graph in lost):
            self._keep(lost, self._make_shared(), "from what the program knows")
        self._keep(lost, self._read_again(lost, sources, open_readers), "from its source")
        sync_folder(self._folder.shards)
        for graph in lost:
            self._reasons.setdefault(name_document(graph), self._tell_loss(graph, sources=bool(sources)))
        return not lost

    def _is_lost(self, shard: Shard) -> bool:
        path = self._folder.shard_path(shard.sha256)
        return not path.is_file() or hash_file(path) != shard.sha256

    def _keep(self, lost: dict[str, Shard], found: Iterator[tuple[str, bytes]], where: str) -> None:
        """Write those of the graphs found that are lost and have the right hash."""
        for graph, data in found:
            if graph in lost and hashlib.sha256(data).hexdigest() == lost[graph].sha256:
                write_whole(self._folder.shard_path(lost.pop(graph).sha256), data)
                self.done.append(f"{name_document(graph)}: its shard is put back {where}")

    def _dump(self, lost: Mapping[str, Shard]) -> Iterator[tuple[str, bytes]]:
        """Give lost graphs as the newest generation holds them, as far as the engine can read it."""
        current = self._folder.find_current()
        if not lost or current is None:
            return
        try:
            store = Store.read_only(str(current.path))
        except (OSError, RuntimeError):
            return
        for graph in list(lost):
            try:
                yield graph, dump_graph(store, graph, self._manifest.base)
            except (OSError, RuntimeError):
                continue

    def _make_shared(self) -> Iterator[tuple[str, bytes]]:
        """Make the graphs that no document owns; where persons were named in an earlier build, not as they were."""
        base, documents = self._manifest.base, self._manifest.documents
        yield from ((str(graph), data) for graph, data in make_shared_graphs(base).items())
        yield GRAPH_ACTORS, map_actors((actor for entry in documents.values() for actor in entry.read_actors()), base)
        people = [appearance for slug, entry in documents.items() for appearance in entry.read_people(slug)]
        yield GRAPH_IDENTITIES, map_identities(identify(people), b"", base)

    def _read_again(
        self, lost: Mapping[str, Shard], sources: Sequence[SourceFile], open_readers: Callable[[], Readers]
    ) -> Iterator[tuple[str, bytes]]:
        """Give the graphs of sources that are as they were when a lost shard was made."""
        files = [file for file in sources if self._is_source(file, lost)]
        if not files:
            return
        base = self._manifest.base
        judged = read_judgements(self._judgements, base) if self._judgements else Judgements()
        task = make_task(base, extract_source, judged, load_suppressed(self._folder))
        for number, outcome in open_readers().run(task, files):
            if isinstance(outcome, SourceError):
                continue
            facts, *shards = outcome
            for told, data in zip(
                (fact for fact in json.loads(facts) if not fact.get("left_out")), shards, strict=True
            ):
                self._reasons[told["slug"]] = (
                    f"this program reads {files[number].path} differently now; build again with its folder"
                )
                yield f"minutes/{told['slug']}", data

    def _is_source(self, file: SourceFile, lost: Mapping[str, Shard]) -> bool:
        documents = self._manifest.documents
        entries = [documents[slug] for slug in documents if f"minutes/{slug}" in lost and is_part_of(slug, file.slug)]
        same = {entry.source_sha256 for entry in entries if entry.path == file.name}
        return bool(same) and hash_source(file) in same

    def _tell_loss(self, graph: str, *, sources: bool) -> str:
        if graph in self._manifest.shared:
            return "cannot be made as it was; remove the file and build again with the folder of the minutes"
        if is_written(graph):
            return "an update wrote it, so it is nowhere else; put the shard back from a backup"
        entry = self._manifest.documents[name_document(graph)]
        if sources:
            return (
                f"its source, {entry.path}, is not there as it was built; put it or the shard back from a backup, or "
                "remove the shard and build again with the folder of the minutes"
            )
        return f"its source was {entry.path}; name the folder of the minutes with --source"

    def publish(self, spare_bytes: int) -> None:
        """Make the generation anew where it is damaged or behind; remove what nothing names."""
        verdict = verify_store(self._folder.path, deep=True)
        current = self._folder.find_current()
        behind = current is None or current.manifest_sum != self._manifest.sum
        if (self._manifest.documents or self._manifest.written) and (behind or not verdict.is_whole):
            current = publish(self._folder, Manifest(), self._manifest, spare_bytes)
            self.done.append(f"{current.path}: made anew from the shards")
        if current is not None:
            remove_old(self._folder, current, self._manifest, find_journal_shards(self._folder))

    def explain(self, fault: Fault) -> Fault:
        """Say of a shard that is still lost why it is, and what to do."""
        reason = self._reasons.get(fault.document or "")
        in_shards = fault.file.startswith(f"{self._folder.shards.name}/")
        if reason is None or not in_shards or fault.kind is Kind.UNFINISHED:
            return fault
        return replace(fault, message=f"the shard of {fault.document}: {reason}")
