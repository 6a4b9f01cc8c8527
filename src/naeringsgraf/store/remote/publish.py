"""From shards to an endpoint: only graphs that differ from what it says it holds, each put as a whole in one request.

1. A batch of graphs loses its hashes in the endpoint's inventory.
2. Each graph of the batch is put, or removed.
3. The batch gets its new hashes.

Whatever stops it, every graph there is either the old one or the new one, and a second run goes on where this one was.
What the endpoint acknowledged with 2xx is not sent again.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from pyoxigraph import RdfFormat, parse, serialize

from naeringsgraf.errors import StoreError
from naeringsgraf.store.folder import StoreFolder
from naeringsgraf.store.manifest import Manifest, Shard, name_graph
from naeringsgraf.store.publish import Sent, read_shard
from naeringsgraf.store.remote.address import Address, show_url
from naeringsgraf.store.remote.door import PUBLISHING, Door, Patience, RefusedError
from naeringsgraf.store.remote.endpoint import EndpointStore
from naeringsgraf.store.remote.inventory import Inventory

_BATCH: Final = 50
"""Graphs between two notes in the inventory: so many are sent again at most after a break."""

Progress = Callable[[int, int, str], None]
"""Is told how many graphs are done, of how many, and the IRI of the last one."""


def publish_remote(
    address: Address,
    folder: StoreFolder,
    manifest: Manifest,
    *,
    progress: Progress | None = None,
    patience: Patience = PUBLISHING,
) -> Sent:
    """Make an endpoint hold what a manifest says; graphs there that are not ours stay untouched.

    Raises:
        StoreError: the endpoint cannot be reached, does not let us in or takes no updates; it holds a store of another
            base or of a newer format; or a shard is damaged. What was acknowledged before stays.
    """
    door = Door(address, patience)
    before = EndpointStore(address, door).find_inventory() or Inventory(manifest.base)
    if before.base != manifest.base:
        raise StoreError(
            f"{address} holds a store whose things are named under {before.base}, and not under {manifest.base}; "
            "publish into another dataset, or build with the same --base"
        )
    shards: dict[str, Shard] = {name_graph(graph, manifest.base): shard for graph, shard in manifest.shards().items()}
    if "" in shards:
        raise StoreError(
            f"{folder.path} holds quads outside all named graphs, which an update wrote; at an endpoint they could not "
            "be told from its own, so move them into a named graph first"
        )
    changed = sorted(graph for graph, shard in shards.items() if before.hashes.get(graph) != shard.sha256)
    gone = sorted(graph for graph in before.hashes if graph not in shards)
    if changed or gone:
        _Publishing(door, folder, before, progress).run([*changed, *gone], shards)
    return Sent(tuple(changed), tuple(gone))


class _Publishing:
    """One publish under way."""

    def __init__(self, door: Door, folder: StoreFolder, before: Inventory, progress: Progress | None) -> None:
        self._door = door
        self._folder = folder
        self._inventory = before
        self._progress = progress
        self._data = door.address.data
        """Of the Graph Store Protocol; None once the endpoint turned out to have none."""

    def run(self, graphs: Sequence[str], shards: Mapping[str, Shard]) -> None:
        """Put the graphs that have a shard, and remove the others."""
        self._update(self._inventory.write_head())
        for begins in range(0, len(graphs), _BATCH):
            batch = graphs[begins : begins + _BATCH]
            self._update(self._inventory.write_begin(batch))
            for number, graph in enumerate(batch, begins + 1):
                if graph in shards:
                    self._put(graph, read_shard(self._folder, shards[graph]))
                else:
                    self._update(f"DROP SILENT GRAPH <{graph}>")
                if self._progress:
                    self._progress(number, len(graphs), graph)
            hashes = {graph: shards[graph].sha256 for graph in batch if graph in shards}
            self._update(self._inventory.write_end(hashes, [graph for graph in batch if graph not in shards]))

    def _put(self, graph: str, shard: bytes) -> None:
        quads = parse(shard, format=RdfFormat.N_QUADS, lenient=True)
        triples = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b""
        if self._data is not None:
            try:
                return self._door.put_graph(self._data, graph, triples)
            except RefusedError as problem:
                if not problem.not_there:
                    raise
                # The layout was guessed, or this server has no such protocol: what takes updates takes graphs, too.
                self._data = None
        self._update(
            f"DROP SILENT GRAPH <{graph}> ;\nINSERT DATA {{ GRAPH <{graph}> {{\n{triples.decode('utf-8')}}} }}"
        )

    def _update(self, text: str) -> None:
        try:
            self._door.update(text)
        except RefusedError as problem:
            if problem.not_there:
                raise StoreError(
                    f"{show_url(self._door.address.update)} takes no updates ({problem.status}), so nothing can be "
                    "published there; name the right place with --update-url, see docs/endpoints.md"
                ) from None
            raise
