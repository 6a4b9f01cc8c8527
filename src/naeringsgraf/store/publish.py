"""From shards to a generation that readers open: made aside, compared with the manifest, then renamed.

Whatever stops it, `current` names a whole generation, and what is left over is removed at the next start.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import IO, Final, cast

from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Store, parse

from naeringsgraf.errors import StoreError
from naeringsgraf.store.files import sync_folder, write_pieces, write_whole
from naeringsgraf.store.folder import Generation, StoreFolder
from naeringsgraf.store.inventory import is_untouched, take_inventory
from naeringsgraf.store.locks import hold_if_unused
from naeringsgraf.store.manifest import Manifest, Shard, is_written, name_graph

SPARE_BYTES: Final = 200_000_000
"""Room asked for besides twice the shards."""

# A store that is changed in place grows (to five times the size), and a fresh one takes little longer when much is new.
_SMALL_CHANGE: Final = 0.1
STEPS_BEFORE_FRESH: Final = 50
"""Small changes until a generation is made from all shards again."""

_LOAD_BYTES: Final = 128_000_000
"""Of shards that the engine loads at once. It holds them all in memory, four bytes for each of theirs."""

_COUNTS: Final = "SELECT ?graph (COUNT(*) AS ?quads) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent to a place other than the folder: IRIs of graphs, sorted."""

    put: tuple[str, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.put or self.removed)


def publish(
    folder: StoreFolder, before: Manifest, after: Manifest, spare_bytes: int = SPARE_BYTES, *, fresh: bool = False
) -> Generation:
    """Publish what a manifest says; `before` is the manifest that stood when this build began.

    A small change starts from the current generation and replaces only the graphs concerned; where that generation
    turns out to be damaged, all are loaded. So they are with `fresh`: only then no byte is left of what was taken out.

    Raises:
        StoreError: too little room, a shard is damaged or missing, or the result does not equal the manifest. The
            generation that was current stays so.
    """
    check_room(folder, after, spare_bytes)
    current = folder.find_current()
    number, target = find_next(folder)
    steps = 0
    if not fresh and current is not None and _is_small_change(current, before, after):
        # What the engine says of damage, or we of counts that came of it. A damaged shard is told again below; a
        # full disk is another error, and would be no less full.
        with suppress(RuntimeError, StoreError):
            _change(folder, current, before, after, target)
            steps = current.steps + 1
    if steps == 0:
        shutil.rmtree(target, ignore_errors=True)
        make_fresh(folder, after, target)
    return install(folder, after, number, steps)


def find_next(folder: StoreFolder) -> tuple[int, Path]:
    """Give the number of the next generation, and where it is made before it has its name."""
    number = 1 + max(find_numbers(folder), default=0)
    return number, folder.generations / f"{number:06d}.tmp"


def install(folder: StoreFolder, after: Manifest, number: int, steps: int) -> Generation:
    """Give a generation that was made whole its name, and make it the newest one."""
    current = folder.find_current()
    target = folder.generations / f"{number:06d}.tmp"
    files = take_inventory(target, current.path if current else None, current.files if current else {})
    generation = Generation(number, folder.generation_path(number), after.sum, steps, after.base, files)
    info = {"manifest": generation.manifest_sum, "steps": steps, "base": after.base}
    told = {**info, "files": {name: asdict(file) for name, file in files.items()}}
    write_pieces(folder.copy_path(number), after.write())
    write_whole(folder.info_path(number), (json.dumps(told) + "\n").encode("ascii"))
    target.rename(generation.path)
    sync_folder(folder.generations)
    folder.name_current(number)
    return generation


def remove_leftovers(folder: StoreFolder) -> None:
    """Remove what an interrupted build left half made. Only the holder of the lock may call this."""
    for path in find_leftovers(folder):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def find_leftovers(folder: StoreFolder) -> list[Path]:
    """Give what was written under a name that is not its last one; a build under way has such files, too."""
    return sorted(path for place in (folder.path, folder.shards, folder.generations) for path in place.glob("*.tmp"))


