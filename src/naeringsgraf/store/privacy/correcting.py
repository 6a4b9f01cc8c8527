"""Corrections of what is held of a person, as judgements: a line for each attendance, which every build carries out."""

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path

from naeringsgraf.errors import CallError
from naeringsgraf.linking.judgements.judgement import Judgement, Kind, Reference, Verdict, join_blanks, read_reference
from naeringsgraf.mapping.iri import GRAPH_IDENTITIES, NAMESPACE, Part, read_part
from naeringsgraf.store.folder import StoreFolder
from naeringsgraf.store.manifest import Manifest
from naeringsgraf.store.privacy.graphs import read_quads, tell_value
from naeringsgraf.store.privacy.words import read_keys
from naeringsgraf.store.publish import read_shard


def make_corrections(
    store: Path, person: str, values: Mapping[Kind, str], who: str, when: dt.date, why: str = ""
) -> tuple[list[Judgement], str]:
    """Make a judgement for each attendance of somebody and each value; give them, and what things are named under.

    Args:
        store: the folder.
        person: any whole form of the name, IRI or path of the person, or "document#name" for one attendance.
        values: name, role or affiliation as it should be.
        who: who decides.
        when: the day.
        why: the reason.

    Raises:
        CallError: nobody goes by that name.
        StoreError: there is no store, or a shard is damaged.
    """
    folder = StoreFolder(store)
    manifest = folder.read_manifest()
    made = [
        Judgement(
            kind, Reference(slug, f"attendance-{number}"), join_blanks(value), Verdict.YES, printed, who, when, why
        )
        for slug, number, printed in _find(folder, manifest, person)
        for kind, value in values.items()
    ]
    if not made:
        raise CallError(f"nobody goes by {person!r}; give the whole name, or the path told by: naeringsgraf people")
    return made, manifest.base


def _find(folder: StoreFolder, manifest: Manifest, person: str) -> Iterator[tuple[str, int, str]]:
    """Give document, number and printed name of each attendance that is meant."""
    path = person.removeprefix(manifest.base)
    reference = read_reference(path)
    wanted = sorted(read_keys(reference.part or path))
    mine = set() if reference.part else _find_attendances(folder, manifest, path)
    for slug, entry in manifest.documents.items():
        for each in entry.read_people(slug):
            printed = join_blanks(each.forms[0]) if each.forms else each.name
            named = any(sorted(read_keys(form)) == wanted for form in (each.name, *each.forms))
            numbered = reference.part == f"attendance-{each.place.number}"
            here = reference.document in ("", slug) if reference.part else True
            if here and (named or numbered or (slug, each.place.number) in mine):
                yield slug, each.place.number, printed


def _find_attendances(folder: StoreFolder, manifest: Manifest, path: str) -> set[tuple[str, int]]:
    """Give the attendances of the person of a path."""
    shard = manifest.shared.get(GRAPH_IDENTITIES)
    found = set()
    for quad in read_quads(read_shard(folder, shard)) if shard else ():
        if quad.predicate.value == NAMESPACE + "person" and tell_value(quad.object) == manifest.base + path:
            part = read_part(tell_value(quad.subject), manifest.base)
            if part and part[1] is Part.ATTENDANCE:
                found.add((part[0], part[2]))
    return found
