"""Changes a store as an endpoint is asked to: the next generation is made aside, and published when it is whole.

The current generation is copied by links, the change is made in the copy, and each graph that differs becomes a shard.
What `build` made is not changed here: it follows from documents, judgements and registers, and would be made anew by
the next build. Other graphs are the user's, and every build keeps them.
"""

import hashlib
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse, serialize

from naeringsgraf.errors import StoreError
from naeringsgraf.store.files import sync_folder, write_whole
from naeringsgraf.store.folder import Generation, StoreFolder, tell_disk_trouble
from naeringsgraf.store.inventory import is_untouched
from naeringsgraf.store.manifest import Manifest, Shard, name_graph
from naeringsgraf.store.prefixes import is_for_builds, make_prefixes
from naeringsgraf.store.protocol.media import GRAPH_FORMATS
from naeringsgraf.store.protocol.outlet import Refusal
from naeringsgraf.store.publish import (
    SPARE_BYTES,
    STEPS_BEFORE_FRESH,
    check_room,
    find_next,
    install,
    make_fresh,
    publish,
    read_shard,
    remove_leftovers,
    remove_old,
)
from naeringsgraf.store.querytext import TOKEN
from naeringsgraf.store.vocabulary import sort_lines

GraphName = NamedNode | DefaultGraph