def remove_old(folder: StoreFolder, kept: Generation, manifest: Manifest, also: Set[str] = frozenset()) -> None:
    """Remove the generations that nobody reads, other than the one kept, and the shards that nothing names.

    `also` holds hashes of shards that are named elsewhere.
    """
    for number in find_numbers(folder) - {kept.number}:
        _remove_generation(folder, number)
    remove_unnamed(folder, manifest, also)


def remove_unnamed(folder: StoreFolder, manifest: Manifest, also: Set[str] = frozenset()) -> None:
    """Remove the shards that neither a manifest names, nor `also`."""
    named = {shard.sha256 for shard in manifest.shards().values()} | also
    for path in folder.shards.glob("*.nq"):
        if path.stem not in named:
            path.unlink()


def _remove_generation(folder: StoreFolder, number: int) -> None:
    info = folder.info_path(number)
    with hold_if_unused(info) as unused:
        if unused:
            # On Windows a reader's open files cannot be removed; they go with a later build.
            shutil.rmtree(folder.generation_path(number), ignore_errors=True)
    if not folder.generation_path(number).exists():
        info.unlink(missing_ok=True)
        folder.copy_path(number).unlink(missing_ok=True)


def check_room(folder: StoreFolder, manifest: Manifest, spare_bytes: int) -> None:
    """Make sure that there is room for what is written before something old can be removed.

    Raises:
        StoreError: there is not.
    """
    needed = 2 * sum(shard.bytes for shard in manifest.shards().values()) + spare_bytes
    free = shutil.disk_usage(folder.path).free
    if free < needed:
        raise StoreError(
            f"{folder.path}: publishing needs {needed / 1e6:,.0f} MB free, and there are {free / 1e6:,.0f} MB; "
            "make room and build again. What was published before is untouched"
        )


def _is_small_change(current: Generation, before: Manifest, after: Manifest) -> bool:
    if current.manifest_sum != before.sum or current.steps >= STEPS_BEFORE_FRESH:
        return False
    if len(_find_changed(before, after)) > _SMALL_CHANGE * len(after.shards()):
        return False
    # What is copied from a damaged one would be damaged too.
    return is_untouched(current.path, current.files)


def _find_changed(before: Manifest, after: Manifest) -> list[str]:
    """Give the graphs that came, went or have another shard, sorted."""
    old, new = before.shards(), after.shards()
    if before.base != after.base:
        return sorted({*old, *new})
    return sorted(graph for graph in {*old, *new} if old.get(graph) != new.get(graph))


def make_fresh(folder: StoreFolder, manifest: Manifest, target: Path) -> None:
    """Make a generation from all shards.

    Raises:
        StoreError: a shard is damaged or missing, or the result does not equal the manifest.
    """
    store = Store(str(target))
    shards = manifest.shards()
    left = iter([shard for graph, shard in shards.items() if not is_written(graph)])
    while shard := next(left, None):
        stream = cast(IO[bytes], _ShardStream(folder, chain((shard,), left), _LOAD_BYTES))
        store.bulk_load(stream, format=RdfFormat.N_QUADS, lenient=True)
    _load_written(store, (read_shard(folder, shard) for shard in manifest.written.values()))
    store.flush()
    del store
    _compare(folder, manifest, count_graphs(Store.read_only(str(target))))


def _change(folder: StoreFolder, current: Generation, before: Manifest, after: Manifest, target: Path) -> None:
    Store.read_only(str(current.path)).backup(str(target))
    store = Store(str(target))
    new = after.shards()
    changed = _find_changed(before, after)
    for graph in changed:
        store.remove_graph(find_name(graph, after.base))
        if graph in new and is_written(graph):
            _load_written(store, [read_shard(folder, new[graph])])
        elif graph in new:
            store.load(read_shard(folder, new[graph]), format=RdfFormat.N_QUADS, lenient=True)
    store.flush()
    del store
    made = Store.read_only(str(target))
    named = {name.value for name in made.named_graphs() if isinstance(name, NamedNode)}
    named |= {""} if any(made.quads_for_pattern(None, None, None, DefaultGraph())) else set()
    # The others were counted when they were loaded, and nobody has touched them since.
    counts = {name: quads for name, quads in _expect(after).items() if name in named}
    _compare(folder, after, {**dict.fromkeys(named, 0), **counts, **_count_each(made, changed, after.base)})


