"""Stores of what others may see, made from the shards of a store: what is not to be seen does not exist in them.

Each lies in `views/<name>` of the store and is a store of its own, so that whatever opens a store opens it by its path.
"""

import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from pyoxigraph import Literal, Quad

from naeringsgraf.errors import StoreError
from naeringsgraf.linking.identity.clusters import identify
from naeringsgraf.mapping.actors import map_actors
from naeringsgraf.mapping.identities import map_identities
from naeringsgraf.mapping.iri import (
    GRAPH_ACTORS,
    GRAPH_IDENTITIES,
    GRAPH_JUDGEMENTS,
    GRAPH_REGISTERS,
    GRAPH_THEMES,
    NAMESPACE,
    Part,
    mint_part,
    read_document,
    read_part,
)
from naeringsgraf.store.files import write_whole
from naeringsgraf.store.folder import StoreFolder, tell_disk_trouble
from naeringsgraf.store.manifest import NOBODY, Entry, Manifest, Shard
from naeringsgraf.store.privacy.forms import ANYBODY, REMOVED, Forms
from naeringsgraf.store.privacy.graphs import (
    read_document_graph,
    read_quads,
    rewrite_document,
    rewrite_shared,
    tell_value,
)
from naeringsgraf.store.privacy.levels import Level, View, find_level
from naeringsgraf.store.privacy.renaming import Renaming
from naeringsgraf.store.privacy.secret import Secret, load_secret
from naeringsgraf.store.privacy.sweeping import Known, Names, Sweep
from naeringsgraf.store.privacy.words import gather_vocabulary, read_keys
from naeringsgraf.store.publish import SPARE_BYTES, publish, read_shard, remove_leftovers, remove_old
from naeringsgraf.store.vocabulary import sort_lines

_MADE_FROM: Final = "made-from"
_ATTEMPTS: Final = 5
_PERSON: Final = NAMESPACE + "person"
_FORM: Final = 1
"""Of how names are taken out: another number has every view made anew."""


def publish_view(
    store: Path,
    view: View,
    *,
    secret: Secret | None = None,
    today: dt.date | None = None,
    spare_bytes: int = SPARE_BYTES,
) -> Path:
    """Make the store of a view, unless it is there and up to date; give its folder.

    Raises:
        CallError: the secret of the environment is too short.
        StoreError: there is no store, none was published in it, another process makes the same view, or the disk is
            full; or nothing of it may be seen in this view.
    """
    folder = StoreFolder(store)
    folder.check()
    if view.is_everything:
        return store
    target = StoreFolder(folder.views / view.name)
    for attempt in range(_ATTEMPTS):
        manifest = folder.read_manifest()
        making = _Making(folder, manifest, view, secret or load_secret(), today or dt.date.today())
        if _is_made_from(target, making.made_from):
            return target.path
        with suppress(FileExistsError):
            target.path.mkdir(parents=True)
        try:
            making.publish(target, spare_bytes)
            return target.path
        except StoreError:
            # A build meanwhile removes shards that the manifest named.
            if attempt + 1 == _ATTEMPTS or folder.read_manifest().sum == manifest.sum:
                raise
    raise StoreError(f"{store}: builds replace it faster than others' view of it can be made; try again")


def refresh_views(store: Path, secret: Secret | None = None) -> list[str]:
    """Bring the views that are there up to date; give their names, sorted."""
    return [view.name for view in list_views(store) if publish_view(store, view, secret=secret)]


def list_views(store: Path) -> list[View]:
    """Give the views that were made of a store, by name."""
    every = [View(level, hidden) for level in Level for hidden in (False, True)]
    there = {path.name for path in StoreFolder(store).views.glob("*") if path.is_dir()}
    return sorted((view for view in every if view.name in there), key=lambda view: view.name)


def _is_made_from(target: StoreFolder, made_from: bytes) -> bool:
    try:
        return (target.path / _MADE_FROM).read_bytes() == made_from and target.find_current() is not None
    except OSError:
        return False


