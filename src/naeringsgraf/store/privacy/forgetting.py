"""Forgets somebody: afterwards no byte of the store, nor of what is made from it, holds their name.

The names become keyed hashes, every shard that holds them is written anew, a fresh generation is loaded (what an engine
removes stays in its files), and what is old is removed. The minutes themselves are the user's: named, and not touched.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from naeringsgraf.errors import CallError, StoreError
from naeringsgraf.linking.identity.appearance import Appearance
from naeringsgraf.mapping.actors import map_actors
from naeringsgraf.mapping.iri import GRAPH_ACTORS, GRAPH_IDENTITIES, GRAPH_JUDGEMENTS, NAMESPACE, Part, mint_part
from naeringsgraf.registers.folding import fold_name
from naeringsgraf.store.backup import MANIFEST, SUPPRESSED, copy_suppressed, list_backups
from naeringsgraf.store.files import sync_folder, write_pieces, write_whole
from naeringsgraf.store.folder import StoreFolder, tell_disk_trouble
from naeringsgraf.store.manifest import Entry, Manifest, Shard, make_entry, read_manifest, tell_entry
from naeringsgraf.store.privacy.forms import Forms
from naeringsgraf.store.privacy.graphs import read_quads, tell_value, write_quads
from naeringsgraf.store.privacy.renaming import Renaming
from naeringsgraf.store.privacy.secret import Secret, load_secret
from naeringsgraf.store.privacy.suppressed import (
    Suppressed,
    drop_from_document,
    drop_from_shared,
    hash_names,
    load_suppressed,
    make_key_of,
    save_suppressed,
)
from naeringsgraf.store.privacy.sweeping import Names
from naeringsgraf.store.privacy.views import refresh_views
from naeringsgraf.store.privacy.words import Vocabulary, read_keys
from naeringsgraf.store.publish import (
    SPARE_BYTES,
    find_numbers,
    publish,
    read_shard,
    remove_leftovers,
    remove_old,
)

LOG: Final = "privacy.log"
_PERSON: Final = NAMESPACE + "person"

Read = Callable[[Shard], bytes]
Keep = Callable[[bytes], Shard]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was done. It tells no name."""

    store: Path
    persons: int
    """In the graph; 0 where the name stood in texts alone."""
    documents: int
    """Whose graphs were written anew."""
    generation: int | None
    held: tuple[int, ...]
    """Numbers of generations that somebody still reads; they go with the next build or `forget`."""
    views: tuple[str, ...]
    """What others see, made anew."""
    sources: tuple[str, ...]
    """Paths of the minutes that name them; they are not touched."""
    backups: tuple[str, ...]
    """Folders that backups were made in, and that are there still."""


def forget(
    store: Path, name: str, *, everyone: bool = False, secret: Secret | None = None, spare_bytes: int = SPARE_BYTES
) -> Forgotten:
    """Forget a person, by IRI, path ("person/dag-aanensen") or any form of the name.

    Args:
        store: the folder.
        name: whom.
        everyone: also where several people go by the name.
        secret: that names are keyed with; the user's by default.
        spare_bytes: room asked for when publishing.

    Raises:
        CallError: nobody goes by that name, or several and not `everyone`.
        StoreError: there is no store, or another process builds it, or it was damaged, or the disk is full.
    """
    folder = StoreFolder(store)
    folder.read_manifest()
    secret = secret or load_secret()
    with folder.open_for_writing():
        remove_leftovers(folder)
        manifest = folder.read_manifest()
        persons, names = _find_names(folder, manifest, name, everyone=everyone)
        stay = _list_others(manifest, names)
        hashes = hash_names(make_key_of(secret), names, stay)
        suppressed = save_suppressed(folder, secret, hashes)
        with tell_disk_trouble(folder):
            report = _carry_out(folder, manifest, suppressed, spare_bytes)
    views = refresh_views(store, secret)
    done = replace(report, persons=persons, views=tuple(views))
    _log(folder, done)
    return done


def forget_again(store: Path, spare_bytes: int = SPARE_BYTES) -> Forgotten:
    """Do once more what was forgotten: for generations that somebody still read, and names that came back in a restore.

    Raises:
        StoreError: as `forget`.
    """
    folder = StoreFolder(store)
    with folder.open_for_writing():
        remove_leftovers(folder)
        suppressed = load_suppressed(folder)
        if suppressed is None:
            raise CallError(f"{store}: nothing was forgotten here; name whom to forget")
        with tell_disk_trouble(folder):
            report = _carry_out(folder, folder.read_manifest(), suppressed, spare_bytes)
    return replace(report, views=tuple(refresh_views(store)))