def read_shard(folder: StoreFolder, shard: Shard) -> bytes:
    """Read a shard and make sure that it is the one its name says.

    Raises:
        StoreError: it is missing or damaged.
    """
    path = folder.shard_path(shard.sha256)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        data = b""
    if hashlib.sha256(data).hexdigest() != shard.sha256:
        raise StoreError(f"{path} is missing or damaged; {folder.tell_repair()}")
    return data


def find_name(graph: str, base: str) -> NamedNode | DefaultGraph:
    """Give what the engine calls a graph of `Manifest.shards`."""
    name = name_graph(graph, base)
    return NamedNode(name) if name else DefaultGraph()


def _load_written(store: Store, shards: Iterable[bytes]) -> None:
    """Load graphs that updates wrote. Blank nodes keep their names, since one may stand in several such graphs.

    All at once, for the engine makes files of each load.
    """
    store.bulk_extend(quad for shard in shards for quad in parse(shard, format=RdfFormat.N_QUADS, lenient=True))


def _compare(folder: StoreFolder, manifest: Manifest, found: Mapping[str, int]) -> None:
    """Hold the quads of each graph against what the manifest says.

    Raises:
        StoreError: some graph has more or fewer, or is not there.
    """
    expected = _expect(manifest)
    if found != expected:
        wrong = sorted(graph for graph in {*found, *expected} if found.get(graph) != expected.get(graph))
        raise StoreError(f"{folder.path}: graph {wrong[0]} was not taken in whole; build again")


def _expect(manifest: Manifest) -> dict[str, int]:
    """Give how many quads each graph should have, by its IRI."""
    return {name_graph(graph, manifest.base): shard.quads for graph, shard in manifest.shards().items()}


def _count_each(store: Store, graphs: Iterable[str], base: str) -> dict[str, int]:
    """Count some graphs by writing them out, which ends at a damaged block, where a query may go on for ever."""
    counts = {}
    for graph in graphs:
        lines = _LineCount()
        store.dump(cast(IO[bytes], lines), format=RdfFormat.N_TRIPLES, from_graph=find_name(graph, base))
        if lines.count:
            counts[name_graph(graph, base)] = lines.count
    return counts


class _LineCount:
    """Takes what is written and keeps the number of its lines alone."""

    def __init__(self) -> None:
        self.count = 0

    def write(self, data: bytes) -> int:
        self.count += data.count(b"\n")
        return len(data)

    def flush(self) -> None:
        """Do nothing: it keeps nothing back."""


def count_graphs(store: Store) -> dict[str, int]:
    """Count the quads of each graph that has any, by its IRI; "" is the default graph."""
    counts: dict[str, int] = {}
    if unnamed := sum(1 for _ in store.quads_for_pattern(None, None, None, DefaultGraph())):
        counts[""] = unnamed
    for graph, quads in store.query(_COUNTS):  # type: ignore[union-attr]
        if isinstance(graph, NamedNode) and isinstance(quads, Literal):
            counts[graph.value] = int(quads.value)
    return counts


def find_numbers(folder: StoreFolder) -> set[int]:
    """Give the numbers of the generations of which something is there, whole or not."""
    stems = {path.name.partition(".")[0] for path in folder.generations.iterdir()}
    return {int(stem) for stem in stems if stem.isascii() and stem.isdigit()}


class _ShardStream:
    """Shards as one stream for the engine, each checked against its name as it passes, until so many bytes have."""

    def __init__(self, folder: StoreFolder, shards: Iterator[Shard], most: int) -> None:
        self._folder = folder
        self._left = shards
        self._room = most
        self._data = memoryview(b"")

    def read(self, size: int = -1) -> bytes:
        """Give the next bytes, at most `size`; none at the end."""
        while not self._data:
            shard = next(self._left, None) if self._room > 0 else None
            if shard is None:
                return b""
            self._room -= shard.bytes
            self._data = memoryview(read_shard(self._folder, shard))
        piece = self._data if size < 0 else self._data[:size]
        self._data = self._data[len(piece) :]
        return bytes(piece)
