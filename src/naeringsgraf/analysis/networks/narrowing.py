"""A part of a network: what lies around one mark, the strongest marks, or the heaviest lines; each cut is told."""

from collections import defaultdict
from collections.abc import Container

from naeringsgraf.analysis.near import unknown_name
from naeringsgraf.analysis.network import Network, Node
from naeringsgraf.analysis.networks.assembling import keep_edges
from naeringsgraf.analysis.networks.choosing import count_of
from naeringsgraf.errors import CallError
from naeringsgraf.registers.folding import fold_name


def find_mark(network: Network, name: str, ids: Container[str] = ()) -> Node:
    """Give the mark with a label or id, or one of some `ids`, where the name stands for these.

    Raises:
        CallError: there is none, and near names are told; or there are several, and their ids are.
    """
    wanted = fold_name(name).removesuffix(" kommune")
    exact = [node for node in network.nodes if name in (node.id, node.id.partition("/")[2])]
    found = exact or [node for node in network.nodes if fold_name(node.label) == wanted]
    found = found or [node for node in network.nodes if node.id in ids]
    if not found:
        known = [node.label for node in network.nodes]
        raise unknown_name("mark", name, known, "see --format csv for those there are")
    if len(found) > 1:
        ids = ", ".join(sorted(node.id for node in found))
        raise CallError(f"{name!r} stands for several; choose one of {ids}", "several", asked=name, known=ids)
    return found[0]


def draw_around(
    network: Network, name: str, depth: int = 1, ids: Container[str] = ()
) -> tuple[Network, list[list[str]]]:
    """Give the marks at most `depth` lines from one, with all lines between them, and the marks by that distance.

    Directions do not matter for the distance; the name and `ids` are those of `find_mark`.

    Raises:
        CallError: there is no such mark, or several; or depth is neither 1 nor 2.
    """
    if depth not in (1, 2):
        raise CallError(f"depth {depth} is not to be had; choose 1 or 2")
    centre = find_mark(network, name, ids)
    tied: defaultdict[str, set[str]] = defaultdict(set)
    for edge in network.edges:
        tied[edge.source].add(edge.target)
        tied[edge.target].add(edge.source)
    seen, rings = {centre.id}, [{centre.id}]
    for _ in range(depth):
        rings.append({other for id in rings[-1] for other in tied[id]} - seen)
        seen |= rings[-1]
    hidden = len({other for id in seen for other in tied[id]} - seen)
    note = (
        f"Drawn around {centre.label}, to a distance of {count_of(depth, 'line')}; {count_of(hidden, 'mark')} beyond."
    )
    kept = [edge for edge in network.edges if edge.source in seen and edge.target in seen]
    narrowed = keep_edges(network, kept, note)
    return narrowed, [[node.id for node in narrowed.nodes if node.id in ring] for ring in rings]


def keep_strongest(network: Network, most: int) -> Network:
    """Keep the `most` marks with the greatest sum of weights, and the lines between them; equals go by their id.

    A mark that is tied to none of the others kept is left out too.

    Raises:
        CallError: fewer than two marks are asked for.
    """
    if most < 2:
        raise CallError(f"top {most} leaves no lines; ask for two marks or more")
    strength: defaultdict[str, float] = defaultdict(float)
    for edge in network.edges:
        strength[edge.source] += edge.weight
        strength[edge.target] += edge.weight
    kept = set(sorted(strength, key=lambda id: (-round(strength[id], 9), id))[:most])
    if len(kept) == len(network.nodes):
        return network
    edges = [edge for edge in network.edges if edge.source in kept and edge.target in kept]
    note = f"Only the {most} strongest of {len(network.nodes)} marks, by the sum of their weights."
    return keep_edges(network, edges, note)


def keep_heaviest(network: Network, least: float) -> Network:
    """Keep the lines whose weight is `least` or more."""
    edges = [edge for edge in network.edges if edge.weight >= least]
    if len(edges) == len(network.edges):
        return network
    hidden = len(network.edges) - len(edges)
    return keep_edges(
        network, edges, f"Only lines of {least:g} {network.unit} or more; {count_of(hidden, 'line')} less."
    )


def check_size(network: Network, marks: int, lines: int) -> None:
    """See that a network is not too large.

    Raises:
        CallError: it is; how to narrow it is told.
    """
    if len(network.nodes) > marks or len(network.edges) > lines:
        raise CallError(tell_narrowing(network, f"{marks} marks or {lines} lines"))


def tell_narrowing(network: Network, limit: str) -> str:
    """Say that a network is too large, and how to make it smaller."""
    return (
        f"{network.kind} has {len(network.nodes)} marks and {len(network.edges)} lines, more than {limit}; narrow it "
        "with --since and --until, --around NAME, --top N or --least WEIGHT, or draw its communities with --aggregate"
    )
