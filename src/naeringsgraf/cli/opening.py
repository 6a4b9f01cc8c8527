"""How commands open the graph that they ask."""

from pathlib import Path
from typing import TYPE_CHECKING

from naeringsgraf.cli.settings import settings

if TYPE_CHECKING:
    from naeringsgraf.store.graph import Graph


def open_graph(store: Path | str) -> "Graph":
    """Open a store by folder or URL, and say what is amiss with it.

    Raises:
        CallError: the URL is none.
        StoreError: there is no graph there, or it cannot be read.
    """
    from naeringsgraf.store.graph import open_store

    graph = open_store(store)
    if graph.note:
        settings().say(graph.note)
    return graph
