"""How commands open the graph that they ask."""

from pathlib import Path
from typing import TYPE_CHECKING

from naeringsgraf.cli.settings import settings
from naeringsgraf.errors import CallError

if TYPE_CHECKING:
    from naeringsgraf.store.graph import Graph


def open_graph(store: Path | str) -> "Graph":
    """Open a store by folder or URL, as far as the call wants to see it, and say what is amiss with it.

    Raises:
        CallError: the URL is none, or an endpoint is to be seen without names.
        StoreError: there is no graph there, or it cannot be read.
    """
    from naeringsgraf.store.graph import open_store

    view = settings().view
    if not view.is_everything:
        from naeringsgraf.store.privacy.views import publish_view

        if isinstance(store, str):
            raise CallError("names are left out of the folder of a store; name it with --store instead of an endpoint")
        store = publish_view(store, view)
    graph = open_store(store)
    if graph.note:
        settings().say(graph.note)
    return graph
