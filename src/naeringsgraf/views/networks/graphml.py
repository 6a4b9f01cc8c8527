"""Networks as GraphML, and as the graph of networkx that it is written from."""

import io
from typing import TYPE_CHECKING, Any

from naeringsgraf.analysis.network import Network
from naeringsgraf.views.characters import keep_xml
from naeringsgraf.views.networks.describing import NOTE, describe_node, list_attributes

if TYPE_CHECKING:
    import networkx as nx


def write_graphml(network: Network) -> str:
    """Write GraphML, whose lines carry their weight, their counts and days, and their sentences as text."""
    import networkx as nx

    out = io.BytesIO()
    # By way of the standard library's XML: with lxml, where that is installed, the bytes would differ.
    nx.write_graphml_xml(make_networkx_graph(network), out, encoding="utf-8", prettyprint=True)
    return out.getvalue().decode("utf-8") + "\n"


def make_networkx_graph(network: Network) -> "nx.Graph[str]":
    """Make a `networkx.Graph`, or a `DiGraph` where lines have a direction; attributes are text and numbers."""
    import networkx as nx

    places = str(network.counted.places) if network.counted else ""
    graph: nx.Graph[str] = nx.DiGraph() if network.directed else nx.Graph()
    graph.graph |= {"kind": network.kind, "unit": str(network.unit), "note": NOTE, "places": places}
    for node in network.nodes:
        graph.add_node(keep_xml(node.id), **_clean(describe_node(node), "id"))
    for edge in network.edges:
        graph.add_edge(keep_xml(edge.source), keep_xml(edge.target), **_clean(list_attributes(edge, network)))
    return graph


def _clean(described: dict[str, Any], *less: str) -> dict[str, Any]:
    return {
        name: keep_xml(value) if isinstance(value, str) else value
        for name, value in described.items()
        if name not in less
    }
