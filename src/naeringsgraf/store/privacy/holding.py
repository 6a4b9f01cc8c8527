"""Everything that a store holds of one person, and where."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, Quad

from naeringsgraf.errors import CallError
from naeringsgraf.mapping.iri import (
    GRAPH_IDENTITIES,
    GRAPH_JUDGEMENTS,
    NAMESPACE,
    mint_document,
    read_document,
    read_part,
)
from naeringsgraf.mapping.lines import RDF_TYPE
from naeringsgraf.store.backup import list_backups
from naeringsgraf.store.folder import StoreFolder
from naeringsgraf.store.manifest import Manifest, read_manifest
from naeringsgraf.store.privacy.forms import Forms
from naeringsgraf.store.privacy.graphs import DocumentGraph, read_document_graph, read_quads, tell_value
from naeringsgraf.store.privacy.words import Vocabulary, read_keys, read_words
from naeringsgraf.store.publish import find_numbers, read_shard

COLUMNS: Final = ("kind", "document", "path", "level", "begins", "ends", "text", "about", "iri")
_ATTENDANCE_LINKS: Final = {
    NAMESPACE + "speaker": "turn",
    NAMESPACE + "repliesTo": "turn in reply to them",
    NAMESPACE + "substituteFor": "substitute for them",
    NAMESPACE + "member": "committee they sit in",
    NAMESPACE + "saidBy": "figure they gave",
    NAMESPACE + "refersTo": "mention",
}


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that is held."""

    kind: str
    """"attendance", "turn", "statement", "mention", "name in the text", "name", "judgement", "generation", …"""
    document: str | None = None
    path: str | None = None
    """Of the source, or of a file or folder of the store."""
    level: str | None = None
    """What others see of that document."""
    begins: int | None = None
    """Characters from the start of the document's text, first is 0."""
    ends: int | None = None
    text: str | None = None
    about: str | None = None
    """Role, affiliation or reason, as the graph has it."""
    iri: str | None = None


def report_person(store: Path, name: str) -> list[Held]:
    """Tell everything that is held of a person: by documents, then what is made from them all, then copies.

    Args:
        store: the folder.
        name: IRI, path ("person/dag-aanensen") or any whole form of the name; all who go by it are told.

    Raises:
        CallError: neither a person nor a text has that name.
        StoreError: there is no store, or a shard is damaged.
    """
    folder = StoreFolder(store)
    manifest = folder.read_manifest()
    search = _Search(folder, manifest, name)
    found = [*search.in_documents(), *search.in_identities()]
    found += search.in_judgements() if found else []
    if not found:
        raise CallError(f"nothing is held of {name!r}; give the whole name, or the path told by: naeringsgraf people")
    return [*found, *_list_copies(folder, search.documents)]


