"""Is a store as it was written? Each fault is told with its file and, where there is one, its document.

What a store should hold is known from outside the engine: shards are named by their hash, the manifest ends with its
own, and a generation has beside it a copy of the manifest it was made from and the hash of each of its files.
"""

import hashlib
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, Store, serialize

from naeringsgraf.errors import StoreError
from naeringsgraf.store.folder import Generation, StoreFolder
from naeringsgraf.store.inventory import find_faults, find_strangers, hash_file
from naeringsgraf.store.journal import count_journal, find_journal_shards
from naeringsgraf.store.locks import Lease
from naeringsgraf.store.manifest import DamagedManifestError, Manifest, name_graph, read_manifest
from naeringsgraf.store.publish import count_graphs, find_leftovers, find_name
from naeringsgraf.store.vocabulary import sort_lines

_LOOKS: Final = 5
"""So often a store is looked at anew when a build changed it meanwhile."""


class Kind(StrEnum):
    """What is wrong with a file."""

    MISSING = "missing"
    DAMAGED = "damaged"
    UNFINISHED = "unfinished"
    """Left by a build that was stopped, or is under way: nothing is lost, and the next build finishes it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it should be."""

    kind: Kind
    file: str
    """Relative to the store."""
    document: str | None
    """Slug of the document, or path of the graph that no document owns; None where all are concerned."""
    message: str
    """What is wrong, and the next step."""

    @property
    def is_damage(self) -> bool:
        """Tell it from what a stopped build leaves."""
        return self.kind is not Kind.UNFINISHED


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was looked at, and what is wrong with it."""

    store: Path
    faults: tuple[Fault, ...]
    """Sorted by file and document."""
    documents: int
    shards: int
    quads: int
    generation: int | None
    """The one looked at; None where none is published, or it cannot be told which."""
    deep: bool

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing is damaged or missing."""
        return not any(fault.is_damage for fault in self.faults)


def verify_store(path: Path, *, deep: bool = False) -> Verdict:
    """Hold a store against what is known of it; changes nothing, and never keeps a build from working.

    Every shard and every file of the newest generation is held against its hash, and the quads of each graph are
    counted; `deep` also writes each graph out and compares it with its shard.

    Raises:
        StoreError: there is no store here, or one of another format.
    """
    folder = StoreFolder(path)
    check_place(folder)
    for _ in range(_LOOKS):
        marks = _read_marks(folder)
        verdict = _Look(folder, deep=deep).run()
        if verdict.is_whole or marks == _read_marks(folder):
            break
    return verdict


def check_place(folder: StoreFolder) -> None:
    """Make sure that there is a store, whole or not.

    Raises:
        StoreError: there is nothing, a file, or a folder of other things.
    """
    known = (folder.manifest, folder.current, folder.journal, folder.lock)
    if folder.path.exists() and not folder.path.is_dir():
        raise StoreError(f"{folder.path} is a file, not a store; name a folder")
    if not any(path.exists() for path in known) and not _is_begun(folder):
        raise StoreError(f"{folder.path} is no store; make one with: naeringsgraf build PATH")


def _is_begun(folder: StoreFolder) -> bool:
    """Tell whether there is something that only a manifest can explain."""
    return folder.current.exists() or any(folder.shards.glob("*.nq")) or any(folder.generations.glob("*.json"))


def load_manifest(folder: StoreFolder) -> Manifest | None:
    """Read the manifest; None where it is missing or damaged.

    Raises:
        StoreError: it is of another format.
    """
    with suppress(FileNotFoundError, DamagedManifestError):
        return read_manifest(folder.manifest, folder.path)
    return None


def load_copy(folder: StoreFolder, number: int) -> Manifest | None:
    """Read the manifest that a generation was made from; None where its copy is missing or damaged."""
    with suppress(OSError, DamagedManifestError, StoreError):
        return read_manifest(folder.copy_path(number), folder.path)
    return None


def dump_graph(store: Store, graph: str, base: str) -> bytes:
    """Give a graph as its shard should hold it.

    Raises:
        OSError, RuntimeError: the engine found damage.
    """
    name = find_name(graph, base)
    return sort_lines(serialize(store.quads_for_pattern(None, None, None, name), format=RdfFormat.N_QUADS) or b"")


def name_document(graph: str) -> str:
    """Give the slug of a document by its graph; other graphs go by their path."""
    return graph.removeprefix("minutes/")


def _read_marks(folder: StoreFolder) -> tuple[bytes, ...]:
    """Give what changes whenever a build does something that others see."""
    marks = []
    for path in (folder.manifest, folder.current):
        with suppress(OSError):
            marks.append(path.read_bytes())
    return tuple(marks)


