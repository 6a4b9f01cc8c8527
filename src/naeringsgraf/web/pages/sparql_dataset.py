"""Which graphs the SPARQL page asks: those that the endpoint would ask, said in words."""

from typing import Final

from naeringsgraf.store.dataset_asked import DatasetAsked
from naeringsgraf.store.graph import Graph
from naeringsgraf.store.protocol.answering import holds_built
from naeringsgraf.web.pages.view import View
from naeringsgraf.web.pool.jobs import UNION
from naeringsgraf.web.sparql.guard import Refused, look

_DEFAULT: Final = "default-graph-uri"
_NAMED: Final = "named-graph-uri"
DATASET: Final = (_DEFAULT, _NAMED)
"""Names by which the SPARQL 1.1 Protocol lets a request choose the graphs."""


def is_of_all(graph: Graph, default_graph: str | None) -> bool:
    """Tell whether the default graph is the union of all; None for what fits the store."""
    return default_graph == UNION if default_graph else holds_built(graph)


def read_dataset(view: View) -> DatasetAsked:
    """Give the graphs that a request for the page chooses, or else what the server was started with."""
    chosen = view.choice
    of_all = is_of_all(view.graph, view.asked.offers.default_graph)
    return DatasetAsked(chosen.several(_DEFAULT), chosen.several(_NAMED), of_all)


def tell_dataset(view: View, query: str) -> str:
    """Say which graphs a query is asked of."""
    dataset = read_dataset(view)
    if dataset.defaults or dataset.named:
        return view.tell("sparql_of_named", graphs=", ".join((*dataset.defaults, *dataset.named)))
    try:
        names_dataset = look(query).names_dataset
    except Refused:
        names_dataset = False
    if names_dataset:
        return view.texts["sparql_of_from"]
    return view.texts["sparql_of_all" if dataset.of_all else "sparql_of_own"]
