"""From files to a published graph. What has not changed is not read again; what cannot be read costs nothing else."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from naeringsgraf.errors import SourceError
from naeringsgraf.linking.identity.appearance import find_appearances
from naeringsgraf.linking.identity.clusters import identify
from naeringsgraf.mapping.actors import find_unregistered, map_actors
from naeringsgraf.mapping.identities import map_identities
from naeringsgraf.mapping.iri import BASE, GRAPH_ACTORS, GRAPH_IDENTITIES, check_base
from naeringsgraf.mapping.nquads import map_document
from naeringsgraf.model.document import Document
from naeringsgraf.model.meeting import Meeting
from naeringsgraf.model.names import ThingId
from naeringsgraf.reading.files import SourceFile
from naeringsgraf.registers.checking import check_registers
from naeringsgraf.store.files import sync_folder, write_whole
from naeringsgraf.store.fingerprint import make_fingerprint
from naeringsgraf.store.folder import Entry, Manifest, Shard, StoreFolder, tell_disk_trouble
from naeringsgraf.store.publish import SPARE_BYTES, publish, read_shard, remove_leftovers, remove_old
from naeringsgraf.store.vocabulary import make_shared_graphs

Read = Callable[[SourceFile], Sequence[tuple[Document, Meeting]]]
"""Reads one file, which may hold several minutes, or raises SourceError."""

Progress = Callable[[int, int, str], None]
"""Is told how many files are done, of how many, and the name of the last one."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that was not taken in."""

    path: str
    message: str
    """File, place, reason and next step, in one or more whole lines."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build found and did. The lists hold slugs, sorted."""

    store: Path
    generation: int | None
    """Number of the generation that readers now open; None where none was ever published."""
    published: bool
    """False when nothing had changed, or nothing could be read."""
    documents: int
    """In the store, when done."""
    added: tuple[str, ...]
    changed: tuple[str, ...]
    """Their source, or the way it is read, is another than before."""
    removed: tuple[str, ...]
    """In the store before, and no longer: the file is gone, or is rejected now."""
    unchanged: tuple[str, ...]
    rejected: tuple[Rejected, ...]
    quads: int
    """Of all graphs, registers and ontology included."""
    turns: int
    statements: int
    themes: int
    """Distinct themes raised in turns."""
    unread: int
    """Lines that looked like content and could not be read."""
    ambiguous: int
    """Names that may stand for several things."""


def build_store(
    files: Sequence[SourceFile],
    store: Path,
    *,
    read: Read | None = None,
    base: str = BASE,
    progress: Progress | None = None,
    spare_bytes: int = SPARE_BYTES,
) -> BuildReport:
    """Make the store hold what these files say, and nothing else.

    A file that cannot be read, or that has the slug of one before it, is rejected and reported; the others are built.
    If none can be read, nothing is published and the store stays as it was.

    Raises:
        CallError: no things can be named below the base.
        RegisterError: a table of the registers, or the thesaurus, cannot be relied on. Nothing was changed.
        StoreError: the folder is no store, is of another format, is being built by another process, or is full. What
            was published before is untouched.
    """
    check_base(base)
    check_registers()
    folder = StoreFolder(store)
    with folder.open_for_writing():
        remove_leftovers(folder)
        build = _Build(folder, folder.read_manifest(), base, read or _read_file)
        try:
            build.take_in(files, progress)
            with tell_disk_trouble(folder):
                return build.finish(spare_bytes)
        except BaseException:
            remove_leftovers(folder)
            raise


