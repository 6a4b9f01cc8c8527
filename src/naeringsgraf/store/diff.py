"""What differs between two builds, thing by thing, and why: a new document, changed text, registers, the program.

A thing of a document is known by what it says, not by its number, since one line more renumbers all that follow: a
sentence by its words, an attendance by the name. Things of the shared graphs are known by their names.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, parse

from naeringsgraf.mapping.iri import GRAPH_ACTORS, GRAPH_IDENTITIES, GRAPH_JUDGEMENTS, NAMESPACE
from naeringsgraf.mapping.lines import RDF_TYPE
from naeringsgraf.store.folder import StoreFolder
from naeringsgraf.store.manifest import Entry, Manifest, Shard, is_written
from naeringsgraf.store.publish import read_shard

_RENUMBERED: Final = frozenset({"begins", "ends", "order", "recordedIn", "attendance", "item", "line"})
"""Properties that change whenever a line is put in before; and lists whose members are told themselves."""
_TELLING: Final = ("text", "name", "title", "value", "label")
"""Properties that tell what a thing is, the first that it has."""
_TELL_OF_OTHERS: Final = frozenset({GRAPH_IDENTITIES, GRAPH_JUDGEMENTS})
"""Graphs that say something of things in other graphs."""
_MADE_OF_ALL: Final = frozenset({GRAPH_ACTORS, GRAPH_IDENTITIES})


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """One thing, or one property of it, that is in one build only."""

    graph: str
    """Path of the named graph: "minutes/2022-…", "graph/registers"."""
    kind: str
    """Class of the thing: "Statement"; "Minutes" for a whole document."""
    what: str
    """What it says or is called."""
    change: str
    """"appeared", "vanished" or "changed"."""
    property: str = ""
    """What of it changed; empty where it appeared or vanished."""
    old: str = ""
    new: str = ""
    cause: str = ""
    """"new document", "removed document", "changed text", "judgement", "registers", "program", "other documents"."""


@dataclass(frozen=True, slots=True)
class Diff:
    """All differences between two builds."""

    differences: tuple[Difference, ...]
    """Sorted by graph."""
    removed: tuple[str, ...]
    """N-Quads only in the old build, sorted."""
    added: tuple[str, ...]
    """N-Quads only in the new build, sorted."""

    def to_patch(self) -> str:
        """Give the quads as RDF Patch: what to delete, then what to add."""
        lines = [*(f"D {line}" for line in self.removed), *(f"A {line}" for line in self.added)]
        return "".join(f"{line}\n" for line in ("TX .", *lines, "TC ."))


def diff_stores(old: Path, new: Path) -> Diff:
    """Compare two stores by their shards.

    Raises:
        StoreError: one of them is no store, is damaged, or is of another format.
    """
    folders = StoreFolder(old), StoreFolder(new)
    before, after = (folder.read_manifest() for folder in folders)
    found: list[Difference] = []
    removed: list[str] = []
    added: list[str] = []
    old_shards, new_shards = before.shards(), after.shards()
    for graph in sorted({*old_shards, *new_shards}):
        if old_shards.get(graph) == new_shards.get(graph):
            continue
        cause = _find_cause(graph, before, after)
        lines = tuple(
            _read_lines(folder, shards.get(graph))
            for folder, shards in zip(folders, (old_shards, new_shards), strict=True)
        )
        removed += sorted(lines[0] - lines[1])
        added += sorted(lines[1] - lines[0])
        found += _compare(graph, cause, lines[0], lines[1])
    return Diff(tuple(sorted(found)), tuple(removed), tuple(added))


def _read_lines(folder: StoreFolder, shard: Shard | None) -> frozenset[str]:
    return frozenset(read_shard(folder, shard).decode("utf-8").splitlines()) if shard else frozenset()


def _find_cause(graph: str, before: Manifest, after: Manifest) -> str:
    """Tell why a graph differs, the nearest cause that explains it."""
    if graph == GRAPH_JUDGEMENTS:
        return "judgement"
    if is_written(graph):
        return "update"
    if graph in _MADE_OF_ALL:
        return _find_cause_of_all(graph, before, after)
    if not graph.startswith("minutes/"):
        return "registers" if before.reader.registers != after.reader.registers else "program"
    slug = graph.removeprefix("minutes/")
    old, new = before.documents.get(slug), after.documents.get(slug)
    if (old is None and slug in before.left_out) or (new is None and slug in after.left_out):
        return "judgement"
    if old is None or new is None:
        return "new document" if old is None else "removed document"
    return _find_cause_within(old, new, before, after)


def _find_cause_of_all(graph: str, before: Manifest, after: Manifest) -> str:
    """Tell why a graph that is made of all documents differs: by a judgement, where nothing else can be the cause."""
    if graph == GRAPH_IDENTITIES and before.judgements != after.judgements:
        return "judgement"
    judged = {*before.left_out, *after.left_out}
    sources = [
        {slug: entry.source_sha256 for slug, entry in manifest.documents.items() if slug not in judged}
        for manifest in (before, after)
    ]
    same_way = (before.reader, before.base) == (after.reader, after.base)
    return "judgement" if same_way and sources[0] == sources[1] else "other documents"


def _find_cause_within(old: Entry, new: Entry, before: Manifest, after: Manifest) -> str:
    if old.source_sha256 != new.source_sha256:
        return "changed text"
    if before.base != after.base:
        return "another base"
    if old.judgements != new.judgements:
        return "judgement"
    return "registers" if before.reader.registers != after.reader.registers else "program"


def _compare(graph: str, cause: str, old: frozenset[str], new: frozenset[str]) -> Iterator[Difference]:
    if not old or not new:
        change = "vanished" if old else "appeared"
        whole = graph.startswith("minutes/")
        yield Difference(graph, "Minutes" if whole else "Graph", graph.partition("/")[2], change, cause=cause)
        if whole:
            return
    things_old, things_new = _read_things(old), _read_things(new)
    for key in sorted({*things_old, *things_new}):
        yield from _compare_thing(graph, cause, key, things_old.get(key), things_new.get(key))


_Key = tuple[str, str, int]
"""Class, what it says, and which of several that say the same."""
_Thing = Mapping[str, tuple[str, ...]]
"""Property → values, sorted."""


def _compare_thing(graph: str, cause: str, key: _Key, old: _Thing | None, new: _Thing | None) -> Iterator[Difference]:
    kind, what, _ = key
    if graph in _TELL_OF_OTHERS and "type" not in (old or new or {}) and (old is None or new is None):
        return  # It is a part of a document, or of another graph, that tells whether it came or went.
    if old is None or new is None:
        yield Difference(graph, kind, what, "appeared" if old is None else "vanished", cause=cause)
        return
    for name in sorted({*old, *new}):
        before, after = old.get(name, ()), new.get(name, ())
        if before != after:
            gone = "; ".join(value for value in before if value not in after)
            come = "; ".join(value for value in after if value not in before)
            yield Difference(graph, kind, what, "changed", name, gone, come, cause)


def _read_things(lines: frozenset[str]) -> dict[_Key, _Thing]:
    """Gather the quads of a graph by thing, each known by its class and what it says."""
    properties: dict[str, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for quad in parse("\n".join(sorted(lines)).encode("utf-8"), format=RdfFormat.N_QUADS):
        properties[str(quad.subject.value)][_shorten(quad.predicate.value)].append(quad.object)
    told = {subject: _tell(subject, found) for subject, found in properties.items()}
    counted: Counter[tuple[str, str]] = Counter()
    things: dict[_Key, _Thing] = {}
    for subject in sorted(properties):
        kind, what = told[subject]
        counted[kind, what] += 1
        things[kind, what, counted[kind, what]] = {
            name: tuple(sorted(_tell_value(value, told) for value in values))
            for name, values in properties[subject].items()
            if name not in _RENUMBERED and not (name == "text" and kind == "Minutes")
        }
    return things


def _tell(subject: str, found: Mapping[str, Sequence[object]]) -> tuple[str, str]:
    """Give the class of a thing and what it says; things of shared graphs go by their names."""
    kinds = sorted(_shorten(value.value) for value in found.get("type", ()) if isinstance(value, NamedNode))
    if "recordedIn" not in found:
        # What a shared graph says of a part of a document ("#attendance-3") has no class there.
        part = subject.rpartition("#")[2].partition("-")[0].capitalize()
        return kinds[0] if kinds else part, _take_path(subject)
    kind = kinds[0] if kinds else ""
    telling = next((found[name][0] for name in _TELLING if name in found), None)
    what = str(getattr(telling, "value", "")) or _tell_turn(found)
    return kind, what


def _tell_turn(found: Mapping[str, Sequence[object]]) -> str:
    """A turn has no words of its own in the graph: it goes by its speaker as printed and its themes."""
    parts = [
        *found.get("speakerPrinted", ()),
        *found.get("raises", ()),
        *found.get("kind", ()),
        *found.get("refersTo", ()),
    ]
    return ", ".join(sorted(_shorten(str(getattr(part, "value", part))) for part in parts))


def _tell_value(value: object, told: Mapping[str, tuple[str, str]]) -> str:
    text = str(getattr(value, "value", value))
    if isinstance(value, NamedNode):
        return told[text][1] if text in told else _shorten(text)
    return text


def _shorten(iri: str) -> str:
    if iri == RDF_TYPE:
        return "type"
    if iri.startswith(NAMESPACE):
        return iri.removeprefix(NAMESPACE)
    if "#" in iri:
        return iri.rpartition("#")[2]
    return _take_path(iri) if "/id/" in iri else iri.rpartition("/")[2]


def _take_path(iri: str) -> str:
    return "/".join(iri.rsplit("/", 2)[-2:])
