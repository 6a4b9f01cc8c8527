"""From files to a published graph. What has not changed is not read again; what cannot be read costs nothing else."""

import hashlib
import json
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from naeringsgraf.errors import JudgementError, Problem, SourceError, StoreError
from naeringsgraf.linking.extract import extract_source
from naeringsgraf.linking.identity.clusters import Verdicts, identify
from naeringsgraf.linking.judgements.judgement import Judgement, Judgements, Kind, hash_judgements
from naeringsgraf.linking.judgements.persons import Resolved, resolve_persons
from naeringsgraf.linking.judgements.quotes import tell_near
from naeringsgraf.linking.judgements.table import read_judgements
from naeringsgraf.mapping.actors import map_actors
from naeringsgraf.mapping.identities import map_identities
from naeringsgraf.mapping.iri import BASE, GRAPH_ACTORS, GRAPH_IDENTITIES, GRAPH_JUDGEMENTS, check_base
from naeringsgraf.mapping.judgements import Ruled, map_judgements
from naeringsgraf.model.meeting import Judged
from naeringsgraf.model.names import ThingId
from naeringsgraf.parsing.split import is_part_of, name_whole
from naeringsgraf.reading.files import SourceFile
from naeringsgraf.reading.private import hide_in_name
from naeringsgraf.registers.checking import check_registers
from naeringsgraf.store.files import sync_folder, write_whole
from naeringsgraf.store.fingerprint import make_fingerprint
from naeringsgraf.store.folder import Generation, StoreFolder, tell_disk_trouble
from naeringsgraf.store.intake import MakeShards, Read
from naeringsgraf.store.journal import Journal, OnDisk
from naeringsgraf.store.manifest import Entry, Manifest, Shard, is_written, make_entry, name_graph, parse_judged
from naeringsgraf.store.privacy.levels import LevelRule, Showing
from naeringsgraf.store.privacy.suppressed import Suppressed, drop_from_shared, load_suppressed
from naeringsgraf.store.publish import (
    SPARE_BYTES,
    Sent,
    publish,
    read_shard,
    remove_leftovers,
    remove_old,
    remove_unnamed,
)
from naeringsgraf.store.seen import Seen
from naeringsgraf.store.vocabulary import make_shared_graphs
from naeringsgraf.store.workers.choosing import Readers, open_pool
from naeringsgraf.store.workers.limits import USUAL, Limits
from naeringsgraf.store.workers.pool import Outcome

Progress = Callable[[int, int, str], None]
"""Is told how many files are done, of how many, and the name of the last one."""

PublishElsewhere = Callable[[StoreFolder, Manifest], Sent]
"""Makes something other than the folder, such as an endpoint, hold what the manifest says."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that was not taken in."""

    path: str
    message: str
    """File, place, reason and next step, in one or more whole lines."""
    trace: str = ""
    """Where a mistake in this program stopped its reading; empty for any other reason."""


@dataclass(frozen=True, slots=True, order=True)
class SensitivePlace:
    """A line of a file that may tell of somebody what article 9 of the General Data Protection Regulation guards."""

    path: str
    line: int
    kind: str
    """As `mentions.sensitive` has it."""


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
    read: tuple[str, ...] = ()
    """Paths of the files that were read; the others were known from before."""
    resumed: tuple[str, ...] = ()
    """Of those others, the ones that were read by a build that was stopped before it published."""
    copies: tuple[tuple[str, ...], ...] = ()
    """Paths of files that hold the same bytes, and are counted as so many meetings."""
    unprotected: tuple[str, ...] = ()
    """What this platform cannot keep a document from, in words."""
    left_out: tuple[str, ...] = ()
    """Slugs of documents that hold no minutes, as somebody decided."""
    judgements: int = 0
    """How many were carried out."""
    sensitive: tuple[SensitivePlace, ...] = ()
    """In the files that were read, sorted. Kept nowhere: the store would list what it is to guard."""
    sent: Sent | None = None
    """To an endpoint; None where the graph is published in the folder."""