def clean_backup(store: Path, backup: Path) -> int:
    """Take what was forgotten in a store out of a backup; give how many documents were written anew.

    Raises:
        CallError: there is no backup.
        StoreError: there is no store, or a shard of the backup is damaged.
    """
    folder = StoreFolder(store)
    folder.read_manifest()
    suppressed = load_suppressed(folder)
    path = backup / MANIFEST
    if not path.is_file():
        raise CallError(f"{backup} is no backup: it holds no {MANIFEST}")
    if suppressed is None:
        return 0
    manifest = read_manifest(path, backup)
    shards = backup / "shards"

    def read(shard: Shard) -> bytes:
        data = (shards / f"{shard.sha256}.nq").read_bytes()
        if hashlib.sha256(data).hexdigest() != shard.sha256:
            raise StoreError(f"{shards / shard.sha256}.nq is damaged; remove this backup, and make another")
        return data

    after, changed, _ = _drop(manifest, suppressed, read, lambda data: _keep(shards, data))
    sync_folder(shards)
    copy_suppressed(folder.suppressed, backup / SUPPRESSED)
    write_pieces(path, after.write())
    sync_folder(backup)
    named = {f"{shard.sha256}.nq" for shard in after.shards().values()}
    for old in shards.iterdir():
        if old.name not in named:
            old.unlink()
    return changed


def _find_names(
    folder: StoreFolder, manifest: Manifest, name: str, *, everyone: bool
) -> tuple[int, Mapping[str, set[str]]]:
    """Give how many people are meant, and slug → the names that they have there."""
    people = _read_persons(folder, manifest)
    path = name.removeprefix(manifest.base)
    wanted = sorted(read_keys(name))
    found = {
        iri: each
        for iri, each in people.items()
        if path == iri or any(sorted(read_keys(form)) == wanted for _, forms in each for form in forms)
    }
    if path in found:
        found = {path: found[path]}
    if not found:
        if len(wanted) < 2 or path.startswith("person/"):
            raise CallError(
                f"nobody goes by {name!r}; give the whole name, or the path that is told by: naeringsgraf people"
            )
        return 0, {"": {name}}
    shared = _find_bearers(people, found)
    if len(shared) + len(found) > 1 and not everyone:
        raise CallError(
            f"{len(shared) + len(found)} people go by that name: {', '.join(sorted({*shared, *found}))}; a name is "
            "forgotten for all who bear it, so say --everyone if that is meant"
        )
    names: dict[str, set[str]] = {}
    for each in [people[iri] for iri in {*found, *shared}]:
        for slug, forms in each:
            names.setdefault(slug, set()).update(forms)
    if fold_name(name) != fold_name(path) or not path.startswith("person/"):
        names.setdefault("", set()).add(name)
    return len(found) + len(shared), names


def _find_bearers(
    people: Mapping[str, list[tuple[str, tuple[str, ...]]]], found: Mapping[str, list[tuple[str, tuple[str, ...]]]]
) -> set[str]:
    """Give others, one of whose whole names is one of those found."""
    names = {tuple(sorted(read_keys(form))) for each in found.values() for _, forms in each for form in forms}
    names = {keys for keys in names if len(keys) > 1}
    return {
        iri
        for iri, each in people.items()
        if iri not in found and any(tuple(sorted(read_keys(form))) in names for _, forms in each for form in forms)
    }