class _Look:
    """One look at a store."""

    def __init__(self, folder: StoreFolder, *, deep: bool) -> None:
        self._folder = folder
        self._deep = deep
        self._faults: set[Fault] = set()
        self._repair = folder.tell_repair()

    def run(self) -> Verdict:
        manifest = load_manifest(self._folder)
        current = self._folder.find_current()
        copy = load_copy(self._folder, current.number) if current else None
        if manifest is None and (self._folder.manifest.exists() or _is_begun(self._folder)):
            self._tell_manifest()
        self._check_shards(manifest or copy or Manifest(), copy)
        if current:
            self._check_current(current, manifest, copy)
        elif manifest.documents if manifest else _is_begun(self._folder):
            self._tell_current()
        self._look_for_leftovers()
        known = manifest or copy or Manifest()
        shards = known.shards().values()
        return Verdict(
            store=self._folder.path,
            faults=tuple(sorted(self._faults, key=lambda fault: (fault.file, fault.document or "", fault.message))),
            documents=len(known.documents),
            shards=len({shard.sha256 for shard in shards}),
            quads=sum(shard.quads for shard in shards),
            generation=current.number if current else None,
            deep=self._deep,
        )

    def _add(self, kind: Kind, path: Path, message: str, graph: str | None = None) -> None:
        file = path.relative_to(self._folder.path).as_posix()
        self._faults.add(Fault(kind, file, None if graph is None else name_document(graph), message))

    def _tell_manifest(self) -> None:
        path = self._folder.manifest
        if path.exists():
            self._add(Kind.DAMAGED, path, f"is not as it was written; {self._repair}")
        else:
            self._add(Kind.MISSING, path, f"which document has which shard is not known; {self._repair}")

    def _tell_current(self) -> None:
        """No generation can be told to be the newest."""
        path = self._folder.current
        if not path.exists() and self._folder.journal.exists():
            message = f"a first build was stopped before it published; build again, or {self._repair}"
            self._add(Kind.UNFINISHED, path, message)
            return
        if not path.exists():
            self._add(Kind.MISSING, path, f"which generation is the newest is not known; {self._repair}")
            return
        try:
            number = int(path.read_text("ascii"))
        except (OSError, ValueError):
            self._add(Kind.DAMAGED, path, f"names no generation; {self._repair}")
            return
        for part in (self._folder.generation_path(number), self._folder.info_path(number)):
            if not part.exists():
                self._add(Kind.MISSING, part, f"{path.name} names it; {self._repair}")
        if self._folder.info_path(number).exists():
            self._add(Kind.DAMAGED, self._folder.info_path(number), f"cannot be read; {self._repair}")

    def _check_shards(self, manifest: Manifest, copy: Manifest | None) -> None:
        named = set()
        for graph, shard in manifest.shards().items():
            path = self._folder.shard_path(shard.sha256)
            named.add(path.name)
            if not path.is_file():
                self._add(Kind.MISSING, path, f"the shard of {name_document(graph)}; {self._repair}", graph)
            elif hash_file(path) != shard.sha256:
                self._add(Kind.DAMAGED, path, f"its bytes are not those of its name; {self._repair}", graph)
        if copy:
            named |= {f"{shard.sha256}.nq" for shard in copy.shards().values()}
        named |= {f"{sha256}.nq" for sha256 in find_journal_shards(self._folder)}
        shards = self._folder.shards
        for path in sorted(shards.iterdir()) if shards.is_dir() else ():
            if path.name not in named and path.suffix != ".tmp":
                self._add(Kind.UNFINISHED, path, "no document has this shard; the next build removes it")

    def _check_current(self, current: Generation, manifest: Manifest | None, copy: Manifest | None) -> None:
        copied = self._folder.copy_path(current.number)
        if copy is None:
            kind = Kind.DAMAGED if copied.exists() else Kind.MISSING
            self._add(kind, copied, f"the copy of the manifest; {self._repair}")
        elif copy.sum != current.manifest_sum:
            info = self._folder.info_path(current.number)
            self._add(Kind.DAMAGED, info, f"tells of another manifest than {copied.name}; {self._repair}")
        if manifest is not None and manifest.sum != current.manifest_sum:
            message = (
                f"is older than the manifest, as a build was stopped or is under way; build again, or {self._repair}"
            )
            self._add(Kind.UNFINISHED, current.path, message)
        with ExitStack() as stack:
            with suppress(OSError):
                stack.enter_context(closing(Lease(self._folder.info_path(current.number))))
            # A query over a damaged block may never end, so the engine is asked only where its files are whole.
            if self._check_files(current):
                self._check_graphs(current, copy or manifest or Manifest())

    def _check_files(self, current: Generation) -> bool:
        faults = list(find_faults(current.path, current.files))
        for name, fault in faults:
            kind = Kind.MISSING if fault == "missing" else Kind.DAMAGED
            told = "a file of the graph" if kind is Kind.MISSING else f"is {fault}"
            self._add(kind, current.path / name, f"{told}; {self._repair}")
        for name in find_strangers(current.path, current.files):
            self._add(Kind.UNFINISHED, current.path / name, "does not belong to the graph, and does no harm; remove it")
        return not faults

    def _check_graphs(self, current: Generation, manifest: Manifest) -> None:
        """Count the quads of each graph, or compare them one by one."""
        shards = manifest.shards()
        graphs = {name_graph(graph, manifest.base): graph for graph in shards}
        try:
            store = Store.read_only(str(current.path))
            counts = count_graphs(store)
            for name in sorted({*counts, *graphs}):
                graph, found = graphs.get(name, name), counts.get(name, 0)
                expected = shards[graph].quads if graph in shards else 0
                if found != expected:
                    message = f"holds {found} quads of {name_document(graph)} instead of {expected}; {self._repair}"
                    self._add(Kind.DAMAGED, current.path, message, graph)
                elif self._deep and self._differs(store, graph, manifest):
                    message = f"what it holds of {name_document(graph)} is not what its shard says; {self._repair}"
                    self._add(Kind.DAMAGED, current.path, message, graph)
        except (OSError, RuntimeError) as error:
            self._add(Kind.DAMAGED, current.path, f"the engine cannot read it ({error}); {self._repair}")

    def _differs(self, store: Store, graph: str, manifest: Manifest) -> bool:
        dump = dump_graph(store, graph, manifest.base)
        return hashlib.sha256(dump).hexdigest() != manifest.shards()[graph].sha256

    def _look_for_leftovers(self) -> None:
        for path in find_leftovers(self._folder):
            self._add(Kind.UNFINISHED, path, "half written by a build that was stopped, or is under way; build again")
        if read := count_journal(self._folder):
            message = f"a build was stopped, or is under way: {read} files are read already; build again"
            self._add(Kind.UNFINISHED, self._folder.journal, message)