_NAMING: Final = frozenset({"GRAPH", "WITH", "INTO", "TO", "ADD", "MOVE", "COPY", "SILENT"})
"""Words that the name of a graph may follow that is written to."""
_PLAIN_IRI: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:[^\\]*>")
_DONE: Final = 204
_CREATED: Final = 201


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be changed."""

    kind: str
    """ "update" runs SPARQL Update; "put", "post", "delete" and "patch" are those of the Graph Store Protocol."""
    base: str
    """What relative IRIs in an update are below."""
    data: bytes = b""
    """Text of the update, or the graph."""
    graph: str = ""
    """IRI of the graph that is meant; empty for the default graph. Not for "update"."""
    media: str = ""
    """What the graph is written in."""
    using: Sequence[str] = ()
    """Graphs whose union is the default graph of the patterns; with `using_named`, what they see instead of all."""
    using_named: Sequence[str] = ()


def change_store(path: Path, change: Change, spare_bytes: int = SPARE_BYTES) -> int:
    """Make a change, and give the status that tells what was done: 201 where a graph is new, else 204.

    When this comes back, the change is on disk and the next who opens the store sees it.

    Raises:
        Refusal: the change cannot be read (400), is of a graph that is not there (404), or of one that is for a build
            to make (409), or touches other graphs than the one named (422); or the store is being built (503).
            Nothing was changed.
        StoreError: the disk is full, or the store is damaged.
    """
    folder = StoreFolder(path)
    try:
        with folder.open_for_writing():
            remove_leftovers(folder)
            with tell_disk_trouble(folder):
                return _Step(folder, spare_bytes).run(change)
    except StoreError as problem:
        raise Refusal(503, str(problem)) from None


class _Step:
    """One change under way."""

    def __init__(self, folder: StoreFolder, spare_bytes: int) -> None:
        self._folder = folder
        self._spare_bytes = spare_bytes
        self._before = folder.read_manifest()
        self._current = self._find_current()
        self._base = self._before.base
        self._number, self._target = find_next(folder)
        self._ours = {name_graph(graph, self._base): shard for graph, shard in self._before.shards().items()}
        """IRI of each graph → its shard."""

    def run(self, change: Change) -> int:
        check_room(self._folder, self._before, self._spare_bytes)
        try:
            Store.read_only(str(self._current.path)).backup(str(self._target))
            store = Store(str(self._target))
            touched = self._apply(store, change)
            status = self._judge(store, change)
            after = self._keep(store, touched)
            store.flush()
            del store
            if after == self._before:
                return status
            self._publish(after)
            return status
        finally:
            shutil.rmtree(self._target, ignore_errors=True)

    def _find_current(self) -> Generation:
        """Give the newest generation; one that a build left unpublished, or that is damaged, is made first."""
        current = self._folder.find_current()
        is_fit = current is not None and current.manifest_sum == self._before.sum
        if current is not None and is_fit and is_untouched(current.path, current.files):
            return current
        return publish(self._folder, Manifest(), self._before, self._spare_bytes)

    def _apply(self, store: Store, change: Change) -> Iterable[str] | None:
        """Change the store; give the graphs that may differ now, None where any may."""
        if change.kind != "update":
            name = _name(change.graph)
            self._check_kept(change.graph)
            _APPLY[change.kind](store, name, change)
            return [change.graph]
        text = _add_using(change.data.decode("utf-8"), change)
        try:
            store.update(text, base_iri=change.base, prefixes=dict(make_prefixes(self._base)))
        except SyntaxError as error:
            raise Refusal(400, f"the update cannot be read: {error}") from None
        except (OSError, RuntimeError) as error:
            # DROP or CLEAR of what is not there, say; the engine has no other name for it.
            raise Refusal(400, f"the update failed: {error}") from None
        return find_touched(text)

    def _judge(self, store: Store, change: Change) -> int:
        """Give the status of a change that was made in the copy."""
        is_new = change.graph and change.graph not in self._ours
        return _CREATED if change.kind in ("put", "post") and is_new else _DONE

    def _check_kept(self, graph: str) -> None:
        """Refuse a graph that is a build's."""
        if graph in self._ours and graph not in self._before.written:
            raise Refusal(409, f"graph {graph} {_OURS}")
        if is_for_builds(graph, self._base):
            raise Refusal(409, f"graph {graph} has a name that only builds give; choose another one")

    def _keep(self, store: Store, touched: Iterable[str] | None) -> Manifest:
        """Write the shards of graphs that differ; give the manifest with them."""
        named = {name.value for name in store.named_graphs() if isinstance(name, NamedNode)}
        graphs = {*named, *self._ours, ""} if touched is None else set(touched)
        written = dict(self._before.written)
        for graph in sorted(graphs):
            data = _dump(store, graph)
            shard = Shard(hashlib.sha256(data).hexdigest(), data.count(b"\n"), len(data))
            if shard == self._ours.get(graph) or (not data and graph not in self._ours):
                self._forget_empty(store, graph, data)
                continue
            self._check_kept(graph)
            written.pop(graph, None)
            if data:
                write_whole(self._folder.shard_path(shard.sha256), data)
                written[graph] = shard
            self._forget_empty(store, graph, data)
        return replace(self._before, written=dict(sorted(written.items())))

    def _forget_empty(self, store: Store, graph: str, data: bytes) -> None:
        """Take away a graph with nothing in it: a graph is there as long as it holds something."""
        if not data and graph:
            store.remove_graph(NamedNode(graph))

    def _publish(self, after: Manifest) -> None:
        steps = self._current.steps + 1
        if steps > STEPS_BEFORE_FRESH:
            shutil.rmtree(self._target)
            make_fresh(self._folder, after, self._target)
            steps = 0
        self._check_copy(after)
        sync_folder(self._folder.shards)
        self._folder.write_manifest(after)
        generation = install(self._folder, after, self._number, steps)
        remove_old(self._folder, generation, after)

    def _check_copy(self, after: Manifest) -> None:
        """Open what was made as a reader will, and compare the graphs that differ with their shards."""
        made = Store.read_only(str(self._target))
        for graph, shard in after.written.items():
            if self._before.written.get(graph) != shard and _dump(made, graph) != read_shard(self._folder, shard):
                raise StoreError(f"{self._folder.path}: graph {graph} was not taken in whole; try again")


_OURS: Final = (
    "was made by a build, and is not changed by updates; change the document, a judgement or the registers, and build "
    "again"
)


def _name(graph: str) -> GraphName:
    if not graph:
        return DefaultGraph()
    try:
        name = NamedNode(graph)
    except ValueError:
        name = None
    if name is None or not urlsplit(graph).scheme:
        raise Refusal(400, f"{graph!r} names no graph; give a whole IRI")
    return name


def _dump(store: Store, graph: str) -> bytes:
    """Give a graph as its shard should hold it."""
    name = NamedNode(graph) if graph else DefaultGraph()
    return sort_lines(serialize(store.quads_for_pattern(None, None, None, name), format=RdfFormat.N_QUADS) or b"")


def _put(store: Store, name: GraphName, change: Change) -> None:
    store.clear_graph(name)
    _post(store, name, change)


