"""What an endpoint says that it holds: one small graph there, which names each of our graphs with its hash.

```
GRAPH <…/graph/manifest> {
  <…/graph/manifest> void:uriSpace "https://w3id.org/naeringsgraf/id/" ; owl:versionInfo "1" .
  <…/graph/manifest#minutes/2022-…> sd:name <…/minutes/2022-…> ; dct:identifier "sha256:…" .
}
```
An entry without hash is one whose graph is being put or removed at this moment, or was when a publish was broken off.
A hash is thus never older than its graph, and a second publish does what the first one left.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from naeringsgraf.errors import StoreError
from naeringsgraf.mapping.iri import mint_iri
from naeringsgraf.model.names import ThingId
from naeringsgraf.store.terms import Value

FORMAT: Final = "2"
"""Of the inventory. A change that older programs cannot read gets the next number."""

PATH: Final = ThingId("graph/manifest")

_SPACE: Final = "http://rdfs.org/ns/void#uriSpace"
_VERSION: Final = "http://www.w3.org/2002/07/owl#versionInfo"
_NAME: Final = "http://www.w3.org/ns/sparql-service-description#name"
_HASH: Final = "http://purl.org/dc/terms/identifier"
_HASHED: Final = "sha256:"


Ask = Callable[[str], Iterable[tuple[Value, ...]]]
"""Answers a SELECT with rows of plain values."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """The graphs of one store at an endpoint."""

    base: str
    """What its things are named under."""
    hashes: Mapping[str, str | None] = field(default_factory=dict)
    """IRI of a graph → hash of its shard; None where a publish was broken off or is under way. Sorted."""

    @property
    def iri(self) -> str:
        """Of the graph that it lies in."""
        return mint_iri(PATH, self.base)

    @property
    def unfinished(self) -> int:
        """Graphs that a publish has not come to yet."""
        return sum(1 for each in self.hashes.values() if each is None)

    def write_head(self) -> str:
        """Give the update that says what this is."""
        return self._insert([f'<{self.iri}> <{_SPACE}> "{self.base}" .', f'<{self.iri}> <{_VERSION}> "{FORMAT}" .'])

    def write_begin(self, graphs: Iterable[str]) -> str:
        """Give the update that says of graphs that they are being changed."""
        graphs = list(graphs)
        taken = [self._delete(f"{self._entry(graph)} <{_HASH}> ?hash") for graph in graphs if graph in self.hashes]
        return " ;\n".join([*taken, self._insert([f"{self._entry(graph)} <{_NAME}> <{graph}> ." for graph in graphs])])

    def write_end(self, hashes: Mapping[str, str], gone: Iterable[str]) -> str:
        """Give the update that says which hashes graphs now have, and which graphs are gone."""
        steps = [self._delete(f"{self._entry(graph)} ?property ?value") for graph in gone]
        if hashes:
            lines = [f'{self._entry(graph)} <{_HASH}> "{_HASHED}{each}" .' for graph, each in hashes.items()]
            steps.append(self._insert(lines))
        return " ;\n".join(steps)

    def _entry(self, graph: str) -> str:
        return f"<{self.iri}#{graph.removeprefix(self.base)}>"

    def _insert(self, lines: Iterable[str]) -> str:
        return f"INSERT DATA {{ GRAPH <{self.iri}> {{\n" + "\n".join(lines) + "\n} }"

    def _delete(self, pattern: str) -> str:
        return f"DELETE WHERE {{ GRAPH <{self.iri}> {{ {pattern} }} }}"


def find_inventory(ask: Ask, place: str) -> Inventory | None:
    """Read the inventory of an endpoint; None where nothing was published there by this program.

    Raises:
        StoreError: it is of another format, or there are several.
    """
    heads = sorted(
        (str(graph), str(space), str(version))
        for graph, space, version in ask(
            f"SELECT ?graph ?space ?version WHERE {{ GRAPH ?graph {{ "
            f"?graph <{_SPACE}> ?space ; <{_VERSION}> ?version }} }}"
        )
    )
    ours = [(space, version) for graph, space, version in heads if graph == f"{space}{PATH}"]
    if not ours:
        return None
    if len(ours) > 1:
        raise StoreError(
            f"{place} holds several stores ({', '.join(space for space, _ in ours)}); keep each in a dataset of its own"
        )
    (base, version) = ours[0]
    if version != FORMAT:
        raise StoreError(
            f"{place} holds a store of format {version}, and this program reads format {FORMAT}; "
            "use the program that published it, or publish into another dataset"
        )
    rows = ask(
        f"SELECT ?name ?hash WHERE {{ GRAPH <{base}{PATH}> {{ ?entry <{_NAME}> ?name . "
        f"OPTIONAL {{ ?entry <{_HASH}> ?hash }} }} }}"
    )
    hashes: dict[str, str | None] = {}
    for name, told in rows:
        graph = str(name)
        # Two hashes are of two programs that published at once: neither can be relied on.
        hashes[graph] = None if told is None or graph in hashes else str(told).removeprefix(_HASHED)
    return Inventory(base, dict(sorted(hashes.items())))