class _Build:
    """One build under way: first `take_in`, then `finish`."""

    def __init__(self, folder: StoreFolder, before: Manifest, base: str, read: Read) -> None:
        self._folder = folder
        self._before = before
        self._base = base
        self._read = read
        self._reader = make_fingerprint()
        self._entries: dict[str, Entry] = {}
        self._names: dict[str, SourceFile] = {}
        """Slug → the file that holds the document of that name."""
        self._old: dict[str, dict[str, Entry]] = {}
        """Path → what was read from it before, by slug."""
        for slug, entry in before.documents.items():
            self._old.setdefault(entry.path, {})[slug] = entry
        self._rejected: list[Rejected] = []

    def take_in(self, files: Sequence[SourceFile], progress: Progress | None) -> None:
        """Make a shard of each file, or keep the one there is; all are on disk before the manifest names them."""
        for done, file in enumerate(files, 1):
            try:
                self._entries |= self._make_entries(file)
            except SourceError as problem:
                self._rejected.append(Rejected(file.name, str(problem)))
            if progress:
                progress(done, len(files), file.name)

    def finish(self, spare_bytes: int) -> BuildReport:
        """Write the manifest, publish it, and remove what nobody uses any more."""
        current = self._folder.find_current()
        if not self._entries:
            return self._report(self._before, None if current is None else current.number, published=False)
        shared = {str(graph): self._keep(data) for graph, data in self._make_shared_graphs().items() if data}
        after = Manifest(self._reader, self._base, dict(sorted(self._entries.items())), shared)
        sync_folder(self._folder.shards)
        if current is not None and current.manifest_sha256 == after.sha256() and after == self._before:
            return self._report(after, current.number, published=False)
        self._folder.write_manifest(after)
        generation = publish(self._folder, self._before, after, spare_bytes)
        remove_old(self._folder, generation, after)
        return self._report(after, generation.number, published=True)

    def _make_shared_graphs(self) -> dict[ThingId, bytes]:
        actors = [actor for entry in self._entries.values() for actor in entry.actors]
        return {
            GRAPH_ACTORS: map_actors(actors, self._base),
            GRAPH_IDENTITIES: self._map_identities(),
            **make_shared_graphs(self._base),
        }

    def _map_identities(self) -> bytes:
        """Say who is who; the graph of the last build tells which persons were named before."""
        people = [appearance for entry in self._entries.values() for appearance in entry.people]
        shard = self._before.shared.get(GRAPH_IDENTITIES) if self._before.base == self._base else None
        return map_identities(identify(people), read_shard(self._folder, shard) if shard else b"", self._base)

    def _make_entries(self, file: SourceFile) -> dict[str, Entry]:
        entries = self._find_unchanged(file)
        if not entries:
            entries = {document.slug: self._map(document, meeting) for document, meeting in self._read(file)}
        for slug in entries:
            if first := self._names.get(slug):
                name = f'would have the same name in the graph, "{slug}", as {first.path}'
                raise SourceError(str(file.path), f"{name}; rename one of them")
        self._names |= dict.fromkeys(entries, file)
        return entries

    def _find_unchanged(self, file: SourceFile) -> dict[str, Entry]:
        """Give what was read from the file before, where that still holds; else nothing."""
        if (self._before.reader, self._before.base) != (self._reader, self._base):
            return {}
        old = self._old.get(file.name, {})
        if not all(self._folder.shard_path(entry.shard.sha256).exists() for entry in old.values()):
            return {}
        hashes = {entry.source_sha256 for entry in old.values()}
        return old if hashes == {_hash_file(file.path)} else {}

    def _map(self, document: Document, meeting: Meeting) -> Entry:
        themes = {theme for turn in meeting.contributions for theme in turn.themes}
        return Entry(
            path=document.path,
            source_sha256=document.sha256,
            shard=self._keep(map_document(document, meeting, self._base)),
            turns=len(meeting.contributions),
            statements=sum(len(turn.statements) for turn in meeting.contributions),
            unread=len(meeting.unread),
            ambiguous=sum(1 for mention in meeting.mentions if mention.candidates),
            themes=tuple(sorted(themes)),
            actors=find_unregistered(meeting),
            people=find_appearances(document, meeting),
        )

    def _keep(self, data: bytes) -> Shard:
        shard = Shard(hashlib.sha256(data).hexdigest(), data.count(b"\n"), len(data))
        path = self._folder.shard_path(shard.sha256)
        if not path.exists():
            with tell_disk_trouble(self._folder):
                write_whole(path, data)
        return shard

    def _report(self, after: Manifest, generation: int | None, *, published: bool) -> BuildReport:
        before, now = self._before.documents, after.documents
        entries = now.values()
        return BuildReport(
            store=self._folder.path,
            generation=generation,
            published=published,
            documents=len(now),
            added=_sort(slug for slug in now if slug not in before),
            changed=_sort(slug for slug in now if slug in before and now[slug] != before[slug]),
            removed=_sort(slug for slug in before if slug not in now),
            unchanged=_sort(slug for slug in now if now[slug] == before.get(slug)),
            rejected=tuple(self._explain(rejected, after) for rejected in self._rejected),
            quads=sum(shard.quads for shard in after.shards().values()),
            turns=sum(entry.turns for entry in entries),
            statements=sum(entry.statements for entry in entries),
            themes=len({theme for entry in entries for theme in entry.themes}),
            unread=sum(entry.unread for entry in entries),
            ambiguous=sum(entry.ambiguous for entry in entries),
        )

    def _explain(self, rejected: Rejected, after: Manifest) -> Rejected:
        """Say it when a document that was there before is gone because its file can no longer be read."""
        lost = self._old.get(rejected.path, {})
        if all(slug in after.documents for slug in lost):
            return rejected
        return replace(
            rejected, message=f"{rejected.message}\n  What was read from it before is no longer in the graph."
        )


def _sort(slugs: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(slugs))


def _hash_file(path: Path) -> str | None:
    """Give the SHA-256 of a file; None where it cannot be read, which reading it will tell."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _read_file(file: SourceFile) -> Sequence[tuple[Document, Meeting]]:
    from naeringsgraf.linking.extract import extract_file

    return extract_file(file.path, file.root)