def _post(store: Store, name: GraphName, change: Change) -> None:
    base = name.value if isinstance(name, NamedNode) else change.base
    form = GRAPH_FORMATS[change.media]
    try:
        # Blank nodes get names of their own, so that those of two bodies stay apart.
        quads = list(parse(change.data, format=form, base_iri=base, rename_blank_nodes=True))
    except SyntaxError as error:
        raise Refusal(400, f"the body is no {change.media}: {error}") from None
    if any(not isinstance(quad.graph_name, DefaultGraph) for quad in quads):
        raise Refusal(400, "the body holds named graphs, and here one graph is written; leave their names out")
    store.extend(Quad(quad.subject, quad.predicate, quad.object, name) for quad in quads)


def _delete(store: Store, name: GraphName, change: Change) -> None:
    if isinstance(name, NamedNode) and not store.contains_named_graph(name):
        raise Refusal(404, f"there is no graph {change.graph}")
    if isinstance(name, NamedNode):
        store.remove_graph(name)
    else:
        store.clear_graph(name)


def _patch(store: Store, name: GraphName, change: Change) -> None:
    """Run an update on a graph that stands alone, as its default graph."""
    if isinstance(name, NamedNode) and not store.contains_named_graph(name):
        raise Refusal(404, f"there is no graph {change.graph}")
    alone = Store()
    alone.extend(
        Quad(each.subject, each.predicate, each.object) for each in store.quads_for_pattern(None, None, None, name)
    )
    try:
        alone.update(change.data.decode("utf-8"), base_iri=change.base, prefixes=dict(make_prefixes()))
    except SyntaxError as error:
        raise Refusal(400, f"the update cannot be read: {error}") from None
    except (OSError, RuntimeError) as error:
        raise Refusal(400, f"the update failed: {error}") from None
    if any(True for _ in alone.named_graphs()):
        raise Refusal(422, "the update writes to named graphs, and here it is for the graph of the request alone")
    store.clear_graph(name)
    store.extend(Quad(each.subject, each.predicate, each.object, name) for each in alone)


_APPLY: Final = {"put": _put, "post": _post, "delete": _delete, "patch": _patch}


def find_touched(text: str) -> set[str] | None:
    """Give the graphs that an update can write to, "" the default graph among them; None where the text does not tell.

    It tells where each graph is named by a whole IRI. A variable, a prefixed name, a relative IRI or ALL may stand for
    any graph, and then all of them are compared.
    """
    touched = {""}
    follows = False
    for found in TOKEN.finditer(text):
        kind, token = found.lastgroup, found[0]
        if kind == "skipped":
            continue
        if kind == "word":
            word = token.upper()
            if word in ("ALL", "NAMED"):
                return None
            follows = word in _NAMING
            continue
        if follows:
            if kind != "iri" or not _PLAIN_IRI.fullmatch(token) or "/." in token:
                return None
            touched.add(token[1:-1])
        follows = False
    return touched


def _add_using(text: str, change: Change) -> str:
    """Put USING before the patterns of an update, which says the same as the parameters of a request do."""
    names = [("USING", each) for each in change.using] + [("USING NAMED", each) for each in change.using_named]
    if not names:
        return text
    clause = " ".join(f"{word} {_name(iri)}" for word, iri in names)
    inserted: dict[int, str] = {}
    depth, before, after_delete = 0, "", -1
    for found in TOKEN.finditer(text):
        if found.lastgroup == "skipped":
            continue
        token = found[0].upper()
        if token in "{}" and len(token) == 1:
            depth += 1 if token == "{" else -1
            if after_delete >= 0 and depth == 0:
                # DELETE WHERE { pattern } deletes what it finds, and takes no USING of its own.
                pattern = text[after_delete : found.end()]
                inserted[after_delete] = f"{pattern} {clause} WHERE "
                after_delete = -1
        elif token == "WHERE" and depth == 0 and before == "DELETE":
            inserted[found.start()] = ""
            after_delete = found.end()
        elif token == "WHERE" and depth == 0:
            inserted[found.start()] = f"{clause} "
        before = token
    return _insert(text, inserted)


def _insert(text: str, inserted: Mapping[int, str]) -> str:
    """Put texts in at their places; an empty one takes the word WHERE there away."""
    for place in sorted(inserted, reverse=True):
        rest = text[place:]
        text = text[:place] + (inserted[place] + rest if inserted[place] else rest[len("WHERE") :])
    return text