@dataclass(frozen=True)
class _Making:
    """A view while it is made."""

    folder: StoreFolder
    manifest: Manifest
    view: View
    secret: Secret
    today: dt.date

    @cached_property
    def made_from(self) -> bytes:
        """Tell what the view hangs on, so that it is made anew when any of it changes."""
        levels = json.dumps({slug: str(level) for slug, level in self.levels.items()}, sort_keys=True)
        told = {
            "form": _FORM,
            "manifest": self.manifest.sum,
            "secret": self.secret.mark,
            "levels": hashlib.sha256(levels.encode()).hexdigest(),
        }
        return json.dumps(told, sort_keys=True).encode("ascii") + b"\n"

    @cached_property
    def levels(self) -> Mapping[str, Level]:
        """The level that counts today, of the documents that are in the view."""
        every = {
            slug: find_level(entry.level, entry.day, self.manifest.names_after, self.today)
            for slug, entry in self.manifest.documents.items()
        }
        return {slug: level for slug, level in every.items() if self.view.shows(level)}

    @cached_property
    def named(self) -> frozenset[str]:
        """Slugs of the documents that have their names in the view."""
        return frozenset(slug for slug, level in self.levels.items() if self.view.names(level))

    @cached_property
    def hidden(self) -> Mapping[str, Entry]:
        """The documents whose names are taken out."""
        return {slug: self.manifest.documents[slug] for slug in self.levels if slug not in self.named}

    def publish(self, target: StoreFolder, spare_bytes: int) -> None:
        """Write shards and manifest, and load them into a new generation."""
        if not self.levels:
            raise StoreError(
                f"{self.folder.path}: no document may be seen at level {self.view.level}; "
                "name a level for them with: naeringsgraf build PATH --level LEVEL"
            )
        with target.open_for_writing():
            remove_leftovers(target)
            before = target.read_manifest()
            with tell_disk_trouble(target):
                after = self._make(target)
                target.write_manifest(after)
                generation = publish(target, before, after, spare_bytes, fresh=True)
                remove_old(target, generation, after)
                write_whole(target.path / _MADE_FROM, self.made_from)

    def _make(self, target: StoreFolder) -> Manifest:
        documents = {}
        for slug in self.levels:
            new = slug if slug in self.named else self._renaming.rename_slug(slug)
            documents[new] = self._make_document(slug, target)
        shared = {graph: _keep(target, data) for graph, data in self._make_shared() if data}
        return Manifest(
            self.manifest.reader,
            self.manifest.base,
            dict(sorted(documents.items())),
            shared,
            written=self._make_written(target),
        )

    def _make_written(self, target: StoreFolder) -> dict[str, Shard]:
        """Take names out of what updates wrote; since nobody gave it a level, others do not see it at all."""
        if self.view.level is not Level.INTERN:
            return {}
        nobody = Sweep(self._names, ())
        done = {}
        for iri, shard in self.manifest.written.items():
            quads = read_quads(read_shard(self.folder, shard))
            written = rewrite_shared(quads, lambda _: nobody, self._persons, self._renaming)
            done[str(self._renaming.rename(iri))] = _keep(target, written)
        return done

    def _make_document(self, slug: str, target: StoreFolder) -> Entry:
        entry = self.manifest.documents[slug]
        shard = read_shard(self.folder, entry.shard)
        if slug not in self.named:
            graph = read_document_graph(shard)
            tellers = {it: self._tell(it) for it, names in graph.names.items() if REMOVED not in names}
            people = [Known(tuple(graph.names[it]), instead) for it, instead in tellers.items()]
            shard = rewrite_document(graph, Sweep(self._names, people), tellers, self._renaming)
        path = entry.path if slug in self.named else Sweep(self._names, self._know(slug)).write(entry.path)
        return replace(
            entry,
            path=path,
            shard=_keep(target, shard),
            attendances=NOBODY,
            judged=(),
            judgements="",
            level=self.levels[slug],
        )

    def _make_shared(self) -> Iterator[tuple[str, bytes]]:
        for graph, shard in self.manifest.shared.items():
            data = read_shard(self.folder, shard)
            match graph:
                case str(name) if name == GRAPH_ACTORS:
                    yield graph, self._make_actors(data)
                case str(name) if name == GRAPH_IDENTITIES:
                    yield graph, self._make_identities(data)
                case str(name) if name == GRAPH_JUDGEMENTS:
                    yield graph, self._make_judgements(data)
                case _:
                    yield graph, data

    def _make_actors(self, data: bytes) -> bytes:
        if self.levels.keys() != self.manifest.documents.keys():
            seen = (self.manifest.documents[slug] for slug in self.levels)
            data = map_actors((actor for entry in seen for actor in entry.read_actors()), self.manifest.base)
        nobody = Sweep(self._names, ())
        plain = Sweep(Names(Forms(), self._names.vocabulary, strangers=False), ())
        return rewrite_shared(
            read_quads(data),
            lambda quad: plain if tell_value(quad.subject) in self._kept else nobody,
            {},
            self._renaming,
        )

    def _make_identities(self, data: bytes) -> bytes:
        """Write who is who among the documents without names; of those with names, as if there were no others."""
        quads = read_quads(data)
        if len(self.hidden) < len(self.manifest.documents):
            quads = self._choose_identities(quads)
        nobody = Sweep(self._names, ())
        written = rewrite_shared(quads, lambda _: nobody, self._persons, self._renaming)
        if not self.named:
            return written
        people = [a for slug in sorted(self.named) for a in self.manifest.documents[slug].read_people(slug)]
        return sort_lines(written + map_identities(identify(people), b"", self.manifest.base))

    def _choose_identities(self, quads: Sequence[Quad]) -> list[Quad]:
        """Give what is told of attendances in the documents without names, and of nobody else's."""
        apart: set[str] = set()
        """Links of which one end, or both, cannot be seen."""
        persons: set[str] = set()
        for quad in quads:
            subject, value = tell_value(quad.subject), tell_value(quad.object)
            if quad.predicate.value == NAMESPACE + "between" and self._slug(value) not in self.hidden:
                apart.add(subject)
            elif quad.predicate.value == _PERSON and self._slug(subject) in self.hidden:
                persons.add(value)
        return [
            quad for quad in quads if self._is_told(tell_value(quad.subject), tell_value(quad.object), apart, persons)
        ]

    def _is_told(self, subject: str, value: str, apart: Set[str], persons: Set[str]) -> bool:
        kind = subject.removeprefix(self.manifest.base).partition("/")[0]
        if kind == "minutes":
            return self._slug(subject) in self.hidden
        if kind == "identification":
            return subject not in apart
        return subject in persons or value in persons

    def _make_judgements(self, data: bytes) -> bytes:
        quads = read_quads(data)
        subjects: dict[str, set[str]] = defaultdict(set)
        for quad in quads:
            if quad.predicate.value == NAMESPACE + "subject":
                subjects[tell_value(quad.subject)].add(self._slug(tell_value(quad.object)))
        hidden = {it for it, slugs in subjects.items() if not slugs <= self.levels.keys()}
        facts = {
            tell_value(q.object)
            for q in quads
            if tell_value(q.subject) in hidden and q.predicate.value == NAMESPACE + "decides"
        }
        kept = [quad for quad in quads if tell_value(quad.subject) not in hidden | facts]
        sweeps = {
            it: Sweep(self._names, [each for slug in slugs for each in self._know(slug)])
            for it, slugs in subjects.items()
        }
        nobody = Sweep(self._names, ())
        judges = {tell_value(q.object) for q in quads if q.predicate.value == NAMESPACE + "decidedBy"}
        tellers = {name: f"{ANYBODY}-{self.secret.make_code('judge', name)}" for name in judges}
        return rewrite_shared(kept, lambda quad: sweeps.get(tell_value(quad.subject), nobody), tellers, self._renaming)

    def _slug(self, iri: str) -> str:
        """Give the document that something is, or is a part of; nothing for anything else."""
        part = read_part(iri, self.manifest.base)
        return part[0] if part else read_document(iri, self.manifest.base) or ""

    def _tell(self, attendance: str) -> str:
        return self._persons[self._person_of.get(attendance, attendance)]

    @cached_property
    def _person_of(self) -> Mapping[str, str]:
        """Attendance → person."""
        shard = self.manifest.shared.get(GRAPH_IDENTITIES)
        quads = read_quads(read_shard(self.folder, shard)) if shard else []
        return {tell_value(q.subject): tell_value(q.object) for q in quads if q.predicate.value == _PERSON}

    @cached_property
    def _persons(self) -> Mapping[str, str]:
        """Person, or attendance of nobody known → what is written instead of their name."""
        return _Codes(self.secret)

    @cached_property
    def _appearances(self) -> Mapping[str, Sequence[Known]]:
        """Slug → those who stand in the document."""
        known = {}
        for slug, entry in self.manifest.documents.items():
            people = entry.read_people(slug)
            known[slug] = [
                Known(
                    (each.name, *each.forms),
                    self._tell(mint_part(slug, Part.ATTENDANCE, each.place.number, self.manifest.base)),
                )
                for each in people
            ]
        return known

    def _know(self, slug: str) -> Sequence[Known]:
        return self._appearances.get(slug, ())

    @cached_property
    def _names(self) -> Names:
        labels = (self._read_labels(graph) for graph in (GRAPH_REGISTERS, GRAPH_THEMES))
        texts = (read_text(read_shard(self.folder, entry.shard)) for entry in self.manifest.documents.values())
        vocabulary = gather_vocabulary(texts, (label for some in labels for label in some))
        forms, alone = Forms(), dict[str, str]()
        for people in self._appearances.values():
            for person in people:
                for name in person.names:
                    keys = read_keys(name)
                    if len(keys) < 2:
                        continue
                    forms.add(name, person.instead)
                    if len(keys[-1]) > 3 and not vocabulary.is_ordinary([keys[-1]]):
                        alone[keys[-1]] = (
                            person.instead if alone.get(keys[-1], person.instead) == person.instead else ANYBODY
                        )
        return Names(forms, vocabulary, alone)

    def _read_labels(self, graph: str) -> Iterator[str]:
        shard = self.manifest.shared.get(graph)
        for quad in read_quads(read_shard(self.folder, shard)) if shard else ():
            if isinstance(quad.object, Literal) and quad.predicate.value.endswith(("abel", "#name")):
                yield quad.object.value

    @cached_property
    def _kept(self) -> frozenset[str]:
        """IRIs that stay: those of the registers, and of actors that documents with names lead to."""
        shards = [
            self.manifest.shared[graph] for graph in (GRAPH_REGISTERS, GRAPH_THEMES) if graph in self.manifest.shared
        ]
        of_registers = {
            tell_value(quad.subject) for shard in shards for quad in read_quads(read_shard(self.folder, shard))
        }
        actors = (a for slug in self.named for a in self.manifest.documents[slug].read_actors())
        return frozenset(of_registers | {f"{self.manifest.base}{actor.id}" for actor in actors})

    @cached_property
    def _renaming(self) -> Renaming:
        return Renaming(self.manifest.base, self._names, self.secret.make_code, self._kept)


class _Codes(dict[str, str]):
    """IRI of a person → what is written instead of their name."""

    def __init__(self, secret: Secret) -> None:
        super().__init__()
        self._secret = secret

    def __missing__(self, iri: str) -> str:
        self[iri] = f"{ANYBODY}-{self._secret.make_code('person', iri)}"
        return self[iri]

    def get(self, iri: str, default: Any = None) -> Any:
        return self[iri]


def read_text(shard: bytes) -> str:
    """Give the text of the document that a shard is of."""
    mark = b"> <" + (NAMESPACE + "text").encode() + b"> "
    for line in shard.splitlines(keepends=True):
        subject, found, _ = line.partition(mark)
        if found and b"#" not in subject:
            return tell_value(read_quads(line)[0].object)
    return ""


def _keep(folder: StoreFolder, data: bytes) -> Shard:
    shard = Shard(hashlib.sha256(data).hexdigest(), data.count(b"\n"), len(data))
    path = folder.shard_path(shard.sha256)
    if not path.exists():
        write_whole(path, data)
    return shard