def build_store(
    files: Sequence[SourceFile],
    store: Path,
    *,
    read: Read = extract_source,
    base: str = BASE,
    progress: Progress | None = None,
    on_disk: OnDisk | None = None,
    spare_bytes: int = SPARE_BYTES,
    workers: int | None = None,
    limits: Limits = USUAL,
    judgements: Path | None = None,
    scheduler: str | None = None,
    publish_elsewhere: PublishElsewhere | None = None,
    levels: Sequence[LevelRule] = (),
    names_after: int | None = None,
) -> BuildReport:
    """Make the store hold what these files say and what people decided about them, and nothing else.

    A file that cannot be read, or that has the slug of one before it, is rejected and reported; the others are built.
    If none can be read, nothing is published and the store stays as it was.

    Files are read in sealed processes, `workers` of them; one a processor when None. With 0 they are read in this
    process: nothing is limited then, and a mistake in the program is raised here. With `scheduler`, the address of a
    dask.distributed one, the workers of that cluster read. The store is the same in each case.

    A file that `on_disk` was told of is not read again by the next build, even if this one is killed.

    What others may see of a document is as the last of `levels` says that fits its path, else as it was before, else
    `DEFAULT_LEVEL`. Names of meetings older than `names_after` days are not shown to others; None leaves it as it was.

    With `publish_elsewhere` the folder keeps shards and manifest alone, and gets no generation that readers could open.

    Raises:
        CallError: no things can be named below the base, there is no file of judgements of that name, or the address
            of the scheduler cannot be read.
        JudgementError: a judgement contradicts another, or does not fit what the minutes say now. What was published
            before is untouched.
        RegisterError: a table of the registers, or the thesaurus, cannot be relied on. Nothing was changed.
        StoreError: the folder is no store, is of another format, is being built by another process, or is full. What
            was published before is untouched. So it is when the scheduler cannot be reached, or is lost.
    """
    check_base(base)
    check_registers()
    judged = read_judgements(judgements, base) if judgements else Judgements()
    folder = StoreFolder(store)
    with folder.open_for_writing():
        remove_leftovers(folder)
        suppressed = load_suppressed(folder)
        judged = leave_out_forgotten(judged, suppressed)
        try:
            with Journal(folder, make_fingerprint(), base, on_disk) as journal:
                build = _Build(
                    folder,
                    folder.read_manifest(),
                    base,
                    judged,
                    journal,
                    Showing(tuple(levels), names_after),
                    suppressed,
                )
                build.take_in(
                    files,
                    make_task(base, read, judged, suppressed),
                    progress,
                    lambda: open_pool(workers, limits, scheduler),
                )
                with tell_disk_trouble(folder):
                    return build.finish(spare_bytes, publish_elsewhere)
        except BaseException:
            remove_leftovers(folder)
            raise


def leave_out_forgotten(judged: Judgements, suppressed: Suppressed | None) -> Judgements:
    """Give the judgements without those on who is who that name somebody who was forgotten."""
    if suppressed is None:
        return judged
    kept = [each for each in judged.every if each.kind is not Kind.PERSON or not any(suppressed.find(each.quote))]
    return Judgements.gather(judged.path, kept)


def make_task(base: str, read: Read, judged: Judgements, suppressed: Suppressed | None = None) -> MakeShards:
    """Give the task; a reader is told of judgements only where there are any."""
    left_out = frozenset(each.subject.document for each in judged.every if each.kind is Kind.MINUTES)
    return MakeShards(
        base, partial(read, judgements=dict(judged.by_document)) if judged.by_document else read, left_out, suppressed
    )