def _read_persons(folder: StoreFolder, manifest: Manifest) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Give path of each person → document and names of each attendance."""
    shard = manifest.shared.get(GRAPH_IDENTITIES)
    people: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    forms: dict[str, tuple[str, tuple[str, ...]]] = {
        mint_part(slug, Part.ATTENDANCE, each.place.number, manifest.base): (slug, _list_forms(each))
        for slug, entry in manifest.documents.items()
        for each in entry.read_people(slug)
    }
    for quad in read_quads(read_shard(folder, shard)) if shard else ():
        if quad.predicate.value == _PERSON and tell_value(quad.subject) in forms:
            path = tell_value(quad.object).removeprefix(manifest.base)
            people.setdefault(path, []).append(forms[tell_value(quad.subject)])
    return people


def _list_forms(person: Appearance) -> tuple[str, ...]:
    return person.name, *person.forms


def _list_others(manifest: Manifest, names: Mapping[str, set[str]]) -> set[str]:
    """Give the names of everybody else."""
    gone = {tuple(sorted(read_keys(form))) for forms in names.values() for form in forms}
    every = (
        form
        for slug, entry in manifest.documents.items()
        for each in entry.read_people(slug)
        for form in _list_forms(each)
    )
    return {form for form in every if tuple(sorted(read_keys(form))) not in gone}


def _carry_out(folder: StoreFolder, before: Manifest, suppressed: Suppressed, spare_bytes: int) -> Forgotten:
    after, changed, sources = _drop(
        before, suppressed, lambda shard: read_shard(folder, shard), lambda data: _keep(folder.shards, data)
    )
    sync_folder(folder.shards)
    folder.write_manifest(after)
    generation = publish(folder, before, after, spare_bytes, fresh=True)
    folder.journal.unlink(missing_ok=True)
    folder.seen.unlink(missing_ok=True)
    remove_old(folder, generation, after)
    return Forgotten(
        store=folder.path,
        persons=0,
        documents=changed,
        generation=generation.number,
        held=tuple(sorted(find_numbers(folder) - {generation.number})),
        views=(),
        sources=sources,
        backups=tuple(str(path) for path in list_backups(folder)),
    )


def _drop(manifest: Manifest, suppressed: Suppressed, read: Read, keep: Keep) -> tuple[Manifest, int, tuple[str, ...]]:
    """Take forgotten names out of all graphs; give what they are now, how many changed, and whose sources name them."""
    documents: dict[str, Entry] = {}
    sources = []
    changed = 0
    for slug, entry in manifest.documents.items():
        shard = read(entry.shard)
        written, facts = drop_from_document(shard, _tell_facts(slug, entry), entry.path, suppressed, manifest.base)
        if written == shard:
            documents[slug] = entry
            continue
        changed += 1
        sources.append(entry.path)
        path = facts.pop("path", entry.path)
        new = facts.pop("slug")
        documents[new] = replace(make_entry(facts, path, keep(written)), level=entry.level, judged=entry.judged)
    documents = dict(sorted(documents.items()))
    after = replace(manifest, documents=documents)
    shared = dict(manifest.shared)
    for graph, kept in manifest.shared.items():
        if graph == GRAPH_ACTORS and changed:
            made = map_actors((a for entry in documents.values() for a in entry.read_actors()), manifest.base)
        elif graph == GRAPH_IDENTITIES:
            made = drop_from_shared(_drop_identities(read(kept), after), suppressed, manifest.base)
        elif graph == GRAPH_JUDGEMENTS:
            made = drop_from_shared(read(kept), suppressed, manifest.base)
        else:
            continue
        shared[graph] = keep(made)
    shared = {graph: kept for graph, kept in shared.items() if kept.bytes}
    written = {
        iri: keep(drop_from_shared(read(kept), suppressed, manifest.base)) for iri, kept in manifest.written.items()
    }
    return replace(after, shared=shared, written=written), changed, tuple(sources)


def _tell_facts(slug: str, entry: Entry) -> dict[str, Any]:
    """Give what reading told of a document, as JSON."""
    told = json.loads(entry.attendances)
    people = [
        {**person, "place": {"number": person["number"]}, "body": told["body"], "day": told["day"]}
        for person in told["people"]
    ]
    facts = {key: value for key, value in tell_entry(entry).items() if key not in ("path", "shard", "level", "judged")}
    return {**facts, "slug": slug, "judged": (), "actors": told["actors"], "people": people}


def _drop_identities(data: bytes, manifest: Manifest) -> bytes:
    """Take out who is nobody any more: attendances that are not among the people, and what hangs on them."""
    quads = read_quads(data)
    base = manifest.base
    living = {
        str(mint_part(slug, Part.ATTENDANCE, each.place.number, base))
        for slug, entry in manifest.documents.items()
        for each in entry.read_people(slug)
    }
    tied = [quad for quad in quads if quad.predicate.value == _PERSON]
    persons = {tell_value(quad.object) for quad in tied if tell_value(quad.subject) in living}
    gone = {tell_value(quad.subject) for quad in tied if tell_value(quad.subject) not in living}
    every = {tell_value(quad.object) for quad in tied}
    apart = {
        tell_value(quad.subject)
        for quad in quads
        if quad.predicate.value == NAMESPACE + "between" and tell_value(quad.object) not in living
    }
    dead = gone | apart | (every - persons)
    left = [quad for quad in quads if not {tell_value(quad.subject), tell_value(quad.object)} & dead]
    # What a person of before became is left out too: its name is a name.
    told = {*persons, *living}
    left = [quad for quad in left if _is_told(quad, told, base)]
    nothing = Renaming(base, Names(Forms(), Vocabulary()), None)
    return write_quads(left, nothing, lambda quad: quad.object)


def _is_told(quad: Any, told: set[str], base: str) -> bool:
    subject = tell_value(quad.subject)
    return not subject.startswith(f"{base}person/") or subject in told


def _keep(shards: Path, data: bytes) -> Shard:
    shard = Shard(hashlib.sha256(data).hexdigest(), data.count(b"\n"), len(data))
    path = shards / f"{shard.sha256}.nq"
    if not path.exists():
        write_whole(path, data)
    return shard


def _log(folder: StoreFolder, done: Forgotten) -> None:
    """Note that somebody was forgotten, and when; neither whom nor where it stood."""
    told = {
        key: value
        for key, value in asdict(done).items()
        if key in ("persons", "documents", "generation", "held", "views")
    }
    line = {"when": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), "what": "forget", **told}
    with (folder.path / LOG).open("a", encoding="ascii") as stream:
        stream.write(json.dumps(line, sort_keys=True) + "\n")
