"""Which graphs a query is asked of, where it does not say so itself with FROM."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from naeringsgraf.errors import CallError


@dataclass(frozen=True, slots=True)
class DatasetAsked:
    """The graphs that a request chooses; they win over FROM in the text, as the SPARQL 1.1 Protocol says."""

    defaults: Sequence[str] = ()
    """IRIs of the graphs that its default graph is the union of."""
    named: Sequence[str] = ()
    of_all: bool = True
    """What stands in any graph is in the default graph, where neither request nor query names another."""

    def choose(self, *, names_dataset: bool) -> dict[str, Any]:
        """Say it to the engine; `names_dataset` where FROM stands in the query.

        A union of all would win over FROM, so it is there only where nothing is named. Named default graphs alone would
        leave all others in sight of GRAPH.

        Raises:
            CallError: what is to be a graph is no whole IRI.
        """
        if self.defaults or self.named:
            return {
                "default_graph": [_read_graph(iri) for iri in self.defaults],
                "named_graphs": [_read_graph(iri) for iri in self.named],
            }
        return {"use_default_graph_as_union": self.of_all and not names_dataset}


def _read_graph(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError:
        told = f"{iri!r} names no graph; give a whole IRI"
        raise CallError(told, "no_graph_name", asked=iri) from None
