"""Networks as Cytoscape JSON (.cyjs): Cytoscape's own, cytoscape.js and networkx read it."""

import json
from typing import Any

from naeringsgraf import __version__
from naeringsgraf.analysis.network import Network
from naeringsgraf.views.networks.describing import describe_network, describe_node, list_attributes, write_json


def write_cytoscape(network: Network) -> str:
    """Write elements with places; tables of marks and lines hold text and numbers, and no null."""
    nodes = []
    for node in network.nodes:
        told = describe_node(node)
        place = {"x": told.pop("x"), "y": told.pop("y")}
        named = {"value": node.id, "name": node.label, "shared_name": node.label}
        nodes.append({"data": {**told, **named}, "position": place})
    edges = [
        {
            "data": {
                "id": f"e{number}",
                "source": edge.source,
                "target": edge.target,
                "interaction": network.kind,
                **list_attributes(edge, network),
            }
        }
        for number, edge in enumerate(network.edges)
    ]
    whole: dict[str, Any] = {
        "format_version": "1.0",
        "generated_by": f"naeringsgraf-{__version__}",
        "target_cytoscapejs_version": "~2.1",
        "directed": network.directed,
        "multigraph": False,
        "data": {"name": network.kind, "shared_name": network.kind, **_flatten(describe_network(network))},
        "elements": {"nodes": nodes, "edges": edges},
    }
    return write_json(whole)


def _flatten(described: dict[str, Any]) -> dict[str, str]:
    """Cytoscape's table of networks holds one text a column."""
    return {
        name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for name, value in described.items()
        if value
    }
