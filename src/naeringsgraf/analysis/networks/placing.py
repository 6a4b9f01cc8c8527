"""Gives the marks of a network their places: columns for two sorts, rings around one mark, forces for the rest."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from naeringsgraf.analysis.layout import Place, place_columns
from naeringsgraf.analysis.network import Network
from naeringsgraf.analysis.rings import place_rings


def place_network(network: Network, rings: Sequence[Sequence[str]] = ()) -> Network:
    """Give the network with places; `rings` are the marks by their distance from the one it is drawn around."""
    places = _place(network, rings)
    nodes = [
        replace(node, x=place.x, y=place.y, side=place.side) for node in network.nodes if (place := places[node.id])
    ]
    return replace(network, nodes=tuple(nodes))


def _place(network: Network, rings: Sequence[Sequence[str]]) -> Mapping[str, Place]:
    weights = {(edge.source, edge.target): float(edge.weight) for edge in network.edges}
    if network.two_mode:
        first = {edge.source for edge in network.edges}
        listed = [node.id for node in network.nodes]
        return place_columns([id for id in listed if id in first], [id for id in listed if id not in first], weights)
    if rings:
        return place_rings(rings, weights)
    # Here alone, for numpy takes long to import.
    from naeringsgraf.analysis.forces import place_by_forces

    return place_by_forces([node.id for node in network.nodes], join_directions(weights))


def join_directions(weights: Mapping[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    """Give how strongly each two are tied, whichever way."""
    joined: defaultdict[tuple[str, str], float] = defaultdict(float)
    for (one, other), weight in weights.items():
        joined[min(one, other), max(one, other)] += weight
    return dict(joined)