class _Build:
    """One build under way: first `take_in`, then `finish`."""

    def __init__(
        self,
        folder: StoreFolder,
        before: Manifest,
        base: str,
        judgements: Judgements,
        journal: Journal,
        showing: Showing,
        suppressed: Suppressed | None,
    ) -> None:
        self._folder = folder
        self._before = before
        self._base = base
        self._journal = journal
        self._showing = showing
        self._suppressed = suppressed
        self._seen = Seen(folder.seen)
        self._reader = make_fingerprint()
        self._judgements = judgements
        self._judged_of: dict[str, set[str]] = {}
        """Slug of a file → those of the documents in it, or parts of it, that something was decided about."""
        for slug in judgements.by_document:
            for name in {slug, name_whole(slug)}:
                self._judged_of.setdefault(name, set()).add(slug)
        self._left_out: dict[str, tuple[Judged, ...]] = {}
        """Slug of a document that holds no minutes → what came of the judgement that says so."""
        self._entries: dict[str, Entry] = {}
        self._names: dict[str, SourceFile] = {}
        """Slug → the file that holds the document of that name."""
        self._old: dict[str, dict[str, Entry]] = {}
        """Path → what was read from it before, by slug."""
        for slug, entry in before.documents.items():
            self._old.setdefault(entry.path, {})[slug] = entry
        self._sensitive: list[SensitivePlace] = []
        self._rejected: list[Rejected] = []
        self._rejected_slugs: list[str] = []
        self._read: list[str] = []
        self._resumed: list[str] = []
        self._missing: tuple[str, ...] = ()

    def take_in(
        self,
        files: Sequence[SourceFile],
        task: MakeShards,
        progress: Progress | None,
        open_readers: Callable[[], Readers],
    ) -> None:
        """Make a shard of each file, or keep the one there is; the journal acknowledges them batch by batch."""
        made: dict[int, dict[str, Entry] | SourceError] = {}
        for at, file in enumerate(files):
            if known := self._find_unchanged(file):
                made[at] = known
                if progress:
                    progress(len(made), len(files), file.name)
        new = [at for at in range(len(files)) if at not in made]
        for at in new:
            self._seen.watch(files[at])
        with closing(self._run(task, [files[at] for at in new], open_readers)) as outcomes:
            for number, outcome in outcomes:
                at = new[number]
                made[at] = outcome if isinstance(outcome, SourceError) else self._keep_all(files[at], outcome)
                if progress:
                    progress(len(made), len(files), files[at].name)
        self._journal.acknowledge()
        self._read = [files[at].name for at in new]
        for at, file in enumerate(files):
            self._add(file, made[at])

    def _run(
        self, task: MakeShards, files: Sequence[SourceFile], open_readers: Callable[[], Readers]
    ) -> Generator[tuple[int, Outcome], None, None]:
        if not files:
            return
        pool = open_readers()
        # Asked for here, since there is nothing else to do while the first worker reads the registers.
        make_shared_graphs(self._base)
        yield from pool.run(task, files)
        self._missing = pool.missing

    def _keep_all(self, file: SourceFile, parts: Sequence[bytes]) -> dict[str, Entry]:
        """Write the shards of one file; give their entries by slug."""
        facts, *shards = parts
        entries = {}
        told = json.loads(facts)
        for fact in told:
            if fact.get("left_out"):
                self._left_out[fact["slug"]] = parse_judged(fact["judged"])
        for fact, data in zip((fact for fact in told if not fact.get("left_out")), shards, strict=True):
            slug = fact.pop("slug")
            self._sensitive += [SensitivePlace(file.name, line, kind) for kind, line in fact.pop("sensitive")]
            fact["judgements"] = self._judgements.hash_of(slug)
            entries[slug] = make_entry(fact, fact.pop("path", file.name), self._keep(data))
            self._seen.note(file, entries[slug].source_sha256)
        self._journal.add(file, entries)
        return entries

    def _add(self, file: SourceFile, found: dict[str, Entry] | SourceError) -> None:
        """Take in what was made of a file, unless a file before it has its name."""
        if not isinstance(found, SourceError):
            try:
                self._check_names(file, found)
            except SourceError as problem:
                found = problem
        if isinstance(found, SourceError):
            trace = "\n".join(getattr(found, "__notes__", ()))
            self._rejected.append(Rejected(file.name, str(found), trace))
            self._rejected_slugs.append(file.slug)
            return
        self._entries |= found
        self._names |= dict.fromkeys(found, file)

    def _check_names(self, file: SourceFile, entries: Iterable[str]) -> None:
        for slug in entries:
            if first := self._names.get(slug):
                name = f'would have the same name in the graph, "{slug}", as {hide_in_name(str(first.path))}'
                raise SourceError(hide_in_name(str(file.path)), f"{name}; rename one of them")

    def finish(self, spare_bytes: int, publish_elsewhere: PublishElsewhere | None) -> BuildReport:
        """Write the manifest, publish it, and remove what nobody uses any more."""
        self._seen.keep()
        current = self._folder.find_current()
        persons = self._check_judgements()
        if not self._entries:
            return self._report(self._before, None if current is None else current.number, published=False)
        self._entries = {slug: self._give_level(slug, entry) for slug, entry in self._entries.items()}
        names_after = self._showing.names_after
        shared = {str(graph): shard for graph, shard in self._make_shared_graphs(persons).items() if shard.bytes}
        after = Manifest(
            self._reader,
            self._base,
            dict(sorted(self._entries.items())),
            shared,
            hash_judgements(self._judgements.on_persons),
            _sort(self._left_out),
            self._before.written,
            self._before.names_after if names_after is None else names_after,
        )
        self._check_written(after)
        sync_folder(self._folder.shards)
        if publish_elsewhere is not None:
            self._folder.write_manifest(after)
            sent = publish_elsewhere(self._folder, after)
            self._journal.close()
            remove_unnamed(self._folder, after)
            number = None if current is None else current.number
            return replace(self._report(after, number, published=bool(sent)), sent=sent)
        if current is not None and after == self._before and current.manifest_sum == self._before.sum:
            self._tidy(current, after)
            return self._report(after, current.number, published=False)
        self._folder.write_manifest(after)
        generation = publish(self._folder, self._before, after, spare_bytes)
        self._tidy(generation, after)
        return self._report(after, generation.number, published=True)

    def _check_written(self, after: Manifest) -> None:
        """Refuse to put a graph of ours in the place of one that an update wrote.

        Raises:
            StoreError: there is one.
        """
        ours = {name_graph(graph, after.base) for graph in after.shards() if not is_written(graph)}
        for iri in sorted(ours & after.written.keys()):
            raise StoreError(
                f"{self._folder.path}: an update wrote graph {iri}, and this build makes one of that name; take the "
                f"written one away with DROP GRAPH <{iri}>, or name things under another --base"
            )

    def _give_level(self, slug: str, entry: Entry) -> Entry:
        before = self._before.documents.get(slug)
        return replace(entry, level=self._showing.choose(entry.path) or (before.level if before else entry.level))

    def _tidy(self, generation: Generation, manifest: Manifest) -> None:
        """Remove what nobody uses any more, that of builds that were stopped too."""
        self._journal.close()
        remove_old(self._folder, generation, manifest)

    def _check_judgements(self) -> Resolved:
        """Give what was decided on who is who.

        Raises:
            JudgementError: some judgement does not fit the documents; all that do not are told.
        """
        found = {judged.key: judged for judged in self._list_judged()}
        named = {slug for judgement in self._judgements.on_persons for slug in judgement.list_documents()}
        people = {slug: self._entries[slug].read_people(slug) for slug in named & self._entries.keys()}
        persons = resolve_persons(self._judgements.on_persons, people)
        problems = list(persons.problems)
        for judgement in self._judgements.every:
            if judgement.key in found and found[judgement.key].problem:
                problems.append(Problem(judgement.line, found[judgement.key].problem))
            problems += [Problem(judgement.line, reason) for reason in self._find_unknown(judgement)]
        if problems:
            raise JudgementError(self._judgements.path, problems)
        return persons

    def _list_judged(self) -> list[Judged]:
        kept = [*(entry.judged for entry in self._entries.values()), *self._left_out.values()]
        return [judged for each in kept for judged in each]

    def _find_unknown(self, judgement: Judgement) -> Iterator[str]:
        """Tell of documents that a judgement names and that are not there; what was rejected is told already."""
        for slug in judgement.list_documents():
            if slug in self._entries or slug in self._left_out:
                continue
            if not any(is_part_of(slug, each) for each in self._rejected_slugs):
                near = tell_near(slug, self._entries) or "it is named as its file is, without the ending"
                yield f"there is no document {slug!r} among the files of this build; {near}"

    def _make_shared_graphs(self, persons: Resolved) -> dict[ThingId, Shard]:
        ruled = Ruled({judged.key: judged for judged in self._list_judged()}, persons.pairs)
        kept = self._find_kept()
        return {
            GRAPH_ACTORS: kept.get(GRAPH_ACTORS) or self._keep(self._map_actors()),
            GRAPH_IDENTITIES: kept.get(GRAPH_IDENTITIES) or self._keep(self._map_identities(persons.verdicts)),
            GRAPH_JUDGEMENTS: self._keep(self._map_judgements(ruled)),
            **{graph: self._keep(data) for graph, data in make_shared_graphs(self._base).items()},
        }

    def _map_judgements(self, ruled: Ruled) -> bytes:
        data = map_judgements(self._judgements.every, ruled, self._base)
        return drop_from_shared(data, self._suppressed, self._base) if self._suppressed else data

    def _map_actors(self) -> bytes:
        return map_actors((actor for entry in self._entries.values() for actor in entry.read_actors()), self._base)

    def _map_identities(self, verdicts: Verdicts) -> bytes:
        """Say who is who; the graph of the last build tells which persons were named before."""
        shard = self._before.shared.get(GRAPH_IDENTITIES) if self._before.base == self._base else None
        # Where that graph is lost, persons are named as if for the first time, which is better than no graph at all.
        named = shard is not None and self._folder.shard_path(shard.sha256).exists()
        before = read_shard(self._folder, shard) if shard and named else b""
        people = [person for slug, entry in self._entries.items() for person in entry.read_people(slug)]
        return map_identities(identify(people, verdicts), before, self._base)

    def _find_kept(self) -> Mapping[str, Shard]:
        """Give the shards of the last build where those that are made from all documents would be the same again."""
        if not self._has_same_people():
            return {}
        shared = self._before.shared
        return {graph: shard for graph, shard in shared.items() if self._folder.shard_path(shard.sha256).exists()}

    def _has_same_people(self) -> bool:
        """Tell whether nothing has changed that tells who is who; most changes of a text are such."""
        old, new = self._before.documents, self._entries
        return (
            self._before.reader == self._reader
            and self._before.base == self._base
            and self._before.judgements == hash_judgements(self._judgements.on_persons)
            and old.keys() == new.keys()
            and all(old[slug].attendances == entry.attendances for slug, entry in new.items())
        )

    def _find_unchanged(self, file: SourceFile) -> dict[str, Entry]:
        """Give what was read from the file before, where that still holds; else nothing."""
        resumed = self._journal.find(file)
        if self._still_holds(file, resumed):
            self._resumed.append(file.name)
            return resumed
        if (self._before.reader, self._before.base) != (self._reader, self._base):
            return {}
        old = {slug: entry for slug, entry in self._old.get(file.name, {}).items() if is_part_of(slug, file.slug)}
        return old if self._still_holds(file, old) else {}

    def _still_holds(self, file: SourceFile, old: dict[str, Entry]) -> bool:
        """Tell whether that was read from the same bytes, and its shards are there."""
        if not all(self._folder.shard_path(entry.shard.sha256).exists() for entry in old.values()):
            return False
        if not self._is_judged_as_before(file, old):
            return False
        hashes = {entry.source_sha256 for entry in old.values()}
        return len(hashes) == 1 and hashes == {self._seen.hash(file)}

    def _is_judged_as_before(self, file: SourceFile, old: Mapping[str, Entry]) -> bool:
        """Tell whether the judgements on the documents of a file are those that it was read with."""
        return self._judged_of.get(file.slug, set()) <= old.keys() and all(
            entry.judgements == self._judgements.hash_of(slug) for slug, entry in old.items()
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
            read=tuple(self._read),
            resumed=tuple(self._resumed),
            copies=_find_copies(entries),
            unprotected=self._missing,
            left_out=_sort(self._left_out),
            judgements=len(self._judgements.every),
            sensitive=tuple(sorted(self._sensitive)),
        )

    def _explain(self, rejected: Rejected, after: Manifest) -> Rejected:
        """Say it when a document that was there before is gone because its file can no longer be read."""
        lost = self._old.get(rejected.path, {})
        if all(slug in after.documents for slug in lost):
            return rejected
        return replace(
            rejected, message=f"{rejected.message}\n  What was read from it before is no longer in the graph."
        )


def _find_copies(entries: Iterable[Entry]) -> tuple[tuple[str, ...], ...]:
    """Give the paths of files that hold the same bytes, in groups; a file of several meetings is one file."""
    paths: dict[str, set[str]] = {}
    for entry in entries:
        paths.setdefault(entry.source_sha256, set()).add(entry.path)
    return tuple(sorted(tuple(sorted(group)) for group in paths.values() if len(group) > 1))


def _sort(slugs: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(slugs))