class _Search:
    """A look through all shards for one person."""

    def __init__(self, folder: StoreFolder, manifest: Manifest, name: str) -> None:
        self.documents: set[str] = set()
        self._folder = folder
        self._manifest = manifest
        shard = manifest.shared.get(GRAPH_IDENTITIES)
        self._identities = read_quads(read_shard(folder, shard)) if shard else []
        self._persons, names = self._find_persons(name)
        self._attendances = {
            tell_value(quad.subject)
            for quad in self._identities
            if quad.predicate.value == NAMESPACE + "person" and tell_value(quad.object) in self._persons
        }
        self._forms = Forms()
        for each in names:
            self._forms.add(each, "")

    def _find_persons(self, name: str) -> tuple[set[str], set[str]]:
        """Give IRIs of the persons that are meant, and the names that they go by."""
        path = name.removeprefix(self._manifest.base)
        wanted = sorted(read_keys(name))
        names: dict[str, set[str]] = {}
        for quad in self._identities:
            if quad.predicate.value in (NAMESPACE + "name", NAMESPACE + "nameVariant"):
                names.setdefault(tell_value(quad.subject), set()).add(tell_value(quad.object))
        persons = {
            iri
            for iri, forms in names.items()
            if iri == self._manifest.base + path or any(sorted(read_keys(form)) == wanted for form in forms)
        }
        given = set() if path.startswith("person/") else {name}
        return persons, given.union(*(names[iri] for iri in persons))

    def in_documents(self) -> list[Held]:
        """Look through the documents, in the order of their slugs."""
        found = []
        for slug in self._manifest.documents:
            here = self._look_at(slug)
            if here:
                self.documents.add(slug)
                found += here
        return found

    def _look_at(self, slug: str) -> list[Held]:
        entry = self._manifest.documents[slug]
        graph = read_document_graph(read_shard(self._folder, entry.shard))
        mine = {it for it in graph.names if it in self._attendances}
        things: dict[str, str] = dict.fromkeys(mine, "attendance")
        for quad in graph.quads:
            kind = _ATTENDANCE_LINKS.get(quad.predicate.value)
            if kind and tell_value(quad.object) in mine:
                things.setdefault(tell_value(quad.subject), kind)
        turns = {it for it, kind in things.items() if kind == "turn"}
        for quad in graph.quads:
            if quad.predicate.value == NAMESPACE + "partOf" and tell_value(quad.object) in turns:
                things.setdefault(tell_value(quad.subject), "statement")
        held = [self._tell(slug, graph, it, kind) for it, kind in things.items()]
        known = {(each.begins, each.ends) for each in held}
        words = read_words(graph.text)
        for each in self._forms.find(graph.text, words, Vocabulary()):
            if (each.begins, each.ends) not in known:
                text = graph.text[each.begins : each.ends]
                iri = mint_document(slug, self._manifest.base)
                held.append(
                    Held(
                        "name in the text", slug, entry.path, str(entry.level), each.begins, each.ends, text, None, iri
                    )
                )
        return sorted(held, key=lambda each: (each.begins or 0, each.ends or 0, each.kind, each.iri or ""))

    def _tell(self, slug: str, graph: DocumentGraph, it: str, kind: str) -> Held:
        entry = self._manifest.documents[slug]
        begins, ends = graph.span(it) or (None, None)
        text = None if begins is None else graph.text[begins:ends]
        about = [_tell_about(quad, self._manifest.base) for quad in graph.quads if tell_value(quad.subject) == it]
        told = "; ".join(sorted(each for each in about if each))
        return Held(kind, slug, entry.path, str(entry.level), begins, ends, text, told or None, it)

    def in_identities(self) -> list[Held]:
        """Tell what is held of them across documents."""
        held = []
        for quad in self._identities:
            it, predicate = tell_value(quad.subject), quad.predicate.value
            if it in self._persons and isinstance(quad.object, Literal) and predicate.startswith(NAMESPACE):
                held.append(Held("name", text=quad.object.value, iri=it))
            elif predicate == NAMESPACE + "between" and tell_value(quad.object) in self._attendances:
                part = read_part(tell_value(quad.object), self._manifest.base)
                held.append(Held("identification", part[0] if part else None, iri=it))
        return sorted(held, key=lambda each: (each.kind, each.text or "", each.iri or "", each.document or ""))

    def in_judgements(self) -> list[Held]:
        """Tell what somebody decided about them, with when and why."""
        shard = self._manifest.shared.get(GRAPH_JUDGEMENTS)
        told: defaultdict[str, dict[str, str]] = defaultdict(dict)
        mine: set[str] = set()
        for quad in read_quads(read_shard(self._folder, shard)) if shard else ():
            name = quad.predicate.value.removeprefix(NAMESPACE)
            told[tell_value(quad.subject)][name] = tell_value(quad.object)
            if name in ("decides", "subject") and tell_value(quad.object) in self._attendances:
                mine.add(tell_value(quad.subject))
        return [
            Held(
                "judgement",
                read_document(told[it].get("subject", "").partition("#")[0], self._manifest.base),
                text=told[it].get("reason"),
                about="; ".join(
                    f"{name} {told[it][name]}" for name in ("kind", "date", "decidedBy") if name in told[it]
                ),
                iri=it,
            )
            for it in sorted(mine)
        ]


_TOLD: Final = ("role", "representing", "party", "status", "onBehalfOf", "raises", "mode")


def _tell_about(quad: Quad, base: str) -> str | None:
    name = quad.predicate.value.removeprefix(NAMESPACE)
    if quad.predicate.value == RDF_TYPE or name not in _TOLD:
        return None
    return f"{name} {tell_value(quad.object).removeprefix(base).removeprefix(NAMESPACE)}"


def _list_copies(folder: StoreFolder, documents: set[str]) -> list[Held]:
    """Tell which generations, views and backups hold one of those documents."""
    held = []
    for number in sorted(find_numbers(folder)):
        held.append(Held("generation", path=folder.generation_path(number).relative_to(folder.path).as_posix()))
    for view in sorted(path for path in folder.views.glob("*") if path.is_dir()):
        held.append(Held("view for others", path=view.relative_to(folder.path).as_posix()))
    for backup in list_backups(folder):
        there = documents & set(read_manifest(backup / "backup.json", backup).documents)
        if there:
            held.append(Held("backup", path=str(backup), about=f"{len(there)} of these documents"))
    return held
